"""``assistant links`` as the operator types it."""

from __future__ import annotations

import asyncio

import pytest
from click.testing import CliRunner, Result

from assistant.__main__ import main
from assistant.storage.work import utc_now
from tests.things import Clock, client, make_shop

BUDI = 1001


@pytest.fixture
async def url(assistant_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", assistant_url)
    monkeypatch.setenv("ASSISTANT_BOT_TOKEN", "1000000001:" + "x" * 35)
    clock = Clock()
    clock.now = utc_now()  # the command looks at the true one
    shop = make_shop(assistant_url, clock)
    async with shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        for number, person in enumerate((BUDI, 1002), 7):
            owner = client(str(number), f"a{number}@contoh.example", f"PT {number}")
            await work.links.add(person, owner)
    return assistant_url


async def typed(*words: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, main, ["links", *words])


async def test_links_are_listed_and_found(url: str) -> None:
    shown = await typed("list")
    assert shown.exit_code == 0, shown.output
    assert "account 7 PT 7 <a7@contoh.example>  user 1001 Budi" in shown.output
    assert "2 links" in shown.output
    for what in ("a8@contoh.example", "8", "1002"):
        found = (await typed("list", what)).output
        assert "user 1002" in found
        assert "1 links" in found


async def test_a_link_is_ended_once(url: str) -> None:
    number = (await typed("list", "7")).output.split()[0]
    ended = await typed("end", number)
    assert (ended.exit_code, "PT 7" in ended.output) == (0, True)
    again = await typed("end", number)
    assert (again.exit_code, "no link that stands" in again.output) == (1, True)
    assert "1 links" in (await typed("list")).output
