"""Messages that the bot edits, and taps that it answers."""

from __future__ import annotations

import json

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.formatting import format_caption, format_text
from sandbox.markup import read_inline
from sandbox.methods.copying import CAPTIONED
from sandbox.model import Json, StoredMessage

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_LIMIT = 200
TEXT_FIELDS = ("text", "entities")
CAPTION_FIELDS = ("caption", "caption_entities")


def edit_message_text(call: Call) -> Json:
    message = call.own_message(call.chat_to_write())
    if not call.get("text"):
        raise bad_request("message text is empty")
    content = format_text(call.values)
    if "text" not in message.api:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, content, TEXT_FIELDS)


def edit_message_caption(call: Call) -> Json:
    message = call.own_message(call.chat_to_write())
    content = format_caption(call.values)
    if CAPTIONED.isdisjoint(message.api):
        raise bad_request("there is no caption in the message to edit")
    return _change(call, message, content, CAPTION_FIELDS)


def edit_message_reply_markup(call: Call) -> Json:
    message = call.own_message(call.chat_to_write())
    kept = {name: message.api[name] for name in TEXT_FIELDS + CAPTION_FIELDS if name in message.api}
    return _change(call, message, kept, TEXT_FIELDS + CAPTION_FIELDS)


def _change(call: Call, message: StoredMessage, content: Json, compared: tuple[str, ...]) -> Json:
    markup = read_inline(call.get("reply_markup"))
    same = all(message.api.get(name) == content.get(name) for name in compared)
    if same and markup == message.inline_keyboard:
        raise bad_request(NOT_MODIFIED)
    return call.world.change(message, content, markup).api


def answer_callback_query(call: Call) -> bool:
    """A tap can be answered once, within its life."""
    store = call.world.store
    query_id = call.values["callback_query_id"]
    row = store.one("SELECT created, answer FROM callback WHERE id = ?", query_id)
    lives = call.world.updates.tap_lives
    if row is None or row[1] is not None or call.world.clock() - row[0] > lives:
        raise bad_request(TOO_OLD)
    text = call.get("text", "")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {
        "text": text,
        "show_alert": bool(call.get("show_alert")),
        "url": call.get("url"),
    }
    store.run("UPDATE callback SET answer = ? WHERE id = ?", json.dumps(answer), query_id)
    call.world.hub.publish("callback", id=query_id, **answer)
    return True


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "answerCallbackQuery": answer_callback_query,
}
