"""Where in the staff chat something stands."""

from __future__ import annotations

from aiogram.types import Message, User


async def is_hidden(message: Message) -> bool:
    """Nobody knows who wrote it: an administrator behind the group's name, somebody in the name of
    a channel, a bot."""
    who = message.from_user
    return message.sender_chat is not None or who is None or who.is_bot


async def is_not_said_here(message: Message) -> bool:
    """What somebody wrote elsewhere and was only shown here: a post of the channel that is linked
    to the group, or a command that was forwarded."""
    if message.is_automatic_forward:
        return True
    words = message.text or message.caption or ""
    return message.forward_origin is not None and words.startswith("/")


def topic_of(message: Message) -> int | None:
    """The topic; General has none, though replies there can carry a thread's id."""
    return message.message_thread_id if message.is_topic_message else None


def answered_person(message: Message) -> User | None:
    """Whose message is answered. In a topic every message that answers nothing answers the topic's
    own beginning."""
    target = message.reply_to_message
    if target is None or target.forum_topic_created or target.from_user is None:
        return None
    return None if target.from_user.is_bot else target.from_user
