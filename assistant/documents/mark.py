"""SPESIMEN across a page, so that nobody takes a specimen for a real faktur."""

from __future__ import annotations

from assistant.documents.paper import Colour, Paper, Point

_WORD = "SPESIMEN"
_STEP, _UNIT, _THICKNESS, _TURNED = 74.0, 13.0, 11.0, 52.0
"""Points from letter to letter, of a letter's grid and of a stroke; degrees."""
_GREY: Colour = (232, 232, 232)
_LETTERS = {  # strokes in a box of 4 by 6
    "S": [[(4, 1), (3, 0), (1, 0), (0, 1), (0, 2), (1, 3), (3, 3), (4, 4), (4, 5), (3, 6)]],
    "P": [[(0, 6), (0, 0), (3, 0), (4, 1), (4, 2), (3, 3), (0, 3)]],
    "E": [[(4, 0), (0, 0), (0, 6), (4, 6)], [(0, 3), (3, 3)]],
    "I": [[(2, 0), (2, 6)]],
    "M": [[(0, 6), (0, 0), (2, 3), (4, 0), (4, 6)]],
    "N": [[(0, 6), (0, 0), (4, 6), (4, 0)]],
}
_LETTERS["S"][0] += [(1, 6), (0, 5)]


def draw_mark(paper: Paper) -> None:
    """Drawn as strokes: as text it would be read with the faktur."""
    left = paper.width / 2 - _STEP * len(_WORD) / 2
    top = paper.height / 2 - 3 * _UNIT
    strokes: list[list[Point]] = [
        [(left + index * _STEP + x * _UNIT, top + y * _UNIT) for x, y in stroke]
        for index, letter in enumerate(_WORD)
        for stroke in _LETTERS[letter]
    ]
    paper.strokes(strokes, _THICKNESS, _GREY, turned=_TURNED)
