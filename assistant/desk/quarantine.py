"""The buttons of a held PDF, and what is written or sent after them."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message, User

from assistant.desk.callbacks import HeldButton, HeldDo
from assistant.desk.intake import may_be_faktur, take_file
from assistant.desk.places import topic_of
from assistant.domain.fakturs.model import UploadState
from assistant.domain.finance.acting import want_act
from assistant.domain.finance.model import Act, FinancePrompt
from assistant.domain.words import Place
from assistant.domain.work import Work

LONGEST = 500
"""Characters of a reason, or of a number with words around it."""

_ASKS: Mapping[HeldDo, Act] = {
    HeldDo.ASSIGN: Act.ASSIGN,
    HeldDo.REFUSE: Act.REFUSE,
    HeldDo.REPLACE: Act.REPLACE,
}
"""These need a word (or a file) first."""


def add_quarantine(router: Router, staff_chat: int | None) -> None:
    """Before whatever else takes a message: an answer goes to its question."""
    here = F.chat.id == staff_chat
    router.callback_query.register(_tapped, F.message.chat.id == staff_chat, HeldButton.filter())
    router.message.register(_answered, here, ~F.text.startswith("/"), _waited_for)


async def _tapped(query: CallbackQuery, callback_data: HeldButton, work: Work, key: str) -> None:
    who, id_ = query.from_user, callback_data.upload
    upload = await work.fakturs.upload(id_)
    if upload is None:
        return
    if upload.state is not UploadState.QUARANTINED:
        await _say(work, "held-settled", who, upload.label, key)
    elif callback_data.do is HeldDo.SURE:
        sure = f"{id_}-{callback_data.request}"
        await want_act(work, who.id, who.full_name, Act.ASSIGN_SURE, sure)
    elif callback_data.do is HeldDo.DRAFT:
        await want_act(work, who.id, who.full_name, Act.DRAFT, str(id_))
    elif isinstance(query.message, Message):
        prompt = FinancePrompt(_ASKS[callback_data.do], id_)
        await work.finance.set_prompt(who.id, topic_of(query.message), prompt)
        await _say(work, f"held-prompt-{prompt.act}", who, upload.label, key)


async def _waited_for(message: Message, work: Work) -> dict[str, FinancePrompt] | bool:
    who = message.from_user
    if who is None or who.is_bot:
        return False
    prompt = await work.finance.prompt(who.id, topic_of(message))
    return {"prompt": prompt} if prompt is not None else False


async def _answered(message: Message, work: Work, key: str, prompt: FinancePrompt) -> None:
    """What was asked for; anything else is asked for again. A file is taken in besides."""
    who = message.from_user
    assert who is not None
    given = _given(message, prompt.act)
    if given is None:
        upload = await work.fakturs.upload(prompt.upload)
        name = upload.label if upload else ""
        await _say(work, f"held-prompt-again-{prompt.act}", who, name, key)
        return
    await work.finance.end_prompt(who.id, topic_of(message))
    await want_act(work, who.id, who.full_name, prompt.act, str(prompt.upload), given)
    if prompt.act is Act.REPLACE:
        await take_file(message, work)


def _given(message: Message, act: Act) -> str | None:
    if act is Act.REPLACE:
        document = message.document
        return (document.file_name or "PDF") if document and may_be_faktur(document) else None
    text = (message.text or "").strip()
    return text if 0 < len(text) <= LONGEST else None


async def _say(work: Work, key: str, who: User, name: str, update: str) -> None:
    await work.deliveries.tell_staff(
        key,
        {"by": who.full_name, "name": name, "longest": LONGEST},
        unique=f"held:{update}",
        place=Place.FINANCE,
    )
