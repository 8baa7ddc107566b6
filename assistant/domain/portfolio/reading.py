"""What a person pasted, typed or dropped, read as services and the companies they shall go to.

Nothing is guessed that could move a service to the wrong company: what stands under two of them,
or beside several, is given back as not understood.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.portfolio.below import blocks_at
from assistant.domain.portfolio.column_reading import ColumnReader
from assistant.domain.portfolio.line_reading import LineReader
from assistant.domain.portfolio.markup import plain_text
from assistant.domain.portfolio.model import SHEET, MissedReason, Reading
from assistant.domain.portfolio.pasted import lines_of, parted
from assistant.domain.portfolio.rows import heads_of, table_of
from assistant.domain.portfolio.so_far import NO_OWNER, SoFar
from assistant.domain.portfolio.terms import ColumnMeaning

LONGEST_TEXT = 400_000
MOST_LINES = 5_000


def read_text(text: str) -> Reading:
    """Lines in any of the ways in which people write such lists."""
    lines, aside = lines_of(plain_text(text[:LONGEST_TEXT]))
    reader = _Reader(aside)
    reader.take_lines(lines[:MOST_LINES])
    gathered = reader.so_far.gathered
    for line in [*lines[MOST_LINES:], text[LONGEST_TEXT:]]:
        if line.strip():
            gathered.miss(line, MissedReason.TOO_MANY)
    return gathered.reading()


def read_rows(rows: Sequence[Sequence[str]]) -> Reading:
    """A spreadsheet's cells: by its titles, or, without any, each row as a line."""
    reader = _Reader()
    so_far = reader.so_far
    heads: list[ColumnMeaning] | None = None
    loose: list[str] = []
    for row in [*rows[:MOST_LINES], [SHEET, ""]]:
        found = heads_of(row)
        begins = row[:1] == [SHEET]
        if found is not None or begins:
            reader.take_lines(loose)
            heads, loose, so_far.above = found, [], so_far.heading or NO_OWNER
        if begins:
            so_far.begin_sheet(row[1])
        elif found is None and heads is not None:
            reader.columns.take_row(row, heads)
        elif found is None:
            loose += parted("\t".join(" ".join(cell.split()) for cell in row if cell.strip()))
    for row in rows[MOST_LINES:]:
        so_far.gathered.miss(" | ".join(row), MissedReason.TOO_MANY)
    return so_far.gathered.reading()


class _Reader:
    """Tries at each line which of the ways it is written in."""

    def __init__(self, aside: frozenset[int] = frozenset()) -> None:
        self._aside = aside
        """Places of lines that are of a letter."""
        self.so_far = SoFar()
        self.columns = ColumnReader(self.so_far)
        self._lines = LineReader(self.so_far, aside)
        self._looked = 0
        """Up to this line no services stand above their owner."""

    def take_lines(self, lines: Sequence[str]) -> None:
        at = self._looked = 0
        self.columns.begin()
        while at < len(lines):
            if (after := self.columns.take_records(lines, at)) > at or (
                self.so_far.heading is None
                and not self.so_far.unnamed
                and (after := self._take_footed(lines, at)) > at
            ):
                at = after
                continue
            table = table_of(lines[at]) if lines[at].strip() else None
            if table is not None:
                at = self.columns.take_table(lines, at + 1, *table)
            else:
                at = self._lines.take_line(lines, at)

    def _take_footed(self, lines: Sequence[str], at: int) -> int:
        """Services and under them whose they are; where they ended: ``at`` when it is not so."""
        if at < self._looked:
            return at
        found = blocks_at(lines, at, self._aside)
        self._looked = found.end
        if found.are_headed:
            return at
        for block in found.all:
            owner = found.owner_of(block)
            if owner is not None:
                self.so_far.gathered.give(self.so_far.gathered.slot(*owner), block.services)
                continue
            self.so_far.gathered.leave(block.services)
            for line in block.below:
                self.so_far.gathered.miss(line, MissedReason.UNCLEAR)
        return found.end
