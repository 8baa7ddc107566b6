"""What booked slips pay, and what is given back for them: each once, by its reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.domain.billing import BLOCKING, Invoice, InvoiceStatus, Payment
from assistant.domain.months import tax_day
from assistant.domain.withholding.booking import (
    may_be_given_back,
    settle,
    withheld_for,
)
from assistant.domain.withholding.keeping import (
    Due,
    SettlementKind,
    SettlementState,
    SlipSettings,
)
from assistant.domain.withholding.model import Announcement
from assistant.domain.withholding.news import MoneyDue
from assistant.domain.words import Arg, Go
from assistant.domain.work import Job, Work

_OVER = frozenset({SettlementState.UNDONE, SettlementState.TOO_LATE})


async def settle_invoice(
    work: Work, invoice: Invoice, payments: Sequence[Payment], settings: SlipSettings
) -> None:
    """Compare what an invoice's slips prove with what was paid; the rest becomes due."""
    said = await work.withholding.announcement(invoice.id)
    payable = invoice.status is InvoiceStatus.PAID or invoice.status in BLOCKING
    if said is None or not payable:
        return
    kept = [one.booking for one in await work.withholding.of_invoice(invoice.id)]
    dues = await work.dues.of_invoice(invoice.id)
    settled = [d for d in dues if d.kind is SettlementKind.SETTLE and d.state not in _OVER]
    references = {due.reference for due in settled}
    by_slips = sum((one.amount for one in payments if one.transaction in references), Decimal(0))
    others = sum((one.amount for one in payments if one.transaction not in references), Decimal(0))
    paid = invoice.total - by_slips if invoice.status is InvoiceStatus.PAID else others
    what = settle(invoice.total, paid, withheld_for(invoice.id, kept))
    more = what.by_slip - sum((due.amount for due in settled), Decimal(0))
    if more > 0:
        numbers = [one.identity.number for one in kept if one.counts]
        await _pay(work, said, more, numbers, len(dues), settings)
    given = [
        d
        for d in dues
        if d.kind is not SettlementKind.SETTLE and d.state is not SettlementState.UNDONE
    ]
    back = what.give_back - sum((due.amount for due in given), Decimal(0))
    if back > 0:
        await _give_back(work, said, invoice, back, len(dues), settings)


async def _pay(
    work: Work,
    said: Announcement,
    amount: Decimal,
    numbers: Sequence[str],
    count: int,
    settings: SlipSettings,
) -> None:
    """The rest of the invoice is paid by its slip, whose number is the transaction."""
    reference = "+".join([*numbers, said.invoice_number] + ([str(count)] if count else []))
    due = await work.dues.add(said, SettlementKind.SETTLE, SettlementState.DUE, amount, reference)
    if due is None:
        return
    if settings.settle_at_portal:
        await work.jobs.put(Job.MOVE_MONEY, due.id)
    else:
        await work.desk.tell(MoneyDue(due, None), unique=f"money:{due.id}")


async def _give_back(
    work: Work,
    said: Announcement,
    invoice: Invoice,
    amount: Decimal,
    count: int,
    settings: SlipSettings,
) -> None:
    """The customer is asked how; not any more when the year of the payment is over."""
    paid_on = tax_day(invoice.paid_at or work.now)
    late = not may_be_given_back(paid_on, tax_day(work.now))
    ways = settings.may_refund or settings.may_credit
    state = SettlementState.TOO_LATE if late or not ways else SettlementState.ASKED
    due = await work.dues.add(
        said, SettlementKind.GIVE_BACK, state, amount, f"KEMBALI-{said.invoice_number}-{count + 1}"
    )
    if due is None:
        return
    key = "ntf-buktipotong-too-late" if late else "ntf-buktipotong-give-back"
    buttons = [] if late else [Go("btn-buktipotong-back", "buktipotong", f"kembali-{due.id}")]
    await tell_customers(work, due, key, unique="ask", buttons=buttons)


async def tell_customers(
    work: Work, due: Due, key: str, *, unique: str, buttons: Sequence[Go] = ()
) -> None:
    """The one who sent the slip, else everybody who is linked to the account."""
    linked = [link.person for link in await work.links.to(due.account)]
    people = [due.person] if due.person in linked else linked
    about: dict[str, Arg] = {
        "invoice": due.invoice_number,
        "account": due.account_label,
        "amount": due.amount,
    }
    for person in people:
        if person is not None:
            await work.deliveries.tell(
                person,
                key,
                about,
                unique=f"money:{due.id}:{unique}:{person}",
                buttons=buttons,
                account=due.account,
            )


async def money_moved(work: Work, due: Due, by: str) -> bool:
    """It was done, at the portal or by a person; said once."""
    now = await work.dues.get(due.id)
    if now is None or now.state is not SettlementState.DUE:
        return False
    done = replace(now, state=SettlementState.DONE, done_by=by, done_at=work.now)
    await work.dues.save(done)
    await work.audit(
        by, f"money-{due.kind}", f"invoice:{due.invoice_number}", amount=str(due.amount)
    )
    await tell_customers(work, done, _DONE[now.kind], unique="done")
    return True


_DONE = {
    SettlementKind.SETTLE: "ntf-buktipotong-settled",
    SettlementKind.GIVE_BACK: "ntf-buktipotong-refunded",
    SettlementKind.REFUND: "ntf-buktipotong-refunded",
    SettlementKind.CREDIT: "ntf-buktipotong-credited",
}


async def left_to_people(work: Work, due: Due) -> None:
    """The portal refuses it: a person does it."""
    account = await work.dues.account(due.id)
    await work.desk.tell(MoneyDue(due, account), unique=f"money:{due.id}")
