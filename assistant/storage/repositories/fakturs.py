"""Faktur: what is waited for, and what was issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Table,
    any_,
    bindparam,
    delete,
    func,
    literal,
    null,
    select,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert

from assistant.domain.billing import Invoice
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import (
    KODE_RETAIL,
    OPEN,
    RECENT,
    Faktur,
    FakturRequest,
    ForeignInvoice,
    RequestState,
)
from assistant.domain.months import tax_month
from assistant.storage import tables as t
from assistant.storage.codec import of_row, to_json
from assistant.storage.prepared import Prepared, given
from assistant.storage.repositories.found import all_of, first_of
from assistant.storage.repositories.repository import Repository


def _requests(portal: Any, *conditions: Any) -> Select[Any]:
    return (
        select(t.faktur_request)
        .where(t.faktur_request.c.portal == portal, *conditions)
        .order_by(t.faktur_request.c.id.desc())
    )


def is_of(request: Any) -> Any:
    """Fakturs that are of this request, alone or among others. As a union: for one or the other
    PostgreSQL reads all fakturs there are."""
    own = t.faktur.alias("own")
    alone = select(own.c.id).where(own.c.request == request)
    also = select(t.faktur_invoice.c.faktur).where(t.faktur_invoice.c.request == request)
    return t.faktur.c.id.in_(alone.union_all(also))


def in_order() -> tuple[Any, ...]:
    """The versions of a number together, numbers in the order that they came."""
    faktur = t.faktur.c
    return func.min(faktur.id).over(partition_by=faktur.nsfp), faktur.kode_status


def _chain(condition: Any) -> Prepared:
    return Prepared(select(t.faktur).where(condition).order_by(*in_order()))


# What each of many thousand PDFs asks for on its way.
_REQUEST = t.faktur_request.c
_ID: BindParameter[int] = bindparam("id")
_PORTAL: BindParameter[str] = bindparam("portal")
_NUMBERS = bindparam("numbers", type_=ARRAY(String))
_NEAR = bindparam("near", type_=_REQUEST.subtotal.type)
_BY_ID = Prepared(_requests(_PORTAL, _REQUEST.id == _ID))
_LOCKED = Prepared(_requests(_PORTAL, _REQUEST.id == _ID).with_for_update())
_NAMED = Prepared(_requests(_PORTAL, _REQUEST.invoice_number == any_(_NUMBERS)))
_CANDIDATES = Prepared(
    _requests(
        _PORTAL,
        _REQUEST.buyer_npwp == bindparam("buyer"),
        _REQUEST.state == any_(literal(sorted(OPEN), ARRAY(String))),
        _REQUEST.subtotal.between(_NEAR - 1, _NEAR + 1),
    )
)
_SAVE = Prepared(
    update(t.faktur_request)
    .where(_REQUEST.id == _ID)
    .values(given("state", "profile", "buyer_npwp", "items", "exported_at", "kode"))
)
_ADD = Prepared(
    insert(t.faktur)
    .values(
        given(
            "request", "account", "account_label", "invoice_number", "nsfp", "kode_status",
            "number", "issued", "dpp", "ppn", "sha256", "buyer_name", "created_at",
        )
    )
    .on_conflict_do_nothing(index_elements=["nsfp", "kode_status"])
    .returning(t.faktur)
)  # fmt: skip
_VERSIONS = _chain(t.faktur.c.nsfp == bindparam("nsfp"))
_ISSUED_FOR = _chain(is_of(bindparam("request")))


class SqlFakturs(Repository):
    async def add_request(
        self, account: Client, invoice: Invoice, state: RequestState, paid_at: datetime
    ) -> FakturRequest | None:
        statement = (
            insert(t.faktur_request)
            .values(
                portal=self._portal,
                account=account.id,
                account_label=account.label,
                invoice_id=invoice.id,
                invoice_number=invoice.number,
                subtotal=invoice.subtotal,
                tax=invoice.tax,
                paid_at=paid_at,
                profile=to_json(account.tax) if account.tax else None,
                buyer_npwp=account.tax.npwp if account.tax else None,
                state=state,
                items=to_json(invoice.items),
                created_at=self._now,
            )
            .on_conflict_do_nothing(index_elements=["portal", "invoice_id"])
            .returning(t.faktur_request)
        )
        return await first_of(FakturRequest, self._db, statement)

    async def add_foreign(self, account: Client, invoice: Invoice, paid_at: datetime) -> None:
        await self._db.execute(
            insert(t.foreign_invoice)
            .values(
                portal=self._portal,
                invoice_id=invoice.id,
                account=account.id,
                account_label=account.label,
                number=invoice.number,
                currency=invoice.currency,
                paid_at=paid_at,
            )
            .on_conflict_do_nothing()
        )

    async def drop_foreign(self, invoice_id: str) -> None:
        one = t.foreign_invoice.c
        await self._db.execute(
            delete(t.foreign_invoice).where(
                one.portal == self._portal, one.invoice_id == invoice_id
            )
        )

    async def foreign(self, month: date) -> list[ForeignInvoice]:
        return await all_of(ForeignInvoice, self._db, foreign_paid_in(self._portal, month))

    async def foreign_of(self, accounts: list[str]) -> list[ForeignInvoice]:
        one = t.foreign_invoice.c
        query = (
            select(t.foreign_invoice)
            .where(one.portal == self._portal, one.account.in_(accounts))
            .order_by(one.paid_at.desc())
        )
        return await all_of(ForeignInvoice, self._db, query)

    async def known(self, invoice_ids: frozenset[str]) -> frozenset[str]:
        wanted = sorted(invoice_ids)
        kept = union(
            *(
                select(one.c.invoice_id).where(
                    one.c.portal == self._portal, one.c.invoice_id.in_(wanted)
                )
                for one in (t.faktur_request, t.untaxed_invoice, t.foreign_invoice)
            )
        )
        return frozenset((await self._db.execute(kept)).scalars()) if wanted else frozenset()

    def _requests(self, *conditions: Any) -> Select[Any]:
        return _requests(self._portal, *conditions)

    async def request_of(self, invoice_number: str) -> FakturRequest | None:
        query = self._requests(t.faktur_request.c.invoice_number == invoice_number)
        return await first_of(FakturRequest, self._db, query)

    async def request(self, request: int) -> FakturRequest | None:
        row = await _BY_ID.row(self._db, portal=self._portal, id=request)
        return of_row(FakturRequest, row) if row else None

    async def requests_named(self, numbers: frozenset[str]) -> list[FakturRequest]:
        if not numbers:
            return []
        rows = await _NAMED.rows(self._db, portal=self._portal, numbers=sorted(numbers))
        return [of_row(FakturRequest, row) for row in rows]

    async def locked_request(self, request: int) -> FakturRequest | None:
        row = await _LOCKED.row(self._db, portal=self._portal, id=request)
        return of_row(FakturRequest, row) if row else None

    async def save_request(self, request: FakturRequest) -> None:
        await _SAVE.rows(
            self._db,
            id=request.id,
            state=request.state,
            profile=to_json(request.profile) if request.profile else None,
            buyer_npwp=request.profile.npwp if request.profile else None,
            items=null() if request.items is None else to_json(request.items),
            exported_at=request.exported_at,
            kode=request.kode,
        )

    async def requests_without_npwp(self, account: str) -> list[FakturRequest]:
        query = self._requests(
            t.faktur_request.c.account == account,
            t.faktur_request.c.state == RequestState.NO_NPWP,
        )
        return await all_of(FakturRequest, self._db, query)

    async def accounts_without_npwp(self, month: date) -> list[str]:
        request = t.faktur_request.c
        query = (
            select(request.account)
            .distinct()
            .where(
                *paid_in(t.faktur_request, self._portal, month),
                request.state == RequestState.NO_NPWP,
                request.kode != KODE_RETAIL,
            )
            .order_by(request.account)
        )
        return list((await self._db.execute(query)).scalars())

    async def waiting(self, accounts: list[str]) -> list[FakturRequest]:
        if not accounts:
            return []
        query = self._requests(
            t.faktur_request.c.account.in_(accounts),
            t.faktur_request.c.state.in_([*OPEN, RequestState.NO_NPWP]),
        )
        return await all_of(FakturRequest, self._db, query)

    async def candidates(self, buyer_npwp: str, subtotal_near: Decimal) -> list[FakturRequest]:
        rows = await _CANDIDATES.rows(
            self._db, portal=self._portal, buyer=buyer_npwp, near=subtotal_near
        )
        return [of_row(FakturRequest, row) for row in rows]

    async def waiting_of(self, buyer_npwp: str, limit: int) -> list[FakturRequest]:
        request = t.faktur_request.c
        return await self._waiting(limit, request.buyer_npwp == buyer_npwp)

    async def waiting_with(self, ending: str, limit: int) -> list[FakturRequest]:
        request = t.faktur_request.c
        ends = request.invoice_number.endswith(ending, autoescape=True)
        return await self._waiting(limit, ends, request.paid_at > self._now - RECENT)

    async def _waiting(self, limit: int, *conditions: Any) -> list[FakturRequest]:
        query = self._requests(*conditions, t.faktur_request.c.state.in_(OPEN)).limit(limit)
        return await all_of(FakturRequest, self._db, query)

    async def add(
        self,
        request: FakturRequest,
        number: str,
        issued: date,
        dpp: Decimal,
        ppn: Decimal,
        sha256: str,
        buyer_name: str,
        others: Sequence[FakturRequest] = (),
    ) -> Faktur | None:
        numbers = [one.invoice_number for one in (request, *others)]
        row = await _ADD.row(
            self._db,
            request=request.id,
            account=request.account,
            account_label=request.account_label,
            invoice_number=", ".join(numbers),
            nsfp=number[4:],
            kode_status=number[2:4],
            number=number,
            issued=issued,
            dpp=dpp,
            ppn=ppn,
            sha256=sha256,
            buyer_name=buyer_name,
            created_at=self._now,
        )
        if row is None:
            return None
        if others:
            also = [{"faktur": row.id, "request": one.id} for one in others]
            await self._db.execute(insert(t.faktur_invoice), also)
        return of_row(Faktur, row)

    async def others_of(self, faktur: int) -> list[FakturRequest]:
        also = select(t.faktur_invoice.c.request).where(t.faktur_invoice.c.faktur == faktur)
        query = self._requests(t.faktur_request.c.id.in_(also))
        return await all_of(FakturRequest, self._db, query)

    async def get(self, faktur: int) -> Faktur | None:
        return await first_of(Faktur, self._db, select(t.faktur).where(t.faktur.c.id == faktur))

    async def versions(self, nsfp: str) -> list[Faktur]:
        return [of_row(Faktur, row) for row in await _VERSIONS.rows(self._db, nsfp=nsfp)]

    async def issued_for(self, request: int) -> list[Faktur]:
        return [of_row(Faktur, row) for row in await _ISSUED_FOR.rows(self._db, request=request)]

    async def supersede(self, faktur: int, by: int) -> None:
        await self._db.execute(
            update(t.faktur).where(t.faktur.c.id == faktur).values(superseded_by=by)
        )


def paid_in(table: Table, portal: str, month: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions for what a table has of a portal's payments of this month."""
    begins, ends = tax_month(month)
    one = table.c
    return one.portal == portal, one.paid_at >= begins, one.paid_at < ends


def foreign_paid_in(portal: str, month: date) -> Any:
    one, paid_then = t.foreign_invoice.c, paid_in(t.foreign_invoice, portal, month)
    return select(t.foreign_invoice).where(*paid_then).order_by(one.paid_at, one.invoice_id)
