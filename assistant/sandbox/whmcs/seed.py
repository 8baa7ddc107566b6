"""The demo's world in WHMCS: the same clients, services and invoices as in the embedded portal."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from assistant.domain.portal import InvoiceStatus, ServiceKind, TaxProfile
from assistant.portal.embedded.seed import BUDI, SITI
from assistant.sandbox.whmcs import clients
from assistant.sandbox.whmcs.admin import Line, add_service, set_invoice, write_invoice
from assistant.sandbox.whmcs.books import Change

DEPARTMENTS = (("Info", True), ("Billing", True), ("Teknis", False))
"""Name, and whether the API's administrator is assigned to it."""
_CLIENT_SINCE = timedelta(days=700)


def seed(change: Change) -> None:
    """Make what is not there. Who is there already is left as they are."""
    for name, assigned in DEPARTMENTS:
        if change.books.row("SELECT id FROM department WHERE name = ?", name) is None:
            change.books.insert("department", name=name, assigned=int(assigned))
    for known in (BUDI, SITI):
        if change.books.row("SELECT id FROM client WHERE email = ?", known.email) is None:
            _client(change, known)
    change.hooks.clear()  # all of it is long ago


def _client(change: Change, known: Any) -> None:
    client = change.books.insert(
        "client",
        firstname=known.first_name,
        lastname=known.last_name,
        companyname=known.company,
        email=known.email,
        address1=known.address,
        city=known.city,
        state=known.province,
        postcode=known.postcode,
        country="ID",
        phonenumber=known.phone,
        tax_id=known.tax.npwp,
        datecreated=f"{change.now - _CLIENT_SINCE:%Y-%m-%d}",
        customfields=json.dumps(_fields(known.tax)),
    )
    services = [_service(change, client, one) for one in known.services]
    for billed in known.invoices:
        issued = change.now - timedelta(days=billed.days_ago)
        line = Line(billed.description, Decimal(billed.price), services[billed.service])
        due = f"{issued + timedelta(days=10):%Y-%m-%d}"
        invoice = write_invoice(change, client, [line], f"{issued:%Y-%m-%d}", due)
        if billed.paid:
            paid = f"{issued + timedelta(days=1):%Y-%m-%d} 12:00:00"
            set_invoice(change, invoice, InvoiceStatus.PAID, paid)


def _fields(tax: TaxProfile) -> dict[str, str]:
    return {
        clients.TAX_NAME: tax.name,
        clients.TAX_ADDRESS: tax.address,
        clients.TAX_NITKU: tax.nitku,
        clients.TAX_EMAIL: tax.email,
        clients.TAX_KIND: str(tax.kind),
    }


def _service(change: Change, client: int, owned: Any) -> str:
    due = f"{change.now + timedelta(days=owned.due_in):%Y-%m-%d}"
    since = f"{change.now - timedelta(days=365):%Y-%m-%d}"
    return add_service(change, client, ServiceKind(owned.kind), owned.name, due, since)
