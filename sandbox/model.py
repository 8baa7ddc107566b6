"""What the sandbox keeps: people, chats with topics, messages; and the world at first start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

Json = dict[str, Any]
Clock = Callable[[], float]
"""Unix seconds."""

GENERAL_TOPIC = 1
"""The id of a forum's General topic; it may never be named when sending."""
DEFAULT_ICON_COLOR = 7322096
STAFF_GROUP_ID = -1002000000001
ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
MODERATOR_ID = 700000099
BOT_RIGHTS = ("can_manage_topics", "can_pin_messages", "can_delete_messages")


@dataclass(frozen=True, slots=True)
class Person:
    """A Telegram user, or the bot itself, with their standing in the staff group."""

    id: int
    first_name: str
    role: str
    """``customer``, ``staff`` or ``bot``."""
    last_name: str | None = None
    username: str | None = None
    language_code: str = "id"
    standing: str = "left"
    """``creator``, ``administrator``, ``member``, ``restricted`` (may not write), ``left`` or
    ``kicked``."""
    anonymous: bool = False
    started: bool = False
    """Whether they ever wrote to the bot; until then it may not write to them."""
    blocked: bool = False
    deactivated: bool = False
    rights: tuple[str, ...] = ()
    """What an administrator bot may do in the staff group."""

    @property
    def is_bot(self) -> bool:
        return self.role == "bot"

    @property
    def in_group(self) -> bool:
        return self.standing in ("creator", "administrator", "member", "restricted")

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def api(self) -> Json:
        """The Bot API ``User``."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if not self.is_bot:
            user["language_code"] = self.language_code
        return user

    def to_json(self) -> Json:
        return asdict(self)

    @classmethod
    def from_json(cls, body: Json) -> Person:
        return cls(**{**body, "rights": tuple(body["rights"])})


MODERATOR = Person(MODERATOR_ID, "Moderator", "bot", username="moderator_contoh_bot")
"""Another bot, which keeps order in groups."""


@dataclass(frozen=True, slots=True)
class Topic:
    id: int
    name: str
    icon_color: int = DEFAULT_ICON_COLOR
    icon_custom_emoji_id: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat (its id is the person's), the staff group, or a company's group."""

    id: int
    type: str
    title: str | None = None
    is_forum: bool = False
    topics: tuple[Topic, ...] = ()
    pinned: tuple[int, ...] = ()
    reply_keyboard: Json | None = None
    """The ReplyKeyboardMarkup on the client's screen."""
    force_reply: int | None = None
    """The message that asked for a reply and has none yet."""
    typing: str | None = None
    typing_until: float = 0.0
    members: tuple[tuple[int, str], ...] = ()
    """Who is in a company's group: (person or bot, standing). In the staff group each person
    carries their own standing."""
    moved_to: int | None = None
    """The supergroup that this group became."""

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    def member(self, person: Person) -> Person:
        """The person (or the bot) with their standing in this group."""
        if self.id == STAFF_GROUP_ID:
            return person
        standing = dict(self.members).get(person.id, "left")
        return replace(person, standing=standing, anonymous=False, rights=())

    def with_member(self, person: int, standing: str) -> Chat:
        return replace(self, members=tuple((dict(self.members) | {person: standing}).items()))

    def topic(self, topic_id: int) -> Topic | None:
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def with_topic(self, changed: Topic) -> Chat:
        """This chat with the topic of the same id replaced, or the new one added."""
        if self.topic(changed.id) is None:
            return replace(self, topics=(*self.topics, changed))
        topics = tuple(changed if topic.id == changed.id else topic for topic in self.topics)
        return replace(self, topics=topics)

    def without_topic(self, topic_id: int) -> Chat:
        return replace(self, topics=tuple(t for t in self.topics if t.id != topic_id))

    def to_json(self) -> Json:
        return asdict(self)

    @classmethod
    def from_json(cls, body: Json) -> Chat:
        topics = tuple(Topic(**topic) for topic in body["topics"])
        members = tuple((person, standing) for person, standing in body.get("members", ()))
        listed = {"topics": topics, "pinned": tuple(body["pinned"]), "members": members}
        return cls(**{**body, **listed})


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message with what the Bot API does not show of it."""

    chat_id: int
    message_id: int
    api: Json
    """The Bot API ``Message`` as it is now."""
    thread_id: int | None = None
    """The forum topic it is in; None for General and for chats without topics."""
    out: bool = False
    """Written by the bot."""
    deleted: bool = False
    frozen: bool = False
    """Carries a reply keyboard, its removal or ForceReply: it can't be edited."""
    keyboards: tuple[Json, ...] = ()
    """Inline keyboards it carried earlier, oldest first: a stale client still shows them."""

    @property
    def text(self) -> str:
        return str(self.api.get("text") or self.api.get("caption") or "")

    @property
    def inline_keyboard(self) -> Json | None:
        return self.api.get("reply_markup")


def default_people(bot_id: int) -> list[Person]:
    """The people of a new world, and the bot."""
    customer, staff = "customer", "staff"
    return [
        Person(
            bot_id,
            "Asisten CloudKilat",
            "bot",
            username="cloudkilat_bot",
            standing="administrator",
            rights=BOT_RIGHTS,
        ),
        Person(1001, "Budi", customer, "Santoso", "budi_santoso"),
        Person(1002, "Siti", customer, "Rahma", "siti_rahma"),
        Person(1003, "Andi", customer, "Wijaya", None, "en"),
        Person(1004, "Maya", customer, "Putri"),
        Person(2001, "Rina", staff, "Kusuma", standing="creator"),
        Person(2002, "Dewi", staff, "Lestari", standing="administrator"),
        Person(2003, "Agus", staff, "Halim", standing="member"),
        Person(2004, "Tono", staff, "Prasetyo", standing="administrator", anonymous=True),
    ]


def default_chats(people: list[Person]) -> list[Chat]:
    """A private chat for everybody, and the staff group with its General topic."""
    private = [Chat(person.id, "private") for person in people if not person.is_bot]
    group = Chat(
        STAFF_GROUP_ID,
        "supergroup",
        title="Staf CloudKilat",
        is_forum=True,
        topics=(Topic(GENERAL_TOPIC, "General"),),
    )
    return [*private, group]
