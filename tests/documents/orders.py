"""Texts of fakturs whose items come in the orders that programs write them in."""

from __future__ import annotations

import random
import textwrap

from tests.documents.layouts import Item, Truth, made_up, rupiah

ORDERS = (
    "{marks}|{name}|{price}|{rest}|{amount}",
    "{name}|{price}|{rest}|{marks} {amount}",
    "{name}|{price}|{marks} {amount}|{rest}",
    "{marks} {amount}|{name}|{price}|{rest}",
    "{amount}|{marks}|{name}|{price}|{rest}",
    "{marks} {name}|{price}|{rest}|{amount}",
    "{name}|{price}|{amount}|{marks}|{rest}",
    "{marks}|{name}|{price} {amount}|{rest}",
    "{name}|{price}|{rest}|{amount}|{marks}",
    "{marks}|{amount}|{name}|{price}|{rest}",
)

GLUED = ORDERS[5]
FREE = "{marks}|{name}|{price}|{amount}|{rest}"
"""The order of a free item where others are in the first one."""


def written(seed: int) -> tuple[str, Truth]:
    """The text of a faktur, and what it says. One order holds for a whole faktur, but for items
    that are free, whose amount stands behind the price."""
    rng = random.Random(seed)
    truth = made_up(rng)
    order = rng.choice(ORDERS)
    width = rng.choice((30, 55, 200))
    truth.style = {"order": order}
    lines = [
        "Faktur Pajak",
        "Nama: KILAT CONTOH FIKTIF",
        "Alamat: JL CONTOH RAYA NO 10 #0098765431441000000000",
        f"Kode dan Nomor Seri Faktur Pajak: {truth.number}",
        "Pengusaha Kena Pajak:",
        "Nama : KILAT CONTOH FIKTIF",
        "Alamat : JL CONTOH RAYA NO 10",
        "NPWP : 0098765431441000",
        "Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:",
        f"Nama : {truth.buyer}",
        "Alamat : JL CONTOH NO 1",
        f"NPWP : {truth.buyer_npwp}",
        "NIK : -",
        "Nomor Paspor : -",
        "Identitas Lain : -",
        "Email: -",
        *rng.choice(
            (
                ("No. Kode Barang/ Jasa", "Nama Barang Kena Pajak / Jasa Kena Pajak",
                 "Harga Jual / Penggantian / Uang Muka / Termin", "(Rp)"),
                ("Kode Harga Jual / Penggantian /",
                 "No. Barang/ Nama Barang Kena Pajak / Jasa Kena Pajak Uang Muka / Termin",
                 "Jasa (Rp)"),
            )
        ),
    ]  # fmt: skip
    for number, item in enumerate(truth.items, start=1):
        free = not item.amount and rng.random() < 0.5 and order.endswith("{amount}")
        lines += _cell(
            number, item, ORDERS[6] if free and "{marks}" not in order[:8] else order, width
        )
    day = f"{truth.day[2]} {_MONTHS[truth.day[1] - 1]} {truth.day[0]}"
    lines += [
        f"Harga Jual / Penggantian / Uang Muka / Termin {rupiah(truth.price)}",
        f"Dikurangi Potongan Harga {rupiah(truth.discount)}",
        f"Dikurangi Uang Muka yang telah diterima {rupiah(truth.advance) if truth.advance else ''}",
        f"Dasar Pengenaan Pajak {rupiah(truth.dpp)}",
        f"Jumlah PPN (Pajak Pertambahan Nilai) {rupiah(truth.ppn)}",
        "Jumlah PPnBM (Pajak Penjualan atas Barang Mewah) 0,00",
        "Sesuai dengan ketentuan yang berlaku, basah pada Faktur Pajak ini.",
        f"{truth.place}, {day}",
        "Ditandatangani secara elektronik",
        truth.signer,
        *([f"(Referensi: {truth.reference})"] if truth.reference else []),
        "Pemberitahuan: Faktur Pajak ini telah dilaporkan 1 dari 1",
    ]
    return "\n".join(lines), truth


_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


def _order_of(item: Item, order: str, rng: random.Random) -> str:
    if order == ORDERS[0] and not item.amount and rng.random() < 0.5:
        return FREE
    if order == GLUED and not item.code and item.name[:6].isdigit():
        return ORDERS[0]  # the same text as with a code: nobody can tell
    return order


def _cell(number: int, item: Item, order: str, width: int) -> list[str]:
    parts = {
        "marks": f"{number} {item.code}".strip(),
        "name": "|".join(textwrap.wrap(item.name, width, break_on_hyphens=False)),
        "price": f"Rp {rupiah(item.price)} x {rupiah(item.quantity)} {item.unit}",
        "rest": f"Potongan Harga = Rp {rupiah(item.discount)}|PPnBM (0,00%) = Rp 0,00",
        "amount": rupiah(item.amount),
    }
    return order.format(**parts).split("|")
