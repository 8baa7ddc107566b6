"""Fakturs set by hand: places, spacings and words that no form and no table program would choose.

Where :mod:`tests.documents.layouts` and :mod:`tests.documents.foreign` vary a form, here the form
itself is another: labels worded otherwise, columns in another order or split, numbers broken over
lines, letters spread, pressed, struck twice or a little off their line, items cut by a page, more
than one reference, single pages turned. Much of it may be left unread, but nothing read wrong.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from assistant.domain.fakturs.paper import ReadFaktur
from tests.documents.layouts import _LINK, _MONTHS, Item, Truth, made_up, qr, rupiah, wrong
from tests.documents.pens import _TTF, _picture

WIDTH, HEIGHT = 609.4, 935.4
_FONTS = ("Helvetica", "Times-Roman", "Courier", "Times-Italic", "Helvetica-Bold", "FakturSans")
ODDITIES = (
    "labels", "colons", "number in groups", "number over lines", "npwp in groups",
    "npwp over lines", "columns swapped", "own columns", "cut items", "two references",
    "reference over lines", "reference unmarked", "year below", "no cents", "blank thousands",
    "rupiah signs", "spread", "pressed", "glyphs", "struck twice", "off the line",
    "one page turned", "totals elsewhere", "discount aside", "notice first", "small print",
)  # fmt: skip
"""What a drawing may have of its own; each has one to four of them."""
_WORDS = {
    "number": ("Nomor Seri Faktur Pajak: ", "No. Faktur Pajak: ", "Kode & Nomor Seri Faktur: "),
    "npwp": ("NPWP/NIK : ", "No. NPWP : ", "N P W P : ", "NPWP Pembeli : "),
    "name": ("Nama Pembeli : ", "Nama Lengkap : ", "N a m a : "),
    "price": ("Harga Jual", "Jumlah Harga Jual / Penggantian", "Total Harga"),
    "discount": ("Potongan Harga", "Diskon", "Dikurangi Diskon"),
    "dpp": ("DPP", "Dasar Pengenaan Pajak (DPP)", "DPP Nilai Lain"),
    "ppn": ("PPN", "Jumlah PPN", "PPN (11/12 x 12%)"),
    "reference": ("(Ref: ", "Referensi: ", "No. Referensi : ", "( Referensi : "),
}  # fmt: skip


@dataclass
class Freehand:
    """What was drawn."""

    truth: Truth
    odd: frozenset[str]
    references: tuple[str, ...]
    """All that stand there; one that is read must name them all."""
    style: dict[str, object] = field(default_factory=dict)


def draw_freehand(seed: int) -> tuple[bytes, Freehand]:
    rng = random.Random(f"freehand {seed}")
    truth = made_up(rng)
    truth.items = truth.items[:9]
    truth.advance = Decimal(0)
    if not truth.reference and rng.random() < 0.7:
        truth.reference = f"INV-2026-{rng.randrange(10**6):06}"
    odd = frozenset(rng.sample(ODDITIES, rng.choice((1, 1, 2, 2, 3, 4))))
    references = (truth.reference,) if truth.reference else ()
    if "two references" in odd:
        references = (truth.reference or "INV-2026-000777", f"INV-2099-{rng.randrange(10**6):06}")
    told = Freehand(truth, odd, references)
    hand = _Hand(rng, told)
    told.style = {"odd": sorted(odd), "font": hand.font, "size": hand.size}
    pdf = hand.draw()
    truth.pages = len(PdfDocument(pdf))  # a last one without a word on it is none
    return pdf, told


class _Hand:
    def __init__(self, rng: random.Random, told: Freehand) -> None:
        self.rng, self.told, self.truth, self.odd = rng, told, told.truth, told.odd
        if "FakturSans" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("FakturSans", str(_TTF)))
        self.font = rng.choice(_FONTS)
        self.size = 5.5 if "small print" in self.odd else rng.choice((8, 9, 10))
        self.line = self.size * rng.uniform(1.2, 1.5)
        self.spread = rng.choice((0.4, 1.0, 2.5)) if "spread" in self.odd else 0
        self.pressed = rng.choice((60, 75, 130)) if "pressed" in self.odd else 100
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT))
        self.page, self.y = 1, 40.0
        self.turned = rng.choice((1, 2)) if "one page turned" in self.odd else 0
        self._begin()

    # The pen

    def _begin(self) -> None:
        if self.page == self.turned:
            self.canvas.setPageSize((HEIGHT, WIDTH))
            self.canvas.translate(HEIGHT, 0)
            self.canvas.rotate(90)
            if self.rng.random() < 0.5:  # told to the viewer, or left to whoever looks
                self.canvas.setPageRotation(90)
        else:
            self.canvas.setPageSize((WIDTH, HEIGHT))

    def turn(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.y = 40.0
        self.canvas.setPageRotation(0)
        self._begin()

    def put(self, x: float, text: str, *, up: float = 0) -> None:
        if "glyphs" in self.odd:
            for char in text:
                self._one(x, char, up)
                x += self.width(char)
            return
        self._one(x, text, up)

    def width(self, text: str) -> float:
        plain = float(pdfmetrics.stringWidth(text, self.font, self.size)) * self.pressed / 100
        return plain + len(text) * self.spread

    def _one(self, x: float, text: str, up: float) -> None:
        off = self.rng.uniform(-0.5, 0.5) if "off the line" in self.odd else 0
        for shift in (0, 0.25) if "struck twice" in self.odd else (0,):
            words = self.canvas.beginText(x + shift, HEIGHT - self.y + off + up)
            words.setFont(self.font, self.size)
            words.setCharSpace(self.spread)
            words.setHorizScale(self.pressed)
            words.textOut(text)
            self.canvas.drawText(words)

    def right(self, x: float, text: str) -> None:
        self.put(x - self.width(text), text)

    def down(self, lines: float = 1) -> None:
        self.y += self.line * lines
        if self.y > HEIGHT - 130:
            self.turn()

    def say(self, x: float, text: str, *, most: float = 300) -> None:
        """In as many lines as it takes."""
        row = ""
        for word in text.split():
            if row and self.width(f"{row} {word}") > most:
                self.put(x, row)
                self.down()
                row = word
            else:
                row = f"{row} {word}" if row else word
        self.put(x, row)
        self.down()

    def word(self, what: str, usual: str) -> str:
        if "labels" in self.odd and self.rng.random() < 0.4:
            return self.rng.choice(_WORDS.get(what, (usual,)))
        if "colons" in self.odd and usual.rstrip().endswith(":"):
            bare = usual.rstrip().removesuffix(":").rstrip()
            return bare + self.rng.choice((":", " :  ", "  : ", ": ", " : "))
        return usual

    def amount(self, value: Decimal) -> str:
        text = rupiah(value)
        if "no cents" in self.odd and text.endswith(",00"):
            text = text.removesuffix(",00") + self.rng.choice(("", ",-"))
        if "blank thousands" in self.odd:
            text = text.replace(".", " ")
        return f"Rp {text}" if "rupiah signs" in self.odd else text

    # The page

    def draw(self) -> bytes:
        if "notice first" in self.odd:
            self._notice()
        self.head()
        self.parties()
        self.table()
        self.totals()
        self.foot()
        self.canvas.save()
        return self.file.getvalue()

    def head(self) -> None:
        self.put(260, "Faktur Pajak")
        self.down(2)
        self.put(340, "Nama: KILAT CONTOH FIKTIF")
        self.down()
        self.say(340, "Alamat: JL CONTOH RAYA NO 10, JAKARTA #0098765431441000000000", most=230)
        number = self.truth.number
        label = self.word("number", "Kode dan Nomor Seri Faktur Pajak: ")
        if "number in groups" in self.odd:
            number = f"{number[:4]} {number[4:6]} {number[6:]}"
        if "number over lines" in self.odd:
            cut = self.rng.randint(3, 14)
            self.put(40, label + number[:cut])
            self.down()
            number, label = number[cut:], ""
        self.put(40 if label else 240, label + number)
        self.down()

    def parties(self) -> None:
        self.put(40, "Pengusaha Kena Pajak:")
        self.down()
        self.fact("name", "Nama : ", "KILAT CONTOH FIKTIF")
        self.fact("", "Alamat : ", "JL CONTOH RAYA NO 10, JAKARTA SELATAN 12345")
        self.fact("npwp", "NPWP : ", "0098765431441000")
        self.put(40, "Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:")
        self.down()
        self.fact("name", "Nama : ", self.truth.buyer)
        self.fact("", "Alamat : ", "JL CONTOH NO 1, KOTA BANDUNG #0029998887423000000000")
        self.fact("npwp", "NPWP : ", self.truth.buyer_npwp)
        for label in ("NIK : ", "Nomor Paspor : ", "Identitas Lain : "):
            self.fact("", label, "-")
        self.fact("", "Email: ", "keuangan@contoh.example")

    def fact(self, what: str, label: str, value: str) -> None:
        label = self.word(what, label)
        if what == "npwp" and "npwp in groups" in self.odd:
            value = " ".join(value[at : at + 4] for at in range(0, 16, 4))
        if what == "npwp" and "npwp over lines" in self.odd:
            self.put(40, label + value[:9])
            self.down()
            self.put(90, value[9:])
            self.down()
            return
        self.say(40, label + value)

    def table(self) -> None:
        swapped, own = "columns swapped" in self.odd, "own columns" in self.odd
        self.columns = (40, 470, 90, 455) if swapped else (40, 70, 130, 570)
        number, code, name, amount = self.columns
        self.down()
        self.put(number, "No.")
        self.put(code, "Kode Barang/ Jasa")
        self.down()
        self.put(name, "Nama Barang Kena Pajak / Jasa Kena Pajak")
        self.down()
        self.right(amount, "Harga Jual / Penggantian / Uang Muka / Termin (Rp)")
        self.down()
        for index, item in enumerate(self.truth.items, start=1):
            self.item(index, item, own)

    def item(self, index: int, item: Item, own: bool) -> None:
        number, code, name, amount = self.columns
        self.put(number, f"{index}")
        self.put(code, item.code or "-")
        if own:  # price, quantity and discount beside the name
            self.put(name, item.name[:30])
            self.right(400, self.amount(item.price))
            self.right(430, f"{item.quantity:.0f}")
            self.right(480, self.amount(item.discount))
            self.right(amount, self.amount(item.amount))
            self.down()
            return
        self.right(amount, self.amount(item.amount))
        self.say(name, item.name, most=200)
        if "cut items" in self.odd and self.rng.random() < 0.5:
            self.turn()
        self.put(name, f"Rp {self.amount(item.price)} x {self.amount(item.quantity)} {item.unit}")
        self.down()
        away = 200 if "discount aside" in self.odd else 0
        self.put(name + away, f"Potongan Harga = Rp {self.amount(item.discount)}")
        if "cut items" in self.odd and self.rng.random() < 0.5:
            self.turn()
        else:
            self.down()
        self.put(name, "PPnBM (0,00%) = Rp 0,00")
        self.down()

    def totals(self) -> None:
        truth = self.truth
        rows = [
            (self.word("price", "Harga Jual / Penggantian / Uang Muka / Termin"), truth.price),
            (self.word("discount", "Dikurangi Potongan Harga"), truth.discount),
            ("Dikurangi Uang Muka yang telah diterima", None),
            (self.word("dpp", "Dasar Pengenaan Pajak"), truth.dpp),
            (self.word("ppn", "Jumlah PPN (Pajak Pertambahan Nilai)"), truth.ppn),
            ("Jumlah PPnBM (Pajak Penjualan atas Barang Mewah)", Decimal(0)),
        ]
        if "totals elsewhere" in self.odd:
            self.rng.shuffle(rows)
            self.turn()
        for label, value in rows:
            self.put(40, label)
            if value is not None:
                self.right(570, self.amount(value))
            self.down()

    def foot(self) -> None:
        truth = self.truth
        if self.y > HEIGHT - 330:
            self.turn()
        self.down()
        self.say(
            40,
            "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Faktur "
            "Pajak ini telah ditandatangani secara elektronik sehingga tidak diperlukan tanda "
            "tangan basah pada Faktur Pajak ini.",
            most=500,
        )
        year, month, day = truth.day
        said = f"{truth.place}, {day} {_MONTHS[month - 1]}"
        self.put(400, said if "year below" in self.odd else f"{said} {year}")
        self.down()
        if "year below" in self.odd:
            self.put(400, f"{year}")
            self.down()
        for x, content in ((40, qr(truth)), (400, _LINK)):
            picture = ImageReader(_picture(content, 4))
            self.canvas.drawImage(picture, x, HEIGHT - self.y - 80, 80, 80)
        self.y += 95
        self.put(400, "Ditandatangani secara elektronik")
        self.down()
        self.put(400, truth.signer)
        self.down(2)
        self._references()
        if "notice first" not in self.odd:
            self._notice()

    def _references(self) -> None:
        for index, reference in enumerate(self.told.references):
            if index and self.rng.random() < 0.5:
                self.turn()
            label = self.word("reference", "(Referensi: ")
            if "reference unmarked" in self.odd:
                self.put(40, f"No. Invoice {reference}")
            elif "reference over lines" in self.odd:
                cut = self.rng.randint(2, len(reference) - 1)
                self.put(40, label + reference[:cut])
                self.down()
                self.put(40, reference[cut:] + ")")
            else:
                self.put(40, f"{label}{reference})")
            self.down()

    def _notice(self) -> None:
        self.say(
            40,
            "Pemberitahuan: Faktur Pajak ini telah dilaporkan ke Direktorat Jenderal Pajak dan "
            "telah memperoleh persetujuan sesuai dengan ketentuan peraturan perpajakan.",
            most=500,
        )


def wrong_freehand(read: ReadFaktur, told: Freehand) -> Iterator[str]:
    """The fields that say something else than what was drawn, or pass for absent."""
    truth = told.truth
    for name in wrong(read, truth):
        if name == "reference":
            continue
        if name == "buyer":
            yield from _wrong_buyer(read, truth)
        elif name in ("place", "signer"):  # spread letters are words of their own
            if not _alike(getattr(read, name), getattr(truth, name)):
                yield f"{name}: {getattr(read, name)}"
        elif name != "items" or not _same_items(read, truth):
            yield f"{name}: {getattr(read, name)}"
    if "reference" not in read.unread:
        said = "".join((read.reference or "").split())
        if not all("".join(one.split()) in said for one in told.references):
            yield f"reference: {read.reference}"


def _alike(found: str | None, drawn: str) -> bool:
    return "".join((found or "").split()) == "".join(drawn.split())


def _same_items(read: ReadFaktur, truth: Truth) -> bool:
    return len(read.items) == len(truth.items) and all(
        _alike(found.name, drawn.name)
        and (found.code, found.unit.replace(" ", "")) == (drawn.code, drawn.unit)
        and (found.price, found.quantity) == (drawn.price, drawn.quantity)
        and (found.discount, found.amount) == (drawn.discount, drawn.amount)
        for found, drawn in zip(read.items, truth.items, strict=True)
    )


def _wrong_buyer(read: ReadFaktur, truth: Truth) -> Iterator[str]:
    for name, found, drawn in (
        ("buyer_name", read.buyer.name, truth.buyer),
        ("buyer_npwp", read.buyer.npwp, truth.buyer_npwp),
    ):
        if not _alike(found, drawn) and (found or name not in read.unread):
            yield f"{name}: {found}"
