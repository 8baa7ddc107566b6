"""The recap of a tax month, read back by pdfium."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.recap import write_recap
from assistant.domain.archive.recap import Recap, RecapLine
from assistant.texts import LOCALES, Texts

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="kilat_bot")
LINE = RecapLine(
    number="04002600000000123",
    issued=date(2026, 10, 15),
    invoice="INV-2026-000123",
    dpp=Decimal(366667),
    ppn=Decimal(44000),
)
RECAP = Recap(
    company="PT Contoh Fiktif Nusantara",
    npwp="0029998887423000",
    masa_pajak=date(2026, 10, 1),
    lines=(LINE, replace(LINE, number="04012600000000124", dpp=Decimal(1000), ppn=Decimal(120))),
    made=datetime(2026, 11, 1, 2, 3, tzinfo=UTC),
)


def pages(recap: Recap, locale: str = "id") -> list[str]:
    document = pdfium.PdfDocument(write_recap(recap, TEXTS, locale))
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_recap_names_company_and_month_and_adds_up() -> None:
    [page] = pages(RECAP)
    for shown in (
        "PT Contoh Fiktif Nusantara",
        "NPWP 0029998887423000 · Masa pajak Oktober 2026",
        "04002600000000123",
        "15 Okt 2026",
        "INV-2026-000123",
        "366.667",
        "44.000",
        "Rp 367.667",
        "Rp 44.120",
        "Disusun oleh CloudKilat pada 1 November 2026 09.03 WIB.",
        "Halaman 1 dari 1",
    ):
        assert shown in page


def test_it_is_in_the_customers_language() -> None:
    [page] = pages(RECAP, "en")
    assert "TAX INVOICE RECAP" in page
    assert "367,667" in page
    assert "Page 1 of 1" in page


def test_many_fakturs_go_on_over_pages_under_the_same_head() -> None:
    lines = tuple(replace(LINE, number=f"040026{i:011}") for i in range(120))
    shown = pages(replace(RECAP, lines=lines))
    assert len(shown) > 2
    for number, page in enumerate(shown, start=1):
        assert page.count("Nomor faktur") == 1
        assert f"Halaman {number} dari {len(shown)}" in page
    assert all(any(line.number in page for page in shown) for line in lines)
    assert "Rp 44.000.040" in shown[0]
    assert "5.280.000" in shown[-1]


@pytest.mark.parametrize("count", range(25, 60))
def test_nothing_is_drawn_over_the_foot_of_a_page(count: int) -> None:
    document = pdfium.PdfDocument(write_recap(replace(RECAP, lines=(LINE,) * count), TEXTS, "id"))
    for page in document:
        text = page.get_textpage()
        note, _ = text.search("Disusun oleh").get_next()
        top = text.get_charbox(note)[3]
        above = [
            text.get_charbox(at)[1] for at in range(note) if text.get_text_range(at, 1).strip()
        ]
        assert min(above) > top + 6
    document.close()


def test_a_month_without_a_faktur_says_so() -> None:
    [page] = pages(replace(RECAP, lines=()))
    assert "Belum ada faktur untuk masa pajak ini." in page
    assert "Rp 0" in page


def test_a_long_name_is_wrapped_and_an_endless_one_cut_visibly() -> None:
    name = "PT Perusahaan dengan Nama yang Sangat Panjang dan Tidak Ada Habisnya di Nusantara Tbk"
    [page] = pages(replace(RECAP, company=name))
    assert name in " ".join(page.split())
    [page] = pages(replace(RECAP, company="X" * 5000))
    assert "X…" in page


def test_the_same_recap_has_the_same_bytes() -> None:
    assert write_recap(RECAP, TEXTS, "id") == write_recap(RECAP, TEXTS, "id")


@settings(max_examples=25, deadline=None)
@given(
    st.text(max_size=300), st.text(max_size=300), st.integers(0, 10**15), st.sampled_from(LOCALES)
)
def test_any_name_invoice_and_amount_can_be_drawn(
    company: str, invoice: str, amount: int, locale: str
) -> None:
    line = replace(LINE, invoice=invoice, dpp=Decimal(amount), ppn=Decimal(amount))
    [page] = pages(replace(RECAP, company=company, lines=(line,)), locale)
    assert "0029998887423000" in page
