"""A slip comes in: judged against what is owed, booked once, and what follows from it begun.

All of one company's slips are judged one after the other: the lock is the withholder's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

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
    SettlementState,
    SlipFile,
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
class Rules:
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
    source: str,
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
    await work.withholding.finish_file(file.id, f"no-slip:{code}")
    if code in FILES_FOR_PEOPLE or _is_finances(file):
        await work.desk.tell(FileForPeople(file, code), unique=f"slip-file:{file.id}")


async def take_slip(work: Work, file: SlipFile, slip: Slip, rules: Rules) -> Result:
    """Judge and book it. ``file`` is fetched and locked."""
    assert file.sha256 is not None
    identity = slip.identity
    kept = await work.withholding.lock(identity)
    accounts, companies = await _senders(work, file, slip)
    found = await owed_by(
        work, identity.withholder, rules.subjects, accounts=accounts, but=identity
    )
    waiting = [
        one.booking
        for one in await work.withholding.held(identity.withholder)
        if one.booking.identity != identity and one.verdict == SlipVerdict.PART
    ]
    judgement = judge(
        slip,
        [owed for owed, _ in found],
        rules.settings.us,
        companies=companies,
        accepted=rules.accepted,
        waiting=[one.slip for one in waiting],
    )
    step = _book(kept, slip, judgement, file.sha256)
    invoices = {owed.invoice_id: (owed, billed) for owed, billed in found}
    slip_id = await _keep(work, file, step, judgement, kept)
    if step.outcome in (BookingOutcome.BOOKED, BookingOutcome.REPLACED):
        assert step.booking is not None
        assert judgement.match is not None
        booked = [step.booking, *book_waiting(waiting, judgement.match)]
        for one in booked[1:]:
            await work.withholding.keep(one, verdict=SlipVerdict.BOOK)
        await _follow(work, booked, invoices, file.person, rules)
    await _undo(work, step, kept, slip)
    await work.withholding.finish_file(file.id, f"{step.outcome}:{judgement.verdict}")
    numbers = _numbers(step, invoices)
    asked = await _ask_people(
        work, file, slip, judgement, step, slip_id, [owed for owed, _ in found]
    )
    if not asked and _is_finances(file):
        taken = SlipTakenIn(file, slip, step.outcome, judgement, numbers)
        await work.desk.tell(taken, unique=f"slip:{file.id}")
    await work.audit(
        f"person:{file.person}" if file.person else file.source,
        f"slip-{step.outcome}",
        f"slip:{identity.number or '-'}",
        verdict=judgement.verdict,
    )
    return Result(step.outcome, slip, judgement, numbers)


def _is_finances(file: SlipFile) -> bool:
    """Brought by finance, who hear of it in their topic; an import prints it."""
    return file.person is None and file.source != "import"


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


async def _keep(
    work: Work, file: SlipFile, step: BookingStep, judgement: Judgement, kept: StoredSlip | None
) -> int | None:
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
        person=file.person,
        came_from=file.source,
    )


async def _follow(
    work: Work,
    booked: Sequence[Booking],
    invoices: dict[str, tuple[Owed, Billed | None]],
    person: int | None,
    rules: Rules,
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


async def _undo(work: Work, step: BookingStep, kept: StoredSlip | None, slip: Slip) -> None:
    if step.reopened and kept is not None:
        await reopen(work, kept, step.reopened, f"{slip.status}:{slip.version}")


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


async def _ask_people(
    work: Work,
    file: SlipFile,
    slip: Slip,
    judgement: Judgement,
    step: BookingStep,
    kept: int | None,
    owed: Sequence[Owed],
) -> bool:
    """Finance is shown what only a person can decide. Whether it is."""
    contradicts = step.outcome is BookingOutcome.CONTRADICTS
    undecided = step.outcome in (
        BookingOutcome.HELD,
        BookingOutcome.NOT_KEPT,
        BookingOutcome.REOPENED,
    )
    if not contradicts and not (undecided and judgement.verdict in FOR_PEOPLE):
        return False
    seems = judgement.match.owed if judgement.match else ()
    open_ones = [one for one in owed if one.remaining > 0]
    choices = seems or tuple(sorted(open_ones, key=lambda one: _far(one, slip))[:MOST_CHOICES])
    news = SlipForPeople(
        file, slip, judgement, None if contradicts else kept, tuple(choices), contradicts
    )
    await work.desk.tell(news, unique=f"slip:{file.id}")
    return True


def _far(owed: Owed, slip: Slip) -> Decimal:
    """How unlike the slip it is."""
    return abs(owed.remaining - (slip.base or Decimal(0)))


def _numbers(step: BookingStep, invoices: dict[str, tuple[Owed, Billed | None]]) -> tuple[str, ...]:
    if step.booking is None or not step.booking.counts:
        return ()
    ids = dict.fromkeys(share.invoice_id for share in step.booking.shares)
    return tuple(invoices[one][0].invoice_number for one in ids if one in invoices)


async def accept(
    work: Work, kept: StoredSlip, invoice_ids: Sequence[str], rules: Rules
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
