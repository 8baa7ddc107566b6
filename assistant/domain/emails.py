"""E-mail addresses: the one place that says what is one."""

from __future__ import annotations

import re
import unicodedata
from email.utils import parseaddr
from enum import StrEnum

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from assistant.domain.hidden import shown
from assistant.domain.words import AnswerError

_LONGEST = 254
"""Characters (RFC 5321)."""


class EmailProblem(StrEnum):
    EMPTY = "empty"
    NO_AT = "no-at"
    MALFORMED = "malformed"
    TOO_LONG = "too-long"
    SEVERAL = "several"
    """More than one address, where one is asked for."""


class EmailError(AnswerError):
    """``code`` is an :class:`EmailProblem`."""


_BEFORE = frozenset({
    "email", "e-mail", "emailnya", "e-mailnya", "emailku", "alamat", "alamatnya", "surel", "ke",
    "di", "pakai", "yaitu", "adalah", "ini", "itu", "saya", "kami", "aku", "tujuan", "akun",
    "akunnya", "address", "my", "our", "is", "it's", "its", "to", "use", "the", "new",
})  # fmt: skip
"""Words that lead to an address; another could be the first half of one that was parted."""
_AFTER = frozenset({
    "ya", "yaa", "yah", "iya", "kak", "min", "mimin", "admin", "pak", "bu", "bang", "mas", "mbak",
    "gan", "dong", "deh", "sih", "aja", "saja", "tolong", "makasih", "terima", "kasih", "trims",
    "thanks", "thank", "you", "please", "pls", "thx",
})  # fmt: skip
_POINTS = ".,;:!?=()\"'"
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
    """The address in the form we compare by: in ASCII and lower case. ``Name <address>`` and
    ``mailto:`` are taken, and one that a short phrase leads to (*emailnya … ya kak*). Raises
    :class:`EmailError`."""
    text = unicodedata.normalize("NFKC", shown(typed)).strip()
    if text.count("@") > 1:
        raise EmailError(EmailProblem.SEVERAL)
    if text.endswith(">"):
        text = text[text.find("<") + 1 : -1].strip()
    text = text.removeprefix("mailto:").strip(" \t\r\n,;\"'")
    text = _without_phrase(text)
    if not text:
        raise EmailError(EmailProblem.EMPTY)
    if len(text) > _LONGEST:
        raise EmailError(EmailProblem.TOO_LONG)
    if "@" not in text:
        raise EmailError(EmailProblem.NO_AT)
    address = _validated(text)
    if address is None or address.ascii_email is None:
        raise EmailError(EmailProblem.MALFORMED)
    return address.ascii_email.lower()


def _without_phrase(text: str) -> str:
    """What stands between words that lead to an address and those that follow one."""
    words = text.split()
    while len(words) > 1 and words[0].casefold().strip(_POINTS) in _BEFORE:
        del words[0]
    while len(words) > 1 and words[-1].casefold().strip(_POINTS) in _AFTER:
        del words[-1]
    return words[0].strip(",;:!?()\"'").rstrip(".") if len(words) == 1 and "@" in words[0] else text


def email_key(email: str) -> str:
    """An address as it is stored and compared."""
    return email.strip().lower()


def is_email(value: str) -> bool:
    """Whether it is one address, as it is stored."""
    try:
        return read_email(value) == email_key(value)
    except EmailError:
        return False


def read_sender(value: str) -> tuple[str, str]:
    """The name and the address of ``Name <address>``, or of an address alone, from which mail is
    sent; its host may be one of this network (``localhost``). Raises ValueError."""
    name, address = parseaddr(value)
    local, _, host = address.partition("@")
    fits = _validated(f"{local}@sender.example") and _HOST.fullmatch(host)
    if not fits or "\n" in value or "\r" in value:
        raise ValueError("no e-mail address in it")
    return name, address


_HOST = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


def _validated(address: str) -> ValidatedEmail | None:
    """None: it is no address that all the world can write to."""
    try:
        found = validate_email(
            address,
            allow_smtputf8=False,
            check_deliverability=False,
        )
    except EmailNotValidError:
        return None
    return found if len(found.ascii_domain.rpartition(".")[2]) > 1 else None
