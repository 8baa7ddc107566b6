"""Who waits: the message pinned in General, the lists behind its buttons and ``/antrean``, and the
reminders in the topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import QueueButton
from assistant.desk.drawing import draw
from assistant.desk.lines import LONGEST_NAME, MOST_LINES, CardLine
from assistant.desk.places import topic_of
from assistant.domain.support.hours import Late
from assistant.domain.support.news import WaitsLong
from assistant.domain.support.queue import Hand, QueueCounts, Waiting, Which
from assistant.domain.words import Arg, Plain, Say, StaffMessage, Tap
from assistant.domain.work import Work
from assistant.messages import command_of
from assistant.texts import Texts

QUEUE_COMMAND, QUEUE_SPELT = "antrean", "antrian"
_LISTS: Mapping[Which, tuple[str, str]] = {
    Which.NOBODYS: ("desk-queue-nobodys", "desk-queue-btn-nobodys"),
    Which.MINE: ("desk-queue-mine", "desk-queue-btn-mine"),
    Which.OVERDUE: ("desk-queue-overdue", "desk-queue-btn-overdue"),
    Which.CUSTOMER: ("desk-queue-customer", "desk-queue-btn-customer"),
}
"""The title of each list, and its button."""
_LATE: Mapping[Late, tuple[str, str]] = {
    Late.HALF: ("desk-late-answer-half", "desk-late-decision-half"),
    Late.FULL: ("desk-late-answer-full", "desk-late-decision-full"),
    Late.TWICE: ("desk-late-answer-twice", "desk-late-decision-twice"),
}
"""An answer, and a decision."""


def draw_queue(texts: Texts, locale: str, counts: QueueCounts, now: datetime) -> dict[str, Any]:
    """The pinned message, in General. What it says stays true until it is drawn again: it tells
    since when the oldest waits, and how long only in steps."""
    lines = [texts.html(locale, line.key, line.args) for line in _lines(counts, now)]
    return {
        "text": "\n".join(lines),
        "markup": {"inline_keyboard": _keyboard(texts, locale, counts)},
        "thread": None,
        "pin": True,
    }


def _lines(counts: QueueCounts, now: datetime) -> Iterator[CardLine]:
    yield CardLine("desk-queue")
    if counts.oldest is None:
        yield CardLine("desk-queue-empty")
    else:
        yield CardLine("desk-queue-waiting", {"count": counts.waiting, "overdue": counts.overdue})
        oldest = counts.oldest
        about = {**_about(oldest), "waited": waited(now - oldest.since)}
        yield CardLine("desk-queue-oldest", about)
        for hand in counts.hands[:MOST_LINES]:
            yield _hand(hand)
    yield CardLine("desk-queue-others", {"count": counts.customer})


def _hand(hand: Hand) -> CardLine:
    if not hand.name:
        return CardLine("desk-queue-free", {"count": hand.count})
    return CardLine("desk-queue-hand", {"name": hand.name[:LONGEST_NAME], "count": hand.count})


def waited(time: timedelta) -> Say:
    """In quarters of an hour, hours, then days: true until the next step."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 15:
        return Say("desk-waited-little")
    if minutes < 60:
        return Say("desk-waited-minutes", {"count": minutes // 15 * 15})
    if minutes < 24 * 60:
        return Say("desk-waited-hours", {"count": minutes // 60})
    return Say("desk-waited-days", {"count": minutes // (24 * 60)})


def _keyboard(texts: Texts, locale: str, counts: QueueCounts) -> list[list[dict[str, str]]]:
    def button(which: Which, count: int) -> dict[str, str]:
        label = texts.plain(locale, _LISTS[which][1], {"count": count})
        return {"text": label, "callback_data": QueueButton(which=which, turn=False).pack()}

    return [
        [button(Which.NOBODYS, counts.nobodys), button(Which.MINE, 0)],
        [button(Which.OVERDUE, counts.overdue), button(Which.CUSTOMER, counts.customer)],
    ]


def _about(one: Waiting) -> dict[str, Plain]:
    return {"number": one.number, "name": one.name[:LONGEST_NAME] or "—", "since": one.since}


# Lists


def add_queue(router: Router) -> None:
    router.callback_query.register(_tapped, QueueButton.filter())
    router.message.register(_asked, command_of(QUEUE_COMMAND, QUEUE_SPELT))


async def _tapped(query: CallbackQuery, callback_data: QueueButton, work: Work, key: str) -> None:
    """A button of the pinned message brings a list, one of a list turns it into another."""
    if isinstance(query.message, Message):
        edits = query.message.message_id if callback_data.turn else None
        await _show(work, query.message, query.from_user.id, callback_data.which, key, edits)


async def _asked(message: Message, work: Work, key: str) -> None:
    """Without a choice: those whom nobody looks after. The pinned message is looked after, too."""
    if message.from_user is not None:
        await _show(work, message, message.from_user.id, Which.NOBODYS, key)
        await work.cards.touch_queue(anew=True)


async def _show(
    work: Work, message: Message, staff: int, which: Which, key: str, edits: int | None = None
) -> None:
    since = work.promise.since(work.now, Late.FULL)
    count, found = await work.queue.listed(which, staff, since, MOST_LINES)
    lines = tuple(_line(one) for one in found)
    if count > len(lines):
        lines = (*lines, Say("desk-queue-more", {"count": count - len(lines)}))
    about: dict[str, Arg] = {"title": Say(_LISTS[which][0]), "count": count, "lines": lines}
    said = StaffMessage(
        "desk-queue-list" if lines else "desk-queue-list-empty",
        about,
        thread=topic_of(message),
        buttons=tuple(
            Tap(_LISTS[other][1], QueueButton(which=other, turn=True).pack(), {"count": 0})
            for other in Which
            if other is not which
        ),
        edits=edits,
    )
    await work.desk.say(said, unique=f"desk:{key}")


def _line(one: Waiting) -> Say:
    about = {**_about(one), "hand": one.taken_by_name[:LONGEST_NAME] or "—"}
    if one.topic is None:
        return Say("desk-queue-line", about)
    return Say("desk-queue-line-link", {**about, "url": one.topic.url})


# Reminders


@draw.register
def _waits_long(news: WaitsLong) -> StaffMessage:
    overdue = news.overdue
    answer, decision = _LATE[overdue.late]
    about: dict[str, Arg] = {"since": overdue.since, "hand": _in_hand(overdue.taken_by_name)}
    if overdue.late is Late.TWICE:
        about["administrators"] = _called(news.administrators)
    key = decision if overdue.decision else answer
    return StaffMessage(key, about, topic=overdue.number)


def _in_hand(name: str) -> Say:
    return Say("desk-late-taken", {"name": name}) if name else Say("desk-late-free")


def _called(administrators: Sequence[tuple[int, str]]) -> tuple[Say, ...]:
    return tuple(
        Say("desk-late-administrator", {"id": str(id_), "name": name})
        for id_, name in administrators
    )
