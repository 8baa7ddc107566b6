"""``python -m benchmarks``: everything in one run on one machine, or the parts that are named.

Exit code 1 when a figure is not the wanted one.
"""

from __future__ import annotations

import inspect
import os
import platform
import sys

import click
import structlog
import uvloop

from benchmarks import (
    desk,
    drain,
    faktur,
    kill,
    memory,
    runners,
    scale,
    slips,
    small,
    updates,
    ways,
    whmcs,
)
from benchmarks.table import Part, Row, show

PARTS = {
    "updates": Part("Updates of a form with six steps", updates.run),
    "ways": Part("A tap over HTTP, beside what would be used instead", ways.run),
    "runners": Part("Two processes that take turns, beside one", runners.run),
    "memory": Part("Dialogs that stand open", memory.run),
    "small": Part("A small server, where nobody writes", small.run),
    "drain": Part("Faktur pushed at the permitted rate", drain.run),
    "kill": Part("SIGKILL in the middle of much work", kill.run),
    "scale": Part("A tap where much is stored", scale.run),
    "faktur": Part("A faktur of one page", faktur.run),
    "slips": Part("Bukti potong in a thousand layouts, right and wrong", slips.run),
    "desk": Part("The finance desk: good PDFs and swapped ones", desk.run),
    "whmcs": Part("WHMCS as the portal", whmcs.run),
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(PARTS)), metavar="[PART]...")
@click.option("--short", is_flag=True, help="A quick look: fewer rounds, rougher figures.")
def main(names: tuple[str, ...], short: bool) -> None:
    """Measure all parts, or those that are named: updates, ways, faktur …"""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    scale = ", a quick look" if short else ""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores{scale}")
    rows = [row for name in names or PARTS for row in _measured(PARTS[name], short)]
    wanted = [row for row in rows if row.wanted]
    if len(names) != 1 and wanted:
        show("What is wanted", wanted)
    sys.exit(0 if all(row.fine for row in wanted) else 1)


def _measured(part: Part, short: bool) -> list[Row]:
    made = part.measure(short)
    rows = uvloop.run(_awaited(made)) if inspect.isawaitable(made) else made
    show(part.title, rows)
    return rows


async def _awaited(made):  # type: ignore[no-untyped-def]
    return await made


main()
