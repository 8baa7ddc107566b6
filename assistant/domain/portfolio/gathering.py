"""What was read so far: companies with what they shall have, each once however it is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain.portfolio.model import Company, Missed, Reading, Why, company_key

MOST_SERVICES = 2000
"""In one plan."""
MOST_MISSED = 200


@dataclass
class _Slot:
    name: str
    email: str
    services: dict[str, str] = field(default_factory=dict)


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
            key = service.casefold()
            self.homeless.pop(key, None)
            owners = self._owners.setdefault(key, [])
            if not any(owner is slot for owner in owners):
                owners.append(slot)
                slot.services[key] = service

    def leave(self, services: list[str]) -> None:
        """Nothing says yet whose they shall be."""
        for service in services:
            if service.casefold() not in self._owners:
                self.homeless.setdefault(service.casefold(), service)

    def miss(self, text: str, why: Why) -> None:
        self.missed.append(Missed(" ".join(text.split())[:200], why))

    def reading(self) -> Reading:
        """A service that stands under two companies goes to neither."""
        for key, owners in self._owners.items():
            if len(owners) > 1:
                names = " / ".join(owner.name or owner.email for owner in owners)
                self.miss(f"{owners[0].services[key]} ({names})", Why.TWO_COMPANIES)
                for owner in owners:
                    owner.services.pop(key, None)
        for service in self.homeless.values():
            self.miss(service, Why.NO_COMPANY)
        room = MOST_SERVICES
        companies = []
        for slot in self.slots:
            taken = tuple(slot.services.values())
            for service in taken[room:]:
                self.miss(service, Why.TOO_MANY)
            if slot.name or slot.email:
                companies.append(Company(slot.name, slot.email, taken[:room]))
            room = max(0, room - len(taken))
        return Reading(tuple(companies), tuple(self.missed[:MOST_MISSED]))
