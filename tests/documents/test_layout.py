"""Words, rows and columns are found by where they stand, however the page was drawn."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.layout import (
    Layout,
    Word,
    _is_in_pieces,
    between,
    cells,
    read_layout,
    text_of,
)

FONT = "Helvetica"


def drawn(draw: Callable[[Canvas], None], turned: int = 0, scale: float = 1) -> Layout:
    """A page of F4 with this on it, turned by quarters of a circle and scaled."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(609 * scale, 935 * scale))
    canvas.scale(scale, scale)
    if turned:
        canvas.translate(*{90: (609, 0), 180: (609, 935), 270: (0, 935)}[turned])
        canvas.rotate(turned)
    canvas.setFont(FONT, 10)
    draw(canvas)
    canvas.save()
    document = pdfium.PdfDocument(file.getvalue())
    layout = read_layout(document[0].get_textpage())
    document.close()
    return layout


def lines(layout: Layout) -> list[str]:
    return [text_of(row) for row in layout.rows]


def letter_by_letter(canvas: Canvas, x: float, y: float, text: str, *, backward: bool) -> None:
    places = []
    for letter in text:
        places.append((x, letter))
        x += canvas.stringWidth(letter, canvas._fontname, canvas._fontsize)
    for at, letter in reversed(places) if backward else places:
        canvas.drawString(at, y, letter)


def form(canvas: Canvas) -> None:
    canvas.drawRightString(500, 480, "1.000,00")
    canvas.drawString(50, 480, "Harga Jual")
    canvas.drawString(50, 505, "NPWP : 0012345674012000")
    letter_by_letter(canvas, 50, 530, "Nama : PT Contoh", backward=False)
    letter_by_letter(canvas, 300, 530, "terbalik", backward=True)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("scale", [0.5, 1, 3])
def test_rows_are_read_as_they_are_seen(turned: int, scale: float) -> None:
    layout = drawn(form, turned, scale)
    assert lines(layout) == [
        "Nama : PT Contoh terbalik",
        "NPWP : 0012345674012000",
        "Harga Jual 1.000,00",
    ]
    assert [cell.text for cell in cells(layout.rows[2])] == ["Harga Jual", "1.000,00"]


@pytest.mark.parametrize("tight", [0, -0.2, -0.4])
def test_a_blank_that_was_drawn_parts_words_however_little_is_left_of_it(tight: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 530, "KOTA ADM. B A 1", wordSpace=-1.6, charSpace=tight)

    assert lines(drawn(draw)) == ["KOTA ADM. B A 1"]


def test_the_narrowest_blank_that_kerning_leaves_parts_words() -> None:
    """Between two A in a narrow font, whose words a program places one by one."""

    def draw(canvas: Canvas) -> None:
        for x, word in ((50, "PENYEDIA"), (50 + 0.82 * 50.57 + 1.46, "AWAN")):
            text = canvas.beginText(x, 530)
            text.setHorizScale(82)
            text.textOut(word)
            canvas.drawText(text)

    first, second = drawn(draw).rows[0]
    assert (first.text, second.text) == ("PENYEDIA", "AWAN")
    assert 0.12 < (second.left - first.right) / first.height < 0.13


@pytest.mark.parametrize("word", ["F\u2019", "AB", "\u201cA"])
def test_a_word_that_a_turned_page_gives_in_reverse_is_taken_apart(word: str) -> None:
    """Also one with a typographic quote, which is no letter of another script."""
    last, first = Word(word[1], 50, 0, 54, 10), Word(word[0], 54, 0, 60, 10)
    assert _is_in_pieces(Word(word, 50, 0, 60, 10), first, last)


def test_a_word_of_another_script_is_left_as_it_is() -> None:
    last, first = Word("\u05d1", 50, 0, 54, 10), Word("\u05d0", 54, 0, 60, 10)
    assert not _is_in_pieces(Word("\u05d0\u05d1", 50, 0, 60, 10), first, last)


def test_a_column_is_what_stands_between_two_lines() -> None:
    layout = drawn(form)
    assert text_of(between(layout.rows[2], 0, 200)) == "Harga Jual"
    assert text_of(between(layout.rows[2], 200, 609)) == "1.000,00"


@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("angle", [45, -45, 30, 90, 0])
@pytest.mark.parametrize("backward", [False, True])
def test_what_is_written_across_a_page_is_told_from_what_is_on_it(
    turned: int, angle: int, backward: bool
) -> None:
    def marked(canvas: Canvas) -> None:
        form(canvas)
        canvas.translate(300, 500)
        canvas.rotate(angle)
        canvas.setFont(FONT, 60)
        letter_by_letter(canvas, -200, 0, "CANCELED", backward=backward)

    layout = drawn(marked, turned)
    assert lines(layout) == lines(drawn(form))
    assert "CANCELED" in (*layout.across, *layout.large)


def test_a_word_drawn_across_in_one_piece_is_read_too() -> None:
    def marked(canvas: Canvas) -> None:
        form(canvas)
        canvas.rotate(40)
        canvas.setFont(FONT, 70)
        canvas.drawString(200, 200, "REPLACED")

    assert drawn(marked).across[0] == "REPLACED"


@pytest.mark.parametrize("angle", [0, 45])
def test_marks_all_over_a_page_are_read_line_by_line(angle: int) -> None:
    def marked(canvas: Canvas) -> None:
        form(canvas)
        canvas.setFont(FONT, 40)
        for row in range(3):
            canvas.saveState()
            canvas.translate(20 + 10 * row, 100 + 250 * row)
            canvas.rotate(angle)
            letter_by_letter(canvas, 0, 0, "CANCELED", backward=bool(row % 2))
            canvas.restoreState()

    layout = drawn(marked)
    assert [*layout.across, *layout.large][:3] == ["CANCELED"] * 3


def test_a_page_without_words_has_no_rows() -> None:
    assert drawn(lambda canvas: canvas.rect(9, 9, 9, 9)) == Layout((), ())


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    def hyphenated(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "pajak@sumber-contoh-")
        canvas.drawString(50, 488, "abadi.example")

    assert lines(drawn(hyphenated)) == ["pajak@sumber-contoh-", "abadi.example"]
