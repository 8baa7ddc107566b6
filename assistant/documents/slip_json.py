"""A read slip as JSON and back: for the command line, and between a worker and its owner."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from assistant.domain.withholding.model import BasisDocument, Slip, SlipParty, SlipStatus

T = TypeVar("T")


def slip_as_json(slip: Slip) -> dict[str, Any]:
    """Amounts are numbers of rupiah, the rate is in percent, the masa ``2026-01``, dates ISO. What
    was not read is null; the number of a draft is empty."""
    return {
        "number": slip.number,
        "masa": slip.masa.strftime("%Y-%m") if slip.masa else None,
        "status": slip.status,
        "version": slip.version,
        "final": slip.final,
        "payee": _party_json(slip.payee),
        "withholder": _party_json(slip.withholder),
        "facility": slip.facility,
        "kind": slip.kind,
        "object_code": slip.object_code,
        "base": _number(slip.base),
        "rate": _number(slip.rate),
        "amount": _number(slip.amount),
        "document": {
            "kind": slip.document.kind or None,
            "number": slip.document.number or None,
            "date": _text(slip.document.date),
        },
        "issued": _text(slip.issued),
        "signer": slip.signer,
        "link": slip.link,
        "unread": list(slip.unread),
    }


def slip_from_json(data: dict[str, Any]) -> Slip:
    """The other way round. Raises KeyError, TypeError or ValueError for anything else."""
    document = data["document"]
    masa = _text_or_none(data["masa"])
    return Slip(
        number=_text_or_none(data["number"]),
        masa=_day(f"{masa}-01") if masa else None,
        status=SlipStatus(data["status"]) if data["status"] else None,
        version=_of(int, data["version"]),
        final=_of(bool, data["final"]),
        payee=_party(data["payee"]),
        withholder=_party(data["withholder"]),
        facility=_text_or_none(data["facility"]),
        kind=_text_or_none(data["kind"]),
        object_code=_text_or_none(data["object_code"]),
        base=_amount(data["base"]),
        rate=_amount(data["rate"]),
        amount=_amount(data["amount"]),
        document=BasisDocument(
            _text_or_none(document["kind"]) or "",
            _text_or_none(document["number"]) or "",
            _day(document["date"]),
        ),
        issued=_day(data["issued"]),
        signer=_text_or_none(data["signer"]),
        link=_text_or_none(data["link"]),
        unread=tuple(_text_or_none(name) or "" for name in data["unread"]),
    )


def _of(kind: type[T], value: Any) -> T | None:
    if value is not None and not isinstance(value, kind):
        raise TypeError(f"not {kind.__name__}")
    return value


def _text_or_none(value: Any) -> str | None:
    return _of(str, value)


def _party_json(party: SlipParty) -> dict[str, str | None]:
    which = {"nik": party.nik} if party.nik else {"npwp": party.npwp or None}
    return {**which, "nitku": party.nitku or None, "name": party.name or None}


def _party(data: dict[str, Any]) -> SlipParty:
    return SlipParty(
        npwp=_text_or_none(data.get("npwp")) or "",
        nik=_text_or_none(data.get("nik")) or "",
        nitku=_text_or_none(data["nitku"]) or "",
        name=_text_or_none(data["name"]) or "",
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _amount(value: Any) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("not a number")
    return Decimal(str(value))


def _text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
