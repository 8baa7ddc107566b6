"""The portal on the page, with its demo world: the embedded portal and the stand-in for WHMCS."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, expect

from assistant.documents.slips import read_slip, slip_or_not
from assistant.domain.tickets import Attachment, NewTicket, with_reference
from assistant.portal.embedded import open_admin
from sandbox.server import Running
from sandbox.slips import FORM_2024, KINDS
from sandbox.whmcs.given import Given
from tests.browser.conftest import WIDE, opened_page
from tests.simclient import BUDI, Json, Sim, SimRefused, running_sandbox
from tests.whmcs import WHMCS

pytestmark = pytest.mark.browser


@pytest.fixture
async def taken() -> AsyncIterator[tuple[str, list[bytes]]]:
    """Where the assistant would take fakturs, and what was handed in."""
    fakturs: list[bytes] = []

    async def take(request: web.Request) -> web.Response:
        fakturs.append(await request.read())
        return web.json_response({})

    async def listen(request: web.Request) -> web.Response:
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/faktur", take)
    app.router.add_post("/portal/events", listen)
    async with TestServer(app) as server:
        yield str(server.make_url("/")), fakturs


@pytest.fixture(params=["embedded", "whmcs"])
def settings(
    request: pytest.FixtureRequest, assistant_url: str, taken: tuple[str, list[bytes]]
) -> dict[str, str]:
    more = WHMCS if request.param == "whmcs" else {}
    return more | {
        "ASSISTANT_DATABASE_URL": assistant_url,
        "ASSISTANT_EVENTS_URL": taken[0],
        "ASSISTANT_PORTAL_EVENTS_SECRET": "events",
        "ASSISTANT_FAKTUR_SECRET": "faktur",
        "ASSISTANT_SELLER_NAME": "PT Penyedia Contoh",
        "ASSISTANT_SELLER_NPWP": "0012345674012000",
        "ASSISTANT_SELLER_ADDRESS": "Jalan Contoh 1, Jakarta",
    }


@pytest.fixture
async def sandbox(tmp_path: Path, settings: dict[str, str]) -> AsyncIterator[Running]:
    async with running_sandbox(tmp_path / "sandbox", settings=settings) as running:
        yield running


@pytest.fixture
async def portal(
    sandbox: Running,
    sim: Sim,
    browser: Browser,
    artifacts: Path,
    request: pytest.FixtureRequest,
) -> AsyncIterator[Page]:
    """The page on its portal, with the demo's accounts."""
    await sim.portal("seed")
    picture = artifacts / f"{request.node.name}.png"
    async with opened_page(browser, f"{sandbox.url}/#portal", picture, WIDE, "light") as page:
        yield page


async def accounts(sim: Sim) -> list[Json]:
    found: list[Json] = (await sim.portal())["accounts"]
    return found


async def first_unpaid(sim: Sim) -> tuple[Json, Json]:
    """An account with a tax number and an invoice of it that blocks a move."""
    return next(
        (account, invoice)
        for account in await accounts(sim)
        for invoice in account["invoices"]
        if account["npwp"] and invoice["status"] in ("unpaid", "overdue")
    )


async def test_an_account_shows_what_it_owns_and_owes(portal: Page, sim: Sim) -> None:
    account, invoice = await first_unpaid(sim)
    card = portal.locator(f"[data-account='{account['id']}']")
    await expect(card).to_contain_text(account["email"])
    await expect(card.locator(".npwp")).to_have_text(account["npwp"])
    for service in account["services"]:
        await expect(card).to_contain_text(service["name"])
    rupiah = f"Rp\u00a0{int(float(invoice['total'])):,}".replace(",", ".")
    await expect(card.locator(f"[data-invoice='{invoice['number']}']")).to_contain_text(rupiah)


async def test_an_invoice_is_paid_and_its_faktur_issued(
    portal: Page, sim: Sim, taken: tuple[str, list[bytes]]
) -> None:
    _, invoice = await first_unpaid(sim)
    row = portal.locator(f"[data-invoice='{invoice['number']}']")
    await row.get_by_role("button", name="Tandai lunas").click()
    await expect(row.locator(".pill")).to_have_text("Lunas")
    await row.get_by_role("button", name="Terbitkan faktur").click()
    await expect(row.locator(".faktur")).to_contain_text("Faktur ")
    await expect(row.get_by_role("button", name="Terbitkan faktur")).to_have_count(0)
    assert [pdf[:5] for pdf in taken[1]] == [b"%PDF-"]


async def test_a_faulty_faktur_goes_out_and_leaves_the_invoice_waiting(
    portal: Page, sim: Sim, taken: tuple[str, list[bytes]]
) -> None:
    _, invoice = await first_unpaid(sim)
    await sim.portal("pay", invoice=invoice["number"])
    row = portal.locator(f"[data-invoice='{invoice['number']}']")
    await expect(row.locator(".pill")).to_have_text("Lunas")
    await row.get_by_label("Tindakan lain").click()
    await portal.get_by_role("menuitem", name="nilai salah").click()
    await expect(portal.locator("#toasts")).to_contain_text("diterbitkan")
    assert len(taken[1]) == 1
    await expect(row.get_by_role("button", name="Terbitkan faktur")).to_be_visible()


async def test_a_service_is_given_to_another_account(portal: Page, sim: Sim) -> None:
    giver = next(account for account in await accounts(sim) if account["services"])
    taker = next(account for account in await accounts(sim) if account["id"] != giver["id"])
    name = giver["services"][0]["name"]
    await portal.get_by_label(f"Pindahkan kepemilikan {name}", exact=True).click()
    await portal.locator("dialog .choice", has_text=taker["email"]).click()
    await expect(portal.locator(f"[data-account='{taker['id']}']")).to_contain_text(name)


async def test_an_address_of_the_admin_area_leads_to_what_it_names(
    portal: Page, sim: Sim, sandbox: Running
) -> None:
    last = (await accounts(sim))[-1]["services"][0]["id"]
    row = portal.locator(f"[data-service='{last}']")
    await expect(row).not_to_be_in_viewport()
    await portal.goto(f"{sandbox.url}/#portal/{last}")
    await expect(row).to_be_in_viewport()


async def test_something_new_is_billed(portal: Page, sim: Sim) -> None:
    account = next(account for account in await accounts(sim) if account["services"])
    await portal.get_by_role("button", name="Buat invoice").click()
    dialog = portal.locator("dialog")
    await dialog.get_by_label("Akun").select_option(account["id"])
    await dialog.get_by_label("Nilai sebelum PPN").fill("2.000.000")
    await dialog.get_by_role("button", name="Buat", exact=True).click()
    rows = portal.locator(f"[data-account='{account['id']}'] [data-invoice]")
    await expect(rows).to_have_count(len(account["invoices"]) + 1)


async def test_what_the_assistant_changes_there_shows_when_a_chat_moves(
    portal: Page, sim: Sim, sandbox: Running, settings: dict[str, str]
) -> None:
    _, invoice = await first_unpaid(sim)
    row = portal.locator(f"[data-invoice='{invoice['number']}']")
    await expect(row.locator(".pill")).not_to_have_text("Lunas")
    if sandbox.whmcs is not None:
        await sandbox.whmcs.admin.pay(invoice["number"])
    else:
        async with open_admin(settings) as elsewhere:
            await elsewhere.pay(invoice["number"])
    await sim.send(BUDI, "sudah saya bayar")
    await expect(row.locator(".pill")).to_have_text("Lunas")


async def test_a_tickets_letter_opens_from_its_thread(
    sandbox: Running, portal: Page, settings: dict[str, str]
) -> None:
    number = await a_ticket(sandbox, settings)
    await portal.reload()
    await portal.locator(f"[data-ticket='{number}'] .as-link").click()
    await expect(portal.locator("dialog")).to_contain_text("Mohon pindahkan <b>domain</b> kami.")
    link = portal.get_by_role("link", name=f"Buka lampiran {LETTER.name}")
    await expect(link).to_be_visible()
    address = f"{sandbox.url}{await link.get_attribute('href')}"
    opened = await portal.request.get(address)
    assert await opened.body() == LETTER.content
    assert opened.headers["content-type"] == "application/pdf"
    missing = await portal.request.get(f"{sandbox.url}/sim/portal/attachment?id=x")
    assert missing.status == 404


async def test_a_ticket_is_answered_with_a_file(
    sandbox: Running, portal: Page, settings: dict[str, str]
) -> None:
    number = await a_ticket(sandbox, settings)
    await portal.reload()
    await portal.get_by_label(f"Buka tiket {number}").click()
    dialog = portal.locator("dialog")
    await dialog.get_by_label("Lampiran", exact=True).set_input_files(
        {"name": "bukti.txt", "mimeType": "text/plain", "buffer": b"sudah"}
    )
    await dialog.get_by_label("Balasan").fill("Sudah kami pindahkan.")
    await dialog.get_by_role("button", name="Simpan").click()
    await expect(portal.locator(f"[data-ticket='{number}'] .pill")).to_have_text("Dijawab")
    await portal.get_by_label(f"Buka tiket {number}").click()
    link = dialog.get_by_role("link", name="bukti.txt")
    answer = await portal.request.get(f"{sandbox.url}{await link.get_attribute('href')}")
    assert await answer.body() == b"sudah"


LETTER = Attachment("Surat-Permohonan-PND-7F3KQ2MX.pdf", b"%PDF-1.4 surat")


async def a_ticket(sandbox: Running, settings: dict[str, str]) -> str:
    """The number of a ticket that the first client opened with a letter."""
    message = "Mohon pindahkan <b>domain</b> kami."
    if sandbox.whmcs is not None:
        listed = [{"name": LETTER.name, "data": b64encode(LETTER.content).decode()}]
        asked = {
            "action": "OpenTicket",
            "clientid": "1",
            "deptid": "1",
            "subject": "Pindah domain",
            "message": message,
            "attachments": b64encode(json.dumps(listed).encode()).decode(),
        }
        return f"#{(await sandbox.whmcs.api.perform(Given(asked)))['tid']}"
    async with open_admin(settings) as admin:
        department = (await admin.portal.departments())[0]
        text = with_reference(message, "r-1")
        ticket = NewTicket("r-1", "1", department.id, "Pindah domain", text, None, (LETTER,))
        return (await admin.portal.open_ticket(ticket)).number


async def hosting_bill(sim: Sim) -> str:
    """The number of a new invoice of a million for something that tax is withheld from."""
    owner, service = next(
        (account, service)
        for account in await accounts(sim)
        for service in account["services"]
        if account["npwp"] and service["kind"] != "domain"
    )
    billed = await sim.portal("invoice", client=owner["id"], service=service["id"], amount=10**6)
    return str(billed["invoice"])


async def test_a_right_and_a_wrong_bukti_potong_are_made_and_sent(
    portal: Page, sim: Sim, artifacts: Path, request: pytest.FixtureRequest
) -> None:
    number = await hosting_bill(sim)
    row = portal.locator(f"[data-invoice='{number}']")
    for label, name in (("Benar", ""), ("Salah: dasar termasuk PPN", "_base-ppn")):
        await row.get_by_label("Tindakan lain").click()
        await portal.get_by_role("menuitem", name="Buat bukti potong").click()
        await portal.get_by_label("Isinya").select_option(label)
        await portal.get_by_label("Kirim ke").select_option("Chat Budi Santoso")
        picture = artifacts / f"{request.node.name}{name}-dialog.png"
        await portal.screenshot(path=picture, animations="disabled")
        await portal.get_by_role("button", name="Buat", exact=True).click()
        await expect(portal.locator("#toasts")).to_contain_text(f"BPPU_{number}{name}.pdf")
    sent = (await sim.transcript(BUDI))["messages"]
    files = [await sim.file(one["document"]["file_id"]) for one in sent]
    assert [read_slip(file).base for file in files] == [10**6, 1_110_000]


async def test_every_kind_of_bukti_potong_can_be_made(sandbox: Running, sim: Sim) -> None:
    await sim.portal("seed")
    number = await hosting_bill(sim)
    seen = {}
    for kind in KINDS:
        made = await sim.portal("slip", invoice=number, kind=kind)
        seen[kind] = slip_or_not(b64decode(made["base64"]))
    assert seen.pop(FORM_2024) == {"no_slip": "ebupot-2024"}
    assert all("slip" in one for one in seen.values())
    assert len({str(one) for one in seen.values()}) == len(seen)
    with pytest.raises(SimRefused):
        await sim.portal("slip", invoice=number, kind="another")
