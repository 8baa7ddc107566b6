"""Slips as other people's programs would draw them: tables, wrapped paragraphs, lines, columns.

Unlike ``slip_layouts``, which places each line itself, these leave the wrapping and the placing to
the libraries (reportlab's platypus, fpdf2's tables and cells), and print what a form may hold
besides the usual: persons, other articles, facilities, numbers grouped otherwise, fields left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from reportlab.lib.pagesizes import A4, landscape, legal
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, Paragraph, SimpleDocTemplate, Spacer, Table

from assistant.documents.form import LINK
from assistant.domain.withholding.model import (
    BasisDocument,
    Slip,
    SlipParty,
    SlipStatus,
    tax_on,
)
from tests.documents.slip_layouts import MONTHS, modules

_SEPARATORS = (".", ".", ".", ".", ",", "", " ")
_NAMES = (
    "CONTOH FIKTIF NUSANTARA",
    "BANK CONTOH (PERSERO) TBK.",
    "KSO FIKTIF - RAYA - TIGA 2000",
    "A.1 NPWP DIGITAL",
    "CV. MAJU B.9 MUNDUR: JAYA",
    "DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA CONTOH",
    "KANTOR PERWAKILAN LEMBAGA PENDIDIKAN, KEBUDAYAAN & PENELITIAN KELAUTAN NUSANTARA TIMUR - UNIT "
    "PELAKSANA TEKNIS PENGEMBANGAN SUMBER DAYA MANUSIA TANGGAL TERBIT",
    "NORMAL FINAL PEMBETULAN",
    "O'BRIEN 24 JAM 100.000",
    "É LITE CAFÉ",
)
_OBJECTS = {
    "24-104-27": "Jasa Penyimpanan, Pengolahan dan/atau Penyaluran Data, Informasi, dan/atau "
    "Program",
    "24-100-02": "Sewa dan Penghasilan Lain Sehubungan dengan Penggunaan Harta, Kecuali Sewa Tanah "
    "dan/atau Bangunan yang Telah Dikenai PPh Pasal 4 Ayat (2) UU PPh 2008 1.000 2 20",
    "24-103-01": "Royalti",
    "28-423-01": "Jasa yang Dilakukan oleh WP dengan Peredaran Bruto Tertentu (PP 55 Tahun 2022)",
    "22-900-01": "Penjualan 12-345-67 Barang",
}
_FACILITIES = (
    "Tanpa Fasilitas",
    "Tanpa Fasilitas",
    "Surat Keterangan Bebas (SKB) PPh Pasal 23",
    "Fasilitas Lainnya: PP 55 - Surat Keterangan WP dengan Peredaran Bruto Tertentu Nomor "
    "KET-00123/PP55/2026",
    "PPh Ditanggung Pemerintah (DTP)",
)
_KINDS = ("Pasal 23", "Pasal 23", "Pasal 4 ayat (2)", "Pasal 15", "Pasal 22")
_DOCUMENTS = (
    ("Faktur Pajak", "04002600000000123"),
    ("Faktur Pajak", "040-026-00-00000123, 040-026-00-00000124 dan 040-026-00-00000125"),
    ("Dokumen Lainnya", "INV-2026-000123"),
    ("Dokumen Ketentuan Peraturan Perpajakan", "PMK 131 TAHUN 2024"),
    ("Surat Tagihan", "B.1 / TANGGAL : 3 / C.4"),
    ("Kontrak", "01/SPK/DISKOMINFO/I/2026 TANGGAL 15 JANUARI 2026 (ADDENDUM KE-2), TERMIN 1, "
     "PEKERJAAN SEWA SERVER DAN PENGELOLAAN DATA"),
    ("Bukti Pembayaran", "Transfer Rp 1.000.000"),
)  # fmt: skip


def foreign_slip(draw: Random) -> Slip:
    """A slip of which everything may be unusual."""
    code = draw.choice(["24-104-27"] * 4 + list(_OBJECTS))
    rate = Decimal(draw.choice(("2", "2", "2", "0.5", "1.5", "4", "15", "2.5", "0")))
    base = Decimal(draw.randrange(1, 10 ** draw.randint(5, 13)))
    masa = date(draw.choice((2025, 2026)), draw.randint(1, 12), 1)
    status, version = draw.choice(
        [(SlipStatus.NORMAL, 0)] * 3
        + [(SlipStatus.AMENDED, n) for n in (1, 2, 11)]
        + [(SlipStatus.AMENDED, None), (SlipStatus.CANCELLED, None)]
    )
    kind, number = draw.choice(_DOCUMENTS)
    number = number if draw.random() < 0.9 else ""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return Slip(
        number=f"{masa:%y}" + "".join(draw.choice(letters) for _ in range(7)),
        masa=masa,
        status=status,
        version=version,
        final=draw.random() < 0.2,
        payee=_party(draw),
        withholder=_party(draw),
        facility=draw.choice(_FACILITIES),
        kind=draw.choice(_KINDS),
        object_code=code,
        base=base,
        rate=rate,
        amount=tax_on(base, rate),
        document=BasisDocument(kind, number, masa + timedelta(days=draw.randrange(28))),
        issued=masa + timedelta(days=draw.randrange(31, 51)),
        signer=draw.choice(
            ("PENANDA TANGAN FIKTIF", "DR. IR. I MADE CONTOH, S.KOM., M.M.", "WATI", None)
        ),
        link=LINK + str(UUID(int=draw.getrandbits(128), version=4)),
    )


def _party(draw: Random) -> SlipParty:
    digits = f"{draw.randrange(10**9, 10**10)}"
    nik, npwp = f"3273{digits}01", f"00{digits}{draw.randrange(100, 1000)}0"
    person = draw.random() < 0.25
    unit = f"{nik if person else npwp}{draw.choice(('000000', '000001', '000123'))}"
    return SlipParty(
        npwp="" if person else npwp,
        nik=nik if person else "",
        nitku="" if draw.random() < 0.1 else unit,
        name=draw.choice(_NAMES),
    )


# What is printed


@dataclass(frozen=True, slots=True)
class Print:
    """One slip in words, in a hand of its own."""

    head: Sequence[tuple[str, str]]
    payee: Sequence[tuple[str, str, str]]
    withheld: Sequence[tuple[str, str, str]]
    columns: Sequence[tuple[str, str, str]]
    """Code, label and value."""
    document: tuple[str, str]
    after: Sequence[tuple[str, str, str]]
    withholder: Sequence[tuple[str, str, str]]
    link: str
    colon: str


TITLE = (
    "KEMENTERIAN KEUANGAN",
    "REPUBLIK INDONESIA",
    "DIREKTORAT JENDERAL PAJAK",
    "BUKTI PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh",
    "UNIFIKASI BERFORMAT STANDAR BPPU",
)
A = "A. IDENTITAS WAJIB PAJAK YANG DIPOTONG DAN/ATAU DIPUNGUT PPh ATAU PENERIMA PENGHASILAN"
B = "B. PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh"
C = "C. IDENTITAS PEMOTONG DAN/ATAU PEMUNGUT PPh"
B8 = (
    "Dokumen Dasar Bukti Pemotongan dan/atau Pemungutan PPh Unifikasi atau Dasar Pemberian "
    "Fasilitas"
)
NITKU = "NOMOR IDENTITAS TEMPAT KEGIATAN USAHA (NITKU)"
C6 = (
    "Dengan ini saya menyatakan bahwa Bukti Pemotongan dan/atau Pemungutan PPh Unifikasi telah "
    "saya isi dengan benar dan telah saya tandatangani secara elektronik."
)
FOOT = (
    "Ditandatangani secara elektronik",
    "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Bukti "
    "Pemotongan dan/atau Pemungutan PPh Unifikasi ini dinyatakan sah tanpa tanda tangan basah.",
)


def printed(slip: Slip, draw: Random) -> Print:
    assert slip.masa is not None
    separator, decimals = draw.choice(_SEPARATORS), draw.random() < 0.2

    def rupiah(amount: Decimal | None) -> str:
        text = f"{amount:,.0f}".replace(",", separator)
        return text + {",": ".00", "": ""}.get(separator, ",00") if decimals else text

    day = draw.choice((_day, _day, _day, _digits, lambda one: _day(one).upper()))
    rate = f"{slip.rate:f}" + draw.choice(("", "", "", "%", " %"))
    payee, by = slip.payee, slip.withholder
    government = draw.choice(("", "", "Uang Persediaan", "Pembayaran Langsung (LS)"))
    columns = (
        ("B.3", "KODE OBJEK PAJAK", slip.object_code or ""),
        ("B.4", "OBJEK PAJAK", _OBJECTS[slip.object_code or ""]),
        ("B.5", "DPP (Rp)", rupiah(slip.base)),
        ("B.6", "TARIF (%)", rate),
        ("B.7", "PAJAK PENGHASILAN (Rp)", rupiah(slip.amount)),
    )
    return Print(
        head=(
            ("NOMOR", slip.number or ""),
            ("MASA PAJAK", f"{slip.masa:%m-%Y}"),
            ("SIFAT PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh", "FINAL" if slip.final else "TIDAK FINAL"),
            ("STATUS BUKTI PEMOTONGAN / PEMUNGUTAN", _status(slip, draw)),
        ),
        payee=(
            ("A.1", "NPWP / NIK", payee.identity),
            ("A.2", "NAMA", payee.name),
            ("A.3", NITKU, _unit(payee)),
        ),
        withheld=(
            ("B.1", "Jenis Fasilitas", slip.facility or ""),
            ("B.2", "Jenis PPh", slip.kind or ""),
        ),
        columns=columns,
        document=(slip.document.kind, day(slip.document.date)),
        after=(
            ("B.9", "Nomor Dokumen", slip.document.number),
            ("B.10", "Untuk Instansi Pemerintah, Pembayaran PPh Menggunakan", government),
            ("B.11", "Nomor SP2D", "260151701000123" if government else ""),
        ),
        withholder=(
            ("C.1", "NPWP / NIK", by.identity),
            ("C.2", f"{NITKU} / SUBUNIT ORGANISASI", _unit(by)),
            ("C.3", "NAMA PEMOTONG DAN/ATAU PEMUNGUT PPh", by.name),
            ("C.4", "TANGGAL", day(slip.issued)),
            ("C.5", "NAMA PENANDATANGAN", slip.signer or ""),
            ("C.6", "PERNYATAAN WAJIB PAJAK", C6),
        ),
        link=slip.link or "",
        colon=draw.choice(("own", "label", "value")),
    )  # fmt: skip


def _unit(party: SlipParty) -> str:
    return f"{party.nitku} - {party.name}" if party.nitku else ""


def _status(slip: Slip, draw: Random) -> str:
    if slip.status is SlipStatus.CANCELLED:
        return draw.choice(("DIBATALKAN", "PEMBATALAN", "BATAL"))
    if slip.status is SlipStatus.AMENDED and slip.version is not None:
        return f"PEMBETULAN {draw.choice(('KE-', 'KE - ', 'ke-', 'KE '))}{slip.version}"
    return str(slip.status)


def _day(day: date | None) -> str:
    assert day is not None
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def _digits(day: date | None) -> str:
    assert day is not None
    return f"{day:%d-%m-%Y}"


# Drawn by platypus: tables of paragraphs


def by_platypus(slip: Slip, draw: Random) -> bytes:
    """All is tables; labels and values wrap by themselves, at some height of a row."""
    page = printed(slip, draw)
    size, font = draw.choice((6.5, 7, 8)), draw.choice(("Helvetica", "Times-Roman"))
    style = ParagraphStyle(
        "all", fontName=font, fontSize=size, leading=size * draw.uniform(1.1, 1.5)
    )
    if draw.random() < 0.2:
        style = ParagraphStyle("other", parent=style, alignment=draw.choice((1, 4)))
    valign = draw.choice(("TOP", "MIDDLE", "BOTTOM"))
    shares = (0.06, draw.uniform(0.22, 0.34), 0.02)
    size_of_page = draw.choice((A4, A4, legal, landscape(A4)))
    wide = size_of_page[0] - 30 * mm
    stream = io.BytesIO()

    def cell(text: str) -> Paragraph:
        return Paragraph(text.replace("&", "&amp;"), style)

    def table(
        rows: Sequence[Sequence[str]], widths: Sequence[float], grid: bool = False
    ) -> Flowable:
        look: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), valign)]
        look += [(f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("TOP", "BOTTOM")]
        look += [(f"{side}PADDING", (0, 0), (-1, -1), 2) for side in ("LEFT", "RIGHT")]
        if grid:
            look.append(("GRID", (0, 0), (-1, -1), 0.4, "black"))
        cells = [[cell(text) for text in row] for row in rows]
        return Table(cells, [wide * share for share in widths], style=look)

    def fields(some: Sequence[tuple[str, str, str]]) -> Flowable:
        rest = 1 - sum(shares)
        if page.colon == "own":
            rows = [(code, label, ":", value) for code, label, value in some]
            return table(rows, (*shares, rest))
        if page.colon == "label":
            return table([(c, f"{la} :", v) for c, la, v in some], (*shares[:2], rest + shares[2]))
        return table([(c, la, f": {v}") for c, la, v in some], (*shares[:2], rest + shares[2]))

    heads = [list(one) for one in zip(*page.head, strict=True)]
    codes, labels, values = zip(*page.columns, strict=True)
    kind, day = page.document
    nested = draw.random() < 0.3
    inner = [f"Jenis Dokumen : {kind}", f"Tanggal : {day}"]
    story: list[Flowable] = [cell(line) for line in TITLE]
    story += [Spacer(1, 6), table(heads, (0.2, 0.2, 0.3, 0.3), grid=True), cell(A)]
    story += [fields(page.payee), cell(B), fields(page.withheld)]
    story.append(table([labels, codes, values], (0.14, 0.34, 0.2, 0.12, 0.2), grid=True))
    story.append(table([("B.8", B8, *inner)], (shares[0], shares[1], 0.3, 0.94 - shares[1] - 0.3)))
    story += [fields(page.after[:1] if nested else page.after)]
    story += [fields(page.after[1:])] if nested else []
    story += [cell(C), fields(page.withholder), Spacer(1, 6)]
    picture = io.BytesIO()
    modules(page.link).save(picture, "PNG")
    story += [Image(picture, 60, 60), *map(cell, FOOT)]
    SimpleDocTemplate(
        stream, pagesize=size_of_page, leftMargin=15 * mm, rightMargin=15 * mm,
        topMargin=12 * mm, bottomMargin=12 * mm,
    ).build(story)  # fmt: skip
    return stream.getvalue()


# Drawn by fpdf2's own tables


def by_fpdf_tables(slip: Slip, draw: Random) -> bytes:
    page, pdf = printed(slip, draw), FPDF(format=draw.choice(("A4", "Letter")))
    family = draw.choice(("Helvetica", "Times", "Courier"))
    pdf.set_margins(10, 8)
    pdf.set_auto_page_break(True, 10)
    pdf.add_page()
    size = 6.0 if family == "Courier" else draw.choice((6.5, 7.5))
    pdf.set_font(family, size=size)
    high = size * 0.3528 * draw.uniform(1.15, 1.6)
    borders = draw.choice((TableBordersLayout.ALL, TableBordersLayout.NONE))

    def table(rows: Sequence[Sequence[str]], widths: tuple[int, ...], align: str = "LEFT") -> None:
        with pdf.table(
            rows, col_widths=widths, first_row_as_headings=False, line_height=high,
            borders_layout=borders, text_align=align,
        ):  # fmt: skip
            pass

    def fields(some: Sequence[tuple[str, str, str]]) -> None:
        if page.colon == "own":
            table([(c, label, ":", value) for c, label, value in some], (6, 34, 3, 57))
        elif page.colon == "label":
            table([(c, f"{label} :", value) for c, label, value in some], (6, 34, 60))
        else:
            table([(c, label, f": {value}") for c, label, value in some], (6, 34, 60))

    for line in TITLE:
        pdf.cell(0, high, line, align=draw.choice("LC"), new_x="LMARGIN", new_y="NEXT")
    table([list(one) for one in zip(*page.head, strict=True)], (20, 20, 30, 30), "CENTER")
    bar(pdf, A, high)
    fields(page.payee)
    bar(pdf, B, high)
    fields(page.withheld)
    codes, labels, values = zip(*page.columns, strict=True)
    table([labels, codes, values], (14, 31, 22, 11, 22), draw.choice(("CENTER", "LEFT", "RIGHT")))
    kind, day = page.document
    table([("B.8", B8, f"Jenis Dokumen : {kind}", f"Tanggal : {day}")], (6, 34, 34, 26))
    fields(page.after)
    bar(pdf, C, high)
    fields(page.withholder)
    pdf.image(modules(page.link), w=22)
    for line in FOOT:
        pdf.multi_cell(0, high, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def bar(pdf: FPDF, title: str, high: float) -> None:
    pdf.set_fill_color(0, 64, 128)
    pdf.set_text_color(255)
    pdf.cell(0, high, title, fill=True, new_x="LMARGIN", new_y="NEXT")
    pdf.set_text_color(0)


# Plain lines that wrap where the page ends, and go on at its left


def by_lines(slip: Slip, draw: Random) -> bytes:
    """As a text is printed: ``A.2 NAMA : …``. A long value goes on at the left of the next line."""
    page, pdf = printed(slip, draw), FPDF(format="A4")
    pdf.set_margins(12, 10)
    pdf.add_page()
    pdf.set_font(draw.choice(("Helvetica", "Courier", "Times")), size=draw.choice((7, 8)))
    high, colon = draw.uniform(3.4, 4.4), draw.choice((" : ", ": ", " :  "))
    across = draw.random() < 0.5

    def line(text: str) -> None:
        pdf.multi_cell(0, high, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def fields(some: Sequence[tuple[str, str, str]]) -> None:
        for code, label, value in some:
            line(f"{code} {label}{colon}{value}".rstrip())

    for text in TITLE:
        line(text)
    if across:
        line("   ".join(label for label, _ in page.head))
        line("   ".join(value for _, value in page.head))
    else:
        for label, value in page.head:
            line(f"{label}{colon}{value}")
    line(A)
    fields(page.payee)
    line(B)
    fields(page.withheld)
    if across:
        line("  ".join(label for _, label, _ in page.columns))
        line("  ".join(code for code, _, _ in page.columns))
        line(" ".join(value for _, _, value in page.columns))
    else:
        fields(page.columns)
    kind, day = page.document
    line(f"B.8 {B8}")
    line(f"Jenis Dokumen{colon}{kind}" + (f"  Tanggal{colon}{day}" if across else ""))
    if not across:
        line(f"Tanggal{colon}{day}")
    fields(page.after)
    line(C)
    fields(page.withholder)
    pdf.image(modules(page.link), w=22)
    for text in FOOT:
        line(text)
    return bytes(pdf.output())


# Columns drawn one after the other, values below their labels


def stacked(slip: Slip, draw: Random) -> bytes:
    """Two columns; each value stands below its label, and is drawn long after it."""
    page, stream = printed(slip, draw), io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    size, later = 7.0, []
    canvas.setFont("Helvetica", size)
    y = A4[1] - 30

    def put(x: float, text: str, width: int) -> float:
        """Wrapped after so many letters; how far down it went."""
        lines = [""]
        for word in text.split():
            if lines[-1] and len(lines[-1]) + len(word) >= width:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        for at, one in enumerate(lines):
            later.append((x, y - at * 9, one))
        return len(lines) * 9

    for line in TITLE:
        canvas.drawString(40, y, line)
        y -= 10
    x = 40.0
    for label, value in page.head:
        canvas.drawString(x, y, label)
        later.append((x, y - 10, value))
        x += 30 + max(canvas.stringWidth(label, "Helvetica", size), 60)
    y -= 26
    for title, some in ((A, page.payee), (B, page.withheld)):
        canvas.drawString(40, y, title)
        y -= 12
        for code, label, value in some:
            canvas.drawString(40, y, f"{code} {label} :")
            y -= 9
            y -= put(64, value, 90) + 3
    xs = (40, 110, 330, 420, 470)
    for (code, label, _), left in zip(page.columns, xs, strict=True):
        canvas.drawString(left, y, label)
        canvas.drawString(left, y - 9, code)
    y -= 20
    y -= max(put(left, one[2], 40) for one, left in zip(page.columns, xs, strict=True)) + 4
    canvas.drawString(40, y, f"B.8 {B8}")
    y -= 10
    kind, day = page.document
    later.append((64, y, f"Jenis Dokumen : {kind}"))
    later.append((330, y, f"Tanggal : {day}"))
    y -= 12
    for title, some in (("", page.after), (C, page.withholder)):
        canvas.drawString(40, y, title)
        y -= 12
        for code, label, value in some:
            canvas.drawString(40, y, f"{code} {label} :")
            y -= 9
            y -= put(64, value, 90) + 3
    draw.shuffle(later)
    for left, down, text in later:
        canvas.drawString(left, down, text)
    canvas.drawImage(ImageReader(modules(page.link)), 40, y - 60, 56, 56)
    canvas.save()
    return stream.getvalue()


DRAWN: Sequence[Callable[[Slip, Random], bytes]] = (by_platypus, by_fpdf_tables, by_lines, stacked)


def foreign(index: int) -> tuple[Slip, bytes, str]:
    """The nth: what it says, its PDF, and who drew it."""
    draw = Random(f"foreign {index}")
    slip, draws = foreign_slip(draw), DRAWN[index % len(DRAWN)]
    return slip, draws(slip, draw), draws.__name__
