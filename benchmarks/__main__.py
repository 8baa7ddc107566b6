"""Prints what was measured, everything in one run on one machine."""

from __future__ import annotations

import asyncio
import os
import platform

import structlog

from benchmarks import faktur, taps, updates

Rows = list[tuple[str, str]]


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    table("Updates of a form with six steps", asyncio.run(updates.run()))
    table("A tap over HTTP", asyncio.run(taps.run()))
    table("A faktur of one page", faktur.run())


def table(title: str, rows: Rows) -> None:
    print(f"\n{title}")
    for label, figure in rows:
        print(f"  {label:40} {figure:>24}", flush=True)


main()
