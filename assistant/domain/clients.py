"""Who the provider's accounts belong to: one company or person each, with its tax identity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TaxKind(StrEnum):
    COMPANY = "company"
    PERSON = "person"


class BuyerDocument(StrEnum):
    """By what the tax office is told who a buyer is, in Coretax's words."""

    TIN = "TIN"
    """An NPWP; of a person resident in Indonesia the NIK, once it is registered as NPWP."""
    NATIONAL_ID = "National ID"
    """A NIK that is not registered as NPWP."""
    PASSPORT = "Passport"
    OTHER_ID = "Other ID"
    """Of a company abroad, or of who is no tax subject, such as an embassy."""


@dataclass(frozen=True, slots=True)
class TaxProfile:
    """The tax identity of one account: what a faktur names as its buyer."""

    kind: TaxKind
    npwp: str
    """16 digits (for a person resident in Indonesia: the NIK); zeros of a buyer who is known by a
    passport or another document."""
    nitku: str
    """22 digits: NPWP16 and the six digits of the unit, 000000 for the head office."""
    name: str
    address: str
    email: str
    """Where the faktur is mailed when it does not go to the chat."""
    document: BuyerDocument = BuyerDocument.TIN
    """Kept by us: a billing system has no place for it."""
    document_number: str = ""
    """Of a passport or another document."""
    country: str = "IDN"
    """By Coretax's own list, which is not quite ISO 3166."""


@dataclass(frozen=True, slots=True)
class Client:
    """One account of the portal: one company (or person)."""

    id: str
    email: str
    first_name: str
    last_name: str
    company: str
    phone: str
    tax: TaxProfile | None

    @property
    def label(self) -> str:
        """What people call this account: the company, or the person when there is none."""
        return self.company or f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class NewClient:
    """What is needed to open an account. The portal mails a link to set a password by itself."""

    reference: str
    """Ours, unguessable; kept by the portal where it can, to find the client after no answer."""
    email: str
    first_name: str
    last_name: str
    company: str
    phone: str
    """International form: ``+6281234567890``."""
    address: str
    city: str
    province: str
    postcode: str
    country: str = "ID"

    @property
    def label(self) -> str:
        """What people will call this account."""
        return self.company or f"{self.first_name} {self.last_name}"
