"""What is due for slips: money to pay out or credit to give, once each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.withholding.keeping import (
    Due,
    RefundAccount,
    SettlementKind,
    SettlementState,
)
from assistant.domain.withholding.model import Announcement
from assistant.storage.repositories.found import all_of, first_of
from assistant.storage.repositories.repository import Repository
from assistant.storage.tables import withholding as w


class SqlDues(Repository):
    async def get(self, due: int) -> Due | None:
        query = select(w.settlement).where(w.settlement.c.id == due).with_for_update()
        return await first_of(Due, self._db, query)

    async def of_invoice(self, invoice_id: str) -> list[Due]:
        one = w.settlement.c
        return await self._all(one.invoice_id == invoice_id)

    async def open(self) -> list[Due]:
        return await self._all(text(w.OPEN_DUE))

    async def _all(self, condition: Any) -> list[Due]:
        one = w.settlement.c
        query = select(w.settlement).where(one.portal == self._portal, condition).order_by(one.id)
        return await all_of(Due, self._db, query)

    async def add(
        self,
        announcement: Announcement,
        kind: SettlementKind,
        state: SettlementState,
        amount: Any,
        reference: str,
    ) -> Due | None:
        statement = (
            insert(w.settlement)
            .values(
                portal=self._portal,
                kind=kind,
                state=state,
                invoice_id=announcement.invoice_id,
                invoice_number=announcement.invoice_number,
                account=announcement.account,
                account_label=announcement.account_label,
                person=announcement.person,
                amount=amount,
                reference=reference,
                done_by="",
                made_at=self._now,
            )
            .on_conflict_do_nothing(index_elements=["portal", "reference"])
            .returning(w.settlement)
        )
        return await first_of(Due, self._db, statement)

    async def save(self, due: Due) -> None:
        await self._db.execute(
            update(w.settlement)
            .where(w.settlement.c.id == due.id)
            .values(
                kind=due.kind,
                state=due.state,
                amount=due.amount,
                done_by=due.done_by,
                done_at=due.done_at,
            )
        )

    async def set_account(self, due: int, account: RefundAccount) -> None:
        values = {
            "bank": account.bank,
            "holder": account.holder,
            "number": account.number,
            "delete_after": None,
        }
        await self._db.execute(
            insert(w.refund_account)
            .values(settlement=due, **values)
            .on_conflict_do_update(index_elements=["settlement"], set_=values)
        )

    async def account(self, due: int) -> RefundAccount | None:
        query = select(w.refund_account).where(w.refund_account.c.settlement == due)
        row = (await self._db.execute(query)).first()
        return RefundAccount(row.bank, row.holder, row.number) if row else None

    async def forget_account(self, due: int, after: datetime) -> None:
        await self._db.execute(
            update(w.refund_account)
            .where(w.refund_account.c.settlement == due)
            .values(delete_after=after)
        )
