"""The fields of a slip's page: a code, a label, and the value beside, behind or below it.

A form may be drawn as a table, as a paragraph a field, or by hand, so nothing is known but the
words: codes stand at the left, each label is spelled as Coretax spells it, on as many lines as it
needs, and what is neither is a value. Where a table aligns its rows at the bottom or the middle,
lines above a code belong to it, too; which it is, the labels of several lines tell.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from operator import itemgetter

from assistant.documents import slip_form
from assistant.documents.layout import Row, Word, text_of

_LABELS = {
    code: tuple(" ".join(lines).split())
    for code, lines in (
        slip_form.PAYEE_NPWP,
        slip_form.PAYEE_NAME,
        slip_form.PAYEE_NITKU,
        slip_form.FACILITY,
        slip_form.KIND,
        *slip_form.COLUMNS,
        slip_form.DOCUMENT,
        slip_form.DOCUMENT_NUMBER,
        slip_form.GOVERNMENT,
        slip_form.SP2D,
        slip_form.WITHHOLDER_NPWP,
        slip_form.WITHHOLDER_NITKU,
        slip_form.WITHHOLDER_NAME,
        slip_form.ISSUED,
        slip_form.SIGNER,
        slip_form.STATEMENT,
    )
}
"""The words of each label, by its code."""
_COLUMNS = frozenset(code for code, _ in slip_form.COLUMNS)
_CODE = re.compile(r"([ABC]\.\d{1,2})(?!\d)(.*)")
_SECTION = re.compile(r"[ABC]\.")
_SAME_LINE = 0.4
"""Of a word's height: how far the middles of two words of one line may be apart."""
_AT_LEFT = 2.0
"""Heights of a word: how far right of the leftmost code another may stand."""
_HYPHENATED = re.compile(r"\w[-/]$")
"""Where a long word goes on in the next line."""
_KIND = slip_form.DOCUMENT_KIND.casefold().split()
_GLUED = slip_form.DOCUMENT_KIND.split()[0]
_OF_DOCUMENT = frozenset(word.casefold() for word in _LABELS[slip_form.DOCUMENT[0]])
_DAY = slip_form.DOCUMENT_DATE.casefold()


class _Aligned(Enum):
    """Where in the rows of a table things stand."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()


@dataclass(slots=True)
class _Field:
    code: str
    at: Word
    """The code."""
    row: int
    nested: bool
    """Within the value of another one, to the right of its label."""
    glued: str = ""
    """Of the label, what the code's word has, too."""
    label: list[tuple[int, Word]] = field(default_factory=list)
    """Its words, each with its row; empty when it is not spelled as it should be."""
    value: list[Word] = field(default_factory=list)
    """What stands for it, line by line."""


_Part = tuple[list[_Field], list[int]]


class Fields:
    """What stands behind each label."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._end = _end(rows)
        self._rows = [list(_not_glued(row)) for row in rows[: self._end]]
        self._bars = _bars(self._rows)
        self._breaks = [0, *self._bars, self._end]
        self._fields = _codes(self._rows)
        self._part_from_table()
        starts = sorted({one.row for one in self._fields if not one.nested})
        for one in self._fields:
            one.label = self._label(one, starts)
        self._fields = list(_once(self._fields))
        self._breaks.append(self._first_row_of("B.8", "B.9"))
        taken = {id(word) for one in self._fields for _, word in one.label}
        taken |= {id(one.at) for one in self._fields}
        self._free = [_no_colon_alone(row, taken) for row in self._rows]
        for one in self._fields:
            for at, word in one.label:
                if rest := word.text.partition(":")[2]:  # a value without a blank before it
                    self._free[at].insert(0, word._replace(text=rest, left=word.right))
        self._share_out()

    def top(self, *codes: str) -> float:
        """Where the first field with one of these codes begins; infinity when none is there."""
        found = [one for one in self._fields if one.code in codes]
        words = [word for one in found for word in (one.at, *(each for _, each in one.label))]
        return min((word.top for word in words), default=math.inf)

    def value(self, code: str) -> str:
        """Its words with a blank between them; empty when the label is not there exactly once."""
        return _text(self._words(code))

    def document(self) -> Sequence[tuple[str, str]]:
        """Of the document that a slip was made for, what may be its kind and its date."""
        return _kinds_and_days(self._words("B.8"))

    def _words(self, code: str) -> list[Word]:
        found = [one for one in self._fields if one.code == code]
        return found[0].value if len(found) == 1 else []

    def _first_row_of(self, *codes: str) -> int:
        rows = [
            row
            for one in self._fields
            if one.code in codes
            for row in (one.row, *(at for at, _ in one.label))
        ]
        return min(rows, default=self._end)

    def _part_from_table(self) -> None:
        """The values of a table stand in columns; but its fields may be drawn as the others are."""
        heads = [one for one in self._fields if one.code in _COLUMNS]
        if len({one.row for one in heads}) == len(_COLUMNS):
            return
        self._fields = [one for one in self._fields if one.code not in _COLUMNS]
        before = max((one.row for one in self._fields if one.code in ("B.1", "B.2")), default=-1)
        after = self._first_row_of("B.8", "B.9")
        head = (at for at in range(before + 1, after) if _is_head_of_table(self._rows[at]))
        self._breaks += list(head)[:1]

    # Labels

    def _label(self, one: _Field, others: Sequence[int]) -> list[tuple[int, Word]]:
        """Its words: from the code's row on, else from above it, between the ``others``' rows."""
        at = bisect_right(others, one.row)
        last = min((*others[at : at + 1], *(row for row in self._breaks if row > one.row))) - 1
        if found := self._spelled(one, one.row, last):
            return found
        above = others[bisect_left(others, one.row) - 1] + 1 if others[0] < one.row else 0
        first = max(above, *(row for row in self._breaks if row <= one.row))
        spelled = (self._spelled(one, row, last) for row in range(one.row - 1, first - 1, -1))
        return next((label for label in spelled if label), [])

    def _spelled(self, one: _Field, start: int, last: int) -> list[tuple[int, Word]]:
        """The label's words beginning in this row; none when they are not all there."""
        label = [text.casefold() for text in _LABELS[one.code]]
        if one.glued and not one.glued.casefold().startswith(label.pop(0)):
            return []
        found: list[tuple[int, Word]] = [(one.row, one.at)] if one.glued else []
        for at in range(start, last + 1):
            beside = one.nested or at == one.row
            for word in self._rows[at]:
                if beside and word.left < one.at.right - 1:
                    continue
                text, colon, _ = word.text.casefold().partition(":")
                if not label or not _is_next(text, label[0]):
                    break
                found.append((at, word))
                label[:1] = filter(None, [label[0].removeprefix(text)])
                if colon:
                    break
            if not label:
                return found
            if not found:
                break
        return []

    # Values

    def _share_out(self) -> None:
        """Each line between the labels is some field's."""
        for one in self._fields:
            if one.nested:
                self._take_nested(one)
        parts = [part for part in self._parts() if part[0]]
        how = _alignment(self._fields, parts)
        for inside, lines in parts:
            groups = _groups(inside, lines, self._rows, how)
            if lines != [line for some in groups for line in some]:
                continue  # which line is whose is not known
            for one, some in zip(inside, groups, strict=True):
                one.value = [word for at in some for word in self._free[at]]
                if not one.label:
                    one.value = _behind_unknown(one, one.value)

    def _parts(self) -> Iterator[_Part]:
        """The fields of each part of the page, and its lines that are no labels."""
        for first, last in pairwise(sorted(set(self._breaks))):
            inside = [one for one in self._fields if first <= one.row < last and not one.nested]
            lines = [at for at in range(first, last) if self._free[at] and at not in self._bars]
            yield inside, lines

    def _take_nested(self, one: _Field) -> None:
        bottom = min((it.row for it in self._fields if it.row > one.row), default=self._end)
        for at in range(one.row, bottom):
            mine = [word for word in self._free[at] if word.left >= one.at.left - 1]
            one.value += mine
            self._free[at] = [word for word in self._free[at] if word.left < one.at.left - 1]


def _is_next(text: str, word: str) -> bool:
    """Whether it is the label's word, or as much of it as stood on the line (``DAN/`` ``ATAU``)."""
    return text == word or (word.startswith(text) and text.endswith("/"))


def _no_colon_alone(row: Row, taken: Container[int]) -> list[Word]:
    """The words that are not taken; a colon with nothing beside it says nothing."""
    free = [word for word in row if id(word) not in taken]
    return free if any(word.text != ":" for word in free) else []


def _alignment(fields: Sequence[_Field], parts: Sequence[_Part]) -> _Aligned:
    """By the labels of several lines, else by what stands above the first codes."""
    seen: Counter[_Aligned] = Counter()
    for one in fields:
        lines = sorted({row for row, _ in one.label})
        if len(lines) > 1 and not one.nested:
            ends = {lines[0]: _Aligned.TOP, lines[-1]: _Aligned.BOTTOM}
            seen[ends.get(one.row, _Aligned.MIDDLE)] += 1
    if seen:
        return max(seen, key=lambda how: seen[how])
    if any(lines and lines[0] < inside[0].row for inside, lines in parts):
        below = any(lines and lines[-1] > inside[-1].row for inside, lines in parts)
        return _Aligned.MIDDLE if below else _Aligned.BOTTOM
    return _Aligned.TOP


def _groups(
    inside: Sequence[_Field], lines: Sequence[int], rows: Sequence[Row], how: _Aligned
) -> list[list[int]]:
    """The lines of each field; not all of them where they do not stand as they should."""
    groups: list[list[int]] = []
    left = list(lines)
    for at, one in enumerate(inside):
        below = inside[at + 1].row if at + 1 < len(inside) else math.inf
        if how is _Aligned.TOP:
            some = [line for line in left if line < below]
        elif how is _Aligned.BOTTOM:
            some = [line for line in left if line <= one.row]
        else:
            some = _centred(one.at, left, rows)
        groups.append(some)
        left = left[len(some) :]
    return groups


def _centred(code: Word, lines: Sequence[int], rows: Sequence[Row]) -> list[int]:
    """The first lines, of which as much stands above the code's middle as below."""
    if not lines:
        return []
    off, first = _SAME_LINE * code.height, rows[lines[0]][0].middle
    if first > code.middle + off:
        return []
    found = [line for line in lines if rows[line][0].middle <= 2 * code.middle - first + off]
    even = abs(first + rows[found[-1]][0].middle - 2 * code.middle) <= 2 * off
    return found if even else []


def _behind_unknown(one: _Field, words: Sequence[Word]) -> list[Word]:
    """The value behind a label in other words: it must end in a colon, and nothing may stand below
    it."""
    row = [word for word in words if _same_line(word, one.at)]
    colon = next((word for word in row if word.text.endswith(":")), None)
    if colon is None:
        return []
    others = (word for word in words if word not in row)
    if any(word.left < colon.right for word in others):
        return []
    return [word for word in words if word.left >= colon.right - 0.5]


# Codes


def _codes(rows: Sequence[Row]) -> list[_Field]:
    """The codes in front of labels, from top to bottom; those at the left, and a nested one."""
    found = [
        _Field(match[1], word, at, nested=index > 0, glued=match[2])
        for at, row in enumerate(rows)
        for index, word in enumerate(row)
        if word.text[:1] in ("A", "B", "C")
        and (match := _CODE.fullmatch(word.text))
        and match[1] in _LABELS
        and (index == 0 or _first_word_follows(row, index, match))
    ]
    first = [one for one in found if not one.nested]
    if not first:
        return []
    left = min(one.at.left for one in first)
    limit = left + _AT_LEFT * first[0].at.height
    return [
        one
        for one in found
        if (one.at.left <= limit and not one.nested)
        or one.code in _COLUMNS
        or (one.nested and one.code == "B.9" and _inside_document(one, found))
    ]


def _first_word_follows(row: Row, index: int, match: re.Match[str]) -> bool:
    if match[1] in _COLUMNS:
        return True
    following = match[2] or (row[index + 1].text if index + 1 < len(row) else "")
    return following.casefold().startswith(_LABELS[match[1]][0].casefold())


def _inside_document(nested: _Field, found: Sequence[_Field]) -> bool:
    above = [one for one in found if one.row <= nested.row and not one.nested]
    others = [one for one in found if one.code == "B.9" and not one.nested]
    return bool(above) and above[-1].code == "B.8" and not others


def _once(fields: Sequence[_Field]) -> Iterator[_Field]:
    """Without what only looks like a code, for another with the same one has its label, or it
    stands in another section."""
    labelled = {one.code for one in fields if one.label}
    return (one for one in fields if one.label or one.code not in labelled)


def _bars(rows: Sequence[Row]) -> list[int]:
    """The heads of the sections (``B. PEMOTONGAN …``), and the lines on which they go on."""
    found: list[int] = []
    words: frozenset[str] = frozenset()
    for at, row in enumerate(rows):
        if _SECTION.fullmatch(row[0].text) and len(row) > 1:
            words = _BARS[row[0].text[0]]
            found.append(at)
        elif words.issuperset(word.text.casefold() for word in row):
            found.append(at)
        else:
            words = frozenset()
    return found


_BARS = {
    title[0]: frozenset(title.casefold().split())
    for title in (slip_form.PAYEE, slip_form.WITHHELD, slip_form.WITHHOLDER)
}
_HEAD_WORDS = frozenset({"KODE", "DPP", "TARIF", "(Rp)", "(%)", "B.3", "B.4", "B.5", "B.6", "B.7"})


_ABOVE_TABLE = _HEAD_WORDS | frozenset(["OBJEK", "PAJAK", "PENGHASILAN"])


def _is_head_of_table(row: Row) -> bool:
    texts = {word.text for word in row}
    return bool(texts & _HEAD_WORDS) or texts <= _ABOVE_TABLE


def _end(rows: Sequence[Row]) -> int:
    """The row in which all fields are over."""
    words = slip_form.SIGNED.casefold().split()
    for at, row in enumerate(rows):
        first = row[0].text.casefold()
        if first == words[0] and text_of(row[: len(words)]).casefold().split() == words:
            return at
    return len(rows)


# Words


def _same_line(word: Word, other: Word) -> bool:
    return abs(word.middle - other.middle) <= _SAME_LINE * max(word.height, other.height)


def _text(words: Sequence[Word]) -> str:
    """The colon that parts it from the label is the first word, or stands left of all others."""
    if not words:
        return ""
    colon = words[0] if words[0].text.startswith(":") else min(words, key=itemgetter(1))
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        said = word.text.removeprefix(":") if word is colon else word.text
        wrapped = before is not None and _HYPHENATED.search(text) and not _same_line(before, word)
        text += said if wrapped or not (text and said) else f" {said}"
    return text


def _kinds_and_days(words: Sequence[Word]) -> Sequence[tuple[str, str]]:
    """``Jenis Dokumen : … Tanggal : …``: side by side, each wrapped within its column, or one
    behind the other, wrapped together."""
    words = [piece for word in words for piece in _at_colon(word)]
    start, at = _find(words, _KIND), _find(words, (_DAY,))
    if start is None:
        return ()
    said = words[start : start + len(_KIND)]
    rest = [word for word in words[start:] if word not in said]
    if at is None:
        return ((_text(rest), ""),)
    day = words[at]
    together = (_text(words[start + len(said) : at]), _text(words[at + 1 :]))
    if day.left < said[-1].right:
        return (together,)
    column = [word for word in rest if word.left >= day.left - 1 and word is not day]
    beside = [word for word in column if _same_line(word, day)]
    kind = _text([word for word in rest if word.left < day.left - 1])
    return (kind, _text(column)), (kind, _text(beside)), together


def _not_glued(row: Row) -> Iterator[Word]:
    """With the labels within the document's field parted from the words that they touch, in a table
    without room between its columns."""
    for word in row:
        before = word.text.removesuffix(_GLUED)
        if before != word.text and before.casefold() in _OF_DOCUMENT:
            yield from _parted(word, len(before))
        else:
            yield word


def _at_colon(word: Word) -> Iterator[Word]:
    """A label and the value that is glued to it, or to which it is, as two words."""
    label, colon, rest = word.text.partition(":")
    before = label.casefold().removesuffix(_DAY)
    if rest and label.casefold() in (_KIND[-1], _DAY):
        yield from _parted(word, len(label + colon))
    elif before != label.casefold() and before.isalpha():
        first, second = _parted(word, len(before))
        yield first
        yield from _at_colon(second)
    else:
        yield word


def _parted(word: Word, at: int) -> tuple[Word, Word]:
    """Its first letters and the rest."""
    middle = word.left + (word.right - word.left) * at / len(word.text)
    return (
        word._replace(text=word.text[:at], right=middle),
        word._replace(text=word.text[at:], left=middle),
    )


def _find(words: Sequence[Word], wanted: Sequence[str]) -> int | None:
    """Where these words stand one after the other."""
    texts = [word.text.casefold().rstrip(":") for word in words]
    places = (at for at in range(len(texts)) if texts[at : at + len(wanted)] == list(wanted))
    return next(places, None)
