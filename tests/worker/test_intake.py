"""Files that finance drops: fetched, taken out of ZIPs, each once, and told of in one line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.desk import draw_intake
from assistant.documents.archive import unpack
from assistant.domain.acting.model import Act, ActState
from assistant.domain.clients import Client
from assistant.domain.fakturs.intake import AT_ONCE, drop, receive_zip
from assistant.domain.fakturs.model import Counted, FileState, Intake, IntakeState
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.staff import Standing
from assistant.domain.work import Job
from assistant.portal.embedded import EmbeddedPortal
from assistant.storage import tables as t
from assistant.texts import Texts
from assistant.worker.files import NotThereError
from assistant.worker.intake import IntakeJobs
from tests.worker.conftest import BUDI, RINA, SITI, Office
from tests.worker.test_fakturs import pdf_for, waiting

MB = 1024 * 1024


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def jobs(office: Office, files: Mapping[str, bytes]) -> IntakeJobs:
    async def fetch(file_id: str) -> bytes:
        if file_id not in files:
            raise NotThereError("gone")
        return files[file_id]

    return IntakeJobs(office.shop, fetch, unpack)


async def dropped(office: Office, files: Mapping[str, bytes], *, by: int = RINA) -> None:
    """They are dropped, and all jobs are done."""
    async with office.shop.work() as work:
        for name, content in files.items():
            await drop(work, by, "Rina", name, name, len(content))
    for row in await office.rows(t.finance_act):
        await office.finance.act(str(row.id))
    await all_jobs(office, files)


async def all_jobs(office: Office, files: Mapping[str, bytes]) -> None:
    for row in await office.rows(t.intake_file):
        await jobs(office, files).take_in(str(row.id))
    for job in await queued(office, Job.READ_PACKED):
        await office.fakturs.read_packed(job)
    for row in await office.rows(t.upload):
        await office.fakturs.read(str(row.id))


async def line(office: Office, number: int = 1) -> str:
    """What stands in the topic, without its tags."""
    async with office.shop.work() as work:
        intake = await work.intakes.get(number)
        files = await work.intakes.counted(number)
    assert intake is not None
    drawn = draw_intake(office.texts, "id", intake, files, 7)
    assert drawn["thread"] == 7
    return re.sub(r"<[^>]+>", "", drawn["text"])


async def test_a_zip_of_all_kinds(office: Office, client: Client) -> None:
    good, swapped = await waiting(office, client), await waiting(office, client)
    first = await pdf_for(office, good)
    content = zipped(
        {
            "a.pdf": first,
            "sub/same.pdf": first,
            "b.pdf": await pdf_for(office, swapped, nsfp="2600000000777", swap_buyer=True),
            "c.pdf": first[: len(first) // 2],
            "catatan.pdf": b"halo",
        }
    )
    await dropped(office, {"oktober.zip": content})
    said = await line(office)
    assert "selesai, 5 berkas" in said
    assert "✅ 1 dikirim" in said
    assert "♻️ 1 sudah pernah" in said
    assert "⛔ 2 ditahan" in said
    assert "⚠️ 1 tidak dapat diterima" in said
    assert "b.pdf: pembeli berbeda" in said
    assert "catatan.pdf: bukan PDF" in said
    assert (await office.told("staff")).count("held-card") == 2
    assert (await office.told()).count("ntf-faktur") == 1
    [screen] = [row for row in await screens(office) if row.key == "card:intake:1"]
    assert screen.wanted <= 12


async def test_of_a_faktur_and_its_replacement_in_one_zip_the_newest_goes_out(
    office: Office, client: Client
) -> None:
    """Which of them is read first is not known. The older one goes before it, or is kept only."""
    number = await waiting(office, client)
    pair = {
        "a.pdf": await pdf_for(office, number),
        "b.pdf": await pdf_for(office, number, version="01"),
    }
    await dropped(office, {"oktober.zip": zipped(pair)})
    told = await office.told()
    sent = [key for key in told if key in ("ntf-faktur", "ntf-faktur-replacement")]
    if "versi lama" not in await line(office):
        assert sent.pop(0) == "ntf-faktur"
    [newest] = sent
    assert newest in ("ntf-faktur", "ntf-faktur-replacement")
    assert "selesai, 2 berkas" in await line(office)


async def screens(office: Office) -> list[object]:
    async with office.shop.work() as work:
        return list(await work.connection.execute(t.screen.select()))


async def test_the_same_again_is_known_and_sends_nothing(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    files = {"a.pdf": await pdf_for(office, number)}
    await dropped(office, files)
    async with office.shop.work() as work:
        earlier = t.intake.c.updated_at - timedelta(hours=1)
        await work.connection.execute(t.intake.update().values(updated_at=earlier))
    await dropped(office, files)
    assert "♻️ 1 sudah pernah" in await line(office, 2)
    assert (await office.told()).count("ntf-faktur") == 1


async def test_jobs_that_run_again_take_nothing_twice(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    files = {"a.zip": zipped({"1.pdf": await pdf_for(office, number), "2.pdf": b"x"})}
    await dropped(office, files)
    async with office.shop.work() as work:
        its = t.intake_file.c.packed_in.is_(None)
        again = {"state": FileState.WAITING}
        await work.connection.execute(t.intake_file.update().where(its).values(**again))
    await all_jobs(office, files)
    assert "selesai, 2 berkas" in await line(office)
    assert len(await office.rows(t.upload)) == 1


async def test_the_pdfs_of_a_zip_are_read_by_its_own_jobs_and_no_others(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.worker.fakturs.A_TIME", 2)
    numbers = [await waiting(office, client) for _ in range(5)]
    files = {
        f"{at}.pdf": await pdf_for(office, number, nsfp=f"26000000001{at:02}")
        for at, number in enumerate(numbers)
    }
    await taken_in(office, zipped(files))
    assert await queued(office, Job.READ_FAKTUR) == []
    for through, jobs_put in ((2, 2), (4, 3), (5, 3)):
        job = (await queued(office, Job.READ_PACKED))[-1]
        await office.fakturs.read_packed(job)
        assert (await office.told()).count("ntf-faktur") == through
        assert len(await queued(office, Job.READ_PACKED)) == jobs_put
    await office.fakturs.read_packed((await queued(office, Job.READ_PACKED))[0])
    assert (await office.told()).count("ntf-faktur") == 5
    assert "✅ 5 dikirim" in await line(office)


async def test_what_cannot_be_judged_now_goes_on_by_itself(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = await office.linked(SITI, "siti@lain.example")
    ours, theirs = await waiting(office, client), await waiting(office, other)
    await taken_in(
        office,
        zipped(
            {
                "a.pdf": await pdf_for(office, ours, nsfp="2600000000101"),
                "b.pdf": await pdf_for(office, theirs, nsfp="2600000000102"),
                "c.pdf": b"%PDF-1.7 broken",
            }
        ),
    )
    [job] = await queued(office, Job.READ_PACKED)
    asked = EmbeddedPortal.client

    async def away(portal: EmbeddedPortal, account: str) -> Client:
        if account == other.id:
            raise PortalError(PortalFailure.UNAVAILABLE)
        return await asked(portal, account)

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedPortal, "client", away)
        await office.fakturs.read_packed(job)
    for upload in await queued(office, Job.READ_FAKTUR):
        await office.fakturs.read(upload)
    assert sorted(row.state for row in await office.rows(t.upload)) == [
        "issued", "issued", "quarantined",
    ]  # fmt: skip
    assert (await office.told()).count("ntf-faktur") == 2


async def queued(office: Office, job: Job) -> list[str]:
    """The keys of these jobs, the oldest first."""
    jobs = [one.split() for one in await office.jobs()]
    return [key for name, key in jobs if name == job]


async def taken_in(office: Office, content: bytes) -> None:
    """A ZIP that is taken apart, whose PDFs nobody has read."""
    async with office.shop.work() as work:
        await receive_zip(work, await work.documents.put(content, "archive"), "a.zip", "finance")
    for row in await office.rows(t.intake_file):
        await jobs(office, {}).take_in(str(row.id))


async def test_several_files_at_once_are_one_intake(office: Office, client: Client) -> None:
    numbers = [await waiting(office, client) for _ in range(3)]
    files = {
        f"{n}.pdf": await pdf_for(office, number, nsfp=f"260000000010{n}")
        for n, number in enumerate(numbers)
    }
    await dropped(office, files)
    assert len(await office.rows(t.intake)) == 1
    assert "✅ 3 dikirim" in await line(office)
    acts = [row.act for row in await office.rows(t.finance_act)]
    assert acts == [Act.TAKE_IN]


async def test_what_is_dropped_when_all_is_through_has_a_line_of_its_own(
    office: Office, client: Client
) -> None:
    first, second = await waiting(office, client), await waiting(office, client)
    await dropped(office, {"a.pdf": await pdf_for(office, first)})
    async with office.shop.work() as work:
        earlier = t.intake.c.updated_at - AT_ONCE
        await work.connection.execute(t.intake.update().values(updated_at=earlier))
    await dropped(office, {"b.pdf": await pdf_for(office, second, nsfp="2600000000778")})
    assert "selesai, 1 berkas" in await line(office, 1)
    assert "selesai, 1 berkas" in await line(office, 2)


async def test_one_who_may_not_is_told_and_nothing_is_taken(office: Office) -> None:
    office.standings[RINA] = Standing.MEMBER
    async with office.shop.work() as work:
        await drop(work, RINA, "Rina", "a.pdf", "a.pdf", 10)
    [act] = await office.rows(t.finance_act)
    await office.finance.act(str(act.id))
    assert (await office.rows(t.finance_act))[0].state == ActState.NOT_ALLOWED
    assert await office.told("staff") == ["finance-act-not-allowed"]
    assert not any("take-in" in job for job in await office.jobs())
    assert await screens(office) == []


async def test_what_telegram_does_not_hand_out_is_said_with_what_to_do(office: Office) -> None:
    async with office.shop.work() as work:
        await drop(work, RINA, "Rina", "besar.zip", "besar.zip", 21 * MB)
        await drop(work, RINA, "Rina", "hilang.pdf", "hilang.pdf", 10)
    [act] = await office.rows(t.finance_act)
    await office.finance.act(str(act.id))
    await all_jobs(office, {})
    said = await line(office)
    assert "besar.zip: lebih dari 20 MB; bagi menjadi beberapa ZIP" in said
    assert "hilang.pdf: sudah tidak ada di Telegram" in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (zipped({"../a.pdf": b"x"}), "tidak aman"),
        (zipped({"b.zip": zipped({"a.pdf": b"x"})}), "arsip lain"),
        (b"PK\x03\x04rusak", "rusak"),
    ],
    ids=["climbs", "nested", "damaged"],
)
async def test_a_bad_zip_is_refused_as_a_whole(office: Office, content: bytes, why: str) -> None:
    await dropped(office, {"x.zip": content})
    assert why in await line(office)
    assert await office.rows(t.upload) == []


async def test_a_zip_by_http_is_taken_apart_once(office: Office, client: Client) -> None:
    content = zipped({"a.pdf": await pdf_for(office, await waiting(office, client))})
    for first in (True, False):
        async with office.shop.work() as work:
            sha256 = await work.documents.put(content, "archive")
            intake = await receive_zip(work, sha256, "a.zip", "POST /faktur")
            assert (intake is not None) is first
        await all_jobs(office, {})
    assert "✅ 1 dikirim" in await line(office)


def test_a_long_list_fits_one_message(texts: Texts) -> None:
    held = Counted("n" * 200, FileState.RECEIVED, "several-candidates", None)
    files = [replace(held, state=FileState.REFUSED, reason="zip-nested") for _ in range(2000)]
    drawn = draw_intake(texts, "id", Intake(1, RINA, "R" * 120, IntakeState.OPEN), files, None)
    assert len(drawn["text"]) < 4096
    assert "dan 1.975 lagi" in drawn["text"]


async def test_a_file_that_joins_later_asks_again_whether_its_sender_may(
    office: Office, client: Client
) -> None:
    first, second = [await pdf_for(office, await waiting(office, client)) for _ in range(2)]
    files = {"a.pdf": first, "b.pdf": second}
    await dropped(office, {"a.pdf": first})
    office.standings[RINA] = Standing.OUTSIDE
    async with office.shop.work() as work:
        for name in ("b.pdf", "c.pdf"):
            await drop(work, RINA, "Rina", name, name, len(second))
    asked = [row for row in await office.rows(t.finance_act) if row.state == ActState.WANTED]
    assert len(asked) == 1
    await office.finance.act(str(asked[0].id))
    jobs_now = await office.jobs()
    assert sum(job.startswith("take-in") for job in jobs_now) == 1
    states = {row.name: row.state for row in await office.rows(t.intake_file)}
    assert states == {"a.pdf": "received", "b.pdf": "waiting", "c.pdf": "waiting"}
    office.standings[RINA] = Standing.DECIDER
    await dropped(office, {})
    assert files.keys() <= states.keys()
