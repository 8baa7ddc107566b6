"""A month's or a year's slips as a sheet, for the annual return."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.columns import Column, ColumnKind, WriteSheet
from assistant.domain.withholding.books import LineState, SlipBooks
from assistant.texts import Texts

_COLUMNS: Mapping[str, ColumnKind] = {
    "bp-column-state": ColumnKind.TEXT,
    "bp-column-number": ColumnKind.TEXT,
    "bp-column-masa": ColumnKind.MONTH,
    "bp-column-withholder": ColumnKind.TEXT,
    "bp-column-name": ColumnKind.TEXT,
    "bp-column-invoices": ColumnKind.TEXT,
    "bp-column-base": ColumnKind.RUPIAH,
    "bp-column-amount": ColumnKind.RUPIAH,
}
STATE: Mapping[LineState, str] = {
    LineState.VERIFIED: "bp-line-verified",
    LineState.RECEIVED: "bp-line-received",
    LineState.WRONG: "bp-line-wrong",
    LineState.MISSING: "bp-line-missing",
    LineState.CANCELLED: "bp-line-cancelled",
}


def slips_sheet(write: WriteSheet, texts: Texts, locale: str, books: SlipBooks) -> bytes:
    columns = [Column(texts.plain(locale, key), kind) for key, kind in _COLUMNS.items()]
    rows = [
        (
            texts.plain(locale, STATE[one.state]),
            one.number,
            one.masa,
            one.withholder,
            one.account,
            ", ".join(one.invoices),
            one.base,
            one.amount,
        )
        for one in books.lines
    ]
    return write(f"Bukti-potong-{books.span.text}", columns, rows)
