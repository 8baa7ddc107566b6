"""A customer asks for a faktur in their own words and reads why it is not there; staff find a
customer by a domain and write first. Over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from assistant.portal.embedded import tables
from assistant.storage.database import make_engine
from tests.e2e.conftest import Stack, stack_on
from tests.e2e.test_journey import (
    OWNER_EMAIL,
    Person,
    greet,
    tap,
    unpaid_invoice,
)
from tests.simclient import BUDI, RINA, STAFF, Sim

pytestmark = pytest.mark.timeout(300)

COMPANY, DOMAIN = "PT Maju Jaya Digital", "tokobudi.example"


@pytest.fixture
async def stack(assistant_url: str, tmp_path: Path) -> AsyncIterator[Stack]:
    """Not started."""
    async with stack_on(assistant_url, tmp_path) as stack:
        yield stack


async def paid_last_month(database_url: str, number: str) -> None:
    """This invoice alone; what was paid before is long ago."""
    last_month = datetime.now(UTC).replace(day=1, hour=12) - timedelta(days=10)
    engine = make_engine(database_url, pool_size=1)
    invoice = tables.invoice.fullname
    async with engine.begin() as connection:
        await connection.execute(
            text(f"update {invoice} set paid_at = paid_at - interval '2 years'")
        )
        await connection.execute(
            text(f"update {invoice} set status = 'paid', paid_at = :at where number = :number"),
            {"at": last_month, "number": number},
        )
    await engine.dispose()


async def linked(person: Person) -> None:
    await person.taps("Hubungkan akun", "Belum ada akun")
    await person.taps("Hubungkan akun lain", "alamat email")
    await person.says(OWNER_EMAIL, "Kode 6 angka")
    await person.says(await person.code_from(OWNER_EMAIL), "sudah terhubung")


async def test_who_asks_for_last_months_faktur_of_a_company_reads_why_it_is_not_there(
    stack: Stack, assistant_url: str
) -> None:
    number = await unpaid_invoice(stack.sim)
    await paid_last_month(assistant_url, number)
    await stack.start()
    budi = Person(stack.sim, BUDI)
    await greet(budi)
    await linked(budi)
    await budi.reads("tagihan lunas yang faktur")  # what was paid before it was linked is known
    shown = await budi.says(f"faktur bulan lalu {COMPANY} mana ya", f"Faktur untuk {number}")
    for said in ("Tagihan lunas pada", "Akun sudah punya NPWP", "Belum disiapkan"):
        assert said in shown["text"]
    await budi.taps("Tanya tim", "Tulis pesan Anda")


async def found(sim: Sim, words: str, button: str, **more: Any) -> dict[str, Any]:
    return await sim.wait(STAFF, words, button=button, out=True, **more)


async def test_staff_find_a_customer_by_a_domain_and_write_first(stack: Stack) -> None:
    sim, budi = stack.sim, Person(stack.sim, BUDI)
    await stack.start()
    await greet(budi)
    await linked(budi)
    await sim.send(STAFF, f"/Cari {DOMAIN}", sender=RINA)
    await found(sim, DOMAIN, "Budi")
    await tap(sim, STAFF, "👤 Budi", sender=RINA)
    profile = await found(sim, OWNER_EMAIL, "Tulis")
    assert COMPANY in profile["text"]
    await tap(sim, STAFF, "Tulis", sender=RINA)
    asked = await sim.wait(STAFF, "balas pesan ini untuk menulis", out=True)
    topic = asked["message_thread_id"]
    await sim.send(STAFF, "jangan bilang soal diskonnya dulu", sender=RINA, topic=topic)
    await sim.send(
        STAFF, f"Pak Budi, {DOMAIN} segera jatuh tempo. Diperpanjang?", sender=RINA, topic=topic,
        reply_to=asked["message_id"],
    )  # fmt: skip
    await budi.reads("segera jatuh tempo. Diperpanjang?")
    await budi.says("/menu", "Apa yang ingin Anda lakukan?")
    await budi.taps("Jawaban tim", "Jawaban terakhir tim kami")
    await budi.says("/menu", "Apa yang ingin Anda lakukan?")
    await sim.send(BUDI, "iya tolong diperpanjang setahun ya")
    answer = await sim.wait(STAFF, "iya tolong diperpanjang setahun ya", out=True)
    assert answer["message_thread_id"] == topic
    read = [m.get("text", "") for m in (await sim.transcript(BUDI))["messages"] if m["out"]]
    assert sum("Diperpanjang?" in one and "Jawaban terakhir" not in one for one in read) == 1
    assert not any("diskon" in one for one in read)
