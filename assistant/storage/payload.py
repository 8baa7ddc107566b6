"""What a delivery says and how, and the JSON that its row keeps it as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sqlalchemy import ColumnElement, cast, func
from sqlalchemy.dialects.postgresql import JSONB

from assistant.domain.words import Arg, Carries, Copy, Place, StaffMessage, Tap
from assistant.storage.codec import dump_args, dump_buttons, load_args, load_buttons

TOPIC = "transfer"
"""Where the JSON has :attr:`Payload.topic`."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What is not said is not stored."""

    key: str = ""
    """The text's; empty for a reaction."""
    args: Mapping[str, Arg] = field(default_factory=dict)
    bare: bool = False
    """Of its words nothing is cut."""
    locale: str | None = None
    """The language, where it goes to nobody who has chosen one."""
    buttons: tuple[Tap, ...] = ()
    name: str | None = None
    """The document's."""
    about: str = ""
    """What it is mailed about, if it is: of the same to one address once."""
    asked: bool = False
    """By a button of the window in this chat, which then follows it."""
    carries: Carries | None = None
    copy: Copy | None = None
    reacts: int | None = None
    """No message: a reaction under this one."""
    edits: int | None = None
    """The delivery whose message it takes the place of."""
    edits_message: int | None = None
    """The same by the message's id at Telegram."""
    answers: int | None = None
    """The message of the staff chat that it answers."""
    quotes: int | None = None
    """What was said before, whose message in this chat it answers."""
    topic: str | None = None
    """The number of the request or conversation whose topic it goes into."""
    place: Place = Place.GENERAL
    thread: int | None = None
    """The topic by its id at Telegram; wins over both."""
    prompt: int | None = None
    """The prompt that it belongs to."""
    asks: bool = False
    """Whoever is named in it is led to write a reply to it."""
    proves: str = ""
    """The request whose token its text has."""
    update: str | None = None
    """The update that wanted it, as the log names it."""

    @classmethod
    def of_staff_message(cls, message: StaffMessage) -> Payload:
        return cls(
            message.key,
            message.args,
            bare=message.whole,
            buttons=message.buttons,
            name=message.document_name,
            carries=message.carries,
            copy=message.copy,
            edits_message=message.edits,
            answers=message.answers,
            quotes=message.quotes,
            topic=message.topic,
            place=message.place,
            thread=message.thread,
            prompt=message.prompt,
            asks=message.asks,
        )

    def dump(self) -> dict[str, Any]:
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        said |= {
            "buttons": dump_buttons(self.buttons),
            "carries": asdict(self.carries) if self.carries else None,
            "copy": asdict(self.copy) if self.copy else None,
            "place": None if self.place is Place.GENERAL else self.place,
            TOPIC: said.pop("topic"),
        }
        more = {name: value for name, value in said.items() if value}
        return {**more, "key": self.key, "args": dump_args(self.args)}

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> Payload:
        """Of one that was emptied there is less, down to nothing."""
        said = {one.name: kept[one.name] for one in fields(cls) if one.name in kept}
        said |= {
            "args": load_args(kept.get("args", {})),
            "buttons": load_buttons(kept.get("buttons", ())),
            "carries": Carries(**kept["carries"]) if "carries" in kept else None,
            "copy": Copy(**kept["copy"]) if "copy" in kept else None,
            "place": Place(kept.get("place", Place.GENERAL)),
            "topic": kept.get(TOPIC),
        }
        return cls(**said)


def emptied(payload: ColumnElement[Any], *names: str) -> ColumnElement[Any]:
    """The column without what somebody said: the text's key and what ``names`` name is left."""
    kept = [part for name in ("key", *names) for part in (name, payload[name])]
    return func.jsonb_build_object(*kept, "args", cast({}, JSONB))
