"""A database with the assistant's tables."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.databases import kept_engine


@pytest.fixture
async def engine(assistant_url: str) -> AsyncEngine:
    engine = kept_engine(assistant_url, pool_size=4)
    return engine
