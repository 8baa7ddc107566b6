"""Queries that are asked with nearly every tap: put together once, and sent to asyncpg itself.

SQLAlchemy takes several times as long to put a query together and hand its rows over as PostgreSQL
takes to answer one of these. They only read. They go over the transaction's own connection, and so
see what it has written.
"""

from __future__ import annotations

from typing import Any

import asyncpg
from sqlalchemy import Select
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage.database import driver_of


class Row(asyncpg.Record):  # type: ignore[misc]
    """Its columns are attributes, as those of SQLAlchemy's rows are."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Prepared:
    """A query whose values are ``bindparam``\\s, given by their names whenever it is asked."""

    def __init__(self, query: Select[Any]) -> None:
        compiled = query.compile(dialect=dialect())  # type: ignore[no-untyped-call]
        self._statement = str(compiled)
        self._values = {name: compiled.params[name] for name in compiled.positiontup or ()}

    async def rows(self, connection: AsyncConnection, **given: object) -> list[Any]:
        values = (self._values | given).values()
        driver = driver_of(connection)
        rows: list[Any] = await driver.fetch(self._statement, *values, record_class=Row)
        return rows
