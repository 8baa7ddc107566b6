"""Values in a column beside their labels, each pair in a row of a table.

There a label may stand at its row's middle, and be of more lines than its value. Which lines are
one row's, the gaps between lines say; where there are none, the labels and the column's width.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.documents.layout import Row, Word, text_of

_APART = 0.1
"""Of a line's height: how much farther apart lines of two rows are than those of one."""
_BLANK = 0.2
"""Of a line's height: the least that a blank takes."""
_FEWEST = 2
"""Lines between which there is a gap."""
_NEAR = 1
"""Points by which a value may begin before its column."""


@dataclass(frozen=True, slots=True)
class _Line:
    label: Sequence[Word]
    value: Sequence[Word]
    middle: float
    height: float


def by_cells(rows: Sequence[Row], labels: Mapping[str, str]) -> dict[str, list[str]] | None:
    """The lines of each value by its label's name. None where values have no column of their own,
    or where it is not plain which lines are whose."""
    column = _column(rows, labels)
    lines = [] if column is None else list(_lines(rows, column))
    if len(lines) != len(rows) or len(lines) < _FEWEST:
        return None
    names = {_letters(label): name for name, label in labels.items()}
    return _named(_apart(lines), names) or _named(_centred(lines), names) or None


def _letters(label: str) -> str:
    return re.sub(r"[\s:]", "", label)


def _column(rows: Iterable[Row], labels: Mapping[str, str]) -> float | None:
    """Where the values begin."""
    begins: list[float] = []
    wanted = {_letters(label) for label in labels.values()}
    for row in rows:
        for count in range(1, min(4, len(row))):
            if _letters(text_of(row[:count])) in wanted and row[count].text != ":":
                begins.append(row[count].left)
                break
    return min(begins, default=None)


def _lines(rows: Iterable[Row], column: float) -> Iterator[_Line]:
    """Without those that stand on both sides of where the column begins."""
    for row in rows:
        label = [word for word in row if word.right <= column]
        value = [word for word in row if word.left >= column - _NEAR]
        if len(label) + len(value) == len(row):
            yield _Line(label, value, row[0].middle, row[0].height)


def _apart(lines: Sequence[_Line]) -> list[list[_Line]]:
    """By the gaps: within a row they are at most as wide as between two lines of one value."""
    columns = ([one for one in lines if one.label], [one for one in lines if one.value])
    within = min(
        (below.middle - above.middle for column in columns for above, below in pairwise(column)),
        default=0.0,
    )
    rows = [[lines[0]]]
    for above, below in pairwise(lines):
        if below.middle - above.middle > within + _APART * above.height:
            rows.append([])
        rows[-1].append(below)
    return rows


def _centred(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Each label as the middle of its row, if that comes out even, and if no value but the last
    line of each is broken where its next word had room: then that is another value's."""
    rows: list[list[_Line]] = []
    begins = 0
    for at, line in enumerate(lines):
        if line.label:
            rows.append(list(lines[begins : 2 * at - begins + 1]))
            begins = 2 * at - begins + 1
    if begins != len(lines) or not all(row and row[0].value and row[-1].value for row in rows):
        return []
    values = [line.value for line in lines if line.value]
    plain = all(
        has_room(above[-1].value, below[0].value, values)
        for above, below in pairwise(rows)
        if len(above) > 1 or len(below) > 1
    )
    return rows if plain else []


def _named(
    rows: Sequence[Sequence[_Line]], names: Mapping[str, str]
) -> dict[str, list[str]] | None:
    """By what stands in each row's label. None unless each has one, and another."""
    found: dict[str, list[str]] = {}
    for row in rows:
        label = _letters("".join(text_of(line.label) for line in row))
        if label not in names or names[label] in found:
            return None
        found[names[label]] = [_bare(line) for line in row if line.value] or [""]
    return found


def _bare(line: _Line) -> str:
    """Without the colon of a label, which may stand at the value."""
    return text_of(line.value).removeprefix(":").strip()


def has_room(above: Row, below: Row, section: Iterable[Row]) -> bool:
    """Whether the first word of the line below would have had room in this one, as in a text of
    one value it never has."""
    edge = max(row[-1].right for row in section)
    blank = _BLANK * above[0].height
    return above[-1].right + blank + below[0].right - below[0].left < edge
