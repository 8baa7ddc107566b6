"""Proof that a person reads an e-mail address: six digits, sent there, typed back here.

The code itself is kept nowhere: it is derived from a secret and the row's nonce, so the database
alone does not tell it. The words and the time are the same whether the address is known to the
portal or not.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.work import Job, Work

VALID_FOR = timedelta(minutes=10)
TRIES = 3
PER_ADDRESS_AN_HOUR = 3
ADDRESSES_PER_PERSON_A_DAY = 5
OVERALL_AN_HOUR = 500


class CodePurpose(StrEnum):
    REGISTER = "register"
    LINK = "link"
    GROUP = "group"
    """Shown in a group of the company; its address is the group's."""


class CodeOutcome(StrEnum):
    """What became of the account behind an address that was proven to link it."""

    CHECKING = "checking"
    LINKED = "linked"
    NO_ACCOUNT = "no-account"


@dataclass(frozen=True, slots=True)
class Code:
    id: int
    person: int
    email: str
    purpose: CodePurpose
    nonce: bytes
    sent_at: datetime
    tries_left: int
    outcome: CodeOutcome | None = None
    account: str | None = None
    """The account that was linked."""

    def expired(self, now: datetime) -> bool:
        return now >= self.sent_at + VALID_FOR

    def digits(self, key: bytes) -> str:
        """The six digits, derived as in HOTP (RFC 4226) from all that the code is bound to."""
        bound = f"{self.person}\0{self.email}\0{self.purpose}\0".encode() + self.nonce
        digest = hmac.digest(key, bound, "sha256")
        offset = digest[-1] & 0x0F
        number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"


class Codes(Protocol):
    async def add(
        self, person: int, email: str, purpose: CodePurpose, nonce: bytes, at: datetime
    ) -> Code:
        """A new code; earlier ones for the same person and purpose end."""

    async def get(self, code: int) -> Code | None: ...

    async def newest(self, person: int, email: str, purpose: CodePurpose) -> Code | None:
        """The one that can still be typed, locked until the transaction ends."""

    async def waiting(self, person: int, purpose: CodePurpose) -> Code | None:
        """The one that can still be typed, whatever its address; locked, too."""

    async def spend_try(self, code: int) -> None: ...

    async def close(self, code: int) -> None:
        """It was right, or it is used up: it can't be typed again."""

    async def note(self, code: int, outcome: CodeOutcome, account: str | None = None) -> None:
        """What became of it."""

    async def sent_to(self, email: str, since: datetime) -> int: ...

    async def addresses_of(self, person: int, since: datetime) -> set[str]: ...

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


class EmailProblem(StrEnum):
    EMPTY = "empty"
    NO_AT = "no-at"
    MALFORMED = "malformed"
    TOO_LONG = "too-long"


class EmailError(ValueError):
    def __init__(self, code: EmailProblem) -> None:
        super().__init__(code)
        self.code = code


_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


def read_email(typed: str) -> str:
    """The address in the form we compare by (lower case). Raises :class:`EmailError`."""
    text = unicodedata.normalize("NFKC", typed).strip().removeprefix("mailto:").strip("<>")
    if not text:
        raise EmailError(EmailProblem.EMPTY)
    if len(text) > 254:
        raise EmailError(EmailProblem.TOO_LONG)
    if "@" not in text:
        raise EmailError(EmailProblem.NO_AT)
    if not _ADDRESS.fullmatch(text):
        raise EmailError(EmailProblem.MALFORMED)
    return text.lower()


async def send_code(work: Work, person: int, email: str, purpose: CodePurpose) -> CodeSending:
    """Mail six digits to ``email``, within the limits."""
    code = await new_code(work, person, email, purpose)
    if isinstance(code, CodeSending):
        return code
    await work.jobs.put(Job.SEND_CODE, code.id)
    return CodeSending.SENT


async def new_code(work: Work, person: int, email: str, purpose: CodePurpose) -> Code | CodeSending:
    """A code that nobody has been shown yet, or which limit is in the way."""
    hour, day = work.now - timedelta(hours=1), work.now - timedelta(days=1)
    if await work.codes.sent_to(email, hour) >= PER_ADDRESS_AN_HOUR:
        return CodeSending.TOO_MANY_FOR_ADDRESS
    addresses = await work.codes.addresses_of(person, day)
    if len(addresses | {email}) > ADDRESSES_PER_PERSON_A_DAY:
        return CodeSending.TOO_MANY_ADDRESSES
    if await work.codes.sent_overall(hour) >= OVERALL_AN_HOUR:
        return CodeSending.TOO_MANY_OVERALL
    return await work.codes.add(person, email, purpose, work.ids.nonce(), work.now)


async def code_waits(work: Work, person: int, email: str, purpose: CodePurpose) -> bool:
    """Whether a code that was mailed before can still be typed."""
    code = await work.codes.newest(person, email, purpose)
    return code is not None and not code.expired(work.now)


async def check_code(
    work: Work, person: int, email: str, purpose: CodePurpose, typed: str
) -> tuple[CodeCheck, int]:
    """Whether ``typed`` is the code sent last, and how many tries are left."""
    digits = "".join(
        c for c in unicodedata.normalize("NFKC", typed) if not c.isspace() and c != "-"
    )
    code = await work.codes.newest(person, email, purpose)
    if code is None or code.expired(work.now):
        return CodeCheck.EXPIRED, 0
    if not re.fullmatch(r"[0-9]{6}", digits):
        return CodeCheck.NOT_SIX_DIGITS, code.tries_left
    if hmac.compare_digest(digits, code.digits(work.code_key)):
        await work.codes.close(code.id)
        return CodeCheck.RIGHT, code.tries_left
    if code.tries_left <= 1:
        await work.codes.close(code.id)
        return CodeCheck.USED_UP, 0
    await work.codes.spend_try(code.id)
    return CodeCheck.WRONG, code.tries_left - 1
