"""All of a ZIP comes out, or nothing and the reason."""

from __future__ import annotations

import io
import itertools
import random
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.archive import Limits, unpack
from assistant.domain.zips import ArchivedFile, ArchiveFault, RefusedArchive

MB = 1024 * 1024
PDF = b"%PDF-1.7\n" + random.Random(1).randbytes(20_000) + b"\n%%EOF"


def packed(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as zipped:
        for name, content in files:
            zipped.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return stream.getvalue()


def why_not(
    archive: bytes | Path,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.thread_time,
) -> ArchiveFault:
    with pytest.raises(RefusedArchive) as caught:
        unpack(archive, limits or Limits(), clock)
    return caught.value.code


def test_files_come_out_in_their_order_by_their_own_names(tmp_path: Path) -> None:
    archive = packed(
        ("Oktober/", b""),
        ("Oktober/a.pdf", PDF),
        ("Oktober\\b.pdf", PDF + b"b"),
        ("__MACOSX/Oktober/._a.pdf", b"Mac OS X"),
        ("Oktober/.DS_Store", b"Bud1"),
        ("catatan.txt", b"bukan faktur"),
        ("November/a.pdf", b""),
    )
    expected = [
        ArchivedFile("a.pdf", PDF),
        ArchivedFile("b.pdf", PDF + b"b"),
        ArchivedFile("catatan.txt", b"bukan faktur"),
        ArchivedFile("a.pdf", b""),
    ]
    assert list(unpack(archive)) == expected
    path = tmp_path / "oktober.zip"
    path.write_bytes(archive)
    assert list(unpack(path)) == expected
    assert list(unpack(packed(("a.pdf", PDF), how=zipfile.ZIP_STORED))) == expected[:1]


def test_names_of_any_script_come_out_and_nothing_that_cannot_be_shown() -> None:
    names = ["Faktur Łódź 日本 🙂.pdf", "a\nb\x1b[31m\u202e.pdf", "x" * 300 + ".pdf"]
    out = [file.name for file in unpack(packed(*((name, PDF) for name in names)))]
    assert out[:2] == ["Faktur Łódź 日本 🙂.pdf", "ab[31m.pdf"]
    assert (len(out[2]), out[2][-5:]) == (200, "x.pdf")


def test_a_name_in_utf8_without_a_word_of_it_is_read_as_utf8() -> None:
    archive = packed(("Faktur é.pdf", PDF))
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = archive.index(head) + at
        archive = archive[:place] + b"\0\0" + archive[place + 2 :]
    assert [file.name for file in unpack(archive)] == ["Faktur é.pdf"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../naik.pdf", ArchiveFault.CLIMBS_OUT),
        ("a/../../naik.pdf", ArchiveFault.CLIMBS_OUT),
        ("..\\naik.pdf", ArchiveFault.CLIMBS_OUT),
        ("/etc/faktur.pdf", ArchiveFault.CLIMBS_OUT),
        ("\\\\server\\faktur.pdf", ArchiveFault.CLIMBS_OUT),
        ("C:\\faktur.pdf", ArchiveFault.CLIMBS_OUT),
        ("../__MACOSX/naik.pdf", ArchiveFault.CLIMBS_OUT),
        ("../", ArchiveFault.CLIMBS_OUT),
        ("\x01", ArchiveFault.BAD_NAME),
        ("folder/ /", ArchiveFault.EMPTY),
    ],
)
def test_a_name_that_leads_elsewhere_or_nowhere_refuses_all(name: str, why: ArchiveFault) -> None:
    files = [(name, b"")] if why is ArchiveFault.EMPTY else [("a.pdf", PDF), (name, PDF)]
    assert why_not(packed(*files)) is why


def test_a_name_cut_by_a_zero_or_not_in_the_encoding_it_claims_is_refused() -> None:
    cut = packed(("faktur_.pdf", PDF)).replace(b"faktur_.pdf", b"faktur\0.pdf")
    assert why_not(cut) is ArchiveFault.BAD_NAME
    wrong = packed(("é.pdf", PDF)).replace("é.pdf".encode(), b"\xff\xff.pdf")
    assert why_not(wrong) is ArchiveFault.BAD_NAME


@pytest.mark.parametrize("content", [b"", b"P", PDF, b"Rar!\x1a\x07\x00" * 9, b"\x1f\x8b\x08"])
def test_another_kind_of_file_is_no_zip(content: bytes, tmp_path: Path) -> None:
    assert why_not(content) is ArchiveFault.NOT_ZIP


def test_what_is_no_file_is_no_zip(tmp_path: Path) -> None:
    assert why_not(tmp_path) is ArchiveFault.NOT_ZIP
    assert why_not(Path("/dev/zero")) is ArchiveFault.NOT_ZIP
    with pytest.raises(FileNotFoundError):
        unpack(tmp_path / "tidak-ada.zip")


def test_an_archive_with_nothing_in_it_says_so() -> None:
    assert why_not(packed()) is ArchiveFault.EMPTY
    assert why_not(packed(("kosong/", b""), (".DS_Store", b"x"))) is ArchiveFault.EMPTY


def test_a_cut_or_changed_archive_is_damaged() -> None:
    archive = packed(("a.pdf", PDF), ("b.pdf", PDF))
    for part in (0.1, 0.5, 0.99):
        assert why_not(archive[: int(len(archive) * part)]) is ArchiveFault.DAMAGED
    assert why_not(archive[:5000] + bytes(20) + archive[5020:]) is ArchiveFault.DAMAGED


def test_a_password_is_named() -> None:
    archive = bytearray(packed(("a.pdf", PDF)))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    assert why_not(bytes(archive)) is ArchiveFault.ENCRYPTED


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_can_demand_any_memory_is_not_unpacked(how: int) -> None:
    assert why_not(packed(("a.pdf", PDF), how=how)) is ArchiveFault.UNSUPPORTED


def test_a_directory_for_huge_archives_is_not_read() -> None:
    archive = packed(("a.pdf", PDF))
    end = archive.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    assert why_not(archive[:end] + locator + archive[end:]) is ArchiveFault.UNSUPPORTED


def test_a_comment_behind_the_archive_is_no_harm() -> None:
    stream = io.BytesIO(packed(("a.pdf", PDF)))
    with zipfile.ZipFile(stream, "a") as zipped:
        zipped.comment = b"x" * 65535
    assert [file.name for file in unpack(stream.getvalue())] == ["a.pdf"]


@pytest.mark.parametrize("name", ["dalam.zip", "faktur.pdf"])
@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_within_is_not_opened_whatever_its_name(name: str, how: int) -> None:
    inner = packed(("a.pdf", PDF))
    assert why_not(packed(("a.pdf", PDF), (name, inner), how=how)) is ArchiveFault.NESTED


def test_sizes_and_numbers_have_limits() -> None:
    archive = packed(*((f"{i}.pdf", PDF) for i in range(4)))
    assert len(list(unpack(archive, Limits(files=4, one=len(PDF), total=4 * len(PDF))))) == 4
    assert why_not(archive, Limits(files=3)) is ArchiveFault.TOO_MANY
    assert why_not(archive, Limits(one=len(PDF) - 1)) is ArchiveFault.TOO_LARGE
    assert why_not(archive, Limits(total=4 * len(PDF) - 1)) is ArchiveFault.TOO_LARGE
    assert why_not(archive, Limits(archive=len(archive) - 1)) is ArchiveFault.TOO_LARGE
    assert why_not(archive, Limits(directory=100)) is ArchiveFault.TOO_LARGE


def test_time_has_a_limit() -> None:
    """On a clock that goes on by a second at each look: one a file, and one a chunk."""
    archive = packed(*((f"{i}.pdf", PDF) for i in range(30)))
    seconds = itertools.count().__next__
    assert len(list(unpack(archive, clock=seconds, limits=Limits(seconds=100)))) == 30
    assert why_not(archive, Limits(seconds=20), seconds) is ArchiveFault.TOO_SLOW
    one = packed(("a.pdf", random.Random(4).randbytes(2 * MB)))
    assert why_not(one, Limits(seconds=20), seconds) is ArchiveFault.TOO_SLOW


def test_packed_bytes_of_which_nothing_comes_out_are_not_worked_through() -> None:
    """Blocks of no letters: by its sum, this is a file with nothing in it."""
    empty_blocks = b"\x00\x00\x00\xff\xff" * 100_000 + b"\x01\x00\x00\xff\xff"
    assert zlib.decompress(empty_blocks, -15) == b""
    archive = bytearray(packed(("a.pdf", empty_blocks), how=zipfile.ZIP_STORED))
    for head, how, checksum, size in ((b"PK\x03\x04", 8, 14, 22), (b"PK\x01\x02", 10, 16, 24)):
        place = archive.rindex(head)
        struct.pack_into("<H", archive, place + how, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", archive, place + checksum, zlib.crc32(b""))
        struct.pack_into("<I", archive, place + size, 0)
    assert why_not(bytes(archive)) is ArchiveFault.DAMAGED


def test_what_cannot_be_packed_is_taken_all_the_same() -> None:
    content = [random.Random(size).randbytes(size) for size in (0, 1, 100, 70_000, 3 * MB)]
    for how in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        archive = packed(*((f"{len(one)}.pdf", one) for one in content), how=how)
        assert [file.content for file in unpack(archive)] == content


def test_more_entries_than_the_end_admits_are_counted() -> None:
    archive = bytearray(packed(*((f"{i}.pdf", b"") for i in range(9))))
    end = archive.rindex(b"PK\x05\x06")
    struct.pack_into("<HH", archive, end + 8, 1, 1)
    assert why_not(bytes(archive), Limits(files=8)) is ArchiveFault.TOO_MANY


def test_a_bomb_is_seen_by_what_it_says() -> None:
    assert why_not(packed(("a.pdf", bytes(16 * MB)))) is ArchiveFault.BOMB


def test_entries_that_share_their_packed_bytes_are_a_bomb() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a.pdf", random.Random(2).randbytes(1000) * 500)
        [entry] = zipped.infolist()
        zipped.filelist += [entry] * 200
    assert why_not(stream.getvalue()) is ArchiveFault.BOMB


def test_a_bomb_that_lies_about_its_size_takes_no_memory() -> None:
    archive = bytearray(packed(("a.pdf", bytes(64 * MB))))
    struct.pack_into("<I", archive, archive.index(b"PK\x01\x02") + 24, 5_000)
    tracemalloc.start()
    try:
        assert why_not(bytes(archive)) is ArchiveFault.DAMAGED
        assert tracemalloc.get_traced_memory()[1] < 4 * MB
    finally:
        tracemalloc.stop()


def test_only_one_file_is_in_memory_at_a_time(tmp_path: Path) -> None:
    content = random.Random(3).randbytes(MB)
    path = tmp_path / "banyak.zip"
    path.write_bytes(packed(*((f"{i}.pdf", content) for i in range(40)), how=zipfile.ZIP_STORED))
    tracemalloc.start()
    try:
        assert sum(len(file.content) for file in unpack(path)) == 40 * MB
        assert tracemalloc.get_traced_memory()[1] < 6 * MB
    finally:
        tracemalloc.stop()


GOOD = packed(("a.pdf", b"%PDF-1.7 a"), ("b/c.pdf", b"%PDF-1.7 c"))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_changed_it_comes_out_or_is_refused(data: st.DataObject) -> None:
    archive = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(archive) - 1))
        junk = data.draw(st.binary(min_size=1, max_size=6))
        archive[at : at + len(junk)] = junk
    try:
        files = list(unpack(bytes(archive)))
    except RefusedArchive:
        return
    assert all(file.name and "/" not in file.name for file in files)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=500))
def test_any_bytes_are_refused(content: bytes) -> None:
    for archive in (content, b"PK" + content, b"PK" + content + GOOD[-22:]):
        with pytest.raises(RefusedArchive):
            unpack(archive)
