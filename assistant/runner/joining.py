"""Words that Telegram split: one text of more than 4,096 characters comes as several messages.

Clients cut it, at their limit or at the end of a sentence before it, and send the parts within a
second. The parts after the first are handled together with those before them, so that the end of a
text is never taken for all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.storage import inbox
from assistant.storage.database import Connection
from assistant.storage.dialog_state import ChatState

LONG = 2048
"""Characters from which a message may be the first part of a longer text: clients look for a good
place to cut in the second half."""
LIMIT = 4096
"""Of a message, in UTF-16 units."""
APART = 2
"""Seconds that may lie between two parts, by Telegram's clock, which shows whole ones."""
LONGEST = 120_000
"""Characters of one text, such as a list of 2,000 lines; what follows is a text of its own."""
_KEPT = "#long"
"""Where a chat's state keeps a first part until the next message."""

Json = dict[str, Any]


def joined_to_last(state: ChatState, body: Json) -> Json | None:
    """The update with all of its text, if it brings another part of the last one; its chat's
    state remembers it for the next."""
    part = _part(body.get("message"))
    last = state.data.get(_KEPT)
    whole = _joined(last, part) if part and last else None
    long = whole or part
    keep = long if long and len(long["text"]) >= LONG else None
    state.put(_KEPT, keep)
    return _with_text(body, whole) if whole else None


async def joined_in_group(db: Connection, id_: int, body: Json) -> Json | None:
    """The same for a group, whose messages have no order: the part before is looked for among what
    came in. ``id_`` is this update's in the inbox."""
    message, part = body.get("message"), _part(body.get("message"))
    if part is None or not isinstance(message, Mapping):
        return None
    thread = str(message.get("message_thread_id") or "")
    sender, chat = _id_of(message.get("from")), _id_of(message.get("chat"))
    last = _part(await inbox.message_before(db, id_, sender, chat, thread))
    whole = _joined(last, part) if last and len(last["text"]) >= LONG else None
    return _with_text(body, whole) if whole else None


def _id_of(who: Any) -> str:
    return str(who.get("id")) if isinstance(who, Mapping) else ""


def _part(message: Any) -> Json | None:
    """Words that a person typed or pasted; what is forwarded stands for itself."""
    if not isinstance(message, Mapping) or "forward_origin" in message:
        return None
    words, at = message.get("text"), message.get("date")
    if not isinstance(words, str) or type(at) is not int:
        return None
    length = len(words.encode("utf-16-le")) // 2
    return {"at": at, "text": words, "length": length, "command": _is_command(message)}


def _is_command(message: Mapping[str, Any]) -> bool:
    entities = message.get("entities")
    first = entities[0] if isinstance(entities, list) and entities else None
    if not isinstance(first, Mapping):
        return False
    return first.get("type") == "bot_command" and first.get("offset") == 0


def _joined(last: Json, part: Json) -> Json | None:
    """A command is never the rest of something else."""
    if part["command"] or not 0 <= part["at"] - last["at"] <= APART:
        return None
    text = last["text"] + _between(last, part) + part["text"]
    return {**part, "text": text} if len(text) <= LONGEST else None


def _between(last: Json, part: Json) -> str:
    """Where a client found a good place to cut, what stood there is trimmed away: an end of a line,
    or the space after a sentence. At its limit it cuts in the middle of a word."""
    whole = last.get("length", LIMIT) >= LIMIT  # of an older release: as it was joined there
    cut_in_a_word = whole or last["text"][-1:].isspace() or part["text"][:1].isspace()
    return "" if cut_in_a_word else "\n"


def _with_text(body: Json, whole: Json) -> Json:
    message = {name: value for name, value in body["message"].items() if name != "entities"}
    return {**body, "message": {**message, "text": whole["text"]}}
