"""Layouts and orders that our own specimen does not make are read right, or named unread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from datetime import date

import pytest

from assistant.documents.parsing import parse_faktur_text
from assistant.documents.reading import read_faktur
from assistant.domain.fakturs.paper import ReadFaktur
from tests.documents.layouts import Truth, draw
from tests.documents.orders import written

SEEDS = 80


def wrong(read: ReadFaktur, truth: Truth) -> Iterator[str]:
    """The fields that say something else than what was drawn, or pass for absent."""
    expected = {
        "number": truth.number,
        "date": date(*truth.day),
        "place": truth.place,
        "signer": truth.signer,
        "harga_jual": truth.price,
        "potongan": truth.discount,
        "uang_muka": truth.advance,
        "dpp": truth.dpp,
        "ppn": truth.ppn,
        "reference": truth.reference or None,
        "items": [
            (i.name, i.code, i.unit, i.price, i.quantity, i.discount, i.amount) for i in truth.items
        ],
        "pages": truth.pages,
        "watermark": None,
    }
    found = {name: getattr(read, name) for name in expected}
    found |= {"number": str(read.number), "items": [astuple(item) for item in read.items]}
    for name, value in expected.items():
        if found[name] != value and name not in read.unread:
            yield name
    if (read.buyer.name, read.buyer.npwp) != (truth.buyer, truth.buyer_npwp):
        yield "buyer"


@pytest.mark.parametrize("first", range(0, SEEDS, 10))
def test_a_drawn_layout_is_read_right_or_named_unread(first: int) -> None:
    clean = 0
    for seed in range(first, first + 10):
        pdf, truth = draw(seed)
        read = read_faktur(pdf)
        assert list(wrong(read, truth)) == [], (seed, truth.style)
        clean += not read.unread
    assert clean >= 8


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_a_text_is_read_right_or_named_unread_in_any_order(first: int) -> None:
    clean = 0
    for seed in range(first, first + 100):
        text, truth = written(seed)
        read = parse_faktur_text(text)
        assert list(wrong(read, truth)) == [], (seed, truth.style)
        clean += read.unread == ("qr", "link")
    assert clean >= 90
