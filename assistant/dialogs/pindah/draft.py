"""What is chosen and written on the way to a request, and the ticket drafted from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar

from assistant.dialogs.drafts import Draft
from assistant.dialogs.turn import Turn
from assistant.domain.accounts.model import Link
from assistant.domain.billing import Service
from assistant.domain.transfers.model import Agreement, MovedService, NewTransfer
from assistant.domain.words import Say
from assistant.wording.names import shorten

MOST_SERVICES = 20
"""In one request: their names must fit into a ticket's message and a window."""
LONGEST_SUBJECT = 200
LONGEST_MESSAGE = 3000


@dataclass(frozen=True)
class PindahDraft(Draft):
    FEATURE: ClassVar[str] = "pindah"

    account: str = ""
    label: str = ""
    email: str = ""
    services: list[list[str]] = field(default_factory=list)
    """Of each its id, kind and name, in the order of choosing."""
    to_account: str = ""
    """Empty for an address whose owner is asked."""
    to_email: str = ""
    to_label: str = ""
    department: str = ""
    subject: str = ""
    message: str = ""
    drafted: str = ""
    """The message as it was drafted last: another one means that the choices have changed."""
    edited: bool = False
    """Subject or message were written by hand."""

    @property
    def entered(self) -> bool:
        """The account alone was found, not entered."""
        return bool(self.services or self.to_email or self.edited)

    @property
    def chosen(self) -> tuple[MovedService, ...]:
        return tuple(MovedService(id_, name, kind) for id_, kind, name in self.services)

    @property
    def wanted(self) -> list[str]:
        return [service.id for service in self.chosen]

    @property
    def agreement(self) -> Agreement:
        return Agreement.OWN if self.to_account else Agreement.ASKED

    @property
    def destination(self) -> str:
        return f"{self.to_label} ({self.to_email})" if self.to_label else self.to_email

    def of_account(self, link: Link) -> PindahDraft:
        """Another account has other services; what was written by hand stays."""
        return PindahDraft(
            account=link.account,
            label=link.label,
            email=link.email,
            department=self.department,
            subject=self.subject,
            message=self.message,
            drafted=self.drafted,
            edited=self.edited,
        )

    def with_services(self, more: Iterable[Service]) -> PindahDraft:
        """Each once, in the order of choosing."""
        new = [[s.id, str(s.kind), s.name] for s in more if s.id not in self.wanted]
        return replace(self, services=[*self.services, *new])

    def without(self, ids: set[str]) -> PindahDraft:
        return replace(self, services=[item for item in self.services if item[0] not in ids])

    def to_own(self, link: Link) -> PindahDraft:
        return replace(self, to_account=link.account, to_email=link.email, to_label=link.label)

    def to_address(self, email: str) -> PindahDraft:
        return replace(self, to_account="", to_email=email, to_label="")

    def composed(self, turn: Turn) -> str:
        """The ticket's message for these choices, in the person's language."""
        names = tuple(
            Say("pindah-ticket-service", {"name": shorten(service.name)})
            for service in self.chosen[:MOST_SERVICES]
        )
        message = turn.plain(
            "pindah-ticket-message",
            brand=turn.settings.brand,
            **{"from": f"{self.label} ({self.email})"},
            to=self.to_email,
            services=names,
        )
        return message[:LONGEST_MESSAGE]

    def prepared(self, turn: Turn) -> PindahDraft:
        """As it would be sent: with the usual department, and the ticket drafted for the choices
        as they are; words of the person's own are never overwritten."""
        department = self.department or turn.settings.default_department
        return replace(self if self.edited else self.redrafted(turn), department=department)

    def outdated(self, turn: Turn) -> bool:
        """The choices have changed since the person wrote a ticket of their own."""
        return self.edited and self.drafted != self.composed(turn)

    def with_words(self, turn: Turn, written: PindahDraft) -> PindahDraft:
        """With the subject or the message that the person has just ``written``."""
        now = self.prepared(turn)
        return replace(
            now,
            subject=written.subject or now.subject,
            message=written.message or now.message,
            drafted=now.composed(turn),
            edited=True,
        )

    def redrafted(self, turn: Turn) -> PindahDraft:
        """With the ticket as we would write it."""
        message = self.composed(turn)
        return replace(
            self,
            subject=turn.plain("pindah-ticket-subject"),
            message=message,
            drafted=message,
            edited=False,
        )

    def as_new(self) -> NewTransfer:
        return NewTransfer(
            from_account=self.account,
            services=self.chosen,
            to_account=self.to_account or None,
            to_email=self.to_email,
            to_label=self.to_label,
            department=self.department,
            subject=self.subject,
            message=self.message,
            edited=self.edited,
        )
