"""The customer's dispatcher: commands first, then dialogs, then whatever else was sent."""

from __future__ import annotations

import secrets
import string
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.filters import CommandObject, CommandStart, ExceptionTypeFilter
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject
from aiogram_dialog import Dialog, DialogManager, ShowMode, setup_dialogs
from aiogram_dialog.api.entities import DIALOG_EVENT_NAME, stack
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState
from aiogram_dialog.api.protocols import MessageManagerProtocol

from assistant.dialogs.drafts import DraftGoneError, forget_draft
from assistant.dialogs.features import (
    Feature,
    Features,
    MenuSG,
    features_of,
    hearing_of,
    leave,
    open_feature,
    open_menu,
)
from assistant.dialogs.files import files_router
from assistant.dialogs.hearing.hearing import Hearer
from assistant.dialogs.kit import viewed
from assistant.dialogs.menu import (
    create_consent_dialog,
    create_leave_dialog,
    create_menu_dialog,
    create_resume_dialog,
)
from assistant.dialogs.talking import answers_people, heard_reply
from assistant.dialogs.turn import dialog_of, say_above, turn_of
from assistant.domain.accounts.model import NotTheirsError
from assistant.domain.words import Go
from assistant.messages import command_of, is_command

_LETTERS = string.digits + string.ascii_letters


def _dialog_number() -> str:
    """Six letters, as long as aiogram-dialog's own: they stand in each button's data."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


# aiogram-dialog draws one of a hundred within a second. A question above a form, asked in the
# second in which the form was opened, may then get the form's own number and take its place.
stack.new_id = _dialog_number


def build_dispatcher(
    features: list[Feature],
    dialogs: list[Dialog],
    storage: BaseStorage,
    message_manager: MessageManagerProtocol,
) -> Dispatcher:
    """Everything a private chat can say, handled without reaching the network."""
    dispatcher = Dispatcher(storage=storage, events_isolation=DisabledEventIsolation())
    menu = Feature("menu", MenuSG, _open_menu)
    dispatcher["features"] = Features(menu, *features)
    dispatcher["hearing"] = Hearer()
    dispatcher.include_router(_commands([menu, *features]))
    dispatcher.include_router(_for_people())
    dispatcher.include_router(files_router())
    dispatcher.include_router(
        _Dialogs(
            create_menu_dialog(features),
            create_consent_dialog(),
            create_resume_dialog(),
            create_leave_dialog(),
            *dialogs,
        )
    )
    dispatcher.include_router(_anything_else())
    dispatcher.errors.register(
        _old_button, ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState)
    )
    dispatcher.errors.register(_world_changed, ExceptionTypeFilter(NotTheirsError))
    dispatcher.errors.register(_draft_gone, ExceptionTypeFilter(DraftGoneError))
    setup_dialogs(
        dispatcher, message_manager=message_manager, events_isolation=DisabledEventIsolation()
    )
    dispatcher.observers[DIALOG_EVENT_NAME].middleware(_on_wake)
    return dispatcher


class _Dialogs(Router):
    """All dialogs; an update goes straight to the one whose window stands.

    aiogram asks each router in turn whether an update is for it, which among many dialogs costs
    more than to handle it.
    """

    def __init__(self, *dialogs: Dialog) -> None:
        super().__init__(name="dialogs")
        self.include_routers(*dialogs)
        self._by_group = {dialog.states_group(): dialog for dialog in dialogs}

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        context = dialog_of(kwargs)
        dialog = self._by_group.get(context.state.group) if context is not None else None
        if dialog is None:
            return UNHANDLED
        return await dialog.propagate_event(update_type, event, **kwargs)


async def _open_menu(manager: DialogManager, _: str) -> None:
    await open_menu(manager)


def _commands(features: list[Feature]) -> Router:
    router = Router(name="commands")
    router.message.filter(_begins_with_a_slash)
    router.message.register(_start, CommandStart(ignore_case=True))
    router.message.register(_cancel, command_of("batal"))
    for feature in features:
        router.message.register(_opener(feature.name), command_of(feature.name))
    router.message.register(_unknown_command, is_command)
    router.callback_query.register(_pushed_button, _is_pushed)
    return router


def _for_people() -> Router:
    """A reply to what people said is for them, whatever window stands."""
    router = Router(name="for-people")
    router.message.register(heard_reply, answers_people)
    return router


async def _begins_with_a_slash(message: Message) -> bool:
    """Asked once, instead of each command's filter for all that people type."""
    return (message.text or message.caption or "").startswith("/")


async def _start(message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """``/start``, perhaps with a deep link: ``akun``, ``setuju-<token>`` …"""
    name, _, id_ = (command.args or "").partition("-")
    if name and features_of(dialog_manager).get(name):
        await open_feature(dialog_manager, name, id_)
    else:
        await open_feature(dialog_manager, "menu")


async def _cancel(message: Message, dialog_manager: DialogManager) -> None:
    if dialog_manager.has_context() and not _at_the_menu(dialog_manager):
        await leave(dialog_manager)
        return
    say_above(dialog_manager, "nothing-to-leave")
    await open_feature(dialog_manager, "menu")


def _at_the_menu(manager: DialogManager) -> bool:
    here = features_of(manager).at(manager.current_context().state)
    return here is not None and here.name == "menu"


async def _unknown_command(message: Message, dialog_manager: DialogManager) -> None:
    """Said so, and not taken for the answer to what a window asks."""
    say_above(dialog_manager, "problem-unknown-command")
    await _show_below(dialog_manager)


def _opener(name: str) -> Any:
    async def opened(
        message: Message, command: CommandObject, dialog_manager: DialogManager
    ) -> None:
        await open_feature(dialog_manager, name, (command.args or "").strip()[:64])

    return opened


async def _is_pushed(query: CallbackQuery) -> bool:
    """A filter that is not a coroutine, such as aiogram's F, costs a thread for each tap."""
    return (query.data or "").startswith("go:")


async def _pushed_button(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    """A button under a pushed message: ``go:<feature>:<id>``."""
    _, name, id_ = ((query.data or "") + "::").split(":")[:3]
    dialog_manager.show_mode = ShowMode.SEND
    await open_feature(dialog_manager, name, id_)


def _anything_else() -> Router:
    router = Router(name="anything-else")
    router.message.register(_unknown)
    router.callback_query.register(_unknown_button)
    return router


async def _unknown(message: Message, dialog_manager: DialogManager) -> None:
    if message.text:
        await hearing_of(dialog_manager).hear(message, dialog_manager)
    else:
        await _show_below(dialog_manager)


async def _show_below(manager: DialogManager) -> None:
    """Where the person is, as a new message; or the menu."""
    if manager.has_context():
        await manager.show(ShowMode.SEND)
    else:
        await open_feature(manager, "menu")


async def _unknown_button(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    await _show_again(dialog_manager)


async def _old_button(error: ErrorEvent, dialog_manager: DialogManager) -> bool:
    """A button of a window that is gone, of a dialog that is closed, or of an older release."""
    await _show_again(dialog_manager)
    return True


async def _show_again(manager: DialogManager) -> None:
    """Where the person is now: in place for the second tap of a double tap, below the old button
    with a word about it otherwise; or the menu."""
    if not turn_of(manager).tapped_the_window:
        say_above(manager, "problem-old-button")
        manager.show_mode = ShowMode.SEND
    if manager.has_context():
        await manager.show()
    else:
        await open_feature(manager, "menu")


async def _world_changed(error: ErrorEvent, dialog_manager: DialogManager) -> bool:
    """What a window was about is not the person's any more."""
    say_above(dialog_manager, "problem-world-changed")
    dialog_manager.show_mode = ShowMode.SEND
    await open_menu(dialog_manager)
    return True


async def _draft_gone(error: ErrorEvent, dialog_manager: DialogManager) -> bool:
    """What was typed into a form is deleted after a while: it is begun anew, about the same."""
    assert isinstance(error.exception, DraftGoneError)
    feature = features_of(dialog_manager).get(error.exception.feature)
    assert feature is not None
    about = viewed(dialog_manager, "number") or viewed(dialog_manager, "question")
    named = turn_of(dialog_manager).plain(feature.under_way)
    say_above(dialog_manager, "problem-draft-gone", feature=named)
    forget_draft(dialog_manager)
    dialog_manager.show_mode = ShowMode.SEND
    await open_feature(dialog_manager, feature.name, about)
    return True


async def _on_wake(handler: Any, event: Any, data: dict[str, Any]) -> None:
    """News of ours: shown where it is waited for, told where it is not."""
    manager: DialogManager = data["dialog_manager"]
    news: dict[str, Any] = event.data
    for waking in features_of(manager).waking(news["feature"]):
        if waking.woken is not None:
            await waking.woken(manager)
    here = manager.current_context().state if manager.has_context() else None
    feature = features_of(manager).at(here)
    if feature is not None and news["feature"] in ("", feature.name):
        await manager.show(ShowMode.EDIT)
    elif news["tell"]:
        turn = turn_of(manager)
        await turn.work.deliveries.tell(
            turn.person.id,
            news["tell"],
            news["args"],
            unique=f"wake:{turn.key}",
            buttons=[Go(*button) for button in news["buttons"]],
        )
