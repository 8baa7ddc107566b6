"""Tax that a company withholds: from its announcement to a year's sheet that adds up, over HTTP."""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.app.settings import PortalKind
from assistant.documents.slips import read_slip
from tests.e2e.conftest import Stack, stack_on
from tests.e2e.test_journey import OWNER_EMAIL, Person, greet, tap
from tests.simclient import BUDI, RINA, STAFF, Json, Sim

PRICE, WITH_PPN, TAX = 1_000_000, 1_110_000, 20_000
LONG = 120


@pytest.fixture(params=list(PortalKind))
async def stack(
    request: pytest.FixtureRequest, assistant_url: str, tmp_path: Path
) -> AsyncIterator[Stack]:
    async with stack_on(assistant_url, tmp_path, portal=request.param) as stack:
        await stack.start()
        yield stack


async def account(sim: Sim) -> Json:
    accounts = (await sim.portal())["accounts"]
    return dict(next(one for one in accounts if one["email"] == OWNER_EMAIL))


async def bill(sim: Sim, amount: int = PRICE) -> str:
    """The number of a new invoice for a server."""
    owner = await account(sim)
    service = next(one["id"] for one in owner["services"] if one["kind"] == "server")
    made = await sim.portal("invoice", client=owner["id"], service=service, amount=amount)
    return str(made["invoice"])


async def status(sim: Sim, number: str) -> str:
    invoices = (await account(sim))["invoices"]
    return next(str(one["status"]) for one in invoices if one["number"] == number)


async def made(sim: Sim, number: str, kind: str = "") -> tuple[str, bytes]:
    slip = await sim.portal("slip", invoice=number, kind=kind)
    return slip["name"], b64decode(slip["base64"])


async def hand_in(person: Person, number: str, kind: str, then: str) -> Json:
    name, content = await made(person.sim, number, kind)
    after = await person.newest()
    await person.sim.send_document(person.chat, name, content)
    return await person.reads(then, after=after, seconds=LONG)


async def finance_topic(sim: Sim) -> int:
    groups = [chat for chat in (await sim.world())["chats"] if chat["id"] == STAFF]
    return next(int(one["id"]) for one in groups[0]["topics"] if "Keuangan" in one["name"])


@pytest.mark.timeout(600)
async def test_slips_settle_give_back_and_add_up(stack: Stack) -> None:
    sim, budi = stack.sim, Person(stack.sim, BUDI)
    await greet(budi)
    await budi.taps("Hubungkan akun", "Hubungkan akun")
    await budi.taps("Hubungkan akun lain", "alamat email")
    await budi.says(OWNER_EMAIL, "Kode 6 angka")
    await budi.says(await budi.code_from(OWNER_EMAIL), "sudah terhubung")
    net, full = await bill(sim), await bill(sim)

    await withhold_and_pay_net(budi, net)
    wrong = await hand_in(budi, net, "base-ppn", "terbitkan pembetulannya (nomornya tetap sama)")
    assert "termasuk PPN" in wrong["text"]
    assert await status(sim, net) != "paid"
    await hand_in(budi, net, "amended", "sudah kami catat sebagai pembayaran")
    assert await status(sim, net) == "paid"

    await sim.portal("pay", invoice=full)
    await hand_in(budi, full, "", "pilih caranya")
    await refund(stack, budi)

    await verify_and_add_up(stack, [net, full])


async def withhold_and_pay_net(budi: Person, number: str) -> None:
    await budi.says("/buktipotong", "Pilih tagihannya")
    await budi.taps(number, f"Tagihan {number}")
    await budi.taps("transfer sisanya", "Dicatat: Anda memotong PPh 23")
    await budi.sim.portal("pay", invoice=number, amount=WITH_PPN - TAX)


async def refund(stack: Stack, budi: Person) -> None:
    sim, topic = stack.sim, await finance_topic(stack.sim)
    await budi.taps("Pilih cara pengembalian", "Pengembalian Rp\xa020.000")
    await budi.taps("Transfer ke rekening", "ditransfer ke bank apa")
    await budi.taps("BCA", "atas nama siapa")
    await budi.says("PT Maju Jaya Digital", "Nomor rekening BCA")
    await budi.says("0123456789", "Periksa dulu")
    await budi.taps("Benar, kirim", "mentransfernya")
    await sim.wait(STAFF, "0123456789", topic=topic, button="Sudah", seconds=LONG)
    await tap(sim, STAFF, "Sudah", sender=RINA, topic=topic)
    await budi.reads("sudah kami transfer ke rekening Anda", seconds=LONG)


async def verify_and_add_up(stack: Stack, numbers: list[str]) -> None:
    """Finance drops Coretax's list, and asks for the year."""
    sim, topic = stack.sim, await finance_topic(stack.sim)
    slips = [read_slip((await made(sim, number))[1]) for number in numbers]
    lines = ["TaxPeriodCode;WithholdingSlipsNumber;WithholdingSlipsStatus;TaxBase;IncomeTax;Xyz"]
    lines += [
        f"{slip.masa:%m-%Y};{slip.number};NORMAL;{slip.base};{slip.amount};?" for slip in slips
    ]
    listed = "\n".join(lines).encode()
    await sim.send_document(STAFF, "daftar-coretax.csv", listed, sender=RINA, topic=topic)
    await sim.wait(STAFF, "2 cocok dan terverifikasi", topic=topic, seconds=LONG)
    masa = slips[0].masa
    assert masa is not None
    await sim.send(STAFF, f"/buktipotong {masa.year}", sender=RINA, topic=topic)
    answer = await sim.wait(STAFF, "Bukti potong tahun", topic=topic, seconds=LONG, out=True)
    assert "Terverifikasi di Coretax: 2 · Rp\xa040.000" in answer["caption"]
    content = await sim.file(answer["document"]["file_id"])
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert sum(Decimal(str(row[head.index("PPh")])) for row in rows) == len(numbers) * TAX
    assert sum(Decimal(str(row[head.index("DPP")])) for row in rows) == len(numbers) * PRICE
