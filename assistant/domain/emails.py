"""E-mail addresses as people type them."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from assistant.domain.words import AnswerError


class EmailProblem(StrEnum):
    EMPTY = "empty"
    NO_AT = "no-at"
    MALFORMED = "malformed"
    TOO_LONG = "too-long"


class EmailError(AnswerError):
    """``code`` is an :class:`EmailProblem`."""


_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


_DOTLESS = frozenset({"gmail.com", "googlemail.com"})
"""Where a dot before the @ means nothing; the second is the first."""


def mailbox_of(address: str) -> str:
    """What tells mailboxes apart, for limits only: without the tag behind a plus, and without
    Gmail's dots. Mail goes to the address as it was typed."""
    local, at, host = address.lower().rpartition("@")
    if not at:
        return address.lower()
    local = local.partition("+")[0] or local
    if host in _DOTLESS:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{host}"


def same_address(one: str, other: str) -> bool:
    """Portals compare without regard to case."""
    return one.strip().casefold() == other.strip().casefold()


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
