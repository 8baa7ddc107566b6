"""Coretax's own list was dropped: kept, and put beside what we know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assistant.domain.acting.model import WantedAct
from assistant.domain.dropped import DroppedTable
from assistant.domain.fakturs.intake import refuse_file
from assistant.domain.fakturs.model import FileState, IntakeFile
from assistant.domain.finance.cases import cancelled_there
from assistant.domain.finance.coretax_list import (
    ListedFaktur,
    Status,
    compare_list,
    missing_there,
)
from assistant.domain.finance.list_reading import (
    ListError,
    ListProblem,
    listed,
)
from assistant.domain.finance.news import BooksBesideList, ListRefused, ListTaken
from assistant.domain.work import Work

UNREADABLE = "unreadable"


class ReadsTable(Protocol):
    async def read(self, table: bytes) -> Sequence[DroppedTable]:
        """Those of a sheet, of CSV, or of a ZIP with several. Raises UnreadableFaktur."""


async def take_list(
    work: Work,
    file: IntakeFile,
    tables: Sequence[DroppedTable],
    sha256: str,
    *,
    taken: bool = False,
) -> None:
    """The newest word on each faktur is kept; what differs from ours is told to finance, and so is
    each file that is no list. ``taken``: something else in the file was understood."""
    found, refused = _lists_in(tables)
    for name, why in refused.items():
        told = ListRefused(f"{name} ({file.name})" if name else file.name, why)
        await work.desk.tell(told, unique=f"list:{file.id}:{name}" if name else f"list:{file.id}")
    if found is None and not taken:
        await refuse_file(work, file, f"list-{next(iter(refused.values()), UNREADABLE)}")
        return
    if found is not None:
        await _take(work, file, found, sha256)
    await work.intakes.finish_file(file.id, FileState.LISTED)
    await work.cards.touch_intake(file.intake)


def _lists_in(
    tables: Sequence[DroppedTable],
) -> tuple[list[ListedFaktur] | None, dict[str, str]]:
    """All faktur of those tables that are lists, each once, None where none is; and why a file is
    none. Of a book one sheet is enough: what stands on the others may be anything."""
    found: dict[str, list[ListedFaktur]] = {}
    refused: dict[str, str] = {}
    for table in tables:
        try:
            if table.problem:
                refused[table.file] = UNREADABLE
            else:
                found[table.file] = [*found.get(table.file, ()), *listed(table.rows)]
        except ListError as error:
            if refused.get(table.file, ListProblem.NOT_A_LIST) is ListProblem.NOT_A_LIST:
                refused[table.file] = error.code
    everything = list(dict.fromkeys(row for rows in found.values() for row in rows))
    left = {name: why for name, why in refused.items() if name not in found}
    return everything if found else None, left


async def _take(work: Work, file: IntakeFile, found: Sequence[ListedFaktur], sha256: str) -> None:
    await work.coretax_lists.keep(found, sha256)
    findings = tuple(compare_list(found, await work.coretax_lists.ours(found)))
    cancelled = frozenset(row.nsfp for row in found if row.status is Status.CANCELED)
    if cancelled:
        await cancelled_there(work, cancelled)
    await work.audit("finance", "coretax-list", f"file:{file.id}", rows=len(found))
    news = ListTaken(file.name, len(found), findings, sha256)
    await work.desk.tell(news, unique=f"list:{file.id}")


async def refuse_list(work: Work, file: IntakeFile) -> None:
    """It could not be read at all."""
    await take_list(work, file, [DroppedTable("", (), UNREADABLE)], "")


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
