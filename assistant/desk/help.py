"""``/bantuan`` in the staff chat: short pages that take one another's place; in finance's topic
others than elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import HelpButton, HelpPage
from assistant.desk.finance_topic import place_of
from assistant.desk.places import topic_of
from assistant.domain.words import Place, StaffMessage, Tap
from assistant.domain.work import Work
from assistant.messages import command_of

HELP_COMMAND = "bantuan"


class _Page(NamedTuple):
    title: str
    text: str


PAGES: Mapping[HelpPage, _Page] = {
    HelpPage.STAFF: _Page("desk-help-title-staff", "desk-help-staff"),
    HelpPage.FIRST_DAY: _Page("desk-help-title-first-day", "desk-help-first-day"),
    HelpPage.ANSWER: _Page("desk-help-title-answer", "desk-help-answer"),
    HelpPage.REQUEST: _Page("desk-help-title-request", "desk-help-request"),
    HelpPage.FIND: _Page("desk-help-title-find", "desk-help-find"),
    HelpPage.QUEUE: _Page("desk-help-title-queue", "desk-help-queue"),
    HelpPage.TROUBLE: _Page("desk-help-title-trouble", "desk-help-trouble"),
    HelpPage.FINANCE: _Page("desk-help-title-finance", "desk-help-finance"),
    HelpPage.MONTH: _Page("desk-help-title-month", "desk-help-month"),
    HelpPage.EXPORT: _Page("desk-help-title-export", "desk-help-export"),
    HelpPage.FAKTUR: _Page("desk-help-title-faktur", "desk-help-faktur"),
    HelpPage.UNDONE: _Page("desk-help-title-undone", "desk-help-undone"),
    HelpPage.SLIPS: _Page("desk-help-title-slips", "desk-help-slips"),
    HelpPage.BUYERS: _Page("desk-help-title-buyers", "desk-help-buyers"),
}
_LEADS: Mapping[HelpPage, tuple[HelpPage, ...]] = {
    HelpPage.STAFF: (
        HelpPage.FIRST_DAY,
        HelpPage.ANSWER,
        HelpPage.REQUEST,
        HelpPage.FIND,
        HelpPage.QUEUE,
        HelpPage.TROUBLE,
        HelpPage.FINANCE,
    ),
    HelpPage.FINANCE: (
        HelpPage.MONTH,
        HelpPage.EXPORT,
        HelpPage.FAKTUR,
        HelpPage.UNDONE,
        HelpPage.SLIPS,
        HelpPage.BUYERS,
        HelpPage.STAFF,
    ),
}
"""The pages that lead to others; each of those leads back."""


def add_help(router: Router) -> None:
    router.callback_query.register(_turned, HelpButton.filter())
    router.message.register(_asked, command_of(HELP_COMMAND))


async def _asked(message: Message, work: Work, key: str) -> None:
    finance = await place_of(work, message) is Place.FINANCE
    page = HelpPage.FINANCE if finance else HelpPage.STAFF
    said = _drawn(page, thread=topic_of(message), answers=message.message_id)
    await work.desk.say(said, unique=f"desk:{key}")


async def _turned(query: CallbackQuery, callback_data: HelpButton, work: Work, key: str) -> None:
    """The page takes the place of the one that was tapped."""
    if not isinstance(query.message, Message):
        return
    message = query.message
    said = _drawn(callback_data.page, thread=topic_of(message), edits=message.message_id)
    await work.desk.say(said, unique=f"desk:{key}")


def _drawn(
    page: HelpPage, *, thread: int | None, answers: int | None = None, edits: int | None = None
) -> StaffMessage:
    leads = _LEADS.get(page) or (_home_of(page),)
    buttons = tuple(Tap(PAGES[one].title, HelpButton(page=one).pack()) for one in leads)
    text = PAGES[page].text
    return StaffMessage(text, thread=thread, buttons=buttons, answers=answers, edits=edits)


def _home_of(page: HelpPage) -> HelpPage:
    return next(home for home, leads in _LEADS.items() if page in leads)
