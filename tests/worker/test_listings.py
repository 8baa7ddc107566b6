"""A list that was dropped is fetched, read, and put into the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.documents.workers import ListingReader
from assistant.domain.portfolio.leading import approve_pair, take_sheet
from assistant.domain.portfolio.model import Portfolio, Wish
from assistant.storage import tables as t
from assistant.worker.files import NotThereError
from assistant.worker.listings import ListingJobs
from tests.desk.test_card import TRANSFER
from tests.play import Table


async def dropped(table: Table, content: bytes | None) -> Portfolio:
    async def fetch(file: str) -> bytes:
        assert file == "f1"
        if content is None:
            raise NotThereError("gone")
        return content

    async with table.shop.work() as work:
        await take_sheet(work, 1001, "f1")
    async with ListingReader() as reader:
        jobs = ListingJobs(table.shop, fetch, reader)
        await jobs.read("1001")
        await jobs.read("1001")  # the same job again changes nothing
    async with table.shop.work() as work:
        portfolio = await work.portfolios.of(1001)
    assert portfolio is not None
    assert portfolio.file == ""
    return portfolio


async def test_what_stands_in_the_file_is_in_the_plan_once(table: Table) -> None:
    portfolio = await dropped(table, b"domain,company\nsatu.example,PT Maju Jaya\n")
    assert portfolio.wishes == (Wish("PT Maju Jaya", "", ("satu.example",)),)


@pytest.mark.parametrize(("content", "trouble"), [(None, "gone"), (b"PK\x03\x04?", "no-sheet")])
async def test_why_a_file_could_not_be_read_is_kept(
    table: Table, content: bytes | None, trouble: str
) -> None:
    assert (await dropped(table, content)).trouble == trouble


async def test_a_pair_is_approved_by_a_decision_for_each_of_its_requests(table: Table) -> None:
    numbers = [TRANSFER.number, "PND-22222222", "PND-33333333"]
    emails = [TRANSFER.to_email, TRANSFER.to_email, "lain@lain.example"]
    async with table.shop.work() as work:
        for n, (number, email) in enumerate(zip(numbers, emails, strict=True)):
            await work.transfers.add(
                replace(
                    TRANSFER, number=number, to_email=email,
                    reference=f"R{n}", consent_token=f"t{n}",
                )
            )  # fmt: skip
        sent = {f"d{n}": number for n, number in enumerate(numbers)}
        plan = Portfolio("RNC-1", 1001, (), (), sent, True, "", work.now)
        await work.portfolios.save(plan)
        await approve_pair(work, TRANSFER, 2001, "Sari")
    wanted = await table.rows(t.decision)
    assert sorted(row.transfer for row in wanted) == sorted(numbers[:2])
    assert len(await table.jobs("decide")) == 2
