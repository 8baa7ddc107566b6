"""One drill from beginning to end."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg

from assistant.storage.embedded import dsn
from assistant.storage.retrying import DRIVER_ERRORS
from drill.count import Row, count, table
from drill.explain import try_to_explain
from drill.people import (
    Actor,
    Cast,
    Diary,
    LostError,
    Pace,
    decide,
    move,
    move_by_hand,
    pay,
    talk,
    withhold,
)
from drill.plan import Plan
from drill.provider import Provider, provider_of
from drill.screens import Screens
from drill.stack import Launch, Stack, launched, stack_in
from drill.trouble import Trouble, Troublemaker
from drill.world import World, accounts_into, cast_into
from sandbox.updates import CALLBACK_LIFE

_QUIET = """
select (select count(*) from inbox where done_at is null) as inbox,
    (select count(*) from screen where shown < wanted) as screens,
    (select count(*) from delivery where state in ('queued', 'sending')
        or state = 'suspended' and channel = 'staff') as deliveries,
    (select count(*) from pgqueuer where status in ('queued', 'picked')) as jobs
"""
WATCH = 5.0
"""Seconds between two words about what waits."""
LOOKS_QUIET = 4
"""So often in a row, half a second apart."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    rows: list[Row]
    lines: list[str]
    """What else is worth knowing."""
    left: dict[str, int]
    """What was not worked off in the end."""

    @property
    def fine(self) -> bool:
        return not self.left and all(row.fine for row in self.rows)

    def __str__(self) -> str:
        details = [detail for row in self.rows for detail in row.details][:40]
        left = [f"left over: {self.left}"] if self.left else []
        return "\n".join([table(self.rows), "", *self.lines, *left, *details])


async def drill(plan: Plan, folder: Path, say: Say, launch: Launch = launched) -> Outcome:
    cast_into(folder / "sandbox", plan)
    async with stack_in(folder, portal=plan.portal, launch=launch) as stack:
        await stack.start(plan.runners)
        async with provider_of(stack) as provider:
            world = await accounts_into(provider, stack.database_url, plan)
            say(f"{len(stack.parts)} processes of the assistant run; seed {plan.seed}")
            try:
                outcome = await _play(plan, stack, world, provider, say)
            except BaseException:
                for line in await try_to_explain(stack):
                    say(line)
                raise
            if outcome.fine:
                return outcome
            return replace(outcome, lines=[*outcome.lines, *await try_to_explain(stack)])


async def _play(plan: Plan, stack: Stack, world: World, provider: Provider, say: Say) -> Outcome:
    loop = asyncio.get_running_loop()
    screens, diary = Screens(stack.sim), Diary()
    pace = Pace(plan.rate)
    cast = Cast(stack.sim, screens, pace, diary, plan.patience, plan.tap_lives, loop.time())
    if plan.tap_lives != CALLBACK_LIFE:
        await stack.sim.fault(kind="short_taps", seconds=plan.tap_lives)
    troublemaker = Troublemaker(stack, plan, diary, say)
    rng = random.Random(plan.seed)
    began = time.monotonic()
    async with (
        at_work(screens.follow()),
        at_work(decide(cast, rng)),
        at_work(move_by_hand(cast, provider.admin)),
        at_work(_watch(stack, began, say)),
    ):
        trouble = asyncio.create_task(troublemaker.run())
        people = [
            asyncio.create_task(_life(one)) for one in _people(cast, world, provider, plan, rng)
        ]
        await trouble
        worked, updates = time.monotonic() - began, len(diary.updates)
        cast.curtain.set()
        say(f"{worked:6.1f} s  no more trouble; what is under way is finished")
        _, stuck = await asyncio.wait(people, timeout=2 * plan.patience)
        for person in stuck:
            person.cancel()
        left = await _quiet(stack, provider, plan.patience)
        if stuck:
            left["people"] = len(stuck)
        for person in people:
            if person.done() and not person.cancelled():
                person.result()
        settled = time.monotonic() - began - worked
        await asyncio.sleep(0.5)  # what the last calls were is read
    await troublemaker.withdraw_of_whmcs()
    rows = await count(world, diary, screens, troublemaker.done, provider, stack)
    report = await stack.sim.report()
    ended = {name: part.ended for name, part in stack.parts.items() if part.ended}
    lines = [
        f"{updates / worked:.0f} updates a second for {worked:.0f} s (aimed at {plan.rate:.0f}); "
        f"{report['updates_repeated']} delivered twice, {report['updates_spoiled']} with a part "
        f"that nobody can read; {len(report['updates_expired'])} taps grew too old",
        *_of(troublemaker.done),
        f"ended by themselves: {ended or 'none'}",
        f"{screens.shown_again} windows shown once more, their answers having been lost",
        _waits(diary),
        *diary.slow[:10],
        f"all was quiet {settled:.1f} s after the last trouble",
    ]
    return Outcome(rows, lines, left)


def _people(
    cast: Cast, world: World, provider: Provider, plan: Plan, rng: random.Random
) -> list[Coroutine[Any, Any, None]]:
    lives: list[Coroutine[Any, Any, None]] = []
    for number, chat in enumerate(world.talkers):
        lives.append(talk(Actor(cast, chat, "talker"), number))
    for mover in world.movers:
        lives.append(move(Actor(cast, mover.chat, "mover"), mover))
    for payer in world.payers:
        moments = sorted(rng.uniform(0, 0.9) * plan.seconds for _ in range(plan.invoices))
        lives.append(pay(Actor(cast, payer.chat, "payer"), payer, provider.admin, moments))
    for company in world.withholders:
        actor = Actor(cast, company.chat, "withholder")
        lives.append(withhold(actor, company, provider, plan.slips))
    return lives


async def _life(life: Coroutine[Any, Any, None]) -> None:
    try:
        await life
    except LostError:
        return  # it is in the diary


@asynccontextmanager
async def at_work(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        (error,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(error, Exception):
            raise error


async def _watch(stack: Stack, began: float, say: Say) -> None:
    """Say now and then what waits; until cancelled."""
    while True:
        await asyncio.sleep(WATCH)
        with suppress(*DRIVER_ERRORS):
            connection = await asyncpg.connect(dsn(stack.database_url), timeout=2)
            try:
                left = dict(await connection.fetchrow(_QUIET))
            finally:
                await connection.close()
            left["updates"] = await stack.sim.pending()
            waiting = ", ".join(f"{number} {name}" for name, number in left.items() if number)
            say(f"{time.monotonic() - began:6.1f} s  waiting: {waiting or 'nothing'}")


async def _quiet(stack: Stack, provider: Provider, patience: float) -> dict[str, int]:
    """Until nothing is to be done any more; what is left when that takes too long."""
    looks, left = 0, {}
    deadline = time.monotonic() + patience
    connection = await asyncpg.connect(dsn(stack.database_url))
    try:
        while looks < LOOKS_QUIET and time.monotonic() < deadline:
            await provider.flush()
            row = await connection.fetchrow(_QUIET)
            left = {name: number for name, number in row.items() if number}
            if updates := await stack.sim.pending():
                left["updates"] = updates
            looks = 0 if left else looks + 1
            await asyncio.sleep(0.5)
    finally:
        await connection.close()
    return left


def _of(trouble: Trouble) -> list[str]:
    killed = ", ".join(f"{name} at {at:.1f}" for at, name in trouble.kills)
    crashed = ", ".join(f"{at:.1f}" for at in trouble.restarts) or "never"
    return [
        f"{len(trouble.kills)} SIGKILLs: {killed}",
        f"PostgreSQL crashed and restarted: {crashed}",
        *(f"{what} at {at:.1f} for {seconds:.0f} s" for at, seconds, what in trouble.spells),
        f"{trouble.injected.total()} faults of Telegram: {_told(trouble.injected)}",
        f"{trouble.of_whmcs.total()} faults of WHMCS: {_told(trouble.of_whmcs)}",
        f"in doubt: {dict(+trouble.unknowable)} by faults, {dict(trouble.in_flight)} by kills",
    ]


def _told(faults: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(faults.items()) if count)


def _waits(diary: Diary) -> str:
    if len(diary.waits) < 2:
        return "no step was answered"
    cuts = statistics.quantiles(diary.waits, n=100)
    return (
        f"step → answer: p50 {cuts[49]:.2f} s, p90 {cuts[89]:.2f} s, p99 {cuts[98]:.2f} s, "
        f"longest {max(diary.waits):.1f} s"
    )
