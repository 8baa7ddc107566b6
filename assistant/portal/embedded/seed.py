"""The demo's world: two clients with services, invoices and tax numbers. All of it is made up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy.dialects.postgresql import insert

from assistant.domain.portal import InvoiceStatus, ServiceKind, ServiceStatus, TaxKind, TaxProfile
from assistant.portal.embedded import tables
from assistant.portal.embedded.billing import Bill, Line, write_invoice
from assistant.portal.embedded.store import JAKARTA, Change


@dataclass(frozen=True, slots=True)
class _Owned:
    kind: ServiceKind
    name: str
    due_in: int
    """Days from now; what is behind us was paid late."""


@dataclass(frozen=True, slots=True)
class _Billed:
    service: int
    """Which of the client's services, by position."""
    description: str
    price: int
    """Rupiah before tax."""
    months: int
    days_ago: int
    paid: bool


@dataclass(frozen=True, slots=True)
class _Known:
    reference: str
    email: str
    first_name: str
    last_name: str
    company: str
    phone: str
    address: str
    city: str
    province: str
    postcode: str
    tax: TaxProfile
    services: tuple[_Owned, ...]
    invoices: tuple[_Billed, ...]


BUDI = _Known(
    reference="demo-majujaya",
    email="budi@majujaya.example",
    first_name="Budi",
    last_name="Santoso",
    company="PT Maju Jaya Digital",
    phone="+6281234567801",
    address="Jl. Kemang Raya No. 10",
    city="Jakarta Selatan",
    province="DKI Jakarta",
    postcode="12730",
    tax=TaxProfile(
        kind=TaxKind.COMPANY,
        npwp="0013121660091000",
        nitku="0013121660091000000000",
        name="PT MAJU JAYA DIGITAL",
        address="JL. KEMANG RAYA NO. 10, BANGKA, MAMPANG PRAPATAN, JAKARTA SELATAN",
        email="budi@majujaya.example",
    ),
    services=(
        _Owned(ServiceKind.DOMAIN, "majujaya.example", 214),
        _Owned(ServiceKind.DOMAIN, "tokobudi.example", 7),
        _Owned(ServiceKind.HOSTING, "Hosting Kilat M (majujaya.example)", 96),
        _Owned(ServiceKind.SERVER, "VPS Kilat 2 (vps1.majujaya.example)", 18),
        _Owned(ServiceKind.SERVER, "VPS Kilat 4 (vps2.majujaya.example)", 25),
    ),
    invoices=(
        _Billed(2, "Hosting Kilat M majujaya.example, 12 bulan", 1_188_000, 12, 269, paid=True),
        _Billed(3, "VPS Kilat 2 vps1.majujaya.example, 1 bulan", 150_000, 1, 12, paid=True),
        _Billed(1, "Perpanjangan domain tokobudi.example, 12 bulan", 250_000, 12, 3, paid=False),
    ),
)
SITI = _Known(
    reference="demo-sinarrahma",
    email="siti@sinarrahma.example",
    first_name="Siti",
    last_name="Rahma",
    company="CV Sinar Rahma",
    phone="+6281234567802",
    address="Jl. Ijen No. 25",
    city="Malang",
    province="Jawa Timur",
    postcode="65115",
    tax=TaxProfile(
        kind=TaxKind.COMPANY,
        npwp="0029998887423000",
        nitku="0029998887423000000000",
        name="CV SINAR RAHMA",
        address="JL. IJEN NO. 25, ORO-ORO DOWO, KLOJEN, KOTA MALANG",
        email="keuangan@sinarrahma.example",
    ),
    services=(
        _Owned(ServiceKind.DOMAIN, "sinarrahma.example", 152),
        _Owned(ServiceKind.HOSTING, "Hosting Kilat S (sinarrahma.example)", 152),
        _Owned(ServiceKind.SERVER, "VPS Kilat 2 (app.sinarrahma.example)", 20),
    ),
    invoices=(
        _Billed(0, "Domain sinarrahma.example, 12 bulan", 175_000, 12, 213, paid=True),
        _Billed(1, "Hosting Kilat S sinarrahma.example, 12 bulan", 588_000, 12, 213, paid=True),
        _Billed(2, "VPS Kilat 2 app.sinarrahma.example, 1 bulan", 150_000, 1, 10, paid=True),
    ),
)


async def seed(change: Change) -> None:
    """Make what is not there. Who is there already is left as they are."""
    for known in (BUDI, SITI):
        await _seed_client(change, known)


async def _seed_client(change: Change, known: _Known) -> None:
    ours = asdict(known)
    account = {name: ours[name] for name in ours.keys() - {"tax", "services", "invoices"}}
    client_key = (
        await change.connection.execute(
            insert(tables.client)
            .values(**account, country="ID", opened_at=change.now - timedelta(days=700))
            .on_conflict_do_nothing()
            .returning(tables.client.c.id)
        )
    ).scalar_one_or_none()
    if client_key is None:
        return
    tax = insert(tables.tax_profile).values(client_id=client_key, **asdict(known.tax))
    await change.connection.execute(tax)
    keys = [await _seed_service(change, client_key, owned) for owned in known.services]
    for billed in known.invoices:
        await _seed_invoice(change, client_key, keys[billed.service], billed)


async def _seed_service(change: Change, client_key: int, owned: _Owned) -> int:
    made = insert(tables.service).values(
        client_id=client_key,
        kind=owned.kind,
        name=owned.name,
        status=ServiceStatus.ACTIVE,
        next_due=change.today + timedelta(days=owned.due_in),
    )
    returned = await change.connection.execute(made.returning(tables.service.c.id))
    return int(returned.scalar_one())


async def _seed_invoice(change: Change, client_key: int, service_key: int, billed: _Billed) -> None:
    issued = change.today - timedelta(days=billed.days_ago)
    line = Line(billed.description, Decimal(billed.price), service_key, billed.months)
    await write_invoice(
        change,
        Bill(
            client_key=client_key,
            issued=issued,
            due=issued + timedelta(days=10),
            lines=(line,),
            status=InvoiceStatus.PAID if billed.paid else InvoiceStatus.UNPAID,
            paid_at=_next_noon(issued) if billed.paid else None,
        ),
    )


def _next_noon(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(12), JAKARTA)
