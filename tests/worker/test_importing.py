"""PDFs from files, judged together: each comes to what it would come to by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.documents.archive import unpack
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import Upload, UploadState
from assistant.domain.sources import Source
from assistant.domain.work import Work
from assistant.storage import tables as t
from assistant.worker.fakturs import Came
from assistant.worker.importing import Imported, Importer
from tests.worker.conftest import BUDI, Office
from tests.worker.test_fakturs import documents_sent, pdf_for, waiting

ISSUED, HELD = UploadState.ISSUED, UploadState.HELD


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


async def imported(
    office: Office, folder: Path, at_once: int = 4, **files: bytes
) -> dict[str, Imported]:
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    became: list[Imported] = []
    importer = Importer(office.shop, office.fakturs, unpack, Source.IMPORT)
    await importer.import_all([folder], became.append, at_once=at_once)
    return {Path(one.name).stem: one for one in became}


async def test_good_and_bad_ones_of_a_folder_each_come_to_their_own(
    office: Office, client: Client, tmp_path: Path
) -> None:
    numbers = [await waiting(office, client) for _ in range(3)]
    good = [
        await pdf_for(office, number, nsfp=f"26000000001{at:02}")
        for at, number in enumerate(numbers)
    ]
    swapped = await pdf_for(office, numbers[0], nsfp="2600000000999", swap_buyer=True)
    became = await imported(
        office, tmp_path,
        a=good[0], b=good[1], b_again=good[1], c=swapped, d=b"%PDF-1.7 broken", e=b"", f=good[2],
    )  # fmt: skip
    states = {name: one.state for name, one in became.items()}
    assert states == {
        "a": ISSUED, "b": ISSUED, "b_again": ISSUED, "c": HELD, "d": HELD, "e": None, "f": ISSUED,
    }  # fmt: skip
    assert [code for code, _, _ in became["c"].reasons][:1] == ["buyer-npwp"]
    sent = [row.channel for row in await documents_sent(office)]
    assert sorted(sent) == ["staff", "staff", *["telegram"] * 3]  # the cards of what is held
    again = await imported(office, tmp_path)
    assert all(one.known for name, one in again.items() if name != "e")
    assert {name: one.state for name, one in again.items()} == states


async def test_of_two_alike_the_one_that_no_other_names_is_left(
    office: Office, client: Client, tmp_path: Path
) -> None:
    """The second PDF names no invoice, and behind the first one only one is left for it. Read one
    at a time, they come in this order, together or not."""
    first, second = await waiting(office, client), await waiting(office, client)
    became = await imported(
        office, tmp_path, 1,
        named=await pdf_for(office, first, nsfp="2600000000101"),
        silent=await pdf_for(office, second, nsfp="2600000000102", reference=""),
    )  # fmt: skip
    assert [became[name].state for name in ("named", "silent")] == [ISSUED, ISSUED]
    states = {row.invoice_number: row.state for row in await office.rows(t.faktur_request)}
    assert states == {first: "issued", second: "issued"}


async def test_one_that_the_database_refuses_takes_no_other_with_it(
    office: Office, client: Client
) -> None:
    number = await waiting(office, client)
    pdf = await pdf_for(office, number)
    jobs = office.fakturs

    async def good(work: Work) -> Upload | None:
        sha256 = await work.documents.put(pdf, "faktur")
        return await work.uploads.add(sha256, "a.pdf", Source.IMPORT)

    async def refused(work: Work) -> Upload | None:
        await work.connection.execute(text("select 1 / 0"))  # type: ignore[attr-defined]
        raise AssertionError

    read = await office.reader.read(pdf)
    with pytest.raises(DBAPIError):
        await jobs.judge([Came(read, good), Came(read, refused)])
    [kept] = await office.rows(t.upload)
    assert kept.state == ISSUED
    assert len(await documents_sent(office)) == 1
