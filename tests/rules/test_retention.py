"""Nothing is kept of which nobody said how long."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.storage.tables import metadata

OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"
QUEUES = {"pgqueuer", "pgqueuer_log", "pgqueuer_statistics"}


def named() -> list[str]:
    """The tables in the first column of the list."""
    section = OPERATING.read_text().partition("## What is kept, and how long")[2]
    rows = section.partition("\n## ")[0].splitlines()
    cells = [row.split("|")[1] for row in rows if row.startswith("| `")]
    return [name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)]


def test_each_table_says_how_long_it_is_kept():
    assert sorted(named()) == sorted({*metadata.tables, *QUEUES})
