"""What a customer thought of a conversation: from 1 to 5 by a button, and perhaps why."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window

from assistant.dialogs.features import Feature
from assistant.dialogs.kit import T, answer, buttons_only, menu
from assistant.dialogs.turn import turn_of
from assistant.domain.ids import parse_id
from assistant.domain.support.figures import LONGEST_OPINION
from assistant.domain.support.rating import FEATURE, rate, say_why


class NilaiSG(StatesGroup):
    why = State()
    done = State()
    closed = State()


def nilai_feature() -> Feature:
    return Feature(FEATURE, NilaiSG, _open, needs_consent=False)


def create_nilai_dialogs() -> list[Dialog]:
    return [Dialog(_why_window(), _done_window(), _closed_window())]


async def _open(manager: DialogManager, id_: str) -> None:
    """``12-5``: the question, and the score."""
    first, _, second = id_.partition("-")
    number, score = parse_id(first), parse_id(second)
    turn = turn_of(manager)
    rated = number and score and await rate(turn.work, turn.person.id, number, score)
    state = NilaiSG.why if rated else NilaiSG.closed
    data = {"rating": number, "score": score} if rated else {}
    await manager.start(state, data=data, mode=StartMode.RESET_STACK)


async def _score(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data: Any = dialog_manager.start_data
    return {"score": str(data["score"])}


def _why_window() -> Window:
    return Window(
        T("nilai-why", "score"),
        menu("nilai_why"),
        answer(_take, longest=LONGEST_OPINION),
        getter=_score,
        state=NilaiSG.why,
    )


async def _take(message: Message, text: str, manager: DialogManager) -> None:
    turn, data = turn_of(manager), manager.start_data
    assert isinstance(data, dict)
    said = await say_why(turn.work, turn.person.id, int(data["rating"]), text)
    await manager.switch_to(NilaiSG.done if said else NilaiSG.closed)


def _done_window() -> Window:
    return Window(T("nilai-done"), menu("nilai_done"), buttons_only(), state=NilaiSG.done)


def _closed_window() -> Window:
    return Window(T("nilai-closed"), menu("nilai_closed"), buttons_only(), state=NilaiSG.closed)
