"""A process that is soon at work: the first seconds after one was killed are those people notice.

When it is imported, aiogram builds the validators of all of Telegram's types, one by one: most of
the time that our start takes. Nearly all of them are parts of an update's, and are built with that.
Some of the rest goes into looking, again and again, for garbage among modules that stay.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel


@contextmanager
def loaded_quickly() -> Iterator[None]:
    """Import everything within; what is loaded is never looked at for garbage."""
    gc.disable()
    try:
        with _types_built_when_needed():
            yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _types_built_when_needed() -> Iterator[None]:
    """Import aiogram within. Does nothing where it is there already."""
    if "aiogram" in sys.modules:
        yield
        return
    rebuild = BaseModel.__dict__["model_rebuild"]
    names: dict[str, Any] = {}

    def later(cls: type[BaseModel], /, **how: Any) -> bool | None:
        """aiogram's own call, which brings the names that its types speak of."""
        if cls.__module__.startswith("aiogram.types.") and how.get("_types_namespace"):
            names.update(how["_types_namespace"])
            return None
        return _really(cls, how)

    def now(cls: type[BaseModel], /, **how: Any) -> bool | None:
        """pydantic's, at the first use of a type."""
        return _really(cls, {**how, "_types_namespace": names})

    def _really(cls: type[BaseModel], how: dict[str, Any]) -> bool | None:
        built: bool | None = rebuild.__func__(cls, **how)
        return built

    BaseModel.model_rebuild = classmethod(later)  # type: ignore[method-assign,assignment]
    try:
        from aiogram.methods.base import Response, TelegramMethod
        from aiogram.types import TelegramObject
    finally:
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]
    for kind in (TelegramObject, TelegramMethod, Response):
        kind.model_rebuild = classmethod(now)  # type: ignore[method-assign,assignment]
    yield
