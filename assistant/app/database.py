"""Which database: the server that is set, or an embedded one of our own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.app.settings import Settings
from assistant.storage.embedded import embedded_postgres


@asynccontextmanager
async def chosen_database(settings: Settings) -> AsyncIterator[str]:
    """Its URL. The embedded one is joined when it runs already; the last one out stops it."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    async with embedded_postgres(settings.data_dir) as url:
        yield url
