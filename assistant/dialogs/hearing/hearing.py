"""What becomes of words that no button asked for.

In a window that asks for nothing they open what they mean. In a form they are first taken for the
answer; where they are none, or sound like something else altogether, the person is asked, and
nothing that was typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from aiogram.fsm.state import StatesGroup
from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.cs import keep_words, open_with_media
from assistant.dialogs.features import (
    ConsentSG,
    Feature,
    Fits,
    LeaveSG,
    consented,
    features_of,
    is_unfinished,
    leave,
    open_menu,
)
from assistant.dialogs.heard import Heard
from assistant.dialogs.hearing.routes import ROUTES, feature_for, open_route
from assistant.dialogs.hearing.windows import AsideSG, ChooseSG
from assistant.dialogs.talking import heard_free, words_in
from assistant.dialogs.turn import say_above, turn_of
from assistant.dialogs.understanding.meaning import (
    AMBIGUOUS,
    HUMAN,
    SMALLTALK,
    Kindness,
    Understood,
    says_yes,
    understand,
)
from assistant.domain.accounts.fields import without_lead
from assistant.domain.months import tax_day
from assistant.domain.portfolio.reading import read_text
from assistant.domain.spoken import digits_written

A_WORD = 64
"""Characters of the longest that counts as one."""
A_SENTENCE = 3
"""Words that another wish has at least, where any words can be the answer."""
SEVERAL = 2
"""Words that are more than an answer that was mistyped."""
_ADDRESS = re.compile(
    r"\d|\b(jl|jln|jalan|gg|gang|komplek|kompleks|perum|ruko|gedung|kel|kec|kab|kota|jakarta)\b",
    re.IGNORECASE,
)
_KIND: Mapping[Kindness, str] = {
    Kindness.THANKS: "kata-kind",
    Kindness.WELCOME: "kata-welcome",
    Kindness.FINE: "kata-fine",
    Kindness.ANSWER: "kata-fine",
}
_NOT_WORDS: Mapping[str, str] = {
    "voice": "problem-voice",
    "audio": "problem-voice",
    "video_note": "problem-voice",
    "photo": "problem-file",
    "document": "problem-file",
    "video": "problem-file",
}
"""What to say of what can't be read where no answer is asked for."""


class Hearer:
    """The chat's :class:`Hearing`."""

    async def passed_on(self, message: Message, manager: DialogManager) -> bool:
        return await heard_free(message, manager)

    async def hear(self, message: Message, manager: DialogManager) -> None:
        if await heard_free(message, manager):
            return
        if message.text is None:
            await self._media(message, manager)
        elif not message.text.strip():
            say_above(manager, "problem-empty")
        elif not await self.instead(message, message.text.strip(), manager, Fits.NOT):
            say_above(manager, "problem-use-buttons")

    async def _media(self, message: Message, manager: DialogManager) -> None:
        """In a form what to do instead; elsewhere it may go to people."""
        words = words_in(turn_of(manager), message)
        stickers = message.sticker is not None or message.dice is not None
        if stickers or words.media is None or _form_here(manager) is not None:
            say_above(manager, _NOT_WORDS.get(message.content_type, "problem-use-buttons"))
        else:
            await open_with_media(manager, words)

    async def instead(
        self, message: Message, text: str, manager: DialogManager, fits: Fits
    ) -> bool:
        if fits is Fits.SURELY or turn_of(manager).is_answer:
            return False
        heard = _heard(manager, message, text)
        form = _form_here(manager)
        if heard.route == "batal" and form is not None:
            await leave(manager)
            return True
        if not _is_else(manager, form, heard, fits):
            return False
        if form is not None and heard.route == SMALLTALK:
            kind = heard.kindness or Kindness.FINE
            say_above(manager, "kata-here" if kind is Kindness.WELCOME else _KIND[kind])
        elif form is None or (
            _is_wish(heard) and fits is Fits.NOT and not await _has_entries(manager, form)
        ):
            await self.follow(manager, heard)
        else:
            await manager.start(AsideSG.ask, data={"heard": heard.written})
        return True

    async def aside(self, message: Message, text: str, manager: DialogManager) -> bool:
        heard = _heard(manager, message, text)
        if heard.route == "batal":
            say_above(manager, "left")
            await open_menu(manager)
            return True
        others = heard.for_people or heard.route in (SMALLTALK, AMBIGUOUS) or heard.bare
        if others or len(text.split()) < A_SENTENCE:
            return False
        await manager.start(AsideSG.ask, data={"heard": heard.written, "people": True})
        return True

    async def follow(self, manager: DialogManager, heard: Heard) -> None:
        """Open what was meant, filled in; or ask which of two; or offer to pass the words on."""
        if heard.route in (SMALLTALK, "batal"):
            kind = _KIND[heard.kindness or Kindness.FINE]
            left = "left" if _is_asked(manager, LeaveSG) else "nothing-to-leave"
            say_above(manager, kind if heard.route == SMALLTALK else left)
            await open_menu(manager)
            return
        if heard.route != AMBIGUOUS and feature_for(manager, heard.route) is None:
            heard = replace(heard, route=HUMAN)
        known = await consented(manager)
        data = {"heard": heard.written}
        if not known and _needs_consent(manager, heard):
            await manager.start(ConsentSG.ask, data=data, mode=StartMode.RESET_STACK)
        elif heard.route == AMBIGUOUS:
            await manager.start(ChooseSG.ask, data=data, mode=StartMode.RESET_STACK)
        else:
            await _open(manager, heard, known=known)


def _heard(manager: DialogManager, message: Message, text: str) -> Heard:
    turn = turn_of(manager)
    meant = understand(text, tax_day(turn.work.now), turn.settings.brand)
    if _may_be_a_list(meant) and read_text(text).for_several:
        meant = replace(meant, route="rencana", because="list")
    return Heard.of(message.message_id, text, meant)


def _may_be_a_list(meant: Understood) -> bool:
    """What a list of services by company is taken for by its words. Trouble with two of them, or
    a question about their price, is none."""
    if meant.route == HUMAN:
        return not meant.because
    return meant.route in ("pindah", "akun", "hubungkan", AMBIGUOUS)


def _form_here(manager: DialogManager) -> Feature | None:
    """The feature whose form the person is in."""
    if not manager.has_context():
        return None
    state = manager.current_context().state
    feature = features_of(manager).at(state)
    return feature if feature is not None and state in feature.steps.values() else None


def _is_asked(manager: DialogManager, *groups: type[StatesGroup]) -> bool:
    """Whether the person is in one of these dialogs."""
    return manager.has_context() and manager.current_context().state.group in groups


async def _has_entries(manager: DialogManager, form: Feature) -> bool:
    turn = turn_of(manager)
    return is_unfinished(form, await turn.work.drafts.get(turn.person.id, form.name))


def _is_else(manager: DialogManager, form: Feature | None, heard: Heard, fits: Fits) -> bool:
    """Whether it sounds like something else than what is asked here."""
    routes = (heard.route, *heard.offer)
    if form is not None and form.name in {feature_for(manager, route) for route in routes}:
        return False
    if form is not None and (heard.kindness is Kindness.ANSWER or says_yes(heard.text)):
        return False  # to the question that stands there
    said = digits_written(heard.text)
    words = sum(any(map(str.isalpha, word)) for word in said.split())
    if form is None:  # one word that leads nowhere may be an answer that overtook its question
        lone = not heard.sure and words < 2 and len(heard.text) <= A_WORD
        return (fits is Fits.NOT and not lone) or (heard.sure and heard.route != SMALLTALK)
    if fits is Fits.NOT:
        return words >= SEVERAL if heard.sure else words > A_SENTENCE
    if words < A_SENTENCE or not heard.sure or heard.route == SMALLTALK:
        return False
    return not _is_name(heard) and not (heard.for_people and _ADDRESS.search(said))


def _is_wish(heard: Heard) -> bool:
    """It says what is wanted; a name, an address or more of the answer does not."""
    return heard.sure and not heard.bare


def _is_name(heard: Heard) -> bool:
    """Of a company, and what belongs to it."""
    company = (heard.entities.company or "").casefold()
    said = without_lead(" ".join(heard.text.split())).casefold()
    return bool(company) and said.startswith(company)


def _needs_consent(manager: DialogManager, heard: Heard) -> bool:
    name = feature_for(manager, heard.route)
    feature = features_of(manager).get(name) if name else None
    return feature is None or feature.needs_consent


async def _open(manager: DialogManager, heard: Heard, *, known: bool) -> None:
    """With the way to people below it. Words of whom we do not know yet are kept nowhere."""
    if known and not heard.for_people and ROUTES[heard.route].feature != "hapus_data":
        await keep_words(manager, heard)
        turn_of(manager).may_be_wrong = True
    await open_route(manager, heard)
