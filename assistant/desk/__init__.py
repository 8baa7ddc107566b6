"""The staff chat: each request as a card that staff take, approve or refuse."""

from __future__ import annotations

from assistant.desk.build import build_desk
from assistant.desk.byhand import ByHand
from assistant.desk.card import draw_card
from assistant.desk.intake import draw_intake

__all__ = ["ByHand", "build_desk", "draw_card", "draw_intake"]
