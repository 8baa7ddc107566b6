"""What a measurement gives: rows of a table, the wanted figure beside those that have one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    figure: str
    wanted: str = ""
    """``≥ 0.4``, ``≤ 3 s``; empty where nothing is asked for."""
    fine: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is measured, chosen by its name: ``make bench ARGS='taps faktur'``."""

    title: str
    measure: Callable[[bool], list[Row] | Awaitable[list[Row]]]
    """Given whether a quick look is enough; then rounds are fewer and figures are rougher."""


def note(what: str, figure: str) -> Row:
    return Row(what, figure)


def at_least(what: str, figure: float, wanted: float, unit: str = "") -> Row:
    return Row(what, _shown(figure, unit), f"≥ {wanted:g}{unit}", figure >= wanted)


def at_most(what: str, figure: float, wanted: float, unit: str = "") -> Row:
    return Row(what, _shown(figure, unit), f"≤ {wanted:g}{unit}", figure <= wanted)


def _shown(figure: float, unit: str) -> str:
    return f"{figure:.2f}{unit}"


def show(title: str, rows: list[Row]) -> None:
    print(f"\n{title}")
    for row in rows:
        missed = "" if row.fine else "  MISSED"
        print(f"  {row.what:46} {row.figure:>20}  {row.wanted:10}{missed}".rstrip(), flush=True)
