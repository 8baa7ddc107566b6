"""A move that staff make by hand in the portal: looked at until every service has arrived.

The portal can't move by itself (``Capabilities.moves_ownership``), so after the approval the card
tells staff what to do, and we read the owners back. Only when all show the new one is the request
done. What is moved in part, or to somebody else, is said in the topic, once for each change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from assistant.domain.transfers.model import Transfer, TransferNote, TransferState
from assistant.domain.transfers.news import OwnersChanged
from assistant.domain.work import Job, Work

SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)
_SHARE = 6
"""A pause is the sixth part of the time since something last changed: looks become rarer."""


class Whereabouts(StrEnum):
    """Where a service is."""

    HERE = "here"
    """Still with the account that it leaves."""
    ARRIVED = "arrived"
    ASTRAY = "astray"
    """With a third account."""


def whereabouts(transfer: Transfer, service_id: str) -> Whereabouts:
    """By the owners last read; before the first look all is where it was."""
    owner = transfer.owners.get(service_id, transfer.from_account)
    if owner == transfer.to_account:
        return Whereabouts.ARRIVED
    return Whereabouts.HERE if owner == transfer.from_account else Whereabouts.ASTRAY


def pause(transfer: Transfer, work: Work) -> timedelta:
    """Until the owners are read again."""
    since = work.now - transfer.updated_at
    return min(max(since / _SHARE, SHORTEST_PAUSE), LONGEST_PAUSE)


async def look_now(work: Work, number: str) -> bool:
    """Somebody in the staff chat says that it is moved. False: there is nothing to look at."""
    transfer = await work.transfers.get(number)
    if transfer is None or transfer.state is not TransferState.APPROVED:
        return False
    await work.jobs.put(Job.CARRY_OUT, number, once=True)
    return True


async def owners_read(work: Work, number: str, owners: Mapping[str, str]) -> None:
    """The portal says who owns what now. Not all has arrived yet: the card shows how far it is,
    and the topic hears what changed."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.state is not TransferState.APPROVED:
        return
    news = {id_ for id_ in owners if owners[id_] != transfer.owners.get(id_, transfer.from_account)}
    seen = replace(transfer, owners=dict(owners), looked_at=work.now)
    seen = replace(seen, note=_note(seen))
    if news or seen.note != transfer.note:
        seen = replace(seen, updated_at=work.now)
    await work.transfers.save(seen)
    await work.cards.touch(number)
    if news:
        when = work.now.isoformat()
        await work.desk.tell(OwnersChanged(seen), unique=f"owners:{number}:{when}")
    await work.jobs.put(Job.CARRY_OUT, number, after=pause(seen, work), once=True)


def _note(transfer: Transfer) -> TransferNote:
    found = {whereabouts(transfer, id_) for id_ in transfer.service_ids}
    if Whereabouts.ASTRAY in found:
        return TransferNote.ASTRAY
    return TransferNote.PARTLY_MOVED if Whereabouts.ARRIVED in found else TransferNote.WAITING
