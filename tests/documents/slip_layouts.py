"""Slips drawn in many layouts, by other code and other libraries than the product's specimen.

What is drawn is made up. Where things stand, in which order and how finely they are drawn, fonts,
wraps and the way each label is written are drawn by lot.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import pypdfium2 as pdfium
import zxingcpp
from fpdf import FPDF
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from assistant.domain.withholding.model import Slip, SlipStatus

MONTHS = [
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
]
FONTS = ("Helvetica", "Times-Roman", "Helvetica", "Helvetica", "Courier")
OBJECT_NAMES = (
    "Jasa Penyimpanan, Pengolahan dan/atau Penyaluran Data, Informasi, dan/atau Program",
    "Jasa Internet Termasuk Sambungannya",
    "Sewa selain Tanah dan/atau Bangunan yang telah dikenai PPh Pasal 4 Ayat (2) UU PPh, dan lain",
    "Royalti",
)


@dataclass(frozen=True, slots=True)
class Bit:
    """A line of text on the page, from its left and its baseline, from the top."""

    x: float
    y: float
    text: str
    size: float
    font: str
    group: int
    """0 labels, 1 values, 2 the rest."""


@dataclass(frozen=True, slots=True)
class Picture:
    x: float
    y: float
    side: float
    content: str


@dataclass(frozen=True, slots=True)
class Style:
    """What is drawn by lot once for a page."""

    width: float
    height: float
    font: str
    size: float
    pitch: float
    """Lines, in sizes."""
    left: float
    label_at: float
    colon_at: float
    value_at: float
    right: float
    colon: str
    """``" : "`` apart, ``": "`` before the value, or ``":"`` behind the label."""
    value_line: int
    """Beside which line of its label a value stands."""
    number_nested: bool
    """B.9 to the right of B.8's label."""
    head_below: bool
    """Narrow columns in the head, in which values wrap."""
    table_value_line: int
    align: str
    order: str
    pieces: str
    qr_side: float
    qr_right: bool
    qr_vector: bool
    status_text: int
    library: str
    turned: int
    """Degrees."""
    two_pages: bool


def style(draw: Random) -> Style:
    width, height = draw.choice(((595.28, 841.89), (612.0, 792.0), (609.4, 935.4)))
    size = draw.choice((7.0, 7.5, 8.0, 8.5))
    font = draw.choice(FONTS)
    if font == "Courier":
        size = 7.0
    left = draw.uniform(20, 45)
    label_at = left + draw.uniform(22, 32)
    colon_at = label_at + draw.uniform(3, 20) + _label_room(font, size)
    return Style(
        width=width,
        height=height,
        font=font,
        size=size,
        pitch=draw.uniform(1.2, 1.5),
        left=left,
        label_at=label_at,
        colon_at=colon_at,
        value_at=colon_at + draw.uniform(6, 14),
        right=width - draw.uniform(20, 60),
        colon=draw.choice((" : ", ": ", ":", " : ")),
        value_line=draw.choice((0, 0, 0, 1)),
        number_nested=draw.random() < 0.3,
        head_below=draw.random() < 0.25,
        table_value_line=draw.choice((0, 0, 0, 1)),
        align=draw.choice(("left", "right", "centre")),
        order=draw.choice(("natural", "natural", "labels-first", "shuffled", "backwards")),
        pieces=draw.choice(("lines", "lines", "words", "letters")),
        qr_side=draw.uniform(42, 95),
        qr_right=draw.random() < 0.3,
        qr_vector=draw.random() < 0.15,
        status_text=draw.randrange(4),
        library=draw.choice(("reportlab", "reportlab", "fpdf2")),
        turned=draw.choice((0,) * 12 + (90, 180, 270)),
        two_pages=draw.random() < 0.1,
    )


def _label_room(font: str, size: float) -> float:
    widest = ("USAHA (NITKU) / SUBUNIT ORGANISASI", "NAMA PEMOTONG DAN/ATAU PEMUNGUT")
    return max(stringWidth(text, font, size) for text in widest)


def draw_slip(slip: Slip, draw: Random) -> bytes:
    """The slip as a PDF in a layout of its own."""
    look = style(draw)
    page = _Page(slip, look, draw)
    page.compose()
    look = replace(look, height=max(look.height, page.y + 30))
    bits = _ordered(page.bits, look.order, draw)
    pieces = [piece for bit in bits for piece in _pieces(bit, look.pieces)]
    write = _with_reportlab if look.library == "reportlab" else _with_fpdf
    end = page.begins_second if look.two_pages else look.height
    return _turned(write(look, _parted(pieces, page.pictures, end)), look.turned)


def _turned(pdf: bytes, degrees: int) -> bytes:
    if not degrees:
        return pdf
    document, stream = pdfium.PdfDocument(pdf), io.BytesIO()
    for page in document:
        page.set_rotation(degrees)
    document.save(stream)
    document.close()
    return stream.getvalue()


Sheet = tuple[list["Bit"], list["Picture"]]


def _parted(bits: list[Bit], pictures: list[Picture], end: float) -> list[Sheet]:
    """What is drawn on the first page, and what on the second."""
    first = ([one for one in bits if one.y < end], [one for one in pictures if one.y < end])
    up = 30 - end
    second = (
        [replace(one, y=one.y + up) for one in bits if one.y >= end],
        [replace(one, y=one.y + up) for one in pictures if one.y >= end],
    )
    return [first, second] if second[0] else [first]


class _Page:
    def __init__(self, slip: Slip, look: Style, draw: Random) -> None:
        self.slip = slip
        self.look = look
        self.draw = draw
        self.y = draw.uniform(24, 40)
        self.bits: list[Bit] = []
        self.pictures: list[Picture] = []
        self.line = look.size * look.pitch
        self.begins_second = look.height

    def put(self, x: float, text: str, group: int = 2, *, down: float = 0, size: float = 0) -> None:
        look = self.look
        if text.strip():
            self.bits.append(
                Bit(x, self.y + look.size + down, text, size or look.size, look.font, group)
            )

    def centre(self, middle: float, text: str, group: int = 2, *, down: float = 0) -> None:
        look = self.look
        x = middle - stringWidth(text, look.font, look.size) / 2
        self.put(x, text, group, down=down)

    def wrapped(self, text: str, room: float) -> list[str]:
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and stringWidth(longer, self.look.font, self.look.size) > room:
                lines.append(line)
                longer = word
            line = longer
        return [*lines, line]

    def compose(self) -> None:
        self.title()
        self.head()
        self.bar("A. IDENTITAS WAJIB PAJAK YANG DIPOTONG DAN/ATAU DIPUNGUT PPh ATAU PENERIMA "
                 "PENGHASILAN")  # fmt: skip
        payee, withholder = self.slip.payee, self.slip.withholder
        self.field("A.1", ["NPWP / NIK"], payee.identity)
        self.field("A.2", ["NAMA"], payee.name)
        self.field("A.3", ["NOMOR IDENTITAS", "TEMPAT KEGIATAN", "USAHA (NITKU)"],
                   f"{payee.nitku} - {payee.name}")  # fmt: skip
        self.bar("B. PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh")
        self.field("B.1", ["Jenis Fasilitas"], self.slip.facility or "")
        self.field("B.2", ["Jenis PPh"], self.slip.kind or "")
        self.table()
        self.document()
        self.field("B.10", ["Untuk Instansi Pemerintah,", "Pembayaran PPh Menggunakan"], "")
        self.field("B.11", ["Nomor SP2D"], "")
        self.begins_second = self.y
        self.bar("C. IDENTITAS PEMOTONG DAN/ATAU PEMUNGUT PPh")
        self.field("C.1", ["NPWP / NIK"], withholder.identity)
        self.field("C.2", ["NOMOR IDENTITAS TEMPAT KEGIATAN", "USAHA (NITKU) / SUBUNIT ORGANISASI"],
                   f"{withholder.nitku} - {withholder.name}")  # fmt: skip
        self.field("C.3", ["NAMA PEMOTONG DAN/ATAU PEMUNGUT", "PPh"], withholder.name)
        self.field("C.4", ["TANGGAL"], _day(self.slip.issued))
        self.field("C.5", ["NAMA PENANDATANGAN"], self.slip.signer or "")
        self.field("C.6", ["PERNYATAAN WAJIB PAJAK"],
                   "Dengan ini saya menyatakan bahwa Bukti Pemotongan dan/atau Pemungutan PPh "
                   "Unifikasi telah saya isi dengan benar.")  # fmt: skip
        self.foot()

    def title(self) -> None:
        look = self.look
        for text in ("KEMENTERIAN KEUANGAN", "REPUBLIK INDONESIA", "DIREKTORAT JENDERAL PAJAK"):
            self.put(look.left + 60, text)
            self.y += self.line
        self.put(look.right - 80, "BPPU", down=-self.line, size=self.draw.choice((14.0, 20.0)))
        for text in ("BUKTI PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh",
                     "UNIFIKASI BERFORMAT STANDAR BPPU"):  # fmt: skip
            self.centre(look.width / 2, text)
            self.y += self.line
        self.y += 6

    def head(self) -> None:
        look = self.look
        shares = (0, 0.16, 0.32, 0.66, 1) if look.head_below else (0, 0.2, 0.4, 0.7, 1)
        edges = [look.left + share * (look.right - look.left) for share in shares]
        labels = (["NOMOR"], ["MASA PAJAK"], ["SIFAT PEMOTONGAN DAN/ATAU", "PEMUNGUTAN PPh"],
                  ["STATUS BUKTI PEMOTONGAN /", "PEMUNGUTAN"])  # fmt: skip
        values = (self.slip.number or "", self.slip.masa.strftime("%m-%Y"),  # type: ignore[union-attr]
                  "FINAL" if self.slip.final else "TIDAK FINAL",
                  _status(self.slip, look.status_text))  # fmt: skip
        for at, lines in enumerate(labels):
            for index, text in enumerate(lines):
                self.centre((edges[at] + edges[at + 1]) / 2, text, 0, down=index * self.line)
        self.y += 2 * self.line + 4
        for at, value in enumerate(values):
            lines = value.split() if look.head_below and at > 1 else [value]
            for index, text in enumerate(lines):
                self.centre((edges[at] + edges[at + 1]) / 2, text, 1, down=index * self.line)
        self.y += (3 if look.head_below else 1) * self.line + 6

    def bar(self, text: str) -> None:
        self.put(self.look.left + 3, text)
        self.y += self.line + 4

    def field(
        self, code: str, label: list[str], value: str, *, at: float = 0, pitch: int = 0
    ) -> None:
        look = self.look
        left = at or look.left
        self.put(left, code, 0)
        shift = left - look.left
        label = list(label)
        colon_line = min(look.value_line, len(label) - 1)
        if look.colon == ":":
            label[colon_line] += " :" if self.draw.random() < 0.5 else ":"
        for index, text in enumerate(label):
            self.put(look.label_at + shift, text, 0, down=index * self.line)
        value_at = look.value_at + shift
        if look.colon == " : ":
            self.put(look.colon_at + shift, ":", 0, down=colon_line * self.line)
        lines = self.wrapped(value, look.right - value_at - 4)
        if look.colon == ": ":
            lines[0] = f": {lines[0]}".rstrip()
            value_at = look.colon_at + shift
        for index, text in enumerate(lines):
            self.put(value_at, text, 1, down=(colon_line + index) * self.line)
        self.y += (pitch or max(len(label), colon_line + len(lines))) * self.line

    def table(self) -> None:
        look = self.look
        edges = [look.left + share * (look.right - look.left)
                 for share in (0, 0.17, 0.52, 0.70, 0.79, 1)]  # fmt: skip
        heads = (["KODE", "OBJEK PAJAK"], ["OBJEK PAJAK"], ["DPP", "(Rp)"], ["TARIF", "(%)"],
                 ["PAJAK", "PENGHASILAN", "(Rp)"])  # fmt: skip
        self.y += 4
        for at, lines in enumerate(heads):
            for index, text in enumerate(lines):
                self.centre((edges[at] + edges[at + 1]) / 2, text, 0, down=index * self.line)
        self.y += 3 * self.line
        for at in range(5):
            self.centre((edges[at] + edges[at + 1]) / 2, f"B.{at + 3}", 0)
        self.y += self.line + 3
        lines = self.wrapped(self.draw.choice(OBJECT_NAMES), edges[2] - edges[1] - 6)
        for index, text in enumerate(lines):
            self.put(edges[1] + 3, text, 1, down=index * self.line)
        down = min(look.table_value_line, len(lines) - 1) * self.line
        self.put(edges[0] + 3, self.slip.object_code or "", 1, down=down)
        rate = f"{self.slip.rate:f}"
        for at, text in enumerate((_rupiah(self.slip.base), rate, _rupiah(self.slip.amount)), 2):
            self.cell(edges[at], edges[at + 1], text, down)
        self.y += len(lines) * self.line + 4

    def cell(self, left: float, right: float, text: str, down: float) -> None:
        wide = stringWidth(text, self.look.font, self.look.size)
        places = {"left": left + 3, "right": right - 3 - wide, "centre": (left + right - wide) / 2}
        self.put(places[self.look.align], text, 1, down=down)

    def document(self) -> None:
        look, document = self.look, self.slip.document
        lines = ["Dokumen Dasar Bukti", "Pemotongan dan/atau", "Pemungutan PPh Unifikasi",
                 "atau Dasar Pemberian", "Fasilitas"]  # fmt: skip
        self.put(look.left, "B.8", 0)
        for index, text in enumerate(lines):
            self.put(look.label_at, text, 0, down=index * self.line)
        inner = look.label_at + stringWidth("Pemungutan PPh Unifikasi", look.font, look.size) + 12
        room = stringWidth("Jenis Dokumen", look.font, look.size) + 6
        self.put(inner, "Jenis Dokumen", 0)
        self.put(inner + room, f": {document.kind}", 1)
        date_at = inner + room + stringWidth(f": {document.kind}", look.font, look.size) + 16
        self.put(date_at, f"Tanggal : {_day(document.date)}", 1)
        if look.number_nested:
            self.y += self.line
            self.put(inner, "B.9", 0)
            self.put(inner + 20, "Nomor Dokumen", 0)
            at = inner + 20 + room
            for index, text in enumerate(self.wrapped(f": {document.number}", look.right - at - 4)):
                self.put(at, text, 1, down=index * self.line)
            self.y += (len(lines) - 1) * self.line
        else:
            self.y += len(lines) * self.line
            self.field("B.9", ["Nomor Dokumen"], document.number)

    def foot(self) -> None:
        look = self.look
        self.y += 4
        if self.slip.link:
            x = look.right - look.qr_side - 10 if look.qr_right else look.left + 15
            self.pictures.append(Picture(x, self.y, look.qr_side, self.slip.link))
        self.y += look.qr_side + 2
        self.put(look.left, "Ditandatangani secara elektronik")
        self.y += self.line + 4
        for text in ("Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur",
                     "bahwa Bukti Pemotongan dan/atau Pemungutan PPh ini dinyatakan sah dan",
                     "pindai QR Code pada laman https://tte.kominfo.go.id/verify/PDF"):  # fmt: skip
            self.put(look.left, text)
            self.y += self.line


def _status(slip: Slip, variant: int) -> str:
    if slip.status is SlipStatus.NORMAL:
        return "NORMAL"
    if slip.status is SlipStatus.AMENDED:
        n = slip.version
        return f"PEMBETULAN KE-{n}" if variant % 2 else f"PEMBETULAN KE - {n}"
    if slip.status is SlipStatus.CANCELLED:
        return "DIBATALKAN" if variant else "PEMBATALAN"
    return ""


def _rupiah(amount: object) -> str:
    return f"{amount:,}".replace(",", ".")


def _day(day: date | None) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}" if day else ""


# In which order, and how finely


def _ordered(bits: list[Bit], order: str, draw: Random) -> list[Bit]:
    orders: dict[str, Callable[[], list[Bit]]] = {
        "natural": lambda: bits,
        "labels-first": lambda: sorted(bits, key=lambda bit: bit.group),
        "shuffled": lambda: draw.sample(bits, len(bits)),
        "backwards": lambda: bits[::-1],
    }
    return orders[order]()


def _pieces(bit: Bit, how: str) -> Iterator[Bit]:
    if how == "lines":
        yield bit
        return
    parts = bit.text.split(" ") if how == "words" else bit.text
    x, blank = bit.x, stringWidth(" ", bit.font, bit.size)
    for part in parts:
        if part.strip():
            yield Bit(x, bit.y, part, bit.size, bit.font, bit.group)
        x += stringWidth(part, bit.font, bit.size) + (blank if how == "words" else 0)


# Libraries


def _with_reportlab(look: Style, sheets: list[Sheet]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(look.width, look.height))
    for bits, pictures in sheets:
        for bit in bits:
            canvas.setFont(bit.font, bit.size)
            canvas.drawString(bit.x, look.height - bit.y, bit.text)
        for picture in pictures:
            _draw_code(canvas, look, picture)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw_code(canvas: Canvas, look: Style, picture: Picture) -> None:
    bottom = look.height - picture.y - picture.side
    grid = modules(picture.content)
    if not look.qr_vector:
        canvas.drawImage(ImageReader(grid), picture.x, bottom, picture.side, picture.side)
        return
    unit = picture.side / grid.width
    for x in range(grid.width):
        for y in range(grid.height):
            if grid.getpixel((x, y)) == 0:
                top = bottom + picture.side - (y + 1) * unit
                canvas.rect(picture.x + x * unit, top, unit, unit, stroke=0, fill=1)


def _with_fpdf(look: Style, sheets: list[Sheet]) -> bytes:
    pdf = FPDF(unit="pt", format=(look.width, look.height))
    pdf.set_auto_page_break(False)
    families = {"Times-Roman": "Times"}
    for bits, pictures in sheets:
        pdf.add_page()
        for bit in bits:
            pdf.set_font(families.get(bit.font, bit.font), "", bit.size)
            pdf.text(bit.x, bit.y, bit.text)
        for picture in pictures:
            image = modules(picture.content)
            pdf.image(image, picture.x, picture.y, picture.side, picture.side)
    return bytes(pdf.output())


def modules(content: str) -> Image.Image:
    """One pixel a module, white around it."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return Image.fromarray(code.to_image(scale=1, add_quiet_zones=True))
