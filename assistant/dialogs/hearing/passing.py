"""The one place where a customer's words are handed over to people."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.people.model import Person
from assistant.domain.people.news import PersonWrote
from assistant.domain.work import Work

Message = tuple[int, str]
"""Telegram's number of it in the person's chat, and its words."""


async def pass_on(
    work: Work, person: Person, messages: Sequence[Message], *, about: str, unique: str
) -> None:
    """Staff get the words as they are, once for a ``unique``. ``about``: the number of the request
    or conversation that they belong to, if one is known."""
    text = "\n".join(words for _, words in messages)
    await work.desk.tell(PersonWrote(person.id, person.name, text, about), unique=unique)
    await work.audit(f"person:{person.id}", "wrote-to-staff", f"person:{person.id}")
