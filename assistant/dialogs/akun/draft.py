"""What has been typed into ``/akun`` so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from assistant.dialogs.drafts import Draft
from assistant.domain.portal import NewClient


@dataclass(frozen=True)
class AkunDraft(Draft):
    FEATURE: ClassVar[str] = "akun"

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    proven: str = ""
    """The address that a right code was typed for: the proof of no other."""
    company: str | None = None
    """Empty: a person without a company. None: not asked yet."""
    phone: str = ""
    street: str = ""
    city: str = ""
    province: str = ""
    postcode: str = ""
    terms: str = ""
    """The hash of the terms agreed to for this account."""

    @property
    def email_proven(self) -> bool:
        return bool(self.email) and self.proven == self.email

    def with_email(self, email: str) -> AkunDraft:
        """Another address takes the proof of the one before away."""
        return replace(self, email=email, proven=self.proven if email == self.email else "")

    def with_proof(self) -> AkunDraft:
        return replace(self, proven=self.email)

    def next_step(self, terms: str) -> str:
        """The first step that is still open; ``terms`` is the hash of the terms of today."""
        done = (
            ("first-name", self.first_name),
            ("last-name", self.last_name),
            ("email", self.email),
            ("code", self.email_proven),
            ("company", self.company is not None),
            ("phone", self.phone),
            ("street", self.street),
            ("city", self.city),
            ("province", self.province),
            ("postcode", self.postcode),
            ("terms", self.terms == terms),
        )
        return next((step for step, filled in done if not filled), "summary")

    def new_client(self, reference: str) -> NewClient:
        return NewClient(
            reference=reference,
            email=self.email,
            first_name=self.first_name,
            last_name=self.last_name,
            company=self.company or "",
            phone=self.phone,
            address=self.street,
            city=self.city,
            province=self.province,
            postcode=self.postcode,
        )

    @classmethod
    def of(cls, new: NewClient, terms: str) -> AkunDraft:
        """The draft that a request was sent from: its address is proven."""
        return cls(
            first_name=new.first_name,
            last_name=new.last_name,
            email=new.email,
            proven=new.email,
            company=new.company,
            phone=new.phone,
            street=new.address,
            city=new.city,
            province=new.province,
            postcode=new.postcode,
            terms=terms,
        )
