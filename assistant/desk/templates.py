"""Answers that stand ready: kept by ``/templat``, chosen by a button, looked at, sent."""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import TalkButton, TalkDo, TemplateButton
from assistant.desk.places import topic_of
from assistant.desk.prompts import look
from assistant.desk.talking import number_here, say_here, staff_of
from assistant.desk.tap import TapAnswer
from assistant.domain.support.model import Ask, Conversation, Template
from assistant.domain.support.prompting import begin_prompt
from assistant.domain.words import HOME, Say, StaffMessage, Tap
from assistant.domain.work import Work
from assistant.messages import command_of
from assistant.texts import LOCALES

LONGEST = 1000
LONGEST_NAME = 30
MOST_SHOWN = 20
_GAP = re.compile(r"\{\s*(nama|akun|nomor)\s*\}", re.IGNORECASE)

TEMPLATES_COMMAND = "templat"


def add_templates(router: Router) -> None:
    ready = TalkButton.filter(F.do == TalkDo.READY)
    router.callback_query.register(_listed, ready)
    router.callback_query.register(_chosen, TemplateButton.filter())
    router.message.register(_templat, command_of(TEMPLATES_COMMAND))


async def _templat(message: Message, command: CommandObject, work: Work, key: str) -> None:
    """``/templat`` lists; ``/templat tambah id salam`` with the words in the lines below keeps (or
    changes) one; ``/templat hapus id salam`` drops it."""
    first, _, words = (command.args or "").strip().partition("\n")
    verb, _, rest = first.strip().partition(" ")
    locale, _, name = rest.strip().partition(" ")
    name, words = name.strip(), words.strip()
    verb, locale = verb.casefold(), locale.casefold()
    if not verb:
        number = await number_here(work, message)
        await _list(work, number, message, f"desk:{key}")
    elif verb == "tambah" and locale in LOCALES and 0 < len(name) <= LONGEST_NAME and words:
        if len(words) > LONGEST:
            await say_here(work, message, key, "desk-templat-long", longest=LONGEST)
            return
        await work.conversations.put_template(locale, name, words)
        await say_here(work, message, key, "desk-templat-kept", name=name)
    elif verb == "hapus" and (found := await _named(work, locale, name)) is not None:
        await work.conversations.drop_template(found.id)
        await say_here(work, message, key, "desk-templat-dropped", name=name)
    else:
        await say_here(work, message, key, "desk-templat-how")


async def _named(work: Work, locale: str, name: str) -> Template | None:
    found = (one for one in await work.conversations.templates())
    return next((one for one in found if (one.locale, one.name) == (locale, name)), None)


async def _listed(
    query: CallbackQuery, callback_data: TalkButton, work: Work, tap: TapAnswer, key: str
) -> None:
    if not await work.conversations.templates():
        tap.say("desk-templat-none-yet")
    elif isinstance(query.message, Message):
        await _list(work, callback_data.number, query.message, f"desk:{key}")


async def _list(work: Work, number: str | None, message: Message, unique: str) -> None:
    """In a conversation's topic each is a button, those of the customer's language first."""
    templates = await work.conversations.templates()
    locale = await _locale(work, number)
    ours = sorted(templates, key=lambda one: (one.locale != locale, one.name))[:MOST_SHOWN]
    lines = tuple(Say("desk-templat-line", {"locale": o.locale, "name": o.name}) for o in ours)
    said = StaffMessage(
        "desk-templat-list" if ours else "desk-templat-none",
        {"templates": lines} if ours else {},
        thread=topic_of(message),
        buttons=tuple(_button(number, one) for one in ours) if number else (),
    )
    await work.desk.say(said, unique=unique)


def _button(number: str, template: Template) -> Tap:
    data = TemplateButton(number=number, template=template.id).pack()
    about = {"locale": template.locale, "name": template.name}
    return Tap("desk-btn-template", data, about)


async def _chosen(
    query: CallbackQuery, callback_data: TemplateButton, work: Work, tap: TapAnswer, key: str
) -> None:
    template = await work.conversations.template(callback_data.template)
    conversation = await work.conversations.get(callback_data.number)
    if template is None or conversation is None or not isinstance(query.message, Message):
        tap.say("desk-templat-gone")
        return
    staff = staff_of(query.from_user)
    text = await filled(work, template.text, conversation)
    prompt = await begin_prompt(work, staff, conversation.number, Ask.ANSWER, text)
    shown = await look(work, prompt, thread=topic_of(query.message))
    await work.desk.say(shown, unique=f"desk:{key}")


async def filled(work: Work, text: str, conversation: Conversation) -> str:
    """``{nama}`` is the customer's, ``{akun}`` their account's label, ``{nomor}`` the number that
    they know it by. What is not known goes without leaving braces in a customer's chat."""
    person = await work.people.get(conversation.person)
    account = conversation.account
    link = await work.links.find(conversation.person, account) if account else None
    known = {
        "nama": person.name if person else "",
        "akun": link.label if link else "",
        "nomor": conversation.ref or conversation.number,
    }
    return _GAP.sub(lambda gap: known[gap[1].casefold()], text).strip()


async def _locale(work: Work, number: str | None) -> str:
    conversation = await work.conversations.get(number) if number else None
    person = await work.people.get(conversation.person) if conversation else None
    return person.locale if person else HOME
