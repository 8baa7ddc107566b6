"""Comparing a slip with what is owed: to be booked, asked about, or mended, and what in it.

What the withholder has to do follows from what is wrong: another payee means cancelling the slip
and issuing it anew, anything else a *pembetulan* under the same number. What is lawful but not as
it was asked for is for finance to decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.fakturs.comparing import names_agree
from assistant.domain.withholding.comparing import Accepted, Difference, SlipField, differences
from assistant.domain.withholding.matching import SlipMatch
from assistant.domain.withholding.mistaken import FoundMatch, Lost, find
from assistant.domain.withholding.model import PAGE, Owed, Payee, Slip, SlipStatus


class SlipVerdict(StrEnum):
    BOOK = "book"
    """It is what is owed."""
    PART = "part"
    """Less than what is owed: it waits for the slips that make up the rest."""
    FINANCE = "finance"
    """Lawful, but not as it was asked for: finance decides."""
    AMEND = "amend"
    """The withholder amends it (*pembetulan*)."""
    REISSUE = "reissue"
    """It names another payee: the withholder cancels it and issues a new one."""
    ANOTHER_COMPANY = "another-company"
    """Withheld by none of the sender's companies. Whose it is is told to nobody."""
    DRAFT = "draft"
    """Not issued yet."""
    CANCELLED = "cancelled"
    CHOOSE = "choose"
    """More than one way to match it: a person chooses."""
    UNMATCHED = "unmatched"
    """No invoice, and no sum of them, is as large as it says."""
    NOTHING_OWED = "nothing-owed"
    """Nobody said that this company withholds, or its slips are all here."""
    UNREAD = "unread"
    """Something in it could not be read: people look at it."""
    TURNED_AWAY = "turned-away"
    """Finance does not take it; no slip is judged so."""
    CANCELLED_IN_CORETAX = "cancelled-in-coretax"
    """By Coretax's own list; nor so."""


class Remark(StrEnum):
    """What finance should know, and what keeps no slip from being booked."""

    PAYEE_NAME = "payee-name"
    PAYEE_NITKU = "payee-nitku"


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: SlipVerdict
    differences: tuple[Difference, ...] = ()
    match: SlipMatch | None = None
    """The invoices it is for, where that is known; booked only with BOOK, or by a person."""
    unread: tuple[str, ...] = ()
    """With UNREAD: the fields."""
    remarks: tuple[Remark, ...] = ()


def judge(
    slip: Slip,
    owed: Sequence[Owed],
    us: Payee,
    *,
    companies: Collection[str],
    accepted: Accepted = Accepted(),  # noqa: B008 - frozen
    waiting: Sequence[Slip] = (),
) -> Judgement:
    """What becomes of a slip.

    ``companies`` are the tax numbers (16 digits) of those who may have sent it: the accounts of a
    chat, or of all clients where finance brings it. ``owed`` does not count the slip itself as
    received when it comes again; ``waiting`` are other slips that are here and not booked.
    """
    unread = tuple(_missing(slip))
    if unread:
        return Judgement(SlipVerdict.UNREAD, unread=unread)
    if slip.withholder.identity not in companies:
        return Judgement(SlipVerdict.ANOTHER_COMPANY)
    if slip.status is SlipStatus.CANCELLED:
        return Judgement(SlipVerdict.CANCELLED)
    if slip.payee.identity != us.npwp:
        payee = Difference(SlipField.PAYEE, us.npwp, slip.payee.identity)
        return Judgement(SlipVerdict.DRAFT if slip.is_draft else SlipVerdict.REISSUE, (payee,))
    return _judged(slip, owed, us, accepted, waiting)


def _judged(
    slip: Slip, owed: Sequence[Owed], us: Payee, accepted: Accepted, waiting: Sequence[Slip]
) -> Judgement:
    own = [one for one in owed if one.withholder == slip.withholder.identity]
    found = find(slip, own, waiting)
    remarks = tuple(_remarks(slip, us))
    if isinstance(found, Lost):
        verdict = SlipVerdict.DRAFT if slip.is_draft else _LOST[found]
        return Judgement(verdict, remarks=remarks)
    wrong = tuple(differences(slip, found, accepted))
    return Judgement(_verdict(slip, found, wrong), wrong, found.match, remarks=remarks)


_LOST = {
    Lost.NOTHING_OWED: SlipVerdict.NOTHING_OWED,
    Lost.TOO_MANY_WAYS: SlipVerdict.CHOOSE,
    Lost.NO_SUM: SlipVerdict.UNMATCHED,
}


def _verdict(slip: Slip, found: FoundMatch, wrong: Sequence[Difference]) -> SlipVerdict:
    if slip.is_draft:
        return SlipVerdict.DRAFT
    if any(not one.for_finance for one in wrong):
        return SlipVerdict.AMEND
    if found.is_part:
        return SlipVerdict.PART
    return SlipVerdict.FINANCE if wrong else SlipVerdict.BOOK


def _missing(slip: Slip) -> Iterator[str]:
    """What a slip can't be judged without. A draft has no number yet, and may have no code."""
    needed: dict[str, object] = {
        "number": slip.number,
        "masa": slip.masa,
        "payee": slip.payee.identity,
        "withholder": slip.withholder.identity,
        "object_code": slip.object_code,
        "base": slip.base,
        "rate": slip.rate,
        "amount": slip.amount,
    }
    issued: dict[str, object] = {
        "status": slip.status,
        "final": slip.final,
        "document": slip.document.number,
        "issued": slip.issued,
        "link": slip.link,
    }
    if not slip.is_draft:
        needed |= issued
    for name, value in needed.items():
        if value is None or (value == "" and name != "number"):
            yield name
    if PAGE in slip.unread:
        yield PAGE


def _remarks(slip: Slip, us: Payee) -> Iterator[Remark]:
    """The NPWP is who was paid: a branch of ours, or a name spelled otherwise, is no mistake."""
    if slip.payee.nitku and slip.payee.nitku != us.nitku:
        yield Remark.PAYEE_NITKU
    if slip.payee.name and not names_agree(slip.payee.name, us.name):
        yield Remark.PAYEE_NAME
