"""aiogram's storage over one jsonb row per chat: loaded once, changed in memory, saved once.

The row belongs to the turn's transaction; a context variable hands it to aiogram, whose storage
interface knows only keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from assistant.storage.codec import copied


@dataclass(slots=True)
class ChatState:
    """All dialog state of one chat, by aiogram's destiny."""

    data: dict[str, Any] = field(default_factory=dict)
    changed: bool = False

    def written(self) -> str | None:
        """As JSON, ``{}`` when nothing is left; None: it is as it was read."""
        return json.dumps(self.data) if self.changed else None

    def put(self, name: str, value: Any) -> None:
        """None: it goes."""
        if _same(self.data.get(name), value):
            return
        self.changed = True
        if value is None:
            del self.data[name]
        else:
            self.data[name] = value

    def clear(self) -> None:
        self.changed = True
        self.data.clear()


_current: ContextVar[ChatState] = ContextVar("chat_state")


@contextmanager
def current_chat_state(state: ChatState) -> Iterator[None]:
    token = _current.set(state)
    try:
        yield
    finally:
        _current.reset(token)


class ChatStateStorage(BaseStorage):
    """What aiogram and aiogram-dialog read and write during a turn."""

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        _current.get().put(f"{key.destiny}#state", name)

    async def get_state(self, key: StorageKey) -> str | None:
        return _current.get().data.get(f"{key.destiny}#state")

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        # A round trip, so that what JSON would change is changed (or refused) here and now.
        _current.get().put(key.destiny, json.loads(json.dumps(data)) if data else None)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data: dict[str, Any] = copied(_current.get().data.get(key.destiny, {}))
        return data

    async def close(self) -> None:
        """Nothing of its own to close."""


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON is: true is not 1, nor is 1.0."""
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, dict):
        return all(_same(item, other[name]) for name, item in one.items())
    if isinstance(one, list):
        return all(map(_same, one, other))
    return True
