"""The staff chat's dispatcher. A tap becomes a wanted decision; a job finds out whether it counts.
Nothing here reaches the network, and nothing here decides."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Dispatcher, F, Router
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import CardButton, LookButton, PairButton
from assistant.desk.finance_topic import COMMANDS as FINANCE_COMMANDS
from assistant.desk.finance_topic import add_finance
from assistant.desk.finding import COMMANDS as FIND_COMMANDS
from assistant.desk.finding import add_finding
from assistant.desk.held import add_held
from assistant.desk.help import HELP_COMMAND, add_help
from assistant.desk.intake import add_intake, is_for_us
from assistant.desk.links import LINKS_COMMAND, add_links
from assistant.desk.nearly import add_nearly
from assistant.desk.places import is_hidden, is_not_said_here
from assistant.desk.prompts import add_prompts, offer
from assistant.desk.queue import QUEUE_COMMAND, add_queue
from assistant.desk.talking import COMMANDS as TALK_COMMANDS
from assistant.desk.talking import add_talking, add_unsaid, say_here, show_yourself, staff_of
from assistant.desk.tap import TapAnswer
from assistant.desk.templates import TEMPLATES_COMMAND, add_templates
from assistant.domain.portfolio.leading import approve_pair
from assistant.domain.support.model import Ask
from assistant.domain.transfers.deciding import want_decision
from assistant.domain.transfers.model import UNDECIDED, Decision, Transfer
from assistant.domain.transfers.moving import look_now
from assistant.domain.transfers.rules import has_agreed
from assistant.domain.work import Work
from assistant.messages import command_of

STAFF_COMMANDS = (
    *(*TALK_COMMANDS, TEMPLATES_COMMAND, *FINANCE_COMMANDS, *FIND_COMMANDS),
    *(HELP_COMMAND, LINKS_COMMAND, QUEUE_COMMAND),
)
_AT_ONCE = frozenset({Decision.TAKE, Decision.APPROVE})
_ASKS = {Decision.REFUSE: Ask.REFUSE, Decision.ASK: Ask.ASK}


def build_desk(staff_chat: int | None, commands: Sequence[str]) -> Dispatcher:
    """Handlers of the staff chat; every other group is passed over in silence. ``commands`` are
    those of the private chat; other bots in the group have their own."""
    router = Router(name="desk")
    here = F.chat.id == staff_chat
    router.message.filter(here)
    router.edited_message.filter(here)
    router.callback_query.filter(F.message.chat.id == staff_chat)
    router.callback_query.register(_tapped, CardButton.filter())
    router.callback_query.register(_pair, PairButton.filter())
    router.callback_query.register(_look, LookButton.filter())
    router.message.register(_pass_over, is_not_said_here)
    add_prompts(router)
    add_templates(router)
    add_talking(router)
    add_queue(router)
    acts = command_of(*FINANCE_COMMANDS, LINKS_COMMAND, *FIND_COMMANDS)
    router.message.register(show_yourself, is_hidden, acts)
    router.message.register(show_yourself, is_hidden, F.document, is_for_us)
    router.message.register(_pass_over, is_hidden)
    add_help(router)
    add_finance(router)
    add_links(router)
    add_finding(router)
    add_held(router)
    add_intake(router)
    add_unsaid(router)
    router.message.register(_command, command_of(*commands))
    add_nearly(router, STAFF_COMMANDS)
    router.message.register(_pass_over)
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(router)
    return dispatcher


async def _tapped(
    query: CallbackQuery,
    callback_data: CardButton,
    work: Work,
    tap: TapAnswer,
) -> None:
    transfer = await work.transfers.get(callback_data.number)
    if transfer is None:
        return
    staff, decision = staff_of(query.from_user), callback_data.action
    if transfer.state not in UNDECIDED:
        await work.cards.touch(transfer.number)  # an old card
        tap.say("desk-decided-already")
    elif decision is Decision.APPROVE and not has_agreed(transfer):
        tap.say(_why_locked(transfer))
    elif decision in _AT_ONCE:
        tap.later = True
        await want_decision(work, transfer.number, staff.id, staff.name, decision, tap=query.id)
    elif isinstance(query.message, Message):
        ask = _ASKS[decision]
        await offer(work, staff, transfer.number, ask, query.message)


def _why_locked(transfer: Transfer) -> str:
    promised = transfer.promised_at is not None
    return "desk-alert-no-account" if promised else "desk-alert-no-consent"


async def _pair(
    query: CallbackQuery, callback_data: PairButton, work: Work, tap: TapAnswer
) -> None:
    transfer = await work.transfers.get(callback_data.number)
    if transfer is None:
        return
    who = query.from_user
    if transfer.state in UNDECIDED and not has_agreed(transfer):
        tap.say(_why_locked(transfer))  # an old card
    elif transfer.state in UNDECIDED:
        await approve_pair(work, transfer, who.id, who.full_name)
    else:
        await work.cards.touch(transfer.number)  # an old card
        tap.say("desk-decided-already")


async def _look(
    query: CallbackQuery, callback_data: LookButton, work: Work, tap: TapAnswer
) -> None:
    """Anybody here may say that it is moved: the portal is asked whether that is so."""
    transfer = await work.transfers.get(callback_data.number)
    if transfer is not None and not await look_now(work, transfer.number):
        await work.cards.touch(transfer.number)  # an old card
        tap.say("desk-decided-already")


async def _pass_over(message: Message) -> None:
    """What is written in the staff chat and is for nobody here stays among staff."""


async def _command(message: Message, work: Work, key: str) -> None:
    """Customers' commands belong into the private chat."""
    await say_here(work, message, key, "desk-private")
