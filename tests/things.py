"""Values of the domain for tests, each complete; say only what matters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from assistant.desk import draw
from assistant.domain.billing import (
    Invoice,
    InvoiceItem,
    InvoiceStatus,
    Service,
    ServiceKind,
    ServiceStatus,
)
from assistant.domain.clients import Client, NewClient, TaxKind, TaxProfile
from assistant.domain.transfers.model import MovedService, NewTransfer
from assistant.storage.work import WorkSettings, WorkShop
from tests.databases import kept_engine

STAFF_CHAT = -1002000000001
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def make_shop(url: str, clock: Clock, *, pool_size: int = 4) -> WorkShop:
    settings = WorkSettings("embedded", b"secret", STAFF_CHAT, clock=clock, draw=draw)
    return WorkShop(kept_engine(url, pool_size), settings)


def tax(
    npwp: str = "0013121660091000",
    name: str = "PT MAJU JAYA",
    email: str = "pajak@majujaya.example",
) -> TaxProfile:
    return TaxProfile(
        TaxKind.COMPANY, npwp, f"{npwp}000000", name, "JL. CONTOH NO. 1, JAKARTA", email
    )


def client(
    id_: str = "7",
    email: str = "budi@majujaya.example",
    company: str = "PT Maju Jaya",
    profile: TaxProfile | None = None,
) -> Client:
    return Client(id_, email, "Budi", "Santoso", company, "+6281234567801", profile)


def new_client(email: str = "budi@majujaya.example", reference: str = "REF-AKUN0001") -> NewClient:
    return NewClient(
        reference=reference,
        email=email,
        first_name="Budi",
        last_name="Santoso",
        company="PT Maju Jaya",
        phone="+6281234567801",
        address="Jl. Contoh No. 1",
        city="Jakarta Selatan",
        province="DKI Jakarta",
        postcode="12730",
    )


def service(id_: str = "domain-1", name: str = "toko.example", owner: str = "7") -> Service:
    kind = ServiceKind.DOMAIN
    return Service(id_, kind, name, owner, ServiceStatus.ACTIVE, date(2027, 1, 1))


def invoice(
    number: str = "INV-1",
    status: InvoiceStatus = InvoiceStatus.PAID,
    *,
    owner: str = "7",
    bills: str | None = "domain-1",
    price: int = 250_000,
    ppn: int = 27_500,
) -> Invoice:
    item = InvoiceItem("Domain", 1, Decimal(price), Decimal(0), bills, 12)
    paid_at = NOW if status is InvoiceStatus.PAID else None
    day = date(2026, 11, 20)
    return Invoice(f"id-{number}", number, owner, status, day, day, paid_at, (item,), Decimal(ppn))


def wanted_transfer(
    to_email: str = "siti@sinarrahma.example", to_account: str | None = None
) -> NewTransfer:
    return NewTransfer(
        from_account="7",
        services=(MovedService("domain-1", "toko.example", "domain"),),
        to_account=to_account,
        to_email=to_email,
        to_label="",
        department="Info",
        subject="Pindah kepemilikan",
        message="Mohon pindahkan toko.example.",
    )
