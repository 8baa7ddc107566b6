"""Private consumers, who get no faktur."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from assistant.domain.fakturs.paid import tax_profile_saved
from tests.desk.finance_desk import OCTOBER, Desk, big, paid_on
from tests.things import client, tax


async def test_private_consumers_are_listed_in_whole_rupiah_and_in_no_faktur(desk: Desk) -> None:
    person = replace(client("41", "rina@contoh.example", "", None), first_name="Rina")
    firm = client("42", "halo@firma.example", "CV Firma", None)
    desk.portal.clients |= {"41": person, "42": firm}
    await desk.paid(big(OCTOBER, "INV-1", 100_001), owner=person)
    await desk.paid(paid_on(OCTOBER, "INV-2"), owner=firm)
    await desk.paid(paid_on(OCTOBER, "INV-3"))
    for _ in range(2):  # the second list takes the place of the first
        await desk.write("/digunggung 2026-10")
        root = ET.fromstring(await desk.file("Digunggung-2026-10.xml"))
        found = [one.text for one in root.find(".//RetailInvoice") or ()]
        assert found == [
            "Normal", "-", "NIK", "0" * 16, "B", "INV-1", "2026-10-05", "100001", "91668", "11000",
            "0", "ok",
        ]  # fmt: skip
    async with desk.table.shop.work() as work:
        await tax_profile_saved(work, "41", tax("0098765431441000"))
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert (await desk.states())["INV-1"] == "waiting"
    await desk.write("/pembeli INV-1")
    assert "sudah dilaporkan digunggung" in (await desk.told())[-1]
    taps = [row.payload["buttons"] for row in await desk.rows() if row.payload.get("buttons")][-1]
    assert taps[0]["data"].endswith(".04")
    await desk.write("/digunggung 2026-10")  # the newer list has it no more, so a faktur is due
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert (await desk.states())["INV-1"] == "exported"
