"""The staff chat's dispatcher. A tap or a text becomes a wanted decision; a job finds out whether
it counts. Nothing here reaches the network, and nothing here decides."""

from __future__ import annotations

from aiogram import Dispatcher, F, Router
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from assistant.desk.callbacks import CardButton, LookButton, PairButton
from assistant.desk.finance import COMMANDS as FINANCE_COMMANDS
from assistant.desk.finance import add_finance, place_of
from assistant.desk.held import add_held
from assistant.desk.intake import add_intake, is_for_us
from assistant.desk.links import LINKS_COMMAND, add_links
from assistant.desk.places import topic_of
from assistant.domain.portfolio.leading import approve_pair
from assistant.domain.transfers.deciding import want_decision
from assistant.domain.transfers.model import UNDECIDED, Decision, Prompt, Transfer
from assistant.domain.transfers.moving import look_now
from assistant.domain.words import Arg, StaffMessage
from assistant.domain.work import Work

COMMANDS = (
    "start",
    "menu",
    "akun",
    "npwp",
    "pindah",
    "faktur",
    "tiket",
    "hubungkan",
    "bantuan",
    "batal",
    "bahasa",
    "data_saya",
    "hapus_data",
)
"""Ours; other bots in the group have their own."""
ANONYMOUS_ADMIN = 1087968824
"""GroupAnonymousBot: what an administrator writes who hides behind the group's name."""
LONGEST = 1000
"""Characters of a reason or a question."""

_AT_ONCE = frozenset({Decision.TAKE, Decision.APPROVE})
_PROMPTS = {Decision.REFUSE: "desk-prompt-reason", Decision.ASK: "desk-prompt-question"}
_WRITTEN = frozenset(
    {
        ContentType.TEXT,
        ContentType.PHOTO,
        ContentType.STICKER,
        ContentType.ANIMATION,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
        ContentType.AUDIO,
        ContentType.DOCUMENT,
        ContentType.LOCATION,
        ContentType.CONTACT,
        ContentType.POLL,
        ContentType.DICE,
    }
)
"""What a person sends, not what a group says of itself (a pin, a member, a topic's new name)."""


def build_desk(staff_chat: int | None) -> Dispatcher:
    """Handlers of the staff chat; every other group is passed over in silence."""
    router = Router(name="desk")
    here = F.chat.id == staff_chat
    router.callback_query.register(_tapped, F.message.chat.id == staff_chat, CardButton.filter())
    router.callback_query.register(_pair, F.message.chat.id == staff_chat, PairButton.filter())
    router.callback_query.register(_look, F.message.chat.id == staff_chat, LookButton.filter())
    hidden = F.from_user.id == ANONYMOUS_ADMIN
    router.message.register(_show_yourself, here, hidden, Command(*FINANCE_COMMANDS, LINKS_COMMAND))
    router.message.register(_show_yourself, here, hidden, F.document, is_for_us)
    router.message.register(_hidden, here, hidden)
    add_finance(router, staff_chat)
    add_links(router, staff_chat)
    add_held(router, staff_chat)
    add_intake(router, staff_chat)
    router.message.register(_command, here, Command(*COMMANDS))
    router.message.register(_written, here, F.content_type.in_(_WRITTEN))
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(router)
    return dispatcher


async def _tapped(query: CallbackQuery, callback_data: CardButton, work: Work, key: str) -> None:
    transfer = await work.transfers.get(callback_data.number)
    if transfer is None:
        return
    who, decision = query.from_user, callback_data.action
    if transfer.state not in UNDECIDED:
        await _too_late(work, transfer, who, key)
    elif decision in _AT_ONCE:
        await want_decision(work, transfer.number, who.id, who.full_name, decision)
    elif isinstance(query.message, Message):
        prompt = Prompt(transfer.number, decision)
        await work.transfers.set_prompt(
            query.message.chat.id, who.id, topic_of(query.message), prompt
        )
        await _prompt(work, prompt, who, key)


async def _pair(query: CallbackQuery, callback_data: PairButton, work: Work, key: str) -> None:
    transfer = await work.transfers.get(callback_data.number)
    if transfer is None:
        return
    who = query.from_user
    if transfer.state in UNDECIDED:
        await approve_pair(work, transfer, who.id, who.full_name)
    else:
        await _too_late(work, transfer, who, key)


async def _look(query: CallbackQuery, callback_data: LookButton, work: Work) -> None:
    """Anybody here may say that it is moved: the portal is asked whether that is so."""
    if not await look_now(work, callback_data.number):
        await work.cards.touch(callback_data.number)  # an old card


async def _too_late(work: Work, transfer: Transfer, who: User, key: str) -> None:
    """An old card was tapped: it is drawn anew."""
    await work.cards.touch(transfer.number)
    about: dict[str, Arg] = {"name": who.full_name, "number": transfer.number}
    message = StaffMessage("desk-decision-too-late", about, transfer=transfer.number)
    await work.desk.say(message, unique=f"desk:{key}")


async def _prompt(work: Work, prompt: Prompt, who: User, key: str) -> None:
    about: dict[str, Arg] = {"name": who.full_name, "number": prompt.transfer}
    message = StaffMessage(_PROMPTS[prompt.decision], about, transfer=prompt.transfer)
    await work.desk.say(message, unique=f"desk:{key}")


async def _written(message: Message, work: Work, key: str) -> None:
    """A reason or a question, if its writer was asked for one in this topic."""
    who = message.from_user
    if who is None or who.is_bot:
        return
    place = (message.chat.id, who.id, topic_of(message))
    prompt = await work.transfers.take_prompt(*place)
    if prompt is None:
        return
    text = (message.text or "").strip()
    if not text or len(text) > LONGEST:
        await work.transfers.set_prompt(*place, prompt)
        await _ask_again(work, prompt, who, len(text), key)
        return
    await want_decision(work, prompt.transfer, who.id, who.full_name, prompt.decision, text)


async def _ask_again(work: Work, prompt: Prompt, who: User, length: int, key: str) -> None:
    wrong = "desk-prompt-too-long" if length else "desk-prompt-not-text"
    about: dict[str, Arg] = {"name": who.full_name, "number": prompt.transfer, "longest": LONGEST}
    message = StaffMessage(wrong, about, transfer=prompt.transfer)
    await work.desk.say(message, unique=f"desk:{key}")


async def _show_yourself(message: Message, work: Work, key: str) -> None:
    """An anonymous administrator wants something of finance: nobody knows who may."""
    place = await place_of(work, message)
    await work.desk.say(StaffMessage("desk-show-yourself", place=place), unique=f"desk:{key}")


async def _hidden(message: Message, work: Work, key: str) -> None:
    """An anonymous administrator wrote something else: said only where an answer is waited for,
    for nobody knows whether it is theirs."""
    if await work.transfers.prompted(message.chat.id, topic_of(message)):
        await work.desk.say(StaffMessage("desk-show-yourself"), unique=f"desk:{key}")


async def _command(message: Message, work: Work, key: str) -> None:
    """Customers' commands belong into the private chat."""
    await work.desk.say(StaffMessage("desk-private"), unique=f"desk:{key}")
