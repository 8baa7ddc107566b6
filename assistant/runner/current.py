"""The turn that is being handled, for aiogram-dialog's parts that are given no context."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from assistant.dialogs.turn import Turn

_turn: ContextVar[Turn] = ContextVar("turn")


def current_turn() -> Turn:
    return _turn.get()


@contextmanager
def handling(turn: Turn) -> Iterator[None]:
    token = _turn.set(turn)
    try:
        yield
    finally:
        _turn.reset(token)
