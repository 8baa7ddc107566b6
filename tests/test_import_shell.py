"""``assistant faktur import`` as finance types it."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.__main__ import main
from assistant.documents.specimen import write_specimen
from assistant.domain.billing import Invoice
from assistant.domain.clients import Client
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.fakturs.paper import NomorFaktur, Party
from assistant.portal.embedded import open_portal
from assistant.portal.embedded.specimen import Faults, specimen
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.things import Clock, invoice, make_shop, new_client, tax

SELLER = Party("PT KILAT CONTOH FIKTIF", "JL CONTOH NO 10, JAKARTA", "0012345674012000")
NUMBERS = ("INV-1", "INV-2", "INV-3")


@pytest.fixture
async def shop(assistant_url: str) -> AsyncIterator[WorkShop]:
    shop = make_shop(assistant_url, Clock())
    async with open_portal({"ASSISTANT_DATABASE_URL": assistant_url}) as portal:
        made = await portal.create_client(new_client())
        await portal.set_tax_profile(made.id, tax())
        owner = await portal.client(made.id)
    async with shop.work() as work:
        for number in NUMBERS:
            await invoice_paid(work, owner, paid(number, owner))
    yield shop
    await shop.engine.dispose()


def paid(number: str, owner: Client | None = None) -> Invoice:
    moment = datetime(2026, 10, 5, 3, tzinfo=UTC)
    return replace(invoice(number, owner=owner.id if owner else "7"), paid_at=moment)


def pdf(number: str, *, swap_buyer: bool = False) -> bytes:
    nsfp = f"26{NUMBERS.index(number):011}"
    faults = Faults(swap_buyer=swap_buyer)
    return write_specimen(
        specimen(paid(number), tax(), SELLER, NomorFaktur("04", "00", nsfp), faults)
    )


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder in a folder, a ZIP, and what is none."""
    folder = tmp_path / "oktober"
    (folder / "lagi").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(pdf("INV-1"))
    (folder / "lagi" / "b.PDF").write_bytes(pdf("INV-3", swap_buyer=True))
    (folder / "catatan.txt").write_text("bukan untuk kita")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("c.pdf", pdf("INV-2"))
    (folder / "paket.zip").write_bytes(packed.getvalue())
    (folder / "rusak.zip").write_bytes(b"PK\x03\x04rusak")
    (folder / "kosong.pdf").touch()
    return folder


@pytest.fixture
def environment(assistant_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "ENV_FILE": "",
        "DATABASE_URL": assistant_url,
        "BOT_TOKEN": "1000000001:AAabcdefghijklmnopqrstuvwxyz012345678",
        "STAFF_CHAT_ID": "-1002000000001",
        "SELLER_NAME": SELLER.name,
        "SELLER_NPWP": SELLER.npwp,
        "SELLER_ADDRESS": SELLER.address,
    }.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", value)


async def imported(*paths: Path) -> Result:
    words = ["faktur", "import", *map(str, paths)]
    return await asyncio.to_thread(CliRunner().invoke, main, words)


def said(result: Result) -> tuple[list[str], str]:
    """A line for each file, in no order: several are read at once. And the sum below them."""
    *lines, summary = result.stdout.splitlines()
    return sorted(lines), summary


async def delivered(shop: WorkShop) -> list[str]:
    async with shop.work() as work:
        rows = (await work.connection.execute(t.delivery.select())).all()
    return sorted(row.channel for row in rows if row.document is not None)


@pytest.mark.usefixtures("environment", "loggers_as_they_were")
async def test_folders_files_and_zips_have_a_line_for_each_and_once_is_enough(
    shop: WorkShop, files: Path
) -> None:
    first = await imported(files)
    lines, summary = said(first)
    assert lines == [
        f"{files}/a.pdf: issued",
        f"{files}/kosong.pdf: not taken in (not-pdf)",
        f"{files}/lagi/b.PDF: quarantined (buyer-npwp)",
        f"{files}/paket.zip!c.pdf: issued",
        f"{files}/rusak.zip: not taken in (zip-damaged)",
    ]
    assert summary == "5 files: 2 in order, 3 held or refused; 0 came in before"
    assert first.exit_code == 1
    assert await delivered(shop) == ["mail", "mail", "staff"]
    again = await imported(files / "a.pdf", files / "paket.zip")
    lines, summary = said(again)
    assert lines == [
        f"{files}/a.pdf: issued, came in before",
        f"{files}/paket.zip!c.pdf: issued, came in before",
    ]
    assert summary == "2 files: 2 in order, 0 held or refused; 2 came in before"
    assert again.exit_code == 0
    assert await delivered(shop) == ["mail", "mail", "staff"]


@pytest.mark.usefixtures("environment", "loggers_as_they_were")
async def test_a_path_that_is_not_there_is_one_line(shop: WorkShop, tmp_path: Path) -> None:
    missing = await imported(tmp_path / "tidak-ada.pdf")
    assert missing.exit_code == 2
    assert "does not exist" in missing.output
