"""How long a faktur takes to draw and to read, beside what pypdfium2 alone takes for its text."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pypdfium2 as pdfium

from assistant.documents.reading import read_faktur
from assistant.documents.specimen import write_specimen
from assistant.domain.faktur import FakturItem, FakturSpecimen, NomorFaktur, Party
from benchmarks.table import Row, note


def run(short: bool) -> list[Row]:
    """For one page with two items: medians on one core."""
    rounds = 10 if short else 50
    spec = specimen()
    pdf = write_specimen(spec)
    written = _median(lambda: write_specimen(spec), rounds)
    read = _median(lambda: read_faktur(pdf), rounds)
    text = _median(lambda: _text_alone(pdf), rounds)
    return [
        note("specimen written", f"{written:.1f} ms"),
        note("faktur read, text and QR codes", f"{read:.1f} ms"),
        note("pypdfium2, text alone", f"{text:.2f} ms"),
        note("read ÷ text alone", f"{read / text:.1f}"),
    ]


def _median(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def _text_alone(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


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
