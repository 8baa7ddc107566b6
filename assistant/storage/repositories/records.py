"""What is on record about an invoice's faktur, to explain where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.archive.model import Archived, Sending, Untaxed
from assistant.domain.billing import Invoice
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.clients import Client
from assistant.domain.fakturs.delivery import pushed_as
from assistant.domain.fakturs.model import FakturRequest, UploadState
from assistant.storage import tables as t
from assistant.storage.repositories.archive import archived, archived_of, is_replaced
from assistant.storage.repositories.fakturs import is_of
from assistant.storage.repositories.found import all_of
from assistant.storage.repositories.repository import Repository


class SqlRecords(Repository):
    async def add_untaxed(self, client: Client, invoice: Invoice) -> None:
        await self._db.execute(
            insert(t.untaxed_invoice)
            .values(
                portal=self._portal,
                invoice_id=invoice.id,
                account=client.id,
                account_label=client.label,
                number=invoice.number,
                paid_at=invoice.paid_at or self._now,
                amount=invoice.total if invoice.in_rupiah else None,
            )
            .on_conflict_do_nothing()
        )

    async def untaxed(self, accounts: list[str], part: str, most: int) -> list[Untaxed]:
        one = t.untaxed_invoice.c
        query = (
            select(t.untaxed_invoice)
            .where(
                one.portal == self._portal,
                one.account.in_(accounts),
                one.number.icontains(part, autoescape=True),
            )
            .order_by(one.paid_at.desc())
            .limit(most)
        )
        rows = await self._db.execute(query)
        return [Untaxed(row.number, row.account, row.paid_at) for row in rows]

    async def requests(self, accounts: list[str], part: str, most: int) -> list[FakturRequest]:
        request = t.faktur_request.c
        theirs = request.portal == self._portal, request.account.in_(accounts)
        number = request.invoice_number
        exact = func.lower(number) == part.lower()
        query = (
            select(t.faktur_request)
            .where(*theirs, or_(exact, number.icontains(part, autoescape=True)))
            .order_by(exact.desc(), request.id.desc())
            .limit(most)
        )
        return await all_of(FakturRequest, self._db, query)

    async def newest_faktur(self, request: int) -> Archived | None:
        query = archived().where(is_of(request))
        newest = query.order_by(is_replaced(), t.faktur.c.id.desc()).limit(1)
        row = (await self._db.execute(newest)).first()
        return archived_of(row) if row else None

    async def is_held(self, request: FakturRequest) -> bool:
        upload = t.upload.c
        held = upload.state == UploadState.HELD, upload.request == request.id
        return (await self._db.execute(select(upload.id).where(*held).limit(1))).first() is not None

    async def npwp_since(self, account: str) -> datetime | None:
        change = t.tax_change.c
        query = select(func.min(change.created_at)).where(
            change.account == account, change.state == "saved"
        )
        since: datetime | None = (await self._db.execute(query)).scalar_one()
        return since

    async def sendings(self, faktur: Archived) -> list[Sending]:
        d, group = t.delivery.c, t.company_group.c
        query = (
            select(d.channel, d.state, d.sent_at, d.person, d.address, group.title)
            .select_from(t.delivery.outerjoin(t.company_group, group.chat == d.chat))
            .where(d.key.startswith(f"{pushed_as(faktur.faktur)}:", autoescape=True))
            .order_by(d.id)
        )
        return [_sending(row) for row in await self._db.execute(query)]


def _sending(row: Any) -> Sending:
    return Sending(
        Channel(row.channel),
        DeliveryState(row.state),
        row.sent_at,
        row.person,
        row.title or "",
        row.address or "",
    )
