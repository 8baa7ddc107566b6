"""What the windows of ``/faktur`` are about, and whether it is still the person's to see."""

from __future__ import annotations

from aiogram_dialog import DialogManager

from assistant.dialogs.features import Fits
from assistant.dialogs.kit import viewed
from assistant.dialogs.turn import turn_of
from assistant.domain.accounts.model import NotTheirsError
from assistant.domain.archive.model import Archived
from assistant.domain.fakturs.paper import NomorFaktur
from assistant.domain.ids import parse_id


async def accounts_of(manager: DialogManager) -> list[str]:
    turn = turn_of(manager)
    return [link.account for link in await turn.work.links.of(turn.person.id)]


async def theirs(manager: DialogManager, id_: str) -> Archived | None:
    """The faktur of this id, if it is of an account of theirs."""
    turn = turn_of(manager)
    number = parse_id(id_)
    found = await turn.work.archive.one(number) if number is not None else None
    if found is None or not await turn.work.links.find(turn.person.id, found.faktur.account):
        return None
    return found


async def viewed_faktur(manager: DialogManager) -> Archived:
    """Raises NotTheirsError: it is not, or no longer, this person's to see."""
    found = await theirs(manager, viewed(manager, "faktur"))
    if found is None:
        raise NotTheirsError
    return found


def is_number(typed: str) -> Fits:
    """Of an invoice or a faktur, or part of one; other words may mean something else."""
    compact = len(typed.split()) == 1 or not any(char.isalpha() for char in typed)
    return Fits.SURELY if compact and any(char.isdigit() for char in typed) else Fits.MAYBE


def is_looked_for(typed: str) -> Fits:
    """A number as above; words without a digit are none, and mean something else."""
    wordy = len(typed.split()) > 1 or any(char.isalpha() for char in typed)
    return Fits.NOT if wordy and not any(char.isdigit() for char in typed) else is_number(typed)


def grouped(number: NomorFaktur) -> str:
    """By what the digits mean, the serial in fours: ``04 00 26 0000 0000 123``."""
    serial = number.nsfp[2:]
    fours = " ".join(serial[i : i + 4] for i in range(0, len(serial), 4))
    return f"{number.kode_transaksi} {number.kode_status} {number.nsfp[:2]} {fours}"
