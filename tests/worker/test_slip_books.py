"""Finance's month of slips, Coretax's list, files from a folder, and reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from assistant.desk.slips_sheet import slips_sheet
from assistant.documents.archive import unpack
from assistant.documents.sheets import write_sheet
from assistant.domain.months import Period, tax_day
from assistant.domain.sources import Source
from assistant.domain.withholding.books import LineState, ListedSlip
from assistant.domain.withholding.model import BookingState, PaidHow
from assistant.domain.withholding.reminding import cutoff, remind_of_slips, stage, stages
from assistant.domain.withholding.verifying import verify
from assistant.storage.work import WorkShop
from assistant.worker.importing import Imported
from assistant.worker.importing_slips import SlipImporter
from assistant.worker.slip_books import SlipBookJobs
from sandbox.slip_specimen import Mistake, spoiled
from tests.worker.conftest import Office
from tests.worker.slips import THEM, Desk, slip_for


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def books(office: Office) -> SlipBookJobs:
    draw = partial(slips_sheet, write_sheet, office.texts, "id")
    return SlipBookJobs(office.shop, draw)


async def test_a_month_adds_up_and_coretaxs_list_verifies_it(desk: Desk) -> None:
    client = await desk.company()
    invoices = [await desk.hosting(client, amount) for amount in (1_000_000, 700_000, 310_000)]
    owed = [(await desk.say(invoice, PaidHow.NET))[0] for invoice in invoices]
    await desk.send(slip_for(owed[0], "2600A1B2C"))
    await desk.send(slip_for(owed[1], "2600A1B2D"))
    await desk.send(spoiled(slip_for(owed[2], "2600A1B2E"), Mistake.RATE))
    masa = owed[0].masa
    month, sheet, pdfs = await books(desk.office).files(Period(masa))
    assert month.expected == 20_000 + 14_000 + 6_200
    assert month.sum(LineState.RECEIVED) == 34_000
    assert (month.count(LineState.MISSING), month.sum(LineState.MISSING)) == (1, 6_200)
    assert month.count(LineState.WRONG) == 1
    assert sheet[:2] == b"PK"
    assert pdfs is not None
    listed = [
        ListedSlip("2600A1B2C", masa, False, THEM.npwp, amount=Decimal(20_000)),
        ListedSlip("2600A1B2D", masa, True, THEM.npwp),
        ListedSlip("2600ZZZZZ", masa, False, THEM.npwp, "LAIN", amount=Decimal(5)),
    ]
    result = await books(desk.office).verify_now(listed)
    assert (result.verified, result.cancelled) == (("2600A1B2C",), ("2600A1B2D",))
    assert [one.number for one in result.never_sent] == ["2600ZZZZZ"]
    states = {one.booking.identity.number: one.booking.state for one in await desk.kept()}
    assert states["2600A1B2C"] is BookingState.VERIFIED
    assert states["2600A1B2D"] is BookingState.CANCELLED
    month, _, _ = await books(desk.office).files(Period(masa))
    assert month.sum(LineState.VERIFIED) + month.sum(LineState.MISSING) == month.expected
    year, _, _ = await books(desk.office).files(Period(masa.replace(month=1), whole_year=True))
    assert year.lines == month.lines
    again = await books(desk.office).verify_now(listed)
    assert again.cancelled == ()


async def test_another_amount_in_coretax_is_told_and_not_verified(desk: Desk) -> None:
    client = await desk.company()
    (owed,) = await desk.say(await desk.hosting(client), PaidHow.NET)
    await desk.send(slip_for(owed))
    async with desk.office.shop.work() as work:
        result = await verify(
            work, [ListedSlip("2600A1B2C", owed.masa, False, amount=Decimal(19_000))]
        )
    assert result.differing == ("2600A1B2C",)
    assert (await desk.kept())[0].booking.state is BookingState.BOOKED


async def test_files_are_imported_and_each_is_told(desk: Desk, tmp_path: Path) -> None:
    client = await desk.company()
    (owed,) = await desk.say(await desk.hosting(client), PaidHow.NET)
    files = {
        "a.pdf": desk.reader.write(slip_for(owed)),
        "c.pdf": desk.reader.write(replace(slip_for(owed, "2600A1B2X"), link=None)),
    }
    files["b.pdf"] = files["a.pdf"]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    became: list[Imported] = []
    importer = SlipImporter(desk.office.shop, desk.jobs, unpack, Source.IMPORT)
    await importer.import_all([tmp_path], became.append)
    assert [(Path(one.name).name, str(one.state), one.known) for one in became] == [
        ("a.pdf", "slip", False), ("b.pdf", "duplicate", True), ("c.pdf", "quarantined", False),
    ]  # fmt: skip


# Reminders


def test_the_stages_of_an_autumn_masa_end_with_the_year() -> None:
    found = stages(date(2026, 9, 1))
    assert [day for day, _ in found] == [
        date(2026, 10, 11), date(2026, 10, 21), date(2026, 10, 31), date(2026, 12, 1),
        date(2027, 1, 1),
    ]  # fmt: skip


def test_decembers_slip_may_come_in_january() -> None:
    assert cutoff(date(2026, 12, 1)) == date(2027, 1, 31)
    assert stages(date(2026, 12, 1))[-1] == (date(2027, 2, 1), "late")


@pytest.mark.parametrize(
    ("announced", "today", "expected"),
    [
        (date(2026, 9, 5), date(2026, 10, 10), None),
        (date(2026, 9, 5), date(2026, 10, 11), "after-10"),
        (date(2026, 9, 5), date(2026, 10, 25), "on-21"),
        (date(2026, 10, 15), date(2026, 10, 20), None),
        (date(2026, 9, 5), date(2027, 1, 2), "late"),
    ],
)
def test_only_the_newest_stage_after_the_announcement_is_said(
    announced: date, today: date, expected: str | None
) -> None:
    assert stage(date(2026, 9, 1), announced, today) == expected


async def test_a_missing_slip_is_reminded_of_once_a_stage_and_by_mail(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    day = stages(owed.masa)[0][0]

    async def look(at: date) -> None:
        moment = datetime(at.year, at.month, at.day, 5, tzinfo=UTC)
        settings = replace(desk.office.shop.settings, clock=lambda: moment)
        async with WorkShop(desk.office.shop.engine, settings).work() as work:
            await remind_of_slips(work)

    assert tax_day(datetime.now(UTC)) < day
    for days in (-1, 0, 0, 1, 2):
        await look(day + timedelta(days=days))
    assert (await desk.office.told()).count("ntf-buktipotong-reminder") == 1
    assert (await desk.office.told("mail")).count("mail-buktipotong-reminder") == 1
    await look(day.replace(day=21))
    assert (await desk.office.told()).count("ntf-buktipotong-reminder") == 2
    await desk.send(slip_for(owed))
    await look(day.replace(day=28) + timedelta(days=10))
    assert (await desk.office.told()).count("ntf-buktipotong-reminder") == 2
