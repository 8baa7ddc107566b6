"""What Coretax refused to import is held, mended and exported anew."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from assistant.domain.clients import TaxKind, TaxProfile
from assistant.storage.tables import exits as e
from tests.desk.finance_desk import OCTOBER, SITI, Desk, paid_on
from tests.things import client, tax

NIK = "3171011708450001"
RINA = client(
    "33",
    "rina@contoh.example",
    "Rina",
    TaxProfile(TaxKind.PERSON, NIK, f"{NIK}000000", "RINA", "Jakarta", ""),
)


async def refused(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.paid(paid_on(OCTOBER, "INV-2"), owner=RINA)
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")


async def line_of(desk: Desk, text: str) -> int:
    xml = (await desk.file("Coretax-2026-10-E1-1.xml")).decode()
    return next(n for n, line in enumerate(xml.splitlines(), start=1) if text in line)


async def test_what_coretax_refused_is_held_mended_and_alone_in_the_next_file(desk: Desk) -> None:
    await refused(desk)
    line = await line_of(desk, f"<BuyerTin>{NIK}")
    await desk.staff.write(2001, f"Error NPWP tidak ditemukan!\nLine {line}", topic=9)
    await desk.work_off()
    assert await desk.states() == {"INV-1": "exported", "INV-2": "waiting"}
    card = next(said for said in await desk.told() if "ditolak Coretax" in said)
    assert f"baris {line}, kolom BuyerTin" in card
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")  # held: nothing goes
    assert await desk.states() == {"INV-1": "exported", "INV-2": "waiting"}
    await desk.tap("finance-btn-repair-national-id")
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    root = ET.fromstring(await desk.file("Coretax-2026-10-E3-1.xml"))
    assert [one.text for one in root.iter("RefDesc")] == ["INV-2"]
    assert root.findtext(".//BuyerDocument") == "National ID"
    assert root.findtext(".//BuyerDocumentNumber") == NIK


async def test_a_branch_that_is_not_registered_becomes_the_head_office(desk: Desk) -> None:
    branch = replace(SITI, tax=replace(tax("0029998887423000"), nitku="0029998887423000000007"))
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=branch)
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    line = await line_of(desk, "<BuyerIDTKU>")
    await desk.write(f"/tolakan Invoices have errors!\n{line}\tNITKU pembeli tidak valid")
    await desk.tap("finance-btn-repair-head-office")
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    root = ET.fromstring(await desk.file("Coretax-2026-10-E2-1.xml"))
    assert root.findtext(".//BuyerIDTKU") == "0029998887423000000000"


async def test_a_stretch_of_lines_holds_what_stands_between_its_ends(desk: Desk) -> None:
    for number in range(1, 6):
        await desk.paid(paid_on(OCTOBER, f"INV-{number}"))
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    first, last = [await line_of(desk, f">INV-{number}<") for number in (2, 4)]
    await desk.write(f"/tolakan Baris {first} s.d. {last}: NITKU pembeli tidak valid")
    assert await desk.states() == {
        "INV-1": "exported", "INV-2": "waiting", "INV-3": "waiting", "INV-4": "waiting",
        "INV-5": "exported",
    }  # fmt: skip
    assert "3 tagihan ditahan" in (await desk.told())[-1]


async def test_a_line_between_invoices_is_asked_about_never_guessed(desk: Desk) -> None:
    await refused(desk)
    await desk.write("/tolakan 9999\tNITKU pembeli tidak valid\n3: NITKU pembeli tidak valid")
    assert await desk.states() == {"INV-1": "exported", "INV-2": "exported"}
    assert "0 tagihan ditahan" in (await desk.told())[-1]
    assert (await desk.told())[-1].count("Tidak ada tagihan di baris itu") == 2


async def test_which_of_two_files_is_asked(desk: Desk) -> None:
    await refused(desk)
    await desk.paid(paid_on(OCTOBER, "INV-3"))
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    await desk.write("/tolakan 15 Error NPWP tidak ditemukan!")
    assert "berkas yang mana?" in (await desk.told())[-1]
    await desk.tap("finance-btn-import-file")
    assert len(await desk.table.rows(e.rejection)) == 1
