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
_NO_MAILBOX = _BEFORE | _AFTER | {
    "us", "me", "it", "is", "was", "we", "down", "website", "situs", "web", "server", "hosting",
    "domain", "vps", "host", "kantor", "office", "toko",
}  # fmt: skip
"""What stands before "at" where no address is said: "our email at the office"."""
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


_SIGNS = {
    **dict.fromkeys(("dot", "titik"), "."),
    **dict.fromkeys(("underscore", "garis bawah"), "_"),
    **dict.fromkeys(("strip", "dash"), "-"),
}
_IN_BRACKETS = r"[ ]*[(\[{][ ]*at[ ]*[)\]}][ ]*"
_SIGN = rf"(?:[ ]*[(\[{{][ ]*(?:dot|titik)[ ]*[)\]}}][ ]*|[ ]+(?:{'|'.join(_SIGNS)})[ ]+)"
_LOCAL = rf"[\w+'-]+(?:(?:\.|{_SIGN})[\w+'-]+){{0,4}}"
_NAME = r"[a-z0-9-]+"
_SAID = re.compile(
    rf"(?P<local>{_LOCAL})(?P<at>[ ]*@[ ]*|{_IN_BRACKETS}|[ ]+at[ ]+)"
    rf"(?P<host>{_NAME}(?:(?:\.|{_SIGN}){_NAME}){{1,5}})",
    re.IGNORECASE,
)
"""An address with its signs in words: *siti at gmail dot com*, *siti (at) gmail.com*."""
_SAID_AMONG_WORDS = re.compile(rf"(?<![\w.+%'@-]){_SAID.pattern}(?![\w@-])", re.IGNORECASE)
_ONE_SIGN = re.compile(_SIGN, re.IGNORECASE)
_LEADING = ":;,(<=\n"
_NEAR = 60
"""Characters around an address that tell whether it is one."""
_MAIL = frozenset({"email", "e-mail", "emailnya", "e-mailnya", "emailku", "surel"})
"""What makes "at" a sign of an address: *emailnya*, *email saya*."""


def addresses_written(text: str) -> str:
    """The text with the addresses that it says in words as they are written, where all of one is
    sure to be there. "At" alone is a place as well: "our server at contoh.example"."""

    def written(said: re.Match[str]) -> str:
        if said["local"].casefold() in _NO_MAILBOX:
            return said[0]
        before = text[max(0, said.start() - _NEAR) : said.start()].rstrip(" ")
        after = text[said.end() : said.end() + _NEAR]
        ends = said.end() + len(after) == len(text)
        alone = not before and ends and not (set(_bare_words(after)) - _AFTER)
        spelt = said["at"].strip().casefold() != "at" or _ONE_SIGN.search(said["host"])
        glued = said["at"] == said["at"].strip() != "@"
        last = _bare_words(before)[-2:]
        led = not before or before[-1] in _LEADING or last[-1] in _BEFORE
        named = led and not _MAIL.isdisjoint(last)
        sure = alone or (glued or led if spelt else named)
        return _written(said) if sure else said[0]

    return _SAID_AMONG_WORDS.sub(written, text)


def _bare_words(text: str) -> list[str]:
    return [word.casefold().strip(_POINTS) for word in text.split()]


def _written(said: re.Match[str]) -> str:
    return f"{_with_signs(said['local'])}@{_with_signs(said['host'])}"


def _with_signs(part: str) -> str:
    return _ONE_SIGN.sub(lambda sign: _SIGNS[sign[0].strip(" ()[]{}").casefold()], part)


def read_email(typed: str) -> str:
    """The address in the form we compare by: in ASCII and lower case. ``Name <address>`` and
    ``mailto:`` are taken, one that a short phrase leads to (*emailnya … ya kak*), and one whose
    signs are said in words (*siti at gmail dot com*). Raises :class:`EmailError`."""
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
    if len(words) == 1 and "@" in words[0]:
        return words[0].strip(",;:!?()\"'").rstrip(".")
    said = _SAID.fullmatch(" ".join(words).rstrip(_POINTS))
    return _written(said) if said else text


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
