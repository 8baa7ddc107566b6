"""An answer that is edited in the chat: while nothing came of it yet, the edit takes its place.

Before an answer is handled its chat's state is put aside. When it is edited and the person still
stands where it led them, that state is brought back, and the edited words are handled as if they
had been sent in the first place. Nothing but a form's own draft was written by then, and that is
written over.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from assistant.storage.dialog_state import ChatState

_KEPT = "#answer"
"""Where a chat's state keeps the last answer: its message, the state before it, where it led."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EditableAnswer:
    """Words that are about to be handled."""

    message: int
    before: Json


def begin_answer(state: ChatState, body: Json) -> EditableAnswer | None:
    """What to remember of this update, if it is an answer; a tap or a command ends what was
    remembered."""
    message = body.get("message")
    words = message.get("text") if isinstance(message, Mapping) else None
    if "callback_query" in body or (isinstance(words, str) and words.startswith("/")):
        state.put(_KEPT, None)
        return None
    number = message.get("message_id") if isinstance(message, Mapping) else None
    if not isinstance(words, str) or type(number) is not int:
        return None  # a file, or news of ours: what was written before it may still be edited
    return EditableAnswer(number, deepcopy(_without_ours(state.data)))


def end_answer(state: ChatState, answer: EditableAnswer) -> None:
    """It was handled."""
    led_to = _where(state.data)
    kept = {"message": answer.message, "before": answer.before, "led_to": led_to}
    state.put(_KEPT, kept if led_to else None)


def as_if_sent(state: ChatState, body: Json) -> Json | None:
    """The edited answer as an update that brings a new one, and the state as it was before; None
    where the edit comes too late."""
    edited = body.get("edited_message")
    kept = state.data.get(_KEPT)
    if not isinstance(edited, Mapping) or kept is None or not _are_words(edited):
        return None
    if kept["message"] != edited.get("message_id") or kept["led_to"] != _where(state.data):
        return None
    state.clear()
    state.data.update(deepcopy(kept["before"]))
    sent = {name: value for name, value in edited.items() if name != "edit_date"}
    return {"update_id": body.get("update_id"), "message": sent}


def is_worth_a_word(body: Json) -> bool:
    """Whether somebody changed words that they may think we read again."""
    edited = body.get("edited_message")
    return isinstance(edited, Mapping) and ("text" in edited or "caption" in edited)


def _are_words(edited: Mapping[str, Any]) -> bool:
    words = edited.get("text")
    return isinstance(words, str) and not words.startswith("/")


def _without_ours(data: Json) -> Json:
    return {name: value for name, value in data.items() if not name.startswith("#")}


def _where(data: Json) -> list[list[str]]:
    """The windows that stand, by their dialogs."""
    kept = _without_ours(data)
    return sorted(
        [name, str(value["state"])]
        for name, value in kept.items()
        if isinstance(value, dict) and "state" in value
    )
