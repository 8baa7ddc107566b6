"""Fakturs as web pages, for a browser to print: it shapes, breaks and places everything itself."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator, Sequence
from html import escape

from assistant.domain.fakturs.paper import ReadFaktur
from tests.documents.foreign import Foreign, _told, wrong_foreign
from tests.documents.layouts import _LINK, _MONTHS, qr, rupiah
from tests.documents.pens import _picture

_SELLER = (
    ("Nama :", "KILAT CONTOH FIKTIF"),
    ("Alamat :", "JL CONTOH RAYA NO 10, RT 001, RW 002, KOTA ADM. JAKARTA SELATAN 12345"),
    ("NPWP :", "0098765431441000"),
)
_SENTENCE = (
    "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Faktur Pajak "
    "ini telah ditandatangani secara elektronik sehingga tidak diperlukan tanda tangan basah pada "
    "Faktur Pajak ini."
)
_NOTICE = "Pemberitahuan: Faktur Pajak ini telah dilaporkan ke Direktorat Jenderal Pajak."
_MARKS = {
    "turned": "top:40%;left:20%;font-size:70px;transform:rotate(-35deg)",
    "wide": "top:50%;left:5%;font-size:60px;letter-spacing:12px",
    "upright": "top:20%;right:2%;font-size:14px;writing-mode:vertical-rl",
    "letters": "top:45%;left:10%;font-size:14px",
}


def printed(seed: int) -> tuple[str, Foreign]:
    """A page, and what it says."""
    rng = random.Random(f"printed {seed}")
    told = _told(rng)
    told.odd_digits = False
    told.style = {
        "font": rng.choice(("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "sans-serif")),
        "size": rng.choice((8, 9, 10, 11, 12)),
        "spacing": rng.choice((0, 0, 0, 0.3, 0.6, -0.2)),
        "border": rng.choice((0, 1, 2)),
        "align": rng.choice(("left", "left", "justify")),
        "head": rng.choice(("lines", "lines", "two cells", "three cells")),
        "beside": rng.choice(("top", "middle", "bottom", "baseline")),
        "amount": rng.choice(("top", "middle", "bottom")),
        "break": rng.choice(("normal", "normal", "break-all")),
        "mark": rng.choice(list(_MARKS)),
        "reference": rng.choice(("below", "below", "beside", "next page")),
    }
    return _page(told), told


def wrong_printed(read: ReadFaktur, told: Foreign) -> Iterator[str]:
    """The fields that say something else than what stands there; where words were broken, and
    what was named as unread, do not count."""
    for name in wrong_foreign(read, told):
        unread = not read.buyer.name or not read.buyer.npwp
        if name == "buyer" and (unread or _bare(read.buyer.name) == _bare(told.truth.buyer)):
            continue
        if name == "items" and _amounts(read) == [
            (_bare(i.name), i.code, _bare(i.unit), i.price, i.quantity, i.discount)
            for i in told.truth.items
        ]:
            continue
        yield name


def _amounts(read: ReadFaktur) -> list[tuple[object, ...]]:
    return [
        (_bare(i.name), i.code, _bare(i.unit), i.price, i.quantity, i.discount) for i in read.items
    ]


def _bare(text: str) -> str:
    return "".join(text.split())


def _page(told: Foreign) -> str:
    style, truth = told.style, told.truth
    nik, passport, other = told.identities
    address = f"JL KHAYALAN NO 5 #B, KAB. SLEMAN 55281 #{truth.buyer_npwp}000000"
    buyer = (
        ("Nama :", truth.buyer), ("Alamat :", address), ("NPWP :", truth.buyer_npwp),
        ("NIK :", nik or "-"), ("Nomor Paspor :", passport or "-"),
        ("Identitas Lain :", other or "-"), ("Email:", "pajak@sinar-rahma.example"),
    )  # fmt: skip
    return f"""<meta charset=utf-8><style>
        @page {{ size: 609.4pt 935.4pt; margin: 30pt }}
        body, table {{ font: {style["size"]}px "{style["font"]}"; margin: 0;
          letter-spacing: {style["spacing"]}px; text-align: {style["align"]} }}
        .head td {{ vertical-align: {style["beside"]} }}
        .items {{ width: 100%; border-collapse: collapse }}
        .items td, th {{ border: {style["border"]}px solid; padding: 3px; font-weight: normal }}
        .items td {{ vertical-align: top }}
        .items .amount {{ vertical-align: {style["amount"]}; text-align: right; width: 25% }}
        .name {{ word-break: {style["break"]} }}
        .mark {{ position: fixed; color: #aaa; {_MARKS[str(style["mark"])]} }}
        </style><h1>Faktur Pajak</h1>
        <div style="margin-left: 50%">Nama: KILAT CONTOH FIKTIF<br>
        Alamat: JL CONTOH RAYA NO 10 #0098765431441000000000</div>
        <div>Kode dan Nomor Seri Faktur Pajak: {truth.number}</div>
        <div>Pengusaha Kena Pajak:</div>{_head(_SELLER, style["head"])}
        <div>Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:</div>{_head(buyer, style["head"])}
        {_items(told)}<p>{_SENTENCE}</p>{_foot(told)}<div>{_NOTICE}</div>
        <div class=mark>{_mark(told)}</div>"""


def _mark(told: Foreign) -> str:
    return (" " if told.style["mark"] == "letters" else "").join(told.watermark)


def _head(pairs: Sequence[tuple[str, str]], way: object) -> str:
    if way == "lines":
        return "".join(f"<div>{label} {escape(value)}</div>" for label, value in pairs)
    between = "" if way == "two cells" else "<td>:"
    rows = (
        f"<tr><td>{label if way == 'two cells' else label.rstrip(': ')}{between}<td>{escape(value)}"
        for label, value in pairs
    )
    return f"<table class=head>{''.join(rows)}</table>"


def _items(told: Foreign) -> str:
    truth = told.truth
    rows = "".join(
        f"<tr><td>{number}<td>{item.code}<td class=name>{escape(item.name)}<br>"
        f"Rp {rupiah(item.price)} x {rupiah(item.quantity)} {escape(item.unit)}<br>"
        f"Potongan Harga = Rp {rupiah(item.discount)}<br>PPnBM (0,00%) = Rp 0,00"
        f"<td class=amount>{rupiah(item.amount)}"
        for number, item in enumerate(truth.items, start=1)
    )
    totals = (
        ("Harga Jual / Penggantian / Uang Muka / Termin", rupiah(truth.price)),
        ("Dikurangi Potongan Harga", rupiah(truth.discount)),
        ("Dikurangi Uang Muka yang telah diterima", rupiah(truth.advance) if truth.advance else ""),
        ("Dasar Pengenaan Pajak", rupiah(truth.dpp)),
        ("Jumlah PPN (Pajak Pertambahan Nilai)", rupiah(truth.ppn)),
        ("Jumlah PPnBM (Pajak Penjualan atas Barang Mewah)", "0,00"),
    )
    below = "".join(f"<tr><td colspan=3>{label}<td class=amount>{said}" for label, said in totals)
    return f"""<table class=items><thead><tr><th>No.<th>Kode Barang/ Jasa
        <th>Nama Barang Kena Pajak / Jasa Kena Pajak
        <th>Harga Jual / Penggantian / Uang Muka / Termin (Rp)</thead>{rows}{below}</table>"""


def _foot(told: Foreign) -> str:
    truth, where = told.truth, told.style["reference"]
    year, month, day = truth.day
    reference = f"<div>(Referensi: {escape(truth.reference)})</div>" if truth.reference else ""
    signed = f"""{truth.place}, {day} {_MONTHS[month - 1]} {year}<br>{_code(_LINK)}<br>
        Ditandatangani secara elektronik<br>{truth.signer}"""
    beside = reference if where == "beside" else ""
    below = "" if where == "beside" else reference
    turned = "<div style='break-before: page'></div>" if where == "next page" else ""
    return f"""<table style="width: 100%"><tr><td>{_code(qr(truth))}{beside}
        <td style="text-align: right">{signed}</table>{turned}{below}"""


def _code(content: str) -> str:
    packed = base64.b64encode(_picture(content, 4).getvalue()).decode()
    return f"<img width=120 src='data:image/png;base64,{packed}'>"
