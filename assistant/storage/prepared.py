"""Statements that are asked with nearly every tap or every PDF: put together once, and sent to
asyncpg itself.

SQLAlchemy takes several times as long to put a statement together and hand its rows over as
PostgreSQL takes to answer one of these. They go over the transaction's own connection: they see
what it has written, and are part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import BindParameter, Executable, bindparam, text
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage.database import driver_of

_BEGIN = text("select 1")
_DIALECT = dialect()  # type: ignore[no-untyped-call]


class PreparedRow(asyncpg.Record):  # type: ignore[misc]
    """Its columns are attributes, as those of SQLAlchemy's rows are."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def items(self) -> Any:
        """A column of ours, and not what a record of asyncpg has by that name."""
        return self["items"]


class Prepared:
    """A statement whose values are ``bindparam``\\s, given by their names whenever it is executed.
    A value that is not given is the one that its ``bindparam`` has."""

    def __init__(self, statement: Executable) -> None:
        compiled = statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]
        self._statement = str(compiled)
        self._binds = [_Bind.of(compiled.binds[name]) for name in compiled.positiontup or ()]

    async def rows(self, connection: AsyncConnection, **given: object) -> list[Any]:
        driver = driver_of(connection)
        if not driver.is_in_transaction() and not _commits_each(connection):
            await connection.execute(_BEGIN)  # SQLAlchemy begins with a statement of its own
        values = [bind.value(given) for bind in self._binds]
        rows: list[Any] = await driver.fetch(self._statement, *values, record_class=PreparedRow)
        return rows

    async def row(self, connection: AsyncConnection, **given: object) -> Any:
        """The first one, or None."""
        rows = await self.rows(connection, **given)
        return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class _Bind:
    name: str
    required: bool
    usual: object
    convert: Callable[[Any], Any] | None
    """How SQLAlchemy hands such a value to the driver: JSON as text, for one. None: as it is."""

    @classmethod
    def of(cls, bind: BindParameter[Any]) -> _Bind:
        if bind.expanding:
            raise ValueError(f"{bind.key} has no fixed number of values: compare with any_()")
        convert = bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
        return cls(bind.key, bind.required, bind.value, convert)

    def value(self, given: Mapping[str, object]) -> object:
        value = given[self.name] if self.required else given.get(self.name, self.usual)
        return self.convert(value) if self.convert else value


def _commits_each(connection: AsyncConnection) -> bool:
    of = connection.sync_connection
    return of is not None and of.get_execution_options().get("isolation_level") == "AUTOCOMMIT"


def given(*names: str) -> Mapping[str, BindParameter[Any]]:
    """Columns whose values are given when the statement is executed, each by its own name."""
    return {name: bindparam(name) for name in names}
