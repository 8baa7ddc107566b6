"""What finance hears of its own acts, of exports, deadlines and a month's books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.domain.acting.model import WantedAct
from assistant.domain.fakturs.model import Faktur, FakturRequest, Upload
from assistant.domain.fakturs.paper import Nota
from assistant.domain.finance.books import Reconciliation
from assistant.domain.finance.coretax_list import ListFinding
from assistant.domain.finance.digunggung import Retail, RetailReason
from assistant.domain.finance.ends import ClosedMonth, Equation
from assistant.domain.finance.import_errors import Complaint, Rejection, Repair
from assistant.domain.finance.model import Buyer, Export, ExportFile, MonthCounts, Reason
from assistant.domain.finance.radar import Level
from assistant.domain.finance.undoing import Undoing, UndoingAmounts
from assistant.domain.rates import CollectorLimits
from assistant.domain.staff import News
from assistant.domain.words import Place


@dataclass(frozen=True, slots=True)
class MonthUnreadable(News):
    """No month could be made of what was written after a command."""

    wanted: WantedAct


# The export for Coretax


@dataclass(frozen=True, slots=True)
class NothingToExport(News):
    wanted: WantedAct


@dataclass(frozen=True, slots=True)
class MonthOffered(News):
    """How far a month is, and what can be done about it."""

    wanted: WantedAct
    counts: MonthCounts
    last: Export | None
    """The newest export of that month."""
    others: tuple[MonthCounts, ...]
    """Other months with something open, oldest first."""


@dataclass(frozen=True, slots=True)
class ExportAgainAsked(News):
    """Is once more meant? What is in Coretax already must not be put there twice."""

    wanted: WantedAct
    counts: MonthCounts
    last: Export | None


@dataclass(frozen=True, slots=True)
class ExportBegun(News):
    wanted: WantedAct
    month: date


@dataclass(frozen=True, slots=True)
class ExportDone(News):
    export: Export
    """With its files; the last one is the sheet."""
    count: int
    """Of faktur in its XML."""
    dpp: Decimal
    """Rupiah of all, *nilai lain*."""
    ppn: Decimal


@dataclass(frozen=True, slots=True)
class ExportFileMade(News):
    export: Export
    file: ExportFile


# What is said about a buyer


@dataclass(frozen=True, slots=True)
class BuyerDoubted(News):
    """A buyer's invoices stay out of the export until a person says something about it."""

    request: FakturRequest
    why: Reason
    limits: CollectorLimits


@dataclass(frozen=True, slots=True)
class BuyerShown(News):
    wanted: WantedAct
    request: FakturRequest
    """One of the buyer's."""
    buyer: Buyer
    kodes: tuple[str, ...]
    """That the faktur of that one may have, the one that is exported first."""


@dataclass(frozen=True, slots=True)
class BuyerSettled(News):
    """Somebody said something about a buyer."""

    wanted: WantedAct
    request: FakturRequest
    buyer: Buyer
    kodes: tuple[str, ...]
    count: int
    """Invoices that wait for their faktur and that it counts for."""


@dataclass(frozen=True, slots=True)
class BuyerUnknown(News):
    wanted: WantedAct


# A sale that was undone


@dataclass(frozen=True, slots=True)
class CaseOpened(News):
    """What has to be done about the faktur of a sale that was undone, wholly or in part."""

    case: Undoing
    request: FakturRequest
    fakturs: tuple[Faktur, ...]
    """That stand for it."""
    figures: UndoingAmounts
    until: date | None
    credited: bool
    """The buyer may have credited it: then the buyer has to agree."""


@dataclass(frozen=True, slots=True)
class CaseClosed(News):
    case: Undoing
    request: FakturRequest
    by: str
    """Their name; empty where its own document closed it."""


@dataclass(frozen=True, slots=True)
class CasesListed(News):
    wanted: WantedAct
    cases: tuple[tuple[Undoing, FakturRequest], ...]
    more: int


@dataclass(frozen=True, slots=True)
class CaseUnclear(News):
    """No paid invoice, or no amount, could be made of what was written."""

    wanted: WantedAct


@dataclass(frozen=True, slots=True)
class NotaCame(News):
    """A nota retur or pembatalan was dropped: of which case is it?"""

    upload: Upload
    nota: Nota
    cases: tuple[tuple[Undoing, FakturRequest], ...]


# Private consumers


@dataclass(frozen=True, slots=True)
class RetailDone(News):
    wanted: WantedAct
    month: date
    sold: tuple[Retail, ...]
    left: tuple[tuple[str, str, RetailReason], ...]
    """Invoice, account, and why it is not among them."""


@dataclass(frozen=True, slots=True)
class RetailFileMade(News):
    wanted: WantedAct
    month: date
    file: ExportFile


@dataclass(frozen=True, slots=True)
class RetailOff(News):
    """Nobody has switched it on."""

    wanted: WantedAct


# Coretax's own list


@dataclass(frozen=True, slots=True)
class ListTaken(News):
    """Coretax's list of Pajak Keluaran was dropped and put beside ours."""

    name: str
    rows: int
    findings: tuple[ListFinding, ...]
    key: str
    """Of the list."""


@dataclass(frozen=True, slots=True)
class BooksBesideList(News):
    """A month's books beside what Coretax's list says of that tax month."""

    wanted: WantedAct
    month: date
    rows: int
    findings: tuple[ListFinding, ...]


@dataclass(frozen=True, slots=True)
class ListRefused(News):
    name: str
    why: str
    """A :class:`ListProblem`, or what is wrong with the file."""


# An import that Coretax refused


@dataclass(frozen=True, slots=True)
class ImportRefused(News):
    """What Coretax said about one invoice of a file."""

    rejection: Rejection
    request: FakturRequest


@dataclass(frozen=True, slots=True)
class ImportReport(News):
    """What became of the words that were pasted."""

    wanted: WantedAct
    file: str
    held: int
    """Invoices that are held now."""
    unplaced: tuple[Complaint, ...]
    """No invoice stands on that line, or no line was named: a person has to look."""
    other: tuple[Complaint, ...]
    """About something else than an import."""


@dataclass(frozen=True, slots=True)
class WhichFileAsked(News):
    """What was said may be of several files."""

    wanted: WantedAct
    files: tuple[tuple[Export, int], ...]
    """The export and its file, counted from 1."""


@dataclass(frozen=True, slots=True)
class ImportMended(News):
    wanted: WantedAct
    request: FakturRequest
    repair: Repair


# The radar


@dataclass(frozen=True, slots=True)
class DueMonth:
    """A month that something is open of."""

    counts: MonthCounts
    level: Level
    last_warning: date
    """The last working day before its 20th."""


@dataclass(frozen=True, slots=True)
class MonthsDue(News):
    """What has no faktur and is near its deadline or past it."""

    today: date
    due: tuple[DueMonth, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class NothingDue(News):
    """Not any more: said once."""


@dataclass(frozen=True, slots=True)
class DueInvoices(News):
    """A page of what is due, invoice by invoice."""

    place: Place
    list_id: int
    """The act that asked for the list, by which its other pages are asked for."""
    count: int
    page: int
    """From 0."""
    pages: int
    """0: nothing is due."""
    requests: tuple[FakturRequest, ...]


# A month's books


@dataclass(frozen=True, slots=True)
class BooksCompared(News):
    wanted: WantedAct
    books: Reconciliation
    today: date


@dataclass(frozen=True, slots=True)
class BooksSheetMade(News):
    wanted: WantedAct
    month: date
    sha256: str


@dataclass(frozen=True, slots=True)
class FindingsMended(News):
    """A tap mended something in a month's books."""

    wanted: WantedAct
    """Whose act says what."""
    count: int


@dataclass(frozen=True, slots=True)
class MonthClosed(News):
    wanted: WantedAct
    closed: ClosedMonth


@dataclass(frozen=True, slots=True)
class ClosedMonthChanged(News):
    """A closed month is not what it was any more."""

    closed: ClosedMonth
    now: Equation


# Payments without an NPWP


@dataclass(frozen=True, slots=True)
class NpwpCameLate(News):
    """Invoices got their NPWP when the day for their faktur was over."""

    requests: tuple[FakturRequest, ...]
    penalty: Decimal
    """Rupiah: 1 % of their DPP."""
    lapsed: int
    """How many of them are so old that their faktur counts as not made."""
