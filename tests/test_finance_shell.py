"""``assistant faktur export`` as finance types it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from assistant.__main__ import main
from assistant.domain.fakturs.paid import invoice_paid
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.things import Clock, client, invoice, make_shop, tax

Run = Callable[..., Awaitable[Result]]
OCTOBER = datetime(2026, 10, 5, 3, tzinfo=UTC)


@pytest.fixture
async def shop(assistant_url: str) -> AsyncIterator[WorkShop]:
    shop = make_shop(assistant_url, Clock())
    owner = client("8", "siti@sinarrahma.example", "CV Sinar Rahma", tax("0029998887423000"))
    bare = client("9", "halo@kopibahari.example", "CV Kopi Bahari")
    async with shop.work() as work:
        for number in ("INV-1", "INV-2"):
            await invoice_paid(work, owner, replace(invoice(number), paid_at=OCTOBER))
        await invoice_paid(work, bare, replace(invoice("INV-3"), paid_at=OCTOBER))
    yield shop
    await shop.engine.dispose()


@pytest.fixture
def run(
    assistant_url: str,
    shop: WorkShop,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    loggers_as_they_were: None,
) -> Run:
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "ENV_FILE": "",
        "DATABASE_URL": assistant_url,
        "SELLER_NPWP": "0012345674012000",
        "STAFF_CHAT_ID": "-1002000000001",
    }.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", value)

    async def invoke(*words: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, main, ["faktur", *words])

    return invoke


async def test_a_month_is_written_once_and_again_when_asked(
    run: Run, shop: WorkShop, tmp_path: Path
) -> None:
    out = tmp_path / "ke" / "coretax"
    first = await run("export", "--month", "2026-10", "--out", str(out))
    assert first.exit_code == 0, first.output
    assert first.stdout.splitlines() == [
        str(out / "Coretax-2026-10-E1-1.xml"),
        str(out / "Coretax-2026-10-E1.xlsx"),
        "left out: INV-3 CV Kopi Bahari: no-npwp",
    ]
    root = ET.parse(out / "Coretax-2026-10-E1-1.xml").getroot()
    assert [ref.text for ref in root.iter("RefDesc")] == ["INV-1", "INV-2"]
    assert sorted(path.name for path in out.iterdir()) == [
        "Coretax-2026-10-E1-1.xml",
        "Coretax-2026-10-E1.xlsx",
    ]
    second = await run("export", "--month", "2026-10", "--out", str(out))
    assert second.exit_code == 0
    assert "nothing to export for 2026-10; --again writes" in second.output
    third = await run("export", "--month", "2026-10", "--out", str(out), "--again")
    assert str(out / "Coretax-2026-10-E3-1.xml") in third.output
    async with shop.work() as work:
        rows = (await work.connection.execute(t.audit.select().order_by(t.audit.c.id))).all()
    exported = [row for row in rows if row.action == "coretax-exported"]
    assert [row.details["faktur"] for row in exported] == [2, 0, 2]
    assert all(row.actor.startswith("shell:") for row in exported)


async def test_a_bad_month_and_a_bad_folder_are_one_line_and_nothing_is_exported(
    run: Run, shop: WorkShop, tmp_path: Path
) -> None:
    bad_month = await run("export", "--month", "Oktober", "--out", str(tmp_path))
    assert bad_month.exit_code == 2
    assert "'Oktober' is not a month, write 2026-10" in bad_month.output
    (tmp_path / "file").touch()
    bad_folder = await run("export", "--month", "2026-10", "--out", str(tmp_path / "file" / "x"))
    assert bad_folder.exit_code == 1
    assert "can't be written to" in bad_folder.output
    async with shop.work() as work:
        assert (await work.connection.execute(t.coretax_export.select())).all() == []


async def test_a_months_books_are_printed_and_written(
    run: Run, shop: WorkShop, tmp_path: Path
) -> None:
    sheet = tmp_path / "buku" / "oktober.xlsx"
    found = await run("reconcile", "--month", "10/2026", "--out", str(sheet))
    assert found.exit_code == 1, found.output
    assert found.stdout.splitlines() == [
        "2026-10: 3 paid, 0 issued, 0 delivered, compared with the portal's list",
        "paid 832500 = 04 0 (0) + 02 0 (0) + 03 0 (0) + digunggung 0 (0) + not-taxed 0 (0)"
        " + undone 0 (0) + held 832500 (3)",
        "no-npwp INV-3 CV Kopi Bahari",
        "not-exported INV-1 CV Sinar Rahma",
        "not-exported INV-2 CV Sinar Rahma",
        "not-paid INV-1 CV Sinar Rahma",
        "not-paid INV-2 CV Sinar Rahma",
        "not-paid INV-3 CV Kopi Bahari",
    ]
    assert sheet.read_bytes().startswith(b"PK")
    clean = await run("reconcile", "--month", "2026-09")
    assert (clean.exit_code, clean.stdout.splitlines()[-1]) == (0, "clean")
    bad = await run("reconcile", "--month", "2026-9x")
    assert bad.exit_code == 2
