"""Requests to move services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.emails import mailbox_of
from assistant.domain.masking import pseudonym
from assistant.domain.transfers.model import (
    ENDED,
    UNDECIDED,
    Agreement,
    AnswerFile,
    Decision,
    DecisionState,
    Question,
    TicketAnswer,
    Transfer,
    TransferState,
    WantedDecision,
)
from assistant.storage import tables as t
from assistant.storage.codec import of_row, to_json
from assistant.storage.database import alone
from assistant.storage.prepared import Prepared
from assistant.storage.repositories.found import all_of, first_of
from assistant.storage.repositories.repository import Repository

_JSON = ("services", "checks")
_OF = Prepared(
    select(t.transfer)
    .where(t.transfer.c.person == bindparam("person"))
    .order_by(t.transfer.c.created_at.desc(), t.transfer.c.number)
)


class SqlTransfers(Repository):
    async def add(self, transfer: Transfer) -> None:
        await self._db.execute(insert(t.transfer).values(**_columns(transfer)))

    async def get(self, number: str) -> Transfer | None:
        return await self._one(t.transfer.c.number == number)

    async def locked(self, number: str) -> Transfer | None:
        query = select(t.transfer).where(t.transfer.c.number == number)
        return await first_of(Transfer, self._db, query.with_for_update())

    async def by_token(self, token: str) -> Transfer | None:
        return await self._one(t.transfer.c.consent_token == token)

    async def by_mailed(self, consent_hash: str) -> Transfer | None:
        return await self._one(t.transfer.c.consent_hash == consent_hash)

    async def _one(self, condition: Any) -> Transfer | None:
        return await first_of(Transfer, self._db, select(t.transfer).where(condition))

    async def note_asked(self, email: str) -> None:
        asked = {"kind": "consent-mail", "subject": self._mailbox(email), "at": self._now}
        await self._db.execute(insert(t.remembered).values(asked))

    async def asked_lately(self, email: str, since: datetime) -> int:
        mailbox, asked = self._mailbox(email), t.remembered.c
        await alone(self._db, f"asked:{mailbox}")
        query = select(func.count()).where(
            asked.kind == "consent-mail", asked.subject == mailbox, asked.at > since
        )
        return int((await self._db.execute(query)).scalar_one())

    def _mailbox(self, email: str) -> str:
        return pseudonym(self._key, "mailbox", mailbox_of(email))

    async def asking(self, email: str) -> list[Transfer]:
        query = (
            select(t.transfer)
            .where(
                func.lower(t.transfer.c.to_email) == email,
                t.transfer.c.agreement == Agreement.ASKED,
                t.transfer.c.state.in_(UNDECIDED),
            )
            .order_by(t.transfer.c.created_at, t.transfer.c.number)
        )
        return await all_of(Transfer, self._db, query)

    async def by_ticket(self, ticket_id: str) -> Transfer | None:
        return await self._one(t.transfer.c.ticket_id == ticket_id)

    async def of(self, person: int) -> list[Transfer]:
        return [of_row(Transfer, row) for row in await _OF.rows(self._db, person=person)]

    async def coming_to(self, person: int, emails: Sequence[str]) -> list[Transfer]:
        asked = t.transfer.c
        waits = (
            func.lower(asked.to_email).in_(emails)
            & (asked.agreement == Agreement.ASKED)
            & asked.state.in_(UNDECIDED)
        )
        query = (
            select(t.transfer)
            .where(asked.person != person, or_(waits, asked.agreed_by == person))
            .order_by(asked.created_at.desc(), asked.number)
            .limit(100)
        )
        return await all_of(Transfer, self._db, query)

    async def unended(self, from_accounts: list[str]) -> list[Transfer]:
        query = select(t.transfer).where(
            t.transfer.c.from_account.in_(from_accounts), t.transfer.c.state.not_in(ENDED)
        )
        return await all_of(Transfer, self._db, query)

    async def moving(self) -> list[Transfer]:
        query = select(t.transfer).where(t.transfer.c.state == TransferState.APPROVED)
        return await all_of(Transfer, self._db, query)

    async def save(self, transfer: Transfer) -> None:
        values = _columns(transfer)
        del values["number"]
        await self._db.execute(
            update(t.transfer).where(t.transfer.c.number == transfer.number).values(**values)
        )

    async def want_decision(
        self,
        transfer: str,
        staff: int,
        staff_name: str,
        decision: Decision,
        text: str,
        tap: str | None = None,
    ) -> WantedDecision:
        row = await self._db.execute(
            insert(t.decision)
            .values(
                transfer=transfer,
                staff=staff,
                staff_name=staff_name,
                decision=decision,
                text=text,
                tap=tap,
                state=DecisionState.WANTED,
                created_at=self._now,
            )
            .returning(t.decision)
        )
        return of_row(WantedDecision, row.one())

    async def wanted_decision(self, decision: int) -> WantedDecision | None:
        query = select(t.decision).where(t.decision.c.id == decision).with_for_update()
        return await first_of(WantedDecision, self._db, query)

    async def finish_decision(self, decision: int, state: DecisionState) -> None:
        await self._db.execute(
            update(t.decision).where(t.decision.c.id == decision).values(state=state)
        )

    async def ask(self, transfer: str, text: str) -> Question:
        row = await self._db.execute(
            insert(t.question)
            .values(transfer=transfer, text=text, asked_at=self._now)
            .returning(t.question)
        )
        return of_row(Question, row.one())

    async def question(self, question: int) -> Question | None:
        query = select(t.question).where(t.question.c.id == question).with_for_update()
        return await first_of(Question, self._db, query)

    async def open_question(self, transfer: str) -> Question | None:
        query = (
            select(t.question)
            .where(t.question.c.transfer == transfer, t.question.c.answer.is_(None))
            .order_by(t.question.c.id)
            .limit(1)
        )
        return await first_of(Question, self._db, query)

    async def answer(self, question: int, text: str) -> None:
        await self._db.execute(
            update(t.question)
            .where(t.question.c.id == question)
            .values(answer=text, answered_at=self._now)
        )

    async def add_answer(
        self, transfer: str, text: str, files: tuple[AnswerFile, ...]
    ) -> TicketAnswer:
        row = await self._db.execute(
            insert(t.ticket_answer)
            .values(
                transfer=transfer,
                text=text,
                files=[to_json(file) for file in files],
                written_at=self._now,
            )
            .returning(t.ticket_answer)
        )
        return of_row(TicketAnswer, row.one())

    async def answer_of(self, answer: int) -> TicketAnswer | None:
        query = select(t.ticket_answer).where(t.ticket_answer.c.id == answer)
        return await first_of(TicketAnswer, self._db, query)

    async def with_tickets(self, after: str, limit: int) -> list[Transfer]:
        query = (
            select(t.transfer)
            .where(
                t.transfer.c.ticket_id.is_not(None),
                t.transfer.c.state.not_in(ENDED),
                t.transfer.c.number > after,
            )
            .order_by(t.transfer.c.number)
            .limit(limit)
        )
        return await all_of(Transfer, self._db, query)


def _columns(transfer: Transfer) -> dict[str, Any]:
    values = asdict(transfer)
    for name in _JSON:
        values[name] = [to_json(item) for item in getattr(transfer, name)]
    return values
