"""What is forked is as what is started: what it is given, what it says, how it ends."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from drill.stack import Launch, launched
from sandbox.demo import SELLER
from tests.e2e.conftest import free_port
from tests.forked import forked

OWN = {name: value for name, value in os.environ.items() if "ASSISTANT_" not in name}
OWN |= {"ASSISTANT_ENV_FILE": ""}


async def said(launch: Launch, arguments: list[str], log: Path) -> tuple[str, int]:
    """And the exit code."""
    with log.open("wb") as file:
        process = await launch(arguments, OWN | {"ASSISTANT_LOCALE": "xx"}, file)
    async with asyncio.timeout(120):
        code = await process.wait()
    assert process.returncode == code
    return await asyncio.to_thread(log.read_text), code


@pytest.mark.parametrize("arguments", [["--help"], ["run"], ["run", "--only", "x"]], ids=" ".join)
async def test_it_says_and_ends_as_the_command_does(tmp_path: Path, arguments: list[str]) -> None:
    by_command = await said(launched, arguments, tmp_path / "command")
    assert await said(forked, arguments, tmp_path / "forked") == by_command


async def test_it_waits_as_the_command_does_and_can_be_killed(
    assistant_url: str, tmp_path: Path
) -> None:
    environment = OWN | SELLER | {
        "ASSISTANT_BOT_TOKEN": "1000000001:nobody",
        "ASSISTANT_TELEGRAM_API_URL": f"http://127.0.0.1:{free_port()}",
        "ASSISTANT_DATABASE_URL": assistant_url,
        "ASSISTANT_STAFF_CHAT_ID": "-1002000000001",
        "ASSISTANT_SMTP_URL": f"smtp://127.0.0.1:{free_port()}",
        "ASSISTANT_MAIL_FROM": "asisten@cloudkilat.example",
        "ASSISTANT_PORTAL_EVENTS_SECRET": "events-secret-of-the-tests",
        "ASSISTANT_FAKTUR_SECRET": "faktur-secret-of-the-tests",
    }  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        process = await forked(["run"], environment, log)
    assert process.returncode is None
    process.kill()
    async with asyncio.timeout(60):
        assert await process.wait() == -9
    with pytest.raises(ProcessLookupError):
        process.kill()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
