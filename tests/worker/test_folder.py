"""The watched folder: what stands still is taken in, and put aside with a note where it is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.archive import unpack
from assistant.domain.clients import Client
from assistant.domain.sources import Source
from assistant.storage import tables as t
from assistant.worker.folder import WatchedFolder
from assistant.worker.importing import Importer
from tests.worker.conftest import BUDI, Office
from tests.worker.test_fakturs import pdf_for, waiting
from tests.worker.test_intake import zipped


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


@pytest.fixture
def watched(office: Office, tmp_path: Path) -> WatchedFolder:
    folder = tmp_path / "masuk"
    folder.mkdir()
    importer = Importer(office.shop, office.fakturs, unpack, Source.FOLDER)
    return WatchedFolder(folder, importer, still=0)


def there(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in found)


async def test_a_file_that_still_grows_is_left_until_it_stands_still(
    office: Office, client: Client, watched: WatchedFolder
) -> None:
    whole = await pdf_for(office, await waiting(office, client))
    path = watched.folder / "a.pdf"
    for end in (len(whole) // 3, len(whole) // 2, len(whole)):
        path.write_bytes(whole[:end])
        await watched.look()
        assert there(watched.folder) == ["a.pdf"]
        assert await office.rows(t.upload) == []
    await watched.look()
    assert there(watched.folder) == ["done/a.pdf"]
    assert (await office.told()).count("ntf-faktur") == 1


async def test_what_is_held_goes_aside_with_a_note_that_says_why(
    office: Office, client: Client, watched: WatchedFolder
) -> None:
    number = await waiting(office, client)
    swapped = await pdf_for(office, number, swap_buyer=True)
    good = await pdf_for(office, number)
    (watched.folder / "tukar.pdf").write_bytes(swapped)
    (watched.folder / "campur.zip").write_bytes(zipped({"baik.pdf": good, "rusak.pdf": b"x"}))
    (watched.folder / "catatan.txt").write_text("milik orang")
    for _ in range(2):
        await watched.look()
    assert there(watched.folder) == [
        "catatan.txt", "held/campur.zip", "held/campur.zip.txt", "held/tukar.pdf",
        "held/tukar.pdf.txt",
    ]  # fmt: skip
    note = (watched.folder / "held" / "tukar.pdf.txt").read_text()
    assert client.tax is not None
    assert "tukar.pdf: quarantined: buyer-npwp" in note
    assert f"expected {client.tax.npwp}" in note
    [line] = (watched.folder / "held" / "campur.zip.txt").read_text().splitlines()
    assert "rusak.pdf: quarantined: not-pdf" in line
    assert (await office.told()).count("ntf-faktur") == 1


async def test_the_same_file_again_sends_nothing_and_overwrites_nothing(
    office: Office, client: Client, watched: WatchedFolder
) -> None:
    content = await pdf_for(office, await waiting(office, client))
    for _ in range(2):
        (watched.folder / "a.pdf").write_bytes(content)
        for _ in range(2):
            await watched.look()
    assert there(watched.folder) == ["done/a-2.pdf", "done/a.pdf"]
    assert (await office.told()).count("ntf-faktur") == 1
