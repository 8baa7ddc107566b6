"""The archive of faktur, and the files that are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, cast, distinct, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.archive.model import Archived, FileKind, FileRequest, MonthCount
from assistant.domain.fakturs.model import Faktur, RequestState
from assistant.domain.months import Period
from assistant.storage import tables as t
from assistant.storage.codec import of_row
from assistant.storage.repositories.fakturs import in_order, is_of
from assistant.storage.repositories.repository import Repository

_newer = t.faktur.alias("newer")


class SqlArchive(Repository):
    async def months(self, accounts: list[str]) -> list[MonthCount]:
        month = cast(func.date_trunc("month", t.faktur.c.issued), Date).label("month")
        query = (
            select(t.faktur.c.account, month, func.count(distinct(t.faktur.c.nsfp)).label("n"))
            .where(t.faktur.c.account.in_(accounts), ~is_replaced())
            .group_by(t.faktur.c.account, month)
            .order_by(month.desc(), t.faktur.c.account)
        )
        rows = await self._db.execute(query)
        return [MonthCount(row.account, row.month, row.n) for row in rows]

    async def of(self, account: str, period: Period) -> list[Archived]:
        within = t.faktur.c.issued >= period.first, t.faktur.c.issued < period.end
        query = archived().where(t.faktur.c.account.in_([account]), *within, ~is_replaced())
        return await self._all(query.order_by(t.faktur.c.issued, t.faktur.c.id))

    async def new(self, person: int, accounts: Sequence[str], since: date) -> int:
        faktur, looked = t.faktur.c, t.person.c.fakturs_seen_at
        query = (
            select(func.count(distinct(faktur.nsfp)))
            .select_from(t.faktur.join(t.person, t.person.c.id == person))
            .where(t.faktur.c.account.in_(accounts), faktur.issued >= since, ~is_replaced())
            .where(or_(looked.is_(None), faktur.created_at > looked))
        )
        return int((await self._db.execute(query)).scalar_one())

    async def looked(self, person: int) -> None:
        here = update(t.person).where(t.person.c.id == person)
        await self._db.execute(here.values(fakturs_seen_at=self._now))

    async def find(self, accounts: list[str], part: str, most: int) -> list[Archived]:
        matches = or_(
            t.faktur.c.invoice_number.icontains(part, autoescape=True),
            t.faktur.c.number.icontains(part, autoescape=True),
        )
        query = archived().where(t.faktur.c.account.in_(accounts), matches)
        newest = query.order_by(t.faktur.c.issued.desc(), t.faktur.c.id.desc())
        return await self._all(newest.limit(most))

    async def one(self, faktur: int) -> Archived | None:
        found = await self._all(archived().where(t.faktur.c.id == faktur))
        return found[0] if found else None

    async def versions(self, request: int) -> list[Archived]:
        query = archived().where(is_of(request))
        return await self._all(query.order_by(*in_order()))

    async def _all(self, query: Any) -> list[Archived]:
        return [archived_of(row) for row in await self._db.execute(query)]

    async def add_request(
        self, person: int, account: str, kind: FileKind, period: Period
    ) -> FileRequest | None:
        rows = await self._db.execute(
            insert(t.file_request)
            .values(
                person=person,
                portal=self._portal,
                account=account,
                kind=kind,
                period=period.text,
                asked_at=self._now,
            )
            .on_conflict_do_nothing(
                index_elements=["person", "portal", "account", "kind", "period"],
                index_where=t.file_request.c.done_at.is_(None),
            )
            .returning(t.file_request)
        )
        row = rows.first()
        return _request(row) if row else None

    async def waiting_request(
        self, person: int, account: str, kind: FileKind, period: Period
    ) -> FileRequest | None:
        asked = t.file_request.c
        query = select(t.file_request).where(
            asked.person == person,
            asked.portal == self._portal,
            asked.account == account,
            asked.kind == kind,
            asked.period == period.text,
            asked.done_at.is_(None),
        )
        row = (await self._db.execute(query)).first()
        return _request(row) if row else None

    async def request(self, id_: int) -> FileRequest | None:
        query = select(t.file_request).where(t.file_request.c.id == id_)
        row = (await self._db.execute(query)).first()
        return _request(row) if row else None

    async def finish_request(self, id_: int) -> None:
        done = update(t.file_request).where(t.file_request.c.id == id_)
        await self._db.execute(done.values(done_at=self._now))


def is_replaced() -> Any:
    """By a version of its number, or by another number that was issued in its place."""
    newer = and_(_newer.c.nsfp == t.faktur.c.nsfp, _newer.c.kode_status > t.faktur.c.kode_status)
    return or_(t.faktur.c.superseded_by.is_not(None), exists(select(_newer.c.id).where(newer)))


def archived() -> Any:
    request = t.faktur_request
    return select(
        t.faktur,
        is_replaced().label("replaced"),
        (request.c.state == RequestState.CANCELLED).label("cancelled"),
        request.c.buyer_npwp,
    ).join(request, request.c.id == t.faktur.c.request)


def archived_of(row: Any) -> Archived:
    return Archived(of_row(Faktur, row), row.replaced, row.cancelled, row.buyer_npwp or "")


def _request(row: Any) -> FileRequest:
    done = row.done_at is not None
    return of_row(FileRequest, row, period=Period.read(row.period), done=done)
