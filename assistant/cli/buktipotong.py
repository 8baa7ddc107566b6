"""``assistant buktipotong …``: PDFs of withheld tax read."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path

import click

from assistant.app.settings import load_settings
from assistant.app.structure import load_structure
from assistant.cli.common import run_to_end


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


@buktipotong.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def buktipotong_import(paths: tuple[Path, ...]) -> None:
    """Take in bukti potong: files, ZIPs, and whole folders of them.

    A line for each, and a summary. What agrees is booked; the rest is held, and finance decides.
    The exit code is 1 when something was held or refused.
    """
    from assistant.app.finance import import_slips
    from assistant.worker.importing import Imported

    became: Counter[str] = Counter()

    def tell(one: Imported) -> None:
        became["ok" if one.went_well else "held"] += 1
        became["known"] += one.known
        reasons = ", ".join(code for code, _, _ in one.reasons)
        again = ", came in before" if one.known else ""
        state = one.state or "not taken in"
        click.echo(f"{one.name}: {state}{f' ({reasons})' if reasons else ''}{again}")

    settings = load_settings()
    run_to_end(import_slips(settings, load_structure(settings), paths, tell), settings)
    click.echo(
        f"{became['ok'] + became['held']} files: {became['ok']} booked or known, "
        f"{became['held']} held or refused; {became['known']} came in before"
    )
    raise SystemExit(1 if became["held"] else 0)
