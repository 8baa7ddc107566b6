"""What a person has typed so far, kept by feature so that nothing of it is ever lost.

A draft knows its step by a name of its own, not by a dialog's state: a release that renames its
windows still finds its way back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class StoredDraft:
    feature: str
    version: int
    step: str
    data: dict[str, object]
    updated_at: datetime


class Drafts(Protocol):
    async def get(self, person: int, feature: str) -> StoredDraft | None:
        """None when there is none, or only one older than :data:`KEPT`."""

    async def put(
        self,
        person: int,
        feature: str,
        version: int,
        step: str,
        data: dict[str, object],
    ) -> None: ...

    async def drop(self, person: int, feature: str) -> None: ...

    async def all(self, person: int) -> list[StoredDraft]:
        """Newest first."""
