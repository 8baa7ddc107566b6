"""The ids that the assistant knows a portal's rows by: a number, and before a service's its
family, as billing systems keep domains apart from the rest."""

from __future__ import annotations

import re

from assistant.domain.portal import PortalError, PortalFailure


def key(public_id: str) -> int:
    """The number in an id that we gave. Raises NOT_FOUND for any other text."""
    if not re.fullmatch(r"[0-9]{1,18}", public_id):
        raise PortalError(PortalFailure.NOT_FOUND, "no such id")
    return int(public_id)


def service_id(number: int, *, is_domain: bool) -> str:
    """``domain-12`` or ``service-7``."""
    return f"{'domain' if is_domain else 'service'}-{number}"


def service_key(public_id: str) -> tuple[bool, int]:
    """Whether it is a domain, and its number. Raises NOT_FOUND."""
    family, _, number = public_id.partition("-")
    if family not in ("domain", "service"):
        raise PortalError(PortalFailure.NOT_FOUND, "no such id")
    return family == "domain", key(number)
