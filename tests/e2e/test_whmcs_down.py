"""A WHMCS that is down or wrong stops nothing, is named, and is gone on with when it is mended."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from assistant.app.settings import PortalKind
from tests.e2e.conftest import Stack, stack_on

MENDED_WITHIN = 100.0


async def portal_of(stack: Stack) -> str:
    async with aiohttp.ClientSession() as http, http.get(f"{stack.url}/readyz") as answer:
        return str((await answer.json())["portal"])


async def until_portal_is(stack: Stack, wanted: str) -> None:
    async with asyncio.timeout(MENDED_WITHIN):
        while await portal_of(stack) != wanted:  # noqa: ASYNC110  it is another process
            await asyncio.sleep(0.1)


@pytest.mark.timeout(400)
async def test_run_starts_though_whmcs_is_away_says_so_and_goes_on(
    assistant_url: str, tmp_path: Path
) -> None:
    async with stack_on(assistant_url, tmp_path, portal=PortalKind.WHMCS) as stack:
        await stack.sim.fault("whmcs:*", kind="maintenance", times=100_000)
        await stack.start()
        await until_portal_is(stack, "failed: maintenance")
        await stack.sim.fault("whmcs:*", kind="clear")
        assert stack.whmcs is not None
        stack.whmcs.api.set_up({"api_access": False})
        await until_portal_is(stack, "failed: credential")
        stack.whmcs.api.set_up({"api_access": True})
        await until_portal_is(stack, "ok")
