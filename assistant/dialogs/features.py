"""The features of the conversation, and the one way each is entered, left and gone on with.

A command, a menu button, a deep link and a button under a pushed message all come to
:func:`open_feature`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.drafts import Draft
from assistant.dialogs.heard import Heard
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.people.consenting import has_consented
from assistant.domain.people.model import Purpose, StoredDraft
from assistant.domain.words import HOME

Opens = Callable[[DialogManager, str], Awaitable[None]]
Fills = Callable[[DialogManager, Heard], Awaitable[None]]


class MenuSG(StatesGroup):
    home = State()


class ConsentSG(StatesGroup):
    ask = State()
    refused = State()


class ResumeSG(StatesGroup):
    ask = State()


class LeaveSG(StatesGroup):
    ask = State()


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing the assistant does."""

    name: str
    """Its command without the slash, and its name in callbacks and drafts."""
    group: type[StatesGroup]
    open: Opens
    """Starts its dialog; the id is what a link or a button named, or empty."""
    steps: Mapping[str, State] = field(default_factory=dict)
    """Where a draft goes on: its step's name and the window of today."""
    needs_consent: bool = True
    label: str = ""
    """The key of its button in the menu; empty: not in the menu."""
    row: int = 0
    """The menu's row it stands in."""
    fills: Fills | None = None
    """Starts its dialog filled in with what a person's words named."""
    draft: type[Draft] | None = None
    """Of a form: tells a draft that something was entered into from an empty one."""
    under_way: str = ""
    """The key of what a draft of it is called; empty: nobody is asked what becomes of one."""
    woken: Callable[[DialogManager], Awaitable[None]] | None = None
    """What it does by itself at news of ours that is for it, wherever the person is."""


class Features:
    """All of them, by name."""

    def __init__(self, *features: Feature) -> None:
        self._by_name = {feature.name: feature for feature in features}
        self._by_group = {feature.group.__full_group_name__: feature for feature in features}

    def waking(self, name: str) -> list[Feature]:
        """Those that do something at news for this feature; an empty name is for all."""
        return [one for one in self._by_name.values() if one.woken and name in ("", one.name)]

    def get(self, name: str) -> Feature | None:
        return self._by_name.get(name)

    def at(self, state: State | None) -> Feature | None:
        """The feature that a window belongs to."""
        if state is None or state.group is None:
            return None
        return self._by_group.get(state.group.__full_group_name__)


def features_of(manager: DialogManager) -> Features:
    features = manager.middleware_data["features"]
    assert isinstance(features, Features)
    return features


class Fits(Enum):
    """How far words can be the answer to what a window asks."""

    SURELY = 1
    """Whatever is written is one."""
    MAYBE = 2
    """They can be taken for one, and may yet be something else."""
    NOT = 3


class Hearing(Protocol):
    """What becomes of words of a person's own; see ``assistant.dialogs.hearing``."""

    async def hear(self, message: Message, manager: DialogManager) -> None:
        """Whatever was sent to a window that asks for nothing."""

    async def instead(
        self, message: Message, text: str, manager: DialogManager, fits: Fits
    ) -> bool:
        """Whether the words were no answer and have been followed."""

    async def aside(self, message: Message, text: str, manager: DialogManager) -> bool:
        """Whether what is written below words that wait to be sent to people is about something
        else, so that it was asked."""

    async def passed_on(self, message: Message, manager: DialogManager) -> bool:
        """Whether a conversation waits for this person; then it was said there."""

    async def follow(self, manager: DialogManager, heard: Heard) -> None:
        """Open what was meant."""


def hearing_of(manager: DialogManager) -> Hearing:
    hearing: Hearing = manager.middleware_data["hearing"]
    return hearing


async def open_menu(manager: DialogManager) -> None:
    await manager.start(MenuSG.home, mode=StartMode.RESET_STACK)


async def open_feature(
    manager: DialogManager, name: str, id_: str = "", heard: Heard | None = None
) -> None:
    """Open a feature from wherever the person is, filled in with what was ``heard``, if anything.

    First comes the consent to privacy, when it is not on record; then, when a draft was left,
    the question whether to go on with it.
    """
    feature = features_of(manager).get(name)
    if feature is None:
        await open_menu(manager)
        return
    turn = turn_of(manager)
    if feature.needs_consent and not await consented(manager):
        wanted = {"feature": name, "id": id_, "heard": heard.written if heard else None}
        await manager.start(ConsentSG.ask, data=wanted, mode=StartMode.RESET_STACK)
        return
    if feature.steps and is_unfinished(feature, await turn.work.drafts.get(turn.person.id, name)):
        asked = {"feature": name, "id": id_, "heard": heard.written if heard else None}
        await manager.start(ResumeSG.ask, data=asked, mode=StartMode.RESET_STACK)
        return
    await _open(manager, feature, id_, heard)


async def _open(manager: DialogManager, feature: Feature, id_: str, heard: Heard | None) -> None:
    if heard is not None and feature.fills is not None:
        await feature.fills(manager, heard)
    else:
        await feature.open(manager, id_)


def is_unfinished(feature: Feature, draft: StoredDraft | None) -> bool:
    """Whether a draft was left that one can go on with, in a window of today."""
    return draft is not None and draft.step in feature.steps and _is_asked_about(feature, draft)


def _is_asked_about(feature: Feature, draft: StoredDraft) -> bool:
    """Whether it has a name, and a person has put anything into it."""
    entered = feature.draft is None or feature.draft.restored(draft.data).entered
    return bool(feature.under_way) and entered


async def consented(manager: DialogManager) -> bool:
    turn = turn_of(manager)
    return await has_consented(turn.work, turn.person.id, Purpose.PRIVACY, privacy_text(manager))


def privacy_text(manager: DialogManager) -> str:
    """The text that is consented to. It is the Indonesian one whatever the language shown, so
    that changing the language does not ask again."""
    turn = turn_of(manager)
    return turn.texts.html(HOME, "consent-privacy", {"url": turn.settings.privacy_url})


async def go_on(manager: DialogManager, name: str) -> None:
    """Go on with a draft where it was left."""
    feature = features_of(manager).get(name)
    turn = turn_of(manager)
    draft = await turn.work.drafts.get(turn.person.id, name)
    if feature is None or draft is None or draft.step not in feature.steps:
        await open_feature(manager, name)
        return
    await manager.start(feature.steps[draft.step], mode=StartMode.RESET_STACK)


async def start_over(
    manager: DialogManager, name: str, id_: str = "", heard: Heard | None = None
) -> None:
    turn = turn_of(manager)
    await turn.work.drafts.drop(turn.person.id, name)
    feature = features_of(manager).get(name)
    if feature is None:
        await open_menu(manager)
    else:
        await _open(manager, feature, id_, heard)


async def leave(manager: DialogManager) -> None:
    """*Batal*: out of the flow, or first ask what becomes of the draft, if there is one."""
    feature = features_of(manager).at(manager.current_context().state)
    turn = turn_of(manager)
    draft = await turn.work.drafts.get(turn.person.id, feature.name) if feature else None
    if feature and draft and _is_asked_about(feature, draft):
        await manager.start(LeaveSG.ask, data={"feature": feature.name})
        return
    if feature and draft:
        await turn.work.drafts.drop(turn.person.id, feature.name)
    say_above(manager, "left")
    await open_menu(manager)
