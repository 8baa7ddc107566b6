"""What customers said of a conversation, and how they were answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, insert, select, text, update

from assistant.domain.support.figures import Rating, Talked
from assistant.domain.support.model import About, ConversationState
from assistant.storage import tables as t
from assistant.storage.codec import of_row
from assistant.storage.repositories.found import first_of
from assistant.storage.repositories.repository import Repository

TALKED = """
select c.number, c.about, c.ref, c.state, f.at as begun_at, a.at as answered_at,
       coalesce(nullif(c.taken_by_name, ''), a.who_name, '') as by, r.score, r.opinion
from conversation c
join lateral (
    select at from said where conversation = c.number and side = 'customer' order by id limit 1
) f on true
left join lateral (
    select at, who_name from said
    where conversation = c.number and side = 'staff' and at >= f.at order by id limit 1
) a on true
left join lateral (
    select score, opinion from rating where conversation = c.number and score is not null
    order by id desc limit 1
) r on true
where c.opened_at >= :begins and c.opened_at < :ends
order by c.opened_at, c.number
"""


class SqlRatings(Repository):
    async def asked_since(self, person: int, since: datetime) -> bool:
        rating = t.rating.c
        query = select(exists().where(rating.person == person, rating.asked_at > since))
        return bool((await self._db.execute(query)).scalar_one())

    async def ask(self, conversation: str, person: int) -> Rating:
        values = {"conversation": conversation, "person": person, "asked_at": self._now}
        row = await self._db.execute(insert(t.rating).values(**values).returning(t.rating))
        return of_row(Rating, row.one())

    async def get(self, rating: int) -> Rating | None:
        query = select(t.rating).where(t.rating.c.id == rating)
        return await first_of(Rating, self._db, query)

    async def score(self, rating: int, score: int) -> None:
        await self._set(rating, score=score)

    async def opinion(self, rating: int, text: str) -> None:
        await self._set(rating, opinion=text)

    async def _set(self, rating: int, **values: object) -> None:
        await self._db.execute(update(t.rating).where(t.rating.c.id == rating).values(**values))

    async def talked(self, begins: datetime, ends: datetime) -> list[Talked]:
        rows = await self._db.execute(text(TALKED), {"begins": begins, "ends": ends})
        return [
            Talked(
                row.number, About(row.about), row.ref, row.begun_at, row.answered_at, row.by,
                row.state == ConversationState.CLOSED, row.score, row.opinion or "",
            )
            for row in rows
        ]  # fmt: skip
