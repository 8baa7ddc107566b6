"""Papers and sheets, whose libraries are loaded with the first of them: the fonts' alone take a
third of a second, in which a process that has just been started could answer somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.domain.archive.recap import Recap
from assistant.domain.columns import Cell, Column
from assistant.domain.transfers.letter import TransferLetter
from assistant.texts import Texts


def write_letter(letter: TransferLetter, texts: Texts) -> bytes:
    from assistant.documents.letter import write_letter as write

    return write(letter, texts)


def write_recap(recap: Recap, texts: Texts, locale: str) -> bytes:
    from assistant.documents.recap import write_recap as write

    return write(recap, texts, locale)


def write_sheet(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    from assistant.documents.sheets import write_sheet as write

    return write(title, columns, rows)
