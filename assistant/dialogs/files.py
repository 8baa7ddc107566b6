"""A PDF or ZIP in the private chat, whatever window stands: what it is, its content tells.

Where a window takes files itself (an answer to a ticket, words for people) they are for that. Where
a conversation waits for the person, people get it besides: they may have asked for it.
"""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode

from assistant.dialogs.balas import BalasSG
from assistant.dialogs.cs import CsSG
from assistant.dialogs.features import consented, open_feature
from assistant.dialogs.talking import heard_free
from assistant.dialogs.turn import dialog_of, say_above, turn_of
from assistant.domain.fakturs.intake import LARGEST
from assistant.domain.fakturs.paper import short_name
from assistant.domain.sources import Source
from assistant.domain.withholding.receiving import receive_slip

_TAKE_FILES = (BalasSG, CsSG)


def files_router() -> Router:
    router = Router(name="files")
    router.message.register(_take, _is_for_us)
    return router


async def _is_for_us(message: Message, **data: Any) -> bool:
    """Asked of all that people write, so nothing is looked up."""
    document = message.document
    if document is None or not _may_be_slip(document.file_name or "", document.mime_type or ""):
        return False
    context = dialog_of(data)
    return context is None or context.state.group not in _TAKE_FILES


def _may_be_slip(name: str, kind: str) -> bool:
    suited = name.lower().endswith((".pdf", ".zip"))
    return suited or kind in ("application/pdf", "application/zip", "application/x-zip-compressed")


async def _take(message: Message, dialog_manager: DialogManager) -> None:
    """Several at once are several messages; each is answered when it is read."""
    turn, document = turn_of(dialog_manager), message.document
    assert document is not None
    passed = await heard_free(message, dialog_manager)
    name = (document.file_name or "dokumen.pdf")[-120:]
    if not await consented(dialog_manager):
        if passed:
            return
        await open_feature(dialog_manager, "buktipotong")
        return
    if (document.file_size or 0) > LARGEST:
        say_above(dialog_manager, "buktipotong-problem-large", name=short_name(name))
    else:
        await receive_slip(
            turn.work, Source.CHAT, name, person=turn.person.id, telegram=document.file_id
        )
        say_above(dialog_manager, "buktipotong-reading", name=short_name(name))
    if dialog_manager.has_context():
        await dialog_manager.show(ShowMode.SEND)
    else:
        await open_feature(dialog_manager, "buktipotong")
