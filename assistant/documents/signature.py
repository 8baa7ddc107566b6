"""What stands below a faktur's totals: who signed where and when, and the reference.

On one page or on several, one below the other or side by side: columns are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.documents import form
from assistant.documents.item_table import PageLine
from assistant.documents.items import joined
from assistant.documents.layout import Word, cells

_PLACE_AND_DATE = re.compile(rf"(.+), (\d{{1,2}}) ({'|'.join(form.MONTHS)}) (\d{{4}})")
_SENTENCE_END = "pada Faktur Pajak ini."
_REFERENCE = re.compile(re.escape(form.REFERENCE.removesuffix(":")) + " ?:")
_NO_SIGNER = re.compile(r"\d{4}|^[^(]*\)")
"""What is of no name: a piece of the reference, where its words stand far apart."""
_SIGNS = form.SIGNED.partition(" ")[0]
_GAP = 1.5
"""Heights of a line: what is farther apart belongs to two columns."""

Day = date


@dataclass(frozen=True, slots=True)
class Signature:
    place: str | None
    date: Day | None
    signer: str | None
    reference: str | None
    """None when there is none, or when it was not read."""
    reference_is_read: bool
    """Whether it is known that there is one, or none."""


_UNREAD = Signature(None, None, None, None, reference_is_read=False)


def read_signature(lines: Sequence[PageLine] | None, *, whole: bool) -> Signature:
    """By the lines below the totals; ``whole`` says whether all pages are there. Without either,
    nothing can be said to be absent."""
    if lines is None:
        return _UNREAD
    below = _below_sentence(lines)
    if below is None:
        return _UNREAD
    columns = [_Column.of(column) for column in _columns(below)]
    references = [column.reference for column in columns if column.has_reference]
    signed = [column for column in columns if form.SIGNED in column.text]
    place, day, signer = _signed(signed[0].text) if len(signed) == 1 else (None, None, None)
    one = len(references) == 1
    stray = any(_may_refer(column.text) for column in columns)
    return Signature(
        place=place,
        date=day,
        signer=signer,
        reference=_meant(references[0]) if one else None,
        reference_is_read=(one and references[0] is not None)
        or (not references and not stray and len(signed) == 1 and whole),
    )


def _may_refer(text: str) -> bool:
    """Whether it may name an invoice in another way than the form does: besides the day nothing
    below the totals has a digit."""
    return "referensi" in text.casefold() or bool(
        re.search(r"\d", _PLACE_AND_DATE.sub("", text, count=1))
    )


def _meant(reference: str | None) -> str | None:
    return None if reference in (None, "", form.NOTHING) else reference


def _below_sentence(lines: Sequence[PageLine]) -> list[PageLine] | None:
    """The lines below the sentence that says that it is signed."""
    text = ""
    for index, line in enumerate(lines):
        text = f"{text} {line.text}".strip()
        if text.endswith(_SENTENCE_END):
            return list(lines[index + 1 :])
    return None


# Columns


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in one below the other, without the reference."""

    text: str
    has_reference: bool
    reference: str | None

    @classmethod
    def of(cls, lines: list[str]) -> _Column:
        at = [i for i, line in enumerate(lines) if _REFERENCE.match(line)]
        if not at:
            return cls(joined(lines), has_reference=False, reference=None)
        start = at[0]
        end = _closing(lines, start) if len(at) == 1 else None
        if end is None:
            return cls(joined(lines[:start]), has_reference=True, reference=None)
        reference = _REFERENCE.sub("", joined(lines[start:end]), count=1)[:-1].strip()
        if _SIGNS in reference:  # the column beside it is too near to be told apart
            return cls(joined(lines), has_reference=True, reference=None)
        above, below = joined(lines[:start]), joined(lines[end:])
        if below and form.SIGNED in above:  # it goes on, or something else does
            return cls(above, has_reference=True, reference=None)
        return cls(f"{above} {below}".strip(), has_reference=True, reference=reference)


def _closing(lines: Sequence[str], start: int) -> int | None:
    """The line behind the one that closes the reference: at whose end as many parentheses are
    closed as were opened, else the last one that ends in one."""
    depth = 0
    last: int | None = None
    for index in range(start, len(lines)):
        line = lines[index]
        if form.SIGNED in line:
            break
        depth += line.count("(") - line.count(")")
        if line.endswith(")"):
            last = index + 1
            if depth <= 0:
                break
    return last


def _columns(lines: Sequence[PageLine]) -> list[list[str]]:
    """The texts of each column, from left to right."""
    pieces = [cell for line in lines for cell in cells(line.row, _GAP)]
    spans: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for piece in pieces):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(right, spans[-1][1]))
        else:
            spans.append((left, right))
    return [[piece.text for piece in pieces if _within(piece, span)] for span in spans]


def _within(piece: Word, span: tuple[float, float]) -> bool:
    return span[0] <= piece.left and piece.right <= span[1]


# Who signed, where and when


def _signed(text: str) -> tuple[str | None, date | None, str | None]:
    printed, _, signer = text.partition(form.SIGNED)
    signed_by = "" if _NO_SIGNER.search(signer) else signer.strip()
    match = _PLACE_AND_DATE.fullmatch(printed.strip())
    if match is None:
        return None, None, signed_by or None
    place, day, month, year = match.groups()
    try:
        when = date(int(year), form.MONTHS.index(month) + 1, int(day))
    except ValueError:
        when = None
    return place, when, signed_by or None
