"""A message of Telegram as what somebody said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from aiogram.filters import Command
from aiogram.types import Message

from assistant.domain.ids import parse_id
from assistant.domain.support.model import Media, Words

_FILES = ("document", "voice", "video", "video_note", "audio", "animation", "sticker")
_OTHERS = ("contact", "location", "venue", "poll", "dice")
"""What is copied, and has no file."""
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(\s|$)")


def command_of(*names: str) -> Command:
    """The filter of every command: a phone may write it with a capital, a group adds our name."""
    return Command(*names, ignore_case=True)


def is_command(message: Message) -> bool:
    """Whether it looks like one; ``/var/www`` does not."""
    return _COMMAND.match(message.text or message.caption or "") is not None


def words_of(message: Message, text: str | None = None) -> Words:
    """``text``: other words than all of its own."""
    answered = message.reply_to_message
    quotes = None
    if answered is not None and not answered.forum_topic_created:
        quotes = parse_id(str(answered.message_id))
    own = message.text or message.caption or ""
    return Words(
        message.chat.id,
        message.message_id,
        own if text is None else text,
        _media(message),
        quotes,
        _seconds(message),
    )


def _seconds(message: Message) -> int | None:
    date = message.date
    return date if isinstance(date, int) else int(date.timestamp())


def _media(message: Message) -> Media | None:
    if message.photo:
        best = message.photo[-1]
        return Media("photo", best.file_id, f"foto-{message.message_id}.jpg", best.file_size or 0)
    if message.animation is not None:  # which comes as a document, too
        return _file("animation", message.animation, message)
    for kind in _FILES:
        if (file := getattr(message, kind)) is not None:
            return _file(kind, file, message)
    for kind in _OTHERS:
        if getattr(message, kind) is not None:
            return Media(kind)
    return None


_ENDS = {
    "voice": ".ogg",
    "video": ".mp4",
    "video_note": ".mp4",
    "audio": ".mp3",
    "animation": ".mp4",
    "sticker": ".webp",
}


def _file(kind: str, file: Any, message: Message) -> Media:
    made = f"{kind}-{message.message_id}{_ENDS.get(kind, '')}"
    name = getattr(file, "file_name", None) or made
    return Media(kind, file.file_id, name, file.file_size or 0)


def own_text(body: Mapping[str, Any]) -> str | None:
    """Of an update's message as it came: a long text's later part without those before it."""
    message = body.get("message") or body.get("edited_message")
    words = message.get("text") if isinstance(message, Mapping) else None
    return words if isinstance(words, str) else None
