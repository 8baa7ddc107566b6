"""What a refusal of Telegram is about: the place that something was to go to, or the thing itself.

Telegram answers both with 400, and tells them apart only by its words.
"""

from __future__ import annotations

import re
from enum import Enum, auto


class RefusalScope(Enum):
    CHAT = auto()
    """Nothing may be written there (now): it has nothing to do with what was to be written."""
    TOPIC = auto()
    """The topic is closed; the rest of the chat is not."""
    NO_TOPIC = auto()
    """There is no such topic (any more)."""
    CONTENT = auto()
    """What was to be written: it would be refused again."""


_NO_TOPIC = re.compile(r"message thread not found|topic_deleted|topic_id_invalid", re.I)
_TOPIC = re.compile(r"topic_closed|topic is closed", re.I)
_CHAT = re.compile(
    r"not enough rights|no rights|need administrator|administrator rights|admin_required"
    r"|_forbidden|chat_restricted|chat not found|chat_id_invalid|peer_id_invalid|channel_private"
    r"|not a member|not a participant|user_not_participant|kicked|banned|deactivated|blocked"
    r"|group chat was deleted|can't initiate|user not found|have no access|slowmode",
    re.I,
)


def about(description: str) -> RefusalScope:
    """``description`` is Telegram's, with or without its *Bad Request:*."""
    if _NO_TOPIC.search(description):
        return RefusalScope.NO_TOPIC
    if _TOPIC.search(description):
        return RefusalScope.TOPIC
    return RefusalScope.CHAT if _CHAT.search(description) else RefusalScope.CONTENT


def is_same_already(description: str) -> bool:
    """An edit that would change nothing: what was wanted stands there."""
    return "message is not modified" in description.lower()
