"""What Coretax said of a file that it refused: its lines and words, however they are pasted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.coretax import tax_invoice_bulk
from assistant.domain.finance.coretax import tax_invoice
from assistant.domain.finance.import_errors import Fault, Lines, complaints, is_report
from assistant.domain.seller import Seller
from tests.domain.test_coretax import CATALOGUE, item, request

SELLER = Seller("KILAT", "0012345674012000", "0012345674012000000000")


@given(st.integers(1, 8), st.data())
def test_every_line_of_a_file_leads_to_its_invoice(count: int, data: st.DataObject):
    invoices = [
        replace(tax_invoice(request(item()), CATALOGUE), reference=f"INV-{n}") for n in range(count)
    ]
    xml = tax_invoice_bulk(SELLER, invoices)
    lines, text = Lines(xml), xml.decode().splitlines()
    line = data.draw(st.integers(1, len(text)))
    place = lines.at(line)
    before = "\n".join(text[:line])
    began, ended = before.count("<TaxInvoice>"), before.count("</TaxInvoice>")
    inside = began > ended or text[line - 1].strip() == "</TaxInvoice>"
    assert (place is not None) == inside
    if place is not None:
        assert place.reference == f"INV-{began - 1}"


@pytest.mark.parametrize(
    "shape",
    [
        "{line}\t{words}", "Baris {line}: {words}", "Line {line} - {words}", "{line}. {words}",
        "{words}\nLine {line}", "Line {line}\n{words}", "{words} (baris {line})",
        "| {line} | {words} |",
        "{words} pada baris {line}", "Row {line}: {words}", "baris ke-{line} {words}",
    ],
)  # fmt: skip
@given(line=st.integers(1, 99_999))
def test_a_complaint_is_read_in_whatever_layout(shape: str, line: int):
    [one] = complaints(
        "Invoices have errors!\n" + shape.format(line=line, words="NITKU tidak valid")
    )
    assert (one.line, one.fault) == (line, Fault.BUYER_NITKU)


@pytest.mark.parametrize(
    "words",
    [
        "PPN seharusnya 16.500",
        "Tanggal tidak sesuai 2026",
        "Harga Satuan 150000 x 2 tidak sama dengan DPP 300001",
        "29-11-2026: NITKU pembeli tidak valid",
    ],
)
def test_a_number_that_is_wrong_itself_is_no_line(words: str):
    assert [one.line for one in complaints(words)] == [None]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("baris 3 s.d. 90", [(3, None), (90, 3)]),
        ("Baris 3-90", [(3, None), (90, 3)]),
        ("lines 3 to 90", [(3, None), (90, 3)]),
        ("baris 3 sampai dengan baris 90", [(3, None), (90, 3)]),
        ("baris 3, 90 dan 120", [(3, None), (90, None), (120, None)]),
        ("baris 3, 60 - 90 dan 120", [(3, None), (60, None), (90, 60), (120, None)]),
    ],
)
def test_a_stretch_of_lines_is_told_from_single_ones(
    said: str, found: list[tuple[int, int | None]]
):
    for text in (f"{said}: NITKU pembeli tidak valid", f"NITKU pembeli tidak valid ({said})"):
        assert [(one.line, one.since) for one in complaints(text)] == found


@pytest.mark.parametrize("part", ["22, ", "1 dan ", "1, dan ", "baris 1-2 ", ".", "a;1;"])
def test_no_paste_takes_long(part: str):
    """Where numbers could be parted in many ways, looking at all of them would never end."""
    assert complaints(part * 5000) is not None


def test_what_is_no_complaint_about_an_import_is_told_apart():
    assert complaints("Success National ID valid!") == []
    [one] = complaints("Terjadi kesalahan saat proses bayar dan lapor SPT PPN")
    assert one.fault is Fault.NOT_IMPORT
    for said in ("siapa yang ekspor?", "3 faktur sudah dikirim", "NPWP PT Maju tidak valid ya?"):
        assert not is_report(said)
    assert is_report("Error NIK tidak ditemukan!")


@given(st.text(max_size=200))
def test_any_words_are_taken_apart_without_an_error(text: str):
    for one in complaints(text):
        assert one.fault in Fault


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(22) NITKU pembeli tidak valid", [22]),
        ("[Line 22] NITKU pembeli tidak valid", [22]),
        ("Error at line 22: NITKU pembeli tidak valid", [22]),
        ("Baris 22, 73: NITKU pembeli tidak valid", [22, 73]),
        ("Baris 22 dan 73: NITKU pembeli tidak valid", [22, 73]),
        ("1,022 NITKU pembeli tidak valid", [1022]),
        (
            "Invoices have errors! 22 NITKU pembeli tidak valid 73 Error NIK tidak ditemukan!",
            [22, 73],
        ),
        ("15 Error NIK 3171011708450001 tidak ditemukan!", [15]),
        ("> 22\tNITKU pembeli tidak valid\n>> 73 NITKU pembeli tidak valid", [22, 73]),
        (
            "[29/11 10.15] Rina: 22 NITKU tidak valid\n[29/11 10.16] Rina: 73 NITKU tidak valid",
            [22, 73],
        ),
        ("[10:15, 29/11/2026] Rina: 22 NITKU pembeli tidak valid", [22]),
        ("29/11/26 10.15 - Rina: 22 NITKU pembeli tidak valid", [22]),
        ("Rina, [29/11/2026 10:15]\n22 NITKU pembeli tidak valid", [22]),
        ("29/11/2026 10:15 22 NITKU pembeli tidak valid", [22]),
        (
            "No\tBaris\tPesan\n1\t22\tNITKU pembeli tidak valid\n2\t73\tNITKU pembeli tidak valid",
            [22, 73],
        ),
        ("1. Baris 22: NITKU pembeli tidak valid\n2. Baris 73: NITKU tidak valid", [22, 73]),
        ("Baris\n22\n73\nPesan\nNITKU pembeli tidak valid\nNITKU pembeli tidak valid", [22, 73]),
        ("Baris 22-25: NITKU pembeli tidak valid", [22, 25]),
        (
            "Error pada baris ke 22: NITKU tidak valid; Error pada baris ke 73: NITKU tidak valid",
            [22, 73],
        ),
        ("INV-2026-000123 baris 22: NITKU pembeli tidak valid", [22]),
        ("faktur-2026-11.xml\t22\tNITKU pembeli tidak valid", [22]),
        (
            '[{"line":22,"message":"NITKU tidak valid"},{"line":73,"message":"NITKU tidak valid"}]',
            [22, 73],
        ),
        (
            "<tr><td>22</td><td>NITKU tidak ada</td></tr><tr><td>73<td>NITKU tidak ada</tr>",
            [22, 73],
        ),
        ('"22","NITKU pembeli tidak valid"', [22]),
        ("#22 NITKU pembeli tidak valid\nline=73 NITKU pembeli tidak valid", [22, 73]),
        ("\u200b22\u200b NITKU pembeli tidak valid\nBaris\uff1a73 NITKU tidak valid", [22, 73]),
        ("2 errors found\n22 NITKU pembeli tidak valid", [22]),
        (
            '<error line="22">NITKU tidak ada</error><error line="73">NIK tidak ada</error>',
            [22, 73],
        ),
        ("Error pada baris 22 dan 73: NITKU pembeli tidak valid", [22, 73]),
        ("cvc-type.1.2.1: baris ke-1.022: NITKU tidak valid", [1022]),
        ("Error 22\nNITKU pembeli tidak valid", [22]),
        ("Coretax.xml:22:9: NITKU pembeli tidak valid", [22]),
        ("\u274c 22 \u2014 NITKU pembeli tidak valid", [22]),
        ("No.: 1\nLine: 22\nNITKU tidak valid\nNo.: 2\nLine: 73\nNIK tidak valid", [22, 73]),
        ("Jumlah Faktur: 73\nTotal errors: 1\nBaris 22: NITKU pembeli tidak valid", [22]),
        ("Baris ke-3 s.d. 5: NITKU pembeli tidak valid", [3, 5]),
        ("baris ke 22 sampai dengan 25 NITKU pembeli tidak valid", [22, 25]),
        ("lines 22..25: NITKU pembeli tidak valid", [22, 25]),
        ("rows 22 through 25: NIK tidak valid", [22, 25]),
        ("line 3,4 dan 7: NITKU pembeli tidak valid", [3, 4, 7]),
        ("NITKU pembeli tidak valid pada baris 3, 4, dan 7", [3, 4, 7]),
        ("Error NPWP tidak ditemukan! (line 22, 73)", [22, 73]),
        ("Error NPWP tidak ditemukan! Baris: 22 & 73", [22, 73]),
        ("2 errors: 22 NITKU pembeli tidak valid, 73 NITKU pembeli tidak valid", [22, 73]),
        ("Error at line 22: NIK tidak valid; line 73: IDTKU tidak valid", [22, 73]),
        ("Harga baris 22 tidak sesuai, PPN seharusnya 16.500", [22]),
        ("Inv.no.INV-2026-000123 line 22 NITKU pembeli tidak valid", [22]),
        ("INV-2026-000123 | 22 | NITKU pembeli tidak valid", [22]),
        ("04002600000000123;22;NITKU pembeli tidak valid", [22]),
        ("NITKU pembeli tidak valid;22\nNPWP tidak ditemukan!;73", [22, 73]),
        ("22NITKU pembeli tidak valid", [22]),
        ("NITKU pembeli tidak valid (22)", [22]),
        ("line 22 s/d line 25: NITKU pembeli tidak valid", [22, 25]),
        ("baris 22, 160105 kode barang tidak valid", [22]),
        ("29-11-2026: baris 22 NITKU pembeli tidak valid", [22]),
        ("Baris 2Z: NITKU pembeli tidak valid", [None]),
        ("Baris l5: NITKU pembeli tidak valid", [None]),
    ],
)
def test_a_paste_is_read_however_its_lines_are_written(text: str, found: list[int | None]):
    assert [one.line for one in complaints(text)] == found
    assert is_report(text)
    assert all("tidak" in one.words for one in complaints(text))
