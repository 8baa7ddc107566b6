"""The other ends of a paid sale, played in the finance topic."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from assistant.documents.tables import read_tables
from assistant.domain.billing import Invoice, InvoiceStatus, PaidInvoices
from assistant.domain.clients import BuyerDocument, TaxKind, TaxProfile
from assistant.domain.dropped import DroppedTable
from assistant.domain.fakturs.model import FileState, IntakeFile, IntakeState, UploadState
from assistant.domain.fakturs.paid import invoice_undone, tax_profile_saved
from assistant.domain.fakturs.paper import Nota
from assistant.domain.fakturs.reading import could_not_be_read
from assistant.domain.finance.buyer_class import kode_of
from assistant.domain.finance.cases import replacement_came
from assistant.domain.finance.listing import take_list
from assistant.domain.finance.model import BuyerClass
from assistant.storage import tables as t
from assistant.storage.tables import exits as e
from tests.desk.finance_desk import NOVEMBER, OCTOBER, SITI, Desk, paid_on
from tests.things import client, invoice, tax

MINISTRY = client("31", "tu@umum.example", "Kementerian Contoh", tax("0098765431441000"))
BUMN = client("32", "ap@karya.example", "PT Contoh Fiktif (Persero)", tax("0013121660091000"))
NIK = "3171011708450001"
RINA = client(
    "33",
    "rina@contoh.example",
    "Rina",
    TaxProfile(TaxKind.PERSON, NIK, f"{NIK}000000", "RINA", "Jakarta", ""),
)


def big(day: date, number: str, price: int) -> Invoice:
    one = paid_on(day, number)
    item = replace(one.items[0], price=Decimal(price), quantity=1, discount=Decimal(0))
    return replace(one, items=(item,), tax=Decimal(round(price * 11 / 100)))


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


# A refused import


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


# Undone


async def undone(desk: Desk, number: str) -> None:
    one = replace(paid_on(OCTOBER, number), status=InvoiceStatus.REFUNDED)
    async with desk.table.shop.work() as work:
        await invoice_undone(work, one)


async def mailed(desk: Desk) -> list[str]:
    """The keys of the mails to customers whose account nobody has linked."""
    rows = await desk.table.rows(t.delivery, t.delivery.c.channel == "mail")
    return [row.payload["key"] for row in rows]


async def test_a_refund_of_an_older_month_asks_the_buyer_for_a_nota(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await undone(desk, "INV-1")
    assert "Nota pembatalan" in (await desk.told())[-1]
    assert "mail-nota-pembatalan" in await mailed(desk)
    async with desk.table.shop.work() as work:
        sha256 = await work.documents.put(b"%PDF- nota", "faktur")
        upload = await work.uploads.add(sha256, "RET.pdf", "finance")
        assert upload is not None
        nota = Nota("RET26000000123", "04002600000000101")
        await could_not_be_read(work, upload.id, "nota-retur", nota)
    assert "RET26000000123" in (await desk.told())[-1]
    await desk.tap("finance-btn-nota-of")
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("nota", "document")
    assert case.nota == "RET26000000123"
    [kept] = await desk.table.rows(t.upload)
    assert kept.state == UploadState.REFUSED
    await desk.write("/kasus")
    assert "Tidak ada kasus" in (await desk.told())[-1]


async def test_a_refund_in_the_month_of_its_faktur_is_cancelled_by_us(desk: Desk) -> None:
    await desk.paid(paid_on(NOVEMBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await undone(desk, "INV-1")
    assert "Pembatalan faktur" in (await desk.told())[-1]
    await desk.tap("finance-btn-case-done")
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("cancellation", "staff:2001")


async def test_a_part_that_was_given_back_and_a_wrong_price_are_said_by_hand(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(OCTOBER, "INV-2"))
    await desk.issue("INV-1", "2600000000101")
    await desk.issue("INV-2", "2600000000102")
    await desk.write("/batalkan INV-1 100.000")
    await desk.write("/batalkan INV-2 50000 harga")
    await desk.write("/batalkan INV-2 50000 cuaca")
    assert "tidak terbaca" in (await desk.told())[-1]
    cases = await desk.table.rows(e.undoing)
    assert [(one.instrument, one.amount) for one in sorted(cases, key=lambda one: one.id)] == [
        ("nota", Decimal(100_000)),
        ("replacement", Decimal(50_000)),
    ]


async def test_a_nota_names_its_faktur_and_only_that_case_is_offered(desk: Desk) -> None:
    for n in (1, 2):
        await desk.paid(paid_on(OCTOBER, f"INV-{n}"))
        await desk.issue(f"INV-{n}", f"260000000010{n}")
        await undone(desk, f"INV-{n}")
    async with desk.table.shop.work() as work:
        sha256 = await work.documents.put(b"%PDF- nota", "faktur")
        upload = await work.uploads.add(sha256, "RET.pdf", "finance")
        assert upload is not None
        nota = Nota("RET26000000123", "04012600000000102")
        await could_not_be_read(work, upload.id, "nota-retur", nota)
    buttons = (await desk.rows())[-1].payload["buttons"]
    assert [one["args"]["invoice"] for one in buttons] == ["INV-2"]


async def test_what_was_given_back_in_part_is_split_in_the_months_equation(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await desk.write("/batalkan INV-1 100.000")
    await desk.tap("finance-btn-case-done")
    await desk.write("/rekonsiliasi 2026-10")
    said = "\n".join(await desk.told())
    assert "111.000" in said, "what was given back, with its PPN"
    assert "166.500" in said, "what is left of 277.500"


async def test_a_replacement_that_comes_closes_its_case(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await desk.write("/batalkan INV-1 100.000 harga")
    async with desk.table.shop.work() as work:
        request = await work.fakturs.request_of("INV-1")
        assert request is not None
        await replacement_came(work, request)
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("replacement", "document")
    assert "dokumennya sudah masuk" in (await desk.told())[-1]


async def test_the_list_that_says_cancelled_closes_the_case(desk: Desk) -> None:
    await desk.paid(paid_on(NOVEMBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await undone(desk, "INV-1")
    await drop(desk, HEAD, row("04002600000000101", "APPROVED", "INV-1"))
    [case] = await desk.table.rows(e.undoing)
    assert case.closed_at is None
    await drop(desk, HEAD, row("04002600000000101", "CANCELED", "INV-1"))
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("cancellation", "document")


async def test_what_was_given_back_before_its_faktur_is_left_out_of_the_export(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.write("/batalkan INV-1 100.000")
    await desk.tap("finance-btn-case-done")
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert "sudah dikembalikan" in "\n".join(await desk.told())
    assert await desk.states() == {"INV-1": "waiting"}


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


# Coretax's list


async def drop(desk: Desk, *rows: list[object]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    await take(desk, "Daftar.xlsx", *read_tables(written.getvalue()))


async def take(desk: Desk, name: str, *tables: DroppedTable) -> None:
    async with desk.table.shop.work() as work:
        intake = await work.intakes.add(2001, "Rina", IntakeState.OPEN)
        file: IntakeFile = await work.intakes.add_file(intake.id, name, telegram="f")
        await take_list(work, file, tables, "ab" * 32)


HEAD: list[object] = [
    "NPWP Pembeli / Identitas lainnya", "Nama Pembeli", "Kode Transaksi", "Nomor Faktur Pajak",
    "Tanggal Faktur Pajak", "Masa Pajak", "Tahun", "Status Faktur", "ESignStatus",
    "Harga Jual/Penggantian/DPP", "DPP Nilai Lain/DPP", "PPN", "PPnBM", "Penandatangan",
    "Referensi", "Metode Input",
]  # fmt: skip


def row(number: str, status: str, reference: str, ppn: int = 27_500) -> list[object]:
    return [
        29998887423000, "SINAR RAHMA", "04 - DPP", number, "2026-10-05T00:00:00", "Oktober", 2026,
        status, "Done", 250_000, 229_166.67, ppn, 0, "A", reference, "XML",
    ]  # fmt: skip


async def test_the_list_is_put_beside_ours_and_the_months_books_beside_it(desk: Desk) -> None:
    await desk.paid(*(paid_on(OCTOBER, f"INV-{n}") for n in range(1, 6)))
    for n in (1, 2, 3):
        await desk.issue(f"INV-{n}", f"260000000010{n}")
    await drop(
        desk,
        HEAD,
        row("04002600000000101", "CREDITED", "INV-1"),
        row("04002600000000102", "CANCELED", "INV-2"),
        row("04002600000000103", "AMENDED", "INV-3"),
        row("04012600000000103", "APPROVED", "INV-3"),
        row("04002600000000104", "APPROVED", "INV-4"),
        row("", "Saved Invalid", "INV-5"),
        row("04002600000000999", "WAITING FOR AMENDMENT", "LAIN-1"),
        row("04002600000000998", "Kata Baru", "LAIN-2"),
    )
    said = (await desk.told())[-1]
    for expected in (
        "8 faktur dibaca",
        "dibatalkan di Coretax: 1",
        "diganti di Coretax: 1",
        "PDF-nya belum ada di sini: 2",
        "Tidak kami kenal: 1",
        "Menunggu persetujuan pembeli: 1",
        "gagal ditandatangani: 1",
        "Status tidak dikenal, ditahan: 1",
    ):
        assert expected in said
    [file] = await desk.table.rows(t.intake_file)
    assert file.state == FileState.LISTED
    await desk.write("/rekonsiliasi 2026-10")
    assert "dibatalkan di Coretax: 1" in (await desk.told())[-1]


@pytest.mark.parametrize("said", ["Invoice INV-1", "No. inv-1;", "INV-9, INV-1"])
async def test_a_reference_with_words_around_it_names_its_invoice(desk: Desk, said: str) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await drop(desk, HEAD, row("04002600000000101", "APPROVED", said))
    assert "PDF-nya belum ada di sini: 1" in (await desk.told())[-1]


async def test_a_newer_list_is_the_newest_word(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await drop(desk, HEAD, row("", "CREATED", "INV-1"))
    await drop(desk, HEAD, row("04002600000000101", "APPROVED", "INV-1"))
    [kept] = await desk.table.rows(e.coretax_listed)
    assert kept.key == "04002600000000101"
    await drop(desk, ["NPWP Penjual", "Nama Penjual", "Nomor Faktur Pajak", "Status Faktur"])
    assert "Pajak Masukan" in (await desk.told())[-1]


async def test_a_zip_of_several_lists_is_one_and_what_is_none_of_them_is_named(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(OCTOBER, "INV-2"))
    first = row("04002600000000101", "APPROVED", "INV-1")
    second = row("04002600000000102", "APPROVED", "INV-2")
    masukan = ["NPWP Penjual", "Nomor Faktur Pajak", "Status Faktur"]
    await take(
        desk,
        "Daftar.zip",
        DroppedTable("1.csv", [HEAD, first]),
        DroppedTable("2.csv", [HEAD, first, second]),
        DroppedTable("3.csv", [masukan]),
        DroppedTable("4.csv", (), "damaged"),
    )
    *refused, taken = (await desk.told())[-3:]
    assert "3.csv (Daftar.zip)" in refused[0]
    assert "Pajak Masukan" in refused[0]
    assert "4.csv (Daftar.zip)" in refused[1]
    assert "tidak dapat dibaca" in refused[1]
    assert "2 faktur dibaca" in taken
    [file] = await desk.table.rows(t.intake_file)
    assert file.state == FileState.LISTED


async def test_a_zip_without_any_list_is_refused_and_each_file_of_it_named(desk: Desk) -> None:
    tables = (DroppedTable("1.csv", [["a", "b", "c"]]), DroppedTable("2.csv", [HEAD]))
    await take(desk, "Daftar.zip", *tables)
    assert ["1.csv" in said for said in (await desk.told())[-2:]] == [True, False]
    [file] = await desk.table.rows(t.intake_file)
    assert (file.state, file.reason) == (FileState.REFUSED, "list-not-a-list")


async def test_one_sheet_of_a_book_is_enough_and_further_ones_are_read_too(desk: Desk) -> None:
    tables = [[["a", "b", "c"]], *([HEAD, row(f"0400260000000010{n}", "x", "")] for n in (1, 2))]
    await take(desk, "Daftar.xlsx", *(DroppedTable("", rows) for rows in tables))
    assert "2 faktur dibaca" in (await desk.told())[-1]


# Private consumers


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
