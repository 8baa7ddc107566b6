"""Why a PDF is held, or what it is warned of, in words: whole on a card, short in a list."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

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


class _Words(NamedTuple):
    whole: str
    short: str


_REASONS: Mapping[str, _Words] = {
    MismatchCode.UNREAD: _Words("mismatch-unread", "short-unread"),
    MismatchCode.WATERMARK: _Words("mismatch-watermark", "short-watermark"),
    MismatchCode.STATUS: _Words("mismatch-status", "short-status"),
    MismatchCode.QR_NUMBER: _Words("mismatch-qr-number", "short-qr-number"),
    MismatchCode.QR_SELLER: _Words("mismatch-qr-seller", "short-qr-seller"),
    MismatchCode.QR_BUYER: _Words("mismatch-qr-buyer", "short-qr-buyer"),
    MismatchCode.QR_DATE: _Words("mismatch-qr-date", "short-qr-date"),
    MismatchCode.QR_DPP: _Words("mismatch-qr-dpp", "short-qr-dpp"),
    MismatchCode.QR_PPN: _Words("mismatch-qr-ppn", "short-qr-ppn"),
    MismatchCode.QR_PPNBM: _Words("mismatch-qr-ppnbm", "short-qr-ppnbm"),
    MismatchCode.SELLER_NPWP: _Words("mismatch-seller-npwp", "short-seller-npwp"),
    MismatchCode.SELLER_NAME: _Words("mismatch-seller-name", "short-seller-name"),
    MismatchCode.BUYER_NPWP: _Words("mismatch-buyer-npwp", "short-buyer-npwp"),
    MismatchCode.BUYER_NAME: _Words("mismatch-buyer-name", "short-buyer-name"),
    MismatchCode.KODE_TRANSAKSI: _Words("mismatch-kode-transaksi", "short-kode-transaksi"),
    MismatchCode.KODE_EITHER: _Words("mismatch-kode-either", "short-kode-either"),
    MismatchCode.KODES_APART: _Words("mismatch-kodes-apart", "short-kodes-apart"),
    MismatchCode.REFERENCE: _Words("mismatch-reference", "short-reference"),
    MismatchCode.REFERENCE_UNREAD: _Words("mismatch-reference-unread", "short-reference-unread"),
    MismatchCode.PPN: _Words("mismatch-ppn", "short-ppn"),
    MismatchCode.DPP_INVOICE: _Words("mismatch-dpp-invoice", "short-dpp-invoice"),
    MismatchCode.DPP_PRICE: _Words("mismatch-dpp-price", "short-dpp-price"),
    MismatchCode.ITEMS: _Words("mismatch-items", "short-items"),
    MismatchCode.INVOICE_LINES: _Words("mismatch-invoice-lines", "short-invoice-lines"),
    MismatchCode.LINE_NAMES: _Words("mismatch-line-names", "short-line-names"),
    MismatchCode.BUYER_ID: _Words("mismatch-buyer-id", "short-buyer-id"),
    MismatchCode.DATE_BEFORE: _Words("mismatch-date-before", "short-date-before"),
    MismatchCode.DATE_LATE: _Words("mismatch-date-late", "short-date-late"),
    MismatchCode.DATE_LAPSED: _Words("mismatch-date-lapsed", "short-date-lapsed"),
    MismatchCode.DATE_MASA: _Words("mismatch-date-masa", "short-date-masa"),
    MismatchCode.DATE_FUTURE: _Words("mismatch-date-future", "short-date-future"),
    MismatchCode.NO_REQUEST: _Words("mismatch-no-request", "short-no-request"),
    MismatchCode.SEVERAL: _Words("mismatch-several-candidates", "short-several-candidates"),
    MismatchCode.NOT_TOGETHER: _Words("mismatch-not-together", "short-not-together"),
    MismatchCode.NO_NPWP: _Words("mismatch-no-npwp", "short-no-npwp"),
    MismatchCode.UNDONE: _Words("mismatch-invoice-undone", "short-invoice-undone"),
    MismatchCode.ALREADY_ISSUED: _Words("mismatch-already-issued", "short-already-issued"),
    MismatchCode.PROFILE_CHANGED: _Words("mismatch-profile-changed", "short-profile-changed"),
    Unreadable.NOT_PDF: _Words("mismatch-not-pdf", "short-not-pdf"),
    Unreadable.TOO_LARGE: _Words("mismatch-too-large", "short-too-large"),
    Unreadable.DAMAGED: _Words("mismatch-damaged", "short-damaged"),
    Unreadable.ENCRYPTED: _Words("mismatch-encrypted", "short-encrypted"),
    Unreadable.SCRIPTED: _Words("mismatch-scripted", "short-scripted"),
    Unreadable.TOO_MANY_PAGES: _Words("mismatch-too-many-pages", "short-too-many-pages"),
    Unreadable.NO_TEXT: _Words("mismatch-no-text", "short-no-text"),
    Unreadable.NOT_FAKTUR: _Words("mismatch-not-faktur", "short-not-faktur"),
    Unreadable.SEVERAL_FAKTURS: _Words("mismatch-several-fakturs", "short-several-fakturs"),
    Unreadable.NOTA_RETUR: _Words("mismatch-nota-retur", "short-nota-retur"),
    Unreadable.DESKTOP_FAKTUR: _Words("mismatch-desktop-faktur", "short-desktop-faktur"),
    Unreadable.BUKTI_POTONG: _Words("mismatch-bukti-potong", "short-bukti-potong"),
    Unreadable.TIMEOUT: _Words("mismatch-timeout", "short-timeout"),
    Unreadable.CRASHED: _Words("mismatch-crashed", "short-crashed"),
}
"""By the code, as it is kept."""
_NOT_TAKEN_IN: Mapping[str, str] = {
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
"""Why a file was not even taken in, short."""


def short_key(code: str) -> str:
    """Of either, for a list."""
    return _REASONS[code].short if code in _REASONS else _NOT_TAKEN_IN[code]


def said(reasons: Reasons) -> tuple[Say, ...]:
    """Each reason in words, what is expected above what was found."""
    return tuple(
        Say(
            _REASONS[code].whole,
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
