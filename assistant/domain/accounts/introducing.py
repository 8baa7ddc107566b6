"""Who introduces themselves in one message: a name, and what else of an account is said with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from assistant.domain.accounts.fields import read_company, read_names, read_phone
from assistant.domain.emails import read_email
from assistant.domain.words import AnswerError


@dataclass(frozen=True, slots=True)
class Introduction:
    """Empty where nothing was said."""

    first_name: str
    last_name: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""

    @property
    def says_more(self) -> bool:
        """More than a name."""
        return bool(self.company or self.phone or self.email)


_FORM = r"(?:p\.?t|c\.?v|u\.?d|yayasan|koperasi)\b"
_PARTS = re.compile(
    rf"[;|\n]|,(?!\s*[A-Za-z]{{1,4}}\.)|\s(?=(?:dari|from)\s+{_FORM})", re.IGNORECASE
)
"""Not the comma of ``Siti Rahma, S.E.``"""
_LABEL = re.compile(
    r"^\W*(?:e-?mail(?:nya)?(?:\s+saya)?|surel|(?:no(?:mor)?\.?\s*)?(?:hp|wa|te?lp|telepon|handphone)"
    r"|perusahaan|nama perusahaan|pt|company|phone)\s*[:=]\s*",
    re.IGNORECASE,
)
_COMPANY = re.compile(rf"\W*(?:(?:dari|from)\s+)?({_FORM}\.?\s+\S.*)", re.IGNORECASE)


def read_introduction(typed: str) -> Introduction:
    """The first part is the name. What else is named is taken where every other part is a company,
    an e-mail address or a phone number, each once; otherwise all of it is read as a name. Raises
    FieldError."""
    name, *others = [part.strip() for part in _PARTS.split(typed) if part.strip()] or [typed]
    found: dict[str, str] = {}
    for part in others:
        said = _said(part)
        if said is None or said[0] in found:
            return Introduction(*read_names(typed))
        found[said[0]] = said[1]
    first, last = read_names(name)
    return Introduction(first, last, **found)


def _said(part: str) -> tuple[str, str] | None:
    bare = _LABEL.sub("", part)
    if company := _COMPANY.fullmatch(bare):
        return "company", read_company(company[1])
    readers: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("email", read_email),
        ("phone", read_phone),
    )
    for name, read in readers:
        with suppress(AnswerError):
            return name, read(bare)
    return None
