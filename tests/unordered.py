"""Rows in no order, as PostgreSQL may give them.

Without ``order by`` it is free to give rows in any order, and on a fresh table it gives them in the
one they were written in, until a page is used again: what relies on that fails once in a hundred
runs. So where tests run, such rows come backwards.
"""

from __future__ import annotations

from typing import Any

from asyncpg import Connection
from asyncpg.prepared_stmt import PreparedStatement

_of_connection = Connection.fetch
_of_statement = PreparedStatement.fetch


def come_backwards() -> None:
    """In this process: by both ways in which rows are asked for."""

    async def of_connection(self: Any, query: str, *args: Any, **options: Any) -> list[Any]:
        return _backwards(query, await _of_connection(self, query, *args, **options))

    async def of_statement(self: Any, *args: Any, **options: Any) -> list[Any]:
        return _backwards(self.get_query(), await _of_statement(self, *args, **options))

    Connection.fetch = of_connection
    PreparedStatement.fetch = of_statement


def _backwards(statement: str, rows: list[Any]) -> list[Any]:
    return rows if "order by" in statement.lower() else rows[::-1]
