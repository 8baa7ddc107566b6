"""What is kept beside every story: who did what, marks, and the bytes of documents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage import tables as t
from assistant.storage.prepared import Prepared, given
from assistant.storage.repositories.repository import Repository

_NOTE = Prepared(insert(t.audit).values(given("at", "actor", "action", "subject", "details")))
_PUT = Prepared(
    insert(t.document)
    .values(**given("sha256", "kind", "content", "size"), created_at=func.now())
    .on_conflict_do_nothing(index_elements=["sha256"])
)


class SqlAudit(Repository):
    async def __call__(
        self, actor: str, action: str, subject: str, **details: str | int | None
    ) -> None:
        await _NOTE.rows(
            self._db, at=self._now, actor=actor, action=action, subject=subject, details=details
        )


class SqlMarks:
    def __init__(self, connection: AsyncConnection) -> None:
        self._db = connection

    async def get(self, name: str) -> str:
        query = select(t.mark.c.value).where(t.mark.c.name == name)
        return (await self._db.execute(query)).scalar_one_or_none() or ""

    async def set(self, name: str, value: str) -> None:
        await self._db.execute(
            insert(t.mark)
            .values(name=name, value=value)
            .on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )


class SqlDocuments(Repository):
    async def put(self, content: bytes, kind: str) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        given = {"sha256": sha256, "kind": kind, "content": content, "size": len(content)}
        await _PUT.rows(self._db, **given)
        return sha256

    async def get(self, sha256: str) -> bytes | None:
        query = select(t.document.c.content).where(t.document.c.sha256 == sha256)
        return (await self._db.execute(query)).scalar_one_or_none()

    async def sizes(self, documents: Sequence[str]) -> dict[str, int]:
        """Bytes that are kept of each; 0 where they are gone."""
        document = t.document.c
        size = func.length(document.content)
        query = select(document.sha256, size).where(document.sha256.in_(documents))
        return {row[0]: row[1] for row in await self._db.execute(query)}

    async def forget_archive(self, sha256: str) -> None:
        archive = (t.document.c.sha256 == sha256, t.document.c.kind == "archive")
        await self._db.execute(delete(t.document).where(*archive))
