"""The demo's world: clients with services, invoices and tax numbers. All of it is made up.

Budi and Siti have chats. The others are for finance: they paid this month, and one of them has no
tax number.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.billing import InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.clients import NewClient, TaxKind, TaxProfile
from assistant.domain.months import JAKARTA
from assistant.domain.portal import EventType
from assistant.portal.embedded import tables
from assistant.portal.embedded.billing import Bill, InvoiceLine, write_invoice
from assistant.portal.embedded.reading import tax_values
from assistant.portal.embedded.store import Change


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
class _Sold:
    """A line of an invoice that was paid this month."""

    service: int
    description: str
    price: int
    months: int
    discount: int = 0


@dataclass(frozen=True, slots=True)
class DemoClient:
    client: NewClient
    tax: TaxProfile | None
    services: tuple[_Owned, ...]
    invoices: tuple[_Billed, ...] = ()
    paid: tuple[tuple[_Sold, ...], ...] = ()
    """Invoices that were paid this month; the assistant hears of them."""


BUDI = DemoClient(
    client=NewClient(
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
    ),
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
SITI = DemoClient(
    client=NewClient(
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
    ),
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

LESTARI = DemoClient(
    client=NewClient(
        reference="demo-lestaribuana",
        email="keuangan@lestaribuana.example",
        first_name="Agus",
        last_name="Wijaya",
        company="PT Lestari Buana & Rekan",
        phone="+6281234567803",
        address="Jl. Diponegoro No. 8",
        city="Surabaya",
        province="Jawa Timur",
        postcode="60241",
    ),
    tax=TaxProfile(
        kind=TaxKind.COMPANY,
        npwp="0098765431441000",
        nitku="0098765431441000000000",
        name="PT LESTARI BUANA & REKAN",
        address="JL. DIPONEGORO NO. 8, DR. SOETOMO, TEGALSARI, KOTA SURABAYA",
        email="keuangan@lestaribuana.example",
    ),
    services=(
        _Owned(ServiceKind.DOMAIN, "lestaribuana.example", 340),
        _Owned(ServiceKind.HOSTING, "Hosting Kilat L (lestaribuana.example)", 340),
        _Owned(ServiceKind.SERVER, "VPS Kilat 8 (erp.lestaribuana.example)", 27),
    ),
    paid=(
        (
            _Sold(0, "Domain lestaribuana.example, 12 bulan", 275_000, 12, discount=25_000),
            _Sold(1, "Hosting Kilat L lestaribuana.example, 12 bulan", 2_388_000, 12),
        ),
        (_Sold(2, "VPS Kilat 8 erp.lestaribuana.example, 1 bulan", 600_000, 1),),
    ),
)
DEWI = DemoClient(
    client=NewClient(
        reference="demo-dewi",
        email="dewi@batikdewi.example",
        first_name="Dewi",
        last_name="Anggraini",
        company="Batik Dewi",
        phone="+6281234567804",
        address="Jl. Malioboro No. 52",
        city="Yogyakarta",
        province="DI Yogyakarta",
        postcode="55213",
    ),
    tax=TaxProfile(
        kind=TaxKind.PERSON,
        npwp="3471015708850001",
        nitku="3471015708850001000000",
        name="DEWI ANGGRAINI",
        address="JL. MALIOBORO NO. 52, GEDONGTENGEN, KOTA YOGYAKARTA",
        email="dewi@batikdewi.example",
    ),
    services=(_Owned(ServiceKind.HOSTING, "Hosting Kilat S (batikdewi.example)", 350),),
    paid=((_Sold(0, "Hosting Kilat S batikdewi.example, 12 bulan", 588_000, 12),),),
)
KOPI = DemoClient(
    client=NewClient(
        reference="demo-kopibahari",
        email="halo@kopibahari.example",
        first_name="Made",
        last_name="Sudarsana",
        company="CV Kopi Bahari",
        phone="+6281234567805",
        address="Jl. Danau Tamblingan No. 17",
        city="Denpasar",
        province="Bali",
        postcode="80228",
    ),
    tax=None,
    services=(_Owned(ServiceKind.SERVER, "VPS Kilat 2 (pos.kopibahari.example)", 28),),
    paid=((_Sold(0, "VPS Kilat 2 pos.kopibahari.example, 1 bulan", 150_000, 1),),),
)
DEMO_CLIENTS = (BUDI, SITI, LESTARI, DEWI, KOPI)


async def seed(change: Change) -> None:
    """Make what is not there. Who is there already is left as they are."""
    for demo in DEMO_CLIENTS:
        await _seed_client(change, demo)


async def _seed_client(change: Change, demo: DemoClient) -> None:
    client_key = (
        await change.connection.execute(
            insert(tables.client)
            .values(**asdict(demo.client), opened_at=change.now - timedelta(days=700))
            .on_conflict_do_nothing()
            .returning(tables.client.c.id)
        )
    ).scalar_one_or_none()
    if client_key is None:
        return
    if demo.tax is not None:
        tax = insert(tables.tax_profile).values(client_id=client_key, **tax_values(demo.tax))
        await change.connection.execute(tax)
    keys = [await _seed_service(change, client_key, owned) for owned in demo.services]
    for billed in demo.invoices:
        await _seed_invoice(change, client_key, keys[billed.service], billed)
    for ago, sold in enumerate(demo.paid):
        await _seed_paid(change, client_key, keys, sold, ago)


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
    line = InvoiceLine(billed.description, Decimal(billed.price), service_key, billed.months)
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


async def _seed_paid(
    change: Change, client_key: int, keys: list[int], sold: tuple[_Sold, ...], ago: int
) -> None:
    """Paid so many days ago, but not before this month began."""
    day = max(change.today - timedelta(days=ago), change.today.replace(day=1))
    number = await write_invoice(
        change,
        Bill(
            client_key=client_key,
            issued=day,
            due=day + timedelta(days=10),
            lines=tuple(
                InvoiceLine(
                    one.description, Decimal(one.price), keys[one.service], one.months,
                    discount=Decimal(one.discount),
                )
                for one in sold
            ),
            status=InvoiceStatus.PAID,
            paid_at=min(datetime.combine(day, time(9), JAKARTA), change.now),
        ),
    )  # fmt: skip
    query = select(tables.invoice.c.id).where(tables.invoice.c.number == number)
    invoice_key = (await change.connection.execute(query)).scalar_one()
    change.tell(EventType.INVOICE_PAID, invoice=str(invoice_key))


def _next_noon(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(12), JAKARTA)
