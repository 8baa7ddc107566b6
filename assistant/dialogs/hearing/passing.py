"""The one place where a customer's words are handed over to people."""

from __future__ import annotations

from assistant.domain.people.model import Person
from assistant.domain.people.news import PersonWrote
from assistant.domain.work import Work


async def pass_on(work: Work, person: Person, text: str, *, about: str, unique: str) -> None:
    """Staff get the words as they are, once for a ``unique``. ``about``: the number of the request
    or conversation that they belong to, if one is known."""
    await work.desk.tell(PersonWrote(person.id, person.name, text, about), unique=unique)
    await work.audit(f"person:{person.id}", "wrote-to-staff", f"person:{person.id}")
