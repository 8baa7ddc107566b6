"""Staff are asked to write something, for a customer or about a PDF that is held: by one person, as
a reply, within a quarter of an hour, and nothing goes before it was looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.domain.acting.model import Act
from assistant.domain.acting.wanting import want_act
from assistant.domain.fakturs.model import UploadState
from assistant.domain.support.answering import Answered, Staff, answer
from assistant.domain.support.model import Ask, Prompt, PromptState, Words
from assistant.domain.transfers.deciding import want_decision
from assistant.domain.transfers.model import UNDECIDED, Decision
from assistant.domain.work import Work

LONGEST = 1000
"""Characters of a reason or a question."""
_DECISION = {Ask.REFUSE: Decision.REFUSE, Ask.ASK: Decision.ASK}
_FILE_ACT = {
    Ask.ASSIGN_FILE: Act.ASSIGN,
    Ask.REFUSE_FILE: Act.REFUSE,
    Ask.REPLACE_FILE: Act.REPLACE,
}
_OPEN = frozenset({PromptState.CHOOSING, PromptState.ASKED, PromptState.LOOKING})


class PromptOutcome(StrEnum):
    """What became of an answer to a prompt, or of a tap under it."""

    LOOK = "look"
    """Written: its author looks at it before it goes."""
    ASKED = "asked"
    """The next step: write it as a reply."""
    WANTED = "wanted"
    """A job finds out whether it counts, and answers."""
    SENT = "sent"
    CANCELLED = "cancelled"
    NOT_THEIRS = "not-theirs"
    """Somebody else was asked."""
    OVER = "over"
    """Too late, or done already."""
    TOO_LATE = "too-late"
    """The request is decided."""
    SETTLED = "settled"
    """The PDF is not held any more."""
    NOT_TEXT = "not-text"
    """Or no PDF, where that was asked for."""
    TOO_LONG = "too-long"
    NOBODY_THERE = "nobody-there"


@dataclass(frozen=True, slots=True)
class PreviewMessage:
    """The message of the bot in which it was looked at."""

    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class Prompted:
    what: PromptOutcome
    prompt: Prompt | None = None


async def begin_prompt(work: Work, staff: Staff, number: str, ask: Ask, text: str = "") -> Prompt:
    """Somebody wants to write; with ``text`` it only has to be looked at."""
    return await work.conversations.prompt(staff.id, staff.name, number, ask, text)


async def write_oneself(work: Work, staff: Staff, prompt_id: int) -> Prompted:
    """None of the ready ones: a question is asked that Telegram opens the answer to."""
    return await _step(work, staff, prompt_id, PromptState.ASKED, PromptOutcome.ASKED)


async def choose(work: Work, staff: Staff, prompt_id: int, text: str) -> Prompted:
    """One of the ready ones."""
    return await _step(work, staff, prompt_id, PromptState.LOOKING, PromptOutcome.LOOK, text)


async def call_off(work: Work, staff: Staff, prompt_id: int) -> Prompted:
    """*Batal*: nothing goes."""
    return await _step(work, staff, prompt_id, PromptState.CANCELLED, PromptOutcome.CANCELLED)


async def _step(
    work: Work,
    staff: Staff,
    prompt_id: int,
    state: PromptState,
    what: PromptOutcome,
    text: str | None = None,
) -> Prompted:
    prompt = await work.conversations.get_prompt(prompt_id)
    if (refused := _refused(work, staff, prompt)) is not None:
        return Prompted(refused, prompt)
    assert prompt is not None
    now = replace(prompt, state=state, at=work.now, text=prompt.text if text is None else text)
    await work.conversations.save_prompt(now)
    return Prompted(what, now)


def _refused(work: Work, staff: Staff, prompt: Prompt | None) -> PromptOutcome | None:
    if prompt is None or prompt.state not in _OPEN or prompt.over(work.now):
        return PromptOutcome.OVER
    return None if prompt.staff == staff.id else PromptOutcome.NOT_THEIRS


async def write(
    work: Work, staff: Staff, prompt: Prompt, message: int, text: str | None
) -> Prompted:
    """``staff`` replied to the question ``prompt``, or to the ready answers: it counts if they were
    asked, in time, and once. ``text`` None: it was no text."""
    if (refused := _refused(work, staff, prompt)) is not None:
        return Prompted(refused, prompt)
    if prompt.state is PromptState.LOOKING:
        return Prompted(PromptOutcome.OVER, prompt)
    words = (text or "").strip()
    if (unfit := _unfit(words)) is not None:
        return Prompted(unfit, prompt)
    now = replace(prompt, state=PromptState.LOOKING, text=words, source=message, at=work.now)
    await work.conversations.save_prompt(now)
    return Prompted(PromptOutcome.LOOK, now)


def _unfit(words: str) -> PromptOutcome | None:
    if not words:
        return PromptOutcome.NOT_TEXT
    return PromptOutcome.TOO_LONG if len(words) > LONGEST else None


async def mend(work: Work, staff: Staff, message: int, text: str | None) -> Prompted:
    """The message that answered a prompt was edited: while it is looked at, those are the words
    now. ``text`` None: it is none any more."""
    prompt = await work.conversations.prompt_written_in(message)
    if prompt is None or prompt.staff != staff.id:
        return Prompted(PromptOutcome.NOT_THEIRS, prompt)
    if prompt.state is PromptState.SENT:
        return Prompted(PromptOutcome.SENT, prompt)
    words = (text or "").strip()
    if (unfit := _unfit(words)) is not None:
        return Prompted(unfit, prompt)
    now = replace(prompt, text=words)
    await work.conversations.save_prompt(now)
    return Prompted(PromptOutcome.LOOK, now)


async def send(
    work: Work, staff: Staff, prompt_id: int, look: PreviewMessage, tap: str
) -> Prompted:
    """*Kirim*, after the look: the words go, once. ``tap``: the tap that a job answers."""
    prompt = await work.conversations.get_prompt(prompt_id)
    if (refused := _refused(work, staff, prompt)) is not None:
        return Prompted(refused, prompt)
    assert prompt is not None
    if prompt.state is not PromptState.LOOKING:
        return Prompted(PromptOutcome.OVER, prompt)
    if prompt.ask in _FILE_ACT:
        what = await _settle(work, staff, prompt)
    elif prompt.ask is Ask.ANSWER:
        what = await _say(work, staff, prompt, look)
    else:
        what = await _decide(work, staff, prompt, tap)
    sent = replace(prompt, state=PromptState.SENT)
    if what in (PromptOutcome.SENT, PromptOutcome.WANTED):
        await work.conversations.save_prompt(sent)
    return Prompted(what, sent)


async def _say(work: Work, staff: Staff, prompt: Prompt, look: PreviewMessage) -> PromptOutcome:
    """The look itself is the message that was said: the receipt stands under it."""
    words = Words(look.chat, look.message, prompt.text)
    said = await answer(work, staff, prompt.conversation, words)
    return PromptOutcome.SENT if said is Answered.SAID else PromptOutcome.NOBODY_THERE


async def _settle(work: Work, staff: Staff, prompt: Prompt) -> PromptOutcome:
    """Whether it counts, a job finds out, and says so in the topic."""
    upload = await work.uploads.get(int(prompt.conversation))
    if upload is None or upload.state is not UploadState.HELD:
        return PromptOutcome.SETTLED
    act = _FILE_ACT[prompt.ask]
    await want_act(work, staff.id, staff.name, act, prompt.conversation, prompt.text)
    return PromptOutcome.SENT


async def _decide(work: Work, staff: Staff, prompt: Prompt, tap: str) -> PromptOutcome:
    transfer = await work.transfers.get(prompt.conversation)
    if transfer is None or transfer.state not in UNDECIDED:
        return PromptOutcome.TOO_LATE
    decision = _DECISION[prompt.ask]
    await want_decision(
        work, prompt.conversation, staff.id, staff.name, decision, prompt.text, tap=tap
    )
    return PromptOutcome.WANTED


async def taken_by_another(work: Work, staff: Staff, number: str) -> str:
    """The name of the colleague who looks after it; empty: nobody else does."""
    transfer = await work.transfers.get(number)
    conversation = await work.conversations.get(number)
    for one in (conversation, transfer):
        if one is not None and one.taken_by not in (None, staff.id):
            return one.taken_by_name
    return ""
