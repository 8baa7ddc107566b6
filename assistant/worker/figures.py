"""The figures of a week or a month, with their sheet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain.ids import parse_id
from assistant.domain.support.figures import Figures
from assistant.domain.support.measuring import measure, span_of, tell_figures
from assistant.storage.work import WorkShop


@dataclass(frozen=True, slots=True)
class FiguresJobs:
    shop: WorkShop
    draw_sheet: Callable[[Figures], bytes]

    async def figures(self, key: str) -> None:
        """The key is the act that wanted them, or the span that the clock did."""
        async with self.shop.work() as work:
            act = parse_id(key)
            wanted = await work.acts.get(act) if act else None
            asked = (wanted.subject or wanted.text) if wanted else key
            figures = await measure(work, span_of(work, asked))
        sheet = await asyncio.to_thread(self.draw_sheet, figures)
        async with self.shop.work() as work:
            sha256 = await work.documents.put(sheet, "export")
            await tell_figures(work, wanted, figures, sha256)
