"""What a client owns and is billed for: services, invoices, payments and credit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class ServiceKind(StrEnum):
    DOMAIN = "domain"
    HOSTING = "hosting"
    SERVER = "server"


class ServiceStatus(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Service:
    """Something a client owns and pays for: a domain, a hosting plan, a server."""

    id: str
    """Unique in the portal across kinds, for example ``domain-12`` or ``service-7``."""
    kind: ServiceKind
    name: str
    """What tells it apart: ``contoh.example``, ``VPS Kilat 2 (vps1.contoh.example)``."""
    client_id: str
    status: ServiceStatus
    next_due: date | None


class InvoiceStatus(StrEnum):
    DRAFT = "draft"
    UNPAID = "unpaid"
    OVERDUE = "overdue"
    PAYMENT_PENDING = "payment-pending"
    COLLECTIONS = "collections"
    PAID = "paid"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


BLOCKING = frozenset(
    {
        InvoiceStatus.UNPAID,
        InvoiceStatus.OVERDUE,
        InvoiceStatus.PAYMENT_PENDING,
        InvoiceStatus.COLLECTIONS,
    }
)
"""The statuses that the rule "no UNPAID invoice on what moves" means."""
IDR = "IDR"
"""ISO 4217. What was billed in anything else never becomes a number of a faktur."""


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    description: str
    quantity: int
    price: Decimal
    """Rupiah for one, before tax."""
    discount: Decimal
    """Rupiah off the line, before tax."""
    service_id: str | None
    """The :class:`Service` it bills, if any."""
    months: int | None
    """The length of the period billed, in months; None for a one-time charge, or where the portal
    does not say."""
    kind: ServiceKind | None = None
    """Of the service; None where there is none, or the portal does not say."""

    def is_one_of(self, kinds: Collection[ServiceKind], words: Sequence[str]) -> bool:
        """Whether it bills one of these kinds (empty: whatever kind), and one of these words stands
        in its description as a word (empty: whatever it says)."""
        if kinds and self.kind not in kinds:
            return False
        return not words or any(self._says(word) for word in words)

    def _says(self, word: str) -> bool:
        as_a_word = rf"(?<!\w){re.escape(word)}(?!\w)"
        return re.search(as_a_word, self.description, re.IGNORECASE) is not None

    @property
    def amount(self) -> Decimal:
        """Rupiah of the line before tax."""
        return self.price * self.quantity - self.discount


@dataclass(frozen=True, slots=True)
class Invoice:
    id: str
    number: str
    """What people read: ``INV-2026-000123``."""
    client_id: str
    status: InvoiceStatus
    issued: date
    due: date
    paid_at: datetime | None
    items: tuple[InvoiceItem, ...]
    tax: Decimal
    """PPN in rupiah."""
    currency: str = IDR
    """What the amounts are in, by its code in the portal; empty where the portal does not say.
    Only where it is rupiah do they mean rupiah."""

    @property
    def in_rupiah(self) -> bool:
        return self.currency == IDR

    @property
    def subtotal(self) -> Decimal:
        """Before tax."""
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def total(self) -> Decimal:
        """To pay."""
        return self.subtotal + self.tax

    def bills(self, service_ids: Sequence[str]) -> bool:
        """Whether any line is for one of these services."""
        return any(item.service_id in service_ids for item in self.items if item.service_id)


@dataclass(frozen=True, slots=True)
class PaidInvoice:
    """A line of the list of what was paid: enough to compare it with ours."""

    id: str
    number: str
    client_id: str
    tax: Decimal
    """PPN in rupiah."""
    currency: str = IDR


@dataclass(frozen=True, slots=True)
class PaidInvoices:
    invoices: tuple[PaidInvoice, ...]
    complete: bool
    """False: there may be more than the portal lists in a bounded number of calls."""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in for an invoice, by whatever way."""

    transaction: str
    """The payer's or our own key; empty where there is none."""
    amount: Decimal
    """Rupiah."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A change of a client's balance, which later invoices are paid from."""

    description: str
    amount: Decimal
    """Rupiah."""
