"""What customers' invoices owe in slips, whether they said so or not, and their saying so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain.accounts.looking import linked
from assistant.domain.withholding.announcing import Asked, KnownFaktur, Subjects, ask
from assistant.domain.withholding.booking import with_received
from assistant.domain.withholding.keeping import Billed, StoredSlip
from assistant.domain.withholding.model import Announcement, Owed, PaidHow, SlipIdentity
from assistant.domain.work import Work


@dataclass(frozen=True, slots=True)
class ExpectedSlips:
    """An invoice, what it owes in slips, and what its customer said of that."""

    billed: Billed
    asked: Asked
    announcement: Announcement | None

    @property
    def announced(self) -> bool:
        return self.announcement is not None and self.announcement.stands


def ask_for(billed: Billed, subjects: Subjects, withholder: str = "") -> Asked:
    fakturs = KnownFaktur(billed.fakturs, billed.masa)
    who = withholder or billed.withholder
    return ask(billed.invoice, who, subjects, fakturs, paid_on=billed.paid_on)


async def expected_of(work: Work, person: int, subjects: Subjects) -> list[ExpectedSlips]:
    """The invoices of a person's accounts of which something is subject: unpaid ones first."""
    accounts = [link.account for link in await work.links.of(person)]
    said = {one.invoice_id: one for one in await work.withholding.announced(accounts)}
    found = [
        ExpectedSlips(billed, asked, said.get(billed.invoice.id))
        for account in accounts
        for billed in await work.withholding.billed(account)
        if (asked := ask_for(billed, subjects)).owed or billed.invoice.id in said
    ]
    return sorted(found, key=lambda one: one.billed.paid_on is not None)


async def expected(
    work: Work, person: int, invoice_id: str, subjects: Subjects
) -> ExpectedSlips | None:
    """The one with this id, if it is of an account of theirs. Also one of which nothing is
    subject."""
    for link in await work.links.of(person):
        for billed in await work.withholding.billed(link.account):
            if billed.invoice.id == invoice_id:
                said = await work.withholding.announcement(invoice_id)
                return ExpectedSlips(billed, ask_for(billed, subjects), said)
    return None


async def expected_numbered(
    work: Work, person: int, number: str, subjects: Subjects
) -> ExpectedSlips | None:
    """The one that people call so."""
    wanted = "".join(number.split()).casefold()
    for link in await work.links.of(person):
        for billed in await work.withholding.billed(link.account):
            if billed.invoice.number.casefold() == wanted:
                return await expected(work, person, billed.invoice.id, subjects)
    return None


async def announce(
    work: Work, person: int, one: ExpectedSlips, how: PaidHow
) -> Announcement | None:
    """They withhold on this invoice. None where nothing of it is subject, or the account has no
    NPWP. Raises NotTheirsError."""
    billed = one.billed
    await linked(work, person, billed.account)
    if not (one.asked.owed and billed.withholder):
        return None
    said = announcement_of(billed, one.asked, how, person, work)
    await work.withholding.announce(said)
    await work.audit(
        f"person:{person}", "withholding-announced", f"invoice:{billed.invoice.number}", how=how
    )
    return said


def announcement_of(
    billed: Billed, asked: Asked, how: PaidHow, person: int | None, work: Work
) -> Announcement:
    return Announcement(
        invoice_id=billed.invoice.id,
        invoice_number=billed.invoice.number,
        account=billed.account,
        account_label=billed.account_label,
        person=person,
        withholder=billed.withholder,
        total=billed.invoice.total,
        owed=asked.owed,
        paid_how=how,
        announced_at=work.now,
    )


async def take_back(work: Work, person: int, invoice_id: str) -> bool:
    """They do not withhold. False where nothing was said, or a slip is booked for it already.
    Raises NotTheirsError."""
    said = await work.withholding.announcement(invoice_id)
    if said is None or not said.stands:
        return False
    await linked(work, person, said.account)
    if any(one.booking.counts for one in await work.withholding.of_invoice(invoice_id)):
        return False
    await work.withholding.announce(replace(said, taken_back_at=work.now))
    await work.audit(f"person:{person}", "withholding-taken-back", f"invoice:{said.invoice_number}")
    return True


async def owed_by(
    work: Work,
    withholder: str,
    subjects: Subjects,
    *,
    accounts: Sequence[str] | None,
    but: SlipIdentity | None = None,
) -> list[tuple[Owed, Billed | None]]:
    """What every invoice that could be meant owes, announced or not, less what slips cover.

    ``accounts`` are those of the sender; None: all. ``but`` is the slip that is judged.
    """
    known = await work.withholding.billed_to(withholder)
    billed = {one.invoice.id: one for one in known if accounts is None or one.account in accounts}
    owed: list[tuple[Owed, Billed | None]] = []
    for one in billed.values():
        owed += [(part, one) for part in ask_for(one, subjects, withholder).owed]
    for said in await work.withholding.announced_by(withholder):
        if said.invoice_id not in billed and (accounts is None or said.account in accounts):
            owed += [(part, None) for part in said.owed]
    slips = [one.booking for one in await work.withholding.of_withholder(withholder)]
    return [(with_received(part, slips, but=but), one) for part, one in owed]


async def companies_of(work: Work, person: int) -> frozenset[str]:
    """The tax numbers (16 digits) of a person's accounts."""
    found: set[str] = set()
    for link in await work.links.of(person):
        seen = await work.snapshots.get(link.account)
        if seen and seen.client and seen.client.tax:
            found.add(seen.client.tax.npwp)
        found |= {one.withholder for one in await work.withholding.billed(link.account)}
    return frozenset(found - {""})


def slips_for(kept: Sequence[StoredSlip], invoice_id: str) -> list[StoredSlip]:
    """Those that are for the invoice, or seem to be."""
    return [
        one
        for one in kept
        if any(share.invoice_id == invoice_id for share in one.booking.shares)
        or any(owed.invoice_id == invoice_id for owed in one.candidates)
    ]
