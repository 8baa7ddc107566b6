"""Values in a column beside their labels, each pair in a row of a table.

There a label may stand at its row's middle, and be of more lines than its value. Which lines are
one row's, the gaps between lines say; where there are none, the labels and the column's width: a
line that had room for the next word is the last one of its value.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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
    lines = [] if column is None else list(_lines(rows, column, labels))
    if len(lines) != len(rows) or len(lines) < _FEWEST:
        return None
    names = {_letters(label): name for name, label in labels.items()}
    ways = (_apart(lines), _centred(lines), _from_top(lines, names))
    return next((found for rows in ways if (found := _named(rows, names))), None)


def _letters(label: str) -> str:
    return re.sub(r"[\s:]", "", label)


def _column(rows: Iterable[Row], labels: Mapping[str, str]) -> float | None:
    """Where the values begin: at their colons, where these stand one below the other."""
    begins: list[float] = []
    colons: list[float] = []
    wanted = {_letters(label) for label in labels.values()}
    for row in rows:
        for count in range(1, min(4, len(row))):
            if _letters(text_of(row[:count])) not in wanted:
                continue
            if row[count].text != ":":
                begins.append(row[count].left)
                break
            colons.append(row[count].left)
    if begins and len(colons) > 1 and max(colons) - min(colons) <= _NEAR:
        begins += colons
    return min(begins, default=None)


def _lines(rows: Iterable[Row], column: float, labels: Mapping[str, str]) -> Iterator[_Line]:
    """Without those that stand on both sides of where the column begins; a label too wide for its
    own may reach over that."""
    of_labels = {_letters(word) for label in labels.values() for word in label.split()}
    for row in rows:
        label = [
            word
            for word in row
            if word.right <= column
            or (word.left < column - _NEAR and _letters(word.text) in of_labels)
        ]
        value = [word for word in row if word.left >= column - _NEAR and word not in label]
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
    return rows if _are_parted(rows) else []


def _from_top(lines: Sequence[_Line], names: Container[str]) -> list[list[_Line]]:
    """Each from the line on in which its label and its value begin, if it is plain that what stands
    above belongs to another: labels may be of several lines, too."""
    rows: list[list[_Line]] = []
    label = ""
    for line in lines:
        begins = _letters(text_of(line.label))
        if begins and (not rows or label in names):
            rows.append([])
            label = ""
        if not rows:
            return []
        label += begins
        rows[-1].append(line)
    return rows if all(row[0].value for row in rows) and _are_parted(rows) else []


def _are_parted(rows: Sequence[Sequence[_Line]]) -> bool:
    """Whether the last line of a value had room for the first word of the next one, wherever rows
    of several lines meet: then it is no line broken within a value. As many rows as labels, each
    parted so, leave no other way."""
    values = [line.value for row in rows for line in row if line.value]
    return all(
        has_room(_last_value(above), below[0].value, values)
        for above, below in pairwise(rows)
        if len(above) > 1 or len(below) > 1
    )


def _last_value(row: Sequence[_Line]) -> Row:
    return next(line.value for line in reversed(row) if line.value)


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
