"""What a transaction leaves to be done after it: jobs, deliveries, cards, news for a chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.accounts.model import Group
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.words import Arg, Carries, Copy, Go, Priority, Say, StaffMessage, Tap
from assistant.domain.work import Job
from assistant.logs import cause
from assistant.storage import inbox
from assistant.storage import tables as t
from assistant.storage.codec import dump_args
from assistant.storage.listening import OUTBOX_CHANNEL, SCREEN_CHANNEL, notify
from assistant.storage.payload import Payload
from assistant.storage.prepared import Prepared, given
from assistant.storage.repositories.repository import Repository
from assistant.storage.screen_keys import ABOUT_INTAKE, card_key
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
        taps = tuple(Tap(go.label, go.callback) for go in buttons)
        payload = Payload(key, args or {}, buttons=taps, carries=carries)
        of = {"chat": person, "person": person, "account": account}
        await self._add(Channel.CHAT, unique, payload, priority, **of)

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
        payload = Payload(
            words.key, words.args, bare=True, carries=carries, copy=copy, quotes=quotes
        )
        await self._add(Channel.CHAT, unique, payload, priority, chat=person, person=person)

    async def carry_edit(self, sent: str, words: Say, *, unique: str) -> None:
        delivery = t.delivery.c
        its = select(t.delivery).where(delivery.key == sent).with_for_update()
        row = (await self._db.execute(its)).first()
        if row is None:
            return
        said = Payload.load(row.payload)
        waits = row.state == DeliveryState.QUEUED and row.leased_until is None
        if waits or row.state == DeliveryState.SUSPENDED:
            now = replace(said, key=words.key, args=words.args)
            its_row = update(t.delivery).where(delivery.id == row.id)
            await self._db.execute(its_row.values(payload=now.dump()))
            return
        now = Payload(
            words.key,
            words.args,
            bare=True,
            edits=row.id,
            carries=said.carries,
            topic=said.topic,
        )
        await self._edit(row, unique, now)

    async def react(self, person: int | None, message: int, *, unique: str) -> None:
        payload = Payload(reacts=message)
        channel = Channel.STAFF if person is None else Channel.CHAT
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
            Channel.CHAT,
            unique,
            Payload(key, args, name=name, about=about, asked=asked),
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
        payload = Payload(key, args, locale=group.locale)
        await self._add(Channel.GROUP, unique, payload, Priority.NOTICE, chat=group.chat)

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
            Channel.GROUP,
            unique,
            Payload(key, args, name=name, about=about, locale=group.locale),
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
        payload = Payload(key, args, locale=locale, name=document_name, proves=proves)
        await self._add(
            Channel.MAIL, unique, payload, Priority.NOTICE, address=to, document=document
        )

    async def tell_staff(self, message: StaffMessage, *, unique: str) -> None:
        payload = Payload.of_staff_message(message)
        await self._add(Channel.STAFF, unique, payload, Priority.NOTICE, document=message.document)

    async def amend(self, sent: str, message: StaffMessage, *, unique: str) -> None:
        """Where the message can't be edited, a new one goes where that stands."""
        delivery = t.delivery.c
        found = select(t.delivery).where(delivery.key == sent, delivery.channel != Channel.MAIL)
        row = (await self._db.execute(found)).first()
        if row is None:
            return
        said = Payload.load(row.payload)
        payload = Payload(
            message.key,
            message.args,
            buttons=message.buttons,
            edits=row.id,
            topic=said.topic,
            place=said.place,
            thread=said.thread,
        )
        await self._edit(row, unique, payload)

    async def withdraw_document(
        self, sha256: str, key: str, args: Mapping[str, Arg], *, unique: str
    ) -> None:
        delivery = t.delivery.c
        its = (delivery.document == sha256, delivery.channel == Channel.CHAT)
        await self._db.execute(
            update(t.delivery)
            .where(*its, delivery.state.in_((DeliveryState.QUEUED, DeliveryState.SUSPENDED)))
            .values(
                state=DeliveryState.FAILED, error="withdrawn", leased_until=None, leased_by=None
            )
        )
        gone_out = delivery.state.in_((DeliveryState.SENDING, DeliveryState.SENT))
        there = select(t.delivery).where(*its, gone_out)
        for row in (await self._db.execute(there.order_by(delivery.id))).all():
            await self._edit(row, f"{unique}:{row.id}", Payload(key, args, edits=row.id))

    async def _edit(self, row: Any, unique: str, payload: Payload) -> None:
        """``account`` stays: nothing new is said to whom the account is not shown any more."""
        await self._add(
            Channel(row.channel),
            unique,
            payload,
            Priority.NOTICE,
            chat=row.chat,
            person=row.person,
            account=row.account,
        )

    async def _add(
        self,
        channel: Channel,
        unique: str,
        payload: Payload,
        priority: Priority,
        **columns: object,
    ) -> None:
        await _ADD.rows(
            self._db,
            key=unique,
            channel=channel,
            payload=replace(payload, update=cause().get("update")).dump(),
            priority=int(priority),
            not_before=self._now,
            created_at=self._now,
            **columns,
        )


class SqlCards:
    def __init__(self, connection: AsyncConnection, staff_chat: int | None) -> None:
        self._db = connection
        self._staff_chat = staff_chat

    async def touch(self, number: str) -> None:
        await self._touch(card_key(number))

    async def touch_intake(self, intake: int) -> None:
        await self._touch(card_key(f"{ABOUT_INTAKE}{intake}"))

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
