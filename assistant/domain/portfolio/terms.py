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

REMARKS = _words(
    "ok oke siap sip sudah udah lagi dulu masih belum aja saja cek dicek khusus beli lama pakai",
    "pake update lunas bayar dibayar kemarin besok nyusul",
)
"""Words of what is said about services, and of no name."""

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
    "html htm php asp aspx jsp js css xml json svg gif webp mp4 rar ods odt pptx",
)
"""Ends what looks like a host and is a file, a title or a legal form."""

SHORT_ENDINGS = _words("id co me io my sg ai")
"""End a domain even behind a single letter, where other such pairs are abbreviations."""

_ORIGIN = (
    r"(?:dari|dr|from|ex|eks|bekas|sebelumnya|semula|dulu(?:nya)?|dahulu(?:nya)?|d/h|asal(?:nya)?"
    r"|lama|formerly|previously|old|sekarang|saat ini|currently|now)"
)
FROM = re.compile(
    rf"(?<!\w)(?:(?:yang|yg|masih|ada)\s+)*{_ORIGIN}(?!\w)"
    r"(?:\s+(?:di|milik|punya|at|under))?(?:\s+(?:akun|account|e-?mail))?[\s:]*(?=$|(?<=[\s:])\w)",
    re.IGNORECASE,
)
"""Leads to whose a service is now, at the start of a name or right before an e-mail."""

BEHIND_NAMES = re.compile(
    r"[\s,]+(?:npwp|nitku|nik|nib|te?lp|telepon|hp|wa|phone|no\.?\s?(?:hp|te?lp|wa)|alamat)\b.*$"
    r"|\s+(?:per|mulai)\s+\d.*$|\s+(?:rp|idr)\.?\s?\d.*$"
    r"|\s+(?:ingin|mau|hendak|akan|telah|sudah|adalah|selaku|bermaksud|me(?:mohon|minta|mindahkan"
    r"|ngajukan)|mohon|minta|is|wants?|would|has|requests?)\s.*$"
    r"|\s+\+?\d[\d.\-/ ]{7,}\d.*$",
    re.IGNORECASE,
)
"""What is written behind a name in the same breath: its tax number, a telephone."""

NO_NAME = re.compile(
    r"tb[adc]|n\W?a|none|null|nil|unknown|belum\b.*|nanti\b.*|menyusul|kosong|pending|x{2,}"
    r"|lain(?:nya|[- ]lain)?|sisa(?:nya)?|others?|(?:the )?rest|remaining|tambahan|masing\W?masing"
    r"|(?:semua|seluruh)\b.*|respectively|berturut\W?turut|tidak (?:ada|tahu)"
    r"|(?:ga|gak|nggak) (?:ada|tahu|tau)",
    re.IGNORECASE,
)
"""Stands where a company's name is still missing."""

DETAIL = re.compile(
    r"(?:pic|cp|contact(?: person)?|kontak|u\.?p\.?|attn|hubungi|te?lp|telepon|phone|hp|wa"
    r"|whatsapp|fax|alamat|address|jl|jalan|npwp|nitku|nik|nib|kota|catatan|notes?|keterangan|ket"
    r"|status|registrar|expired?|exp|invoices?|tagihan|direktur|director|jabatan)\b[\s.:]",
    re.IGNORECASE,
)
"""Begins a line that says more of the company above it."""

WEAK_DETAIL = re.compile(r"(?:kota|jalan|status|notes?|kontak|wa)\s[^:\d@]*$", re.IGNORECASE)
"""So may a company's name begin, too."""

PRODUCT = re.compile(
    r"(?:vps|kvm|vm|server|dedicated|colocation|colo|hosting|cpanel|plesk|ssl"
    r"|(?:cloud|email|e-mail|mail|web|wordpress|domain|shared)[- ](?:vm|vps|server|hosting)s?)"
    r"(?:[-_ ]?\w[\w.-]*){0,5}",
    re.IGNORECASE,
)
"""Begins what is a service and has no domain's name."""

NEGATED = re.compile(
    r"(?<!\w)(?:kecuali|selain|jangan(?! lupa)|bukan|(?:di)?batal(?:kan|in|nya)?"
    r"|ditunda|ditahan|(?:tunda|tahan) dulu"
    r"|(?:tidak|ga|gak|nggak|ngga|tdk|tak|gk) (?:jadi|usah|perlu|ikut|di\w+)"
    r"|tetap (?:di|pada|ikut|dengan)|tetap(?=\W*$|\s*\))"
    r"|except|exclud\w+|(?:not|don.?t)(?! forget)|cancel\w*"
    r"|masing\W?masing|respectively|berturut\W?turut)(?!\w)",
    re.IGNORECASE,
)
"""Says that something is not to move, or that a line means more than it can be read for."""


SAME_AGAIN = re.compile(r"\b(?:juga|sama(?!\s+\S+\.\w)|idem|same|also|ditto|dito)\b", re.IGNORECASE)
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
        " nama organisasi instansi badan usaha pt"
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


def is_chatter(text: str) -> bool:
    """Nothing but words that say nothing of services or companies."""
    return all(word in FILLERS for word in re.findall(r"[\w-]+", text.casefold()))


def is_remark(line: str) -> bool:
    """Words that say something of the services around them; a name has few of these."""
    words = re.findall(r"[\w-]+", line.casefold())
    return sum(word in FILLERS or word in REMARKS for word in words) * 2 >= len(words)


def mostly_chatter(line: str) -> bool:
    """At least half of its words are such."""
    words = re.findall(r"[\w-]+", line.casefold())
    return sum(word in FILLERS for word in words) * 2 >= len(words)
