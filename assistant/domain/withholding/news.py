"""What finance hears of slips."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.acting.model import WantedAct
from assistant.domain.staff import News
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.books import SlipBooks, Verified
from assistant.domain.withholding.judging import Judgement
from assistant.domain.withholding.keeping import Due, RefundAccount, SlipFile
from assistant.domain.withholding.model import NoSlip, Owed, Slip


@dataclass(frozen=True, slots=True)
class SlipForPeople(News):
    """It was not booked, and only a person can say what becomes of it."""

    file: SlipFile
    slip: Slip
    judgement: Judgement
    kept: int | None
    """Its id, where it is kept and can be decided about."""
    choices: tuple[Owed, ...]
    """The invoices that it may be for."""
    contradicts: bool = False
    """Another one with the same number and version is here."""


@dataclass(frozen=True, slots=True)
class FileForPeople(News):
    """It came where a slip was expected, and is none that could be read."""

    file: SlipFile
    code: NoSlip


@dataclass(frozen=True, slots=True)
class SlipTakenIn(News):
    """One that finance brought, and what became of it."""

    file: SlipFile
    slip: Slip
    outcome: BookingOutcome
    judgement: Judgement
    invoices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipDecided(News):
    """Finance decided about a held slip."""

    number: str
    invoice: str
    """Empty: it was turned away."""
    by: str


@dataclass(frozen=True, slots=True)
class SlipNoLongerCounts(News):
    """It was booked and does not count any more; money may have moved for it."""

    number: str
    invoice_numbers: tuple[str, ...]
    moved: Decimal
    """Rupiah that were paid or given back for it, and that a person now looks at."""


@dataclass(frozen=True, slots=True)
class SlipMonth(News):
    """A month of slips, with its sheet or with its PDFs."""

    wanted: WantedAct
    books: SlipBooks
    sheet: str | None
    """The document's sha256; so in the next one."""
    pdfs: str | None


@dataclass(frozen=True, slots=True)
class SlipsVerified(News):
    """Coretax's list was compared with what is here."""

    result: Verified


@dataclass(frozen=True, slots=True)
class MoneyDue(News):
    """Something that a person does: a payment by slip to be entered, a refund to be paid out."""

    due: Due
    account: RefundAccount | None


@dataclass(frozen=True, slots=True)
class MoneyMoved(News):
    due: Due
    by: str
