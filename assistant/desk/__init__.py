"""The staff chat: requests as cards that staff take, approve or refuse, finance's topic, and all
words and buttons that staff see."""

from __future__ import annotations

from assistant.desk import (
    acts,
    books,
    buyers,
    cases,
    conversation,
    exports,
    figures,
    finding,
    held,
    imports,
    invoices,
    links,
    listed,
    queue,
    radar,
    requests,
    retail,
    slips,
    trouble,
)
from assistant.desk.build import build_desk
from assistant.desk.byhand import ByHand
from assistant.desk.card import OfPlan, draw_card
from assistant.desk.drawing import draw
from assistant.desk.intake import draw_intake
from assistant.desk.queue import draw_queue

DRAWERS = (
    acts, books, buyers, cases, conversation, exports, figures, finding, held, imports, invoices,
    links, listed, queue, radar, requests, retail, slips, trouble,
)  # fmt: skip
"""What draws news. Each registers its functions when it is imported, so all are."""

__all__ = [
    "DRAWERS",
    "ByHand",
    "OfPlan",
    "build_desk",
    "draw",
    "draw_card",
    "draw_intake",
    "draw_queue",
]
