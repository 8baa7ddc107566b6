"""The letter by which an owner asks that services be moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.transfers.model import MovedService, Transfer


@dataclass(frozen=True, slots=True)
class TransferLetter:
    """What stands in a *Surat Permohonan Pemindahan Layanan*."""

    number: str
    """The request's: ``PND-7F3KQ2MX``."""
    asked_at: datetime
    sender: str
    """The company, or the person when there is none."""
    sender_email: str
    services: tuple[MovedService, ...]
    destination: str
    """The company of the destination, where the asker may know it; else empty."""
    destination_email: str


def letter_of(transfer: Transfer) -> TransferLetter:
    """The letter of a request as its customer sent it."""
    return TransferLetter(
        number=transfer.number,
        asked_at=transfer.created_at,
        sender=transfer.from_label,
        sender_email=transfer.from_email,
        services=transfer.services,
        destination=transfer.to_label,
        destination_email=transfer.to_email,
    )


WriteLetter = Callable[[TransferLetter], bytes]
"""The letter as a PDF; the same letter always gives the same bytes."""
