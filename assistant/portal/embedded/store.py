"""Transactions on the portal's own connections, and what goes out when they are committed.

A change's events and mails are rows of the same transaction: what was changed is told, sooner or
later, and what was not changed never is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.domain.months import tax_day
from assistant.domain.portal import EventType, PortalError, PortalFailure
from assistant.portal.embedded import tables
from assistant.storage.retrying import DATABASE_ERRORS

"""Dates of invoices and faktur are days there. Jakarta has no summer time."""

_EVENT_LOCK = 0x4556454E
"""Any number that nobody else in this database locks."""
_LOST = ("08", "28", "3D", "53", "55", "57")
"""Classes of SQLSTATE: the connection is lost or not given, or the server has no room or time."""
_NOT_ALLOWED = ("22", "23")
"""Values that the tables do not take."""


@dataclass(slots=True)
class Change:
    """A transaction that is going to change something."""

    connection: AsyncConnection
    now: datetime
    _events: list[tuple[EventType, dict[str, str]]] = field(default_factory=list)
    _mails: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return tax_day(self.now)

    def tell(self, event: EventType, **data: str) -> None:
        """Report this to the assistant, if the transaction is committed."""
        self._events.append((event, data))

    def mail(self, to: str, subject: str, body: str) -> None:
        """Send this, if the transaction is committed."""
        self._mails.append((to, subject, body))

    async def write_outgoing(self, new_id: Callable[[], str]) -> None:
        """The last thing before the commit. Events take their numbers one transaction at a time,
        so they become visible in the order of these numbers, and a reader skips none."""
        for recipient, subject, body in self._mails:
            row = {"recipient": recipient, "subject": subject, "body": body, "at": self.now}
            await self.connection.execute(insert(tables.mail).values(row))
        if self._events:
            await self.connection.execute(text(f"select pg_advisory_xact_lock({_EVENT_LOCK})"))
        for event, data in self._events:
            told = {"id": new_id(), "type": event, "data": data, "at": self.now}
            await self.connection.execute(insert(tables.event).values(told))


@dataclass(frozen=True, slots=True)
class Store:
    """The portal's database. Its failures come out as PortalError."""

    engine: AsyncEngine
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    @property
    def today(self) -> date:
        return tax_day(self.clock())

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Raises UNAVAILABLE."""
        with _failures(PortalFailure.UNAVAILABLE):
            alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            async with alone.connect() as connection:
                yield connection

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[Change]:
        """Committed at the end, unless the block raises.

        Raises UNAVAILABLE (nothing was changed), REFUSED, and UNKNOWN_OUTCOME when the connection
        was lost during the commit.
        """
        with _failures(PortalFailure.UNAVAILABLE):
            async with self.engine.connect() as connection:
                change = Change(connection, self.clock())
                yield change
                await change.write_outgoing(self.new_id)
                with _failures(PortalFailure.UNKNOWN_OUTCOME):
                    await connection.commit()


@contextmanager
def _failures(lost: PortalFailure) -> Iterator[None]:
    """The database's errors as the portal's. Details name no values: they may be personal."""
    try:
        yield
    except DBAPIError as error:
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if error.connection_invalidated or isinstance(error, InterfaceError | OperationalError):
            raise PortalError(lost, type(error).__name__) from error
        if state.startswith(_LOST):
            raise PortalError(lost, f"SQLSTATE {state}") from error
        if state.startswith(_NOT_ALLOWED):
            raise PortalError(PortalFailure.REFUSED, f"SQLSTATE {state}") from error
        raise
    except DATABASE_ERRORS as error:
        detail = f"the database does not answer ({type(error).__name__})"
        raise PortalError(lost, detail) from error
