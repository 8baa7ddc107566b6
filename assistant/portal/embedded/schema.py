"""Creating the portal's schema, and knowing which release made it."""

from __future__ import annotations

from sqlalchemy import Connection, insert, inspect, select, text, update
from sqlalchemy.schema import CreateColumn

from assistant.domain.portal import EventType, PortalError, PortalFailure
from assistant.portal.embedded import tables
from assistant.portal.embedded.store import Store

_CURRENCY = (
    f"alter table {tables.invoice} drop constraint if exists ck_invoice_currency",
    f"alter table {tables.invoice} add constraint ck_invoice_currency "
    "check (currency ~ '^[A-Z]{3}$')",
)
_EVENT_TYPES = ", ".join(f"'{one}'" for one in EventType)
_EVENTS = (
    f"alter table {tables.event} drop constraint if exists ck_event_type",
    f"alter table {tables.event} add constraint ck_event_type check (type in ({_EVENT_TYPES}))",
)
_PAID_AT = f"create index if not exists ix_invoice_paid_at on {tables.invoice} (paid_at)"
DEPARTMENTS = ("Info", "Billing", "Support")
"""Where tickets go in a new portal."""
_LOCK = 0x504F5254
"""Any number that nobody else in this database locks."""


async def create_schema(store: Store) -> None:
    """Make what is missing; does nothing on a schema of this release. One at a time.

    Raises PortalError: REFUSED when another release made the schema.
    """
    async with store.changing() as change:
        await change.connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
        await change.connection.run_sync(_create)


def _create(connection: Connection) -> None:
    found = _version(connection)
    if found is None:
        connection.execute(text(f"create schema if not exists {tables.SCHEMA}"))
        tables.metadata.create_all(connection)
        connection.execute(insert(tables.version).values(single=1, version=tables.RELEASE))
        connection.execute(insert(tables.department), [{"name": name} for name in DEPARTMENTS])
    elif found < tables.RELEASE:
        tables.metadata.create_all(connection)  # what is there is left as it is
        _add_columns(connection)
        for statement in (*_CURRENCY, *_EVENTS, _PAID_AT):
            connection.execute(text(statement))
        connection.execute(update(tables.version).values(version=tables.RELEASE))
    elif found > tables.RELEASE:
        raise PortalError(
            PortalFailure.REFUSED,
            f"the portal's schema is of release {found}, not {tables.RELEASE}",
        )


def _add_columns(connection: Connection) -> None:
    """Those that are missing. Rows of an older release have the column's server default there."""
    for table in tables.metadata.sorted_tables:
        there = {one["name"] for one in inspect(connection).get_columns(table.name, table.schema)}
        for column in table.columns:
            if column.name not in there:
                said = CreateColumn(column).compile(connection)
                connection.execute(text(f"alter table {table} add column {said}"))


def _version(connection: Connection) -> int | None:
    there = connection.execute(text(f"select to_regclass('{tables.version}')")).scalar()
    if there is None:
        return None
    return int(connection.execute(select(tables.version.c.version)).scalar_one())
