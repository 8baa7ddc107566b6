"""The lines that a card is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.words import Arg

MOST_LINES = 20
"""Services that a card names; the others are counted."""
LONGEST_NAME = 100
LONGEST_TOPIC = 128
"""Characters: Telegram's limit for the name of a topic."""


class CardLine(NamedTuple):
    """A line of the card: a text's key and its arguments."""

    key: str
    args: Mapping[str, Arg] = {}


def invoice_of(request: FakturRequest) -> dict[str, Arg]:
    """What a text names an invoice by: its number, and whose it is."""
    return {"invoice": request.invoice_number, "account": request.account_label[:LONGEST_NAME]}


def page(links: Mapping[str, str], what: str, id_: str | None) -> str | None:
    """The page of the portal's admin area; None where none is set, or there is nothing yet."""
    url = links.get(what)
    return url.replace("{id}", id_) if url and id_ else None
