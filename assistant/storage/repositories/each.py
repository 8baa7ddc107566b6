"""Rows of a large table that belong to a few others, never found by reading all of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import literal_column


def each(its: Any) -> Any:
    """``its``, a query about one row that it is joined to laterally, asked for each such row by
    itself, by an index. Left to itself PostgreSQL makes a hash join as soon as there are thousands
    of them, and reads the whole table for it; it does so with no subquery that has an OFFSET.
    """
    return its.offset(literal_column("0")).lateral()
