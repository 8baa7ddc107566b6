"""Other papers that customers take for a slip, as a few lines of text on a page."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

MINISTRY = ["KEMENTERIAN KEUANGAN", "REPUBLIK INDONESIA", "DIREKTORAT JENDERAL PAJAK"]
BP21 = [
    *MINISTRY,
    "BUKTI PEMOTONGAN PPh PASAL 21",
    "YANG TIDAK BERSIFAT FINAL BP21",
    "NOMOR MASA PAJAK SIFAT PEMOTONGAN STATUS BUKTI PEMOTONGAN",
    "2600A1B2C 01-2026 TIDAK FINAL NORMAL",
    "A. IDENTITAS PENERIMA PENGHASILAN",
    "A.1 NIK/NPWP : 3171011708450001",
    "A.2 Nama : ORANG FIKTIF",
    "C.1 NPWP/NIK : 0029998887423000",
    "C.3 Nama Pemotong : CONTOH FIKTIF NUSANTARA",
    "C.4 Tanggal : 10 Februari 2026",
]
BPA1 = [
    *MINISTRY,
    "BUKTI PEMOTONGAN PAJAK PENGHASILAN PASAL 21 BAGI PEGAWAI TETAP BPA1",
    "NOMOR PERIODE PENGHASILAN",
    "A.1 NPWP/NIK : 3171011708450001",
]
BPNR = [
    *MINISTRY,
    "BUKTI PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh",
    "UNIFIKASI BERFORMAT STANDAR BPNR",
    "A.1 TIN : 123456",
    "B.9 Nomor Dokumen : X",
    "C.1 NPWP / NIK : 0029998887423000",
]
EBUPOT = [
    *MINISTRY,
    "BUKTI PEMOTONGAN/PEMUNGUTAN UNIFIKASI",
    "FORMULIR BPBS",
    "H.1 NOMOR : 3 0 0 0 0 0 1 2 3 4",
    "H.2 Pembetulan Ke- 0 H.3 Pembatalan",
    "A.1 NPWP : 01.234.567.4-012.000 / 0012345674012000",
    "B.1 8-2024 24-104-27 1.948.650,00 2.00 38.973,00",
    "C.1 NPWP : 00.299.988.8-742.300",
]
BILLING = [
    *MINISTRY,
    "CETAKAN KODE BILLING",
    "NPWP : 0029998887423000",
    "KODE BILLING : 012345678901234",
]
BPN = ["BUKTI PENERIMAAN NEGARA", "Penerimaan Pajak", "NTPN : 0123456789ABCDEF"]
SPT = [*MINISTRY, "BUKTI PENERIMAAN ELEKTRONIK", "SPT MASA PPh UNIFIKASI", "Masa : 01-2026"]
LETTER = [
    "Kepada bagian keuangan,",
    "bersama ini kami kirim BUKTI PEMOTONGAN BPPU untuk tagihan INV-2026-000123.",
    "Nomor 2600A1B2C, DPP 400.000, PPh 8.000.",
]
FAKTUR = [
    "Faktur Pajak",
    "Nama: PT PENJUAL FIKTIF",
    "Kode dan Nomor Seri Faktur Pajak: 04002600000000123",
    "Pengusaha Kena Pajak:",
]


def paper(*pages: Sequence[str]) -> bytes:
    """Each a page of lines."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for lines in pages:
        for index, line in enumerate(lines):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40, 800 - 14 * index, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
