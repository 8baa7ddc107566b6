"""The customer's answer to a question of the staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window

from assistant.dialogs.drafts import Draft
from assistant.dialogs.features import Feature
from assistant.dialogs.kit import (
    PRIMARY,
    SUCCESS,
    T,
    answer,
    buttons_only,
    footer,
    menu,
    opens,
    press,
    viewed,
)
from assistant.dialogs.turn import Turn, turn_of
from assistant.domain.ids import parse_id
from assistant.domain.transfers.deciding import answer_question
from assistant.domain.transfers.model import Question

LONGEST = 2000


class JawabSG(StatesGroup):
    ask = State()
    sure = State()
    sent = State()
    closed = State()


@dataclass(frozen=True)
class JawabDraft(Draft):
    FEATURE: ClassVar[str] = "jawab"

    question: str = ""
    text: str = ""


def jawab_feature() -> Feature:
    """Without steps: its own opening goes on with what was written to the same question."""
    return Feature("jawab", JawabSG, _open, under_way="feature-jawab")


def create_jawab_dialogs() -> list[Dialog]:
    return [Dialog(_ask_window(), _sure_window(), _sent_window(), _closed_window())]


async def _open(manager: DialogManager, id_: str) -> None:
    draft = await JawabDraft.read(manager)
    question = await _waiting(turn_of(manager), id_)
    if question is None:
        state = JawabSG.closed
    else:
        state = JawabSG.sure if draft.text and draft.question == id_ else JawabSG.ask
    await manager.start(state, data={"question": id_}, mode=StartMode.RESET_STACK)


async def _waiting(turn: Turn, id_: str) -> Question | None:
    """The question, if it is this person's and not answered."""
    number = parse_id(id_)
    question = await turn.work.transfers.question(number) if number is not None else None
    if question is None or question.answer is not None:
        return None
    transfer = await turn.work.transfers.get(question.transfer)
    return question if transfer and transfer.person == turn.person.id else None


async def _question(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await JawabDraft.read(dialog_manager)
    question = await _waiting(turn_of(dialog_manager), viewed(dialog_manager, "question"))
    return {
        "open": question is not None,
        "closed": question is None,
        "number": question.transfer if question else "",
        "question": question.text if question else "",
        "answer": draft.text,
    }


def _ask_window() -> Window:
    return Window(
        T("jawab-ask", "number", "question", when="open"),
        T("jawab-closed", when="closed"),
        footer("jawab_ask_f"),
        answer(_take, longest=LONGEST),
        getter=_question,
        state=JawabSG.ask,
    )


async def _take(message: Message, text: str, manager: DialogManager) -> None:
    await JawabDraft(viewed(manager, "question"), text).save(manager, "sure")
    await manager.switch_to(JawabSG.sure)


def _sure_window() -> Window:
    return Window(
        T("jawab-sure", "number", "question", "answer", when="open"),
        T("jawab-closed", when="closed"),
        press("jawab_send", "jawab-btn-send", _send, style=SUCCESS, when="open"),
        footer("jawab_sure_f", back=JawabSG.ask),
        answer(_take, longest=LONGEST),
        getter=_question,
        state=JawabSG.sure,
    )


async def _send(manager: DialogManager) -> None:
    turn = turn_of(manager)
    draft = await JawabDraft.read(manager)
    question = await _waiting(turn, viewed(manager, "question"))
    number = question.transfer if question else ""
    sent = question is not None and await answer_question(
        turn.work, turn.person.id, question.id, draft.text
    )
    await JawabDraft.drop(manager)
    manager.dialog_data["number"] = number
    await manager.switch_to(JawabSG.sent if sent else JawabSG.closed)


def _sent_window() -> Window:
    return Window(
        T("jawab-sent"),
        opens("jawab_status", "btn-status", "tiket", of="number", style=PRIMARY),
        menu("jawab_sent"),
        buttons_only(),
        state=JawabSG.sent,
    )


def _closed_window() -> Window:
    return Window(
        T("jawab-closed"),
        menu("jawab_closed"),
        buttons_only(),
        state=JawabSG.closed,
    )
