"""The Bot that handlers see. It knows who it is and can reach nobody."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.enums import ParseMode
from aiogram.methods import GetMe, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import User


class NetworkInHandlerError(RuntimeError):
    """A handler tried to call Telegram: what it wants done is a window, a delivery or a job."""


class OfflineSession(BaseSession):
    def __init__(self, me: User) -> None:
        super().__init__()
        self._me = me

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 (aiogram names it so)
    ) -> TelegramType:
        if isinstance(method, GetMe):
            return cast(TelegramType, self._me)
        raise NetworkInHandlerError(type(method).__name__)

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        raise NetworkInHandlerError("stream_content")
        yield b""


def offline_bot(token: str, me: User) -> Bot:
    return Bot(
        token,
        session=OfflineSession(me),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )
