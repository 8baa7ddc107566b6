"""The recipient's page in a browser, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.app.process import WorkSettings, WorkShop
from assistant.desk import draw
from assistant.domain.accounts.model import Link
from assistant.domain.transfers.agreeing import agree_as_promised, recipient_found
from assistant.domain.transfers.asking import cancel_transfer
from assistant.domain.transfers.invitation import VALID_FOR, fingerprint, mailed_token
from assistant.domain.transfers.model import Agreement, MovedService, Transfer, TransferState
from assistant.gateway.health import Health
from assistant.gateway.invitation_page import A_MINUTE, InvitationPage
from assistant.gateway.web import make_web_app
from assistant.storage import tables as t
from assistant.texts import Texts
from tests.desk.test_card import TRANSFER
from tests.dialogs.worlds import client as account
from tests.play import Clock

KEY = b"key"
TOKEN = mailed_token(KEY, TRANSFER.number)
SERVICES = (MovedService("s-1", "contoh.example", "domain"), MovedService("s-2", "<b>vps</b>", "x"))
ASKED = replace(
    TRANSFER,
    from_label='PT Induk & <script>alert("x")</script>',
    services=SERVICES,
    consent_hash=fingerprint(TOKEN),
    asked_at=TRANSFER.created_at,
)
LAIN = account("9", "PT Lain", "siti@lain.example")


class Browser:
    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self.session = url, session
        self.headers: dict[str, str] = {}

    async def get(self, token: str = TOKEN, **headers: str) -> tuple[int, str]:
        async with self.session.get(f"{self.url}/setuju/{token}", headers=headers) as response:
            self.headers = dict(response.headers)
            return response.status, await response.text()

    async def post(self, answer: str, token: str = TOKEN) -> tuple[int, str]:
        url = f"{self.url}/setuju/{token}"
        async with self.session.post(url, data={"answer": answer}) as response:
            return response.status, await response.text()


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = TRANSFER.created_at + timedelta(hours=1)
    return clock


@pytest.fixture
async def shop(engine: AsyncEngine, clock: Clock) -> WorkShop:
    shop = WorkShop(engine, WorkSettings("embedded", KEY, -100, clock=clock, draw=draw))
    async with shop.work() as work:
        await work.people.seen(1001, "Budi", None, "id")
        await work.transfers.add(ASKED)
    return shop


@pytest.fixture
async def browser(shop: WorkShop, engine: AsyncEngine) -> AsyncIterator[Browser]:
    texts = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")
    app = make_web_app(
        shop, webhook_path="/t", webhook_secret=None, bot_id=1, events_secret=None,
        faktur_secret=None, health=Health(engine, {}), page=InvitationPage(shop, texts),
    )  # fmt: skip
    async with TestServer(app, host="127.0.0.1") as server, aiohttp.ClientSession() as session:
        yield Browser(str(server.make_url("")).rstrip("/"), session)


async def stands(shop: WorkShop) -> Transfer:
    async with shop.work() as work:
        transfer = await work.transfers.get(ASKED.number)
    assert transfer is not None
    return transfer


async def rows(shop: WorkShop, table) -> list:
    async with shop.work() as work:
        return list((await work.connection.execute(select(table))).all())


async def found(shop: WorkShop) -> None:
    async with shop.work() as work:
        await recipient_found(work, ASKED.number, LAIN)


async def test_opening_the_link_shows_and_decides_nothing(browser: Browser, shop: WorkShop) -> None:
    for _ in range(3):
        status, page = await browser.get()
        assert status == 200
    assert "Setuju menerima layanan ini?" in page
    assert "contoh.example" in page
    assert "siti@lain.example" in page
    assert await stands(shop) == ASKED


async def test_what_somebody_typed_is_shown_as_they_typed_it(browser: Browser) -> None:
    _, page = await browser.get()
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "&lt;b&gt;vps" in page
    assert "induk.example" not in page, "of the asker only the account's name"


async def test_nothing_is_loaded_run_or_told_to_other_sites(browser: Browser) -> None:
    _, page = await browser.get()
    policy = browser.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert browser.headers["Referrer-Policy"] == "no-referrer"
    assert browser.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in browser.headers
    assert not re.search(r"src=|@import|url\(|style=", page)


async def test_the_answer_is_recorded_once_and_the_account_is_found_after_it(
    browser: Browser, shop: WorkShop
) -> None:
    for _ in range(2):
        status, page = await browser.post("yes")
        assert (status, "persetujuan Anda tercatat" in page) == (200, True)
    assert (await stands(shop)).promised_at is not None
    await found(shop)
    agreed = await stands(shop)
    assert (agreed.agreement, agreed.to_account, agreed.agreed_by) == (Agreement.GIVEN, "9", None)
    told = sorted(row.payload["key"] for row in await rows(shop, t.delivery))
    assert told == ["desk-agreed", "ntf-transfer-agreed"]
    assert "tercatat" in (await browser.get())[1]
    assert (await browser.post("no"))[0] == 200
    assert (await stands(shop)).agreement is Agreement.GIVEN, "who agreed does not decline by this"


async def test_without_an_account_the_consent_waits_for_one(
    browser: Browser, shop: WorkShop
) -> None:
    _, page = await browser.post("yes")
    assert f"https://t.me/cloudkilat_bot?start=setuju-{TOKEN}" in page
    async with shop.work() as work:
        await recipient_found(work, ASKED.number, None)
    assert (await stands(shop)).agreement is Agreement.ASKED
    async with shop.work() as work:
        link: Link = await work.links.add(1002, LAIN)
        await agree_as_promised(work, link)
    agreed = await stands(shop)
    assert (agreed.agreement, agreed.to_account) == (Agreement.GIVEN, "9")


async def test_how_it_ends_is_mailed_to_who_agreed_without_telegram(
    browser: Browser, shop: WorkShop
) -> None:
    await browser.post("yes")
    await found(shop)
    async with shop.work() as work:
        await cancel_transfer(work, 1001, ASKED.number)
    mails = [row for row in await rows(shop, t.delivery) if row.channel == "mail"]
    assert [(row.address, row.payload["key"]) for row in mails] == [
        ("siti@lain.example", "mail-transfer-not-coming")
    ]


async def test_declining_ends_the_request(browser: Browser, shop: WorkShop) -> None:
    assert "sudah ditolak" in (await browser.post("no"))[1]
    declined = await stands(shop)
    assert (declined.state, declined.agreement) == (TransferState.CANCELLED, Agreement.DECLINED)


@pytest.mark.parametrize("answer", ["", "maybe", "yes\r\nanswer=no", "y" * 5000])
async def test_what_is_no_answer_of_the_form_decides_nothing(
    browser: Browser, shop: WorkShop, answer: str
) -> None:
    assert (await browser.post(answer))[0] == 200
    assert await stands(shop) == ASKED


async def test_whatever_is_no_good_link_gets_the_same_answer(
    browser: Browser, shop: WorkShop, clock: Clock
) -> None:
    unknown = await browser.get("x" * 32)
    assert unknown[0] == 404
    for token in ("x", ASKED.consent_token, fingerprint(TOKEN), "%00", "é" * 20, "a" * 3000):
        assert await browser.get(token) == unknown
        assert await browser.post("yes", token) == unknown
    clock.now = ASKED.created_at + VALID_FOR
    assert await browser.get() == await browser.post("yes") == unknown, "it is too old"
    clock.now = ASKED.created_at
    async with shop.work() as work:
        await cancel_transfer(work, 1001, ASKED.number)
    assert await browser.get() == unknown


async def test_who_asks_too_often_is_asked_to_wait_and_nobody_else_is(
    browser: Browser, clock: Clock
) -> None:
    seen = [await browser.get(X_Forwarded_For="") for _ in range(A_MINUTE + 1)]
    assert [status for status, _ in seen] == [200] * A_MINUTE + [429]
    other = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}
    assert (await browser.get(**other))[0] == 200
    clock.move(timedelta(minutes=1))
    assert (await browser.get())[0] == 200
