"""What is not needed any more goes, by the clock: in small batches, so that nobody waits for it.

Of tables that only grow at their end, just the oldest rows are looked at, or those after the last
that was dealt with: a million rows cost no more than a batch.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, Table, delete, exists, func, null, or_, select, text, update
from sqlalchemy.sql.expression import ColumnElement

from assistant.domain.accounts.model import LINK_VALID_FOR
from assistant.domain.channels import DeliveryState
from assistant.domain.portfolio.model import KEPT
from assistant.domain.transfers.model import ENDED
from assistant.storage import tables as t
from assistant.storage.repositories.forgetting import blank_requests, purge_farewells
from assistant.storage.tables import withholding as w
from assistant.storage.work import SqlWork

BODIES = timedelta(days=3)
"""What came in keeps its words; its number stays for :data:`NUMBERS`, so that a repeat is known."""
NUMBERS = timedelta(days=30)
CODES = timedelta(days=1)
DRAFTS = timedelta(days=30)
EXPORTS = timedelta(days=1)
WORDS_SENT = timedelta(days=30)
"""What went out keeps its key for ever: it is what makes it unique."""
PDFS = timedelta(days=2 * 365)
TALKS = timedelta(days=2 * 365)
"""The words of conversations; that something was said then stays."""
MEDIA = timedelta(days=90)
FIELDS = PDFS
"""What was read of a PDF, copied for a faktur, or written about a request: as long as the PDF."""
ANSWERED = timedelta(days=30)
"""What the portal was asked to save, once it has answered; what it said of an account."""
ENDED_LINKS = timedelta(days=90)
"""A link that has ended, or that somebody had: whose request is whose is judged by it."""
ASKED = timedelta(days=1)
"""That a mailbox was asked to agree."""
JOB_LOG = timedelta(days=7)
JOB_STATISTICS = timedelta(days=30)
SLOTS = timedelta(hours=1)

BATCH = 500
"""Rows in one transaction."""
LARGE_BATCH = 20
"""Of rows that hold a whole file."""

_FINAL = ("sent", "failed", "unknown")

Step = Callable[[SqlWork], Awaitable[int]]
"""Deals with one batch; 0 when nothing is left to do."""


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


async def _opinions(work: SqlWork) -> int:
    """As long as the words they are about."""
    rating = t.rating.c
    old = select(rating.id).where(rating.asked_at < work.now - TALKS, rating.opinion != "")
    return await _rows(
        work, update(t.rating).where(rating.id.in_(old.limit(BATCH))).values(opinion="")
    )


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
    late = delivery.state.in_((DeliveryState.QUEUED, DeliveryState.SUSPENDED))
    await _rows(
        work,
        update(t.delivery).where(its, late).values(state=DeliveryState.FAILED, error="expired"),
    )
    await _rows(work, update(t.delivery).where(its).values(document=null()))
    return await _rows(work, delete(t.document).where(document.sha256.in_(found)))


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
            document.kind.in_(("faktur", "ticket", "coretax", "archive", "slip")),
            document.created_at < work.now - PDFS,
            func.length(document.content) > 0,
            ~waited_for,
        )
        .limit(LARGE_BATCH)
    )
    return await _rows(work, update(t.document).where(document.sha256.in_(old)).values(content=b""))


async def _remembered(work: SqlWork) -> int:
    seen = t.remembered.c
    over = or_(
        (seen.kind == "consent-mail") & (seen.at < work.now - ASKED),
        seen.at < work.now - ENDED_LINKS,
    )
    return await _rows(work, delete(t.remembered).where(over))


async def _ended_links(work: SqlWork) -> int:
    link, before = t.link.c, work.now - ENDED_LINKS
    ended = or_(
        link.revoked_at < before,
        link.suspended_at < before,
        link.proven_at < before - LINK_VALID_FOR,
    )
    some = select(link.id).where(ended).limit(BATCH)
    return await _rows(work, delete(t.link).where(link.id.in_(some)))


async def _words_of_requests(work: SqlWork) -> int:
    """Of those that ended long ago: what was moved and who decided stays."""
    transfer = t.transfer.c
    some = (
        select(transfer.number)
        .where(
            transfer.state.in_(ENDED),
            transfer.updated_at < work.now - FIELDS,
            or_(transfer.message != "", transfer.from_email != ""),
        )
        .limit(BATCH)
    )
    old = list((await work.connection.execute(some)).scalars())
    await blank_requests(work.connection, transfer.number.in_(old))
    return len(old)


async def _read_fields(work: SqlWork) -> int:
    upload = t.upload.c
    old = await _next_old(work, "cleaned-upload", upload.id, upload.created_at, FIELDS)
    await _rows(work, update(t.upload).where(upload.id.in_(old)).values(read=null(), name=""))
    return len(old)


async def _tax_data(work: SqlWork) -> int:
    """Of paid invoices whose faktur came or will not: their numbers and amounts stay."""
    asked = t.faktur_request.c
    old = await _next_old(work, "cleaned-faktur-request", asked.id, asked.created_at, FIELDS)
    over = (asked.id.in_(old), asked.state.in_(("issued", "cancelled")))
    emptied = update(t.faktur_request).where(*over)
    await _rows(work, emptied.values(profile=null(), items=null(), buyer_npwp=null()))
    return len(old)


async def _words_of_finance(work: SqlWork) -> int:
    act = t.finance_act.c
    old = await _next_old(work, "cleaned-finance-act", act.id, act.created_at, FIELDS)
    await _rows(work, update(t.finance_act).where(act.id.in_(old)).values(text=""))
    return len(old)


async def _file_names(work: SqlWork) -> int:
    intake, file = t.intake.c, t.intake_file.c
    old = await _next_old(work, "cleaned-intake", intake.id, intake.created_at, FIELDS)
    await _rows(work, update(t.intake_file).where(file.intake.in_(old)).values(name=""))
    return len(old)


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
    return await _rows(work, delete(t.send_budget).where(*passed, over))


def _older(table: Table, at: str, age: timedelta, *more: ColumnElement[bool]) -> Step:
    async def go(work: SqlWork) -> int:
        return await _rows(work, delete(table).where(table.c[at] < work.now - age, *more))

    return go


def _answered(table: Table) -> Step:
    """What went to the portal, and the portal has said what became of it."""
    asked = table.c

    async def go(work: SqlWork) -> int:
        old = (asked.state != "queued", asked.created_at < work.now - ANSWERED)
        some = select(asked.id).where(*old).limit(BATCH)
        return await _rows(work, delete(table).where(asked.id.in_(some)))

    return go


async def _farewells(work: SqlWork) -> int:
    return await purge_farewells(work.connection)


STEPS: Mapping[str, Step] = {
    "words-of-talks": _words_of_talks,
    "media-of-talks": _media_of_talks,
    "opinions": _opinions,
    "prompts": _older(t.prompt, "at", DRAFTS),
    "inbox-bodies": _inbox_bodies,
    "inbox-numbers": _inbox_numbers,
    "codes": _older(t.code, "sent_at", CODES),
    "farewells": _farewells,
    "drafts": _older(t.draft, "updated_at", DRAFTS),
    "plans": _older(t.portfolio, "updated_at", KEPT),
    "exports": _exports,
    # The files themselves are exports, and gone by then.
    "file-requests": _older(t.file_request, "asked_at", NUMBERS),
    # Bank data whose time is over.
    "refund-accounts": _older(w.refund_account, "delete_after", timedelta(0)),
    "slip-uploads": _older(
        w.slip_upload, "received_at", PDFS, w.slip_upload.c.outcome.is_not(None)
    ),
    "words-sent": _words_sent,
    "pdfs": _pdfs,
    "remembered": _remembered,
    "ended-links": _ended_links,
    "registrations": _answered(t.registration),
    "tax-changes": _answered(t.tax_change),
    # Nobody has looked at the account for long.
    "snapshots": _older(t.snapshot, "fetched_at", ANSWERED),
    "words-of-requests": _words_of_requests,
    "read-fields": _read_fields,
    "tax-data": _tax_data,
    "words-of-finance": _words_of_finance,
    "file-names": _file_names,
    "job-log": _job_log,
    "job-statistics": _job_statistics,
    "slots": _slots,
}
"""By what it cleans, as a log line names it."""


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
