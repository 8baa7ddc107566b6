"""Layouts and orders that our own specimen does not make are read right, or named unread."""

from __future__ import annotations

import os

import pytest

from assistant.documents.reading import read_faktur
from tests.documents.foreign import draw_foreign, wrong_foreign
from tests.documents.layouts import draw, wrong

SEEDS = 80
FOREIGN = int(os.environ.get("ASSISTANT_FOREIGN_LAYOUTS", "40"))


@pytest.mark.parametrize("first", range(0, SEEDS, 10))
def test_a_drawn_layout_is_read_right_or_named_unread(first: int) -> None:
    clean = 0
    for seed in range(first, first + 10):
        pdf, truth = draw(seed)
        read = read_faktur(pdf)
        assert list(wrong(read, truth)) == [], (seed, truth.style)
        clean += not read.unread
    assert clean >= 8


@pytest.mark.parametrize("first", range(0, FOREIGN, 10))
def test_what_another_program_laid_out_is_read_right_or_named_unread(first: int) -> None:
    """``ASSISTANT_FOREIGN_LAYOUTS=1000`` makes them as many as that."""
    clean = 0
    for seed in range(first, first + 10):
        pdf, told = draw_foreign(seed)
        read = read_faktur(pdf)
        assert list(wrong_foreign(read, told)) == [], (seed, told.style)
        clean += not read.unread
    assert clean >= 5
