"""Files that customers ask for, made from real rows and opened again."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from assistant.documents.recap import write_recap
from assistant.documents.sheets import write_sheet
from assistant.domain.archive.files import want_file
from assistant.domain.archive.model import FileKind
from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.months import Period
from assistant.domain.people.rights import EXPORT
from assistant.domain.withholding.announcing import Subjects
from assistant.storage import tables as t
from assistant.storage.retention import EXPORTS
from assistant.storage.work import WorkShop
from assistant.texts import Texts
from assistant.worker.archives import ArchiveJobs, _file_words
from assistant.worker.retention import Retention
from tests.things import Clock, client, invoice, make_shop, tax

BUDI = 1001
OWNER = client(profile=tax(name='=HYPERLINK("http://x")'))


@dataclass
class Archive:
    """The job, and what it leaves behind."""

    shop: WorkShop
    clock: Clock
    texts: Texts
    largest: int = 20_000_000

    @property
    def jobs(self) -> ArchiveJobs:
        return ArchiveJobs(
            self.shop, write_sheet, write_recap, self.texts, Subjects(), self.largest
        )

    async def issue(self, serial: int, day: date = date(2026, 11, 7), status: str = "00") -> None:
        number = f"INV-2026-{serial:06}"
        async with self.shop.work() as work:
            await invoice_paid(work, OWNER, invoice(number))
            request = await work.fakturs.request_of(number)
            assert request is not None
            content = b"%PDF " + f"{serial}:{status}".encode() * 100
            await faktur_issued(
                work,
                request,
                number=f"04{status}26{serial:011}",
                issued=day,
                dpp=Decimal(916_667),
                ppn=Decimal(110_000),
                sha256=await work.documents.put(content, "faktur"),
            )

    async def ask(self, kind: FileKind, period: str) -> str:
        """The id of the request whose job is queued."""
        async with self.shop.work() as work:
            await want_file(work, BUDI, OWNER.id, kind, Period.read(period))
            query = select(t.file_request.c.id).order_by(t.file_request.c.id.desc()).limit(1)
            return str((await work.connection.execute(query)).scalar_one())

    async def made(self) -> list[tuple[str, bytes]]:
        """The files that are queued for Budi: their names and bytes."""
        async with self.shop.work() as work:
            query = (
                select(t.delivery.c.payload, t.document.c.content)
                .join(t.document, t.document.c.sha256 == t.delivery.c.document)
                .where(t.delivery.c.key.startswith("file:"))
                .order_by(t.delivery.c.id)
            )
            rows = await work.connection.execute(query)
            return [(row.payload["name"], bytes(row.content)) for row in rows]

    async def told(self) -> list[Any]:
        async with self.shop.work() as work:
            query = select(t.delivery).where(t.delivery.c.key.startswith("file:"))
            return list(await work.connection.execute(query.order_by(t.delivery.c.id)))


@pytest.fixture
async def archive(assistant_url: str) -> Archive:
    clock = Clock()
    shop = make_shop(assistant_url, clock)
    texts = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")
    async with shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        await work.links.add(BUDI, OWNER)
    return Archive(shop, clock, texts)


def index_of(zipped: bytes) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(io.BytesIO(zipped)) as opened:
        assert opened.testzip() is None
        book = load_workbook(io.BytesIO(opened.read("indeks.xlsx")))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


async def test_a_month_is_a_zip_with_an_index_of_the_newest_versions(archive: Archive) -> None:
    await archive.issue(1)
    await archive.issue(2)
    await archive.issue(2, status="01")
    await archive.issue(3, date(2026, 10, 30))
    await archive.jobs.make(await archive.ask(FileKind.ZIP, "2026-11"))
    ((name, zipped),) = await archive.made()
    assert name == "Faktur-PT-Maju-Jaya-2026-11.zip"
    with zipfile.ZipFile(io.BytesIO(zipped)) as opened:
        assert opened.namelist() == [
            "indeks.xlsx",
            "Faktur-04002600000000001-INV-2026-000001.pdf",
            "Faktur-04012600000000002-INV-2026-000002.pdf",
        ]
        assert opened.read(opened.namelist()[1]).startswith(b"%PDF 1:00")
    head, first, _ = index_of(zipped)
    assert head[0] == "Nomor faktur"
    assert first[0] == "04002600000000001"
    assert first[3] == '=HYPERLINK("http://x")'
    assert first[4:6] == (916_667, 110_000)


async def test_what_begins_like_a_formula_stays_text(archive: Archive) -> None:
    await archive.issue(1)
    await archive.jobs.make(await archive.ask(FileKind.ZIP, "2026-11"))
    ((_, zipped),) = await archive.made()
    with zipfile.ZipFile(io.BytesIO(zipped)) as opened:
        book = load_workbook(io.BytesIO(opened.read("indeks.xlsx")))
    assert {cell.data_type for cell in book.active[2]} <= {"s", "n", "d"}


async def test_a_large_year_comes_in_several_zips(archive: Archive) -> None:
    for serial in range(1, 6):
        await archive.issue(serial, date(2026, serial, 3))
    archive.largest = 1000
    await archive.jobs.make(await archive.ask(FileKind.ZIP, "2026"))
    files = await archive.made()
    assert [name for name, _ in files] == [
        f"Faktur-PT-Maju-Jaya-2026-{n}-dari-3.zip" for n in (1, 2, 3)
    ]
    listed = [row[1] for _, zipped in files for row in index_of(zipped)[1:]]
    assert listed == [f"INV-2026-{serial:06}" for serial in range(1, 6)]
    said = (await archive.told())[0].payload
    assert (said["key"], said["args"]["part"], said["args"]["of"]) == ("ntf-faktur-zip-part", 1, 3)
    assert said["args"]["count"] == 5


@pytest.mark.parametrize(
    ("company", "named"),
    [
        ("CV Kopi/Teh & \\Susu..", "CV-Kopi-Teh-Susu-2026"),
        ("PT Café Ünlü", "PT-Cafe-Unlu-2026"),
        ("../../etc/passwd", "etc-passwd-2026"),
        ("株式会社", "2026"),
        ("  ", "2026"),
        ("A" * 300, f"{'A' * 40}-2026"),
        ("con\u202egpj.exe\n", "congpj-exe-2026"),
    ],
)
def test_a_companys_name_is_made_fit_for_a_file(company: str, named: str) -> None:
    assert _file_words(company, "2026") == named


async def test_made_twice_it_is_sent_once(archive: Archive) -> None:
    await archive.issue(1)
    key = await archive.ask(FileKind.ZIP, "2026-11")
    assert await archive.ask(FileKind.ZIP, "2026-11") == key
    await archive.jobs.make(key)
    await archive.jobs.make(key)
    assert len(await archive.made()) == 1
    archive.clock.move(minutes=1)
    assert await archive.ask(FileKind.ZIP, "2026-11") != key


async def test_a_pdf_that_is_kept_no_more_is_said_in_the_index(archive: Archive) -> None:
    await archive.issue(1)
    async with archive.shop.work() as work:
        await work.connection.execute(update(t.document).values(content=b""))
    await archive.jobs.make(await archive.ask(FileKind.ZIP, "2026-11"))
    ((_, zipped),) = await archive.made()
    (_, row) = index_of(zipped)
    assert row[7].startswith("PDF tidak tersimpan lagi")
    with zipfile.ZipFile(io.BytesIO(zipped)) as opened:
        assert opened.namelist() == ["indeks.xlsx"]


async def test_a_recap_adds_up_what_counts(archive: Archive) -> None:
    await archive.issue(1)
    await archive.issue(2)
    async with archive.shop.work() as work:
        await work.connection.execute(
            update(t.faktur_request)
            .where(t.faktur_request.c.invoice_number == "INV-2026-000002")
            .values(state=RequestState.CANCELLED)
        )
    await archive.jobs.make(await archive.ask(FileKind.RECAP, "2026-11"))
    ((name, pdf),) = await archive.made()
    assert name == "Rekap-faktur-PT-Maju-Jaya-2026-11.pdf"
    document = pdfium.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "INV-2026-000001" in text
    assert "INV-2026-000002" not in text
    assert "110.000" in text


async def test_nothing_to_put_into_a_file_is_said(archive: Archive) -> None:
    await archive.jobs.make(await archive.ask(FileKind.RECAP, "2026-11"))
    assert [row.payload["key"] for row in await archive.told()] == ["ntf-faktur-file-empty"]


async def test_a_file_goes_after_a_day_as_other_exports_do(archive: Archive) -> None:
    await archive.issue(1)
    await archive.jobs.make(await archive.ask(FileKind.ZIP, "2026-11"))
    async with archive.shop.work() as work:
        aged = update(t.document).where(t.document.c.kind == EXPORT)
        await work.connection.execute(aged.values(created_at=work.now - timedelta(days=2)))
    assert timedelta(days=2) > EXPORTS
    await Retention(archive.shop).clean()
    assert await archive.made() == []
