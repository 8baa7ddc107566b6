"""Names and types of the Bot API, and whether a value is what they say.

The same description reads the parameters of calls and, in tests, checks every answer.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.errors import bad_request
from sandbox.model import Json

FIELDS_FILE = Path(__file__).with_name("botapi_fields.json")
PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "int": (int,),
    "String": (str,),
    "str": (str,),
    "Boolean": (bool,),
    "bool": (bool,),
    "True": (bool,),
    "Float": (int, float),
}
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
    "name": "TOPIC_TITLE_EMPTY",
    "message_thread_id": "message thread not found",
    "callback_query_id": ("query is too old and response timeout expired or query ID is invalid"),
}
"""What the API says when a required parameter is absent or empty."""
MAY_BE_EMPTY = ("url",)
"""Required by the description, yet taken when empty: setWebhook then removes the webhook."""
OWN_PARSER = ("reply_markup", "media", "menu_button", "scope")
"""Parameters that their methods check themselves, with errors of their own."""


@cache
def description() -> Json:
    loaded: Json = json.loads(FIELDS_FILE.read_text())
    return loaded


def method_fields(method: str) -> dict[str, tuple[str, bool]]:
    """Parameter → (type, required)."""
    fields = description()["methods"][method]["fields"]
    return {name: (kind, required) for name, (kind, required) in fields.items()}


def problems(kind: str, value: Any, path: str = "") -> list[str]:
    """Where ``value`` differs from the type; empty when it fits. Types that the sandbox does not
    serve are not looked into."""
    alternatives = re.split(r" or | \| ", kind)
    if len(alternatives) > 1 and not kind.startswith("Array of"):
        found = [problems(one, value, path) for one in alternatives]
        return min(found, key=len)
    if inner := _element(kind):
        if not isinstance(value, list):
            return [f"{path or 'value'} must be an Array"]
        return [
            problem
            for index, item in enumerate(value)
            for problem in problems(inner, item, f"{path}[{index}]")
        ]
    if kind in PLAIN:
        return _plain_problems(kind, value, path)
    return _object_problems(kind, value, path)


def _element(kind: str) -> str | None:
    if kind.startswith("Array of "):
        return re.sub(r", | and ", " | ", kind.removeprefix("Array of "))
    match = re.fullmatch(r"list\[(.*)\]", kind)
    return match.group(1) if match else None


def _plain_problems(kind: str, value: Any, path: str) -> list[str]:
    fits = isinstance(value, PLAIN[kind])
    if bool not in PLAIN[kind] and isinstance(value, bool):
        fits = False
    if kind == "True" and value is not True:
        fits = False
    return [] if fits else [f'Field "{path}" must be of type {kind}']


def _object_problems(kind: str, value: Any, path: str) -> list[str]:
    known = description()
    if kind in known["unions"]:
        return min((problems(one, value, path) for one in known["unions"][kind]), key=len)
    if kind not in known["types"]:
        return []
    if not isinstance(value, dict):
        return [f'Field "{path}" must be an Object']
    fields = known["types"][kind]
    prefix = f"{path}." if path else ""
    found = [f'Field "{prefix}{name}" is unknown' for name in value if name not in fields]
    for name, (inner, required) in fields.items():
        if name in value:
            found += problems(inner, value[name], f"{prefix}{name}")
        elif required:
            found.append(f'Field "{prefix}{name}" is required')
    return found


def known_only(kind: str, value: Json) -> Json:
    """The object without fields that its type does not have: the API ignores them."""
    fields = description()["types"][kind]
    return {name: inner for name, inner in value.items() if name in fields and inner is not None}


def read_parameters(method: str, given: Json) -> tuple[Json, list[str]]:
    """Parameters in their own types, and the names that the method does not have.

    Raises the API's 400 for what is missing or of a wrong type.
    """
    fields = method_fields(method)
    values: Json = {}
    for name, (kind, required) in fields.items():
        raw = given.get(name)
        if raw is not None and not (raw == "" and required):
            values[name] = _coerce(name, kind, raw)
        elif required and name not in MAY_BE_EMPTY:
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    return values, [name for name in given if name not in fields]


def _coerce(name: str, kind: str, raw: Any) -> Any:
    if kind == "Integer":
        return _integer(name, raw)
    if kind == "Boolean":
        return raw if isinstance(raw, bool) else str(raw).lower() in ("true", "yes", "1")
    if kind == "Integer or String":
        return int(raw) if re.fullmatch(r"-?\d+", str(raw)) else str(raw)
    if kind == "String":
        return _text(raw)
    if "InputFile" in kind:
        return raw
    return _structure(name, kind, raw)


def _text(raw: Any) -> str:
    text = raw if isinstance(raw, str) else json.dumps(raw)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    return text


def _integer(name: str, raw: Any) -> int:
    if isinstance(raw, bool) or not re.fullmatch(r"[+-]?\d+", str(raw).strip()):
        raise bad_request(f'field "{name}" must be of type Number')
    return int(raw)


def _structure(name: str, kind: str, raw: Any) -> Any:
    value = raw
    if isinstance(raw, str):
        if not raw:
            return None
        try:
            value = json.loads(raw)
        except ValueError as error:
            label = "reply keyboard markup" if name == "reply_markup" else name
            raise bad_request(f"can't parse {label} JSON object") from error
    if name in OWN_PARSER:
        return value
    wrong = [problem for problem in problems(kind, value, name) if "unknown" not in problem]
    if wrong:
        raise bad_request(f"can't parse {name}: {wrong[0]}")
    return value
