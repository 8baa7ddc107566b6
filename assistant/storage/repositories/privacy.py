"""All that is held about one person, read for ``/data_saya``; ``forgetting`` deletes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.expression import ColumnElement

from assistant.domain.accounts.model import LINK_VALID_FOR
from assistant.storage import tables as t
from assistant.storage.tables import withholding as w

_HELD = (
    (t.person, "id"),
    (t.consent, "person"),
    (t.link, "person"),
    (t.draft, "person"),
    (t.portfolio, "person"),
    (t.code, "person"),
    (t.registration, "person"),
    (t.tax_change, "person"),
    (t.transfer, "person"),
    (t.file_request, "person"),
    (w.announcement, "person"),
    (w.slip_upload, "person"),
    (w.slip, "person"),
    (w.settlement, "person"),
    (t.conversation, "person"),
    (t.muted, "person"),
    (t.rating, "person"),
    (t.delivery, "person"),
    (t.chat_state, "chat"),
    (t.screen, "chat"),
    (t.decision, "staff"),
    (t.finance_role, "staff"),
    (t.finance_act, "staff"),
    (t.intake, "staff"),
)
_SECRET = {"nonce", "consent_token", "reference", "mailbox", "asker"}
"""What would let somebody act, or says nothing about the person."""


async def everything(db: AsyncConnection, person: int) -> dict[str, object]:
    """Every row about this person, by table."""
    held: dict[str, object] = {}
    for table, column in _HELD:
        rows = await db.execute(select(table).where(table.c[column] == person))
        held[table.name] = [_readable(row) for row in rows.mappings()]
    for table, condition in _more(person):
        rows = await db.execute(select(table).where(condition))
        held[table.name] = [_readable(row) for row in rows.mappings()]
    return held


def _more(person: int) -> list[tuple[Any, ColumnElement[bool]]]:
    """What they wrote anywhere, what they agreed to, what they were shown of their accounts'
    taxes, and what they did."""
    agreed = select(t.consent.c.text_hash).where(t.consent.c.person == person)
    asked = select(t.transfer.c.number).where(t.transfer.c.person == person)
    since = func.now() - LINK_VALID_FOR
    link = t.link.c
    seen = select(link.account).where(
        link.person == person,
        link.revoked_at.is_(None),
        link.suspended_at.is_(None),
        link.proven_at > since,
    )
    return [
        (t.inbox, or_(t.inbox.c.chat == person, is_author(person))),
        (t.agreed_text, t.agreed_text.c.text_hash.in_(agreed)),
        (t.snapshot, t.snapshot.c.account.in_(seen)),
        (t.buyer, t.buyer.c.account.in_(seen)),
        (t.faktur_request, t.faktur_request.c.account.in_(seen)),
        (t.faktur, t.faktur.c.account.in_(seen)),
        (t.audit, t.audit.c.actor.in_(actors(person))),
        (t.question, t.question.c.transfer.in_(asked)),
        (t.ticket_answer, t.ticket_answer.c.transfer.in_(asked)),
        (t.said, t.said.c.conversation.in_(talks(person))),
    ]


def is_author(person: int) -> ColumnElement[bool]:
    """Whether an update into a group was caused by them."""
    inbox = t.inbox.c
    return (
        inbox.chat.is_(None)
        & (inbox.source == "telegram")
        & func.jsonb_path_exists(inbox.body, text(f"'$.*.from.id ? (@ == {int(person)})'"))
    )


def _readable(row: Any) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if name not in _SECRET
    }


def talks(person: int) -> Any:
    return select(t.conversation.c.number).where(t.conversation.c.person == person)


def actors(person: int) -> list[str]:
    """As the audit names them; staff are people, too."""
    return [f"person:{person}", f"staff:{person}"]
