"""The move of services from one account to another, from the customer's side: it is asked for,
agreed to or declined, and taken back. What staff decide of it is in :mod:`.decisions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from assistant.domain.accounts import Link, Snapshot
from assistant.domain.transfer_rules import Agreement, Check, Rule, Verdict, checklist, may_be_sent
from assistant.domain.work import Go, Job, Work

if TYPE_CHECKING:
    from assistant.domain.answers import AnswerFile, TicketAnswer


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
    note: str
    """What went wrong on the way, as a code; shown to staff on the card."""
    owners: dict[str, str]
    """Service → client, as the portal told them when a move by hand was last looked at."""
    looked_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def service_ids(self) -> list[str]:
        return [service.id for service in self.services]


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
    """No administrator, an anonymous one, or not on the list."""
    ANONYMOUS = "anonymous"
    OWN_REQUEST = "own-request"
    RULES = "rules"
    """One of the three rules does not hold."""
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


@dataclass(frozen=True, slots=True)
class Question:
    """Asked by staff, answered by the customer."""

    id: int
    transfer: str
    text: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class Prompt:
    """Somebody in the staff chat was asked to write a reason or a question."""

    transfer: str
    decision: Decision


class Transfers(Protocol):
    async def add(self, transfer: Transfer) -> None: ...

    async def get(self, number: str) -> Transfer | None: ...

    async def locked(self, number: str) -> Transfer | None:
        """The same, and nobody else changes it until the transaction ends."""

    async def by_token(self, token: str) -> Transfer | None: ...

    async def asking(self, email: str) -> list[Transfer]:
        """Undecided ones that wait for the owner of this address to agree, oldest first."""

    async def by_ticket(self, ticket_id: str) -> Transfer | None: ...

    async def of(self, person: int) -> list[Transfer]:
        """Newest first."""

    async def unended(self, from_accounts: list[str]) -> list[Transfer]:
        """From any of these accounts, whoever asked."""

    async def moving(self) -> list[Transfer]:
        """Approved and not yet done."""

    async def save(self, transfer: Transfer) -> None: ...

    async def want_decision(
        self, transfer: str, staff: int, staff_name: str, decision: Decision, text: str
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

    async def set_prompt(self, chat: int, staff: int, thread: int | None, prompt: Prompt) -> None:
        """The next message of ``staff`` in that topic answers it."""

    async def take_prompt(self, chat: int, staff: int, thread: int | None) -> Prompt | None:
        """And forget it."""

    async def prompted(self, chat: int, thread: int | None) -> bool:
        """Whether anybody in that topic was asked to write something and has not yet."""


class TransferProblem(StrEnum):
    NOT_LINKED = "not-linked"
    NO_SERVICES = "no-services"
    SAME_ACCOUNT = "same-account"
    RULES = "rules"
    ALREADY_ASKED = "already-asked"
    """One of the services is in a request that has not ended."""


class TransferError(Exception):
    def __init__(self, code: TransferProblem, *facts: str) -> None:
        super().__init__(code, *facts)
        self.code = code
        self.facts = facts


async def request_transfer(
    work: Work, person: int, new: NewTransfer, snapshot: Snapshot
) -> Transfer:
    """Send a request to staff: a ticket of the owner's account, a card, and a mail to the
    recipient unless the destination is the person's own. Raises :class:`TransferError`."""
    owner = await work.links.find(person, new.from_account)
    if owner is None:
        raise TransferError(TransferProblem.NOT_LINKED)
    own = await work.links.find(person, new.to_account) if new.to_account else None
    await _check_new(work, person, new, owner, snapshot, own)
    transfer = _checked(_as_sent(work, person, new, owner, own), snapshot)
    await work.transfers.add(transfer)
    await work.jobs.put(Job.OPEN_TICKET, transfer.number)
    await work.cards.touch(transfer.number)
    await work.audit(f"person:{person}", "transfer-requested", f"transfer:{transfer.number}")
    if own is None:
        await _ask_recipient(work, transfer)
    return transfer


async def _check_new(
    work: Work,
    person: int,
    new: NewTransfer,
    owner: Link,
    snapshot: Snapshot,
    own: Link | None,
) -> None:
    if not new.services:
        raise TransferError(TransferProblem.NO_SERVICES)
    if new.to_account == new.from_account or new.to_email == owner.email:
        raise TransferError(TransferProblem.SAME_ACCOUNT)
    wanted = [service.id for service in new.services]
    busy = await services_on_the_move(work, person)
    if blocked := [service.name for service in new.services if service.id in busy]:
        raise TransferError(TransferProblem.ALREADY_ASKED, *blocked)
    agreement = Agreement.OWN if own else Agreement.ASKED
    if not may_be_sent(checklist(snapshot, wanted, agreement)):
        raise TransferError(TransferProblem.RULES)


async def services_on_the_move(work: Work, person: int) -> set[str]:
    """The ids of the services in a request that has not ended, of this person or of another who
    is linked to the same account."""
    accounts = [link.account for link in await work.links.of(person)]
    requests = await work.transfers.unended(accounts)
    return {id_ for request in requests for id_ in request.service_ids}


def _as_sent(work: Work, person: int, new: NewTransfer, owner: Link, own: Link | None) -> Transfer:
    return Transfer(
        number=work.ids.number("PND"),
        person=person,
        from_account=owner.account,
        from_label=owner.label,
        from_email=owner.email,
        to_account=own.account if own else None,
        to_label=own.label if own else "",
        to_email=own.email if own else new.to_email,
        agreement=Agreement.OWN if own else Agreement.ASKED,
        agreed_by=person if own else None,
        consent_token=work.ids.token(),
        services=new.services,
        department=new.department,
        subject=new.subject,
        message=new.message,
        reference=work.ids.number("REF"),
        ticket_id=None,
        ticket_number=None,
        state=TransferState.OPEN,
        taken_by=None,
        taken_by_name="",
        decided_by=None,
        decided_by_name="",
        reason="",
        checks=(),
        checked_at=None,
        note="",
        owners={},
        looked_at=None,
        created_at=work.now,
        updated_at=work.now,
    )


def _checked(transfer: Transfer, snapshot: Snapshot) -> Transfer:
    """With the rules as the portal told them last, so that staff see them from the beginning."""
    checks = checklist(snapshot, transfer.service_ids, transfer.agreement)
    return replace(transfer, checks=checks, checked_at=snapshot.fetched_at)


async def _ask_recipient(work: Work, transfer: Transfer) -> None:
    person = await work.people.get(transfer.person)
    await work.deliveries.mail(
        transfer.to_email,
        "mail-consent",
        {
            "services": ", ".join(service.name for service in transfer.services),
            "from": transfer.from_label,
            "number": transfer.number,
            "token": transfer.consent_token,
        },
        unique=f"consent:{transfer.number}",
        locale=person.locale if person else "id",
    )


async def agree(work: Work, token: str, person: int, account: str) -> Transfer | None:
    """The recipient agrees, with one of their own linked accounts that has the address asked.

    None when the token opens nothing, the request has ended, or the account is not that one.
    """
    transfer = await _answerable(work, token)
    link = await work.links.find(person, account)
    if transfer is None or link is None or link.email != transfer.to_email:
        return None
    agreed = replace(
        transfer,
        agreement=Agreement.GIVEN,
        agreed_by=person,
        to_account=link.account,
        to_label=link.label,
        checks=tuple(map(_agreed_now, transfer.checks)),
        updated_at=work.now,
    )
    await changed(work, agreed, f"person:{person}", "transfer-agreed")
    await tell_owner(work, agreed, "ntf-transfer-agreed", "agreed")
    return agreed


def _agreed_now(check: Check) -> Check:
    return replace(check, verdict=Verdict.OK) if check.rule is Rule.RECIPIENT_AGREES else check


async def decline(work: Work, token: str, person: int) -> Transfer | None:
    """The holder of the mailed link says no; the request ends."""
    transfer = await _answerable(work, token)
    if transfer is None:
        return None
    declined = replace(
        transfer,
        agreement=Agreement.DECLINED,
        state=TransferState.CANCELLED,
        updated_at=work.now,
    )
    await changed(work, declined, f"person:{person}", "transfer-declined")
    await tell_owner(work, declined, "ntf-transfer-declined", "declined")
    await work.jobs.put(Job.ANSWER_TICKET, f"{declined.number}:declined")
    return declined


async def _answerable(work: Work, token: str) -> Transfer | None:
    found = await work.transfers.by_token(token)
    transfer = await work.transfers.locked(found.number) if found else None
    if transfer is None or transfer.state not in UNDECIDED:
        return None
    return transfer if transfer.agreement is Agreement.ASKED else None


async def cancel_transfer(work: Work, person: int, number: str) -> bool:
    """The asker takes the request back. False when it is decided, ended, or not theirs."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.person != person or transfer.state not in UNDECIDED:
        return False
    cancelled = replace(transfer, state=TransferState.CANCELLED, updated_at=work.now)
    await changed(work, cancelled, f"person:{person}", "transfer-cancelled")
    await tell_recipient(work, cancelled, "ntf-transfer-not-coming")
    await work.jobs.put(Job.ANSWER_TICKET, f"{number}:cancelled")
    return True


async def tell_recipient(work: Work, transfer: Transfer, key: str) -> None:
    """Whoever agreed for the destination learns how it ended, once."""
    if transfer.agreed_by is None or transfer.agreed_by == transfer.person:
        return
    await work.deliveries.tell(
        transfer.agreed_by,
        key,
        {"number": transfer.number, "services": _names(transfer), "to": transfer.to_label},
        unique=f"transfer:{transfer.number}:received",
    )


async def ticket_opened(work: Work, number: str, ticket_id: str, ticket_number: str) -> None:
    """The portal gave the request its ticket number: the card and the customer's window show it."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.ticket_id is not None:
        return
    await work.transfers.save(
        replace(
            transfer,
            ticket_id=ticket_id,
            ticket_number=ticket_number,
            updated_at=work.now,
        )
    )
    await work.cards.touch(number)
    await work.wake(
        transfer.person,
        "pindah",
        tell="ntf-ticket-opened",
        args={"number": number, "ticket": ticket_number},
        buttons=[Go("btn-status", "tiket", number)],
    )


async def changed(work: Work, transfer: Transfer, actor: str, action: str) -> None:
    await work.transfers.save(transfer)
    await work.cards.touch(transfer.number)
    await work.audit(actor, action, f"transfer:{transfer.number}")


async def tell_owner(
    work: Work,
    transfer: Transfer,
    key: str,
    change: str,
    *,
    buttons: Sequence[Go] = (),
    **args: str,
) -> None:
    """Tell the asker of one change, once."""
    await work.deliveries.tell(
        transfer.person,
        key,
        {
            "number": transfer.number,
            "services": _names(transfer),
            "to": transfer.to_label or transfer.to_email,
            **args,
        },
        unique=f"transfer:{transfer.number}:{change}",
        buttons=[*buttons, Go("btn-status", "tiket", transfer.number)],
    )


def _names(transfer: Transfer) -> str:
    return ", ".join(service.name for service in transfer.services)
