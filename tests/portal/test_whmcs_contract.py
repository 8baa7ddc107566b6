"""The adapter of WHMCS keeps the contract of all portals, over the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.portal.whmcs import WhmcsPortal
from tests.portal.contract import PortalContract
from tests.portal.whmcs_world import WhmcsWorld, whmcs_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[WhmcsWorld]:
    async with whmcs_world(tmp_path) as world:
        world.whmcs.set_up(oddities={"php_notices": True})
        yield world
        assert world.whmcs.complaints == []


@pytest.fixture
def portal(world: WhmcsWorld) -> WhmcsPortal:
    return world.portal


class TestWhmcsPortal(PortalContract):
    """Without a lock of its own, two of its processes could make one thing twice: the jobs see to
    that (assistant.worker.once)."""
