"""What is written to a provider's support, and how our own words are found in it again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Department:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a ticket or of a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """A file of a ticket; :meth:`Portal.attachment` gets its bytes."""

    id: str
    name: str


def with_reference(message: str, reference: str) -> str:
    """The text of a ticket or an answer as it is sent: our reference stands in its first line,
    where nothing that cuts a text takes it away."""
    return f"{reference}\n\n{message}"


def carries(message: str, reference: str) -> bool:
    """Whether our reference stands in a text, and not only as the beginning of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", message) is not None


def is_ours(message: str, reference: str) -> bool:
    """Whether a text in a ticket was sent by us: the reference, or a longer one that begins with
    it, stands alone in its first line (in its last, in tickets of older releases). Somebody who
    answers by mail may quote all of it, and has still written an answer."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    alone = re.compile(rf"{re.escape(reference)}(-\w+)*")
    return any(alone.fullmatch(line) for line in (*lines[:1], *lines[-1:]))


@dataclass(frozen=True, slots=True)
class NewTicket:
    reference: str
    """Ours, unguessable; stands in the message, so that the ticket can be found again."""
    client_id: str
    department_id: str
    subject: str
    message: str
    service_id: str | None
    """The related service, when there is just one."""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketRef:
    id: str
    """The portal's own key."""
    number: str
    """What people read, for example ``#482913``."""
    whole: bool = field(default=True, compare=False)
    """False: the portal was seen to have kept only a part of what was written."""


class TicketStatus(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CUSTOMER_REPLY = "customer-reply"
    ON_HOLD = "on-hold"
    IN_PROGRESS = "in-progress"
    CLOSED = "closed"


class TicketAuthor(StrEnum):
    CLIENT = "client"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class TicketReply:
    id: str
    author: TicketAuthor
    message: str
    at: datetime
    attachments: tuple[AttachmentRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    ref: TicketRef
    client_id: str
    subject: str
    message: str
    status: TicketStatus
    department: str
    opened_at: datetime
    replies: tuple[TicketReply, ...]
    attachments: tuple[AttachmentRef, ...] = ()
    """Those of the message itself."""
