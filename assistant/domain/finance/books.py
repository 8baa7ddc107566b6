"""A month's books as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.channels import Channel
from assistant.domain.fakturs.model import (
    Faktur,
    FakturRequest,
    ForeignInvoice,
    Reasons,
    RequestState,
    Upload,
)
from assistant.domain.finance.buyer_class import Short
from assistant.domain.finance.ends import ClosedMonth, End, Ended, Equation
from assistant.domain.finance.undoing import Undoing


class FindingKind(StrEnum):
    """What was found, in the order in which it is told."""

    NO_NPWP = "no-npwp"
    """Paid, and the account has no NPWP."""
    NOT_EXPORTED = "not-exported"
    NO_PDF = "no-pdf"
    """Exported, and no PDF has come."""
    FOREIGN = "foreign"
    """Paid in another currency: no faktur is made of it here."""
    UNHEARD = "unheard"
    """The portal says that it was paid, and we never heard of it."""
    SHORT = "short"
    """A collector paid all but what it owes the state itself, so the portal does not call it paid:
    ``expected`` is what was billed, ``found`` what came."""
    NOT_PAID = "not-paid"
    """We took it for paid, and the portal does not (any more)."""
    DOUBLE = "double"
    """Two numbers stand for one invoice, or one number for two."""
    AMOUNT = "amount"
    """The faktur's PPN is not the invoice's."""
    CANCELLED = "cancelled"
    """The invoice was undone, and its faktur stands: it must be cancelled at the tax office."""
    LAPSED = "lapsed"
    """Its faktur is of more than three months after the payment: it counts as not made. So in the
    next three: ``expected`` is the day when it should have been made, ``found`` its own."""
    LATE = "late"
    """Its faktur is dated after the day on which it should have been made."""
    BEFORE = "before"
    """Its faktur is dated before the payment."""
    OTHER_MASA = "other-masa"
    """Its faktur is of another tax month than the payment."""
    FUTURE = "future"
    """Its faktur was dated in the future when it came."""
    UNDELIVERED = "undelivered"
    """Issued, and it has reached nobody."""
    HELD = "held"
    """A PDF that is nobody's yet."""
    REPLACED = "replaced"
    UNDONE = "undone"
    """The invoice was undone in time: no faktur is due."""
    UNOPENED = "unopened"
    """It went by mail: nobody of the account has opened a chat."""


DATED = (
    FindingKind.LAPSED,
    FindingKind.LATE,
    FindingKind.BEFORE,
    FindingKind.OTHER_MASA,
    FindingKind.FUTURE,
)
"""A faktur's day is not the payment's: somebody let it out all the same."""
NOTED = frozenset({*DATED, FindingKind.REPLACED, FindingKind.UNDONE, FindingKind.UNOPENED})
"""For these nobody has to do anything."""


@dataclass(frozen=True, slots=True)
class Finding:
    kind: FindingKind
    invoice: str
    """The invoice's number; of a held PDF the name of its file."""
    account: str
    number: str = ""
    """Of the faktur, or several."""
    expected: str = ""
    found: str = ""
    subject: int = 0
    """The request, or the upload."""


@dataclass(frozen=True, slots=True)
class ShortPaid:
    """A collector's invoice that is paid but for what it pays to the state itself."""

    number: str
    account_label: str
    billed: Decimal
    """Rupiah with PPN."""
    paid: Decimal
    short: Short


@dataclass(frozen=True, slots=True)
class UntaxedInvoice:
    """A paid invoice that bills no PPN."""

    number: str
    account_label: str
    amount: Decimal | None
    """Rupiah; None of what an older release noted."""


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What we know of the invoices that were paid in a month (Asia/Jakarta)."""

    month: date
    requests: Sequence[FakturRequest]
    fakturs: Sequence[Faktur]
    """Of these requests, every version."""
    reached: Mapping[str, frozenset[Channel]]
    """By the PDF's sha256."""
    linked: frozenset[str]
    """Accounts that somebody has linked to a chat."""
    held: Sequence[Upload]
    """All PDFs that are held, of whatever month."""
    warnings: Mapping[str, Reasons] = field(default_factory=dict)
    """What the gate warned of and let pass, by the PDF's sha256; those without are not in it."""
    foreign: Sequence[ForeignInvoice] = ()
    untaxed: Sequence[UntaxedInvoice] = ()
    paid: Decimal | None = None
    """Rupiah of all requests and untaxed invoices, as the database adds them up; None: unasked."""
    cases: Mapping[int, Sequence[Undoing]] = field(default_factory=dict)
    """What was undone, or has to be, by the request; those without are not in it."""
    closed: ClosedMonth | None = None
    short: Sequence[ShortPaid] = ()
    """Billed in that month; only the portal knows of them."""


class Books(Protocol):
    async def of(self, month: date) -> MonthFacts: ...

    async def written(self, month: date) -> str:
        """Another one than before whenever a row was written, or is gone, that the month's equation
        comes from; far cheaper than these rows."""

    async def close(self, month: ClosedMonth, by: str) -> None:
        """``by`` is as the audit log names them. It may have been closed before."""

    async def closed(self, since: date) -> list[ClosedMonth]:
        """Those from that month on, oldest first."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One paid invoice with what became of it."""

    request: FakturRequest
    fakturs: tuple[Faktur, ...]
    """That stand, and before them those that were replaced."""
    channels: frozenset[Channel]
    findings: tuple[Finding, ...]
    warnings: Reasons = ()
    """What the gate warned of at the PDFs that stand, or somebody answered for."""
    end: End = End.HELD
    undone: Decimal = Decimal(0)
    """Rupiah with PPN that were given back; what is left of it ended so."""

    @property
    def ended(self) -> Iterator[Ended]:
        if self.undone:
            yield End.UNDONE, self.undone
        yield self.end, self.request.total - self.undone


@dataclass(frozen=True, slots=True)
class Reconciliation:
    month: date
    rows: tuple[BookRow, ...]
    others: tuple[Finding, ...]
    """About no invoice that we know."""
    compared: bool
    """With the whole of the portal's own list."""
    equation: Equation = field(default_factory=lambda: Equation.of(None, ()))
    untaxed: tuple[UntaxedInvoice, ...] = ()
    closed: ClosedMonth | None = None

    @property
    def changed(self) -> bool:
        """Whether a closed month is not what it was any more."""
        return self.closed is not None and self.closed.equation != self.equation

    @property
    def findings(self) -> list[Finding]:
        found = [*(one for row in self.rows for one in row.findings), *self.others]
        order = list(FindingKind)
        return sorted(found, key=lambda one: order.index(one.kind))

    @property
    def to_do(self) -> list[Finding]:
        return [one for one in self.findings if one.kind not in NOTED]

    def of_kind(self, *kinds: FindingKind) -> list[Finding]:
        return [one for one in self.findings if one.kind in kinds]

    @property
    def warned(self) -> list[BookRow]:
        """Whose PDF went out though not all of it agrees."""
        return [row for row in self.rows if row.warnings]

    @property
    def paid(self) -> list[BookRow]:
        return [row for row in self.rows if row.request.state is not RequestState.CANCELLED]

    @property
    def issued(self) -> list[BookRow]:
        return [row for row in self.paid if row.fakturs]

    @property
    def delivered(self) -> list[BookRow]:
        return [row for row in self.issued if row.channels]

    @property
    def ppn_paid(self) -> Decimal:
        return sum((row.request.tax for row in self.paid), Decimal(0))

    @property
    def ppn_issued(self) -> Decimal:
        standing = {
            one.id: one.ppn for row in self.issued for one in standing_ones(row.fakturs)
        }  # one of several invoices stands once
        return sum(standing.values(), Decimal(0))


def standing_ones(fakturs: Iterable[Faktur]) -> list[Faktur]:
    """Without those that another version, or another number, stands in the place of."""
    newest: dict[str, Faktur] = {}
    for faktur in sorted(fakturs, key=lambda one: one.kode_status):
        if not faktur.superseded:
            newest[faktur.nsfp] = faktur
    return list(newest.values())
