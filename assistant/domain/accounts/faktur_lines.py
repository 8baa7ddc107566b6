"""A buyer's name and address as a faktur prints them, read from what people type, or from all that
stands on their NPWP card.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from enum import StrEnum

from assistant.domain.accounts.fields import ADDRESS_IS, has_letter, without_lead
from assistant.domain.hidden import shown
from assistant.domain.words import AnswerError


class LineProblem(StrEnum):
    """Why a name or an address for the faktur was not taken."""

    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    NO_LETTERS = "no-letters"
    CHARACTERS = "characters"


class LineError(AnswerError):
    """``code`` is a :class:`LineProblem`."""


FAKTUR_NAME_LENGTH = range(2, 201)
FAKTUR_ADDRESS_LENGTH = range(10, 301)
"""Characters."""


def read_faktur_name(typed: str) -> str:
    """A buyer's name as the NPWP card writes it. Raises LineError."""
    return _faktur_line(without_lead(typed), FAKTUR_NAME_LENGTH)


def read_faktur_card(typed: str) -> tuple[str, str]:
    """The name on an NPWP card and, where it is written below it, the address (otherwise empty).
    Raises LineError for the name."""
    lines = [
        _CARD_LABEL.sub("", line)
        for line in typed.splitlines()
        if line.strip() and not _CARD_REST.match(line)
    ]
    for number, line in enumerate(lines):
        if number and _STREET.search(line):
            with suppress(LineError):
                address = read_faktur_address("\n".join(lines[number:]))
                return read_faktur_name("\n".join(lines[:number])), address
    return read_faktur_name("\n".join(lines)), ""


def number_in_card(typed: str) -> tuple[str, str]:
    """The line with the number, and the others, where all of a card was sent in one message.
    Otherwise all of it, and nothing."""
    lines = [line for line in typed.splitlines() if line.strip()]
    numbers = [line for line in lines if _has_npwp(line)]
    if len(numbers) != 1 or len(lines) < 2:
        return typed, ""
    return numbers[0], "\n".join(line for line in lines if line is not numbers[0])


def _has_npwp(line: str) -> bool:
    found = _CARD_NUMBER.fullmatch(line)
    return found is not None and sum(char.isdigit() for char in found[1]) in (15, 16)


_CARD_NUMBER = re.compile(
    r"\s*(?:no(?:mor)?\b\.?\s*)?(?:npwp|nik)?(?:\s*16\b)?\s*[:=]?([\d.\s-]+)", re.IGNORECASE
)
_CARD_LABEL = re.compile(
    r"^\s*(?:nama|alamat|name|address)(?:\s+(?:wajib pajak|wp|perusahaan|pt|lengkap|npwp|kantor))*"
    r"\s*:\s*",
    re.IGNORECASE,
)
_CARD_REST = re.compile(
    r"^\s*(?:kpp\b|(?:npwp|nik|nitku|terdaftar|tanggal|tgl|klu|status|e-?mail|te?lp|telepon|hp|no)\b"
    r"[^:]{0,30}:)",
    re.IGNORECASE,
)
"""What else stands on a card, or is written beside it."""
_STREET = re.compile(
    r"\d|^\s*(?:jl|jln|jalan|gg|gang|komp|kompleks?|perum|perumahan|ruko|gedung|graha|menara|wisma"
    r"|dusun|desa|kp|kampung|blok|lantai)\b",
    re.IGNORECASE,
)
"""What the first line of an address has, and the second line of a long name hardly ever."""
_NO_NAME = re.compile(
    r"""
    \S+@\S*                                                      # an address of mail, or a handle
    | (?:https?://|www\.|t\.me/|wa\.me/)\S*
    | (?=\S*[_\d])(?=\S*[^\W\d_])[^\s&]{3,}                       # budi_88, INV2026: one word
    | (?=(?:\D*\d){7}).*                                          # a number with words around it
    | (?:jl|jln|jalan|gg|gang|komp|kompleks?|perum|perumahan|ruko|dusun|kampung)\b[.\s].*
    | .*\b(?:rt|rw)\W*\d.*
    | .*\bno\W*\d+[a-z]?\b.*
    | .*\b\d{5}\b.*
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Mail, links and handles, numbers, and what only addresses have."""


def looks_like_no_name(name: str) -> bool:
    """Whether it may be an address, a number or a handle that was sent for a name. It may be a name
    all the same: whoever wrote it is asked."""
    return name.startswith("@") or _NO_NAME.fullmatch(name) is not None


def read_faktur_address(typed: str) -> str:
    """A buyer's address as the NPWP card writes it. Raises LineError."""
    return _faktur_line(ADDRESS_IS.sub("", typed), FAKTUR_ADDRESS_LENGTH)


def _faktur_line(typed: str, length: range) -> str:
    """On one line: line breaks and invisible marks come with pasted text and would land on the
    faktur; pictures can't be printed on one."""
    kept = (" " if char.isspace() else char for char in shown(typed))
    text = " ".join("".join(c for c in kept if unicodedata.category(c) != "Cc").split())
    if any(unicodedata.category(char) in _PICTURES for char in text):
        raise LineError(LineProblem.CHARACTERS)
    if len(text) < length.start:
        raise LineError(LineProblem.TOO_SHORT)
    if len(text) >= length.stop:
        raise LineError(LineProblem.TOO_LONG)
    if not has_letter(text):
        raise LineError(LineProblem.NO_LETTERS)
    return text


_PICTURES = frozenset({"So", "Co", "Cs", "Cn"})
