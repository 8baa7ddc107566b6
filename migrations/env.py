"""How alembic reaches the database: over the connection it is given."""

from __future__ import annotations

from typing import Any

from alembic import context

from assistant.storage.tables import metadata


def _ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """PGQueuer's own tables are its own business."""
    return not (kind == "table" and (name or "").startswith("pgqueuer"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    include_object=_ours,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
