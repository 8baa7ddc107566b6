"""Coretax's own list of faktur, as finance drops it."""

from __future__ import annotations

import io

import openpyxl

from assistant.documents.tables import read_tables
from assistant.domain.dropped import DroppedTable
from assistant.domain.fakturs.model import IntakeFile, IntakeState
from assistant.domain.finance.listing import take_list
from tests.desk.finance_desk import Desk


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
