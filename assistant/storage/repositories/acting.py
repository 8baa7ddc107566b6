"""What staff want done, and who has the finance role."""

from __future__ import annotations

from sqlalchemy import delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.acting.model import Act, ActState, RoleHolder, WantedAct
from assistant.domain.words import Place
from assistant.storage import tables as t
from assistant.storage.codec import of_row
from assistant.storage.repositories.found import first_of
from assistant.storage.repositories.repository import Repository


class SqlRoles(Repository):
    async def has(self, staff: int) -> bool:
        held = exists().where(t.finance_role.c.staff == staff)
        return bool((await self._db.execute(select(held))).scalar_one())

    async def give(self, staff: int, name: str, by: int) -> bool:
        given = await self._db.execute(
            insert(t.finance_role)
            .values(staff=staff, name=name, given_by=by, given_at=self._now)
            .on_conflict_do_nothing()
        )
        return given.rowcount == 1

    async def take(self, staff: int) -> bool:
        taken = await self._db.execute(
            delete(t.finance_role).where(t.finance_role.c.staff == staff)
        )
        return taken.rowcount == 1

    async def holders(self) -> list[RoleHolder]:
        query = select(t.finance_role).order_by(t.finance_role.c.name, t.finance_role.c.staff)
        return [RoleHolder(row.staff, row.name) for row in await self._db.execute(query)]


class SqlActs(Repository):
    async def want(
        self, staff: int, staff_name: str, act: Act, subject: str, text: str, place: Place,
        thread: int | None = None,
    ) -> WantedAct:  # fmt: skip
        rows = await self._db.execute(
            insert(t.finance_act)
            .values(
                staff=staff,
                staff_name=staff_name,
                act=act,
                subject=subject,
                text=text,
                place=place,
                thread=thread,
                state=ActState.WANTED,
                created_at=self._now,
            )
            .returning(t.finance_act)
        )
        return of_row(WantedAct, rows.one())

    async def get(self, act: int) -> WantedAct | None:
        query = select(t.finance_act).where(t.finance_act.c.id == act)
        return await first_of(WantedAct, self._db, query)

    async def locked(self, act: int) -> WantedAct | None:
        query = select(t.finance_act).where(t.finance_act.c.id == act)
        return await first_of(WantedAct, self._db, query.with_for_update())

    async def finish(self, act: int, state: ActState) -> None:
        await self._db.execute(
            update(t.finance_act).where(t.finance_act.c.id == act).values(state=state)
        )
