"""What undoes a sale that was paid: which of the instruments, by whom, until when.

PMK 81/2024 art. 288-289 (nota retur, nota pembatalan), PER-11/PJ/2025 art. 48-50 (faktur pengganti,
pembatalan). A refund in a billing system has no effect on PPN by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.clients import BuyerDocument
from assistant.domain.fakturs.model import Faktur, FakturRequest
from assistant.domain.money import PPN_OF_2025, PpnRate, dpp_nilai_lain, ppn, whole
from assistant.domain.months import faktur_deadline


class Instrument(StrEnum):
    NOTHING = "nothing"
    """No faktur stands: it is only seen to that none comes."""
    NOTA = "nota"
    """Nota pembatalan, made by the buyer in Coretax and approved by the seller there."""
    REPLACEMENT = "replacement"
    """Faktur pengganti, made by the seller."""
    CANCELLATION = "cancellation"
    """Pembatalan, made by the seller."""


class Cause(StrEnum):
    UNDONE = "undone"
    """The service was cancelled after the payment, wholly or in part, and money goes back."""
    PRICE = "price"
    """The price was wrong from the start."""
    BUYER = "buyer"
    """The faktur names a wrong buyer."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A paid sale that is (partly) undone."""

    issued: bool
    """A faktur stands for it."""
    exported: bool
    """Coretax may have it without our knowing of a faktur."""
    whole: bool
    same_month: bool
    """It is undone in the tax month of its faktur."""
    credited: bool
    """The buyer has credited the faktur, or may have: only Coretax's own list says no."""
    buyer_can: bool
    """The faktur names the buyer by an NPWP: others have nothing to make a nota with."""
    cause: Cause = Cause.UNDONE


def instrument_for(undone: Undone) -> Instrument:
    """The one that is right."""
    if not undone.issued:
        return Instrument.NOTHING
    match undone.cause:
        case Cause.BUYER:
            return Instrument.CANCELLATION
        case Cause.PRICE:
            return Instrument.REPLACEMENT
    if undone.whole and undone.same_month and not undone.credited:
        return Instrument.CANCELLATION
    if undone.buyer_can:
        return Instrument.NOTA
    return Instrument.CANCELLATION if undone.whole else Instrument.REPLACEMENT


def can_make_nota(request: FakturRequest) -> bool:
    profile = request.profile
    return profile is not None and profile.document is BuyerDocument.TIN


@dataclass(frozen=True, slots=True)
class Undoing:
    """A case: a sale that was undone, and what has to be done about its faktur."""

    id: int
    request: int
    instrument: Instrument
    cause: Cause
    amount: Decimal | None
    """Rupiah before tax that were undone; None: all."""
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by: str = ""
    """As the audit log names them; ``document``: its own paper closed it."""
    nota: str = ""
    """The number of the nota that closed it."""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_undone(self) -> bool:
        """Whether something of the sale itself was given back."""
        return self.cause is Cause.UNDONE or self.amount is not None


@dataclass(frozen=True, slots=True)
class UndoingAmounts:
    """What stands in the instrument, whole rupiah."""

    price: Decimal
    dpp: Decimal
    ppn: Decimal


def figures_of(
    request: FakturRequest, amount: Decimal | None, rate: PpnRate = PPN_OF_2025
) -> UndoingAmounts:
    """Of what was undone."""
    price = request.subtotal if amount is None else amount
    dpp = dpp_nilai_lain(price, rate)
    return UndoingAmounts(whole(price), whole(dpp), whole(ppn(dpp, rate)))


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What closed cases undid of an invoice, rupiah before tax, at most all of it."""

    amount: Decimal = Decimal(0)
    left_out: Decimal = Decimal(0)
    """So much of it the faktur does not bill: by a nota it stays as it is."""
    settles_faktur: bool = False
    """The faktur that stands was undone as a whole."""


_LEAVES_OUT = frozenset({Instrument.REPLACEMENT, Instrument.NOTHING})
"""A replacement bills what is left, and so does the first faktur where none stood yet."""
_FORMAL = frozenset({Instrument.NOTA, Instrument.CANCELLATION})
"""What takes back a faktur that stands."""


def price_left(price: Decimal, cases: Iterable[Undoing], *, replacement: bool) -> Decimal:
    """Rupiah before tax that a faktur of this invoice should bill, whether its cases are closed or
    wait for just this faktur."""
    kinds = _LEAVES_OUT if replacement else _LEAVES_OUT - {Instrument.REPLACEMENT}
    undone = [case.amount for case in cases if case.amount and case.instrument in kinds]
    return max(price - sum(undone, Decimal(0)), Decimal(0))


def given_back(price: Decimal, cases: Iterable[Undoing]) -> GivenBack:
    """``price``: the invoice's, before tax. A wrong buyer gives no money back, and a wrong price
    none that we know of without an amount."""
    amount = left_out = formally = Decimal(0)
    for case in cases:
        if case.is_open or case.cause is Cause.BUYER:
            continue
        if case.amount is None and case.cause is Cause.PRICE:
            continue
        undone = price if case.amount is None else case.amount
        amount += undone
        left_out += undone if case.instrument in _LEAVES_OUT and case.amount else 0
        formally += undone if case.instrument in _FORMAL else 0
    settles = formally > 0 and formally >= price - left_out
    return GivenBack(min(amount, price), min(left_out, price), settles)


def until_of(instrument: Instrument, fakturs: Sequence[Faktur], today: date) -> date | None:
    """The day by which it should be done; None where no day is set.

    Until the 20th of the month after the faktur's own date a new one can still be approved in its
    place; a replacement has until the 20th after the month in which it is made.
    """
    match instrument:
        case Instrument.CANCELLATION if fakturs:
            return faktur_deadline(max(one.issued for one in fakturs))
        case Instrument.REPLACEMENT:
            return faktur_deadline(today)
        case _:
            return None


class Undoings(Protocol):
    async def open(
        self, request: int, instrument: Instrument, cause: Cause, amount: Decimal | None
    ) -> Undoing | None:
        """None where one is open for that request."""

    async def get(self, undoing: int) -> Undoing | None: ...

    async def of(self, requests: frozenset[int]) -> dict[int, list[Undoing]]:
        """By the request, oldest first; those without are not in it."""

    async def waiting(self) -> list[Undoing]:
        """Those that are open, oldest first."""

    async def close(self, undoing: int, by: str, nota: str = "") -> bool:
        """False where it was closed before."""
