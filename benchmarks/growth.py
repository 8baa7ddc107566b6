"""What staff and finance look at, where very much is stored: no look reads all of what grows.

Not by what EXPLAIN promises for a query that somebody copied: the use cases' own queries run, and
PostgreSQL says which tables it has read from one end to the other meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import text

from assistant.domain.fakturs.model import Faktur
from assistant.domain.finance.coretax_list import ListedFaktur, Status
from assistant.domain.months import Period
from assistant.domain.support.directory import read_query
from assistant.domain.support.figures import Span
from assistant.domain.support.hours import Late, Since
from assistant.domain.support.queue import Which
from assistant.storage.work import SqlWork, WorkShop
from benchmarks.crowd import MODEL
from tests.things import NOW

GROWS = (
    "person", "link", "snapshot", "conversation", "said", "transfer", "faktur", "faktur_request",
    "untaxed_invoice", "foreign_invoice", "faktur_invoice", "upload", "undoing", "buyer",
    "coretax_listed", "delivery", "document", "audit", "screen", "chat_state", "inbox", "rating",
    "consent", "draft", "question", "decision", "ticket_answer", "portfolio", "tax_change",
    "slip", "slip_share", "slip_file", "slip_upload", "withholding_announcement",
    "withholding_settlement", "slip_reminder",
)  # fmt: skip
"""With every customer, or with every thing that they do."""
LARGE = 10_000
"""Rows: a smaller table is read whole because that is the fastest way."""
FEW = 500
"""Rows that a look may read."""
MONTH, WEEK = date(2026, 10, 1), Span.week_of(NOW.date())
SINCE = Since(NOW, NOW, NOW)
MOST = 20
NPWP = "0012345678901234"
ASKED = ("INV-2026-500", "04002600000000500", "budi@majujaya.example", "maju jaya", "CS-500")

Look = Callable[[SqlWork], Awaitable[object]]


async def _queue(work: SqlWork) -> None:
    await work.queue.counts(SINCE)
    for which in Which:
        await work.queue.listed(which, MODEL, SINCE, MOST)
    await work.queue.silent(NOW - timedelta(days=14), MOST)


async def _find(work: SqlWork) -> None:
    for typed in ASKED:
        await work.directory.find(read_query(typed), MOST)


async def _talk(work: SqlWork) -> None:
    await work.conversations.of(MODEL + 1)
    await work.conversations.said_in(MODEL + 1, 1)


async def _month(work: SqlWork) -> None:
    await work.books.of(MONTH)
    await work.buyers.collectors()


async def _menu(work: SqlWork) -> None:
    person = MODEL + 1
    links = await work.links.of(person)
    await work.transfers.of(person)
    emails = [link.email.casefold() for link in links]
    for email in emails:
        await work.transfers.asking(email)
    await work.transfers.coming_to(person, emails)
    await work.fakturs.waiting([link.account for link in links])
    await work.drafts.all(person)
    await work.portfolios.of(person)


async def _every_minute(work: SqlWork) -> None:
    for late in Late:
        await work.queue.late(late, SINCE, MOST)
    await work.fakturs.accounts_without_npwp(MONTH)
    await work.exports.months(NOW.date())


async def _slip(work: SqlWork) -> None:
    """That comes in, and that Coretax's list names."""
    await work.withholding.came_before("0" * 64)
    await work.withholding.announced(["a1"])
    await work.withholding.announced_by(NPWP)
    await work.withholding.billed("a1")
    await work.withholding.billed_to(NPWP)
    await work.withholding.of_withholder(NPWP)
    await work.withholding.of_invoice("id-1")
    await work.withholding.numbered("25000000X")
    await work.withholding.of_masa(MONTH, MONTH)
    await work.dues.of_invoice("id-1")
    await work.dues.open()


async def _pdf(work: SqlWork) -> None:
    """Of a faktur that comes in: what it is matched by, and what it is compared with."""
    await work.uploads.of("0" * 64)
    await work.fakturs.versions("0000000000500")
    await work.fakturs.requests_named(frozenset({"INV-2026-500", "INV-2026-501"}))
    await work.fakturs.candidates(NPWP, Decimal(100_000))
    await work.fakturs.locked_request(501)
    await work.fakturs.issued_for(501)
    await work.fakturs.others_of(501)
    await work.undoings.of(frozenset({501}))
    await work.buyers.get("a1")
    await work.links.to("a1")
    await work.intakes.of_uploads([1])


async def _faktur(work: SqlWork) -> None:
    """Of one that a customer looks at."""
    await work.archive.months(["a1"])
    await work.archive.new(MODEL + 1, ["a1"], MONTH)
    await work.archive.find(["a1"], "500", MOST)
    await work.archive.one(501)
    await work.archive.versions(501)
    await work.records.requests(["a1"], "500", MOST)
    await work.records.newest_faktur(501)
    await work.records.npwp_since("a1")


async def coretax_list(work: SqlWork) -> None:
    """Here it says just what we delivered. None of the :data:`LOOKS`: where much is stored, a month
    has a faktur of each account."""
    await work.coretax_lists.of_month(MONTH)
    issued = await work.coretax_lists.delivered_in(MONTH)
    await work.coretax_lists.ours([_listed(faktur) for faktur in issued])


def _listed(faktur: Faktur) -> ListedFaktur:
    return ListedFaktur(
        faktur.number, faktur.invoice_number, "", faktur.buyer_name, faktur.issued, MONTH,
        Status.APPROVED, "", faktur.dpp, faktur.ppn,
    )  # fmt: skip


LOOKS: Mapping[str, Look] = {
    "a person's menu and plan": _menu,
    "what is looked for by the clock": _every_minute,
    "a bukti potong": _slip,
    "a faktur that comes in": _pdf,
    "a faktur that is looked at": _faktur,
    "who waits (/antrean)": _queue,
    "somebody is looked for (/cari)": _find,
    "a person's conversations": _talk,
    "how people were answered (/angka)": lambda work: work.ratings.talked(*WEEK.moments),
    "a month's payments (/rekonsiliasi)": _month,
    "what waits for a faktur": lambda work: work.exports.months(),
    "a year's faktur for the ZIP": lambda work: work.archive.of("a1", Period.read("2026")),
}


@dataclass(frozen=True, slots=True)
class Looked:
    milliseconds: float
    read_whole: tuple[str, ...]
    """Tables that grow and were read from end to end, or nearly."""


async def look(
    shop: WorkShop, what: Look, *, indexes_only: bool = False, large: int = LARGE
) -> Looked:
    """``indexes_only``: a table is read whole only where no index serves, however small it is."""
    least = -1 if indexes_only else large
    async with shop.work() as work:
        if indexes_only:
            await work.connection.execute(text("set local enable_seqscan = off"))
        before = await _reads(work, least)
        began = time.perf_counter()
        await what(work)
        taken = (time.perf_counter() - began) * 1000
        after = await _reads(work, least)
    whole = tuple(name for name in GROWS if after[name].whole_since(before[name]))
    return Looked(taken, whole)


_SCANS = text(
    """
    select s.relname, s.seq_scan, coalesce(s.idx_tup_fetch, 0) as fetched, c.reltuples as rows
    from pg_stat_xact_user_tables s
    join pg_class c on c.oid = s.relid
    where s.schemaname = 'public' and c.reltuples >= :least
    """
)


@dataclass(frozen=True, slots=True)
class _Reads:
    """Of a table, in this transaction."""

    scans: int = 0
    fetched: int = 0
    """Rows that were found by an index."""
    rows: float = 0

    def whole_since(self, before: _Reads) -> bool:
        """Half of it counts: to walk through an index from end to end is no better."""
        many = self.rows > FEW and self.fetched - before.fetched > self.rows / 2
        return many or self.scans > before.scans


async def _reads(work: SqlWork, least: int) -> dict[str, _Reads]:
    rows = await work.connection.execute(_SCANS, {"least": least})
    reads = {row.relname: _Reads(row.seq_scan, row.fetched, row.rows) for row in rows}
    return dict.fromkeys(GROWS, _Reads()) | reads
