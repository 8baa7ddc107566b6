"""Announcements, the files that may be slips, and slips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.billing import Invoice, InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.sources import Source
from assistant.domain.withholding.judging import SlipVerdict
from assistant.domain.withholding.keeping import (
    Billed,
    SlipFile,
    SlipFileOutcome,
    StoredSlip,
)
from assistant.domain.withholding.model import (
    Announcement,
    Booking,
    BookingState,
    Owed,
    Share,
    Slip,
    SlipIdentity,
)
from assistant.storage import tables as t
from assistant.storage.codec import from_json, of_row, to_json
from assistant.storage.database import alone
from assistant.storage.repositories.found import all_of, first_of
from assistant.storage.repositories.repository import Repository
from assistant.storage.tables import withholding as w

PAID_SINCE = timedelta(days=460)
"""How long ago an invoice may have been paid that a slip still comes for: this year or the last."""


class SqlWithholding(Repository):
    # Announcements

    async def announcement(self, invoice_id: str) -> Announcement | None:
        one = w.announcement.c
        query = select(w.announcement).where(
            one.portal == self._portal, one.invoice_id == invoice_id
        )
        return await first_of(Announcement, self._db, query.with_for_update())

    async def announced(self, accounts: Sequence[str]) -> list[Announcement]:
        one = w.announcement.c
        query = self._standing().where(one.account.in_(accounts))
        query = query.order_by(one.announced_at.desc(), one.invoice_id)
        return await all_of(Announcement, self._db, query)

    async def announced_by(self, withholder: str) -> list[Announcement]:
        return await self._announced(w.announcement.c.withholder == withholder)

    async def all_announced(self) -> list[Announcement]:
        return await self._announced()

    async def _announced(self, *conditions: Any) -> list[Announcement]:
        one = w.announcement.c
        query = self._standing().where(*conditions).order_by(one.announced_at, one.invoice_id)
        return await all_of(Announcement, self._db, query)

    def _standing(self) -> Any:
        one = w.announcement.c
        return select(w.announcement).where(one.portal == self._portal, one.taken_back_at.is_(None))

    async def announce(self, announcement: Announcement) -> None:
        values = {
            "invoice_number": announcement.invoice_number,
            "account": announcement.account,
            "account_label": announcement.account_label,
            "person": announcement.person,
            "withholder": announcement.withholder,
            "total": announcement.total,
            "owed": to_json(announcement.owed),
            "paid_how": announcement.paid_how,
            "announced_at": announcement.announced_at,
            "taken_back_at": announcement.taken_back_at,
        }
        await self._db.execute(
            insert(w.announcement)
            .values(portal=self._portal, invoice_id=announcement.invoice_id, **values)
            .on_conflict_do_update(index_elements=["portal", "invoice_id"], set_=values)
        )

    # Invoices

    async def billed(self, account: str) -> list[Billed]:
        return await self._billed(t.snapshot.c.account == account, _REQUEST.account == account)

    async def billed_to(self, withholder: str) -> list[Billed]:
        seen = t.snapshot.c.data["client"]["tax"]["npwp"].astext
        return await self._billed(seen == withholder, _REQUEST.buyer_npwp == withholder)

    async def _billed(self, of_snapshot: Any, of_request: Any) -> list[Billed]:
        """A paid one counts where it is in both: a snapshot may be old."""
        paid = await self._paid(of_request)
        known = {one.invoice.id for one in paid}
        query = select(t.snapshot).where(t.snapshot.c.portal == self._portal, of_snapshot)
        unpaid = [one for row in await self._db.execute(query) for one in _unpaid(row)]
        return [one for one in unpaid if one.invoice.id not in known] + paid

    async def _paid(self, condition: Any) -> list[Billed]:
        query = (
            select(t.faktur_request)
            .where(
                _REQUEST.portal == self._portal,
                _REQUEST.paid_at >= self._now - PAID_SINCE,
                _REQUEST.state != "cancelled",
                condition,
            )
            .order_by(_REQUEST.paid_at.desc(), _REQUEST.id)
        )
        rows = list(await self._db.execute(query))
        issued = await self._issued([row.id for row in rows])
        return [_paid(row, issued.get(row.id, ())) for row in rows]

    async def _issued(self, requests: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        one = t.faktur.c
        query = (
            select(one.request, one.number, one.issued)
            .where(one.request.in_(requests), one.superseded_by.is_(None))
            .order_by(one.id)
        )
        found: dict[int, tuple[Any, ...]] = {}
        for row in await self._db.execute(query):
            found[row.request] = (*found.get(row.request, ()), row)
        return found

    # Files

    async def add_file(
        self,
        person: int | None,
        source: Source,
        name: str,
        *,
        telegram: str | None,
        sha256: str | None,
    ) -> int:
        rows = await self._db.execute(
            insert(w.slip_upload)
            .values(
                person=person,
                source=source,
                name=name,
                telegram=telegram,
                sha256=sha256,
                received_at=self._now,
            )
            .returning(w.slip_upload.c.id)
        )
        return int(rows.scalar_one())

    async def file(self, file: int) -> SlipFile | None:
        query = select(w.slip_upload).where(w.slip_upload.c.id == file).with_for_update()
        row = (await self._db.execute(query)).first()
        if row is None:
            return None
        return SlipFile(
            row.id,
            row.person,
            Source(row.source),
            row.name,
            row.telegram,
            row.sha256,
            SlipFileOutcome.read(row.outcome) if row.outcome else None,
        )

    async def came_before(self, sha256: str) -> bool:
        query = select(w.slip_upload.c.id).where(w.slip_upload.c.sha256 == sha256).limit(1)
        return (await self._db.execute(query)).first() is not None

    async def fetched(self, file: int, sha256: str) -> None:
        await self._db.execute(
            update(w.slip_upload)
            .where(w.slip_upload.c.id == file)
            .values(sha256=sha256, telegram=None)
        )

    async def finish_file(self, file: int, outcome: SlipFileOutcome) -> None:
        await self._db.execute(
            update(w.slip_upload).where(w.slip_upload.c.id == file).values(outcome=outcome.text)
        )

    # Slips

    async def lock(self, identity: SlipIdentity) -> StoredSlip | None:
        """Nobody else judges a slip of this company until the transaction ends."""
        await alone(self._db, f"slip:{identity.withholder}")
        one = w.slip.c
        return await self._one(one.withholder == identity.withholder, one.number == identity.number)

    async def kept(self, slip: int) -> StoredSlip | None:
        return await self._one(w.slip.c.id == slip)

    async def held(self, withholder: str) -> list[StoredSlip]:
        one = w.slip.c
        return await self._all(one.withholder == withholder, one.state == BookingState.HELD)

    async def of_withholder(self, withholder: str) -> list[StoredSlip]:
        return await self._all(w.slip.c.withholder == withholder)

    async def of_invoice(self, invoice_id: str) -> list[StoredSlip]:
        shares = select(w.slip_share.c.slip).where(w.slip_share.c.invoice_id == invoice_id)
        return await self._all(w.slip.c.id.in_(shares))

    async def numbered(self, number: str) -> list[StoredSlip]:
        return await self._all(w.slip.c.number == number)

    async def of_masa(self, first: date, last: date) -> list[StoredSlip]:
        return await self._all(w.slip.c.masa.between(first, last))

    async def _one(self, *conditions: Any) -> StoredSlip | None:
        return next(iter(await self._all(*conditions)), None)

    async def _all(self, *conditions: Any) -> list[StoredSlip]:
        query = select(w.slip).where(w.slip.c.portal == self._portal, *conditions)
        rows = list(await self._db.execute(query.order_by(w.slip.c.id)))
        ids = [row.id for row in rows]
        shares: dict[int, list[Share]] = {id_: [] for id_ in ids}
        found = select(w.slip_share).where(w.slip_share.c.slip.in_(ids))
        for row in await self._db.execute(found.order_by(w.slip_share.c.invoice_id)):
            shares[row.slip].append(Share(row.invoice_id, row.code, row.base, row.amount))
        files: dict[int, set[str]] = {id_: set() for id_ in ids}
        for row in await self._db.execute(select(w.slip_file).where(w.slip_file.c.slip.in_(ids))):
            files[row.slip].add(row.sha256)
        return [_kept(row, shares[row.id], files[row.id]) for row in rows]

    async def keep(
        self,
        booking: Booking,
        *,
        verdict: SlipVerdict,
        candidates: Sequence[Owed] = (),
        person: int | None = None,
        came_from: Source | None = None,
    ) -> int:
        now = {
            "state": booking.state,
            "sha256": booking.sha256,
            "masa": booking.slip.masa,
            "amount": booking.slip.amount,
            "said": to_json(booking.slip),
            "verdict": verdict,
            "candidates": [to_json(one) for one in candidates],
        }
        rows = await self._db.execute(
            insert(w.slip)
            .values(
                portal=self._portal,
                withholder=booking.identity.withholder,
                number=booking.identity.number,
                person=person,
                came_from=came_from or "",
                received_at=self._now,
                **now,
            )
            .on_conflict_do_update(index_elements=["portal", "withholder", "number"], set_=now)
            .returning(w.slip.c.id)
        )
        slip = int(rows.scalar_one())
        for sha256 in sorted(booking.earlier | {booking.sha256}):
            await self._db.execute(
                insert(w.slip_file).values(sha256=sha256, slip=slip).on_conflict_do_nothing()
            )
        await self._db.execute(delete(w.slip_share).where(w.slip_share.c.slip == slip))
        for share in booking.shares:
            await self._db.execute(
                insert(w.slip_share).values(
                    slip=slip,
                    invoice_id=share.invoice_id,
                    code=share.code,
                    base=share.base,
                    amount=share.amount,
                )
            )
        return slip

    async def verify(self, slip: int) -> None:
        one = w.slip.c
        await self._db.execute(
            update(w.slip)
            .where(one.id == slip, one.state == BookingState.BOOKED)
            .values(state=BookingState.VERIFIED, verified_at=self._now)
        )

    # Reminders

    async def add_reminder(self, invoice_id: str, stage: str) -> bool:
        rows = await self._db.execute(
            insert(w.slip_reminder)
            .values(portal=self._portal, invoice_id=invoice_id, stage=stage, sent_at=self._now)
            .on_conflict_do_nothing()
            .returning(w.slip_reminder.c.stage)
        )
        return rows.first() is not None


_REQUEST = t.faktur_request.c


def _unpaid(row: Any) -> list[Billed]:
    data = row.data or {}
    if not data.get("client"):
        return []
    client = from_json(Client, data["client"])
    npwp = client.tax.npwp if client.tax else ""
    invoices = [from_json(Invoice, item) for item in data["blocking"]]
    return [Billed(one, client.id, client.label, npwp) for one in invoices if one.in_rupiah]


def _paid(row: Any, issued: Sequence[Any]) -> Billed:
    request = of_row(FakturRequest, row)
    invoice = Invoice(
        request.invoice_id,
        request.invoice_number,
        request.account,
        InvoiceStatus.PAID,
        request.paid_on,
        request.paid_on,
        request.paid_at,
        request.items or (),
        request.tax,
    )
    return Billed(
        invoice,
        request.account,
        request.account_label,
        request.profile.npwp if request.profile else "",
        request.paid_on,
        tuple(row.number for row in issued),
        issued[-1].issued if issued else None,
    )


def _kept(row: Any, shares: Sequence[Share], files: set[str]) -> StoredSlip:
    booking = Booking(
        from_json(Slip, row.said),
        BookingState(row.state),
        row.sha256,
        tuple(shares),
        frozenset(files - {row.sha256}),
    )
    return StoredSlip(
        row.id,
        booking,
        SlipVerdict(row.verdict),
        row.person,
        row.received_at,
        row.verified_at,
        from_json(tuple[Owed, ...], row.candidates),
    )
