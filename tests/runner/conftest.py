"""A chat and its presenter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

from assistant.runner.presenter import Presenter
from assistant.storage.work import WorkShop
from tests.runner.stage import Stage
from tests.simclient import BUDI, STAFF, Sim, running_sandbox
from tests.things import Clock, make_shop


@pytest.fixture
async def stage(assistant_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    shop = make_shop(assistant_url, Clock(), pool_size=8)
    shop = WorkShop(shop.engine, replace(shop.settings, staff_chat=STAFF))
    card = {"text": "Kartu", "markup": None, "topic": "PND-1 toko.example"}

    async def draw(number: str) -> dict[str, Any] | None:
        return dict(card)

    async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim:
        session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
        properties = DefaultBotProperties(parse_mode=ParseMode.HTML)
        async with Bot(sandbox.token, session=session, default=properties) as bot:
            await sim.send(BUDI, "/start")
            async with shop.work() as work:
                await work.people.seen(BUDI, "Budi", None, "id")
            yield Stage(shop, sim, Presenter(shop, bot, draw), bot, card)
