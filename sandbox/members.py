"""A person as a member of a chat, and what a change of it tells the bot."""

from __future__ import annotations

from dataclasses import replace

from sandbox.model import STAFF_GROUP_ID, Chat, Json, Person
from sandbox.world import Draft, World

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)
RESTRICTED_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
STAFF_RIGHTS = ("can_manage_chat", "can_delete_messages", "can_invite_users", "can_pin_messages")


def member_of(person: Person, *, private: bool = False) -> Json:
    """The Bot API ``ChatMember`` of a person in the staff group or in a private chat."""
    if private:
        return {"status": "member", "user": person.api()}
    if person.standing == "creator":
        owner = {"status": "creator", "user": person.api(), "is_anonymous": person.anonymous}
        return owner
    if person.standing == "administrator":
        return _administrator(person)
    if person.standing == "restricted":
        nothing = dict.fromkeys(RESTRICTED_RIGHTS, False)
        member: Json = {"status": "restricted", "user": person.api(), "until_date": 0}
        return {**member, "is_member": True, **nothing}
    banned = {"until_date": 0} if person.standing == "kicked" else {}
    return {"status": person.standing, "user": person.api(), **banned}


def _administrator(person: Person) -> Json:
    granted = ("can_manage_chat", *person.rights) if person.is_bot else STAFF_RIGHTS
    return {
        "status": "administrator",
        "user": person.api(),
        "can_be_edited": False,
        "is_anonymous": person.anonymous,
        **{right: right in granted for right in ADMIN_RIGHTS},
    }


def set_standing(world: World, changed: Person, by: Person) -> None:
    """Keep a person's new standing (or the bot's) in the staff group and tell the bot."""
    before = world.store.person(changed.id)
    world.save_person(changed)
    if before is None or member_of(before) == member_of(changed):
        return
    kind = "my_chat_member" if changed.is_bot else "chat_member"
    _tell(world, kind, world.group, by, member_of(before), member_of(changed))


def found_group(world: World, title: str, by: Person) -> Chat:
    """A person opens a group of their own; the bot is not in it yet."""
    number = world.store.count("group_number", first=4001)
    chat = Chat(-number, "group", title=title, members=((by.id, "creator"),))
    world.save_chat(chat)
    return chat


def set_member(world: World, chat: Chat, person: Person, standing: str, by: Person) -> Chat:
    """Somebody (or the bot) is put into a group, changed there, or taken out; the group says so,
    and the bot is told."""
    before = chat.member(person)
    if chat.id == STAFF_GROUP_ID:
        set_standing(world, replace(person, standing=standing), by)
        return chat
    changed = chat.with_member(person.id, standing)
    after = changed.member(person)
    if before.standing == standing:
        return chat
    world.save_chat(changed)
    kind = "my_chat_member" if person.is_bot else "chat_member"
    seen = world.bot.id == person.id or changed.member(world.bot).standing == "administrator"
    if seen:
        _tell(world, kind, changed, by, member_of(before), member_of(after))
    if before.in_group != after.in_group:
        joined = {"new_chat_members": [person.api()]}
        left = {"left_chat_member": person.api()}
        sender = None if by.is_bot else by
        world.post(changed, Draft(joined if after.in_group else left, sender=sender))
    return changed


def migrate(world: World, chat: Chat, by: Person) -> Chat:
    """A group becomes a supergroup with a new id; the old one is dead from now on."""
    number = world.store.count("supergroup_number", first=5001)
    moved = replace(chat, id=-1_002_000_000_000 - number, type="supergroup")
    world.save_chat(moved)
    world.post(chat, Draft({"migrate_to_chat_id": moved.id}, sender=by))
    world.save_chat(replace(chat, moved_to=moved.id))
    world.post(moved, Draft({"migrate_from_chat_id": chat.id}, sender=by))
    return moved


def set_blocked(world: World, person: Person, blocked: bool) -> Person:
    """The person blocks or unblocks the bot; only a change is told."""
    changed = replace(person, blocked=blocked)
    chat = world.store.chat(person.id)
    if chat is None or person.blocked == blocked:
        return person
    world.save_person(changed)
    old, new = _blocked_member(person, world.bot), _blocked_member(changed, world.bot)
    _tell(world, "my_chat_member", chat, person, old, new)
    return changed


def _tell(world: World, kind: str, chat: Chat, by: Person, old: Json, new: Json) -> None:
    body = {
        "chat": world.api_chat(chat),
        "from": by.api(),
        "date": world.now,
        "old_chat_member": old,
        "new_chat_member": new,
    }
    world.updates.add(kind, f"chat:{chat.id}", body)


def _blocked_member(person: Person, bot: Person) -> Json:
    """The bot as a member of a person's private chat."""
    if person.blocked:
        return {"status": "kicked", "user": bot.api(), "until_date": 0}
    return {"status": "member", "user": bot.api()}
