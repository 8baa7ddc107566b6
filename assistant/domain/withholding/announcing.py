"""Announcing: what of an invoice is subject to PPh 23, what to transfer, what the slip must say.

The base is the price itself: without PPN, and without the 11/12 that a faktur's DPP shows (UU PPh
art. 23: 2 % of the gross amount).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.domain.billing import Invoice, InvoiceItem, ServiceKind
from assistant.domain.money import whole
from assistant.domain.months import masa_pajak
from assistant.domain.withholding.model import (
    DOKUMEN_LAINNYA,
    FAKTUR_PAJAK,
    JASA_DATA,
    RATE,
    Owed,
    Payee,
)


@dataclass(frozen=True, slots=True)
class SubjectRule:
    """A rule: whether lines of these kinds, or with one of these words, are subject."""

    subject: bool
    kinds: frozenset[ServiceKind] = frozenset()
    """Empty: of any kind."""
    words: tuple[str, ...] = ()
    """Empty: whatever the description says; else one of them stands in it as a word."""
    code: str = ""
    """Its object; empty: the usual one."""

    def covers(self, item: InvoiceItem) -> bool:
        return item.is_one_of(self.kinds, self.words)


HOSTING = SubjectRule(subject=True, kinds=frozenset({ServiceKind.HOSTING, ServiceKind.SERVER}))
"""By default hosting and servers are subject, and nothing else: a domain is bought, not hired."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a provider's products are to PPh 23. The first rule that covers a line counts."""

    rules: tuple[SubjectRule, ...] = ()
    """Before the default."""
    code: str = JASA_DATA
    rate: Decimal = RATE
    """Percent."""

    def code_of(self, item: InvoiceItem) -> str | None:
        """The object of a line; None when it is not subject."""
        for rule in (*self.rules, HOSTING):
            if rule.covers(item):
                return (rule.code or self.code) if rule.subject else None
        return None


@dataclass(frozen=True, slots=True)
class KnownFaktur:
    """What is known of an invoice's faktur."""

    numbers: tuple[str, ...] = ()
    """17 digits each."""
    masa: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the customer is told when announcing."""

    owed: tuple[Owed, ...]
    """One for each object code; empty when nothing is subject."""
    left_out: tuple[InvoiceItem, ...]
    """The lines that are not subject."""
    total: Decimal
    """Rupiah of the invoice with PPN."""

    @property
    def withheld(self) -> Decimal:
        return sum((one.amount for one in self.owed), Decimal(0))

    @property
    def to_transfer(self) -> Decimal:
        """Rupiah, where it is paid net."""
        return self.total - self.withheld


def ask(
    invoice: Invoice,
    withholder: str,
    subjects: Subjects,
    fakturs: KnownFaktur,
    *,
    paid_on: date | None,
) -> Asked:
    """What an invoice owes in slips.

    ``withholder`` is the 16 digits of the account's NPWP, ``paid_on`` the day of payment in
    Jakarta. The masa is the faktur's; before there is one, the month of payment, else the
    invoice's.
    """
    masa = masa_pajak(fakturs.masa or paid_on or invoice.issued)
    owed = tuple(
        Owed(
            invoice_id=invoice.id,
            invoice_number=invoice.number,
            withholder=withholder,
            masa=masa,
            base=whole(base),
            code=code,
            rate=subjects.rate,
            payment_masa=masa_pajak(paid_on) if paid_on else None,
            fakturs=fakturs.numbers,
            subtotal=whole(invoice.subtotal),
        )
        for code, base in _bases(invoice.items, subjects).items()
        if whole(base) > 0
    )
    left_out = tuple(item for item in invoice.items if subjects.code_of(item) is None)
    return Asked(owed, left_out, invoice.total)


def _bases(items: Sequence[InvoiceItem], subjects: Subjects) -> Mapping[str, Decimal]:
    """Rupiah of each object code."""
    bases: dict[str, Decimal] = {}
    for item in items:
        code = subjects.code_of(item)
        if code is not None:
            bases[code] = bases.get(code, Decimal(0)) + item.amount
    return bases


@dataclass(frozen=True, slots=True)
class MustSay:
    """What to type into Coretax for one slip."""

    payee: Payee
    code: str
    masa: date
    base: Decimal
    rate: Decimal
    amount: Decimal
    document_kind: str
    """Coretax's own words."""
    document_number: str


def what_it_must_say(owed: Owed, us: Payee) -> MustSay:
    """Named by its faktur where there is one, else by the invoice."""
    faktur = owed.fakturs[-1] if owed.fakturs else None
    return MustSay(
        payee=us,
        code=owed.code,
        masa=owed.masa,
        base=owed.base,
        rate=owed.rate,
        amount=owed.amount,
        document_kind=FAKTUR_PAJAK if faktur else DOKUMEN_LAINNYA,
        document_number=faktur or owed.invoice_number,
    )
