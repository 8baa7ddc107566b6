"""What several features say the same way: services, and the rules of a move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain.billing import Service, ServiceKind
from assistant.domain.transfers.model import Check, MovedService, Rule, TransferState, Verdict
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
TRANSFER_STATE: Mapping[TransferState, str] = {
    TransferState.OPEN: "tiket-state-open",
    TransferState.TAKEN: "tiket-state-taken",
    TransferState.APPROVED: "tiket-state-approved",
    TransferState.DONE: "tiket-state-done",
    TransferState.REFUSED: "tiket-state-refused",
    TransferState.CANCELLED: "tiket-state-cancelled",
}
UNDER_WAY: Mapping[str, str] = {
    "akun": "feature-akun",
    "hubungkan": "feature-hubungkan",
    "npwp": "feature-npwp",
    "pindah": "feature-pindah",
    "jawab": "feature-jawab",
    "balas": "feature-balas",
}
"""What is left half done, by its feature."""
_CHECK: Mapping[tuple[Rule, Verdict], str] = {
    (Rule.NOTHING_UNPAID, Verdict.OK): "check-nothing-unpaid-ok",
    (Rule.NOTHING_UNPAID, Verdict.WAITING): "check-nothing-unpaid-waiting",
    (Rule.NOTHING_UNPAID, Verdict.BAD): "check-nothing-unpaid-bad",
    (Rule.OWNER_ASKS, Verdict.OK): "check-owner-asks-ok",
    (Rule.OWNER_ASKS, Verdict.WAITING): "check-owner-asks-waiting",
    (Rule.OWNER_ASKS, Verdict.BAD): "check-owner-asks-bad",
    (Rule.RECIPIENT_AGREES, Verdict.OK): "check-recipient-agrees-ok",
    (Rule.RECIPIENT_AGREES, Verdict.WAITING): "check-recipient-agrees-waiting",
    (Rule.RECIPIENT_AGREES, Verdict.BAD): "check-recipient-agrees-bad",
}


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


def check_say(check: Check) -> Say:
    return Say(_CHECK[check.rule, check.verdict])
