"""The ways by which a bukti potong comes in, each over real HTTP (or a real folder)."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import aiohttp
import pytest

from assistant.domain.signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign
from tests.e2e.conftest import Stack, stack_on
from tests.e2e.test_journey import OWNER_EMAIL, Person, greet
from tests.e2e.test_withheld_tax import bill, finance_topic, made
from tests.simclient import BUDI, RINA, STAFF

SETTLED = "sudah kami catat sebagai pembayaran"
LONG = 120
Files = Mapping[str, bytes]


async def post(stack: Stack, content: bytes, secret: str) -> int:
    """To /buktipotong, signed with this secret; the status of the answer."""
    path, at = "/buktipotong?name=bupot.pdf", str(int(time.time()))
    signed = {TIMESTAMP_HEADER: at, SIGNATURE_HEADER: sign(secret, path, at, content)}
    async with (
        aiohttp.ClientSession() as http,
        http.post(stack.url + path, data=content, headers=signed) as answer,
    ):
        return answer.status


async def by_post(stack: Stack, files: Files, folder: Path) -> None:
    right = stack.environment["ASSISTANT_FAKTUR_SECRET"]
    for content in files.values():
        assert await post(stack, content, "another secret") == 401
        assert await post(stack, content, right) in (200, 202)


async def by_folder(stack: Stack, files: Files, folder: Path) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)


async def by_topic(stack: Stack, files: Files, folder: Path) -> None:
    topic = await finance_topic(stack.sim)
    for name, content in files.items():
        await stack.sim.send_document(STAFF, name, content, sender=RINA, topic=topic)


async def by_zip(stack: Stack, files: Files, folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    await stack.sim.send_document(BUDI, "bupot.zip", packed.getvalue())


async def by_album(stack: Stack, files: Files, folder: Path) -> None:
    await stack.sim.send_album(BUDI, files)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("hand_in", [by_post, by_folder, by_topic, by_zip, by_album])
async def test_slips_come_in_and_each_pays_its_part(
    assistant_url: str,
    tmp_path: Path,
    hand_in: Callable[[Stack, Files, Path], Awaitable[None]],
) -> None:
    folder, structure = tmp_path / "slips", tmp_path / "assistant.toml"
    folder.mkdir()
    structure.write_text(f'watched_slips = "{folder}"\n')
    async with stack_on(assistant_url, tmp_path, ASSISTANT_CONFIG=str(structure)) as stack:
        await stack.start()
        sim, budi = stack.sim, Person(stack.sim, BUDI)
        await greet(budi)
        await budi.taps("Hubungkan akun", "Hubungkan akun")
        await budi.taps("Hubungkan akun lain", "alamat email")
        await budi.says(OWNER_EMAIL, "Kode 6 angka")
        await budi.says(await budi.code_from(OWNER_EMAIL), "sudah terhubung")
        numbers = [await bill(sim, amount) for amount in (1_000_000, 600_000)]
        await budi.says("/buktipotong", "Pilih tagihannya")
        for number in numbers:  # they are known here by then
            await sim.wait(BUDI, button=number, seconds=LONG)
        files = dict([await made(sim, number) for number in numbers])
        await hand_in(stack, files, folder)
        for number in numbers:
            await budi.reads(f"tagihan {number} ", seconds=LONG)
        messages = [one.get("text") or "" for one in (await sim.transcript(BUDI))["messages"]]
        assert sum(SETTLED in one for one in messages) == len(numbers)
