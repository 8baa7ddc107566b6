"""What a portal needs to open an account, read from what people type.

Every reader returns the form that goes to the portal, or raises :class:`FieldError` with a code
that the dialog words. Invisible characters (direction marks, zero-width joiners) are dropped,
runs of white space become one space.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from assistant.domain.hidden import shown
from assistant.domain.wilayah import provinces
from assistant.domain.words import AnswerError

NAME_LENGTH = 60
"""Characters of a first or a last name."""
COMPANY_LENGTH = 100
STREET_LENGTH = 200
STREET_SHORTEST = 5
CITY_LENGTH = 60
MOBILE_DIGITS = range(9, 13)
"""Digits of a mobile number after +62 (it begins with 8)."""
LANDLINE_DIGITS = range(8, 12)
"""Digits of a landline after +62: area code and number."""


class FieldProblem(StrEnum):
    """What is wrong with an answer."""

    NAME_LONG = "name-long"
    NAME_NO_LETTER = "name-no-letter"
    NAME_COMPANY = "name-company"
    NAME_CHARACTER = "name-character"
    COMPANY_LONG = "company-long"
    COMPANY_NO_LETTER = "company-no-letter"
    STREET_LONG = "street-long"
    STREET_SHORT = "street-short"
    CITY_LONG = "city-long"
    CITY_NO_LETTER = "city-no-letter"
    CITY_CHARACTER = "city-character"
    PROVINCE_UNKNOWN = "province-unknown"
    PROVINCE_MANY = "province-many"
    POSTCODE_DIGITS = "postcode-digits"
    POSTCODE_ZERO = "postcode-zero"
    PHONE_CHARACTER = "phone-character"
    PHONE_START = "phone-start"
    PHONE_FOREIGN = "phone-foreign"
    PHONE_SHORT = "phone-short"
    PHONE_LONG = "phone-long"
    PHONE_SEVERAL = "phone-several"
    """More than one number, where one is asked for."""


class FieldError(AnswerError):
    """An answer that can't be taken; ``fact`` is what to name in the explanation, if anything."""

    def __init__(self, code: FieldProblem, fact: str = "") -> None:
        super().__init__(code, fact=fact)
        self.fact = fact


_COMPANY = re.compile(r"(?<!\w)(?:p\.?t|c\.?v|yayasan|koperasi)\b\.? +\S", re.IGNORECASE)
"""A company's legal form before its name: the company is asked for further on."""


_NAME_IS = re.compile(
    r"(?:(?:nama|name)(?:nya)?(?:\s+(?:lengkap|saya|sy|aku|gue|gw|depan|belakang|panggilan|nya))*"
    r"|saya|a\.?n\.?|atas nama|my name is|i am|i'm)(?:\s*[:=]\s*|\s+)(?:adalah\s+)?(?=\S)"
    r"|(?:pak|bapak|bpk|bu|ibu|sdri?|mr|mrs|ms)\b\.?\s+(?=\S)",
    re.IGNORECASE,
)
"""What leads to a name: *nama saya Siti*."""
_CALLING = re.compile(r"(?:[\s,]+(?:ya|yah|kak|kakak|min|gan|aja|saja))+\W*$", re.IGNORECASE)
"""What follows one: *Siti ya kak*."""


def read_names(typed: str) -> tuple[str, str]:
    """First and last name of a whole one; the last is empty where there is one word only. Raises
    FieldError."""
    first, _, rest = read_name(typed).partition(" ")
    return first, rest.strip()


def read_name(typed: str) -> str:
    """A first or last name: letters of any script, spaces, ``. , -`` and apostrophes. Words that
    lead to it, and to whom it is said, are left out."""
    name = _tidy(typed)
    lead = _NAME_IS.match(name)
    name = _CALLING.sub("", name[lead.end() :] if lead else name) or name
    if len(name) > NAME_LENGTH:
        raise FieldError(FieldProblem.NAME_LONG, str(NAME_LENGTH))
    if strange := _strange(name, " .'\u2019,-"):
        raise FieldError(FieldProblem.NAME_CHARACTER, strange)
    if not has_letter(name):
        raise FieldError(FieldProblem.NAME_NO_LETTER)
    if _COMPANY.search(name):
        raise FieldError(FieldProblem.NAME_COMPANY)
    return name


_COMPANY_IS = re.compile(
    r"^(?:nama\s+(?:pt|cv)|(?:nama\s+)?(?:perusahaan|usaha|kantor|toko|company))(?:nya)?(?:\s+(?:saya|kami|kita|aku))?"
    r"(?:\s*[:=]\s*|(?<=nya)\s+|\s+(?:adalah|namanya)\s+|(?<=saya)\s+"
    r"|\s+(?=(?:pt|cv|ud|yayasan|koperasi)\b))(?=\S)",
    re.IGNORECASE,
)
"""What leads to a company: *perusahaan kami PT ...*; "PT Kita Bisa" is one."""
_COMPANY_REST = re.compile(
    r"[,;\n]\s*(?:alamat|npwp|nik|e-?mail|te?lp|telepon|hp|wa|no)(?:nya)?\b", re.IGNORECASE
)


def without_lead(name: str) -> str:
    """A company's name without the words that lead to it, and whom it is said to."""
    return _CALLING.sub("", _COMPANY_IS.sub("", name)) or name


def read_company(typed: str) -> str:
    """The name of a company, as its papers write it; without the words that lead to it, and
    without what is said of it besides (*PT Maju Jaya, alamat ...*)."""
    plain = _COMPANY_REST.split(typed, maxsplit=1)[0]
    company = _tidy(plain) or _tidy(typed)
    company = without_lead(company)
    if len(company) > COMPANY_LENGTH:
        raise FieldError(FieldProblem.COMPANY_LONG, str(COMPANY_LENGTH))
    if not has_letter(company):
        raise FieldError(FieldProblem.COMPANY_NO_LETTER)
    return company


ADDRESS_IS = re.compile(
    r"^\W*(?:alamat|address)(?:nya)?(?:\s+(?:lengkap|kantor|perusahaan|rumah|saya|kami|pt))*"
    r"(?:\s*[:=]\s*|\s+(?:ada\s+)?di\s+)",
    re.IGNORECASE,
)
"""What leads to an address."""


def read_street(typed: str) -> str:
    """Street, number, building; lines are joined by commas."""
    lines = [_tidy(line).strip(" ,") for line in typed.splitlines()]
    street = ", ".join(line for line in lines if line)
    if len(street) > STREET_LENGTH:
        raise FieldError(FieldProblem.STREET_LONG, str(STREET_LENGTH))
    if len(street) < STREET_SHORTEST or not has_letter(street):
        raise FieldError(FieldProblem.STREET_SHORT)
    return street


def read_city(typed: str) -> str:
    """A city or regency: letters, spaces, ``. ( ) -`` and apostrophes."""
    city = _tidy(typed)
    if len(city) > CITY_LENGTH:
        raise FieldError(FieldProblem.CITY_LONG, str(CITY_LENGTH))
    if strange := _strange(city, " .'\u2019()-"):
        raise FieldError(FieldProblem.CITY_CHARACTER, strange)
    if not has_letter(city):
        raise FieldError(FieldProblem.CITY_NO_LETTER)
    return city


def read_postcode(typed: str) -> str:
    """Five digits; the first, the region, is 1 to 9."""
    postcode = re.sub(r"[\s.-]", "", _among_words(_tidy(typed)))
    if not re.fullmatch(r"[0-9]{5}", postcode):
        raise FieldError(FieldProblem.POSTCODE_DIGITS)
    if postcode.startswith("0"):
        raise FieldError(FieldProblem.POSTCODE_ZERO)
    return postcode


def read_phone(typed: str) -> str:
    """An Indonesian number as ``+6281234567890``, from ``0812…``, ``812…``, ``62…`` or ``+62…``."""
    if len(_phones_in(typed)) > 1:
        raise FieldError(FieldProblem.PHONE_SEVERAL)
    zeros = re.sub(r"(?<=[\d+-])[oO]|\b[oO](?=\d)", "0", _tidy(typed))
    text = re.sub(r"[\s().\u2010-\u2015/-]", "", _among_words(zeros))
    if not re.fullmatch(r"\+?[0-9]+", text):
        raise FieldError(FieldProblem.PHONE_CHARACTER)
    national = _national(text)
    lengths = MOBILE_DIGITS if national.startswith("8") else LANDLINE_DIGITS
    if len(national) < lengths.start:
        raise FieldError(FieldProblem.PHONE_SHORT)
    if len(national) >= lengths.stop:
        raise FieldError(FieldProblem.PHONE_LONG)
    if national[0] in "01":
        raise FieldError(FieldProblem.PHONE_START)
    return f"+62{national}"


_A_PHONE = re.compile(r"(?<![\d.-])(?:\+|\(?0|62|8)(?:[\s().\u2010-\u2015-]?\d){7,12}(?!\d)")
_AND_ANOTHER = re.compile(r"(?<=\d)\s*/\s*(?=\d)")
"""``021-5201234/35`` is two numbers."""


def _phones_in(typed: str) -> list[str]:
    """Whole numbers, and the ends of further ones behind a slash."""
    first, *others = _AND_ANOTHER.split(typed)
    found = [phone for part in (first, *others) for phone in _A_PHONE.findall(part)]
    return [*found, *others] if _A_PHONE.search(first) else found


_NUMBER_AMONG_WORDS = re.compile(
    r"((?:[^\W\d_]{1,12}[\s:.,=]*){0,4}[\s:.,=]*)"
    r"(?<!\w)(\+?[\d(](?:[\d\s().\u2010-\u2015/-]*\d)?)"
    r"((?:[\s,.]+[^\W\d_]{1,12}){0,4}\W*)"
)


def _among_words(text: str) -> str:
    """The only number among a few words, such as *wa 0812-3456-7890 ya*; else all of it."""
    number = _NUMBER_AMONG_WORDS.fullmatch(text)
    return number[2] if number else text


def _national(text: str) -> str:
    """The digits after +62, without the zero that is dialled inside the country."""
    if text.startswith("+62"):
        return text[3:].removeprefix("0")
    if text.startswith("+"):
        raise FieldError(FieldProblem.PHONE_FOREIGN)
    if text.startswith("00"):
        return _national(f"+{text[2:]}")
    if text.startswith("62"):
        return text[2:].removeprefix("0")
    if text.startswith("0"):
        return text[1:]
    if text.startswith("8"):
        return text
    raise FieldError(FieldProblem.PHONE_START)


def read_shared_phone(number: str) -> str:
    """A contact's number: always international, with or without the plus."""
    return read_phone(number if number.startswith("+") else f"+{number}")


def read_province(typed: str) -> str:
    """One of the 38 provinces, from its name, a part of it or its usual short form."""
    if found := exact_province(typed):
        return found
    wanted = _bare(typed)
    matches = [name for name in province_names() if len(wanted) >= 3 and wanted in _bare(name)]
    if len(matches) > 1:
        raise FieldError(FieldProblem.PROVINCE_MANY, ", ".join(matches))
    if not matches:
        raise FieldError(FieldProblem.PROVINCE_UNKNOWN)
    return matches[0]


def exact_province(typed: str) -> str:
    """The province with this name or usual short form; empty when there is none."""
    wanted = _bare(typed)
    by_name = {_bare(name): name for name in province_names()}
    return by_name.get(wanted) or _SHORT_FORMS.get(wanted, "")


@cache
def province_names() -> tuple[str, ...]:
    """The 38 provinces, in the order of their codes; the two special regions by the short names
    that people use."""
    return tuple(_USUAL.get(name, name) for name in provinces().values())


_USUAL = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}
_SHORT_FORMS = {
    "nad": "Aceh",
    "sumut": "Sumatera Utara",
    "sumbar": "Sumatera Barat",
    "sumsel": "Sumatera Selatan",
    "babel": "Kepulauan Bangka Belitung",
    "kepri": "Kepulauan Riau",
    "dki": "DKI Jakarta",
    "daerah khusus jakarta": "DKI Jakarta",
    "daerah khusus ibukota jakarta": "DKI Jakarta",
    "dkj": "DKI Jakarta",
    "jabar": "Jawa Barat",
    "jateng": "Jawa Tengah",
    "diy": "DI Yogyakarta",
    "daerah istimewa yogyakarta": "DI Yogyakarta",
    "jogja": "DI Yogyakarta",
    "jogjakarta": "DI Yogyakarta",
    "jatim": "Jawa Timur",
    "ntb": "Nusa Tenggara Barat",
    "ntt": "Nusa Tenggara Timur",
    "kalbar": "Kalimantan Barat",
    "kalteng": "Kalimantan Tengah",
    "kalsel": "Kalimantan Selatan",
    "kaltim": "Kalimantan Timur",
    "kaltara": "Kalimantan Utara",
    "sulut": "Sulawesi Utara",
    "sulteng": "Sulawesi Tengah",
    "sulsel": "Sulawesi Selatan",
    "sultra": "Sulawesi Tenggara",
    "sulbar": "Sulawesi Barat",
    "malut": "Maluku Utara",
}


def _bare(text: str) -> str:
    return plain_letters(text).removeprefix("provinsi ").removeprefix("prov ")


def plain_letters(text: str) -> str:
    """For names to be compared by: small letters and single spaces."""
    return " ".join(re.sub(r"[^a-z ]", "", _tidy(text).casefold()).split())


def _tidy(typed: str) -> str:
    """Normalised, without invisible and control characters, single-spaced."""
    text = unicodedata.normalize("NFKC", shown(typed))
    spaced = "".join(" " if char.isspace() else char for char in text)
    kept = "".join(char for char in spaced if unicodedata.category(char) not in _INVISIBLE)
    return " ".join(kept.split())


_INVISIBLE = {"Cc", "Cf", "Co", "Cn", "Cs"}


def _strange(text: str, allowed: str) -> str:
    """The first character that is no letter, no accent and not allowed."""
    return next(
        (c for c in text if unicodedata.category(c)[0] not in "LM" and c not in allowed), ""
    )


def has_letter(text: str) -> bool:
    return any(char.isalpha() for char in text)
