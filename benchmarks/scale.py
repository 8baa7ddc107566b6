"""A tap where very much is stored, beside one where little is: taps by turns in both databases.

The same assistant, one PostgreSQL server. Every account has its person, its link and ten faktur;
people open their archive, a month, a faktur, and go back. A tap is its turn: from the inbox to the
commit of the window that it leads to. Every person has talked with staff, too, in five messages;
what staff look at then is in :mod:`benchmarks.growth`.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from assistant.domain.fakturs.model import RequestState
from assistant.domain.support.model import About, Conversation, ConversationState, Side, Words
from assistant.storage import tables as t
from assistant.storage.embedded import dsn, embedded_postgres
from assistant.storage.migration import migrate
from benchmarks.crowd import MODEL, copies
from benchmarks.growth import LOOKS, Looked, look
from benchmarks.table import Row, at_most, note
from tests.play import Table
from tests.things import NOW, client, invoice, tax

ACCOUNTS, FEW, LITTLE = 1_000_000, 50_000, 1_000
EACH = 10
"""Faktur of an account."""
SAID = 5
"""Messages of a conversation."""
DAYS = 1_800
"""Over which conversations began."""
WAITING = 500
"""Conversations that wait for staff, however many there ever were."""
PEOPLE, FEW_PEOPLE = 400, 80
"""Who tap, spread over all."""
TAPS = ("2026", "INV", "Kembali", "Kembali")
GIB_FOR_A_MILLION = 16
BATCH = 250_000
"""Rows in one statement."""


@dataclass(frozen=True, slots=True)
class Stored:
    table: Table
    accounts: int

    async def taps(self, number: int, of: int) -> list[float]:
        """Seconds of each tap of one of so many people."""
        chat = self.table.chat(MODEL + 1 + number * (self.accounts - 1) // of)
        await chat.send("/faktur")
        taken = []
        for label in TAPS:
            await chat.put_tap(label)
            began = time.perf_counter()
            while await self.table.turns.take():
                taken.append(time.perf_counter() - began)
        return taken


async def run(short: bool) -> list[Row]:
    accounts, people = (FEW, FEW_PEOPLE) if short else (_as_many_as_fit(), PEOPLE)
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as name:
        os.chmod(name, 0o711)  # as root, the server is another user
        async with (
            embedded_postgres(Path(name)) as url,
            _filled(url, "little", LITTLE) as little,
            _filled(url, "much", accounts) as much,
        ):
            sides = (little, much)
            taken: tuple[list[float], list[float]] = ([], [])
            for number in range(people):
                for side, seconds in zip(sides, taken, strict=True):
                    seconds += await side.taps(number, people)
            looks = {name: await look(much.table.shop, what) for name, what in LOOKS.items()}
            before = {name: await look(little.table.shop, what) for name, what in LOOKS.items()}
    few, many = taken
    return [
        note("accounts, faktur", f"{accounts:,}, {accounts * EACH:,}"),
        note("beside", f"{LITTLE:,}, {LITTLE * EACH:,}"),
        note("a tap with little, p50 and p99", _shown(few)),
        note("a tap with much", _shown(many)),
        at_most("p99 of a tap with much ÷ with little", _p99(many) / _p99(few), 1.2),
        note("conversations, messages", f"{accounts:,}, {accounts * SAID:,}"),
        *(_looked(name, its, before[name]) for name, its in looks.items()),
    ]


def _looked(name: str, much: Looked, little: Looked) -> Row:
    figure = f"{much.milliseconds:.0f} ms beside {little.milliseconds:.0f}"
    if much.read_whole:
        figure += f", reads all of {', '.join(much.read_whole)}"
    return Row(name, figure, "by index", not much.read_whole)


def _as_many_as_fit() -> int:
    """A million accounts, or fewer where half of the disk's room is less than they take."""
    room = shutil.disk_usage(tempfile.gettempdir()).free / 2**30 / 2
    return ACCOUNTS if room > GIB_FOR_A_MILLION else int(ACCOUNTS * room / GIB_FOR_A_MILLION)


@asynccontextmanager
async def _filled(server: str, name: str, accounts: int) -> AsyncIterator[Stored]:
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    admin = await asyncpg.connect(dsn(server))
    await admin.execute(f"create database {name}")
    await admin.close()
    await migrate(url)
    async with filled(url, accounts) as side:
        yield side


@asynccontextmanager
async def filled(url: str, accounts: int) -> AsyncIterator[Stored]:
    """A database that has its tables, with so many accounts and all that belongs to them."""
    table = Table(url)
    try:
        await _model(table)
        await _copied(url, accounts)
        yield Stored(table, accounts)
    finally:
        await table.close()


async def _model(table: Table) -> None:
    """One person with an account and a faktur, by the assistant's own ways."""
    account = client(id_="a0", profile=tax())
    await table.chat(MODEL).agree()
    await table.link(MODEL, account)
    async with table.shop.work() as work:
        paid = invoice("INV-2026-0", owner=account.id)
        request = await work.fakturs.add_request(account, paid, RequestState.WAITING, NOW)
        assert request is not None
        sha256 = await work.documents.put(b"%PDF-1.7", "faktur")
        await work.fakturs.add(
            request, "04002600000000000", NOW.date(), paid.subtotal, paid.tax, sha256, "PT"
        )
        await work.fakturs.save_request(replace(request, state=RequestState.ISSUED))
        await work.conversations.add(_talk())
        await work.conversations.record(
            "CS-0", Side.CUSTOMER, MODEL, "Budi", Words(MODEL, 1, "Halo")
        )


def _talk() -> Conversation:
    return Conversation(
        "CS-0", MODEL, About.OTHER, ref="", account=None, state=ConversationState.CLOSED,
        taken_by=None, taken_by_name="", note="", noted_by="", reference="r0", ticket_id=None,
        ticket_number=None, opened_at=NOW, updated_at=NOW, waiting_since=None, answered_at=None,
    )  # fmt: skip


def _statements(accounts: int) -> dict[str, int]:
    """With how many rows each makes. An account's faktur lie far from each other, as they are
    issued month after month."""
    person, account = f"{MODEL} + n", "'a' || n"
    its = f"'a' || (1 + n % {accounts})"
    month = f"(date '2026-01-15' + make_interval(months => (n / {accounts})::int))::date"
    paid = f"timestamptz '2022-01-15' + make_interval(months => (n * 59 / {accounts * EACH})::int)"
    every = max(20, accounts // WAITING)  # few of those that there ever were
    here = "m.id = 1"
    return {
        copies(t.person, f"m.id = {MODEL}", id=person): accounts,
        copies(t.consent, f"m.person = {MODEL}", person=person): accounts,
        copies(t.link, f"m.person = {MODEL}", person=person, account=account): accounts,
        copies(
            t.faktur_request, here, id="n + 1", account=its,
            invoice_id="'id-' || n", invoice_number="'INV-2026-' || n", paid_at=paid,
        ): accounts * EACH,
        copies(
            t.faktur, here, id="n + 1", request="n + 1", account=its,
            invoice_number="'INV-2026-' || n", nsfp="lpad(n::text, 13, '0')",
            number="'0400' || lpad(n::text, 13, '0')", issued=month,
        ): accounts * EACH,
        copies(
            t.conversation, "m.number = 'CS-0'", number="'CS-' || n", person=person,
            reference="'r' || n", state=f"case when n % {every} = 0 then 'open' else 'closed' end",
            opened_at=f"m.opened_at - make_interval(days => (n * {DAYS} / {accounts})::int)",
            waiting_since=f"case when n % {every} = 0 then m.opened_at end",
        ): accounts,
        copies(
            t.said, "m.conversation = 'CS-0'", chat=f"{MODEL} + n / {SAID} + 1", message="n",
            conversation=f"'CS-' || n / {SAID} + 1",
        ): (accounts - 1) * SAID,
    }  # fmt: skip


_INDEXES = """
select indexname, indexdef from pg_indexes
where tablename in ('faktur', 'faktur_request') and indexdef not like 'CREATE UNIQUE%'
"""


async def _copied(url: str, accounts: int) -> None:
    """Indexes are made afterwards, which is many times faster."""
    connection = await asyncpg.connect(dsn(url))
    try:
        await connection.execute("set session_replication_role = replica")  # no foreign keys
        await connection.execute("set synchronous_commit = off; set maintenance_work_mem = '512MB'")
        indexes = await connection.fetch(_INDEXES)
        for index in indexes:
            await connection.execute(f"drop index {index['indexname']}")
        for statement, rows in _statements(accounts).items():
            for first in range(1, rows + 1, BATCH):
                await connection.execute(statement, first, min(first + BATCH - 1, rows))
        for index in indexes:
            await connection.execute(index["indexdef"])
        await connection.execute("vacuum analyze")
        await connection.execute("checkpoint")
    finally:
        await connection.close()


def _p99(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100)[98]


def _shown(taken: list[float]) -> str:
    return f"{statistics.median(taken) * 1000:.1f} ms, {_p99(taken) * 1000:.1f} ms"
