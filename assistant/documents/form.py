"""The words that Coretax's form prints, for the writer and the reader alike.

They belong to the document, not to our conversation: a faktur is the same in every language.
"""

from __future__ import annotations

TITLE = "Faktur Pajak"
NUMBER = "Kode dan Nomor Seri Faktur Pajak:"
SELLER = "Pengusaha Kena Pajak:"
BUYER = "Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:"

LETTERHEAD_NAME = "Nama:"
LETTERHEAD_ADDRESS = "Alamat:"
NAME = "Nama :"
ADDRESS = "Alamat :"
NPWP = "NPWP :"
NIK = "NIK :"
PASSPORT = "Nomor Paspor :"
OTHER_ID = "Identitas Lain :"
EMAIL = "Email:"
NOTHING = "-"

TABLE_HEADER = (
    "No. Kode Barang/ Jasa Nama Barang Kena Pajak / Jasa Kena Pajak "
    "Harga Jual / Penggantian / Uang Muka / Termin (Rp)"
)
DISCOUNT = "Potongan Harga ="
LUXURY = "PPnBM"
HARGA_JUAL = "Harga Jual / Penggantian / Uang Muka / Termin"
TOTAL_DISCOUNT = "Dikurangi Potongan Harga"
DOWN_PAYMENT = "Dikurangi Uang Muka yang telah diterima"
DPP = "Dasar Pengenaan Pajak"
PPN = "Jumlah PPN (Pajak Pertambahan Nilai)"
PPNBM = "Jumlah PPnBM (Pajak Penjualan atas Barang Mewah)"

SENTENCE = (
    "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Faktur Pajak "
    "ini telah ditandatangani secara elektronik sehingga tidak diperlukan tanda tangan basah pada "
    "Faktur Pajak ini."
)
SIGNED = "Ditandatangani secara elektronik"
REFERENCE = "(Referensi:"
NOTICE = "Pemberitahuan:"
NOTICE_TEXT = (
    "Faktur Pajak ini telah dilaporkan ke Direktorat Jenderal Pajak dan telah memperoleh "
    "persetujuan sesuai dengan ketentuan peraturan perpajakan yang berlaku. PERINGATAN: PKP yang "
    "membuat Faktur Pajak yang tidak sesuai dengan keadaan yang sebenarnya dan/atau sesungguhnya "
    "sebagaimana dimaksud dalam Pasal 13 ayat (9) UU PPN dikenai sanksi sesuai dengan Pasal 14 "
    "ayat (4) UU KUP."
)
PAGE_OF = "dari"

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
LINK_PREFIX = "https://coretaxdjp.pajak.go.id/"
LINK = LINK_PREFIX + "documentmanagementportal/api/DocumentExternalLink/"
