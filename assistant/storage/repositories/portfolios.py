"""People's plans, and the one message that shows how far each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.portfolio.model import KEPT, Missed, Portfolio, Wish
from assistant.storage import tables as t
from assistant.storage.codec import from_json, to_json
from assistant.storage.listening import SCREEN_CHANNEL, notify
from assistant.storage.repositories.repository import Repository

_COLUMNS = [field.name for field in fields(Portfolio)]


class SqlPortfolios(Repository):
    async def of(self, person: int) -> Portfolio | None:
        return await self._one(t.portfolio.c.person == person)

    async def locked(self, person: int) -> Portfolio | None:
        return await self._one(t.portfolio.c.person == person, lock=True)

    async def about(self, transfer: str) -> Portfolio | None:
        asked = select(t.transfer.c.person).where(t.transfer.c.number == transfer)
        found = await self._one(t.portfolio.c.person == asked.scalar_subquery())
        return found if found and transfer in found.sent.values() else None

    async def save(self, portfolio: Portfolio) -> None:
        values = {**asdict(portfolio), "updated_at": self._now}
        values["wishes"] = [to_json(wish) for wish in portfolio.wishes]
        values["missed"] = [to_json(missed) for missed in portfolio.missed]
        values["sent"] = dict(portfolio.sent)
        await self._db.execute(
            insert(t.portfolio)
            .values(values)
            .on_conflict_do_update(index_elements=["person"], set_=values)
        )

    async def drop(self, person: int) -> None:
        await self._db.execute(delete(t.portfolio).where(t.portfolio.c.person == person))

    async def started_by(self, people: Sequence[int]) -> list[int]:
        plan = t.portfolio.c
        query = select(plan.person).where(
            plan.person.in_(people), plan.started, plan.updated_at > self._now - KEPT
        )
        return list((await self._db.execute(query)).scalars())

    async def show(self, person: int, content: Mapping[str, object]) -> None:
        owed = insert(t.screen).values(
            key=f"plan:{person}", chat=person, wanted=1, fresh=0, content=dict(content)
        )
        again = {
            "wanted": t.screen.c.wanted + 1,
            "content": owed.excluded.content,
            "failures": 0,
            "not_before": None,
        }
        await self._db.execute(owed.on_conflict_do_update(index_elements=["key"], set_=again))
        await notify(self._db, SCREEN_CHANNEL)

    async def _one(self, condition: Any, *, lock: bool = False) -> Portfolio | None:
        query = select(t.portfolio).where(condition, t.portfolio.c.updated_at > self._now - KEPT)
        row = (await self._db.execute(query.with_for_update() if lock else query)).first()
        if row is None:
            return None
        values = {name: getattr(row, name) for name in _COLUMNS}
        values["wishes"] = tuple(from_json(Wish, one) for one in row.wishes)
        values["missed"] = tuple(from_json(Missed, one) for one in row.missed)
        return Portfolio(**values)
