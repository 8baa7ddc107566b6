"""What is read of a slip is what one sees on its page; where that is in doubt, it says so."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.layout import Word
from assistant.documents.slip_fields import Fields
from assistant.documents.slip_table import SlipTable, read_table
from assistant.documents.slips import read_slip
from assistant.domain.withholding.model import NoSlip, UnreadableSlip
from sandbox.slip_specimen import write_slip
from tests.documents.slip_lines import draw_lines, lines_of
from tests.documents.slip_samples import SLIP

PDF = write_slip(SLIP)


def drawn_over(draw: Callable[[Canvas], None]) -> bytes:
    """The specimen with something else on its page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    draw(canvas)
    canvas.save()
    document = pdfium.PdfDocument(PDF)
    page = document[0]
    stamp = pdfium.PdfDocument(stream.getvalue())
    page.insert_obj(stamp.page_as_xobject(0, document).as_pageobject())
    page.gen_content()
    return saved(document)


def saved(document: pdfium.PdfDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


def place_of(text: str) -> tuple[float, float, float, float]:
    page = pdfium.PdfDocument(PDF)[0].get_textpage()
    found = page.search(text).get_next()
    assert found is not None
    first, last = page.get_charbox(found[0]), page.get_charbox(found[0] + found[1] - 1)
    return first[0], first[1], last[2], first[3]


def changed(root: bytes) -> bytes:
    """With more in its catalogue, written behind it as a second version."""
    found = list(
        re.finditer(
            rb"(?m)^(\d+) 0 obj\s*<<((?:(?!endobj).)*?/Type\s*/Catalog.*?)endobj", PDF, re.S
        )
    )
    number, body = int(found[-1][1]), found[-1][2].rstrip()[:-2]
    begin = len(PDF) + 1
    begun = b"%d 0 obj\n<<%s %s>>\nendobj\n" % (number, body, root)
    trailer = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)", PDF, re.S)[-1]
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<<%s /Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    return PDF + b"\n" + begun + table % (number, begin, *trailer, begin + len(begun))


def test_the_specimen_itself_is_plain() -> None:
    assert read_slip(PDF).unread == ()
    assert read_slip(changed(b"/Lang (id)")).unread == ()


def test_a_scan_with_words_that_a_machine_guessed_is_for_people() -> None:
    """Letters are read wrongly there, and nobody sees it."""
    seen = pdfium.PdfDocument(PDF)[0].render(scale=1.5).to_pil()
    read = read_slip(drawn_over(lambda canvas: canvas.drawImage(ImageReader(seen), 0, 0, *A4)))
    assert read.unread == ("page",)


def test_a_picture_of_another_amount_upon_the_amount_is_seen() -> None:
    left, bottom, right, top = place_of("24-104-27")
    white = ImageReader(Image.new("RGB", (20, 8), "white"))
    read = read_slip(
        drawn_over(lambda canvas: canvas.drawImage(white, left, bottom, right - left, top - bottom))
    )
    assert read.unread == ("page",)


def test_text_that_is_not_drawn_is_seen() -> None:
    def invisible(canvas: Canvas) -> None:
        text = canvas.beginText(300, 20)
        text.setTextRenderMode(3)
        text.textOut("halaman")
        canvas.drawText(text)

    assert read_slip(drawn_over(invisible)).unread == ("page",)


@pytest.mark.parametrize(
    ("word", "unread"),
    [
        ("VOID", ("status",)),
        ("BATAL", ("status",)),
        ("TIDAK SAH", ("status",)),
        ("BELUM TERBIT", ("status",)),
        ("CONTOH", ("page",)),
        ("KADALUARSA", ("page",)),
    ],
)
def test_whatever_runs_across_the_page_is_not_passed_over(
    word: str, unread: tuple[str, ...]
) -> None:
    def across(canvas: Canvas) -> None:
        canvas.translate(120, 250)
        canvas.rotate(50)
        canvas.setFillGray(0.8)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, word)

    assert read_slip(drawn_over(across)).unread == unread


@pytest.mark.parametrize(
    "kind",
    [
        pdfium_c.FPDF_ANNOT_FREETEXT,
        pdfium_c.FPDF_ANNOT_STAMP,
        pdfium_c.FPDF_ANNOT_HIGHLIGHT,
        pdfium_c.FPDF_ANNOT_LINK,
        pdfium_c.FPDF_ANNOT_TEXT,
    ],
)
def test_a_note_upon_the_words_is_seen(kind: int) -> None:
    document = pdfium.PdfDocument(PDF)
    page = document[0]
    note = pdfium_c.FPDFPage_CreateAnnot(page.raw, kind)
    left, bottom, right, top = place_of("24-104-27")
    box = pdfium_c.FS_RECTF(left=left, bottom=bottom, right=right, top=top)
    pdfium_c.FPDFAnnot_SetRect(note, box)
    drawing = "1 1 1 rg 0 0 90 20 re f\0".encode("utf-16-le")
    words = (pdfium_c.FPDF_WCHAR * (len(drawing) // 2)).from_buffer_copy(drawing)
    pdfium_c.FPDFAnnot_SetAP(note, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, words)
    pdfium_c.FPDFPage_CloseAnnot(note)
    assert read_slip(saved(document)).unread == ("page",)


def test_what_is_cut_off_the_page_is_not_read() -> None:
    document = pdfium.PdfDocument(PDF)
    document[0].set_cropbox(0, place_of("C.4")[3] + 1, 596, 842)
    assert read_slip(saved(document)).unread == ("issued", "signer")


@pytest.mark.parametrize(
    "root",
    [
        b"/OCProperties <</OCGs [1 0 R] /D <</OFF [1 0 R]>>>>",
        b"/OCProperties <</OCGs [1 0 R] /D <</OFF 1 0 R>>>>",
        b"/OCProperties <</OCGs [1 0 R] /D <</BaseState /OFF>>>>",
    ],
)
def test_a_layer_that_is_switched_off_is_more_than_paper(root: bytes) -> None:
    with pytest.raises(UnreadableSlip) as caught:
        read_slip(changed(root))
    assert caught.value.code is NoSlip.SCRIPTED


def test_layers_that_all_are_on_are_paper() -> None:
    layers = b"/OCProperties <</OCGs [1 0 R] /D <</ON [1 0 R] /OFF []>>>>"
    assert read_slip(changed(layers)).unread == ()


def table_of(bases: Sequence[str], amount: str) -> SlipTable:
    """What is read of a table with one line, whose base goes on below itself."""
    lines = [
        [("B.3", 40), ("B.4", 150), ("B.5", 350), ("B.6", 430), ("B.7", 480)],
        [("24-104-27", 40), ("Jasa", 150), (bases[0], 350), ("2", 430), (amount, 480)],
        *([(base, 350)] for base in bases[1:]),
    ]
    rows = [
        [Word(text, left, 12 * at, left + 5 * len(text), 12 * at + 9) for text, left in line]
        for at, line in enumerate(lines)
    ]
    return read_table(rows, Fields(rows))


@pytest.mark.parametrize(
    ("bases", "amount", "base"),
    [
        (["1.400.000"], "28.000", 1_400_000),
        (["1.400.0", "00"], "28.000", None),
        (["1.400", "000"], "28.000", None),
        (["1.400.0"], "28", None),
        (["1,400,00"], "28", None),
        (["1.400,00"], "28", 1_400),
    ],
)
def test_a_number_that_may_go_on_below_is_read_only_where_it_adds_up(
    bases: list[str], amount: str, base: int | None
) -> None:
    assert table_of(bases, amount).base == base


@pytest.mark.parametrize("status", ["TIDAK NORMAL", "BELUM NORMAL", "TIDAK DIBATALKAN"])
def test_a_status_that_is_denied_is_none(status: str) -> None:
    lines = lines_of(SLIP, beside=True, printed_status=status)
    read = read_slip(draw_lines(SLIP, lines))
    assert (read.status, read.version) == (None, None)


def test_bukan_final_is_not_final() -> None:
    lines = [line.replace("TIDAK FINAL", "BUKAN FINAL") for line in lines_of(SLIP, beside=True)]
    assert read_slip(draw_lines(SLIP, lines)).final is False


def test_a_link_with_blanks_around_it_is_another() -> None:
    assert read_slip(write_slip(replace(SLIP, link=f" {SLIP.link}"))).link is None
