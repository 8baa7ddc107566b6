"""What Telegram answers to a call, as aiogram is given it: as little as anybody asks for."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from aiogram.methods import Response, TelegramMethod

_SOMEWHERE = {"id": 0, "type": "private"}


@cache
def answer_type(method: type[TelegramMethod[Any]]) -> type[Response[Any]]:
    """Kept for good: aiogram asks pydantic for this type at each call, and pydantic forgets what
    nobody keeps. To make it again takes longer than all else that a call does."""
    return Response[method.__returning__]  # type: ignore[name-defined]


def read_answer(content: str | bytes) -> Any:
    """An answer of Telegram's as JSON, with words for why not: who reads them expects some, and a
    server between may give none. Raises ValueError.

    Of a message that stands now its number is all that anybody asks for. To read its words and
    buttons takes four times as long, and something in them may not be known to us.
    """
    answer = json.loads(content)
    if isinstance(answer, dict):
        if not isinstance(answer.get("description"), str):
            answer["description"] = ""
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            number = result["message_id"]
            answer["result"] = {"message_id": number, "date": 0, "chat": _SOMEWHERE}
    return answer
