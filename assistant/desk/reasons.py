"""Why a PDF is held, or what it is warned of, in words: whole on a card, short in a list."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.domain.fakturs.comparing import MismatchCode
from assistant.domain.fakturs.model import Reasons
from assistant.domain.fakturs.paper import Unreadable
from assistant.domain.words import Say

_AMOUNTS = frozenset(
    {
        MismatchCode.QR_DPP,
        MismatchCode.QR_PPN,
        MismatchCode.QR_PPNBM,
        MismatchCode.PPN,
        MismatchCode.DPP_INVOICE,
        MismatchCode.DPP_PRICE,
        MismatchCode.ITEMS,
    }
)

WHOLE: Mapping[str, str] = {
    MismatchCode.UNREAD: "mismatch-unread",
    MismatchCode.WATERMARK: "mismatch-watermark",
    MismatchCode.STATUS: "mismatch-status",
    MismatchCode.QR_NUMBER: "mismatch-qr-number",
    MismatchCode.QR_SELLER: "mismatch-qr-seller",
    MismatchCode.QR_BUYER: "mismatch-qr-buyer",
    MismatchCode.QR_DATE: "mismatch-qr-date",
    MismatchCode.QR_DPP: "mismatch-qr-dpp",
    MismatchCode.QR_PPN: "mismatch-qr-ppn",
    MismatchCode.QR_PPNBM: "mismatch-qr-ppnbm",
    MismatchCode.SELLER_NPWP: "mismatch-seller-npwp",
    MismatchCode.SELLER_NAME: "mismatch-seller-name",
    MismatchCode.BUYER_NPWP: "mismatch-buyer-npwp",
    MismatchCode.BUYER_NAME: "mismatch-buyer-name",
    MismatchCode.KODE_TRANSAKSI: "mismatch-kode-transaksi",
    MismatchCode.KODE_EITHER: "mismatch-kode-either",
    MismatchCode.KODES_APART: "mismatch-kodes-apart",
    MismatchCode.REFERENCE: "mismatch-reference",
    MismatchCode.REFERENCE_UNREAD: "mismatch-reference-unread",
    MismatchCode.PPN: "mismatch-ppn",
    MismatchCode.DPP_INVOICE: "mismatch-dpp-invoice",
    MismatchCode.DPP_PRICE: "mismatch-dpp-price",
    MismatchCode.ITEMS: "mismatch-items",
    MismatchCode.INVOICE_LINES: "mismatch-invoice-lines",
    MismatchCode.LINE_NAMES: "mismatch-line-names",
    MismatchCode.BUYER_ID: "mismatch-buyer-id",
    MismatchCode.DATE_BEFORE: "mismatch-date-before",
    MismatchCode.DATE_LATE: "mismatch-date-late",
    MismatchCode.DATE_LAPSED: "mismatch-date-lapsed",
    MismatchCode.DATE_MASA: "mismatch-date-masa",
    MismatchCode.DATE_FUTURE: "mismatch-date-future",
    MismatchCode.NO_REQUEST: "mismatch-no-request",
    MismatchCode.SEVERAL: "mismatch-several-candidates",
    MismatchCode.NOT_TOGETHER: "mismatch-not-together",
    MismatchCode.NO_NPWP: "mismatch-no-npwp",
    MismatchCode.UNDONE: "mismatch-invoice-undone",
    MismatchCode.ALREADY_ISSUED: "mismatch-already-issued",
    MismatchCode.PROFILE_CHANGED: "mismatch-profile-changed",
    Unreadable.NOT_PDF: "mismatch-not-pdf",
    Unreadable.TOO_LARGE: "mismatch-too-large",
    Unreadable.DAMAGED: "mismatch-damaged",
    Unreadable.ENCRYPTED: "mismatch-encrypted",
    Unreadable.SCRIPTED: "mismatch-scripted",
    Unreadable.TOO_MANY_PAGES: "mismatch-too-many-pages",
    Unreadable.NO_TEXT: "mismatch-no-text",
    Unreadable.NOT_FAKTUR: "mismatch-not-faktur",
    Unreadable.SEVERAL_FAKTURS: "mismatch-several-fakturs",
    Unreadable.NOTA_RETUR: "mismatch-nota-retur",
    Unreadable.DESKTOP_FAKTUR: "mismatch-desktop-faktur",
    Unreadable.BUKTI_POTONG: "mismatch-bukti-potong",
    Unreadable.TIMEOUT: "mismatch-timeout",
    Unreadable.CRASHED: "mismatch-crashed",
}
"""By the code, as it is kept."""

SHORT: Mapping[str, str] = {
    MismatchCode.UNREAD: "short-unread",
    MismatchCode.WATERMARK: "short-watermark",
    MismatchCode.STATUS: "short-status",
    MismatchCode.QR_NUMBER: "short-qr-number",
    MismatchCode.QR_SELLER: "short-qr-seller",
    MismatchCode.QR_BUYER: "short-qr-buyer",
    MismatchCode.QR_DATE: "short-qr-date",
    MismatchCode.QR_DPP: "short-qr-dpp",
    MismatchCode.QR_PPN: "short-qr-ppn",
    MismatchCode.QR_PPNBM: "short-qr-ppnbm",
    MismatchCode.SELLER_NPWP: "short-seller-npwp",
    MismatchCode.SELLER_NAME: "short-seller-name",
    MismatchCode.BUYER_NPWP: "short-buyer-npwp",
    MismatchCode.BUYER_NAME: "short-buyer-name",
    MismatchCode.KODE_TRANSAKSI: "short-kode-transaksi",
    MismatchCode.KODE_EITHER: "short-kode-either",
    MismatchCode.KODES_APART: "short-kodes-apart",
    MismatchCode.REFERENCE: "short-reference",
    MismatchCode.REFERENCE_UNREAD: "short-reference-unread",
    MismatchCode.PPN: "short-ppn",
    MismatchCode.DPP_INVOICE: "short-dpp-invoice",
    MismatchCode.DPP_PRICE: "short-dpp-price",
    MismatchCode.ITEMS: "short-items",
    MismatchCode.INVOICE_LINES: "short-invoice-lines",
    MismatchCode.LINE_NAMES: "short-line-names",
    MismatchCode.BUYER_ID: "short-buyer-id",
    MismatchCode.DATE_BEFORE: "short-date-before",
    MismatchCode.DATE_LATE: "short-date-late",
    MismatchCode.DATE_LAPSED: "short-date-lapsed",
    MismatchCode.DATE_MASA: "short-date-masa",
    MismatchCode.DATE_FUTURE: "short-date-future",
    MismatchCode.NO_REQUEST: "short-no-request",
    MismatchCode.SEVERAL: "short-several-candidates",
    MismatchCode.NOT_TOGETHER: "short-not-together",
    MismatchCode.NO_NPWP: "short-no-npwp",
    MismatchCode.UNDONE: "short-invoice-undone",
    MismatchCode.ALREADY_ISSUED: "short-already-issued",
    MismatchCode.PROFILE_CHANGED: "short-profile-changed",
    Unreadable.NOT_PDF: "short-not-pdf",
    Unreadable.TOO_LARGE: "short-too-large",
    Unreadable.DAMAGED: "short-damaged",
    Unreadable.ENCRYPTED: "short-encrypted",
    Unreadable.SCRIPTED: "short-scripted",
    Unreadable.TOO_MANY_PAGES: "short-too-many-pages",
    Unreadable.NO_TEXT: "short-no-text",
    Unreadable.NOT_FAKTUR: "short-not-faktur",
    Unreadable.SEVERAL_FAKTURS: "short-several-fakturs",
    Unreadable.NOTA_RETUR: "short-nota-retur",
    Unreadable.DESKTOP_FAKTUR: "short-desktop-faktur",
    Unreadable.BUKTI_POTONG: "short-bukti-potong",
    Unreadable.TIMEOUT: "short-timeout",
    Unreadable.CRASHED: "short-crashed",
    "gone": "short-gone",
    "too-large-to-fetch": "short-too-large-to-fetch",
    "zip-not-zip": "short-zip-not-zip",
    "zip-damaged": "short-zip-damaged",
    "zip-encrypted": "short-zip-encrypted",
    "zip-unsupported": "short-zip-unsupported",
    "zip-too-large": "short-zip-too-large",
    "zip-too-many": "short-zip-too-many",
    "zip-bomb": "short-zip-bomb",
    "zip-nested": "short-zip-nested",
    "zip-climbs-out": "short-zip-climbs-out",
    "zip-bad-name": "short-zip-bad-name",
    "zip-empty": "short-zip-empty",
    "zip-too-slow": "short-zip-too-slow",
    "list-not-a-list": "short-list-not-a-list",
    "list-no-headings": "short-list-no-headings",
    "list-masukan": "short-list-masukan",
    "list-empty": "short-list-empty",
    "list-unreadable": "short-list-unreadable",
}
"""The same, and why a file was not even taken in."""


def said(reasons: Reasons) -> tuple[Say, ...]:
    """Each reason in words, what is expected above what was found."""
    return tuple(
        Say(
            WHOLE[code],
            {"expected": shown_value(code, expected), "found": shown_value(code, found)},
        )
        for code, expected, found in reasons
    )


_DAYS = frozenset(
    {
        MismatchCode.DATE_BEFORE,
        MismatchCode.DATE_LATE,
        MismatchCode.DATE_LAPSED,
        MismatchCode.DATE_MASA,
        MismatchCode.DATE_FUTURE,
    }
)


def shown_value(code: str, text: str) -> str | Decimal | date:
    if code in _DAYS:
        with suppress(ValueError):
            return date.fromisoformat(text)
    if code not in _AMOUNTS:
        return text or "—"
    try:
        return Decimal(text)
    except InvalidOperation:
        return text or "—"
