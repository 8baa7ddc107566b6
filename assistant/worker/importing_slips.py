"""Bukti potong from files: each is judged and booked at once, and told by its outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.fakturs.model import UploadState
from assistant.domain.sources import Source
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.keeping import FileEnd
from assistant.domain.withholding.receiving import receive_slip
from assistant.storage.work import WorkShop
from assistant.worker.importing import FoundFile, Imported, UnpackPath, found_files
from assistant.worker.slips import SlipJobs

_STATES: Mapping[BookingOutcome | FileEnd, UploadState] = {
    BookingOutcome.BOOKED: UploadState.SLIP,
    BookingOutcome.REPLACED: UploadState.SLIP,
    BookingOutcome.KNOWN: UploadState.DUPLICATE,
    BookingOutcome.OLDER: UploadState.OLDER,
}
"""By what became of a file; all else is held."""


@dataclass(frozen=True, slots=True)
class SlipImporter:
    shop: WorkShop
    jobs: SlipJobs
    unpack: UnpackPath
    source: Source

    async def import_all(self, paths: Sequence[Path], tell: Callable[[Imported], None]) -> None:
        """``tell`` hears of each as it is through."""
        async for file in found_files(paths, self.unpack):
            tell(await self._import(file))

    async def import_one(self, path: Path) -> list[Imported]:
        """A file, or all that is in a ZIP."""
        became: list[Imported] = []
        await self.import_all([path], became.append)
        return became

    async def _import(self, found: FoundFile) -> Imported:
        if found.content is None:
            return Imported(found.name, None, ((found.problem, "", ""),))
        async with self.shop.work() as work:
            sha256 = await work.documents.put(found.content, "slip")
            known = await work.withholding.came_before(sha256)
            file = await receive_slip(work, self.source, Path(found.name).name, sha256=sha256)
        await self.jobs.read(str(file))
        async with self.shop.work() as work:
            now = await work.withholding.file(file)
        assert now is not None
        assert now.outcome is not None
        state = _STATES.get(now.outcome.became, UploadState.HELD)
        why = now.outcome.detail
        reasons = () if state is not UploadState.HELD else ((why, "", ""),)
        return Imported(found.name, state, reasons, known)
