"""The list beside the XML: each line that Coretax is given, and who was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.domain.columns import Cell, Column, ColumnKind
from assistant.domain.finance.coretax import Line, TaxInvoice, in_files
from assistant.domain.finance.exporting import Composed
from assistant.domain.finance.model import LeftOut
from assistant.texts import Texts

_COLUMNS = {
    "file": ColumnKind.COUNT,
    "day": ColumnKind.DAY,
    "invoice": ColumnKind.TEXT,
    "buyer": ColumnKind.TEXT,
    "document": ColumnKind.TEXT,
    "npwp": ColumnKind.TEXT,
    "nitku": ColumnKind.TEXT,
    "code": ColumnKind.TEXT,
    "line": ColumnKind.TEXT,
    "unit": ColumnKind.TEXT,
    "price": ColumnKind.SEN,
    "quantity": ColumnKind.COUNT,
    "discount": ColumnKind.SEN,
    "base": ColumnKind.SEN,
    "dpp": ColumnKind.SEN,
    "ppn": ColumnKind.SEN,
    "left": ColumnKind.TEXT,
}


def columns(texts: Texts, locale: str) -> list[Column]:
    return [
        Column(texts.plain(locale, f"ekspor-column-{name}"), kind)
        for name, kind in _COLUMNS.items()
    ]


def rows(texts: Texts, locale: str, composed: Composed) -> Iterator[Sequence[Cell]]:
    for number, invoices in enumerate(in_files(composed.invoices), start=1):
        for invoice in invoices:
            for line in invoice.lines:
                yield _row(number, invoice, line)
    for one in composed.left_out:
        yield _left_out(texts, locale, one)


def _row(file: int, invoice: TaxInvoice, line: Line) -> Sequence[Cell]:
    by_number = invoice.buyer_document_number
    return (
        file, invoice.day, invoice.reference, invoice.buyer_name, str(invoice.buyer_document),
        invoice.buyer_tin if by_number == "-" else by_number, invoice.buyer_idtku,
        line.code, line.name, line.unit, line.price, line.quantity, line.discount,
        line.tax_base, line.other_tax_base, line.vat, "",
    )  # fmt: skip


def _left_out(texts: Texts, locale: str, one: LeftOut) -> Sequence[Cell]:
    reasons = "\n".join(
        texts.plain(locale, f"ekspor-why-{reason.code}", {"detail": reason.detail})
        for reason in one.reasons
    )
    empty: list[Decimal | None] = [None] * (len(_COLUMNS) - 5)
    return (None, None, one.invoice_number, one.account_label, *empty, reasons)
