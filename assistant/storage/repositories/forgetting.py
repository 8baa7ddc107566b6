"""All that is held about one person, deleted for ``/hapus_data``.

What must stay is left without the person: the audit under a pseudonym that is drawn once and
written nowhere else, requests that have ended without their words, consents as the proof that they
were given and withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import cast, delete, func, null, or_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.expression import ColumnElement

from assistant.domain.acting.model import Act, answer_to
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.masking import pseudonym
from assistant.domain.people.model import NOBODY
from assistant.storage import tables as t
from assistant.storage.payload import TOPIC, emptied
from assistant.storage.repositories.privacy import actors, is_author, talks
from assistant.storage.screen_keys import WINDOWS
from assistant.storage.tables import withholding as w

_GONE = "—"
"""The name of somebody of the staff who was forgotten."""
_NOT_GONE_OUT = (DeliveryState.QUEUED, DeliveryState.SUSPENDED, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True)
class Gone:
    """What is left to be done about somebody who was forgotten."""

    taps: list[str]
    """By what they are answered: nobody handles them any more."""
    told: dict[str, str]
    """Messages that stand in the staff chat, and the request of each."""


async def forget(db: AsyncConnection, person: int, key: bytes, now: datetime) -> Gone:
    """Delete and blank it all. What waits in the inbox of this chat is not handled any more.
    ``key`` is for what a rule must remember."""
    told = await _forget_outgoing(db, person)
    await _forget_talks(db, person)
    await _forget_names(db, person)
    await _remember_links(db, person, key, now)
    await _forget_snapshots(db, person)
    await _forget_buyers(db, person)
    await _forget_requests(db, person)
    await _forget_slips(db, person)
    taps = await _forget_incoming(db, person)
    await _forget_audit(db, person)
    await _forget_codes(db, person)
    await _forget_staff(db, person)
    for table in (t.draft, t.portfolio, t.link, t.registration, t.tax_change, t.file_request):
        await db.execute(delete(table).where(table.c.person == person))
    await db.execute(delete(t.chat_state).where(t.chat_state.c.chat == person))
    await db.execute(delete(t.screen).where(t.screen.c.chat == person))
    await db.execute(delete(t.trouble).where(t.trouble.c.chat == person))
    await db.execute(delete(t.person).where(t.person.c.id == person))
    return Gone(taps, told)


async def _forget_outgoing(db: AsyncConnection, person: int) -> dict[str, str]:
    """Messages and mail to the person, what staff were told in their words, and their copies."""
    d = t.delivery.c
    numbers = list(
        (
            await db.execute(
                select(t.transfer.c.number)
                .where(t.transfer.c.person == person)
                .union(talks(person))
            )
        ).scalars()
    )
    told = await _take_back(db, numbers) | await _take_back_profiles(db, person)
    gone = await db.execute(
        delete(t.delivery)
        .where(
            d.channel != Channel.STAFF,
            or_(
                d.person == person,
                d.chat == person,
                d.address.in_(await _addresses(db, person)),
                d.key.in_([f"consent:{number}" for number in numbers]),
            ),
        )
        .returning(d.document)
    )
    copies = {document for document in gone.scalars() if document}
    await db.execute(
        delete(t.document).where(t.document.c.sha256.in_(copies), t.document.c.kind == "export")
    )
    return told


async def _take_back(db: AsyncConnection, numbers: list[str]) -> dict[str, str]:
    """Messages to staff about these requests: those that wait are deleted, those that were sent
    lose their words here. Returns the sent ones, by key, with their requests: the caller has them
    edited in the chat."""
    d = t.delivery.c
    about = (d.channel == Channel.STAFF, d.payload[TOPIC].astext.in_(numbers))
    waiting = d.state.in_(_NOT_GONE_OUT)
    await db.execute(delete(t.delivery).where(*about, waiting))
    left = emptied(d.payload, TOPIC)
    blanked = update(t.delivery).where(*about).values(payload=left, document=null())
    rows = await db.execute(blanked.returning(d.key, d.payload[TOPIC].astext))
    return {row[0]: row[1] for row in rows}


async def _take_back_profiles(db: AsyncConnection, person: int) -> dict[str, str]:
    """So is what staff were shown of all that the person has here."""
    act, d = t.finance_act.c, t.delivery.c
    shown = select(act.id).where(act.act == Act.PROFILE, act.subject == str(person))
    keys = [answer_to(id_) for id_ in (await db.execute(shown)).scalars()]
    blanked = update(t.delivery).where(d.key.in_(keys)).values(payload=emptied(d.payload))
    return {key: _GONE for key in (await db.execute(blanked.returning(d.key))).scalars()}


async def _forget_names(db: AsyncConnection, person: int) -> None:
    """Messages to others that name the person: what was said stays said, its copy here loses what
    it was made of."""
    d = t.delivery.c
    query = select(t.person.c.name).where(t.person.c.id == person)
    name = (await db.execute(query)).scalar_one_or_none()
    codes = select(func.concat("group-code:", t.code.c.id)).where(t.code.c.person == person)
    await db.execute(delete(t.delivery).where(d.key.in_(codes)))
    if not name:
        return
    named = func.jsonb_path_exists(
        d.payload, text("'$.args.** ? (@ == $name)'"), func.jsonb_build_object("name", name)
    )
    waits = d.state.in_(_NOT_GONE_OUT)
    await db.execute(delete(t.delivery).where(named, waits, d.channel == Channel.GROUP))
    unnamed = d.payload.op("||")(cast({"args": {}}, JSONB))
    await db.execute(update(t.delivery).where(named, ~waits).values(payload=unnamed))


async def _remember_links(db: AsyncConnection, person: int, key: bytes, now: datetime) -> None:
    """Who deletes their data does not become a stranger to requests about their accounts."""
    link = t.link.c
    who = pseudonym(key, "linked", person)
    accounts = await db.execute(
        select(link.portal, link.account).where(link.person == person).distinct()
    )
    for portal, account in accounts.all():
        await db.execute(
            insert(t.remembered).values(
                kind="was-linked", who=who, subject=f"{portal}:{account}", at=now
            )
        )


async def _forget_staff(db: AsyncConnection, person: int) -> None:
    """Somebody of the staff: what they decided stays, their name and number don't."""
    for table, number, name in (
        (t.decision, "staff", "staff_name"),
        (t.finance_act, "staff", "staff_name"),
        (t.intake, "staff", "staff_name"),
        (t.transfer, "taken_by", "taken_by_name"),
        (t.transfer, "decided_by", "decided_by_name"),
    ):
        theirs = table.c[number] == person
        await db.execute(update(table).where(theirs).values({number: NOBODY, name: _GONE}))
    asked_by = t.coretax_export.c.asked_by
    await db.execute(
        update(t.coretax_export)
        .where(asked_by.in_(actors(person)))
        .values(asked_by=f"staff:{NOBODY}", asked_by_name=_GONE)
    )
    await db.execute(
        update(t.closed_month)
        .where(t.closed_month.c.closed_by.in_(actors(person)))
        .values(closed_by=f"staff:{NOBODY}", closed_by_name=_GONE)
    )
    for table in (t.finance_role, t.prompt):
        await db.execute(delete(table).where(table.c.staff == person))


async def _forget_talks(db: AsyncConnection, person: int) -> None:
    """What was said, by both sides. Copies stay where they were sent to, at Telegram and in the
    portal's tickets."""
    theirs = list((await db.execute(talks(person))).scalars())
    for table in (t.carrier, t.said, t.prompt, t.rating):
        await db.execute(delete(table).where(table.c.conversation.in_(theirs)))
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


def _theirs_alone(account: ColumnElement[str], person: int) -> ColumnElement[bool]:
    """Accounts that nobody else here is linked to."""
    link = t.link.c
    linked = select(link.account).where(link.person == person)
    shared = select(link.account).where(link.person != person, link.revoked_at.is_(None))
    return account.in_(linked) & account.not_in(shared)


async def _forget_buyers(db: AsyncConnection, person: int) -> None:
    """By which document they are known: a NIK or a passport. Who collects its PPN is said of a
    company and stays."""
    buyer = t.buyer.c
    theirs = _theirs_alone(buyer.account, person)
    await db.execute(delete(t.buyer).where(theirs, buyer["class"].is_(None)))
    await db.execute(update(t.buyer).where(theirs).values(identity=null()))


async def _forget_snapshots(db: AsyncConnection, person: int) -> None:
    """What the portal said about accounts that nobody else here is linked to."""
    account = t.snapshot.c.account
    await db.execute(delete(t.snapshot).where(_theirs_alone(account, person)))
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
    await db.execute(
        update(t.transfer).where(transfer.agreed_by == person).values(agreed_by=null())
    )
    await blank_requests(db, transfer.person == person)
    await db.execute(update(t.transfer).where(transfer.person == person).values(person=NOBODY))


async def blank_requests(db: AsyncConnection, which: ColumnElement[bool]) -> None:
    """The names and words in these requests, and in what was said about them."""
    asked = select(t.transfer.c.number).where(which)
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
        update(t.transfer)
        .where(which)
        .values(
            from_label="",
            from_email="",
            to_label="",
            to_email="",
            subject="",
            message="",
            reason="",
        )
    )


async def _forget_slips(db: AsyncConnection, person: int) -> None:
    """What a company withheld stays, as the books it is in; who sent it does not, nor a bank
    account that is no longer paid into."""
    settled = select(w.settlement.c.id).where(
        w.settlement.c.person == person, w.settlement.c.state != "due"
    )
    account = w.refund_account
    await db.execute(delete(account).where(account.c.settlement.in_(settled)))
    for table in (w.announcement, w.slip_upload, w.slip, w.settlement):
        await db.execute(update(table).where(table.c.person == person).values(person=null()))


async def _forget_codes(db: AsyncConnection, person: int) -> None:
    """For a day they still count towards the limits of their mailbox and of who asked, which are
    nobody's to reset by being forgotten; both stand there as keyed hashes."""
    await db.execute(
        update(t.code)
        .where(t.code.c.person == person)
        .values(
            person=NOBODY,
            email="",
            closed_at=func.coalesce(t.code.c.closed_at, func.now()),
            account=null(),
        )
    )


def _is_named(person: int) -> ColumnElement[bool]:
    """Whether they stand anywhere in an update, as somebody whose words are answered, say."""
    inbox = t.inbox.c
    path = f"'$.**.id ? (@ == {int(person)})'"
    return inbox.chat.is_(None) & func.jsonb_path_exists(inbox.body, text(path))


async def _forget_incoming(db: AsyncConnection, person: int) -> list[str]:
    """All that this chat has sent, and all in groups that is theirs or answers them. The update
    that is being handled is cleared when it is done."""
    inbox = t.inbox.c
    gone = await db.execute(
        update(t.inbox)
        .where(or_(inbox.chat == person, is_author(person)))
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
    named = (inbox.done_at.is_not(None), inbox.body.is_not(None), _is_named(person))
    await db.execute(update(t.inbox).where(*named).values(body=null()))
    return [tap for _, result, tap in rows if result == "forgotten" and tap]


async def _forget_audit(db: AsyncConnection, person: int) -> None:
    """What was done stays on record, done by a pseudonym."""
    stranger = uuid4().hex
    audit = t.audit.c
    for known in actors(person):
        unknown = f"{known.partition(':')[0]}:{stranger}"
        for column in (audit.actor, audit.subject):
            await db.execute(update(t.audit).where(column == known).values({column: unknown}))
    await db.execute(
        update(t.audit)
        .where(audit.details["of"].astext == str(person))
        .values(details=audit.details.op("||")(cast({"of": f"person:{stranger}"}, JSONB)))
    )


async def purge_farewells(db: AsyncConnection) -> int:
    """The last window of people who were forgotten goes once it was shown; how many went."""
    screen = t.screen.c
    known = select(t.person.c.id)
    gone = await db.execute(
        delete(t.screen).where(
            screen.key.startswith(WINDOWS), screen.shown == screen.wanted, screen.chat.not_in(known)
        )
    )
    return gone.rowcount
