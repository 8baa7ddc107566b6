"""Fakturs laid out by a program that makes its own tables and breaks: reportlab's platypus.

Where :mod:`tests.documents.layouts` puts each line itself, here rows grow with what stands in them,
tables break over pages wherever they like, labels and values may be cells of their own, and what
goes around a page (footers, page numbers, watermarks, passwords) is drawn by the page.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from assistant.domain.fakturs.paper import ReadFaktur
from tests.documents.layouts import _LINK, _MONTHS, Item, Truth, made_up, qr, rupiah, wrong
from tests.documents.pens import _TTF, _picture

WATERMARKS = ("REPLACED", "CANCELED", "Diganti", "DIBATALKAN")
FONTS = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Courier", "Courier"),
         ("FakturSans", "FakturSans"))  # fmt: skip


@dataclass
class Foreign:
    """What such a program was told, and what must be read of it."""

    truth: Truth
    nik: str = "-"
    passport: str = "-"
    other: str = "-"
    watermark: str = ""
    odd_digits: bool = False
    """Amounts are grouped in a way that no faktur does: nothing of them may be read wrong."""
    style: dict[str, object] = field(default_factory=dict)

    @property
    def identities(self) -> tuple[str, str, str]:
        return self.nik, self.passport, self.other


def draw_foreign(seed: int) -> tuple[bytes, Foreign]:
    rng = random.Random(f"foreign {seed}")
    told = _told(rng)
    return _Program(rng, told).to_bytes(), told


def _told(rng: random.Random) -> Foreign:
    truth = made_up(rng)
    truth.number = rng.choice(("04", "04", "01", "02", "03", "07")) + truth.number[2:]
    told = Foreign(truth)
    match rng.randrange(8):
        case 0:
            truth.buyer_npwp, told.passport = "0" * 16, "X1234567"
        case 1:
            truth.buyer_npwp = told.nik = "3171011708450001"
        case 2:
            truth.buyer_npwp, told.other = "0" * 16, "REG-99/2026"
        case 3:
            truth.buyer_npwp, told.nik = "0" * 16, "3171015708450001"
    if rng.random() < 0.2:
        many = (f"INV-2026-{rng.randrange(10**6):06}" for _ in range(rng.choice((3, 9, 40))))
        truth.reference = ", ".join(many)
    told.watermark = rng.choice(WATERMARKS) if rng.random() < 0.12 else ""
    told.odd_digits = rng.random() < 0.06
    return told


class _Program:
    def __init__(self, rng: random.Random, told: Foreign) -> None:
        self.rng, self.told, self.truth = rng, told, told.truth
        if "FakturSans" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("FakturSans", str(_TTF)))
        self.font, self.bold = rng.choice(FONTS)
        self.size = rng.choice((7, 8, 9, 10, 11))
        self.leading = self.size * rng.uniform(1.1, 1.4)
        self.margin = rng.uniform(25, 60)
        self.foot = rng.choice(("last", "last", "all", "none"))
        self.numbers = rng.choice(("none", "all", "notice"))
        self.labels = rng.choice(("one line", "one line", "cells", "three cells"))
        self.valign = rng.choice(("TOP", "MIDDLE", "BOTTOM"))
        self.totals_inside = rng.random() < 0.3
        self.repeat = rng.choice((0, 1))
        self.rotate = rng.choice((0, 0, 0, 90, 180, 270))
        self.empty = rng.choice(("", "-"))
        self.dots = rng.random() < 0.2
        self.scale = rng.choice((1, 1, 0.8))
        told.style = {
            name: getattr(self, name)
            for name in ("font", "size", "foot", "numbers", "labels", "valign", "totals_inside",
                         "repeat", "rotate", "empty", "dots")
        }  # fmt: skip
        self.pages = 0

    # How it looks

    def p(
        self, text: str, align: int = TA_LEFT, *, bold: bool = False, size: float = 0
    ) -> Flowable:
        size = size or self.size
        leading = self.leading * size / self.size
        font = self.bold if bold else self.font
        style = ParagraphStyle("p", fontName=font, fontSize=size, leading=leading, alignment=align)
        return Paragraph(text, style)

    def amount(self, value: Decimal) -> str:
        text = rupiah(value)
        if self.told.odd_digits:
            return text.translate(str.maketrans(".,", ",."))
        return text

    def to_bytes(self) -> bytes:
        """Twice: the first time says how many pages there are."""
        self._build()
        return self._build()

    def _build(self) -> bytes:
        stream = io.BytesIO()
        width, height = 609.4, 935.4
        locked = StandardEncryption("", ownerPassword="pemilik") if self.dots else None
        document = BaseDocTemplate(
            stream,
            pagesize=(width, height),
            pageCompression=self.rng.choice((0, 1)) if not self.pages else 1,
            encrypt=locked,
        )
        frame = Frame(self.margin, 110, width - 2 * self.margin, height - 150, 0, 0, 0, 0, id="all")
        template = PageTemplate("faktur", [frame], onPage=self._around)
        document.addPageTemplates([template])
        state = self.rng.getstate()
        document.build(list(self._story(width - 2 * self.margin)))
        self.rng.setstate(state)
        self.pages = self.truth.pages = document.page
        return stream.getvalue()

    def _around(self, canvas: Canvas, document: Any) -> None:
        page, pages = document.page, self.pages or 1
        if self.rotate:
            canvas.setPageRotation(0)
        canvas.saveState()
        if self.told.watermark:
            canvas.setFillColor(colors.Color(0.6, 0.6, 0.6, 0.4))
            canvas.setFont(self.bold, 80)
            canvas.translate(300, 450)
            canvas.rotate(50)
            canvas.drawCentredString(0, 0, self.told.watermark)
        canvas.restoreState()
        last = page == pages
        y = 100.0
        canvas.setFont(self.font, self.size)
        if self.foot == "all" or (self.foot == "last" and last):
            for index, line in enumerate(_NOTICE):
                canvas.drawString(self.margin, y - index * self.leading, line)
            if self.numbers == "notice":
                canvas.drawRightString(609.4 - self.margin, y, f"{page} dari {pages}")
        if self.numbers == "all":
            canvas.drawCentredString(305, 20, f"{page} dari {pages}")

    # What stands there

    def _story(self, width: float) -> Iterator[Flowable]:
        truth, told = self.truth, self.told
        yield self.p("Faktur Pajak", TA_CENTER, bold=True, size=16)
        yield Spacer(1, 12)
        letterhead = [
            [self.p("Nama: KILAT CONTOH FIKTIF")],
            [self.p("Alamat: JL CONTOH RAYA NO 10, JAKARTA SELATAN #0098765431441000000000")],
        ]
        yield Table(letterhead, colWidths=[width * 0.45], hAlign="RIGHT", style=_BARE)
        yield Spacer(1, 8)
        yield self.p(f"Kode dan Nomor Seri Faktur Pajak: {truth.number}")
        yield self.p("Pengusaha Kena Pajak:")
        yield self._labelled(
            width,
            ("Nama", "KILAT CONTOH FIKTIF"),
            ("Alamat", "JL CONTOH RAYA NO 10, RT 001, RW 002, CONTOH, JAKARTA SELATAN 12345"),
            ("NPWP", "0098765431441000"),
        )
        yield self.p("Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:")
        yield self._labelled(
            width,
            ("Nama", truth.buyer),
            ("Alamat", "JL CONTOH NO 1, RT 000, RW 000, CONTOH, KECAMATAN CONTOH BARU, KOTA "
             "BANDUNG, JAWA BARAT 40111 #0029998887423000000000"),
            ("NPWP", truth.buyer_npwp),
            ("NIK", told.nik),
            ("Nomor Paspor", told.passport),
            ("Identitas Lain", told.other),
            ("Email", "keuangan@contoh.example"),
        )  # fmt: skip
        yield Spacer(1, 6)
        yield from self._items(width)
        yield from self._signature(width)

    def _labelled(self, width: float, *rows: tuple[str, str]) -> Flowable:
        if self.labels == "one line":
            cells = [[self.p(f"{label}{': ' if label == 'Email' else ' : '}{escape(value)}")]
                     for label, value in rows]  # fmt: skip
            return Table(cells, colWidths=[width], style=_BARE)
        label = self.size * 8
        if self.labels == "cells":
            cells = [[self.p(f"{name} :"), self.p(escape(value))] for name, value in rows]
            return Table(cells, colWidths=[label, width - label], style=_BARE)
        cells = [[self.p(name), self.p(":"), self.p(escape(value))] for name, value in rows]
        return Table(cells, colWidths=[label, 12, width - label - 12], style=_BARE)

    def _items(self, width: float) -> Iterator[Flowable]:
        number, code, amount = width * 0.06, width * 0.12, width * 0.25
        columns = [number, code, width - number - code - amount, amount]
        head = [
            self.p(text, TA_CENTER)
            for text in (
                "No.",
                "Kode Barang/ Jasa",
                "Nama Barang Kena Pajak / Jasa Kena Pajak",
                "Harga Jual / Penggantian / Uang Muka / Termin (Rp)",
            )
        ]
        rows: list[list[Any]] = [head]
        for index, item in enumerate(self.truth.items, start=1):
            rows.append(self._item(index, item))
        style = [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), self.valign),
            *_TIGHT,
        ]
        totals = self._totals()
        if self.totals_inside:
            first = len(rows)
            rows += [[label, "", "", value] for label, value in totals]
            style += [("SPAN", (0, at), (2, at)) for at in range(first, len(rows))]
        yield Table(
            rows, colWidths=columns, style=TableStyle(style), repeatRows=self.repeat, splitInRow=1
        )
        if not self.totals_inside:
            yield Table(
                [list(row) for row in totals],
                colWidths=[width - amount, amount],
                style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *_TIGHT]),
            )

    def _item(self, number: int, item: Item) -> list[Any]:
        lines = (
            escape(item.name),
            f"Rp {self.amount(item.price)} x {self.amount(item.quantity)} {item.unit}",
            f"Potongan Harga = Rp {self.amount(item.discount)}",
            f"PPnBM ({self.amount(Decimal(0))}%) = Rp {self.amount(Decimal(0))}",
        )
        return [
            self.p(f"{number}", TA_CENTER),
            self.p(item.code or self.empty, TA_CENTER),
            [self.p(line) for line in lines],
            self.p(self.amount(item.amount), TA_RIGHT),
        ]

    def _totals(self) -> list[tuple[Flowable, Flowable]]:
        truth = self.truth
        rows = (
            ("Harga Jual / Penggantian / Uang Muka / Termin", self.amount(truth.price)),
            ("Dikurangi Potongan Harga", self.amount(truth.discount)),
            (
                "Dikurangi Uang Muka yang telah diterima",
                self.amount(truth.advance) if truth.advance else "",
            ),
            ("Dasar Pengenaan Pajak", self.amount(truth.dpp)),
            ("Jumlah PPN (Pajak Pertambahan Nilai)", self.amount(truth.ppn)),
            ("Jumlah PPnBM (Pajak Penjualan atas Barang Mewah)", self.amount(Decimal(0))),
        )
        return [(self.p(label), self.p(value, TA_RIGHT)) for label, value in rows]

    def _signature(self, width: float) -> Iterator[Flowable]:
        truth, rng = self.truth, self.rng
        yield Spacer(1, 6)
        yield self.p(
            "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Faktur "
            "Pajak ini telah ditandatangani secara elektronik sehingga tidak diperlukan tanda "
            "tangan basah pada Faktur Pajak ini."
        )
        yield Spacer(1, 6)
        year, month, day = truth.day
        right = [
            self.p(f"{truth.place}, {day} {_MONTHS[month - 1]} {year}"),
            self._code(_LINK),
            self.p("Ditandatangani secara elektronik"),
            self.p(truth.signer),
        ]
        half = width * rng.choice((0.55, 0.65))
        yield KeepTogether(
            Table([[self._code(qr(truth)), right]], colWidths=[half, width - half], style=_BARE)
        )
        if truth.reference:
            if rng.random() < 0.2:
                yield PageBreak()
            yield Spacer(1, 6)
            yield self.p(f"(Referensi: {truth.reference})")

    def _code(self, content: str) -> Flowable:
        side = 80
        return Image(_picture(content, 4), side, side, hAlign="LEFT")


_TIGHT: list[tuple[Any, ...]] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]  # fmt: skip
_BARE = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_TIGHT])
_NOTICE = (
    "Pemberitahuan: Faktur Pajak ini telah dilaporkan ke Direktorat Jenderal Pajak dan telah",
    "memperoleh persetujuan sesuai dengan ketentuan peraturan perpajakan yang berlaku.",
    "PERINGATAN: PKP yang membuat Faktur Pajak yang tidak sesuai dengan keadaan yang",
    "sebenarnya dikenai sanksi sesuai dengan Pasal 14 ayat (4) UU KUP.",
)


def wrong_foreign(read: ReadFaktur, told: Foreign) -> Iterator[str]:
    """The fields that say something else than what was drawn."""
    for name in wrong(read, told.truth):
        if name == "watermark" and told.watermark:
            continue
        yield name
    if told.watermark and not read.watermark and "watermark" not in read.unread:
        yield "watermark"
    said = (read.buyer.nik, read.buyer.passport, read.buyer.other_id)
    for name, found, drawn in zip(
        ("buyer_nik", "buyer_passport", "buyer_other_id"), said, told.identities, strict=True
    ):
        if found != ("" if drawn == "-" else drawn) and name not in read.unread:
            yield f"{name} {found}"
