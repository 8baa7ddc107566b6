"""Exports for Coretax, and what is due for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Date, func, insert, literal_column, select, text, update

from assistant.domain.fakturs.model import KODE_RETAIL, FakturRequest, RequestState
from assistant.domain.finance.model import Export, ExportState, MonthCounts
from assistant.domain.months import LAPSES_AFTER, tax_day, tax_month
from assistant.storage import tables as t
from assistant.storage.codec import of_row, to_json
from assistant.storage.repositories.fakturs import paid_in
from assistant.storage.repositories.found import all_of, first_of
from assistant.storage.repositories.repository import Repository
from assistant.storage.tables.fakturs import NO_FAKTUR_YET

_REQUEST, _EXPORT = t.faktur_request.c, t.coretax_export.c
_DUE = _REQUEST.kode != KODE_RETAIL
"""A faktur is: it was not reported among those of private consumers."""
_LAPSES = literal_column(
    f"((paid_at at time zone 'Asia/Jakarta')::date + interval '{LAPSES_AFTER} months')::date", Date
)
"""As :func:`last_good_day`: a month that has no such day counts to its end here, too."""


class SqlExports(Repository):
    async def months(self, lapsed_by: date | None = None) -> list[MonthCounts]:
        month = literal_column(
            "date_trunc('month', paid_at at time zone 'Asia/Jakarta')::date", Date
        )
        counted = [
            func.count().filter(_REQUEST.state == state)
            for state in (RequestState.NO_NPWP, RequestState.WAITING, RequestState.EXPORTED)
        ]
        ppn = func.sum(_REQUEST.tax).label("ppn")
        first_paid = func.min(_REQUEST.paid_at).label("first_paid")
        query = (
            select(month, *counted, ppn, first_paid)
            .where(_REQUEST.portal == self._portal, text(NO_FAKTUR_YET))
            .where(*([] if lapsed_by is None else [_DUE]))
            .group_by(month, *([] if lapsed_by is None else [lapsed_by > _LAPSES]))
            .order_by(month, first_paid)
        )
        rows = await self._db.execute(query)
        return [
            MonthCounts(row[0], row[1], row[2], row[3], row.ppn, tax_day(row.first_paid))
            for row in rows
        ]

    async def want(self, month: date, again: bool, asked_by: str, name: str) -> Export:
        rows = await self._db.execute(
            insert(t.coretax_export)
            .values(
                portal=self._portal,
                month=month,
                again=again,
                asked_by=asked_by,
                asked_by_name=name,
                state=ExportState.WANTED,
                asked_at=self._now,
            )
            .returning(t.coretax_export)
        )
        return of_row(Export, rows.one())

    async def get(self, export: int) -> Export | None:
        query = select(t.coretax_export).where(_EXPORT.id == export)
        return await first_of(Export, self._db, query)

    async def locked(self, export: int) -> Export | None:
        query = select(t.coretax_export).where(_EXPORT.id == export)
        return await first_of(Export, self._db, query.with_for_update())

    async def begun(self, month: date) -> bool:
        query = select(_EXPORT.id).where(
            _EXPORT.portal == self._portal,
            _EXPORT.month == month,
            _EXPORT.state == ExportState.WANTED,
        )
        return (await self._db.execute(query.limit(1))).first() is not None

    async def last(self, month: date) -> Export | None:
        query = select(t.coretax_export).where(
            _EXPORT.portal == self._portal,
            _EXPORT.month == month,
            _EXPORT.state == ExportState.DONE,
            func.jsonb_array_length(_EXPORT.files) > 1,  # else it held no faktur
        )
        return await first_of(Export, self._db, query.order_by(_EXPORT.id.desc()).limit(1))

    async def newest(self, most: int) -> list[Export]:
        query = select(t.coretax_export).where(
            _EXPORT.portal == self._portal,
            _EXPORT.state == ExportState.DONE,
            func.jsonb_array_length(_EXPORT.files) > 1,
        )
        return await all_of(Export, self._db, query.order_by(_EXPORT.id.desc()).limit(most))

    async def requests(self, export: int) -> list[FakturRequest]:
        held = t.coretax_export_request.c
        query = (
            select(t.faktur_request)
            .join(t.coretax_export_request, held.request == _REQUEST.id)
            .where(held.export == export)
            .order_by(_REQUEST.id)
        )
        return await all_of(FakturRequest, self._db, query)

    async def due(self, month: date, *, again: bool) -> list[FakturRequest]:
        due = paid_in(t.faktur_request, self._portal, month)
        query = (
            select(t.faktur_request)
            .where(*due, _REQUEST.state.in_(_open(again=again)))
            .order_by(_REQUEST.paid_at, _REQUEST.id)
            .with_for_update()
        )
        return await all_of(FakturRequest, self._db, query)

    async def open_until(self, month: date, *, skip: int, most: int) -> list[FakturRequest]:
        _, ends = tax_month(month)
        query = (
            select(t.faktur_request)
            .where(
                _REQUEST.portal == self._portal,
                _REQUEST.paid_at < ends,
                _DUE,
                text(NO_FAKTUR_YET),
            )
            .order_by(_REQUEST.paid_at, _REQUEST.id)
            .offset(skip)
            .limit(most)
        )
        return await all_of(FakturRequest, self._db, query)

    async def finish(self, export: Export, requests: Sequence[int]) -> None:
        await self._db.execute(
            update(t.coretax_export)
            .where(_EXPORT.id == export.id)
            .values(
                state=export.state,
                files=to_json(export.files),
                left_out=to_json(export.left_out),
                done_at=export.done_at,
            )
        )
        if not requests:
            return
        rows = [{"export": export.id, "request": request} for request in requests]
        await self._db.execute(insert(t.coretax_export_request), rows)
        await self._db.execute(
            update(t.faktur_request)
            .where(_REQUEST.id.in_(requests))
            .values(state=RequestState.EXPORTED, exported_at=self._now)
        )


def _open(*, again: bool) -> list[RequestState]:
    """What has no faktur yet, of what Coretax was not given or may be given again."""
    states = [RequestState.NO_NPWP, RequestState.WAITING]
    return [*states, RequestState.EXPORTED] if again else states
