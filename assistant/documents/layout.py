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
from operator import itemgetter
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_TOKEN = re.compile("[^\\s\ufffe]+\ufffe?|\ufffe")
"""pdfium writes one character of its own for a hyphen and the end of the line behind it."""
_HYPHENS = str.maketrans({"\ufffe": "-"})
_SAME_ROW = 0.35
"""Of a word's height: how far the middles of two words of one row may be apart."""
_ONE_WORD = 0.12
"""Of its height: the widest gap within a word. A blank is at least 0.2 of it, but for what kerning
takes away: 0.127 between two A of Arial Narrow."""
_BLANK = 0.2
_OVERLAP = 0.15
"""Of its height: how far a word may begin within the one before, where letters are set tightly."""
_WIDE = 0.9
"""Of its height: a word whose characters are wider on average has a gap in it."""
_LARGE = 1.8
"""Times the usual height: what is written over a page, not on it."""
_CODES = re.compile(r"[\x00-\x1f]")
_MOST_CODES = 50
"""One of so many characters may be none that is written."""
_SPELT = re.compile(r"(?<!\S)(?:[^\W\d_]\s{1,3}){5,}[^\W\d_](?!\S)")
"""Letters that were drawn one by one, apart from each other."""


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
    spelt: tuple[str, ...] = ()
    """What was drawn letter by letter with blanks between, without these: it may stand over other
    words, whose row then has its letters among them."""


def read_layout(page: pdfium.PdfTextPage) -> Layout:
    """The page's words in their places."""
    text = _characters(page)
    found = list(_found(page, text))
    if not found:
        return Layout((), ())
    turn = _usual_turn(found)
    straight = [word for word, its in found if its == turn]
    usual = sorted(bottom - top for _, _, top, _, bottom in straight)[len(straight) // 4]
    large = [word for word in straight if word.height > _LARGE * usual and word.text.isascii()]
    body = [word for word in straight if word not in large] if large else straight
    return Layout(
        rows_of(body),
        tuple(_written_across([pair for pair in found if pair[1] != turn])),
        tuple(_written_across([(word, 0) for word in large])),
        tuple("".join(letters.split()) for letters in _SPELT.findall(text)),
    )


def is_coded(layouts: Iterable[Layout]) -> bool:
    """Whether the words are numbers of shapes, as where a font does not say which letter each of
    its shapes is: many are then characters that nobody writes."""
    text = "".join([word[0] for layout in layouts for row in layout.rows for word in row])
    return len(_CODES.findall(text)) * _MOST_CODES > len(text)


def _usual_turn(words: list[_Turned]) -> int:
    """The direction of most letters; a slanting one only when there is no other."""
    turns = {turn for _, turn in words}
    if len(turns) == 1:
        return turns.pop()
    letters: Counter[int] = Counter()
    for word, turn in words:
        letters[turn] += len(word.text)
    return max(letters, key=lambda turn: (turn % 90 == 0, letters[turn]))


def rows_of(words: Iterable[Word]) -> tuple[Row, ...]:
    """The words in rows; pieces of one word are joined."""
    rows: list[list[Word]] = []
    anchor = height = -math.inf
    for word in sorted(words, key=_middle):
        _, _, top, _, bottom = word
        if (top + bottom) / 2 - anchor <= _SAME_ROW * min(bottom - top, height):
            rows[-1].append(word)
        else:
            rows.append([word])
            anchor, height = (top + bottom) / 2, bottom - top
    return tuple(map(_in_order, rows))


_left = itemgetter(1)


def _middle(word: Word) -> float:
    return word[2] + word[4]


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


def _in_order(row: list[Word]) -> list[Word]:
    """From left to right. What reads from the right stays in the order in which it was drawn."""
    texts = [word[0] for word in row]
    if not all(map(str.isascii, texts)) and any(map(_reads_leftward, texts)):
        return row
    row.sort(key=_left)
    joined = [row[0]]
    for word in row[1:]:
        _, left, top, _, bottom = word
        if left - joined[-1][3] <= _ONE_WORD * (bottom - top):
            joined[-1] = _joined(joined[-1], word)
        else:
            joined.append(word)
    return joined


def _joined(first: Word, second: Word, between: str = "") -> Word:
    text, left, top, right, bottom = first
    also, begins, above, ends, below = second
    return Word(
        f"{text}{between}{also}",
        left if left < begins else begins,
        top if top < above else above,
        right if right > ends else ends,
        bottom if bottom > below else below,
    )


def _reads_leftward(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


# As pdfium found them

_NOWHERE = Word("", math.inf, math.inf, math.inf, math.inf)
_Turned = tuple[Word, int]
"""A word and how far it is turned, in degrees. What is turned by quarters of a circle has its box
as it reads, anything else as pdfium has it, up and right."""


def _found(page: pdfium.PdfTextPage, text: str) -> Iterator[_Turned]:
    """The words of the page's ``text`` by pdfium's blanks. What may not be one word comes letter by
    letter: what is turned or large, for pdfium glues what is written across a page to what it
    crosses."""
    letters = _Letters(page)
    least = math.inf  # the height of the smallest word so far
    ended, edge = -1, _NOWHERE  # the word before
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if not letters.look_at(start, end):
            continue  # off the page, where nobody sees it
        plain = letters.plain(match[0])
        if plain is not None and plain.bottom - plain.top <= _LARGE * least:
            height = plain.bottom - plain.top
            least = min(least, height)
            if start - ended == 1 and plain.left - edge.right <= _ONE_WORD * height:
                plain = _behind_blank(page, ended, edge, plain)
            ended, edge = end, plain
            yield plain, 0
            continue
        word, is_one = letters.whole(match[0])
        turn = _degrees(letters.radians)
        if turn == 0 and start - ended == 1:
            word = _behind_blank(page, ended, edge, word)
        ended, edge = end, word if turn == 0 else _NOWHERE
        if end - start == 1 or (is_one and plain is None):
            yield word, turn
        else:
            yield from letters.one_by_one(text, start, end)


class _Letters:
    """A word's letters as pdfium places them, by its first and last: most words need no more."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self._raw = page.raw
        self._edges = page.page.get_bbox()
        self._first, self._last = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
        self._into_first, self._into_last = ctypes.byref(self._first), ctypes.byref(self._last)
        self._box, self._angle = pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_GetCharAngle
        self.radians = 0.0
        """How far the first is turned: what is upside down may have them in this order, too."""

    def look_at(self, start: int, end: int) -> bool:
        """Whether they stand on the page."""
        first, last, raw = self._first, self._last, self._raw
        self._box(raw, start, self._into_first)
        self._box(raw, end - 1, self._into_last)
        self.radians = self._angle(raw, start)
        left, bottom, right, top = self._edges
        begins, low, high = last.left, first.bottom, first.top
        return not (
            (begins < left and last.right < left)
            or (begins > right and first.left > right)
            or (high < bottom and last.top < bottom)
            or (low > top and last.bottom > top)
        )

    def plain(self, text: str) -> Word | None:
        """The word, where it surely stands straight and reads from left to right."""
        first, last = self._first, self._last
        left, top, right, bottom = first.left, first.top, last.right, first.bottom
        length = len(text)
        if (
            not self.radians
            and length > 1
            and top == last.top
            and bottom == last.bottom
            and left < last.left
            and right - left <= _WIDE * length * (top - bottom)
            and text.isascii()
        ):
            return Word(text, left, -top, right, -bottom)
        return None

    def whole(self, text: str) -> tuple[Word, bool]:
        """Any other, and whether it is one word that stands straight."""
        turn = _degrees(self.radians)
        begin, end = _placed(_clean(text), self._first, turn), _placed("", self._last, turn)
        word = _joined(begin, end)
        return word, turn == 0 and not _is_in_pieces(word, begin, end)

    def one_by_one(self, text: str, start: int, end: int) -> Iterator[_Turned]:
        for index in range(start, end):
            self._box(self._raw, index, self._into_first)
            turn = _degrees(self._angle(self._raw, index))
            yield _placed(_clean(text[index]), self._first, turn), turn


def _behind_blank(page: pdfium.PdfTextPage, blank: int, before: Word, word: Word) -> Word:
    """The word, no nearer to the one before than a blank is wide, if one was drawn between them:
    kerning and tight letters leave too little of it to be seen by its width."""
    height = word.bottom - word.top
    gap = word.left - before.right
    if (
        not -_OVERLAP * height < gap <= _ONE_WORD * height
        or abs(before.bottom - word.bottom) > _SAME_ROW * height
        or pdfium_c.FPDFText_IsGenerated(page.raw, blank)
    ):
        return word
    left = min(before.right + _BLANK * height, word.right)
    return word._replace(left=left)


def _degrees(radians: float) -> int:
    return round(math.degrees(radians)) % 360 if radians else 0


def _placed(text: str, box: pdfium_c.FS_RECTF, turn: int) -> Word:
    if turn == 0:
        return Word(text, box.left, -box.top, box.right, -box.bottom)
    if turn == 90:
        return Word(text, -box.top, -box.right, -box.bottom, -box.left)
    if turn == 180:
        return Word(text, -box.right, box.bottom, -box.left, box.top)
    if turn == 270:
        return Word(text, box.bottom, box.left, box.top, box.right)
    return Word(text, box.left, box.bottom, box.right, box.top)


def _characters(page: pdfium.PdfTextPage) -> str:
    """One for each of pdfium's: its index in the text is pdfium's."""
    count = page.count_chars()
    text: str = page.get_text_range() if count else ""
    if len(text) == count:
        return text
    unicode = pdfium_c.FPDFText_GetUnicode
    return "".join(chr(unicode(page.raw, index) or 32) for index in range(count))


def _clean(text: str) -> str:
    """With hyphens for pdfium's own, and each pair of surrogates as what it stands for."""
    if text.isascii():
        return text
    return text.translate(_HYPHENS).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_in_pieces(word: Word, first: Word, last: Word) -> bool:
    """Whether it has a gap, reads against its direction, or ends in letters of another size. Other
    scripts may well do all that.

    ``first`` and ``last`` are its letters.
    """
    text, left, top, right, bottom = word
    if not text.isascii() and any(map(_of_other_script, text)):
        return False
    height = bottom - top
    even = 0.9 * height
    return (
        last.left < first.left
        or first[4] - first[2] < even
        or last[4] - last[2] < even
        or right - left > _WIDE * len(text) * height
    )


def _of_other_script(char: str) -> bool:
    return char >= "\u0300" and unicodedata.category(char)[0] not in "PS"


def _written_across(words: list[_Turned]) -> Iterator[str]:
    """The lines of each direction, along it, and all of it as it was drawn."""
    for turn in dict.fromkeys(turn for _, turn in words):
        same = [word for word, its in words if its == turn]
        off = min(min(word.right - word.left, word.height) for word in same) * _SAME_ROW
        lines: list[list[tuple[float, float, str]]] = []
        for across, along, text in sorted(_along(word, turn) for word in same):
            if not lines or across - lines[-1][0][0] > off:
                lines.append([])
            lines[-1].append((across, along, text))
        for line in lines:
            yield "".join(text for _, _, text in sorted(line, key=lambda place: place[1]))
    if words:
        yield "".join(word.text for word, _ in words)


def _along(word: Word, turn: int) -> tuple[float, float, str]:
    """How far its middle is off the line through the corner of the page, and how far along it."""
    x, y = (word.left + word.right) / 2, word.middle
    if turn % 90 == 0:
        return y, x, word.text
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return x * sin + y * cos, x * cos - y * sin, word.text
