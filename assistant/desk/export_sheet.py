"""The list beside the XML: each line that Coretax is given, and who was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.domain.columns import Cell, Column, ColumnKind, WriteSheet
from assistant.domain.finance.coretax import TaxInvoice, TaxInvoiceLine, in_files
from assistant.domain.finance.exporting import Composed
from assistant.domain.finance.model import LeftOut, Obstacle
from assistant.texts import Texts

_COLUMNS: Mapping[str, ColumnKind] = {
    "ekspor-column-file": ColumnKind.COUNT,
    "ekspor-column-day": ColumnKind.DAY,
    "ekspor-column-invoice": ColumnKind.TEXT,
    "ekspor-column-buyer": ColumnKind.TEXT,
    "ekspor-column-document": ColumnKind.TEXT,
    "ekspor-column-npwp": ColumnKind.TEXT,
    "ekspor-column-nitku": ColumnKind.TEXT,
    "ekspor-column-kode": ColumnKind.TEXT,
    "ekspor-column-code": ColumnKind.TEXT,
    "ekspor-column-line": ColumnKind.TEXT,
    "ekspor-column-unit": ColumnKind.TEXT,
    "ekspor-column-price": ColumnKind.SEN,
    "ekspor-column-quantity": ColumnKind.COUNT,
    "ekspor-column-discount": ColumnKind.SEN,
    "ekspor-column-base": ColumnKind.SEN,
    "ekspor-column-dpp": ColumnKind.SEN,
    "ekspor-column-ppn": ColumnKind.SEN,
    "ekspor-column-left": ColumnKind.TEXT,
}
WHY: Mapping[Obstacle, str] = {
    Obstacle.NO_NPWP: "ekspor-why-no-npwp",
    Obstacle.WRONG_NPWP: "ekspor-why-wrong-npwp",
    Obstacle.WRONG_NITKU: "ekspor-why-wrong-nitku",
    Obstacle.NO_NAME: "ekspor-why-no-name",
    Obstacle.NO_ADDRESS: "ekspor-why-no-address",
    Obstacle.WRONG_EMAIL: "ekspor-why-wrong-email",
    Obstacle.NO_LINES: "ekspor-why-no-lines",
    Obstacle.AMBIGUOUS_UNIT: "ekspor-why-ambiguous-unit",
    Obstacle.AMBIGUOUS_CODE: "ekspor-why-ambiguous-code",
    Obstacle.FOREIGN_CURRENCY: "ekspor-why-foreign-currency",
    Obstacle.NEGATIVE: "ekspor-why-negative",
    Obstacle.AMOUNT_CHANGED: "ekspor-why-amount-changed",
    Obstacle.TAX_DIFFERS: "ekspor-why-tax-differs",
    Obstacle.COLLECTOR_UNKNOWN: "ekspor-why-collector-unknown",
    Obstacle.MAYBE_SPLIT: "ekspor-why-maybe-split",
    Obstacle.WRONG_DOCUMENT: "ekspor-why-wrong-document",
    Obstacle.WRONG_COUNTRY: "ekspor-why-wrong-country",
    Obstacle.ABROAD: "ekspor-why-abroad",
    Obstacle.RETAIL: "ekspor-why-retail",
    Obstacle.REJECTED: "ekspor-why-rejected",
    Obstacle.UNDONE: "ekspor-why-undone",
}


def export_sheet(
    write: WriteSheet, texts: Texts, locale: str, title: str, composed: Composed
) -> bytes:
    columns = [Column(texts.plain(locale, key), kind) for key, kind in _COLUMNS.items()]
    return write(title, columns, _rows(texts, locale, composed))


def _rows(texts: Texts, locale: str, composed: Composed) -> Iterator[Sequence[Cell]]:
    for number, invoices in enumerate(in_files(composed.invoices), start=1):
        for invoice in invoices:
            for line in invoice.lines:
                yield _row(number, invoice, line)
    for one in composed.left_out:
        yield _left_out(texts, locale, one)


def _row(file: int, invoice: TaxInvoice, line: TaxInvoiceLine) -> Sequence[Cell]:
    by_number = invoice.buyer_document_number
    return (
        file, invoice.day, invoice.reference, invoice.buyer_name, 
        str(invoice.buyer_document),
        invoice.buyer_tin if by_number == "-" else by_number, invoice.buyer_idtku, invoice.kode,
        line.code, line.name, line.unit, line.price, line.quantity, line.discount,
        line.tax_base, line.other_tax_base, line.vat, "",
    )  # fmt: skip


def _left_out(texts: Texts, locale: str, one: LeftOut) -> Sequence[Cell]:
    reasons = "\n".join(
        texts.plain(locale, WHY[reason.code], {"detail": reason.detail}) for reason in one.reasons
    )
    empty: list[Decimal | None] = [None] * (len(_COLUMNS) - 5)
    return (None, None, one.invoice_number, one.account_label, *empty, reasons)
