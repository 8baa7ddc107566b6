"""``/digunggung``: a month's private consumers, and the sheet of all that is kept of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.desk.drawing import draw
from assistant.domain.columns import Column, ColumnKind, WriteSheet
from assistant.domain.finance.digunggung import Retail, RetailReason
from assistant.domain.finance.news import RetailDone, RetailFileMade, RetailOff
from assistant.domain.words import Place, Say, StaffMessage
from assistant.texts import Texts

MOST_LINES = 20

_WHY: Mapping[RetailReason, str] = {
    RetailReason.CONSUMER: "finance-retail-why-consumer",
    RetailReason.COMPANY: "finance-retail-why-company",
    RetailReason.IDENTITY: "finance-retail-why-identity",
    RetailReason.COLLECTOR: "finance-retail-why-collector",
    RetailReason.AMOUNT: "finance-retail-why-amount",
    RetailReason.NOT_READ: "finance-retail-why-not-read",
}
_COLUMNS: Mapping[str, ColumnKind] = {
    "ekspor-column-day": ColumnKind.DAY,
    "ekspor-column-invoice": ColumnKind.TEXT,
    "ekspor-column-buyer": ColumnKind.TEXT,
    "ekspor-column-line": ColumnKind.TEXT,
    "finance-retail-column-sort": ColumnKind.TEXT,
    "ekspor-column-discount": ColumnKind.RUPIAH,
    "ekspor-column-base": ColumnKind.RUPIAH,
    "ekspor-column-dpp": ColumnKind.RUPIAH,
    "ekspor-column-ppn": ColumnKind.RUPIAH,
    "finance-retail-column-why": ColumnKind.TEXT,
}


@draw.register
def _done(news: RetailDone) -> StaffMessage:
    lines = tuple(
        Say(_WHY[why], {"invoice": number, "account": account[:60]})
        for number, account, why in news.left[:MOST_LINES]
    )
    return StaffMessage(
        "finance-retail-done",
        {
            "month": news.month,
            "count": len(news.sold),
            "base": sum((one.base for one in news.sold), Decimal(0)),
            "ppn": sum((one.vat for one in news.sold), Decimal(0)),
            "left": len(news.left),
            "lines": lines or (Say("ekspor-left-none"),),
        },
        Place.FINANCE,
    )


@draw.register
def _file(news: RetailFileMade) -> StaffMessage:
    return StaffMessage(
        "finance-retail-file",
        {"month": news.month},
        Place.FINANCE,
        document=news.file.sha256,
        document_name=news.file.name,
    )


@draw.register
def _off(news: RetailOff) -> StaffMessage:
    return StaffMessage("finance-retail-off", {"name": news.wanted.staff_name}, Place.FINANCE)


def retail_sheet(
    write: WriteSheet, texts: Texts, locale: str, title: str, sold: Sequence[Retail]
) -> bytes:
    """All that the law wants kept of each, and why its buyer is a private consumer."""
    columns = [Column(texts.plain(locale, key), kind) for key, kind in _COLUMNS.items()]
    why = texts.plain(locale, "finance-retail-consumer")
    rows = (
        (one.day, one.number, one.buyer, one.items, "B", one.discount,
         one.base, one.other_base, one.vat, why)
        for one in sold
    )  # fmt: skip
    return write(title, columns, rows)
