"""Buttons by their words: who never taps writes what stands on one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from aiogram_dialog import DialogManager
from rapidfuzz import fuzz

from assistant.dialogs.turn import say_above, turn_of
from assistant.dialogs.understanding.lexicon import lexicon
from assistant.dialogs.understanding.meaning import says_yes

_ALIKE = 90
"""Of 100: how near what is written has to be to a label."""
_LONGEST = 60
_WORD = re.compile(r"[^\W_]+")
_ROUND = ("filler", "particle", "call", "wish")
"""What may be said around it: "yang perusahaan aja kak"."""
_BY_TAP_ALONE = ("success", "danger")
"""The colours of what sends, agrees or deletes: words begin none of it, nor what is called so."""


async def by_label(message: Message, manager: DialogManager, *, part: bool = False) -> bool:
    """Whether the words are those of a button here, and it was pressed; or of one that only a tap
    may press, which is then said. ``part``: some of its words do, for nothing is to be typed."""
    dialog: Any = manager.dialog()  # type: ignore[attr-defined]
    window = dialog.windows[manager.current_context().state]
    data = await window.load_data(dialog, manager)
    rows = await window.keyboard.render_keyboard(data, manager)
    here = [one for row in rows for one in row if getattr(one, "callback_data", None)]
    button = _meant(message.text or "", here, part=part)
    if button is None:
        return False
    sends = any(lexicon().says(word, "send") for word in _words(button.text)[:1])
    if sends or button.style in _BY_TAP_ALONE:
        say_above(manager, "problem-press", label=button.text)
        return True
    assert message.from_user is not None
    tap = CallbackQuery(
        id=turn_of(manager).key,
        from_user=message.from_user,
        chat_instance="",
        message=message,
        data=button.callback_data,
    )
    return bool(await window.process_callback(tap, dialog, manager))


def _meant(
    text: str, here: Sequence[InlineKeyboardButton], *, part: bool
) -> InlineKeyboardButton | None:
    """The only one that is; a "yes" means the green one."""
    if len(text) > _LONGEST:
        return None
    typed = _words(text)
    whole = [one for one in here if typed and _alike(typed, _words(one.text))]
    some = [one for one in here if part and typed and set(typed) <= set(_words(one.text))]
    green = [one for one in here if part and one.style == "success" and says_yes(text)]
    return next((found[0] for found in (whole, some, green) if len(found) == 1), None)


def _words(text: str) -> list[str]:
    said = _WORD.findall(text.lower())
    core = [one for one in said if not any(lexicon().says(one, round_) for round_ in _ROUND)]
    return core or said


def _alike(typed: list[str], label: list[str]) -> bool:
    return fuzz.ratio(" ".join(typed), " ".join(label)) >= _ALIKE
