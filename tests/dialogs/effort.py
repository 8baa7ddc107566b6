"""How much a way asks of a person: the taps and the messages that lead through it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests.play import Chat

LATER = timedelta(seconds=5)
"""Between two messages: what comes sooner after a long text is a part of it."""


@dataclass(frozen=True, slots=True)
class Effort:
    taps: int
    messages: int


async def played(chat: Chat, *steps: str) -> Effort:
    """Press each button; what begins with ``>`` is typed, ``>code`` is the code mailed, and
    ``>contact`` presses the button that shares one's own number."""
    taps = 0
    for step in steps:
        taps += not step.startswith(">") or step == ">contact"
        match step:
            case ">code":
                await chat.send(await chat.mailed_code())
            case ">contact":
                await chat.share_contact("6281234567890")
            case _ if step.startswith(">"):
                await chat.send(step[1:])
            case _:
                await chat.tap(step)
    return Effort(taps, len(steps) - taps)
