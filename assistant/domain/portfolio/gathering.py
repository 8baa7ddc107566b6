"""What was read so far: companies with what they shall have, each once however it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.portfolio.model import (
    Company,
    Missed,
    MissedReason,
    Reading,
    company_key,
    service_key,
)

MOST_SERVICES = 2000
"""In one plan."""
MOST_MISSED = 1000


def within(missed: Sequence[Missed]) -> tuple[Missed, ...]:
    """As many as are kept; of the rest how many they are."""
    if len(missed) <= MOST_MISSED:
        return tuple(missed)
    kept = missed[: MOST_MISSED - 1]
    return (*kept, Missed(f"+{len(missed) - len(kept)}", MissedReason.TOO_MANY))


@dataclass
class _Slot:
    name: str
    email: str
    services: dict[str, str] = field(default_factory=dict)
    told: bool = False
    """Why it has no services is said elsewhere."""


@dataclass
class Gathered:
    """Fills up while lines are read, and is looked through at the end."""

    slots: list[_Slot] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    homeless: dict[str, str] = field(default_factory=dict)
    """Services of which nothing says whose they shall be, by their key."""

    _by_name: dict[str, _Slot] = field(default_factory=dict)
    _by_email: dict[str, _Slot] = field(default_factory=dict)
    _owners: dict[str, list[_Slot]] = field(default_factory=dict)

    def slot(self, name: str, email: str) -> _Slot:
        """The company of this name or, without one, of this e-mail. Whoever is named and has
        another e-mail than before is another account of the company."""
        key = company_key(name) if name else ""
        slot = self._by_name.get(f"{key}\n{email}") if key else None
        if slot is None and key:
            known = self._by_name.get(key)
            if known is not None and (not email or not known.email or known.email == email):
                slot = known
        mailed = self._by_email.get(email) if email and slot is None else None
        if mailed is not None and (not name or not mailed.name or company_key(mailed.name) == key):
            slot = mailed
        if slot is None:
            slot = _Slot(name, email)
            self.slots.append(slot)
        slot.name, slot.email = slot.name or name, slot.email or email
        if slot.name:
            self._by_name.setdefault(company_key(slot.name), slot)
            self._by_name[f"{company_key(slot.name)}\n{slot.email}"] = slot
        if slot.email:
            self._by_email.setdefault(slot.email, slot)
        return slot

    def give(self, slot: _Slot, services: list[str]) -> None:
        for service in services:
            key = service_key(service)
            self.homeless.pop(key, None)
            owners = self._owners.setdefault(key, [])
            if not any(owner is slot for owner in owners):
                owners.append(slot)
                slot.services[key] = service

    def leave(self, services: list[str]) -> None:
        """Nothing says yet whose they shall be."""
        for service in services:
            if service_key(service) not in self._owners:
                self.homeless.setdefault(service_key(service), service)

    def miss(self, text: str, why: MissedReason) -> None:
        self.missed.append(Missed(" ".join(text.split())[:200], why))

    def _join_bare(self) -> None:
        """A name without its legal form is that of the one company called so with it."""
        for bare in [slot for slot in self.slots if company_key(slot.name).endswith(" /")]:
            key = company_key(bare.name)
            same = [
                slot for slot in self.slots
                if slot is not bare and company_key(slot.name).startswith(f"{key} ")
                and (not bare.email or slot.email in ("", bare.email))
            ]  # fmt: skip
            if len(same) != 1:
                continue
            [whole] = same
            whole.email = whole.email or bare.email
            whole.services |= bare.services
            self.slots.remove(bare)
            for owners in self._owners.values():
                if bare in owners:
                    owners.remove(bare)
                    if not any(owner is whole for owner in owners):
                        owners.append(whole)

    def reading(self) -> Reading:
        """A service that stands under two companies goes to neither."""
        self._join_bare()
        for key, owners in self._owners.items():
            if len(owners) > 1:
                names = " / ".join(owner.name or owner.email for owner in owners)
                self.miss(f"{owners[0].services[key]} ({names})", MissedReason.TWO_COMPANIES)
                for owner in owners:
                    owner.services.pop(key, None)
                    owner.told = True
        for service in self.homeless.values():
            self.miss(service, MissedReason.NO_COMPANY)
        room = MOST_SERVICES
        companies = []
        for slot in self.slots:
            taken = tuple(slot.services.values())
            for service in taken[room:]:
                self.miss(service, MissedReason.TOO_MANY)
            if not taken and not (slot.name and slot.email):
                if not slot.told:
                    self.miss(slot.name or slot.email, MissedReason.NO_SERVICE)
            elif slot.name or slot.email:
                companies.append(Company(slot.name, slot.email, taken[:room]))
            room = max(0, room - len(taken))
        return Reading(tuple(companies), within(self.missed))
