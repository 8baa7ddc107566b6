"""Conversations, what was said in them, and what staff are asked to write."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.support.model import (
    Ask,
    Carrier,
    Conversation,
    ConversationState,
    Prompt,
    PromptState,
    Said,
    Side,
    Subject,
    Template,
    Words,
)
from assistant.storage import tables as t
from assistant.storage.codec import of_row, to_json
from assistant.storage.prepared import Prepared
from assistant.storage.repositories.found import all_of, first_of
from assistant.storage.repositories.repository import Repository
from assistant.storage.screen_keys import NUMBERED, about_of

_c = t.conversation.c
_NEWEST = (_c.updated_at.desc(), _c.number)
_OF = Prepared(select(t.conversation).where(_c.person == bindparam("person")).order_by(*_NEWEST))
_FEW = 20
"""Messages that others can have put in between."""
_NOT_OURS = ("number", "account", "ticket_id", "ticket_number")
"""What saving a conversation leaves alone: a job fills it in meanwhile."""


class SqlConversations(Repository):
    async def add(self, conversation: Conversation) -> None:
        await self._db.execute(
            insert(t.conversation).values(**asdict(conversation)).on_conflict_do_nothing()
        )

    async def get(self, number: str) -> Conversation | None:
        return await self._one(_c.number == number)

    async def locked(self, number: str) -> Conversation | None:
        query = select(t.conversation).where(_c.number == number)
        return await first_of(Conversation, self._db, query.with_for_update())

    async def about(self, person: int, subject: Subject) -> Conversation | None:
        query = select(t.conversation).where(
            _c.person == person, _c.about == subject.about, _c.ref == subject.ref
        )
        if not subject.ref:
            query = query.where(_c.state != ConversationState.CLOSED)
        return await first_of(Conversation, self._db, query.order_by(*_NEWEST).limit(1))

    async def of(self, person: int) -> list[Conversation]:
        return [of_row(Conversation, row) for row in await _OF.rows(self._db, person=person)]

    async def waiting(self, person: int) -> Conversation | None:
        query = select(t.conversation).where(
            _c.person == person, _c.state == ConversationState.ANSWERED
        )
        return await first_of(Conversation, self._db, query.order_by(*_NEWEST).limit(1))

    async def in_topic(self, chat: int, thread: int) -> str | None:
        screen = t.screen.c
        query = select(screen.key).where(
            screen.chat == chat, screen.thread == thread, screen.key.like(NUMBERED)
        )
        key = (await self._db.execute(query.limit(1))).scalar_one_or_none()
        return about_of(key) if key else None

    async def by_ticket(self, ticket_id: str) -> Conversation | None:
        return await self._one(_c.ticket_id == ticket_id)

    async def without_ticket(self, person: int) -> list[Conversation]:
        query = select(t.conversation).where(_c.person == person, _c.account.is_(None))
        return await all_of(Conversation, self._db, query.order_by(*_NEWEST))

    async def save(self, conversation: Conversation) -> None:
        values = {k: v for k, v in asdict(conversation).items() if k not in _NOT_OURS}
        await self._set(conversation.number, **values)

    async def give_account(self, number: str, account: str) -> None:
        await self._set(number, account=account)

    async def ticket_opened(self, number: str, ticket_id: str, ticket_number: str) -> None:
        await self._set(number, ticket_id=ticket_id, ticket_number=ticket_number)

    async def _set(self, number: str, **values: object) -> None:
        await self._db.execute(update(t.conversation).where(_c.number == number).values(**values))

    async def _one(self, condition: Any) -> Conversation | None:
        return await first_of(Conversation, self._db, select(t.conversation).where(condition))

    # What was said

    async def record(
        self, conversation: str, side: Side, who: int | None, who_name: str, words: Words,
        *, reply: str | None = None,
    ) -> Said | None:  # fmt: skip
        statement = (
            insert(t.said)
            .values(
                conversation=conversation,
                side=side,
                who=who,
                who_name=who_name,
                chat=words.chat,
                message=words.message,
                reply=reply,
                text=words.text,
                media=to_json(words.media) if words.media else None,
                sent=words.sent,
                at=self._now,
            )
            .on_conflict_do_nothing()
            .returning(t.said)
        )
        return await first_of(Said, self._db, statement)

    async def said(self, said: int) -> Said | None:
        return await first_of(Said, self._db, select(t.said).where(t.said.c.id == said))

    async def said_in(self, chat: int, message: int) -> Said | None:
        if not _is_number(message):
            return None
        query = select(t.said).where(t.said.c.chat == chat, t.said.c.message == message)
        return await first_of(Said, self._db, query)

    async def said_just_before(self, chat: int, message: int, who: int) -> Said | None:
        s = t.said.c
        query = select(t.said).where(
            s.chat == chat, s.message < message, s.message >= message - _FEW, s.who == who
        )
        return await first_of(Said, self._db, query.order_by(s.message.desc()).limit(1))

    async def reword(self, said: int, text: str) -> None:
        await self._db.execute(update(t.said).where(t.said.c.id == said).values(text=text))

    async def all_said(self, conversation: str) -> list[Said]:
        query = select(t.said).where(t.said.c.conversation == conversation)
        return await all_of(Said, self._db, query.order_by(t.said.c.id))

    async def not_in_ticket(self, conversation: str) -> list[tuple[Said, str | None]]:
        s = t.said.c
        query = select(t.said).where(
            s.conversation == conversation, s.reply.is_(None), s.in_ticket.is_distinct_from(s.text)
        )
        rows = await self._db.execute(query.order_by(s.id))
        return [(of_row(Said, row), row.in_ticket) for row in rows]

    async def stands_in_ticket(self, said: int, text: str) -> None:
        values = {"in_ticket": text, "in_ticket_at": self._now}
        await self._db.execute(update(t.said).where(t.said.c.id == said).values(**values))

    # Messages of the bot

    async def carry(self, carrier: Carrier) -> None:
        await self._db.execute(insert(t.carrier).values(**asdict(carrier)).on_conflict_do_nothing())

    async def carrier(self, chat: int, message: int) -> Carrier | None:
        if not _is_number(message):
            return None
        query = select(t.carrier).where(t.carrier.c.chat == chat, t.carrier.c.message == message)
        return await first_of(Carrier, self._db, query)

    async def is_arriving(self, number: str) -> bool:
        delivery = t.delivery.c
        query = select(delivery.id).where(
            delivery.channel == Channel.STAFF,
            delivery.state.in_((DeliveryState.SENDING, DeliveryState.UNKNOWN)),
            delivery.payload["carries"]["conversation"].astext == number,
        )
        return (await self._db.execute(query.limit(1))).first() is not None

    async def copy_of(self, said: int) -> Carrier | None:
        query = select(t.carrier).where(t.carrier.c.said == said)
        return await first_of(Carrier, self._db, query.order_by(t.carrier.c.message.desc()))

    # What staff are asked to write

    async def prompt(
        self, staff: int, staff_name: str, conversation: str, ask: Ask, text: str = ""
    ) -> Prompt:
        row = await self._db.execute(
            insert(t.prompt)
            .values(
                staff=staff,
                staff_name=staff_name,
                conversation=conversation,
                ask=ask,
                state=PromptState.LOOKING if text else PromptState.CHOOSING,
                text=text,
                at=self._now,
            )
            .returning(t.prompt)
        )
        return of_row(Prompt, row.one())

    async def get_prompt(self, prompt: int) -> Prompt | None:
        return await self._one_prompt(t.prompt.c.id == prompt)

    async def prompt_at(self, chat: int, message: int) -> Prompt | None:
        if not _is_number(message):
            return None
        return await self._one_prompt(t.prompt.c.chat == chat, t.prompt.c.message == message)

    async def prompt_written_in(self, message: int) -> Prompt | None:
        if not _is_number(message):
            return None
        kept = t.prompt.c.state.in_((PromptState.LOOKING, PromptState.SENT))
        return await self._one_prompt(t.prompt.c.source == message, kept)

    async def _one_prompt(self, *conditions: Any) -> Prompt | None:
        query = select(t.prompt).where(*conditions).order_by(t.prompt.c.id.desc()).limit(1)
        return await first_of(Prompt, self._db, query.with_for_update())

    async def prompt_stands(self, prompt: int, chat: int, message: int) -> None:
        await self._db.execute(
            update(t.prompt).where(t.prompt.c.id == prompt).values(chat=chat, message=message)
        )

    async def save_prompt(self, prompt: Prompt) -> None:
        values = {"state": prompt.state, "text": prompt.text, "source": prompt.source}
        await self._db.execute(
            update(t.prompt).where(t.prompt.c.id == prompt.id).values(**values, at=prompt.at)
        )

    # Ready answers

    async def templates(self) -> list[Template]:
        query = select(t.template).order_by(t.template.c.name, t.template.c.locale)
        return await all_of(Template, self._db, query)

    async def template(self, template: int) -> Template | None:
        query = select(t.template).where(t.template.c.id == template)
        return await first_of(Template, self._db, query)

    async def put_template(self, locale: str, name: str, text: str) -> None:
        await self._db.execute(
            insert(t.template)
            .values(locale=locale, name=name, text=text)
            .on_conflict_do_update(index_elements=["locale", "name"], set_={"text": text})
        )

    async def drop_template(self, template: int) -> None:
        await self._db.execute(delete(t.template).where(t.template.c.id == template))

    # Those who are not heard

    async def muted(self, person: int) -> bool:
        query = select(exists().where(t.muted.c.person == person))
        return bool((await self._db.execute(query)).scalar_one())

    async def mute(self, person: int, by: int | None) -> None:
        if by is None:
            await self._db.execute(delete(t.muted).where(t.muted.c.person == person))
            return
        values = {"person": person, "by": by, "at": self._now}
        await self._db.execute(insert(t.muted).values(**values).on_conflict_do_nothing())


def _is_number(message: int) -> bool:
    """Whether a message can have it; a larger one is nothing of ours."""
    return 0 < message < 2**63
