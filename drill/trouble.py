"""All that goes wrong, by the plan's seed: kills, restarts, faults of Telegram, repeats."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import asyncpg

from assistant.storage.embedded import dsn
from drill.people import Diary
from drill.plan import Plan
from drill.stack import Stack
from sandbox.faults import EVERY_METHOD, OF_UPDATES, WHMCS
from sandbox.model import BOT_RIGHTS
from tests.simclient import BOT, MODERATOR

_METHODS = (
    "sendMessage", "editMessageText", "editMessageReplyMarkup", "sendDocument", "sendDocument",
    "answerCallbackQuery", "getUpdates", "getChatMember",
)  # fmt: skip
_FAULTS: tuple[tuple[int, dict[str, object]], ...] = (
    (1, {"kind": "error", "code": 429, "retry_after": 1}),
    (3, {"kind": "error", "code": 500}),
    (3, {"kind": "html"}),
    (2, {"kind": "html", "effect": "before"}),
    (2, {"kind": "timeout", "seconds": 1}),
    (2, {"kind": "timeout", "seconds": 1, "effect": "before"}),
    (2, {"kind": "timeout", "seconds": 1, "effect": "after"}),
    (2, {"kind": "cut"}),
    (3, {"kind": "cut", "effect": "before"}),
    (2, {"kind": "cut", "effect": "after"}),
    (2, {"kind": "slow", "seconds": 1}),
)
"""How often each, beside the others. The effect says whether the call is carried out all the same,
before the bad answer or after it."""
_ACTIONS = (
    "OpenTicket", "OpenTicket", "AddTicketReply", "AddTicketReply", "UpdateTicket", "UpdateTicket",
    "AddInvoicePayment", "AddInvoicePayment", "AddClientNote", "GetInvoice", "GetInvoices",
    "GetTicket", "GetTickets", "GetClientsDetails", "GetClientsDomains", "GetClientsProducts",
    "GetTransactions",
)  # fmt: skip
_OF_WHMCS: tuple[tuple[int, dict[str, object]], ...] = (
    (2, {"kind": "html", "code": 502}),
    (2, {"kind": "html", "code": 504, "effect": "before"}),
    (1, {"kind": "html", "code": 500, "effect": "before"}),
    (1, {"kind": "maintenance"}),
    (1, {"kind": "timeout", "seconds": 2}),
    (2, {"kind": "timeout", "seconds": 2, "effect": "before"}),
    (2, {"kind": "timeout", "seconds": 2, "effect": "after"}),
    (1, {"kind": "cut"}),
    (2, {"kind": "cut", "effect": "before"}),
    (2, {"kind": "cut", "effect": "after"}),
    (1, {"kind": "slow", "seconds": 2}),
)
SOON = 5.0
"""Seconds between Telegram's return and the next spell: what was owed is being shown by then."""


@dataclass
class Trouble:
    """What was done to the assistant."""

    kills: list[tuple[float, str]] = field(default_factory=list)
    """Seconds since the beginning, and whom."""
    restarts: list[float] = field(default_factory=list)
    spells: list[tuple[float, float, str]] = field(default_factory=list)
    """When each began, how many seconds it lasted, and what it was."""
    injected: Counter[str] = field(default_factory=Counter)
    """Faults by method and kind."""
    of_whmcs: Counter[str] = field(default_factory=Counter)
    """Faults of WHMCS by kind."""
    unknowable: Counter[str] = field(default_factory=Counter)
    """By method: calls that took effect though their answer said otherwise, or nothing."""
    in_flight: Counter[str] = field(default_factory=Counter)
    """By method: deliveries that were being sent when their process was killed."""


class Troublemaker:
    def __init__(self, stack: Stack, plan: Plan, diary: Diary, say: Callable[[str], None]) -> None:
        self._stack = stack
        self._plan = plan
        self._diary = diary
        self._say = say
        self._rng = random.Random(plan.seed)
        self.done = Trouble()

    async def run(self) -> None:
        """As long as people are at work, and a restart under way is finished."""
        works = [
            self._faults(),
            self._faults_of_whmcs(),
            self._now_and_then("duplicate", "updates_repeated", self._plan.repeated),
            self._now_and_then("unreadable", "updates_spoiled", self._plan.unreadable),
        ]
        endless = [asyncio.create_task(work) for work in works]
        began = [self._outage(), self._put_out(), self._whmcs_away()]
        spells = [asyncio.create_task(spell) for spell in began]
        try:
            await self._blows()
            await asyncio.gather(*spells)
        finally:
            for task in endless:
                task.cancel()
            await asyncio.gather(*endless, return_exceptions=True)
            await self._withdraw()

    async def _outage(self) -> None:
        """Whatever is asked of Telegram: 502."""
        seconds, begins = self._plan.outage, 0.3 * self._plan.seconds
        if not seconds:
            return
        await asyncio.sleep(begins)
        for method in (EVERY_METHOD, "getUpdates"):
            await self._stack.sim.fault(method, code=502, lasting=seconds)
        self._say(f"{begins:6.1f} s  Telegram is away for {seconds:.0f} s")
        await asyncio.sleep(seconds)
        self.done.spells.append((begins, seconds, "Telegram away"))

    async def _put_out(self) -> None:
        """A bot that moderates puts ours out of the staff chat, and lets it in again: not while
        Telegram is away, or nobody would notice."""
        plan, seconds = self._plan, self._plan.put_out
        begins = max(0.6 * plan.seconds, 0.3 * plan.seconds + plan.outage + SOON)
        if not seconds:
            return
        await asyncio.sleep(begins)
        await self._stack.sim.set_standing(BOT, "kicked", by=MODERATOR)
        self._say(f"{begins:6.1f} s  the bot is out of the staff chat for {seconds:.0f} s")
        await asyncio.sleep(seconds)
        rights = {"rights": list(BOT_RIGHTS), "by": MODERATOR}
        await self._stack.sim.set_standing(BOT, "administrator", **rights)
        self.done.spells.append((begins, seconds, "out of the staff chat"))

    async def _whmcs_away(self) -> None:
        """Its maintenance page, whatever is asked."""
        whmcs, seconds, begins = self._stack.whmcs, self._plan.whmcs_away, 0.1 * self._plan.seconds
        if whmcs is None or not seconds:
            return
        await asyncio.sleep(begins)
        await whmcs.sim.fault(f"{WHMCS}*", "maintenance", lasting=seconds)
        self._say(f"{begins:6.1f} s  WHMCS is away for {seconds:.0f} s")
        await asyncio.sleep(seconds)
        self.done.spells.append((begins, seconds, "WHMCS away"))

    async def _blows(self) -> None:
        clock = asyncio.get_running_loop().time
        began = clock()
        for moment, whom in self._schedule():
            await asyncio.sleep(max(0.0, began + moment - clock()))
            if whom == "postgresql":
                await self._restart(clock() - began)
            else:
                await self._kill(whom, clock() - began)
        await asyncio.sleep(max(0.0, began + self._plan.seconds - clock()))

    def _schedule(self) -> list[tuple[float, str]]:
        plan = self._plan
        kills = [
            (self._rng.uniform(0.08, 0.92) * plan.seconds, name)
            for name in self._stack.parts
            for _ in range(plan.kills)
        ]
        restarts = [
            ((n + 1) / (plan.restarts + 1) * plan.seconds, "postgresql")
            for n in range(plan.restarts)
        ]
        return sorted(kills + restarts)

    async def _kill(self, name: str, moment: float) -> None:
        part = self._stack.parts[name]
        await part.ready()  # it may be starting since the last blow
        await part.kill()  # and it is started again
        if name == "worker":
            self.done.in_flight += await self._being_sent()
        self.done.kills.append((moment, name))
        self._say(f"{moment:6.1f} s  SIGKILL {name}")

    async def _being_sent(self) -> Counter[str]:
        """Nobody has these in hand any more. What was left by an earlier kill may be among them
        again, which makes no difference: it was in doubt then."""
        connection = await asyncpg.connect(dsn(self._stack.database_url))
        try:
            rows = await connection.fetch(
                "select id, document is not null as pdf from delivery"
                " where state = 'sending' and channel <> 'mail'"
            )
        finally:
            await connection.close()
        return Counter("sendDocument" if row["pdf"] else "sendMessage" for row in rows)

    async def _restart(self, moment: float) -> None:
        await self._stack.restart_postgres()
        self.done.restarts.append(moment)
        self._say(f"{moment:6.1f} s  PostgreSQL crashed and was started again")

    async def _faults(self) -> None:
        weights = [weight for weight, _ in _FAULTS]
        while True:
            await asyncio.sleep(self._rng.expovariate(self._plan.faults))
            method = self._rng.choice(_METHODS)
            fault = self._rng.choices(_FAULTS, weights)[0][1]
            if method in await self._methods_in_trouble():
                continue  # or a method that is seldom called would fail ever after
            await self._stack.sim.fault(method, **fault)  # type: ignore[arg-type]
            self._count(method, fault, 1)

    async def _faults_of_whmcs(self) -> None:
        whmcs, weights = self._stack.whmcs, [weight for weight, _ in _OF_WHMCS]
        if whmcs is None or not self._plan.whmcs_faults:
            return
        whmcs.set_up(oddities={"php_notices": True})
        rng = random.Random(self._plan.seed)
        while True:
            await asyncio.sleep(rng.expovariate(self._plan.whmcs_faults))
            action, fault = rng.choice(_ACTIONS), rng.choices(_OF_WHMCS, weights)[0][1]
            waiting = (await whmcs.sim.report())["faults"]
            if all(one["method"] != WHMCS + action for one in waiting):
                await whmcs.sim.fault(WHMCS + action, **fault)  # type: ignore[arg-type]
                self.done.of_whmcs[_kind(fault)] += 1

    async def _methods_in_trouble(self) -> set[str]:
        return {fault["method"] for fault in (await self._stack.sim.report())["faults"]}

    def _count(self, method: str, fault: dict[str, object], by: int) -> None:
        self.done.injected[_kind(fault)] += by
        if fault.get("effect", "none") != "none":
            self.done.unknowable[method] += by

    async def _withdraw(self) -> None:
        """What was not met by any call did not happen."""
        report = await self._stack.sim.report()
        for fault in report["faults"]:
            if fault["kind"] in OF_UPDATES or fault["lasting"] is not None:
                continue
            shown = {name: fault[name] for name in ("kind", "effect")}
            if fault["kind"] == "error":
                shown["code"] = fault["code"]
            self._count(fault["method"], shown, -fault["times"])
        await self._stack.sim.fault(kind="clear")

    async def withdraw_of_whmcs(self) -> None:
        """The same, when all is over: the faults that wait for it meet what is under way."""
        if self._stack.whmcs is None:
            return
        for fault in (await self._stack.whmcs.sim.report())["faults"]:
            self.done.of_whmcs[_kind(fault)] -= fault["lasting"] is None
        await self._stack.whmcs.sim.fault(kind="clear")

    async def _now_and_then(self, kind: str, counted: str, share: float) -> None:
        """Whenever it happened to too small a share of the updates so far, it does to the next."""
        while True:
            await asyncio.sleep(0.2)
            report = await self._stack.sim.report()
            waits = any(fault["kind"] == kind for fault in report["faults"])
            if not waits and report[counted] < share * len(self._diary.updates):
                await self._stack.sim.fault(kind=kind)


def _kind(fault: Mapping[str, object]) -> str:
    code = f" {fault['code']}" if fault.get("kind") in ("error", "html") and "code" in fault else ""
    return f"{fault['kind']}{code}"
