"""Groups of customers: the bot is put in and out, and commands are answered with where they
belong. Faktur are all that goes there; everything else is for the private chat."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    Chat,
    ChatMemberUpdated,
    Message,
    User,
)

from assistant.domain.accounts.groups import group_lost, hint_at_private_chat, show_group_code
from assistant.domain.accounts.model import Group
from assistant.domain.words import HOME
from assistant.domain.work import Work
from assistant.members import is_inside
from assistant.messages import command_of
from assistant.texts import LOCALES

ANSWERED_WITH_A_CODE = ("hubungkan",)
LONGEST_TITLE = 128
"""Characters, which is Telegram's own limit."""


def groups_router(staff_chat: int | None, commands: Sequence[str]) -> Router:
    """Every group but that of staff. ``commands`` are those of the private chat."""
    router = Router(name="groups")
    elsewhere = F.chat.id != staff_chat
    router.my_chat_member.register(_standing_changed, elsewhere)
    router.message.register(_moved, elsewhere, F.migrate_to_chat_id)
    router.message.register(
        _asked_from_private, elsewhere, CommandStart(deep_link=True, ignore_case=True)
    )
    router.message.register(_code_wanted, elsewhere, command_of(*ANSWERED_WITH_A_CODE))
    router.message.register(_command, elsewhere, command_of(*commands))
    return router


async def _standing_changed(event: ChatMemberUpdated, work: Work) -> None:
    """Whoever did it, also another bot; that can't be given a code."""
    was, is_ = is_inside(event.old_chat_member), is_inside(event.new_chat_member)
    if is_ and not was and event.from_user.is_bot:
        group = await work.groups.seen(event.chat.id, _title(event.chat), HOME)
        await hint_at_private_chat(work, group)
    elif is_ and not was:
        await _show_code(work, event.chat, event.from_user)
    elif was and not is_:
        await group_lost(work, event.chat.id)


async def _moved(message: Message, work: Work) -> None:
    """The group became a supergroup."""
    if message.migrate_to_chat_id is not None:
        await work.groups.move(message.chat.id, message.migrate_to_chat_id)


async def _asked_from_private(message: Message, command: CommandObject, work: Work) -> None:
    """Telegram sends ``/start faktur`` when the bot is put in by the button of the private chat,
    also where it has long been."""
    if command.args == "faktur":
        await _code_wanted(message, work)


async def _code_wanted(message: Message, work: Work) -> None:
    """An administrator who hides behind the group's name can't be given a code of their own."""
    if message.from_user is None or message.from_user.is_bot:
        await hint_at_private_chat(work, await _group(work, message))
    else:
        await _show_code(work, message.chat, message.from_user)


async def _command(message: Message, work: Work) -> None:
    await hint_at_private_chat(work, await _group(work, message))


async def _group(work: Work, message: Message) -> Group:
    return await work.groups.seen(message.chat.id, _title(message.chat), HOME)


async def _show_code(work: Work, chat: Chat, who: User) -> None:
    known = await work.people.get(who.id)
    locale = known.locale if known else (who.language_code or "").partition("-")[0]
    await show_group_code(
        work,
        chat.id,
        _title(chat),
        who.id,
        who.first_name,
        locale if locale in LOCALES else HOME,
    )


def _title(chat: Chat) -> str:
    return (chat.title or "")[:LONGEST_TITLE]
