"""Fakturs drawn in many layouts by another hand than our specimen's: orders, columns, wraps, pages.

Nothing of the reader or the writer draws here, not even the words of the form: they are typed anew.
Each layout is drawn by a seed, and says what a reader must find in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from datetime import date
from decimal import Decimal

from assistant.domain.fakturs.paper import ReadFaktur
from tests.documents.pens import FpdfPen, Mark, Pen, ReportlabPen

_WORD = re.compile(r"\S+")
_MONTHS = _WORD.findall(
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
)
_WORDS = _WORD.findall(
    "Sewa server VPS awan cloud hosting domain contoh.example lisensi cPanel co-location rak 42U "
    "SSD 2 x 960 GB RAM 64GB 1 bulan 12 periode 01/11/2026 30/11/2026 (lunas) Rp 50.000 per buah "
    "x 3 100% IP 10.0.0.1 Paket-B 160105 1.000.000,00 jasa Kode No. Potongan promo #7 & dll."
)
_UNITS = ("Bulan", "Tahun", "Lainnya", "Buah", "Jam")


@dataclass(frozen=True)
class Item:
    name: str
    code: str
    unit: str
    price: Decimal
    quantity: Decimal
    discount: Decimal

    @property
    def amount(self) -> Decimal:
        return (self.price * self.quantity).quantize(Decimal("0.01"))


@dataclass
class Truth:
    """What stands in the PDF."""

    number: str
    day: tuple[int, int, int]
    buyer: str
    buyer_npwp: str
    items: list[Item]
    advance: Decimal
    reference: str
    place: str
    signer: str
    pages: int = 1
    style: dict[str, object] = field(default_factory=dict)

    @property
    def price(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def discount(self) -> Decimal:
        return sum((item.discount for item in self.items), Decimal(0))

    @property
    def dpp(self) -> Decimal:
        return ((self.price - self.discount - self.advance) * 11 / 12).quantize(Decimal(1))

    @property
    def ppn(self) -> Decimal:
        return (self.dpp * 12 / 100).quantize(Decimal(1))


def rupiah(amount: Decimal) -> str:
    whole, _, sen = f"{amount:.2f}".partition(".")
    groups = []
    while whole:
        groups.append(whole[-3:])
        whole = whole[:-3]
    return ".".join(reversed(groups)) + "," + sen


def draw(seed: int, mark: Mark | None = None) -> tuple[bytes, Truth]:
    """A faktur's PDF and what it says."""
    rng = random.Random(seed)
    truth = made_up(rng)
    pen: Pen
    pen = ReportlabPen(rng, mark) if rng.random() < 0.6 or mark else FpdfPen(rng)
    layout = _Layout(rng, pen, truth)
    layout.draw()
    truth.pages = pen.pages
    return pen.to_bytes(), truth


def made_up(rng: random.Random) -> Truth:
    """What a faktur may say."""
    items = [_item(rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 9, 14, 30)))]
    price = sum((item.amount - item.discount for item in items), Decimal(0))
    return Truth(
        number=f"0{rng.choice('1234')}0{rng.randrange(3)}26{rng.randrange(10**11):011}",
        day=(2026, rng.randint(1, 12), rng.randint(1, 28)),
        buyer=" ".join(rng.sample(("SINAR", "RAHMA", "CONTOH", "FIKTIF", "NUSANTARA"), 3)),
        buyer_npwp="0029998887423000",
        items=items,
        advance=(price / 2).quantize(Decimal(1)) if rng.random() < 0.15 else Decimal(0),
        reference=rng.choice(("", f"INV-2026-{rng.randrange(10**6):06}", "INV-1, INV-2 (lunas)")),
        place=rng.choice(("KOTA ADM. JAKARTA SELATAN", "KAB. SLEMAN", "KOTA BANDUNG")),
        signer=rng.choice(("PENANDA TANGAN FIKTIF", "WAKIL REKAAN, S.E.")),
    )


def _item(rng: random.Random) -> Item:
    name = " ".join(rng.choices(_WORDS, k=rng.choice((1, 2, 4, 8, 16, 30))))
    price = Decimal(rng.choice((0, 50_000, 431_000, 150_000, 1_000_000, 987_654_321)))
    if rng.random() < 0.2:
        price += Decimal(rng.randrange(100)) / 100
    quantity = Decimal(rng.choice((1, 1, 1, 2, 6, 12, 1200)))
    amount = price * quantity
    discount = (amount * rng.choice((0, 0, 0, 10, 50, 100)) / 100).quantize(Decimal(1))
    return Item(
        name=name if name != "-" else "jasa",
        code=rng.choice(("160105", "160105", "160105", "080700", "")),
        unit=rng.choice(_UNITS),
        price=price,
        quantity=quantity,
        discount=min(discount, amount),
    )


def wrong(read: ReadFaktur, truth: Truth) -> Iterator[str]:
    """The fields that say something else than what was drawn, or pass for absent."""
    expected = {
        "number": truth.number,
        "date": date(*truth.day),
        "place": truth.place,
        "signer": truth.signer,
        "harga_jual": truth.price,
        "potongan": truth.discount,
        "uang_muka": truth.advance,
        "dpp": truth.dpp,
        "ppn": truth.ppn,
        "reference": truth.reference or None,
        "items": [
            (i.name, i.code, i.unit, i.price, i.quantity, i.discount, i.amount) for i in truth.items
        ],
        "pages": truth.pages,
        "watermark": None,
    }
    found = {name: getattr(read, name) for name in expected}
    found |= {"number": str(read.number), "items": [astuple(item) for item in read.items]}
    for name, value in expected.items():
        if found[name] != value and name not in read.unread:
            yield name
    if (read.buyer.name, read.buyer.npwp) != (truth.buyer, truth.buyer_npwp):
        yield "buyer"


# The page


_Placed = list[tuple[float, float, str]]
"""Places and what stands there."""


class _Layout:
    """Draws from top to bottom; ``y`` counts down from the top of the page."""

    def __init__(self, rng: random.Random, pen: Pen, truth: Truth) -> None:
        self.rng, self.pen, self.truth = rng, pen, truth
        self.size = rng.choice((8, 9, 10, 10, 10, 11))
        self.line = self.size * rng.uniform(1.15, 1.5)
        self.left = rng.uniform(30, 60)
        self.right = pen.width - rng.uniform(30, 60)
        number, code, amount = rng.uniform(24, 42), rng.uniform(50, 62), rng.uniform(100, 140)
        self.code_left = self.left + number
        self.name_left = self.code_left + code
        self.amount_left = self.right - amount
        self.bottom = pen.height - rng.uniform(80, 130)
        self.marks_at = rng.choice(("first", "middle", "middle", "price", "last", "above", "below"))
        self.order = rng.choice(
            ("real", "real", "behind", "columns", "amount first", "shuffled", "page columns")
        )
        self.align = rng.choice(("right", "right", "right", "left", "centre"))
        self.header_again = rng.random() < 0.3
        self.page_numbers = rng.choice(("none", "all", "notice"))
        self.kept: tuple[_Placed, _Placed, _Placed] = ([], [], [])
        """Names, marks and amounts of this page that are not drawn yet."""
        self.y = 40.0
        truth.style = {
            "pen": type(pen).__name__, "order": self.order, "marks": self.marks_at,
            "align": self.align, "font": pen.font, "turned": pen.turned,
        }  # fmt: skip

    def draw(self) -> None:
        self.head()
        self.header()
        for number, item in enumerate(self.truth.items, start=1):
            self.item(number, item)
        self.totals()
        self.signature()
        self.foot()

    def text(self, x: float, text: str, y: float | None = None) -> None:
        self.pen.text(x, self.y if y is None else y, text, self.size)

    def width(self, text: str) -> float:
        return self.pen.measure(text, self.size)

    def wrap(self, text: str, room: float) -> list[str]:
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if line and self.width(longer) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line]

    def paragraph(self, text: str, left: float | None = None, right: float | None = None) -> None:
        left = self.left + 4 if left is None else left
        for line in self.wrap(text, (right or self.right) - left):
            self.ensure(self.line)
            self.text(left, line)
            self.y += self.line

    def ensure(self, height: float) -> None:
        if self.y + height > self.bottom:
            self.pen.turn_page()
            self.y = 50.0

    def head(self) -> None:
        truth = self.truth
        title = "Faktur Pajak"
        self.pen.text(self.pen.width / 2 - 45, self.y, title, 16)
        self.y += 24
        letterhead = self.pen.width * 0.52
        self.paragraph("Nama: KILAT CONTOH FIKTIF", letterhead)
        self.paragraph("Alamat: JL CONTOH RAYA NO 10 #0098765431441000000000", letterhead)
        self.y += 8
        for text in (
            f"Kode dan Nomor Seri Faktur Pajak: {truth.number}",
            "Pengusaha Kena Pajak:",
            "Nama : KILAT CONTOH FIKTIF",
            "Alamat : JL CONTOH RAYA NO 10, RT 001, RW 002, CONTOH, JAKARTA SELATAN 12345",
            "NPWP : 0098765431441000",
            "Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:",
            f"Nama : {truth.buyer}",
            "Alamat : JL CONTOH NO 1, RT 000, RW 000, CONTOH, CONTOH, KOTA BANDUNG, JAWA BARAT "
            "40111 #0029998887423000000000",
            f"NPWP : {truth.buyer_npwp}",
            "NIK : -",
            "Nomor Paspor : -",
            "Identitas Lain : -",
            "Email: keuangan@contoh.example",
        ):
            self.paragraph(text)
        self.y += 8

    def header(self) -> None:
        name_room = self.amount_left - self.name_left - 8
        columns = [
            (self.left, self.code_left, ["No."]),
            (self.code_left, self.name_left, ["Kode", "Barang/", "Jasa"]),
            (
                self.name_left,
                self.amount_left,
                self.wrap("Nama Barang Kena Pajak / Jasa Kena Pajak", name_room),
            ),
            (
                self.amount_left,
                self.right,
                self.wrap(
                    "Harga Jual / Penggantian / Uang Muka / Termin (Rp)",
                    self.right - self.amount_left - 8,
                ),
            ),
        ]
        height = max(len(lines) for _, _, lines in columns)
        self.ensure((height + 4) * self.line)
        self.pen.box(self.left, self.y - self.line, self.right, self.y + (height - 0.5) * self.line)
        for left, right, lines in columns:
            above = (height - len(lines)) / 2 if self.rng.random() < 0.5 else 0
            for index, line in enumerate(lines):
                middle = (left + right - self.width(line)) / 2
                self.text(middle, line, self.y + (index + above) * self.line)
        self.y += height * self.line + 4

    def item(self, number: int, item: Item) -> None:
        room = self.amount_left - self.name_left - 8
        names = self.wrap(item.name, room)
        price = self.wrap(f"Rp {rupiah(item.price)} x {rupiah(item.quantity)} {item.unit}", room)
        lines = [
            *names,
            *price,
            f"Potongan Harga = Rp {rupiah(item.discount)}",
            "PPnBM (0,00%) = Rp 0,00",
        ]
        if (
            len(lines) < 8
            and self.rng.random() < 0.5
            and self.y + len(lines) * self.line > self.bottom
        ):
            self._flush()
            self.pen.turn_page()
            self.y = 50.0
            if self.header_again:
                self.header()
        if self.marks_at in ("above", "below"):  # on a row of their own
            lines = ["", *lines] if self.marks_at == "above" else [*lines, ""]
        at = {
            "above": 0.0,
            "below": len(lines) - 1.0,
            "first": 0.0,
            "last": len(lines) - 1.0,
            "middle": (len(lines) - 1) / 2,
            "price": float(len(names)),
        }[self.marks_at]
        names_drawn, marks, amounts = self.kept
        for index, line in enumerate(lines):
            if self.y + self.line > self.bottom:
                self._flush()
                self.pen.turn_page()
                self.y = 50.0
            if line:
                names_drawn.append((self.name_left + 4, self.y, line))
            if index <= at < index + 1:
                y = self.y + (at - index) * self.line
                no = str(number)
                marks.append(((self.left + self.code_left - self.width(no)) / 2, y, no))
                if item.code:
                    x = (self.code_left + self.name_left - self.width(item.code)) / 2
                    marks.append((x, y, item.code))
                amounts.append((self.amount_x(rupiah(item.amount)), y, rupiah(item.amount)))
            self.y += self.line
        if self.order != "page columns":
            self._flush()
        self.pen.box(self.left, self.y - self.line * 0.8, self.right, self.y - self.line * 0.8)
        self.y += self.rng.choice((0, 0, 4, 8))

    def amount_x(self, text: str) -> float:
        if self.align == "left":
            return self.amount_left + 4
        if self.align == "centre":
            return (self.amount_left + self.right - self.width(text)) / 2
        return self.right - 4 - self.width(text)

    def _flush(self) -> None:
        """Draws what stands on this page in the order of this layout."""
        names, marks, amounts = self.kept
        drawn = {
            "real": [*marks, *names, *amounts],
            "behind": [*names, *marks, *amounts],
            "columns": [*marks, *amounts, *names],
            "page columns": [*marks, *amounts, *names],
            "amount first": [*amounts, *names, *marks],
            "shuffled": [*names, *marks, *amounts],
        }[self.order]
        if self.order == "shuffled":
            self.rng.shuffle(drawn)
        for x, y, text in drawn:
            self.text(x, text, y)
        for part in self.kept:
            part.clear()

    def totals(self) -> None:
        truth = self.truth
        rows = (
            ("Harga Jual / Penggantian / Uang Muka / Termin", rupiah(truth.price)),
            ("Dikurangi Potongan Harga", rupiah(truth.discount)),
            (
                "Dikurangi Uang Muka yang telah diterima",
                rupiah(truth.advance) if truth.advance else "",
            ),
            ("Dasar Pengenaan Pajak", rupiah(truth.dpp)),
            ("Jumlah PPN (Pajak Pertambahan Nilai)", rupiah(truth.ppn)),
            ("Jumlah PPnBM (Pajak Penjualan atas Barang Mewah)", "0,00"),
        )
        amount_first = self.order == "amount first"
        self._flush()
        for label, amount in rows:
            self.ensure(self.line * 1.3)
            if amount and amount_first:
                self.text(self.amount_x(amount), amount)
            self.text(self.left + 4, label)
            if amount and not amount_first:
                self.text(self.amount_x(amount), amount)
            self.y += self.line * 1.3

    def signature(self) -> None:
        truth, rng = self.truth, self.rng
        self.paragraph(
            "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Faktur "
            "Pajak ini telah ditandatangani secara elektronik sehingga tidak diperlukan tanda "
            "tangan basah pada Faktur Pajak ini.",
            self.left,
        )
        reference = f"(Referensi: {truth.reference})"
        beside = rng.random() < 0.3 and len(reference) < 30
        apart = rng.random() < 0.25 and not beside
        self.ensure(self.line * 8 + 100)
        year, month, day = truth.day
        column = self.right - rng.uniform(150, 200)
        self.y += 6
        self.paragraph(f"{truth.place}, {day} {_MONTHS[month - 1]} {year}", column)
        if beside and truth.reference:
            self.text(self.left, reference)
        self.pen.code(qr(truth), self.left + 10, self.y, 80)
        self.pen.code(_LINK, column + 20, self.y, 80)
        self.y += 80 + self.line
        self.paragraph("Ditandatangani secara elektronik", column)
        self.paragraph(truth.signer, column)
        if truth.reference and not beside:
            if apart:
                self.pen.turn_page()
                self.y = 50.0
            self.y += 4
            self.paragraph(reference, self.left)

    def foot(self) -> None:
        notice = (
            "Pemberitahuan: Faktur Pajak ini telah dilaporkan ke Direktorat Jenderal Pajak dan "
            "telah memperoleh persetujuan sesuai dengan ketentuan peraturan perpajakan yang "
            "berlaku. PERINGATAN: PKP yang membuat Faktur Pajak yang tidak sesuai dengan keadaan "
            "yang sebenarnya dikenai sanksi sesuai dengan Pasal 14 ayat (4) UU KUP."
        )
        self.y = self.bottom + 20
        pages = self.pen.pages
        if self.page_numbers == "notice":
            self.text(self.right - 40, f"{pages} dari {pages}")
        for line in self.wrap(notice, self.right - self.left - 60):
            self.text(self.left, line)
            self.y += self.line
        if self.page_numbers == "all":
            self.text(self.right - 40, f"{pages} dari {pages}")


_LINK = (
    "https://coretaxdjp.pajak.go.id/documentmanagementportal/api/DocumentExternalLink/"
    "00000000-0000-4000-8000-000000004567"
)


def qr(truth: Truth) -> str:
    year, month, day = truth.day
    return "#".join(
        (
            "KILAT CONTOH FIKTIF", "0098765431441000", truth.buyer[:18], truth.buyer_npwp,
            truth.number, f"{day:02}-{month:02}-{year}", rupiah(truth.dpp), rupiah(truth.ppn),
            "0,00", "APPROVED",
        )
    )  # fmt: skip
