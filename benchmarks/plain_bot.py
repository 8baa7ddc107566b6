"""``python -m benchmarks.plain_bot URL [SOCKET]``: a bot as aiogram-dialog's own guide writes one.

It polls the sandbox at ``URL`` and keeps its dialogs in memory, or in the Redis behind ``SOCKET``
with a lock for each chat. Two windows, like the menu and the help of ours.
"""

from __future__ import annotations

import asyncio
import sys
from importlib import import_module
from typing import Any

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage
from aiogram.fsm.storage.memory import DisabledEventIsolation, MemoryStorage
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.text import Const, Format

from sandbox.server import DEFAULT_TOKEN

_MENU = ("🏢 Akun", "🧾 NPWP", "📄 Faktur", "🔁 Pindah", "📋 Permintaan", "🌐 Bahasa", "🔒 Data")
_HELP = ("Menautkan akun", "Faktur pajak", "Memindahkan layanan", "Bertanya", "Data saya")


class PlainSG(StatesGroup):
    menu = State()
    help = State()


def _buttons(labels: tuple[str, ...]) -> list[Button]:
    return [Button(Const(label), id=f"b{place}") for place, label in enumerate(labels)]


def create_dialog() -> Dialog:
    return Dialog(
        Window(
            Format("Halo {name}.\n\nApa yang ingin Anda lakukan?"),
            Group(*_buttons(_MENU), width=2),
            SwitchTo(Const("❓ Bantuan"), id="help", state=PlainSG.help),
            getter=_name,
            state=PlainSG.menu,
        ),
        Window(
            Format("Pilih yang ingin Anda ketahui, {name}."),
            Group(*_buttons(_HELP), width=1),
            SwitchTo(Const("☰ Menu"), id="menu", state=PlainSG.menu),
            getter=_name,
            state=PlainSG.help,
        ),
    )


async def _name(dialog_manager: DialogManager, **_: Any) -> dict[str, str]:
    user = dialog_manager.event.from_user
    return {"name": user.first_name if user else ""}


async def _start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(PlainSG.menu, mode=StartMode.RESET_STACK)


def _kept_in(socket: str | None) -> tuple[BaseStorage, BaseEventIsolation]:
    if socket is None:
        return MemoryStorage(), DisabledEventIsolation()
    its = import_module("aiogram.fsm.storage.redis")  # which imports redis, perhaps not there
    redis = import_module("redis.asyncio").Redis(unix_socket_path=socket)
    keys = its.DefaultKeyBuilder(with_destiny=True)
    return its.RedisStorage(redis, key_builder=keys), its.RedisEventIsolation(
        redis, key_builder=keys
    )


async def _run(url: str, socket: str | None) -> None:
    storage, isolation = _kept_in(socket)
    dispatcher = Dispatcher(storage=storage, events_isolation=isolation)
    dispatcher.message.register(_start, Command("start", "menu"))
    dispatcher.include_router(create_dialog())
    setup_dialogs(dispatcher, events_isolation=isolation)
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML)
    async with Bot(DEFAULT_TOKEN, session=session, default=properties) as bot:
        await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    asyncio.run(_run(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
