"""A plan is kept, confirmed, and carried on by itself whenever something in its way is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.domain.accounts.model import Snapshot
from assistant.domain.ids import Numbered
from assistant.domain.portfolio.gathering import within
from assistant.domain.portfolio.model import (
    Company,
    Missed,
    MissedReason,
    Portfolio,
    Reading,
    SheetProblem,
    Wish,
    company_key,
    service_key,
)
from assistant.domain.portfolio.planning import Pair, Plan, PlanFacts, PlanState, plan
from assistant.domain.portfolio.tokens import services_in
from assistant.domain.transfers.asking import request_transfer
from assistant.domain.transfers.deciding import want_decision
from assistant.domain.transfers.model import (
    UNDECIDED,
    Decision,
    NewTransfer,
    Transfer,
    TransferError,
    TransferState,
)
from assistant.domain.words import Go
from assistant.domain.work import Job, Work

_ENDED = frozenset({TransferState.REFUSED, TransferState.CANCELLED})
WritesRequest = Callable[[Pair], NewTransfer]
"""The request of a pair, with its ticket in the person's words."""


async def keep_reading(work: Work, person: int, reading: Reading) -> Portfolio:
    """Add what was read to the person's plan, or begin one. What is written again of a service
    counts instead of what was written before, unless it was asked for by now. What was not
    understood stays until its services, or its company's, have their place."""
    before = await work.portfolios.locked(person)
    if before is None:
        number = work.ids.number(Numbered.PLAN)
        before = Portfolio(number, person, (), (), {}, False, "", work.now)
    new = {service_key(name) for company in reading.companies for name in company.services}
    wishes = [_without(wish, new) for wish in before.wishes]
    for company in reading.companies:
        _add(wishes, company)
    kept = tuple(wish for wish in wishes if wish.services or wish.email or wish.account)
    missed = _still_missed(before.missed, kept, reading.missed)
    grown = replace(before, wishes=kept, missed=within((*reading.missed, *missed)))
    await work.portfolios.save(grown)
    return grown


def _still_missed(
    missed: Sequence[Missed], wishes: Sequence[Wish], again: Sequence[Missed]
) -> list[Missed]:
    """Those lines that the new message has not settled: what they name is in none of the wishes,
    and is not missed ``again``. A long text comes in several messages, which may cut a name in
    two: a longer name that begins so settles it."""
    told = [service_key(name) for wish in wishes for name in wish.services]
    told += [service_key(name) for one in again for name in services_in(one.text)]
    named = {company_key(wish.name) for wish in wishes if wish.services}
    named |= {company_key(one.text) for one in again}
    left = []
    for one in missed:
        keys = {service_key(name) for name in services_in(one.text)}
        stays = any(not any(other.startswith(key) for other in told) for key in keys)
        if one.why is MissedReason.NO_SERVICE:
            stays = company_key(one.text) not in named
        if stays:
            left.append(one)
    return left


def _without(wish: Wish, names: set[str]) -> Wish:
    left = tuple(name for name in wish.services if service_key(name) not in names)
    return replace(wish, services=left)


def _add(wishes: list[Wish], company: Company) -> None:
    for place, wish in enumerate(wishes):
        if wish.is_same_as(company):
            wishes[place] = replace(
                wish,
                name=wish.name or company.name,
                email=wish.email or company.email,
                services=(*wish.services, *company.services),
            )
            return
    wishes.append(Wish(company.name, company.email, company.services))


async def take_sheet(work: Work, person: int, file: str) -> None:
    """A CSV or XLSX was dropped: a job fetches and reads it."""
    before = await work.portfolios.locked(person)
    if before is None:
        before = Portfolio(work.ids.number(Numbered.PLAN), person, (), (), {}, False, "", work.now)
    await work.portfolios.save(replace(before, file=file, trouble=""))
    await work.jobs.put(Job.READ_SHEET, person)


async def sheet_read(work: Work, person: int, file: str, read: Reading | SheetProblem) -> None:
    """What stood in it, or why it could not be read. The same again changes nothing."""
    portfolio = await work.portfolios.locked(person)
    if portfolio is None or portfolio.file != file:
        return
    trouble = str(read) if isinstance(read, SheetProblem) else ""
    await work.portfolios.save(replace(portfolio, file="", trouble=trouble))
    if isinstance(read, Reading):
        await keep_reading(work, person, read)
    go = Go("btn-rencana", "rencana")
    await work.wake(person, "rencana", tell="ntf-rencana-read", buttons=[go])


async def change_wish(
    work: Work, person: int, place: int, *, email: str | None = None, account: str | None = None
) -> None:
    """Another e-mail or account for a company of the plan."""
    portfolio = await work.portfolios.locked(person)
    if portfolio is None or not 0 <= place < len(portfolio.wishes):
        return
    wishes = list(portfolio.wishes)
    wish = wishes[place]
    wishes[place] = replace(
        wish,
        email=wish.email if email is None else email,
        account=wish.account if account is None else account,
    )
    await work.portfolios.save(replace(portfolio, wishes=tuple(wishes)))


async def drop_wish(work: Work, person: int, place: int) -> None:
    """A company leaves the plan. What was asked for already goes on."""
    portfolio = await work.portfolios.locked(person)
    if portfolio is None or not 0 <= place < len(portfolio.wishes):
        return
    wishes = tuple(wish for n, wish in enumerate(portfolio.wishes) if n != place)
    await work.portfolios.save(replace(portfolio, wishes=wishes))


async def start(work: Work, person: int) -> None:
    """The person has seen the plan and wants it: from now on it is carried on by itself."""
    portfolio = await work.portfolios.locked(person)
    if portfolio is not None and not portfolio.started:
        await work.portfolios.save(replace(portfolio, started=True))
        await work.audit(f"person:{person}", "plan-started", f"plan:{portfolio.number}")


async def ask_again(work: Work, person: int) -> None:
    """What was refused or taken back may be asked for once more."""
    portfolio = await work.portfolios.locked(person)
    if portfolio is None:
        return
    ended = {
        id_ for id_, one in (await requests_of(work, portfolio)).items() if one.state in _ENDED
    }
    sent = {id_: number for id_, number in portfolio.sent.items() if number not in ended}
    await work.portfolios.save(replace(portfolio, sent=sent))


async def look(work: Work, portfolio: Portfolio) -> Plan:
    """What is left to do. Accounts that were not loaded lately are asked for."""
    links = await work.links.of(portfolio.person)
    snapshots: dict[str, Snapshot | None] = {}
    for link in links:
        snapshot = await work.snapshots.get(link.account)
        loaded = snapshot is not None and snapshot.fetched_at is not None
        snapshots[link.account] = snapshot if loaded else None
        if snapshot is None or not (snapshot.fresh(work.now) or snapshot.failed):
            await work.snapshots.want(link.account, portfolio.person)
    known = PlanFacts(
        links=links,
        snapshots=snapshots,
        unended=await work.transfers.unended([link.account for link in links]),
        own=await requests_of(work, portfolio),
        registrations=await work.registrations.of(portfolio.person),
    )
    return plan(portfolio, known)


async def requests_of(work: Work, portfolio: Portfolio) -> Mapping[str, Transfer]:
    """The requests that this plan made."""
    numbers = set(portfolio.sent.values())
    asked = await work.transfers.of(portfolio.person) if numbers else []
    return {one.number: one for one in asked if one.number in numbers}


async def carry_on(work: Work, person: int, words: WritesRequest) -> Portfolio | None:
    """Ask for all that can be asked for now, each service once. None where there is no plan, or
    none that was confirmed.

    Only what the portal told lately is acted on; the rules are checked for every service, as
    they are for any request.
    """
    portfolio = await work.portfolios.locked(person)
    if portfolio is None or not portfolio.started:
        return None
    made = await look(work, portfolio)
    sent = dict(portfolio.sent)
    for pair in made.pairs:
        snapshot = await work.snapshots.get(pair.origin.account)
        if snapshot is None or not snapshot.fresh(work.now):
            continue
        number = await _request(work, person, words(pair), snapshot)
        if number is not None:
            sent |= {service.id: number for service in pair.services}
    if sent != portfolio.sent:
        portfolio = replace(portfolio, sent=sent)
        await work.portfolios.save(portfolio)
    return portfolio


async def _request(work: Work, person: int, new: NewTransfer, snapshot: Snapshot) -> str | None:
    """None: a rule is in the way, or the recipient was asked too often today; it is tried again
    when the plan is carried on the next time."""
    try:
        return (await request_transfer(work, person, new, snapshot)).number
    except TransferError:
        return None


def glance(made: Plan) -> dict[str, int]:
    """The figures of how far a plan is."""
    return {
        "arrived": made.count(PlanState.ARRIVED),
        "all": made.size,
        "asked": made.count(PlanState.ASKED, PlanState.BUSY),
        "unpaid": made.count(PlanState.UNPAID),
        "free": made.count(PlanState.FREE),
        "unknown": made.count(PlanState.UNKNOWN),
        "ended": made.count(PlanState.ENDED),
    }


async def pair_of(work: Work, transfer: Transfer) -> tuple[Portfolio, list[Transfer]] | None:
    """The plan that a request belongs to, and its undecided requests between the same accounts.
    None for a request that stands alone."""
    portfolio = await work.portfolios.about(transfer.number)
    if portfolio is None:
        return None
    ends = (transfer.from_account, transfer.to_email)
    pair = [
        one
        for one in (await requests_of(work, portfolio)).values()
        if (one.from_account, one.to_email) == ends and one.state in UNDECIDED
    ]
    return portfolio, pair


async def approve_pair(work: Work, transfer: Transfer, staff: int, staff_name: str) -> None:
    """Somebody in the staff chat wants all requests of a pair approved. Each is a decision of its
    own: standing and rules are asked for every one, and one that is refused holds up no other."""
    found = await pair_of(work, transfer)
    for one in found[1] if found else [transfer]:
        await want_decision(work, one.number, staff, staff_name, Decision.APPROVE)


async def wake_plans(work: Work, people: Sequence[int]) -> None:
    """Something has changed that the plans of these people may wait for."""
    for person in await work.portfolios.started_by(people):
        await work.wake(person, "rencana")
