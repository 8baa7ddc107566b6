"""A form of six steps, the same for both sides: four answers typed, two chosen by a button."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Row
from aiogram_dialog.widgets.text import Const, Format

from assistant.dialogs.features import Feature

TYPED, TAPPED = "typed", "tapped"
SCRIPT = (
    (TYPED, "/formulir"),
    (TYPED, "Budi"),
    (TYPED, "Santoso"),
    (TYPED, "budi@majujaya.example"),
    (TAPPED, "company"),
    (TYPED, "Jalan Contoh No. 1, Jakarta"),
    (TAPPED, "confirm"),
)
"""What one person does."""


class FormSG(StatesGroup):
    first_name = State()
    last_name = State()
    email = State()
    kind = State()
    address = State()
    summary = State()


async def begin(manager: DialogManager, _: str = "") -> None:
    await manager.start(FormSG.first_name, mode=StartMode.RESET_STACK)


def form_feature() -> Feature:
    return Feature("formulir", FormSG, begin, needs_consent=False)


def create_form_dialog() -> Dialog:
    return Dialog(
        _asks("first_name", "Nama depan Anda?", FormSG.first_name, FormSG.last_name),
        _asks("last_name", "Nama belakang Anda?", FormSG.last_name, FormSG.email),
        _asks("email", "Alamat email?", FormSG.email, FormSG.kind),
        _chooses(),
        _asks("address", "Alamat?", FormSG.address, FormSG.summary),
        _summary(),
    )


def _asks(field: str, question: str, state: State, after: State) -> Window:
    async def take(message: Message, _: MessageInput, manager: DialogManager) -> None:
        manager.dialog_data[field] = message.text
        await manager.switch_to(after)

    return Window(
        Const(question),
        MessageInput(take),
        Cancel(Const("Batal"), id=f"{field}_cancel"),
        getter=_answers,
        state=state,
    )


def _chooses() -> Window:
    async def choose(query: CallbackQuery, button: Any, manager: DialogManager) -> None:
        manager.dialog_data["kind"] = button.widget_id
        await manager.switch_to(FormSG.address)

    return Window(
        Const("Badan usaha atau orang pribadi?"),
        Row(
            Button(Const("Badan usaha"), id="company", on_click=choose),
            Button(Const("Orang pribadi"), id="person", on_click=choose),
        ),
        Cancel(Const("Batal"), id="kind_cancel"),
        getter=_answers,
        state=FormSG.kind,
    )


def _summary() -> Window:
    async def confirm(query: CallbackQuery, button: Any, manager: DialogManager) -> None:
        manager.dialog_data["confirmed"] = True

    return Window(
        Format("{first_name} {last_name}\n{email}\n{kind}\n{address}"),
        Button(Const("Kirim"), id="confirm", on_click=confirm),
        Cancel(Const("Batal"), id="summary_cancel"),
        getter=_answers,
        state=FormSG.summary,
    )


async def _answers(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return dict(dialog_manager.dialog_data)
