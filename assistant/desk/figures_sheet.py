"""The conversations of a week or a month as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from assistant.desk.conversation import ABOUT
from assistant.desk.figures import sheet_title
from assistant.domain.columns import Cell, Column, ColumnKind, WriteSheet
from assistant.domain.months import tax_moment
from assistant.domain.support.figures import Figures, Talked
from assistant.texts import Texts

_COLUMNS: Mapping[str, ColumnKind] = {
    "desk-figures-column-number": ColumnKind.TEXT,
    "desk-figures-column-begun": ColumnKind.TEXT,
    "desk-figures-column-about": ColumnKind.TEXT,
    "desk-figures-column-wait": ColumnKind.COUNT,
    "desk-figures-column-by": ColumnKind.TEXT,
    "desk-figures-column-solved": ColumnKind.TEXT,
    "desk-figures-column-score": ColumnKind.COUNT,
    "desk-figures-column-opinion": ColumnKind.TEXT,
}


def figures_sheet(write: WriteSheet, texts: Texts, locale: str, figures: Figures) -> bytes:
    columns = [Column(texts.plain(locale, key), kind) for key, kind in _COLUMNS.items()]
    rows = [_row(texts, locale, one) for one in figures.talked]
    return write(sheet_title(figures.span), columns, rows)


def _row(texts: Texts, locale: str, one: Talked) -> tuple[Cell, ...]:
    solved = "desk-figures-yes" if one.solved else "desk-figures-no"
    wait = one.wait
    return (
        one.number,
        f"{tax_moment(one.begun_at):%Y-%m-%d %H:%M}",
        texts.plain(locale, ABOUT[one.about], {"ref": one.ref}),
        None if wait is None else round(wait / timedelta(minutes=1)),
        one.by,
        texts.plain(locale, solved),
        one.score,
        one.opinion,
    )
