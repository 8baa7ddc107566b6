"""Words by which a list of services and companies is read: what people write around the names."""

from __future__ import annotations

import re
from enum import StrEnum


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


LEGAL_FORMS = _words(
    "pt cv ud pd fa firma perum perumda persero tbk yayasan koperasi ksp kud bumdes bumd",
    "perkumpulan perseroan ltd limited inc llc llp gmbh bv nv ag plc pte pty corp corporation",
    "sdn bhd foundation universitas politeknik sekolah klinik apotek dinas kementerian rsud",
    "rsia",
)
"""What a company's name begins or ends with, without dots and in lower case."""

FILLERS = _words(
    "domains klien client pelanggan customer dr utk yg dgn",
    "tolong mohon harap minta mau ingin hendak pindah pindahkan dipindah dipindahkan pindahin",
    "memindahkan alihkan dialihkan transfer move moved please domain domainnya layanan",
    "layanannya service services situs website web berikut ini itu yang di ke dari dan atau",
    "untuk buat milik punya punyanya atas nama akun account email e-mail surel perusahaan",
    "company pt-nya baru new menjadi jadi dong ya yaa kak min admin terima kasih makasih thanks",
    "thank you segera asap halo hai hi hello selamat pagi siang sore malam semua semuanya all",
    "the to for of from is are goes belongs owner pemilik tujuan saya kami our my ada juga",
    "exp expire expired expires expiry renewal renew perpanjang perpanjangan aktif active",
    "tempo jatuh",
    "bantu bantuan dibantu list daftar adalah sekalian lalu kemudian sedangkan serta bersama",
    "and with into under bapak ibu pak bu tim team regards hormat salam catatan note",
)
"""Words that are never a company's name by themselves."""

LEADS = re.compile(
    r"^(?:(?:ke|kepada|untuk|utk|buat|milik|punya|punyanya|atas nama|a/n|a\.n\.?|an\.|to|for|into"
    r"|belongs to|goes to|under|menjadi|jadi|pindah ke|dipindah(?:kan)? ke|akun(?: milik)?"
    r"|account(?: of)?|perusahaan|company|klien|client|pelanggan|customer|nama|pemilik|owner"
    r"|tujuan|semua(?:nya)?|all|email|e-mail|surel|dan|and|domain|layanan)(?:\s*:\s*|\s+|$))+",
    re.IGNORECASE,
)
"""Stands before a name and is no part of it."""

TAILS = re.compile(
    r"(?:[\s,.!]+(?:ya+|dong|kak|min|terima ?kasih|makasih|thanks|thank you|please|segera|asap"
    r"|tolong|sekalian|juga|dan|and|serta|sedangkan|lalu|kemudian|semua(?:nya)?))+[\s.!]*$",
    re.IGNORECASE,
)
"""Stands behind a name and is no part of it."""

NO_HOST_ENDINGS = _words(
    "pdf xlsx xls csv docx doc jpg jpeg png txt zip tbk persero pt cv spd skom mm msi dr ir",
)
"""Ends what looks like a host and is a file, a title or a legal form."""


SAME_AGAIN = re.compile(r"\b(?:juga|sama|idem|same|also|ditto|dito)\b", re.IGNORECASE)
"""Points back to a company that was named before."""


class ColumnMeaning(StrEnum):
    SERVICE = "service"
    COMPANY = "company"
    EMAIL = "email"
    OTHER = "other"


_OLD = re.compile(r"\b(?:asal|lama|dari|sekarang|from|old|current|source|sumber)\b")
_HEADS: tuple[tuple[ColumnMeaning, re.Pattern[str]], ...] = (
    (ColumnMeaning.EMAIL, re.compile(r"\b(?:e-?mails?|surel|mail|kontak email)\b")),
    (
        ColumnMeaning.SERVICE,
        re.compile(
            r"\b(?:domains?|layanan|services?|situs|websites?|web|hosting|hosts?|hostname|server|vps"
            r"|produk|product|url|fqdn)\b"
        ),
    ),
    (
        ColumnMeaning.COMPANY,
        re.compile(
            r"\b(?:perusahaan|company|companies|pt|badan usaha|badan hukum|instansi|organisasi"
            r"|organization|organisation|entitas|entity|klien|clients?|pelanggan|customers?|pemilik"
            r"|owner|tujuan|destination|target|to|ke|atas nama|nama|name|akun|accounts?|registrant"
            r"|brand|unit)\b"
        ),
    ),
)
_IGNORED = re.compile(
    r"^(?:no|nr|nomor|number|#|status|catatan|notes?|keterangan|ket|remarks?|tanggal|date|harga"
    r"|price|telepon|telp|phone|hp|alamat|address|npwp|kota|city|pic|registrar|expired|exp"
    r"|jatuh tempo|kedaluwarsa|tahun|year|paket|plan)\b"
)


_LABELS = {
    ColumnMeaning.SERVICE: _words(
        "domain domains layanan service services situs website hosting server produk"
    ),
    ColumnMeaning.COMPANY: _words(
        "perusahaan company klien client pelanggan customer tujuan pemilik owner akun account"
        " nama organisasi instansi badan usaha"
    ),
    ColumnMeaning.EMAIL: _words("email e-mail surel mail"),
}
_AROUND = _words("nama name baru new alamat pic daftar list tujuan perusahaan pemilik akun")


def label_of(title: str) -> ColumnMeaning | None:
    """What a line such as ``Perusahaan: …`` is about; None where this is no such word."""
    words = title.casefold().split()
    for column in (ColumnMeaning.EMAIL, ColumnMeaning.SERVICE, ColumnMeaning.COMPANY):
        if any(word in _LABELS[column] for word in words) and all(
            word in _LABELS[column] or word in _AROUND for word in words
        ):
            return column
    return None


def column_of(title: str) -> ColumnMeaning | None:
    """What a column holds by its title; None where it says nothing we know."""
    words = re.sub(r"[\s_\-/().:*]+", " ", title.casefold()).strip()
    if not words or len(words) > 40:
        return None
    if _OLD.search(words):
        return ColumnMeaning.OTHER
    named_first = re.sub(r"\be mail\b", "email", words)
    for column, pattern in _HEADS:
        if pattern.search(named_first):
            return column
    return ColumnMeaning.OTHER if _IGNORED.match(words) else None
