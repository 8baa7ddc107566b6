"""``assistant buktipotong …``: PDFs of withheld tax read."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import click


@click.group()
def buktipotong() -> None:
    """Work with bukti potong PDFs."""


@buktipotong.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def buktipotong_read(files: tuple[Path, ...]) -> None:
    """Print what each slip says, one JSON object a line: what was read, or what the file is.

    Amounts are whole rupiah, the masa is YYYY-MM; what could not be read is null and named in
    unread. The exit code is 1 when a file is no slip.
    """
    from assistant.documents.slip_cli import read_slips

    all_read = True
    for line, read in asyncio.run(read_slips(files)):
        all_read = all_read and read
        click.echo(json.dumps(line, ensure_ascii=False))
    raise SystemExit(0 if all_read else 1)
