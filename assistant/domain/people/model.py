"""Who talks to us, what they consented to, and what they have typed so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.months import tax_moment

NOBODY = 0
"""Who stands where somebody stood who had all of their data deleted."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day, in WIB, in which what is pushed arrives without a sound. None is kept
    back. ``start`` is the first of them, ``end`` the first after them; equal: there are none."""

    start: int = 21
    end: int = 7

    def covers(self, moment: datetime) -> bool:
        hour = tax_moment(moment).hour
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


class Told(StrEnum):
    """News that a person may switch off: those that ask nothing of them."""

    PAYMENTS = "payments"
    """A payment came in, and its faktur is on the way."""
    STEPS = "steps"
    """A request went a step further, and is not decided yet."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person hears news, by their own choice in ``/pengaturan``."""

    quiet: Quiet = Quiet()
    unwanted: frozenset[Told] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """A Telegram user who wrote to the assistant. Their private chat has the same id."""

    id: int
    name: str
    username: str | None
    locale: str
    """``id`` or ``en``."""
    chat_open: bool
    """False once Telegram said that they blocked the bot; pushes go by mail then."""


class People(Protocol):
    async def get(self, person: int) -> Person | None: ...

    async def seen(self, person: int, name: str, username: str | None, locale: str) -> Person:
        """Someone wrote: remember them, and that their chat is open. ``locale`` is for new ones."""

    async def set_locale(self, person: int, locale: str) -> None: ...

    async def wishes(self, person: int) -> Wishes:
        """The usual ones for somebody who chose nothing."""

    async def set_wishes(self, person: int, wishes: Wishes) -> None: ...

    async def close_chat(self, person: int) -> None: ...

    async def forget(self, person: int) -> dict[str, str]:
        """Delete all that is personal; what must stay (audit, decisions) becomes pseudonymous.

        What is left to be taken back: the keys of messages that stand in the staff chat, with the
        number of the request that each is about.
        """

    async def everything(self, person: int) -> dict[str, object]:
        """All that is held about this person, for ``/data_saya``."""


class Purpose(StrEnum):
    """What a consent is for. Each is asked separately (UU PDP 27/2022)."""

    PRIVACY = "privacy"
    TERMS = "terms"


class Consents(Protocol):
    async def given(self, person: int, purpose: Purpose, text_hash: str) -> bool:
        """Whether an unwithdrawn consent to exactly this text is on record."""

    async def record(
        self, person: int, purpose: Purpose, text_hash: str, locale: str, text: str
    ) -> None:
        """``text`` is kept once, for whoever wants to read what they agreed to."""

    async def withdraw(self, person: int) -> None:
        """All of this person's consents end."""


KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class StoredDraft:
    feature: str
    version: int
    step: str
    data: dict[str, object]
    updated_at: datetime

    @property
    def account(self) -> str | None:
        """The account that it is about: a form that asks for one keeps it as ``account``."""
        account = self.data.get("account")
        return account if isinstance(account, str) else None


class Drafts(Protocol):
    async def get(self, person: int, feature: str) -> StoredDraft | None:
        """None when there is none, or only one older than :data:`KEPT`."""

    async def put(
        self,
        person: int,
        feature: str,
        version: int,
        step: str,
        data: dict[str, object],
    ) -> None: ...

    async def drop(self, person: int, feature: str) -> None: ...

    async def all(self, person: int) -> list[StoredDraft]:
        """Newest first."""
