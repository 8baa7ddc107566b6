"""What a call of the API gives, read as PHP reads it, and how a call is refused."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.model import Json
from sandbox.whmcs.php import unserialized

ACTIONS_FILE = Path(__file__).with_name("actions.json")
EVERY_CALL = ("identifier", "secret", "username", "password", "accesskey", "action", "responsetype")
_LARGEST = 2**63 - 1


class RefusedError(Exception):
    """An answer ``{"result": "error"}``; WHMCS sends most of them with HTTP 200."""

    def __init__(self, message: str, status: int = 200) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


@cache
def described() -> Json:
    """Action → its parameters ``{name: [type, required]}`` and its documented errors."""
    loaded: Json = json.loads(ACTIONS_FILE.read_text())
    return loaded


@dataclass(frozen=True, slots=True)
class Given:
    """The parameters of one call."""

    values: Mapping[str, str]

    def has(self, name: str) -> bool:
        """It was sent, be it empty."""
        return name in self.values

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def whole(self, name: str) -> int:
        """As PHP casts it: ``12abc`` is 12 and ``abc`` is 0."""
        found = re.match(r"\s*([+-]?\d+)", self.text(name), re.ASCII)
        number = int(found.group(1)) if found else 0
        return max(-_LARGEST, min(_LARGEST, number))

    def flag(self, name: str) -> bool:
        """As PHP takes it: the text ``false`` is true."""
        return self.text(name) not in ("", "0")

    def unknown(self, action: str) -> list[str]:
        """Parameters that the action does not have; WHMCS passes over them."""
        known = described()[action]["parameters"]
        return [name for name in self.values if name not in known and name not in EVERY_CALL]

    def custom_fields(self) -> dict[str, str] | None:
        """base64 of PHP's serialized ``[field id => value]``; None when it is not that."""
        try:
            raw = base64.b64decode(self.text("customfields"), validate=True)
            return unserialized(raw)
        except (binascii.Error, ValueError):
            return None

    def attachments(self) -> list[tuple[str, bytes]] | None:
        """base64 of JSON ``[{name, data: base64}]``; None when it is not that."""
        if not self.text("attachments"):
            return []
        try:
            listed: Any = json.loads(base64.b64decode(self.text("attachments"), validate=True))
            return [
                (str(one["name"]), base64.b64decode(one["data"], validate=True)) for one in listed
            ]
        except (binascii.Error, ValueError, KeyError, TypeError):
            return None
