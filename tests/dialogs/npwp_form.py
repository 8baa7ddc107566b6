"""A person with an account, on their way through the form of ``/npwp``."""

from __future__ import annotations

from assistant.domain.accounts.model import TaxChange, TaxChangeState
from assistant.domain.clients import Client, TaxKind, TaxProfile
from assistant.domain.words import Go
from tests.play import Chat, Table

NPWP = "0012345674012000"
GROUPED = "0012 3456 7401 2000"
MAJU = Client("7", "info@maju.example", "Budi", "Santoso", "PT Maju Jaya", "+62812", None)
TAX = TaxProfile(
    TaxKind.COMPANY,
    "0013121660091000",
    "0013121660091000000000",
    "LAMA SEKALI",
    "Jl. Kenanga No. 3, Bandung",
    "pajak@maju.example",
)
ADDRESS = "Jl. Melati No. 12, Gambir, Jakarta Pusat 10110"


async def seated(table: Table, *clients: Client) -> Chat:
    """A person with these accounts linked, all of which the portal has just told about."""
    chat = table.chat()
    await chat.agree()
    for client in clients or (MAJU,):
        await table.link(chat.person, client)
        await table.portal_says(client, [])
    return chat


async def asked_for_the_number(table: Table, kind: str = "Perusahaan") -> Chat:
    chat = await seated(table)
    await chat.send("/npwp")
    await chat.tap(kind)
    return chat


async def to_summary(table: Table) -> Chat:
    chat = await asked_for_the_number(table)
    for typed in (NPWP, f"MAJU JAYA\n{ADDRESS}"):
        await chat.send(typed)
    return chat


async def kept_change(table: Table) -> TaxChange:
    async with table.shop.work() as work:
        change = await work.tax_changes.newest(1001, MAJU.id)
    assert change is not None
    return change


async def portal_answers(table: Table, state: TaxChangeState) -> None:
    """What the job that sets the profile does in the end."""
    change = await kept_change(table)
    async with table.shop.work() as work:
        await work.tax_changes.finish(change.id, state, "")
        await work.wake(
            change.person,
            "npwp",
            tell=f"ntf-npwp-{state}",
            args={"account": MAJU.label},
            buttons=[Go("btn-pindah", "pindah")],
        )
    await table.take_turns()
