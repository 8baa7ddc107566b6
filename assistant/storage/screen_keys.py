"""The keys of the table ``screen``: people's windows, and the cards of the staff chat."""

from __future__ import annotations

WINDOWS = "chat:"
"""How the keys of people's windows begin."""
CARDS = "card:"
"""How those of staff's cards begin; what a card is about stands behind it."""
ABOUT_QUEUE = "queue"
ABOUT_INTAKE = "intake:"
"""The files' number stands behind it."""
QUEUE = f"{CARDS}{ABOUT_QUEUE}"
"""The pinned message that says who waits."""
NUMBERED = f"{CARDS}%-%"
"""The pattern of the cards of requests and conversations, which have topics of their own."""


def window_key(chat: int) -> str:
    return f"{WINDOWS}{chat}"


def card_key(about: str) -> str:
    """``about``: the number of a request or conversation, or one of those above."""
    return f"{CARDS}{about}"


def about_of(card: str) -> str:
    """What the card with this key is about."""
    return card.removeprefix(CARDS)
