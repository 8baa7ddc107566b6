"""The demo's world in WHMCS: the same clients, services and invoices as in the embedded portal."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal

from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import TaxProfile
from assistant.portal.embedded.seed import DEMO_CLIENTS, DemoClient
from sandbox.whmcs import clients
from sandbox.whmcs.admin import Line, add_service, described, set_invoice, write_invoice
from sandbox.whmcs.books import Change

DEPARTMENTS = (("Info", True), ("Billing", True), ("Teknis", False))
"""Name, and whether the API's administrator is assigned to it."""
_CLIENT_SINCE = timedelta(days=700)
_SOLD_SINCE = timedelta(days=365)
_DUE_IN = timedelta(days=10)


def seed(change: Change) -> None:
    """Make what is not there. Who is there already is left as they are.

    Of all that, the hooks hear only of what was paid this month.
    """
    for name, assigned in DEPARTMENTS:
        if change.books.row("SELECT id FROM department WHERE name = ?", name) is None:
            change.books.insert("department", name=name, assigned=int(assigned))
    new = [
        (demo, _client(change, demo))
        for demo in DEMO_CLIENTS
        if change.books.row("SELECT id FROM client WHERE email = ?", demo.client.email) is None
    ]
    owned = [(demo, client, _services(change, client, demo)) for demo, client in new]
    for demo, client, services in owned:
        _invoices(change, client, services, demo)
    change.hooks.clear()
    for demo, client, services in owned:
        _paid(change, client, services, demo)


def _client(change: Change, demo: DemoClient) -> int:
    return change.books.insert(
        "client",
        firstname=demo.client.first_name,
        lastname=demo.client.last_name,
        companyname=demo.client.company,
        email=demo.client.email,
        address1=demo.client.address,
        city=demo.client.city,
        state=demo.client.province,
        postcode=demo.client.postcode,
        country=demo.client.country,
        phonenumber=demo.client.phone,
        tax_id=demo.tax.npwp if demo.tax else "",
        datecreated=_day(change.now - _CLIENT_SINCE),
        customfields=json.dumps(_fields(demo.tax) if demo.tax else {}),
    )


def _fields(tax: TaxProfile) -> dict[str, str]:
    return {
        clients.TAX_NAME: tax.name,
        clients.TAX_ADDRESS: tax.address,
        clients.TAX_NITKU: tax.nitku,
        clients.TAX_EMAIL: tax.email,
        clients.TAX_KIND: str(tax.kind),
    }


def _services(change: Change, client: int, demo: DemoClient) -> list[str]:
    since = _day(change.now - _SOLD_SINCE)
    return [
        add_service(
            change, client, one.kind, one.name, _day(change.now + timedelta(days=one.due_in)), since
        )
        for one in demo.services
    ]


def _invoices(change: Change, client: int, services: list[str], demo: DemoClient) -> None:
    for billed in demo.invoices:
        issued = change.now - timedelta(days=billed.days_ago)
        service = services[billed.service]
        said = described(change.books, service, issued, billed.description)
        lines = [Line(said, Decimal(billed.price), service)]
        invoice = write_invoice(change, client, lines, _day(issued), _day(issued + _DUE_IN))
        if billed.paid:
            paid = f"{_day(issued + timedelta(days=1))} 12:00:00"
            set_invoice(change, invoice, InvoiceStatus.PAID, paid)


def _paid(change: Change, client: int, services: list[str], demo: DemoClient) -> None:
    """The first today, the second yesterday, but none before this month began."""
    for ago, sold in enumerate(demo.paid):
        day = max(change.now - timedelta(days=ago), change.now.replace(day=1))
        lines = [
            Line(
                described(change.books, services[one.service], day, one.description),
                Decimal(one.price),
                services[one.service],
                Decimal(one.discount),
            )
            for one in sold
        ]
        invoice = write_invoice(change, client, lines, _day(day), _day(day + _DUE_IN))
        paid = min(f"{_day(day)} 09:00:00", change.moment)
        set_invoice(change, invoice, InvoiceStatus.PAID, paid)


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
