"""A read slip as JSON and back: for the command line, and between a worker and its owner."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from assistant.domain.withholding.model import BasisDocument, Slip, SlipParty, SlipStatus


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
    return Slip(
        number=data["number"],
        masa=_day(f"{data['masa']}-01") if data["masa"] else None,
        status=SlipStatus(data["status"]) if data["status"] else None,
        version=data["version"],
        final=data["final"],
        payee=_party(data["payee"]),
        withholder=_party(data["withholder"]),
        facility=data["facility"],
        kind=data["kind"],
        object_code=data["object_code"],
        base=_amount(data["base"]),
        rate=_amount(data["rate"]),
        amount=_amount(data["amount"]),
        document=BasisDocument(
            document["kind"] or "", document["number"] or "", _day(document["date"])
        ),
        issued=_day(data["issued"]),
        signer=data["signer"],
        link=data["link"],
        unread=tuple(data["unread"]),
    )


def _party_json(party: SlipParty) -> dict[str, str | None]:
    which = {"nik": party.nik} if party.nik else {"npwp": party.npwp or None}
    return {**which, "nitku": party.nitku or None, "name": party.name or None}


def _party(data: dict[str, str | None]) -> SlipParty:
    return SlipParty(
        npwp=data.get("npwp") or "",
        nik=data.get("nik") or "",
        nitku=data["nitku"] or "",
        name=data["name"] or "",
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _amount(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
