"""Who is in a chat, as Telegram says it."""

from __future__ import annotations

from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberRestricted, ResultChatMemberUnion

_INSIDE = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


def is_inside(member: ResultChatMemberUnion) -> bool:
    """Somebody restricted may have left."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in _INSIDE
