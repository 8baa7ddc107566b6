"""One Bot API call under way, and whom it may touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.errors import bad_request, forbidden, migrated
from sandbox.files import Upload
from sandbox.incoming import ATTACHMENT
from sandbox.model import GENERAL_TOPIC, Chat, Json, Person, StoredMessage
from sandbox.world import World

NOT_SERVED = (
    "business_connection_id",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
    "suggested_post_parameters",
    "inline_message_id",
    "rich_message",
)
"""Parameters of the API that the sandbox refuses rather than pretends to obey."""


@dataclass(frozen=True, slots=True)
class Call:
    world: World
    values: Json
    """The parameters, in their own types."""
    files: dict[str, Upload]

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)

    def refuse_unserved(self) -> None:
        for name in NOT_SERVED:
            if self.values.get(name):
                raise bad_request(f"the sandbox does not serve the parameter {name}")

    def upload(self, name: str, value: str | None = None) -> Upload | None:
        """The file sent as the parameter or attached under the name it gives."""
        reference = value if value is not None else self.values.get(name)
        if reference is None:
            return self.files.get(name)
        if not str(reference).startswith(ATTACHMENT):
            return None
        upload = self.files.get(str(reference).removeprefix(ATTACHMENT))
        if upload is None:
            raise bad_request(f"file must be attached: {reference}")
        return upload

    # Whom and what it is about

    def chat(self) -> Chat:
        """The chat named, as far as the bot knows it. Raises "chat not found" or a 403."""
        chat = self._any_chat()
        person = self._partner(chat)
        if person is not None and not person.started and not person.in_group:
            raise bad_request("chat not found")
        if not chat.is_private:
            self._check_membership(chat)
        return chat

    def chat_to_write(self) -> Chat:
        """The chat named, if the bot may write there now."""
        chat = self._any_chat()
        person = self._partner(chat)
        if person is None:
            self._check_membership(chat)
            if chat.member(self.world.bot).standing == "restricted":
                raise bad_request("not enough rights to send text messages to the chat")
        elif person.deactivated:
            raise forbidden("user is deactivated")
        elif person.blocked:
            raise forbidden("bot was blocked by the user")
        elif not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def _any_chat(self) -> Chat:
        chat_id = self.get("chat_id")
        chat = self.world.store.chat(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _partner(self, chat: Chat) -> Person | None:
        return self.world.store.person(chat.id) if chat.is_private else None

    def _check_membership(self, chat: Chat) -> None:
        if chat.moved_to is not None:
            raise migrated(chat.moved_to)
        standing = chat.member(self.world.bot).standing
        if standing == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if standing == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")

    def has_right(self, right: str) -> bool:
        bot = self._any_chat().member(self.world.bot)
        return bot.standing == "administrator" and right in bot.rights

    def thread(self, chat: Chat) -> int | None:
        """The topic named, if the bot may write there. The General topic can't be named."""
        topic_id = self.get("message_thread_id")
        if not topic_id:
            return None
        topic = chat.topic(topic_id)
        if topic is None or topic_id == GENERAL_TOPIC:
            raise bad_request("message thread not found")
        if topic.closed and not self.has_right("can_manage_topics"):
            raise bad_request("TOPIC_CLOSED")
        return int(topic_id)

    def reply_target(self, chat: Chat) -> StoredMessage | None:
        wanted = self.get("reply_parameters") or {}
        if "message_id" not in wanted:
            return None
        if wanted.get("chat_id") not in (None, chat.id):
            raise bad_request("the sandbox does not serve replies across chats")
        found = self.world.visible(chat.id, wanted["message_id"])
        if found is None and not wanted.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return found

    def own_message(self, chat: Chat) -> StoredMessage:
        """The bot's message to edit. Raises "message to edit not found" or "… can't be edited"."""
        if not self.get("message_id"):
            raise bad_request("message identifier is not specified")
        message = self.world.visible(chat.id, self.values["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if not message.out or message.frozen:
            raise bad_request("message can't be edited")
        return message
