"""How long a faktur takes to read and check and a specimen to draw, beside other libraries.

pdfplumber is asked for the text of the same PDF and does nothing else with it; reportlab draws the
same page: every line of text at its place, in the same embedded font, with the same QR codes.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pdfplumber
import pypdfium2 as pdfium

from assistant.documents.reading import read_faktur
from assistant.documents.specimen import draw_specimen, write_specimen
from assistant.domain.fakturs.comparing import ExpectedFaktur, check
from assistant.domain.fakturs.paper import FakturItem, FakturSpecimen, NomorFaktur, Party
from benchmarks.reportlab_paper import ReportlabPaper, embed_font
from benchmarks.table import Row, at_least, at_most, note
from tests.documents.layouts import draw, wrong

IN_A_ROW = 5
_READ, _WRITE = 5, 25
"""Milliseconds that are wanted, on one core."""


def run(short: bool) -> list[Row]:
    """For one page with two items: medians on one core."""
    spec = specimen()
    pdf = write_specimen(spec)
    font = embed_font()
    assert check(read_faktur(pdf), _expected(spec)).passed
    assert _text(_with_reportlab(spec, font)) == _text(pdf)
    ours, plumber, text, written, reportlab = _medians(
        3 if short else 20,
        lambda: check(read_faktur(pdf), _expected(spec)),
        lambda: _with_pdfplumber(pdf),
        lambda: _text(pdf),
        lambda: write_specimen(spec),
        lambda: _with_reportlab(spec, font),
    )
    return [
        at_most("faktur read (text, QR codes) and checked", ours, _READ, " ms"),
        note("pdfplumber, its text alone", f"{plumber:.1f} ms"),
        note("pypdfium2, its text alone", f"{text:.2f} ms"),
        note("pdfplumber ÷ ours", f"{plumber / ours:.1f}"),
        at_most("specimen written, font embedded", written, _WRITE, " ms"),
        note("reportlab, the same page", f"{reportlab:.1f} ms"),
        note("ours ÷ reportlab", f"{written / reportlab:.1f}"),
        *_layouts(50 if short else 1000),
    ]


def _layouts(count: int) -> list[Row]:
    """Layouts drawn by another hand: what is read must be right, what is not must be named."""
    whole = wrongly = 0
    for seed in range(count):
        pdf, truth = draw(seed)
        read = read_faktur(pdf)
        whole += not read.unread
        wrongly += bool(list(wrong(read, truth)))
    return [
        at_most(f"{count} drawn layouts: anything read wrong", wrongly, 0),
        at_least("all of it read", 100 * whole / count, 98, " %"),
    ]


def _medians(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Milliseconds, in turns: whatever else the machine does, it does to all. Each has several in a
    row, as a reader has who is given one PDF after the other."""
    taken: list[list[float]] = [[] for _ in works]
    for index in range(rounds + 1):
        for work, times in zip(works, taken, strict=True):
            for _ in range(IN_A_ROW):
                start = time.perf_counter()
                work()
                if index:  # the first round only warms up
                    times.append(time.perf_counter() - start)
    return [statistics.median(times) * 1000 for times in taken]


def _with_pdfplumber(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return document.pages[0].extract_text()


def _text(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def _with_reportlab(spec: FakturSpecimen, font: str) -> bytes:
    paper = ReportlabPaper(font)
    draw_specimen(spec, paper)  # type: ignore[arg-type]
    return paper.to_bytes()


def _expected(spec: FakturSpecimen) -> ExpectedFaktur:
    return ExpectedFaktur(
        seller_name=spec.seller.name,
        seller_npwp=spec.seller.npwp,
        buyer_npwp=spec.buyer.npwp,
        buyer_name=spec.buyer.name,
        invoice_number=spec.reference,
        subtotal=spec.harga_jual - spec.potongan,
    )


def specimen() -> FakturSpecimen:
    price = Decimal(150000)
    item = FakturItem(
        name="Layanan VPS contoh (1 bulan)",
        code="160105",
        unit="Bulan",
        price=price,
        quantity=Decimal(1),
        discount=Decimal(0),
        amount=price,
    )
    return FakturSpecimen(
        number=NomorFaktur("04", "00", "2600000000123"),
        seller=Party("PT PENJUAL FIKTIF", "JL CONTOH RAYA NO 10", "0012345674012000"),
        buyer=Party("PT CONTOH FIKTIF NUSANTARA", "JL CONTOH NO 1", "0029998887423000"),
        date=date(2026, 1, 15),
        place="KOTA ADM. JAKARTA SELATAN",
        signer="PENANDA TANGAN FIKTIF",
        items=(item, item),
        reference="INV-2026-000123",
    )
