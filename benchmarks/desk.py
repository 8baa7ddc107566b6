"""The finance desk: thousands of PDFs in, matched and queued, good ones and swapped ones.

``assistant faktur import`` without its command line (a folder of distinct specimens), and ZIPs that
are dropped, by the worker's own jobs: the processes that read them, the gate, PostgreSQL and the
embedded portal. Nothing is sent. It has a process of
its own, since what was measured before leaves room in memory that hides growth.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import resource
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import psutil  # type: ignore[import-untyped]
import structlog
import uvloop
from sqlalchemy import func, select

from assistant.app.finance_jobs import READER_PROCESSES
from assistant.desk import draw
from assistant.documents.archive import unpack
from assistant.documents.workers import FakturReader
from assistant.domain.clients import Client
from assistant.domain.fakturs.intake import receive_zip
from assistant.domain.fakturs.model import UploadState
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.seller import Seller
from assistant.domain.sources import Source
from assistant.domain.work import Job
from assistant.portal.embedded import EmbeddedPortal, open_portal
from assistant.storage import tables as t
from assistant.storage.database import make_engine
from assistant.storage.embedded import embedded_postgres
from assistant.storage.migration import migrate
from assistant.storage.work import WorkSettings, WorkShop
from assistant.worker.fakturs import FakturJobs
from assistant.worker.files import NotThereError
from assistant.worker.importing import Imported, Importer
from assistant.worker.intake import IntakeJobs
from assistant.worker.queue import work_off
from benchmarks.papers import SELLER, Paper, draw_all, good_papers, profile, swapped_papers
from benchmarks.table import Row, at_most, note
from tests.things import new_client

PDFS, FEW_PDFS = 10_000, 300
IN_A_ZIP = 2_000
EACH = 20
"""Good faktur that a customer has."""
PERSON = 700_000
STEPS = 5
"""Points of the curve."""
_MANY, _MINUTES, _TIMES = 10_000, 5, 2


async def run(short: bool) -> list[Row]:
    pdfs = FEW_PDFS if short else PDFS
    command = (sys.executable, "-m", "benchmarks.desk", str(pdfs))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the desk was not measured")
    return _rows(pdfs, json.loads(said))


def _rows(pdfs: int, found: dict[str, Any]) -> list[Row]:
    minutes = found["seconds"] / pdfs * _MANY / 60
    curve = found["curve"]
    projected = "" if pdfs == _MANY else ", projected"
    return [
        note("good PDFs, each of another invoice", f"{pdfs:,}"),
        note("matched and queued a second", f"{pdfs / found['seconds']:.0f}"),
        at_most(f"{_MANY:,} of them{projected}", minutes, _MINUTES, " min"),
        at_most("  ÷ the readers' own CPU time", found["seconds"] / found["readers"], _TIMES),
        note("dropped in ZIPs, matched and queued a second", f"{pdfs / found['zip_seconds']:.0f}"),
        at_most(
            "  ÷ the readers' own CPU time", found["zip_seconds"] / found["zip_readers"], _TIMES
        ),
        at_most("  not let out", found["zip_held"] / pdfs * 100, 0.5, " %"),
        note("MiB with the readers, along the way", " ".join(f"{mib:.0f}" for mib in curve)),
        at_most("  the last ÷ the first fifth", curve[-1] / curve[0], 1.25),
        at_most("good ones wrongly held", found["held"] / pdfs * 100, 0.5, " %"),
        at_most("good ones in a wrong chat", found["astray"], 0),
        at_most("good ones not in their chat once", found["missing"], 0),
        note("swapped PDFs", f"{found['swapped']:,}"),
        at_most("swapped ones delivered to anybody", found["leaked"], 0),
        *(note(f"  {why}", f"{count:,}") for why, count in found["reasons"].items()),
    ]


@dataclass
class Bench:
    shop: WorkShop
    portal: EmbeddedPortal
    reader: FakturReader
    folder: Path
    draw: Random = field(default_factory=lambda: Random(1))

    async def measure(self, pdfs: int) -> dict[str, Any]:
        clients = await self.customers(max(pdfs // EACH, 10))
        good = good_papers(self.draw, clients, 1, pdfs)
        swapped = swapped_papers(self.draw, clients, pdfs + 1, pdfs, good)
        await self.paid([*good, *swapped])
        await asyncio.to_thread(draw_all, good, self.folder / "good")
        await asyncio.to_thread(draw_all, swapped, self.folder / "swapped")
        before = _readers_cpu()
        came, seconds, curve = await self.imported("good", good)
        readers = _readers_cpu() - before
        zipped = good_papers(self.draw, clients, 2 * pdfs + 1, pdfs)
        await self.paid(zipped)
        await asyncio.to_thread(draw_all, zipped, self.folder / "zipped")
        before = _readers_cpu()
        zip_seconds, zip_held = await self.dropped("zipped")
        zip_readers = _readers_cpu() - before
        wrong, _, _ = await self.imported("swapped", swapped)
        sent = await self.sent()
        of_good = [sent.get(paper.file_name, []) for paper in good]
        held = [one for one in came if one.state is not UploadState.ISSUED]
        owners = [PERSON + clients.index(paper.client) for paper in good]
        return {
            "seconds": seconds,
            "readers": readers,
            "zip_seconds": zip_seconds,
            "zip_readers": zip_readers,
            "zip_held": zip_held,
            "curve": curve,
            "held": len(held),
            "astray": sum(
                person != owner
                for people, owner in zip(of_good, owners, strict=True)
                for person in people
            ),
            "missing": sum(len(people) != 1 for people in of_good) - len(held),
            "swapped": len(swapped),
            "leaked": sum(len(sent.get(paper.file_name, [])) for paper in swapped),
            "reasons": _reasons(wrong, swapped),
        }

    async def customers(self, count: int) -> list[Client]:
        """Each with an NPWP, and one person who is linked."""
        clients = []
        for number in range(count):
            made = await self.portal.create_client(
                new_client(f"a{number}@majujaya.example", f"REF-{number:08}")
            )
            await self.portal.set_tax_profile(made.id, profile(self.draw, number + 1))
            clients.append(await self.portal.client(made.id))
        async with self.shop.work() as work:
            for number, client in enumerate(clients):
                await work.people.seen(PERSON + number, f"Orang {number}", None, "id")
                await work.links.add(PERSON + number, client)
        return clients

    async def paid(self, papers: Sequence[Paper]) -> None:
        for start in range(0, len(papers), 100):
            async with self.shop.work() as work:
                for paper in papers[start : start + 100]:
                    await invoice_paid(work, paper.client, paper.invoice)

    async def imported(
        self, name: str, papers: Sequence[Paper]
    ) -> tuple[list[Imported], float, list[float]]:
        """What became of each, the seconds, and the memory at each step."""
        seller = Seller(SELLER.name, SELLER.npwp)
        jobs = FakturJobs(self.shop, self.reader, seller, self.portal)
        importer = Importer(self.shop, jobs, unpack, Source.IMPORT)
        came: list[Imported] = []
        curve: list[float] = []

        def tell(one: Imported) -> None:
            came.append(one)
            if len(came) % (len(papers) // STEPS) == 0:
                curve.append(_resident())

        began = time.perf_counter()
        await importer.import_all([self.folder / name], tell)
        seconds = time.perf_counter() - began
        assert len(came) == len(papers)
        return came, seconds, curve

    async def dropped(self, name: str) -> tuple[float, int]:
        """The seconds from the drop until all are through, and how many were not let out."""
        files = sorted((self.folder / name).iterdir())
        zips = [files[at : at + IN_A_ZIP] for at in range(0, len(files), IN_A_ZIP)]
        contents = [await asyncio.to_thread(_zipped, some) for some in zips]
        fakturs = FakturJobs(self.shop, self.reader, Seller(SELLER.name, SELLER.npwp), self.portal)
        intakes = IntakeJobs(self.shop, _fetch_nothing, unpack)
        handlers = {
            Job.TAKE_IN: intakes.take_in,
            Job.READ_PACKED: fakturs.read_packed,
            Job.READ_FAKTUR: fakturs.read,
        }
        stopping = asyncio.Event()
        url = self.shop.engine.url.render_as_string(hide_password=False)
        worker = asyncio.create_task(work_off(url, handlers, _nothing, stopping))
        began = time.perf_counter()
        async with self.shop.work() as work:
            for content in contents:
                await receive_zip(work, await work.documents.put(content, "archive"), name, name)
        while not (states := await self._through(name, len(files))):  # noqa: ASYNC110 - tells none
            await asyncio.sleep(0.05)
        seconds = time.perf_counter() - began
        stopping.set()
        await worker
        return seconds, len(files) - states["issued"]

    async def _through(self, sender: str, count: int) -> Counter[str]:
        """What became of the PDFs out of all ZIPs of a sender; empty until all are through."""
        query = (
            select(t.upload.c.state, func.count())
            .join_from(t.upload, t.intake_file, t.intake_file.c.upload == t.upload.c.id)
            .join(t.intake, t.intake.c.id == t.intake_file.c.intake)
            .where(t.intake.c.staff_name == sender)
            .group_by(t.upload.c.state)
        )
        async with self.shop.looking() as work:
            states = Counter({state: n for state, n in await work.connection.execute(query)})
        return states if states.total() == count and not states["received"] else Counter()

    async def sent(self) -> dict[str, list[int | None]]:
        """By the name of a PDF: to whom it is queued; None is a mail."""
        query = select(t.upload.c.name, t.delivery.c.person).join_from(
            t.upload, t.delivery, t.delivery.c.document == t.upload.c.sha256
        )
        sent: dict[str, list[int | None]] = {}
        async with self.shop.work() as work:
            rows = await work.connection.execute(query.where(t.delivery.c.channel != "staff"))
            for name, person in rows:
                sent.setdefault(name, []).append(person)
        return sent


def _reasons(came: Sequence[Imported], papers: Sequence[Paper]) -> dict[str, int]:
    """Why swapped ones were held: what was swapped, and the first reason."""
    kinds = {paper.file_name: paper.swapped for paper in papers}
    counted = Counter(
        f"{kinds[Path(one.name).name]}: {one.reasons[0][0] if one.reasons else one.state}"
        for one in came
    )
    return dict(sorted(counted.items()))


def _zipped(files: Sequence[Path]) -> bytes:
    kept = io.BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return kept.getvalue()


async def _fetch_nothing(file: str) -> bytes:
    raise NotThereError(file)


async def _nothing() -> None: ...


def _readers() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [child for child in children if "assistant.documents.worker" in child.cmdline()]


def _resident() -> float:
    """MiB of this process and of those that read."""
    return float(sum(p.memory_info().rss for p in (psutil.Process(), *_readers()))) / 2**20


def _readers_cpu() -> float:
    """Seconds that those who read have computed, also those that were replaced."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    alive = [reader.cpu_times() for reader in _readers()]
    return float(gone.ru_utime + gone.ru_stime + sum(one.user + one.system for one in alive))


@asynccontextmanager
async def _bench() -> AsyncIterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as name:
        os.chmod(name, 0o711)  # as root, the server is another user
        async with embedded_postgres(Path(name) / "data") as url:
            await migrate(url)
            engine = make_engine(url, pool_size=6)
            shop = WorkShop(engine, WorkSettings("embedded", b"key", -1001, draw=draw))
            async with (
                open_portal({"ASSISTANT_DATABASE_URL": url}) as portal,
                FakturReader(workers=READER_PROCESSES) as reader,
            ):
                yield Bench(shop, portal, reader, Path(name))
            await engine.dispose()


async def _measured(pdfs: int) -> dict[str, Any]:
    async with _bench() as bench:
        return await bench.measure(pdfs)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    print(json.dumps(uvloop.run(_measured(int(sys.argv[1])))))
