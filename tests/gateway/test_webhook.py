"""Telegram is asked for a webhook until it has one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from assistant.gateway.webhook import WebhookRefusedError, ask_for_updates
from tests.simclient import Sim, running_sandbox

URL, SECRET = "https://bot.example.invalid/telegram/updates", "webhook-secret-012345"


@pytest.fixture
async def sim(tmp_path: Path) -> AsyncIterator[tuple[Sim, Bot]]:
    async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim:
        session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
        async with Bot(sandbox.token, session=session) as bot:
            yield sim, bot


async def test_a_telegram_that_fails_is_asked_again(sim: tuple[Sim, Bot]) -> None:
    world, bot = sim
    await world.fault("setWebhook", code=500, times=2)
    await world.fault("setWebhook", code=429, retry_after=1)
    await ask_for_updates(bot, URL, SECRET, first_pause=0.01)
    assert (await bot.get_webhook_info()).url == URL
    assert len(await world.outbox("setWebhook")) == 4


async def test_an_address_that_it_will_never_take_is_told(sim: tuple[Sim, Bot]) -> None:
    _, bot = sim
    with pytest.raises(WebhookRefusedError, match="bad webhook"):
        await ask_for_updates(bot, "nowhere", SECRET)
