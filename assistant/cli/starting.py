"""What makes a start fast: aiogram's types are built when they are first used, and no garbage is
looked for while all is loaded. docs/decisions.md has the figures.

aiogram asks pydantic to defer building its types, and then has all of them built while it is
imported, most of them types that no process ever meets. It does so because its modules name each
other's types for type checkers only. Here they are left unbuilt, and each module is given the names
that it lacks.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded stays for good. No garbage is looked for meanwhile, nor in it later, which
    would hold up somebody's answer."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load_aiogram() -> None:
    """Before anything else imports it, or it is as slow as ever."""
    with _nothing_built():
        from aiogram import types
    known = {name: getattr(types, name) for name in types.__all__}
    prefix = f"{types.__name__}."
    for name, module in list(sys.modules.items()):
        if name.startswith(prefix):
            for missing in known.keys() - vars(module).keys():
                setattr(module, missing, known[missing])
    # What each update and most answers are made of; in this order each uses those before.
    types.Message.model_rebuild()
    types.Update.model_rebuild()
    # What aiogram-dialog derives types of its own from, in modules that lack those names.
    types.CallbackQuery.model_rebuild()
    types.Chat.model_rebuild()


@contextmanager
def _nothing_built() -> Iterator[None]:
    def later(cls: type[BaseModel], /, **_: Any) -> None:
        """pydantic builds what is not built when it is used."""

    build = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(later)  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]
