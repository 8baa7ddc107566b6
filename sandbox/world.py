"""The world that the Bot API and the control API both act upon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sandbox.files import Files
from sandbox.hub import Hub
from sandbox.model import (
    ANONYMOUS_ADMIN,
    GENERAL_TOPIC,
    STAFF_GROUP_ID,
    Chat,
    Clock,
    Json,
    Person,
    StoredMessage,
    Topic,
    default_chats,
    default_people,
)
from sandbox.store import Store
from sandbox.updates import UpdateQueue

REMEMBERED_KEYBOARDS = 20
BOT_SETTINGS = ("commands:", "text:", "menu:", "webhook", "allowed_updates")


@dataclass(frozen=True, slots=True)
class Draft:
    """A message about to be put into a chat."""

    content: Json
    """Its own fields: text and entities, document and caption, or a service field."""
    sender: Person | None = None
    """None: the bot."""
    anonymous: bool = False
    thread_id: int | None = None
    reply_to: StoredMessage | None = None
    opens_topic: bool = False
    """The first message of a topic, whose id becomes the topic's."""
    markup: Json | None = None
    """Any reply markup; only an inline keyboard stays part of the message."""


class World:
    """People, chats and messages; every change is kept, announced and, when due, queued as an
    update for the bot."""

    def __init__(
        self, store: Store, hub: Hub, clock: Clock, new_id: Callable[[], str], bot_id: int
    ) -> None:
        self.store = store
        self.hub = hub
        self.clock = clock
        self.new_id = new_id
        self.bot_id = bot_id
        self.files = Files(store, new_id)
        self.updates = UpdateQueue(store, clock)
        if not store.people():
            self._begin()
        if store.person(bot_id) is None:
            raise ValueError("the data folder holds the world of another bot (another token)")

    def _begin(self) -> None:
        people = default_people(self.bot_id)
        with self.store.transaction():
            for person in people:
                self.store.save_person(person)
            for chat in default_chats(people):
                self.store.save_chat(chat)

    def reset(self, keep_bot: bool) -> None:
        """The world as at first start. Numbers go on, as Telegram's do: an update id or a message
        id is never used twice. ``keep_bot`` leaves the bot's webhook, commands and texts."""
        with self.store.transaction():
            self.store.forget_world()
            self.store.drop("reaction:")
            if not keep_bot:
                for prefix in BOT_SETTINGS:
                    self.store.drop(prefix)
            self._begin()
        self.updates.changed()
        self.hub.publish("reset")

    @property
    def now(self) -> int:
        return int(self.clock())

    @property
    def bot(self) -> Person:
        bot = self.store.person(self.bot_id)
        if bot is None:
            raise LookupError("there is no bot")
        return bot

    @property
    def group(self) -> Chat:
        chat = self.store.chat(STAFF_GROUP_ID)
        if chat is None:
            raise LookupError("there is no staff group")
        return chat

    def api_chat(self, chat: Chat) -> Json:
        """The Bot API ``Chat``."""
        person = self.store.person(chat.id) if chat.is_private else None
        if person is None:
            shown: Json = {"id": chat.id, "title": chat.title, "type": chat.type}
            return {**shown, "is_forum": True} if chat.is_forum else shown
        wanted = ("id", "first_name", "last_name", "username")
        user = person.api()
        return {**{key: user[key] for key in wanted if key in user}, "type": chat.type}

    # Messages

    def post(self, chat: Chat, draft: Draft) -> StoredMessage:
        """Put a message into a chat. One of a person also becomes an update."""
        message_id = self._next_message_id(chat)
        if draft.opens_topic:
            draft = replace(draft, thread_id=message_id)
        by_bot = draft.sender is None
        api = self._envelope(chat, draft, message_id)
        kind = _markup_kind(draft.markup)
        if kind == "inline_keyboard":
            api["reply_markup"] = draft.markup
        stored = StoredMessage(
            chat_id=chat.id,
            message_id=message_id,
            api=api,
            thread_id=draft.thread_id,
            out=by_bot,
            frozen=kind not in ("", "inline_keyboard"),
        )
        self.store.save_message(stored)
        self._update_screen(chat, draft, stored, kind)
        if self._bot_learns(chat, draft, stored):
            self.updates.add("message", f"chat:{chat.id}", api)
        self._announce("message", stored)
        return stored

    def _bot_learns(self, chat: Chat, draft: Draft, stored: StoredMessage) -> bool:
        """Whether a message becomes an update. Privacy mode is on: in a group where the bot is no
        administrator it sees only commands and replies to its own messages."""
        if chat.is_private:
            return not stored.out
        bot = chat.member(self.bot)
        if not bot.in_group:
            return False
        if stored.out:
            return _is_group_service(draft.content)
        if any(key in draft.content for key in MEMBER_SERVICE):
            return True
        command = any(e["type"] == "bot_command" for e in stored.api.get("entities", []))
        to_bot = draft.reply_to is not None and draft.reply_to.out
        return bot.standing == "administrator" or command or to_bot

    def _next_message_id(self, chat: Chat) -> int:
        # Private chats of an account share one sequence; a supergroup has its own.
        scope = "private" if chat.is_private else str(chat.id)
        return self.store.count(f"message_id:{scope}", first=101 if chat.is_private else 2)

    def _envelope(self, chat: Chat, draft: Draft, message_id: int) -> Json:
        api: Json = {"message_id": message_id}
        api |= self._origin(chat, draft)
        api |= {"chat": self.api_chat(chat), "date": self.now}
        api |= self._place(chat, draft)
        return api | draft.content

    def _origin(self, chat: Chat, draft: Draft) -> Json:
        if draft.sender is None:
            return {"from": self.bot.api()}
        if draft.anonymous:
            return {"from": ANONYMOUS_ADMIN, "sender_chat": self.api_chat(chat)}
        return {"from": draft.sender.api()}

    def _place(self, chat: Chat, draft: Draft) -> Json:
        """Thread and reply fields, with the habits of forum groups: in a topic every message
        replies at least to the topic's first; in General a reply carries a thread id too, which
        is no topic."""
        reply = draft.reply_to
        if draft.thread_id is not None:
            place: Json = {"message_thread_id": draft.thread_id, "is_topic_message": True}
            reply = reply or self.store.message(chat.id, draft.thread_id)
        elif reply is not None and not chat.is_private:
            place = {"message_thread_id": reply.api.get("message_thread_id", reply.message_id)}
        else:
            place = {}
        if reply is not None:
            quoted = {k: v for k, v in reply.api.items() if k != "reply_to_message"}
            place["reply_to_message"] = quoted
        return place

    def _update_screen(self, chat: Chat, draft: Draft, stored: StoredMessage, kind: str) -> None:
        """What the client shows beside the messages: reply keyboard, reply wanted, typing."""
        changed = chat
        if draft.sender is None:
            changed = replace(changed, typing=None)
            if kind == "keyboard":
                changed = replace(changed, reply_keyboard=draft.markup, force_reply=None)
            elif kind == "remove_keyboard":
                changed = replace(changed, reply_keyboard=None, force_reply=None)
            elif kind == "force_reply":
                changed = replace(changed, force_reply=stored.message_id)
        else:
            changed = replace(changed, force_reply=None)
            if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
                changed = replace(changed, reply_keyboard=None)
        if changed != chat:
            self.store.save_chat(changed)

    def change(self, message: StoredMessage, content: Json, markup: Json | None) -> StoredMessage:
        """Edit a message of the bot: replace its own fields and its inline keyboard."""
        api = {key: value for key, value in message.api.items() if key != "reply_markup"}
        api = {**{k: v for k, v in api.items() if k not in EDITABLE}, **content}
        api["edit_date"] = self.now
        if markup is not None:
            api["reply_markup"] = markup
        keyboards = message.keyboards
        if message.inline_keyboard is not None and message.inline_keyboard != markup:
            keyboards = (*keyboards, message.inline_keyboard)[-REMEMBERED_KEYBOARDS:]
        changed = replace(message, api=api, keyboards=keyboards)
        self.store.save_message(changed)
        self._announce("edited", changed)
        return changed

    def react(self, message: StoredMessage, emoji: str | None) -> None:
        """The bot's reaction under it. The Bot API tells nobody of it but who asked to hear."""
        self.store.put(_reaction(message), emoji or "")
        self._announce("edited", message)

    def reaction(self, message: StoredMessage) -> str:
        """The emoji; empty without one."""
        return str(self.store.get(_reaction(message)) or "")

    def remove(self, message: StoredMessage) -> None:
        self.store.mark_deleted(message)
        self._announce("deleted", message)

    def visible(self, chat_id: int, message_id: int) -> StoredMessage | None:
        message = self.store.message(chat_id, message_id)
        return None if message is None or message.deleted else message

    def _announce(self, kind: str, message: StoredMessage) -> None:
        self.hub.publish(
            kind,
            chat=message.chat_id,
            topic=message.thread_id,
            message_id=message.message_id,
        )

    # Chats and people

    def save_chat(self, chat: Chat) -> None:
        self.store.save_chat(chat)
        self.hub.publish("chat", chat=chat.id)

    def save_person(self, person: Person) -> None:
        self.store.save_person(person)
        self.hub.publish("chat", chat=person.id)

    def post_topic(self, chat: Chat, created: Json) -> int:
        """Open a topic by its service message (``forum_topic_created``); returns its id."""
        service = Draft({"forum_topic_created": created}, opens_topic=True)
        topic_id = self.post(chat, service).message_id
        emoji = created.get("icon_custom_emoji_id")
        topic = Topic(topic_id, created["name"], created["icon_color"], emoji)
        self.save_chat(chat.with_topic(topic))
        return topic_id

    def remove_topic(self, chat: Chat, topic_id: int) -> None:
        """Delete a topic with all its messages."""
        for message in self.store.newest_messages(chat.id, -1, topic=topic_id):
            self.store.mark_deleted(message)
        self.save_chat(chat.without_topic(topic_id))

    def thread_of(self, topic: int | None) -> int | None:
        """The thread a topic's messages are kept under; General's have none."""
        return None if topic in (None, 0, GENERAL_TOPIC) else topic


EDITABLE = ("text", "entities", "caption", "caption_entities", "link_preview_options", "edit_date")


def _reaction(message: StoredMessage) -> str:
    return f"reaction:{message.chat_id}:{message.message_id}"


def _markup_kind(markup: Json | None) -> str:
    if markup is None:
        return ""
    kinds = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
    return next(kind for kind in kinds if kind in markup)


MEMBER_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)
"""What a group says of itself, which every bot in it sees."""


def _is_group_service(content: Json) -> bool:
    """Service messages that a bot causes in a group come back to it as updates."""
    return any(key.startswith(("forum_topic_", "pinned_message")) for key in content)
