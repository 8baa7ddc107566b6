"""Cut the full description of the Bot API down to what the sandbox serves.

``python -m sandbox.trim_fields FULL.json`` rewrites ``botapi_fields.json`` from a file
``{"api": …, "methods": {name: {"fields": {name: [type, required]}, "returns": type}},
"types": {name: {field: [type, required]}}}``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sandbox.fields import FIELDS_FILE
from sandbox.methods import METHODS
from sandbox.model import Json

UNIONS = {
    "ChatMember": [
        "ChatMemberOwner",
        "ChatMemberAdministrator",
        "ChatMemberMember",
        "ChatMemberLeft",
        "ChatMemberBanned",
    ],
    "MaybeInaccessibleMessage": ["Message", "InaccessibleMessage"],
    "MenuButton": ["MenuButtonCommands", "MenuButtonDefault", "MenuButtonWebApp"],
}
"""Types that stand for one of several; the full description leaves them empty."""

TYPES = [
    "AcceptedGiftTypes",
    "BotCommand",
    "BotDescription",
    "BotShortDescription",
    "CallbackQuery",
    "Chat",
    "ChatFullInfo",
    "ChatMemberAdministrator",
    "ChatMemberBanned",
    "ChatMemberLeft",
    "ChatMemberMember",
    "ChatMemberOwner",
    "ChatMemberUpdated",
    "ChatPermissions",
    "Contact",
    "CopyTextButton",
    "Document",
    "File",
    "ForceReply",
    "ForumTopic",
    "ForumTopicCreated",
    "ForumTopicEdited",
    "MessageId",
    "ReactionTypeEmoji",
    "InaccessibleMessage",
    "InlineKeyboardButton",
    "InlineKeyboardMarkup",
    "InputMediaDocument",
    "KeyboardButton",
    "LinkPreviewOptions",
    "MenuButtonCommands",
    "MenuButtonDefault",
    "MenuButtonWebApp",
    "Message",
    "MessageEntity",
    "PhotoSize",
    "ReplyKeyboardMarkup",
    "ReplyKeyboardRemove",
    "ReplyParameters",
    "ResponseParameters",
    "Sticker",
    "Update",
    "User",
    "WebAppInfo",
    "WebhookInfo",
]


def trim(full: Json) -> Json:
    """Only the methods and types served."""
    return {
        "api": full["api"],
        "methods": {name: full["methods"][name] for name in sorted(METHODS)},
        "types": {name: full["types"][name] for name in TYPES},
        "unions": UNIONS,
    }


def main(source: str) -> None:
    trimmed = trim(json.loads(Path(source).read_text()))
    FIELDS_FILE.write_text(json.dumps(trimmed, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
