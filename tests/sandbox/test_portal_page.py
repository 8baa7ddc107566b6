"""The portal part of the page, on the real embedded portal and on the stand-in for WHMCS."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.simclient import Sim, SimRefused, running_sandbox
from tests.whmcs import WHMCS, running_whmcs

Json = dict[str, Any]


@pytest.fixture(params=["embedded", "whmcs"])
async def shop(
    request: pytest.FixtureRequest, tmp_path: Path, assistant_url: str
) -> AsyncIterator[Sim]:
    """A sandbox whose portal has the demo's clients."""
    settings = WHMCS if request.param == "whmcs" else {"ASSISTANT_DATABASE_URL": assistant_url}
    async with (
        running_sandbox(tmp_path, settings=settings) as running,
        Sim(running.url) as sim,
    ):
        await sim.portal("seed")
        yield sim


async def invoices(sim: Sim) -> dict[str, Json]:
    overview = await sim.portal()
    return {one["number"]: one for account in overview["accounts"] for one in account["invoices"]}


async def test_the_overview_names_accounts_and_departments(shop: Sim) -> None:
    overview = await shop.portal()
    assert [one["name"] for one in overview["departments"]]
    assert all(account["services"] for account in overview["accounts"])
    assert {"id", "email", "label", "company", "npwp"} <= set(overview["accounts"][0])


async def test_an_invoice_is_paid_and_then_refunded(shop: Sim) -> None:
    unpaid = next(n for n, one in (await invoices(shop)).items() if one["status"] == "unpaid")
    await shop.portal("pay", invoice=unpaid)
    assert (await invoices(shop))[unpaid]["status"] == "paid"
    with pytest.raises(SimRefused) as refused:
        await shop.portal("cancel", invoice=unpaid)
    assert refused.value.status == 400
    await shop.portal("refund", invoice=unpaid)
    assert (await invoices(shop))[unpaid]["status"] == "refunded"


async def test_something_new_is_billed_and_moved(shop: Sim) -> None:
    first, second = (await shop.portal())["accounts"][:2]
    service = first["services"][0]["id"]
    billed = await shop.portal("invoice", client=first["id"], service=service, amount=150000)
    assert billed["invoice"] in await invoices(shop)
    await shop.portal("transfer", service=service, to=second["id"])
    moved = next(a for a in (await shop.portal())["accounts"] if a["id"] == second["id"])
    assert service in [one["id"] for one in moved["services"]]


async def test_what_is_not_there_is_not_found(shop: Sim) -> None:
    for action, body in [("pay", {"invoice": "INV-0"}), ("ticket", {"number": "#0"})]:
        with pytest.raises(SimRefused) as refused:
            await shop.portal(action, **body)
        assert refused.value.status == 404


async def test_a_missing_word_is_named(shop: Sim) -> None:
    with pytest.raises(SimRefused, match="invoice") as refused:
        await shop.portal("pay")
    assert refused.value.status == 400
    with pytest.raises(SimRefused) as unreadable:
        await shop.portal("invoice", client="1", amount="banyak")
    assert unreadable.value.status == 400


async def test_staff_answer_with_a_file_that_can_be_fetched(tmp_path: Path) -> None:
    async with running_whmcs(tmp_path) as whmcs:
        asked = {"clientid": "1", "deptid": "1", "subject": "Pindah", "message": "Mohon dibantu"}
        number = (await whmcs.call("OpenTicket", **asked))["tid"]
        file = {"name": "bukti.txt", "base64": b64encode(b"sudah").decode()}
        await whmcs.sim.portal("reply", ticket=number, message="Terlampir.", files=[file])
        ticket = await whmcs.sim.portal("ticket", number=number)
        assert (ticket["status"], ticket["message"]) == ("answered", "Mohon dibantu")
        ((attached,),) = [one["attachments"] for one in ticket["replies"]]
        assert attached["name"] == "bukti.txt"
        where = whmcs.url.replace("/whmcs", "/sim/portal/attachment")
        assert (await whmcs.http.get(where, params={"id": attached["id"]})).content == b"sudah"
        assert (await whmcs.http.get(where, params={"id": "reply-1-9"})).status_code == 404


async def test_a_database_that_is_not_there_is_said(tmp_path: Path) -> None:
    settings = {"ASSISTANT_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing"}
    async with (
        running_sandbox(tmp_path, settings=settings) as running,
        Sim(running.url) as sim,
    ):
        with pytest.raises(SimRefused) as refused:
            await sim.portal()
        assert refused.value.status == 503
