"""What finance hears of a PDF and of an invoice's faktur."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.acting.model import WantedAct
from assistant.domain.fakturs.model import Faktur, FakturRequest, Reasons, Upload, UploadState
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.staff import News


@dataclass(frozen=True, slots=True)
class Held(News):
    """A PDF goes nowhere until somebody settles it."""

    upload: Upload
    reasons: Reasons
    warnings: Reasons
    """What would not have held it by itself."""
    read: ReadFaktur | None
    request: FakturRequest | None
    """What it was compared with."""


@dataclass(frozen=True, slots=True)
class SentWithWarnings(News):
    """A PDF that came by itself passed the gate, though not all of it agrees."""

    upload: Upload
    request: FakturRequest
    warnings: Reasons


# How a held PDF was settled; this takes the place of its card


@dataclass(frozen=True, slots=True)
class Assigned(News):
    """Somebody named its invoice, and it went out (or was known, or older)."""

    upload: Upload
    request: FakturRequest
    by: str
    state: UploadState


@dataclass(frozen=True, slots=True)
class InvoiceFound(News):
    """Its invoice became known by itself."""

    upload: Upload
    request: FakturRequest


@dataclass(frozen=True, slots=True)
class UploadRefused(News):
    upload: Upload
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replaced(News):
    upload: Upload
    by: str
    other: str
    """The name of the file in its place."""


# What the one who named an invoice is answered


@dataclass(frozen=True, slots=True)
class AssignmentDiffers(News):
    """The PDF differs from the named invoice: are they sure?"""

    wanted: WantedAct
    upload: Upload
    request: FakturRequest
    reasons: Reasons
    others: tuple[FakturRequest, ...] = ()
    """Further invoices that were named."""


@dataclass(frozen=True, slots=True)
class AssignmentRefused(News):
    """The PDF differs so that nobody may let it out for the named invoice."""

    wanted: WantedAct
    upload: Upload
    request: FakturRequest
    reasons: Reasons
    others: tuple[FakturRequest, ...] = ()
    """Further invoices that were named."""


@dataclass(frozen=True, slots=True)
class InvoicesOffered(News):
    """The one who wants to name an invoice may choose from these."""

    by: str
    upload: Upload
    requests: tuple[FakturRequest, ...]
    typed: str = ""
    """The part of a number that they all end with."""


@dataclass(frozen=True, slots=True)
class ReissueDrafted(News):
    """The request to cancel a faktur of a wrong buyer and issue it anew."""

    wanted: WantedAct
    read: ReadFaktur
    request: FakturRequest
    """With the tax profile that is right."""


@dataclass(frozen=True, slots=True)
class InvoiceUndone(News):
    """A paid invoice was cancelled or refunded."""

    request: FakturRequest
    """As it was before."""
    issued: tuple[Faktur, ...]
    """That stand and have to be cancelled at the tax office."""
