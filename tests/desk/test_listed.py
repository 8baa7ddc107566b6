"""Coretax's list, put beside what we know."""

from __future__ import annotations

import pytest

from assistant.domain.dropped import DroppedTable
from assistant.domain.fakturs.model import FileState
from assistant.storage import tables as t
from assistant.storage.tables import exits as e
from tests.desk.coretax_list import HEAD, drop, row, take
from tests.desk.finance_desk import OCTOBER, Desk, paid_on


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
