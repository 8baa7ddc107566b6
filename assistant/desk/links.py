"""``/tautan`` in the staff chat: who is linked to an account, and a button that ends a link."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.desk.finance_topic import place_of
from assistant.domain.accounts.model import FoundLink
from assistant.domain.accounts.news import LinkEnded, LinksFound
from assistant.domain.acting.model import Act
from assistant.domain.acting.wanting import want_act
from assistant.domain.masking import mask_email
from assistant.domain.words import Plain, Say, StaffMessage, Tap
from assistant.domain.work import Work
from assistant.messages import command_of

LINKS_COMMAND = "tautan"


def add_links(router: Router) -> None:
    router.message.register(_links, command_of(LINKS_COMMAND))


async def _links(message: Message, command: CommandObject, work: Work, key: str) -> None:
    """Without words after it, it says how it is used."""
    who, what = message.from_user, (command.args or "").strip()
    place = await place_of(work, message)
    if who is None:
        return
    if not what:
        await work.desk.say(StaffMessage("desk-links-how", place=place), unique=f"links:{key}")
        return
    await want_act(work, who.id, who.full_name, Act.FIND_LINKS, text=what, place=place)


@draw.register
def _found(news: LinksFound) -> StaffMessage:
    if not news.links:
        return StaffMessage("desk-links-none", {"what": news.wanted.text}, news.wanted.place)
    lines = tuple(Say("desk-links-line", _told(found)) for found in news.links)
    buttons = tuple(
        Tap(
            "desk-links-btn-end",
            FinanceButton.of(Act.END_LINK, found.id),
            {"name": _name(found), "account": found.link.label},
        )
        for found in news.links
    )
    return StaffMessage("desk-links", {"lines": lines}, news.wanted.place, buttons=buttons)


@draw.register
def _ended(news: LinkEnded) -> StaffMessage:
    about = {**_told(news.link), "by": news.wanted.staff_name}
    return StaffMessage("desk-links-ended", about, news.wanted.place)


def _told(found: FoundLink) -> dict[str, Plain]:
    return {
        "name": _name(found),
        "account": found.link.label,
        "email": mask_email(found.link.email),
        "proven": found.link.proven_at,
    }


def _name(found: FoundLink) -> str:
    return found.name or str(found.link.person)
