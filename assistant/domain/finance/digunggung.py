"""*Digunggung*: what private consumers paid, reported in one list a month and without a buyer.

PER-11/PJ/2025 art. 51-53: their receipts are the faktur, and no NSFP is given. Whether the provider
sells so is its accountant's to say: it is off until it is switched on. Whole rupiah throughout:
with decimals the list is taken and the return that it belongs to cannot be filed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain.clients import Client
from assistant.domain.fakturs.model import FakturRequest, RequestState
from assistant.domain.finance.buyer_class import suspected
from assistant.domain.finance.model import Buyer, BuyerClass
from assistant.domain.money import PPN_OF_2025, PpnRate, dpp_nilai_lain, ppn, whole


class RetailReason(StrEnum):
    """Why an invoice is not, or is, a private consumer's."""

    CONSUMER = "consumer"
    """Its account is a person's, without company and tax number."""
    COMPANY = "company"
    IDENTITY = "identity"
    """There is a number: a faktur is due."""
    COLLECTOR = "collector"
    AMOUNT = "amount"
    """Its PPN is not what the law reckons."""
    NOT_READ = "not-read"
    """The portal said nothing of the account."""


@dataclass(frozen=True, slots=True)
class Retail:
    """One invoice in whole rupiah."""

    request: int
    number: str
    day: date
    buyer: str
    items: str
    discount: Decimal
    base: Decimal
    """The price after discounts."""
    other_base: Decimal
    vat: Decimal


def why_of(request: FakturRequest, client: Client | None, buyer: Buyer) -> RetailReason:
    """Whether it may be reported so."""
    if client is None:
        return RetailReason.NOT_READ
    if client.tax is not None or buyer.identity is not None or request.profile is not None:
        return RetailReason.IDENTITY
    if buyer.class_ not in (None, BuyerClass.ORDINARY) or suspected(request):
        return RetailReason.COLLECTOR
    return RetailReason.COMPANY if client.company.strip() else RetailReason.CONSUMER


def retail(request: FakturRequest, rate: PpnRate = PPN_OF_2025) -> Retail | None:
    """None where the PPN that was paid is not what it should be."""
    items = request.items or ()
    base = whole(request.subtotal)
    other_base = whole(dpp_nilai_lain(base, rate))
    vat = whole(ppn(other_base, rate))
    if not items or abs(vat - request.tax) > max(1, len(items)):
        return None
    return Retail(
        request=request.id,
        number=request.invoice_number,
        day=request.paid_on,
        buyer=request.account_label,
        items="; ".join(f"{item.quantity} x {item.description}" for item in items),
        discount=whole(sum((item.discount for item in items), Decimal(0))),
        base=base,
        other_base=other_base,
        vat=vat,
    )


def may_be_retail(requests: Sequence[FakturRequest]) -> list[FakturRequest]:
    """Those that have no number to make a faktur with, and those that were reported so before: the
    list replaces an earlier one of its month."""
    return [one for one in requests if one.state is RequestState.NO_NPWP or one.is_retail]
