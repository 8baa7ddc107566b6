"""The letter by which an owner asks that services be moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.transfers import MovedService


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


WriteLetter = Callable[[TransferLetter], bytes]
"""The letter as a PDF; the same letter always gives the same bytes."""
