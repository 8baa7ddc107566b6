"""Accounts, services and invoices that the tests of moves are played with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.domain.billing import (
    Invoice,
    InvoiceItem,
    InvoiceStatus,
    Service,
    ServiceKind,
    ServiceStatus,
)
from assistant.domain.clients import Client
from tests.play import Chat, Table


def client(id_: str, company: str, email: str) -> Client:
    return Client(id_, email, "Budi", "Santoso", company, "+6281234567890", None)


def domain(id_: str, name: str, owner: str) -> Service:
    due = date(2027, 3, 1)
    return Service(id_, ServiceKind.DOMAIN, name, owner, ServiceStatus.ACTIVE, due)


def unpaid(number: str, owner: str, service: str) -> Invoice:
    item = InvoiceItem("Perpanjangan domain", 1, Decimal("150000"), Decimal(0), service, 12)
    return Invoice(
        id=number,
        number=number,
        client_id=owner,
        status=InvoiceStatus.UNPAID,
        issued=date(2026, 11, 1),
        due=date(2026, 11, 30),
        paid_at=None,
        items=(item,),
        tax=Decimal("16500"),
    )


INDUK = client("1", "PT Induk Jaya", "budi@induk.example")
CABANG = client("2", "PT Cabang Baru", "keuangan@cabang.example")
CONTOH = domain("domain-1", "contoh.example", "1")
LAIN = domain("domain-2", "lain.example", "1")


async def of_induk(table: Table) -> Chat:
    """Budi, who is linked to PT Induk Jaya, whose services are known."""
    chat = table.chat()
    await chat.agree()
    await table.link(1001, INDUK)
    await table.portal_says(INDUK, [CONTOH, LAIN])
    return chat
