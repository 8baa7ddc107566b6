"""The recap of a tax month as a PDF: the company, a table of its fakturs, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from assistant.documents.lines import clipped, printable, width, wrap
from assistant.documents.paper import A4, BLACK, Colour, Paper
from assistant.domain.archive.recap import Recap, RecapLine, RecapSlip
from assistant.domain.money import whole
from assistant.domain.words import Arg
from assistant.texts import Texts

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 48.0, _WIDTH - 48.0
_TOP, _BOTTOM = 52.0, _HEIGHT - 72.0
"""Between them the text runs; below is what every page says of itself."""
_LINE = 12.0
_PAD = 6.0
_HEAD = 22.0
"""The height of the table's head."""
_INK: Colour = (28, 58, 94)
_SOFT: Colour = (102, 112, 122)
_HAIR: Colour = (206, 212, 219)
_TINT: Colour = (232, 237, 243)


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    left: float
    right: float
    is_number: bool = False


_COLUMNS = (
    _Column("recap-column-no", _LEFT, _LEFT + 30, is_number=True),
    _Column("recap-column-number", _LEFT + 30, _LEFT + 140),
    _Column("recap-column-date", _LEFT + 140, _LEFT + 212),
    _Column("recap-column-invoice", _LEFT + 212, _RIGHT - 182),
    _Column("recap-column-dpp", _RIGHT - 182, _RIGHT - 91, is_number=True),
    _Column("recap-column-ppn", _RIGHT - 91, _RIGHT, is_number=True),
)
_INVOICE = _COLUMNS[3]


def write_recap(recap: Recap, texts: Texts, locale: str) -> bytes:
    """The PDF. The same recap always gives the same bytes."""
    title = texts.plain(locale, "recap-file", {"company": recap.company, "masa": recap.masa_pajak})
    return _Drawing(recap, texts, locale, Paper(title, recap.made, A4)).draw()


class _Drawing:
    """One recap being drawn from top to bottom; ``y`` is where the next thing begins."""

    def __init__(self, recap: Recap, texts: Texts, locale: str, paper: Paper) -> None:
        self.recap = recap
        self.texts = texts
        self.locale = locale
        self.paper = paper
        self.y = _TOP

    def draw(self) -> bytes:
        self.turn_page()
        self.company()
        self.sums()
        self.table()
        self.slips()
        self.footers()
        return self.paper.to_bytes()

    def turn_page(self) -> None:
        self.paper.new_page()
        self.y = _TOP

    def say(self, key: str) -> str:
        return printable(self.texts.plain(self.locale, key))

    def company(self) -> None:
        recap = self.recap
        self.paper.text(_LEFT, self.y + 8, self.say("recap-title"), size=9, colour=_SOFT)
        self.y += 16
        with self.paper.bold(17, _INK):
            for line in clipped(wrap(recap.company, _RIGHT - _LEFT, size=17), 6):
                self.paper.text(_LEFT, self.y + 17, line, size=17, colour=_INK)
                self.y += 22
        about: dict[str, Arg] = {"npwp": recap.npwp, "masa": recap.masa_pajak}
        for line in wrap(self.texts.plain(self.locale, "recap-about", about), _RIGHT - _LEFT):
            self.paper.text(_LEFT, self.y + 14, line, colour=_SOFT)
            self.y += _LINE + 2
        self.y += 16

    def sums(self) -> None:
        """What one looks for first: how many, and how much."""
        figures = (
            ("recap-count", str(len(self.recap.lines))),
            ("recap-dpp", f"Rp {self.rupiah(self.recap.dpp)}"),
            ("recap-ppn", f"Rp {self.rupiah(self.recap.ppn)}"),
        )
        gap, height = 10.0, 46.0
        each = (_RIGHT - _LEFT - gap * (len(figures) - 1)) / len(figures)
        for index, (key, figure) in enumerate(figures):
            left = _LEFT + index * (each + gap)
            self.paper.fill(left, self.y, each, height, _TINT)
            self.paper.text(left + 10, self.y + 17, self.say(key), size=8.5, colour=_SOFT)
            size = min(13.0, 13 * (each - 20) / width(figure, size=13))
            with self.paper.bold(size, _INK):
                self.paper.text(left + 10, self.y + 35, figure, size=size, colour=_INK)
        self.y += height + 20

    def table(self) -> None:
        self.head()
        for number, line in enumerate(self.recap.lines, start=1):
            self.row(number, line)
        if not self.recap.lines:
            self.paper.text(_LEFT + _PAD, self.y + 16, self.say("recap-none"), colour=_SOFT)
            self.y += 26
        self.total()

    def head(self) -> None:
        self.paper.fill(_LEFT, self.y, _RIGHT - _LEFT, _HEAD, _INK)
        for column in _COLUMNS:
            self.cell(column, self.y + 14.5, self.say(column.key), (255, 255, 255))
        self.y += _HEAD

    def row(self, number: int, line: RecapLine) -> None:
        invoice = clipped(wrap(line.invoice, _INVOICE.right - _INVOICE.left - 2 * _PAD, size=9), 8)
        height = len(invoice) * _LINE + _PAD
        if self.y + height > _BOTTOM:
            self.turn_page()
            self.head()
        cells = (
            [str(number)],
            [line.number],
            [self.day(line.issued)],
            invoice,
            [self.rupiah(line.dpp)],
            [self.rupiah(line.ppn)],
        )
        for column, lines in zip(_COLUMNS, cells, strict=True):
            for index, text in enumerate(lines):
                self.cell(column, self.y + 12 + index * _LINE, text)
        self.y += height
        self.paper.line(_LEFT, self.y, _RIGHT, self.y, _HAIR)

    def total(self) -> None:
        if self.y + _HEAD > _BOTTOM:
            self.turn_page()
            self.head()
        self.paper.fill(_LEFT, self.y, _RIGHT - _LEFT, _HEAD, _TINT)
        dpp, ppn = self.rupiah(self.recap.dpp), self.rupiah(self.recap.ppn)
        with self.paper.bold(9, _INK):
            for column, text in zip(
                _COLUMNS, ("", self.say("recap-total"), "", "", dpp, ppn), strict=True
            ):
                self.cell(column, self.y + 14.5, text, _INK)
        self.y += _HEAD

    def slips(self) -> None:
        """What is here of the tax that was withheld, an invoice a line."""
        if not self.recap.slips:
            return
        lines = [line for one in self.recap.slips for line in self.slip(one)]
        self.y += 24
        if self.y + 4 * _LINE > _BOTTOM:
            self.turn_page()
        with self.paper.bold(10, _INK):
            self.paper.text(_LEFT, self.y, self.say("recap-slips"), colour=_INK)
        for line in lines:
            self.y += _LINE + 2
            if self.y > _BOTTOM:
                self.turn_page()
                self.y += _LINE
            self.paper.text(_LEFT, self.y, line, size=9)

    def slip(self, one: RecapSlip) -> list[str]:
        key = "recap-slip-held" if one.held else "recap-slip-missing"
        about: dict[str, Arg] = {
            "invoice": one.invoice,
            "received": one.received,
            "missing": one.missing,
        }
        said = self.texts.plain(self.locale, key if one.missing else "recap-slip-complete", about)
        return clipped(wrap(said, _RIGHT - _LEFT, size=9), 4)

    def cell(self, column: _Column, y: float, text: str, colour: Colour = BLACK) -> None:
        if column.is_number:
            self.paper.text_right(column.right - _PAD, y, text, size=9, colour=colour)
        else:
            self.paper.text(column.left + _PAD, y, text, size=9, colour=colour)

    def footers(self) -> None:
        note = wrap(
            self.texts.plain(self.locale, "recap-note", {"made": self.recap.made}),
            _RIGHT - _LEFT - 110,
            size=8,
        )
        for page in range(1, self.paper.pages + 1):
            self.paper.turn_to(page)
            y = _BOTTOM + 28
            self.paper.line(_LEFT, y - 14, _RIGHT, y - 14, _HAIR)
            for index, line in enumerate(note):
                self.paper.text(_LEFT, y + index * 10, line, size=8, colour=_SOFT)
            of = self.texts.plain(
                self.locale, "recap-page", {"page": page, "pages": self.paper.pages}
            )
            self.paper.text_right(_RIGHT, y, of, size=8, colour=_SOFT)

    def rupiah(self, amount: Decimal) -> str:
        return str(format_decimal(whole(amount), "#,##0", locale=self.locale))

    def day(self, day: date) -> str:
        return str(format_date(day, "d MMM y", locale=self.locale))
