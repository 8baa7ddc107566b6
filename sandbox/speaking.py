"""What people do: write, send files, share contacts, tap buttons."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image

from sandbox.entities import Formatted
from sandbox.errors import SimError
from sandbox.files import Upload
from sandbox.formatting import TEXT_LIMIT
from sandbox.members import set_blocked
from sandbox.model import Chat, Json, Person, StoredMessage
from sandbox.render import with_detected
from sandbox.world import Draft, World

BUTTONS_SEARCHED = 50
"""How many of the newest messages are on a client's screen when it looks for a button."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person's doing became; the update id is None when the bot is not told."""

    message_ids: tuple[int, ...]
    update_id: int | None


def speak(world: World, body: Json) -> Said:
    """A person sends a message, as the control API describes it. Raises :class:`SimError`."""
    chat, person = place(world, body)
    person = _arrived(world, chat, person)
    thread_id = _thread(world, chat, person, body.get("topic"))
    reply_to = _reply_target(world, chat, body.get("reply_to"))
    before = world.updates.last_id
    ids = []
    for content in _contents(world, person, body):
        draft = Draft(
            content=content,
            sender=person,
            anonymous=not chat.is_private
            and bool(body.get("anonymous", chat.member(person).anonymous)),
            thread_id=thread_id,
            reply_to=reply_to,
        )
        # The chat is read again: each message changes what the client shows.
        current = world.store.chat(chat.id) or chat
        ids.append(world.post(current, draft).message_id)
    after = world.updates.last_id
    return Said(tuple(ids), after if after != before else None)


def place(world: World, body: Json) -> tuple[Chat, Person]:
    """The chat and the person named, if that person is in that chat."""
    chat = world.store.chat(_number(body, "chat"))
    person = world.store.person(_number(body, "from"))
    if chat is None or person is None or person.is_bot:
        raise SimError("no such chat or person", 404)
    if chat.is_private and chat.id != person.id:
        raise SimError("this private chat belongs to somebody else", 403)
    if not chat.is_private and not chat.member(person).in_group:
        raise SimError("this person is not in the group", 403)
    if chat.moved_to is not None:
        raise SimError("this group became a supergroup", 403)
    return chat, person


def _arrived(world: World, chat: Chat, person: Person) -> Person:
    """Writing to the bot starts it, and unblocks it as the client's button does."""
    if not chat.is_private:
        return person
    person = set_blocked(world, person, False)
    if not person.started:
        person = replace(person, started=True)
        world.save_person(person)
    return person


def _thread(world: World, chat: Chat, person: Person, topic: int | None) -> int | None:
    thread_id = world.thread_of(topic)
    if thread_id is None:
        return None
    found = chat.topic(thread_id)
    if found is None:
        raise SimError("no such topic", 404)
    if found.closed and person.standing == "member":
        raise SimError("the topic is closed", 403)
    return thread_id


def _reply_target(world: World, chat: Chat, message_id: int | None) -> StoredMessage | None:
    if message_id is None:
        return None
    message = world.visible(chat.id, message_id)
    if message is None:
        raise SimError("the message to reply to is not there", 404)
    return message


def _contents(world: World, person: Person, body: Json) -> list[Json]:
    """The fields of the messages to send: a long text becomes several, as clients do it."""
    if body.get("text") is not None:
        return _texts(str(body["text"]))
    if "document" in body:
        given = body["document"]
        document = world.files.add_document(_upload(given, "document.bin"), given.get("mime"))
        return [{"document": document, **_caption(body)}]
    if body.get("photo"):
        photo = world.files.add_photo(_picture(body["photo"]))
        return [{"photo": [photo], **_caption(body)}]
    for kind in ("voice", "video"):
        if body.get(kind):
            recorded = world.files.add_recording(kind, b"recorded " + kind.encode())
            return [{kind: recorded, **_caption(body)}]
    if body.get("sticker"):
        given = body["sticker"]
        emoji = given.get("emoji", "👍") if isinstance(given, dict) else "👍"
        return [{"sticker": world.files.add_sticker(emoji)}]
    if "contact" in body:
        return [{"contact": _contact(person, body["contact"])}]
    if "album" in body:
        return _album(world, body)
    if body.get("service"):  # a pin, a timer, a theme: nobody says anything
        return [dict(body["service"])]
    raise SimError("one of text, document, photo, sticker, contact, album, service is needed")


def _album(world: World, body: Json) -> list[Json]:
    """Documents sent together: a message each, which name the album; the first has the caption."""
    group = {"media_group_id": str(world.store.count("media_group"))}
    files = [
        {"document": world.files.add_document(_upload(one, "document.bin"), one.get("mime"))}
        for one in body["album"]
    ]
    return [{**group, **file, **(_caption(body) if not n else {})} for n, file in enumerate(files)]


def _texts(text: str) -> list[Json]:
    stripped = text.strip()
    if not stripped:
        raise SimError("the text is empty")
    parts = [stripped[at : at + TEXT_LIMIT] for at in range(0, len(stripped), TEXT_LIMIT)]
    return [_entities(part, "text", "entities") for part in parts]


def _caption(body: Json) -> Json:
    caption = str(body.get("caption") or "").strip()
    return _entities(caption, "caption", "caption_entities") if caption else {}


def _entities(text: str, name: str, entities: str) -> Json:
    found = with_detected(Formatted(text)).entities
    return {name: text, entities: list(found)} if found else {name: text}


def _contact(person: Person, given: Json) -> Json:
    """A contact; ``own`` is the person's own, as the share-contact button sends it."""
    contact: Json = {"phone_number": str(given.get("phone_number", "")).strip()}
    if not contact["phone_number"]:
        raise SimError("the contact has no phone_number")
    if not given.get("own"):
        name = {"first_name": given.get("first_name") or "Kontak"}
        other = {"user_id": given["user_id"]} if given.get("user_id") else {}
        return contact | name | other
    contact["first_name"] = person.first_name
    if person.last_name:
        contact["last_name"] = person.last_name
    return {**contact, "user_id": person.id}


def _upload(given: Any, default_name: str) -> Upload:
    if not isinstance(given, dict) or "path" in given:
        raise SimError("a file is {name, base64}")
    try:
        content = base64.b64decode(given.get("base64", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SimError("base64 can't be decoded") from error
    return Upload(given.get("name") or default_name, content)


def _picture(given: Any) -> Upload:
    """The picture given, or a small one of our own when just asked for a photo."""
    if isinstance(given, dict) and given:
        return _upload(given, "photo.jpg")
    picture = BytesIO()
    Image.new("RGB", (320, 240), (38, 110, 180)).save(picture, "JPEG")
    return Upload("photo.jpg", picture.getvalue())


def _number(body: Json, name: str) -> int:
    try:
        return int(body[name])
    except (KeyError, TypeError, ValueError) as error:
        raise SimError(f"{name} is missing or no number") from error


def edit(world: World, body: Json) -> int | None:
    """A person mends the words of their own message; the number of the update."""
    chat, person = place(world, body)
    message = world.visible(chat.id, _number(body, "message_id"))
    if message is None or message.out or message.api["from"]["id"] != person.id:
        raise SimError("no such message of this person", 404)
    name, entities = ("text", "entities") if "text" in message.api else _CAPTION_NAMES
    changed = world.change(message, _entities(str(body["text"]), name, entities), None)
    return world.updates.add("edited_message", f"chat:{chat.id}", changed.api)


_CAPTION_NAMES = ("caption", "caption_entities")


# Taps


def tap(world: World, body: Json) -> Json:
    """A person presses an inline button; see the contract of ``POST /sim/tap``."""
    chat, person = place(world, body)
    message, button = _find_button(world, chat, body)
    outcome: Json = {"callback_query_id": None, "update_id": None}
    outcome |= {"message_id": message.message_id, "label": button["text"]}
    if "disabled" in button:
        raise SimError(f"the button {button['text']!r} is disabled", 409)
    if "callback_data" not in button:
        action: Json = {
            key: button[key] for key in ("url", "copy_text", "web_app") if key in button
        }
        return {**outcome, **action}
    return {**outcome, **_press(world, person, message, button["callback_data"])}


def _press(world: World, person: Person, message: StoredMessage, data: str) -> Json:
    query_id = world.new_id()
    world.store.run("INSERT INTO callback VALUES (?, ?, NULL)", query_id, world.clock())
    query = {
        "id": query_id,
        "from": person.api(),
        "message": _as_seen(message),
        "chat_instance": _chat_instance(message.chat_id),
        "data": data,
    }
    update_id = world.updates.add("callback_query", f"user:{person.id}", query)
    world.hub.publish("callback", id=query_id, chat=message.chat_id)
    return {"callback_query_id": query_id, "update_id": update_id}


def _as_seen(message: StoredMessage) -> Json:
    """The message of a callback; one that was deleted is inaccessible."""
    if not message.deleted:
        return message.api
    return {"chat": message.api["chat"], "message_id": message.message_id, "date": 0}


def _chat_instance(chat_id: int) -> str:
    digest = hashlib.sha256(str(chat_id).encode()).digest()
    return str(int.from_bytes(digest[:8], "big", signed=True))


def _find_button(world: World, chat: Chat, body: Json) -> tuple[StoredMessage, Json]:
    if body.get("message_id") is not None:
        message = world.store.message(chat.id, int(body["message_id"]))
        if message is None:
            raise SimError("no such message", 404)
        keyboards = [message.inline_keyboard, *reversed(message.keyboards)]
        screen = [(message, button) for keyboard in keyboards for button in buttons_of(keyboard)]
    else:
        newest = world.store.newest_messages(chat.id, BUTTONS_SEARCHED)
        screen = [(one, button) for one in newest for button in buttons_of(one.inline_keyboard)]
    found = _match(screen, body.get("label"), body.get("data"))
    if found is None:
        labels = ", ".join(dict.fromkeys(repr(button["text"]) for _, button in screen))
        wanted = body.get("label") or body.get("data")
        raise SimError(f"no button {wanted!r}; on screen: {labels or 'none'}", 404)
    return found


def buttons_of(keyboard: Json | None) -> list[Json]:
    return [button for row in (keyboard or {}).get("inline_keyboard", []) for button in row]


def _match(
    screen: list[tuple[StoredMessage, Json]], label: str | None, data: str | None
) -> tuple[StoredMessage, Json] | None:
    """The newest button of this data or label, else of the one label that begins so."""
    if data is not None:
        return next((pair for pair in screen if pair[1].get("callback_data") == data), None)
    if not label:
        raise SimError("label or data is needed")
    exact = next((pair for pair in screen if pair[1]["text"] == label), None)
    if exact is not None:
        return exact
    begin = [pair for pair in screen if pair[1]["text"].startswith(label)]
    return begin[0] if len({pair[1]["text"] for pair in begin}) == 1 else None
