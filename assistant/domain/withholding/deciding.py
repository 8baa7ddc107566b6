"""Finance decides about a slip that was held: for which invoice it is, or that it is none."""

from __future__ import annotations

from assistant.domain.acting.model import Act, ActState, WantedAct
from assistant.domain.ids import parse_id
from assistant.domain.withholding.judging import SlipVerdict
from assistant.domain.withholding.keeping import StoredSlip
from assistant.domain.withholding.model import BookingState
from assistant.domain.withholding.news import SlipDecided
from assistant.domain.withholding.receiving import SlipRules, accept
from assistant.domain.words import Arg
from assistant.domain.work import Job, Work


async def leave_to_job(work: Work, wanted: WantedAct) -> ActState:
    """The rules are the worker's to know."""
    await work.jobs.put(Job.DECIDE_SLIP, wanted.id)
    return ActState.MADE


async def decide_slip(work: Work, wanted: WantedAct, rules: SlipRules) -> ActState:
    """``subject`` is the slip's id, and behind a dot the id of one invoice; without one, all
    that it seems to be for are meant."""
    slip_id, _, invoice = wanted.subject.partition(".")
    id_ = parse_id(slip_id)
    kept = await work.withholding.kept(id_) if id_ is not None else None
    if kept is None or kept.booking.state is not BookingState.HELD:
        return ActState.SETTLED
    if wanted.act is Act.SLIP_REFUSE:
        if kept.verdict is SlipVerdict.TURNED_AWAY:
            return ActState.SETTLED
        await work.withholding.keep(kept.booking, verdict=SlipVerdict.TURNED_AWAY)
        await _tell(work, kept, "ntf-buktipotong-refused", {})
        await _done(work, wanted, kept, "")
        return ActState.MADE
    ids = [invoice] if invoice else list({one.invoice_id: 0 for one in kept.candidates})
    numbers = await accept(work, kept, ids, rules)
    if not numbers:
        return ActState.NO_INVOICE
    await _tell(work, kept, "ntf-buktipotong-accepted", {"invoices": ", ".join(numbers)})
    await _done(work, wanted, kept, ", ".join(numbers))
    return ActState.MADE


async def _done(work: Work, wanted: WantedAct, kept: StoredSlip, invoice: str) -> None:
    number = kept.booking.identity.number
    await work.audit(wanted.actor, str(wanted.act), f"slip:{number}", invoice=invoice)
    await work.desk.tell(SlipDecided(number, invoice, wanted.staff_name), unique=wanted.answer)


async def _tell(work: Work, kept: StoredSlip, key: str, more: dict[str, Arg]) -> None:
    if kept.person is None:
        return
    about: dict[str, Arg] = {"number": kept.booking.identity.number, **more}
    unique = f"slip-decided:{kept.id}:{key}:{kept.booking.sha256[:16]}"
    await work.deliveries.tell(kept.person, key, about, unique=unique)
