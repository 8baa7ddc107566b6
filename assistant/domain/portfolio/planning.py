"""What has to be done, by which services go where and what is known of the accounts. Pure.

Nobody learns here whether an e-mail is registered: what is not one of the person's own linked
accounts is asked by mail, whether it has an account or not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.accounts.model import Link, Registration, RegistrationState, Snapshot
from assistant.domain.billing import Invoice, Service
from assistant.domain.emails import same_address
from assistant.domain.portfolio.model import (
    Portfolio,
    Wish,
    company_key,
    service_key,
    short_names,
)
from assistant.domain.transfers.model import MovedService, Transfer, TransferState

MOST_IN_ONE = 20
"""Services of one request: their names must fit into a ticket's message."""


class Having(StrEnum):
    """Where the account that a company's services shall go to stands."""

    LINKED = "linked"
    """One of the person's own."""
    OTHERS = "others"
    """An e-mail of which nothing more is known: its owner is asked to agree."""
    OPENING = "opening"
    """The portal is asked to open it."""
    NEEDED = "needed"
    """To be opened, linked, or told by its e-mail."""


class TaxDataState(StrEnum):
    THERE = "there"
    MISSING = "missing"
    NOT_KNOWN = "not-known"
    """The account is not the person's to look at, or was not loaded yet."""


class PlanState(StrEnum):
    """Where a service of the plan stands."""

    FREE = "free"
    """Can be asked for as soon as the company has an account or an e-mail."""
    UNPAID = "unpaid"
    BUSY = "busy"
    """In a request that this plan did not make."""
    ASKED = "asked"
    """In a request of this plan."""
    ARRIVED = "arrived"
    ENDED = "ended"
    """Its request was refused or taken back: it is asked for again only by a tap."""
    LOADING = "loading"
    UNKNOWN = "unknown"
    """None of the person's linked accounts has it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A service of the plan."""

    name: str
    """As it was typed, or as the portal calls it."""
    place: PlanState
    service: Service | None = None
    facts: tuple[str, ...] = ()
    """The invoices in the way, or the number of the request."""


@dataclass(frozen=True, slots=True)
class CompanyPlan:
    wish: Wish
    having: Having
    link: Link | None
    tax: TaxDataState
    items: tuple[Item, ...]

    def at(self, *places: PlanState) -> list[Item]:
        return [item for item in self.items if item.place in places]


@dataclass(frozen=True, slots=True)
class Pair:
    """A request that can be sent now: services of one account to one destination."""

    wish: int
    """The place of its company in the plan."""
    origin: Link
    link: Link | None
    """The destination, where it is the person's own."""
    email: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    companies: tuple[CompanyPlan, ...]
    pairs: tuple[Pair, ...]
    waits: bool
    """Something of the person's accounts is still being loaded."""

    def count(self, *places: PlanState) -> int:
        return sum(len(company.at(*places)) for company in self.companies)

    @property
    def size(self) -> int:
        return sum(len(company.items) for company in self.companies)

    @property
    def needing(self) -> list[int]:
        """Places of the companies without an account or an e-mail."""
        return [n for n, one in enumerate(self.companies) if one.having is Having.NEEDED]

    @property
    def without_npwp(self) -> list[int]:
        return [n for n, one in enumerate(self.companies) if one.tax is TaxDataState.MISSING]

    @property
    def invoices(self) -> list[str]:
        """Unpaid ones in the way, each once."""
        facts = (
            f for one in self.companies for item in one.at(PlanState.UNPAID) for f in item.facts
        )
        return list(dict.fromkeys(facts))

    @property
    def agreeing(self) -> list[str]:
        """Addresses whose owners are, or will be, asked."""
        return [one.wish.email for one in self.companies if one.having is Having.OTHERS]

    @property
    def over(self) -> bool:
        """Nothing is left that this plan could still do."""
        left = self.size - self.count(PlanState.ARRIVED)
        return self.size > 0 and left == 0


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the database knows of the person's accounts."""

    links: Sequence[Link]
    snapshots: Mapping[str, Snapshot | None]
    """By account; None: not loaded yet."""
    unended: Sequence[Transfer]
    """From any of these accounts."""
    own: Mapping[str, Transfer]
    """The requests of this plan, by number."""
    registrations: Sequence[Registration]
    """The person's, newest first."""


def plan(portfolio: Portfolio, known: PlanFacts) -> Plan:
    owned = _Owned(known)
    companies = tuple(_company(portfolio, wish, known, owned) for wish in portfolio.wishes)
    waits = any(known.snapshots.get(link.account) is None for link in known.links)
    return Plan(companies, tuple(_pairs(companies, owned)), waits)


class _Owned:
    """The services of the linked accounts, by what people call them."""

    def __init__(self, known: PlanFacts) -> None:
        self.origin = {link.account: link for link in known.links}
        self.loading = any(known.snapshots.get(link.account) is None for link in known.links)
        self.exact: dict[str, list[Service]] = defaultdict(list)
        self.inside: dict[str, list[Service]] = defaultdict(list)
        self.unpaid: dict[str, list[Invoice]] = defaultdict(list)
        self.busy = {id_: one.number for one in known.unended for id_ in one.service_ids}
        self.asked: dict[str, list[tuple[MovedService, str]]] = defaultdict(list)
        for account in self.origin:
            self._add(known.snapshots.get(account))
        listed = {service.id: service for found in self.exact.values() for service in found}
        for short, name in short_names([one.name for one in listed.values()]).items():
            self.inside.setdefault(short, self.exact[service_key(name)])
        for number, transfer in known.own.items():
            for moved in transfer.services:
                name = service_key(moved.name)
                for key in {name, moved.id.casefold(), *_PART.findall(name)}:
                    self.asked[key].append((moved, number))

    def _add(self, snapshot: Snapshot | None) -> None:
        if snapshot is None:
            return
        for service in snapshot.services:
            if service.client_id not in self.origin:
                continue
            name = service_key(service.name)
            self.exact[name].append(service)
            self.exact[service.id.casefold()].append(service)
            for part in set(_PART.findall(name)) - {name}:
                self.inside[part].append(service)
        for invoice in snapshot.blocking:
            for id_ in {item.service_id for item in invoice.items if item.service_id}:
                self.unpaid[id_].append(invoice)

    def named(self, typed: str) -> list[Service]:
        """Those called so or, where none is, those in whose name it stands."""
        key = service_key(typed)
        return self.exact.get(key) or self.inside.get(key) or []


_PART = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def _company(portfolio: Portfolio, wish: Wish, known: PlanFacts, owned: _Owned) -> CompanyPlan:
    link = account_of(wish, known)
    items = tuple(
        item for name in wish.services for item in _items(name, portfolio, known, owned, link)
    )
    return CompanyPlan(wish, _having(wish, link, known), link, _tax(link, known), items)


def account_of(wish: Wish, known: PlanFacts) -> Link | None:
    """The person's linked account that a company means: the chosen one, that of its e-mail, the
    one opened for it, or, where no e-mail was written, the only one of this name."""
    links = {link.account: link for link in known.links}
    if wish.account in links:
        return links[wish.account]
    if wish.email:
        mailed = (link for link in known.links if same_address(link.email, wish.email))
        return next(mailed, None)
    key = company_key(wish.name)
    for one in known.registrations:
        if one.account in links and company_key(one.new.company) == key:
            return links[one.account]
    named = [link for link in known.links if company_key(link.label) == key]
    if not named and key.endswith(" /"):  # written without its legal form
        named = [link for link in known.links if company_key(link.label).startswith(key)]
    return named[0] if len(named) == 1 else None


def _having(wish: Wish, link: Link | None, known: PlanFacts) -> Having:
    if link is not None:
        return Having.LINKED
    key = company_key(wish.name)
    for one in known.registrations:
        is_its = (key and company_key(one.new.company) == key) or one.new.email == wish.email
        if is_its and one.state is RegistrationState.QUEUED:
            return Having.OPENING
    return Having.OTHERS if wish.email else Having.NEEDED


def _tax(link: Link | None, known: PlanFacts) -> TaxDataState:
    snapshot = known.snapshots.get(link.account) if link else None
    if snapshot is None or snapshot.client is None:
        return TaxDataState.NOT_KNOWN
    return TaxDataState.THERE if snapshot.client.tax else TaxDataState.MISSING


_BY_STATE = {
    TransferState.DONE: PlanState.ARRIVED,
    TransferState.REFUSED: PlanState.ENDED,
    TransferState.CANCELLED: PlanState.ENDED,
}


def _items(
    name: str, portfolio: Portfolio, known: PlanFacts, owned: _Owned, link: Link | None
) -> Iterable[Item]:
    """A name may mean several: a domain and the hosting that is called like it."""
    found = {service.id: service for service in owned.named(name)}
    asked = _asked_for(name, portfolio, owned, set(found))
    if not found and not asked:
        yield Item(name, PlanState.LOADING if owned.loading else PlanState.UNKNOWN)
    for service_name, number in asked:
        state = known.own[number].state
        yield Item(service_name, _BY_STATE.get(state, PlanState.ASKED), None, (number,))
    for service in found.values():
        yield _item(service, portfolio, known, owned, link)


def _asked_for(
    name: str, portfolio: Portfolio, owned: _Owned, here: set[str]
) -> list[tuple[str, str]]:
    """What this plan asked for by this name and is in none of the person's accounts any more."""
    return [
        (moved.name, number)
        for moved, number in owned.asked.get(service_key(name), ())
        if moved.id not in here and portfolio.sent.get(moved.id) == number
    ]


def _item(
    service: Service, portfolio: Portfolio, known: PlanFacts, owned: _Owned, link: Link | None
) -> Item:
    if link is not None and service.client_id == link.account:
        return Item(service.name, PlanState.ARRIVED, service)
    number = portfolio.sent.get(service.id, "")
    if number in known.own:
        state = known.own[number].state
        return Item(service.name, _BY_STATE.get(state, PlanState.ASKED), service, (number,))
    if service.id in owned.busy:
        return Item(service.name, PlanState.BUSY, service, (owned.busy[service.id],))
    if unpaid := owned.unpaid.get(service.id):
        return Item(service.name, PlanState.UNPAID, service, tuple(one.number for one in unpaid))
    return Item(service.name, PlanState.FREE, service)


def _pairs(companies: Sequence[CompanyPlan], owned: _Owned) -> Iterable[Pair]:
    """One for each pair of accounts, split where they are too many for one request. A service
    that two companies mean goes to neither."""
    free = [
        (n, item.service)
        for n, company in enumerate(companies)
        if company.having in (Having.LINKED, Having.OTHERS)
        for item in company.at(PlanState.FREE)
        if item.service is not None
    ]
    wanted: dict[str, set[int]] = defaultdict(set)
    for n, service in free:
        wanted[service.id].add(n)
    groups: dict[tuple[int, str], dict[str, Service]] = defaultdict(dict)
    for n, service in free:
        if len(wanted[service.id]) == 1:
            groups[n, service.client_id][service.id] = service
    for (n, account), services in groups.items():
        company = companies[n]
        email = company.link.email if company.link else company.wish.email
        origin = owned.origin[account]
        if same_address(origin.email, email):
            continue
        listed = list(services.values())
        for start in range(0, len(listed), MOST_IN_ONE):
            chunk = tuple(listed[start : start + MOST_IN_ONE])
            yield Pair(n, origin, company.link, email, chunk)


class PlanStep(StrEnum):
    """What only the person can do next."""

    CONFIRM = "confirm"
    ACCOUNT = "account"
    NPWP = "npwp"
    PAY = "pay"
    WAIT = "wait"
    """Nothing now: others are at it."""
    DONE = "done"


def open_steps(portfolio: Portfolio, made: Plan) -> list[tuple[PlanStep, int]]:
    """The first of each kind, what holds up most before the rest; with the place of the company it
    is about, or -1."""
    if made.over:
        return [(PlanStep.DONE, -1)]
    steps = []
    if made.needing:
        steps.append((PlanStep.ACCOUNT, made.needing[0]))
    if made.pairs and not portfolio.started:
        steps.append((PlanStep.CONFIRM, -1))
    if made.without_npwp:
        steps.append((PlanStep.NPWP, made.without_npwp[0]))
    if made.count(PlanState.UNPAID):
        steps.append((PlanStep.PAY, -1))
    return steps or [(PlanStep.WAIT, -1)]


def next_step(portfolio: Portfolio, made: Plan) -> tuple[PlanStep, int]:
    """The first one that a button leads to."""
    steps = open_steps(portfolio, made)
    return next((step for step in steps if step[1] >= 0), steps[0])
