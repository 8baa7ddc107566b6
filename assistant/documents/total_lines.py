"""The totals of a faktur whose labels go on over several lines."""

from __future__ import annotations

import re

from assistant.documents import form
from assistant.documents.items import AMOUNT

_TOTALS = tuple(
    label.split()
    for label in (
        form.HARGA_JUAL, form.TOTAL_DISCOUNT, form.DOWN_PAYMENT, form.DPP, form.PPN, form.PPNBM
    )
)  # fmt: skip
_IS_AMOUNT = re.compile(AMOUNT)


def whole_totals(texts: list[str]) -> list[str]:
    """The lines, with the amount of a label that goes on over several of them behind its last."""
    said = list(texts)
    at = 0
    while at < len(texts):
        behind, amounts = _wrapped(texts, at)
        for index in range(at, behind):
            said[index] = " ".join(_without_amount(texts[index])[0])
        if amounts:
            said[behind - 1] = f"{said[behind - 1]} {amounts[0]}"
        at = max(behind, at + 1)
    return said


def _wrapped(texts: list[str], at: int) -> tuple[int, list[str]]:
    """Behind the lines of a label of several that begins here, at most one of which ends in an
    amount; ``at`` where none does."""
    words: list[str] = []
    amounts: list[str] = []
    for index in range(at, len(texts)):
        more, amount = _without_amount(texts[index])
        words += more
        amounts += amount
        if len(amounts) > 1 or not words:
            break
        if index > at and words in _TOTALS:
            return index + 1, amounts
        if not any(label[: len(words)] == words != label for label in _TOTALS):
            break
    return at, []


def _without_amount(text: str) -> tuple[list[str], list[str]]:
    words = text.split()
    if words and _IS_AMOUNT.fullmatch(words[-1]):
        return words[:-1], words[-1:]
    return words, []
