"""The desk's words for what happened: each kind of news is drawn by one function of this folder."""

from __future__ import annotations

from functools import singledispatch

from assistant.domain.staff import News
from assistant.domain.words import StaffMessage


@singledispatch
def draw(news: News) -> StaffMessage:
    """The message that says it. The functions register themselves by the kind that they draw."""
    raise TypeError(f"nothing draws {type(news).__name__}")
