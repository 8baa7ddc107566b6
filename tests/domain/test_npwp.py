from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from assistant.domain.clients import TaxKind
from assistant.domain.npwp import (
    HEAD_OFFICE,
    Npwp,
    NpwpError,
    NpwpForm,
    NpwpProblem,
    read_nitku,
    read_npwp,
)

COMPANY = "0013121660091000"


def refused(typed: str, kind: TaxKind | None = None) -> NpwpError:
    with pytest.raises(NpwpError) as caught:
        read_npwp(typed, kind)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "npwp16", "form"),
    [
        ("01.312.166.0-091.000", COMPANY, NpwpForm.OLD_COMPANY),
        (COMPANY, COMPANY, NpwpForm.COMPANY16),
        ("012345674012000", "0012345674012000", NpwpForm.OLD_COMPANY),
        ("0012345674012000", "0012345674012000", NpwpForm.COMPANY16),
        ("0029998887423000", "0029998887423000", NpwpForm.COMPANY16),
        ("0098765431441000", "0098765431441000", NpwpForm.COMPANY16),
        ("3171011708450001", "3171011708450001", NpwpForm.NIK),
        ("3171015708450001", "3171015708450001", NpwpForm.NIK),
        ("1000000000000000", "1000000000000000", NpwpForm.CORETAX),
        ("1000000123456789", "1000000123456789", NpwpForm.CORETAX),
        ("1000001234567890", "1000001234567890", NpwpForm.CORETAX),
        ("NPWP PT Contoh: 01.234.567.4-012.000", "0012345674012000", NpwpForm.OLD_COMPANY),
        ("0012345674012000 (pusat)", "0012345674012000", NpwpForm.COMPANY16),
        (
            "Nomor Pokok Wajib Pajak 01.234.567.4-012.000",
            "0012345674012000",
            NpwpForm.OLD_COMPANY,
        ),
    ],
)
def test_a_valid_number_is_read(typed: str, npwp16: str, form: NpwpForm) -> None:
    assert read_npwp(typed) == Npwp(npwp16, form)


@pytest.mark.parametrize(
    "typed",
    [
        " 0013 1216 6009 1000\n",
        "0013\u00a01216\u202f6009\u20131000",
        "NPWP: 0013121660091000",
        "npwp16: 01.312.166.0-091.000",
        "\uff10\uff10\uff11\uff13121660091000",
        "٠٠١٣١٢١٦٦٠٠٩١٠٠٠",
        "\u200e0013121660091000\u200b",
        "No. NPWP: 01.312.166.0-091.000",
        "Nomor NPWP 0013121660091000",
        "nomor npwp perusahaan kami: 0013121660091000",
        "NPWP 16 digit: 0013121660091000",
        "NPWP 15 digit 013121660091000",
        "NPWP0013121660091000",
        "#0013121660091000",
        "'0013121660091000",
        "\u20180013121660091000\u2019",
        "\u00ab0013121660091000\u00bb",
        "(0013121660091000)",
        "[0013121660091000]",
        "01.312.166.0\u2212091.000",
        "01.312.166.0\u2014091.000",
        "01,312,166,0/091,000",
        "\uff2e\uff30\uff37\uff30\uff1a\uff10\uff10\uff11\uff13121660091000",
        "0013\u00ad1216\u20606009\u200d1000\ufe0f",
        '"0013121660091000"',
        "TIN = 0013121660091000;",
        "*0013121660091000*",
        "<0013121660091000>",
        "~0013121660091000~",
        "\u2116 0013121660091000",
        "0013121660091000!",
        "\u27a1\ufe0f 01.312.166.0-091.000 \u2705",
        "N.P.W.P. 01.312.166.0-091.000",
        "NPWP Badan 0013121660091000",
        "npwp nya 0013121660091000",
        "NPWP-nya: 0013121660091000",
        "npwp pt maju 0013121660091000",
        "PT Maju Jaya\n01.312.166.0-091.000\nJakarta",
        "01.312.166.0-091.000 / 0013121660091000",
        "013121660091000 (lama) 0013121660091000 (baru)",
        "NPWP15: 013121660091000",
        "0013121660091000, terima kasih kak",
        "NPWP 0013121660091000 NITKU 0013121660091000000000",
    ],
)
def test_separators_labels_and_other_scripts_do_not_matter(typed: str) -> None:
    assert read_npwp(typed).npwp16 == COMPANY


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("013121661091000", NpwpProblem.CHECK_DIGIT, {}),
        ("0013121661091000", NpwpProblem.CHECK_DIGIT, {}),
        ("01312166009100", NpwpProblem.WRONG_LENGTH, {"digits": 14}),
        ("012345678901234", NpwpProblem.CHECK_DIGIT, {}),
        ("FF3456789012345", NpwpProblem.NOT_DIGITS, {"characters": "F"}),
        ("0000000000000000", NpwpProblem.PLACEHOLDER, {}),
        ("000000000012000", NpwpProblem.PLACEHOLDER, {}),
        ("0000000000012000", NpwpProblem.PLACEHOLDER, {}),
        ("00.000.000.0-441.000", NpwpProblem.PLACEHOLDER, {}),
        ("0013****60091000", NpwpProblem.NOT_DIGITS, {"characters": "*"}),
        ("O013121660091000", NpwpProblem.NOT_DIGITS, {"characters": "O"}),
        ("PT Maju 0013121660091000 5", NpwpProblem.NOT_DIGITS, {"characters": "PTMaju"}),
        (
            "0013121660091000 PT Maju, 0029998887423000 CV Sinar",
            NpwpProblem.NOT_DIGITS,
            {"characters": "PTMaju,CVSinr"},
        ),
        ("0013/x21660091000", NpwpProblem.NOT_DIGITS, {"characters": "/x"}),
        ("000000000000000", NpwpProblem.PLACEHOLDER, {}),
        ("9971011708450001", NpwpProblem.NIK_REGION, {"region": "9971"}),
        ("3171013002001234", NpwpProblem.NIK_BIRTH_DATE, {"digits": "300200"}),
        ("3171011713450001", NpwpProblem.NIK_BIRTH_DATE, {"digits": "171345"}),
        ("3171018108450001", NpwpProblem.NIK_BIRTH_DATE, {"digits": "810845"}),
        ("3171017208450001", NpwpProblem.NIK_BIRTH_DATE, {"digits": "720845"}),
        ("3171014008450001", NpwpProblem.NIK_BIRTH_DATE, {"digits": "400845"}),
        ("3171011708450000", NpwpProblem.NIK_SERIAL, {}),
        (
            "0013121660091000000000",
            NpwpProblem.TYPED_NITKU,
            {"npwp": COMPANY, "nitku": "0013121660091000000000"},
        ),
        (
            "0013121661091000000000",
            NpwpProblem.TYPED_NITKU,
            {"npwp": "", "nitku": "0013121661091000000000"},
        ),
        ("765432109609001", NpwpProblem.BRANCH_NEEDS_HEAD_OFFICE, {"branch": "001"}),
        ("0765432109609001", NpwpProblem.BRANCH_NEEDS_HEAD_OFFICE, {"branch": "001"}),
        ("", NpwpProblem.EMPTY, {}),
        (" .-\u200b ", NpwpProblem.EMPTY, {}),
        ("1" * 5000, NpwpProblem.TOO_LONG, {}),
        ("04002600000000123", NpwpProblem.WRONG_LENGTH, {"digits": 17}),
        ("0013²121660091000", NpwpProblem.NOT_DIGITS, {"characters": "²"}),
    ],
)
def test_an_invalid_number_is_refused_for_its_reason(
    typed: str, code: NpwpProblem, facts: dict[str, Any]
) -> None:
    error = refused(typed)
    assert (error.code, error.facts) == (code, facts)


def test_a_leap_day_of_either_century_is_a_birth_date() -> None:
    assert read_npwp("3171012902000001").form is NpwpForm.NIK
    assert refused("3171012902010001").code is NpwpProblem.NIK_BIRTH_DATE


def test_a_nik_of_a_region_that_moved_to_another_province_still_counts() -> None:
    assert read_npwp("6406011708850001").form is NpwpForm.NIK
    assert read_npwp("6502011708850001").form is NpwpForm.NIK


def test_a_nik_is_no_companys_number_but_a_company_form_is_open_to_a_person() -> None:
    assert refused("3171011708450001", TaxKind.COMPANY).code is NpwpProblem.NIK_FOR_COMPANY
    assert read_npwp("3171011708450001", TaxKind.PERSON).form is NpwpForm.NIK
    assert read_npwp(COMPANY, TaxKind.PERSON).form is NpwpForm.COMPANY16


def test_a_label_is_not_taken_for_digits_of_the_number():
    nik = "1603021708450001"  # of Muara Enim, which begins like the label NPWP16
    assert read_npwp(f"NPWP {nik}").npwp16 == nik
    assert read_npwp(f"NIK: {nik}").npwp16 == nik
    assert read_npwp(f"NPWP16 {nik}").npwp16 == nik


@pytest.mark.parametrize(
    "typed", ["091234567061000", "0091234567061000", "09.123.456.7-061.000", "669123458061000"]
)
def test_a_persons_old_number_asks_for_the_nik(typed: str):
    if typed.startswith("669"):  # made fit for the check digit
        typed = typed[:8] + str(luhn.calc_check_digit(typed[:8])) + typed[9:]
    error = refused(typed, TaxKind.PERSON)
    assert error.code is NpwpProblem.NIK_WANTED
    abroad = read_npwp(typed, TaxKind.PERSON, without_nik=True)
    assert error.facts == {"npwp": abroad.npwp16}
    assert read_npwp(typed, TaxKind.COMPANY).npwp16 == abroad.npwp16


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("IDTKU: 000001", "000001"),
        ("ID TKU 000001", "000001"),
        ("#0013121660091000000001", "000001"),
        ("NITKU: #0013121660091000000001", "000001"),
        ("\u2212", HEAD_OFFICE),
        ("\u2014", HEAD_OFFICE),
        ("unit 000012", "000012"),
    ],
)
def test_a_unit_is_read_with_what_people_write_around_it(typed: str, unit: str):
    assert read_nitku(typed, COMPANY) == COMPANY + unit


BETWEEN = " .-,/\u2212\u2013\u00a0\u200b\u00ad\u2060\u200d"


@given(
    st.sampled_from(["", "No. NPWP: ", "Nomor NPWP ", "npwp:", "#", "(", "'", "NPWP (16 digit): "]),
    st.lists(
        st.sampled_from(" .-,/\u2212\u2013\u00a0\u200b\u00ad\u2060\u200d"), min_size=16, max_size=16
    ),
    st.sampled_from(["", ")", ".", ";", "\n"]),
)
def test_whatever_stands_around_and_between_the_digits_it_is_the_same_number(
    before: str, between: list[str], after: str
):
    mixed = "".join(a + b for a, b in zip(COMPANY, between, strict=True))
    assert read_npwp(before + mixed + after).npwp16 == COMPANY


def test_the_error_says_nothing_personal_when_logged() -> None:
    assert str(refused("3171013002001234")) == "nik-birth-date"


def test_a_number_is_read_back_in_digits_and_in_the_old_form() -> None:
    company = read_npwp("013121660091000")
    assert company.npwp16 == COMPANY
    assert company.old_form == "01.312.166.0-091.000"
    assert read_npwp("1000000000000000").old_form is None
    assert read_npwp("3171011708450001").old_form is None


@st.composite
def old_head_offices(draw: st.DrawFn) -> str:
    serial = draw(st.text("0123456789", min_size=8, max_size=8))
    kpp = draw(st.text("0123456789", min_size=3, max_size=3))
    digits = serial + str(luhn.calc_check_digit(serial)) + kpp + "000"
    return digits if serial.strip("0") else "013121660091000"


@given(old_head_offices())
def test_every_form_of_a_company_number_is_the_same_number(old: str) -> None:
    npwp = read_npwp(old)
    assert npwp.old_form is not None
    for form in (npwp.npwp16, npwp.old_form):
        assert read_npwp(form).npwp16 == npwp.npwp16


@given(old_head_offices(), st.integers(0, 8), st.integers(1, 9), st.booleans())
def test_one_wrong_digit_before_the_tax_office_is_always_seen(
    old: str, position: int, step: int, with_zero: bool
) -> None:
    wrong = str((int(old[position]) + step) % 10)
    typed = old[:position] + wrong + old[position + 1 :]
    expected = NpwpProblem.CHECK_DIGIT if typed[:9].strip("0") else NpwpProblem.PLACEHOLDER
    assert refused("0" * with_zero + typed).code is expected


@given(old_head_offices(), st.integers(1, 999))
def test_a_branch_is_never_padded(old: str, branch: int) -> None:
    error = refused(f"{old[:12]}{branch:03}")
    assert error.code is NpwpProblem.BRANCH_NEEDS_HEAD_OFFICE
    assert error.facts == {"branch": f"{branch:03}"}


@given(st.one_of(st.text(), st.text("0123456789.- ", max_size=40)))
def test_any_text_is_a_number_or_an_npwp_error(text: str) -> None:
    with suppress(NpwpError):
        npwp = read_npwp(text)
        assert npwp.npwp16.isascii()
        assert npwp.npwp16.isdecimal()
        assert len(npwp.npwp16) == 16


@pytest.mark.parametrize(
    ("typed", "nitku"),
    [
        ("", COMPANY + HEAD_OFFICE),
        (" - ", COMPANY + HEAD_OFFICE),
        ("000000", COMPANY + HEAD_OFFICE),
        ("000012", COMPANY + "000012"),
        (COMPANY + "000012", COMPANY + "000012"),
        ("NITKU: 0013 1216 6009 1000 0000 12", COMPANY + "000012"),
    ],
)
def test_a_nitku_is_read_from_its_unit_or_in_full(typed: str, nitku: str) -> None:
    assert read_nitku(typed, COMPANY) == nitku


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("12", NpwpProblem.NITKU_LENGTH, {"digits": 2}),
        (COMPANY, NpwpProblem.NITKU_LENGTH, {"digits": 16}),
        (
            "0012345674012000000000",
            NpwpProblem.NITKU_OF_ANOTHER,
            {"npwp": "0012345674012000"},
        ),
        ("pusat", NpwpProblem.NOT_DIGITS, {"characters": "pusat"}),
        ("9" * 5000, NpwpProblem.TOO_LONG, {}),
    ],
)
def test_a_wrong_nitku_is_refused_for_its_reason(
    typed: str, code: NpwpProblem, facts: dict[str, Any]
) -> None:
    with pytest.raises(NpwpError) as caught:
        read_nitku(typed, COMPANY)
    assert (caught.value.code, caught.value.facts) == (code, facts)


@given(st.text())
def test_any_text_is_a_nitku_or_an_npwp_error(text: str) -> None:
    with suppress(NpwpError):
        assert len(read_nitku(text, COMPANY)) == 22
