"""Words of customers that were meant for people."""

from __future__ import annotations

from assistant.desk.drawing import draw
from assistant.domain.people.news import PersonWrote
from assistant.domain.words import Arg, StaffMessage


@draw.register
def _person_wrote(news: PersonWrote) -> StaffMessage:
    who: dict[str, Arg] = {"name": news.name, "person": str(news.person), "text": news.text}
    if news.about:
        return StaffMessage("desk-person-wrote-about", {**who, "about": news.about})
    return StaffMessage("desk-person-wrote", who)
