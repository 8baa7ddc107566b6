"""What all parts of one process share, and how it is opened and closed."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.types import User

from assistant.app.bot import paced_bot, who_am_i
from assistant.app.portal import open_chosen
from assistant.app.settings import Settings
from assistant.app.structure import Structure
from assistant.courier.budget import Budget
from assistant.desk import draw
from assistant.domain.portal import Portal
from assistant.domain.staff import STAFF_CHAT_MARK
from assistant.portal.measured import measured
from assistant.storage.database import Engine, make_direct_engine, make_engine
from assistant.storage.owner import new_owner
from assistant.storage.repositories.kept import SqlMarks
from assistant.storage.work import WorkSettings, WorkShop
from assistant.texts import Texts


@dataclass(frozen=True, slots=True)
class Process:
    """What all parts of one process share."""

    settings: Settings
    structure: Structure
    url: str
    """The database."""
    engine: Engine
    watching: Engine
    """Connections for health and metrics, so that neither waits for the work's own."""
    shop: WorkShop
    bot: Bot
    me: User
    texts: Texts
    portal: Portal
    budget: Budget
    staff_chat: int | None
    stopping: asyncio.Event
    owner: int = field(default_factory=new_owner)
    """Who holds what this process has in hand."""
    looked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when what waits at Telegram has been fetched once."""
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when those who wrote while no process ran are answered: jobs and deliveries begin."""

    @property
    def locale(self) -> str:
        """The language for people who have not chosen one."""
        return self.settings.locale


@dataclass(slots=True)
class Tasks:
    """What a process does side by side."""

    forever: list[Awaitable[None]] = field(default_factory=list)
    """Cancelled when the process stops."""
    until_stopped: list[Awaitable[None]] = field(default_factory=list)
    """End by themselves then."""


@asynccontextmanager
async def open_process(
    settings: Settings, structure: Structure, url: str, stopping: asyncio.Event
) -> AsyncIterator[Process]:
    """Raises SettingsError."""
    async with AsyncExitStack() as stack:
        budget = await stack.enter_async_context(
            Budget(url, settings.send_rate, settings.chat_rate, settings.group_rate)
        )
        bot = paced_bot(settings, budget)
        stack.push_async_callback(bot.session.close)
        me = await who_am_i(bot, stopping)
        engine = make_engine(url, pool_size=settings.database_pool)
        stack.push_async_callback(engine.dispose)
        watching = make_direct_engine(url, application="assistant watching")
        stack.push_async_callback(watching.dispose)
        staff_chat = await _staff_chat(engine, settings)
        shop = WorkShop(
            engine,
            WorkSettings(
                str(settings.portal), code_key(settings), staff_chat,
                tax_rules=structure.tax_rules, draw=draw,
                office_days=structure.office_days,
                promise=structure.promise(settings.zone),
                public_url=settings.public_url or "",
            ),
        )  # fmt: skip
        portal = await stack.enter_async_context(open_chosen(settings, structure, url))
        texts = Texts.load(settings.zone, brand=settings.brand, bot=me.username or "")
        yield Process(
            settings, structure, url, engine, watching, shop, bot, me, texts, measured(portal),
            budget, staff_chat, stopping,
        )  # fmt: skip


def code_key(settings: Settings) -> bytes:
    """What e-mail codes are derived from."""
    return hmac.digest(settings.required("BOT_TOKEN").encode(), b"e-mail codes", "sha256")


async def _staff_chat(engine: Engine, settings: Settings) -> int | None:
    """The setting, unless Telegram said that the chat got a new id."""
    if settings.staff_chat_id is None:
        return None
    async with engine.begin() as connection:
        moved = await SqlMarks(connection).get(STAFF_CHAT_MARK)
    return int(moved or settings.staff_chat_id)
