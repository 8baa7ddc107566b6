"""Booking a slip once, whatever comes of it later, and what is then left to pay or to give back.

A slip is its withholder and its number. A *pembetulan* keeps the number and takes the place of what
was there; a cancelled one counts for nothing, and neither does an older print of it that still says
NORMAL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain.withholding.judging import Judgement, SlipVerdict
from assistant.domain.withholding.matching import SlipMatch
from assistant.domain.withholding.model import (
    TOLERANCE,
    Booking,
    BookingState,
    Owed,
    Share,
    Slip,
    SlipIdentity,
    SlipStatus,
    tax_on,
)


class BookingOutcome(StrEnum):
    BOOKED = "booked"
    REPLACED = "replaced"
    """Booked, in place of an earlier version of it."""
    HELD = "held"
    """Kept, for no invoice; the verdict says why."""
    REOPENED = "reopened"
    """What was booked no longer counts: it was cancelled, or amended into something wrong."""
    KNOWN = "known"
    """It came in before; nothing changes."""
    OLDER = "older"
    """A newer version is here."""
    CONTRADICTS = "contradicts"
    """Another one is here with the same number and version: people look at both."""
    NOT_KEPT = "not-kept"
    """It is nobody's slip yet: a draft, unread, or another company's."""


@dataclass(frozen=True, slots=True)
class BookingStep:
    outcome: BookingOutcome
    booking: Booking | None
    """What to store; None where nothing is stored."""
    reopened: tuple[str, ...] = ()
    """The ids of the invoices that have lost a slip."""


_NOT_KEPT = frozenset({SlipVerdict.DRAFT, SlipVerdict.UNREAD, SlipVerdict.ANOTHER_COMPANY})


def book(known: Booking | None, slip: Slip, judgement: Judgement, sha256: str) -> BookingStep:
    """What a slip does to the one that is here under the same identity."""
    if known and sha256 in known.earlier | {known.sha256}:
        return BookingStep(BookingOutcome.KNOWN, known)
    if judgement.verdict in _NOT_KEPT:
        return BookingStep(BookingOutcome.NOT_KEPT, None)
    if known is None:
        return _new(slip, judgement, sha256)
    if known.state is BookingState.CANCELLED:
        return BookingStep(BookingOutcome.OLDER, _seen(known, sha256))
    if slip.status is SlipStatus.CANCELLED:
        return _next(known, slip, judgement, sha256)
    if says_the_same(known.slip, slip):
        return BookingStep(BookingOutcome.KNOWN, _seen(known, sha256))
    newer = is_newer(slip, known.slip)
    if newer is None:
        return BookingStep(BookingOutcome.CONTRADICTS, known)
    return _next(known, slip, judgement, sha256) if newer else _older(known, sha256)


def _new(slip: Slip, judgement: Judgement, sha256: str) -> BookingStep:
    booking = Booking(slip, _state(judgement), sha256, _shares(slip, judgement))
    return BookingStep(BookingOutcome.BOOKED if booking.counts else BookingOutcome.HELD, booking)


def _next(known: Booking, slip: Slip, judgement: Judgement, sha256: str) -> BookingStep:
    earlier = known.earlier | {known.sha256}
    booking = Booking(slip, _state(judgement), sha256, _shares(slip, judgement), earlier)
    had = {share.invoice_id for share in known.shares} if known.counts else set()
    has = {share.invoice_id for share in booking.shares} if booking.counts else set()
    reopened = tuple(sorted(had - has))
    if booking.counts:
        return BookingStep(BookingOutcome.REPLACED, booking, reopened)
    return BookingStep(BookingOutcome.REOPENED if had else BookingOutcome.HELD, booking, reopened)


def _older(known: Booking, sha256: str) -> BookingStep:
    return BookingStep(BookingOutcome.OLDER, _seen(known, sha256))


def _seen(known: Booking, sha256: str) -> Booking:
    return replace(known, earlier=known.earlier | {sha256})


def _state(judgement: Judgement) -> BookingState:
    if judgement.verdict is SlipVerdict.CANCELLED:
        return BookingState.CANCELLED
    return BookingState.BOOKED if judgement.verdict is SlipVerdict.BOOK else BookingState.HELD


def is_newer(slip: Slip, known: Slip) -> bool | None:
    """Whether it is the later version of the same slip; None when neither can be later.

    A PEMBETULAN without its number comes after NORMAL; beside another the day of issue tells.
    """
    mine, theirs = _rank(slip), _rank(known)
    if mine is not None and theirs is not None and mine != theirs:
        return mine > theirs
    if _is_normal(slip) != _is_normal(known):
        return _is_normal(known)
    if slip.issued is None or known.issued is None or slip.issued == known.issued:
        return None
    return slip.issued > known.issued


def _rank(slip: Slip) -> int | None:
    return 0 if _is_normal(slip) else slip.version


def _is_normal(slip: Slip) -> bool:
    return slip.status is SlipStatus.NORMAL


def says_the_same(one: Slip, other: Slip) -> bool:
    """Whether two PDFs are prints of the same version: Coretax gives each download a link of its
    own, and a reader may have understood more of one than of the other."""
    return _facts(one) == _facts(other)


def _facts(slip: Slip) -> tuple[object, ...]:
    return (
        *(slip.identity, slip.masa, slip.status, slip.version, slip.final),
        *(slip.payee.identity, slip.object_code, slip.base, slip.rate, slip.amount),
        *("".join(slip.document.number.split()), slip.issued),
    )


# Which part of a slip is for which invoice


def _shares(slip: Slip, judgement: Judgement) -> tuple[Share, ...]:
    if judgement.verdict is not SlipVerdict.BOOK or judgement.match is None:
        return ()
    return shares(slip, judgement.match)


def shares(slip: Slip, match: SlipMatch) -> tuple[Share, ...]:
    """The slip divided among its invoices, to the rupiah: the last one takes what rounding left.

    A slip that is one of several for an invoice is a share of it.
    """
    assert slip.base is not None
    assert slip.amount is not None
    base, amount = slip.base, slip.amount
    found = []
    for one in match.owed[:-1]:
        part = min(tax_on(one.remaining, one.rate), amount)
        found.append(Share(one.invoice_id, one.code, one.remaining, part))
        base, amount = base - one.remaining, amount - part
    last = match.owed[-1]
    return (*found, Share(last.invoice_id, last.code, base, amount))


def book_waiting(waiting: Iterable[Booking], match: SlipMatch) -> list[Booking]:
    """The slips that waited for this one, booked with it."""
    identities = {one.identity for one in match.together}
    return [
        replace(one, state=BookingState.BOOKED, shares=shares(one.slip, SlipMatch(match.owed)))
        for one in waiting
        if one.identity in identities
    ]


def with_received(
    owed: Owed, bookings: Iterable[Booking], *, but: SlipIdentity | None = None
) -> Owed:
    """What is owed, with what its slips cover; ``but`` is a slip that is being judged again."""
    received = sum(
        (
            share.base
            for booking in bookings
            if booking.counts and booking.identity != but
            for share in booking.shares
            if (share.invoice_id, share.code) == (owed.invoice_id, owed.code)
        ),
        Decimal(0),
    )
    return replace(owed, received=received)


# What is left to do about the money


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the slips of an invoice change about its payment, in rupiah."""

    by_slip: Decimal
    """To be paid at the portal, as a payment with the slips' numbers."""
    give_back: Decimal
    """Refund or credit: what was paid though a slip stands for it."""


def settle(total: Decimal, paid: Decimal, withheld: Decimal) -> Settlement:
    """What follows from ``withheld`` rupiah of booked slips.

    ``paid`` is what the customer transferred, without what slips have paid. A rupiah of rounding
    between the tax and the transfer is nobody's debt.
    """
    unpaid = max(total - paid, Decimal(0))
    by_slip = unpaid if withheld and 0 < unpaid - withheld <= TOLERANCE else min(unpaid, withheld)
    over = withheld - by_slip
    give_back = over if unpaid == 0 or over > TOLERANCE else Decimal(0)
    return Settlement(by_slip, max(give_back, Decimal(0)))


def withheld_for(invoice_id: str, bookings: Sequence[Booking]) -> Decimal:
    """Rupiah of tax that booked slips prove for an invoice."""
    return sum(
        (
            share.amount
            for booking in bookings
            if booking.counts
            for share in booking.shares
            if share.invoice_id == invoice_id
        ),
        Decimal(0),
    )


def may_be_given_back(paid_on: date, today: date) -> bool:
    """Within the year of the payment: after it the tax belongs to a return that was filed."""
    return today.year <= paid_on.year
