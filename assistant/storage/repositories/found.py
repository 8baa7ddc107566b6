"""What a statement finds or writes, as dataclasses whose fields are called like the columns."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage.codec import of_row

T = TypeVar("T")


async def first_of(type_: type[T], db: AsyncConnection, statement: Executable) -> T | None:
    """The first row; None where there is none."""
    row = (await db.execute(statement)).first()
    return of_row(type_, row) if row else None


async def all_of(type_: type[T], db: AsyncConnection, statement: Executable) -> list[T]:
    return [of_row(type_, row) for row in await db.execute(statement)]
