"""A read faktur as JSON and back: for the command line, and between the worker and its owner."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.domain.fakturs.paper import FakturItem, FakturQr, NomorFaktur, Party, ReadFaktur


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


def from_json(data: dict[str, Any]) -> ReadFaktur:
    """The other way round. Raises KeyError, TypeError or ValueError for anything else."""
    return ReadFaktur(
        number=_number(data["number"]),
        seller=_party("seller", data),
        buyer=_party("buyer", data),
        date=_date(data["date"]),
        place=data["place"],
        signer=data["signer"],
        items=tuple(_item(item) for item in data["items"]),
        harga_jual=_amount(data["harga_jual"]),
        potongan=_amount(data["potongan"]),
        dpp=_amount(data["dpp"]),
        ppn=_amount(data["ppn"]),
        ppnbm=_amount(data["ppnbm"]),
        reference=data["reference"],
        qr=_qr(data["qr"]) if data["qr"] else None,
        link=data["link"],
        pages=int(data["pages"]),
        unread=tuple(data["unread"]),
        uang_muka=_amount(data["uang_muka"]),
        watermark=data.get("watermark"),
    )


_PARTY = ("name", "address", "npwp", "nitku", "nik", "email", "passport", "other_id")


def _party_json(who: str, party: Party) -> dict[str, str | None]:
    return {f"{who}_{field}": getattr(party, field) or None for field in _PARTY}


def _party(who: str, data: dict[str, Any]) -> Party:
    return Party(**{field: data[f"{who}_{field}"] or "" for field in _PARTY})


def _item_json(item: FakturItem) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(item).items()}


def _item(data: dict[str, str]) -> FakturItem:
    return FakturItem(
        name=data["name"],
        code=data["code"],
        unit=data["unit"],
        price=Decimal(data["price"]),
        quantity=Decimal(data["quantity"]),
        discount=Decimal(data["discount"]),
        amount=Decimal(data["amount"]),
    )


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


def _qr(data: dict[str, str]) -> FakturQr:
    return FakturQr(
        seller_name=data["seller_name"],
        seller_npwp=data["seller_npwp"],
        buyer_name=data["buyer_name"],
        buyer_npwp=data["buyer_npwp"],
        number=NomorFaktur.parse(data["number"]),
        date=date.fromisoformat(data["date"]),
        dpp=Decimal(data["dpp"]),
        ppn=Decimal(data["ppn"]),
        ppnbm=Decimal(data["ppnbm"]),
        status=data["status"],
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> NomorFaktur | None:
    return None if text is None else NomorFaktur.parse(text)


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
