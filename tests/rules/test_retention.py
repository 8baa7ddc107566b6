"""Nothing is kept of which nobody said how long."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from sqlalchemy import Table

from assistant.storage import tables
from assistant.storage.tables import metadata

ROOT = Path(__file__).parents[2]
OPERATING = ROOT / "docs" / "operating.md"
STORAGE = ROOT / "assistant" / "storage"
BEFORE = "Of the release before: "
QUEUES = {"pgqueuer", "pgqueuer_log", "pgqueuer_statistics"}


def named() -> list[str]:
    """The tables in the first column of the list."""
    section = OPERATING.read_text().partition("## What is kept, and how long")[2]
    rows = section.partition("\n## ")[0].splitlines()
    cells = [row.split("|")[1] for row in rows if row.startswith("| `")]
    return [name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)]


def test_each_table_says_how_long_it_is_kept():
    assert sorted(named()) == sorted({*metadata.tables, *QUEUES})


def test_what_goes_with_the_next_release_is_used_by_nobody():
    """A table that nothing uses says that it is of the release before, and only such a one."""
    files = [p for p in STORAGE.rglob("*.py") if STORAGE / "tables" not in p.parents]
    words = set(re.findall(r"\w+", "\n".join(p.read_text() for p in files)))
    unused = {table.name for table in metadata.sorted_tables if not names(table) & words}
    going = {t.name for t in metadata.sorted_tables if (t.comment or "").startswith(BEFORE)}
    assert unused == going


def names(table: Table) -> set[str]:
    """What a table is called in the database and in Python."""
    modules = [import_module(m.name) for m in iter_modules(tables.__path__, f"{tables.__name__}.")]
    return {table.name, *(name for m in modules for name, it in vars(m).items() if it is table)}
