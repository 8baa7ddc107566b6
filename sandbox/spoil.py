"""Parts of an update that nobody can read: unknown ones, and known ones of a type they never had.

What makes it an update stays: who, where, the words, and what was pressed.
"""

from __future__ import annotations

from sandbox.model import Json

_UNKNOWN: Json = {"community_hologram": {"layers": [{"depth": "deep"}], "until": None}}
_OF_A_MESSAGE: tuple[Json, ...] = (
    _UNKNOWN,
    {"entities": [{"type": 7, "offset": "first", "length": None}]},
    {"link_preview_options": ["none"]},
    {"via_bot": "a bot"},
    {"quote": 5},
    {"external_reply": []},
    {"reply_to_message": "the one above"},
    {"giveaway": {"chats": 3, "winner_count": {}}},
    {"checklist": {"title": 1, "tasks": "many"}},
    {"reply_markup": {"inline_keyboard": "none"}},
    {"edit_date": "today", "effect_id": {}},
    {"gift": {"gift": {"sticker": 1}}, "is_paid_post": "yes"},
)
_OF_A_PERSON: tuple[Json, ...] = (
    {"language_code": 7},
    {"username": []},
    {"last_name": {"short": "B."}, "is_premium": "since May"},
)
_OF_A_TAP: tuple[Json, ...] = (
    _UNKNOWN,
    {"chat_instance": 7},
    {"inline_message_id": {}},
    {"game_short_name": ["chess"]},
)


def spoil(kind: str, body: Json, turn: int) -> Json:
    """The content of an update of this kind with such a part in it, each in its ``turn``."""
    spoilt = dict(body)
    if kind not in ("message", "edited_message", "callback_query"):
        return spoilt | _UNKNOWN
    parts = _OF_A_TAP if kind == "callback_query" else _OF_A_MESSAGE
    where, turn = turn % 3, turn // 3
    if where == 1 and "from" in spoilt:
        spoilt["from"] = spoilt["from"] | _OF_A_PERSON[turn % len(_OF_A_PERSON)]
    elif where == 2 and "message" in spoilt:
        spoilt["message"] = spoilt["message"] | _OF_A_MESSAGE[turn % len(_OF_A_MESSAGE)]
    else:
        spoilt |= parts[turn % len(parts)]
    return spoilt
