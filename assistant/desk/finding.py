"""``/cari``, ``/riwayat`` and ``/angka`` in the staff chat: who somebody is, what happened, and how
people were answered."""

from __future__ import annotations

from collections.abc import Iterator

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import FindButton
from assistant.desk.card import ICON as REQUEST_ICON
from assistant.desk.conversation import ICON as TALK_ICON
from assistant.desk.drawing import draw
from assistant.desk.finance_topic import place_of
from assistant.desk.history import past_line
from assistant.desk.places import topic_of
from assistant.desk.talking import number_here, say_here
from assistant.desk.tap import TapAnswer
from assistant.domain.acting.model import Act, WantedAct
from assistant.domain.acting.wanting import want_act
from assistant.domain.support.directory import FoundPerson, LinkedAccount, Profile
from assistant.domain.support.news import (
    FoundPeople,
    HistoryShown,
    NobodyThere,
    ProfileShown,
    WritesFirst,
)
from assistant.domain.words import Arg, Carries, Plain, Say, StaffMessage, Tap
from assistant.domain.work import Work
from assistant.messages import command_of

FIND_COMMAND, HISTORY_COMMAND, FIGURES_COMMAND = "cari", "riwayat", "angka"
COMMANDS = (FIND_COMMAND, HISTORY_COMMAND, FIGURES_COMMAND)
LONGEST = 200
"""Characters of what is looked for."""


def add_finding(router: Router) -> None:
    router.callback_query.register(_tapped, FindButton.filter())
    router.message.register(_find, command_of(FIND_COMMAND))
    router.message.register(_history, command_of(HISTORY_COMMAND))
    router.message.register(_figures, command_of(FIGURES_COMMAND))


async def _find(message: Message, command: CommandObject, work: Work, key: str) -> None:
    text = (command.args or "").strip()
    if not text:
        await say_here(work, message, key, "desk-find-how")
        return
    await _want(work, message, Act.FIND, text)


async def _history(message: Message, command: CommandObject, work: Work, key: str) -> None:
    """Without words after it, of the conversation whose topic this is."""
    text = (command.args or "").strip() or await number_here(work, message)
    if not text:
        await say_here(work, message, key, "desk-history-how")
        return
    await _want(work, message, Act.HISTORY, text)


async def _figures(message: Message, command: CommandObject, work: Work) -> None:
    """Of this week, or of the week or the month that stands after it."""
    await _want(work, message, Act.FIGURES, (command.args or "").strip())


async def _want(work: Work, message: Message, act: Act, text: str) -> None:
    who = message.from_user
    if who is not None:
        place, thread = await place_of(work, message), topic_of(message)
        await want_act(
            work, who.id, who.full_name, act, text=text[:LONGEST], place=place, thread=thread
        )


async def _tapped(
    query: CallbackQuery, callback_data: FindButton, work: Work, tap: TapAnswer
) -> None:
    if not isinstance(query.message, Message):
        return
    who, thread = query.from_user, topic_of(query.message)
    place = await place_of(work, query.message)
    act, subject = callback_data.act, str(callback_data.person)
    await want_act(work, who.id, who.full_name, act, subject, place=place, thread=thread)
    if act is Act.WRITE_FIRST:
        tap.say("desk-writing-first")


def _answer(
    wanted: WantedAct, key: str, args: dict[str, Arg], buttons: tuple[Tap, ...] = ()
) -> StaffMessage:
    """Where it was asked."""
    return StaffMessage(key, args, wanted.place, buttons=buttons, thread=wanted.thread)


def _page(label: str, page: str, account: str, name: str) -> Iterator[Tap]:
    if page:
        yield Tap(label, args={"account": name}, url=page.replace("{id}", account))


# Who was found


@draw.register
def _found(news: FoundPeople) -> StaffMessage:
    what: dict[str, Arg] = {"what": news.wanted.text}
    silent = () if news.asked else (Say("desk-find-portal-silent"),)
    if not news.people and not news.alone:
        return _answer(news.wanted, "desk-find-nobody", {**what, "notes": silent})
    lines = [_known(one) for one in news.people]
    lines += [
        Say("desk-find-alone", {"account": one.label, "what": one.what}) for one in news.alone
    ]
    buttons = [
        Tap("desk-find-btn", FindButton.of(Act.PROFILE, one.person.id), {"name": one.person.name})
        for one in news.people
    ]
    for one in news.alone:
        buttons += _page("desk-find-btn-portal", news.page, one.account, one.label)
    said = "desk-find-near" if news.near else "desk-find"
    return _answer(news.wanted, said, {**what, "lines": (*lines, *silent)}, tuple(buttons))


def _known(one: FoundPerson) -> Say:
    about: dict[str, Plain] = {
        "name": one.person.name,
        "accounts": ", ".join(one.accounts) or "—",
        "what": ", ".join(one.what),
    }
    if one.person.username:
        return Say("desk-find-person-at", {**about, "username": one.person.username})
    return Say("desk-find-person", about)


# A profile


@draw.register
def _profile(news: ProfileShown) -> StaffMessage:
    profile = news.profile
    id_, name = profile.person.id, profile.person.name
    buttons = [Tap("desk-profile-btn-write", FindButton.of(Act.WRITE_FIRST, id_))]
    if profile.topic is not None:
        buttons.append(Tap("desk-profile-btn-topic", url=profile.topic.url))
    for one in profile.accounts:
        buttons += _page("desk-find-btn-portal", news.page, one.account, one.label)
    about: dict[str, Arg] = {"name": name, "id": str(id_), "lines": tuple(_told(profile))}
    return _answer(news.wanted, "desk-profile", about, tuple(buttons))


def _told(profile: Profile) -> Iterator[Say]:
    person = profile.person
    if person.username:
        yield Say("desk-profile-username", {"username": person.username})
    if not person.chat_open:
        yield Say("desk-profile-blocked")
    if profile.muted:
        yield Say("desk-talk-muted")
    yield Say("desk-profile-accounts" if profile.accounts else "desk-profile-no-account")
    yield from map(_account, profile.accounts)
    if profile.requests:
        yield Say("desk-profile-requests")
    for request in profile.requests:
        yield Say(
            "desk-profile-request",
            {
                "icon": REQUEST_ICON[request.state],
                "number": request.number,
                "from": request.from_label,
                "to": request.to_label or request.to_email,
                "at": request.created_at,
            },
        )
    if profile.conversations:
        yield Say("desk-profile-talks")
    for talk in profile.conversations:
        yield Say(
            "desk-profile-talk",
            {"icon": TALK_ICON[talk.state], "number": talk.number, "at": talk.updated_at},
        )
    if profile.fakturs:
        yield Say("desk-profile-fakturs")
    for one in profile.fakturs:
        yield Say(
            "desk-profile-faktur",
            {"number": one.number, "invoice": one.invoice, "account": one.account, "at": one.at},
        )


def _account(one: LinkedAccount) -> Say:
    key = "desk-profile-account" if one.stands else "desk-profile-account-over"
    return Say(
        key,
        {
            "id": one.account,
            "account": one.label,
            "email": one.email,
            "npwp": one.npwp or "—",
            "at": one.proven_at,
        },
    )


@draw.register
def _nobody(news: NobodyThere) -> StaffMessage:
    return _answer(news.wanted, "desk-profile-gone", {})


@draw.register
def _writes(news: WritesFirst) -> StaffMessage:
    """In the conversation's topic; whoever wanted to write is called there by name."""
    wanted = news.wanted
    about: dict[str, Arg] = {"name": news.name, "by": wanted.staff_name, "id": str(wanted.staff)}
    return StaffMessage("desk-write-first", about, topic=news.number, carries=Carries(news.number))


# What happened


@draw.register
def _past(news: HistoryShown) -> StaffMessage:
    if not news.past:
        return _answer(news.wanted, "desk-history-none", {"of": news.of})
    lines = tuple(map(past_line, news.past))
    return _answer(news.wanted, "desk-history", {"of": news.of, "lines": lines})
