"""What finance does from a shell, with the same jobs that the worker runs."""

from __future__ import annotations

import getpass
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.app.database import chosen_database
from assistant.app.finance_jobs import (
    READER_PROCESSES,
    export_jobs,
    reconciliation_jobs,
    slip_book_jobs,
)
from assistant.app.portal import open_chosen
from assistant.app.settings import Settings
from assistant.app.slips import slip_rules
from assistant.app.structure import Structure
from assistant.desk import draw
from assistant.documents.archive import unpack
from assistant.documents.slip_reader import SlipReader
from assistant.documents.workers import FakturReader, TableReader
from assistant.domain.fakturs.paper import UnreadableFaktur
from assistant.domain.finance.books import Finding, Reconciliation
from assistant.domain.finance.ends import End
from assistant.domain.finance.exporting import want_export
from assistant.domain.finance.model import Export
from assistant.domain.months import Period
from assistant.domain.portal import Portal
from assistant.domain.sources import Source
from assistant.domain.withholding.books import ListFault, NotAListError, SlipBooks, Verified
from assistant.domain.withholding.listing import slips_in
from assistant.storage.database import make_engine
from assistant.storage.migration import migrate
from assistant.storage.work import WorkSettings, WorkShop
from assistant.texts import Texts
from assistant.worker.fakturs import FakturJobs
from assistant.worker.files import NotThereError
from assistant.worker.importing import Imported, Importer
from assistant.worker.importing_slips import SlipImporter
from assistant.worker.slips import SlipJobs


@dataclass(frozen=True, slots=True)
class Exported:
    export: Export
    files: tuple[tuple[str, bytes], ...]
    """Names and contents."""


async def export_month(
    settings: Settings, structure: Structure, month: date, *, again: bool
) -> Exported:
    """Give Coretax a month's paid invoices. The finance topic hears of it, too."""
    settings.need("SELLER_NPWP")
    async with _office(settings, structure) as (shop, portal, texts):
        jobs = export_jobs(shop, portal, settings, structure, texts)
        who = getpass.getuser()
        async with shop.work() as work:
            asked = await want_export(work, month, again=again, asked_by=f"shell:{who}", name=who)
        done = await jobs.carry_out(asked.id)  # a running worker may be quicker
        assert done is not None
        async with shop.work() as work:
            contents = [await work.documents.get(file.sha256) or b"" for file in done.files]
    names = [file.name for file in done.files]
    return Exported(done, tuple(zip(names, contents, strict=True)))


def report(export: Export) -> list[str]:
    """What is printed about it."""
    *xml, _ = export.files
    nothing = f"nothing to export for {export.month:%Y-%m}"
    if not export.again:
        nothing += "; --again writes what was exported before and is not issued yet"
    return [
        *([] if xml else [nothing]),
        *(
            f"left out: {one.invoice_number} {one.account_label}: "
            + ", ".join(str(reason.code) for reason in one.reasons)
            for one in export.left_out
        ),
    ]


@dataclass(frozen=True, slots=True)
class Reconciled:
    books: Reconciliation
    sheet: bytes
    """An XLSX."""


async def reconcile_month(settings: Settings, structure: Structure, month: date) -> Reconciled:
    """A month's books, compared with the portal's list, too."""
    async with _office(settings, structure) as (shop, portal, texts):
        jobs = reconciliation_jobs(shop, portal, settings, texts)
        books = await jobs.compare(month)
        return Reconciled(books, jobs.draw_sheet(books))


def summary(books: Reconciliation) -> list[str]:
    """What is printed about it: the counts, then each finding."""
    compared = "compared with" if books.compared else "not compared with"
    head = (
        f"{books.month:%Y-%m}: {len(books.paid)} paid, {len(books.issued)} issued, "
        f"{len(books.delivered)} delivered, {compared} the portal's list"
    )
    lines = [
        " ".join(filter(None, [one.kind, one.invoice, one.account, one.number, *_values(one)]))
        for one in books.findings
    ]
    return [head, *_ends(books), *lines, *([] if books.to_do else ["clean"])]


def _ends(books: Reconciliation) -> list[str]:
    """The month's equation, and whether the month is closed."""
    equation = books.equation
    parts = " + ".join(
        f"{end} {part.amount:.0f} ({part.count})" for end, part in equation.parts.items()
    )
    lines = [f"paid {equation.paid:.0f} = {parts}"]
    if unknown := equation.parts[End.HELD].unknown:
        lines.append(f"held without a known amount in rupiah: {unknown}")
    if equation.difference:
        lines.append(f"without an end: {equation.difference:.2f}")
    if books.closed is not None:
        state = "closed, and changed since" if books.changed else "closed"
        lines.append(f"{state}, by {books.closed.by} at {books.closed.at:%Y-%m-%d %H:%M} UTC")
    return lines


def _values(finding: Finding) -> list[str]:
    return [f"expected {finding.expected}, found {finding.found}"] if finding.expected else []


async def import_fakturs(
    settings: Settings,
    structure: Structure,
    paths: Sequence[Path],
    tell: Callable[[Imported], None],
) -> None:
    """Put files through the gate here and now; what passes is sent by the assistant that runs."""
    settings.need("SELLER_NAME", "SELLER_NPWP")
    async with (
        _office(settings, structure) as (shop, portal, _),
        FakturReader(workers=READER_PROCESSES) as reader,
    ):
        jobs = FakturJobs(shop, reader, settings.seller, portal)
        await Importer(shop, jobs, unpack, Source.IMPORT).import_all(paths, tell)


async def import_slips(
    settings: Settings,
    structure: Structure,
    paths: Sequence[Path],
    tell: Callable[[Imported], None],
) -> None:
    """Judge and book bukti potong here and now; what they pay, the assistant that runs settles."""
    settings.need("SELLER_NAME", "SELLER_NPWP")
    async with (
        _office(settings, structure) as (shop, portal, _),
        SlipReader(workers=READER_PROCESSES) as reader,
    ):
        rules = slip_rules(settings, structure)
        jobs = SlipJobs(shop, portal, reader, _nothing_at_telegram, unpack, rules)
        await SlipImporter(shop, jobs, unpack, Source.IMPORT).import_all(paths, tell)


async def slip_month(
    settings: Settings, structure: Structure, span: Period
) -> tuple[SlipBooks, bytes, bytes | None]:
    """A month or a year of slips, its XLSX, and the ZIP of its PDFs."""
    async with _office(settings, structure) as (shop, _, texts):
        return await slip_book_jobs(shop, settings, texts).files(span)


async def verify_slips(settings: Settings, structure: Structure, content: bytes) -> Verified:
    """Coretax's list compared with what is here. Raises NotAListError."""
    async with TableReader() as reader:
        try:
            listed, _ = slips_in(await reader.read(content))
        except UnreadableFaktur as error:
            raise NotAListError(ListFault.UNREADABLE) from error
    if listed is None:
        raise NotAListError(ListFault.NO_NUMBER)
    async with _office(settings, structure) as (shop, _, texts):
        return await slip_book_jobs(shop, settings, texts).verify_now(listed)


async def _nothing_at_telegram(file_id: str) -> bytes:
    raise NotThereError("gone")


@asynccontextmanager
async def _office(
    settings: Settings, structure: Structure
) -> AsyncIterator[tuple[WorkShop, Portal, Texts]]:
    """The database, the portal and the words, as the assistant uses them."""
    texts = Texts.load(settings.zone, brand=settings.brand, bot="")
    async with chosen_database(settings) as url:
        await migrate(url)
        engine = make_engine(url, pool_size=2)
        try:
            shop = WorkShop(
                engine,
                WorkSettings(
                    str(settings.portal), b"", settings.staff_chat_id,
                    tax_rules=structure.tax_rules, draw=draw,
                office_days=structure.office_days,
                ),
            )  # fmt: skip
            async with open_chosen(settings, structure, url) as portal:
                yield shop, portal, texts
        finally:
            await engine.dispose()
