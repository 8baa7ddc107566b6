"""Who may do what in the staff chat, as jobs ask it of Telegram."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramAPIError
from aiogram.types import ChatMemberAdministrator, ChatMemberOwner

from assistant.domain.staff import AskStanding, Standing
from assistant.domain.support.answering import Staff
from assistant.members import is_inside
from assistant.worker.waiting import AskAdministrators

log = structlog.get_logger(__name__)


def asks_standing(bot: Bot, staff_chat: int | None) -> AskStanding:
    async def ask(person: int) -> Standing:
        assert staff_chat is not None
        member = await bot.get_chat_member(staff_chat, person)
        if member.status not in (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR):
            return Standing.MEMBER if is_inside(member) else Standing.OUTSIDE
        assert isinstance(member, ChatMemberOwner | ChatMemberAdministrator)
        return Standing.ANONYMOUS if member.is_anonymous else Standing.DECIDER

    return ask


def asks_administrators(bot: Bot, staff_chat: int | None) -> AskAdministrators:
    """Those who act under their own name."""

    async def ask() -> list[Staff] | None:
        if staff_chat is None:
            return None
        try:
            found = await bot.get_chat_administrators(staff_chat)
        except (TelegramAPIError, OSError, TimeoutError) as error:
            log.warning("the administrators are not known", error=str(error))
            return None
        return [
            Staff(one.user.id, one.user.full_name)
            for one in found
            if not one.user.is_bot and not getattr(one, "is_anonymous", False)
        ]

    return ask
