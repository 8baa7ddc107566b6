"""A faktur drawn in Coretax's layout, marked as a specimen: for the demo and for tests.

It names real rules and no real document: the link in its right QR code leads nowhere.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal

from assistant.documents import form
from assistant.documents.lines import printable, wrap
from assistant.documents.paper import F4, Paper
from assistant.documents.specimen_mark import draw_mark
from assistant.domain.fakturs.paper import FakturItem, FakturSpecimen, Party

_WIDTH, _HEIGHT = F4
_LEFT, _RIGHT = 60.0, _WIDTH - 60.0
_TOP, _BOTTOM = 36.0, _HEIGHT - 86.0
"""Between them the text runs; below is the notice, and each page's number."""
_LETTERHEAD = 265.0
"""Where it begins."""
_SIGNATURE = 215.0
"""Width of the column of place, date and signer."""
_LINE = 12.5
_PAD = 4.0
_NO, _CODE, _AMOUNT = 32.0, 58.0, 127.0
"""Widths of the item table's columns; the name takes what is left."""
_NAME_LEFT = _LEFT + _NO + _CODE
_AMOUNT_LEFT = _RIGHT - _AMOUNT
_COLUMNS = (_LEFT + _NO, _NAME_LEFT, _AMOUNT_LEFT)
_QR_SIDE = 86.0
_CUT = 20
"""Characters of a name that the left QR code keeps."""


def write_specimen(spec: FakturSpecimen) -> bytes:
    """The PDF. The same specimen always gives the same bytes."""
    made = datetime.combine(spec.date, time(), tzinfo=UTC)
    paper = Paper(f"{form.TITLE} {spec.number} (SPESIMEN)", made, F4)
    draw_specimen(spec, paper)
    return paper.to_bytes()


def draw_specimen(spec: FakturSpecimen, paper: Paper) -> None:
    """All of its pages, on paper of size F4."""
    _Drawing(spec, paper).draw()


class _Drawing:
    """One specimen being drawn from top to bottom; ``y`` is where the next thing begins."""

    def __init__(self, spec: FakturSpecimen, paper: Paper) -> None:
        self.spec = spec
        self.paper = paper
        self.y = _TOP

    def draw(self) -> None:
        self.turn_page()
        self.title_and_letterhead()
        self.block([f"{form.NUMBER} {self.spec.number}"])
        self.block([form.SELLER])
        self.block(_seller_lines(self.spec.seller))
        self.block([form.BUYER])
        self.block(_buyer_lines(self.spec.buyer))
        self.table_header()
        for number, item in enumerate(self.spec.items, start=1):
            self.item(number, item)
        self.totals()
        self.signature()
        self.footers()

    def turn_page(self) -> None:
        self.paper.new_page()
        draw_mark(self.paper)
        self.y = _TOP

    def ensure(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.turn_page()

    def title_and_letterhead(self) -> None:
        with self.paper.bold(16):
            self.paper.text_centred(_WIDTH / 2, self.y + 14, form.TITLE, size=16)
        self.y += 30
        seller = self.spec.seller
        left = _LETTERHEAD
        address = f"{seller.address} #{seller.nitku}" if seller.nitku else seller.address
        for line in [
            *wrap(f"{form.LETTERHEAD_NAME} {seller.name}", _RIGHT - left),
            *wrap(f"{form.LETTERHEAD_ADDRESS} {address}", _RIGHT - left),
        ]:
            self.ensure(_LINE)
            self.paper.text(left, self.y + 10, line)
            self.y += _LINE
        self.y += 8

    def block(self, lines: list[str]) -> None:
        """Framed lines over the whole width, going on on the next page when there is no room."""
        while lines:
            self.ensure(_LINE + 2 * _PAD)
            fitting = int((_BOTTOM - self.y - 2 * _PAD) // _LINE)
            here, lines = lines[:fitting], lines[fitting:]
            height = len(here) * _LINE + 2 * _PAD
            self.paper.box(_LEFT, self.y, _RIGHT - _LEFT, height)
            for index, line in enumerate(here):
                self.paper.text(_LEFT + _PAD, self.baseline(index), line)
            self.y += height

    def baseline(self, index: float) -> float:
        """Of the line with this index in the frame that begins at ``y``."""
        return self.y + _PAD + index * _LINE + 9.5

    def table_header(self) -> None:
        height = 3 * _LINE + 2 * _PAD
        self.ensure(height + 6 * _LINE)
        self.frame(height)
        code, amount = _LEFT + _NO + _CODE / 2, _AMOUNT_LEFT + _AMOUNT / 2
        self.paper.text_centred(code, self.baseline(0), "Kode")
        self.paper.text_centred(amount, self.baseline(0), "Harga Jual / Penggantian /")
        self.paper.text_centred(_LEFT + _NO / 2, self.baseline(1), "No.")
        self.paper.text_centred(code, self.baseline(1), "Barang/")
        middle = (_NAME_LEFT + _AMOUNT_LEFT) / 2
        self.paper.text_centred(
            middle, self.baseline(1), "Nama Barang Kena Pajak / Jasa Kena Pajak"
        )
        self.paper.text_centred(amount, self.baseline(1), "Uang Muka / Termin")
        self.paper.text_centred(code, self.baseline(2), "Jasa")
        self.paper.text_centred(amount, self.baseline(2), "(Rp)")
        self.y += height

    def frame(self, height: float) -> None:
        """A row of the table: its border and the lines between the columns."""
        self.paper.box(_LEFT, self.y, _RIGHT - _LEFT, height)
        for x in _COLUMNS:
            self.paper.line(x, self.y, x, self.y + height)

    def item(self, number: int, item: FakturItem) -> None:
        """Coretax writes number and code first and the amount last, all at the middle of the cell,
        and so do we."""
        room = _AMOUNT_LEFT - _NAME_LEFT - 2 * _PAD
        quantity = f"Rp {_rupiah(item.price)} x {_rupiah(item.quantity)} {printable(item.unit)}"
        lines = [
            *wrap(item.name, room),
            quantity,
            f"{form.DISCOUNT} Rp {_rupiah(item.discount)}",
            f"{form.LUXURY} (0,00%) = Rp 0,00",
        ]
        if self.y + len(lines) * _LINE + 2 * _PAD > _BOTTOM and len(lines) <= 9:
            self.turn_page()
        first = True
        while lines:
            self.ensure(_LINE + 2 * _PAD)
            fitting = int((_BOTTOM - self.y - 2 * _PAD) // _LINE)
            here, lines = lines[:fitting], lines[fitting:]
            self.frame(len(here) * _LINE + 2 * _PAD)
            middle = self.baseline((len(here) - 1) / 2)
            if first:
                self.paper.text_centred(_LEFT + _NO / 2, middle, str(number))
                self.paper.text_centred(_LEFT + _NO + _CODE / 2, middle, item.code)
            for index, line in enumerate(here):
                self.paper.text(_NAME_LEFT + _PAD, self.baseline(index), line)
            if first:
                self.paper.text_right(_RIGHT - _PAD, middle, _rupiah(item.amount))
            self.y += len(here) * _LINE + 2 * _PAD
            first = False

    def totals(self) -> None:
        spec = self.spec
        rows = [
            (form.HARGA_JUAL, _rupiah(spec.harga_jual)),
            (form.TOTAL_DISCOUNT, _rupiah(spec.potongan)),
            (form.DOWN_PAYMENT, ""),
            (form.DPP, _rupiah(spec.dpp)),
            (form.PPN, _rupiah(spec.ppn)),
            (form.PPNBM, _rupiah(Decimal(0))),
        ]
        height = _LINE + 2 * _PAD
        self.ensure(len(rows) * height)
        for label, amount in rows:
            self.paper.box(_LEFT, self.y, _RIGHT - _LEFT, height)
            self.paper.line(_AMOUNT_LEFT, self.y, _AMOUNT_LEFT, self.y + height)
            self.paper.text(_LEFT + _PAD, self.baseline(0), label)
            self.paper.text_right(_RIGHT - _PAD, self.baseline(0), amount)
            self.y += height

    def signature(self) -> None:
        """The sentence, both QR codes, who signed where and when, and the reference."""
        spec = self.spec
        sentence = wrap(form.SENTENCE, _RIGHT - _LEFT, size=9)
        day = f"{spec.date.day} {form.MONTHS[spec.date.month - 1]} {spec.date.year}"
        place = wrap(f"{spec.place}, {day}", _SIGNATURE)
        signer = wrap(spec.signer, _SIGNATURE)
        reference = wrap(f"{form.REFERENCE} {spec.reference})", _RIGHT - _LEFT)
        lines = len(sentence) + len(place) + 1 + len(signer) + len(reference)
        self.ensure(lines * _LINE + _QR_SIDE + 28)
        self.y += 8
        for line in sentence:
            self.paper.text(_LEFT, self.y + 9.5, line, size=9)
            self.y += _LINE
        self.y += 6
        middle = _RIGHT - _SIGNATURE / 2
        for line in place:
            self.paper.text_centred(middle, self.y + 9.5, line)
            self.y += _LINE
        self.y += 4
        self.paper.qr(qr_content(spec), _LEFT + 10, self.y, _QR_SIDE)
        self.paper.qr(specimen_link(spec), middle - _QR_SIDE / 2, self.y, _QR_SIDE)
        self.y += _QR_SIDE + 4
        for line in [form.SIGNED, *signer]:
            self.paper.text_centred(middle, self.y + 9.5, line)
            self.y += _LINE
        self.y += 6
        if spec.reference:
            for line in reference:
                self.paper.text(_LEFT, self.y + 9.5, line)
                self.y += _LINE

    def footers(self) -> None:
        """The page's number; on the last page it stands at the end of the notice's first line."""
        notice = wrap(f"{form.NOTICE} {form.NOTICE_TEXT}", _RIGHT - _LEFT - 50, size=8)
        for page in range(1, self.paper.pages + 1):
            self.paper.turn_to(page)
            y = _BOTTOM + 22
            of = f"{page} {form.PAGE_OF} {self.paper.pages}"
            self.paper.line(_LEFT, y - 14, _RIGHT, y - 14)
            here = notice if page == self.paper.pages else [""]
            for index, line in enumerate(here):
                self.paper.text(_LEFT, y + index * 10, line, size=8)
                if index == 0:
                    self.paper.text_right(_RIGHT, y, of, size=8)


def qr_content(spec: FakturSpecimen) -> str:
    """The ten fields of the left QR code."""
    fields = (
        printable(spec.seller.name)[:_CUT],
        spec.seller.npwp,
        printable(spec.buyer.name)[:_CUT],
        spec.buyer.npwp,
        str(spec.number),
        spec.date.strftime("%d-%m-%Y"),
        _rupiah(spec.dpp),
        _rupiah(spec.ppn),
        _rupiah(Decimal(0)),
        spec.status,
    )
    return "#".join(field.replace("#", " ") for field in fields)


def specimen_link(spec: FakturSpecimen) -> str:
    """A link in the form of the real ones, with an identifier that DJP never gives."""
    return f"{form.LINK}00000000-0000-4000-8000-{str(spec.number)[-12:]}"


def _seller_lines(seller: Party) -> list[str]:
    return [
        *_field(form.NAME, seller.name),
        *_field(form.ADDRESS, seller.address),
        *_field(form.NPWP, seller.npwp),
    ]


def _buyer_lines(buyer: Party) -> list[str]:
    address = f"{buyer.address} #{buyer.nitku}" if buyer.nitku else buyer.address
    return [
        *_field(form.NAME, buyer.name),
        *_field(form.ADDRESS, address),
        *_field(form.NPWP, buyer.npwp),
        *_field(form.NIK, buyer.nik),
        *_field(form.PASSPORT, buyer.passport),
        *_field(form.OTHER_ID, buyer.other_id),
        *_field(form.EMAIL, buyer.email),
    ]


def _field(label: str, value: str) -> list[str]:
    return wrap(f"{label} {value or form.NOTHING}", _RIGHT - _LEFT - 2 * _PAD)


def _rupiah(amount: Decimal) -> str:
    """As the form prints it in every language: ``366.667,00``."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
