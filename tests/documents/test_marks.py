"""A faktur that was replaced or cancelled says so across its page, and is never let out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.layout import Layout
from assistant.documents.marks import watermark
from assistant.documents.reading import read_faktur
from assistant.documents.specimen import write_specimen
from assistant.domain.fakturs.comparing import Mismatch, MismatchCode, check
from assistant.domain.fakturs.paper import ReadFaktur
from tests.documents.layouts import draw
from tests.documents.pens import Mark
from tests.documents.samples import EXPECTED, SPECIMEN

BOLD = "Helvetica-Bold"
STROKES = {  # of letters five wide and seven high
    "C": [(5, 6), (4, 7), (1, 7), (0, 6), (0, 1), (1, 0), (4, 0), (5, 1)],
    "A": [(0, 0), (2.5, 7), (5, 0)],
    "N": [(0, 0), (0, 7), (5, 0), (5, 7)],
    "E": [(5, 7), (0, 7), (0, 0), (5, 0)],
    "L": [(0, 7), (0, 0), (5, 0)],
    "D": [(0, 0), (0, 7), (3, 7), (5, 5), (5, 2), (3, 0), (0, 0)],
}


def read(mark: Mark, seed: int = 3) -> ReadFaktur:
    return read_faktur(draw(seed, mark)[0])


def stops(faktur: ReadFaktur) -> set[tuple[MismatchCode, str]]:
    """The reasons of the gate that are about marks."""
    return {
        (reason.code, reason.expected or reason.found)
        for reason in check(faktur, EXPECTED).blocking
        if reason.code is MismatchCode.WATERMARK or reason.expected == "watermark"
    }


UNREAD = {(MismatchCode.UNREAD, "watermark")}


def text_mark(word: str, angle: float, size: float = 70, *, letters: bool = False) -> Mark:
    def mark(canvas: Canvas, _page: int) -> None:
        canvas.setFont(BOLD, size)
        canvas.setFillGray(0.8)
        canvas.translate(300, 460)
        canvas.rotate(angle)
        x = -canvas.stringWidth(word, BOLD, size) / 2
        for piece in word if letters else [word]:
            canvas.drawString(x, 0, piece)
            x += canvas.stringWidth(piece, BOLD, size)

    return mark


@pytest.mark.parametrize("word", ["REPLACED", "CANCELED", "Canceled"])
@pytest.mark.parametrize("angle", [0, 30, 45, 52, 90, -60, 180])
@pytest.mark.parametrize("letters", [False, True])
def test_a_word_across_a_page_is_read_and_stops_it(word: str, angle: float, letters: bool) -> None:
    faktur = read(text_mark(word, angle, letters=letters))
    assert stops(faktur) == {(MismatchCode.WATERMARK, word.upper())}


@pytest.mark.parametrize("seed", range(20))
def test_a_mark_disturbs_nothing_of_what_it_crosses(seed: int) -> None:
    pdf, truth = draw(seed, text_mark("REPLACED", 45, letters=bool(seed % 2)))
    faktur = read_faktur(pdf)
    assert faktur.watermark == "REPLACED"
    assert str(faktur.number) == truth.number
    assert [item.amount for item in faktur.items] == [item.amount for item in truth.items]


def test_a_mark_on_the_last_page_only_is_seen() -> None:
    seed = next(seed for seed in range(100) if draw(seed, nothing)[1].pages > 1)
    last = draw(seed, nothing)[1].pages

    def mark(canvas: Canvas, page: int) -> None:
        if page == last:
            text_mark("CANCELED", 45)(canvas, page)

    assert read(mark, seed).watermark == "CANCELED"


def test_a_mark_no_larger_than_the_text_is_read_where_it_stands_alone() -> None:
    def mark(canvas: Canvas, _page: int) -> None:
        canvas.setFont(BOLD, 10)
        canvas.drawString(250, 925, "CANCELED")

    assert stops(read(mark)) == {(MismatchCode.WATERMARK, "CANCELED")}


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("Status: Replaced", "REPLACED"),
        ("STATUS FAKTUR : DIBATALKAN", "DIBATALKAN"),
        ("FAKTUR PAJAK INI TELAH DIGANTI", "DIGANTI"),
        ("REPLACED BY 04012600000000123", "REPLACED"),
        ("BATAL", "BATAL"),
    ],
)
def test_a_sentence_that_says_so_is_a_mark(said: str, mark: str) -> None:
    def drawn(canvas: Canvas, _page: int) -> None:
        canvas.setFont(BOLD, 9)
        canvas.drawString(60, 925, said)

    assert stops(read(drawn)) == {(MismatchCode.WATERMARK, mark)}


@pytest.mark.parametrize("said", ["Status: Approved", "Faktur batal", "diganti"])
def test_other_words_beside_the_title_are_none(said: str) -> None:
    def drawn(canvas: Canvas, _page: int) -> None:
        canvas.setFont(BOLD, 9)
        canvas.drawString(60, 925, said)

    assert not stops(read(drawn))


@pytest.mark.parametrize("letters", ["CCaanncceelleedd", "DDDIIIGGGAAANNNTTTIII"])
def test_letters_that_are_struck_again_are_there_once(letters: str) -> None:
    """As a browser draws them with an edge."""
    said = watermark(Layout((), (), large=(letters,)))
    assert said == "".join(letters[:: 2 if letters[2] != letters[0] else 3]).upper()


@pytest.mark.parametrize("word", ["REPLACED", "Diganti"])
@pytest.mark.parametrize("height", [330, 480, 640])
def test_letters_with_blanks_between_are_a_mark_also_over_other_words(
    word: str, height: int
) -> None:
    def mark(canvas: Canvas, _page: int) -> None:
        canvas.setFont(BOLD, 9)
        canvas.drawString(60, height, " ".join(word))

    assert stops(read(mark)) == {(MismatchCode.WATERMARK, word.upper())}


@pytest.mark.parametrize("letters", ["IBATALKAN", "REPLACE", "CANELED"])
def test_a_mark_some_letter_of_which_is_read_as_part_of_another_word(letters: str) -> None:
    assert stops(read(text_mark(letters, 0)))


def test_any_words_across_a_page_stop_it() -> None:
    assert stops(read(text_mark("DRAF", 45))) == {(MismatchCode.WATERMARK, "DRAF")}


def nothing(_canvas: Canvas, _page: int) -> None:
    """No mark at all."""


def strokes(canvas: Canvas, _page: int) -> None:
    canvas.setLineWidth(8)
    canvas.setStrokeGray(0.8)
    canvas.translate(120, 300)
    canvas.rotate(45)
    for index, letter in enumerate("CANCELED"):
        points = [(9 * (7 * index + x), 9 * y) for x, y in STROKES[letter]]
        for one, other in pairwise(points):
            canvas.line(*one, *other)


def curves(canvas: Canvas, _page: int) -> None:
    canvas.setLineWidth(8)
    for index in range(6):
        canvas.arc(60 + 80 * index, 400, 120 + 80 * index, 470, 40, 280)


def picture(canvas: Canvas, _page: int) -> None:
    image = Image.new("L", (400, 400), 255)
    ImageDraw.Draw(image).text((100, 180), "REPLACED", fill=200)
    canvas.drawImage(ImageReader(image), 50, 200, 500, 500)


def within(draws: Mark) -> Mark:
    """The same in a drawing that the page shows, smaller than it is."""

    def mark(canvas: Canvas, page: int) -> None:
        name = f"mark{page}"
        canvas.beginForm(name)
        canvas.scale(2, 2)
        draws(canvas, page)
        canvas.endForm()
        canvas.scale(0.5, 0.5)
        canvas.doForm(name)

    return mark


@pytest.mark.parametrize("mark", [strokes, curves, picture, within(strokes), within(picture)])
def test_a_mark_that_is_no_text_is_named_unread_and_stops_it(mark: Mark) -> None:
    faktur = read(mark)
    assert "watermark" in faktur.unread
    assert stops(faktur) == UNREAD


def test_a_word_within_a_drawing_is_read() -> None:
    assert read(within(text_mark("CANCELED", 45))).watermark == "CANCELED"


def test_a_stamp_laid_on_the_page_stops_it() -> None:
    def mark(canvas: Canvas, _page: int) -> None:
        stamp = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Stamp"),
                "Rect": PDFArray([100, 100, 300, 200]),
                "Contents": PDFString("CANCELED"),
            }
        )
        canvas._addAnnotation(stamp)

    assert stops(read(mark)) == UNREAD


@pytest.mark.parametrize("name", ["PT CANCELED ABADI", "REPLACED"])
def test_a_name_that_holds_such_a_word_is_no_mark(name: str) -> None:
    spec = replace(SPECIMEN, buyer=replace(SPECIMEN.buyer, name=name))
    assert read_faktur(write_specimen(spec)).watermark is None


def test_a_clean_faktur_and_the_mark_of_a_specimen_stop_nothing() -> None:
    assert stops(read(nothing)) == set()
    assert check(read_faktur(write_specimen(SPECIMEN)), EXPECTED).blocking == ()


def test_a_marked_faktur_says_so_first() -> None:
    faktur = replace(read_faktur(write_specimen(SPECIMEN)), watermark="REPLACED")
    assert check(faktur, EXPECTED).blocking[0] == Mismatch(MismatchCode.WATERMARK, "", "REPLACED")
