"""Issuing the specimen faktur of a paid invoice, as the provider's finance would."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import httpx

from assistant.domain.billing import Invoice, InvoiceItem
from assistant.domain.clients import TaxKind, TaxProfile
from assistant.domain.fakturs.paper import NomorFaktur
from assistant.domain.portal import PortalError, PortalFailure
from assistant.portal.embedded.finance import FakturIssuing, hand_in
from assistant.portal.embedded.specimen import Faults, filename, number_of, specimen
from assistant.portal.whmcs.inclusive import net_amounts
from sandbox.model import Json
from sandbox.whmcs import clients, reading
from sandbox.whmcs.books import Books, Change
from sandbox.whmcs.invoices import amounts
from sandbox.whmcs.system import ZONE, System

_HTTP_SECONDS = 10.0


async def issue(system: System, finance: FakturIssuing, invoice: Json, faults: Faults) -> Json:
    """Draw it and hand its PDF to the assistant. The same invoice keeps its number.

    Raises REFUSED when it cannot have one, or when the assistant does not take it, and UNAVAILABLE
    when nobody answers.
    """
    seller, upload = finance.ready()
    if invoice["status"] != "Paid":
        raise PortalError(PortalFailure.REFUSED, f"the invoice is {invoice['status']}")
    tax = _tax(system.books.by_id("client", invoice["client"]) or {})
    nomor = await system.change(lambda change: _number(change, invoice))
    spec = specimen(_invoice(system.books, invoice), tax, seller, nomor, faults)
    pdf = await asyncio.to_thread(finance.draw, spec)
    name = filename(spec, str(uuid4()))
    async with httpx.AsyncClient(timeout=_HTTP_SECONDS, trust_env=False) as http:
        await hand_in(http, upload, pdf, name, str(int(system.clock())))
    if faults.none:
        system.books.run(
            "UPDATE faktur SET issued_at = coalesce(issued_at, ?) WHERE invoice = ?",
            f"{system.now:%Y-%m-%d %H:%M:%S}",
            invoice["id"],
        )
    return {"number": str(nomor), "filename": name}


def _number(change: Change, invoice: Json) -> NomorFaktur:
    """The number that this invoice's faktur has, giving it one if there is none."""
    known = change.books.row("SELECT nsfp FROM faktur WHERE invoice = ?", invoice["id"])
    nsfp = known["nsfp"] if known else invoice["datepaid"][2:4] + change.random_digits(11)
    if known is None:
        change.books.insert("faktur", invoice=invoice["id"], nsfp=nsfp)
    return number_of(nsfp, 0)


def billed(books: Books, number: str) -> tuple[Invoice, TaxProfile, str]:
    """An invoice, its client's tax profile, and its faktur's number or nothing. Raises NOT_FOUND
    and REFUSED."""
    invoices = books.rows("SELECT * FROM invoice")
    found = next((row for row in invoices if reading.number(row) == number), None)
    if found is None:
        raise PortalError(PortalFailure.NOT_FOUND, number)
    known = books.row(
        "SELECT nsfp FROM faktur WHERE invoice = ? AND issued_at IS NOT NULL", found["id"]
    )
    nomor = str(number_of(known["nsfp"], 0)) if known else ""
    return _invoice(books, found), _tax(books.by_id("client", found["client"]) or {}), nomor


def _tax(client: Json) -> TaxProfile:
    fields = clients.fields_of(client)
    if not client["tax_id"]:
        raise PortalError(PortalFailure.REFUSED, "the client has no tax number")
    return TaxProfile(
        kind=TaxKind(fields.get(clients.TAX_KIND) or TaxKind.COMPANY),
        npwp=client["tax_id"],
        nitku=fields.get(clients.TAX_NITKU) or f"{client['tax_id']}000000",
        name=fields.get(clients.TAX_NAME) or client["companyname"],
        address=fields.get(clients.TAX_ADDRESS) or client["address1"],
        email=fields.get(clients.TAX_EMAIL) or client["email"],
    )


def _invoice(books: Books, invoice: Json) -> Invoice:
    items = books.rows("SELECT * FROM item WHERE invoice = ? ORDER BY id", invoice["id"])
    return Invoice(
        id=str(invoice["id"]),
        number=reading.number(invoice),
        client_id=str(invoice["client"]),
        status=reading.invoice_status(invoice, invoice["date"]),
        issued=date.fromisoformat(invoice["date"]),
        due=date.fromisoformat(invoice["duedate"]),
        paid_at=_paid_at(invoice),
        items=tuple(_items(books, items, net_amounts(amounts(books, invoice), items))),
        tax=Decimal(invoice["tax"]),
    )


def _paid_at(invoice: Json) -> datetime | None:
    if invoice["status"] != "Paid":
        return None
    return datetime.fromisoformat(invoice["datepaid"]).replace(tzinfo=ZONE)


def _items(books: Books, rows: list[Json], net: list[Decimal]) -> list[InvoiceItem]:
    """A line below zero is a discount on the one above it."""
    items: list[InvoiceItem] = []
    for row, amount in zip(rows, net, strict=True):
        if amount < 0 and items:
            items[-1] = replace(items[-1], discount=items[-1].discount - amount)
            continue
        table = {"Domain": "domain", "Hosting": "service"}.get(row["type"])
        items.append(
            InvoiceItem(
                description=row["description"],
                quantity=1,
                price=amount,
                discount=Decimal(0),
                service_id=None,
                months=reading.months_billed(books, table, row["relid"]) if table else None,
                kind=reading.kind_of(books, table, row["relid"]) if table else None,
            )
        )
    return items
