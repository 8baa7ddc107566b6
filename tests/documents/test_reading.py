"""What is no faktur is refused by content, whatever its name, and nothing else is raised."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest
from fpdf import FPDF
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from assistant.documents import codes
from assistant.documents.framing import MAX_BYTES
from assistant.documents.paper import Paper
from assistant.documents.reading import read_faktur
from assistant.documents.specimen import write_specimen
from assistant.domain.fakturs.comparing import check
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur
from tests.documents.locked import locked_objects, locked_specimen
from tests.documents.samples import DOMAIN, EXPECTED, SPECIMEN, VPS

GOOD = write_specimen(SPECIMEN)


def why_not(pdf: bytes) -> Unreadable:
    with pytest.raises(UnreadableFaktur) as caught:
        read_faktur(pdf)
    return caught.value.code


def plain_pdf(*texts: str) -> FPDF:
    pdf = FPDF()
    pdf.set_font("helvetica")
    for text in texts:
        pdf.add_page()
        pdf.text(20, 20, text)
    return pdf


def with_object(body: bytes) -> bytes:
    """A good faktur with one object more; pdfium finds it or not, the bytes are there."""
    return GOOD.replace(b"\nxref", b"\n900 0 obj\n" + body + b"\nendobj\nxref", 1)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 a zip", b"<html>%%EOF</html>", b"\x89PNG\r\n" * 100, b"\0" * 5000],
)
def test_another_kind_of_file_is_no_pdf(content: bytes) -> None:
    assert why_not(content) is Unreadable.NOT_PDF


def test_a_file_too_large_is_not_looked_at() -> None:
    assert why_not(b"%PDF-1.7" + b"0" * MAX_BYTES) is Unreadable.TOO_LARGE


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_download_cut_off_is_damaged(part: float) -> None:
    assert why_not(GOOD[: int(len(GOOD) * part)]) is Unreadable.DAMAGED


def test_a_pdf_with_nothing_in_it_is_damaged() -> None:
    assert why_not(b"%PDF-1.7\n%%EOF") is Unreadable.DAMAGED


def test_a_pdf_that_asks_for_a_password_is_refused() -> None:
    assert why_not(locked_specimen(SPECIMEN, "rahasia")) is Unreadable.ENCRYPTED


def test_an_owners_password_alone_does_not_stop_reading() -> None:
    assert read_faktur(locked_specimen(SPECIMEN)) == read_faktur(GOOD)


def test_what_is_active_is_found_in_a_locked_pdf_too() -> None:
    script = b"/OpenAction <</S /JavaScript /JS (app.alert(1))>>"
    link = b"/OpenAction <</S /URI /URI (https://contoh.example)>>"
    assert why_not(locked_objects(b"")) is Unreadable.NO_TEXT
    assert why_not(locked_objects(script)) is Unreadable.SCRIPTED
    assert why_not(locked_objects(link)) is Unreadable.SCRIPTED
    attached = plain_pdf("Faktur Pajak")
    attached.embed_file(bytes=b"isi", basename="isi.txt")
    attached.set_encryption("pemilik")
    assert why_not(bytes(attached.output())) is Unreadable.SCRIPTED


@pytest.mark.parametrize(
    "action",
    [
        b"<</S /JavaScript /JS (app.alert(1))>>",
        b"<</S/J#61vaScript>>",
        b"<</Type /Action /S /Launch /F (calc.exe)>>",
        b"<</Names <</EmbeddedFiles 3 0 R>>>>",
        b"<</S /GoToR /F (lain.pdf)>>",
        b"<</S /SubmitForm>>",
        b"<</Subtype /RichMedia>>",
        b"<</S /URI /URI (https://contoh.example)>>",
        b"<</XFA [1 0 R]>>",
    ],
)
def test_scripts_programs_and_files_are_refused(action: bytes) -> None:
    assert why_not(with_object(action)) is Unreadable.SCRIPTED


def test_a_script_hidden_in_an_object_stream_is_found() -> None:
    packed = zlib.compress(b"7 0 <</S /JavaScript /JS (x)>>")
    body = b"<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream"
    assert why_not(with_object(body % (len(packed), packed))) is Unreadable.SCRIPTED


def test_an_object_stream_that_is_not_packed_is_looked_through() -> None:
    script = objects(b"", b"7 0 <</S /JavaScript /JS (x)>>")
    assert why_not(script) is Unreadable.SCRIPTED
    assert why_not(objects(b"", b"7 0 <</S /URI /URI (x)>>")) is Unreadable.SCRIPTED
    harmless = objects(b"", b"950 0 <</Type /Metadata>>")
    assert read_faktur(harmless).number == SPECIMEN.number


def test_letters_that_a_font_does_not_name_are_no_text() -> None:
    """As a program that saves a PDF anew may leave them: numbers of shapes."""
    unnamed = re.sub(rb"/ToUnicode \d+ 0 R", b"", GOOD)
    assert unnamed != GOOD
    assert why_not(unnamed) is Unreadable.NO_TEXT


def test_a_script_that_runs_on_opening_is_refused() -> None:
    pdf = GOOD.replace(b"/Type /Catalog", b"/OpenAction <</S /JavaScript /JS (1)>> /Type /Catalog")
    assert pdf != GOOD
    assert why_not(pdf) is Unreadable.SCRIPTED


def test_an_attached_file_is_refused() -> None:
    pdf = plain_pdf("Faktur Pajak")
    pdf.embed_file(bytes=b"isi", basename="isi.txt")
    assert why_not(bytes(pdf.output())) is Unreadable.SCRIPTED


def test_the_same_letters_in_a_packed_stream_are_no_script() -> None:
    name = "PT /JavaScript /JS /Launch"
    spec = replace(SPECIMEN, buyer=replace(SPECIMEN.buyer, name=name))
    assert read_faktur(write_specimen(spec)).buyer.name == name
    inert = with_object(b"<</Length 4>>\nstream\n/JS \nendstream")
    assert read_faktur(inert).number == SPECIMEN.number


@pytest.mark.parametrize(
    "around",
    [
        b"<</Length 60>>\nstream\n%s\nendstream",
        b"(>>\nstream\n) endobj\n%s\n% endstream",
        b"% >>stream\n%s\n",
    ],
)
def test_an_action_that_only_looks_like_the_inside_of_a_stream_is_found(around: bytes) -> None:
    """A table of objects may point into it."""
    action = b"901 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj"
    assert why_not(with_object(around.replace(b"%s", action))) is Unreadable.SCRIPTED


def objects(head: bytes, packed: bytes) -> bytes:
    """A good faktur with an object stream more."""
    body = b"<</Type /ObjStm /N 1 /First 4 %s /Length %d>>\nstream\n%s\nendstream"
    return with_object(body % (head, len(packed), packed))


def test_objects_packed_in_a_way_that_hides_them_are_not_let_through() -> None:
    script = b"7 0 <</S /JavaScript /JS (x)>>"
    packed = zlib.compress(script)
    hexed = packed.hex().encode() + b">"
    for pdf in (
        objects(b"/Filter [/ASCIIHexDecode /FlateDecode]", hexed),
        objects(b"/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 5>>", packed),
        objects(b"/Filter /LZWDecode", packed),
        objects(b"/Filter /FlateDecode", packed[4:]),
        with_object(b"/ObjStm"),
    ):
        assert why_not(pdf) is Unreadable.DAMAGED
    harmless = objects(b"/Filter /FlateDecode", zlib.compress(b"950 0 <</Type /Metadata>>"))
    assert read_faktur(harmless).number == SPECIMEN.number


def test_an_object_stream_that_inflates_without_end_is_given_up() -> None:
    bomb = zlib.compress(b"\0" * (64 * 1024 * 1024), 9)
    assert why_not(objects(b"/Filter /FlateDecode", bomb)) is Unreadable.TOO_LARGE


@pytest.mark.parametrize(
    "word", [b">>stream\n", b"stream", b"<<", b"/ObjStm ", b"#4A", b"(", b"1 0 obj"]
)
def test_a_huge_file_of_one_word_is_looked_through_once(word: bytes) -> None:
    content = b"%PDF-1.7\n" + word * (1024 * 1024 // len(word)) + b"\n%%EOF"
    assert why_not(content) is Unreadable.DAMAGED


def test_too_many_pages_are_refused() -> None:
    assert why_not(bytes(plain_pdf(*["x"] * 51).output())) is Unreadable.TOO_MANY_PAGES


def test_a_scan_without_text_cannot_be_checked() -> None:
    picture = Image.new("L", (400, 600), 255)
    ImageDraw.Draw(picture).text((10, 10), "Faktur Pajak")
    pdf = FPDF()
    pdf.add_page()
    pdf.image(picture, 0, 0, 200)
    assert why_not(bytes(pdf.output())) is Unreadable.NO_TEXT


def test_another_document_is_no_faktur() -> None:
    assert why_not(bytes(plain_pdf("Invoice INV-2026-000123").output())) is Unreadable.NOT_FAKTUR


def test_two_fakturs_in_one_file_are_refused() -> None:
    """Drawn by the specimen's own hand, one after the other in one document."""
    pdf = FPDF(unit="pt")
    pdf.set_font("helvetica", size=10)
    for number in ("04002600000000123", "04002600000000124"):
        pdf.add_page()
        lines = [
            "Faktur Pajak",
            f"Kode dan Nomor Seri Faktur Pajak: {number}",
            "Pengusaha Kena Pajak:",
            "Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:",
        ]
        for index, line in enumerate(lines):
            pdf.text(40, 60 + 20 * index, line)
    assert why_not(bytes(pdf.output())) is Unreadable.SEVERAL_FAKTURS


def test_a_faktur_whose_codes_were_painted_over_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Paper, "qr", lambda *_: None)
    back = read_faktur(write_specimen(SPECIMEN))
    assert back.unread == ("qr", "link")
    assert back.dpp == SPECIMEN.dpp


@pytest.mark.parametrize("items", [2, 16])
def test_codes_that_are_no_pictures_of_their_own_are_found_on_the_page(
    monkeypatch: pytest.MonkeyPatch, items: int
) -> None:
    monkeypatch.setattr(codes, "_may_be_code", lambda *_: False)
    spec = replace(SPECIMEN, items=(VPS, DOMAIN) * (items // 2))
    assert read_faktur(write_specimen(spec)).unread == ()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000))
@example(b"%PDF-1.7\n%%EOF")
def test_any_bytes_are_refused_and_raise_nothing_else(content: bytes) -> None:
    for pdf in (content, b"%PDF-1.7\n" + content + b"\n%%EOF"):
        with pytest.raises(UnreadableFaktur):
            read_faktur(pdf)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
@example(5319, bytes(5))  # hits the table of letters: every 8 is read as a 7
def test_a_damaged_faktur_never_passes_for_that_of_another(at: int, junk: bytes) -> None:
    pdf = GOOD[:at] + junk + GOOD[at + len(junk) :]
    try:
        back = read_faktur(pdf)
    except UnreadableFaktur:
        return
    as_it_says = replace(
        EXPECTED,
        seller_npwp=back.seller.npwp,
        buyer_npwp=back.buyer.npwp,
        invoice_number=back.reference or "",
    )
    if check(back, as_it_says).passed:
        assert (back.seller.npwp, back.buyer.npwp) == (SPECIMEN.seller.npwp, SPECIMEN.buyer.npwp)
        assert back.number == SPECIMEN.number
        assert (back.dpp, back.ppn) == (SPECIMEN.dpp, SPECIMEN.ppn)
