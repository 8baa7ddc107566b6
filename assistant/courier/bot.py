"""One call to Telegram and what is known after it (python-telegram-bot)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx
import structlog
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from assistant import metrics
from assistant.courier.outcomes import (
    CantEdit,
    Closed,
    FileGone,
    Moved,
    NotSent,
    Outcome,
    Refused,
    Sent,
    ThreadGone,
    TooFast,
    TopicClosed,
    Unknown,
)
from assistant.courier.words import Button
from assistant.domain.words import Copy
from assistant.refusal import RefusalScope, about, is_same_already
from assistant.retry import silence

LONGEST_CALL = 40.0
"""Seconds after which a call's outcome is unknown, whatever it still does."""
LONGEST_QUESTION = 15.0
"""Seconds for an answer to whether Telegram answers."""
RECEIPT = "👌"
"""The reaction that says: it stands in the other chat."""
TINY_LABEL = 3
SHORT_LABEL = 17
"""Characters of a label that half of a phone's width shows whole."""
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Document:
    """By its id at Telegram when that is known, otherwise by its bytes."""

    name: str
    content: bytes
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message of ours that stands in the chat."""

    message_id: int
    captioned: bool
    """Its words are the caption of a document."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it goes out."""

    chat: int
    html: str
    """The text, or the document's caption."""
    thread: int | None = None
    buttons: tuple[Button, ...] = ()
    """Each in a row of its own, short neighbours two in a row."""
    document: Document | None = None
    edits: Earlier | None = None
    """The message that gets these words and buttons; None: it is a new one."""
    silent: bool = False
    """It arrives without a sound."""
    copies: Copy | None = None
    """The message that is copied, with the words under it where there can be any."""
    replies_to: int | None = None
    """The message of the same chat that it answers."""
    asks: bool = False
    """Whoever is named in it is led to write a reply to it."""
    reacts_to: int | None = None
    """No message: a reaction under this one."""


def make_bot(token: str, api_url: str) -> Bot:
    """A bot that only sends; use it as ``async with``. It never fetches updates."""
    # The future meaning of RetryAfter.retry_after; the present one warns at every use.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    api = api_url.rstrip("/")
    request = HTTPXRequest(
        connection_pool_size=32,
        connect_timeout=5,
        pool_timeout=5,
        read_timeout=25,
        write_timeout=15,
        media_write_timeout=30,
    )
    return Bot(
        token, base_url=f"{api}/bot", base_file_url=f"{api}/file/bot", request=request
    )  # fmt: skip


async def send(bot: Bot, letter: Letter) -> Outcome:
    """Send it once. Whatever happens is an outcome."""
    outcome = await _once(bot, letter)
    method = _method(letter)
    metrics.TELEGRAM_CALLS.labels(method, _COUNTED.get(type(outcome), "bad-request")).inc()
    return outcome


def _method(letter: Letter) -> str:
    if letter.reacts_to is not None:
        return "setMessageReaction"
    if letter.copies is not None and letter.edits is None:
        return "copyMessage"
    if letter.edits is not None:
        return "editMessageCaption" if letter.edits.captioned else "editMessageText"
    return "sendDocument" if letter.document else "sendMessage"


_COUNTED: dict[type[Outcome], str] = {
    Sent: "ok",
    TooFast: "too-many",
    NotSent: "network",
    Unknown: "unknown",
    Closed: "forbidden",
    TopicClosed: "forbidden",
    Moved: "migrated",
}


async def answers(bot: Bot, chat: int, thread: int | None) -> bool:
    """Whether Telegram answers what is asked of it about this chat, asked in a way that leaves
    nothing in it; a no is an answer, too."""
    try:
        async with asyncio.timeout(LONGEST_QUESTION):
            await bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=thread)
    except InvalidToken:
        return True
    except TelegramError as error:
        return not isinstance(_outcome(error), Unknown | NotSent)
    except TimeoutError:
        return False
    return True


async def _once(bot: Bot, letter: Letter) -> Outcome:
    try:
        async with asyncio.timeout(LONGEST_CALL):
            return await _send(bot, letter)
    except TelegramError as error:
        return _outcome(error)
    except TimeoutError:
        return Unknown("timed out")
    except Exception as error:
        log.exception("an answer that could not be read")
        return Unknown(type(error).__name__)


async def _edit(
    bot: Bot, letter: Letter, there: Earlier, markup: InlineKeyboardMarkup | None
) -> Sent | CantEdit:
    """One that reads so already is as good as edited."""
    try:
        if there.captioned:
            await bot.edit_message_caption(
                letter.chat,
                there.message_id,
                caption=letter.html,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )
        else:
            await bot.edit_message_text(
                letter.html,
                letter.chat,
                there.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
    except BadRequest as error:
        if not is_same_already(error.message):
            return CantEdit(error.message)
    return Sent(there.message_id)


def _rows(buttons: Sequence[Button]) -> list[list[InlineKeyboardButton]]:
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        shown = InlineKeyboardButton(
            button.label, url=button.url or None, callback_data=button.data or None
        )
        beside = rows[-1] if rows else None
        if beside and len(beside) < _room(*(one.text for one in beside), button.label):
            beside.append(shown)
        else:
            rows.append([shown])
    return rows


def _room(*labels: str) -> int:
    """How many buttons with such labels stand side by side."""
    longest = max(map(len, labels))
    if longest <= TINY_LABEL:
        return 5
    return 2 if longest <= SHORT_LABEL else 1


async def _send(bot: Bot, letter: Letter) -> Sent | CantEdit:
    if letter.reacts_to is not None:
        await bot.set_message_reaction(letter.chat, letter.reacts_to, ReactionTypeEmoji(RECEIPT))
        return Sent()
    markup = InlineKeyboardMarkup(_rows(letter.buttons)) if letter.buttons else None
    if letter.edits is not None:
        return await _edit(bot, letter, letter.edits, markup)
    if letter.copies is not None:
        return await _copy(bot, letter, letter.copies)
    if letter.document is None:
        message = await bot.send_message(
            letter.chat,
            letter.html,
            parse_mode=ParseMode.HTML,
            message_thread_id=letter.thread,
            reply_markup=ForceReply(selective=True) if letter.asks else markup,
            reply_parameters=_answered(letter),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            disable_notification=letter.silent or None,
        )
        return Sent(message.message_id)
    document = letter.document
    message = await bot.send_document(
        letter.chat,
        document.file_id or InputFile(document.content, filename=document.name),
        caption=letter.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=letter.thread,
        reply_markup=markup,
        disable_notification=letter.silent or None,
    )
    return Sent(message.message_id, message.document.file_id if message.document else None)


async def _copy(bot: Bot, letter: Letter, copy: Copy) -> Sent:
    """As it was sent, without a word of where it came from but ours under it."""
    words = letter.html if copy.captioned and letter.html else None
    message = await bot.copy_message(
        letter.chat,
        copy.chat,
        copy.message,
        caption=words,
        parse_mode=ParseMode.HTML if words else None,
        message_thread_id=letter.thread,
        reply_parameters=_answered(letter),
    )
    return Sent(message.message_id)


def _answered(letter: Letter) -> ReplyParameters | None:
    """A message that is gone is no reason to send nothing."""
    if letter.replies_to is None:
        return None
    return ReplyParameters(letter.replies_to, allow_sending_without_reply=True)


def _outcome(error: TelegramError) -> Outcome:
    reason = error.message
    match error:
        case RetryAfter():
            return TooFast(silence(_seconds(error.retry_after)))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Closed(reason)
        case BadRequest():
            return _bad_request(reason)
        case InvalidToken():
            return NotSent(reason)
        case NetworkError() if isinstance(error.__cause__, _NEVER_SENT):
            return NotSent(type(error.__cause__).__name__)
        case NetworkError() if reason.lower().startswith("too many requests"):
            return TooFast(1.0)
        case _:
            return Unknown(reason)


def _seconds(pause: object) -> float:
    """As Telegram means it; one where it does not say a number."""
    if isinstance(pause, timedelta):
        return pause.total_seconds()
    return pause if isinstance(pause, int | float) else 1.0


def _bad_request(reason: str) -> Outcome:
    text = reason.lower()
    if "wrong file" in text or "file_id" in text or "file reference" in text:
        return FileGone()
    match about(reason):
        case RefusalScope.NO_TOPIC:
            return ThreadGone()
        case RefusalScope.TOPIC:
            return TopicClosed(reason)
        case RefusalScope.CHAT:
            return Closed(reason)
        case RefusalScope.CONTENT:
            return Refused(reason)
