"""The people of a drill and what they own: chats in the sandbox, accounts in the portal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.domain.billing import ServiceKind
from assistant.domain.clients import Client, NewClient, TaxKind, TaxProfile
from assistant.storage.database import make_engine
from assistant.storage.work import WorkSettings, WorkShop
from assistant.worker.events import MARK
from drill.plan import Plan
from drill.provider import Accounts, Provider, WhmcsProvider
from sandbox.model import Person, default_chats, default_people
from sandbox.server import DEFAULT_TOKEN, bot_id
from sandbox.store import Store

FIRST_TALKER, FIRST_MOVER, FIRST_PAYER, FIRST_WITHHOLDER = 100_000, 200_000, 300_000, 400_000


@dataclass(frozen=True, slots=True)
class Mover:
    """Has two accounts, and services in the first to be moved to the second."""

    chat: int
    owner: Client
    recipient: Client
    services: tuple[str, ...]
    """Their names."""


@dataclass(frozen=True, slots=True)
class Payer:
    """Has an account with an NPWP, which is billed."""

    chat: int
    account: Client


@dataclass(frozen=True, slots=True)
class Withholder:
    """A company that withholds tax from what its server costs."""

    chat: int
    account: Client
    server: str
    """The id of the service."""


@dataclass(frozen=True, slots=True)
class World:
    talkers: tuple[int, ...]
    movers: tuple[Mover, ...]
    payers: tuple[Payer, ...]
    withholders: tuple[Withholder, ...]


def cast_into(folder: Path, plan: Plan) -> None:
    """Before the sandbox is started: a chat for everybody of the plan."""
    firsts = (
        (FIRST_TALKER, plan.talkers), (FIRST_MOVER, plan.movers), (FIRST_PAYER, plan.payers),
        (FIRST_WITHHOLDER, plan.withholders),
    )  # fmt: skip
    people_into(
        folder,
        [
            Person(first + n, letters(n), "customer")
            for first, count in firsts
            for n in range(count)
        ],
    )


def people_into(folder: Path, customers: list[Person]) -> None:
    """A chat for each of them, beside the sandbox's own people."""
    people = default_people(bot_id(DEFAULT_TOKEN)) + customers
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder / "sandbox.sqlite3")
    with store.transaction():
        for person in people:
            store.save_person(person)
        for chat in default_chats(people):
            store.save_chat(chat)
    store.close()


async def accounts_into(provider: Provider, database_url: str, plan: Plan) -> World:
    """When the tables are there: accounts in the portal, linked to their people."""
    world = World(
        tuple(FIRST_TALKER + n for n in range(plan.talkers)),
        tuple([await _mover(provider, n, plan.requests) for n in range(plan.movers)]),
        tuple([await _payer(provider, n) for n in range(plan.payers)]),
        tuple([await _withholder(provider, n) for n in range(plan.withholders)]),
    )
    engine = make_engine(database_url, pool_size=1)
    shop = WorkShop(engine, WorkSettings(plan.portal, b"", None))
    async with shop.work() as work:
        if isinstance(provider, WhmcsProvider):  # what happens from now on is told
            await work.marks.set(MARK, (await provider.accounts.changes_since("")).mark)
        for mover in world.movers:
            await work.links.add(mover.chat, mover.owner)
            await work.links.add(mover.chat, mover.recipient)
        for one in (*world.payers, *world.withholders):
            await work.links.add(one.chat, one.account)
    await engine.dispose()
    return world


async def _mover(provider: Provider, n: int, requests: int) -> Mover:
    owner = await add_client(provider.accounts, f"asal{n}", f"PT Asal {letters(n)}")
    recipient = await add_client(provider.accounts, f"tujuan{n}", f"PT Tujuan {letters(n)}")
    names = tuple(f"toko{n}-{k}.example" for k in range(requests))
    for name in names:
        await provider.admin.add_service(owner.id, ServiceKind.DOMAIN, name)
    return Mover(FIRST_MOVER + n, owner, recipient, names)


async def _payer(provider: Provider, n: int) -> Payer:
    return Payer(FIRST_PAYER + n, await _company(provider, f"bayar{n}", f"PT Bayar {letters(n)}"))


async def _withholder(provider: Provider, n: int) -> Withholder:
    client = await _company(provider, f"potong{n}", f"PT Potong {letters(n)}")
    sold = f"VPS (potong{n}.example)"
    server = await provider.admin.add_service(client.id, ServiceKind.SERVER, sold)
    return Withholder(FIRST_WITHHOLDER + n, client, server["service"])


async def _company(provider: Provider, name: str, company: str) -> Client:
    """With an NPWP."""
    client = await add_client(provider.accounts, name, company)
    tax = TaxProfile(
        kind=TaxKind.COMPANY,
        npwp="0013121660091000",
        nitku="0013121660091000000000",
        name=client.company.upper(),
        address="JL. KEMANG RAYA NO. 10, JAKARTA SELATAN",
        email=client.email,
    )
    await provider.accounts.set_tax_profile(client.id, tax)
    return client


async def add_client(accounts: Accounts, name: str, company: str, email: str = "") -> Client:
    return await accounts.create_client(
        NewClient(
            reference=f"drill-{name}",
            email=email or f"{name}@drill.example",
            first_name="Dina",
            last_name="Latihan",
            company=company,
            phone="+6281234567890",
            address="Jl. Kemang Raya No. 10",
            city="Jakarta Selatan",
            province="DKI Jakarta",
            postcode="12730",
        )
    )


def letters(number: int) -> str:
    """A name for a number: ``A``, ``B`` … ``Z``, ``Ba`` …"""
    name = ""
    while True:
        number, digit = divmod(number, 26)
        name = chr(ord("a") + digit) + name
        if not number:
            return name.capitalize()
