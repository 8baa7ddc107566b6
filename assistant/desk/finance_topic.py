"""What finance writes and taps in the staff chat. Who may is found out by a job."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import FinanceButton
from assistant.desk.places import answered_person, topic_of
from assistant.domain.acting.model import Act
from assistant.domain.acting.roles import tell_holders
from assistant.domain.acting.wanting import want_act
from assistant.domain.finance.import_errors import LONGEST_REPORT, is_report
from assistant.domain.finance.topic import in_finance_topic
from assistant.domain.words import Place, StaffMessage
from assistant.domain.work import Work
from assistant.messages import command_of

ROLE_COMMAND = "keuangan"
TOPIC_COMMANDS: Mapping[str, Act] = {
    "ekspor": Act.EXPORT,
    "rekonsiliasi": Act.RECONCILE,
    "pembeli": Act.SHOW_BUYER,
    "tolakan": Act.REPORT_IMPORT,
    "batalkan": Act.OPEN_CASE,
    "kasus": Act.SHOW_CASES,
    "buktipotong": Act.SLIP_MONTH,
    "digunggung": Act.RETAIL,
}
"""What a command in the finance topic wants; the words after it are the act's text."""
COMMANDS = (ROLE_COMMAND, *TOPIC_COMMANDS)


def add_finance(router: Router) -> None:
    """Handlers of the finance topic, and of the role that goes with it."""
    router.callback_query.register(_tapped, FinanceButton.filter())
    router.message.register(_role, command_of(ROLE_COMMAND))
    router.message.register(_command, command_of(*TOPIC_COMMANDS))
    router.message.register(_pasted, F.text, _is_report)


async def _role(message: Message, work: Work, key: str) -> None:
    """As a reply to somebody's message it gives them the role; alone it says who has it."""
    who, whom = message.from_user, answered_person(message)
    place = await place_of(work, message)
    if who is None or whom is None:
        await tell_holders(work, f"finance:{key}", place)
        return
    await want_act(
        work, who.id, who.full_name, Act.GIVE_ROLE, str(whom.id), whom.full_name, place=place
    )


async def _command(message: Message, command: CommandObject, work: Work, key: str) -> None:
    who = message.from_user
    if who is None:
        return
    if await place_of(work, message) is not Place.FINANCE:
        await work.desk.say(StaffMessage("finance-elsewhere"), unique=f"finance:{key}")
        return
    act = TOPIC_COMMANDS[command.command.casefold()]
    text = (command.args or "").strip()
    subject = ""
    if act is Act.REPORT_IMPORT:
        answered = message.reply_to_message
        text = text or ((answered.text or "") if answered else "")
        subject = _answered_file(message)
    await want_act(work, who.id, who.full_name, act, subject, text[:LONGEST_REPORT])


async def _is_report(message: Message, work: Work) -> bool:
    """What Coretax says of an import, pasted into the finance topic as it is."""
    return is_report(message.text or "") and await in_finance_topic(work, topic_of(message))


async def _pasted(message: Message, work: Work) -> None:
    who = message.from_user
    if who is None or who.is_bot:
        return
    text, file = (message.text or "")[:LONGEST_REPORT], _answered_file(message)
    await want_act(work, who.id, who.full_name, Act.REPORT_IMPORT, file, text)


def _answered_file(message: Message) -> str:
    """The name of the XML that the message answers, if it does."""
    answered = message.reply_to_message
    document = answered.document if answered else None
    name = (document.file_name or "") if document else ""
    return name if name.endswith(".xml") else ""


async def _tapped(query: CallbackQuery, callback_data: FinanceButton, work: Work) -> None:
    who = query.from_user
    place, thread = Place.FINANCE, None
    if isinstance(query.message, Message):
        place, thread = await place_of(work, query.message), topic_of(query.message)
    act, subject = callback_data.act, callback_data.subject
    await want_act(work, who.id, who.full_name, act, subject, place=place, thread=thread)


async def place_of(work: Work, message: Message) -> Place:
    """Where the answer goes."""
    finance = await in_finance_topic(work, topic_of(message))
    return Place.FINANCE if finance else Place.GENERAL
