"""Links to portal accounts, what the portal said about them, and what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.accounts.model import (
    LINK_VALID_FOR,
    FoundLink,
    Link,
    Pushes,
    Registration,
    RegistrationState,
    Snapshot,
    TaxChange,
    TaxChangeState,
)
from assistant.domain.billing import Invoice, Service
from assistant.domain.clients import Client, NewClient, TaxProfile
from assistant.domain.ids import parse_id
from assistant.domain.masking import pseudonym
from assistant.domain.work import Job
from assistant.storage import tables as t
from assistant.storage.codec import from_json, of_row, to_json
from assistant.storage.prepared import Prepared
from assistant.storage.repositories.found import first_of
from assistant.storage.repositories.outgoing import SqlJobs
from assistant.storage.repositories.repository import Repository, Underlying


def _standing(portal: Any, since: Any) -> Select[Any]:
    """Links that were proven since then and not ended."""
    link = t.link.c
    return select(t.link).where(
        link.portal == portal,
        link.revoked_at.is_(None),
        link.suspended_at.is_(None),
        link.proven_at > since,
    )


_OF = Prepared(
    _standing(bindparam("portal"), bindparam("since"))
    .where(t.link.c.person == bindparam("person"))
    .order_by(t.link.c.label, t.link.c.id)
)
_TO = Prepared(
    _standing(bindparam("portal"), bindparam("since"))
    .where(t.link.c.account == bindparam("account"))
    .order_by(t.link.c.id)
)


class SqlLinks(Repository):
    def _standing(self, *conditions: Any) -> Any:
        return _standing(self._portal, self._now - LINK_VALID_FOR).where(*conditions)

    async def of(self, person: int) -> list[Link]:
        since = self._now - LINK_VALID_FOR
        rows = await _OF.rows(self._db, person=person, portal=self._portal, since=since)
        return [_link(row) for row in rows]

    async def to(self, account: str) -> list[Link]:
        since = self._now - LINK_VALID_FOR
        rows = await _TO.rows(self._db, account=account, portal=self._portal, since=since)
        return [_link(row) for row in rows]

    async def find(self, person: int, account: str) -> Link | None:
        query = self._standing(t.link.c.person == person, t.link.c.account == account)
        row = (await self._db.execute(query)).first()
        return _link(row) if row else None

    async def add(self, person: int, client: Client) -> Link:
        proven = {
            "email": client.email,
            "label": client.label,
            "proven_at": self._now,
            "suspended_at": None,
        }
        row = await self._db.execute(
            insert(t.link)
            .values(
                person=person,
                portal=self._portal,
                account=client.id,
                linked_at=self._now,
                **proven,
            )
            .on_conflict_do_update(
                index_elements=["person", "portal", "account"],
                index_where=t.link.c.revoked_at.is_(None),
                set_=proven,
            )
            .returning(t.link)
        )
        return _link(row.one())

    async def revoke(self, person: int, account: str) -> None:
        await self._update(person, account, revoked_at=self._now)

    async def suspend(self, person: int, account: str) -> None:
        await self._update(person, account, suspended_at=self._now)

    async def search(self, what: str, limit: int) -> list[FoundLink]:
        link, number = t.link.c, parse_id(what)
        named = [link.account == what, func.lower(link.email) == what.lower()]
        if number is not None:
            named.append(link.person == number)
        return await self._found(*([or_(*named)] if what else []), limit=limit)

    async def by_id(self, link: int) -> FoundLink | None:
        found = await self._found(t.link.c.id == link, limit=1)
        return found[0] if found else None

    async def _found(self, *conditions: Any, limit: int) -> list[FoundLink]:
        name = select(t.person.c.name).where(t.person.c.id == t.link.c.person).scalar_subquery()
        query = self._standing(*conditions).add_columns(name.label("name"))
        rows = await self._db.execute(query.order_by(t.link.c.id.desc()).limit(limit))
        return [FoundLink(row.id, _link(row), row.name or "") for row in rows]

    async def some(self, after: str, limit: int) -> list[str]:
        query = self._standing(t.link.c.account > after).with_only_columns(t.link.c.account)
        query = query.distinct().order_by(t.link.c.account).limit(limit)
        return list((await self._db.execute(query)).scalars())

    async def stood(self, person: int, accounts: Sequence[str], since: datetime) -> bool:
        link, seen = t.link.c, t.remembered.c
        ended = (link.revoked_at, link.suspended_at)
        mine = exists().where(
            link.person == person,
            link.portal == self._portal,
            link.account.in_(accounts),
            link.proven_at > since - LINK_VALID_FOR,
            *(or_(moment.is_(None), moment > since) for moment in ended),
        )
        forgotten = exists().where(
            seen.kind == "was-linked",
            seen.who == pseudonym(self._key, "linked", person),
            seen.subject.in_([f"{self._portal}:{account}" for account in accounts]),
            seen.at > since,
        )
        return bool((await self._db.execute(select(or_(mine, forgotten)))).scalar_one())

    async def set_pushes(self, person: int, account: str, pushes: Pushes) -> None:
        chosen = {"chat": pushes.chat, "mail": pushes.mail}
        kinds = " ".join(kind for kind, wanted in chosen.items() if wanted)
        await self._update(person, account, faktur_to=kinds, faktur_group=pushes.group)

    async def into(self, group: int) -> list[Link]:
        query = self._standing(t.link.c.faktur_group == group)
        return [_link(row) for row in await self._db.execute(query.order_by(t.link.c.id))]

    async def _update(self, person: int, account: str, **values: object) -> None:
        await self._db.execute(
            update(t.link)
            .where(
                t.link.c.person == person,
                t.link.c.portal == self._portal,
                t.link.c.account == account,
                t.link.c.revoked_at.is_(None),
            )
            .values(**values)
        )


def _link(row: Any) -> Link:
    pushes = Pushes("chat" in row.faktur_to, "mail" in row.faktur_to, row.faktur_group)
    return of_row(Link, row, pushes=pushes)


class SqlSnapshots(Repository):
    def __init__(self, work: Underlying) -> None:
        super().__init__(work)
        self._jobs = SqlJobs(work)

    def _is(self, account: str) -> Any:
        return (t.snapshot.c.portal == self._portal) & (t.snapshot.c.account == account)

    async def get(self, account: str) -> Snapshot | None:
        row = (await self._db.execute(select(t.snapshot).where(self._is(account)))).first()
        if row is None:
            return None
        data = row.data or {"client": None, "services": [], "blocking": []}
        return Snapshot(
            account=account,
            client=from_json(Client, data["client"]) if data["client"] else None,
            services=tuple(from_json(Service, item) for item in data["services"]),
            blocking=tuple(from_json(Invoice, item) for item in data["blocking"]),
            fetched_at=row.fetched_at,
            failed=row.failed,
        )

    async def want(self, account: str, person: int) -> None:
        new = insert(t.snapshot).values(
            portal=self._portal, account=account, waiting=[person], failed=None
        )
        waiting = t.snapshot.c.waiting
        await self._db.execute(
            new.on_conflict_do_update(
                index_elements=["portal", "account"],
                set_={
                    "failed": None,
                    "waiting": waiting.op("||")(new.excluded.waiting),
                },
            )
        )
        await self._jobs.put(Job.REFRESH_ACCOUNT, account, once=True)

    async def store(
        self,
        client: Client,
        services: list[Service],
        blocking: list[Invoice],
    ) -> None:
        data = {
            "client": to_json(client),
            "services": [to_json(service) for service in services],
            "blocking": [to_json(invoice) for invoice in blocking],
        }
        values = {"data": data, "fetched_at": self._now, "failed": None}
        await self._db.execute(
            insert(t.snapshot)
            .values(portal=self._portal, account=client.id, **values)
            .on_conflict_do_update(index_elements=["portal", "account"], set_=values)
        )

    async def fail(self, account: str, failure: str) -> None:
        await self._db.execute(
            update(t.snapshot).where(self._is(account)).values(failed=failure, fetched_at=None)
        )

    async def waiting(self, account: str) -> list[int]:
        query = select(t.snapshot.c.waiting).where(self._is(account)).with_for_update()
        people = (await self._db.execute(query)).scalar_one_or_none() or []
        await self._db.execute(update(t.snapshot).where(self._is(account)).values(waiting=[]))
        return sorted(set(people))

    async def spoil(self, account: str) -> None:
        await self._db.execute(
            update(t.snapshot).where(self._is(account)).values(fetched_at=None, failed=None)
        )


class SqlRegistrations(Repository):
    async def add(self, person: int, new: NewClient) -> Registration:
        row = await self._db.execute(
            insert(t.registration)
            .values(
                person=person,
                data=to_json(new),
                state=RegistrationState.QUEUED,
                created_at=self._now,
            )
            .returning(t.registration)
        )
        return _registration(row.one())

    async def get(self, registration: int) -> Registration | None:
        query = select(t.registration).where(t.registration.c.id == registration)
        row = (await self._db.execute(query)).first()
        return _registration(row) if row else None

    async def newest(self, person: int) -> Registration | None:
        query = (
            select(t.registration)
            .where(t.registration.c.person == person)
            .order_by(t.registration.c.id.desc())
            .limit(1)
        )
        row = (await self._db.execute(query)).first()
        return _registration(row) if row else None

    async def of(self, person: int) -> list[Registration]:
        query = select(t.registration).where(t.registration.c.person == person)
        rows = await self._db.execute(query.order_by(t.registration.c.id.desc()))
        return [_registration(row) for row in rows]

    async def finish(
        self,
        registration: int,
        state: RegistrationState,
        account: str | None,
        detail: str,
    ) -> None:
        await self._db.execute(
            update(t.registration)
            .where(t.registration.c.id == registration)
            .values(state=state, account=account, detail=detail)
        )


def _registration(row: Any) -> Registration:
    return of_row(Registration, row, new=row.data)


class SqlTaxChanges(Repository):
    async def add(self, person: int, account: str, profile: TaxProfile) -> TaxChange:
        row = await self._db.execute(
            insert(t.tax_change)
            .values(
                person=person,
                account=account,
                profile=to_json(profile),
                state=TaxChangeState.QUEUED,
                created_at=self._now,
            )
            .returning(t.tax_change)
        )
        return of_row(TaxChange, row.one())

    async def get(self, change: int) -> TaxChange | None:
        query = select(t.tax_change).where(t.tax_change.c.id == change)
        return await first_of(TaxChange, self._db, query)

    async def newest(self, person: int, account: str) -> TaxChange | None:
        query = (
            select(t.tax_change)
            .where(t.tax_change.c.person == person, t.tax_change.c.account == account)
            .order_by(t.tax_change.c.id.desc())
            .limit(1)
        )
        return await first_of(TaxChange, self._db, query)

    async def finish(self, change: int, state: TaxChangeState, detail: str) -> None:
        await self._db.execute(
            update(t.tax_change)
            .where(t.tax_change.c.id == change)
            .values(state=state, detail=detail)
        )
