"""What came in, made safe to keep, and whose turn it takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NoReturn

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL's jsonb has neither NUL nor half a surrogate pair."""
_LONGEST_NUMBER = 1 << 63
HANDLED = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""The kinds of update somebody here does something with; Telegram is asked for no others."""


class BadJsonError(ValueError):
    """Not JSON, not an object, or nothing that could be kept."""


class NotAnUpdateError(ValueError):
    """An update is an object with a whole number ``update_id``."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update of Telegram, as it is kept."""

    id: int
    body: dict[str, Any]
    chat: int | None
    """Updates of one chat are handled in their order; those of None (groups) in any."""
    handled: bool
    """False: nobody here does anything with it."""


def read_json(content: bytes) -> dict[str, Any]:
    """A JSON object. Raises :class:`BadJsonError`, whatever the bytes are."""
    try:
        value = json.loads(content.decode(), parse_constant=_refuse_constant)
        if isinstance(value, dict):
            return {str(key): item for key, item in storable(value).items()}
    except (ValueError, RecursionError):
        raise BadJsonError("not JSON") from None
    raise BadJsonError("not a JSON object")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def storable(value: Any) -> Any:
    """The same JSON without what jsonb cannot hold; what a person typed keeps its length."""
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case float():
            return value if isfinite(value) else None
        case dict():
            return {storable(str(key)): storable(item) for key, item in value.items()}
        case list():
            return [storable(item) for item in value]
        case _:
            return value


def read_update(raw: object) -> Update:
    """Raises :class:`NotAnUpdateError`."""
    if not isinstance(raw, Mapping):
        raise NotAnUpdateError("not an object")
    number = _whole(raw.get("update_id"))
    if number is None:
        raise NotAnUpdateError("no update_id")
    try:
        body = storable(dict(raw))
    except RecursionError:
        raise NotAnUpdateError("nested too deeply") from None
    event = next((body[kind] for kind in HANDLED if isinstance(body.get(kind), dict)), None)
    chat = _chat_of(event) if event is not None else {}
    kind = chat.get("type")
    handled = event is not None and kind in _OF_PEOPLE
    if event is not body.get("my_chat_member"):  # which counts, whoever caused it
        handled = handled and event is not None and not _from_a_bot(event)
    if event is body.get("callback_query") and event is not None:
        handled = handled and isinstance(event.get("data"), str)  # a game's button has none
    order = _whole(chat.get("id")) if kind == "private" else None
    return Update(number, body, order, handled and (kind != "private" or order is not None))


_OF_PEOPLE = ("private", "group", "supergroup")


def _chat_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The chat of a message or a membership, or of the message that a button stands under."""
    message = event.get("message")
    within = message if isinstance(message, dict) else event
    chat = within.get("chat")
    return chat if isinstance(chat, dict) else {}


def _from_a_bot(event: Mapping[str, Any]) -> bool:
    """Whoever writes in the name of the group, or of a channel, comes as a bot, too; they are told
    that nobody knows who they are."""
    sender = event.get("from")
    if not isinstance(sender, dict) or sender.get("is_bot") is not True:
        return False
    return not isinstance(event.get("sender_chat"), dict)


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LONGEST_NUMBER:
        return value
    return None
