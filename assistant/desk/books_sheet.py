"""The sheet of a month's books: every paid invoice, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.desk.books import ENDS, FINDINGS, sheet_title
from assistant.desk.reasons import short_key
from assistant.domain.channels import Channel
from assistant.domain.columns import Cell, Column, ColumnKind, WriteSheet
from assistant.domain.fakturs.model import RequestState
from assistant.domain.finance.books import (
    BookRow,
    Finding,
    FindingKind,
    Reconciliation,
    UntaxedInvoice,
)
from assistant.domain.finance.ends import End
from assistant.texts import Texts

_COLUMNS: Mapping[str, ColumnKind] = {
    "rekon-column-invoice": ColumnKind.TEXT,
    "rekon-column-account": ColumnKind.TEXT,
    "rekon-column-paid": ColumnKind.DAY,
    "rekon-column-subtotal": ColumnKind.RUPIAH,
    "rekon-column-tax": ColumnKind.RUPIAH,
    "rekon-column-state": ColumnKind.TEXT,
    "rekon-column-number": ColumnKind.TEXT,
    "rekon-column-issued": ColumnKind.DAY,
    "rekon-column-dpp": ColumnKind.RUPIAH,
    "rekon-column-ppn": ColumnKind.RUPIAH,
    "rekon-column-channels": ColumnKind.TEXT,
    "rekon-column-total": ColumnKind.RUPIAH,
    "rekon-column-end": ColumnKind.TEXT,
    "rekon-column-undone": ColumnKind.RUPIAH,
    "rekon-column-findings": ColumnKind.TEXT,
    "rekon-column-warnings": ColumnKind.TEXT,
}
_STATE: Mapping[RequestState, str] = {
    RequestState.NO_NPWP: "rekon-state-no-npwp",
    RequestState.WAITING: "rekon-state-waiting",
    RequestState.EXPORTED: "rekon-state-exported",
    RequestState.ISSUED: "rekon-state-issued",
    RequestState.CANCELLED: "rekon-state-cancelled",
}
_CHANNEL: Mapping[Channel, str] = {
    Channel.CHAT: "rekon-channel-telegram",
    Channel.GROUP: "rekon-channel-group",
    Channel.MAIL: "rekon-channel-mail",
}


def books_sheet(write: WriteSheet, texts: Texts, locale: str, books: Reconciliation) -> bytes:
    return _Sheet(texts, locale).written(write, books)


class _Sheet:
    def __init__(self, texts: Texts, locale: str) -> None:
        self._texts = texts
        self._locale = locale

    def written(self, write: WriteSheet, books: Reconciliation) -> bytes:
        columns = [Column(self._say(key), kind) for key, kind in _COLUMNS.items()]
        return write(sheet_title(books.month), columns, self._rows(books))

    def _rows(self, books: Reconciliation) -> Iterator[Sequence[Cell]]:
        for row in books.rows:
            yield self._row(row)
        for untaxed in books.untaxed:
            yield self._untaxed(untaxed)
        for finding in books.others:
            yield self._other(finding)
        yield from self._ends(books)

    def _untaxed(self, one: UntaxedInvoice) -> Sequence[Cell]:
        empty: list[Cell] = [None] * (len(_COLUMNS) - 4)
        end = self._end(End.NOT_TAXED)
        return (one.number, one.account_label, *empty[:-3], one.amount, end, None, "", "")

    def _ends(self, books: Reconciliation) -> Iterator[Sequence[Cell]]:
        """The month's equation, below all rows that it adds up."""
        empty: list[Cell] = [None] * (len(_COLUMNS) - 6)
        equation = books.equation
        yield (self._say("rekon-sheet-paid"), *empty, equation.paid, "", None, "", "")
        for end, (_, key) in ENDS.items():
            part = equation.parts[end]
            yield (f"{self._say(key)} ({part.count})", *empty, part.amount, "", None, "", "")
        if equation.difference:
            yield (self._say("rekon-sheet-differs"), *empty, equation.difference, "", None, "", "")

    def _row(self, row: BookRow) -> Sequence[Cell]:
        request = row.request
        last = row.fakturs[-1] if row.fakturs else None
        return (
            request.invoice_number,
            request.account_label,
            request.paid_on,
            request.subtotal,
            request.tax,
            self._say(_state(row)),
            "\n".join(faktur.number for faktur in row.fakturs),
            last.issued if last else None,
            last.dpp if last else None,
            last.ppn if last else None,
            ", ".join(self._say(_CHANNEL[channel]) for channel in sorted(row.channels)),
            request.total,
            self._end(row.end),
            row.undone or None,
            "\n".join(self._kind(finding) for finding in row.findings),
            "\n".join(self._say(short_key(code)) for code, _, _ in row.warnings),
        )

    def _other(self, finding: Finding) -> Sequence[Cell]:
        empty = [None] * (len(_COLUMNS) - 7)
        held = "" if finding.kind is FindingKind.HELD else self._end(End.HELD)
        kind = self._kind(finding)
        return (finding.invoice, finding.account, *empty, None, held, None, kind, "")

    def _kind(self, finding: Finding) -> str:
        return self._say(FINDINGS[finding.kind].called)

    def _end(self, end: End) -> str:
        _, key = ENDS[end]
        return self._say(key)

    def _say(self, key: str) -> str:
        return self._texts.plain(self._locale, key)


def _state(row: BookRow) -> str:
    if row.request.state is RequestState.ISSUED and row.channels:
        return "rekon-state-delivered"
    return _STATE[row.request.state]
