"""WHMCS, over the stand-in: how many calls things take, and what the adapter adds to each."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from assistant.domain.billing import InvoiceStatus, ServiceKind
from assistant.domain.clients import Client
from assistant.portal.whmcs.changes import MOST_CALLS
from assistant.worker.events import TICKETS_A_ROUND
from benchmarks.table import Row, at_most, note
from tests.portal.contract import someone
from tests.portal.whmcs_world import CREDENTIAL, WhmcsWorld, whmcs_world

SERVICES = 300
SLOWEST = 1.0
"""Seconds that each call takes when a list is opened: a loaded WHMCS."""


async def run(short: bool) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        async with whmcs_world(Path(folder)) as world:
            opened = await _opening(world)
            per_call = await _overhead(world, 30 if short else 200)
            rounds = await _reconciling(world, 1_000 if short else 10_000)
    return [*opened, *rounds, *per_call]


async def _opening(world: WhmcsWorld) -> list[Row]:
    """What ``/pindah`` shows of a client with many services, as the worker reads it. The turn
    itself makes no call: its window says at once that it is loading."""
    portal = world.portal
    owner = await portal.create_client(someone())
    for n in range(SERVICES):
        kind = ServiceKind.DOMAIN if n % 2 else ServiceKind.HOSTING
        await world.add_service(owner.id, kind, f"Hosting Kilat S (situs-{n:03}.example)")
    await portal.learn_products()  # done when the process starts
    await world.whmcs.sim.fault("whmcs:*", kind="slow", seconds=SLOWEST, times=100)
    lists = ("GetClientsProducts", "GetClientsDomains", "GetInvoices")
    alone = max([await _seconds(partial(_list, world, owner, action)) for action in lists])
    before = len(world.whmcs.calls())
    taken = await _seconds(lambda: _account(world, owner))
    await world.whmcs.sim.fault("whmcs:*", kind="clear")
    calls = len(world.whmcs.calls()) - before
    return [
        at_most(f"/pindah with {SERVICES} services, calls", calls, 6),
        at_most("the list ÷ the slowest single call", taken / alone, 1.5),
    ]


async def _list(world: WhmcsWorld, owner: Client, action: str) -> None:
    """One of the calls by itself, by httpx alone."""
    form = {
        **CREDENTIAL.form, "action": action, "responsetype": "json", "clientid": owner.id,
        "limitnum": "500",
    }  # fmt: skip
    (await world.whmcs.http.post(f"{world.whmcs.url}/includes/api.php", data=form)).json()


async def _account(world: WhmcsWorld, owner: Client) -> None:
    portal = world.portal
    _, services, _ = await asyncio.gather(
        portal.client(owner.id), portal.services(owner.id), portal.blocking_invoices(owner.id)
    )
    assert len(services) == SERVICES


async def _reconciling(world: WhmcsWorld, clients: int) -> list[Row]:
    """A round over many clients with three paid invoices each; one was just paid, and told by no
    hook."""
    _fill(world, clients)
    fresh = await world.bill("1", None, Decimal(100_000))
    mark = (await world.portal.changes_since("")).mark
    await world.set_invoice(fresh, InvoiceStatus.PAID)
    calls, told = [], set()
    for _ in range(5):
        before = len(world.whmcs.calls())
        changes = await world.portal.changes_since(mark)
        calls.append(len(world.whmcs.calls()) - before)
        told |= {event.data.get("invoice") for event in changes.events}
        mark = changes.mark
    assert told == {fresh}
    return [
        at_most(f"a round, {clients:,} clients: calls for changes", max(calls), MOST_CALLS),
        note("  and for tickets of open requests, at most", f"{TICKETS_A_ROUND} calls"),
        note("  the mark that is kept between rounds", f"{len(mark) / 1000:.1f} KB"),
    ]


def _fill(world: WhmcsWorld, clients: int) -> None:
    """Straight into the books: through the API it would take minutes."""
    books, moment = world.whmcs.inside.books, "2026-01-15 10:00:00"
    none = "0000-00-00 00:00:00"
    with books.transaction():
        for n in range(clients):
            client = books.insert(
                "client", firstname="A", lastname=f"B{n}", email=f"a{n}@banyak.example",
                datecreated="2026-01-01",
            )  # fmt: skip
            for _ in range(3):
                books.insert(
                    "invoice", client=client, invoicenum="", status="Paid", date="2026-01-10",
                    duedate="2026-01-17", datepaid=moment, date_refunded=none,
                    date_cancelled=none, tax="0.00", created_at=moment, updated_at=moment,
                )  # fmt: skip


async def _overhead(world: WhmcsWorld, rounds: int) -> list[Row]:
    """The same call by the adapter and by httpx alone, in turn."""
    form = {
        **CREDENTIAL.form, "action": "GetSupportDepartments", "responsetype": "json",
        "ignore_dept_assignments": "true",
    }  # fmt: skip
    url = f"{world.whmcs.url}/includes/api.php"

    async def plain() -> None:
        (await world.whmcs.http.post(url, data=form)).json()

    async def ours() -> None:
        await world.portal.departments()

    taken: dict[str, list[float]] = {"plain": [], "ours": []}
    for _ in range(rounds):
        taken["plain"].append(await _seconds(plain))
        taken["ours"].append(await _seconds(ours))
    alone, adapter = (statistics.median(taken[name]) * 1000 for name in ("plain", "ours"))
    return [
        note("a call, httpx alone", f"{alone:.2f} ms"),
        note("a call, the adapter", f"{adapter:.2f} ms"),
        at_most("adapter ÷ httpx alone", adapter / alone, 1.3),
    ]


async def _seconds(work: Callable[[], Awaitable[None]]) -> float:
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start
