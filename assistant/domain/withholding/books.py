"""A month or a year of slips as finance sees it, and Coretax's own list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain.months import Period
from assistant.domain.withholding.booking import with_received
from assistant.domain.withholding.keeping import Due, StoredSlip
from assistant.domain.withholding.model import TOLERANCE, Announcement, BookingState, Owed


@dataclass(frozen=True, slots=True)
class ListedSlip:
    """A line of the list that Coretax gives the payee."""

    number: str
    masa: date | None
    cancelled: bool
    withholder: str = ""
    """16 digits; empty where the list does not name it."""
    name: str = ""
    code: str = ""
    base: Decimal | None = None
    amount: Decimal | None = None


class ListFault(StrEnum):
    """Why a file is no such list."""

    UNREADABLE = "unreadable"
    NO_NUMBER = "no-number"
    """No column holds the slips' numbers."""


class NotAListError(Exception):
    def __init__(self, code: ListFault) -> None:
        super().__init__(str(code))
        self.code = code


class LineState(StrEnum):
    VERIFIED = "verified"
    RECEIVED = "received"
    WRONG = "wrong"
    """Here, and not booked."""
    MISSING = "missing"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A slip, or one that is missing."""

    state: LineState
    account: str
    withholder: str
    invoices: tuple[str, ...]
    """Numbers."""
    number: str
    masa: date | None
    base: Decimal
    amount: Decimal
    """Rupiah."""


@dataclass(frozen=True, slots=True)
class SlipBooks:
    span: Period
    expected: Decimal
    """Rupiah of tax that its invoices owe in slips."""
    lines: tuple[SlipLine, ...]
    dues: tuple[Due, ...]
    """Payments and refunds that are due, whatever the month."""

    def sum(self, *states: LineState) -> Decimal:
        """Rupiah of tax."""
        return sum((one.amount for one in self.lines if one.state in states), Decimal(0))

    def count(self, *states: LineState) -> int:
        return sum(one.state in states for one in self.lines)


_STATE = {
    BookingState.BOOKED: LineState.RECEIVED,
    BookingState.VERIFIED: LineState.VERIFIED,
    BookingState.HELD: LineState.WRONG,
    BookingState.CANCELLED: LineState.CANCELLED,
}


def books_of(
    span: Period, said: Sequence[Announcement], kept: Sequence[StoredSlip], dues: Iterable[Due]
) -> SlipBooks:
    """``said`` are all announcements that stand, ``kept`` the slips of the span."""
    numbers = {one.invoice_id: one for one in said}
    owed = [part for one in said for part in one.owed if span.first <= part.masa <= span.last]
    lines = [_of_slip(one, numbers) for one in kept]
    lines += _missing(owed, numbers, kept)
    return SlipBooks(span, sum((one.amount for one in owed), Decimal(0)), tuple(lines), tuple(dues))


def _of_slip(kept: StoredSlip, said: dict[str, Announcement]) -> SlipLine:
    slip, booking = kept.booking.slip, kept.booking
    ids = [share.invoice_id for share in booking.shares]
    known = [said[one] for one in dict.fromkeys(ids) if one in said]
    return SlipLine(
        _STATE[booking.state],
        known[0].account_label if known else slip.withholder.name,
        booking.identity.withholder,
        tuple(one.invoice_number for one in known),
        booking.identity.number,
        slip.masa,
        slip.base or Decimal(0),
        slip.amount or Decimal(0),
    )


def _missing(
    owed: Sequence[Owed], said: dict[str, Announcement], kept: Sequence[StoredSlip]
) -> Iterator[SlipLine]:
    slips = [one.booking for one in kept]
    for one in owed:
        left = with_received(one, slips).remaining
        if left > TOLERANCE:
            got = sum(
                (
                    share.amount
                    for slip in slips
                    if slip.counts
                    for share in slip.shares
                    if (share.invoice_id, share.code) == (one.invoice_id, one.code)
                ),
                Decimal(0),
            )
            yield SlipLine(
                LineState.MISSING,
                said[one.invoice_id].account_label,
                one.withholder,
                (one.invoice_number,),
                "",
                one.masa,
                left,
                one.amount - got,
            )


@dataclass(frozen=True, slots=True)
class Verified:
    """What Coretax's list said of the slips here."""

    listed: int
    verified: tuple[str, ...] = ()
    """Numbers; so in the next ones."""
    differing: tuple[str, ...] = ()
    """Another amount there than here."""
    cancelled: tuple[str, ...] = ()
    """Cancelled there, and booked here until now."""
    never_sent: tuple[ListedSlip, ...] = ()
    """There, and nobody sent it."""
