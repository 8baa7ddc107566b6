"""People, their consents, drafts and codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.accounts.codes import TRIES, Code, CodeOutcome, CodePurpose, InGroup
from assistant.domain.emails import mailbox_of
from assistant.domain.masking import pseudonym
from assistant.domain.people.model import KEPT, Person, Purpose, Quiet, StoredDraft, Told, Wishes
from assistant.storage import tables as t
from assistant.storage.codec import of_row
from assistant.storage.database import alone
from assistant.storage.prepared import Prepared
from assistant.storage.repositories.forgetting import forget
from assistant.storage.repositories.found import first_of
from assistant.storage.repositories.privacy import everything
from assistant.storage.repositories.repository import Repository

# Asked so often that putting it together anew each time would be felt.
_NEW = insert(t.person)
_SEEN = _NEW.on_conflict_do_update(
    index_elements=[t.person.c.id],
    set_={
        "name": _NEW.excluded.name,
        "username": _NEW.excluded.username,
        "chat_open": True,
        "seen_at": _NEW.excluded.seen_at,
    },
).returning(t.person)
_OF = (t.draft.c.person == bindparam("person"), t.draft.c.updated_at > bindparam("since"))
_DRAFT = Prepared(select(t.draft).where(*_OF, t.draft.c.feature == bindparam("feature")))
_DRAFTS = Prepared(select(t.draft).where(*_OF).order_by(t.draft.c.updated_at.desc()))
_CONSENT = Prepared(
    select(t.consent.c.id)
    .where(
        t.consent.c.person == bindparam("person"),
        t.consent.c.purpose == bindparam("purpose"),
        t.consent.c.text_hash == bindparam("text_hash"),
        t.consent.c.withdrawn_at.is_(None),
    )
    .limit(1)
)


class SqlPeople(Repository):
    unanswered_taps: Sequence[str] = ()
    """Of somebody who was forgotten in this transaction: taps that nobody handles any more."""

    async def get(self, person: int) -> Person | None:
        return await first_of(Person, self._db, select(t.person).where(t.person.c.id == person))

    async def seen(self, person: int, name: str, username: str | None, locale: str) -> Person:
        seen = {
            "id": person,
            "name": name,
            "username": username,
            "locale": locale,
            "created_at": self._now,
            "seen_at": self._now,
        }
        return of_row(Person, (await self._db.execute(_SEEN, seen)).one())

    async def set_locale(self, person: int, locale: str) -> None:
        await self._db.execute(
            update(t.person).where(t.person.c.id == person).values(locale=locale)
        )

    async def wishes(self, person: int) -> Wishes:
        row = (await self._db.execute(select(t.person).where(t.person.c.id == person))).first()
        if row is None:
            return Wishes()
        known = {one.value for one in Told}
        unwanted = frozenset(Told(one) for one in row.unwanted if one in known)
        return Wishes(Quiet(row.quiet_start, row.quiet_end), unwanted)

    async def set_wishes(self, person: int, wishes: Wishes) -> None:
        await self._db.execute(
            update(t.person)
            .where(t.person.c.id == person)
            .values(
                quiet_start=wishes.quiet.start,
                quiet_end=wishes.quiet.end,
                unwanted=sorted(wishes.unwanted),
            )
        )

    async def close_chat(self, person: int) -> None:
        await self._db.execute(
            update(t.person).where(t.person.c.id == person).values(chat_open=False)
        )

    async def forget(self, person: int) -> dict[str, str]:
        gone = await forget(self._db, person, self._key, self._now)
        self.unanswered_taps = gone.taps
        return gone.told

    async def everything(self, person: int) -> dict[str, object]:
        return await everything(self._db, person)


class SqlConsents(Repository):
    async def given(self, person: int, purpose: Purpose, text_hash: str) -> bool:
        given = {"person": person, "purpose": purpose, "text_hash": text_hash}
        return bool(await _CONSENT.rows(self._db, **given))

    async def record(
        self, person: int, purpose: Purpose, text_hash: str, locale: str, text: str
    ) -> None:
        words = insert(t.agreed_text).values(text_hash=text_hash, text=text)
        await self._db.execute(words.on_conflict_do_nothing())
        if await self.given(person, purpose, text_hash):
            return
        await self._db.execute(
            insert(t.consent).values(
                person=person,
                purpose=purpose,
                text_hash=text_hash,
                locale=locale,
                given_at=self._now,
            )
        )

    async def withdraw(self, person: int) -> None:
        await self._db.execute(
            update(t.consent)
            .where(t.consent.c.person == person, t.consent.c.withdrawn_at.is_(None))
            .values(withdrawn_at=self._now)
        )


class SqlDrafts(Repository):
    async def get(self, person: int, feature: str) -> StoredDraft | None:
        since = self._now - KEPT
        rows = await _DRAFT.rows(self._db, person=person, feature=feature, since=since)
        return of_row(StoredDraft, rows[0]) if rows else None

    async def put(
        self,
        person: int,
        feature: str,
        version: int,
        step: str,
        data: dict[str, object],
    ) -> None:
        values = {
            "version": version,
            "step": step,
            "data": data,
            "updated_at": self._now,
        }
        await self._db.execute(
            insert(t.draft)
            .values(person=person, feature=feature, **values)
            .on_conflict_do_update(index_elements=["person", "feature"], set_=values)
        )

    async def drop(self, person: int, feature: str) -> None:
        await self._db.execute(
            delete(t.draft).where(t.draft.c.person == person, t.draft.c.feature == feature)
        )

    async def all(self, person: int) -> list[StoredDraft]:
        rows = await _DRAFTS.rows(self._db, person=person, since=self._now - KEPT)
        return [of_row(StoredDraft, row) for row in rows]


class SqlCodes(Repository):
    def _asker(self, person: int) -> str:
        return pseudonym(self._key, "asker", person)

    def _mailbox(self, to: str | InGroup) -> str:
        return pseudonym(self._key, "mailbox", mailbox_of(str(to)))

    async def add(
        self, person: int, to: str | InGroup, purpose: CodePurpose, nonce: bytes, at: datetime
    ) -> Code:
        await self._db.execute(
            update(t.code)
            .where(
                t.code.c.person == person,
                t.code.c.purpose == purpose,
                t.code.c.closed_at.is_(None),
            )
            .values(closed_at=at)
        )
        row = await self._db.execute(
            insert(t.code)
            .values(
                person=person,
                email=str(to),
                mailbox=self._mailbox(to),
                asker=self._asker(person),
                purpose=purpose,
                nonce=nonce,
                sent_at=at,
                tries_left=TRIES,
            )
            .returning(t.code)
        )
        return _code(row.one())

    async def get(self, code: int) -> Code | None:
        return await self._first(select(t.code).where(t.code.c.id == code))

    async def newest(self, person: int, to: str | InGroup, purpose: CodePurpose) -> Code | None:
        return await self._open(person, purpose, t.code.c.email == str(to))

    async def waiting(self, person: int, purpose: CodePurpose) -> Code | None:
        return await self._open(person, purpose)

    async def _open(self, person: int, purpose: CodePurpose, *more: Any) -> Code | None:
        """The newest that is not closed, locked."""
        code = t.code.c
        query = (
            select(t.code)
            .where(code.person == person, code.purpose == purpose, code.closed_at.is_(None), *more)
            .order_by(code.id.desc())
            .limit(1)
            .with_for_update()
        )
        return await self._first(query)

    async def _first(self, query: Select[Any]) -> Code | None:
        row = (await self._db.execute(query)).first()
        return _code(row) if row else None

    async def spend_try(self, code: int) -> None:
        await self._db.execute(
            update(t.code).where(t.code.c.id == code).values(tries_left=t.code.c.tries_left - 1)
        )

    async def close(self, code: int) -> None:
        await self._db.execute(
            update(t.code).where(t.code.c.id == code).values(closed_at=func.clock_timestamp())
        )

    async def note(self, code: int, outcome: CodeOutcome, account: str | None = None) -> None:
        await self._db.execute(
            update(t.code).where(t.code.c.id == code).values(outcome=outcome, account=account)
        )

    async def asked_by(self, person: int, since: datetime, own: Sequence[str] = ()) -> int:
        asker = self._asker(person)
        await self._alone(asker)
        return await self._count(
            t.code.c.asker == asker, t.code.c.sent_at > since, self._not_to(own)
        )

    def _not_to(self, own: Sequence[str]) -> ColumnElement[bool]:
        return t.code.c.mailbox.not_in([self._mailbox(email) for email in own])

    async def asked_for(self, person: int, to: str | InGroup, since: datetime) -> int:
        return await self._count(
            t.code.c.asker == self._asker(person),
            t.code.c.mailbox == self._mailbox(to),
            t.code.c.sent_at > since,
        )

    async def other_mailboxes(
        self, person: int, to: str | InGroup, since: datetime, own: Sequence[str] = ()
    ) -> int:
        query = select(func.count(t.code.c.mailbox.distinct())).where(
            t.code.c.asker == self._asker(person),
            t.code.c.mailbox != self._mailbox(to),
            t.code.c.sent_at > since,
            self._not_to(own),
        )
        return int((await self._db.execute(query)).scalar_one())

    async def sent_to(self, to: str | InGroup, since: datetime) -> int:
        mailbox = self._mailbox(to)
        await self._alone(mailbox)
        return await self._count(t.code.c.mailbox == mailbox, t.code.c.sent_at > since)

    async def _alone(self, what: str) -> None:
        """Others who count the same wait until the transaction ends: limits are exact."""
        await alone(self._db, f"code:{what}")

    async def sent_overall(self, since: datetime) -> int:
        return await self._count(t.code.c.sent_at > since)

    async def _count(self, *conditions: Any) -> int:
        query = select(func.count()).select_from(t.code).where(*conditions)
        return int((await self._db.execute(query)).scalar_one())


def _code(row: Any) -> Code:
    """An address and a group stand in the same column."""
    to = row.email
    if row.purpose == CodePurpose.GROUP:
        to = InGroup(int(to.rpartition(":")[2]))
    return Code(
        row.id, row.person, to, CodePurpose(row.purpose), row.nonce, row.sent_at, row.tries_left,
        CodeOutcome(row.outcome) if row.outcome else None, row.account,
    )  # fmt: skip
