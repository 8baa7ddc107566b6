"""What staff hear of a request."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.staff import News
from assistant.domain.transfers.model import DecisionState, Transfer, WantedDecision


@dataclass(frozen=True, slots=True)
class WrittenToTicket(News):
    """The customer wrote something for the request's ticket."""

    number: str
    text: str
    files: int
    """How many came with it."""


@dataclass(frozen=True, slots=True)
class QuestionAnswered(News):
    number: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class RecipientAgreed(News):
    """The owner of the destination has agreed: nothing waits for them any more."""

    number: str
    account: str
    """Its label."""


@dataclass(frozen=True, slots=True)
class OwnersChanged(News):
    """Some services of a move by hand are with another account than at the last look."""

    transfer: Transfer


@dataclass(frozen=True, slots=True)
class DecisionNotMade(News):
    wanted: WantedDecision
    why: DecisionState


@dataclass(frozen=True, slots=True)
class FilesTooLarge(News):
    """The portal took the words for a ticket and not the files."""

    number: str
    names: str
    """Of the files."""


@dataclass(frozen=True, slots=True)
class TicketCut(News):
    """The portal kept only a part of what was written."""

    number: str
    ticket: str
    """Its number."""


@dataclass(frozen=True, slots=True)
class WordsForgotten(News):
    """Who asked had their data deleted: this stands where something was said about the request."""

    number: str
