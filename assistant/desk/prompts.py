"""What somebody is asked to write for a customer: chosen or written by the one who was asked,
looked at, and only then sent."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import PromptButton, PromptDo
from assistant.desk.intake import is_for_us, take_file
from assistant.desk.places import is_hidden, topic_of
from assistant.desk.talking import say_here, staff_of
from assistant.desk.tap import TapAnswer
from assistant.domain.support.answering import Staff
from assistant.domain.support.model import Ask, Prompt
from assistant.domain.support.prompting import (
    LONGEST,
    PreviewMessage,
    Prompted,
    PromptOutcome,
    begin_prompt,
    call_off,
    choose,
    mend,
    send,
    taken_by_another,
    write,
    write_oneself,
)
from assistant.domain.words import HOME, Arg, Say, StaffMessage, Tap
from assistant.domain.work import Work
from assistant.texts import Texts

READY: Mapping[Ask, tuple[str, ...]] = {
    Ask.REFUSE: (
        "desk-ready-locked",
        "desk-ready-unpaid",
        "desk-ready-incomplete",
        "desk-ready-not-owner",
    ),
    Ask.ASK: ("desk-ready-hosting", "desk-ready-other-domain", "desk-ready-recipient"),
    Ask.REFUSE_FILE: ("held-ready-double", "held-ready-not-ours", "held-ready-wrong-buyer"),
}
"""What is said most often: it stands on the button as it reads."""
_CHOOSE: Mapping[Ask, str] = {
    Ask.REFUSE: "desk-choose-reason",
    Ask.ASK: "desk-choose-question",
    Ask.ASSIGN_FILE: "held-choose-assign",
    Ask.REFUSE_FILE: "held-choose-refuse",
    Ask.REPLACE_FILE: "held-choose-replace",
}
_WRITE: Mapping[Ask, str] = {
    Ask.REFUSE: "desk-prompt-reason",
    Ask.ASK: "desk-prompt-question",
    Ask.ASSIGN_FILE: "held-prompt-assign",
    Ask.REFUSE_FILE: "held-prompt-refuse",
    Ask.REPLACE_FILE: "held-prompt-replace",
}
_LOOK: Mapping[Ask, str] = {
    Ask.ASSIGN_FILE: "held-look-assign",
    Ask.REFUSE_FILE: "held-look-refuse",
    Ask.REPLACE_FILE: "held-look-replace",
}
"""What becomes of a PDF; all else is words for a customer."""
_BTN_WRITE: Mapping[Ask, str] = {
    Ask.ASSIGN_FILE: "held-btn-write-number",
    Ask.REPLACE_FILE: "held-btn-send-file",
}
_ALERT: Mapping[PromptOutcome, str] = {
    PromptOutcome.NOT_THEIRS: "desk-prompt-not-yours",
    PromptOutcome.OVER: "desk-prompt-over",
    PromptOutcome.TOO_LATE: "desk-decided-already",
    PromptOutcome.NOBODY_THERE: "desk-not-said-gone",
    PromptOutcome.SETTLED: "held-settled",
}
_WRONG: Mapping[PromptOutcome, str] = {
    **_ALERT,
    PromptOutcome.NOT_TEXT: "desk-prompt-not-text",
    PromptOutcome.TOO_LONG: "desk-prompt-too-long",
}


def add_prompts(router: Router) -> None:
    router.callback_query.register(_tapped, PromptButton.filter())
    router.message.register(_written, F.reply_to_message, _answers_prompt)
    router.edited_message.register(_mended, _answered_one)


async def offer(work: Work, staff: Staff, number: str, ask: Ask, message: Message) -> None:
    """The ready ones as buttons, and *Tulis sendiri*, which a reply stands for, too."""
    prompt = await begin_prompt(work, staff, number, ask)
    ready = [
        Tap(words, _data(PromptDo.CHOOSE, prompt, n))
        for n, words in enumerate(READY.get(ask, ()), 1)
    ]
    buttons = (
        *ready,
        Tap(_BTN_WRITE.get(ask, "desk-btn-write"), _data(PromptDo.WRITE, prompt)),
        Tap("desk-btn-cancel", _data(PromptDo.CANCEL, prompt)),
    )
    named = await _named(work, prompt)
    about = {"name": staff.name, "number": named, **await _warned(work, staff, number)}
    await work.desk.say(
        StaffMessage(
            _CHOOSE[ask], about, thread=topic_of(message), buttons=buttons, prompt=prompt.id
        ),
        unique=f"prompt:{prompt.id}",
    )


async def _named(work: Work, prompt: Prompt) -> str:
    """What it is about: the conversation's number, or the file's name."""
    if prompt.ask not in _LOOK:
        return prompt.conversation
    upload = await work.uploads.get(int(prompt.conversation))
    return upload.label if upload else prompt.conversation


async def _warned(work: Work, staff: Staff, number: str) -> dict[str, Arg]:
    """Where a colleague looks after it, that is said first."""
    other = await taken_by_another(work, staff, number)
    return {"taken": Say("desk-taken-warning", {"name": other}) if other else ""}


def _data(do: PromptDo, prompt: Prompt, choice: int = 0) -> str:
    return PromptButton(do=do, prompt=prompt.id, choice=choice).pack()


async def _tapped(
    query: CallbackQuery,
    callback_data: PromptButton,
    work: Work,
    texts: Texts,
    tap: TapAnswer,
    key: str,
) -> None:
    if not isinstance(query.message, Message):
        tap.say("desk-prompt-over")
        return
    staff, id_ = staff_of(query.from_user), callback_data.prompt
    message = query.message
    match callback_data.do:
        case PromptDo.WRITE:
            outcome = await write_oneself(work, staff, id_)
        case PromptDo.CHOOSE:
            outcome = await _choose(work, texts, staff, callback_data)
        case PromptDo.CANCEL:
            outcome = await call_off(work, staff, id_)
        case PromptDo.SEND:
            outcome = await send(
                work, staff, id_, PreviewMessage(message.chat.id, message.message_id), query.id
            )
    await _show(work, outcome, message, tap, key)


async def _choose(work: Work, texts: Texts, staff: Staff, button: PromptButton) -> Prompted:
    """In the customer's language, as they will read it."""
    prompt = await work.conversations.get_prompt(button.prompt)
    ready = READY.get(prompt.ask, ()) if prompt else ()
    if prompt is None or not 0 < button.choice <= len(ready):
        return Prompted(PromptOutcome.OVER)
    transfer = await work.transfers.get(prompt.conversation)
    person = await work.people.get(transfer.person) if transfer else None
    words = texts.plain(person.locale if person else HOME, ready[button.choice - 1])
    return await choose(work, staff, button.prompt, words)


async def _show(work: Work, outcome: Prompted, message: Message, tap: TapAnswer, key: str) -> None:
    """What comes of a tap, in place of the message that was tapped."""
    prompt = outcome.prompt
    unique = f"desk:{key}"
    if outcome.what in _ALERT or prompt is None:
        alert = _ALERT.get(outcome.what, "desk-prompt-over")
        number = await _named(work, prompt) if prompt else ""
        tap.say(alert, name=prompt.staff_name if prompt else "", number=number)
        return
    about: dict[str, Arg] = {"name": prompt.staff_name, "number": await _named(work, prompt)}
    thread, tapped = topic_of(message), message.message_id
    match outcome.what:
        case PromptOutcome.ASKED:
            asked = {**about, "id": str(prompt.staff), "longest": LONGEST}
            await work.desk.say(
                StaffMessage(
                    _WRITE[prompt.ask], asked, thread=topic_of(message), prompt=prompt.id, asks=True
                ),
                unique=unique,
            )
        case PromptOutcome.LOOK:
            await work.desk.say(
                await look(work, prompt, thread=thread, edits=tapped), unique=unique
            )
        case PromptOutcome.CANCELLED:
            await work.desk.say(
                StaffMessage("desk-prompt-cancelled", about, thread=thread, edits=tapped),
                unique=unique,
            )
        case _:
            tap.later = outcome.what is PromptOutcome.WANTED
            sent: dict[str, Arg] = {**about, "text": prompt.text}
            await work.desk.say(
                StaffMessage("desk-prompt-sent", sent, thread=thread, edits=tapped), unique=unique
            )


async def look(
    work: Work,
    prompt: Prompt,
    *,
    thread: int | None,
    edits: int | None = None,
    answers: int | None = None,
) -> StaffMessage:
    """*Kirim ini?*"""
    staff = Staff(prompt.staff, prompt.staff_name)
    about: dict[str, Arg] = {
        "number": await _named(work, prompt),
        "text": prompt.text,
        **await _warned(work, staff, prompt.conversation),
    }
    buttons = (
        Tap("desk-btn-send", _data(PromptDo.SEND, prompt)),
        Tap("desk-btn-cancel", _data(PromptDo.CANCEL, prompt)),
    )
    key = _LOOK.get(prompt.ask, "desk-look")
    return StaffMessage(
        key, about, thread=thread, buttons=buttons, prompt=prompt.id, edits=edits, answers=answers
    )


async def _answers_prompt(message: Message, work: Work) -> dict[str, Prompt] | bool:
    """Whether it is a reply to a question of ours."""
    answered = message.reply_to_message
    if answered is None:
        return False
    prompt = await work.conversations.prompt_at(message.chat.id, answered.message_id)
    return {"prompt": prompt} if prompt else False


async def _written(message: Message, work: Work, key: str, prompt: Prompt) -> None:
    who = message.from_user
    if who is None:
        return
    if await is_hidden(message):
        await say_here(work, message, key, "desk-show-yourself")
        return
    given = message.text
    if message.document is not None and await is_for_us(message, work):
        await take_file(message, work)  # as each that is dropped in the topic
        given = message.document.file_name or "PDF" if prompt.ask is Ask.REPLACE_FILE else None
    elif prompt.ask is Ask.REPLACE_FILE:
        given = None
    outcome = await write(work, staff_of(who), prompt, message.message_id, given)
    if outcome.what is PromptOutcome.LOOK and outcome.prompt is not None:
        shown = await look(
            work, outcome.prompt, thread=topic_of(message), answers=message.message_id
        )
        await work.desk.say(shown, unique=f"desk:{key}")
        return
    await _say_wrong(work, message, key, outcome.what, prompt)


async def _say_wrong(
    work: Work, message: Message, key: str, what: PromptOutcome, prompt: Prompt
) -> None:
    about: dict[str, str | int] = {
        "name": prompt.staff_name,
        "number": await _named(work, prompt),
        "longest": LONGEST,
    }
    wrong = _WRONG[what]
    if what is PromptOutcome.NOT_TEXT and prompt.ask is Ask.REPLACE_FILE:
        wrong = "held-prompt-no-file"
    await say_here(work, message, key, wrong, **about)


async def _answered_one(message: Message, work: Work) -> bool:
    return await work.conversations.prompt_written_in(message.message_id) is not None


async def _mended(message: Message, work: Work, key: str) -> None:
    """The words were changed before they went: those are looked at now. What went is not changed,
    and what can't be taken changes nothing: that is said."""
    if message.from_user is None:
        return
    outcome = await mend(work, staff_of(message.from_user), message.message_id, message.text)
    prompt = outcome.prompt
    if prompt is None or outcome.what is PromptOutcome.NOT_THEIRS or prompt.ask is Ask.REPLACE_FILE:
        return
    if outcome.what is PromptOutcome.LOOK:
        shown = await look(work, prompt, thread=topic_of(message), edits=prompt.message)
        await work.desk.say(shown, unique=f"desk:{key}")
    elif outcome.what is PromptOutcome.SENT:
        if prompt.ask not in _LOOK:
            await say_here(work, message, key, "desk-edit-not-passed")
    else:
        await _say_wrong(work, message, key, outcome.what, prompt)
