"""Counting what aiogram does: which handler took a turn, and what became of each call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import TelegramMethod
from aiogram_dialog import Dialog

from assistant.metrics import TELEGRAM_CALLS

_handler: ContextVar[str] = ContextVar("handler", default="")


def forget_handler() -> None:
    """At the beginning of a turn."""
    _handler.set("")


def handler_taken() -> str:
    """The dialog's name, or the handler's; ``none`` when nobody took the update."""
    return _handler.get() or "none"


def note_handlers(dispatcher: Dispatcher) -> None:
    """Have every handler of this dispatcher noted when it is called."""
    for name, observer in dispatcher.observers.items():
        if name != "update":  # aiogram's own, which hands on to the others
            observer.middleware(_note)


async def _note(
    handler: Callable[[Any, dict[str, Any]], Awaitable[Any]], event: Any, data: dict[str, Any]
) -> Any:
    taken = data.get("handler")
    if isinstance(taken, HandlerObject):
        _handler.set(_name(taken))
    return await handler(event, data)


def _name(taken: HandlerObject) -> str:
    dialog = getattr(taken.callback, "__self__", None)
    if isinstance(dialog, Dialog):
        return dialog.states_group().__name__.removesuffix("SG").lower()
    return str(getattr(taken.callback, "__name__", "handler")).strip("_")


_OUTCOMES: tuple[tuple[type[TelegramAPIError], str], ...] = (
    (TelegramRetryAfter, "too-many"),
    (TelegramMigrateToChat, "migrated"),
    (TelegramForbiddenError, "forbidden"),
    (TelegramBadRequest, "bad-request"),
    (TelegramNetworkError, "network"),
)


async def count_call(make_request: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
    """A middleware of aiogram's session.

    A page of HTML instead of an answer, as gateways give it, is an error of the network too.
    """
    name = method.__api_method__
    try:
        result = await make_request(bot, method)
    except ClientDecodeError as error:
        TELEGRAM_CALLS.labels(name, "network").inc()
        raise TelegramNetworkError(method, "the answer can't be read") from error
    except TelegramAPIError as error:
        outcome = next((word for kind, word in _OUTCOMES if isinstance(error, kind)), "error")
        TELEGRAM_CALLS.labels(name, outcome).inc()
        raise
    TELEGRAM_CALLS.labels(name, "ok").inc()
    return result
