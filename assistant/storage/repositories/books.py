"""A month's invoices with what became of them, in a few statements whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.fakturs.model import Faktur, Reasons, UploadState
from assistant.domain.finance.books import MonthFacts, Reached, UntaxedInvoice
from assistant.domain.finance.ends import ClosedMonth, End, Equation, Part
from assistant.domain.finance.undoing import Undoing
from assistant.domain.months import tax_month
from assistant.storage import tables as t
from assistant.storage.repositories.exits import undoing_of_row
from assistant.storage.repositories.fakturs import (
    faktur_of_row,
    foreign_of_row,
    foreign_paid_in,
    reasons_of_row,
    request_of_row,
    upload_of_row,
)


class SqlBooks:
    def __init__(self, connection: AsyncConnection, portal: str) -> None:
        self._db = connection
        self._portal = portal

    async def of(self, month: date) -> MonthFacts:
        begins, ends = tax_month(month)
        request = t.faktur_request.c
        paid_then = (
            request.portal == self._portal,
            request.paid_at >= begins,
            request.paid_at < ends,
        )
        ids = select(request.id).where(*paid_then)
        requests = select(t.faktur_request).where(*paid_then)
        held = select(t.upload).where(t.upload.c.state == UploadState.QUARANTINED)
        return MonthFacts(
            month=month,
            requests=[request_of_row(r) for r in await self._rows(requests, request.id)],
            fakturs=await self._fakturs(ids),
            reached=await self._reached(ids),
            linked=await self._linked(ids),
            warnings=await self._warnings(ids),
            held=[upload_of_row(r) for r in await self._rows(held, t.upload.c.id)],
            foreign=[
                foreign_of_row(r)
                for r in await self._db.execute(foreign_paid_in(self._portal, month))
            ],
            untaxed=await self._untaxed(begins, ends),
            paid=await self._paid(begins, ends),
            cases=await self._cases(ids),
            closed=next(iter(await self._closed(t.closed_month.c.month == month)), None),
        )

    async def _fakturs(self, ids: Any) -> list[Faktur]:
        """One that is of several invoices stands once for each."""
        faktur, also = t.faktur.c, t.faktur_invoice.c
        own = select(t.faktur, faktur.request.label("of")).where(faktur.request.in_(ids))
        others = (
            select(t.faktur, also.request.label("of"))
            .join(t.faktur_invoice, also.faktur == faktur.id)
            .where(also.request.in_(ids))
        )
        rows = [*await self._db.execute(own), *await self._db.execute(others)]
        rows.sort(key=lambda row: (row.id, row.of))
        return [replace(faktur_of_row(row), request=row.of) for row in rows]

    async def _untaxed(self, begins: datetime, ends: datetime) -> list[UntaxedInvoice]:
        one = t.untaxed_invoice.c
        query = (
            select(t.untaxed_invoice)
            .where(one.portal == self._portal, one.paid_at >= begins, one.paid_at < ends)
            .order_by(one.paid_at, one.invoice_id)
        )
        rows = await self._db.execute(query)
        return [UntaxedInvoice(row.number, row.account_label, row.amount) for row in rows]

    async def _paid(self, begins: datetime, ends: datetime) -> Decimal:
        request, untaxed = t.faktur_request.c, t.untaxed_invoice.c
        sums = (
            select(func.sum(amount)).where(
                one.portal == self._portal, one.paid_at >= begins, one.paid_at < ends
            )
            for one, amount in (
                (request, request.subtotal + request.tax), (untaxed, untaxed.amount),
            )
        )  # fmt: skip
        return sum([await self._db.scalar(query) or Decimal(0) for query in sums], Decimal(0))

    async def _cases(self, ids: Any) -> dict[int, list[Undoing]]:
        case = t.undoing.c
        query = select(t.undoing).where(case.request.in_(ids))
        cases: dict[int, list[Undoing]] = defaultdict(list)
        for row in await self._rows(query, case.id):
            cases[row.request].append(undoing_of_row(row))
        return dict(cases)

    async def close(self, month: ClosedMonth, by: str) -> None:
        values = {
            "ends": _ends(month.equation),
            "closed_by": by,
            "closed_by_name": month.by,
            "closed_at": month.at,
        }
        await self._db.execute(
            insert(t.closed_month)
            .values(portal=self._portal, month=month.month, **values)
            .on_conflict_do_update(index_elements=["portal", "month"], set_=values)
        )

    async def closed(self, since: date) -> list[ClosedMonth]:
        return await self._closed(t.closed_month.c.month >= since)

    async def _closed(self, condition: Any) -> list[ClosedMonth]:
        one = t.closed_month.c
        query = select(t.closed_month).where(one.portal == self._portal, condition)
        rows = await self._db.execute(query.order_by(one.month))
        return [
            ClosedMonth(row.month, _equation(row.ends), row.closed_by_name, row.closed_at)
            for row in rows
        ]

    async def _rows(self, query: Any, order: Any) -> Any:
        return await self._db.execute(query.order_by(order))

    async def _reached(self, ids: Any) -> dict[str, Reached]:
        delivery = t.delivery.c
        also = select(t.faktur_invoice.c.faktur).where(t.faktur_invoice.c.request.in_(ids))
        documents = select(t.faktur.c.sha256).where(
            or_(t.faktur.c.request.in_(ids), t.faktur.c.id.in_(also))
        )
        query = select(delivery.document, delivery.channel).where(
            delivery.document.in_(documents),
            delivery.channel.in_(("telegram", "group", "mail")),
            delivery.state == "sent",
        )
        channels: dict[str, set[str]] = defaultdict(set)
        for document, channel in await self._db.execute(query):
            channels[document].add(channel)
        return {document: Reached(frozenset(found)) for document, found in channels.items()}

    async def _warnings(self, ids: Any) -> dict[str, Reasons]:
        upload = t.upload.c
        query = select(upload.sha256, upload.warnings).where(
            upload.request.in_(ids),
            upload.state == UploadState.ISSUED,
            func.jsonb_array_length(upload.warnings) > 0,
        )
        return {sha256: reasons_of_row(kept) for sha256, kept in await self._db.execute(query)}

    async def _linked(self, ids: Any) -> frozenset[str]:
        accounts = select(t.faktur_request.c.account).where(t.faktur_request.c.id.in_(ids))
        query = select(t.link.c.account).where(
            t.link.c.portal == self._portal,
            t.link.c.revoked_at.is_(None),
            t.link.c.suspended_at.is_(None),
            t.link.c.account.in_(accounts),
        )
        return frozenset((await self._db.execute(query.distinct())).scalars())


def _ends(equation: Equation) -> dict[str, Any]:
    parts = {
        str(end): [str(part.amount), part.count, part.unknown]
        for end, part in equation.parts.items()
    }
    return {"paid": str(equation.paid), "parts": parts}


def _equation(kept: dict[str, Any]) -> Equation:
    """An end that is known since then had nothing."""
    parts = {End(end): Part(Decimal(a), n, u) for end, (a, n, u) in kept["parts"].items()}
    return Equation(Decimal(kept["paid"]), {end: parts.get(end, Part()) for end in End})
