"""How paid sales end besides a faktur 04: buyers, cases, Coretax's own list, refused imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Select,
    Text,
    any_,
    bindparam,
    delete,
    func,
    literal,
    null,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on, insert

from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.model import KODE_RETAIL, Faktur, FakturRequest
from assistant.domain.finance.buyer_class import KODE_OF
from assistant.domain.finance.coretax_list import ListedFaktur, Ours
from assistant.domain.finance.import_errors import Rejection
from assistant.domain.finance.model import Buyer, BuyerClass
from assistant.domain.finance.undoing import Cause, Instrument, Undoing
from assistant.domain.months import month_after
from assistant.storage import tables as t
from assistant.storage.codec import from_json, of_row, to_json
from assistant.storage.prepared import Prepared
from assistant.storage.repositories.each import each
from assistant.storage.repositories.found import all_of, first_of
from assistant.storage.repositories.repository import Repository
from assistant.storage.tables import exits as e

_BUYER, _UNDOING, _LISTED, _REJECTION = e.buyer.c, e.undoing.c, e.coretax_listed.c, e.rejection.c
_REJECTED = [column for column in _REJECTION if column is not _REJECTION.said_at]
_A_TIME = 1000
"""Rows of one statement."""


def _cases(portal: Any, condition: Any) -> Select[Any]:
    return (
        select(e.undoing)
        .join(t.faktur_request, t.faktur_request.c.id == _UNDOING.request)
        .where(t.faktur_request.c.portal == portal, condition)
        .order_by(_UNDOING.id)
    )


_PORTAL: BindParameter[str] = bindparam("portal")
_BUYERS = Prepared(
    select(e.buyer).where(
        _BUYER.portal == _PORTAL,
        _BUYER.account == any_(bindparam("accounts", type_=ARRAY(Text))),
    )
)
_CASES = Prepared(
    _cases(_PORTAL, _UNDOING.request == any_(bindparam("requests", type_=ARRAY(BigInteger))))
)


class SqlBuyers(Repository):
    async def get(self, account: str) -> Buyer:
        return (await self.of(frozenset([account]))).get(account, Buyer(account))

    async def of(self, accounts: frozenset[str]) -> dict[str, Buyer]:
        rows = await _BUYERS.rows(self._db, portal=self._portal, accounts=sorted(accounts))
        found = {row.account: _buyer(row) for row in rows}
        collectors = [one for one in found.values() if one.class_ in KODE_OF]
        for account, kode in await self._last_kodes(collectors):
            found[account] = replace(found[account], kode=kode)
        return found

    async def _last_kodes(self, buyers: Sequence[Buyer]) -> list[tuple[str, str]]:
        """By account: what was chosen for the newest of its invoices of which anything was."""
        if not buyers:
            return []
        request = t.faktur_request.c
        query = (
            select(request.account, request.kode)
            .ext(distinct_on(request.account))
            .where(
                request.portal == self._portal,
                request.account.in_([one.account for one in buyers]),
                request.kode.not_in(["", KODE_RETAIL]),
            )
            .order_by(request.account, request.paid_at.desc(), request.id.desc())
        )
        return [(account, kode) for account, kode in await self._db.execute(query)]

    async def collectors(self) -> list[Buyer]:
        kinds = (BuyerClass.GOVERNMENT, BuyerClass.COLLECTOR)
        query = select(e.buyer).where(
            _BUYER.portal == self._portal, _BUYER["class"].in_([str(kind) for kind in kinds])
        )
        return [_buyer(row) for row in await self._db.execute(query.order_by(_BUYER.account))]

    async def classify(self, account: str, class_: BuyerClass) -> None:
        await self._say(account, {"class": class_})

    async def identify(self, account: str, identity: TaxProfile | None) -> None:
        kept: Any = to_json(identity) if identity else null()
        await self._say(account, {"identity": kept})

    async def _say(self, account: str, said: dict[str, Any]) -> None:
        said = {**said, "said_at": self._now}
        await self._db.execute(
            insert(e.buyer)
            .values(portal=self._portal, account=account, **said)
            .on_conflict_do_update(index_elements=["portal", "account"], set_=said)
        )


def _buyer(row: Any) -> Buyer:
    said = getattr(row, "class")
    identity = from_json(TaxProfile, row.identity) if row.identity else None
    return Buyer(row.account, BuyerClass(said) if said else None, identity)


class SqlUndoings(Repository):
    async def open(
        self, request: int, instrument: Instrument, cause: Cause, amount: Decimal | None
    ) -> Undoing | None:
        statement = (
            insert(e.undoing)
            .values(
                request=request,
                instrument=instrument,
                cause=cause,
                amount=amount,
                opened_at=self._now,
            )
            .on_conflict_do_nothing()
            .returning(e.undoing)
        )
        return await first_of(Undoing, self._db, statement)

    async def get(self, undoing: int) -> Undoing | None:
        found = await self._found(_UNDOING.id == undoing)
        return found[0] if found else None

    async def of(self, requests: frozenset[int]) -> dict[int, list[Undoing]]:
        found: dict[int, list[Undoing]] = defaultdict(list)
        rows = await _CASES.rows(self._db, portal=self._portal, requests=sorted(requests))
        for row in rows:
            found[row.request].append(of_row(Undoing, row))
        return dict(found)

    async def waiting(self) -> list[Undoing]:
        return await self._found(_UNDOING.closed_at.is_(None))

    async def _found(self, condition: Any) -> list[Undoing]:
        return await all_of(Undoing, self._db, _cases(self._portal, condition))

    async def close(self, undoing: int, by: str, nota: str = "") -> bool:
        closed = await self._db.execute(
            update(e.undoing)
            .where(_UNDOING.id == undoing, _UNDOING.closed_at.is_(None))
            .values(closed_at=self._now, closed_by=by, nota=nota)
        )
        return closed.rowcount == 1


class SqlCoretaxLists(Repository):
    async def keep(self, rows: Sequence[ListedFaktur], sha256: str) -> None:
        by_key = {row.key: row for row in rows}
        kept = [
            {
                "portal": self._portal,
                "key": key,
                "number": row.number,
                "nsfp": row.nsfp,
                "reference": row.reference,
                "masa": row.masa,
                "listed": to_json(row),
                "sha256": sha256,
                "seen_at": self._now,
            }
            for key, row in by_key.items()
        ]
        for start in range(0, len(kept), _A_TIME):
            some = insert(e.coretax_listed).values(kept[start : start + _A_TIME])
            new = {
                name: some.excluded[name]
                for name in ("number", "nsfp", "reference", "masa", "listed", "sha256", "seen_at")
            }
            await self._db.execute(
                some.on_conflict_do_update(index_elements=["portal", "key"], set_=new)
            )
        signed = sorted({f"ref:{row.reference}" for row in rows if row.number and row.reference})
        await self._db.execute(
            delete(e.coretax_listed).where(
                _LISTED.portal == self._portal, _LISTED.key == any_(_array(signed))
            )
        )

    async def of_month(self, month: date) -> list[ListedFaktur]:
        return await self._found(_LISTED.masa == month)

    async def of_nsfps(self, nsfps: frozenset[str]) -> list[ListedFaktur]:
        return await self._found(_LISTED.nsfp == any_(_array(sorted(nsfps))))

    async def _found(self, condition: Any) -> list[ListedFaktur]:
        query = (
            select(_LISTED.listed)
            .where(_LISTED.portal == self._portal, condition)
            .order_by(_LISTED.key)
        )
        return [from_json(ListedFaktur, row.listed) for row in await self._db.execute(query)]

    async def ours(self, rows: Sequence[ListedFaktur]) -> Ours:
        nsfps = sorted({row.nsfp for row in rows if row.number})
        references = sorted(frozenset[str]().union(*(row.names for row in rows)))
        fakturs: dict[str, list[Faktur]] = defaultdict(list)
        wanted = _values(nsfps)
        faktur = each(select(t.faktur).where(t.faktur.c.nsfp == wanted.c.value))
        query = select(faktur).select_from(wanted).join(faktur, true())
        for row in await self._db.execute(query.order_by(faktur.c.id)):
            fakturs[row.nsfp].append(of_row(Faktur, row))
        named = _values(references)
        of_portal = t.faktur_request.c.portal == self._portal
        is_named = t.faktur_request.c.invoice_number == named.c.value
        request = each(select(t.faktur_request).where(of_portal, is_named))
        requests = await self._db.execute(select(request).select_from(named).join(request, true()))
        return Ours(fakturs, {row.invoice_number: of_row(FakturRequest, row) for row in requests})

    async def delivered_in(self, month: date) -> list[Faktur]:
        request = t.faktur_request.c
        of_portal = each(
            select(request.id).where(
                request.id == t.faktur.c.request, request.portal == self._portal
            )
        )
        query = (
            select(t.faktur)
            .join(of_portal, true())
            .where(
                t.faktur.c.issued >= month,
                t.faktur.c.issued < month_after(month),
                t.faktur.c.superseded_by.is_(None),
            )
            .order_by(t.faktur.c.id)
        )
        return await all_of(Faktur, self._db, query)


def _array(values: list[str]) -> Any:
    """One parameter, however many they are: PostgreSQL takes 32,767 of them."""
    return literal(values, ARRAY(Text))


def _values(values: list[str]) -> Any:
    """The same, as rows."""
    return func.unnest(_array(values)).table_valued("value").render_derived()


class SqlRejections(Repository):
    async def add(
        self, request: int, file: str, sha256: str, line: int, field: str, words: str
    ) -> Rejection | None:
        rows = await self._db.execute(
            insert(e.rejection)
            .values(
                request=request,
                file=file,
                sha256=sha256,
                line=line,
                field=field,
                words=words,
                said_at=self._now,
            )
            .on_conflict_do_nothing()
            .returning(*_REJECTED)
        )
        row = rows.first()
        return Rejection(**row._mapping) if row else None

    async def get(self, rejection: int) -> Rejection | None:
        query = select(*_REJECTED).where(_REJECTION.id == rejection)
        row = (await self._db.execute(query)).first()
        return Rejection(**row._mapping) if row else None

    async def open_of(self, requests: frozenset[int]) -> dict[int, str]:
        query = (
            select(_REJECTION.request, _REJECTION.words)
            .where(_REJECTION.request.in_(sorted(requests)), _REJECTION.mended_at.is_(None))
            .order_by(_REJECTION.id)
        )
        return {row.request: row.words for row in await self._db.execute(query)}

    async def mend(self, request: int) -> int:
        mended = await self._db.execute(
            update(e.rejection)
            .where(_REJECTION.request == request, _REJECTION.mended_at.is_(None))
            .values(mended_at=self._now)
        )
        return mended.rowcount
