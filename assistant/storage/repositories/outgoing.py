"""What a transaction leaves to be done after it: jobs, deliveries, cards, news for a chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import uuid4

from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.accounts.model import Group
from assistant.domain.words import Arg, Carries, Copy, Go, Place, Priority, Say, Tap
from assistant.domain.work import Job
from assistant.logs import cause
from assistant.storage import inbox
from assistant.storage import tables as t
from assistant.storage.codec import dump_args, dump_buttons
from assistant.storage.listening import OUTBOX_CHANNEL, SCREEN_CHANNEL, notify
from assistant.storage.prepared import Prepared, given
from assistant.storage.repositories.repository import Repository
from assistant.storage.screens import touch_queue

_ADD = Prepared(
    insert(t.delivery)
    .values(
        **given("key", "channel", "payload", "priority", "not_before", "created_at"),
        **{
            name: bindparam(name, None)
            for name in ("chat", "person", "account", "address", "document", "mail_key")
        },
    )
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(func.pg_notify(OUTBOX_CHANNEL, ""))  # one way to the database for both
)


class SqlJobs(Repository):
    async def put(
        self, job: Job, key: str | int, *, after: timedelta = timedelta(0), once: bool = False
    ) -> None:
        if once and await self._waits(job, str(key), after):
            return
        # SQLAlchemy begins lazily: without a statement of its own the job would survive a rollback.
        await self._db.execute(text("select 1"))
        raw = (await self._db.get_raw_connection()).driver_connection
        if raw is None:
            raise RuntimeError("the connection is closed")
        await Queries(AsyncpgDriver(raw)).enqueue(
            str(job),
            str(key).encode(),
            execute_after=after,
            headers=cause() or None,
        )

    async def _waits(self, job: Job, key: str, after: timedelta) -> bool:
        """Whether the same job is queued and due no later than ``after`` from now.

        It is kept from being taken until this transaction ends, so that it sees what this one
        changes. PGQueuer's own dedupe key would also count a job that runs already, which has
        perhaps looked before.
        """
        query = text(
            "select id from pgqueuer where entrypoint = :job and payload = :key"
            " and status = 'queued' and execute_after <= now() + :after"
            " limit 1 for share skip locked"
        )
        given = {"job": str(job), "key": key.encode(), "after": after}
        return (await self._db.execute(query, given)).first() is not None


class SqlDeliveries(Repository):
    async def made(self, unique: str) -> bool:
        query = select(t.delivery.c.id).where(t.delivery.c.key == unique)
        return (await self._db.execute(query)).first() is not None

    async def tell(
        self,
        person: int,
        key: str,
        args: Mapping[str, Arg] | None = None,
        *,
        unique: str,
        buttons: Sequence[Go] = (),
        account: str | None = None,
        priority: Priority = Priority.NOTICE,
        carries: Carries | None = None,
    ) -> None:
        payload = _payload(key, args, buttons=dump_buttons(buttons), carries=_carries(carries))
        of = {"chat": person, "person": person, "account": account}
        await self._add("telegram", unique, payload, priority, **of)

    async def carry(
        self,
        person: int,
        words: Say,
        *,
        unique: str,
        carries: Carries,
        copy: Copy | None = None,
        quotes: int | None = None,
        priority: Priority = Priority.NOTICE,
    ) -> None:
        payload = _payload(
            words.key,
            words.args,
            bare=True,
            carries=_carries(carries),
            copy=asdict(copy) if copy else None,
            quotes=quotes,
        )
        await self._add("telegram", unique, payload, priority, chat=person, person=person)

    async def carry_edit(self, sent: str, words: Say, *, unique: str) -> None:
        delivery = t.delivery.c
        its = select(t.delivery).where(delivery.key == sent).with_for_update()
        row = (await self._db.execute(its)).first()
        if row is None:
            return
        if row.state == "suspended" or (row.state == "queued" and row.leased_until is None):
            now = {**row.payload, "key": words.key, "args": dump_args(words.args)}
            await self._db.execute(
                update(t.delivery).where(delivery.id == row.id).values(payload=now)
            )
            return
        payload = _payload(
            words.key,
            words.args,
            bare=True,
            edits=row.id,
            carries=row.payload.get("carries"),
            transfer=row.payload.get("transfer"),
        )
        await self._edit(row, unique, payload)

    async def react(self, person: int | None, message: int, *, unique: str) -> None:
        payload = _payload("", None, reacts=message)
        channel = "staff" if person is None else "telegram"
        await self._add(channel, unique, payload, Priority.ANSWER, chat=person, person=person)

    async def send_document(
        self,
        person: int,
        sha256: str,
        name: str,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        account: str | None,
        about: str = "",
        by_mail: str = "",
        priority: Priority = Priority.FAKTUR,
        asked: bool = False,
    ) -> None:
        await self._add(
            "telegram",
            unique,
            _payload(key, args, name=name, about=about, asked=asked),
            priority,
            chat=person,
            person=person,
            account=account,
            document=sha256,
            mail_key=by_mail or None,
        )

    async def tell_group(
        self, group: Group, key: str, args: Mapping[str, Arg], *, unique: str
    ) -> None:
        payload = _payload(key, args, locale=group.locale)
        await self._add("group", unique, payload, Priority.NOTICE, chat=group.chat)

    async def document_to_group(
        self,
        group: Group,
        sha256: str,
        name: str,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        account: str,
        about: str,
        by_mail: str = "",
    ) -> None:
        await self._add(
            "group",
            unique,
            _payload(key, args, name=name, about=about, locale=group.locale),
            Priority.FAKTUR,
            chat=group.chat,
            account=account,
            document=sha256,
            mail_key=by_mail or None,
        )

    async def mail(
        self,
        to: str,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        locale: str,
        document: str | None = None,
        document_name: str | None = None,
        proves: str = "",
    ) -> None:
        payload = _payload(key, args, locale=locale, name=document_name, proves=proves)
        await self._add("mail", unique, payload, Priority.NOTICE, address=to, document=document)

    async def tell_staff(
        self,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        transfer: str | None = None,
        place: Place = Place.GENERAL,
        buttons: Sequence[Tap] = (),
        document: str | None = None,
        document_name: str | None = None,
        carries: Carries | None = None,
        **more: object,
    ) -> None:
        payload = _payload(
            key, args, transfer=transfer, name=document_name, buttons=dump_buttons(buttons),
            place=None if place is Place.GENERAL else place, carries=_carries(carries), **more,
        )  # fmt: skip
        await self._add("staff", unique, payload, Priority.NOTICE, document=document)

    async def amend(
        self,
        sent: str,
        key: str,
        args: Mapping[str, Arg],
        *,
        unique: str,
        buttons: Sequence[Tap] = (),
    ) -> None:
        found = select(t.delivery).where(t.delivery.c.key == sent, t.delivery.c.channel != "mail")
        row = (await self._db.execute(found)).first()
        if row is not None:
            payload = _payload(
                key, args, buttons=dump_buttons(buttons), edits=row.id, **_address(row)
            )
            await self._edit(row, unique, payload)

    async def withdraw_document(
        self, sha256: str, key: str, args: Mapping[str, Arg], *, unique: str
    ) -> None:
        delivery = t.delivery.c
        its = (delivery.document == sha256, delivery.channel == "telegram")
        await self._db.execute(
            update(t.delivery)
            .where(*its, delivery.state.in_(("queued", "suspended")))
            .values(state="failed", error="withdrawn", leased_until=None, leased_by=None)
        )
        there = select(t.delivery).where(*its, delivery.state.in_(("sending", "sent")))
        for row in (await self._db.execute(there.order_by(delivery.id))).all():
            await self._edit(row, f"{unique}:{row.id}", _payload(key, args, edits=row.id))

    async def _edit(self, row: Any, unique: str, payload: dict[str, Any]) -> None:
        """``account`` stays: nothing new is said to whom the account is not shown any more."""
        await self._add(
            row.channel,
            unique,
            payload,
            Priority.NOTICE,
            chat=row.chat,
            person=row.person,
            account=row.account,
        )

    async def _add(
        self,
        channel: str,
        unique: str,
        payload: dict[str, Any],
        priority: Priority,
        **columns: object,
    ) -> None:
        await _ADD.rows(
            self._db,
            key=unique,
            channel=channel,
            payload=payload,
            priority=int(priority),
            not_before=self._now,
            created_at=self._now,
            **columns,
        )


def _address(row: Any) -> dict[str, Any]:
    """The topic that a message to staff stands in: a new one goes there, too, where the message
    can't be edited."""
    return {name: row.payload.get(name) for name in ("transfer", "place", "thread")}


def _carries(carries: Carries | None) -> dict[str, Any] | None:
    return asdict(carries) if carries else None


def _payload(key: str, args: Mapping[str, Arg] | None, **more: object) -> dict[str, Any]:
    given = {name: value for name, value in more.items() if value}
    return {"key": key, "args": dump_args(args), **given, **cause()}


class SqlCards:
    def __init__(self, connection: AsyncConnection, staff_chat: int | None) -> None:
        self._db = connection
        self._staff_chat = staff_chat

    async def touch(self, transfer: str) -> None:
        await self._touch(f"card:{transfer}")

    async def touch_intake(self, intake: int) -> None:
        await self._touch(f"card:intake:{intake}")

    async def touch_queue(self, *, anew: bool = False) -> None:
        if self._staff_chat is not None:
            await touch_queue(self._db, self._staff_chat, anew=anew)

    async def _touch(self, key: str) -> None:
        if self._staff_chat is None:
            return
        await self._db.execute(
            insert(t.screen)
            .values(key=key, chat=self._staff_chat, wanted=1, fresh=0, content=None)
            .on_conflict_do_update(
                index_elements=["key"],
                set_={"wanted": t.screen.c.wanted + 1, "failures": 0, "not_before": None},
            )
        )
        await notify(self._db, SCREEN_CHANNEL)


class SqlWake(Repository):
    """A word of ours into the inbox: it takes the chat's turn like anything else."""

    async def __call__(
        self,
        person: int,
        feature: str,
        *,
        tell: str | None = None,
        args: Mapping[str, Arg] | None = None,
        buttons: Sequence[Go] = (),
    ) -> None:
        body = {
            "feature": feature,
            "tell": tell,
            "args": dump_args(args),
            "buttons": [[go.label, go.feature, go.id] for go in buttons],
            **cause(),
        }
        await inbox.put(self._db, "self", uuid4().hex, body, self._now, person)
