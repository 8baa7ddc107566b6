"""The customer's answer to the ticket of a request: words and files, sent once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput

from assistant.dialogs.drafts import Draft
from assistant.dialogs.features import Feature
from assistant.dialogs.kit import (
    PRIMARY,
    SUCCESS,
    T,
    buttons_only,
    footer,
    menu,
    opens,
    press,
    viewed,
)
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.transfers.answering import may_be_answered, write_answer
from assistant.domain.transfers.model import AnswerFile, Transfer
from assistant.domain.words import Say
from assistant.wording.names import shorten

LONGEST = 2000
MOST_FILES = 5
LARGEST = 10_000_000
"""Bytes of one file; Telegram lets a bot fetch twice as many, a portal often takes fewer."""
ENDS = (".pdf", ".jpg", ".jpeg", ".png")


class BalasSG(StatesGroup):
    write = State()
    sure = State()
    sent = State()
    closed = State()


@dataclass(frozen=True)
class BalasDraft(Draft):
    FEATURE: ClassVar[str] = "balas"

    number: str = ""
    text: str = ""
    files: tuple[tuple[str, str], ...] = ()
    """Telegram's id of each, and its name."""
    size: int = 0
    """Bytes of them together, as Telegram says."""

    @property
    def empty(self) -> bool:
        return not (self.text or self.files)


def balas_feature() -> Feature:
    """Without steps: its own opening goes on with what was written for the same ticket."""
    return Feature("balas", BalasSG, _open, under_way="feature-balas")


def create_balas_dialogs() -> list[Dialog]:
    return [Dialog(_write_window(), _sure_window(), _sent_window(), _closed_window())]


async def _open(manager: DialogManager, number: str) -> None:
    draft = await BalasDraft.read(manager)
    number = number or draft.number
    if await _answerable(manager, number) is None:
        state = BalasSG.closed
    else:
        state = BalasSG.write if draft.empty or draft.number != number else BalasSG.sure
    await manager.start(state, data={"number": number}, mode=StartMode.RESET_STACK)


async def _answerable(manager: DialogManager, number: str) -> Transfer | None:
    """The request, if it is this person's and its ticket takes answers."""
    turn = turn_of(manager)
    transfer = await turn.work.transfers.get(number)
    mine = transfer is not None and transfer.person == turn.person.id
    return transfer if transfer and mine and may_be_answered(transfer) else None


async def _draft(manager: DialogManager) -> BalasDraft:
    """What was written for this ticket, not for another."""
    draft = await BalasDraft.read(manager)
    number = viewed(manager, "number")
    return draft if draft.number == number else BalasDraft(number)


async def _shown(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await _draft(dialog_manager)
    transfer = await _answerable(dialog_manager, draft.number)
    return {
        "open": transfer is not None,
        "closed": transfer is None,
        "number": draft.number,
        "ticket": (transfer.ticket_number or "") if transfer else "",
        "answer": draft.text,
        "said": transfer is not None and bool(draft.text),
        "files": tuple(Say("balas-file", {"name": shorten(name)}) for _, name in draft.files),
        "some": transfer is not None and bool(draft.files),
    }


def _input() -> MessageInput:
    return MessageInput(_take, content_types=ContentType.ANY)


async def _take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Words replace those before them; files are added."""
    draft = await _draft(manager)
    text = (message.text or message.caption or "").strip()
    if len(text) > LONGEST:
        say_above(manager, "problem-too-long", length=len(text), longest=LONGEST)
        return
    file = _file(message)
    if file is None and message.text is None:
        say_above(manager, "balas-problem-kind")
        return
    most = turn_of(manager).settings.largest_files or MOST_FILES * LARGEST
    if file is not None and (problem := _problem(draft, file, most)):
        megabytes = (most if problem == "balas-problem-together" else min(LARGEST, most)) // 10**6
        say_above(manager, problem, most=MOST_FILES, megabytes=megabytes)
    elif file is not None:
        files = (*draft.files, (file.id, file.name))
        draft = replace(draft, files=files, size=draft.size + file.size)
    if text:
        draft = replace(draft, text=text)
    if draft.empty:
        return
    await draft.save(manager, "sure")
    await manager.switch_to(BalasSG.sure)


@dataclass(frozen=True, slots=True)
class _Sent:
    id: str
    name: str
    size: int


def _file(message: Message) -> _Sent | None:
    if message.document is not None:
        sent = message.document
        return _Sent(sent.file_id, sent.file_name or "", sent.file_size or 0)
    if message.photo:
        best = message.photo[-1]
        return _Sent(best.file_id, f"foto-{message.message_id}.jpg", best.file_size or 0)
    return None


def _problem(draft: BalasDraft, file: _Sent, most: int) -> str | None:
    """``most``: bytes that the portal takes with one answer."""
    if not file.name.lower().endswith(ENDS):
        return "balas-problem-kind"
    if file.size > min(LARGEST, most):
        return "balas-problem-large"
    if draft.size + file.size > most:
        return "balas-problem-together"
    return "balas-problem-many" if len(draft.files) >= MOST_FILES else None


def _write_window() -> Window:
    return Window(
        T("balas-write", "number", "ticket", when="open"),
        T("balas-closed", when="closed"),
        footer("balas_write_f"),
        _input(),
        getter=_shown,
        state=BalasSG.write,
    )


def _sure_window() -> Window:
    return Window(
        T("balas-sure", "number", "ticket", when="open"),
        T("balas-said", "answer", when="said"),
        T("balas-files", "files", when="some"),
        T("balas-send", when="open"),
        T("balas-closed", when="closed"),
        press("balas_send", "balas-btn-send", _send, style=SUCCESS, when="open"),
        press("balas_unfile", "balas-btn-no-files", _without_files, when="some"),
        footer("balas_sure_f", back=BalasSG.write),
        _input(),
        getter=_shown,
        state=BalasSG.sure,
    )


async def _without_files(manager: DialogManager) -> None:
    draft = replace(await _draft(manager), files=(), size=0)
    if draft.empty:
        await BalasDraft.drop(manager)
        await manager.switch_to(BalasSG.write)
    else:
        await draft.save(manager, "sure")


async def _send(manager: DialogManager) -> None:
    turn, draft = turn_of(manager), await _draft(manager)
    files = [AnswerFile(id_, name) for id_, name in draft.files]
    sent = not draft.empty and await write_answer(
        turn.work, turn.person.id, draft.number, draft.text, files
    )
    await BalasDraft.drop(manager)
    await manager.switch_to(BalasSG.sent if sent else BalasSG.closed)


def _sent_window() -> Window:
    return Window(
        T("balas-sent"),
        opens("balas_status", "btn-status", "tiket", of="number", style=PRIMARY),
        menu("balas_sent"),
        buttons_only(),
        state=BalasSG.sent,
    )


def _closed_window() -> Window:
    return Window(
        T("balas-closed"),
        menu("balas_closed"),
        buttons_only(),
        state=BalasSG.closed,
    )
