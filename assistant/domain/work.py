"""The unit of work that every use case is given: one short transaction and what it may touch.

Nothing here waits for the network. What is done outside is a job; what goes to people is a
delivery; both are rows of the same transaction, so they exist if and only if the
change does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.accounts.codes import Codes
from assistant.domain.accounts.model import (
    Group,
    Groups,
    Links,
    Registrations,
    Snapshots,
    TaxChanges,
)
from assistant.domain.acting.model import Acts, Roles
from assistant.domain.archive.model import Archive, Records
from assistant.domain.fakturs.model import Fakturs, Intakes, Uploads
from assistant.domain.finance.books import Books
from assistant.domain.finance.coretax_list import CoretaxLists
from assistant.domain.finance.import_errors import Rejections
from assistant.domain.finance.model import Buyers, Exports
from assistant.domain.finance.undoing import Undoings
from assistant.domain.ids import Numbered
from assistant.domain.months import OfficeDays
from assistant.domain.people.model import Consents, Drafts, People
from assistant.domain.portfolio.model import Portfolios
from assistant.domain.rates import TaxRules
from assistant.domain.staff import News
from assistant.domain.support.directory import Directory
from assistant.domain.support.figures import Ratings
from assistant.domain.support.hours import Promise
from assistant.domain.support.model import Conversations
from assistant.domain.support.queue import Queue
from assistant.domain.transfers.model import Transfers
from assistant.domain.withholding.keeping import Dues, Withholding
from assistant.domain.words import Arg, Carries, Copy, Go, Priority, Say, StaffMessage


class Job(StrEnum):
    """What is done outside of a chat's turn. The payload is one id; that of ``ANSWER_TICKET`` is a
    request's number, what is answered, and of what else has one its id: ``PND-7F3KQ2MX:reply:12``,
    ``PND-7F3KQ2MX:done``."""

    SEND_CODE = "send-code"
    LINK_ACCOUNT = "link-account"
    CREATE_ACCOUNT = "create-account"
    SET_TAX = "set-tax"
    REFRESH_ACCOUNT = "refresh-account"
    OPEN_TICKET = "open-ticket"
    ANSWER_TICKET = "answer-ticket"
    TALK_IN_TICKET = "talk-in-ticket"
    DECIDE = "decide"
    CARRY_OUT = "carry-out"
    PORTAL_EVENT = "portal-event"
    READ_FAKTUR = "read-faktur"
    READ_PACKED = "read-packed"
    TAKE_IN = "take-in"
    ASSIGN_FAKTUR = "assign-faktur"
    FINANCE_ACT = "finance-act"
    FINANCE_TOPIC = "finance-topic"
    EXPORT_CORETAX = "export-coretax"
    RECONCILE_MONTH = "reconcile-month"
    ASK_NPWP = "ask-npwp"
    EXPORT_RETAIL = "export-retail"
    FIND_RECIPIENT = "find-recipient"
    FIND_PAID = "find-paid"
    MAKE_FILE = "make-file"
    READ_SHEET = "read-sheet"
    READ_SLIP = "read-slip"
    SETTLE_SLIPS = "settle-slips"
    MOVE_MONEY = "move-money"
    DECIDE_SLIP = "decide-slip"
    SLIP_MONTH = "slip-month"
    LOOK_UP = "look-up"
    FIGURES = "figures"


class Jobs(Protocol):
    async def put(
        self,
        job: Job,
        key: str | int,
        *,
        after: timedelta = timedelta(0),
        once: bool = False,
    ) -> None:
        """Queue ``job`` for ``key`` in this transaction.

        ``once``: not again while the same job for the same key still waits.
        """


class Deliveries(Protocol):
    """What goes out, each once: a second one with the same ``unique`` is not made."""

    async def made(self, unique: str) -> bool:
        """Whether there is one with this key, sent or not."""

    async def tell(
        self,
        person: int,
        key: str,
        args: Mapping[str, Arg] | None = None,
        *,
        unique: str,
        buttons: Sequence[Go] = (),
        account: str | None = None,
        priority: Priority = Priority.NOTICE,
        carries: Carries | None = None,
    ) -> None:
        """A message into the person's chat, worded by ``key`` in their language when it is sent.
        With ``account``: only if their link to it still stands at that moment."""

    async def carry(
        self,
        person: int,
        words: Say,
        *,
        unique: str,
        carries: Carries,
        copy: Copy | None = None,
        quotes: int | None = None,
        priority: Priority = Priority.NOTICE,
    ) -> None:
        """What staff said goes into the person's chat. With ``copy`` that message is copied, and
        the words stand under it. ``quotes``: what was said before, whose message there it
        answers."""

    async def carry_edit(self, sent: str, words: Say, *, unique: str) -> None:
        """The message that is (or is about to be) sent under the key ``sent`` has these words
        now."""

    async def react(self, person: int | None, message: int, *, unique: str) -> None:
        """A reaction under a message of a person (in their chat), or of staff in theirs: what it
        said has arrived."""

    async def send_document(
        self,
        person: int,
        sha256: str,
        name: str,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        account: str | None,
        about: str = "",
        by_mail: str = "",
        priority: Priority = Priority.FAKTUR,
        asked: bool = False,
    ) -> None:
        """A stored document into the person's chat; ``key`` words its caption. ``asked``: by a
        button of the window that stands there, which then follows it to the end of the chat.

        With ``account``: sent only if the person's link to it still stands at that moment. With
        ``by_mail``, the key of a mail that needs the same arguments: that goes to the account's
        address when the chat is closed; what is ``about`` the same goes there once.
        """

    async def tell_group(
        self, group: Group, key: str, args: Mapping[str, Arg], *, unique: str
    ) -> None:
        """A message into a group of the company, in the language it was set up in."""

    async def document_to_group(
        self,
        group: Group,
        sha256: str,
        name: str,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        account: str,
        about: str,
        by_mail: str = "",
    ) -> None:
        """A stored document into a group: sent only if somebody whose link to ``account`` stands
        wants it there at that moment; ``by_mail`` as above, when the group is closed to us."""

    async def mail(
        self,
        to: str,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        locale: str,
        document: str | None = None,
        document_name: str | None = None,
        proves: str = "",
    ) -> None:
        """A mail; ``key`` names its subject and, as ``key.body``, its text. ``proves``: the request
        whose token the text has as ``{ $token }``, which is derived when it is sent."""

    async def withdraw_document(
        self, sha256: str, key: str, args: Mapping[str, Arg], *, unique: str
    ) -> None:
        """A document holds no more: in the chats where it was sent its caption becomes these
        words, and where it still waits to be sent it does not go."""


class Desk(Protocol):
    """The staff chat. Like deliveries: each once, by its ``unique``."""

    async def tell(self, news: News, *, unique: str) -> None:
        """Staff hear of it, in the desk's words and where it belongs."""

    async def amend(self, sent: str, news: News, *, unique: str) -> None:
        """This is the news now: the message that is (or is about to be) sent under the key
        ``sent`` is edited in place. Nothing where there is no such message."""

    async def reword(self, sent: str, news: News, *, unique: str) -> None:
        """The message under the key ``sent`` has these words now, whether it is sent or still
        waits."""

    async def say(self, message: StaffMessage, *, unique: str) -> None:
        """What the desk itself answers to somebody in the staff chat."""


class Cards(Protocol):
    async def touch(self, number: str) -> None:
        """The staff card of this request or conversation is out of date: it is drawn anew after
        the commit."""

    async def touch_intake(self, intake: int) -> None:
        """So is the line about these files in the finance topic."""

    async def touch_queue(self, *, anew: bool = False) -> None:
        """So may be the message that says who waits; ``anew``: whether it stands and is pinned is
        found out, too."""


class Documents(Protocol):
    """Bytes by their sha256."""

    async def put(self, content: bytes, kind: str) -> str: ...

    async def get(self, sha256: str) -> bytes | None: ...

    async def forget_archive(self, sha256: str) -> None:
        """A ZIP whose files were taken out."""


class Wake(Protocol):
    async def __call__(
        self,
        person: int,
        feature: str,
        *,
        tell: str | None = None,
        args: Mapping[str, Arg] | None = None,
        buttons: Sequence[Go] = (),
    ) -> None:
        """Something a window waits for has come.

        If the person still looks at a window of ``feature``, it is shown afresh; if not, and
        ``tell`` is given, they are told.
        """


class Audit(Protocol):
    async def __call__(
        self, actor: str, action: str, subject: str, **details: str | int | None
    ) -> None:
        """Who (``person:1001``, ``staff:2001``, ``portal``) did what to what."""


class Ids(Protocol):
    """Randomness, passed in."""

    def number(self, of: Numbered) -> str:
        """What people read: ``PND-7F3KQ2MX``, 8 random Crockford characters."""

    def token(self) -> str:
        """Unguessable, safe in a link: 32 characters of ``[A-Za-z0-9_-]``."""

    def nonce(self) -> bytes:
        """16 random bytes."""


class Marks(Protocol):
    """Small facts of our own, by name."""

    async def get(self, name: str) -> str: ...

    async def set(self, name: str, value: str) -> None: ...


class Work(Protocol):
    """One transaction."""

    @property
    def now(self) -> datetime:
        """UTC; the same throughout the transaction."""
        ...

    @property
    def portal_name(self) -> str:
        """Of the portal that account ids belong to."""
        ...

    @property
    def code_key(self) -> bytes:
        """The secret that e-mail codes are derived from."""
        ...

    @property
    def public_url(self) -> str:
        """Where people's browsers reach us, without a slash at the end; empty: nowhere."""
        ...

    @property
    def office_days(self) -> OfficeDays:
        """When the provider works, and its own last day for a month's fakturs."""
        ...

    @property
    def promise(self) -> Promise:
        """When people are there to answer, and how long a customer may wait."""
        ...

    @property
    def ids(self) -> Ids: ...
    @property
    def people(self) -> People: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def codes(self) -> Codes: ...
    @property
    def links(self) -> Links: ...
    @property
    def groups(self) -> Groups: ...
    @property
    def snapshots(self) -> Snapshots: ...
    @property
    def registrations(self) -> Registrations: ...
    @property
    def tax_changes(self) -> TaxChanges: ...
    @property
    def transfers(self) -> Transfers: ...
    @property
    def portfolios(self) -> Portfolios: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def directory(self) -> Directory: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def fakturs(self) -> Fakturs: ...
    @property
    def uploads(self) -> Uploads: ...
    @property
    def acts(self) -> Acts: ...

    @property
    def roles(self) -> Roles: ...
    @property
    def exports(self) -> Exports: ...
    @property
    def tax_rules(self) -> TaxRules:
        """What the law reckons with, by day."""
        ...

    @property
    def buyers(self) -> Buyers: ...
    @property
    def undoings(self) -> Undoings: ...
    @property
    def coretax_lists(self) -> CoretaxLists: ...
    @property
    def rejections(self) -> Rejections: ...
    @property
    def books(self) -> Books: ...
    @property
    def archive(self) -> Archive: ...
    @property
    def records(self) -> Records: ...
    @property
    def intakes(self) -> Intakes: ...
    @property
    def withholding(self) -> Withholding: ...

    @property
    def dues(self) -> Dues: ...
    @property
    def documents(self) -> Documents: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def desk(self) -> Desk: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def wake(self) -> Wake: ...
    @property
    def audit(self) -> Audit: ...
