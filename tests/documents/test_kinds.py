"""What comes with fakturs and is none is called by its name."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from assistant.documents.reading import read_faktur
from assistant.documents.workers import FakturReader
from assistant.domain.fakturs.paper import Nota, Unreadable, UnreadableFaktur
from tests.documents.placed import parse_placed

NOTA = """NOTA RETUR / NOTA PEMBATALAN
Nomor: RET26000000123
Tanggal Retur: 3 Maret 2026
(atas nomor Faktur Pajak: 04002600000000123 tanggal 15 Januari 2026)
PEMBELI
Nama : PT CONTOH FIKTIF
NPWP : 0029998887423000
KEPADA PENJUAL
Nama : KILAT CONTOH FIKTIF
NPWP : 0098765431441000
1 Layanan VPS contoh 431.000,00
Jumlah PPN 47.410,00"""
PEMBATALAN = NOTA.replace("NOTA RETUR / NOTA PEMBATALAN", "Nota Pembatalan")
LIKE_A_FAKTUR = (
    NOTA.replace(
        "PEMBELI", "Kode dan Nomor Seri Faktur Pajak: 04002600000000123\nPengusaha Kena Pajak:"
    )
    + "\nPembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:"
)
DESKTOP = """Faktur Pajak
Kode dan Nomor Seri Faktur Pajak : 010.000-24.12345678
Pengusaha Kena Pajak
Nama : PT KILAT CONTOH FIKTIF
Alamat : JL CONTOH RAYA NO 10
NPWP : 09.876.543.1-441.000
Pembeli Barang Kena Pajak / Penerima Jasa Kena Pajak
Nama : PT CONTOH FIKTIF
Alamat : JL CONTOH NO 1
NPWP : 02.999.888.7-423.000
No. Nama Barang Kena Pajak / Jasa Kena Pajak Harga Jual/Penggantian/Uang Muka/Termin
1 Layanan VPS contoh Rp 431.000 x 1 431.000,00
Harga Jual / Penggantian 431.000,00
Dikurangi Potongan Harga 0,00
Dikurangi Uang Muka
Dasar Pengenaan Pajak 431.000,00
PPN = 11% x Dasar Pengenaan Pajak 47.410,00
Total PPnBM (Pajak Penjualan Barang Mewah) 0,00"""
SLIP = """KEMENTERIAN KEUANGAN
REPUBLIK INDONESIA
DIREKTORAT JENDERAL PAJAK
BUKTI PEMOTONGAN DAN/ATAU PEMUNGUTAN PPh
UNIFIKASI BERFORMAT STANDAR BPPU
NOMOR MASA PAJAK
B.9 Nomor Dokumen : 04002600000000123"""


def pdf_of(text: str) -> bytes:
    pdf = FPDF(unit="pt")
    pdf.set_font("helvetica", size=10)
    pdf.add_page()
    for index, line in enumerate(text.splitlines()):
        pdf.text(40, 60 + 14 * index, line)
    return bytes(pdf.output())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NOTA, Unreadable.NOTA_RETUR),
        (PEMBATALAN, Unreadable.NOTA_RETUR),
        (LIKE_A_FAKTUR, Unreadable.NOTA_RETUR),
        (DESKTOP, Unreadable.DESKTOP_FAKTUR),
        (DESKTOP.replace("010.000-24.12345678", "011-000-23-12345678"), Unreadable.DESKTOP_FAKTUR),
        (SLIP, Unreadable.BUKTI_POTONG),
        ("Bukti Potong PPh 23\nNomor 123", Unreadable.BUKTI_POTONG),
        ("Surat jalan\nNomor 123", Unreadable.NOT_FAKTUR),
    ],
)
def test_it_is_told_by_its_title(text: str, kind: Unreadable) -> None:
    for read in (lambda: read_faktur(pdf_of(text)), lambda: parse_placed(text)):
        with pytest.raises(UnreadableFaktur) as caught:
            read()
        assert caught.value.code is kind


SEVERAL = NOTA.replace("Tanggal Retur", "Nomor Nota: RET26000000124\nTanggal Retur")


@pytest.mark.parametrize(
    ("text", "nota"),
    [
        (NOTA, Nota("RET26000000123", "04002600000000123")),
        (
            NOTA.replace("Nomor: RET26000000123", "No. Nota Pembatalan : 012/NP/III-2026"),
            Nota("012/NP/III-2026", "04002600000000123"),
        ),
        (SEVERAL, Nota("", "04002600000000123")),
        (NOTA.replace("nomor Faktur Pajak: 04002600000000123", ""), Nota("RET26000000123")),
        (
            "NOTA PEMBATALAN\nNomor: -\nNomor Faktur Pajak: 04002600000000123",
            Nota("", "04002600000000123"),
        ),
    ],
)
def test_a_nota_says_its_own_number_and_the_faktur_s(text: str, nota: Nota) -> None:
    with pytest.raises(UnreadableFaktur) as caught:
        read_faktur(pdf_of(text))
    assert caught.value.nota == nota


async def test_a_nota_s_number_comes_out_of_the_process_that_reads_it() -> None:
    async with FakturReader() as reader:
        with pytest.raises(UnreadableFaktur) as caught:
            await reader.read(pdf_of(NOTA))
    assert caught.value.nota == Nota("RET26000000123", "04002600000000123")
