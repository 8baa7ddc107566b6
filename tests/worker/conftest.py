"""Jobs between a real PostgreSQL, the embedded portal and the sandbox's mail server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text

from assistant.courier.mailer import Mailer, Smtp
from assistant.desk import draw
from assistant.documents.letter import write_letter
from assistant.documents.workers import FakturReader
from assistant.domain.billing import InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.clients import Client
from assistant.domain.seller import Seller
from assistant.domain.staff import Standing
from assistant.domain.transfers.asking import request_transfer
from assistant.domain.transfers.model import MovedService, NewTransfer, Transfer
from assistant.portal.embedded import EmbeddedPortal, open_admin
from assistant.storage import tables as t
from assistant.storage.work import SqlWork, WorkSettings, WorkShop
from assistant.texts import Texts
from assistant.worker.accounts import AccountJobs
from assistant.worker.acts import FinanceJobs
from assistant.worker.answers import CustomerAnswers
from assistant.worker.events import EventJobs
from assistant.worker.fakturs import FakturJobs
from assistant.worker.files import NotThereError
from assistant.worker.talks import TalkJobs
from assistant.worker.tickets import TicketJobs
from assistant.worker.transfers import TransferJobs
from tests.databases import kept_engine
from tests.portal.embedded_world import Assistant, EmbeddedWorld, Mailbox
from tests.portal.embedded_world import Clock as PortalClock
from tests.simclient import STAFF, Sim, running_sandbox
from tests.things import new_client, tax

BUDI, SITI, RINA, DEWI = 1001, 1002, 2001, 2002
SELLER = {
    "ASSISTANT_SELLER_NAME": "PT CLOUD CONTOH INDONESIA",
    "ASSISTANT_SELLER_NPWP": "0012345674012000",
    "ASSISTANT_SELLER_ADDRESS": "JL. CONTOH NO. 1, JAKARTA",
}


@dataclass
class Office:
    """The worker's jobs and all that they reach."""

    url: str
    shop: WorkShop
    provider: EmbeddedWorld
    sim: Sim
    reader: FakturReader
    mailer: Mailer
    texts: Texts
    standings: dict[int, Standing | Exception] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def portal(self) -> EmbeddedPortal:
        return self.provider.admin.portal

    @property
    def accounts(self) -> AccountJobs:
        return AccountJobs(self.shop, self.portal, self.mailer, self.texts)

    @property
    def tickets(self) -> TicketJobs:
        letter = partial(write_letter, texts=self.texts)
        answers = CustomerAnswers(self.shop, self.texts, self._fetch)
        return TicketJobs(self.shop, self.portal, self.texts, letter, answers)

    @property
    def transfers(self) -> TransferJobs:
        return TransferJobs(self.shop, self.portal, self._standing)

    async def _fetch(self, file_id: str) -> bytes:
        """A file of a chat: what a test put there."""
        if file_id not in self.files:
            raise NotThereError("gone")
        return self.files[file_id]

    @property
    def events(self) -> EventJobs:
        return EventJobs(self.shop, self.portal, self.talks)

    @property
    def talks(self) -> TalkJobs:
        return TalkJobs(self.shop, self.portal, self.texts, self._fetch)

    @property
    def finance(self) -> FinanceJobs:
        return FinanceJobs(self.shop, self._standing, _no_topic, None)

    @property
    def fakturs(self) -> FakturJobs:
        seller = Seller(SELLER["ASSISTANT_SELLER_NAME"], SELLER["ASSISTANT_SELLER_NPWP"])
        return FakturJobs(self.shop, self.reader, seller, self.portal)

    async def _standing(self, staff: int) -> Standing:
        standing = self.standings.get(staff, Standing.DECIDER)
        if isinstance(standing, Exception):
            raise standing
        return standing

    # The world before

    async def client(self, email: str, company: str, *, taxed: bool = True) -> Client:
        made = await self.portal.create_client(new_client(email, f"REF-{email}"))
        if taxed:
            await self.portal.set_tax_profile(made.id, tax(name=company.upper(), email=email))
        return await self.portal.client(made.id)

    async def linked(
        self, person: int, email: str, company: str = "PT Maju Jaya", *, taxed: bool = True
    ) -> Client:
        client = await self.client(email, company, taxed=taxed)
        async with self.shop.work() as work:
            await work.people.seen(person, "Budi", None, "id")
            await work.links.add(person, client)
        return client

    async def service(self, client: Client, name: str = "toko.example") -> MovedService:
        id_ = await self.provider.add_service(client.id, ServiceKind.DOMAIN, name)
        await self.provider.set_service(id_, ServiceStatus.ACTIVE)
        return MovedService(id_, name, "domain")

    async def unpaid(self, client: Client, service: MovedService | None = None) -> str:
        """The number of an unpaid invoice."""
        service_id = service.id if service else None
        return await self.provider.bill(client.id, service_id, Decimal(250_000))

    async def paid(self, client: Client) -> str:
        number = await self.unpaid(client)
        await self.provider.set_invoice(number, InvoiceStatus.PAID)
        return number

    async def transfer(
        self, owner: Client, to: Client, *services: MovedService, own: bool = True
    ) -> Transfer:
        """As Budi asks for it; ``own``: the destination is his, too."""
        await self.accounts.refresh_account(owner.id)
        async with self.shop.work() as work:
            if own:
                await work.links.add(BUDI, to)
            snapshot = await work.snapshots.get(owner.id)
            assert snapshot is not None
            new = NewTransfer(
                owner.id, services, to.id if own else None, to.email, "", "Info",
                "Pindah kepemilikan", "Mohon dipindahkan.",
            )  # fmt: skip
            return await request_transfer(work, BUDI, new, snapshot)

    # What became of it

    async def do(self, what: Callable[[SqlWork], Awaitable[Any]]) -> Any:
        async with self.shop.work() as work:
            return await what(work)

    async def get(self, number: str) -> Transfer:
        found = await self.do(lambda work: work.transfers.get(number))
        assert isinstance(found, Transfer)
        return found

    async def told(self, channel: str = "telegram") -> list[str]:
        async with self.shop.work() as work:
            query = select(t.delivery).where(t.delivery.c.channel == channel)
            rows = await work.connection.execute(query.order_by(t.delivery.c.id))
            return [row.payload["key"] for row in rows]

    async def rows(self, table: Any) -> list[Any]:
        async with self.shop.work() as work:
            return list(await work.connection.execute(select(table).order_by(table.c.id)))

    async def woken(self) -> list[tuple[int, str | None]]:
        """Who is woken, and what they are told if they look elsewhere."""
        async with self.shop.work() as work:
            query = select(t.inbox).where(t.inbox.c.source == "self").order_by(t.inbox.c.id)
            return [(r.chat, r.body["tell"]) for r in await work.connection.execute(query)]

    async def jobs(self) -> list[str]:
        async with self.shop.work() as work:
            rows = await work.connection.execute(
                text("select entrypoint, payload from pgqueuer order by id")
            )
            return [f"{row.entrypoint} {bytes(row.payload).decode()}" for row in rows]


async def _no_topic() -> int | None:
    return None


async def until(check: Callable[[], Awaitable[Any]]) -> None:
    async with asyncio.timeout(60):
        while True:
            if await check():
                return
            await asyncio.sleep(0.02)


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")


@pytest.fixture(scope="session")
async def reader() -> AsyncIterator[FakturReader]:
    """Its process takes longer to start than most tests, and forgets what it has read."""
    async with FakturReader() as reader:
        yield reader


@asynccontextmanager
async def office_at(
    url: str, folder: Path, reader: FakturReader, texts: Texts
) -> AsyncIterator[Office]:
    engine = kept_engine(url, pool_size=6)
    shop = WorkShop(engine, WorkSettings("embedded", b"secret", STAFF, draw=draw))
    clock = PortalClock(datetime.now(UTC))
    async with running_sandbox(folder) as sandbox, Sim(sandbox.url) as sim:
        settings = SELLER | {
            "ASSISTANT_DATABASE_URL": url,
            "ASSISTANT_SMTP_URL": sandbox.smtp_url,
            "ASSISTANT_MAIL_FROM": "CloudKilat <noreply@cloudkilat.example>",
        }
        host, _, port = sandbox.smtp_url.removeprefix("smtp://").rpartition(":")
        smtp = Smtp(host, int(port), tls=False, starttls=False, user=None, password=None)
        mailer = Mailer(smtp, settings["ASSISTANT_MAIL_FROM"])
        async with open_admin(settings, clock=clock) as admin:
            await admin.add_department("Info")
            await admin.add_department("Billing")
            provider = EmbeddedWorld(admin, clock, Mailbox(0), Assistant(0, clock), settings)
            yield Office(url, shop, provider, sim, reader, mailer, texts)


@pytest.fixture
async def office(
    assistant_url: str, tmp_path: Path, reader: FakturReader, texts: Texts
) -> AsyncIterator[Office]:
    async with office_at(assistant_url, tmp_path, reader, texts) as office:
        yield office
