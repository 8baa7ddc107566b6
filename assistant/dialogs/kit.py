"""The few widgets that every window is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from aiogram.enums import ButtonStyle, ContentType
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Keyboard, Row, ScrollingGroup, Select
from aiogram_dialog.widgets.style import EMPTY_STYLE, BaseStyle, Style
from aiogram_dialog.widgets.text import Text

from assistant.dialogs.features import Fits, hearing_of, leave, open_feature, open_menu
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.words import Say
from assistant.texts import one_way

LONGEST = 1000
"""Characters that one answer may have, unless a field says otherwise."""
A_PAGE = 8
"""Buttons of a list that are easy on a phone."""

PRIMARY = Style(ButtonStyle.PRIMARY)
SUCCESS = Style(ButtonStyle.SUCCESS)
DANGER = Style(ButtonStyle.DANGER)


class TurnText(Text):
    """A text in the language of the turn, made of the getter's values by :meth:`words`."""

    def words(self, data: dict[str, Any], manager: DialogManager) -> str:
        raise NotImplementedError

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return self.words(data, manager)


class T(TurnText):
    """A text by key. ``names`` are the getter's values it needs; what people typed is escaped."""

    def __init__(self, key: str, *names: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.key = key
        self.names = names

    def words(self, data: dict[str, Any], manager: DialogManager) -> str:
        return turn_of(manager).html(self.key, **self.args(data))

    def args(self, data: dict[str, Any]) -> dict[str, Any]:
        return {name: data[name] for name in self.names}


class Label(T):
    """A button's words by key: not HTML, so nothing is escaped."""

    def words(self, data: dict[str, Any], manager: DialogManager) -> str:
        return turn_of(manager).plain(self.key, **self.args(data))


class ItemLabel(TurnText):
    """A button's words for one item of a list: the getter made them (``label`` of the item)."""

    def words(self, data: dict[str, Any], manager: DialogManager) -> str:
        return one_way(str(data["item"]["label"]))


class SayText(TurnText):
    """What the getter found to say: a :class:`Say`, several, or nothing."""

    def __init__(self, name: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.name = name

    def words(self, data: dict[str, Any], manager: DialogManager) -> str:
        said = data.get(self.name)
        if not said:
            return ""
        lines: tuple[Say, ...] = said if isinstance(said, tuple) else (said,)
        turn = turn_of(manager)
        return "\n".join(turn.html(line.key, **line.args) for line in lines)


class StepText(TurnText):
    """``Langkah 2 dari 5``, at the head of a window."""

    def __init__(self, number: int, of: int) -> None:
        super().__init__()
        self.number = number
        self.of = of

    def words(self, data: dict[str, Any], manager: DialogManager) -> str:
        return turn_of(manager).html("step", number=self.number, of=self.of) + "\n"


OnText = Callable[[Message, str, DialogManager], Awaitable[None]]
OnContact = Callable[[Message, DialogManager], Awaitable[None]]
FitsHere = Callable[[str], Fits]
_NOT_WORDS: Mapping[str, str] = {
    "voice": "problem-voice",
    "audio": "problem-voice",
    "video_note": "problem-voice",
    "photo": "problem-photo",
    "document": "problem-document",
}
"""What to do instead, where words are asked for."""


def surely(is_one: Callable[[str], bool]) -> FitsHere:
    """What ``is_one`` says yes to is an answer, whatever else it may say."""
    return lambda typed: Fits.SURELY if is_one(typed) else Fits.NOT


def maybe(is_one: Callable[[str], bool]) -> FitsHere:
    """What ``is_one`` says yes to can be taken for an answer."""
    return lambda typed: Fits.MAYBE if is_one(typed) else Fits.NOT


class Judged(NamedTuple):
    """Words where an answer is asked for."""

    fits: Fits
    take: Callable[[], Awaitable[None]]
    """What they do as an answer."""


Judge = Callable[[Message, str, DialogManager], Awaitable[Judged]]


def answer(
    on_text: OnText, *, longest: int = LONGEST, fits: FitsHere | None = None
) -> MessageInput:
    """Takes what a person sends in a window that asks for text; without ``fits`` any text is an
    answer."""

    async def judge(message: Message, typed: str, manager: DialogManager) -> Judged:
        fit = fits(typed) if fits else Fits.SURELY
        return Judged(fit, partial(on_text, message, typed, manager))

    return judged_answer(judge, longest=longest, too_long=Fits.NOT if fits else Fits.SURELY)


def judged_answer(
    judge: Judge,
    *,
    contact: OnContact | None = None,
    longest: int = LONGEST,
    too_long: Fits = Fits.NOT,
    photo: str = "",
) -> MessageInput:
    """Takes what a person sends in a window that asks for text of at most ``longest`` characters;
    a longer one is an answer as far as ``too_long`` says.

    Words that are no answer may be followed to where they belong. Pictures, voices and texts longer
    than any field are answered with what to send instead (``photo``: a text for this window),
    unless people wait for them; nothing that was typed before is lost.
    """

    async def take(message: Message, _: MessageInput, manager: DialogManager) -> None:
        if message.contact is not None and contact is not None:
            await contact(message, manager)
        elif message.text is None:
            if await hearing_of(manager).passed_on(message, manager):
                return
            said = _NOT_WORDS.get(message.content_type, "problem-not-text")
            say_above(manager, photo if photo and message.photo else said)
        elif not message.text.strip():
            say_above(manager, "problem-empty")
        else:
            await words(message, message.text.strip(), manager)

    async def words(message: Message, typed: str, manager: DialogManager) -> None:
        judged = await judge(message, typed, manager) if len(typed) <= longest else None
        fit = judged.fits if judged else too_long
        if await hearing_of(manager).instead(message, typed, manager, fit):
            return
        if judged:
            await judged.take()
        else:
            say_above(manager, "problem-too-long", length=len(typed), longest=longest)

    return MessageInput(take, content_types=ContentType.ANY)


def buttons_only() -> MessageInput:
    """In a window that is answered by a button: words lead where they mean to."""

    async def take(message: Message, _: MessageInput, manager: DialogManager) -> None:
        await hearing_of(manager).hear(message, manager)

    return MessageInput(take, content_types=ContentType.ANY)


OnPress = Callable[[DialogManager], Awaitable[None]]


def press(
    id_: str,
    key: str,
    on_press: OnPress,
    *names: str,
    when: WhenCondition = None,
    style: BaseStyle = EMPTY_STYLE,
) -> Button:
    """A button by its label's key and what it does. ``id_`` is unique in its dialog, so that the
    second tap of a double tap finds nothing to press in the next window."""

    async def pressed(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
        await on_press(manager)

    return Button(Label(key, *names), id=id_, on_click=pressed, when=when, style=style)


def to(id_: str, key: str, state: State, when: WhenCondition = None) -> Button:
    """A button to another window of the same dialog."""

    async def switch(manager: DialogManager) -> None:
        await manager.switch_to(state)

    return press(id_, key, switch, when=when)


def opens(id_: str, key: str, feature: str, *, of: str = "", **looks: Any) -> Button:
    """A button to another feature: to what this window views under the name ``of`` there."""

    async def go(manager: DialogManager) -> None:
        await open_feature(manager, feature, viewed(manager, of) if of else "")

    return press(id_, key, go, **looks)


def menu(id_: str) -> Button:
    return press(f"{id_}_menu", "btn-menu", open_menu)


def back_or_menu(id_: str, back: State | OnPress) -> Keyboard:
    """*Kembali* beside *Menu*, where there is nothing to cancel."""
    name = f"{id_}_back"
    if isinstance(back, State):
        return Row(to(name, "btn-back", back), menu(id_))
    return Row(press(name, "btn-back", back), menu(id_))


def footer(
    id_: str,
    *,
    back: State | None = None,
    on_back: OnPress | None = None,
    when: WhenCondition = None,
) -> Keyboard:
    """*Kembali* (when there is somewhere to go back to) and *Batal*, the same everywhere."""
    buttons: list[Keyboard] = []
    if back is not None:
        buttons.append(to(f"{id_}_back", "btn-back", back, when=when))
    elif on_back is not None:
        buttons.append(press(f"{id_}_back", "btn-back", on_back, when=when))
    buttons.append(press(f"{id_}_leave", "btn-cancel", leave))
    return Row(*buttons)


OnChosen = Callable[[DialogManager, str], Awaitable[None]]
OnTicked = Callable[[DialogManager, str, bool], Awaitable[None]]


def choice(
    id_: str,
    on_chosen: OnChosen,
    items: str = "items",
    *,
    width: int = 1,
    height: int = A_PAGE,
    when: WhenCondition = None,
) -> Keyboard:
    """The getter's ``items`` (id, label) as buttons, a page at a time."""
    return ScrollingGroup(
        _select(id_, on_chosen, items),
        id=pages_of(id_),
        width=width,
        height=height,
        hide_on_single_page=True,
        when=when,
    )


def pages_of(id_: str) -> str:
    """The id that the pages of a choice are found by."""
    return f"{id_}_pages"


def grid(
    id_: str, on_chosen: OnChosen, items: str, width: int, when: WhenCondition = None
) -> Keyboard:
    """A few short ones side by side, without pages."""
    return Group(_select(id_, on_chosen, items), width=width, when=when)


def _select(id_: str, on_chosen: OnChosen, items: str) -> Keyboard:
    async def chosen(query: CallbackQuery, _: Any, manager: DialogManager, item: str) -> None:
        await on_chosen(manager, item)

    return Select(
        ItemLabel(), id=id_, item_id_getter=itemgetter("id"), items=items, on_click=chosen
    )


_TICK, _UNTICK = "+", "-"


def ticking(on_ticked: OnTicked) -> OnChosen:
    """Of a list of things to tick, whose items have ids by :func:`tick`.

    A button says what its press makes of the thing, not that it turns it over: who presses again
    because nothing has come of it yet does not take it back.
    """

    async def chosen(manager: DialogManager, item: str) -> None:
        if item[:1] in (_TICK, _UNTICK):  # else an earlier release made the button
            await on_ticked(manager, item[1:], item[:1] == _TICK)

    return chosen


def tick(id_: str, ticked: bool) -> str:
    """The id of an item that is ``ticked`` now: a press makes it the other."""
    return (_UNTICK if ticked else _TICK) + id_


def nothing(data: dict[str, Any], _: Any, manager: DialogManager) -> bool:
    """There are no items."""
    return not data["items"]


def viewed(manager: DialogManager, name: str) -> str:
    """What this window is about: chosen in its dialog, or named by who opened that."""
    started: Any = manager.start_data or {}
    return str(manager.dialog_data.get(name) or started.get(name) or "")


async def provider(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """A getter: what the provider is called."""
    return {"brand": turn_of(dialog_manager).settings.brand}
