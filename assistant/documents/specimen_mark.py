"""SPESIMEN across a page, so that nobody takes a specimen for a real faktur."""

from __future__ import annotations

from assistant.documents.paper import Colour, Paper, Point

_WORD = "SPESIMEN"
_UNIT, _THICKNESS, _TURNED = 13.0, 11.0, 52.0
"""Points of a letter's grid and of a stroke; degrees."""
_GAP = 1.8
"""Between letters, in units of the grid."""
_GREY: Colour = (232, 232, 232)
_LETTERS = {  # strokes in a box 6 high
    "S": [
        [(4, 1), (3, 0), (1, 0), (0, 1), (0, 2), (1, 3), (3, 3), (4, 4), (4, 5), (3, 6), (1, 6)],
        [(1, 6), (0, 5)],
    ],
    "P": [[(0, 6), (0, 0), (3, 0), (4, 1), (4, 2), (3, 3), (0, 3)]],
    "E": [[(4, 0), (0, 0), (0, 6), (4, 6)], [(0, 3), (3, 3)]],
    "I": [[(0, 0), (0, 6)]],
    "M": [[(0, 6), (0, 0), (2, 3), (4, 0), (4, 6)]],
    "N": [[(0, 6), (0, 0), (4, 6), (4, 0)]],
}
STROKES = sum(len(_LETTERS[letter]) for letter in _WORD)
"""Of the whole word, by which it can be told from a mark that says something else."""
THICKNESS, GREY = _THICKNESS, _GREY


def draw_mark(paper: Paper) -> None:
    """Drawn as strokes: as text it would be read with the faktur."""
    widths = [max(x for stroke in _LETTERS[letter] for x, _ in stroke) for letter in _WORD]
    left = paper.width / 2 - (sum(widths) + _GAP * (len(_WORD) - 1)) * _UNIT / 2
    top = paper.height / 2 - 3 * _UNIT
    strokes: list[list[Point]] = []
    for letter, letter_width in zip(_WORD, widths, strict=True):
        strokes += [
            [(left + x * _UNIT, top + y * _UNIT) for x, y in stroke] for stroke in _LETTERS[letter]
        ]
        left += (letter_width + _GAP) * _UNIT
    paper.strokes(strokes, _THICKNESS, _GREY, turned=_TURNED)
