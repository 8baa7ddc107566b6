"""Links to accounts, what the portal said of them, and what is on its way to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.billing import Invoice, Service
from assistant.domain.clients import Client, NewClient, TaxProfile

LINK_VALID_FOR = timedelta(days=180)
"""A link to an account ends this long after the last code that proved it."""
FRESH_FOR = timedelta(minutes=2)
"""How old a snapshot may be before it is loaded anew."""


class NotTheirsError(Exception):
    """The account is not, or no longer, linked to the person, or what they ask for is not of one
    that is."""


@dataclass(frozen=True, slots=True)
class Pushes:
    """Where a person wants each new faktur of one account: any of these, or none at all."""

    chat: bool = True
    mail: bool = False
    group: int | None = None
    """Telegram's id of a group of the company that the bot is in."""

    @property
    def muted(self) -> bool:
        return not self.chat and not self.mail and self.group is None


@dataclass(frozen=True, slots=True)
class Link:
    """A person who proved, by a code to its e-mail, that an account is theirs to see."""

    person: int
    account: str
    email: str
    label: str
    proven_at: datetime
    pushes: Pushes

    def stands(self, now: datetime) -> bool:
        return now < self.proven_at + LINK_VALID_FOR


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link as the provider's people see it."""

    id: int
    link: Link
    name: str
    """The person's; empty where they never wrote."""


class Links(Protocol):
    """Only links that stand: not revoked, not suspended, not expired."""

    async def of(self, person: int) -> list[Link]:
        """By label."""

    async def to(self, account: str) -> list[Link]: ...

    async def find(self, person: int, account: str) -> Link | None: ...

    async def add(self, person: int, client: Client) -> Link:
        """Link, or prove anew. The others who are linked to the account are told by the caller."""

    async def revoke(self, person: int, account: str) -> None: ...

    async def suspend(self, person: int, account: str) -> None:
        """It counts for nothing until it is proven anew."""

    async def stood(self, person: int, accounts: Sequence[str], since: datetime) -> bool:
        """Whether the person was linked to any of these accounts at some time from ``since`` on,
        also where the link has ended by now or the person was forgotten since."""

    async def search(self, what: str, limit: int) -> list[FoundLink]:
        """Of this account (its id or e-mail) or person (Telegram's id); of all where it is empty.
        Newest first."""

    async def by_id(self, link: int) -> FoundLink | None: ...

    async def some(self, after: str, limit: int) -> list[str]:
        """Accounts that anybody is linked to, by their ids, those behind ``after``."""

    async def set_pushes(self, person: int, account: str, pushes: Pushes) -> None: ...

    async def into(self, group: int) -> list[Link]:
        """Those by which faktur go into this group."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the portal said about an account when it was last asked."""

    account: str
    client: Client | None
    services: tuple[Service, ...]
    blocking: tuple[Invoice, ...]
    fetched_at: datetime | None
    failed: str | None
    """The :class:`PortalFailure` of the newest attempt, if it failed."""

    def fresh(self, now: datetime) -> bool:
        return self.fetched_at is not None and now < self.fetched_at + FRESH_FOR


class Snapshots(Protocol):
    async def get(self, account: str) -> Snapshot | None: ...

    async def want(self, account: str, person: int) -> None:
        """Have it loaded by a job that wakes ``person``'s window when it is there."""

    async def store(
        self, client: Client, services: list[Service], blocking: list[Invoice]
    ) -> None: ...

    async def fail(self, account: str, failure: str) -> None: ...

    async def waiting(self, account: str) -> list[int]:
        """The people who wait for it; from now on they don't."""

    async def spoil(self, account: str) -> None:
        """It is known to be out of date."""


class RegistrationState(StrEnum):
    QUEUED = "queued"
    CREATED = "created"
    ALREADY_REGISTERED = "already-registered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Registration:
    """A request to open an account."""

    id: int
    person: int
    new: NewClient
    state: RegistrationState
    account: str | None
    detail: str
    """What the portal said when it refused; for staff."""


class Registrations(Protocol):
    async def add(self, person: int, new: NewClient) -> Registration: ...

    async def get(self, registration: int) -> Registration | None: ...

    async def newest(self, person: int) -> Registration | None: ...

    async def of(self, person: int) -> list[Registration]:
        """Newest first."""

    async def finish(
        self,
        registration: int,
        state: RegistrationState,
        account: str | None,
        detail: str,
    ) -> None: ...


class TaxChangeState(StrEnum):
    QUEUED = "queued"
    SAVED = "saved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class TaxChange:
    """A tax profile on its way to the portal."""

    id: int
    person: int
    account: str
    profile: TaxProfile
    state: TaxChangeState
    detail: str


class TaxChanges(Protocol):
    async def add(self, person: int, account: str, profile: TaxProfile) -> TaxChange: ...

    async def get(self, change: int) -> TaxChange | None: ...

    async def newest(self, person: int, account: str) -> TaxChange | None: ...

    async def finish(self, change: int, state: TaxChangeState, detail: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Group:
    chat: int
    """Telegram's id of it."""
    title: str
    locale: str


class Groups(Protocol):
    """Those that the bot is in, as far as it knows."""

    async def seen(self, chat: int, title: str, locale: str) -> Group:
        """The bot is there. The title may have changed; the language stays."""

    async def get(self, chat: int) -> Group | None: ...

    async def move(self, old: int, new: int) -> None:
        """Telegram gave it a new id; whatever went there goes on."""

    async def drop(self, chat: int) -> None:
        """Nothing goes there any more."""
