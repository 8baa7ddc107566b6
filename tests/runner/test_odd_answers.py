"""Answers of Telegram, or of what stands before it, in forms that no description has."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramRetryAfter
from aiohttp import web
from aiohttp.test_utils import TestServer

from assistant.courier.bot import Letter, make_bot, send
from assistant.courier.outcomes import Sent, TooFast
from assistant.refusal import RefusalScope, about
from assistant.retry import LONGEST_SILENCE, silence
from assistant.runner.answers import read_answer
from assistant.runner.measured import count_call

TOKEN = "1234567:abcdefghijklmnopqrstuvwxyzabcdefgh"
CHAT = {"id": 5, "type": "private", "first_name": "Budi"}


@asynccontextmanager
async def answering(body: str, status: int = 200, kind: str = "application/json") -> Any:
    async def say(_: web.Request) -> web.Response:
        return web.Response(text=body, status=status, content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", say)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@asynccontextmanager
async def windows(url: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url), json_loads=read_answer)
    session.middleware(count_call)
    async with Bot(TOKEN, session=session) as bot:
        yield bot


@asynccontextmanager
async def sender(url: str) -> Any:
    """The courier's bot, without the question who it is."""
    bot = make_bot(TOKEN, url)
    await bot._request[1].initialize()  # type: ignore[attr-defined]
    try:
        yield bot
    finally:
        await bot._request[1].shutdown()  # type: ignore[attr-defined]


ODD: dict[str, tuple[str, int, str]] = {
    "nothing": ("", 200, "application/json"),
    "half": ('{"ok":true,"result":{"message_i', 200, "application/json"),
    "a page": ("<html>502 Bad Gateway</html>", 502, "text/html"),
    "a page said to be right": ("<html>Selamat datang</html>", 200, "text/html"),
    "a list": ("[]", 200, "application/json"),
    "null": ("null", 200, "application/json"),
    "neither": ("{}", 200, "application/json"),
    "no, and no more": ('{"ok":false}', 200, "application/json"),
    "no with 400": ('{"ok":false}', 400, "application/json"),
    "no with 403": ('{"ok":false,"description":null}', 403, "application/json"),
    "no with 500": ('{"ok":false}', 500, "application/json"),
    "yes with 500": ('{"ok":true,"result":true}', 500, "application/json"),
    "a number for words": ('{"ok":false,"description":7,"error_code":"x"}', 400, "text/plain"),
    "odd parameters": ('{"ok":false,"parameters":{"retry_after":"soon"}}', 429, "text/plain"),
    "no token": ('{"ok":false,"error_code":401,"description":"Unauthorized"}', 401, "text/plain"),
    "no such bot": ('{"ok":false,"error_code":404,"description":"Not Found"}', 404, "text/plain"),
}


@pytest.mark.parametrize("odd", ODD)
async def test_any_odd_answer_to_a_window_is_an_error_that_is_known(odd: str) -> None:
    async with answering(*ODD[odd]) as url, windows(url) as bot:
        with pytest.raises(TelegramAPIError) as caught:
            await bot.send_message(5, "Halo")
    assert isinstance(caught.value.message, str)
    if isinstance(caught.value, TelegramBadRequest):
        assert about(caught.value.message) is RefusalScope.CONTENT


@pytest.mark.parametrize("odd", ODD)
async def test_any_odd_answer_to_a_word_is_an_outcome(odd: str) -> None:
    async with answering(*ODD[odd]) as url, sender(url) as bot:
        outcome = await send(bot, Letter(5, "Halo"))
    assert not isinstance(outcome, Sent)


async def test_a_window_that_stands_is_not_sent_again_for_what_it_shows() -> None:
    """Its answer has a kind of chat that nobody knows yet."""
    result = {"message_id": 77, "date": 1, "chat": {**CHAT, "type": ["hologram"]}, "text": "Halo"}
    said = json.dumps({"ok": True, "result": result})
    async with answering(said) as url, windows(url) as bot:
        assert (await bot.send_message(5, "Halo")).message_id == 77


@pytest.mark.parametrize(
    ("asked", "kept"),
    [(3, 3), (86_400, LONGEST_SILENCE), (10**400, LONGEST_SILENCE), (-5, 0),
     (float("nan"), LONGEST_SILENCE), (float("inf"), LONGEST_SILENCE)],
)  # fmt: skip
def test_telegram_is_left_alone_for_a_quarter_of_an_hour_at_most(asked: float, kept: float) -> None:
    assert silence(asked) == kept


async def test_a_day_of_silence_is_asked_for_and_not_believed() -> None:
    said = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 86400",
            "parameters": {"retry_after": 86_400}}  # fmt: skip
    async with answering(json.dumps(said), 429) as url:
        async with windows(url) as bot:
            with pytest.raises(TelegramRetryAfter):
                await bot.send_message(5, "Halo")
        async with sender(url) as word:
            assert await send(word, Letter(5, "Halo")) == TooFast(LONGEST_SILENCE)
