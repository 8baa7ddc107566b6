"""Somebody who looks after many companies: a list pasted, an account opened or linked for each, and
all of it led to the end while processes are killed.

Nothing is prepared but what the portal has: the services in one account, and some of the companies'
accounts. Each question that the person answers is counted.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import asyncpg

from assistant.domain.billing import ServiceKind
from assistant.portal.embedded import PortalAdmin, open_admin
from assistant.storage.embedded import dsn
from drill.people import Actor, Cast, Diary, Pace, decide
from drill.play import at_work
from drill.screens import Message, Screens
from drill.stack import Launch, Stack, launched, stack_in
from drill.world import add_client, people_into
from sandbox.model import Person
from sandbox.updates import CALLBACK_LIFE

WHO = 400_000
SOURCE = "asal"
LINKED = 4
"""Of so many companies one has an account already, which is linked."""
UNPAID = 10
"""Of so many services one is held by an invoice, until the plan has been started."""
LONGEST = 3500
"""Characters of a message; Telegram's programs part what is longer."""
_MAIL = re.compile(r"\b\d{6}\b")


@dataclass(frozen=True, slots=True)
class Size:
    services: int
    companies: int
    kills: int
    seed: int = 1
    patience: float = 240.0
    """Seconds that an answer is waited for."""


@dataclass
class Played:
    """What came of it."""

    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each question was answered, by company."""
    kills: int = 0
    steps: int = 0
    troubles: list[str] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)
    """The e-mail of the account that has each service in the end."""
    wanted: dict[str, str] = field(default_factory=dict)
    accounts: Counter[str] = field(default_factory=Counter)
    """In the portal, by e-mail."""
    requests: Counter[str] = field(default_factory=Counter)
    """How often each service was asked for."""

    @property
    def fine(self) -> bool:
        asked_once = all(count == 1 for count in self.asked.values())
        opened = {email: self.accounts[email] for email in self.wanted.values()}
        return (
            not self.troubles
            and asked_once
            and self.owners == self.wanted
            and set(opened.values()) == {1}
            and self.requests == Counter(dict.fromkeys(self.wanted, 1))
        )

    def __str__(self) -> str:
        twice = [
            f"{who}: {what} {count} times" for (who, what), count in self.asked.items() if count > 1
        ]
        strays = {name: self.owners.get(name) for name, email in self.wanted.items()
                  if self.owners.get(name) != email}  # fmt: skip
        again = {name: count for name, count in self.requests.items() if count > 1}
        return (
            f"{len(self.wanted)} services, {len(set(self.wanted.values()))} companies, "
            f"{self.kills} kills, {self.steps} steps, {sum(self.asked.values())} answers; "
            f"asked twice {twice}, strays {strays}, requested twice {again}, "
            f"accounts {[e for e, n in self.accounts.items() if n > 1]} twice, {self.troubles}"
        )


class Owner(Actor):
    """Waits for each answer; at some steps a process is killed in the middle of it."""

    def __init__(self, cast: Cast, stack: Stack, size: Size, played: Played) -> None:
        super().__init__(cast, WHO, "owner")
        self.stack = stack
        self.played = played
        self.rng = random.Random(size.seed)
        steps = range(2, 10 + 6 * size.companies)
        self.fatal = set(self.rng.sample(steps, min(size.kills, len(steps))))
        self.killing: set[asyncio.Task[None]] = set()

    async def _step(self, what: str, acting: Coroutine[Any, Any, Message]) -> Message:
        self.played.steps += 1
        if self.played.steps in self.fatal:
            self.killing.add(asyncio.create_task(self.kill(self.rng.uniform(0, 0.4))))
        return await super()._step(what, acting)

    async def kill(self, after: float) -> None:
        """One of those that run, with SIGKILL; it is started again at once."""
        await asyncio.sleep(after)
        while not (alive := [part for part in self.stack.parts.values() if _runs(part)]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await self.rng.choice(alive).kill()
        self.played.kills += 1

    async def tells(self, about: str, question: str, text: str, *then: str) -> Message:
        """The answer to a question."""
        self.played.asked[about, question] += 1
        return await self.says(text, *then)

    async def code(self, email: str) -> str:
        mail = await self.cast.sim.wait_mail(email, "Kode Anda", seconds=self.cast.patience)
        found = _MAIL.search(mail["subject"])
        assert found
        return found.group()


def _runs(part: Any) -> bool:
    return part.process is not None and part.process.returncode is None and not part.killed


def company(number: int) -> str:
    return f"PT Tujuan {number}"


def mailbox(number: int) -> str:
    return f"fin@tujuan{number}.example"


async def play_portfolio(size: Size, folder: Path, launch: Launch = launched) -> Played:
    people_into(folder / "sandbox", [Person(WHO, "Ratna", "customer")])
    played = Played()
    async with stack_in(folder, launch=launch) as stack:
        await stack.start(0)
        async with open_admin(stack.environment) as admin:
            invoices = await _prepare(admin, size, played)
            screens, diary = Screens(stack.sim), Diary()
            loop = asyncio.get_running_loop()
            cast = Cast(
                stack.sim, screens, Pace(50), diary, size.patience, CALLBACK_LIFE, loop.time()
            )
            owner = Owner(cast, stack, size, played)
            async with at_work(screens.follow()), at_work(decide(cast, owner.rng)):
                await _lead(owner, admin, invoices, size)
            played.troubles += diary.troubles
            await _count(admin, stack, played)
    return played


async def _prepare(admin: PortalAdmin, size: Size, played: Played) -> list[str]:
    """The services in one account, some held by invoices; of some companies an account."""
    source = await add_client(admin.portal, SOURCE, "PT Asal")
    invoices = []
    for n in range(size.services):
        name = f"situs{n}.example"
        played.wanted[name] = mailbox(n % size.companies)
        service = await admin.add_service(source.id, ServiceKind.DOMAIN, name)
        if n % UNPAID == 3:
            billed = await admin.bill(source.id, service["service"], Decimal(100_000))
            invoices.append(str(billed["invoice"]))
    for n in range(0, size.companies, LINKED):
        await add_client(admin.portal, f"tujuan{n}", company(n), mailbox(n))
    return invoices


async def _lead(owner: Owner, admin: PortalAdmin, invoices: list[str], size: Size) -> None:
    source = f"{SOURCE}@drill.example"
    await owner.arrives()
    await owner.says("/hubungkan", "Hubungkan akun")
    await owner.taps("Hubungkan akun lain", "alamat email")
    await owner.tells("PT Asal", "email", source, _CODE)
    await owner.tells("PT Asal", "code", await owner.code(source), "sudah terhubung")
    await owner.says("/rencana", "Contoh")
    for part in _pasted(size):
        await owner.says(
            part, f"dari {size.services} layanan" if part.endswith("\n") else "layanan"
        )
    for n in range(size.companies):
        await owner.says("/rencana", company(n))
        await owner.taps("Langkah berikutnya", company(n))
        await (_link(owner, n) if n % LINKED == 0 else _open(owner, n))
    await owner.says("/rencana", "layanan pindah")
    await owner.taps("Jalankan", "sedang diproses", "layanan pindah")
    for invoice in invoices:
        await admin.pay(invoice)
    await _until_over(owner, size)


def _pasted(size: Size) -> list[str]:
    """Parted at an end of a line, as Telegram's programs do; the last part ends with one."""
    parts = [""]
    for n in range(size.services):
        line = f"situs{n}.example → {company(n % size.companies)}\n"
        if len(parts[-1]) + len(line) > LONGEST:
            parts[-1] = parts[-1].rstrip("\n")
            parts.append("")
        parts[-1] += line
    return parts


async def _link(owner: Owner, n: int) -> None:
    await owner.taps("Hubungkan akunnya", "Akun yang terhubung")
    await owner.taps("Hubungkan akun lain", "alamat email")
    await owner.tells(company(n), "email", mailbox(n), _CODE)
    code = await owner.code(mailbox(n))
    await owner.tells(company(n), "code", code, f"{company(n)} sudah terhubung")


_CODE = "Kode 6 angka sudah kami kirim"
_EMAIL = "Apa alamat email"
_TERMS = "Ketentuan layanan"
_CHECK = "Mohon periksa sekali lagi"
_SHARED = {
    "nama depan": "Ratna",
    "nama belakang": "Dewi",
    "nomor telepon": "0812-3456-7890",
    "alamatnya": "Jl. Melati No. 12, Jakarta Pusat 10110",
}
"""Questions that are asked for the first company only."""
_PROMPTS = (_CHECK, _TERMS, _CODE, _EMAIL, *_SHARED)


async def _open(owner: Owner, n: int) -> None:
    shown = await owner.taps("Buka akun baru", *_PROMPTS)
    while f"{company(n)} sudah dibuat" not in shown.text:
        shown = await _answered(owner, n, shown)


async def _answered(owner: Owner, n: int, shown: Message) -> Message:
    """The next window, after what this one asks for."""
    prompt = next(words for words in _PROMPTS if words in shown.text)
    later = tuple(one for one in _PROMPTS if one != prompt)
    match prompt:
        case _ if prompt == _CHECK:
            return await owner.taps("Buat akun", f"{company(n)} sudah dibuat")
        case _ if prompt == _TERMS:
            owner.played.asked[company(n), "terms"] += 1
            return await owner.taps("Setuju", *later)
        case _ if prompt == _CODE:
            return await owner.tells(company(n), "code", await owner.code(mailbox(n)), *later)
        case _ if prompt == _EMAIL:
            return await owner.tells(company(n), "email", mailbox(n), *later)
    return await owner.tells("all companies", prompt, _SHARED[prompt], *later)


async def _until_over(owner: Owner, size: Size) -> None:
    """What is left of the kills falls on the moves themselves."""
    over = f"{size.services} dari {size.services} layanan pindah"
    clock = asyncio.get_running_loop().time
    end = clock() + 4 * size.patience
    while not any(over in one.text for one in owner.cast.screens.chats[WHO].messages.values()):
        if clock() > end:
            owner.played.troubles.append("the plan is not over")
            return
        if owner.played.kills < size.kills:
            await owner.kill(owner.rng.uniform(0.2, 1.5))
        await asyncio.sleep(0.3)
    await asyncio.gather(*owner.killing)


async def _count(admin: PortalAdmin, stack: Stack, played: Played) -> None:
    for account in (await admin.overview())["accounts"]:
        played.accounts[account["email"]] += 1
        for service in account["services"]:
            if service["name"] in played.wanted:
                played.owners[service["name"]] = account["email"]
    database = await asyncpg.connect(dsn(stack.database_url))
    try:
        rows = await database.fetch(
            "select s->>'name' as name from transfer, jsonb_array_elements(services) s"
        )
    finally:
        await database.close()
    played.requests.update(row["name"] for row in rows)
