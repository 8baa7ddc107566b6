"""Chats, their members and pinned messages."""

from __future__ import annotations

from dataclasses import replace

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.members import member_of, set_member
from sandbox.model import Chat, Json
from sandbox.world import Draft

NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
MEMBER_RIGHTS = {
    "can_send_messages": True,
    "can_send_documents": True,
    "can_send_photos": True,
    "can_send_other_messages": True,
    "can_add_web_page_previews": True,
    "can_pin_messages": False,
    "can_manage_topics": False,
}


def get_chat(call: Call) -> Json:
    chat = call.chat()
    full = {
        **call.world.api_chat(chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
    }
    if chat.is_private and "username" in full:
        full["active_usernames"] = [full["username"]]
    if not chat.is_private:
        full |= {"permissions": MEMBER_RIGHTS, "has_visible_history": True}
    pinned = call.world.visible(chat.id, chat.pinned[-1]) if chat.pinned else None
    return {**full, "pinned_message": pinned.api} if pinned else full


def get_chat_member(call: Call) -> Json:
    chat = call.chat()
    person = call.world.store.person(call.values["user_id"])
    if person is None:
        raise bad_request("user not found")
    if chat.is_private and person.id != chat.id and not person.is_bot:
        raise bad_request("user not found")
    return member_of(chat.member(person), private=chat.is_private)


def get_chat_administrators(call: Call) -> list[Json]:
    chat = call.chat()
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_of(person)
        for person in map(chat.member, call.world.store.people())
        if person.standing in ("creator", "administrator")
    ]


def get_chat_member_count(call: Call) -> int:
    chat = call.chat()
    if chat.is_private:
        return 2
    return sum(chat.member(person).in_group for person in call.world.store.people())


def pin_chat_message(call: Call) -> bool:
    chat = _chat_to_pin(call)
    message = call.world.visible(chat.id, call.values["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    if message.message_id in chat.pinned:
        return True
    pinned = replace(chat, pinned=(*chat.pinned, message.message_id))
    call.world.save_chat(pinned)
    if not chat.is_private:
        quoted = {k: v for k, v in message.api.items() if k != "reply_to_message"}
        service = {"pinned_message": quoted}
        call.world.post(pinned, Draft(service, thread_id=message.thread_id))
    return True


def unpin_chat_message(call: Call) -> bool:
    """Without a message id, the newest pinned one."""
    chat = _chat_to_pin(call)
    message_id = call.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    kept = tuple(pinned for pinned in chat.pinned if pinned != message_id)
    call.world.save_chat(replace(chat, pinned=kept))
    return True


def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    set_member(call.world, chat, call.world.bot, "left", by=call.world.bot)
    return True


def _chat_to_pin(call: Call) -> Chat:
    chat = call.chat()
    if not chat.is_private and not call.has_right("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "leaveChat": leave_chat,
}
