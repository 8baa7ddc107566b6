"""Messages that the bot deletes."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.model import Chat, StoredMessage

DELETE_SECONDS = 48 * 3600
MOST_AT_ONCE = 100


def delete_message(call: Call) -> bool:
    chat = call.chat()
    message = call.world.visible(chat.id, call.values["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    refusal = _refusal(call, chat, message)
    if refusal:
        raise bad_request(refusal)
    call.world.remove(message)
    return True


def delete_messages(call: Call) -> bool:
    """Deletes what it can and passes over the rest, as the original does."""
    chat = call.chat()
    ids = call.values["message_ids"]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    for message_id in ids:
        message = call.world.visible(chat.id, message_id)
        if message is not None and not _refusal(call, chat, message):
            call.world.remove(message)
    return True


def _refusal(call: Call, chat: Chat, message: StoredMessage) -> str | None:
    if "forum_topic_created" in message.api:
        return "message can't be deleted"
    may_any = not chat.is_private and call.has_right("can_delete_messages")
    if may_any:
        return None
    if not chat.is_private and not message.out:
        return "message can't be deleted"
    if call.world.clock() - message.api["date"] > DELETE_SECONDS:
        return "message can't be deleted for everyone"
    return None


METHODS = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
