"""Slips as lines of text one below the other, without columns: in the order in which one library
gives the text of real ones (values behind all of their label), and in that of others (values beside
the first line of it)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.domain.withholding.model import Slip
from tests.documents.slip_layouts import MONTHS, modules


def lines_of(slip: Slip, *, beside: bool, printed_status: str = "NORMAL") -> list[str]:
    """``beside``: the value stands beside the first line of its label."""
    assert slip.masa is not None
    assert slip.issued is not None
    assert slip.document.date is not None
    payee, withholder, document = slip.payee, slip.withholder, slip.document
    head = f"{slip.number} {slip.masa:%m-%Y} TIDAK FINAL {printed_status}"
    amounts = " ".join(f"{one:,}".replace(",", ".") for one in (slip.base, slip.amount) if one)
    amounts = amounts.replace(" ", f" {slip.rate:f} ")
    objects = ["24-104-27 Jasa Penyimpanan, Pengolahan dan/atau", "Penyaluran Data dan Program"]
    return [
        "KEMENTERIAN KEUANGAN",
        "REPUBLIK INDONESIA",
        "DIREKTORAT JENDERAL PAJAK",
        "BUKTI PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh",
        "UNIFIKASI BERFORMAT STANDAR BPPU",
        "NOMOR MASA PAJAK SIFAT PEMOTONGAN DAN/ATAU STATUS BUKTI PEMOTONGAN /",
        *([head, "PEMUNGUTAN PPh PEMUNGUTAN"] if beside else ["PEMUNGUTAN PPh PEMUNGUTAN", head]),
        "A. IDENTITAS WAJIB PAJAK YANG DIPOTONG DAN/ATAU DIPUNGUT PPh",
        f"A.1 NPWP / NIK : {payee.identity}",
        f"A.2 NAMA : {payee.name}",
        *_field("A.3 NOMOR IDENTITAS|TEMPAT KEGIATAN|USAHA (NITKU)",
                f"{payee.nitku} - {payee.name}", beside),
        "B. PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh",
        f"B.1 Jenis Fasilitas : {slip.facility}",
        f"B.2 Jenis PPh : {slip.kind}",
        "KODE OBJEK PAJAK OBJEK PAJAK DPP",
        "(Rp)",
        "TARIF",
        "(%)",
        "PAJAK PENGHASILAN",
        "(Rp)",
        "B.3 B.4 B.5 B.6 B.7",
        *([f"{objects[0]} {amounts}", objects[1]] if beside else [*objects, amounts]),
        *_field("B.8 Dokumen Dasar Bukti|Pemotongan dan/atau|Pemungutan PPh Unifikasi|"
                "atau Dasar Pemberian|Fasilitas",
                f"Jenis Dokumen : {document.kind} Tanggal : {_day(document.date)}",
                beside, colon=""),
        f"B.9 Nomor Dokumen : {document.number}",
        "B.10 Untuk Instansi Pemerintah, Pembayaran PPh Menggunakan :",
        "B.11 Nomor SP2D :",
        "C. IDENTITAS PEMOTONG DAN/ATAU PEMUNGUT PPh",
        f"C.1 NPWP / NIK : {withholder.identity}",
        *_field("C.2 NOMOR IDENTITAS TEMPAT KEGIATAN|USAHA (NITKU) / SUBUNIT ORGANISASI",
                f"{withholder.nitku} - {withholder.name}", beside),
        *_field("C.3 NAMA PEMOTONG DAN/ATAU PEMUNGUT|PPh", withholder.name, beside),
        f"C.4 TANGGAL : {_day(slip.issued)}",
        f"C.5 NAMA PENANDATANGAN : {slip.signer}",
        "C.6 PERNYATAAN WAJIB PAJAK : Dengan ini saya menyatakan bahwa semuanya benar.",
        "Ditandatangani secara elektronik",
    ]  # fmt: skip


def _field(label: str, value: str, beside: bool, colon: str = ": ") -> list[str]:
    first, *rest = label.split("|")
    if beside:
        return [f"{first} {colon}{value}", *rest]
    return [first, *rest, f"{colon}{value}"]


def _day(day: date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def draw_lines(slip: Slip, lines: Sequence[str], font: str = "Helvetica") -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for index, line in enumerate(lines):
        canvas.setFont(font, 8)
        canvas.drawString(40, 815 - 12 * index, line)
    if slip.link:
        canvas.drawImage(ImageReader(modules(slip.link)), 40, 20, 60, 60)
    canvas.save()
    return stream.getvalue()
