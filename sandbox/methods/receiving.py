"""The bot itself, and how it gets its updates and files."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sandbox.call import Call
from sandbox.errors import bad_request, conflict
from sandbox.model import Json
from sandbox.updates import NOT_WITH_WEBHOOK

MOST_UPDATES = 100
MOST_CONNECTIONS = 100
DEFAULT_CONNECTIONS = 40


def get_me(call: Call) -> Json:
    return {
        **call.world.bot.api(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }


async def get_updates(call: Call) -> list[Json]:
    if call.world.store.get("webhook"):
        raise conflict(NOT_WITH_WEBHOOK)
    if call.get("allowed_updates") is not None:
        call.world.store.put("allowed_updates", call.values["allowed_updates"])
    limit = min(max(call.get("limit", MOST_UPDATES), 1), MOST_UPDATES)
    timeout = float(max(call.get("timeout", 0), 0))
    return await call.world.updates.poll(call.get("offset", 0), limit, timeout)


def set_webhook(call: Call) -> bool:
    url = call.get("url", "")
    if call.get("drop_pending_updates"):
        call.world.updates.clear()
    if not url:
        return _remove_webhook(call)
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = call.get("secret_token", "")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    if call.get("allowed_updates") is not None:
        call.world.store.put("allowed_updates", call.values["allowed_updates"])
    connections = call.get("max_connections", DEFAULT_CONNECTIONS)
    call.world.store.put(
        "webhook",
        {
            "url": url,
            "secret_token": secret,
            "max_connections": min(max(connections, 1), MOST_CONNECTIONS),
        },
    )
    call.world.updates.changed()
    return True


def delete_webhook(call: Call) -> bool:
    if call.get("drop_pending_updates"):
        call.world.updates.clear()
    return _remove_webhook(call)


def _remove_webhook(call: Call) -> bool:
    call.world.store.drop("webhook")
    call.world.updates.changed()
    return True


def get_webhook_info(call: Call) -> Json:
    store = call.world.store
    hook = store.get("webhook")
    info: Json = {
        "url": hook["url"] if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": call.world.updates.pending_count(),
    }
    if hook:
        info["max_connections"] = hook["max_connections"]
        info |= store.get("webhook_error", {})
    allowed = store.get("allowed_updates")
    return {**info, "allowed_updates": allowed} if allowed else info


def get_file(call: Call) -> Json:
    return call.world.files.describe(call.values["file_id"])


METHODS = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getFile": get_file,
}
