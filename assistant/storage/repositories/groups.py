"""Groups of customers that the bot is in."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.accounts.model import Group
from assistant.domain.channels import Channel, DeliveryState
from assistant.storage import tables as t
from assistant.storage.codec import of_row
from assistant.storage.repositories.found import first_of
from assistant.storage.repositories.repository import Repository


class SqlGroups(Repository):
    async def seen(self, chat: int, title: str, locale: str) -> Group:
        new = insert(t.company_group).values(
            chat=chat, title=title, locale=locale, created_at=self._now
        )
        kept = new.on_conflict_do_update(index_elements=["chat"], set_={"title": title})
        return of_row(Group, (await self._db.execute(kept.returning(t.company_group))).one())

    async def get(self, chat: int) -> Group | None:
        query = select(t.company_group).where(t.company_group.c.chat == chat)
        return await first_of(Group, self._db, query)

    async def move(self, old: int, new: int) -> None:
        group = await self.get(old)
        if group is None:
            return
        await self.seen(new, group.title, group.locale)
        await self._push_into(old, new)
        await self._db.execute(delete(t.company_group).where(t.company_group.c.chat == old))
        d = t.delivery.c
        waiting = d.channel == Channel.GROUP, d.chat == old, d.state == DeliveryState.QUEUED
        await self._db.execute(update(t.delivery).where(*waiting).values(chat=new))

    async def drop(self, chat: int) -> None:
        await self._push_into(chat, None)
        await self._db.execute(delete(t.company_group).where(t.company_group.c.chat == chat))

    async def _push_into(self, old: int, new: int | None) -> None:
        moved = update(t.link).where(t.link.c.faktur_group == old).values(faktur_group=new)
        await self._db.execute(moved)
