"""The fields of a slip's page: a code, a label, a colon, and the value in a box of its own."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from assistant.documents import slip_form
from assistant.documents.layout import Row, Word, text_of

_LABELS = dict(
    (
        slip_form.PAYEE_NPWP,
        slip_form.PAYEE_NAME,
        slip_form.PAYEE_NITKU,
        slip_form.FACILITY,
        slip_form.KIND,
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
)
_WORDS = {
    **{code: tuple(" ".join(lines).split()) for code, lines in _LABELS.items()},
    **{key: tuple(key.split()) for key in (slip_form.DOCUMENT_KIND, slip_form.DOCUMENT_DATE)},
}
"""The words of each label."""
_CODE = re.compile(r"([ABC]\.\d{1,2})(?!\d)(.*)")
_CLOSE = 1.0
"""Of a colon's height: how far from its label it may stand and yet follow it."""
_SECTION = re.compile(r"[ABC]\.")
_TABLE_WORDS = frozenset({"KODE", "DPP", "TARIF", "(Rp)", "(%)", "B.3", "B.4", "B.5", "B.6", "B.7"})


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A label, or something else that ends the value above it."""

    key: str
    """The code, or the label's words; empty for what only ends a value."""
    row: int
    first: Word
    """Where it begins."""
    label: tuple[str, ...]
    """Its words, without the code."""


class Fields:
    """What stands behind each label."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._anchors = list(_anchors(rows))

    def count(self, code: str) -> int:
        """How often the label stands there."""
        return sum(anchor.key == code for anchor in self._anchors)

    def top(self, *codes: str) -> float:
        """Where the first label with one of these codes begins; infinity when none is there."""
        tops = (one.first.top for one in self._anchors if one.key in codes)
        return min(tops, default=math.inf)

    def value(self, key: str) -> str:
        """Its words with a blank between them; empty when the label is not there exactly once."""
        found = [anchor for anchor in self._anchors if anchor.key == key]
        return self._value(found[0]) if len(found) == 1 else ""

    def _value(self, anchor: _Anchor) -> str:
        right = self._right_of(anchor)
        bottom = self._bottom_of(anchor, right)
        within = takewhile(lambda row: row[0].middle < bottom, islice(self._rows, anchor.row, None))
        box = [[word for word in row if anchor.first.left <= word.left < right] for row in within]
        colon = _colon(box)
        words = _right_of_colon(box, colon) if colon else _without_label(box, anchor)
        return " ".join(words)

    def _right_of(self, anchor: _Anchor) -> float:
        """Where the next label of the row begins."""
        beside = (
            other.first.left
            for other in self._anchors
            if other.row == anchor.row and other.first.left > anchor.first.left
        )
        return min(beside, default=math.inf)

    def _bottom_of(self, anchor: _Anchor, right: float) -> float:
        """The top of the next label below it: what belongs to another column is none."""
        below = (
            other.first.top
            for other in self._anchors
            if other.row > anchor.row and other.first.left < right
        )
        return min(below, default=math.inf)


def _anchors(rows: Sequence[Row]) -> Iterator[_Anchor]:
    last = ""
    for at, row in enumerate(rows):
        if _ends_values(row, before_table=last in ("B.1", "B.2")):
            yield _Anchor("", at, row[0], ())
        for index, word in enumerate(row):
            key = _key_of(row, index, inside_document=last in ("B.8", "B.9"))
            if key is not None:
                yield _Anchor(key, at, word, _WORDS[key])
                last = key if key in _LABELS else last


def _ends_values(row: Row, *, before_table: bool) -> bool:
    """The head of a section (``B. PEMOTONGAN …``) or of the table, or what is below all of it."""
    if _SECTION.fullmatch(row[0].text):
        return len(row) > 1
    if before_table and any(word.text in _TABLE_WORDS for word in row):
        return True
    return _says(row, 0, slip_form.SIGNED)


def _key_of(row: Row, index: int, inside_document: bool) -> str | None:
    first = row[index].text[:1]
    if first in ("A", "B", "C"):
        return _code_of(row, index)
    if inside_document and first in ("J", "T", "j", "t"):
        for key in (slip_form.DOCUMENT_KIND, slip_form.DOCUMENT_DATE):
            if _says(row, index, key):
                return key
    return None


def _code_of(row: Row, index: int) -> str | None:
    """The code that this word is, when its label's first word follows."""
    match = _CODE.fullmatch(row[index].text)
    if match is None or match[1] not in _LABELS:
        return None
    code, glued = match.groups()
    following = glued or (row[index + 1].text if index + 1 < len(row) else "")
    first = _WORDS[code][0].casefold()
    return code if following.casefold().startswith(first) else None


def _says(row: Row, index: int, label: str) -> bool:
    wanted = label.casefold()
    if row[index].text[:1].casefold() != wanted[0]:
        return False
    words = text_of(row[index : index + len(label.split())]).casefold()
    return words.rstrip(":").rstrip() == wanted or words.startswith(f"{wanted}:")


def _colon(box: Sequence[Sequence[Word]]) -> Word | None:
    """The colon behind the label: the first that stands alone or at a word's end or beginning, else
    the first within a word."""
    words = [word for row in box for word in row if ":" in word.text]
    edges = (word for word in words if word.text.startswith(":") or word.text.endswith(":"))
    return next(edges, next(iter(words), None))


def _right_of_colon(box: Sequence[Sequence[Word]], colon: Word) -> Iterator[str]:
    """All that stands to its right, on its row and on those above and below."""
    at = next(index for index, row in enumerate(box) if colon in row)
    own = box[at]
    if own[0] is colon:  # the value stands below its label
        box = box[at:]
    start = (colon.left if colon.text.startswith(":") else colon.right) - 0.5
    edge = _edge_of_value(own, colon) - 0.5
    for row in box:
        for word in row if row is own else _value_words(row, start, edge):
            if word is colon:
                if rest := colon.text.partition(":")[2]:
                    yield rest
            elif word.left >= start:
                yield word.text


def _value_words(row: Sequence[Word], start: float, edge: float) -> Iterator[Word]:
    """Those of another row than the colon's: right of the edge, or parted from the label."""
    end = -math.inf
    is_value = False
    for word in row:
        apart = word.left - end > _CLOSE * word.height
        is_value = is_value or word.left >= edge or (apart and word.left >= start)
        if is_value:
            yield word
        end = word.right


def _edge_of_value(row: Sequence[Word], colon: Word) -> float:
    """Where the lines of the value begin. A colon that follows its label closely may stand further
    left than the label's other lines end: there the value itself tells."""
    at = row.index(colon)
    before, behind = row[:at], row[at + 1 :]
    apart = not before or colon.left - before[-1].right > _CLOSE * colon.height
    if apart and colon.text.startswith(":"):
        return colon.left
    return behind[0].left if behind else colon.right


def _without_label(box: Sequence[Sequence[Word]], anchor: _Anchor) -> Iterator[str]:
    """All but the code and the label's words, each taken away once and in their order."""
    label = list(anchor.label)
    for row in box:
        for word in row:
            text = word.text
            if word is anchor.first:
                text = text.removeprefix(anchor.key)
            if label and text.casefold() == label[0].casefold():
                label.pop(0)
            elif text and text != ":":
                yield text
