"""The bot's commands, texts and menu button."""

from __future__ import annotations

import json
import re
from typing import Any

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.model import Chat, Json
from sandbox.store import Store

COMMAND_COUNT = 100
DESCRIPTION_LIMIT = 256
TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


def set_my_commands(call: Call) -> bool:
    commands = call.values["commands"]
    if len(commands) > COMMAND_COUNT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    cleaned = [_command(command) for command in commands]
    call.world.store.put(_key(call), cleaned)
    return True


def get_my_commands(call: Call) -> list[Json]:
    found: list[Json] = call.world.store.get(_key(call), [])
    return found


def delete_my_commands(call: Call) -> bool:
    call.world.store.put(_key(call), [])
    return True


def commands_for(store: Store, chat: Chat, language: str) -> list[Json]:
    """The commands a client shows: the narrowest scope that has any, its language first."""
    if chat.is_private:
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        scopes = [f"chat:{chat.id}", "all_group_chats", "default"]
    for scope in scopes:
        for code in (language, ""):
            found: list[Json] = store.get(f"commands:{scope}:{code}", [])
            if found:
                return found
    return []


def _command(given: Json) -> Json:
    name = str(given["command"]).removeprefix("/")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(given["description"])
    if not 1 <= len(description) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _key(call: Call) -> str:
    scope = call.get("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    parts = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return f"commands:{':'.join([kind, *parts])}:{call.get('language_code', '')}"


def _set_text(call: Call, name: str) -> bool:
    text = call.get(name, "")
    if len(text) > TEXT_LIMITS[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    call.world.store.put(f"text:{name}:{call.get('language_code', '')}", text)
    return True


def _get_text(call: Call, name: str) -> Json:
    store = call.world.store
    text = store.get(f"text:{name}:{call.get('language_code', '')}")
    return {name: text or store.get(f"text:{name}:", "")}


def set_my_description(call: Call) -> bool:
    return _set_text(call, "description")


def get_my_description(call: Call) -> Json:
    return _get_text(call, "description")


def set_my_short_description(call: Call) -> bool:
    return _set_text(call, "short_description")


def get_my_short_description(call: Call) -> Json:
    return _get_text(call, "short_description")


def set_chat_menu_button(call: Call) -> bool:
    button = _menu_button(call.get("menu_button") or {"type": "default"})
    call.world.store.put(f"menu:{_private(call)}", button)
    return True


def get_chat_menu_button(call: Call) -> Json:
    store = call.world.store
    default = store.get("menu:", {"type": "commands"})
    found: Json = store.get(f"menu:{_private(call)}", default)
    return found


def _private(call: Call) -> str:
    """The key part of the private chat named; empty for the default."""
    return str(call.chat().id) if call.get("chat_id") is not None else ""


def _menu_button(given: Any) -> Json:
    kind = given.get("type") if isinstance(given, dict) else None
    if kind in ("commands", "default"):
        return {"type": kind}
    if kind == "web_app" and {"text", "web_app"} <= set(given):
        kept: Json = json.loads(json.dumps({k: given[k] for k in ("type", "text", "web_app")}))
        return kept
    raise bad_request("can't parse menu button: MenuButton has unsupported type")


METHODS = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
