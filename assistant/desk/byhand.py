"""What staff do in the portal's admin area for a move that the portal can't make by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.desk.lines import LONGEST_NAME, MOST_LINES, CardLine, page
from assistant.domain.billing import Service, ServiceKind
from assistant.domain.transfers.model import MovedService, Transfer
from assistant.domain.transfers.moving import Whereabouts, whereabouts
from assistant.domain.words import Plain, Say

_FROM = ("desk-move-from", "desk-move-from-link")
_TO = ("desk-move-to", "desk-move-to-link")
SERVICE: Mapping[Whereabouts, tuple[str, str]] = {
    Whereabouts.HERE: ("move-here", "move-here-link"),
    Whereabouts.ARRIVED: ("move-arrived", "move-arrived-link"),
    Whereabouts.ASTRAY: ("move-astray", "move-astray-link"),
}
"""Without and with a link to its page."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the card needs to know of the portal."""

    links: Mapping[str, str]
    """Pages of the admin area by ``client``, ``service`` and ``domain``, with ``{id}`` in them;
    those that are set."""
    owned: Sequence[Service] = ()
    """What the original owner's account has, as it was last read."""


def lines(transfer: Transfer, by_hand: ByHand) -> Iterator[CardLine]:
    """Each service with its page and where it is, both accounts, and what is easily forgotten."""
    yield CardLine("desk-move-how")
    yield _account(_FROM, transfer.from_account, transfer.from_label, by_hand)
    yield _account(_TO, transfer.to_account or "", transfer.to_label, by_hand)
    shown = transfer.services[:MOST_LINES]
    rest = len(transfer.services) - len(shown)
    more = (Say("service-more", {"count": rest}),) if rest else ()
    places = tuple(_service(transfer, service, by_hand) for service in shown)
    yield CardLine("desk-move-services", {"services": (*places, *more)})
    if paired := _paired(transfer, by_hand.owned):
        yield CardLine("desk-move-paired", {"names": ", ".join(paired)})
    yield CardLine("desk-move-checklist")
    if transfer.looked_at is not None:
        yield CardLine("desk-move-looked", {"at": transfer.looked_at})


def _account(keys: tuple[str, str], id_: str, label: str, by_hand: ByHand) -> CardLine:
    key, with_link = keys
    url = page(by_hand.links, "client", id_)
    about: dict[str, Plain] = {"id": id_, "label": label[:LONGEST_NAME]}
    return CardLine(with_link, {**about, "url": url}) if url else CardLine(key, about)


def _service(transfer: Transfer, service: MovedService, by_hand: ByHand) -> Say:
    key, with_link = SERVICE[whereabouts(transfer, service.id)]
    owner = transfer.owners.get(service.id, "")
    about: dict[str, Plain] = {"name": service.name[:LONGEST_NAME], "owner": owner}
    what = "domain" if service.kind == ServiceKind.DOMAIN else "service"
    number = service.id.rpartition("-")[2]  # the admin area's own, behind what kind it is
    url = page(by_hand.links, what, number)
    return Say(with_link, {**about, "url": url}) if url else Say(key, about)


def _paired(transfer: Transfer, owned: Sequence[Service]) -> list[str]:
    """What stays behind though its name belongs to what moves: a domain's hosting, a hosting's
    domain."""
    asked = {service.id for service in transfer.services}
    names = [service.name.lower() for service in transfer.services]
    return [
        one.name[:LONGEST_NAME]
        for one in owned
        if one.id not in asked and any(_belong(one.name.lower(), name) for name in names)
    ][:MOST_LINES]


def _belong(one: str, other: str) -> bool:
    """``toko.example`` and ``Hosting S (toko.example)``."""
    return one in other or other in one
