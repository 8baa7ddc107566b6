"""What aiogram's session makes of answers that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError

from assistant.runner.measured import count_call
from tests.simclient import Sim, running_sandbox


async def test_a_gateways_page_instead_of_an_answer_is_an_error_of_the_network(
    tmp_path: Path,
) -> None:
    async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim:
        session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
        session.middleware(count_call)
        async with Bot(sandbox.token, session=session) as bot:
            await sim.fault("getMe", "html")
            with pytest.raises(TelegramNetworkError):
                await bot.get_me()
            assert (await bot.get_me()).is_bot
