"""Which service shall belong to which company, as it was read from what a person sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.portfolio.terms import LEGAL_FORMS

_DOTTED = re.compile(r"\b([pcu])\.\s?([tvd])\b")
"""``P.T.``, ``C.V.``, ``U.D.``"""
_AND = re.compile(r"&|\band\b")


def company_key(name: str) -> str:
    """The same for every way to write a name: case, dots, *&*, and where the legal form stands."""
    words = re.findall(r"\w+", _AND.sub(" dan ", _DOTTED.sub(r"\1\2", name.casefold())))
    core = [word for word in words if word not in LEGAL_FORMS]
    forms = sorted(word for word in words if word in LEGAL_FORMS and word not in ("tbk", "persero"))
    return " ".join([*core, "/", *forms]) if core else " ".join(words)


def service_key(name: str) -> str:
    """The same for every way to write a service's name: case, spaces, and a domain's letters beyond
    ASCII or their *punycode*."""
    key = " ".join(name.casefold().split())
    if key.isascii() or " " in key:
        return key
    try:
        return key.encode("idna").decode()
    except UnicodeError:
        return key


def short_names(names: Sequence[str]) -> dict[str, str]:
    """By what stands before a note in brackets (``VPS Kilat 2 (vps1.contoh.example)``), the one
    name that begins so."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        if name.endswith(")") and (short := name.partition(" (")[0]):
            found.setdefault(service_key(short), []).append(name)
    return {short: whole[0] for short, whole in found.items() if len(whole) == 1}


class MissedReason(StrEnum):
    """Why a line, or a service, came to nothing."""

    NOTHING_KNOWN = "nothing-known"
    """There is no service and no company in it."""
    NO_COMPANY = "no-company"
    """Of a service: nothing says whose it shall be."""
    TWO_COMPANIES = "two-companies"
    """Of a service: it stands under two."""
    UNCLEAR = "unclear"
    """Several companies, and it can't be told which is meant."""
    TOO_MANY = "too-many"
    NO_SERVICE = "no-service"
    """Of a company: nothing stands under it."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What was not understood, as it was written."""

    text: str
    why: MissedReason


@dataclass(frozen=True, slots=True)
class Company:
    """A company and what it shall have. Its name or its e-mail may be empty, not both."""

    name: str
    email: str
    services: tuple[str, ...]
    """As typed; domains in lower case. In the order of reading, each once."""

    @property
    def title(self) -> str:
        return self.name or self.email


@dataclass(frozen=True, slots=True)
class Reading:
    companies: tuple[Company, ...]
    missed: tuple[Missed, ...]

    @property
    def services(self) -> int:
        return sum(len(company.services) for company in self.companies)

    @property
    def names_nothing(self) -> bool:
        """No service and no company stands in it."""
        known = any(one.why is not MissedReason.NOTHING_KNOWN for one in self.missed)
        return not self.companies and not known

    @property
    def for_several(self) -> bool:
        """At least two companies are to have something of it."""
        return sum(bool(company.services) for company in self.companies) > 1


KEPT = timedelta(days=90)
"""How long a plan can be gone on with, since it was last touched."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A company of a plan, as its person has settled it."""

    name: str
    email: str
    services: tuple[str, ...]
    account: str = ""
    """One of the person's linked accounts, chosen by hand; empty: found by e-mail or name."""

    @property
    def title(self) -> str:
        return self.name or self.email

    def is_same_as(self, company: Company) -> bool:
        """By its name and e-mail, as far as both say something."""
        names = company_key(self.name), company_key(company.name)
        if all(names):
            return names[0] == names[1] and (not company.email or self.email in ("", company.email))
        return bool(company.email) and self.email == company.email


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A person's plan: what shall go where, and what was asked for so far. One at a time."""

    number: str
    """``RNC-7F3KQ2MX``."""
    person: int
    wishes: tuple[Wish, ...]
    missed: tuple[Missed, ...]
    sent: Mapping[str, str]
    """The id of a service that was asked for → the number of its request."""
    started: bool
    """Confirmed: what can be asked for is asked for by itself."""
    shown: str
    """What the progress message was about last, so that nothing is shown twice."""
    updated_at: datetime
    file: str = ""
    """Telegram's id of a sheet that is still to be read."""
    trouble: str = ""
    """Why the last sheet could not be read, as :class:`SheetProblem` says it."""


SHEET = "\f"
"""The first cell of a row that only says how the sheet below it is called."""


class SheetProblem(StrEnum):
    """Why a file gives no rows."""

    TOO_LARGE = "too-large"
    NO_SHEET = "no-sheet"
    """Neither CSV nor XLSX, or broken."""
    GONE = "gone"
    """Telegram does not have it any more."""


class SheetError(Exception):
    def __init__(self, code: SheetProblem) -> None:
        super().__init__(code)
        self.code = code


class Portfolios(Protocol):
    """Those that were touched within :data:`KEPT`."""

    async def of(self, person: int) -> Portfolio | None: ...

    async def locked(self, person: int) -> Portfolio | None:
        """The same, and nobody else changes it until the transaction ends."""

    async def save(self, portfolio: Portfolio) -> None: ...

    async def drop(self, person: int) -> None: ...

    async def started_by(self, people: Sequence[int]) -> list[int]:
        """Those of these people whose plan is under way."""

    async def about(self, transfer: str) -> Portfolio | None:
        """The plan by which this request was made."""

    async def show(self, person: int, content: Mapping[str, object]) -> None:
        """Its one message in the chat shall say this: edited in place, and pinned."""
