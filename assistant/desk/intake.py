"""Files dropped into the finance topic, and the line that says how far they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aiogram import F, Router
from aiogram.types import Document, Message

from assistant.desk.places import topic_of
from assistant.desk.reasons import short_key
from assistant.desk.talking import say_here
from assistant.domain.fakturs.intake import FileOutcome, drop, grouped
from assistant.domain.fakturs.model import Counted, Intake
from assistant.domain.fakturs.paper import short_name
from assistant.domain.finance.topic import in_finance_topic
from assistant.domain.words import Arg
from assistant.domain.work import Work
from assistant.texts import Texts

MOST_NAMES = 25
"""Lines with names in one message; what is more is counted."""
FEW = 10
"""So many files are all named."""
_OTHER_FORMS = (
    ".rar", ".7z", ".tar", ".gz", ".xls", ".ods", ".doc", ".docx", ".jpg", ".jpeg", ".png", ".heic",
)  # fmt: skip
_LISTED = (FileOutcome.HELD, FileOutcome.REFUSED)
"""Groups whose files are named however many there were."""

_GROUP: Mapping[FileOutcome, str] = {
    FileOutcome.SENT: "intake-sent",
    FileOutcome.OLDER: "intake-older",
    FileOutcome.KNOWN: "intake-known",
    FileOutcome.HELD: "intake-held",
    FileOutcome.SETTLED: "intake-settled",
    FileOutcome.SLIP: "intake-slip",
    FileOutcome.REFUSED: "intake-refused",
    FileOutcome.LISTED: "intake-listed",
}


def add_intake(router: Router) -> None:
    router.message.register(take_file, F.document, is_for_us)
    router.message.register(_photo, F.photo, _in_our_topic)
    router.message.register(_other, F.document, _is_other_form)


async def _in_our_topic(message: Message, work: Work) -> bool:
    return await in_finance_topic(work, topic_of(message))


async def _photo(message: Message, work: Work, key: str) -> None:
    """Nothing can be read from a picture; of an album that is said once."""
    once = f"album:{message.media_group_id}" if message.media_group_id else key
    await say_here(work, message, once, "intake-photo")


async def _is_other_form(message: Message, work: Work) -> bool:
    """A picture, an archive or a sheet of a kind that we can't read: the same could be sent as one
    that we can."""
    assert message.document is not None
    name = (message.document.file_name or "").lower()
    return name.endswith(_OTHER_FORMS) and await in_finance_topic(work, topic_of(message))


async def _other(message: Message, work: Work, key: str) -> None:
    once = f"album:{message.media_group_id}" if message.media_group_id else key
    await say_here(work, message, once, "intake-other-form")


async def is_for_us(message: Message, work: Work) -> bool:
    """A PDF, a ZIP, or a sheet in the finance topic. Other files there are between people."""
    assert message.document is not None
    document = message.document
    return (may_be_faktur(document) or may_be_list(document)) and await in_finance_topic(
        work, topic_of(message)
    )


def may_be_faktur(document: Document) -> bool:
    name, kind = (document.file_name or "").lower(), document.mime_type or ""
    return name.endswith((".pdf", ".zip")) or kind in ("application/pdf", "application/zip")


def may_be_list(document: Document) -> bool:
    """A sheet, as Coretax's own lists are downloaded."""
    return (document.file_name or "").lower().endswith((".xlsx", ".csv"))


async def take_file(message: Message, work: Work) -> None:
    """The document of a message joins what its sender drops."""
    who, document = message.from_user, message.document
    assert document is not None
    if who is None or who.is_bot:
        return
    name = (document.file_name or "faktur.pdf")[-120:]
    size = document.file_size or 0
    await drop(work, who.id, who.full_name, name, document.file_id, size)


def draw_intake(
    texts: Texts, locale: str, intake: Intake, files: Sequence[Counted], thread: int | None
) -> dict[str, Any]:
    """The line's ``text`` in HTML, and the ``thread`` that it stands in."""
    lines = _lines(texts, locale, intake, list(files))
    return {"text": "\n".join(lines), "markup": None, "thread": thread}


def _lines(texts: Texts, locale: str, intake: Intake, files: list[Counted]) -> Iterator[str]:
    under_way = sum(file.under_way for file in files)
    about: dict[str, Arg] = {
        "name": intake.staff_name,
        "total": len(files),
        "done": len(files) - under_way,
    }
    key = "intake-under-way" if under_way else "intake-done"
    yield texts.html(locale, key, about)
    room = MOST_NAMES
    for group, found in grouped(files).items():
        yield texts.html(locale, _GROUP[group], {"count": len(found)})
        if group in _LISTED or len(files) <= FEW:
            named = found[:room]
            room -= len(named)
            listed = group in _LISTED
            yield from (_name(texts, locale, file, file.reason if listed else "") for file in named)
            if len(found) > len(named):
                yield texts.html(locale, "intake-more", {"count": len(found) - len(named)})
    yield from _warned(texts, locale, [file for file in files if file.sent_with_warnings], room)


def _warned(texts: Texts, locale: str, warned: list[Counted], room: int) -> Iterator[str]:
    """What went out though not all of it agrees."""
    if not warned:
        return
    yield texts.html(locale, "intake-warned", {"count": len(warned)})
    named = warned[: max(room, 0)]
    yield from (_name(texts, locale, file, *file.warnings) for file in named)
    if len(warned) > len(named):
        yield texts.html(locale, "intake-more", {"count": len(warned) - len(named)})


def _name(texts: Texts, locale: str, file: Counted, *reasons: str) -> str:
    name = short_name(file.name)
    said = ", ".join(texts.html(locale, short_key(reason)) for reason in reasons if reason)
    if not said:
        return texts.html(locale, "intake-name", {"name": name})
    return texts.html(locale, "intake-name-reason", {"name": name}) + said
