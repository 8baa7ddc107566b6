"""Which kode a buyer's faktur gets, and who is held until somebody says what it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

from assistant.domain.billing import InvoiceStatus, PaidInvoices
from assistant.domain.clients import BuyerDocument, TaxKind, TaxProfile
from assistant.domain.finance.buyer_class import kode_of
from assistant.domain.finance.model import BuyerClass
from assistant.storage import tables as t
from assistant.storage.tables import exits as e
from tests.desk.finance_desk import NOVEMBER, OCTOBER, SITI, Desk, big, paid_on
from tests.things import client, invoice, tax

MINISTRY = client("31", "tu@umum.example", "Kementerian Contoh", tax("0098765431441000"))
BUMN = client("32", "ap@karya.example", "PT Contoh Fiktif (Persero)", tax("0013121660091000"))


async def exported(desk: Desk, number: int) -> dict[str, str]:
    """The kode of each invoice of an export's first file."""
    root = ET.fromstring(await desk.file(f"Coretax-2026-10-E{number}-1.xml"))
    return {
        str(one.findtext("RefDesc")): str(one.findtext("TrxCode"))
        for one in root.iter("TaxInvoice")
    }


async def test_what_looks_like_a_collector_is_held_until_a_tap_says_what_it_is(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.paid(big(OCTOBER, "INV-2", 3_000_000), owner=MINISTRY)
    await desk.paid(big(OCTOBER, "INV-3", 9_100_000), owner=BUMN)
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert await desk.states() == {"INV-1": "exported", "INV-2": "waiting", "INV-3": "waiting"}
    doubts = [said for said in await desk.told() if said.startswith("❓")]
    assert ["KEMENTERIAN" in doubts[0], "PERSERO" in doubts[1]] == [True, True]
    await desk.tap("finance-btn-collector")  # below the last card, the BUMN's
    assert "kode 03" in (await desk.told())[-1]
    await desk.write("/pembeli INV-2")
    await desk.tap("finance-btn-government")
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert await exported(desk, 2) == {"INV-2": "02", "INV-3": "03"}
    actions = [row.action for row in await desk.table.rows(t.audit)]
    assert actions.count("buyer-class") == 2


async def test_who_has_no_role_says_nothing_about_a_buyer(desk: Desk) -> None:
    await desk.paid(big(OCTOBER, "INV-2", 3_000_000), owner=MINISTRY)
    await desk.write("/pembeli INV-2")
    await desk.tap("finance-btn-ordinary", by=2002)
    assert await desk.table.rows(e.buyer) == []


async def test_below_the_limit_we_collect_and_parts_of_a_contract_are_asked_about(
    desk: Desk,
) -> None:
    await desk.paid(big(OCTOBER, "INV-1", 2_000_000), owner=MINISTRY)
    await desk.write("/pembeli INV-1")
    await desk.tap("finance-btn-government")
    assert "Kode INV-1: 04" in (await desk.told())[-1]
    await desk.paid(big(OCTOBER, "INV-2", 1_500_000), owner=MINISTRY)
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert set((await desk.states()).values()) == {"waiting"}
    taps = [b for row in await desk.rows() for b in row.payload.get("buttons", ())]
    [separate] = [one for one in taps if one["data"].endswith(".04") and ":kode:" in one["data"]]
    await desk.staff.tap(2001, separate["data"], topic=9)
    await desk.work_off()
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert await exported(desk, 2) == {"INV-1": "04", "INV-2": "04"}


async def test_a_contract_above_the_limit_is_said_once_and_holds_for_its_next_parts(
    desk: Desk,
) -> None:
    """What is above the limit by itself keeps the collector's kode, whatever is said of parts."""
    await desk.paid(
        big(OCTOBER, "INV-1", 431_000), big(OCTOBER, "INV-2", 3_000_000), owner=MINISTRY
    )
    await desk.write("/pembeli INV-1")
    await desk.tap("finance-btn-government")
    assert "Kode INV-1: 04" in (await desk.told())[-1]
    assert "kontraknya yang menentukan" in (await desk.told())[-1]
    taps = [row.payload["buttons"] for row in await desk.rows() if row.payload.get("buttons")][-1]
    assert [tap["data"].rpartition(".")[2] for tap in taps] == ["02"]
    for kode, written in (("02", "02"), ("04", "04")):
        await desk.write("/pembeli INV-1")
        await desk.tap("finance-btn-kode")
        assert f"Kode INV-1: {kode}" in (await desk.told())[-1]
        await desk.paid(big(NOVEMBER, f"INV-{kode}", 500_000), owner=MINISTRY)
        async with desk.table.shop.looking() as work:
            found = [
                kode_of(request, await work.buyers.get("31"))
                for number in ("INV-1", "INV-2", f"INV-{kode}")
                if (request := await work.fakturs.request_of(number))
            ]
        assert found == [written, "02", written]


async def test_a_foreigner_waits_for_the_accountant(desk: Desk) -> None:
    identity = TaxProfile(
        TaxKind.PERSON, "0" * 16, "", "JOHN FIKTIF", "Bali", "", BuyerDocument.PASSPORT,
        "X1234567", "SGP",
    )  # fmt: skip
    john = client("34", "john@contoh.example", "John Fiktif")
    async with desk.table.shop.work() as work:
        await work.buyers.identify("34", identity)
    await desk.paid(paid_on(OCTOBER, "INV-9"), owner=john)
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert "SGP" in (await desk.told())[-1] or any("SGP" in said for said in await desk.told())
    await desk.tap("finance-btn-ordinary")
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    root = ET.fromstring(await desk.file("Coretax-2026-10-E2-1.xml"))
    found = {
        name: root.findtext(f".//{name}")
        for name in ("BuyerTin", "BuyerDocument", "BuyerCountry", "BuyerDocumentNumber")
    }
    assert found == {
        "BuyerTin": "0" * 16,
        "BuyerDocument": "Passport",
        "BuyerCountry": "SGP",
        "BuyerDocumentNumber": "X1234567",
    }
    assert root.findtext(".//BuyerIDTKU") == "000000"


async def test_a_collector_s_payment_without_the_ppn_is_understood(desk: Desk) -> None:
    desk.portal.listed = PaidInvoices((), complete=True)
    bill = invoice("INV-7", InvoiceStatus.UNPAID, owner="8", price=20_000_000, ppn=2_200_000)
    small = invoice("INV-8", InvoiceStatus.UNPAID, owner="8", price=1_000_000, ppn=110_000)
    bill, small = replace(bill, issued=OCTOBER), replace(small, issued=OCTOBER)
    desk.portal.unpaid, desk.portal.clients = [bill, small], {"8": SITI}
    desk.portal.paid_in[small.id] = Decimal(0)
    async with desk.table.shop.work() as work:
        await work.buyers.classify("8", BuyerClass.COLLECTOR)
    for paid, words in (
        (bill.subtotal, "Kurangnya tepat PPN, yang"),
        (bill.subtotal * 98 / 100, "PPN dan PPh 23"),
        (bill.subtotal / 2, "Bersih"),
    ):
        desk.portal.paid_in[bill.id] = paid
        await desk.write("/rekonsiliasi 2026-10")
        assert words in "\n".join((await desk.told())[-3:])
    desk.portal.paid_in[small.id] = small.subtotal  # its contract is above the limit
    await desk.write("/rekonsiliasi 2026-10")
    assert "Kurangnya tepat PPN, yang" in "\n".join((await desk.told())[-3:])
