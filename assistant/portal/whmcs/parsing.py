"""WHMCS's answers as Python's values, whatever this installation makes of them.

Numbers may be texts, an empty list an empty text, a list may come with flattened keys, and
characters as HTML entities.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.tickets import Attachment
from assistant.portal.whmcs.words import keepable

Entry = Mapping[str, Any]

_AMOUNT = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?", re.ASCII)
"""As WHMCS writes amounts: a dot before the sen, and perhaps commas between thousands."""
_TIMES_ESCAPED = 3


def entries(answer: Mapping[str, Any], wrapper: str, name: str) -> list[Entry]:
    """``{"products": {"product": […]}}``, its empty forms, and ``products[product][0][id]``."""
    found = answer.get(wrapper)
    if isinstance(found, Mapping):
        return _as_list(found.get(name))
    if isinstance(found, list):
        return _as_list(found)
    return _unflatten(answer, wrapper, name)


def client_of(answer: dict[str, object]) -> dict[str, object]:
    """Older releases put the client's fields beside ``result``."""
    inside = answer.get("client")
    return inside if isinstance(inside, dict) else answer


def _as_list(value: object) -> list[Entry]:
    """PHP writes a list with gaps as an object, and a list of one perhaps as the one."""
    if isinstance(value, Mapping):
        inside = list(value.values())
        value = inside if inside and all(isinstance(v, Mapping) for v in inside) else [value]
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _unflatten(answer: Mapping[str, Any], wrapper: str, name: str) -> list[Entry]:
    key = re.compile(rf"{re.escape(wrapper)}\[{re.escape(name)}\]\[(\d+)\]\[([^\]]+)\]")
    found: dict[int, dict[str, Any]] = {}
    for flat, value in answer.items():
        if fit := key.fullmatch(flat):
            found.setdefault(int(fit.group(1)), {})[fit.group(2)] = value
    return [found[index] for index in sorted(found)]


def text(entry: Mapping[str, Any], name: str) -> str:
    """What people wrote; empty when it is not there."""
    value = entry.get(name)
    return "" if value is None else html.unescape(str(value))


def name_text(entry: Mapping[str, Any], name: str) -> str:
    """A name or an address, as it was typed: imports and forms may have escaped it more than once
    (``PT A &amp;amp; B``), and nobody is called ``&amp;``."""
    said = text(entry, name)
    for _ in range(_TIMES_ESCAPED - 1):
        said = html.unescape(said)
    return said


def whole(entry: Mapping[str, Any], name: str) -> int:
    """0 for what is no number."""
    found = re.match(r"\s*(-?\d+)", str(entry.get(name) or ""), re.ASCII)
    return int(found.group(1)) if found else 0


def rupiah(entry: Mapping[str, Any], name: str) -> Decimal:
    """0 where nothing is said. Raises UNAVAILABLE for what is no amount, rather than guess one:
    ``1.500,00`` may be 1.5 or 1,500."""
    said = str(entry.get(name) or 0).strip()
    if not _AMOUNT.fullmatch(said):
        detail = f"{name} is {said[:40]!r}, which is no amount as WHMCS writes them"
        raise PortalError(PortalFailure.UNAVAILABLE, detail)
    return Decimal(said.replace(",", ""))


def day(entry: Mapping[str, Any], name: str) -> date | None:
    """None for ``0000-00-00`` and anything that is no date."""
    try:
        return date.fromisoformat(str(entry.get(name) or "")[:10])
    except ValueError:
        return None


def moment(entry: Mapping[str, Any], name: str, zone: ZoneInfo) -> datetime | None:
    """UTC; WHMCS writes its own zone's time."""
    try:
        local = datetime.fromisoformat(str(entry.get(name) or ""))
        return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):  # the latter of the year 1, a date that was never set
        return None


def serialized(fields: Mapping[int, str]) -> str:
    """Custom fields as WHMCS takes them: base64 of PHP's serialized ``[field id => value]``."""
    pairs = (f'i:{id_};s:{len(value.encode())}:"{value}";' for id_, value in fields.items())
    return base64.b64encode(f"a:{len(fields)}:{{{''.join(pairs)}}}".encode()).decode()


def attached(attachments: Sequence[Attachment]) -> dict[str, str]:
    """The parameter ``attachments``, when there are any."""
    if not attachments:
        return {}
    listed = [
        {"name": keepable(one.name) or "-", "data": base64.b64encode(one.content).decode()}
        for one in attachments
    ]
    return {"attachments": base64.b64encode(json.dumps(listed).encode()).decode()}
