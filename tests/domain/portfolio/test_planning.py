"""What a plan says there is to do."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

from assistant.domain.accounts.model import Link, Pushes, Snapshot
from assistant.domain.billing import Invoice, Service
from assistant.domain.clients import Client
from assistant.domain.portfolio.model import Company, Portfolio, Reading, Wish
from assistant.domain.portfolio.planning import (
    MOST_IN_ONE,
    Having,
    PlanFacts,
    PlanState,
    PlanStep,
    TaxDataState,
    next_step,
    open_steps,
    plan,
)
from tests.dialogs.worlds import CABANG, INDUK, client, domain, unpaid

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def link(of: Client) -> Link:
    return Link(1001, of.id, of.email, of.label, NOW, Pushes())


def snapshot(of: Client, *services: Service, blocking: tuple[Invoice, ...] = ()) -> Snapshot:
    return Snapshot(of.id, of, services, blocking, NOW, None)


def portfolio(*wishes: Wish, started: bool = False) -> Portfolio:
    return Portfolio("RNC-1", 1001, wishes, (), {}, started, "", NOW)


def known(*loaded: Snapshot) -> PlanFacts:
    links = [link(one.client) for one in loaded if one.client]
    return PlanFacts(links, {one.account: one for one in loaded}, (), {}, ())


SATU, DUA = domain("d1", "satu.example", "1"), domain("d2", "dua.example", "1")


def test_one_request_for_each_pair_of_accounts():
    wish = Wish("PT Cabang Baru", "", ("satu.example", "dua.example"))
    made = plan(portfolio(wish), known(snapshot(INDUK, SATU, DUA), snapshot(CABANG)))
    (pair,) = made.pairs
    assert (pair.origin.account, pair.link and pair.link.account) == ("1", "2")
    assert [service.id for service in pair.services] == ["d1", "d2"]
    assert made.companies[0].having is Having.LINKED
    assert made.companies[0].tax is TaxDataState.MISSING


def test_an_unpaid_service_waits_and_the_others_go():
    wish = Wish("PT Cabang Baru", "", ("satu.example", "dua.example"))
    origin = snapshot(INDUK, SATU, DUA, blocking=(unpaid("INV-1", "1", "d1"),))
    made = plan(portfolio(wish, started=True), known(origin, snapshot(CABANG)))
    assert [service.id for pair in made.pairs for service in pair.services] == ["d2"]
    assert made.invoices == ["INV-1"]
    assert [step for step, _ in open_steps(portfolio(wish, started=True), made)] == [
        PlanStep.NPWP,
        PlanStep.PAY,
    ]
    assert made.companies[0].at(PlanState.UNPAID)[0].facts == ("INV-1",)


def test_an_email_of_others_is_asked_whether_it_has_an_account_or_not():
    wish = Wish("", "orang@lain.example", ("satu.example",))
    made = plan(portfolio(wish), known(snapshot(INDUK, SATU)))
    assert made.companies[0].having is Having.OTHERS
    assert made.pairs[0].email == "orang@lain.example"
    assert made.agreeing == ["orang@lain.example"]


def test_a_company_without_account_or_email_is_the_persons_next_step():
    wish = Wish("PT Lain", "", ("satu.example",))
    made = plan(portfolio(wish), known(snapshot(INDUK, SATU)))
    assert not made.pairs
    assert next_step(portfolio(wish), made) == (PlanStep.ACCOUNT, 0)


def test_what_nobody_has_is_unknown_and_what_is_not_loaded_is_waited_for():
    wish = Wish("PT Cabang Baru", "", ("bukan.example",))
    made = plan(portfolio(wish), known(snapshot(INDUK, SATU), snapshot(CABANG)))
    assert made.count(PlanState.UNKNOWN) == 1
    waiting = replace(known(snapshot(CABANG)), snapshots={"2": None})
    assert plan(portfolio(wish), waiting).count(PlanState.LOADING) == 1


def test_what_is_there_already_is_done():
    wish = Wish("PT Cabang Baru", "", ("satu.example",))
    here = replace(SATU, client_id="2")
    made = plan(portfolio(wish), known(snapshot(INDUK), snapshot(CABANG, here)))
    assert made.over
    assert not made.pairs


def test_too_many_for_one_request_are_split():
    services = [domain(f"d{n}", f"situs{n}.example", "1") for n in range(45)]
    wish = Wish("PT Cabang Baru", "", tuple(service.name for service in services))
    made = plan(portfolio(wish), known(snapshot(INDUK, *services), snapshot(CABANG)))
    assert [len(pair.services) for pair in made.pairs] == [MOST_IN_ONE, MOST_IN_ONE, 5]


def test_a_service_that_two_companies_mean_goes_to_neither():
    wishes = (Wish("PT Cabang Baru", "", ("satu.example",)), Wish("", "a@b.example", ("d1",)))
    made = plan(portfolio(*wishes), known(snapshot(INDUK, SATU), snapshot(CABANG)))
    assert made.pairs == ()


def test_a_name_inside_a_name_is_found():
    server = domain("s1", "VPS Kilat 2 (vps1.contoh.example)", "1")
    wish = Wish("PT Cabang Baru", "", ("vps1.contoh.example",))
    made = plan(portfolio(wish), known(snapshot(INDUK, server), snapshot(CABANG)))
    assert made.pairs[0].services == (server,)


def test_a_wish_is_the_company_that_is_written_again():
    wish = Wish("PT Maju Jaya", "", ())
    assert wish.is_same_as(Company("pt. maju jaya", "fin@maju.example", ()))
    assert not wish.is_same_as(Company("CV Maju Jaya", "", ()))


def test_a_thousand_lines_are_planned_within_a_second():
    clients = [client(str(n), f"PT Tujuan {n}", f"fin@tujuan{n}.example") for n in range(2, 42)]
    services = [domain(f"d{n}", f"situs{n}.example", "1") for n in range(1000)]
    invoices = tuple(unpaid(f"INV-{n}", "1", f"d{n}") for n in range(0, 1000, 7))
    loaded = [snapshot(INDUK, *services, blocking=invoices), *map(snapshot, clients)]
    wishes = tuple(
        Wish(one.company, "", tuple(s.name for s in services[n::40]))
        for n, one in enumerate(clients)
    )
    facts, whole = known(*loaded), portfolio(*wishes)
    began = time.process_time()
    made = plan(whole, facts)
    assert time.process_time() - began < 1
    assert made.size == 1000
    assert sum(len(pair.services) for pair in made.pairs) == 1000 - len(invoices)


def test_reading_says_how_many_services_it_found():
    assert Reading((Company("PT A", "", ("a.example", "b.example")),), ()).services == 2
