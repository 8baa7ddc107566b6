"""Durable updates a second on one core, beside the same dialog in aiogram-dialog's memory.

Durable means: stored in the inbox before it is acknowledged, handled in one transaction with the
dialog's state and the window to show, and PostgreSQL's fsync is on. In memory means: nothing of
that, and nothing is shown either. All sides are measured in turn, round by round, and the middle
one of the rounds counts: a machine that others use, too, is faster in one second than in the next.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher
from aiogram.filters import Command
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage
from aiogram.fsm.storage.memory import DisabledEventIsolation, MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, User
from aiogram_dialog import DialogManager, ShowMode, setup_dialogs
from aiogram_dialog.api.entities import NewMessage, OldMessage
from aiogram_dialog.api.protocols import MessageManagerProtocol
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.dialogs.build import build_dispatcher
from assistant.dialogs.turn import ChatSettings
from assistant.gateway.inbox import store_batch, store_update
from assistant.runner.offline import offline_bot
from assistant.runner.turns import Turns
from assistant.runner.updates import Updates
from assistant.runner.window import RecordingMessageManager
from assistant.storage.database import make_engine
from assistant.storage.dialog_state import ChatStateStorage
from assistant.storage.embedded import embedded_postgres
from assistant.storage.migration import migrate
from assistant.storage.work import SqlWork, WorkSettings, WorkShop
from assistant.texts import Texts
from benchmarks import redis_server
from benchmarks.form import SCRIPT, TAPPED, begin, create_form_dialog, form_feature
from benchmarks.redis_server import redis_running
from benchmarks.table import Row, at_least, note

PEOPLE = 40
ROUNDS, FEW = 9, 3
TAKERS = 4
ME = User(id=1000000001, is_bot=True, first_name="Asisten", username="asisten_bot")
TOKEN = "1000000001:benchmark"


@dataclass(frozen=True, slots=True)
class Pace:
    """What a run of the script took."""

    updates: int
    wall: float
    cpu: float
    """Seconds of this process; the server's are not in it."""

    @property
    def a_second(self) -> float:
        return self.updates / self.wall

    @property
    def a_core_second(self) -> float:
        return self.updates / self.cpu

    @property
    def cpu_each(self) -> float:
        """Milliseconds."""
        return self.cpu / self.updates * 1000


@dataclass
class Windows:
    """The buttons that each chat was shown last: what people can tap."""

    buttons: dict[int, dict[str, str]] = field(default_factory=dict)

    def note(self, window: NewMessage) -> None:
        markup = window.reply_markup
        if isinstance(markup, InlineKeyboardMarkup):
            data = [b.callback_data or "" for row in markup.inline_keyboard for b in row]
            self.buttons[window.chat.id] = {one.rpartition("\x1d")[2]: one for one in data}


class SilentManager(MessageManagerProtocol):
    """Shows nothing, as cheaply as can be."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    async def remove_kbd(self, bot: Bot, show_mode: ShowMode, old: OldMessage | None) -> None:
        return None

    async def show_message(
        self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None
    ) -> OldMessage:
        self._windows.note(new_message)
        return OldMessage(
            chat=new_message.chat, message_id=1, media_id=None, media_uniq_id=None, text=""
        )

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        return None


class NotingManager(RecordingMessageManager):
    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    async def show_message(
        self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None
    ) -> OldMessage:
        self._windows.note(new_message)
        return await super().show_message(bot, new_message, old_message)


Handle = Callable[[list[dict[str, Any]]], Awaitable[None]]
Script = Sequence[tuple[str, str]]


async def play(
    windows: Windows,
    handle: Handle,
    first_id: int,
    first_person: int,
    people: int,
    script: Script = SCRIPT,
) -> Pace:
    """Everybody does the script's first step, then everybody its second, and so on."""
    crowd = range(first_person, first_person + people)
    update_id, wall, cpu = first_id, 0.0, 0.0
    for kind, words in script:
        updates = []
        for person in crowd:
            update_id += 1
            updates.append(_update(update_id, person, kind, words, windows))
        wall_before, cpu_before = time.perf_counter(), time.process_time()
        await handle(updates)
        wall += time.perf_counter() - wall_before
        cpu += time.process_time() - cpu_before
    return Pace(update_id - first_id, wall, cpu)


def _update(update_id: int, person: int, kind: str, words: str, windows: Windows) -> dict[str, Any]:
    user = {"id": person, "is_bot": False, "first_name": "Budi", "language_code": "id"}
    message: dict[str, Any] = {
        "message_id": update_id,
        "date": 1790000000,
        "chat": {"id": person, "type": "private", "first_name": "Budi"},
    }
    if kind == TAPPED:
        query = {
            "id": str(update_id),
            "from": user,
            "message": {**message, "from": ME.model_dump(), "text": "x"},
            "chat_instance": "1",
            "data": windows.buttons[person][words],
        }
        return {"update_id": update_id, "callback_query": query}
    message |= {"from": user, "text": words}
    if words.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words)}]
    return {"update_id": update_id, "message": message}


@dataclass(frozen=True, slots=True)
class Side:
    windows: Windows
    handle: Handle

    async def play(self, round_: int) -> Pace:
        """The script, by people who are new to it."""
        first = round_ * 1000
        return await play(self.windows, self.handle, first * len(SCRIPT), first + 1, PEOPLE)


@asynccontextmanager
async def in_redis() -> AsyncIterator[Side]:
    """aiogram's own storage in Redis, and its isolation: a lock for each chat."""
    its = import_module("aiogram.fsm.storage.redis")  # which imports redis, perhaps not there
    async with (
        redis_running() as socket,
        import_module("redis.asyncio").Redis(unix_socket_path=socket) as redis,
    ):
        keys = its.DefaultKeyBuilder(with_destiny=True)
        isolation = its.RedisEventIsolation(redis, key_builder=keys)
        yield _plainly(its.RedisStorage(redis, key_builder=keys), isolation)


def _plainly(storage: BaseStorage, isolation: BaseEventIsolation) -> Side:
    """aiogram-dialog, with nothing of ours."""
    windows = Windows()
    dispatcher = Dispatcher(storage=storage, events_isolation=isolation)

    @dispatcher.message(Command("formulir"))
    async def start(message: Message, dialog_manager: DialogManager) -> None:
        await begin(dialog_manager)

    dispatcher.include_router(create_form_dialog())
    setup_dialogs(dispatcher, message_manager=SilentManager(windows), events_isolation=isolation)
    bot = offline_bot(TOKEN, ME)

    async def handle(updates: list[dict[str, Any]]) -> None:
        for update in updates:
            await dispatcher.feed_raw_update(bot, update)

    return Side(windows, handle)


@dataclass(frozen=True, slots=True)
class Durable:
    """Ours on a database of its own, with the two ways in."""

    engine: AsyncEngine
    windows: Windows
    turns: Turns

    async def one_by_one(self, updates: list[dict[str, Any]]) -> None:
        """As a webhook brings them."""
        for update in updates:
            await store_update(self.engine, ME.id, update)
        await _drain(self.turns)

    async def in_batches(self, updates: list[dict[str, Any]]) -> None:
        """As they are polled."""
        for start in range(0, len(updates), 100):
            async with self.engine.connect() as connection:
                await store_batch(connection, ME.id, updates[start : start + 100])
        await _drain(self.turns)


@asynccontextmanager
async def _durably() -> AsyncIterator[Durable]:
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as name:
        os.chmod(name, 0o711)  # as root, the server is another user
        async with embedded_postgres(Path(name)) as url:
            await migrate(url)
            engine = make_engine(url, pool_size=TAKERS + 1)
            windows = Windows()
            turns = _turns(WorkShop(engine, WorkSettings("embedded", b"key", None)), windows)
            yield Durable(engine, windows, turns)
            await _nothing_failed(engine)
            await engine.dispose()


Opened = Callable[[int, int], Awaitable[None]]
"""Has so many more people (first, count) open the form."""
AT_ONCE = 250


@asynccontextmanager
async def durable_forms(steps: int) -> AsyncIterator[Opened]:
    """Forms that are left open after so many steps, for who asks what they take."""
    async with _durably() as ours:
        yield _opening(Side(ours.windows, ours.in_batches), SCRIPT[:steps])


@asynccontextmanager
async def forms_in_memory(steps: int) -> AsyncIterator[Opened]:
    yield _opening(_plainly(MemoryStorage(), DisabledEventIsolation()), SCRIPT[:steps])


def _opening(side: Side, script: Script) -> Opened:
    async def opened(first: int, count: int) -> None:
        for person in range(first, first + count, AT_ONCE):
            ids = person * len(script)
            await play(side.windows, side.handle, ids, person + 1, AT_ONCE, script)
            side.windows.buttons.clear()  # or our own notes would be measured, too

    return opened


def _turns(shop: WorkShop, windows: Windows) -> Turns:
    async def returned(work: SqlWork, person: int) -> None:
        """Nobody was away."""

    customers = build_dispatcher(
        [form_feature()], [create_form_dialog()], ChatStateStorage(), NotingManager(windows)
    )
    updates = Updates(
        shop,
        customers,
        Dispatcher(),
        offline_bot(TOKEN, ME),
        Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="asisten_bot"),
        ChatSettings("CloudKilat", "asisten_bot", ("Info",), "Info", "", "", ""),
        answer=lambda _: None,
        returned=returned,
    )
    return Turns(updates)


async def _drain(turns: Turns) -> None:
    async def take() -> None:
        async with turns.shop.turn_connection() as connection:
            while await turns.take(connection):
                pass

    await asyncio.gather(*(take() for _ in range(TAKERS)))


async def _nothing_failed(engine: AsyncEngine) -> None:
    query = text("select result, count(*) from inbox group by result")
    async with engine.connect() as connection:
        results = {row.result: row.count for row in await connection.execute(query)}
    if not set(results) <= {"message", "callback_query"}:
        raise RuntimeError(f"the form was not filled in: {results}")


MEMORY, REDIS = "in memory (aiogram-dialog alone)", "in Redis (its storage and isolation)"
WEBHOOK, POLLING = "durable, by webhook", "durable, by polling"
"""The ways in: the one stores one by one, the other in batches of a hundred."""


async def run(short: bool) -> list[Row]:
    missing = redis_server.missing()
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(_durably())
        sides = {MEMORY: _plainly(MemoryStorage(), DisabledEventIsolation())}
        if missing is None:
            sides[REDIS] = await stack.enter_async_context(in_redis())
        sides[WEBHOOK] = Side(ours.windows, ours.one_by_one)
        sides[POLLING] = Side(ours.windows, ours.in_batches)
        rounds = await _in_turn(list(sides.values()), FEW if short else ROUNDS)
    paces = dict(zip(sides, zip(*rounds, strict=True), strict=True))
    rows = [row for name, its in paces.items() for row in _paced(name, its)]
    if missing is not None:
        rows.append(note(REDIS, missing))
    for way in (WEBHOOK, POLLING):
        rows.append(_beside(f"{way} ÷ in memory", paces[way], paces[MEMORY], 0.4))
        if missing is None:
            rows.append(_beside(f"{way} ÷ in Redis", paces[way], paces[REDIS], 1.5))
    return rows


async def _in_turn(sides: list[Side], rounds: int) -> list[list[Pace]]:
    """Each round has the pace of each side; one more before them all warms up."""
    played = count(1)
    every = [[await side.play(next(played)) for side in sides] for _ in range(rounds + 1)]
    return every[1:]


def _beside(what: str, ours: Sequence[Pace], theirs: Sequence[Pace], wanted: float) -> Row:
    ratios = [
        one.a_core_second / other.a_core_second for one, other in zip(ours, theirs, strict=True)
    ]
    return at_least(what, median(ratios), wanted)


def _paced(what: str, paces: Sequence[Pace]) -> list[Row]:
    core = median(pace.a_core_second for pace in paces)
    clock = median(pace.a_second for pace in paces)
    each = median(pace.cpu_each for pace in paces)
    return [
        note(what, f"{core:,.0f} a core-second"),
        note("  by the clock, with the server beside it", f"{clock:,.0f} a second"),
        note("  CPU each", f"{each:.2f} ms"),
    ]
