"""Who acts for finance, what they want done, and what Coretax was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.words import Place

TOPIC_MARK = "finance-topic"
"""The mark that holds the id of the finance topic: ``0`` for General, empty while it is made."""
LOST_TOPIC_MARK = "finance-topic-lost"
"""The one that was deleted last, so that a setting which still names it is not believed."""


class Act(StrEnum):
    """What finance can want. Whoever adds one says in ``finance.performing`` what it does."""

    GIVE_ROLE = "give-role"
    """``subject`` is the user's id, ``text`` their name. Administrators only."""
    TAKE_ROLE = "take-role"
    EXPORT = "export"
    """Show what a month has for Coretax; ``subject`` or ``text`` is the month, or neither."""
    EXPORT_GO = "export-go"
    """Write it; ``subject`` is the month, ``2026-10``. So in the next two."""
    EXPORT_AGAIN = "export-again"
    """Ask whether once more is meant."""
    EXPORT_AGAIN_GO = "export-again-go"
    RECONCILE = "reconcile"
    """``subject`` or ``text`` is the month, or neither."""
    FIX_NPWP = "fix-npwp"
    """``subject`` is the month; so in the next three."""
    FIX_EXPORT = "fix-export"
    FIX_MAIL = "fix-mail"
    FIX_HELD = "fix-held"
    CLOSE_MONTH = "close-month"
    """``subject`` is the month: all that was paid in it has its end."""
    RADAR_LIST = "radar-list"
    RADAR_PAGE = "radar-page"
    """``subject`` is the act that asked for the list, and the page: ``12.3``."""
    TAKE_IN = "take-in"
    """``subject`` is the intake: the files that were dropped."""
    ASSIGN = "assign"
    """``subject`` is the held upload, ``text`` the invoice's number as typed."""
    ASSIGN_SURE = "assign-sure"
    """``subject`` is the upload and the request, ``12-34``."""
    REFUSE = "refuse"
    """``subject`` is the upload, ``text`` the reason."""
    REPLACE = "replace"
    """``subject`` is the upload, ``text`` the name of the file in its place."""
    DRAFT = "draft"
    FIND_LINKS = "find-links"
    """``text`` is an e-mail, an account or a user's id. Administrators only, as the next."""
    END_LINK = "end-link"
    """``subject`` is the link's id."""
    OPEN_CASE = "case"
    """``text`` is the number of a paid invoice, and what of it was undone in rupiah before tax."""
    SHOW_CASES = "cases"
    CLOSE_CASE = "case-closed"
    """``subject`` is the case."""
    NOTA_OF = "nota-of"
    """``subject`` is a held PDF and the case that it closes, ``12.34``."""
    REPORT_IMPORT = "import-refused"
    """``text`` is what Coretax said; ``subject`` the name of the XML, where it is known."""
    REPORT_OF = "import-refused-of"
    """``subject`` is the act that reported, and an export and its file, ``12.3.1``."""
    MEND_IMPORT = "import-mended"
    """``subject`` is the rejection and what to do, ``12.head-office``."""
    RETAIL = "digunggung"
    """``text`` is the month, or nothing."""
    SHOW_BUYER = "buyer"
    """``text`` is an invoice's number or an account."""
    SET_CLASS = "class"
    """``subject`` is a request of the buyer and its class, ``12.government``."""
    SET_KODE = "kode"
    """``subject`` is a request and its kode transaksi, ``12.04``: of it and of what was paid with
    it in the same month."""
    SET_DOCUMENT = "document"
    """``subject`` is a request of the buyer and the document, ``12.national-id``."""
    SLIP_ACCEPT = "slip-accept"
    """``subject`` is the held slip, and behind a dot perhaps the one invoice that it is for."""
    SLIP_REFUSE = "slip-refuse"
    SLIP_MONTH = "slip-month"
    """``text`` is the month, or nothing."""
    MONEY_MOVED = "money-moved"
    """``subject`` is what was due and is paid out, or entered at the portal."""
    FIND = "find"
    """``text`` is what is looked for. All staff may do this, and the next ones."""
    PROFILE = "profile"
    """``subject`` is the person; so in the next."""
    WRITE_FIRST = "write-first"
    HISTORY = "history"
    """``text`` is the number of a request or a conversation, or who somebody is."""
    FIGURES = "figures"
    """``subject`` or ``text`` is a week (``2026-11-23``, any day of it) or a month (``2026-11``);
    neither: this week."""


BY_ADMINISTRATORS = frozenset({Act.GIVE_ROLE, Act.TAKE_ROLE, Act.FIND_LINKS, Act.END_LINK})
"""The finance role alone is not enough for these."""
BY_STAFF = frozenset({Act.FIND, Act.PROFILE, Act.WRITE_FIRST, Act.HISTORY, Act.FIGURES})
"""For these no role is needed."""


class ActState(StrEnum):
    WANTED = "wanted"
    MADE = "made"
    NOT_ALLOWED = "not-allowed"
    """Neither an administrator of the staff chat nor finance."""
    NOT_ADMINISTRATOR = "not-administrator"
    ANONYMOUS = "anonymous"
    TOO_LATE = "too-late"
    """Somebody else was first, or it has been so all along."""
    COULD_NOT_ASK = "could-not-ask"
    SETTLED = "settled"
    """The held PDF was settled before."""
    STILL_HELD = "still-held"
    """Something of the month is not settled yet."""
    NO_INVOICE = "no-invoice"
    SEVERAL_INVOICES = "several-invoices"
    """What was typed is the end of too many numbers."""
    STAYS_HELD = "stays-held"
    """Nobody may let it out."""
    OWN_ACCOUNT = "own-account"
    """The PDF is of an account that is or was theirs."""


def answer_to(act: int) -> str:
    return f"act:{act}"


@dataclass(frozen=True, slots=True)
class WantedAct:
    id: int
    staff: int
    staff_name: str
    act: Act
    subject: str
    """What it is about, as the act has it."""
    text: str
    place: Place
    """Where it was asked, and is answered."""
    state: ActState
    thread: int | None = None
    """The topic that it was asked in, where it is answered wherever that is."""

    @property
    def actor(self) -> str:
        """As the audit log names its author."""
        return f"staff:{self.staff}"

    @property
    def answer(self) -> str:
        """The key of the message that answers it: one act, one answer."""
        return answer_to(self.id)


@dataclass(frozen=True, slots=True)
class RoleHolder:
    staff: int
    name: str


class Finance(Protocol):
    async def has_role(self, staff: int) -> bool: ...

    async def give_role(self, staff: int, name: str, by: int) -> bool:
        """False when they have it."""

    async def take_role(self, staff: int) -> bool:
        """False when they don't have it."""

    async def holders(self) -> list[RoleHolder]: ...

    async def want(
        self,
        staff: int,
        staff_name: str,
        act: Act,
        subject: str,
        text: str,
        place: Place,
        thread: int | None = None,
    ) -> WantedAct: ...

    async def act(self, act: int) -> WantedAct | None: ...

    async def locked_act(self, act: int) -> WantedAct | None: ...

    async def finish_act(self, act: int, state: ActState) -> None: ...


# What people said about a buyer


class BuyerClass(StrEnum):
    """Who pays the PPN of a buyer to the state."""

    ORDINARY = "ordinary"
    """The seller."""
    GOVERNMENT = "government"
    """An instansi pemerintah: itself, above a limit (kode 02)."""
    COLLECTOR = "collector"
    """A BUMN or another collector that is named: itself, above a limit (kode 03)."""
    ABROAD = "abroad"
    """Nobody here: an export is no faktur, and the accountant's."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """What the billing system has no place for: said by people, kept by us."""

    account: str
    class_: BuyerClass | None = None
    """None: nobody has said."""
    identity: TaxProfile | None = None
    """By what else than the portal's NPWP the buyer is known, or in what document it goes."""
    kode: str = ""
    """The kode transaksi that a person, or Coretax, chose last for one of its invoices, where it is
    a collector; empty: none was."""


class Buyers(Protocol):
    async def get(self, account: str) -> Buyer:
        """Empty where nothing was said."""

    async def of(self, accounts: frozenset[str]) -> dict[str, Buyer]:
        """Those of them that something was said about."""

    async def collectors(self) -> list[Buyer]:
        """Those that collect the PPN themselves."""

    async def classify(self, account: str, class_: BuyerClass) -> None: ...

    async def identify(self, account: str, identity: TaxProfile | None) -> None: ...


# Who is left out


class Obstacle(StrEnum):
    """Why an invoice can't be given to Coretax as it is."""

    NO_NPWP = "no-npwp"
    WRONG_NPWP = "wrong-npwp"
    WRONG_NITKU = "wrong-nitku"
    NO_NAME = "no-name"
    NO_ADDRESS = "no-address"
    WRONG_EMAIL = "wrong-email"
    """Not one address."""
    NO_LINES = "no-lines"
    """Nothing on it is taxed, or the portal does not know its lines any more."""
    AMBIGUOUS_UNIT = "ambiguous-unit"
    AMBIGUOUS_CODE = "ambiguous-code"
    FOREIGN_CURRENCY = "foreign-currency"
    NEGATIVE = "negative"
    """Discounts are more than what they are taken off."""
    AMOUNT_CHANGED = "amount-changed"
    """The lines do not add up to what was paid."""
    TAX_DIFFERS = "tax-differs"
    """The PPN that was paid is not what Coretax reckons."""
    COLLECTOR_UNKNOWN = "collector-unknown"
    """By its name the buyer may collect the PPN itself, and nobody has said."""
    MAYBE_SPLIT = "maybe-split"
    """A collector's invoices are each below the limit and together above it."""
    WRONG_DOCUMENT = "wrong-document"
    """The number of a passport or another document can't be one."""
    WRONG_COUNTRY = "wrong-country"
    """Not in Coretax's list, or not that of a foreigner."""
    ABROAD = "abroad"
    """A buyer outside Indonesia without an Indonesian number: export or domestic sale is for the
    accountant to say."""
    RETAIL = "retail"
    """It was reported among those of private consumers."""
    REJECTED = "rejected"
    """Coretax refused it, and nobody has mended that."""
    UNDONE = "undone"
    """Something of it was given back: what its faktur bills is no invoice's line any more."""


@dataclass(frozen=True, slots=True)
class Reason:
    code: Obstacle
    detail: str = ""
    """The number, the line or the amount that it is about."""


class ExportState(StrEnum):
    WANTED = "wanted"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ExportFile:
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paid invoice that Coretax was not given."""

    invoice_number: str
    account_label: str
    reasons: tuple[Reason, ...]
    request: int = 0
    """0 where there is none: it is not in rupiah."""


@dataclass(frozen=True, slots=True)
class Export:
    id: int
    month: date
    """The first day of the month of the payments (Asia/Jakarta)."""
    again: bool
    """Also what was exported before and is not issued yet."""
    asked_by: str
    """As the audit log names them."""
    asked_by_name: str
    state: ExportState
    files: tuple[ExportFile, ...]
    left_out: tuple[LeftOut, ...]
    asked_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """How far the faktur of a month's payments are."""

    month: date
    without_npwp: int
    waiting: int
    exported: int
    ppn: Decimal
    """Rupiah of all of them."""
    oldest: date | None = None
    """The day of the first of these payments (Asia/Jakarta): it lapses first."""

    @property
    def first_paid(self) -> date:
        """At the earliest the first of the month."""
        return self.oldest or self.month

    @property
    def total(self) -> int:
        return self.without_npwp + self.waiting + self.exported


class Exports(Protocol):
    async def months(self, lapsed_by: date | None = None) -> list[MonthCounts]:
        """The months that something is still open of, oldest first. With ``lapsed_by``, what counts
        as never issued on that day is counted by itself, before the same month's others; and what
        was reported among those of private consumers is not."""

    async def want(self, month: date, again: bool, asked_by: str, name: str) -> Export: ...

    async def get(self, export: int) -> Export | None: ...

    async def locked(self, export: int) -> Export | None: ...

    async def begun(self, month: date) -> bool:
        """Whether one is wanted and not done yet."""

    async def last(self, month: date) -> Export | None:
        """The newest that was done."""

    async def newest(self, most: int) -> list[Export]:
        """Those that were done and hold a faktur, the newest first."""

    async def requests(self, export: int) -> list[FakturRequest]:
        """What its files hold."""

    async def due(self, month: date, *, again: bool) -> list[FakturRequest]:
        """What the export holds, oldest payment first, locked until the transaction ends:
        without NPWP, waiting, and ``again`` also what is exported and not issued."""

    async def open_until(self, month: date, *, skip: int, most: int) -> list[FakturRequest]:
        """Paid up to the end of that month and without a faktur, oldest payment first."""

    async def finish(self, export: Export, requests: Sequence[int]) -> None:
        """Keep it, and that these are EXPORTED now."""
