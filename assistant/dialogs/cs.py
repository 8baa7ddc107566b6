"""``/cs`` and *Tanya tim*: words for people, as they are. Open to everyone, consented or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Row

from assistant.dialogs.drafts import Draft
from assistant.dialogs.features import Feature, consented, hearing_of
from assistant.dialogs.heard import Heard
from assistant.dialogs.hearing.passing import pass_words, written
from assistant.dialogs.kit import SUCCESS, T, answer, menu, press, to, viewed
from assistant.dialogs.talking import UNSAID, tell_unsaid, words_in
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.dialogs.understanding.meaning import Kindness, says_yes, understand
from assistant.domain.months import tax_day
from assistant.domain.support.model import ConversationState, Media, Side, Words
from assistant.domain.support.saying import SayOutcome, say
from assistant.domain.words import Say
from assistant.wording.names import shorten

MEDIA = (
    ContentType.PHOTO, ContentType.DOCUMENT, ContentType.VOICE, ContentType.VIDEO,
    ContentType.VIDEO_NOTE, ContentType.AUDIO, ContentType.ANIMATION, ContentType.LOCATION,
    ContentType.VENUE, ContentType.CONTACT, ContentType.STICKER,
)  # fmt: skip
MEDIA_NAMES: Mapping[str, str] = {
    "photo": "cs-photo",
    "voice": "cs-voice",
    "audio": "cs-voice",
    "video": "cs-video",
    "video_note": "cs-video",
    "location": "cs-place",
    "venue": "cs-place",
    "contact": "cs-contact",
}
LONGEST = 3000
"""Characters that staff get at once, beside who wrote them."""
MEANT_FOR = timedelta(hours=1)
"""How long words that were taken for something else are offered to people."""


class CsSG(StatesGroup):
    write = State()
    sure = State()
    sent = State()
    answered = State()


@dataclass(frozen=True)
class WordsDraft(Draft):
    """What was written last and opened a screen: *Bukan itu?* passes it on."""

    FEATURE: ClassVar[str] = "cs"

    messages: list[list[Any]] = field(default_factory=list)
    """Of each Telegram's number, the words and, of a file, what it takes to send it on."""
    waiting: bool = False
    """They were written for people, and something else came between."""


def cs_feature() -> Feature:
    return Feature(
        "cs",
        CsSG,
        open_cs,
        needs_consent=False,
        label="btn-ask-team",
        row=5,
        fills=open_with_words,
    )


def create_cs_dialogs() -> list[Dialog]:
    return [Dialog(_write(), _sure(), _sent(), _answered())]


async def keep_words(manager: DialogManager, heard: Heard) -> None:
    """In case that they were meant for people; beside those that are."""
    before = await _recent(manager)
    waiting = before.messages if before.waiting else []
    messages = [*waiting, [heard.message, heard.text]]
    await WordsDraft(messages, waiting=before.waiting).save(manager, "sure")


async def _recent(manager: DialogManager) -> WordsDraft:
    """What was kept of late; nothing of what is older."""
    turn = turn_of(manager)
    kept = await turn.work.drafts.get(turn.person.id, WordsDraft.FEATURE)
    recent = kept is not None and kept.updated_at > turn.work.now - MEANT_FOR
    return WordsDraft.restored(kept.data) if kept and recent else WordsDraft()


async def open_cs(manager: DialogManager, about: str) -> None:
    """With the words written just now, if they opened what was not meant; or at the answer of the
    team that waits for the person."""
    turn = turn_of(manager)
    talk = await turn.work.conversations.get(about) if about else None
    if talk and talk.person == turn.person.id and talk.state is ConversationState.ANSWERED:
        data: Any = {"number": talk.number}
        await manager.start(CsSG.answered, data=data, mode=StartMode.RESET_STACK)
        return
    messages = (await _recent(manager)).messages if not about else []
    await _start(manager, about, messages)


async def open_with_words(manager: DialogManager, heard: Heard) -> None:
    await _start(manager, heard.about, [[heard.message, heard.text]])


async def open_with_media(manager: DialogManager, words: Words) -> None:
    """A picture, a voice or a place that was sent where nothing is asked: one tap sends it on."""
    assert words.media is not None
    file = list(astuple(words.media))
    await _start(manager, "", [[words.message, words.text, file]])


async def _start(manager: DialogManager, about: str, messages: list[list[Any]]) -> None:
    """Nothing is cut: people are asked to write shorter what is too long."""
    if (length := len(_whole(messages))) > LONGEST:
        say_above(manager, "problem-too-long", length=length, longest=LONGEST)
        messages = []
    data: Any = {"about": about, "messages": messages}
    state = CsSG.sure if messages else CsSG.write
    await manager.start(state, data=data, mode=StartMode.RESET_STACK)


def _messages(manager: DialogManager) -> list[list[Any]]:
    """What goes to people, in the order it was written."""
    started: Any = manager.start_data or {}
    messages: list[list[Any]] = manager.dialog_data.get("messages", started.get("messages", []))
    return messages


def _whole(messages: list[list[Any]]) -> str:
    return "\n".join(str(words) for _, words, *_ in messages if words)


def _files(manager: DialogManager) -> list[Media]:
    return [Media(*file) for _, _, *files in _messages(manager) for file in files]


async def _words(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    about = viewed(dialog_manager, "about")
    text, files = _whole(_messages(dialog_manager)), _files(dialog_manager)
    return {
        "text": shorten(text, LONGEST),
        "files": tuple(Say(MEDIA_NAMES.get(one.kind, "cs-file")) for one in files),
        "beside": bool(files and text),
        "alone": bool(files and not text),
        "about": about,
        "named": bool(about),
        "stranger": not await consented(dialog_manager),
        "url": turn_of(dialog_manager).settings.privacy_url,
    }


def _write() -> Window:
    return Window(
        T("cs-write"),
        T("cs-about", "about", when="named"),
        T("cs-kept", "url", when="stranger"),
        menu("cs_write"),
        MessageInput(_take_media, content_types=list(MEDIA)),
        answer(_take, longest=LONGEST),
        getter=_words,
        state=CsSG.write,
    )


async def _take(message: Message, typed: str, manager: DialogManager) -> None:
    """What is written while the words before wait to be sent comes below them; a yes sends them,
    and a wish of another kind is asked about."""
    here, turn = manager.current_context().state, turn_of(manager)
    if here == CsSG.sure and not turn.is_answer:
        if _sends(typed, turn):
            await _pass(manager)
            return
        waiting = WordsDraft(_messages(manager), waiting=True)
        if await consented(manager) and await hearing_of(manager).aside(message, typed, manager):
            await waiting.save(manager, "sure")
            return
    messages = [*(_messages(manager) if here == CsSG.sure else ()), [message.message_id, typed]]
    if len(_whole(messages)) > LONGEST:
        length = len(_whole(messages))
        say_above(manager, "problem-too-long", length=length, longest=LONGEST)
        return
    manager.dialog_data["messages"] = messages
    await manager.switch_to(CsSG.sure)


def _sends(typed: str, turn: Turn) -> bool:
    """A yes, thanks, or a 🙏: who never taps means to be read by now. "Salah chat" is none."""
    kindness = understand(typed, tax_day(turn.work.now), turn.settings.brand).kindness
    silent = kindness is Kindness.FINE and not any(map(str.isalnum, typed))
    return says_yes(typed) or kindness is Kindness.THANKS or silent


def _sure() -> Window:
    return Window(
        T("cs-sure", "text", when="text"),
        T("cs-with-files", "files", when="beside"),
        T("cs-sure-files", "files", when="alone"),
        T("cs-sure-yes"),
        T("cs-about", "about", when="named"),
        T("cs-kept", "url", when="stranger"),
        press("cs_send", "cs-btn-send", _send, style=SUCCESS),
        Row(press("cs_again", "cs-btn-again", _again), menu("cs_sure")),
        MessageInput(_take_media, content_types=list(MEDIA)),
        answer(_take, longest=LONGEST),
        getter=_words,
        state=CsSG.sure,
    )


async def _again(manager: DialogManager) -> None:
    await WordsDraft.drop(manager)
    await _start(manager, viewed(manager, "about"), [])


async def _send(manager: DialogManager) -> None:
    await _pass(manager)


async def _pass(manager: DialogManager, *more: Words) -> None:
    """What was written here, and more; *Sudah kami teruskan*, if it was."""
    turn, about = turn_of(manager), viewed(manager, "about")
    messages = [
        (int(number), str(words), Media(*file[0]) if file else None)
        for number, words, *file in _messages(manager)
    ]
    words = [*written(turn.person, messages), *more]
    conversation, heard = await pass_words(turn.work, turn.person, words, about=about)
    await WordsDraft.drop(manager)
    manager.dialog_data["number"] = conversation.number
    if heard is SayOutcome.SAID:
        await manager.switch_to(CsSG.sent)
        return
    say_above(manager, UNSAID[heard])
    await manager.switch_to(CsSG.write)


def _sent() -> Window:
    return Window(
        T("cs-sent"),
        to("cs_more", "cs-btn-more", CsSG.write),
        menu("cs_sent"),
        MessageInput(_go_on, content_types=ContentType.ANY),
        state=CsSG.sent,
    )


def _answered() -> Window:
    return Window(
        T("cs-answered", "number", "text"),
        menu("cs_answered"),
        MessageInput(_go_on, content_types=ContentType.ANY),
        getter=_last_answer,
        state=CsSG.answered,
    )


async def _last_answer(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What the team said last; of a picture or a file alone its name."""
    number = viewed(dialog_manager, "number")
    said = await turn_of(dialog_manager).work.conversations.all_said(number)
    last = next((one for one in reversed(said) if one.side is Side.STAFF), None)
    words = (last.text or (last.media.name if last.media else "")) if last else ""
    return {"number": number, "text": shorten(words, LONGEST) or "…"}


async def _take_media(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """A picture or a voice says more than words: it goes to people as it is, with the words that
    wait here to be sent."""
    await _pass(manager, words_in(turn_of(manager), message))


async def _go_on(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Whatever comes below goes along, until the person goes elsewhere."""
    turn = turn_of(manager)
    number = viewed(manager, "number")
    heard = await say(turn.work, turn.person.id, number, words_in(turn, message))
    await tell_unsaid(turn, heard)
    manager.show_mode = ShowMode.NO_UPDATE
