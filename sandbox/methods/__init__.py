"""The methods of the Bot API that the sandbox serves, by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.call import Call
from sandbox.methods import chats, copying, deleting, editing, profile, receiving, sending, topics

Method = Callable[[Call], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    **receiving.METHODS,
    **sending.METHODS,
    **copying.METHODS,
    **editing.METHODS,
    **deleting.METHODS,
    **chats.METHODS,
    **topics.METHODS,
    **profile.METHODS,
}
