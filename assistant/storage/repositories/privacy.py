"""All that is held about one person: read for ``/data_saya``, deleted for ``/hapus_data``.

What must stay is left without the person: the audit under a pseudonym that is drawn once and
written nowhere else, requests that have ended without their words, consents as the proof that they
were given and withdrawn.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import cast, delete, func, null, or_, select, text, update
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.people.model import NOBODY
from assistant.storage import tables as t

_HELD = (
    (t.person, "id"),
    (t.consent, "person"),
    (t.link, "person"),
    (t.draft, "person"),
    (t.code, "person"),
    (t.registration, "person"),
    (t.tax_change, "person"),
    (t.transfer, "person"),
    (t.file_request, "person"),
    (t.conversation, "person"),
    (t.muted, "person"),
    (t.delivery, "person"),
    (t.chat_state, "chat"),
    (t.screen, "chat"),
    (t.inbox, "chat"),
)
_SECRET = {"nonce", "consent_token", "reference"}
"""What would let somebody act, and says nothing about the person."""


async def everything(db: AsyncConnection, person: int) -> dict[str, object]:
    """Every row about this person, by table."""
    held: dict[str, object] = {}
    for table, column in _HELD:
        rows = await db.execute(select(table).where(table.c[column] == person))
        held[table.name] = [_readable(row) for row in rows.mappings()]
    rows = await db.execute(_questions(person))
    held["question"] = [_readable(row) for row in rows.mappings()]
    rows = await db.execute(_ticket_answers(person))
    held["ticket_answer"] = [_readable(row) for row in rows.mappings()]
    rows = await db.execute(select(t.said).where(t.said.c.conversation.in_(_talks(person))))
    held["said"] = [_readable(row) for row in rows.mappings()]
    rows = await db.execute(select(t.audit).where(t.audit.c.actor == _actor(person)))
    held["audit"] = [_readable(row) for row in rows.mappings()]
    return held


def _readable(row: Any) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if name not in _SECRET
    }


def _questions(person: int) -> Any:
    asked = select(t.transfer.c.number).where(t.transfer.c.person == person)
    return select(t.question).where(t.question.c.transfer.in_(asked))


def _ticket_answers(person: int) -> Any:
    asked = select(t.transfer.c.number).where(t.transfer.c.person == person)
    return select(t.ticket_answer).where(t.ticket_answer.c.transfer.in_(asked))


def _talks(person: int) -> Any:
    return select(t.conversation.c.number).where(t.conversation.c.person == person)


def _actor(person: int) -> str:
    return f"person:{person}"


async def forget(db: AsyncConnection, person: int) -> list[str]:
    """Delete and blank it all. What waits in the inbox of this chat is not handled any more; the
    taps among it, by what they are answered."""
    await _forget_outgoing(db, person)
    await _forget_talks(db, person)
    await _forget_snapshots(db, person)
    await _forget_requests(db, person)
    taps = await _forget_incoming(db, person)
    await _forget_audit(db, person)
    await _forget_codes(db, person)
    for table in (t.draft, t.link, t.registration, t.tax_change, t.file_request):
        await db.execute(delete(table).where(table.c.person == person))
    await db.execute(delete(t.chat_state).where(t.chat_state.c.chat == person))
    await db.execute(delete(t.screen).where(t.screen.c.chat == person))
    await db.execute(delete(t.trouble).where(t.trouble.c.chat == person))
    await db.execute(delete(t.person).where(t.person.c.id == person))
    return taps


async def _forget_outgoing(db: AsyncConnection, person: int) -> None:
    """Messages and mail to the person, what staff were told in their words, and their copies."""
    d = t.delivery.c
    numbers = list(
        (
            await db.execute(
                select(t.transfer.c.number)
                .where(t.transfer.c.person == person)
                .union(_talks(person))
            )
        ).scalars()
    )
    gone = await db.execute(
        delete(t.delivery)
        .where(
            or_(
                d.person == person,
                d.chat == person,
                d.address.in_(await _addresses(db, person)),
                d.payload["transfer"].astext.in_(numbers),
                d.key.in_([f"consent:{number}" for number in numbers]),
            )
        )
        .returning(d.document)
    )
    copies = {document for document in gone.scalars() if document}
    await db.execute(
        delete(t.document).where(t.document.c.sha256.in_(copies), t.document.c.kind == "export")
    )


async def _forget_talks(db: AsyncConnection, person: int) -> None:
    """What was said, by both sides. Copies stay where they were sent to, at Telegram and in the
    portal's tickets."""
    talks = list((await db.execute(_talks(person))).scalars())
    for table in (t.carrier, t.said, t.prompt):
        await db.execute(delete(table).where(table.c.conversation.in_(talks)))
    await db.execute(delete(t.conversation).where(t.conversation.c.person == person))
    await db.execute(delete(t.muted).where(t.muted.c.person == person))


async def _addresses(db: AsyncConnection, person: int) -> list[str]:
    """Every e-mail address that this person is known by."""
    registered = t.registration.c.data["email"].astext
    queries = (
        select(t.link.c.email).where(t.link.c.person == person),
        select(t.code.c.email).where(t.code.c.person == person),
        select(registered).where(t.registration.c.person == person),
    )
    found = [set((await db.execute(query)).scalars()) for query in queries]
    return sorted(set().union(*found))


async def _forget_snapshots(db: AsyncConnection, person: int) -> None:
    """What the portal said about accounts that nobody else here is linked to."""
    link = t.link.c
    linked = select(link.account).where(link.person == person)
    shared = select(link.account).where(link.person != person, link.revoked_at.is_(None))
    account = t.snapshot.c.account
    await db.execute(delete(t.snapshot).where(account.in_(linked), account.not_in(shared)))
    waiting = t.snapshot.c.waiting
    await db.execute(
        update(t.snapshot)
        .where(waiting.contains(cast([person], JSONB)))
        .values(
            waiting=func.coalesce(
                select(func.jsonb_agg(text("one")))
                .select_from(func.jsonb_array_elements(waiting).alias("one"))
                .where(text("one <> to_jsonb(cast(:person as bigint))"))
                .scalar_subquery(),
                cast([], JSONB),
            )
        ),
        {"person": person},
    )


async def _forget_requests(db: AsyncConnection, person: int) -> None:
    """Requests stay as what was moved and who decided, without the customer's names and words."""
    transfer = t.transfer.c
    asked = select(transfer.number).where(transfer.person == person)
    await db.execute(
        update(t.question).where(t.question.c.transfer.in_(asked)).values(text="", answer=null())
    )
    await db.execute(
        update(t.ticket_answer)
        .where(t.ticket_answer.c.transfer.in_(asked))
        .values(text="", files=[])
    )
    await db.execute(update(t.decision).where(t.decision.c.transfer.in_(asked)).values(text=""))
    await db.execute(
        update(t.transfer).where(transfer.agreed_by == person).values(agreed_by=null())
    )
    await db.execute(
        update(t.transfer)
        .where(transfer.person == person)
        .values(
            person=NOBODY,
            from_label="",
            from_email="",
            to_label="",
            to_email="",
            subject="",
            message="",
            reason="",
        )
    )


async def _forget_codes(db: AsyncConnection, person: int) -> None:
    """For a day they still count towards the limit of their address, which is nobody's to reset
    by being forgotten; it stands there as a hash."""
    await db.execute(
        update(t.code)
        .where(t.code.c.person == person)
        .values(
            person=NOBODY,
            email=func.encode(func.sha256(cast(t.code.c.email, BYTEA)), "hex"),
            closed_at=func.coalesce(t.code.c.closed_at, func.now()),
            account=null(),
        )
    )


async def _forget_incoming(db: AsyncConnection, person: int) -> list[str]:
    """All that this chat has sent. The update that is being handled is cleared when it is done."""
    inbox = t.inbox.c
    gone = await db.execute(
        update(t.inbox)
        .where(inbox.chat == person)
        .values(
            chat=null(),
            done_at=func.coalesce(inbox.done_at, func.now()),
            result=func.coalesce(inbox.result, "forgotten"),
        )
        .returning(inbox.id, inbox.result, inbox.body["callback_query"]["id"].astext)
    )
    rows = gone.all()
    theirs = inbox.id.in_([row.id for row in rows])
    await db.execute(update(t.inbox).where(theirs).values(body=null()))
    return [tap for _, result, tap in rows if result == "forgotten" and tap]


async def _forget_audit(db: AsyncConnection, person: int) -> None:
    """What was done stays on record, done by a pseudonym."""
    known, pseudonym = _actor(person), f"person:{uuid4().hex}"
    audit = t.audit.c
    for column in (audit.actor, audit.subject):
        await db.execute(update(t.audit).where(column == known).values({column: pseudonym}))
    await db.execute(
        update(t.audit)
        .where(audit.details["of"].astext == str(person))
        .values(details=audit.details.op("||")(cast({"of": pseudonym}, JSONB)))
    )


async def purge_farewells(db: AsyncConnection) -> None:
    """The last window of people who were forgotten goes once it was shown."""
    screen = t.screen.c
    known = select(t.person.c.id)
    await db.execute(
        delete(t.screen).where(
            screen.key.like("chat:%"), screen.shown == screen.wanted, screen.chat.not_in(known)
        )
    )
