"""Why an answer was not taken, in words: a text for each code that a reader raises."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from assistant.domain.accounts.faktur_lines import LineProblem
from assistant.domain.accounts.fields import FieldProblem
from assistant.domain.emails import EmailProblem
from assistant.domain.finance.identity import DocumentProblem
from assistant.domain.npwp import NpwpProblem

_FIELD: Mapping[FieldProblem, str] = {
    FieldProblem.NAME_LONG: "akun-problem-name-long",
    FieldProblem.NAME_NO_LETTER: "akun-problem-name-no-letter",
    FieldProblem.NAME_CHARACTER: "akun-problem-name-character",
    FieldProblem.NAME_COMPANY: "akun-problem-name-company",
    FieldProblem.COMPANY_LONG: "akun-problem-company-long",
    FieldProblem.COMPANY_NO_LETTER: "akun-problem-company-no-letter",
    FieldProblem.STREET_LONG: "akun-problem-street-long",
    FieldProblem.STREET_SHORT: "akun-problem-street-short",
    FieldProblem.CITY_LONG: "akun-problem-city-long",
    FieldProblem.CITY_NO_LETTER: "akun-problem-city-no-letter",
    FieldProblem.CITY_CHARACTER: "akun-problem-city-character",
    FieldProblem.PROVINCE_UNKNOWN: "akun-problem-province-unknown",
    FieldProblem.PROVINCE_MANY: "akun-problem-province-many",
    FieldProblem.POSTCODE_DIGITS: "akun-problem-postcode-digits",
    FieldProblem.POSTCODE_ZERO: "akun-problem-postcode-zero",
    FieldProblem.PHONE_CHARACTER: "akun-problem-phone-character",
    FieldProblem.PHONE_START: "akun-problem-phone-start",
    FieldProblem.PHONE_FOREIGN: "akun-problem-phone-foreign",
    FieldProblem.PHONE_SHORT: "akun-problem-phone-short",
    FieldProblem.PHONE_LONG: "akun-problem-phone-long",
    FieldProblem.PHONE_SEVERAL: "akun-problem-phone-several",
}
_EMAIL: Mapping[EmailProblem, str] = {
    EmailProblem.EMPTY: "akun-problem-email-empty",
    EmailProblem.NO_AT: "akun-problem-email-no-at",
    EmailProblem.MALFORMED: "akun-problem-email-malformed",
    EmailProblem.TOO_LONG: "akun-problem-email-too-long",
    EmailProblem.SEVERAL: "akun-problem-email-several",
}
_NPWP: Mapping[NpwpProblem, str] = {
    NpwpProblem.EMPTY: "npwp-problem-empty",
    NpwpProblem.TOO_LONG: "npwp-problem-too-long",
    NpwpProblem.NOT_DIGITS: "npwp-problem-not-digits",
    NpwpProblem.WRONG_LENGTH: "npwp-problem-wrong-length",
    NpwpProblem.PLACEHOLDER: "npwp-problem-placeholder",
    NpwpProblem.NIK_WANTED: "npwp-problem-nik-wanted",
    NpwpProblem.CHECK_DIGIT: "npwp-problem-check-digit",
    NpwpProblem.BRANCH_NEEDS_HEAD_OFFICE: "npwp-problem-branch-needs-head-office",
    NpwpProblem.TYPED_NITKU: "npwp-problem-typed-nitku",
    NpwpProblem.NIK_REGION: "npwp-problem-nik-region",
    NpwpProblem.NIK_BIRTH_DATE: "npwp-problem-nik-birth-date",
    NpwpProblem.NIK_SERIAL: "npwp-problem-nik-serial",
    NpwpProblem.NIK_FOR_COMPANY: "npwp-problem-nik-for-company",
    NpwpProblem.NITKU_LENGTH: "npwp-problem-nitku-length",
    NpwpProblem.NITKU_OF_ANOTHER: "npwp-problem-nitku-of-another",
}
_DOCUMENT: Mapping[DocumentProblem, str] = {
    DocumentProblem.DOCUMENT: "npwp-problem-document",
    DocumentProblem.COUNTRY: "npwp-problem-country",
}
EMAIL_ON_FAKTUR: Mapping[EmailProblem, str] = {
    EmailProblem.EMPTY: "npwp-problem-email-empty",
    EmailProblem.NO_AT: "npwp-problem-email-no-at",
    EmailProblem.MALFORMED: "npwp-problem-email-malformed",
    EmailProblem.TOO_LONG: "npwp-problem-email-too-long",
    EmailProblem.SEVERAL: "npwp-problem-email-several",
}
EMAIL_OF_RECIPIENT: Mapping[EmailProblem, str] = {
    EmailProblem.EMPTY: "pindah-problem-email-empty",
    EmailProblem.NO_AT: "pindah-problem-email-no-at",
    EmailProblem.MALFORMED: "pindah-problem-email-malformed",
    EmailProblem.TOO_LONG: "pindah-problem-email-too-long",
    EmailProblem.SEVERAL: "pindah-problem-email-several",
}
NAME_ON_FAKTUR: Mapping[LineProblem, str] = {
    LineProblem.TOO_LONG: "npwp-problem-name-too-long",
    LineProblem.TOO_SHORT: "npwp-problem-name-too-short",
    LineProblem.NO_LETTERS: "npwp-problem-name-no-letters",
    LineProblem.CHARACTERS: "npwp-problem-name-characters",
}
ADDRESS_ON_FAKTUR: Mapping[LineProblem, str] = {
    LineProblem.TOO_LONG: "npwp-problem-address-too-long",
    LineProblem.TOO_SHORT: "npwp-problem-address-too-short",
    LineProblem.NO_LETTERS: "npwp-problem-address-no-letters",
    LineProblem.CHARACTERS: "npwp-problem-address-characters",
}
_BY_KIND: Mapping[type[StrEnum], Mapping[Any, str]] = {
    FieldProblem: _FIELD,
    EmailProblem: _EMAIL,
    NpwpProblem: _NPWP,
    DocumentProblem: _DOCUMENT,
}


def problem_key(code: StrEnum) -> str:
    """Of a code that means the same wherever it is asked for."""
    return _BY_KIND[type(code)][code]
