"""A request to move services: its states, rules, decisions, questions and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from assistant.domain.people.model import NOBODY


class TransferState(StrEnum):
    OPEN = "open"
    """Sent by the customer; staff may take it."""
    TAKEN = "taken"
    APPROVED = "approved"
    """Decided; the services are on the move."""
    DONE = "done"
    """The portal shows the new owner on every service."""
    REFUSED = "refused"
    CANCELLED = "cancelled"
    """Withdrawn by the customer, or declined by the recipient."""


UNDECIDED = frozenset({TransferState.OPEN, TransferState.TAKEN})
ENDED = frozenset({TransferState.DONE, TransferState.REFUSED, TransferState.CANCELLED})


@dataclass(frozen=True, slots=True)
class MovedService:
    """A service as it was when its move was asked for."""

    id: str
    name: str
    kind: str


class TransferNote(StrEnum):
    """What went wrong on the way, or what is waited for."""

    NONE = ""
    RULES = "rules"
    """One of the three does not hold any more."""
    WAITING = "waiting"
    """The portal shows the old owner still."""
    PARTLY_MOVED = "partly-moved"
    ASTRAY = "astray"
    """A service is with somebody else."""
    TICKET_CLOSED = "ticket-closed"
    """Its ticket was closed in the portal, and it ended so."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A request to move services, as the customer sent it and as it stands."""

    number: str
    """``PND-7F3KQ2MX``."""
    person: int
    from_account: str
    from_label: str
    from_email: str
    to_account: str | None
    """None until the recipient has agreed with a registered account."""
    to_label: str
    to_email: str
    agreement: Agreement
    agreed_by: int | None
    consent_token: str
    """Carried by buttons; it opens the request to those linked to the address that is asked."""
    services: tuple[MovedService, ...]
    department: str
    subject: str
    message: str
    reference: str
    """Stands in the ticket, so that it can be found again."""
    ticket_id: str | None
    ticket_number: str | None
    state: TransferState
    taken_by: int | None
    taken_by_name: str
    decided_by: int | None
    decided_by_name: str
    reason: str
    checks: tuple[Check, ...]
    checked_at: datetime | None
    note: TransferNote
    """Shown to staff on the card."""
    owners: dict[str, str]
    """Service → client, as the portal told them when a move by hand was last looked at."""
    looked_at: datetime | None
    created_at: datetime
    updated_at: datetime
    waiting_since: datetime | None = None
    """Since when it waits for a decision; None while others have to do something first."""
    reminded: int = 0
    """How late it was when staff were reminded last, as of a conversation."""
    edited: bool = False
    """The asker wrote the ticket's words, or changed ours."""
    consent_hash: str | None = None
    """Of the token that was mailed to the recipient. The token itself is kept nowhere."""
    asked_at: datetime | None = None
    """When the recipient was mailed last."""
    promised_at: datetime | None = None
    """When they agreed in a browser; the account of their address is found afterwards."""

    @property
    def service_ids(self) -> list[str]:
        return [service.id for service in self.services]

    @property
    def forgotten(self) -> bool:
        """Its asker had their data deleted: their words are gone, and nobody waits for it."""
        return self.person == NOBODY


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """What the customer confirmed in ``/pindah``."""

    from_account: str
    services: tuple[MovedService, ...]
    to_account: str | None
    to_email: str
    to_label: str
    department: str
    subject: str
    message: str
    edited: bool = False
    """These are not the words that we drafted."""


class Decision(StrEnum):
    TAKE = "take"
    APPROVE = "approve"
    REFUSE = "refuse"
    ASK = "ask"


class DecisionState(StrEnum):
    WANTED = "wanted"
    MADE = "made"
    TOO_LATE = "too-late"
    """Someone else was first, or the request has ended."""
    NOT_ALLOWED = "not-allowed"
    """No administrator of the staff chat."""
    ANONYMOUS = "anonymous"
    """An administrator who hides behind the group's name."""
    OWN_REQUEST = "own-request"
    RULES = "rules"
    """One of the three rules does not hold."""
    ASKER_GONE = "asker-gone"
    """Who asked is not linked to the account any more, so that it is not the owner who asks."""
    COULD_NOT_ASK = "could-not-ask"
    """Telegram or the portal did not answer: nothing was decided."""


@dataclass(frozen=True, slots=True)
class WantedDecision:
    """A tap of somebody in the staff chat; a job finds out whether it counts."""

    id: int
    transfer: str
    staff: int
    staff_name: str
    decision: Decision
    text: str
    """The reason of a refusal, the question to the customer."""
    state: DecisionState
    tap: str | None = None
    """Telegram's id of the tap that it came with, to be answered."""


@dataclass(frozen=True, slots=True)
class Question:
    """Asked by staff, answered by the customer."""

    id: int
    transfer: str
    text: str
    answer: str | None


class Transfers(Protocol):
    async def add(self, transfer: Transfer) -> None: ...

    async def get(self, number: str) -> Transfer | None: ...

    async def locked(self, number: str) -> Transfer | None:
        """The same, and nobody else changes it until the transaction ends."""

    async def by_token(self, token: str) -> Transfer | None: ...

    async def by_mailed(self, consent_hash: str) -> Transfer | None: ...

    async def note_asked(self, email: str) -> None:
        """The owner of this address is asked, by mail, to agree to a request."""

    async def asked_lately(self, email: str, since: datetime) -> int:
        """How often its mailbox was; nobody else asks it until the transaction ends."""

    async def asking(self, email: str) -> list[Transfer]:
        """Undecided ones that wait for the owner of this address to agree, oldest first."""

    async def by_ticket(self, ticket_id: str) -> Transfer | None: ...

    async def of(self, person: int) -> list[Transfer]:
        """Newest first."""

    async def coming_to(self, person: int, emails: Sequence[str]) -> list[Transfer]:
        """Those of others that this person is asked about, or has agreed to; newest first."""

    async def unended(self, from_accounts: list[str]) -> list[Transfer]:
        """From any of these accounts, whoever asked."""

    async def moving(self) -> list[Transfer]:
        """Approved and not yet done."""

    async def save(self, transfer: Transfer) -> None: ...

    async def want_decision(
        self,
        transfer: str,
        staff: int,
        staff_name: str,
        decision: Decision,
        text: str,
        tap: str | None = None,
    ) -> WantedDecision: ...

    async def wanted_decision(self, decision: int) -> WantedDecision | None:
        """Nobody else changes it until the transaction ends."""

    async def finish_decision(self, decision: int, state: DecisionState) -> None: ...

    async def ask(self, transfer: str, text: str) -> Question: ...

    async def question(self, question: int) -> Question | None: ...

    async def open_question(self, transfer: str) -> Question | None:
        """The oldest one that is not answered."""

    async def answer(self, question: int, text: str) -> None: ...

    async def add_answer(
        self, transfer: str, text: str, files: tuple[AnswerFile, ...]
    ) -> TicketAnswer: ...

    async def answer_of(self, answer: int) -> TicketAnswer | None: ...

    async def with_tickets(self, after: str, limit: int) -> list[Transfer]:
        """Not ended and with a ticket, by number, those behind ``after``."""


ASKED_A_DAY = 3
"""Mails that ask the same mailbox to agree, whoever asks and however often it is taken back."""


class TransferProblem(StrEnum):
    NOT_LINKED = "not-linked"
    NO_SERVICES = "no-services"
    SAME_ACCOUNT = "same-account"
    RULES = "rules"
    ALREADY_ASKED = "already-asked"
    """One of the services is in a request that has not ended."""
    ASKED_OFTEN = "asked-often"
    """The recipient's mailbox was asked to agree :data:`ASKED_A_DAY` times within a day."""


class TransferError(Exception):
    def __init__(self, code: TransferProblem, *facts: str) -> None:
        super().__init__(code, *facts)
        self.code = code
        self.facts = facts


class Agreement(StrEnum):
    """What the owner of the destination says."""

    OWN = "own"
    """It is one of the asker's own linked accounts."""
    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"


AGREED = frozenset({Agreement.OWN, Agreement.GIVEN})


class Rule(StrEnum):
    NOTHING_UNPAID = "nothing-unpaid"
    OWNER_ASKS = "owner-asks"
    RECIPIENT_AGREES = "recipient-agrees"


class RuleVerdict(StrEnum):
    OK = "ok"
    WAITING = "waiting"
    """Not yet, but it may be sent: someone else is asked."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule as it stands. ``facts`` are what to name in the explanation."""

    rule: Rule
    verdict: RuleVerdict
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file that the customer sent into the chat."""

    id: str
    """Telegram's: its bytes are fetched when the answer is passed on."""
    name: str


@dataclass(frozen=True, slots=True)
class TicketAnswer:
    """Written by the customer for the ticket of a request."""

    id: int
    transfer: str
    text: str
    """May be empty when there are files."""
    files: tuple[AnswerFile, ...]
