"""Tax numbers as customers type them: NPWP in all its forms, and NITKU.

Rules: PMK 136/2023 (16 digits), PER-6/PJ/2024 (printed as digits only), and what was measured on
real numbers. A wrong buyer identity on a faktur cannot be replaced, only cancelled and issued anew
(PER-11/PJ/2025 art. 48-49), so nothing is guessed here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum import luhn

from assistant.domain.clients import TaxKind
from assistant.domain.hidden import is_hidden, shown
from assistant.domain.wilayah import region_name
from assistant.domain.words import AnswerError

PLACEHOLDER = "0" * 16
"""Stands on a faktur for a buyer without NPWP; never anyone's number."""
HEAD_OFFICE = "000000"
"""The unit digits of a NITKU that mean the head office."""

_LONGEST_TYPED = 120
_CORETAX_PREFIX = "1000"
"""No NIK begins so: there is no province 10."""
_LABEL = re.compile(
    r"""\W*(?:(?:
        no(?:mor|mer)? | number | npwp(?:16(?!\d)|\s1[56](?=\s*(?:[:=]|digit|angka)))? | nitku
        | id\s?tku | tku | nik | ktp | tin | unit | cabang | pusat | kantor
        | (?:1[56]\s?)?(?:digit|angka) | perusahaan | kami | saya | baru | lama
        | pokok | wajib | pajak | badan | usaha | pribadi | nya | n\.p\.w\.p
    )(?![^\W\d_])[^\w]*)+(?=.*\d)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Words that people write before a number, and what stands between."""
_NAMED = re.compile(r"[^\d:=#]*[:=](?=.*\d)", re.DOTALL)
"""Whatever else stands before a colon, such as whose number it is."""
_REMARK = re.compile(r"\s*\([^\d()]*\)\s*$")
"""Behind the number: ``(pusat)``."""

_PERSONAL = range(4, 100)
"""The first two digits of an old number (the kind of taxpayer) that are not an office's or a
company's own: those began with 00 to 03."""


class NpwpProblem(StrEnum):
    """Why a typed number was not taken. The facts named here travel with the error."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    """A text, not a number."""
    NOT_DIGITS = "not-digits"
    """``characters``: those that do not belong."""
    WRONG_LENGTH = "wrong-length"
    """``digits``: how many there were."""
    PLACEHOLDER = "placeholder"
    """All zeros, or zeros and the code of a tax office."""
    NIK_WANTED = "nik-wanted"
    """A person's old number: since 2024 their NIK is their NPWP, and the old digits behind a 0 are
    for companies, government and people from abroad. ``npwp`` is what was typed, in 16 digits."""
    CHECK_DIGIT = "check-digit"
    """A company's number with a mistyped digit."""
    BRANCH_NEEDS_HEAD_OFFICE = "branch-needs-head-office"
    """``branch``: the old number's last three digits. A branch has no NPWP16 of its own: ask for
    the head office's number, and take the branch as NITKU."""
    TYPED_NITKU = "typed-nitku"
    """``npwp`` is the NPWP inside it ("" when that is wrong too), ``nitku`` all 22 digits."""
    NIK_REGION = "nik-region"
    """``region``: the first four digits, which no regency or city has."""
    NIK_BIRTH_DATE = "nik-birth-date"
    """``digits``: the six that should be DDMMYY, women's day + 40."""
    NIK_SERIAL = "nik-serial"
    """A NIK's last four digits start at 0001."""
    NIK_FOR_COMPANY = "nik-for-company"
    """A valid NIK, where a company's number was asked for."""
    NITKU_LENGTH = "nitku-length"
    """``digits``: neither 6 (the unit) nor 22."""
    NITKU_OF_ANOTHER = "nitku-of-another"
    """``npwp``: the first 16 digits, which are not the NPWP that the NITKU is asked for."""


class NpwpError(AnswerError):
    """A typed number was refused; ``code`` is an :class:`NpwpProblem`."""


class NpwpForm(StrEnum):
    OLD_COMPANY = "old-company"
    """Typed as the 15 digits used until 2024."""
    COMPANY16 = "company16"
    """The old 15 digits after a 0."""
    NIK = "nik"
    CORETAX = "coretax"
    """Issued by Coretax since 2025."""


@dataclass(frozen=True, slots=True)
class Npwp:
    """A tax number whose shape was checked."""

    npwp16: str
    """Digits only, as it is printed today."""
    form: NpwpForm

    @property
    def old_form(self) -> str | None:
        """As it was printed until 2024, ``01.312.166.0-091.000``; None when there is no such."""
        if self.form not in (NpwpForm.OLD_COMPANY, NpwpForm.COMPANY16):
            return None
        old = self.npwp16[1:]
        return f"{old[:2]}.{old[2:5]}.{old[5:8]}.{old[8]}-{old[9:12]}.{old[12:]}"


def read_npwp(typed: str, kind: TaxKind | None = None, *, without_nik: bool = False) -> Npwp:
    """The number that was typed, with labels, punctuation, spaces and digits of other scripts.

    With ``kind`` COMPANY a NIK is refused, and with PERSON a person's old number, unless they come
    from abroad and are ``without_nik``. Raises NpwpError, and nothing else.
    """
    digits = _digits_or_alone(typed)
    if len(digits) == 22:
        raise NpwpError(NpwpProblem.TYPED_NITKU, npwp=_npwp_inside(digits), nitku=digits)
    if len(digits) not in (15, 16):
        raise NpwpError(NpwpProblem.WRONG_LENGTH, digits=len(digits))
    if not digits[: len(digits) - 6].strip("0"):
        raise NpwpError(NpwpProblem.PLACEHOLDER)
    npwp = _read_old(digits) if len(digits) == 15 else _read_new(digits)
    if kind is TaxKind.COMPANY and npwp.form is NpwpForm.NIK:
        raise NpwpError(NpwpProblem.NIK_FOR_COMPANY)
    if kind is TaxKind.PERSON and not without_nik and _is_personal(npwp):
        raise NpwpError(NpwpProblem.NIK_WANTED, npwp=npwp.npwp16)
    return npwp


def company_part(npwp16: str) -> str:
    """The digits that a company and its branches have in common; offices and branch numbers come
    behind them. A number without branches is its own."""
    return npwp16[:10] if npwp16.startswith("0") else npwp16


def company_of_branch(typed: str) -> str:
    """The :func:`company_part` of a branch's number that was typed. Raises NpwpError where none
    could be."""
    return company_part(_digits_or_alone(typed).zfill(16))


def _is_personal(npwp: Npwp) -> bool:
    return npwp.npwp16.startswith("0") and int(npwp.npwp16[1:3]) in _PERSONAL


def read_nitku(typed: str, npwp16: str) -> str:
    """The 22-digit NITKU under an NPWP, from its 6-digit unit or in full.

    Nothing typed, or a dash, means the head office. Raises NpwpError.
    """
    said = shown(typed).strip()
    if not said or all(_is_dash(char) for char in said):
        return npwp16 + HEAD_OFFICE
    digits = _digits(typed)
    if len(digits) == 6:
        return npwp16 + digits
    if len(digits) != 22:
        raise NpwpError(NpwpProblem.NITKU_LENGTH, digits=len(digits))
    if not digits.startswith(npwp16):
        raise NpwpError(NpwpProblem.NITKU_OF_ANOTHER, npwp=digits[:16])
    return digits


_AMONG_WORDS = re.compile(
    r"(?<!\w)(?<!\d[ .\-\u2013])\d(?:[ .\-\u2013]?\d){14,15}(?!\w)(?![ .\-\u2013]{1,2}\d)"
)
"""As long as a number is, and no digit or letter is near that may belong to it."""


def _digits_or_alone(typed: str) -> str:
    """The digits; among words, or written twice in its two forms, those of the one number there.

    What is found so is read back before it is saved, like any other. Raises NpwpError.
    """
    try:
        digits = _digits(typed)
        problem = None
    except NpwpError as error:
        if error.code is not NpwpProblem.NOT_DIGITS:
            raise
        digits, problem = "", error
    if len(digits) in (15, 16, 22):
        return digits
    text = unicodedata.normalize("NFKC", shown(typed))
    found = {_digits(one) for one in _AMONG_WORDS.findall(text)}
    if len({one.zfill(16) for one in found}) == 1:
        return max(found, key=len)
    if problem is not None:
        raise problem
    return digits


def _digits(typed: str) -> str:
    """ASCII digits of what was typed, without separators and a label before them."""
    if len(typed) > _LONGEST_TYPED:
        raise NpwpError(NpwpProblem.TOO_LONG)
    text = "".join(_plain(char) for char in typed if not is_hidden(char)).strip()
    text = _REMARK.sub("", text)
    if label := _NAMED.match(text) or _LABEL.match(text):
        text = text[label.end() :]
    kept = [char for char in _without_signs_around(text) if not _is_separator(char)]
    if not all(char.isdecimal() for char in kept):
        strange = [char for char in text if not (char.isdecimal() or _is_usual(char))]
        raise NpwpError(NpwpProblem.NOT_DIGITS, characters="".join(dict.fromkeys(strange)))
    if not kept:
        raise NpwpError(NpwpProblem.EMPTY)
    return "".join(str(unicodedata.decimal(char)) for char in kept)


_FULL_WIDTH = range(0xFF01, 0xFF5F)
"""The characters of ASCII as East Asian keyboards type them, in its order from ``!`` on."""


def _plain(char: str) -> str:
    return chr(ord(char) - 0xFEE0) if ord(char) in _FULL_WIDTH else char


_SEPARATORS = frozenset(".,:;#/\\|_=`'\"\u00b7\u2022\u2027\u2219\u22c5\u2212\u00b4\u2032\u2033")
"""Besides brackets, quotes, dashes and spaces of any script."""


def _is_separator(char: str) -> bool:
    spoken = ("Pd", "Ps", "Pe", "Pi", "Pf", "Zs")
    return char in _SEPARATORS or char.isspace() or unicodedata.category(char) in spoken


def _without_signs_around(text: str) -> str:
    """Around it any sign may stand; within it, a sign like ``*`` may stand for a digit."""
    kept = [i for i, char in enumerate(text) if unicodedata.category(char)[0] not in "PSZ"]
    return text[kept[0] : kept[-1] + 1] if kept else text


def _is_usual(char: str) -> bool:
    """What stands between the digits on a card, and is not named among what is wrong."""
    return char == "." or char.isspace() or unicodedata.category(char) in ("Pd", "Zs")


def _is_dash(char: str) -> bool:
    return char == "\u2212" or unicodedata.category(char) == "Pd"


def _read_old(digits: str) -> Npwp:
    _check_company(digits)
    return Npwp("0" + digits, NpwpForm.OLD_COMPANY)


def _read_new(digits: str) -> Npwp:
    if digits.startswith("0"):
        _check_company(digits[1:])
        return Npwp(digits, NpwpForm.COMPANY16)
    if digits.startswith(_CORETAX_PREFIX):  # no check digit holds on real ones
        return Npwp(digits, NpwpForm.CORETAX)
    _check_nik(digits)
    return Npwp(digits, NpwpForm.NIK)


def _check_company(old: str) -> None:
    if not luhn.is_valid(old[:9]):
        raise NpwpError(NpwpProblem.CHECK_DIGIT)
    if old[12:] != "000":
        raise NpwpError(NpwpProblem.BRANCH_NEEDS_HEAD_OFFICE, branch=old[12:])


def _check_nik(nik: str) -> None:
    if region_name(nik[:4]) is None:
        raise NpwpError(NpwpProblem.NIK_REGION, region=nik[:4])
    if not _is_birth_date(nik[6:12]):
        raise NpwpError(NpwpProblem.NIK_BIRTH_DATE, digits=nik[6:12])
    if nik[12:] == "0000":
        raise NpwpError(NpwpProblem.NIK_SERIAL)


def _is_birth_date(ddmmyy: str) -> bool:
    """Whether it is a day of either century that two digits of a year can mean."""
    day, month, year = int(ddmmyy[:2]), int(ddmmyy[2:4]), int(ddmmyy[4:])
    if day > 40:
        day -= 40
    return any(_is_day(century + year, month, day) for century in (1900, 2000))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _npwp_inside(nitku: str) -> str:
    try:
        return read_npwp(nitku[:16]).npwp16
    except NpwpError:
        return ""
