"""Phrases with the route and the entities that a sensible person would give them.

A file a voice. A line: text, route, entities as JSON, parted by tabs; ``\\n`` in the text is a line
break. All of them are written on ``TODAY``, and everything named in them is made up.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.cli.understand import told
from assistant.dialogs.understanding.meaning import understand

TODAY = date(2026, 11, 29)
BRAND = "CloudKilat"
FOLDER = Path(__file__).parent / "phrases"
VOICES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
FORMS = {
    "akun", "hubungkan", "npwp", "npwp-ganti", "pindah", "rencana", "tiket-status", "faktur-list",
    "faktur-find", "faktur-why", "faktur-wrong", "faktur-where", "faktur-zip", "buktipotong",
    "bahasa", "batal", "data", "hapus",
}  # fmt: skip
HELP = {
    f"bantuan-{page}"
    for page in ("why", "account", "npwp", "transfer", "when", "change", "privacy", "contact")
}
ROUTES = FORMS | HELP | {"human", "smalltalk", "ambiguous"}


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    route: str
    entities: dict[str, Any]
    offer: frozenset[str]

    def read(self) -> Phrase:
        """The same text with what the command prints of it."""
        return _read(self.text)


@cache
def _read(text: str) -> Phrase:
    told_of_it = told(text, understand(text, TODAY, BRAND))
    return _labelled(text, told_of_it["route"], told_of_it["entities"])


@cache
def phrases(voice: str) -> tuple[Phrase, ...]:
    lines = (FOLDER / f"{voice}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_phrase(*line.split("\t")) for line in lines)


def _phrase(text: str, route: str, entities: str) -> Phrase:
    return _labelled(text.replace("\\n", "\n"), route, json.loads(entities))


def _labelled(text: str, route: str, entities: dict[str, Any]) -> Phrase:
    named = {name: value for name, value in entities.items() if name != "offer"}
    return Phrase(text, route, named, frozenset(entities.get("offer", ())))


def every() -> list[Phrase]:
    return [phrase for voice in VOICES for phrase in phrases(voice)]
