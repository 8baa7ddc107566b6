"""What was typed into ``/npwp`` so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from assistant.dialogs.drafts import Draft
from assistant.domain.clients import BuyerDocument, TaxKind, TaxProfile
from assistant.domain.finance.identity import FOREIGN, foreign_profile
from assistant.domain.npwp import (
    HEAD_OFFICE,
    NpwpError,
    NpwpForm,
    company_part,
    read_nitku,
    read_npwp,
)


@dataclass(frozen=True)
class NpwpDraft(Draft):
    """A tax profile on its way to being complete. Empty fields are still to be asked."""

    FEATURE: ClassVar[str] = "npwp"

    account: str = ""
    kind: str = ""
    npwp: str = ""
    """16 digits."""
    nitku: str = ""
    """22 digits."""
    name: str = ""
    address: str = ""
    email: str = ""
    unit: str = ""
    """The six digits of a branch whose old number was typed for the NPWP: offered as NITKU."""
    unit_of: str = ""
    """Whose branch that is: what all numbers of that company begin with."""
    old_personal: str = ""
    """A person's old number that was typed where the NIK is asked for, in 16 digits."""
    odd_name: str = ""
    """What was typed for the name and looks like something else: to be confirmed."""
    odd_address: str = ""
    """The address that was sent with it."""
    proposed: str = ""
    """The 22 digits of a NITKU that was typed for the NPWP: to be confirmed."""
    document: str = ""
    """By which the buyer is known; empty: by the NPWP."""
    document_number: str = ""
    country: str = ""
    """By Coretax's list."""

    @property
    def is_foreign(self) -> bool:
        return self.document in FOREIGN

    @property
    def is_nik(self) -> bool:
        try:
            return bool(self.npwp) and read_npwp(self.npwp).form is NpwpForm.NIK
        except NpwpError:
            return False

    @property
    def entered(self) -> bool:
        """Account, kind and its e-mail are found or tapped in a moment."""
        return bool(self.npwp or self.unit or self.proposed or self.name or self.address)

    @property
    def tax_kind(self) -> TaxKind | None:
        return TaxKind(self.kind) if self.kind else None

    def with_kind(self, kind: TaxKind) -> NpwpDraft:
        """Raises NpwpError when the number typed before does not suit it."""
        if self.npwp:
            read_npwp(self.npwp, kind)
        document = "" if self.is_foreign else self.document
        return replace(self, kind=kind, document=document)

    def as_foreign(self, kind: TaxKind, document: BuyerDocument) -> NpwpDraft:
        """Without any Indonesian number."""
        return replace(
            self.without_number(), kind=kind, document=document, document_number="", unit=""
        )

    def with_nik_as(self, document: BuyerDocument) -> NpwpDraft:
        """Whether the NIK is registered as NPWP."""
        return replace(self, document=document)

    def with_npwp(self, npwp16: str) -> NpwpDraft:
        """The NITKU belongs to its number. Without a word about a branch it is the head office's;
        a branch of another number is asked for again, and one that is remembered is forgotten with
        another company's number."""
        unit = self.unit if company_part(npwp16) == self.unit_of else ""
        of_head_office = not unit and (self.nitku[16:] or HEAD_OFFICE) == HEAD_OFFICE
        nitku = npwp16 + HEAD_OFFICE if of_head_office else ""
        kept = self.nitku if self.nitku.startswith(npwp16) else nitku
        return replace(self, npwp=npwp16, nitku=kept, unit=unit, proposed="", old_personal="")

    def with_branch(self, unit: str, company: str) -> NpwpDraft:
        """A branch's old number was typed for the NPWP."""
        return replace(self, unit=unit, unit_of=company)

    def without_nik(self) -> NpwpDraft:
        """The old number is theirs: a person from abroad has no NIK."""
        return self.with_npwp(self.old_personal)

    def with_odd_name(self) -> NpwpDraft:
        """It is the name, whatever it looks like."""
        return self.with_card((self.odd_name, self.odd_address))

    def with_card(self, card: tuple[str, str]) -> NpwpDraft:
        """A name, and the address if it was sent with it."""
        name, address = card
        return replace(
            self, name=name, address=address or self.address, odd_name="", odd_address=""
        )

    def with_unit(self, unit: str) -> NpwpDraft:
        return replace(self, nitku=self.npwp + unit)

    def without_number(self) -> NpwpDraft:
        return replace(self, npwp="", nitku="")

    def with_proposed(self) -> NpwpDraft:
        """The NITKU typed for the NPWP, and the NPWP inside it, are the ones meant."""
        draft = self.with_npwp(self.proposed[:16])
        return replace(draft, nitku=self.proposed, unit="")

    @property
    def profile(self) -> TaxProfile:
        """What was confirmed. Raises NpwpError if it could not have been typed."""
        kind = TaxKind(self.kind)
        if self.is_foreign:
            return foreign_profile(
                kind, BuyerDocument(self.document), self.document_number, self.country,
                self.name, self.address, self.email,
            )  # fmt: skip
        npwp = read_npwp(self.npwp, kind, without_nik=True).npwp16
        known_by = self.document if self.is_nik else ""
        return TaxProfile(
            kind, npwp, read_nitku(self.nitku, npwp), self.name, self.address, self.email,
            BuyerDocument(known_by or BuyerDocument.TIN),
        )  # fmt: skip


def draft_of(account: str, profile: TaxProfile) -> NpwpDraft:
    """A profile to correct. What the portal holds but we would not take is asked anew."""
    draft = NpwpDraft(
        account=account,
        kind=profile.kind,
        npwp=profile.npwp,
        nitku=profile.nitku,
        name=profile.name,
        address=profile.address,
        email=profile.email,
        document=profile.document,
        document_number=profile.document_number,
        country=profile.country,
    )
    if draft.is_foreign:
        return replace(draft, npwp="", nitku="")
    try:
        return replace(draft, nitku=draft.profile.nitku)
    except NpwpError:
        return replace(draft, npwp="", nitku="")


def grouped(digits: str) -> str:
    """In fours, for eyes that compare: ``0013 1216 6009 1000``."""
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def grouped_nitku(digits: str) -> str:
    """The number in fours and the unit in one: ``0013 1216 6009 1000 · 000000``."""
    return f"{grouped(digits[:16])} · {digits[16:]}" if digits else "—"
