"""The control API, what is kept over a restart, and the process itself."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from sandbox.fields import FIELDS_FILE, description
from sandbox.methods import METHODS
from sandbox.server import Running
from tests.sandbox.conftest import RawBot, Refused
from tests.simclient import ANDI, BUDI, RINA, STAFF, TONO, Sim, SimRefused, running_sandbox

ASKED = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}


async def test_a_new_world_is_as_agreed(sim: Sim) -> None:
    world = await sim.world()
    assert world["bot"]["username"] == "cloudkilat_bot"
    people = {user["id"]: user for user in world["users"]}
    assert sorted(people) == [1001, 1002, 1003, 1004, 2001, 2002, 2003, 2004]
    assert people[ANDI]["language_code"] == "en"
    assert "username" not in people[ANDI]
    assert people[RINA]["standing"] == "creator"
    assert people[TONO]["anonymous"]
    group = next(chat for chat in world["chats"] if chat["id"] == STAFF)
    assert (group["title"], group["is_forum"]) == ("Staf CloudKilat", True)
    assert [topic["id"] for topic in group["topics"]] == [1]


async def test_a_staff_member_may_also_write_in_private(bot: RawBot, sim: Sim) -> None:
    await sim.send(RINA, "/start")
    assert RINA in [chat["id"] for chat in (await sim.world())["chats"]]
    assert await bot.call("sendMessage", chat_id=RINA, text="Halo")


async def test_the_world_survives_a_restart(tmp_path: Path) -> None:
    async with running_sandbox(tmp_path) as running, Sim(running.url) as sim:
        said = await sim.send(BUDI, "sebelum")
        async with aiohttp.ClientSession() as session:
            bot = RawBot(running, session)
            await bot.call("sendMessage", chat_id=BUDI, text="jawab", reply_markup=ASKED)
    async with running_sandbox(tmp_path) as running, Sim(running.url) as sim:
        texts = [message["text"] for message in (await sim.transcript(BUDI))["messages"]]
        assert texts == ["sebelum", "jawab"]
        again = await sim.send(BUDI, "sesudah")
        assert again["update_id"] == said["update_id"] + 1
        assert await sim.pending() == 2
        assert (await sim.tap(BUDI, "Ya"))["callback_query_id"]
        assert len(await sim.outbox("sendMessage")) == 1


async def test_a_reset_forgets_all_but_never_repeats_an_id(bot: RawBot, sim: Sim) -> None:
    said = await sim.send(BUDI, "halo")
    await bot.call("setMyDescription", description="Lama")
    await sim.reset(keep_bot=True)
    assert (await bot.call("getMyDescription"))["description"] == "Lama"
    await sim.reset()
    assert (await bot.call("getMyDescription"))["description"] == ""
    assert (await sim.transcript(BUDI))["messages"] == []
    assert await sim.pending() == 0
    with pytest.raises(Refused, match="can't initiate"):
        await bot.call("sendMessage", chat_id=BUDI, text="a")
    again = await sim.send(BUDI, "halo")
    assert again["update_id"] > said["update_id"]
    assert again["message_id"] > said["message_id"]


async def test_waiting_ends_with_the_message(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    waiting = asyncio.create_task(sim.wait(BUDI, "Halo", button="Y", out=True))
    counting = asyncio.create_task(sim.wait(BUDI, count_over=1))
    await bot.call("sendMessage", chat_id=BUDI, text="Halo Budi", reply_markup=ASKED)
    assert (await waiting)["message_id"] == (await counting)["message_id"]
    with pytest.raises(SimRefused) as refused:
        await sim.wait(BUDI, "tidak ada", seconds=0.05)
    assert refused.value.status == 408


async def test_the_page_hears_what_happens(bot: RawBot, sim: Sim, sandbox: Running) -> None:
    async with bot.session.get(f"{sandbox.url}/sim/events") as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readline() == b": welcome\n"
        said = await sim.send(BUDI, "halo")
        seen = []
        async with asyncio.timeout(5):
            async for line in stream.content:
                if line.startswith(b"data: "):
                    seen.append(json.loads(line[6:]))
                    if seen[-1]["type"] == "message":
                        break
    assert seen[-1] == {"type": "message", "chat": BUDI, "message_id": said["message_id"]}


async def test_files_of_a_chat_are_saved_from_the_page(
    sim: Sim, sandbox: Running, bot: RawBot
) -> None:
    await sim.send_document(BUDI, "surat.pdf", b"%PDF-1.4")
    file_id = (await sim.last(BUDI))["document"]["file_id"]
    async with bot.session.get(f"{sandbox.url}/sim/file/{file_id}") as response:
        assert response.content_type == "application/pdf"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert await response.read() == b"%PDF-1.4"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/sim/message", {"chat": 1, "from": 1, "text": "a"}, 404),
        ("/sim/message", {"chat": BUDI, "from": 1002, "text": "a"}, 403),
        ("/sim/message", {"chat": BUDI, "from": BUDI}, 400),
        ("/sim/message", {"chat": BUDI, "from": BUDI, "text": "  "}, 400),
        ("/sim/message", {"chat": BUDI, "from": BUDI, "document": {"base64": "!"}}, 400),
        ("/sim/message", {"chat": BUDI, "from": BUDI, "text": "a", "reply_to": 9}, 404),
        ("/sim/message", {"chat": STAFF, "from": RINA, "text": "a", "topic": 77}, 404),
        ("/sim/tap", {"chat": BUDI, "from": BUDI, "label": "x"}, 404),
        ("/sim/tap", {"chat": BUDI, "from": BUDI}, 400),
        ("/sim/standing", {"user": RINA, "standing": "king"}, 400),
        ("/sim/topic", {"chat": STAFF, "topic": 1, "action": "paint"}, 400),
        ("/sim/wait", {"chat": 1}, 404),
        ("/sim/block", {"user": 1}, 404),
        ("/sim/portal/pay", {"invoice": "INV-1"}, 503),
    ],
)
async def test_senseless_requests_are_refused_with_a_reason(
    sim: Sim, path: str, body: dict[str, object], status: int
) -> None:
    with pytest.raises(SimRefused) as refused:
        await sim.post(path, body)
    assert refused.value.status == status
    assert str(refused.value) != f"{status}: "


async def test_links_and_copies_are_handed_back_without_an_update(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    row = [
        {"text": "Buka", "url": "https://example.com/"},
        {"text": "Salin", "copy_text": {"text": "TKT-1"}},
    ]
    await bot.call("sendMessage", chat_id=BUDI, text="a", reply_markup={"inline_keyboard": [row]})
    assert (await sim.tap(BUDI, "Buka"))["url"] == "https://example.com/"
    copied = await sim.tap(BUDI, "Salin")
    assert (copied["copy_text"], copied["update_id"]) == ({"text": "TKT-1"}, None)


def test_the_description_covers_just_what_is_served() -> None:
    assert sorted(description()["methods"]) == sorted(METHODS)
    assert FIELDS_FILE.stat().st_size < 60_000


async def start(*arguments: str) -> asyncio.subprocess.Process:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox.serving",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_process_stops_quickly_even_while_a_bot_polls(
    tmp_path: Path, number: signal.Signals
) -> None:
    process = await start(
        "--listen", "127.0.0.1:0", "--smtp", "127.0.0.1:0", "--data-dir", str(tmp_path)
    )
    assert process.stdout is not None
    ready = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
    assert ready.startswith("sandbox ready http://127.0.0.1:")
    url = ready.split()[-1]
    async with aiohttp.ClientSession() as session:
        bot = RawBot(Running(url, "", "1000000001:sandbox"), session)
        poll = asyncio.create_task(bot.updates(timeout=50))
        async with session.get(f"{url}/sim/events") as stream:
            await stream.content.readline()
            process.send_signal(number)
            assert await asyncio.wait_for(process.wait(), 25) == 0, (
                "a poll of 50 s waits for nothing"
            )
        await asyncio.gather(poll, return_exceptions=True)
    _, errors = await process.communicate()
    assert errors == b""


async def test_a_port_in_use_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        process = await start("--listen", address, "--data-dir", str(tmp_path))
        _, errors = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 2
    assert errors.decode() == f"sandbox: {address} is in use or not ours\n"


async def test_a_data_folder_of_another_bot_is_refused(tmp_path: Path) -> None:
    async with running_sandbox(tmp_path):
        pass
    with pytest.raises(ValueError, match="another bot"):
        async with running_sandbox(tmp_path, token="77:x"):
            pass
