"""Which paid invoices Coretax is given, and in what numbers: the rows of its bulk import.

Nothing is guessed. An invoice with a field that Coretax would refuse, or that would make a wrong
faktur, is left out with every reason; finance mends it and exports again. Rules: PMK 131/2024 (DPP
nilai lain), PER-11/PJ/2025, and Coretax's own converter for its import.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.domain.billing import InvoiceItem, ServiceKind
from assistant.domain.clients import BuyerDocument, TaxProfile
from assistant.domain.emails import is_email
from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.finance.buyer_class import kode_of, suspected
from assistant.domain.finance.identity import FOREIGN, identity_obstacles, identity_of
from assistant.domain.finance.model import Buyer, BuyerClass, Obstacle, Reason
from assistant.domain.hidden import shown
from assistant.domain.money import (
    PPN_OF_2025,
    PPN_TOLERANCE,
    PpnRate,
    dpp_nilai_lain,
    in_sen,
    ppn,
)
from assistant.domain.rates import TAX_RULES, TaxRules

MOST_IN_A_FILE = 1000
"""Coretax takes no more faktur in one file."""


# What is sold, as the tax office sorts it


@dataclass(frozen=True, slots=True)
class Product:
    """A rule: lines of these kinds, or with one of these words, are that in Coretax's lists."""

    code: str
    """Six digits."""
    kinds: frozenset[ServiceKind] = frozenset()
    """Empty: of any kind."""
    words: tuple[str, ...] = ()
    """Empty: whatever the description says; else one of them stands in it as a word."""
    unit: str | None = None
    """``UM.00xx``; None: by the period that is billed."""
    is_goods: bool = False
    """Goods (A) or a service (B)."""

    def covers(self, item: InvoiceItem) -> bool:
        return item.is_one_of(self.kinds, self.words)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How this provider's products are called in Coretax's lists."""

    code: str
    """Of all that no product rule covers."""
    month: str
    year: str
    other: str
    """The units of a month, a year, and of anything else."""
    products: tuple[Product, ...] = ()

    def unit_of(self, months: int | None) -> str:
        """Of a line that bills so many months (None: once)."""
        return {1: self.month, 12: self.year}.get(months or 0, self.other)


@dataclass(frozen=True, slots=True)
class TaxInvoiceLine:
    """One good or service. Amounts are rupiah with two decimals."""

    opt: str
    """``A`` goods, ``B`` a service."""
    code: str
    name: str
    unit: str
    price: Decimal
    quantity: int
    discount: Decimal
    rate: PpnRate = PPN_OF_2025

    @property
    def tax_base(self) -> Decimal:
        return in_sen(self.price * self.quantity - self.discount)

    @property
    def other_tax_base(self) -> Decimal:
        """DPP nilai lain."""
        return dpp_nilai_lain(self.tax_base, self.rate)

    @property
    def vat(self) -> Decimal:
        return ppn(self.other_tax_base, self.rate)


@dataclass(frozen=True, slots=True)
class TaxInvoice:
    """One faktur as Coretax's import takes it."""

    request: int
    day: date
    reference: str
    """The invoice's number."""
    kode: str
    """Kode transaksi, two digits."""
    buyer_tin: str
    buyer_document: BuyerDocument
    buyer_document_number: str
    buyer_name: str
    buyer_address: str
    buyer_email: str
    buyer_idtku: str
    buyer_country: str
    lines: tuple[TaxInvoiceLine, ...]

    @property
    def tax_base(self) -> Decimal:
        return sum((line.tax_base for line in self.lines), Decimal(0))

    @property
    def other_tax_base(self) -> Decimal:
        return sum((line.other_tax_base for line in self.lines), Decimal(0))

    @property
    def vat(self) -> Decimal:
        return sum((line.vat for line in self.lines), Decimal(0))


class LeftOutError(Exception):
    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(str(reason.code) for reason in reasons))
        self.reasons = reasons


def tax_invoice(
    request: FakturRequest,
    catalogue: Catalogue,
    buyer: Buyer | None = None,
    rules: TaxRules = TAX_RULES,
) -> TaxInvoice:
    """The faktur of a paid invoice. ``buyer`` is what people said about the account. Raises
    LeftOutError with every reason against it."""
    reasons = [*buyer_obstacles(request.profile), *_doubts(request, buyer)]
    lines: list[TaxInvoiceLine] = []
    try:
        lines = _lines(request, catalogue, rules.rate(request.paid_on))
    except LeftOutError as error:
        reasons.extend(error.reasons)
    if reasons or request.profile is None:
        raise LeftOutError(*reasons)
    kode = kode_of(request, buyer, rules)
    return _addressed(request, request.profile, kode, tuple(lines))


def _doubts(request: FakturRequest, buyer: Buyer | None) -> Iterator[Reason]:
    """What a person has to settle: by its name the buyer may be one who collects the PPN itself,
    and one who is known by a foreign document may be abroad."""
    if request.is_retail:
        yield Reason(Obstacle.RETAIL)
    class_ = buyer.class_ if buyer else None
    profile = request.profile
    foreign = profile is not None and profile.document in FOREIGN
    if class_ is BuyerClass.ABROAD or (class_ is None and foreign):
        yield Reason(Obstacle.ABROAD, profile.country if profile and foreign else "")
    if class_ is not None:
        return
    suspicion = suspected(request)
    if suspicion is not None:
        yield Reason(Obstacle.COLLECTOR_UNKNOWN, suspicion.because)


def _addressed(
    request: FakturRequest, profile: TaxProfile, kode: str, lines: tuple[TaxInvoiceLine, ...]
) -> TaxInvoice:
    identity = identity_of(profile)
    return TaxInvoice(
        request=request.id,
        day=request.paid_on,
        reference=clean(request.invoice_number),
        kode=kode,
        buyer_tin=identity.tin,
        buyer_document=profile.document,
        buyer_document_number=identity.number,
        buyer_name=clean(profile.name),
        buyer_address=clean(profile.address),
        buyer_email=clean(profile.email),
        buyer_idtku=identity.idtku,
        buyer_country=identity.country,
        lines=lines,
    )


def buyer_obstacles(profile: TaxProfile | None) -> Iterator[Reason]:
    """What Coretax would refuse in a buyer's data."""
    if profile is None:
        yield Reason(Obstacle.NO_NPWP)
        return
    yield from identity_obstacles(profile)
    if not clean(profile.name):
        yield Reason(Obstacle.NO_NAME)
    if not clean(profile.address):
        yield Reason(Obstacle.NO_ADDRESS)
    email = clean(profile.email)
    if email and not is_email(email):
        yield Reason(Obstacle.WRONG_EMAIL, email)


def _lines(request: FakturRequest, catalogue: Catalogue, rate: PpnRate) -> list[TaxInvoiceLine]:
    """Raises LeftOutError."""
    items = request.items or ()
    total = sum((item.amount for item in items), Decimal(0))
    if not items or total == 0:
        raise LeftOutError(Reason(Obstacle.NO_LINES))
    if in_sen(total) != in_sen(request.subtotal):
        raise LeftOutError(Reason(Obstacle.AMOUNT_CHANGED, str(total)))
    lines: list[TaxInvoiceLine] = []
    reasons: list[Reason] = []
    for item in taxed_items(items):
        try:
            lines.append(replace(_line(item, catalogue), rate=rate))
        except LeftOutError as error:
            reasons.extend(error.reasons)
    if reasons:
        raise LeftOutError(*reasons)
    reckoned = sum((line.vat for line in lines), Decimal(0))
    # Each line is rounded by itself, here and in the portal.
    if abs(reckoned - request.tax) > max(PPN_TOLERANCE, Decimal(len(lines))):
        raise LeftOutError(Reason(Obstacle.TAX_DIFFERS, str(reckoned)))
    return lines


def taxed_items(items: Sequence[InvoiceItem]) -> list[InvoiceItem]:
    """Billing systems write a promotion as a line below zero; Coretax knows discounts only.

    It is taken off the same service's lines, then off the others, the nearest above first. What is
    free is left out. Raises LeftOutError.
    """
    kept = [item for item in items if item.amount > 0 or (item.amount == 0 and item.price > 0)]
    for item in items:
        left = -item.amount
        for i in _nearest_first(kept, item) if left > 0 else ():
            taken = min(left, kept[i].amount)
            kept[i] = replace(kept[i], discount=kept[i].discount + taken)
            left -= taken
        if left > 0:
            raise LeftOutError(Reason(Obstacle.NEGATIVE, item.description))
    return kept


def _nearest_first(kept: Sequence[InvoiceItem], off: InvoiceItem) -> list[int]:
    backwards = list(reversed(range(len(kept))))
    if off.service_id is None:
        return backwards
    return sorted(backwards, key=lambda i: kept[i].service_id != off.service_id)


def _line(item: InvoiceItem, catalogue: Catalogue) -> TaxInvoiceLine:
    """Raises LeftOutError."""
    rules = [product for product in catalogue.products if product.covers(item)]
    rules = [rule for rule in rules if rule.words] or rules  # words say more than a kind
    sorts = {(rule.code, rule.is_goods) for rule in rules} or {(catalogue.code, False)}
    units = {rule.unit for rule in rules} - {None} or {_unit(item, catalogue)}
    reasons: list[Reason] = []
    if len(sorts) > 1:
        reasons.append(Reason(Obstacle.AMBIGUOUS_CODE, item.description))
    if len(units) > 1 or None in units:
        reasons.append(Reason(Obstacle.AMBIGUOUS_UNIT, item.description))
    if reasons:
        raise LeftOutError(*reasons)
    ((code, is_goods),) = sorts
    (unit,) = units
    return TaxInvoiceLine(
        opt="A" if is_goods else "B",
        code=code,
        name=clean(item.description),
        unit=unit or catalogue.other,
        price=in_sen(item.price),
        quantity=item.quantity,
        discount=in_sen(item.discount),
    )


_PERIOD = re.compile(
    r"(?:\b(?P<many>[0-9]{1,3})\s*)?(?<![^\W\d])(?:(?P<months>bulan|months?)|(?P<years>tahun|years?))\b"
    r"|\b(?:(?P<monthly>bulanan|monthly)|(?P<yearly>tahunan|yearly|annual|annually))\b",
    re.IGNORECASE,
)


def _unit(item: InvoiceItem, catalogue: Catalogue) -> str | None:
    """By the period, as the portal says it or else the description; None when that says two."""
    if item.months is not None:
        return catalogue.unit_of(item.months)
    periods = {
        int(found["many"] or 1) * (12 if found["years"] or found["yearly"] else 1)
        for found in _PERIOD.finditer(item.description)
    }
    if len(periods) > 1:
        return None
    return catalogue.unit_of(periods.pop() if periods else None)


def clean(text: str) -> str:
    """One line of it without what no XML may hold, and without what shows nothing (Coretax refuses
    such); letters of any script stay."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in shown(text)
        if unicodedata.category(char) not in ("Cs", "Cn")
    )
    return " ".join(kept.split())


def in_files(invoices: Iterable[TaxInvoice]) -> list[tuple[TaxInvoice, ...]]:
    """In the order of the days, at most :data:`MOST_IN_A_FILE` each."""
    ordered = sorted(invoices, key=lambda one: (one.day, one.reference, one.request))
    return [
        tuple(ordered[start : start + MOST_IN_A_FILE])
        for start in range(0, len(ordered), MOST_IN_A_FILE)
    ]
