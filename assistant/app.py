"""The composition root: the only place that builds adapters and knows all parts."""

from __future__ import annotations

import asyncio
import gc
import hmac
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    User,
)
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant import metrics
from assistant.courier.budget import Budget
from assistant.courier.courier import Courier, make_bot, resume, resume_staff
from assistant.courier.mailer import Mailer, MailError, MailFailure
from assistant.desk import ByHand, build_desk, draw_card, draw_intake
from assistant.dialogs.all import all_dialogs, all_features, in_groups
from assistant.dialogs.build import build_dispatcher
from assistant.dialogs.turn import ChatSettings
from assistant.documents.archive import unpack
from assistant.documents.on_demand import write_letter, write_recap, write_sheet
from assistant.documents.workers import FakturReader
from assistant.domain.finance import TOPIC_MARK
from assistant.domain.portal import Portal, PortalError
from assistant.domain.reminders import remind
from assistant.domain.work import Job
from assistant.finance import READERS, export_jobs, reconciliation_jobs
from assistant.gateway.health import Health, NotFitError
from assistant.gateway.polling import Poller
from assistant.gateway.profile import introduce
from assistant.gateway.web import make_web_app
from assistant.gateway.webhook import ask_for_updates
from assistant.online import (
    asks_standing,
    fetches_dropped,
    fetches_files,
    makes_topic,
    online_bot,
    who_am_i,
)
from assistant.portal.choose import needs, open_chosen
from assistant.portal.embedded import EmbeddedPortal
from assistant.portal.measured import measured
from assistant.runner.loop import take_turns
from assistant.runner.measured import note_handlers
from assistant.runner.offline import offline_bot
from assistant.runner.presenter import Presenter, present
from assistant.runner.turns import Turns
from assistant.runner.window import RecordingMessageManager
from assistant.scrape import make_metrics_app
from assistant.settings import HostPort, Settings, SettingsError, Structure
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
from assistant.worker.accounts import AccountJobs, MailRefusedError
from assistant.worker.answers import CustomerAnswers
from assistant.worker.archives import ArchiveJobs
from assistant.worker.events import EventJobs
from assistant.worker.fakturs import FakturJobs, Seller
from assistant.worker.finance import FinanceJobs
from assistant.worker.folder import WatchedFolder
from assistant.worker.importing import Importer
from assistant.worker.intake import IntakeJobs
from assistant.worker.parked import tell_staff
from assistant.worker.queue import Handler, work_off
from assistant.worker.retention import Retention
from assistant.worker.transfers import TransferJobs

log = structlog.get_logger(__name__)

GATEWAY, RUNNER, WORKER = "gateway", "runner", "worker"
PARTS = (GATEWAY, RUNNER, WORKER)
TURNS_AT_ONCE = 4
WINDOWS_AT_ONCE = 8
LONGEST_STOP = 6.0
"""Seconds for what is in hand when the process is told to stop; all of it may take ten."""
LONGEST_START = 15.0
"""Seconds that a database which is starting itself is waited for."""
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
        if GATEWAY in parts:
            await _add_gateway(assistant, stack, forever)
            forever.append(introduce(assistant.bot, assistant.texts))
        if WORKER in parts:
            await _add_worker(assistant, owner, stack, forever, until_stopped)
        if RUNNER in parts:
            _add_runner(assistant, owner, forever, until_stopped)
        gc.freeze()  # what is loaded stays: collecting it, at the end too, only takes time
        log.info("assistant runs", bot=assistant.me.username, parts=",".join(parts))
        await _side_by_side(assistant.stopping, forever, until_stopped)
    log.info("assistant stops")


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


async def _add_worker(
    assistant: Assistant,
    owner: int,
    stack: AsyncExitStack,
    forever: list[Awaitable[None]],
    until_stopped: list[Awaitable[None]],
) -> None:
    settings = assistant.settings
    reader = await stack.enter_async_context(FakturReader(workers=READERS))
    mailer = Mailer(settings.smtp, settings.mail_from or "")
    handlers, reconcile = job_handlers(assistant, mailer, reader)
    async with assistant.shop.work() as work:
        await work.jobs.put(Job.FINANCE_TOPIC, "", once=True)
    until_stopped.append(
        work_off(
            assistant.url, handlers, reconcile, assistant.stopping,
            clean=Retention(assistant.shop).clean, remind=partial(_remind, assistant.shop),
            parked=partial(tell_staff, assistant.shop),
        )
    )  # fmt: skip
    if folder := assistant.structure.watched_folder:
        importer = Importer(assistant.shop, _faktur_jobs(assistant, reader), unpack, "folder")
        until_stopped.append(WatchedFolder(folder, importer).watch(assistant.stopping))
    token, api = settings.required("BOT_TOKEN"), settings.telegram_api_url
    telegram = make_bot(token, api)
    await stack.enter_async_context(telegram)
    courier = Courier(
        assistant.shop, telegram, mailer, assistant.texts, assistant.staff_chat, assistant.budget,
        locale=str(settings.locale), owner=owner,
    )  # fmt: skip
    forever.append(courier.run())


async def _remind(shop: WorkShop) -> None:
    async with shop.work() as work:
        await remind(work)


def job_handlers(
    assistant: Assistant, mailer: Mailer, reader: FakturReader
) -> tuple[dict[Job, Handler], Callable[[], Awaitable[None]]]:
    """What does each job, and the reconciliation that runs by the clock."""
    shop, portal, texts = assistant.shop, measured(assistant.portal), assistant.texts
    accounts = AccountJobs(shop, portal, _CodeMails(mailer), texts)
    standing = asks_standing(assistant.bot, assistant.staff_chat)
    answers = CustomerAnswers(shop, texts, fetches_files(assistant.bot))
    letter = partial(write_letter, texts=texts)
    transfers = TransferJobs(shop, portal, texts, standing, letter, answers)
    title = texts.plain(str(assistant.settings.locale), "finance-topic")
    topic = makes_topic(assistant.bot, assistant.staff_chat, title)
    finance = FinanceJobs(shop, standing, topic, assistant.structure.topics.finance)
    exports = export_jobs(shop, portal, assistant.settings, assistant.structure, texts)
    books = reconciliation_jobs(shop, portal, assistant.settings, texts)
    fakturs = _faktur_jobs(assistant, reader)
    intakes = IntakeJobs(shop, fetches_dropped(assistant.bot), unpack)
    events = EventJobs(shop, portal)
    archives = ArchiveJobs(shop, write_sheet, write_recap, texts)
    handlers: dict[Job, Handler] = {
        Job.SEND_CODE: accounts.send_code,
        Job.LINK_ACCOUNT: accounts.link_account,
        Job.CREATE_ACCOUNT: accounts.create_account,
        Job.SET_TAX: accounts.set_tax,
        Job.REFRESH_ACCOUNT: accounts.refresh_account,
        Job.OPEN_TICKET: transfers.open_ticket,
        Job.ANSWER_TICKET: transfers.answer_ticket,
        Job.DECIDE: transfers.decide,
        Job.CARRY_OUT: transfers.carry_out,
        Job.PORTAL_EVENT: events.handle,
        Job.READ_FAKTUR: fakturs.read,
        Job.EXPORT_CORETAX: exports.export,
        Job.RECONCILE_MONTH: books.reconcile_month,
        Job.ASK_NPWP: books.ask_npwp,
        Job.MAKE_FILE: archives.make,
        Job.TAKE_IN: intakes.take_in,
        Job.ASSIGN_FAKTUR: fakturs.assign,
        Job.FINANCE_ACT: finance.act,
        Job.FINANCE_TOPIC: finance.topic,
    }

    async def reconcile() -> None:
        if isinstance(assistant.portal, EmbeddedPortal):
            await assistant.portal.outgoing.flush()
        await events.reconcile()

    return handlers, reconcile


def _faktur_jobs(assistant: Assistant, reader: FakturReader) -> FakturJobs:
    settings = assistant.settings
    seller = Seller(settings.seller_name or "", settings.seller_npwp or "")
    return FakturJobs(assistant.shop, reader, seller, measured(assistant.portal))


@dataclass(frozen=True, slots=True)
class _CodeMails:
    """The mailer, as the jobs know it."""

    mailer: Mailer

    async def send(self, to: str, subject: str, body: str) -> None:
        try:
            await self.mailer.send(to, subject, body)
        except MailError as error:
            if error.code is MailFailure.REFUSED:
                raise MailRefusedError(error.detail) from error
            raise


async def _add_gateway(
    assistant: Assistant, stack: AsyncExitStack, forever: list[Awaitable[None]]
) -> None:
    settings = assistant.settings
    webhook = settings.public_url is not None
    await _serve(assistant, stack)
    if webhook:
        url, secret = f"{settings.public_url}{WEBHOOK_PATH}", settings.required("WEBHOOK_SECRET")
        forever.append(ask_for_updates(assistant.bot, url, secret))
        return
    direct = make_direct_engine(assistant.url, application="assistant polling")
    stack.push_async_callback(direct.dispose)
    token, api = settings.required("BOT_TOKEN"), settings.telegram_api_url
    poller = Poller(direct, token=token, api_url=api, bot_id=assistant.me.id)
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
