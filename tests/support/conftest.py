"""A table at which staff and a customer sit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.simclient import BUDI
from tests.support.scene import Scene, scene_on


@pytest.fixture
async def scene(assistant_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """Budi has agreed to the privacy text."""
    async with scene_on(assistant_url, tmp_path) as scene:
        await scene.says(BUDI, "/start")
        await scene.sim.tap(BUDI, "Setuju")
        await scene.settle()
        yield scene
