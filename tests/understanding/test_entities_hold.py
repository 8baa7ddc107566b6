"""What must hold of numbers, times and names in whatever spelling and company."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogs.understanding.meaning import Entities, understand
from tests.understanding.corpus import TODAY

MONTHS = [
    ("januari", "jan"), ("februari", "feb"), ("maret", "maret"), ("april", "apr"), ("mei", "mei"),
    ("juni", "juni"), ("juli", "jul"), ("agustus", "agt"), ("september", "sept"),
    ("oktober", "okt"), ("november", "nov"), ("desember", "desember"),
]  # fmt: skip
AROUND = ["{}", "faktur {} dong kak", "min, fp {} blm ada", "Faktur {}?", "{}\nmakasih"]
BEHIND_A_NAME = [
    "mana", "dong", "ya kak", "untuk oktober", "yang kemarin", "belum ada", "tolong dikirim",
    "bulan lalu", "sudah lunas", "minta fakturnya", "NPWP 012345678901000", "- INV-2026-000123",
    "\nJl. Kenanga 4", ", terima kasih",
]  # fmt: skip
NAMES = [
    "PT Wana Kelana", "PT. Tirta Gumilang Tbk", "CV Roda & Rantai", "cv sari bumi", "UD Maju Tani",
    "Yayasan Rumah Pelangi", "Koperasi Serba Usaha Bhakti", "PT 3 Serangkai", "PT Karya (Persero)",
    "Koperasi Simpan Pinjam Rukun", "PT XYZ Digital", "CV. Anak-Anak Desa",
]  # fmt: skip
NOTHING = [
    "hp 0812{:08}", "+62 813-{:08}", "OTP {:06}", "kode {:06}", "Rp {:,}", "IDR {:,}", "{}rb",
    "{} juta", "{} bulan", "{} hari", "10.0.{}.1", "rek {:010}", "va 8808{:012}",
]  # fmt: skip

understand("", TODAY)  # reads the lexicon, which is no example's time


def named(text: str) -> Entities:
    return understand(text, TODAY).entities


@given(st.sampled_from(range(12)), st.booleans(), st.sampled_from(AROUND))
def test_a_month_alone_is_the_last_that_has_begun(number: int, short: bool, around: str) -> None:
    year = 2026 if number + 1 <= TODAY.month else 2025
    said = around.format("bulan " + MONTHS[number][short])
    assert named(said).month == f"{year}-{number + 1:02}"


@given(
    st.sampled_from(range(12)),
    st.integers(2018, 2026),
    st.sampled_from(["{name} {year}", "{name}'{two}", "{n:02}/{year}", "{year}-{n:02}",
                     "3 {name} {year}", "3/{n}/{year}", "03-{n:02}-{two}", "masa {n:02}-{year}",
                     "{name} tahun {year}", "{NAME} {year}"]),
    st.sampled_from(AROUND),
)  # fmt: skip
def test_a_month_with_its_year_is_found(number: int, year: int, form: str, around: str) -> None:
    name = MONTHS[number][0]
    said = form.format(name=name, NAME=name.upper(), n=number + 1, year=year, two=year % 100)
    assert named(around.format(said)).month == f"{year}-{number + 1:02}"


@given(
    st.from_regex(r"0[0-9]{14}([0-9])?", fullmatch=True),
    st.sampled_from(["{}", "npwp {}", "NPWP: {}.", "no npwp kami={}", "npwp16 {} ya kak"]),
    st.sampled_from(["", " ", ".", "-"]),
)
def test_a_tax_number_is_found_whatever_parts_it(digits: str, around: str, gap: str) -> None:
    parted = gap.join(digits[at : at + 4] for at in range(0, len(digits), 4))
    assert named(around.format(parted)).npwp == digits


@given(st.sampled_from(NAMES), st.sampled_from(BEHIND_A_NAME), st.sampled_from(["", "faktur "]))
def test_a_company_ends_where_its_name_does(name: str, behind: str, before: str) -> None:
    gap = "" if behind[0] in ",\n" else " "
    assert named(f"{before}{name}{gap}{behind}").company == name


@given(st.sampled_from(NOTHING), st.integers(2, 250))
def test_phones_codes_amounts_and_durations_are_nothing(form: str, number: int) -> None:
    assert named(f"tolong cek {form.format(number)} ya min") == Entities()
