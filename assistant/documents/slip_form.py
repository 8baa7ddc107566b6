"""The words on Coretax's form of a bukti potong (BPPU) by which it is read, and written as a
specimen by the sandbox.

They belong to the document, not to our conversation: a slip is the same in every language.
"""

from __future__ import annotations

SUBTITLE = "UNIFIKASI BERFORMAT STANDAR"

NUMBER = ("NOMOR",)
MASA = ("MASA PAJAK",)
NATURE = ("SIFAT PEMOTONGAN DAN/ATAU", "PEMUNGUTAN PPh")
STATUS = ("STATUS BUKTI PEMOTONGAN /", "PEMUNGUTAN")
FINAL, NOT_FINAL = "FINAL", "TIDAK FINAL"

PAYEE = "A. IDENTITAS WAJIB PAJAK YANG DIPOTONG DAN/ATAU DIPUNGUT PPh ATAU PENERIMA PENGHASILAN"
WITHHELD = "B. PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh"
WITHHOLDER = "C. IDENTITAS PEMOTONG DAN/ATAU PEMUNGUT PPh"

PAYEE_NPWP = ("A.1", ("NPWP / NIK",))
PAYEE_NAME = ("A.2", ("NAMA",))
PAYEE_NITKU = ("A.3", ("NOMOR IDENTITAS", "TEMPAT KEGIATAN", "USAHA (NITKU)"))
FACILITY = ("B.1", ("Jenis Fasilitas",))
KIND = ("B.2", ("Jenis PPh",))
DOCUMENT = (
    "B.8",
    (
        "Dokumen Dasar Bukti",
        "Pemotongan dan/atau",
        "Pemungutan PPh Unifikasi",
        "atau Dasar Pemberian",
        "Fasilitas",
    ),
)
DOCUMENT_KIND = "Jenis Dokumen"
DOCUMENT_DATE = "Tanggal"
DOCUMENT_NUMBER = ("B.9", ("Nomor Dokumen",))
GOVERNMENT = ("B.10", ("Untuk Instansi Pemerintah, Pembayaran PPh Menggunakan",))
SP2D = ("B.11", ("Nomor SP2D",))
WITHHOLDER_NPWP = ("C.1", ("NPWP / NIK",))
WITHHOLDER_NITKU = (
    "C.2",
    ("NOMOR IDENTITAS TEMPAT KEGIATAN", "USAHA (NITKU) / SUBUNIT ORGANISASI"),
)
WITHHOLDER_NAME = ("C.3", ("NAMA PEMOTONG DAN/ATAU PEMUNGUT", "PPh"))
ISSUED = ("C.4", ("TANGGAL",))
SIGNER = ("C.5", ("NAMA PENANDATANGAN",))
STATEMENT = ("C.6", ("PERNYATAAN WAJIB PAJAK",))

COLUMNS = (
    ("B.3", ("KODE OBJEK PAJAK",)),
    ("B.4", ("OBJEK PAJAK",)),
    ("B.5", ("DPP", "(Rp)")),
    ("B.6", ("TARIF", "(%)")),
    ("B.7", ("PAJAK PENGHASILAN", "(Rp)")),
)
BASE, RATE, AMOUNT = "B.5", "B.6", "B.7"


SIGNED = "Ditandatangani secara elektronik"
