"""Codes by which a person proves that they read an e-mail address."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

VALID_FOR = timedelta(minutes=10)
TRIES = 3
PER_ADDRESS_AN_HOUR = 3
"""Codes to one mailbox that one person may ask for; of a group's, that all its members may."""
PER_PERSON_AN_HOUR = 10
"""Of all codes that one person may ask for, so that the limit over everybody stays everybody's."""
AT_ONCE_AN_HOUR = 6
"""Codes to one mailbox that are mailed without a pause, whoever asks for them. Who asks for one
more waits a little: a stranger can't lock the mailbox's owner out."""
PAUSE = timedelta(minutes=1)
"""For each code beyond these; no more than :data:`LONGEST_PAUSE`."""
LONGEST_PAUSE = timedelta(minutes=5)
ADDRESSES_PER_PERSON_A_DAY = 5
"""Of those that they have not proven by now: who looks after forty companies goes on, who tries
strangers' addresses does not."""
OVERALL_AN_HOUR = 500


class CodePurpose(StrEnum):
    REGISTER = "register"
    LINK = "link"
    GROUP = "group"
    """Shown in a group of the company."""


class CodeOutcome(StrEnum):
    """What became of the account behind an address that was proven to link it."""

    CHECKING = "checking"
    LINKED = "linked"
    NO_ACCOUNT = "no-account"


@dataclass(frozen=True, slots=True)
class InGroup:
    """What a code goes to that is shown in a group, in place of an e-mail address."""

    chat: int

    def __str__(self) -> str:
        return f"group:{self.chat}"


@dataclass(frozen=True, slots=True)
class Code:
    id: int
    person: int
    to: str | InGroup
    purpose: CodePurpose
    nonce: bytes
    sent_at: datetime
    """When it is mailed, which may be in some minutes."""
    tries_left: int
    outcome: CodeOutcome | None = None
    account: str | None = None
    """The account that was linked."""

    @property
    def email(self) -> str:
        """The address that it was mailed to; one that was shown in a group has none."""
        assert isinstance(self.to, str)
        return self.to

    def expired(self, now: datetime) -> bool:
        return now >= self.sent_at + VALID_FOR

    def digits(self, key: bytes) -> str:
        """The six digits, derived as in HOTP (RFC 4226) from all that the code is bound to."""
        bound = f"{self.person}\0{self.to}\0{self.purpose}\0".encode() + self.nonce
        digest = hmac.digest(key, bound, "sha256")
        offset = digest[-1] & 0x0F
        number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"


class Codes(Protocol):
    async def add(
        self, person: int, to: str | InGroup, purpose: CodePurpose, nonce: bytes, at: datetime
    ) -> Code:
        """A new code; earlier ones for the same person and purpose end."""

    async def get(self, code: int) -> Code | None: ...

    async def newest(self, person: int, to: str | InGroup, purpose: CodePurpose) -> Code | None:
        """The one that can still be typed, locked until the transaction ends."""

    async def waiting(self, person: int, purpose: CodePurpose) -> Code | None:
        """The one that can still be typed, whatever its address; locked, too."""

    async def spend_try(self, code: int) -> None: ...

    async def close(self, code: int) -> None:
        """It was right, or it is used up: it can't be typed again."""

    async def note(self, code: int, outcome: CodeOutcome, account: str | None = None) -> None:
        """What became of it."""

    async def asked_by(self, person: int, since: datetime, own: Sequence[str] = ()) -> int:
        """How many this person asked for, also before they were forgotten, and to no address of
        ``own``; until the transaction ends they ask for no other."""

    async def asked_for(self, person: int, to: str | InGroup, since: datetime) -> int:
        """Of these, those to the same mailbox or group."""

    async def other_mailboxes(
        self, person: int, to: str | InGroup, since: datetime, own: Sequence[str] = ()
    ) -> int:
        """How many other mailboxes this person asked for codes to, without those of ``own``."""

    async def sent_to(self, to: str | InGroup, since: datetime) -> int:
        """Codes to this mailbox or group, whoever asked; nobody else asks until the
        transaction ends."""

    async def sent_overall(self, since: datetime) -> int: ...


class CodeSending(StrEnum):
    SENT = "sent"
    TOO_MANY_FOR_ADDRESS = "too-many-for-address"
    TOO_MANY_ADDRESSES = "too-many-addresses"
    TOO_MANY_OVERALL = "too-many-overall"


class CodeCheck(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    NOT_SIX_DIGITS = "not-six-digits"
    EXPIRED = "expired"
    USED_UP = "used-up"
