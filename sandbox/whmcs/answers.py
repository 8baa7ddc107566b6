"""How WHMCS's answers look: lists in wrappers, numbers as texts, characters as HTML entities."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from sandbox.model import Json
from sandbox.whmcs.given import Given

PAGE = 25
"""Entries of a list when the caller does not say."""


@dataclass(frozen=True, slots=True)
class Oddities:
    """What differs between installations; the default is the oddest."""

    numbers_as_texts: bool = True
    flat_domains: bool = True
    """GetClientsDomains with keys like ``domains[domain][0][id]``."""
    empty_as_text: bool = True
    """``""`` where an empty list would stand."""
    entities: bool = True
    """``&amp;`` for ``&`` in texts."""
    invoice_numbers: bool = False
    """Invoices have a number beside their id (``invoicenum``)."""
    inclusive_tax: bool = False
    """New invoices have their tax inside the lines (*Tax Type: Inclusive*)."""
    utf8mb3: bool = False
    """The tables cut a text at its first character above U+FFFF, and say nothing."""
    php_notices: bool = False
    """PHP prints notices before and behind each answer, a hook what it fetched before it, and a
    cache a comment behind it."""


def page_of(given: Given) -> tuple[int, int]:
    """``limitstart`` and ``limitnum``."""
    start = max(0, given.whole("limitstart"))
    return start, given.whole("limitnum") or PAGE


def listed(total: int, start: int, entries: list[Json], wrapper: str, name: str) -> Json:
    """A page of a list: ``{"totalresults": …, "clients": {"client": […]}}``."""
    return {
        "totalresults": total,
        "startnumber": start,
        "numreturned": len(entries),
        wrapper: {name: entries},
    }


def flattened(answer: Json, wrapper: str, name: str) -> Json:
    """``{"domains": {"domain": [{"id": 1}]}}`` as ``{"domains[domain][0][id]": 1}``."""
    entries = answer[wrapper][name]
    flat = {
        f"{wrapper}[{name}][{index}][{key}]": value
        for index, entry in enumerate(entries)
        for key, value in entry.items()
    }
    return {key: value for key, value in answer.items() if key != wrapper} | flat


def odd(value: Any, oddities: Oddities) -> Any:
    """An answer as this installation writes it."""
    if isinstance(value, dict):
        if oddities.empty_as_text and value and all(one == [] for one in value.values()):
            return ""
        return {key: odd(one, oddities) for key, one in value.items()}
    if isinstance(value, list):
        if not value and oddities.empty_as_text:
            return ""
        return [odd(one, oddities) for one in value]
    if isinstance(value, str):
        return html.escape(value).replace("&#x27;", "&#039;") if oddities.entities else value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if oddities.numbers_as_texts else value
    return value


NOTICES_BEFORE = (
    "\ufeff<br />\n<b>Deprecated</b>:  {closure}(): Implicit conversion from float 1.5 in "
    "<b>/includes/hooks/stats.php</b> on line <b>3</b><br />\n"
    '{"ok": true, "took": {"ms": 12}}\n'
    '<b>Warning</b>:  Undefined array key "{"a": 1" in <b>/modules/x.php</b> on line <b>7</b>\n'
)
NOTICES_BEHIND = (
    "\n<br />\n<b>Warning</b>:  Cannot modify header information - headers already sent in "
    "<b>/includes/hooks/stats.php</b> on line <b>9</b><br />\n"
    '<!-- served by cache {"age": 0} -->'
)


def as_xml(answer: Json) -> str:
    """What comes unless JSON was asked for."""
    top = ElementTree.Element("whmcsapi")
    for key, value in answer.items():
        ElementTree.SubElement(top, key.partition("[")[0]).text = str(value)
    return ElementTree.tostring(top, encoding="unicode", xml_declaration=True)
