"""Messages that the bot copies, and reactions that it puts under others."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.formatting import format_caption
from sandbox.markup import read_markup
from sandbox.model import Json
from sandbox.world import Draft

COPIED = (
    *("text", "entities", "link_preview_options", "document", "photo", "sticker", "voice"),
    *("video", "audio", "animation", "video_note", "contact", "caption", "caption_entities"),
)
"""What a copy has of a message: what was said, and not who said it or where."""
CAPTIONED = frozenset({"document", "photo", "voice", "video", "audio", "animation"})
REACTIONS = frozenset(("👍", "👎", "❤", "🔥", "👏", "🤔", "🙏", "👌", "👀", "🤝", "✍", "💯"))
"""Some of those that a bot may use."""
ICONS = ("❗️", "👀", "⚡️", "💬", "✅", "‼️", "📁", "📝", "❓")
"""Some of Telegram's own icons for topics."""


def copy_message(call: Call) -> Json:
    chat = call.chat_to_write()
    source = call.world.store.chat(call.values["from_chat_id"])
    if source is None:
        raise bad_request("chat not found")
    message = call.world.visible(source.id, call.values["message_id"])
    if message is None:
        raise bad_request("message to copy not found")
    content = {name: message.api[name] for name in COPIED if name in message.api}
    if not content:
        raise bad_request("message can't be copied")
    if call.get("caption") is not None and not CAPTIONED.isdisjoint(content):
        plain = {k: v for k, v in content.items() if not k.startswith("caption")}
        content = {**plain, **format_caption(call.values)}
    draft = Draft(
        content=content,
        thread_id=call.thread(chat),
        reply_to=call.reply_target(chat),
        markup=read_markup(call.get("reply_markup")),
    )
    return {"message_id": call.world.post(chat, draft).message_id}


def set_message_reaction(call: Call) -> bool:
    """A bot that is no premium user puts one emoji under a message; an empty list takes it away."""
    chat = call.chat_to_write()
    message = call.world.visible(chat.id, call.values["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    wanted = call.get("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for one in wanted:
        if one.get("type") != "emoji" or one.get("emoji") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    call.world.react(message, wanted[0]["emoji"] if wanted else None)
    return True


def get_forum_topic_icon_stickers(call: Call) -> list[Json]:
    return icon_stickers()


def icon_stickers() -> list[Json]:
    return [
        {
            "file_id": f"CAAC{number}",
            "file_unique_id": f"CA{number}",
            "type": "custom_emoji",
            "width": 100,
            "height": 100,
            "is_animated": True,
            "is_video": False,
            "emoji": emoji,
            "custom_emoji_id": str(5000000000000000000 + number),
        }
        for number, emoji in enumerate(ICONS)
    ]


METHODS = {
    "copyMessage": copy_message,
    "setMessageReaction": set_message_reaction,
    "getForumTopicIconStickers": get_forum_topic_icon_stickers,
}
