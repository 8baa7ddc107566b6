"""Forum topics of the staff group."""

from __future__ import annotations

from dataclasses import replace

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.methods.copying import icon_stickers
from sandbox.model import DEFAULT_ICON_COLOR, GENERAL_TOPIC, Chat, Json, Topic
from sandbox.world import Draft

ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
NAME_LIMIT = 128


def create_forum_topic(call: Call) -> Json:
    chat = _forum(call, "not enough rights to create a topic")
    color = call.get("icon_color", DEFAULT_ICON_COLOR)
    if color not in ICON_COLORS:
        raise bad_request("invalid icon color specified")
    created = {"name": _name(call), "icon_color": color}
    emoji = _icon(call.get("icon_custom_emoji_id"))
    if emoji:
        created["icon_custom_emoji_id"] = emoji
    topic_id = call.world.post_topic(chat, created)
    return {"message_thread_id": topic_id, **created}


def edit_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    name = _name(call) if call.get("name") else topic.name
    emoji = _icon(call.get("icon_custom_emoji_id", topic.icon_custom_emoji_id))
    changed = replace(topic, name=name, icon_custom_emoji_id=emoji)
    if changed == topic:
        raise bad_request("TOPIC_NOT_MODIFIED")
    edited: Json = {}
    if name != topic.name:
        edited["name"] = name
    if emoji != topic.icon_custom_emoji_id:
        edited["icon_custom_emoji_id"] = emoji or ""
    _change(call, chat, changed, {"forum_topic_edited": edited})
    return True


def close_forum_topic(call: Call) -> bool:
    return _set_closed(call, True, "forum_topic_closed")


def reopen_forum_topic(call: Call) -> bool:
    return _set_closed(call, False, "forum_topic_reopened")


def delete_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    call.world.remove_topic(chat, topic.id)
    return True


def _set_closed(call: Call, closed: bool, service: str) -> bool:
    chat, topic = _topic(call)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    _change(call, chat, replace(topic, closed=closed), {service: {}})
    return True


def _change(call: Call, chat: Chat, topic: Topic, service: Json) -> None:
    changed = chat.with_topic(topic)
    call.world.save_chat(changed)
    call.world.post(changed, Draft(service, thread_id=topic.id))


def _forum(call: Call, refusal: str) -> Chat:
    chat = call.chat()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not call.has_right("can_manage_topics"):
        raise bad_request(refusal)
    return chat


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = _forum(call, "not enough rights to manage topics")
    topic = chat.topic(call.values["message_thread_id"])
    if topic is None or topic.id == GENERAL_TOPIC:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _icon(emoji: str | None) -> str | None:
    """Any sticker's id is no icon: those that a topic can have are asked for."""
    known = {one["custom_emoji_id"] for one in icon_stickers()}
    if emoji and emoji not in known:
        raise bad_request("DOCUMENT_INVALID")
    return emoji or None


def _name(call: Call) -> str:
    name = str(call.values["name"]).strip()
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    return name[:NAME_LIMIT]


METHODS = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
