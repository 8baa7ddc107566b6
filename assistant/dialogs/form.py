"""A form is a table: a field is written once, and order, step numbers, states, windows, the buttons
of the summary and the way back come from the table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

from aiogram.fsm.state import State, StatesGroup, StatesGroupMeta
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Keyboard
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Text

from assistant.dialogs.drafts import Draft
from assistant.dialogs.features import Fits
from assistant.dialogs.kit import (
    LONGEST,
    FitsHere,
    Judge,
    Judged,
    OnContact,
    OnPress,
    OnText,
    StepText,
    T,
    buttons_only,
    footer,
    judged_answer,
    press,
)
from assistant.dialogs.problems import problem_key
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.dialogs.understanding.evading import Evasion, evades
from assistant.domain.accounts.fields import FieldProblem
from assistant.domain.emails import EmailProblem
from assistant.domain.spoken import digits_written
from assistant.domain.words import AnswerError

SUMMARY = "summary"
"""The field that reads all answers back, with a button to each."""

D = TypeVar("D", bound=Draft)
Data = dict[str, Any]


@dataclass(frozen=True)
class Field(Generic[D]):
    """One question, its answer and its window."""

    name: str
    """Of the window, of the step that a draft is kept at and, as a rule, of the draft's field."""
    asks: Text | Sequence[Text]
    reads: Callable[[str], Any] | None = None
    """Makes a value of what was typed, or raises AnswerError. None: it is answered by buttons."""
    edit: str = ""
    """The key of its button in the summary; empty: it has none."""
    more: Sequence[Keyboard] = ()
    """Buttons of its own."""
    problems: Mapping[Any, str] = field(default_factory=dict)
    """The texts for codes that mean something of their own here."""
    sets: Callable[[D, Any], D] | None = None
    """The draft with the value, or AnswerError; None: in the field of this name."""
    then: Callable[[DialogManager, D], Awaitable[None]] | None = None
    """What comes after a value; None: the first question that is still open."""
    done: Callable[[D, Turn], bool] | None = None
    """Whether it has been answered; None: the draft's field is not empty."""
    takes: OnText | None = None
    """Instead of ``reads``, where an answer is more than a value."""
    contact: OnContact | None = None
    """Takes a contact; its window has the keyboard below the chat that can share one."""
    getter: Callable[..., Awaitable[Data]] | None = None
    longest: int = LONGEST
    """Characters of an answer."""
    fits: FitsHere | None = None
    """How far a text is meant for it, beside ``takes``; None: it may be."""
    free: bool = False
    """Any words are its answer: they are for whoever reads them, and never followed elsewhere."""
    sure: bool | Callable[[Any], bool] = False
    """What ``reads`` takes can be nothing else than its answer, such as an address; or whether a
    value can."""
    none: Callable[[D], D] | None = None
    """The draft where there is nothing to answer with: "gak punya", "-"."""
    none_words: tuple[str, ...] = ()
    """Meanings of the lexicon that say so for this question alone."""
    same: OnPress | None = None
    """What "sama seperti tadi" does here; None: the answer given before stays."""
    photo: str = ""
    """The key of what to do instead of sending a picture."""
    same_step: bool = False
    """It counts as a part of the step before it."""
    aside: bool = False
    """Off the way: no step of its own, and *Kembali* of the next question passes it by."""
    back: bool | str = True
    """Whether it has *Kembali*, or which of the window's data says so."""

    def answered(self, draft: D, turn: Turn) -> bool:
        if self.done is not None:
            return self.done(draft, turn)
        return self.aside or bool(getattr(draft, self.name, None))

    def filled(self, draft: D, value: Any) -> D:
        return self.sets(draft, value) if self.sets else replace(draft, **{self.name: value})


class Form(Generic[D]):
    """The fields of one feature, in their order."""

    def __init__(
        self,
        feature: str,
        draft: type[D],
        fields: Callable[[Form[D]], Sequence[Field[D]]],
        *,
        shows: Callable[[DialogManager, D], Awaitable[Data]] | None = None,
        now: str = "",
        before: str = "",
        also: Sequence[str] = (),
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        """``shows`` adds to what every window can show: the draft's fields. ``now`` is the key of
        the line that shows an earlier answer. ``also`` are windows that the feature draws itself;
        ``before`` is the one that leads to the first question. ``renamed`` are steps that drafts of
        older releases were left at, and the fields of today."""
        self.feature = feature
        self.draft = draft
        self.fields = tuple(fields(self))
        self.shows = shows
        self.now = now
        self.before = before
        names = [field.name for field in self.fields]
        states = {name: State() for name in [*names, *also]}
        self.group: type[StatesGroup] = StatesGroupMeta(
            f"{feature.capitalize()}SG", (StatesGroup,), dict(states)
        )
        self._by_name = {field.name: field for field in self.fields}
        self._states: Mapping[str, State] = states
        self.steps = {self._step(name): states[name] for name in names}
        self.steps |= {old: states[new] for old, new in (renamed or {}).items()}

    def state(self, name: str) -> State:
        return self._states[name]

    @property
    def first(self) -> State:
        return self._states[self.fields[0].name]

    @staticmethod
    def _step(name: str) -> str:
        return name.replace("_", "-")

    # On the way

    def open_field(self, draft: D, turn: Turn) -> str:
        """The first question that is still to be answered, or the summary."""
        unanswered = (f.name for f in self.fields if not f.answered(draft, turn))
        return next(unanswered, SUMMARY)

    def complete(self, draft: D, turn: Turn) -> bool:
        return self.open_field(draft, turn) == SUMMARY

    async def go_on(self, manager: DialogManager, draft: D) -> None:
        """Keep the draft and ask what is still open: the next question, or the summary again when
        only one answer was changed."""
        await self.go(manager, draft, self.open_field(draft, turn_of(manager)))

    async def go(self, manager: DialogManager, draft: D, name: str) -> None:
        """Keep the draft, and go on with it at this question."""
        await draft.save(manager, self._step(name))
        await self.show(manager, name)

    async def show(self, manager: DialogManager, name: str) -> None:
        """A keyboard below the chat is one that no message can be edited into."""
        here = self._by_name.get(self._here(manager))
        if any(field and field.contact for field in (here, self._by_name.get(name))):
            manager.show_mode = ShowMode.SEND
        await manager.switch_to(self.state(name))

    async def back(self, manager: DialogManager) -> None:
        """To the question before, or to the summary that an answer was to be changed from."""
        here = self._here(manager)
        complete = self.complete(await self.draft.read(manager), turn_of(manager))
        changing = complete and here != SUMMARY
        await self.show(manager, SUMMARY if changing else self._before(here))

    def _before(self, name: str) -> str:
        names = [f.name for f in self.fields if not f.aside or f.name == name]
        place = names.index(name)
        return names[place - 1] if place else self.before

    def _here(self, manager: DialogManager) -> str:
        state = manager.current_context().state
        return (state.state or "").rpartition(":")[2] if state else ""

    # What fields and buttons do

    def answers(self, change: Callable[[D], D]) -> OnPress:
        """A button that is an answer."""

        async def answered(manager: DialogManager) -> None:
            await self.go_on(manager, change(await self.draft.read(manager)))

        return answered

    def shown(self, name: str) -> OnPress:
        """A button that leads to a question, whatever has been answered."""

        async def to_field(manager: DialogManager) -> None:
            await self.show(manager, name)

        return to_field

    async def _keep(self, manager: DialogManager) -> None:
        """*Lanjut*: the answer given before stays."""
        await self.go_on(manager, await self.draft.read(manager))

    def _judging(self, field: Field[D]) -> Judge:
        async def judge(message: Message, typed: str, manager: DialogManager) -> Judged:
            heard = self._heard(field, typed)
            if field.takes:
                fit = field.fits(heard) if field.fits else Fits.MAYBE
                return Judged(fit, partial(field.takes, message, heard, manager))
            draft = await self.draft.read(manager)
            evasion = None if turn_of(manager).is_answer else self._evasion(field, heard)
            if evasion:
                return Judged(Fits.SURELY, partial(self._evaded, field, evasion, draft, manager))
            return self._judged(field, heard, draft, manager)

        return judge

    def _judged(self, field: Field[D], typed: str, draft: D, manager: DialogManager) -> Judged:
        """By what is read there."""
        assert field.reads is not None
        try:
            value = field.reads(typed)
            filled = field.filled(draft, value)
        except AnswerError as error:
            explain = partial(self._explained, manager, error, field.name)
            twice = error.code in _ANSWERED_TWICE and _says_little(typed)
            return Judged(Fits.SURELY if field.free or twice else Fits.NOT, explain)
        sure = field.free or (field.sure(value) if callable(field.sure) else field.sure)
        then = partial(field.then or self.go_on, manager, filled)
        return Judged(Fits.SURELY if sure else Fits.MAYBE, then)

    def _evasion(self, field: Field[D], typed: str) -> Evasion | None:
        if field.free:
            return None
        found = evades(typed, *field.none_words)
        return None if found is Evasion.BACK and not self._may_go_back(field) else found

    @staticmethod
    def _heard(field: Field[D], typed: str) -> str:
        """Digits that were said are written, but in what is for people as it is."""
        return typed if field.free else digits_written(typed)

    async def _evaded(
        self, field: Field[D], evasion: Evasion, draft: D, manager: DialogManager
    ) -> None:
        """Nothing of the kind is an answer, and each is answered by what it means here."""
        earlier = getattr(draft, field.name, None)
        if evasion is Evasion.NONE and field.none:
            await (field.then or self.go_on)(manager, field.none(draft))
        elif evasion is Evasion.BACK:
            await self.back(manager)
        elif evasion is Evasion.SAME and field.same:
            await field.same(manager)
        elif evasion is Evasion.SAME and earlier:
            await self.go_on(manager, draft)
        else:
            say_above(manager, _EVADED[evasion])

    def taking(self, name: str) -> OnText:
        """Takes the answer to a question in another window than its own."""
        judge = self._judging(self._by_name[name])

        async def take(message: Message, typed: str, manager: DialogManager) -> None:
            await (await judge(message, typed, manager)).take()

        return take

    async def _explained(self, manager: DialogManager, error: AnswerError, name: str) -> None:
        self.explain(manager, error, name)

    def explain(self, manager: DialogManager, error: AnswerError, name: str = "") -> None:
        """Say above the next window why an answer was not taken."""
        own = self._by_name[name].problems if name else {}
        say_above(manager, own.get(error.code) or problem_key(error.code), **error.facts)

    # Windows

    def windows(self) -> list[Window]:
        """One for each field."""
        return [self._window(field) for field in self.fields]

    def _window(self, field: Field[D]) -> Window:
        asks = (field.asks,) if isinstance(field.asks, Text) else field.asks
        earlier: list[Any] = []
        if self.now and field.edit:
            keep = press(f"{self._id(field)}_keep", "btn-next", self._keep, when="now")
            earlier = [T(self.now, "now", when="now"), keep]
        getters = [getter for getter in (self._data, field.getter) if getter]
        return Window(
            StepText(*self._place(field)),
            *asks,
            *earlier[:1],
            *field.more,
            *earlier[1:],
            *self._edits(field),
            self._footer(field),
            self._input(field),
            getter=getters,
            state=self.state(field.name),
            markup_factory=_BELOW_THE_CHAT if field.contact else _BELOW_THE_MESSAGE,
        )

    def _id(self, field: Field[D]) -> str:
        return f"{self.feature}_{field.name}"

    def _place(self, field: Field[D]) -> tuple[int, int]:
        """``Langkah n dari m``."""
        counted = [f for f in self.fields if not (f.same_step or f.aside)]
        until = self.fields[: self.fields.index(field) + 1]
        return sum(f in counted for f in until), len(counted)

    def _edits(self, field: Field[D]) -> Sequence[Keyboard]:
        if field.name != SUMMARY:
            return ()
        edited = [f for f in self.fields if f.edit]
        buttons = (
            press(f"{self.feature}_edit_{f.name}", f.edit, self.shown(f.name)) for f in edited
        )
        return (Group(*buttons, width=3),)

    def _footer(self, field: Field[D]) -> Keyboard:
        back = self.back if self._may_go_back(field) else None
        when = field.back if isinstance(field.back, str) else None
        return footer(self._id(field), on_back=back, when=when)

    def _may_go_back(self, field: Field[D]) -> bool:
        return bool(field.back and (self.before or field is not self.fields[0]))

    def _input(self, field: Field[D]) -> MessageInput:
        if not (field.reads or field.takes):
            return buttons_only()
        return judged_answer(
            self._judging(field), contact=field.contact, longest=field.longest, photo=field.photo
        )

    async def _data(self, dialog_manager: DialogManager, **_: Any) -> Data:
        """What was answered so far, and in the window shown (``now``)."""
        draft = await self.draft.read(dialog_manager)
        more = await self.shows(dialog_manager, draft) if self.shows else {}
        data = {**vars(draft), **more}
        return {**data, "now": data.get(self._here(dialog_manager))}


_EVADED: Mapping[Evasion, str] = {
    Evasion.NONE: "problem-needed",
    Evasion.SAME: "problem-same",
    Evasion.CHAT: "problem-no-answer",
    Evasion.WHY: "problem-what-for",
}
_ANSWERED_TWICE = frozenset({EmailProblem.SEVERAL, FieldProblem.PHONE_SEVERAL})
_FEW = 3
"""Words around two answers that say no more than they do."""
_BELOW_THE_MESSAGE = InlineKeyboardFactory()
_BELOW_THE_CHAT = ReplyKeyboardFactory(resize_keyboard=True, one_time_keyboard=True)


def _says_little(typed: str) -> bool:
    """Besides the addresses or numbers in it."""
    return sum(word.isalpha() for word in typed.replace(",", " ").split()) <= _FEW
