"""What several features say the same way: services, and the rules of a move."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.portal import Service
from assistant.domain.transfers.model import Check, MovedService
from assistant.domain.words import Say

_MOST_LINES = 20
_LONGEST_NAME = 100
"""A window holds 4096 characters; no list of ours may fill it."""


def shorten(name: str, longest: int = _LONGEST_NAME) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def service_say(service: Service | MovedService, longest: int = _LONGEST_NAME) -> Say:
    """Its icon and its name."""
    return Say(f"service-{service.kind}", {"name": shorten(service.name, longest)})


def service_lines(services: Sequence[Service | MovedService]) -> tuple[Say, ...]:
    """A line for each, as far as there is room."""
    lines = tuple(service_say(service) for service in services[:_MOST_LINES])
    rest = len(services) - len(lines)
    return (*lines, Say("service-more", {"count": rest})) if rest > 0 else lines


def check_say(check: Check) -> Say:
    return Say(f"check-{check.rule}-{check.verdict}")
