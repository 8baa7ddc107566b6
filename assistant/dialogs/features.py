"""The features of the conversation, and the one way each is entered, left and gone on with.

A command, a menu button, a deep link and a button under a pushed message all come to
:func:`open_feature`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.people.consenting import has_consented
from assistant.domain.people.model import Purpose
from assistant.domain.words import HOME

Opens = Callable[[DialogManager, str], Awaitable[None]]


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


async def open_menu(manager: DialogManager) -> None:
    await manager.start(MenuSG.home, mode=StartMode.RESET_STACK)


async def open_feature(manager: DialogManager, name: str, id_: str = "") -> None:
    """Open a feature from wherever the person is.

    First comes the consent to privacy, when it is not on record; then, when a draft was left,
    the question whether to go on with it.
    """
    feature = features_of(manager).get(name)
    if feature is None:
        await open_menu(manager)
        return
    turn = turn_of(manager)
    if feature.needs_consent and not await consented(manager):
        wanted = {"feature": name, "id": id_}
        await manager.start(ConsentSG.ask, data=wanted, mode=StartMode.RESET_STACK)
        return
    draft = await turn.work.drafts.get(turn.person.id, name)
    if draft is not None and draft.step in feature.steps:
        asked = {"feature": name, "id": id_}
        await manager.start(ResumeSG.ask, data=asked, mode=StartMode.RESET_STACK)
        return
    await feature.open(manager, id_)


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


async def start_over(manager: DialogManager, name: str, id_: str = "") -> None:
    turn = turn_of(manager)
    await turn.work.drafts.drop(turn.person.id, name)
    feature = features_of(manager).get(name)
    if feature is None:
        await open_menu(manager)
    else:
        await feature.open(manager, id_)


async def leave(manager: DialogManager) -> None:
    """*Batal*: out of the flow, or first ask what becomes of the draft, if there is one."""
    feature = features_of(manager).at(manager.current_context().state)
    turn = turn_of(manager)
    if feature and await turn.work.drafts.get(turn.person.id, feature.name):
        await manager.start(LeaveSG.ask, data={"feature": feature.name})
        return
    say_above(manager, "left")
    await open_menu(manager)
