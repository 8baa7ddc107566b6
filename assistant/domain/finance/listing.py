"""Coretax's own list was dropped: kept, and put beside what we know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assistant.domain.fakturs.intake import refuse_file
from assistant.domain.fakturs.model import FileState, IntakeFile
from assistant.domain.finance.cases import cancelled_there
from assistant.domain.finance.coretax_list import (
    ListError,
    RawCell,
    Status,
    compare_list,
    listed,
    missing_there,
)
from assistant.domain.finance.model import WantedAct
from assistant.domain.finance.news import BooksBesideList, ListRefused, ListTaken
from assistant.domain.work import Work


class ReadsTable(Protocol):
    async def read(self, table: bytes) -> Sequence[Sequence[RawCell]]:
        """The cells of a sheet or of CSV, row by row. Raises UnreadableFaktur."""


async def take_list(
    work: Work, file: IntakeFile, rows: Sequence[Sequence[RawCell]], sha256: str
) -> None:
    """The newest word on each faktur is kept; what differs from ours is told to finance."""
    try:
        found = listed(rows)
    except ListError as error:
        await refuse_list(work, file, str(error.code))
        return
    await work.coretax_lists.keep(found, sha256)
    findings = tuple(compare_list(found, await work.coretax_lists.ours(found)))
    cancelled = frozenset(row.nsfp for row in found if row.status is Status.CANCELED)
    if cancelled:
        await cancelled_there(work, cancelled)
    await work.intakes.finish_file(file.id, FileState.LISTED)
    await work.cards.touch_intake(file.intake)
    await work.audit("finance", "coretax-list", f"file:{file.id}", rows=len(found))
    news = ListTaken(file.name, len(found), findings, sha256)
    await work.desk.tell(news, unique=f"list:{file.id}")


async def refuse_list(work: Work, file: IntakeFile, why: str) -> None:
    await refuse_file(work, file, f"list-{why}")
    await work.desk.tell(ListRefused(file.name, why), unique=f"list:{file.id}")


async def tell_list(work: Work, wanted: WantedAct, month: date) -> None:
    """Coretax's list of a tax month is the truth that the month's books are checked against; of
    what was not dropped nothing is said."""
    rows = await work.coretax_lists.of_month(month)
    if not rows:
        return
    findings = (
        *compare_list(rows, await work.coretax_lists.ours(rows)),
        *missing_there(rows, await work.coretax_lists.delivered_in(month), month),
    )
    news = BooksBesideList(wanted, month, len(rows), findings)
    await work.desk.tell(news, unique=f"{wanted.answer}:list")
