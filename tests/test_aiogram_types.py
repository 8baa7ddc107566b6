"""aiogram's types are what they are when aiogram builds all of them at once."""

from __future__ import annotations

import subprocess
import sys

LATER = "from assistant.cli.starting import load_aiogram\nload_aiogram()\n"
FIELDS = """
from re import sub

from aiogram import methods, types

for module in (types, methods):
    for name in module.__all__:
        one = getattr(module, name)
        if hasattr(one, "model_rebuild"):
            one.model_rebuild()
            fields = sub(" at 0x[0-9a-f]+", "", repr(one.model_fields))
            print(name, one.__pydantic_complete__, fields)
"""
SERVING = """
import assistant.app.running
from aiogram import types

for name in types.__all__:
    if getattr(getattr(types, name), "__pydantic_complete__", False):
        print(name)
"""
DERIVED = """
from pydantic import BaseModel

def derived(one):
    for below in one.__subclasses__():
        yield below
        yield from derived(below)

def build_all():
    for one in set(derived(BaseModel)):
        if not one.__module__.startswith("aiogram."):
            one.__pydantic_validator__.title  # asked for something, it is built, or raises
            print(one.__name__)

print("derived")
build_all()
"""


def said_by(program: str) -> list[str]:
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return process.stdout.splitlines()


def test_each_type_is_what_aiogram_makes_of_it() -> None:
    whole = said_by(FIELDS)
    assert len(whole) > 500
    assert said_by(LATER + FIELDS) == whole


def test_a_process_that_serves_has_built_four_of_them() -> None:
    """Or something imports aiogram before, or uses its types while it is imported. Those that are
    derived from them, as aiogram-dialog's are, can be built by first use: a button of a keyboard is
    one."""
    said = said_by(LATER + SERVING + DERIVED)
    middle = said.index("derived")
    assert sorted(said[:middle]) == ["CallbackQuery", "Chat", "Message", "Update"]
    derived = {"ReplyCallbackQuery", "FakeChat", "FakeUser", "DialogUpdate"}
    assert derived <= set(said[middle + 1 :])
