"""Numbers, addresses, times and names, in the spellings that people use."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogs.understanding.meaning import Entities, understand
from tests.understanding.corpus import ROUTES, TODAY, every

TEXTS = st.text(max_size=300)
WORDS = [word for one in every() for word in one.text.split()]


def named(text: str, today: date = TODAY) -> Entities:
    return understand(text, today).entities


@given(TEXTS | st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_text_has_a_route(text: str) -> None:
    understood = understand(text, TODAY)
    assert understood.route in ROUTES
    assert (len(understood.offer) == 2) == (understood.route == "ambiguous")


@given(TEXTS, st.sampled_from(every()), TEXTS)
def test_what_is_found_was_said(before: str, phrase, after: str) -> None:
    text = f"{before} {phrase.text} {after}"
    found = named(text)
    digits = re.sub(r"\D", "", text.replace("O", "0").replace("o", "0"))
    for number in (found.faktur, found.npwp, found.invoice):
        assert number is None or re.sub(r"\D", "", number) in digits
    assert found.email is None or found.email in text.lower()
    assert all(domain in text.lower() for domain in found.domains)
    assert found.year is None or found.month is None


@given(
    year=st.integers(2015, 2035),
    number=st.integers(0, 999_999),
    word=st.sampled_from(
        ["INV", "inv", "Inv", "invoice", "INVOICE no", "inv no.", "tagihan nomor", "I N V"]
    ),
    gaps=st.tuples(*[st.sampled_from(["-", "/", " ", "_", ".", " - ", "\u2013"])] * 2),
    around=st.sampled_from(
        ["{}", "faktur {} dong", "sudah bayar {}, mana fakturnya?", "({})", "{}\nmakasih"]
    ),
)
def test_an_invoice_is_known_in_any_spelling(
    year: int, number: int, word: str, gaps: tuple[str, str], around: str
) -> None:
    said = around.format(f"{word}{gaps[0]}{year}{gaps[1]}{number:06}")
    assert named(said).invoice == f"INV-{year}-{number:06}"


@pytest.mark.parametrize(
    ("text", "invoice"),
    [
        ("INV2026000123", "INV-2026-000123"),
        ("inv 2026-000 123 ya", "INV-2026-000123"),
        ("INV-2O26-OOO123", "INV-2026-000123"),
        ("fp invoice 000251 donk", "000251"),
        ("#48213", "48213"),
        ("no 48213?", "48213"),
        ("48213", "48213"),
        ("48213 ya kak", "48213"),
        ("halo min, no 48213 dong", "48213"),
        ("48213 error terus", None),
        ("tiket #48213 gimana", None),
        ("tiket 48213 gimana", None),
        ("kode 482133", None),
        ("tagihan 500rb", None),
        ("invoice 2026", None),
        ("2026", None),
        ("bayar 1.250.000 ke 0812-3456-7890", None),
        ("invoice 3 bulan", None),
    ],
)
def test_invoices(text: str, invoice: str | None) -> None:
    assert named(text).invoice == invoice


@pytest.mark.parametrize(
    ("text", "npwp", "faktur"),
    [
        ("01.234.567.4-012.000", "012345674012000", None),
        ("npwp0012345674012000", "0012345674012000", None),
        ("NPWP 0012 3456 7401 2000", "0012345674012000", None),
        ("nik 3171011708450001 ya", "3171011708450001", None),
        ("04002600012345678", None, "04002600012345678"),
        ("040.026-00.123456789", None, "04002600123456789"),
        ("NPWP 0012345674012000 2 cabang", "0012345674012000", None),
        ("dari 0012345674012000 ke 0098765431441000", "0098765431441000", None),
        ("0012345674012000000000", None, None),
        ("VA 8808123456789012", None, None),
        ("hubungi +62 812 3456 7890", None, None),
        ("203.0.113.24", None, None),
        ("rek 1234567890123456 bca", None, None),
    ],
)
def test_tax_numbers(text: str, npwp: str | None, faktur: str | None) -> None:
    assert (named(text).npwp, named(text).faktur) == (npwp, faktur)


@pytest.mark.parametrize(
    ("text", "request_", "conversation"),
    [
        ("PND-7F3KQ2MX", "PND-7F3KQ2MX", None),
        ("pnd 7f3kq2mx?", "PND-7F3KQ2MX", None),
        ("pnd7f3k-q2mx", "PND-7F3KQ2MX", None),
        ("pnd diterima belum", None, None),
        ("CS-7F3KQ2MX", None, "CS-7F3KQ2MX"),
        ("cs-7f3kq2mx", None, "CS-7F3KQ2MX"),
        ("cs dimana ya", None, None),
    ],
)
def test_codes(text: str, request_: str | None, conversation: str | None) -> None:
    assert (named(text).request, named(text).conversation) == (request_, conversation)


@pytest.mark.parametrize(
    ("text", "email", "domains"),
    [
        ("Admin@Toko.Example", "admin@toko.example", ()),
        ("<mailto:admin@toko.example>", "admin@toko.example", ()),
        ("dari a@toko.example ke b@toko.example", "b@toko.example", ()),
        (
            "https://www.Toko.example/harga?x=1, lalu mail.toko.example.",
            None,
            ("toko.example", "mail.toko.example"),
        ),
        ("toko.example toko.example", None, ("toko.example",)),
        ("email kantor @toko.example", None, ("toko.example",)),
        ("faktur.pdf dong.makasih", None, ()),
        ("https://wa.me/62812", None, ()),
        ("toko.co.id", None, ("toko.co.id",)),
    ],
)
def test_addresses(text: str, email: str | None, domains: tuple[str, ...]) -> None:
    assert (named(text).email, named(text).domains) == (email, domains)


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("bln kmrn", "2026-10", None),
        ("bulan yang lalu", "2026-10", None),
        ("last month's", "2026-10", None),
        ("bulan ini", "2026-11", None),
        ("bulan depan", "2026-12", None),
        ("2 bulan lalu", "2026-09", None),
        ("dua bulan yang lalu", "2026-09", None),
        ("three months ago", "2026-08", None),
        ("desember", "2025-12", None),
        ("november", "2026-11", None),
        ("okt'25", "2025-10", None),
        ("fp okt 25", "2025-10", None),
        ("fp 25 okt", "2026-10", None),
        ("faktur Oct 25", "2026-10", None),
        ("fp okt 31", "2026-10", None),
        ("oktober thn lalu", "2025-10", None),
        ("okober 2026", "2026-10", None),
        ("agustsus", "2026-08", None),
        ("tgl 3 nopember", "2026-11", None),
        ("3/11/2026", "2026-11", None),
        ("2026-09-30", "2026-09", None),
        ("masa 09/2026", "2026-09", None),
        ("bulan 9", "2026-09", None),
        ("masa pajak 08", "2026-08", None),
        ("bulan sepuluh", "2026-10", None),
        ("januari - maret 2025", "2025-01", None),
        ("tahun lalu", None, "2025"),
        ("thn 24", None, "2024"),
        ("faktur 2025", None, "2025"),
        ("UU 27 tahun 2022", None, None),
        ("2 bulan", None, None),
        ("12 bulan", None, None),
        ("may I ask", None, None),
        ("des, tolong", None, None),
        ("tanggal 3", None, None),
        ("INV-2026-000123", None, None),
    ],
)
def test_months_and_years(text: str, month: str | None, year: str | None) -> None:
    assert (named(text).month, named(text).year) == (month, year)


def test_in_january_last_month_is_december() -> None:
    assert named("bulan lalu", date(2027, 1, 3)).month == "2026-12"


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("faktur PT Kopi Senja Nusantara bulan lalu", "PT Kopi Senja Nusantara"),
        ("FAKTUR PT MAJU JAYA ABADI BELUM ADA", "PT MAJU JAYA ABADI"),
        ("buat cv lentera timur, emailnya a@b.example", "cv lentera timur"),
        ("PT. Sinar Dua Satu (Persero) Tbk sudah lunas", "PT. Sinar Dua Satu (Persero) Tbk"),
        ("Koperasi Karyawan Bank Raya ya", "Koperasi Karyawan Bank Raya"),
        ("CV Roda & Rantai\nJl. Melati 3", "CV Roda & Rantai"),
        ("PT Tiga Pilar NPWP 0012345674012000", "PT Tiga Pilar"),
        ("pt kami ganti nama", None),
        ("dua PT dalam satu akun", None),
        ("dari CV menjadi PT.", None),
        ("akun koperasi kami", None),
        ("satu PT satu akun", None),
    ],
)
def test_companies(text: str, company: str | None) -> None:
    assert named(text).company == company


def test_invisible_marks_change_nothing() -> None:
    plain = understand("faktur INV-2026-000123 mana", TODAY)
    marked = understand("\u202efaktur\u200b INV\u2011-2026-\u2066000123\u2069 ma\u00adna", TODAY)
    assert (marked.route, marked.entities) == (plain.route, plain.entities)


def test_a_quoted_mail_names_what_its_answer_is_about() -> None:
    text = "> Tagihan INV-2026-000964 sudah lunas, domain Anda aktif\nfakturnya mana ya"
    understood = understand(text, TODAY)
    assert understood.route == "faktur-find"
    assert understood.entities.invoice == "INV-2026-000964"


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("pindahin b.example, bukan a.example ya", ("b.example",)),
        ("bukan domain a.example tapi b.example", ("b.example",)),
        ("semua domain kecuali a.example", ()),
        ("a.example eh salah maksudnya b.example", ("b.example",)),
        ("pindah a.example dan c.example, eh maksud saya b.example", ("a.example", "b.example")),
    ],
)
def test_a_host_that_is_denied_or_taken_back_is_not_named(
    text: str, domains: tuple[str, ...]
) -> None:
    assert named(text).domains == domains


def test_a_number_said_instead_of_another_takes_its_place() -> None:
    said = "faktur INV-2026-000123, eh salah, maksudnya INV-2026-000124"
    assert named(said).invoice == "INV-2026-000124"
    assert named("faktur bukan PT Kopi Senja tapi PT Roda Jaya").company == "PT Roda Jaya"


def test_an_invoice_alone_needs_no_letters() -> None:
    assert named("2026/001234 ya kak").invoice == "INV-2026-001234"
    assert named("sejak 2026/001234 lemot").invoice is None
