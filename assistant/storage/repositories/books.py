"""A month's invoices with what became of them, in a few statements whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, func, literal_column, select, true, union_all
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.fakturs.model import (
    Faktur,
    FakturRequest,
    ForeignInvoice,
    Reasons,
    Upload,
    UploadState,
)
from assistant.domain.finance.books import MonthFacts, UntaxedInvoice
from assistant.domain.finance.ends import ClosedMonth, End, Equation, Part
from assistant.domain.finance.undoing import Undoing
from assistant.storage import tables as t
from assistant.storage.codec import of_row
from assistant.storage.repositories.each import each
from assistant.storage.repositories.fakturs import foreign_paid_in, paid_in
from assistant.storage.repositories.found import all_of
from assistant.storage.repositories.repository import Repository
from assistant.storage.repositories.uploads import reasons_of_row


class SqlBooks(Repository):
    async def of(self, month: date) -> MonthFacts:
        request = t.faktur_request.c
        paid_then = paid_in(t.faktur_request, self._portal, month)
        paid = select(request.id, request.account).where(*paid_then).subquery("paid")
        requests = select(t.faktur_request).where(*paid_then).order_by(request.id)
        upload = t.upload.c
        held = select(t.upload).where(upload.state == UploadState.HELD).order_by(upload.id)
        return MonthFacts(
            month=month,
            requests=await all_of(FakturRequest, self._db, requests),
            fakturs=await self._fakturs(paid),
            reached=await self._reached(paid),
            linked=await self._linked(paid),
            warnings=await self._warnings(paid),
            held=await all_of(Upload, self._db, held),
            foreign=await all_of(ForeignInvoice, self._db, foreign_paid_in(self._portal, month)),
            untaxed=await self._untaxed(month),
            paid=await self._paid(month),
            cases=await self._cases(paid),
            closed=next(iter(await self._closed(t.closed_month.c.month == month)), None),
        )

    async def _fakturs(self, paid: Any) -> list[Faktur]:
        """One that is of several invoices stands once for each."""
        issued = _issued(paid)
        query = select(issued, paid.c.id.label("of")).select_from(paid).join(issued, true())
        rows = await self._db.execute(query.order_by(issued.c.id, paid.c.id))
        return [replace(of_row(Faktur, row), request=row.of) for row in rows]

    async def _untaxed(self, month: date) -> list[UntaxedInvoice]:
        one = t.untaxed_invoice.c
        query = (
            select(t.untaxed_invoice)
            .where(*paid_in(t.untaxed_invoice, self._portal, month))
            .order_by(one.paid_at, one.invoice_id)
        )
        rows = await self._db.execute(query)
        return [UntaxedInvoice(row.number, row.account_label, row.amount) for row in rows]

    async def _paid(self, month: date) -> Decimal:
        request, untaxed = t.faktur_request, t.untaxed_invoice
        sums = (
            select(func.sum(amount)).where(*paid_in(table, self._portal, month))
            for table, amount in (
                (request, request.c.subtotal + request.c.tax), (untaxed, untaxed.c.amount),
            )
        )  # fmt: skip
        return sum([await self._db.scalar(query) or Decimal(0) for query in sums], Decimal(0))

    async def _cases(self, paid: Any) -> dict[int, list[Undoing]]:
        case = each(select(t.undoing).where(t.undoing.c.request == paid.c.id))
        query = select(case).select_from(paid).join(case, true())
        cases: dict[int, list[Undoing]] = defaultdict(list)
        for row in await self._db.execute(query.order_by(case.c.id)):
            cases[row.request].append(of_row(Undoing, row))
        return dict(cases)

    async def written(self, month: date) -> str:
        """By the transactions that wrote the rows, which PostgreSQL keeps with each (xmin)."""

        def of(table: Table) -> Any:
            return paid_in(table, self._portal, month)

        paid = select(t.faktur_request.c.id).where(*of(t.faktur_request)).subquery("paid")
        faktur, also, undoing = t.faktur.c, t.faktur_invoice.c, t.undoing.c
        others = (
            select(_writing(t.faktur, faktur.id), _writing(t.faktur_invoice, also.request))
            .join(t.faktur_invoice, also.faktur == faktur.id)
            .where(also.request == paid.c.id)
        )
        of_paid = (
            each(select(_writing(t.faktur, faktur.id)).where(faktur.request == paid.c.id)),
            each(others),
            each(select(_writing(t.undoing, undoing.id)).where(undoing.request == paid.c.id)),
        )
        rows = union_all(
            select(_writing(t.faktur_request, t.faktur_request.c.id)).where(*of(t.faktur_request)),
            *(
                select(_writing(table, table.c.invoice_id)).where(*of(table))
                for table in (t.untaxed_invoice, t.foreign_invoice)
            ),
            *(
                select(func.concat_ws(" ", *its.c)).select_from(paid).join(its, true())
                for its in of_paid
            ),
        ).subquery("rows")
        hashed = func.hashtextextended(next(iter(rows.c)), 0)
        query = select(func.concat_ws(" ", func.count(), func.sum(hashed)))
        return str(await self._db.scalar(query))

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

    async def _reached(self, paid: Any) -> dict[str, frozenset[Channel]]:
        delivery, issued = t.delivery.c, _issued(paid)
        sent = each(
            select(delivery.document, delivery.channel).where(
                delivery.document == issued.c.sha256,
                delivery.channel.in_((Channel.CHAT, Channel.GROUP, Channel.MAIL)),
                delivery.state == DeliveryState.SENT,
            )
        )
        query = select(sent).select_from(paid).join(issued, true()).join(sent, true())
        channels: dict[str, set[Channel]] = defaultdict(set)
        for document, channel in await self._db.execute(query):
            channels[document].add(Channel(channel))
        return {document: frozenset(found) for document, found in channels.items()}

    async def _warnings(self, paid: Any) -> dict[str, Reasons]:
        upload = t.upload.c
        warned = each(
            select(upload.sha256, upload.warnings).where(
                upload.request == paid.c.id,
                upload.state == UploadState.ISSUED,
                func.jsonb_array_length(upload.warnings) > 0,
            )
        )
        query = select(warned).select_from(paid).join(warned, true())
        return {sha256: reasons_of_row(kept) for sha256, kept in await self._db.execute(query)}

    async def _linked(self, paid: Any) -> frozenset[str]:
        link = t.link.c
        linked = each(
            select(link.account)
            .where(
                link.portal == self._portal,
                link.revoked_at.is_(None),
                link.suspended_at.is_(None),
                link.account == paid.c.account,
            )
            .limit(1)
        )
        query = select(linked.c.account).select_from(paid).join(linked, true())
        return frozenset((await self._db.execute(query)).scalars())


def _issued(paid: Any) -> Any:
    """The faktur of each paid invoice, those that are of others, too, among them."""
    faktur, also = t.faktur.c, t.faktur_invoice.c
    own = select(t.faktur).where(faktur.request == paid.c.id)
    others = (
        select(t.faktur)
        .join(t.faktur_invoice, also.faktur == faktur.id)
        .where(also.request == paid.c.id)
    )
    return each(union_all(own.correlate(paid), others.correlate(paid)))


def _writing(table: Any, key: Any) -> Any:
    """Which row, and who wrote it last."""
    name = table.name
    written: Any = literal_column(f"'{name} ' || {name}.xmin")
    return func.concat_ws(" ", key, written).label(f"{name}_written")


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
