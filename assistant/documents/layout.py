"""Where the words of a PDF's page stand: words, rows and columns, whatever order it was drawn in.

pdfium gives text in the order of drawing, and programs draw a form in many orders: all labels and
then all values, a column at a time, each letter by itself. What people read is places; so do
readers of forms. Places are points as one sees them: right and *down*, along the direction in which
the page reads, so a page that was turned or scaled reads as any other.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_TOKEN = re.compile("[^\\s\ufffe]+\ufffe?|\ufffe")
"""pdfium writes one character of its own for a hyphen and the end of the line behind it."""
_HYPHENS = str.maketrans({"\ufffe": "-"})
_SAME_ROW = 0.35
"""Of a word's height: how far the middles of two words of one row may be apart."""
_ONE_WORD = 0.13
"""Of its height: the widest gap within a word. A blank is at least 0.2 of it."""
_WIDE = 0.9
"""Of its height: a word whose characters are wider on average has a gap in it."""
_LARGE = 2.2
"""Times the usual height: what is written over a page, not on it."""


class Word(NamedTuple):
    """Some letters without a blank between them, and their box. ``top`` is less than ``bottom``."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


Row = Sequence[Word]
"""Words side by side, from left to right."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is written on a page, and what is written across it."""

    rows: tuple[Row, ...]
    """From top to bottom."""
    across: tuple[str, ...]
    """What stands in another direction than the rest, each line without blanks as it reads in its
    own, and behind them all of it as it was drawn."""
    large: tuple[str, ...] = ()
    """The same of what stands in letters much larger than the rest."""


def read_layout(page: pdfium.PdfTextPage) -> Layout:
    """The page's words in their places."""
    found = list(_found(page))
    if not found:
        return Layout((), ())
    turn = _usual_turn(found)
    straight = [word for word in found if word.turn == turn]
    usual = median_low(word.height for word in straight)
    large = [word for word in straight if word.height > _LARGE * usual and word.text.isascii()]
    return Layout(
        rows_of(word.placed() for word in straight if word not in large),
        tuple(_written_across([word for word in found if word.turn != turn])),
        tuple(_written_across(large)),
    )


def _usual_turn(words: list[_Found]) -> int:
    """The direction of most letters; a slanting one only when there is no other."""
    letters: Counter[int] = Counter()
    for word in words:
        letters[word.turn] += len(word.text)
    return max(letters, key=lambda turn: (turn % 90 == 0, letters[turn]))


def rows_of(words: Iterable[Word]) -> tuple[Row, ...]:
    """The words in rows; pieces of one word are joined."""
    rows: list[list[Word]] = []
    anchor = -math.inf
    for word in sorted(words, key=_middle):
        if rows and word.middle - anchor <= _SAME_ROW * min(word.height, rows[-1][0].height):
            rows[-1].append(word)
        else:
            rows.append([word])
            anchor = word.middle
    return tuple(_in_order(row) for row in rows)


def text_of(row: Iterable[Word]) -> str:
    """Its words with a blank between them."""
    return " ".join(word.text for word in row)


def between(row: Iterable[Word], left: float, right: float) -> list[Word]:
    """The words of a column: those whose middle lies between both."""
    return [word for word in row if left <= (word.left + word.right) / 2 < right]


def cells(row: Row, gap: float = 1.0) -> list[Word]:
    """The row as pieces with wide gaps between them; ``gap`` in heights of its words."""
    parts: list[Word] = []
    for word in row:
        if parts and word.left - parts[-1].right <= gap * word.height:
            parts[-1] = _joined(parts[-1], word, " ")
        else:
            parts.append(word)
    return parts


def _middle(word: Word) -> float:
    return word.middle


def _in_order(row: list[Word]) -> list[Word]:
    """From left to right. What reads from the right stays in the order in which it was drawn."""
    if any(_reads_leftward(word.text) for word in row):
        return row
    joined: list[Word] = []
    for word in sorted(row, key=lambda word: word.left):
        if joined and word.left - joined[-1].right <= _ONE_WORD * word.height:
            joined[-1] = _joined(joined[-1], word)
        else:
            joined.append(word)
    return joined


def _joined(first: Word, second: Word, between: str = "") -> Word:
    return Word(
        f"{first.text}{between}{second.text}",
        first.left,
        min(first.top, second.top),
        max(first.right, second.right),
        max(first.bottom, second.bottom),
    )


def _reads_leftward(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.bidirectional(char) in ("R", "AL") for char in text
    )


# As pdfium found them


class _Found(NamedTuple):
    """A word in pdfium's own coordinates, up and right, and how far it is turned, in degrees."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def height(self) -> float:
        """Across the direction in which it reads."""
        return self.right - self.left if self.turn in (90, 270) else self.top - self.bottom

    def placed(self) -> Word:
        text, left, bottom, right, top, turn = self
        if turn == 90:
            return Word(text, -top, -right, -bottom, -left)
        if turn == 180:
            return Word(text, -right, bottom, -left, top)
        if turn == 270:
            return Word(text, bottom, left, top, right)
        return Word(text, left, -top, right, -bottom)


def _found(page: pdfium.PdfTextPage) -> Iterator[_Found]:
    """The words by pdfium's blanks. What cannot be one word comes letter by letter."""
    text = _characters(page)
    raw = page.raw
    first, last = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
    into_first, into_last = ctypes.byref(first), ctypes.byref(last)
    box, angle = pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_GetCharAngle
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        box(raw, start, into_first)
        box(raw, end - 1, into_last)
        radians = angle(raw, start)
        if radians == 0 and (word := _plain_word(match[0], first, last)):
            yield word
            continue
        turn = round(math.degrees(radians)) % 360
        word = _Found(
            _clean(match[0]),
            min(first.left, last.left),
            min(first.bottom, last.bottom),
            max(first.right, last.right),
            max(first.top, last.top),
            turn,
        )
        if end - start > 1 and _is_in_pieces(word, first, last):
            for index in range(start, end):
                box(raw, index, into_first)
                yield _Found(
                    _clean(text[index]),
                    first.left,
                    first.bottom,
                    first.right,
                    first.top,
                    round(math.degrees(angle(raw, index))) % 360,
                )
        else:
            yield word


def _plain_word(text: str, first: pdfium_c.FS_RECTF, last: pdfium_c.FS_RECTF) -> _Found | None:
    """What nearly all words are, told at once: letters side by side on a level line, with no gap.
    None: it has to be looked at more closely."""
    left, right, bottom, top = first.left, last.right, first.bottom, first.top
    level = last.bottom == bottom and last.top == top and left < last.left
    if not level or not text.isascii() or right - left > _WIDE * len(text) * (top - bottom):
        return None
    return _Found(text, left, bottom, right, top, 0)


def _clean(text: str) -> str:
    """With hyphens for pdfium's own, and each pair of surrogates as what it stands for."""
    if text.isascii():
        return text
    return text.translate(_HYPHENS).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_in_pieces(word: _Found, first: pdfium_c.FS_RECTF, last: pdfium_c.FS_RECTF) -> bool:
    """Whether it has a gap, reads against its direction, or ends in letters of another size: pdfium
    glues what is written across a page to what it crosses. Other scripts may well do all that."""
    text, left, bottom, right, top, turn = word
    if max(text) >= "\u0300":
        return False
    if turn == 0:
        backward, length = last.left < first.left, right - left
    elif turn == 180:
        backward, length = last.left > first.left, right - left
    elif turn == 270:
        backward, length = last.bottom < first.bottom, top - bottom
    elif turn == 90:
        backward, length = last.bottom > first.bottom, top - bottom
    else:
        return True
    uneven = _height(first, turn) < 0.9 * word.height or _height(last, turn) < 0.9 * word.height
    return backward or uneven or length > _WIDE * len(text) * word.height


def _height(box: pdfium_c.FS_RECTF, turn: int) -> float:
    height = box.right - box.left if turn in (90, 270) else box.top - box.bottom
    return float(height)


def _characters(page: pdfium.PdfTextPage) -> str:
    """One for each of pdfium's: its index in the text is pdfium's."""
    count = page.count_chars()
    text: str = page.get_text_range() if count else ""
    if len(text) == count:
        return text
    unicode = pdfium_c.FPDFText_GetUnicode
    return "".join(chr(unicode(page.raw, index) or 32) for index in range(count))


def _written_across(words: list[_Found]) -> Iterator[str]:
    """The lines of each direction, along it, and all of it as it was drawn."""
    for turn in dict.fromkeys(word.turn for word in words):
        same = [word for word in words if word.turn == turn]
        off = min(min(word.right - word.left, word.top - word.bottom) for word in same) * _SAME_ROW
        lines: list[list[tuple[float, float, str]]] = []
        for across, along, text in sorted(_along(word, turn) for word in same):
            if not lines or across - lines[-1][0][0] > off:
                lines.append([])
            lines[-1].append((across, along, text))
        for line in lines:
            yield "".join(text for _, _, text in sorted(line, key=lambda place: place[1]))
    if words:
        yield "".join(word.text for word in words)


def _along(word: _Found, turn: int) -> tuple[float, float, str]:
    """How far its middle is off the line through the corner of the page, and how far along it."""
    x, y = (word.left + word.right) / 2, (word.bottom + word.top) / 2
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return x * sin + y * cos, x * cos - y * sin, word.text
