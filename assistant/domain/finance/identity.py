"""By what Coretax is told who a buyer is: which document, which numbers, which country.

Sources: Coretax's own template for its import, and DJP's answers to questions about it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from assistant.domain.clients import BuyerDocument, TaxKind, TaxProfile
from assistant.domain.finance.model import Buyer, Obstacle, Reason
from assistant.domain.npwp import HEAD_OFFICE, PLACEHOLDER, NpwpError, NpwpForm, read_npwp
from assistant.domain.words import AnswerError

INDONESIA = "IDN"
FOREIGN = frozenset({BuyerDocument.PASSPORT, BuyerDocument.OTHER_ID})
"""Documents of buyers without any Indonesian number."""
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,20}")
_OTHER_ID = re.compile(r"(?=.*[A-Z0-9])[A-Z0-9][A-Z0-9 ./-]{1,48}[A-Z0-9]")


class DocumentProblem(StrEnum):
    """Why what was typed was not taken."""

    DOCUMENT = "document"
    COUNTRY = "country"
    """``typed``: what no country is called."""


@dataclass(frozen=True, slots=True)
class Identity:
    """As the import takes it."""

    tin: str
    """16 digits."""
    number: str
    """Of the document; ``-`` where that is the NPWP."""
    idtku: str
    """22 digits, or the six of a buyer without NPWP."""
    country: str


def identity_of(profile: TaxProfile) -> Identity:
    """Whoever is not known by an NPWP has zeros there, and the document's own number."""
    match profile.document:
        case BuyerDocument.TIN:
            return Identity(profile.npwp, "-", profile.nitku, INDONESIA)
        case BuyerDocument.NATIONAL_ID:
            return Identity(PLACEHOLDER, profile.npwp, HEAD_OFFICE, INDONESIA)
        case BuyerDocument.PASSPORT | BuyerDocument.OTHER_ID:
            return Identity(PLACEHOLDER, profile.document_number, HEAD_OFFICE, profile.country)


def identity_obstacles(profile: TaxProfile) -> Iterator[Reason]:
    """What Coretax would refuse in these numbers."""
    if profile.document in FOREIGN:
        if read_document(profile.document_number, profile.document) != profile.document_number:
            yield Reason(Obstacle.WRONG_DOCUMENT, profile.document_number)
        if profile.country not in countries() or profile.country == INDONESIA:
            yield Reason(Obstacle.WRONG_COUNTRY, profile.country)
        return
    try:
        npwp = read_npwp(profile.npwp, profile.kind)
    except NpwpError:
        npwp = None
    if npwp is None or npwp.npwp16 != profile.npwp:
        yield Reason(Obstacle.WRONG_NPWP, profile.npwp)
    elif profile.document is BuyerDocument.NATIONAL_ID:
        if npwp.form is not NpwpForm.NIK:
            yield Reason(Obstacle.WRONG_NPWP, profile.npwp)
    elif not re.fullmatch(rf"{profile.npwp}[0-9]{{6}}", profile.nitku, re.ASCII):
        yield Reason(Obstacle.WRONG_NITKU, profile.nitku)


def read_document(typed: str, document: BuyerDocument) -> str | None:
    """The number of a passport or another document, in capitals; None when it can't be one."""
    text = " ".join(typed.upper().split())
    if document is BuyerDocument.PASSPORT:
        text = re.sub(r"[ .-]", "", text)
        return text if _PASSPORT.fullmatch(text) else None
    return text if _OTHER_ID.fullmatch(text) else None


def read_country(typed: str) -> str | None:
    """Coretax's code of a country by that code or a name in Indonesian or English, with whatever
    signs, accents and blanks; None: unknown.

    Its two-letter codes are odd (KR is Kosovo, LK stateless), so an ISO code of two letters is
    nobody's to guess: only what is the same in both is taken.
    """
    name = _letters(typed)
    if len(name) == 3 and name.upper() in countries():
        return name.upper()
    return _by_name().get(name)


def _letters(name: str) -> str:
    """Without accents, which stand apart when decomposed."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKD", name))).casefold()


def taken_document(typed: str, document: BuyerDocument) -> str:
    """Raises AnswerError."""
    number = read_document(typed, document)
    if number is None:
        raise AnswerError(DocumentProblem.DOCUMENT)
    return number


def taken_country(typed: str) -> str:
    """Raises AnswerError, also for Indonesia: whoever is from here has a number of here."""
    code = read_country(typed)
    if code is None or code == INDONESIA:
        raise AnswerError(DocumentProblem.COUNTRY, typed=typed[:60])
    return code


def foreign_profile(
    kind: TaxKind, document: BuyerDocument, number: str, country: str, name: str, address: str,
    email: str,
) -> TaxProfile:  # fmt: skip
    """Of a buyer without any Indonesian number."""
    return TaxProfile(kind, PLACEHOLDER, "", name, address, email, document, number, country)


def known_as(tax: TaxProfile | None, buyer: Buyer) -> TaxProfile | None:
    """The portal's tax profile of an account as a faktur takes it, with what the portal has no
    place for. A number that the portal has by now wins over a document that was used without."""
    said = buyer.identity
    if tax is None or said is None:
        return tax or said
    return replace(tax, document=said.document) if said.npwp == tax.npwp else tax


@cache
def countries() -> dict[str, tuple[str, str]]:
    """By Coretax's code: the name in Indonesian and in English."""
    return {row["code"]: (row["id"], row["en"]) for row in _table()}


def _table() -> Iterator[dict[str, str]]:
    text = (files("assistant.domain") / "data" / "negara.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def _by_name() -> dict[str, str]:
    """Also what people call it besides."""
    return {
        _letters(name): row["code"]
        for row in _table()
        for name in (row["id"], row["en"], *filter(None, row["also"].split(";")))
    }
