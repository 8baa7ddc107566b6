"""Many people at once: one is played, and everything that is kept of them is copied by SQL."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Table

from assistant.documents.specimen import write_specimen
from assistant.domain.fakturs.delivery import caption
from assistant.domain.fakturs.model import Faktur
from assistant.domain.fakturs.paper import NomorFaktur
from assistant.storage import tables as t
from assistant.storage.database import driver_of, make_engine
from assistant.storage.embedded import dsn
from assistant.storage.work import WorkSettings, WorkShop
from benchmarks.faktur import specimen
from drill.stack import Stack, stack_in
from drill.world import letters, people_into
from sandbox.model import Person

MODEL = 700_000
"""The one who is played; the others have the numbers that follow."""


def copies(table: Table, model: str, **changed: str) -> str:
    """SQL for copies of the rows ``model``: ``n`` goes from ``$1`` to ``$2``. What is ``changed``
    is an expression of ``n`` and the columns of ``m``; an id that is not is a new one."""
    names = [c.name for c in table.c if c.name in changed or c.identity is None]
    values = (changed.get(name, f"m.{name}") for name in names)
    return f"""
        insert into {table.name} ({", ".join(names)})
        select {", ".join(values)} from generate_series($1::bigint, $2::bigint) n
        join {table.name} m on {model}"""


_ID = f"{MODEL} + n"
_THEIRS = "replace(m.{0}::text, '" + str(MODEL) + f"', ({_ID})::text)::jsonb"
_PEOPLE = (
    copies(t.person, f"m.id = {MODEL}", id=_ID),
    copies(t.consent, f"m.person = {MODEL}", person=_ID),
    copies(t.draft, f"m.person = {MODEL}", person=_ID),
    copies(t.chat_state, f"m.chat = {MODEL}", chat=_ID, state=_THEIRS.format("state")),
    copies(
        t.screen, f"m.chat = {MODEL}", chat=_ID, key=f"'chat:' || {_ID}",
        content=_THEIRS.format("content"), shown="m.wanted",
    ),
)  # fmt: skip
_ANOTHER_PDF = "m.content || convert_to(E'\\n%' || n, 'utf8')"
_SHA256 = "encode(sha256({0}), 'hex')"
_PUSHES = (
    copies(
        t.document, "m.kind = 'faktur'",
        sha256=_SHA256.format(_ANOTHER_PDF), content=_ANOTHER_PDF,
    ),
    copies(
        t.delivery, f"m.person = {MODEL} and m.document is not null",
        key="m.key || n", chat=_ID, person=_ID,
        document="(select " + _SHA256.format(_ANOTHER_PDF.replace("m.", "d."))
        + " from document d where d.sha256 = m.document)",
    ),
    f"delete from delivery where person = {MODEL} and document is not null",
    "notify assistant_outbox",
)  # fmt: skip


@asynccontextmanager
async def crowded(people: int, limits: Mapping[str, str]) -> AsyncIterator[Stack]:
    """A sandbox with so many people beside the one who is played, and a database; the assistant
    is not started."""
    crowd = [
        Person(MODEL + n, letters(n), "customer", started=n > 0) for n in range(people + 1)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as name:
        os.chmod(name, 0o711)  # as root, the server is another user
        folder = Path(name)
        people_into(folder / "sandbox", crowd)
        async with stack_in(folder, limits) as stack:
            yield stack


async def copy_people(url: str, people: int) -> None:
    """Everybody is where the played one is."""
    await _execute(url, _PEOPLE, people)


async def queue_pushes(url: str, pushes: int) -> None:
    """A faktur of its own for each of the first so many; each is another file."""
    engine = make_engine(url, pool_size=1)
    try:
        async with WorkShop(engine, WorkSettings("embedded", b"", None)).work() as work:
            sha256 = await work.documents.put(write_specimen(specimen()), "faktur")
            faktur = _faktur(sha256)
            await work.deliveries.send_document(
                MODEL, sha256, faktur.file_name, "ntf-faktur", caption(faktur),
                unique="faktur:bench:", account=None,
            )  # fmt: skip
            await _execute_in(driver_of(work.connection), _PUSHES, pushes)
    finally:
        await engine.dispose()


async def _execute(url: str, statements: Sequence[str], count: int) -> None:
    connection = await asyncpg.connect(dsn(url))
    try:
        async with connection.transaction():
            await _execute_in(connection, statements, count)
    finally:
        await connection.close()


async def _execute_in(connection: Any, statements: Sequence[str], count: int) -> None:
    for statement in statements:
        await connection.execute(statement, *((1, count) if "$1" in statement else ()))


def _faktur(sha256: str) -> Faktur:
    number = NomorFaktur("04", "00", "2600000000123")
    return Faktur(
        id=1, request=1, account="1", account_label="PT Contoh", invoice_number="INV-2026-000123",
        nsfp=number.nsfp, kode_status="00", number=str(number), issued=date(2026, 1, 15),
        dpp=Decimal(275_000), ppn=Decimal(33_000), sha256=sha256, buyer_name="PT CONTOH",
    )  # fmt: skip
