"""The journey of the README with WHMCS as the portal, which loses the answer to every change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app.settings import PortalKind
from sandbox.whmcs.fake import Whmcs
from tests.e2e.conftest import Stack, stack_on
from tests.e2e.test_journey import (
    NEW_EMAIL,
    OWNER_EMAIL,
    Person,
    ask_for_move,
    card_of,
    enter_npwp,
    greet,
    link_account,
    open_account,
    receive_faktur,
    tap,
    transfer_number,
    unpaid_invoice,
)
from tests.portal.test_whmcs_guide import guided_actions
from tests.simclient import BUDI, RINA, STAFF, Sim

pytestmark = pytest.mark.timeout(900)

CHANGES = (
    "AddClient", "ResetPassword", "UpdateClient", "OpenTicket", "AddTicketReply", "UpdateTicket",
    "AddClientNote",
)  # fmt: skip
LONG = 110.0
"""Seconds that a lost answer may cost: nothing is done again before WHMCS's own limit."""


@pytest.fixture
async def stack(assistant_url: str, tmp_path: Path) -> AsyncIterator[Stack]:
    async with stack_on(assistant_url, tmp_path, portal=PortalKind.WHMCS) as stack:
        assert stack.whmcs is not None
        stack.whmcs.api.set_up({"permissions": guided_actions()})
        stack.whmcs.system.hooks.log.clear()  # nobody heard what the demo's world tells
        await stack.start()
        yield stack


@pytest.fixture
def whmcs(stack: Stack) -> Whmcs:
    assert stack.whmcs is not None
    return stack.whmcs


async def lose_every_answer(sim: Sim) -> None:
    """Once for each action that changes something: the work is done, and the line is cut."""
    for action in CHANGES:
        await sim.fault(f"whmcs:{action}", kind="timeout", seconds=0.5, effect="before")


async def every_answer_was_lost(sim: Sim) -> None:
    """The notes beside both accounts are the last change: no step of the journey waits for them."""
    async with asyncio.timeout(LONG):
        while True:
            if not (await sim.report())["faults"]:
                return
            await asyncio.sleep(0.1)


async def account(sim: Sim, email: str) -> dict[str, Any]:
    accounts = (await sim.portal())["accounts"]
    (found,) = [one for one in accounts if one["email"] == email]
    return dict(found)


async def move_by_hand(sim: Sim, name: str, to: str) -> None:
    """What the card tells staff to do in the admin area."""
    owner = await account(sim, OWNER_EMAIL)
    service = next(one for one in owner["services"] if one["name"] == name)
    await sim.portal("transfer", service=service["id"], to=to)


async def test_with_every_answer_lost_each_thing_is_there_once(stack: Stack, whmcs: Whmcs) -> None:
    sim = stack.sim
    budi = Person(sim, BUDI)
    await lose_every_answer(sim)
    await greet(budi)
    await open_account(budi, NEW_EMAIL, "PT Contoh Maju", seconds=LONG)
    assert "kata sandi" in (await sim.wait_mail(NEW_EMAIL, "sandi"))["text"]
    await enter_npwp(budi, "CONTOH MAJU BERSAMA", seconds=LONG)
    await link_account(budi, OWNER_EMAIL)
    await ask_for_move(budi, "tokobudi.example", await unpaid_invoice(sim))
    await budi.taps("Kirim permintaan", "Nomor tiket", seconds=LONG)
    number = await transfer_number(budi)
    topic, _ = await card_of(sim, number)
    await tap(sim, STAFF, "Ambil", sender=RINA, topic=topic)
    await sim.wait(STAFF, "Ditangani", topic=topic)
    await tap(sim, STAFF, "Setujui", sender=RINA, topic=topic)
    await sim.wait(STAFF, "Transfer Ownership", topic=topic, seconds=LONG)
    assert "tokobudi.example" in [
        one["name"] for one in (await account(sim, OWNER_EMAIL))["services"]
    ]
    await move_by_hand(sim, "tokobudi.example", NEW_EMAIL)
    await budi.reads("Selesai: layanan", seconds=LONG)
    await the_ticket_is_closed(sim)
    await receive_faktur(stack, budi)

    assert len(whmcs.books.rows("SELECT id FROM ticket")) == 1
    assert len(whmcs.books.rows("SELECT id FROM client WHERE email = ?", NEW_EMAIL)) == 1
    made = [one["action"] for one in whmcs.api.calls() if one["outcome"] == "success"]
    assert {action: made.count(action) for action in ("AddClient", "OpenTicket")} == {
        "AddClient": 1,
        "OpenTicket": 1,
    }
    await every_answer_was_lost(sim)
    assert whmcs.system.complaints == []
    assert whmcs.system.hooks.log == []


async def the_ticket_is_closed(sim: Sim) -> None:
    async with asyncio.timeout(LONG):
        while True:
            (ticket,) = (await account(sim, OWNER_EMAIL))["tickets"]
            if ticket["status"] == "closed":
                return
            await asyncio.sleep(0.1)
