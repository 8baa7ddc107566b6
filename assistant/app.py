"""The composition root: builds what all parts share, the gateway and the runner, and joins them.

The worker is put together in :mod:`assistant.backroom`.
"""

from __future__ import annotations

import asyncio
import gc
import hmac
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    User,
)
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant import metrics
from assistant.courier.budget import Budget
from assistant.courier.resuming import resume, resume_staff, staff_lost
from assistant.desk import ByHand, build_desk, draw_card, draw_intake
from assistant.dialogs.all import all_dialogs, all_features, in_groups
from assistant.dialogs.build import build_dispatcher
from assistant.dialogs.turn import ChatSettings
from assistant.domain.finance.model import TOPIC_MARK
from assistant.domain.portal import Portal, PortalError
from assistant.gateway.health import Health, NotFitError
from assistant.gateway.polling import Poller
from assistant.gateway.profile import introduce
from assistant.gateway.web import make_web_app
from assistant.gateway.webhook import ask_for_updates
from assistant.online import (
    online_bot,
    who_am_i,
)
from assistant.portal.choose import needs, open_chosen
from assistant.portal.measured import measured
from assistant.runner.loop import take_turns
from assistant.runner.measured import note_handlers
from assistant.runner.offline import offline_bot
from assistant.runner.presenter import Presenter, present
from assistant.runner.turns import Turns
from assistant.runner.window import RecordingMessageManager
from assistant.scrape import make_metrics_app
from assistant.settings import HostPort, Settings, SettingsError, Structure
from assistant.storage.backlog import nobody_waits
from assistant.storage.chosen import chosen_database
from assistant.storage.database import make_direct_engine, make_engine
from assistant.storage.dialog_state import ChatStateStorage
from assistant.storage.insisting import insist
from assistant.storage.listening import listen
from assistant.storage.migration import migrate
from assistant.storage.owner import alive, new_owner
from assistant.storage.repositories.outgoing import (
    INBOX_CHANNEL,
    SCREEN_CHANNEL,
)
from assistant.storage.work import WorkSettings, WorkShop
from assistant.texts import Texts

log = structlog.get_logger(__name__)

GATEWAY, RUNNER, WORKER = "gateway", "runner", "worker"
PARTS = (GATEWAY, RUNNER, WORKER)
TURNS_AT_ONCE = 4
WINDOWS_AT_ONCE = 8
LONGEST_STOP = 6.0
"""Seconds for what is in hand when the process is told to stop; all of it may take ten."""
LONGEST_START = 15.0
"""Seconds that a database which is starting itself is waited for."""
LONGEST_FIRST = 2.0
"""Seconds that jobs and deliveries wait for people to be answered."""
LONGEST_GOODBYE = 1.0
"""Seconds for requests that are being answered when their server closes."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """What all parts of one process share."""

    settings: Settings
    structure: Structure
    url: str
    engine: AsyncEngine
    shop: WorkShop
    bot: Bot
    me: User
    texts: Texts
    portal: Portal
    budget: Budget
    staff_chat: int | None
    stopping: asyncio.Event
    watching: AsyncEngine
    """Connections for health and metrics, so that neither waits for the work's own."""


async def run(settings: Settings, structure: Structure, parts: tuple[str, ...] = PARTS) -> None:
    """Run these parts until SIGTERM or SIGINT, then finish what is in hand."""
    _check(settings)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with chosen_database(settings) as url:
        await insist(partial(migrate, url), LONGEST_START)
        async with _assistant(settings, structure, url, stopping) as assistant:
            await _run_parts(assistant, parts)


def _check(settings: Settings) -> None:
    settings.need(
        "BOT_TOKEN", "STAFF_CHAT_ID", "SMTP_URL", "MAIL_FROM", "SELLER_NAME", "SELLER_NPWP",
        "SELLER_ADDRESS", "PORTAL_EVENTS_SECRET", "FAKTUR_SECRET",
    )  # fmt: skip
    if settings.public_url is not None:
        settings.need("WEBHOOK_SECRET")
    settings.need(*needs(settings))


@asynccontextmanager
async def _assistant(
    settings: Settings, structure: Structure, url: str, stopping: asyncio.Event
) -> AsyncIterator[Assistant]:
    async with AsyncExitStack() as stack:
        budget = await stack.enter_async_context(
            Budget(url, settings.send_rate, settings.chat_rate, settings.group_rate)
        )
        bot = online_bot(settings, budget)
        stack.push_async_callback(bot.session.close)
        me = await who_am_i(bot, stopping)
        engine = make_engine(url, pool_size=settings.database_pool)
        stack.push_async_callback(engine.dispose)
        watching = make_direct_engine(url, application="assistant watching")
        stack.push_async_callback(watching.dispose)
        staff_chat = await _staff_chat(engine, settings)
        shop = WorkShop(engine, WorkSettings(str(settings.portal), _code_key(settings), staff_chat))
        portal = await stack.enter_async_context(open_chosen(settings, structure, url))
        texts = Texts.load(settings.zone, brand=settings.brand, bot=me.username or "")
        yield Assistant(
            settings, structure, url, engine, shop, bot, me, texts, portal, budget, staff_chat,
            stopping, watching,
        )  # fmt: skip


async def _staff_chat(engine: AsyncEngine, settings: Settings) -> int | None:
    """The setting, unless Telegram said that the chat got a new id."""
    if settings.staff_chat_id is None:
        return None
    async with engine.begin() as connection:
        moved = await connection.execute(text("select value from mark where name = 'staff-chat'"))
    return int(moved.scalar_one_or_none() or settings.staff_chat_id)


def _code_key(settings: Settings) -> bytes:
    return hmac.digest(settings.required("BOT_TOKEN").encode(), b"e-mail codes", "sha256")


async def _run_parts(assistant: Assistant, parts: tuple[str, ...]) -> None:
    """All chosen parts side by side; one that ends by an error ends all."""
    async with AsyncExitStack() as stack:
        forever: list[Awaitable[None]] = []
        until_stopped: list[Awaitable[None]] = []
        owner = new_owner()
        if RUNNER in parts or WORKER in parts:
            await stack.enter_async_context(alive(assistant.url, owner))
        # What may be refused (a port that is taken) comes first, before anything is begun.
        await _serve_metrics(assistant, stack)
        looked = asyncio.Event()
        answered = asyncio.Event()
        if {GATEWAY, RUNNER} <= set(parts):
            forever.append(_people_first(assistant, looked, answered))
        else:
            answered.set()
        if GATEWAY in parts:
            await _add_gateway(assistant, stack, forever, looked)
            forever.append(_introduce(assistant, answered))
        if RUNNER in parts:
            _add_runner(assistant, owner, forever, until_stopped)
        if WORKER in parts:
            until_stopped.append(_work(assistant, owner, answered))
        gc.freeze()  # what is loaded stays: collecting it, at the end too, only takes time
        log.info("assistant runs", bot=assistant.me.username, parts=",".join(parts))
        await _side_by_side(assistant.stopping, forever, until_stopped)
    log.info("assistant stops")


async def _people_first(
    assistant: Assistant, looked: asyncio.Event, answered: asyncio.Event
) -> None:
    """Who wrote while no process ran is answered before jobs and deliveries begin, which are
    thousands after a bad night; they wait for no more than a moment."""
    try:
        with suppress(TimeoutError, OSError, DBAPIError):
            async with asyncio.timeout(LONGEST_FIRST):
                await looked.wait()
                await nobody_waits(assistant.watching)
    finally:
        answered.set()  # also when the process stops meanwhile: somebody waits for it


async def _introduce(assistant: Assistant, answered: asyncio.Event) -> None:
    await answered.wait()
    await introduce(assistant.bot, assistant.texts)


async def _work(assistant: Assistant, owner: int, answered: asyncio.Event) -> None:
    """The worker, whose modules nobody else needs: they are loaded when it begins."""
    await answered.wait()
    if assistant.stopping.is_set():
        return
    backroom = await asyncio.to_thread(import_module, "assistant.backroom")
    async with AsyncExitStack() as stack:
        forever, until_stopped = await backroom.begin(assistant, owner, stack)
        gc.freeze()
        await _side_by_side(assistant.stopping, forever, until_stopped)


async def _side_by_side(
    stopping: asyncio.Event, forever: list[Awaitable[None]], until_stopped: list[Awaitable[None]]
) -> None:
    endless: list[asyncio.Future[Any]] = [asyncio.ensure_future(part) for part in forever]
    graceful: list[asyncio.Future[Any]] = [asyncio.ensure_future(part) for part in until_stopped]
    stop: asyncio.Future[Any] = asyncio.ensure_future(stopping.wait())
    try:
        await _until_one_fails(stop, {*endless, *graceful})
        stopping.set()
        for task in endless:
            task.cancel()  # the courier takes a moment for what it is sending
        await asyncio.wait([*endless, *graceful], timeout=LONGEST_STOP)
        for task in (*endless, *graceful):
            if task.done() and not task.cancelled():
                task.result()
    finally:
        for task in (stop, *endless, *graceful):
            task.cancel()
        await asyncio.gather(stop, *endless, *graceful, return_exceptions=True)


async def _until_one_fails(stop: asyncio.Future[Any], tasks: set[asyncio.Future[Any]]) -> None:
    """Until it is time to stop, or a part ended by an error. One that is through is fine."""
    while not stop.done():
        done, _ = await asyncio.wait({stop, *tasks}, return_when=asyncio.FIRST_COMPLETED)
        if any(task.exception() for task in done):
            return
        tasks -= done


def _add_runner(
    assistant: Assistant,
    owner: int,
    forever: list[Awaitable[None]],
    until_stopped: list[Awaitable[None]],
) -> None:
    inbox, screens = asyncio.Event(), asyncio.Event()
    turns = build_turns(assistant)
    has_room = assistant.budget.has_room
    presenter = Presenter(assistant.shop, assistant.bot, _cards(assistant), has_room, owner=owner)
    forever.append(listen(assistant.url, {INBOX_CHANNEL: inbox, SCREEN_CHANNEL: screens}))
    for _ in range(TURNS_AT_ONCE):
        until_stopped.append(take_turns(turns, inbox, assistant.stopping))
    for _ in range(WINDOWS_AT_ONCE):
        until_stopped.append(present(presenter, screens, assistant.stopping))


def build_turns(assistant: Assistant) -> Turns:
    answering: set[asyncio.Task[None]] = set()

    async def answer(query_id: str) -> None:
        try:
            await assistant.bot.answer_callback_query(query_id)
        except TelegramAPIError as error:
            log.debug("callback query not answered", error=error.message)

    def answer_soon(query_id: str) -> None:
        task = asyncio.create_task(answer(query_id))
        answering.add(task)
        task.add_done_callback(answering.discard)

    customers = build_dispatcher(
        all_features(), all_dialogs(), ChatStateStorage(), RecordingMessageManager()
    )
    staff = build_desk(assistant.staff_chat)
    staff.include_router(in_groups(assistant.staff_chat))
    note_handlers(customers)
    note_handlers(staff)
    return Turns(
        assistant.shop,
        customers,
        staff,
        offline_bot(assistant.settings.required("BOT_TOKEN"), assistant.me),
        assistant.texts,
        chat_settings(assistant.settings, assistant.structure, assistant.me),
        answer=answer_soon,
        returned=resume,
        staff_returned=resume_staff,
        staff_lost=staff_lost,
    )


def chat_settings(settings: Settings, structure: Structure, me: User) -> ChatSettings:
    return ChatSettings(
        brand=settings.brand,
        bot_username=me.username or "",
        departments=tuple(structure.departments),
        default_department=structure.default_department,
        terms_url=structure.terms_url or structure.portal_url,
        privacy_url=structure.privacy_url or structure.portal_url,
        portal_url=structure.portal_url,
        locale=str(settings.locale),
    )


def _cards(assistant: Assistant) -> Callable[[str], Awaitable[dict[str, object] | None]]:
    async def content(number: str) -> dict[str, object] | None:
        if number.startswith("intake:"):
            return await _intake(assistant, int(number.removeprefix("intake:")))
        async with assistant.shop.work() as work:
            transfer = await work.transfers.get(number)
            asker = await work.people.get(transfer.person) if transfer else None
            seen = await work.snapshots.get(transfer.from_account) if transfer else None
        if transfer is None:
            return None
        locale = str(assistant.settings.locale)
        by_hand = None
        if not assistant.portal.capabilities.moves_ownership:
            links = assistant.structure.admin_links.model_dump(exclude_none=True)
            by_hand = ByHand(links, seen.services if seen else ())
        return draw_card(assistant.texts, transfer, locale, asker, by_hand)

    return content


async def _intake(assistant: Assistant, number: int) -> dict[str, object] | None:
    async with assistant.shop.work() as work:
        intake = await work.intakes.get(number)
        files = await work.intakes.counted(number)
        thread = int(await work.marks.get(TOPIC_MARK) or 0) or None
    if intake is None:
        return None
    locale = str(assistant.settings.locale)
    return draw_intake(assistant.texts, locale, intake, files, thread)


async def _add_gateway(
    assistant: Assistant,
    stack: AsyncExitStack,
    forever: list[Awaitable[None]],
    looked: asyncio.Event,
) -> None:
    """``looked`` is set when what waits at Telegram has been fetched once."""
    settings = assistant.settings
    webhook = settings.public_url is not None
    await _serve(assistant, stack)
    if webhook:
        url, secret = f"{settings.public_url}{WEBHOOK_PATH}", settings.required("WEBHOOK_SECRET")
        forever.append(ask_for_updates(assistant.bot, url, secret))
        looked.set()
        return
    direct = make_direct_engine(assistant.url, application="assistant polling")
    stack.push_async_callback(direct.dispose)
    token, api = settings.required("BOT_TOKEN"), settings.telegram_api_url
    poller = Poller(direct, token=token, api_url=api, bot_id=assistant.me.id, looked=looked)
    forever.append(poller.run())


WEBHOOK_PATH = "/telegram/updates"


def _health(assistant: Assistant) -> Health:
    portal = measured(assistant.portal)

    async def telegram() -> bool:
        return (await assistant.bot.get_me()).id == assistant.me.id

    async def departments() -> bool:
        try:
            return bool(await portal.departments())
        except PortalError as error:
            log.warning("the portal does not answer", error=str(error))
            raise NotFitError(str(getattr(error, "trouble", error.code))) from error

    return Health(assistant.watching, {"telegram": telegram, "portal": departments})


async def _serve_metrics(assistant: Assistant, stack: AsyncExitStack) -> None:
    """Watching never stops the work: without its port a process runs on, unwatched."""
    settings = assistant.settings
    for scope in ("send", "chat", "group"):
        metrics.SEND_LIMIT.labels(scope).set(getattr(settings, f"{scope}_rate"))
    app = make_metrics_app(assistant.watching, _health(assistant))
    try:
        await _listen_on(settings.metrics_listen, app, stack)
    except OSError as error:
        log.warning(
            "metrics are not served: give each process of this machine an own METRICS_LISTEN",
            listen=str(settings.metrics_listen),
            error=error.strerror,
        )


async def _listen_on(where: HostPort, app: web.Application, stack: AsyncExitStack) -> None:
    """Until the stack is left; what is being answered then is given a moment. Raises OSError."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LONGEST_GOODBYE)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, where.host, where.port).start()


async def _serve(assistant: Assistant, stack: AsyncExitStack) -> None:
    settings = assistant.settings
    app = make_web_app(
        assistant.shop,
        webhook_path=WEBHOOK_PATH,
        webhook_secret=_secret(settings, "WEBHOOK_SECRET"),
        bot_id=assistant.me.id,
        events_secret=_secret(settings, "PORTAL_EVENTS_SECRET"),
        faktur_secret=_secret(settings, "FAKTUR_SECRET"),
        health=_health(assistant),
    )
    try:
        await _listen_on(settings.listen, app, stack)
    except OSError as error:
        raise SettingsError(
            [f"ASSISTANT_LISTEN={settings.listen} can't be listened on: {error.strerror}"]
        ) from error


def _secret(settings: Settings, name: str) -> str | None:
    value = getattr(settings, name.lower())
    return value.get_secret_value() if value is not None else None
