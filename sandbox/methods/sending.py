"""Messages, files and chat actions that the bot sends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.fields import known_only, problems
from sandbox.formatting import format_caption, format_text
from sandbox.markup import read_markup
from sandbox.model import Chat, Json
from sandbox.world import Draft

ALBUM_SIZE = range(2, 11)
TYPING_SECONDS = 5.0
ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


def send_message(call: Call) -> Json:
    chat = call.chat_to_write()
    content = format_text(call.values)
    if call.get("link_preview_options"):
        content["link_preview_options"] = call.values["link_preview_options"]
    return _send(call, chat, content)


def send_document(call: Call) -> Json:
    chat = call.chat_to_write()
    content = {"document": _document(call, "document"), **format_caption(call.values)}
    return _send(call, chat, content)


def send_photo(call: Call) -> Json:
    chat = call.chat_to_write()
    content = {"photo": _photo(call, "photo"), **format_caption(call.values)}
    return _send(call, chat, content)


def send_media_group(call: Call) -> list[Json]:
    chat = call.chat_to_write()
    media = call.values["media"]
    if not isinstance(media, list):
        raise bad_request("can't parse media: expected an Array of InputMedia")
    if len(media) not in ALBUM_SIZE:
        raise bad_request("wrong number of items in the album: 2-10 are allowed")
    for item in media:
        _check_item(item)
    if len({item["type"] for item in media}) > 1:
        raise bad_request("documents can't be mixed with other media types")
    group = {"media_group_id": str(call.world.store.count("media_group"))}
    contents = [_album_item(call, item) for item in media]
    return [_send(call, chat, {**group, **content}) for content in contents]


def send_chat_action(call: Call) -> bool:
    chat = call.chat_to_write()
    call.thread(chat)
    action = call.values["action"]
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    until = call.world.clock() + TYPING_SECONDS
    call.world.store.save_chat(replace(chat, typing=action, typing_until=until))
    call.world.hub.publish("typing", chat=chat.id, action=action)
    return True


def _send(call: Call, chat: Chat, content: Json) -> Json:
    draft = Draft(
        content=content,
        thread_id=call.thread(chat),
        reply_to=call.reply_target(chat),
        markup=read_markup(call.get("reply_markup")),
    )
    if call.get("protect_content"):
        content["has_protected_content"] = True
    return call.world.post(chat, draft).api


def _check_item(item: Any) -> None:
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in ("document", "photo"):
        raise bad_request(f"can't parse InputMedia: the sandbox does not serve the type {kind}")
    wrong = problems("InputMediaDocument", known_only("InputMediaDocument", item))
    if wrong:
        raise bad_request(f"can't parse InputMedia: {wrong[0]}")


def _album_item(call: Call, item: Json) -> Json:
    caption = format_caption(item)
    if item["type"] == "photo":
        return {"photo": _photo(call, "media", item["media"]), **caption}
    return {"document": _document(call, "media", item["media"]), **caption}


def _document(call: Call, name: str, value: str | None = None) -> Json:
    upload = call.upload(name, value)
    files = call.world.files
    if upload is not None:
        return files.add_document(upload)
    return files.reuse(value or call.values[name], "Document")


def _photo(call: Call, name: str, value: str | None = None) -> list[Json]:
    upload = call.upload(name, value)
    files = call.world.files
    if upload is not None:
        return [files.add_photo(upload)]
    return [files.reuse(value or call.values[name], "Photo")]


METHODS = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
}
