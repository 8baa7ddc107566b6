"""Finance drops a ZIP of 150 mixed PDFs into its topic, over real HTTP."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assistant.documents.specimen import write_specimen
from assistant.domain.fakturs.paper import NomorFaktur, Party
from assistant.portal.embedded import open_admin
from assistant.portal.embedded.specimen import Faults, specimen
from sandbox.demo import SELLER
from tests.e2e.conftest import Stack, stack_on
from tests.e2e.test_journey import Person, greet
from tests.simclient import RINA, SITI, STAFF

GOOD, SWAPPED, REPLACED, BROKEN = 100, 20, 15, 15
EMAIL = "siti@sinarrahma.example"
US = Party(
    SELLER["ASSISTANT_SELLER_NAME"],
    SELLER["ASSISTANT_SELLER_ADDRESS"],
    SELLER["ASSISTANT_SELLER_NPWP"],
    nitku=SELLER["ASSISTANT_SELLER_NPWP"] + "000000",
)


async def paid_invoices(stack: Stack, count: int) -> list[str]:
    accounts = {account["email"]: account for account in (await stack.sim.portal())["accounts"]}
    account = accounts[EMAIL]
    service = account["services"][0]["id"]
    numbers = []
    for _ in range(count):
        billed = await stack.sim.portal(
            "invoice", client=account["id"], service=service, amount=100000
        )
        await stack.sim.portal("pay", invoice=billed["invoice"])
        numbers.append(str(billed["invoice"]))
    return numbers


async def mixed_zip(stack: Stack, numbers: list[str]) -> bytes:
    files: dict[str, bytes] = {}
    async with open_admin(stack.environment) as admin:
        for n, number in enumerate(numbers):
            invoice = await admin.portal.find_invoice(number)
            assert invoice is not None
            tax = (await admin.portal.client(invoice.client_id)).tax
            assert tax is not None
            wrong = Faults(swap_buyer=n >= GOOD)
            for version in ("00", "01") if n < REPLACED else ("00",):
                spec = specimen(invoice, tax, US, NomorFaktur("04", version, f"26{n:011}"), wrong)
                files[f"{n:03}-{version}.pdf"] = write_specimen(spec)
    sound = files["000-00.pdf"]
    for n in range(BROKEN):
        files[f"rusak-{n:02}.pdf"] = sound[: 2000 + n]
    assert len(files) == GOOD + SWAPPED + REPLACED + BROKEN == 150
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.timeout(600)
async def test_each_good_one_is_delivered_once_and_each_other_one_is_explained(
    assistant_url: str, tmp_path: Path
) -> None:
    quick = {"ASSISTANT_GROUP_RATE": "6000", "ASSISTANT_CHAT_RATE": "100"}
    async with stack_on(assistant_url, tmp_path, **quick) as stack:
        await stack.start()
        sim, siti = stack.sim, Person(stack.sim, SITI)
        await greet(siti)
        await siti.taps("Hubungkan akun", "Hubungkan akun")
        await siti.taps("Hubungkan akun lain", "alamat email")
        await siti.says(EMAIL, "Kode 6 angka")
        await siti.says(await siti.code_from(EMAIL), "sudah terhubung")
        numbers = await paid_invoices(stack, GOOD + SWAPPED)
        await siti.reads(numbers[-1], seconds=120)
        groups = [chat for chat in (await sim.world())["chats"] if chat["id"] == STAFF]
        topic = next(t["id"] for t in groups[0]["topics"] if "Keuangan" in t["name"])
        content = await mixed_zip(stack, numbers)
        await sim.send_document(STAFF, "oktober.zip", content, sender=RINA, topic=topic)
        await sim.wait(STAFF, "selesai, 150 berkas", topic=topic, seconds=110, out=True)
        line = await sim.wait(STAFF, "selesai, 150 berkas", topic=topic)
        assert f"⛔ {SWAPPED + BROKEN} ditahan" in line["text"]
