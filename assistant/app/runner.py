"""The runner's part of a process: taking turns, and showing what is owed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from assistant.app.process import Process, Tasks
from assistant.app.slips import slip_settings
from assistant.app.telegram import answer_tap
from assistant.courier.resuming import resume, resume_staff, staff_lost
from assistant.desk import ByHand, OfPlan, build_desk, draw_card, draw_intake, draw_queue
from assistant.desk.conversation import Talk, draw_conversation, draw_forgotten
from assistant.desk.queue import QUEUE
from assistant.dialogs.all import all_dialogs, all_features, in_groups
from assistant.dialogs.build import build_dispatcher
from assistant.dialogs.turn import ChatSettings
from assistant.domain.finance.model import TOPIC_MARK
from assistant.domain.portfolio.leading import pair_of
from assistant.domain.support.hours import Late
from assistant.domain.support.model import PREFIX
from assistant.domain.transfers.model import Transfer
from assistant.domain.work import Work
from assistant.runner.loop import Waking, take_turns
from assistant.runner.measured import note_handlers
from assistant.runner.offline import offline_bot
from assistant.runner.presenter import Presenter
from assistant.runner.presenting import Presenting
from assistant.runner.turns import Turns
from assistant.runner.window import RecordingMessageManager
from assistant.storage.dialog_state import ChatStateStorage
from assistant.storage.listening import INBOX_CHANNEL, SCREEN_CHANNEL, listen

TURNS_AT_ONCE = 4


async def add_runner(process: Process, tasks: Tasks, stack: AsyncExitStack) -> None:
    inbox = Waking()
    presenter = Presenter(
        process.shop,
        process.bot,
        _cards(process),
        process.budget.has_room,
        owner=process.owner,
        queue=True,
    )
    presenting = Presenting(presenter)
    turns = build_turns(process, presenting)
    woken = {INBOX_CHANNEL: inbox, SCREEN_CHANNEL: presenter.woken}
    tasks.forever.append(listen(process.url, woken))
    tasks.until_stopped.append(_take_and_show(turns, presenting, inbox, process.stopping))


async def _take_and_show(
    turns: Turns, presenting: Presenting, inbox: Waking, stopping: asyncio.Event
) -> None:
    """Until ``stopping``, and until the windows of the last turns are shown."""
    takers = (take_turns(turns, inbox, stopping) for _ in range(TURNS_AT_ONCE))
    await asyncio.gather(presenting.look(stopping), *takers)
    await presenting.finish()


def build_turns(process: Process, presenting: Presenting) -> Turns:
    answering: set[asyncio.Task[bool]] = set()

    def answer_soon(tap: str, words: str = "") -> None:
        task = asyncio.create_task(answer_tap(process.bot, tap, words))
        answering.add(task)
        task.add_done_callback(answering.discard)

    customers = build_dispatcher(
        all_features(), all_dialogs(), ChatStateStorage(), RecordingMessageManager()
    )
    staff = build_desk(process.staff_chat)
    staff.include_router(in_groups(process.staff_chat))
    note_handlers(customers)
    note_handlers(staff)
    return Turns(
        process.shop,
        customers,
        staff,
        offline_bot(process.settings.required("BOT_TOKEN"), process.me),
        process.texts,
        _chat_settings(process),
        answer=answer_soon,
        alert=answer_soon,
        returned=resume,
        staff_returned=resume_staff,
        staff_lost=staff_lost,
        presenting=presenting,
    )


def _chat_settings(process: Process) -> ChatSettings:
    settings, structure = process.settings, process.structure
    return ChatSettings(
        brand=settings.brand,
        bot_username=process.me.username or "",
        departments=tuple(structure.departments),
        default_department=structure.default_department,
        terms_url=structure.terms_url or structure.portal_url,
        privacy_url=structure.privacy_url or structure.portal_url,
        portal_url=structure.portal_url,
        invoice_url=structure.invoice_url or "",
        locale=settings.locale,
        subjects=structure.subjects,
        slips=slip_settings(settings, structure),
        largest_files=process.portal.capabilities.largest_files,
    )


async def _plan(work: Work, transfer: Transfer) -> OfPlan | None:
    found = await pair_of(work, transfer)
    if found is None:
        return None
    portfolio, pair = found
    services = sum(len(wish.services) for wish in portfolio.wishes)
    return OfPlan(portfolio.number, len(portfolio.wishes), services, len(pair))


def _cards(process: Process) -> Callable[[str], Awaitable[dict[str, object] | None]]:
    async def content(number: str) -> dict[str, object] | None:
        if number == QUEUE:
            return await _queue(process)
        if number.startswith("intake:"):
            return await _intake(process, int(number.removeprefix("intake:")))
        if number.startswith(f"{PREFIX}-"):
            return await _conversation(process, number)
        async with process.shop.work() as work:
            transfer = await work.transfers.get(number)
            talk = await work.conversations.get(number)
            asker = await work.people.get(transfer.person) if transfer else None
            seen = await work.snapshots.get(transfer.from_account) if transfer else None
            plan = await _plan(work, transfer) if transfer else None
        if transfer is None:
            return None
        locale, links = process.locale, process.structure.admin_pages
        by_hand = None
        if not process.portal.capabilities.moves_ownership:
            by_hand = ByHand(links, seen.services if seen else ())
        return draw_card(process.texts, transfer, locale, asker, by_hand, plan, talk, links)

    return content


async def _queue(process: Process) -> dict[str, object]:
    async with process.shop.work() as work:
        counts = await work.queue.counts(work.promise.since(work.now, Late.FULL))
        now = work.now
    return draw_queue(process.texts, process.locale, counts, now)


async def _conversation(process: Process, number: str) -> dict[str, object]:
    async with process.shop.work() as work:
        talk = await work.conversations.get(number)
        person = await work.people.get(talk.person) if talk else None
        if talk is None or person is None:
            return draw_forgotten(process.texts, process.locale, number)
        account = talk.account
        link = await work.links.find(talk.person, account) if account else None
        muted = await work.conversations.muted(talk.person)
    shown = Talk(talk, person, link.label if link else "", muted, process.structure.admin_pages)
    return draw_conversation(process.texts, process.locale, shown)


async def _intake(process: Process, number: int) -> dict[str, object] | None:
    async with process.shop.work() as work:
        intake = await work.intakes.get(number)
        files = await work.intakes.counted(number)
        thread = int(await work.marks.get(TOPIC_MARK) or 0) or None
    if intake is None:
        return None
    locale = process.locale
    return draw_intake(process.texts, locale, intake, files, thread)
