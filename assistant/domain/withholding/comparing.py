"""Field by field: what a slip says and what it should say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain.withholding.mistaken import FoundMatch
from assistant.domain.withholding.model import NEIGHBOURS, TOLERANCE, Slip, tax_on

_NO_FACILITY = frozenset({"tanpa fasilitas", "n/a", "-", ""})


class SlipField(StrEnum):
    PAYEE = "payee"
    MASA = "masa"
    CODE = "object-code"
    KIND = "kind"
    FINAL = "final"
    FACILITY = "facility"
    BASE = "base"
    RATE = "rate"
    AMOUNT = "amount"
    DOCUMENT = "document"


class Hint(StrEnum):
    """What seems to have happened, where that is known."""

    PAYMENT_MONTH = "payment-month"
    """The masa is that of the payment, not of the faktur."""
    TWO_MONTHS = "two-months"
    """Invoices of two months on one slip: each month has its own."""
    TWO_CODES = "two-codes"
    """Invoices of two objects on one slip: each object has its own."""
    NEIGHBOUR_CODE = "neighbour-code"
    """A service much like ours, at the same rate."""
    NO_NPWP_RATE = "no-npwp-rate"
    """Twice the rate, as for a payee without NPWP."""
    ELEVEN_TWELFTHS = "eleven-twelfths"
    """The base is the faktur's DPP."""
    WITH_PPN = "with-ppn"
    PPN_TAKEN_OUT = "ppn-taken-out"
    """PPN was taken out of a price that had none in it."""
    WHOLE_INVOICE = "whole-invoice"
    """Also what is not subject."""
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    UNKNOWN_FAKTUR = "unknown-faktur"
    """The faktur of the invoice is not known to us."""


@dataclass(frozen=True, slots=True)
class Difference:
    field: SlipField
    expected: str | date | Decimal
    """Amounts in rupiah, the rate in percent, a masa as the first of its month."""
    found: str | date | Decimal
    hint: Hint | None = None
    for_finance: bool = False
    """Lawful: finance may take it as it is."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the provider takes without asking."""

    payment_masa: bool = False
    codes: frozenset[str] = frozenset()
    """Neighbours of our object code."""


def differences(slip: Slip, found: FoundMatch, accepted: Accepted) -> Iterator[Difference]:
    """All of them. The slip can be judged: nothing that is compared is unread."""
    yield from _masa(slip, found, accepted)
    yield from _code(slip, found, accepted)
    yield from _nature(slip)
    yield from _base(slip, found)
    yield from _tax(slip, found)
    yield from _document(slip, found)


def _masa(slip: Slip, found: FoundMatch, accepted: Accepted) -> Iterator[Difference]:
    assert slip.masa is not None
    months = {one.masa for one in found.match.owed}
    if months == {slip.masa}:
        return
    if len(months) > 1:
        yield Difference(SlipField.MASA, min(months), slip.masa, Hint.TWO_MONTHS)
    elif all(one.payment_masa == slip.masa for one in found.match.owed):
        if not accepted.payment_masa:
            hint = Hint.PAYMENT_MONTH
            yield Difference(SlipField.MASA, min(months), slip.masa, hint, for_finance=True)
    else:
        yield Difference(SlipField.MASA, min(months), slip.masa)


def _code(slip: Slip, found: FoundMatch, accepted: Accepted) -> Iterator[Difference]:
    assert slip.object_code is not None
    codes = {one.code for one in found.match.owed}
    expected, given = min(codes), slip.object_code
    if codes == {given}:
        return
    if len(codes) > 1:
        yield Difference(SlipField.CODE, expected, given, Hint.TWO_CODES)
    elif given not in NEIGHBOURS:
        yield Difference(SlipField.CODE, expected, given)
    elif given not in accepted.codes:
        yield Difference(SlipField.CODE, expected, given, Hint.NEIGHBOUR_CODE, for_finance=True)


def _nature(slip: Slip) -> Iterator[Difference]:
    """PPh 23 is credited in the annual return, so it is not final; and nothing frees us from it."""
    if slip.final:
        yield Difference(SlipField.FINAL, "TIDAK FINAL", "FINAL")
    if slip.kind and not slip.kind.rstrip().endswith("23"):
        yield Difference(SlipField.KIND, "Pasal 23", slip.kind)
    if _is_freed(slip):
        yield Difference(SlipField.FACILITY, "Tanpa Fasilitas", slip.facility or "")


def _is_freed(slip: Slip) -> bool:
    return (slip.facility or "").strip().casefold() not in _NO_FACILITY


def _base(slip: Slip, found: FoundMatch) -> Iterator[Difference]:
    assert slip.base is not None
    if found.base_is_right or found.is_part:
        return
    hint = Hint(found.taken_for) if found.taken_for else None
    if hint is None:
        hint = Hint.TOO_LARGE if slip.base > found.base else Hint.TOO_SMALL
    yield Difference(SlipField.BASE, found.base, slip.base, hint)


def _tax(slip: Slip, found: FoundMatch) -> Iterator[Difference]:
    """The amount against the slip's own base and rate: of a wrong base it is wrong, too."""
    assert slip.base is not None
    assert slip.rate is not None
    assert slip.amount is not None
    rate = found.match.owed[0].rate
    if slip.rate != rate:
        hint = Hint.NO_NPWP_RATE if slip.rate == 2 * rate else None
        yield Difference(SlipField.RATE, rate, slip.rate, hint)
    due = tax_on(slip.base, slip.rate)
    if abs(slip.amount - due) > TOLERANCE and not _is_freed(slip):
        yield Difference(SlipField.AMOUNT, due, slip.amount)


def _document(slip: Slip, found: FoundMatch) -> Iterator[Difference]:
    """A contract or an order is a document, too; another invoice of ours is the wrong one."""
    if not found.names_another:
        return
    expected = " / ".join(one.invoice_number for one in found.match.owed)
    unknown = found.is_faktur and not any(one.fakturs for one in found.match.owed)
    hint = Hint.UNKNOWN_FAKTUR if unknown else None
    yield Difference(SlipField.DOCUMENT, expected, slip.document.number, hint, for_finance=unknown)
