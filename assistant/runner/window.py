"""Windows are recorded while a turn is handled, and shown after its commit."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram_dialog import ShowMode
from aiogram_dialog.api.entities import MarkupVariant, NewMessage, OldMessage
from aiogram_dialog.api.protocols import MessageManagerProtocol

from assistant.dialogs.turn import NOT_THAT, Turn
from assistant.logs import cause
from assistant.runner.current import current_turn
from assistant.storage.screen_keys import window_key
from assistant.storage.turn_statements import OwedWindow

_PLACEHOLDER = 1
"""aiogram-dialog wants the id of the message it showed; the true one stands in ``screen``."""


class RecordingMessageManager(MessageManagerProtocol):
    """Shows nothing: leaves the window in the turn, to be shown after its commit."""

    async def remove_kbd(
        self, bot: Bot, show_mode: ShowMode, old_message: OldMessage | None
    ) -> Message | None:
        current_turn().keyboard_gone = True
        return None

    async def show_message(
        self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None
    ) -> OldMessage:
        turn = current_turn()
        turn.shown = new_message
        turn.keyboard_gone = False
        return OldMessage(
            chat=new_message.chat,
            message_id=_PLACEHOLDER,
            media_id=None,
            media_uniq_id=None,
            text=new_message.text,
        )

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        """It was answered before the turn began."""


def owed_window(chat: int, turn: Turn) -> OwedWindow | None:
    """What the turn wants shown; None: nothing else than stands there."""
    if turn.shown is not None:
        content = window_content(turn, turn.shown)
        fresh = turn.shown.show_mode is not ShowMode.EDIT
    elif turn.keyboard_gone:
        content, fresh = {"buttons_gone": True}, False
    else:
        return None
    if turn.received_at is not None:
        content["asked_at"] = turn.received_at.isoformat()
    return OwedWindow(window_key(chat), chat, {**content, **cause()}, fresh, turn.on_screen)


MOST_SAID = 5
"""Sentences above one window."""


def window_content(turn: Turn, window: NewMessage) -> dict[str, Any]:
    """The window as JSON, with the turn's notice above it, below what is still to be read."""
    said = _said(turn)
    text = window.text or ""
    if said:
        text = "\n".join(said) + f"\n\n{text}"
    markup = _markup(turn, window)
    content: dict[str, Any] = {
        "text": text,
        "said": said,
        "markup": markup.model_dump(mode="json", exclude_none=True) if markup else None,
    }
    if isinstance(markup, ReplyKeyboardMarkup):
        content["keyboard"] = turn.html("keyboard-gone")
    return content


def _markup(turn: Turn, window: NewMessage) -> MarkupVariant | None:
    """With the way to people below it, where it was opened by words that may mean another."""
    markup = window.reply_markup
    if not turn.may_be_wrong or not isinstance(markup, InlineKeyboardMarkup | None):
        return markup
    people = InlineKeyboardButton(text=turn.plain("btn-not-that"), callback_data=NOT_THAT)
    above = markup.inline_keyboard if markup else []
    return InlineKeyboardMarkup(inline_keyboard=[*above, [people]])


def _said(turn: Turn) -> list[str]:
    """Each sentence once; the newest last, and if there are too many, those only."""
    now = [turn.html(turn.notice.key, **turn.notice.args)] if turn.notice is not None else []
    return list(dict.fromkeys((*turn.said_before, *now)))[-MOST_SAID:]
