"""A read faktur as ``assistant faktur read`` prints it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.domain.fakturs.paper import FakturItem, FakturQr, Party, ReadFaktur


def as_json(read: ReadFaktur) -> dict[str, Any]:
    """One flat object; amounts are strings of rupiah, dates ISO, what was not read is null."""
    number = read.number
    return {
        "number": _text(number),
        "kode_transaksi": number.kode_transaksi if number else None,
        "kode_status": number.kode_status if number else None,
        "nsfp": number.nsfp if number else None,
        "replacement": number.is_replacement if number else None,
        **_party_json("seller", read.seller),
        **_party_json("buyer", read.buyer),
        "date": _text(read.date),
        "place": read.place,
        "signer": read.signer,
        "items": [_item_json(item) for item in read.items],
        "harga_jual": _text(read.harga_jual),
        "potongan": _text(read.potongan),
        "uang_muka": _text(read.uang_muka),
        "dpp": _text(read.dpp),
        "ppn": _text(read.ppn),
        "ppnbm": _text(read.ppnbm),
        "reference": read.reference,
        "qr": _qr_json(read.qr) if read.qr else None,
        "link": read.link,
        "pages": read.pages,
        "watermark": read.watermark,
        "unread": list(read.unread),
    }


_PARTY = ("name", "address", "npwp", "nitku", "nik", "email", "passport", "other_id")


def _party_json(who: str, party: Party) -> dict[str, str | None]:
    return {f"{who}_{field}": getattr(party, field) or None for field in _PARTY}


def _item_json(item: FakturItem) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(item).items()}


def _qr_json(qr: FakturQr) -> dict[str, str]:
    return {
        "seller_name": qr.seller_name,
        "seller_npwp": qr.seller_npwp,
        "buyer_name": qr.buyer_name,
        "buyer_npwp": qr.buyer_npwp,
        "number": str(qr.number),
        "date": qr.date.isoformat(),
        "dpp": str(qr.dpp),
        "ppn": str(qr.ppn),
        "ppnbm": str(qr.ppnbm),
        "status": qr.status,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
