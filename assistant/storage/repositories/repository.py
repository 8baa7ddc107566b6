"""What nearly every repository is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection


class Underlying(Protocol):
    """What a repository takes from its unit of work."""

    connection: AsyncConnection
    portal_name: str
    now: datetime
    code_key: bytes


class Repository:
    """Statements on a unit of work's connection, in its transaction and at its time."""

    def __init__(self, work: Underlying) -> None:
        self._db = work.connection
        self._portal = work.portal_name
        self._now = work.now
        self._key = work.code_key
