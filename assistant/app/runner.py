"""The runner's part of a process: taking turns, and showing what is owed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from assistant.app.cards import draws_cards
from assistant.app.process import Process, Tasks
from assistant.app.slips import slip_settings
from assistant.app.taps import answer_tap
from assistant.courier.resuming import resume, resume_staff, staff_lost
from assistant.desk import build_desk
from assistant.dialogs.all import all_commands, all_dialogs, all_features, in_groups
from assistant.dialogs.build import build_dispatcher
from assistant.dialogs.turn import ChatSettings
from assistant.runner.in_hand import ScreensInHand
from assistant.runner.loop import Waking, take_turns
from assistant.runner.measured import note_handlers
from assistant.runner.offline import offline_bot
from assistant.runner.presenter import Presenter
from assistant.runner.turns import Turns
from assistant.runner.updates import Updates
from assistant.runner.window import RecordingMessageManager
from assistant.storage.dialog_state import ChatStateStorage
from assistant.storage.listening import INBOX_CHANNEL, SCREEN_CHANNEL, listen

TURNS_AT_ONCE = 4


async def add_runner(process: Process, tasks: Tasks, stack: AsyncExitStack) -> None:
    inbox = Waking()
    presenter = Presenter(
        process.shop,
        process.bot,
        draws_cards(process),
        process.budget.has_room,
        owner=process.owner,
        queue=True,
    )
    in_hand = ScreensInHand(presenter)
    turns = build_turns(process, in_hand)
    woken = {INBOX_CHANNEL: inbox, SCREEN_CHANNEL: presenter.woken}
    tasks.forever.append(listen(process.url, woken))
    tasks.until_stopped.append(_take_and_show(turns, in_hand, inbox, process.stopping))


async def _take_and_show(
    turns: Turns, in_hand: ScreensInHand, inbox: Waking, stopping: asyncio.Event
) -> None:
    """Until ``stopping``, and until the windows of the last turns are shown."""
    takers = (take_turns(turns, inbox, stopping) for _ in range(TURNS_AT_ONCE))
    await asyncio.gather(in_hand.look(stopping), *takers)
    await in_hand.finish()


def build_turns(process: Process, in_hand: ScreensInHand) -> Turns:
    answering: set[asyncio.Task[bool]] = set()

    def answer_soon(tap: str, words: str = "") -> None:
        task = asyncio.create_task(answer_tap(process.bot, tap, words))
        answering.add(task)
        task.add_done_callback(answering.discard)

    customers = build_dispatcher(
        all_features(), all_dialogs(), ChatStateStorage(), RecordingMessageManager()
    )
    staff = build_desk(process.staff_chat, all_commands())
    staff.include_router(in_groups(process.staff_chat))
    note_handlers(customers)
    note_handlers(staff)
    updates = Updates(
        process.shop,
        customers,
        staff,
        offline_bot(process.settings.required("BOT_TOKEN"), process.me),
        process.texts,
        _chat_settings(process),
        answer=answer_soon,
        returned=resume,
        staff_returned=resume_staff,
        staff_lost=staff_lost,
    )
    return Turns(updates, in_hand)


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
