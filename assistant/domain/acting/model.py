"""What somebody in the staff chat wants done, and who has the finance role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.domain.words import Place


class Act(StrEnum):
    """What staff can want. Whoever adds one says in ``domain.performing`` what it does."""

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


class Roles(Protocol):
    """The finance role, which members of the staff chat can be given."""

    async def has(self, staff: int) -> bool: ...

    async def give(self, staff: int, name: str, by: int) -> bool:
        """False when they have it."""

    async def take(self, staff: int) -> bool:
        """False when they don't have it."""

    async def holders(self) -> list[RoleHolder]: ...


class Acts(Protocol):
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

    async def get(self, act: int) -> WantedAct | None: ...

    async def locked(self, act: int) -> WantedAct | None: ...

    async def finish(self, act: int, state: ActState) -> None: ...
