"""A courier between a real PostgreSQL and the sandbox: its Bot API and its SMTP server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentBundle, FluentResource
from sqlalchemy import insert, select, text, update
from telegram import Bot

from assistant.courier.bot import make_bot
from assistant.courier.budget import Budget
from assistant.courier.courier import Courier
from assistant.courier.mailer import Mailer, Smtp
from assistant.desk import draw
from assistant.domain.clients import Client
from assistant.storage import tables as t
from assistant.storage.work import SqlWork, WorkSettings, WorkShop
from assistant.texts import Texts
from sandbox.server import Running
from tests.databases import kept_engine
from tests.simclient import BUDI, SITI, STAFF, Sim, running_sandbox

PDF = b"%PDF-1.7\nspesimen\n%%EOF"
FTL = """
ntf-repeat = (Kiriman ulang.)
ntf-hello = Halo, <b>{ $name }</b>!
ntf-faktur = Faktur { $number }
ntf-faktur-superseded = <s>{ $number }</s> diganti { $by }
mail-faktur = Faktur pajak { $number }
    .body = Terlampir faktur { $number }.
mail-note = Kabar untuk { $name }
    .body = Isi untuk { $name }.
desk-note = Catatan: { $text }
desk-delivery-unknown = Tidak pasti: { $what }
desk-mail-failed = Email gagal: { $what }
btn-open = Buka
group-chosen = Dipilih { $name } { $account } { $group }
ntf-faktur-group-lost = Grup { $group } hilang untuk { $accounts }
faktur-btn-where = Tujuan
ntf-berkas = Berkas
"""


class Clock:
    """The time of day, moved ahead by tests."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def texts() -> Texts:
    def bundle(locale: str, prefix: str) -> FluentBundle:
        made = FluentBundle([locale], use_isolating=False)
        made.add_resource(FluentResource(FTL.replace("Halo", prefix)))
        return made

    bundles = {"id": bundle("id", "Halo"), "en": bundle("en", "Hello")}
    return Texts(bundles, ZoneInfo("Asia/Jakarta"))


@dataclass
class World:
    """What a test looks at and acts through."""

    shop: WorkShop
    clock: Clock
    sandbox: Running
    sim: Sim
    bot: Bot
    mailer: Mailer
    budget: Budget
    """As good as none."""

    def courier(self, **changes: Any) -> Courier:
        parts: dict[str, Any] = {
            "bot": self.bot,
            "mailer": self.mailer,
            "texts": texts(),
            "staff_chat": STAFF,
            "budget": self.budget,
            **changes,
        }
        return Courier(self.shop, **parts)

    def keeping(self, send: float, chat: float, group: float) -> Budget:
        """Another process's budget, or one with rates that matter."""
        url = self.shop.engine.url.render_as_string(hide_password=False)
        return Budget(url, send, chat, group)

    @asynccontextmanager
    async def running(self, **changes: Any) -> AsyncIterator[Courier]:
        courier = self.courier(**changes)
        task = asyncio.create_task(courier.run())
        try:
            yield courier
        finally:
            task.cancel()
            await asyncio.wait([task], timeout=10)
            assert task.done()

    async def do(self, what: Callable[[SqlWork], Awaitable[Any]]) -> Any:
        async with self.shop.work() as work:
            return await what(work)

    async def row(self, key: str) -> Any:
        row = await self._find(key)
        assert row is not None, f"no delivery {key}"
        return row

    async def _find(self, key: str) -> Any:
        async with self.shop.engine.connect() as connection:
            query = select(t.delivery).where(t.delivery.c.key == key)
            return (await connection.execute(query)).one_or_none()

    async def change(self, key: str, **values: object) -> None:
        async with self.shop.engine.begin() as connection:
            changed = update(t.delivery).where(t.delivery.c.key == key).values(**values)
            await connection.execute(changed)

    async def until(self, key: str, state: str, **columns: object) -> Any:
        """The delivery, as soon as it is in this state."""
        row = None
        try:
            async with asyncio.timeout(60):
                while True:
                    row = await self._find(key)
                    if (
                        row is not None
                        and row.state == state
                        and all(getattr(row, name) == value for name, value in columns.items())
                    ):
                        return row
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{key} is still {row}") from None

    async def looked(self) -> None:
        """Until the courier has dealt with what is due."""
        await self._while("state = 'sending' or state = 'queued' and not_before <= :now")

    async def tried(self, times: int) -> None:
        """Until so many messages were tried, and what became of the last is noted."""
        async with asyncio.timeout(60):
            while len(await self.sim.outbox("sendMessage")) < times:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        await self.looked()

    async def until_quiet(self) -> None:
        await self._while("state in ('sending', 'queued')")

    async def _while(self, busy: str) -> None:
        query = text(f"select exists(select from delivery where {busy})")
        async with asyncio.timeout(60):
            while True:
                async with self.shop.engine.connect() as connection:
                    if not (await connection.execute(query, {"now": self.clock()})).scalar_one():
                        return
                await asyncio.sleep(0.02)

    async def count(self) -> int:
        async with self.shop.engine.connect() as connection:
            return len((await connection.execute(select(t.delivery.c.id))).all())

    async def texts_in(self, chat: int, topic: int | None = None) -> list[str]:
        transcript = await self.sim.transcript(chat, topic)
        return [m.get("text") or m.get("caption") or "" for m in transcript["messages"] if m["out"]]

    async def tell(self, key: str = "one", *, person: int = BUDI, name: str = "Budi") -> None:
        async with self.shop.work() as work:
            await work.deliveries.tell(person, "ntf-hello", {"name": name}, unique=key)

    async def put_pdf(self) -> str:
        async with self.shop.work() as work:
            return await work.documents.put(PDF, "faktur")

    async def send_faktur(self, key: str, *, person: int = BUDI, account: str = "7") -> None:
        sha256 = await self.put_pdf()
        async with self.shop.work() as work:
            await work.deliveries.send_document(
                person,
                sha256,
                "Faktur-1.pdf",
                "ntf-faktur",
                {"number": "04002600000000001"},
                unique=key,
                account=account,
                by_mail="mail-faktur",
            )

    async def link(self, person: int = BUDI, account: str = "7") -> None:
        client = Client(account, "akun@contoh.example", "Budi", "Santoso", "PT Contoh", "", None)
        async with self.shop.work() as work:
            await work.links.add(person, client)

    async def issue_faktur(self, account: str = "7", email: str = "pajak@contoh.example") -> None:
        """A request and its faktur, whose profile names where it is mailed."""
        sha256 = await self.put_pdf()
        profile = {
            "kind": "company",
            "npwp": "0012345674012000",
            "nitku": "0012345674012000000000",
            "name": "PT CONTOH",
            "address": "Jakarta",
            "email": email,
        }
        now = self.clock()
        async with self.shop.engine.begin() as connection:
            request = await connection.execute(
                insert(t.faktur_request)
                .values(
                    portal="embedded",
                    account=account,
                    account_label="PT Contoh",
                    invoice_id="1",
                    invoice_number="INV-1",
                    subtotal=100,
                    tax=11,
                    paid_at=now,
                    profile=profile,
                    buyer_npwp=profile["npwp"],
                    state="issued",
                    created_at=now,
                )
                .returning(t.faktur_request.c.id)
            )
            await connection.execute(
                insert(t.faktur).values(
                    request=request.scalar_one(),
                    account=account,
                    account_label="PT Contoh",
                    invoice_number="INV-1",
                    nsfp="2600000000001",
                    kode_status="00",
                    number="04002600000000001",
                    issued=now.date(),
                    dpp=100,
                    ppn=11,
                    sha256=sha256,
                    buyer_name="PT CONTOH",
                    created_at=now,
                )
            )


@pytest.fixture
async def world(assistant_url: str, tmp_path: Path) -> AsyncIterator[World]:
    clock = Clock()
    engine = kept_engine(assistant_url, pool_size=8)
    shop = WorkShop(engine, WorkSettings("embedded", b"key", STAFF, clock=clock, draw=draw))
    async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim:
        for person in (BUDI, SITI):
            await sim.send(person, "/start")
        host, _, port = sandbox.smtp_url.removeprefix("smtp://").rpartition(":")
        smtp = Smtp(host, int(port), tls=False, starttls=False, user=None, password=None)
        mailer = Mailer(smtp, "CloudKilat <noreply@cloudkilat.example>")
        async with (
            make_bot(sandbox.token, sandbox.url) as bot,
            Budget(assistant_url, 100, 100, 6000) as budget,
        ):
            yield World(shop, clock, sandbox, sim, bot, mailer, budget)
