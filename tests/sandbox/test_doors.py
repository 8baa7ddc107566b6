"""Pages of other sites, open in the same browser, can do nothing to the sandbox."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from sandbox.server import Running
from tests.simclient import BUDI, Sim


@pytest.mark.parametrize("name", ["jahat.example", "127.0.0.1.jahat.example", "rebind.local:8081"])
@pytest.mark.parametrize("path", ["/", "/sim/world", "/bot1000000001:sandbox/getMe"])
async def test_it_answers_to_its_own_name_only(sandbox: Running, name: str, path: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(sandbox.url + path, headers={"Host": name}) as refused:
            assert refused.status == 421
        async with session.get(sandbox.url + path, headers={"Host": "localhost"}) as answered:
            assert answered.status == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
async def test_what_a_form_can_send_changes_nothing(sandbox: Running, sim: Sim, kind: str) -> None:
    body = f'{{"chat": {BUDI}, "from": {BUDI}, "text": "halo"}}'
    async with aiohttp.ClientSession() as session:
        for path in ("/sim/message", "/sim/reset", "/sim/portal/seed"):
            headers = {"Content-Type": kind}
            async with session.post(sandbox.url + path, data=body, headers=headers) as refused:
                assert refused.status == 415
    assert (await sim.transcript(BUDI))["messages"] == []


async def test_no_file_of_this_machine_is_taken_by_its_path(
    sandbox: Running, sim: Sim, tmp_path: Path
) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia")
    async with aiohttp.ClientSession() as session:
        for what in ("document", "photo"):
            body = {"chat": BUDI, "from": BUDI, what: {"path": str(secret)}}
            async with session.post(f"{sandbox.url}/sim/message", json=body) as refused:
                assert refused.status == 400


async def test_an_uploaded_page_is_saved_and_not_shown(sandbox: Running, sim: Sim) -> None:
    await sim.send_document(BUDI, "halaman.html", b"<script>alert(1)</script>")
    message = await sim.last(BUDI)
    file = message["document"]["file_id"]
    url = f"{sandbox.url}/sim/file/{file}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox"
