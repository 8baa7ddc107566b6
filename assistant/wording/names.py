"""Names as they are shown: a service with its icon, and what is too long, cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain.billing import Service, ServiceKind
from assistant.domain.transfers.model import MovedService
from assistant.domain.words import Say

_MOST_LINES = 20
_LONGEST_NAME = 100
"""A window holds 4096 characters; no list of ours may fill it."""

SERVICE: Mapping[str, str] = {
    ServiceKind.DOMAIN: "service-domain",
    ServiceKind.HOSTING: "service-hosting",
    ServiceKind.SERVER: "service-server",
}
"""By the kind, which a request keeps as a word."""


def shorten(name: str, longest: int = _LONGEST_NAME) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def service_say(service: Service | MovedService, longest: int = _LONGEST_NAME) -> Say:
    """Its icon and its name."""
    return Say(SERVICE[service.kind], {"name": shorten(service.name, longest)})


def service_lines(services: Sequence[Service | MovedService]) -> tuple[Say, ...]:
    """A line for each, as far as there is room."""
    lines = tuple(service_say(service) for service in services[:_MOST_LINES])
    rest = len(services) - len(lines)
    return (*lines, Say("service-more", {"count": rest})) if rest > 0 else lines
