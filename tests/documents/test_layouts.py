"""Layouts and orders that our own specimen does not make are read right, or named unread."""

from __future__ import annotations

import os

import pytest

from assistant.documents.reading import read_faktur
from assistant.domain.fakturs.paper import ReadFaktur, Unreadable, UnreadableFaktur
from tests.documents.foreign import draw_foreign, wrong_foreign
from tests.documents.freehand import draw_freehand, wrong_freehand
from tests.documents.layouts import draw, wrong

SEEDS = 80
FREEHAND = 60
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


@pytest.mark.parametrize("first", range(0, FREEHAND, 20))
def test_what_was_set_by_hand_is_read_right_or_named_unread(first: int) -> None:
    for seed in range(first, first + 20):
        pdf, told = draw_freehand(seed)
        read = _read(pdf)
        assert read is None or list(wrong_freehand(read, told)) == [], (seed, told.style)


def _read(pdf: bytes) -> ReadFaktur | None:
    """None where no faktur is seen in it."""
    try:
        return read_faktur(pdf)
    except UnreadableFaktur as refused:
        if refused.code is not Unreadable.NOT_FAKTUR:
            raise
        return None
