"""``assistant understand``: shows what is made of a customer's words."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

import click

from assistant.dialogs.understanding.meaning import Understood

LONGEST_LINE = 1_000_000
"""Bytes of a line; a longer one is no chat message in any encoding."""


@click.command()
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day it is written, for 'bulan lalu'.  [default: today in Jakarta]",
)
@click.option(
    "--brand", default="CloudKilat", show_default=True, help="What the provider is called."
)
@click.argument("file", type=click.File("rb"))
def understand(today: datetime | None, brand: str, file: IO[bytes]) -> None:
    """Show what free words would lead to.

    Reads a JSON string a line from FILE (- for standard input), and writes a JSON object a line:
    text, route, entities, among them offer where the route is ambiguous. A line that cannot be read
    becomes an object with an error; the exit code is then 1.
    """
    from assistant.dialogs.understanding.meaning import understand as make_sense

    day = today.date() if today else datetime.now(ZoneInfo("Asia/Jakarta")).date()
    all_read = True
    for number, line in enumerate(file, 1):
        try:
            text = _text(line)
        except ValueError as error:
            all_read = False
            _write({"line": number, "error": str(error)})
            continue
        _write(told(text, make_sense(text, day, brand)))
    raise SystemExit(0 if all_read else 1)


def told(text: str, understood: Understood) -> dict[str, Any]:
    """As the command prints it: only what is there."""
    entities = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(understood.entities).items()
        if value
    }
    if understood.offer:
        entities["offer"] = list(understood.offer)
    return {"text": text, "route": understood.route, "entities": entities}


def _text(line: bytes) -> str:
    """The JSON string of a line; ``ValueError`` with what is wrong with it."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"the line has more than {LONGEST_LINE} bytes")
    try:
        text = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a JSON string: {error}") from error
    if not isinstance(text, str):
        raise ValueError(f"a JSON string is expected, not {type(text).__name__}")
    return text


def _write(line: dict[str, Any]) -> None:
    """UTF-8 whatever the terminal says; half a character stays the escape that it was."""
    encoded = json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace")
    click.echo(encoded)
