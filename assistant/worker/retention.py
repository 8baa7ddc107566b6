"""What is not needed any more goes, by the clock: in small batches, so that nobody waits for it.

Of tables that only grow at their end, just the oldest rows are looked at, or those after the last
that was dealt with: a million rows cost no more than a batch.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import CursorResult, delete, exists, func, null, or_, select, text, update
from sqlalchemy.sql.expression import ColumnElement

from assistant.storage import tables as t
from assistant.storage.repositories.people import purge_codes
from assistant.storage.repositories.privacy import purge_farewells
from assistant.storage.work import SqlWork, WorkShop

BODIES = timedelta(days=3)
"""What came in keeps its words; its number stays for :data:`NUMBERS`, so that a repeat is known."""
NUMBERS = timedelta(days=30)
DRAFTS = timedelta(days=30)
EXPORTS = timedelta(days=1)
WORDS_SENT = timedelta(days=30)
"""What went out keeps its key for ever: it is what makes it unique."""
PDFS = timedelta(days=2 * 365)
TALKS = timedelta(days=2 * 365)
"""The words of conversations; that something was said then stays."""
MEDIA = timedelta(days=90)
JOB_LOG = timedelta(days=7)
JOB_STATISTICS = timedelta(days=30)
SLOTS = timedelta(hours=1)

BATCH = 500
"""Rows in one transaction."""
LARGE_BATCH = 20
"""Of rows that hold a whole file."""

_FINAL = ("sent", "failed", "unknown")

log = structlog.get_logger(__name__)

Step = Callable[[SqlWork], Awaitable[int]]
"""Deals with one batch; 0 when nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Retention:
    shop: WorkShop

    async def clean(self) -> None:
        """All of it; what fails is tried again the next time, and keeps nothing else from going."""
        for step in STEPS:
            name = step.__name__.strip("_").replace("_", "-")
            try:
                gone = await self._all(step)
            except Exception as error:
                log.error("not cleaned", what=name, reason=type(error).__name__, exc_info=error)
                continue
            if gone:
                log.info("cleaned", what=name, rows=gone)

    async def _all(self, step: Step) -> int:
        total = 0
        while True:
            async with self.shop.work() as work:
                gone = await step(work)
            if gone == 0:
                return total
            total += gone


async def _inbox_bodies(work: SqlWork) -> int:
    inbox = t.inbox.c
    old = await _next_old(work, "cleaned-inbox", inbox.id, inbox.received_at, BODIES)
    emptied = update(t.inbox).where(inbox.id.in_(old), inbox.done_at.is_not(None))
    await work.connection.execute(emptied.values(body=null()))
    return len(old)


async def _inbox_numbers(work: SqlWork) -> int:
    inbox = t.inbox.c
    done = select(inbox.id, inbox.received_at).where(inbox.done_at.is_not(None))
    oldest = done.order_by(inbox.id).limit(BATCH).subquery()
    old = select(oldest.c.id).where(oldest.c.received_at < work.now - NUMBERS)
    return await _rows(work, delete(t.inbox).where(inbox.id.in_(old)))


async def _codes(work: SqlWork) -> int:
    await work.connection.execute(purge_codes(work.now))
    return 0


async def _farewells(work: SqlWork) -> int:
    await purge_farewells(work.connection)
    return 0


async def _words_of_talks(work: SqlWork) -> int:
    said = t.said.c
    old = (
        select(said.id)
        .where(said.at < work.now - TALKS, or_(said.text != "", said.media.is_not(None)))
        .limit(BATCH)
    )
    gone = update(t.said).where(said.id.in_(old))
    return await _rows(work, gone.values(text="", media=null(), who_name="", in_ticket=""))


async def _media_of_talks(work: SqlWork) -> int:
    """Telegram and the ticket keep theirs."""
    said = t.said.c
    old = select(said.id).where(said.at < work.now - MEDIA, said.media.is_not(None)).limit(BATCH)
    return await _rows(work, update(t.said).where(said.id.in_(old)).values(media=null()))


async def _prompts(work: SqlWork) -> int:
    old = t.prompt.c.at < work.now - DRAFTS
    return await _rows(work, delete(t.prompt).where(old)) and 0


async def _drafts(work: SqlWork) -> int:
    await _rows(work, delete(t.draft).where(t.draft.c.updated_at < work.now - DRAFTS))
    return 0


async def _exports(work: SqlWork) -> int:
    """Somebody's data as a file. One that could not be handed over by now is asked for again."""
    document, delivery = t.document.c, t.delivery.c
    old = (
        select(document.sha256)
        .where(document.kind == "export", document.created_at < work.now - EXPORTS)
        .limit(LARGE_BATCH)
    )
    found = list((await work.connection.execute(old)).scalars())
    its = delivery.document.in_(found)
    late = delivery.state.in_(("queued", "suspended"))
    await _rows(work, update(t.delivery).where(its, late).values(state="failed", error="expired"))
    await _rows(work, update(t.delivery).where(its).values(document=null()))
    return await _rows(work, delete(t.document).where(document.sha256.in_(found)))


async def _file_requests(work: SqlWork) -> int:
    """Files that were asked for; they themselves are exports, and gone by then."""
    asked = t.file_request.c
    await _rows(work, delete(t.file_request).where(asked.asked_at < work.now - NUMBERS))
    return 0


async def _words_sent(work: SqlWork) -> int:
    delivery = t.delivery.c
    old = await _next_old(work, "cleaned-delivery", delivery.id, delivery.created_at, WORDS_SENT)
    emptied = update(t.delivery).where(delivery.id.in_(old), delivery.state.in_(_FINAL))
    await _rows(work, emptied.values(payload={}, address=null()))
    return len(old)


async def _pdfs(work: SqlWork) -> int:
    """The bytes; Telegram's copy and the portal's remain."""
    document, delivery = t.document.c, t.delivery.c
    waited_for = exists().where(
        delivery.document == document.sha256, delivery.state.not_in(_FINAL)
    )  # fmt: skip
    old = (
        select(document.sha256)
        .where(
            document.kind.in_(("faktur", "ticket")),
            document.created_at < work.now - PDFS,
            func.length(document.content) > 0,
            ~waited_for,
        )
        .limit(LARGE_BATCH)
    )
    return await _rows(work, update(t.document).where(document.sha256.in_(old)).values(content=b""))


async def _job_log(work: SqlWork) -> int:
    """PGQueuer's; a parked job keeps its own, which says why."""
    deleted = await work.connection.execute(
        text(
            "delete from pgqueuer_log where id in ("
            " select id from ("
            "  select * from pgqueuer_log log"
            "  where not exists (select from pgqueuer where pgqueuer.id = log.job_id)"
            "  order by id limit :batch) oldest"
            " where created < :before)"
        ),
        {"batch": BATCH, "before": work.now - JOB_LOG},
    )
    return deleted.rowcount


async def _job_statistics(work: SqlWork) -> int:
    deleted = await work.connection.execute(
        text(
            "delete from pgqueuer_statistics where id in ("
            " select id from (select * from pgqueuer_statistics order by id limit :batch) oldest"
            " where created < :before)"
        ),
        {"batch": BATCH, "before": work.now - JOB_STATISTICS},
    )
    return deleted.rowcount


async def _slots(work: SqlWork) -> int:
    """A row of the send budget whose time has passed says as much as none."""
    slot, before = t.send_budget.c, func.clock_timestamp() - SLOTS
    passed = (slot.chat != 0, slot.due_at < before)
    over = or_(slot.held_until.is_(None), slot.held_until < before)
    await _rows(work, delete(t.send_budget).where(*passed, over))
    return 0


STEPS: tuple[Step, ...] = (
    _words_of_talks,
    _media_of_talks,
    _prompts,
    _inbox_bodies,
    _inbox_numbers,
    _codes,
    _farewells,
    _drafts,
    _exports,
    _file_requests,
    _words_sent,
    _pdfs,
    _job_log,
    _job_statistics,
    _slots,
)


async def _next_old(
    work: SqlWork, mark: str, id_: ColumnElement[int], at: ColumnElement[Any], age: timedelta
) -> list[int]:
    """The next ids after those that were dealt with, as far as they are old; they are now."""
    after = int(await work.marks.get(mark) or 0)
    rows = await work.connection.execute(
        select(id_, at).where(id_ > after).order_by(id_).limit(BATCH)
    )
    old = [row[0] for row in rows if row[1] < work.now - age]
    if old:
        await work.marks.set(mark, str(old[-1]))
    return old


async def _rows(work: SqlWork, statement: Any) -> int:
    result: CursorResult[Any] = await work.connection.execute(statement)
    return result.rowcount
