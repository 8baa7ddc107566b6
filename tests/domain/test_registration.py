"""Names, addresses and phone numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.accounts import fields as r
from assistant.domain.accounts.fields import FieldError, FieldProblem

READERS = (
    r.read_name,
    r.read_company,
    r.read_street,
    r.read_city,
    r.read_postcode,
    r.read_phone,
    r.read_province,
)


@pytest.mark.parametrize("read", READERS)
@given(typed=st.text(max_size=300))
def test_whatever_is_typed_is_read_once_for_all_or_refused(read, typed):
    try:
        value = read(typed)
    except FieldError:
        return
    assert value == " ".join(value.split())
    assert read(value) == value, "reading it again changes nothing"


@pytest.mark.parametrize("typed", ["Budi", "Siti Nurhaliza", "H. Ma'ruf", "Jean-Luc", "Ñoño", "李"])
def test_names_of_many_kinds_are_taken(typed):
    assert r.read_name(typed) == typed


@pytest.mark.parametrize(
    ("typed", "code", "fact"),
    [
        ("a" * 61, FieldProblem.NAME_LONG, "60"),
        ("Budi 😀", FieldProblem.NAME_CHARACTER, "😀"),
        ("<b>Budi</b>", FieldProblem.NAME_CHARACTER, "<"),
        ("Budi2", FieldProblem.NAME_CHARACTER, "2"),
        ("...", FieldProblem.NAME_NO_LETTER, ""),
        ("\u200b", FieldProblem.NAME_NO_LETTER, ""),
    ],
)
def test_what_is_no_name_is_refused_by_what_is_wrong_with_it(typed, code, fact):
    with pytest.raises(FieldError) as refused:
        r.read_name(typed)
    assert (refused.value.code, refused.value.fact) == (code, fact)


def test_direction_marks_and_white_space_are_dropped_from_a_name():
    assert r.read_name(" \u202eBudi\u202c \t Santoso\u200f ") == "Budi Santoso"


def test_a_company_may_have_digits_and_signs():
    assert (
        r.read_company("PT  3Kilat & Rekan (Persero), Tbk.") == "PT 3Kilat & Rekan (Persero), Tbk."
    )
    with pytest.raises(FieldError):
        r.read_company("123")


def test_the_lines_of_a_street_are_joined():
    assert r.read_street("Jl. Merdeka 5\nRT 01/RW 02,\n\nGambir") == (
        "Jl. Merdeka 5, RT 01/RW 02, Gambir"
    )


@pytest.mark.parametrize("typed", ["Jl.", "12345", "x" * 201])
def test_a_street_too_short_or_too_long_is_refused(typed):
    with pytest.raises(FieldError):
        r.read_street(typed)


def test_a_city_has_no_digits():
    assert r.read_city("Kab. Bandung (Barat)") == "Kab. Bandung (Barat)"
    with pytest.raises(FieldError) as refused:
        r.read_city("Jakarta 12190")
    assert refused.value.code is FieldProblem.CITY_CHARACTER


@given(st.integers(10000, 99999))
def test_five_digits_are_a_postcode(number):
    text = str(number)
    assert r.read_postcode(text) == text
    assert r.read_postcode(f" {text[:2]} {text[2:]} ") == text


@pytest.mark.parametrize("typed", ["1219", "121900", "1219O", "", "١٢١٩٠"])
def test_other_than_five_digits_is_no_postcode(typed):
    with pytest.raises(FieldError) as refused:
        r.read_postcode(typed)
    assert refused.value.code is FieldProblem.POSTCODE_DIGITS


def test_no_postcode_begins_with_zero():
    with pytest.raises(FieldError) as refused:
        r.read_postcode("01219")
    assert refused.value.code is FieldProblem.POSTCODE_ZERO


MOBILE = st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True)
PREFIXES = st.sampled_from(["0", "", "62", "+62", "0062", "+62 0", "+62 (0)"])


@given(MOBILE, PREFIXES, st.sampled_from(["", " ", "-", ".", "\u2011"]))
def test_a_mobile_number_is_one_number_however_it_is_written(national, prefix, between):
    typed = prefix + between.join([national[:3], national[3:6], national[6:]])
    assert r.read_phone(typed) == f"+62{national}"


@pytest.mark.parametrize(
    ("typed", "phone"),
    [("(021) 520-1234", "+62215201234"), ("0274 512345", "+62274512345")],
)
def test_a_landline_is_taken(typed, phone):
    assert r.read_phone(typed) == phone


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("delapan", FieldProblem.PHONE_CHARACTER),
        ("0812-abc", FieldProblem.PHONE_CHARACTER),
        ("+65 9123 4567", FieldProblem.PHONE_FOREIGN),
        ("0065 9123 4567", FieldProblem.PHONE_FOREIGN),
        ("5201234", FieldProblem.PHONE_START),
        ("0112345678", FieldProblem.PHONE_START),
        ("08123456", FieldProblem.PHONE_SHORT),
        ("081234567890123", FieldProblem.PHONE_LONG),
    ],
)
def test_what_is_no_indonesian_number_is_refused_by_what_is_wrong_with_it(typed, code):
    with pytest.raises(FieldError) as refused:
        r.read_phone(typed)
    assert refused.value.code is code


@pytest.mark.parametrize(
    "typed",
    [
        "0812-3456-7890 / 0857-1111-2222",
        "081234567890 atau 085711112222",
        "081234567890 085711112222",
        "hp 0812-3456-7890, kantor 021-5201234",
        "021-5201234/35",
    ],
)
def test_two_numbers_are_never_one(typed):
    with pytest.raises(FieldError) as refused:
        r.read_phone(typed)
    assert refused.value.code is FieldProblem.PHONE_SEVERAL


def test_a_shared_contact_is_international_even_without_its_plus():
    assert r.read_shared_phone("6281234567890") == "+6281234567890"
    with pytest.raises(FieldError) as refused:
        r.read_shared_phone("6591234567")
    assert refused.value.code is FieldProblem.PHONE_FOREIGN


def test_there_are_38_provinces_each_read_by_its_name():
    names = r.province_names()
    assert len(set(names)) == 38
    for name in names:
        assert r.read_province(name) == name
        assert r.read_province(f"provinsi  {name.upper()}") == name


def test_every_short_form_is_a_province_of_today():
    assert set(r._SHORT_FORMS.values()) <= set(r.province_names())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Jakarta", "DKI Jakarta"),
        ("D.I. Yogyakarta", "DI Yogyakarta"),
        ("jatim", "Jawa Timur"),
        ("Bangka", "Kepulauan Bangka Belitung"),
        ("Papua", "Papua"),
        ("pegunungan", "Papua Pegunungan"),
    ],
)
def test_a_province_is_known_by_what_people_call_it(typed, name):
    assert r.read_province(typed) == name


def test_a_part_that_fits_several_provinces_names_them():
    with pytest.raises(FieldError) as refused:
        r.read_province("Jawa")
    assert refused.value.code is FieldProblem.PROVINCE_MANY
    assert refused.value.fact == "Jawa Barat, Jawa Tengah, Jawa Timur"


@pytest.mark.parametrize("typed", ["Bandung", "", "x", "<b>"])
def test_no_province_is_no_province(typed):
    with pytest.raises(FieldError) as refused:
        r.read_province(typed)
    assert refused.value.code is FieldProblem.PROVINCE_UNKNOWN
