"""The journeys of people's words, over real HTTP, for both billing systems."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app.settings import PortalKind
from tests.e2e.conftest import Stack, stack_on
from tests.e2e.test_journey import OWNER_EMAIL, Person, greet
from tests.portal.test_whmcs_guide import guided_actions
from tests.simclient import BUDI, RINA, STAFF, Sim

pytestmark = pytest.mark.timeout(900)

PNG = b"\x89PNG\r\n\x1a\n layar"


@pytest.fixture(params=list(PortalKind))
async def stack(
    assistant_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Stack]:
    async with stack_on(assistant_url, tmp_path, portal=request.param) as stack:
        if stack.whmcs is not None:
            stack.whmcs.api.set_up({"permissions": guided_actions()})
        await stack.start()
        yield stack


async def asked(sim: Sim, words: str) -> dict[str, Any]:
    """The customer's words in the topic, once it is noted that they stand there: the customer's
    own message says so."""
    shown = await sim.wait(STAFF, words, out=True)
    async with asyncio.timeout(60):
        while True:
            for one in (await sim.transcript(BUDI))["messages"]:
                if one.get("reaction") and words in (one.get("text") or one.get("caption") or ""):
                    return shown
            await asyncio.sleep(0.1)


async def ticket_with(sim: Sim, *words: str) -> dict[str, Any]:
    """The owner's only ticket, as soon as all of these stand in it."""
    async with asyncio.timeout(90):
        while True:
            accounts = (await sim.portal())["accounts"]
            [owner] = [one for one in accounts if one["email"] == OWNER_EMAIL]
            for one in owner["tickets"]:
                ticket = dict(await sim.portal("ticket", number=one["number"]))
                if all(some in str(ticket) for some in words):
                    return ticket
            await asyncio.sleep(0.2)


async def test_a_guest_is_helped_and_the_ticket_follows_when_an_account_is_linked(
    stack: Stack,
) -> None:
    sim = stack.sim
    budi = Person(sim, BUDI)
    look = await budi.says("website saya down, tolong", "persis seperti yang Anda tulis")
    assert "disimpan paling lama 24 bulan" in look["text"]
    await budi.taps("Kirim ke tim", "sudah kami teruskan")
    words = await asked(sim, "website saya down, tolong")
    topic = int(words["message_thread_id"])
    await sim.send(STAFF, "orangnya panik, cek dulu", sender=RINA, topic=topic)
    await sim.send(
        STAFF, "Kami periksa. Ada gambarnya?", sender=RINA, topic=topic,
        reply_to=words["message_id"],
    )  # fmt: skip
    await budi.reads("Kami periksa. Ada gambarnya?")
    await sim.send(BUDI, photo=True, caption="ini layarnya")
    photo = await asked(sim, "ini layarnya")
    assert photo["photo"]
    await sim.send(
        STAFF, photo=True, caption="coba yang ini", sender=RINA, topic=topic,
        reply_to=photo["message_id"],
    )  # fmt: skip
    assert (await budi.reads("coba yang ini"))["photo"]
    await stack.kill()
    await stack.start()
    await greet(budi)
    await budi.says("/hubungkan", "Hubungkan akun")
    await budi.taps("Hubungkan akun lain", "alamat email")
    await budi.says(OWNER_EMAIL, "Kode 6 angka")
    await budi.says(await budi.code_from(OWNER_EMAIL), "sudah terhubung")
    ticket = await ticket_with(
        sim, "website saya down", "Kami periksa.", "ini layarnya", "coba yang ini"
    )
    assert "panik" not in str(ticket)
    assert len(ticket["replies"]) == 4
    assert [len(one["attachments"]) for one in ticket["replies"]] == [0, 0, 1, 1]

    files = [{"name": "panduan.png", "base64": base64.b64encode(PNG).decode()}]
    await sim.portal(
        "reply", ticket=ticket["number"], message="Sudah pulih, lihat gambar.", files=files
    )
    await budi.reads("Sudah pulih, lihat gambar.")
    await budi.reads("panduan.png")
    assert "Sudah pulih" in (await sim.wait(STAFF, "Dijawab di portal", topic=topic))["text"]
    await sim.send(BUDI, "Terima kasih, sudah jalan")
    assert (await asked(sim, "Terima kasih, sudah jalan"))["message_thread_id"] == topic
    ticket = await ticket_with(sim, "Terima kasih, sudah jalan")
    assert len(ticket["replies"]) == 6
    heard = [m.get("text", "") for m in (await sim.transcript(BUDI))["messages"] if m["out"]]
    assert not any("panik" in one for one in heard)
    assert sum("Sudah pulih, lihat gambar." in one for one in heard) == 1
    if stack.whmcs is not None:
        assert stack.whmcs.system.complaints == []
