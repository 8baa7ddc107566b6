"""Reply markups: what Telegram takes, cleaned of what it ignores."""

from __future__ import annotations

import json
from typing import Any

from sandbox.errors import bad_request
from sandbox.fields import known_only, problems
from sandbox.model import Json

BUTTON_LIMIT = 100
SIZE_LIMIT = 10_000
"""Bytes of an inline keyboard's JSON."""
DATA_LIMIT = 64
COPY_LIMIT = 256
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
STYLES = ("primary", "success", "danger")
URL_SCHEMES = ("http://", "https://", "tg://")


def read_markup(value: Any) -> Json | None:
    """Any reply markup of a message to send; None when there is none or it is empty."""
    if value is None or value == {}:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return read_inline(value)
    if "keyboard" in value:
        return _reply_keyboard(value)
    if value.get("remove_keyboard") is True:
        return known_only("ReplyKeyboardRemove", value)
    if value.get("force_reply") is True:
        return known_only("ForceReply", value)
    raise bad_request("can't parse reply keyboard markup JSON object")


def read_inline(value: Any) -> Json | None:
    """An inline keyboard; None when it has no buttons. Raises a 400 for the first bad button."""
    if value is None or value == {}:
        return None
    if not isinstance(value, dict) or "inline_keyboard" not in value:
        raise bad_request("inline keyboard expected")
    rows = _rows(value["inline_keyboard"], "inline_keyboard")
    cleaned = [[_inline_button(button) for button in row] for row in rows if row]
    if not cleaned:
        return None
    keyboard = {"inline_keyboard": cleaned}
    if sum(len(row) for row in cleaned) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    if len(json.dumps(keyboard, ensure_ascii=False).encode()) > SIZE_LIMIT:
        raise bad_request("reply markup is too long")
    return keyboard


def _rows(value: Any, name: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'Field "{name}" must be of type Array')
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f'Field "{name}" must be an Array of Arrays')
    return value


def _inline_button(button: Any) -> Json:
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{prefix}InlineKeyboardButton must be an Object")
    cleaned = known_only("InlineKeyboardButton", button)
    wrong = problems("InlineKeyboardButton", cleaned)
    if wrong:
        raise bad_request(prefix + wrong[0])
    if not cleaned["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    actions = [name for name in ACTIONS if name in cleaned]
    if not actions or cleaned.get("url") == "":
        raise bad_request(f"{prefix}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{prefix}only one action is allowed, found {' and '.join(actions)}")
    _check_action(cleaned)
    _check_style(cleaned)
    return cleaned


def _check_action(button: Json) -> None:
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(copied["text"]) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    url = button.get("url")
    if url is not None and not url.lower().startswith(URL_SCHEMES):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_style(button: Json) -> None:
    style = button.get("style")
    if style is not None and style not in STYLES:
        raise bad_request(f'invalid button style "{style}" specified')


def _reply_keyboard(value: Json) -> Json:
    rows = _rows(value["keyboard"], "keyboard")
    cleaned = [[_reply_button(button) for button in row] for row in rows if row]
    if not cleaned:
        raise bad_request("REPLY_MARKUP_INVALID")
    return {**known_only("ReplyKeyboardMarkup", value), "keyboard": cleaned}


def _reply_button(button: Any) -> Json:
    described = {"text": button} if isinstance(button, str) else button
    if not isinstance(described, dict):
        raise bad_request("KeyboardButton must be an Object")
    cleaned = known_only("KeyboardButton", described)
    wrong = problems("KeyboardButton", cleaned)
    if wrong:
        raise bad_request(f"can't parse keyboard button: {wrong[0]}")
    _check_style(cleaned)
    return cleaned
