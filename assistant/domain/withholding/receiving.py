"""A slip comes in: judged against what is owed, booked once, and what follows from it begun.

All of one company's slips are judged one after the other: the lock is the withholder's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.domain.sources import Source
from assistant.domain.withholding.announcing import Subjects
from assistant.domain.withholding.booking import BookingOutcome, BookingStep, book, book_waiting
from assistant.domain.withholding.comparing import Accepted
from assistant.domain.withholding.expecting import (
    announcement_of,
    ask_for,
    companies_of,
    owed_by,
)
from assistant.domain.withholding.judging import Judgement, SlipVerdict, judge
from assistant.domain.withholding.keeping import (
    Billed,
    FileEnd,
    SettlementState,
    SlipFile,
    SlipFileOutcome,
    SlipSettings,
    StoredSlip,
)
from assistant.domain.withholding.matching import SlipMatch
from assistant.domain.withholding.model import (
    Booking,
    BookingState,
    NoSlip,
    Owed,
    PaidHow,
    Slip,
)
from assistant.domain.withholding.news import (
    FileForPeople,
    SlipForPeople,
    SlipNoLongerCounts,
    SlipTakenIn,
)
from assistant.domain.work import Job, Work

FOR_PEOPLE = frozenset(
    {
        SlipVerdict.FINANCE,
        SlipVerdict.CHOOSE,
        SlipVerdict.UNMATCHED,
        SlipVerdict.NOTHING_OWED,
        SlipVerdict.UNREAD,
    }
)
"""Verdicts after which a person decides."""
FILES_FOR_PEOPLE = frozenset({NoSlip.NO_TEXT, NoSlip.EBUPOT, NoSlip.OTHER})
"""What is no slip that can be read, and that a person looks at."""
MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class SlipRules:
    """How this provider takes slips."""

    settings: SlipSettings
    subjects: Subjects
    accepted: Accepted


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a slip, to be worded."""

    outcome: BookingOutcome
    slip: Slip
    judgement: Judgement
    invoices: tuple[str, ...] = ()
    """Numbers of those it is booked for."""


async def receive_slip(
    work: Work,
    source: Source,
    name: str,
    *,
    person: int | None = None,
    telegram: str | None = None,
    sha256: str | None = None,
) -> int:
    """Note a file that may be a slip; a job reads it."""
    file = await work.withholding.add_file(person, source, name, telegram=telegram, sha256=sha256)
    await work.jobs.put(Job.READ_SLIP, file)
    return file


async def take_no_slip(work: Work, file: SlipFile, code: NoSlip) -> None:
    """It is none; where a person has to look, finance is told."""
    await work.withholding.finish_file(file.id, SlipFileOutcome(FileEnd.NO_SLIP, code))
    if code in FILES_FOR_PEOPLE or file.is_heard_in_topic:
        await work.desk.tell(FileForPeople(file, code), unique=f"slip-file:{file.id}")


async def take_slip(work: Work, file: SlipFile, slip: Slip, rules: SlipRules) -> Result:
    """Judge and book it. ``file`` is fetched and locked."""
    taken = await _weigh(work, file, slip, rules)
    slip_id = await _keep(work, taken)
    await _follow_booked(work, taken, rules)
    await _undo(work, taken)
    step, judgement = taken.step, taken.judgement
    await work.withholding.finish_file(file.id, SlipFileOutcome(step.outcome, judgement.verdict))
    result = Result(step.outcome, slip, judgement, _numbers(step, taken.invoices))
    asked = await _ask_people(work, taken, slip_id)
    if not asked and file.is_heard_in_topic:
        await _tell_finance(work, file, result)
    await _audit(work, file, result)
    return result


@dataclass(frozen=True, slots=True)
class _Taken:
    """A slip beside what is owed, and what follows."""

    file: SlipFile
    slip: Slip
    kept: StoredSlip | None
    """The same slip as it came before."""
    owed: Sequence[tuple[Owed, Billed | None]]
    waiting: Sequence[Booking]
    """Slips of the company that wait for those that make up the rest."""
    judgement: Judgement
    step: BookingStep

    @property
    def invoices(self) -> dict[str, tuple[Owed, Billed | None]]:
        return {owed.invoice_id: (owed, billed) for owed, billed in self.owed}


async def _weigh(work: Work, file: SlipFile, slip: Slip, rules: SlipRules) -> _Taken:
    assert file.sha256 is not None
    identity = slip.identity
    kept = await work.withholding.lock(identity)
    accounts, companies = await _senders(work, file, slip)
    owed = await owed_by(work, identity.withholder, rules.subjects, accounts=accounts, but=identity)
    waiting = [
        one.booking
        for one in await work.withholding.held(identity.withholder)
        if one.booking.identity != identity and one.verdict is SlipVerdict.PART
    ]
    judgement = judge(
        slip,
        [one for one, _ in owed],
        rules.settings.us,
        companies=companies,
        accepted=rules.accepted,
        waiting=[one.slip for one in waiting],
    )
    step = _book(kept, slip, judgement, file.sha256)
    return _Taken(file, slip, kept, owed, waiting, judgement, step)


async def _senders(
    work: Work, file: SlipFile, slip: Slip
) -> tuple[list[str] | None, frozenset[str]]:
    """The accounts and companies that it may be of. Finance may bring anybody's."""
    if file.person is None:
        return None, frozenset({slip.withholder.identity})
    accounts = [link.account for link in await work.links.of(file.person)]
    return accounts, await companies_of(work, file.person)


def _book(kept: StoredSlip | None, slip: Slip, judgement: Judgement, sha256: str) -> BookingStep:
    """One that was held and is right by now (its invoice is known since) is booked."""
    known = kept.booking if kept else None
    step = book(known, slip, judgement, sha256)
    held = known is not None and known.state is BookingState.HELD
    if step.outcome is BookingOutcome.KNOWN and held and judgement.verdict is SlipVerdict.BOOK:
        return book(None, slip, judgement, sha256)
    return step


async def _keep(work: Work, taken: _Taken) -> int | None:
    step, kept, judgement = taken.step, taken.kept, taken.judgement
    if step.booking is None:
        return None
    changed = step.outcome in (
        BookingOutcome.BOOKED,
        BookingOutcome.REPLACED,
        BookingOutcome.HELD,
        BookingOutcome.REOPENED,
    )
    if not changed and kept is not None:
        await work.withholding.keep(step.booking, verdict=kept.verdict, candidates=kept.candidates)
        return kept.id
    seems = judgement.match.owed if judgement.match else ()
    return await work.withholding.keep(
        step.booking,
        verdict=judgement.verdict,
        candidates=() if step.booking.counts else seems,
        person=taken.file.person,
        came_from=taken.file.source,
    )


async def _follow_booked(work: Work, taken: _Taken, rules: SlipRules) -> None:
    """With it those are booked that waited for the rest."""
    if taken.step.outcome not in (BookingOutcome.BOOKED, BookingOutcome.REPLACED):
        return
    assert taken.step.booking is not None
    assert taken.judgement.match is not None
    others = book_waiting(taken.waiting, taken.judgement.match)
    for one in others:
        await work.withholding.keep(one, verdict=SlipVerdict.BOOK)
    booked = [taken.step.booking, *others]
    await _follow(work, booked, taken.invoices, taken.file.person, rules)


async def _follow(
    work: Work,
    booked: Sequence[Booking],
    invoices: dict[str, tuple[Owed, Billed | None]],
    person: int | None,
    rules: SlipRules,
) -> None:
    """Each invoice is settled by a job; one that nobody had spoken of is announced by its slip."""
    for invoice_id in sorted({share.invoice_id for one in booked for share in one.shares}):
        said = await work.withholding.announcement(invoice_id)
        billed = invoices[invoice_id][1] if invoice_id in invoices else None
        if (said is None or not said.stands) and billed is not None:
            how = PaidHow.FULL if billed.paid_on else PaidHow.NET
            asked = ask_for(billed, rules.subjects)
            told = announcement_of(billed, asked, how, person, work)
            await work.withholding.announce(told)
        elif said is not None and not said.stands:
            await work.withholding.announce(replace(said, taken_back_at=None))
        await work.jobs.put(Job.SETTLE_SLIPS, invoice_id)


async def _undo(work: Work, taken: _Taken) -> None:
    if taken.step.reopened and taken.kept is not None:
        why = f"{taken.slip.status}:{taken.slip.version}"
        await reopen(work, taken.kept, taken.step.reopened, why)


async def reopen(work: Work, kept: StoredSlip, invoices: Sequence[str], why: str) -> None:
    """Invoices that lost a slip are open again; what money did is for people."""
    moved, numbers = Decimal(0), []
    for invoice_id in invoices:
        said = await work.withholding.announcement(invoice_id)
        numbers.append(said.invoice_number if said else invoice_id)
        for due in await work.dues.of_invoice(invoice_id):
            if due.state in (SettlementState.ASKED, SettlementState.DUE):
                await work.dues.save(replace(due, state=SettlementState.UNDONE))
            elif due.state is SettlementState.DONE:
                moved += due.amount
    news = SlipNoLongerCounts(kept.booking.identity.number, tuple(numbers), moved)
    await work.desk.tell(news, unique=f"slip-undone:{kept.id}:{why}")


async def _ask_people(work: Work, taken: _Taken, slip_id: int | None) -> bool:
    """Finance is shown what only a person can decide. Whether it is."""
    slip, judgement, outcome = taken.slip, taken.judgement, taken.step.outcome
    contradicts = outcome is BookingOutcome.CONTRADICTS
    undecided = outcome in (
        BookingOutcome.HELD,
        BookingOutcome.NOT_KEPT,
        BookingOutcome.REOPENED,
    )
    if not contradicts and not (undecided and judgement.verdict in FOR_PEOPLE):
        return False
    seems = judgement.match.owed if judgement.match else ()
    open_ones = [one for one, _ in taken.owed if one.remaining > 0]
    choices = seems or tuple(sorted(open_ones, key=lambda one: _far(one, slip))[:MOST_CHOICES])
    news = SlipForPeople(
        taken.file, slip, judgement, None if contradicts else slip_id, tuple(choices), contradicts
    )
    await work.desk.tell(news, unique=f"slip:{taken.file.id}")
    return True


async def _tell_finance(work: Work, file: SlipFile, result: Result) -> None:
    news = SlipTakenIn(file, result.slip, result.outcome, result.judgement, result.invoices)
    await work.desk.tell(news, unique=f"slip:{file.id}")


async def _audit(work: Work, file: SlipFile, result: Result) -> None:
    await work.audit(
        f"person:{file.person}" if file.person else file.source,
        f"slip-{result.outcome}",
        f"slip:{result.slip.identity.number or '-'}",
        verdict=result.judgement.verdict,
    )


def _far(owed: Owed, slip: Slip) -> Decimal:
    """How unlike the slip it is."""
    return abs(owed.remaining - (slip.base or Decimal(0)))


def _numbers(step: BookingStep, invoices: dict[str, tuple[Owed, Billed | None]]) -> tuple[str, ...]:
    if step.booking is None or not step.booking.counts:
        return ()
    ids = dict.fromkeys(share.invoice_id for share in step.booking.shares)
    return tuple(invoices[one][0].invoice_number for one in ids if one in invoices)


async def accept(
    work: Work, kept: StoredSlip, invoice_ids: Sequence[str], rules: SlipRules
) -> tuple[str, ...]:
    """A person says that a held slip is for these invoices. Their numbers; none where it is not
    held any more, or they owe nothing."""
    locked = await work.withholding.lock(kept.booking.identity)
    if locked is None or locked.booking.state is not BookingState.HELD:
        return ()
    slip = locked.booking.slip
    withholder = locked.booking.identity.withholder
    found = await owed_by(work, withholder, rules.subjects, accounts=None)
    meant = [(owed, one) for owed, one in found if owed.invoice_id in invoice_ids]
    same_code = [(o, b) for o, b in meant if o.code == slip.object_code] or meant[:1]
    chosen = {owed.invoice_id: (owed, one) for owed, one in same_code}
    if not chosen:
        return ()
    match = SlipMatch(tuple(owed for owed, _ in chosen.values()))
    judgement = Judgement(SlipVerdict.BOOK, match=match)
    step = book(None, slip, judgement, locked.booking.sha256)
    assert step.booking is not None
    await work.withholding.keep(step.booking, verdict=SlipVerdict.BOOK)
    await _follow(work, [step.booking], chosen, locked.person, rules)
    return _numbers(step, chosen)
