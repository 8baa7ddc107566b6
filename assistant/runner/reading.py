"""An update as aiogram's types know it, without what they do not know.

Telegram adds kinds of content every few weeks. A part that can't be read is left out, and the rest
is handled: words and taps are never lost to a picture frame of tomorrow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.types import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberOwner,
    ChatMemberRestricted,
    Update,
    User,
)
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assistant.domain.ids import LARGEST

MOST_ROUNDS = 30
"""Each round takes away at least one part, or the part around one."""
_SAID = frozenset(
    {
        *("text", "caption", "photo", "document", "animation", "audio", "video", "video_note"),
        *("voice", "sticker", "story", "live_photo", "paid_media", "rich_message", "checklist"),
        *("contact", "location", "venue", "poll", "dice", "game"),
        *("forward_origin", "media_group_id", "via_bot"),
    }
)
"""What a message of a person has one of. Without any, a chat says something of itself: a pin, a
timer, a theme, a gift, or what will be new tomorrow."""
_MEMBERS: Mapping[str, type[ChatMember]] = {
    "creator": ChatMemberOwner,
    "administrator": ChatMemberAdministrator,
    "restricted": ChatMemberRestricted,
    "kicked": ChatMemberBanned,
}
_EVENTS = ("message", "edited_message", "callback_query", "my_chat_member")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ReadUpdate:
    """What could be made of an update."""

    update: Update | None
    """None: nothing that anybody here could do anything with."""
    left_out: tuple[str, ...] = ()
    """Where the parts stood that could not be read."""


def read(body: Mapping[str, Any], bot: Bot) -> ReadUpdate:
    """Never raises, whatever the body is."""
    rest: dict[str, Any] = _bounded(body)
    left_out: set[Path] = set()
    for _ in range(MOST_ROUNDS):
        _fill(rest)
        try:
            update = Update.model_validate(rest, context={"bot": bot})
            _ = update.event_type
        except ValidationError as error:
            places = _outermost(_to_blame(rest, error))
            for place in places:
                _take_away(rest, place)
            left_out.update(places)
            if () in places:
                break
        except (LookupError, RecursionError):
            break
        else:
            return ReadUpdate(update, _named(left_out))
    return ReadUpdate(None, _named(left_out))


def _bounded(value: Any) -> Any:
    """A copy, that may be changed, in which nothing stands for numbers that no bigint holds: no id
    is so large, and none could be looked for."""
    if isinstance(value, dict):
        return {name: _bounded(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_bounded(item) for item in value]
    if isinstance(value, int | float) and not abs(value) <= LARGEST:
        return None
    return value


def _fill(body: dict[str, Any]) -> None:
    """What every event has to have, where it can do without: nobody here asks when something was
    said, and in a private chat there is one person. The buttons beside the one that was tapped go:
    nobody asks for them either, and to read them takes as long as all else."""
    for kind in _EVENTS:
        event = body.get(kind)
        if not isinstance(event, dict):
            continue
        for member in ("old_chat_member", "new_chat_member"):
            _fill_member(event.get(member))
        message = event.get("message") if kind == "callback_query" else event
        if kind == "callback_query":
            if isinstance(message, dict):
                message.pop("reply_markup", None)
            event.setdefault("chat_instance", "")
            event.setdefault("id", "")  # nobody can answer it, but what it asks for can be done
        sender = event.get("from")
        if isinstance(sender, dict) and "id" in sender:  # that is who they are, whatever else
            sender.setdefault("is_bot", False)
            sender.setdefault("first_name", "?")
        if kind != "my_chat_member" and isinstance(message, dict):
            message.setdefault("date", 0)
            message.setdefault("message_id", 0)
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and chat.get("type") == "private":
            name = chat.get("first_name")
            person = {"id": chat.get("id"), "is_bot": False, "first_name": name or "?"}
            event.setdefault("from", person)
            answered = event.get("reply_to_message")
            if isinstance(answered, dict) and not answered.get("from"):
                del event["reply_to_message"]  # nobody's; aiogram-dialog takes it for somebody's


def _fill_member(member: Any) -> None:
    """A Bot API server of another release says nothing of rights that it does not know."""
    status = member.get("status") if isinstance(member, dict) else None
    kind = _MEMBERS.get(status) if isinstance(status, str) else None
    for name, field in kind.model_fields.items() if kind else ():
        if field.is_required() and name != "user":
            member.setdefault(name, 0 if name == "until_date" else False)


def _to_blame(body: dict[str, Any], error: ValidationError) -> set[Path]:
    """Where what can't be read stands. Of the kinds that a part may be, an error names each that it
    is not: only what is wrong by the kind that it says it is counts, and all of it if it says none
    that we know."""
    blamed: set[Path] = set()
    tried: dict[Path, dict[str, list[ErrorDetails]]] = {}
    for one in error.errors(include_url=False):
        place, kind = _place(body, one["loc"])
        if kind is None:
            blamed.add(place)
        else:
            tried.setdefault(place, {}).setdefault(kind, []).append(one)
    for place, kinds in tried.items():
        fitting = [errors for errors in kinds.values() if not _denied(errors, place)]
        nearest = min(fitting, key=len, default=None)
        blamed |= {place} if nearest is None else {_innermost(body, e["loc"]) for e in nearest}
    return blamed


def _place(body: Any, loc: Sequence[str | int]) -> tuple[Path, str | None]:
    """The part an error is about, up to the first choice between kinds, and the kind tried."""
    place: list[str | int] = []
    for step in loc:
        if _has(body, step):
            body = body[step]
            place.append(step)
        elif isinstance(step, str) and step[:1].isupper():
            return tuple(place), step
        else:
            break
    return tuple(place), None


def _innermost(body: Any, loc: Sequence[str | int]) -> Path:
    """The innermost part that is there: what is missing is not, nor are the kinds tried."""
    place: list[str | int] = []
    for step in loc:
        if _has(body, step):
            body = body[step]
            place.append(step)
    return tuple(place)


def _has(body: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(body, list) and step < len(body)
    return isinstance(body, dict) and step in body


def _denied(errors: Sequence[ErrorDetails], place: Path) -> bool:
    """It says itself that it is not of this kind, by its ``type``, ``status`` or ``date``."""
    depth = len(place) + 2
    return any(one["type"] == "literal_error" and len(one["loc"]) == depth for one in errors)


def _outermost(places: set[Path]) -> list[Path]:
    """Those within no other, the last ones of a list first."""
    kept = [one for one in places if not any(one[:n] in places for n in range(len(one)))]
    return sorted(kept, key=lambda place: [str(step).zfill(9) for step in place], reverse=True)


def _named(places: set[Path]) -> tuple[str, ...]:
    return tuple(".".join(map(str, place)) for place in reversed(_outermost(places)))


def _take_away(body: Any, place: Path) -> None:
    if not place:
        return
    for step in place[:-1]:
        body = body[step]
    del body[place[-1]]


def is_said(message: Any) -> bool:
    """Whether a person said something by this message."""
    return not isinstance(message, Mapping) or not _SAID.isdisjoint(message)


def tap_of(body: Mapping[str, Any]) -> str | None:
    """By what a tap is answered, also where nothing else of it can be read."""
    query = body.get("callback_query")
    id_ = query.get("id") if isinstance(query, Mapping) else None
    return id_ if isinstance(id_, str) and id_ else None


def raw_sender(body: Mapping[str, Any]) -> User | None:
    """Who sent it, as far as that can be read by itself."""
    for kind in _EVENTS:
        event = body.get(kind)
        sender = event.get("from") if isinstance(event, Mapping) else None
        if isinstance(sender, Mapping):
            names = ("id", "is_bot", "first_name", "username", "language_code")
            try:
                return User.model_validate({name: sender.get(name) for name in names})
            except ValidationError:
                return None
    return None
