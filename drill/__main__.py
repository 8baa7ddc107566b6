"""``python -m drill``: kill, cut, crash and repeat while people are at work; count what came of it.

Exit code 1 when anything was lost or happened twice.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import shutil
import sys
import tempfile
from pathlib import Path

import click

from drill.plan import LONG, SHORT
from drill.play import drill


@click.command()
@click.option("--short", is_flag=True, help="As the tests do it: half a minute.")
@click.option("--seed", type=int, help="Of all that is left to chance.")
@click.option("--seconds", type=float, help="How long people are at work.")
@click.option("--rate", type=float, help="Updates a second that they aim at.")
@click.option("--kills", type=int, help="SIGKILLs for each process.")
@click.option("--people", "talkers", type=int, help="How many fill in forms.")
@click.option("--runners", type=int, help="Processes that take turns.")
@click.option("--faults", type=float, help="Calls to Telegram a second that go wrong.")
@click.option("--outage", type=float, help="Seconds for which Telegram answers only 502.")
@click.option("--put-out", type=float, help="Seconds for which the bot is out of the staff chat.")
@click.option("--portal", type=click.Choice(["embedded", "whmcs"]), help="Which is behind it.")
@click.option("--whmcs-faults", type=float, help="Calls to WHMCS a second that go wrong.")
@click.option("--whmcs-away", type=float, help="Seconds for which WHMCS is in maintenance.")
@click.option("--keep", is_flag=True, help="Keep the folder with the logs also when all is well.")
def main(short: bool, keep: bool, **given: float | str | None) -> None:
    changes = {name: value for name, value in given.items() if value is not None}
    plan = dataclasses.replace(SHORT if short else LONG, **changes)  # type: ignore[arg-type]
    folder = Path(tempfile.mkdtemp(prefix="assistant-drill-"))
    os.chmod(folder, 0o711)  # as root, PostgreSQL is another user
    fine = False
    try:
        outcome = asyncio.run(drill(plan, folder, click.echo))
        click.echo(f"\n{outcome}")
        fine = outcome.fine
    finally:
        if fine and not keep:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            click.echo(f"The logs are in {folder}")
    sys.exit(0 if fine else 1)


main()
