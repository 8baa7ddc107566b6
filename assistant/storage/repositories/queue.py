"""Who waits. Each query reads those that wait and no others, by the partial indexes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import text

from assistant.domain.support.directory import Topic
from assistant.domain.support.hours import Late, Since
from assistant.domain.support.queue import Hand, Overdue, QueueCounts, Waiting, Which
from assistant.storage.repositories.repository import Repository
from assistant.storage.screen_keys import CARDS

WAITING = """
    select number, waiting_since as since, person, taken_by, taken_by_name,
           waiting_since <= case when answered_at is null
                            then cast(:first as timestamptz) else :next end as overdue
    from conversation where state = 'open'
    union all
    select number, waiting_since, person, taken_by, taken_by_name,
           waiting_since <= cast(:decision as timestamptz)
    from transfer
    where state in ('open', 'taken') and waiting_since is not null and not exists
        (select from conversation c where c.number = transfer.number and c.state = 'open')
"""
"""For staff; a request that waits in both ways once."""
FOR_OTHERS = """
    select number, updated_at as since, person, taken_by, taken_by_name
    from conversation where state = 'answered'
    union all
    select number, created_at, person, taken_by, taken_by_name
    from transfer
    where state in ('open', 'taken') and waiting_since is null and not exists
        (select from conversation c where c.number = transfer.number and c.state <> 'closed')
"""
COUNTS = f"""
    select taken_by, max(taken_by_name) as name, count(*) as waiting,
           count(*) filter (where overdue) as overdue
    from ({WAITING}) w group by taken_by order by taken_by is not null, count(*) desc, taken_by
"""
COUNT_OTHERS = f"select count(*) from ({FOR_OTHERS}) w"
_SHOWN = """
    select w.number, w.since, w.taken_by_name, coalesce(p.name, '') as name, s.chat, s.thread,
           w.total
    from (
        select w.*, count(*) over () as total from ({waiting}) w
        where {which} order by w.since {order}, w.number limit :most) w
    left join lateral (select name from person where id = w.person limit 1) p on true
    left join lateral (
        select chat, thread from screen where key = '{cards}' || w.number limit 1) s on true
    order by w.since {order}, w.number
"""
"""Names and topics are looked up for those that are shown only, one by one."""
_shown = partial(_SHOWN.format, cards=CARDS)
LISTS: Mapping[Which | None, str] = {
    None: _shown(waiting=WAITING, which="true", order=""),
    Which.NOBODYS: _shown(waiting=WAITING, which="w.taken_by is null", order=""),
    Which.MINE: _shown(waiting=WAITING, which="w.taken_by = :staff", order=""),
    Which.OVERDUE: _shown(waiting=WAITING, which="w.overdue", order=""),
    Which.CUSTOMER: _shown(waiting=FOR_OTHERS, which="true", order="desc"),
}
LATE_TALKS = """
    select number, waiting_since, taken_by_name from conversation
    where state = 'open' and reminded < 3 and reminded < :late
      and waiting_since <= greatest(cast(:first as timestamptz), :next)
      and waiting_since <= case when answered_at is null then cast(:first as timestamptz)
                           else :next end
      and waiting_since > case when answered_at is null then cast(:later_first as timestamptz)
                          else :later_next end
    order by waiting_since limit :most for update skip locked
"""
LATE_DECISIONS = """
    select number, waiting_since, taken_by_name from transfer
    where state in ('open', 'taken') and reminded < :late and waiting_since <= :decision
      and waiting_since > :later_decision
    order by waiting_since limit :most for update skip locked
"""
SILENT = """
    select number from conversation
    where state = 'answered' and updated_at <= :since and not exists
        (select from transfer r where r.number = conversation.number
         and r.state in ('open', 'taken', 'approved'))
    order by updated_at limit :most for update skip locked
"""
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_NEVER = Since(_LONG_AGO, _LONG_AGO, _LONG_AGO)


def _moments(since: Since) -> dict[str, datetime]:
    return {"first": since.first, "next": since.next, "decision": since.decision}


class SqlQueue(Repository):
    async def counts(self, since: Since) -> QueueCounts:
        rows = (await self._db.execute(text(COUNTS), _moments(since))).all()
        others = (await self._db.execute(text(COUNT_OTHERS))).scalar_one()
        _, oldest = await self.listed(None, 0, since, 1)
        return QueueCounts(
            waiting=sum(row.waiting for row in rows),
            nobodys=sum(row.waiting for row in rows if row.taken_by is None),
            overdue=sum(row.overdue for row in rows),
            customer=others,
            oldest=oldest[0] if oldest else None,
            hands=[Hand("" if row.taken_by is None else row.name, row.waiting) for row in rows],
        )

    async def listed(
        self, which: Which | None, staff: int, since: Since, most: int
    ) -> tuple[int, list[Waiting]]:
        given: dict[str, Any] = {"most": most}
        if which is not Which.CUSTOMER:
            given |= _moments(since)
        if which is Which.MINE:
            given["staff"] = staff
        rows = (await self._db.execute(text(LISTS[which]), given)).all()
        return (rows[0].total if rows else 0), [_waiting(row) for row in rows]

    async def late(
        self, late: Late, since: Since, most: int, later: Since | None = None
    ) -> list[Overdue]:
        given = {"late": int(late), "most": most}
        beyond = later or _NEVER
        talks = {
            "first": since.first,
            "next": since.next,
            "later_first": beyond.first,
            "later_next": beyond.next,
        }
        decisions = {"decision": since.decision, "later_decision": beyond.decision}
        found = []
        for query, about, decision in (
            (LATE_TALKS, given | talks, False),
            (LATE_DECISIONS, given | decisions, True),
        ):
            for row in await self._db.execute(text(query), about):
                found.append(
                    Overdue(row.number, late, row.waiting_since, decision, row.taken_by_name)
                )
        return found

    async def reminded(self, overdue: Overdue) -> None:
        table = "transfer" if overdue.decision else "conversation"
        await self._db.execute(
            text(f"update {table} set reminded = :late where number = :number"),
            {"late": int(overdue.late), "number": overdue.number},
        )

    async def silent(self, since: datetime, most: int) -> list[str]:
        given = {"since": since, "most": most}
        return list((await self._db.execute(text(SILENT), given)).scalars())


def _waiting(row: Any) -> Waiting:
    topic = Topic(row.chat, row.thread) if row.thread else None
    return Waiting(row.number, row.name, row.since, row.taken_by_name, topic)
