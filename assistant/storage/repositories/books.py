"""A month's invoices with what became of them, in a few statements whatever their number."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.fakturs.model import Reasons, UploadState
from assistant.domain.finance.books import MonthFacts, Reached
from assistant.domain.months import tax_month
from assistant.storage import tables as t
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
        fakturs = select(t.faktur).where(t.faktur.c.request.in_(ids))
        held = select(t.upload).where(t.upload.c.state == UploadState.QUARANTINED)
        return MonthFacts(
            month=month,
            requests=[request_of_row(r) for r in await self._rows(requests, request.id)],
            fakturs=[faktur_of_row(r) for r in await self._rows(fakturs, t.faktur.c.id)],
            reached=await self._reached(ids),
            linked=await self._linked(ids),
            warnings=await self._warnings(ids),
            held=[upload_of_row(r) for r in await self._rows(held, t.upload.c.id)],
            foreign=[
                foreign_of_row(r)
                for r in await self._db.execute(foreign_paid_in(self._portal, month))
            ],
        )

    async def _rows(self, query: Any, order: Any) -> Any:
        return await self._db.execute(query.order_by(order))

    async def _reached(self, ids: Any) -> dict[str, Reached]:
        delivery = t.delivery.c
        documents = select(t.faktur.c.sha256).where(t.faktur.c.request.in_(ids))
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
