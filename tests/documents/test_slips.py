"""Slips read from their PDFs, and what becomes of them."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from random import Random

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.form import LINK
from assistant.documents.slips import read_slip
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.model import (
    Booking,
    NoSlip,
    Slip,
    SlipIdentity,
    SlipStatus,
    UnreadableSlip,
)
from sandbox.slip_specimen import Mistake, spoiled, write_slip
from tests.documents import tax_papers
from tests.documents.slip_exam import case, decide, examine
from tests.documents.slip_foreign import foreign
from tests.documents.slip_layouts import draw_slip, modules
from tests.documents.slip_lines import draw_lines, lines_of
from tests.documents.slip_samples import SLIP, random_slip
from tests.documents.tax_papers import paper

LAYOUTS = 80
FOREIGN = 160
EXAMINED = range(10_000, 10_100)
"""``python -m benchmarks slips`` examines a thousand."""
UUID = "00000000-0000-4000-8000-000000000123"


def refused(pdf: bytes) -> NoSlip:
    with pytest.raises(UnreadableSlip) as caught:
        read_slip(pdf)
    return caught.value.code


def same(read: Slip, drawn: Slip) -> list[str]:
    """The fields that differ."""
    names = [field.name for field in fields(Slip) if field.name != "unread"]
    return [name for name in names if getattr(read, name) != getattr(drawn, name)]


@pytest.mark.parametrize("mistake", [None, *Mistake])
def test_a_specimen_is_read_as_it_was_drawn(mistake: Mistake | None):
    slip = SLIP if mistake is None else spoiled(SLIP, mistake)
    read = read_slip(write_slip(slip))
    assert same(read, slip) == []
    assert read.unread == (("status", "link") if mistake is Mistake.DRAFT else ())


def test_a_slip_is_read_however_it_is_laid_out():
    for index in range(LAYOUTS):
        draw = Random(index)
        slip = random_slip(draw, index)
        read = read_slip(draw_slip(slip, draw))
        assert same(read, slip) == [], index
        assert read.unread == ()


def test_of_what_others_draw_nothing_is_read_wrong():
    """Numbers that wrap may be left unread, and not much else."""
    left = 0
    for index in range(FOREIGN):
        slip, pdf, drawn_by = foreign(index)
        read = read_slip(pdf)
        wrong = [name for name in same(read, slip) if getattr(read, name) is not None]
        assert wrong == [], (index, drawn_by)
        left += len(same(read, slip))
    assert left <= FOREIGN // 50


def test_drawn_slips_are_judged_right_or_held_and_booked_once():
    booked: dict[SlipIdentity, Booking] = {}
    right = held = 0
    for index in EXAMINED:
        asked, pdf = case(index)
        result = examine(asked, pdf, booked, sha256=str(index))
        assert result.fits(asked), (index, asked.mistake, result.judgement)
        right += result.judgement.verdict is asked.verdict
        held += result.judgement.verdict is not asked.verdict
        if result.step.booking is not None:
            again = decide(asked, result.slip, booked, sha256=str(index))
            assert again.step.outcome is BookingOutcome.KNOWN
    assert held <= len(EXAMINED) // 20
    assert right > 0


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman"])
def test_plain_lines_without_columns_are_read(beside: bool, font: str):
    for index in range(10):
        slip = replace(random_slip(Random(index), index), status=SlipStatus.NORMAL, version=0)
        if len(slip.withholder.name) > 60:
            continue  # off the page
        read = read_slip(draw_lines(slip, lines_of(slip, beside=beside), font))
        assert same(read, slip) == [], index


@pytest.mark.parametrize(
    ("printed", "otherwise"),
    [
        (" : ", ": "),
        (" : ", " :"),
        (" : ", ":"),
        ("400.000 2 8.000", "400.000,00 2,00 8.000,00"),
        ("400.000 2 8.000", "Rp 400.000 2% Rp 8.000"),
        ("400.000 2 8.000", "400,000.00 2.00 8,000.00"),
        ("400.000 2 8.000", "400 000 2 8 000"),
        ("400.000 2 8.000", "400000 2 8000"),
        ("10 Februari 2026", "10-02-2026"),
        (": 0012345674012000", ": 0012 3456 7401 2000"),
        ("Bukti Jenis Dokumen", "BuktiJenis Dokumen"),
        (" Tanggal : ", "Tanggal : "),
    ],
)
def test_another_way_of_printing_the_same_is_read(printed: str, otherwise: str):
    lines = [line.replace(printed, otherwise) for line in lines_of(SLIP, beside=True)]
    assert same(read_slip(draw_lines(SLIP, lines)), SLIP) == []


@pytest.mark.parametrize(
    ("printed", "otherwise", "unread"),
    [
        ("400.000 2 8.000", "400.00 2 8.00 0", ("base", "rate", "amount")),
        ("01-2026", "13-2026", ("masa",)),
        ("FINAL NORMAL", "FINAL NORMAL PEMBETULAN KE-1", ("status",)),
        ("A.1 NPWP / NIK : 0", "A.1 NPWP / NIK : ", ("payee_npwp",)),
        ("10 Februari", "31 Februari", ("issued",)),
        ("B.9 Nomor Dokumen", "Nomor", ("document_number",)),
    ],
)
def test_what_cannot_be_is_unread_and_not_guessed(printed, otherwise, unread):
    lines = [line.replace(printed, otherwise) for line in lines_of(SLIP, beside=True)]
    read = read_slip(draw_lines(SLIP, lines))
    assert read.unread == unread


@pytest.mark.parametrize("beside", [True, False])
def test_a_draft_in_plain_lines_has_no_number(beside: bool):
    slip = replace(SLIP, number="", link=None)
    read = read_slip(draw_lines(slip, lines_of(slip, beside=beside)))
    assert (read.number, read.unread) == ("", ("link",))


@pytest.mark.parametrize(
    ("printed", "status", "version"),
    [
        ("NORMAL", SlipStatus.NORMAL, 0),
        ("PEMBETULAN", SlipStatus.AMENDED, None),
        ("PEMBETULAN KE-3", SlipStatus.AMENDED, 3),
        ("PEMBETULAN KE - 12", SlipStatus.AMENDED, 12),
        ("Pembetulan ke-1", SlipStatus.AMENDED, 1),
        ("DIBATALKAN", SlipStatus.CANCELLED, None),
        ("PEMBATALAN", SlipStatus.CANCELLED, None),
        ("SEDANG DIPROSES", None, None),
    ],
)
def test_a_status_is_read_in_all_its_spellings(printed, status, version, monkeypatch):
    monkeypatch.setattr("tests.documents.slip_layouts._status", lambda slip, variant: printed)
    read = read_slip(draw_slip(SLIP, Random(5)))
    assert (read.status, read.version) == (status, version)
    assert ("status" in read.unread) is (status is None)
    assert read.number == SLIP.number


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (tax_papers.BP21, NoSlip.BP21),
        (tax_papers.BPA1, NoSlip.BPA1),
        (tax_papers.BPNR, NoSlip.BPNR),
        (tax_papers.EBUPOT, NoSlip.EBUPOT),
        (tax_papers.BILLING, NoSlip.BILLING),
        (tax_papers.BPN, NoSlip.BILLING),
        (tax_papers.SPT, NoSlip.SPT),
        (tax_papers.FAKTUR, NoSlip.FAKTUR),
        (tax_papers.LETTER, NoSlip.OTHER),
    ],
)
def test_what_is_no_slip_is_named(lines: list[str], kind: NoSlip):
    assert refused(paper(lines)) is kind


def test_a_word_of_a_label_may_be_broken_behind_its_slash():
    lines = lines_of(SLIP, beside=True)
    at = lines.index(f"C.3 NAMA PEMOTONG DAN/ATAU PEMUNGUT : {SLIP.withholder.name}")
    lines[at : at + 1] = [f"C.3 NAMA PEMOTONG DAN/ : {SLIP.withholder.name}", "ATAU PEMUNGUT"]
    assert same(read_slip(draw_lines(SLIP, lines)), SLIP) == []


@pytest.mark.parametrize(
    ("above", "line"),
    [("C.6", "Dengan ini saya menyatakan bahwa semua"), ("KODE OBJEK", "PAJAK")],
)
def test_what_stands_above_its_own_label_is_not_anothers(above: str, line: str):
    """As in rows whose cells are centred: the statement above its label, the head of the table."""
    lines = lines_of(SLIP, beside=True)
    lines.insert(next(at for at, one in enumerate(lines) if one.startswith(above)), line)
    assert same(read_slip(draw_lines(SLIP, lines)), SLIP) == []


def test_a_name_whose_beginning_stands_above_its_label_is_unread():
    lines = lines_of(SLIP, beside=True)
    at = next(at for at, line in enumerate(lines) if line.startswith("A.2"))
    lines.insert(at, "PERUSAHAAN RAYA")
    read = read_slip(draw_lines(SLIP, lines))
    assert read.payee.name == ""
    assert {"payee_npwp", "payee_name"} <= set(read.unread)


def test_two_slips_side_by_side_are_too_many():
    lines = [f"{line}   {line}" for line in lines_of(SLIP, beside=True)]
    assert refused(draw_lines(SLIP, lines)) is NoSlip.SEVERAL


def test_letters_that_a_font_does_not_name_are_no_text():
    unnamed = re.sub(rb"/ToUnicode \d+ 0 R", b"", write_slip(SLIP))
    assert refused(unnamed) is NoSlip.NO_TEXT


def test_two_slips_in_a_file_are_too_many():
    document = pdfium.PdfDocument.new()
    for number in ("2600A1B2C", "2600A1B2D"):
        document.import_pages(pdfium.PdfDocument(write_slip(replace(SLIP, number=number))))
    stream = io.BytesIO()
    document.save(stream)
    assert refused(stream.getvalue()) is NoSlip.SEVERAL


def test_files_that_cannot_be_read_are_told_why():
    assert refused(b"no pdf") is NoSlip.NOT_PDF
    assert refused(write_slip(SLIP)[:3000]) is NoSlip.DAMAGED
    assert refused(paper([])) is NoSlip.NO_TEXT
    assert refused(paper(*[["halaman"]] * 11)) is NoSlip.TOO_MANY_PAGES


def test_a_script_is_refused_unseen():
    pdf = write_slip(SLIP).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript >>"
    )
    assert refused(pdf) is NoSlip.SCRIPTED


@pytest.mark.parametrize(
    "content",
    [
        "",
        LINK.replace("https", "http") + UUID,
        LINK.replace(".go.id", ".go.id.example") + UUID,
        LINK.replace(".go.id", ".go.id@example.org") + UUID,
        LINK.replace(".go.id", ".go.id:8443") + UUID,
        f"{LINK}{UUID}?next=https://example.org",
        f"{LINK}../{UUID}",
        f"{LINK}123",
        "PT CAHAYA FIKTIF#0012345674012000#APPROVED",
    ],
)
def test_only_a_link_into_coretax_is_one(content: str):
    read = read_slip(write_slip(replace(SLIP, link=content)))
    assert read.link is None
    assert read.unread == ("link",)


def test_two_codes_are_none():
    other = f"{LINK}00000000-0000-4000-8000-000000000999"
    drawn = draw_slip(SLIP, Random(3))
    read = read_slip(_with_another_code(drawn, other))
    assert read.link is None
    assert read_slip(_with_another_code(drawn, SLIP.link or "")).link == SLIP.link


def _with_another_code(pdf: bytes, content: str) -> bytes:
    """A second code, in a picture in the corner of the page."""
    stamp = FPDF(unit="pt", format=(595, 842))
    stamp.set_auto_page_break(False)
    stamp.add_page()
    stamp.image(modules(content), 480, 740, 90, 90)
    return _over(pdf, bytes(stamp.output()))


def _over(pdf: bytes, stamp: bytes) -> bytes:
    """The first page of another PDF laid over it."""
    document = pdfium.PdfDocument(pdf)
    drawing = pdfium.PdfDocument(stamp).page_as_xobject(0, document).as_pageobject()
    page = document[0]
    page.insert_obj(drawing)
    page.gen_content()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_what_is_stamped_across_counts():
    assert read_slip(_stamped("DIBATALKAN")).status is SlipStatus.CANCELLED
    assert read_slip(_stamped("DRAFT")).number == ""
    assert read_slip(_stamped("REPLACED")).unread == ("status",)
    assert same(read_slip(_stamped("SPESIMEN")), SLIP) == []


def _stamped(word: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595.28, 841.89))
    canvas.setFont("Helvetica", 70)
    canvas.translate(120, 250)
    canvas.rotate(52)
    canvas.drawString(0, 0, word)
    canvas.save()
    return _over(write_slip(SLIP), stream.getvalue())
