"""Values of the domain as JSON, and back."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from assistant.domain.words import Arg, Plain, Say, Tap

T = TypeVar("T")


@cache
def _adapter(type_: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def copied(value: Any) -> Any:
    """A copy of what JSON can be, many times faster than :func:`copy.deepcopy`'s; the caller may
    change it as it likes."""
    if isinstance(value, dict):
        return {name: copied(item) for name, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def to_json(value: object) -> Any:
    """A dataclass of the domain (or several) as JSON."""
    return _adapter(cast(Hashable, type(value))).dump_python(value, mode="json")


def from_json(type_: type[T], value: object) -> T:
    """The dataclass again. Raises ``pydantic.ValidationError`` for what never was one."""
    return cast(T, _adapter(cast(Hashable, type_)).validate_python(value))


def of_row(type_: type[T], row: Any, **given: object) -> T:
    """The dataclass of a row, whose columns are called like its fields; ``given``: the fields of
    which there are none."""
    found = {
        name: getattr(row, name) for name in _fields(cast(Hashable, type_)) if name not in given
    }
    return from_json(type_, {**found, **given})


@cache
def _fields(type_: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(type_))


def dump_args(args: Mapping[str, Arg] | None) -> dict[str, Any]:
    """The arguments of a text: JSON knows no rupiah and no days, so those are marked."""
    return {name: _dump(value) for name, value in (args or {}).items()}


def _dump(value: Arg) -> Any:
    match value:
        case Say(key, args):
            return {"say": key, "args": dump_args(args)}
        case tuple():
            return [_dump(say) for say in value]
        case Decimal():
            return {"rupiah": str(value)}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def load_args(args: Mapping[str, Any]) -> dict[str, Arg]:
    return {name: _load(value) for name, value in args.items()}


def _load(value: Any) -> Arg:
    match value:
        case {"say": str(key), "args": dict(args)}:
            return _say(key, load_args(args))
        case list():
            return tuple(cast(Say, _load(say)) for say in value)
        case {"rupiah": str(amount)}:
            return Decimal(amount)
        case {"moment": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case _:
            return cast(Plain, value)


def _say(key: str, args: Mapping[str, Arg]) -> Say:
    """A line of an export that the release before left to be sent had a text for each reason."""
    if key.startswith("ekspor-left-") and "detail" in args:
        why = Say(key.replace("left", "why"), {"detail": args["detail"]})
        return Say("ekspor-left-line", {**args, "why": why})
    return Say(key, args)


def dump_buttons(buttons: Sequence[Tap]) -> list[dict[str, Any]]:
    return [_button(button) for button in buttons]


def _button(button: Tap) -> dict[str, Any]:
    more: dict[str, Any] = {"args": dump_args(button.args)} if button.args else {}
    if button.url:
        more["url"] = button.url
    return {"label": button.label, "data": button.callback, **more}


def load_buttons(buttons: Sequence[Mapping[str, Any]]) -> tuple[Tap, ...]:
    return tuple(
        Tap(
            button["label"],
            button["data"],
            cast("Mapping[str, Plain]", load_args(button.get("args", {}))),
            button.get("url", ""),
        )
        for button in buttons
    )
