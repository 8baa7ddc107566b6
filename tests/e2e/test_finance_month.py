"""Finance's month, over real HTTP: a BUMN, a ministry, a consumer, a foreigner, a refund and an
import that Coretax refused, until the month is closed."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from assistant.documents.specimen import write_specimen
from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import NewClient, TaxKind, TaxProfile
from assistant.domain.fakturs.paper import NomorFaktur
from assistant.portal.embedded import PortalAdmin, open_admin
from assistant.portal.embedded.specimen import Faults, specimen
from assistant.storage import tables as t
from assistant.storage.database import make_engine
from tests.e2e.conftest import Stack, stack_on
from tests.e2e.test_finance_desk import US
from tests.e2e.test_journey import tap
from tests.simclient import RINA, STAFF, Sim
from tests.things import new_client

NIK = "3171011708450001"
PAID = datetime.combine(datetime.now(UTC).date().replace(day=1) - timedelta(days=1), time(3), UTC)
"""On the last day of the month before this one, which is over."""
MONTH = f"{PAID:%Y-%m}"


@dataclass(frozen=True)
class Buyer:
    name: str
    company: str
    npwp: str
    price: int
    kode: str = "04"

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@pembeli.example"

    @property
    def profile(self) -> TaxProfile | None:
        if not self.npwp:
            return None
        kind = TaxKind.PERSON if self.npwp == NIK else TaxKind.COMPANY
        name = (self.company or self.name).upper()
        return TaxProfile(kind, self.npwp, f"{self.npwp}000000", name, "JL CONTOH 1", self.email)

    @property
    def account(self) -> NewClient:
        new = new_client(self.email, f"REF-{self.name}")
        return replace(new, company=self.company, first_name=self.name, last_name="Fiktif")


BUYERS = (
    Buyer("Bumi", "PT Contoh Karya (Persero)", "0013121660091000", 20_000_000, "03"),
    Buyer("Menteri", "Kementerian Contoh Fiktif", "0098765431441000", 5_000_000, "02"),
    Buyer("Siska", "CV Sinar Contoh", "0029998887423000", 431_000),
    Buyer("Kembali", "PT Uang Kembali", "0012345674012000", 250_000),
    Buyer("Nina", "", NIK, 150_000),
    Buyer("Ayu", "", "", 75_000),
    Buyer("John", "", "", 990_000),
)


class Finance:
    """Rina in the finance topic: writes, taps, replies, and reads what comes."""

    def __init__(self, sim: Sim, topic: int) -> None:
        self.sim, self.topic = sim, topic

    async def reads(self, words: str, **more: Any) -> dict[str, Any]:
        return await self.sim.wait(STAFF, words, topic=self.topic, out=True, seconds=90, **more)

    async def newest(self) -> int:
        messages = (await self.sim.transcript(STAFF, self.topic))["messages"]
        return int(messages[-1]["message_id"]) if messages else 0

    async def writes(self, text: str, then: str, **more: Any) -> dict[str, Any]:
        after = await self.newest()
        await self.sim.send(STAFF, text, sender=RINA, topic=self.topic, **more)
        return await self.reads(then, after=after)

    async def taps(self, label: str, then: str) -> dict[str, Any]:
        after = await self.newest()
        await tap(self.sim, STAFF, label, topic=self.topic, sender=RINA)
        return await self.reads(then, after=after)

    async def exports(self, count: int) -> bytes:
        """The file that Coretax is given."""
        await self.writes(f"/ekspor {MONTH}", "Ekspor")
        after = await self.newest()
        await self.taps("📤 Ekspor", f"{count} faktur dalam")
        async with asyncio.timeout(90):
            while True:
                for message in (await self.sim.transcript(STAFF, self.topic))["messages"]:
                    name = message.get("document", {}).get("file_name", "")
                    if message["message_id"] > after and name.endswith(".xml"):
                        return await self.sim.file(message["document"]["file_id"])
                await asyncio.sleep(0.1)

    async def drops(self, name: str, papers: Mapping[str, bytes], then: str) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for file, content in papers.items():
                archive.writestr(file, content)
        await self.sim.send_document(STAFF, name, packed.getvalue(), sender=RINA, topic=self.topic)
        await self.reads(then)


async def paid(admin: PortalAdmin) -> dict[str, str]:
    """The number of what each of them paid."""
    numbers = {}
    for buyer in BUYERS:
        made = await admin.portal.create_client(buyer.account)
        if buyer.profile is not None:
            await admin.portal.set_tax_profile(made.id, buyer.profile)
        billed = await admin.bill(made.id, None, Decimal(buyer.price), "Layanan contoh")
        numbers[buyer.name] = str(billed["invoice"])
        await admin.set_invoice_status(numbers[buyer.name], InvoiceStatus.PAID)
    return numbers


async def papers(admin: PortalAdmin, numbers: Mapping[str, str]) -> dict[str, bytes]:
    """What Coretax made of them: John's was keyed in there, by his passport."""
    found = {}
    for at, buyer in enumerate(one for one in BUYERS if one.name != "Ayu"):
        invoice = await admin.portal.find_invoice(numbers[buyer.name])
        assert invoice is not None
        profile = buyer.profile or TaxProfile(
            TaxKind.PERSON, "0" * 16, "", "JOHN FIKTIF", "JL PANTAI 1", buyer.email
        )
        number = NomorFaktur(buyer.kode, "00", f"26{at:011}")
        drawn = specimen(invoice, profile, US, number, Faults())
        if buyer.name == "John":
            passport = replace(drawn.buyer, nik="", passport="X1234567")
            drawn = replace(drawn, buyer=passport)
        found[f"{buyer.name}.pdf"] = write_specimen(drawn)
    return found


@pytest.mark.timeout(900)
async def test_a_month_of_all_kinds_of_buyers_is_closed(assistant_url: str, tmp_path: Path) -> None:
    structure = tmp_path / "assistant.toml"
    structure.write_text("digunggung = true\n")
    quick = {"ASSISTANT_GROUP_RATE": "6000", "ASSISTANT_CONFIG": str(structure)}
    async with stack_on(assistant_url, tmp_path, **quick) as stack:
        await stack.start()
        async with open_admin(stack.environment, clock=lambda: PAID) as admin:
            numbers = await paid(admin)
        await until_known(stack, numbers)
        finance = Finance(stack.sim, await finance_topic(stack))
        await buyers_are_classed(finance, numbers)
        await an_import_is_refused_and_mended(finance, numbers)
        async with open_admin(stack.environment) as admin:
            drawn = await papers(admin, numbers)
        await finance.drops("faktur.zip", drawn, f"selesai, {len(drawn)} berkas")
        await a_foreigner_s_is_assigned(finance, numbers)
        await finance.writes(f"/digunggung {MONTH}", "1 tagihan konsumen akhir")
        await stack.sim.portal("refund", invoice=numbers["Kembali"])
        await finance.reads(f"Nota pembatalan untuk {numbers['Kembali']}")
        await finance.taps("Sudah selesai", f"{numbers['Kembali']} (PT Uang Kembali) selesai")
        books = await finance.writes(f"/rekonsiliasi {MONTH}", "berakhir sebagai")
        ends = ("faktur 04", "faktur 02", "faktur 03", "digunggung", "batal")
        assert all(end in books["text"] for end in ends), books["text"]
        assert "belum selesai" not in books["text"]
        await finance.taps("🔒 Tutup", "ditutup")


async def finance_topic(stack: Stack) -> int:
    """It is made when finance is told something for the first time."""
    async with asyncio.timeout(90):
        while True:
            groups = [chat for chat in (await stack.sim.world())["chats"] if chat["id"] == STAFF]
            for topic in groups[0]["topics"]:
                if "Keuangan" in topic["name"]:
                    return int(topic["id"])
            await asyncio.sleep(0.1)


async def until_known(stack: Stack, numbers: Mapping[str, str]) -> None:
    """The assistant heard of every payment."""
    engine = make_engine(stack.environment["ASSISTANT_DATABASE_URL"], pool_size=1)
    try:
        async with asyncio.timeout(120):
            while True:
                async with engine.connect() as connection:
                    rows = await connection.execute(select(t.faktur_request.c.invoice_number))
                    if set(numbers.values()) <= set(rows.scalars()):
                        return
                await asyncio.sleep(0.2)
    finally:
        await engine.dispose()


async def buyers_are_classed(finance: Finance, numbers: Mapping[str, str]) -> None:
    """What looks like a collector is held until somebody says what it is."""
    for name, label in (("Bumi", "BUMN/pemungut lain"), ("Menteri", "Instansi pemerintah")):
        await finance.writes(f"/pembeli {numbers[name]}", numbers[name])
        await finance.taps(label, f"Kode {numbers[name]}: 0")


async def an_import_is_refused_and_mended(finance: Finance, numbers: Mapping[str, str]) -> None:
    xml = await finance.exports(5)
    lines = xml.decode().splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if f"<BuyerTin>{NIK}" in text)
    await finance.writes(
        f"/tolakan Invoices have errors!\n{line}\tError NPWP tidak ditemukan!", "ditolak Coretax"
    )
    await finance.taps("Pakai NIK", numbers["Nina"])
    again = (await finance.exports(1)).decode()
    assert numbers["Nina"] in again
    assert "<BuyerDocument>National ID<" in again


async def a_foreigner_s_is_assigned(finance: Finance, numbers: Mapping[str, str]) -> None:
    """Nobody but a person knows whose passport it is."""
    await finance.taps("Tetapkan ke tagihan", "untuk tagihan mana")
    prompt = await finance.taps("✍️ Tulis nomor tagihan", "balas pesan ini")
    await finance.writes(numbers["John"], "Tetapkan", reply_to=prompt["message_id"])
    await finance.taps("✅ Kirim", "berbeda dari tagihan")
    await tap(finance.sim, STAFF, "Ya, kirim", topic=finance.topic, sender=RINA)
    await finance.reads(f"Ditetapkan ke {numbers['John']}")  # its card
