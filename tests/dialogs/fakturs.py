"""Two accounts with paid invoices and faktur, for the conversations about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import text

from assistant.domain.billing import Invoice, InvoiceItem, InvoiceStatus
from assistant.domain.clients import Client, TaxKind, TaxProfile
from assistant.domain.fakturs.model import Faktur, RequestState
from tests.play import Chat, Table

TAX = TaxProfile(
    TaxKind.COMPANY,
    "0012345674012000",
    "0012345674012000000000",
    "MAJU & <JAYA>",
    "Jl. Melati No. 12, Jakarta",
    "pajak@maju.example",
)
MAJU = Client("7", "info@maju.example", "Budi", "Santoso", "PT Maju Jaya", "+62812", TAX)
BARE = Client("8", "cv@jaya.example", "Sari", "Dewi", "CV Jaya", "+62813", None)
PAID = datetime(2026, 11, 5, 18, 0, tzinfo=UTC)
"""The 6th in Jakarta."""


async def seated(table: Table, *clients: Client, person: int = 1001) -> Chat:
    chat = table.chat(person)
    await chat.agree()
    for client in clients or (MAJU,):
        await table.link(chat.person, client)
    return chat


def invoice(number: str, client: Client) -> Invoice:
    item = InvoiceItem("Hosting", 1, Decimal(1_000_000), Decimal(0), None, 12)
    return Invoice(
        id=number,
        number=number,
        client_id=client.id,
        status=InvoiceStatus.PAID,
        issued=date(2026, 11, 1),
        due=date(2026, 11, 15),
        paid_at=PAID,
        items=(item,),
        tax=Decimal(110_000),
    )


async def paid(
    table: Table,
    number: str,
    client: Client = MAJU,
    paid_at: datetime = PAID,
) -> None:
    state = RequestState.WAITING if client.tax else RequestState.NO_NPWP
    async with table.shop.work() as work:
        await work.fakturs.add_request(client, invoice(number, client), state, paid_at)


async def issued(
    table: Table,
    number: str,
    day: date = date(2026, 11, 7),
    client: Client = MAJU,
    kode_status: str = "00",
) -> Faktur:
    """A faktur whose PDF is stored, with a serial made of the invoice's digits."""
    await paid(table, number, client)
    serial = number[-6:].rjust(11, "0")
    async with table.shop.work() as work:
        request = await work.fakturs.request_of(number)
        assert request is not None
        faktur = await work.fakturs.add(
            request,
            f"04{kode_status}26{serial}",
            day,
            Decimal(916_667),
            Decimal(110_000),
            await work.documents.put(f"%PDF {number}".encode(), "application/pdf"),
            TAX.name,
        )
        assert faktur is not None
        await work.fakturs.save_request(replace(request, state=RequestState.ISSUED))
    return faktur


async def issue_many(table: Table, client: Client, count: int) -> None:
    """So many of one month, by their rows alone."""
    async with table.engine.begin() as connection:
        await connection.execute(
            text(
                "insert into document (sha256, kind, content, size, created_at)"
                " values ('many', 'faktur', '%PDF', 4, now())"
            )
        )
        await connection.execute(
            text(
                "with asked as (insert into faktur_request (portal, account, account_label,"
                " invoice_id, invoice_number, subtotal, tax, paid_at, state, created_at)"
                " select 'embedded', :account, :label, 'M' || n, 'INV-2026-1' || n, 1, 1, now(),"
                " 'issued', now() from generate_series(1, :count) n returning id, invoice_number)"
                " insert into faktur (request, account, account_label, invoice_number, nsfp,"
                " kode_status, number, issued, dpp, ppn, sha256, buyer_name, created_at)"
                " select id, :account, :label, invoice_number, '26' || lpad(id::text, 11, '0'),"
                " '00', '040026' || lpad(id::text, 11, '0'), date '2026-11-07', 1, 1, 'many', 'X',"
                " now() from asked"
            ),
            {"account": client.id, "label": client.label, "count": count},
        )
