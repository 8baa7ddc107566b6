"""A person's rights over what we hold (UU PDP 27/2022 art. 7 and 8): a copy, and deletion."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

from assistant.domain.transfers.asking import cancel_transfer
from assistant.domain.transfers.model import UNDECIDED, TransferState
from assistant.domain.transfers.news import WordsForgotten
from assistant.domain.words import Priority
from assistant.domain.work import Work

EXPORT = "export"
"""The kind of document that a copy of a person's data is."""


async def hand_over_data(work: Work, person: int, asked_by: str) -> None:
    """Send all that is held about ``person`` into their chat, as a file of JSON.

    ``asked_by`` is unique for the update that asked: it is answered once.
    """
    held = await work.people.everything(person)
    text = json.dumps(held, indent=2, ensure_ascii=False, default=_plain)
    sha256 = await work.documents.put(text.encode(), EXPORT)
    await work.deliveries.send_document(
        person,
        sha256,
        "data-saya.json",
        "ntf-data",
        {},
        unique=f"data:{asked_by}",
        account=None,
        priority=Priority.ANSWER,
    )
    await work.audit(f"person:{person}", "data-handed-over", f"person:{person}")


def _plain(value: object) -> str:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes():
            return value.hex()
        case _:
            raise TypeError(type(value).__name__)


async def requests_in_the_way(work: Work, person: int) -> list[str]:
    """The numbers of the requests that are approved and not done: services are on the move, and
    their asker has to learn how it ends."""
    requests = await work.transfers.of(person)
    return [request.number for request in requests if request.state is TransferState.APPROVED]


async def forget_person(work: Work, person: int) -> bool:
    """Delete all that is held about ``person``, and end their consents.

    Requests that nobody has decided are taken back, and the cards and topics of all requests and
    conversations lose their words and names. False,
    and nothing is deleted, while one is approved and on the move.
    """
    requests = await work.transfers.of(person)
    undecided = [request.number for request in requests if request.state in UNDECIDED]
    locked = [await work.transfers.locked(request.number) for request in requests]
    if any(request and request.state is TransferState.APPROVED for request in locked):
        return False
    for number in undecided:
        await cancel_transfer(work, person, number)
    await work.consents.withdraw(person)
    await work.audit(f"person:{person}", "data-deleted", f"person:{person}")
    talks = await work.conversations.of(person)
    told = await work.people.forget(person)
    for key, number in told.items():
        await work.desk.amend(key, WordsForgotten(number), unique=f"forgotten:{key}")
    for number in [*(one.number for one in requests), *(one.number for one in talks)]:
        await work.cards.touch(number)
    return True
