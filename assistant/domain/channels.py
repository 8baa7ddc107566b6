"""The ways out to people, and how far a message is on one of them."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    CHAT = "telegram"
    """A person's own."""
    GROUP = "group"
    """A company's."""
    MAIL = "mail"
    STAFF = "staff"
    """The staff chat."""


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    """Begun: whoever dies now leaves it in doubt."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """Nobody knows whether it arrived, twice."""
    SUSPENDED = "suspended"
    """The chat is closed to us; it goes when that opens."""
    FAILED = "failed"
