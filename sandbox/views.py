"""How the control API shows people, chats and messages."""

from __future__ import annotations

from sandbox.methods.profile import commands_for
from sandbox.model import ANONYMOUS_ADMIN, Chat, Json, Person, StoredMessage
from sandbox.render import to_html
from sandbox.world import World


def user_view(person: Person) -> Json:
    shown: Json = {"id": person.id, "first_name": person.first_name}
    if person.last_name:
        shown["last_name"] = person.last_name
    if person.username:
        shown["username"] = person.username
    shown |= {"language_code": person.language_code, "role": person.role}
    if person.role != "customer":
        shown |= {"standing": person.standing, "anonymous": person.anonymous}
    return {**shown, "blocked": person.blocked, "started": person.started}


def chat_view(world: World, chat: Chat) -> Json:
    person = world.store.person(chat.id) if chat.is_private else None
    return {
        "id": chat.id,
        "type": chat.type,
        "title": person.full_name if person else chat.title,
        "is_forum": chat.is_forum,
        "topics": [
            {
                "id": topic.id,
                "name": topic.name,
                "icon_color": topic.icon_color,
                "closed": topic.closed,
            }
            for topic in chat.topics
        ],
        "pinned": list(chat.pinned),
        "members": dict(chat.members),
        "moved_to": chat.moved_to,
    }


def world_view(world: World) -> Json:
    people = {person.id: person for person in world.store.people()}
    listed = [
        chat
        for chat in world.store.chats()
        if not chat.is_private or people[chat.id].role == "customer" or people[chat.id].started
    ]
    return {
        "bot": user_view(world.bot),
        "users": [user_view(person) for person in people.values() if not person.is_bot],
        "chats": [chat_view(world, chat) for chat in listed],
        "now": world.clock(),
    }


def message_view(message: StoredMessage) -> Json:
    """The Bot API ``Message`` with what the page needs beside it."""
    api = dict(message.api)
    reply = api.get("reply_to_message")
    if reply is not None and "forum_topic_created" in reply:
        del api["reply_to_message"]  # every message of a topic replies to its first
    entities = api.get("entities") or api.get("caption_entities") or []
    return {
        **api,
        "html": to_html(message.text, entities),
        "out": message.out,
        "from_label": _label(api),
        "deleted": message.deleted,
    }


def _label(api: Json) -> str:
    sender = api["from"]
    if sender["id"] == ANONYMOUS_ADMIN["id"]:
        return str(api["sender_chat"]["title"])
    return " ".join(sender[key] for key in ("first_name", "last_name") if key in sender)


def transcript_view(world: World, chat: Chat, topic: int | None, limit: int) -> Json:
    thread_id = world.thread_of(topic)
    messages = world.store.newest_messages(
        chat.id, limit, topic=thread_id, in_general=topic is not None and thread_id is None
    )
    person = world.store.person(chat.id) if chat.is_private else None
    language = person.language_code if person else "id"
    typing = chat.typing if chat.typing_until > world.clock() else None
    return {
        "messages": [
            {**message_view(message), "reaction": world.reaction(message)}
            for message in reversed(messages)
        ],
        "typing": typing,
        "reply_keyboard": chat.reply_keyboard,
        "force_reply": chat.force_reply,
        "commands": commands_for(world.store, chat, language),
    }
