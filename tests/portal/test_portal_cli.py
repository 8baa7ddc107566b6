"""The provider's work from a shell."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from assistant.cli.portal import portal as commands
from assistant.portal.embedded import open_admin
from tests.portal.embedded_world import EmbeddedWorld

Run = Callable[..., "asyncio.Future[Result]"]


@pytest.fixture
def run(world: EmbeddedWorld) -> Run:
    """Runs a command in a thread: it has an event loop of its own."""

    def invoke(*words: str) -> asyncio.Future[Result]:
        admin = {"admin": lambda: open_admin(world.settings, clock=world.clock)}
        work = asyncio.to_thread(CliRunner().invoke, commands, list(words), obj=admin)
        return asyncio.ensure_future(work)

    return invoke


async def test_the_journey_of_an_invoice_from_a_shell(world: EmbeddedWorld, run: Run) -> None:
    assert (await run("seed")).output == "seeded\n"
    overview = json.loads((await run("list", "--json")).output)
    domain = next(
        one for one in overview["accounts"][0]["services"] if one["name"] == "tokobudi.example"
    )
    billed = await run("bill", "budi@majujaya.example", "250000", "--service", domain["id"])
    number = billed.output.strip()
    assert (await run("pay", number)).output == f"{number} is paid\n"
    issued = await run("issue", number)
    assert issued.exit_code == 0, issued.output
    assert len(world.assistant.fakturs) == 1
    moved = await run("transfer", domain["id"], "siti@sinarrahma.example")
    assert moved.exit_code == 0
    shown = (await run("list")).output
    assert f"{number}  Rp277500  paid  faktur {issued.output.split()[0]}" in shown
    siti = shown.partition("CV Sinar Rahma")[2]
    assert "tokobudi.example" in siti
    assert [event["type"] for event in world.assistant.events][-2:] == [
        "invoice.paid",
        "service.changed",
    ]


async def test_a_refusal_is_one_line(world: EmbeddedWorld, run: Run) -> None:
    result = await run("pay", "INV-1999-000001")
    assert result.exit_code == 1
    assert result.output == "Error: not-found: no such invoice\n"


async def test_what_is_no_amount_is_explained(world: EmbeddedWorld, run: Run) -> None:
    result = await run("bill", "budi@majujaya.example", "seribu")
    assert result.exit_code == 2
    assert "write 250000" in result.output
