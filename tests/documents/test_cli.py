"""What ``assistant faktur read`` says of files that are none."""

from __future__ import annotations

from pathlib import Path

from assistant.documents.cli import read_fakturs
from tests.documents.locked import locked_specimen
from tests.documents.samples import SPECIMEN


async def test_what_cannot_be_read_is_said_file_by_file(tmp_path: Path) -> None:
    text, empty = tmp_path / "text.pdf", tmp_path / "empty.pdf"
    text.write_text("hello")
    empty.touch()
    read = await read_fakturs([tmp_path / "nowhere.pdf", tmp_path, text, empty])
    assert [line["error"] for line, _ in read] == [
        "No such file or directory",
        "Is a directory",
        "not-pdf",
        "not-pdf",
    ]
    assert not any(good for _, good in read)


async def test_a_locked_file_that_opens_is_read_where_strangers_files_are(tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(locked_specimen(SPECIMEN))
    [(line, good)] = await read_fakturs([locked])
    assert (line["number"], line["unread"], good) == (str(SPECIMEN.number), [], True)


async def test_a_file_without_an_end_is_too_large() -> None:
    [(line, good)] = await read_fakturs([Path("/dev/zero")])
    assert (line["error"], good) == ("too-large", False)
