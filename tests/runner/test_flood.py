"""Somebody who sends far too much harms nobody, and is heard in the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant.gateway.inbox import store_batch
from assistant.runner.flood import TOO_MANY
from assistant.runner.turns import Turns
from assistant.storage.work import SqlWork, WorkShop
from assistant.texts import Texts
from tests.gateway.updates import message
from tests.play import ME
from tests.runner.test_turns import BUDI, SITI, Desk, says, take_all
from tests.things import STAFF_CHAT, Clock, make_shop

HEARD = "message"


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="bot")


@pytest.fixture
async def shop(assistant_url: str) -> WorkShop:
    shop = make_shop(assistant_url, Clock(), pool_size=6)
    return shop


@pytest.fixture
def desk(shop: WorkShop) -> Desk:
    return Desk(shop)


async def put(desk: Desk, *updates: dict[str, Any]) -> None:
    """As one poll brings them."""
    async with desk.shop.engine.connect() as connection:
        await store_batch(connection, ME.id, updates)


async def known(desk: Desk, *people: int) -> None:
    async with desk.shop.work() as work:
        for person in people:
            await work.people.seen(person, "Budi", None, "id")


async def results(desk: Desk) -> list[str]:
    return [row.result for row in await desk.inbox()]


async def test_the_last_word_of_a_hundred_is_heard(desk: Desk, texts: Texts) -> None:
    await known(desk, BUDI)
    await put(desk, *(says(n, f"pesan {n}") for n in range(100)))
    await take_all(*(desk.turns(texts) for _ in range(3)))
    assert [row.action for row in await desk.done()] == ["pesan 99"]
    assert await results(desk) == ["passed-over"] * 99 + [HEARD]


async def test_they_are_told_once_an_hour(shop: WorkShop, desk: Desk, texts: Texts) -> None:
    await known(desk, BUDI)
    clock = shop.settings.clock
    assert isinstance(clock, Clock)
    for batch in range(3):
        await put(desk, *(says(100 * batch + n, "pesan") for n in range(50)))
        await take_all(desk.turns(texts))
    (told,) = await desk.deliveries()
    assert told.payload["key"] == "problem-too-many"
    clock.move(hours=1)
    await put(desk, *(says(1000 + n, "pesan") for n in range(50)))
    await take_all(desk.turns(texts))
    assert len(await desk.deliveries()) == 2


async def test_a_person_who_just_types_quickly_is_heard_in_full(desk: Desk, texts: Texts) -> None:
    await put(desk, *(says(n, str(n)) for n in range(TOO_MANY)))
    await take_all(desk.turns(texts))
    assert await results(desk) == [HEARD] * TOO_MANY
    assert await desk.deliveries() == []


async def test_documents_taps_and_news_keep_their_turns(desk: Desk, texts: Texts) -> None:
    await known(desk, BUDI)
    tap = {
        "id": "q1", "from": {"id": BUDI, "is_bot": False, "first_name": "Budi"},
        "message": message(5)["message"], "chat_instance": "1", "data": "x",
    }  # fmt: skip
    document = says(500, "")
    del document["message"]["text"]
    document["message"]["document"] = {"file_id": "f", "file_unique_id": "u"}
    await put(desk, {"update_id": 1, "callback_query": tap}, document)
    await put(desk, *(says(1000 + n, "pesan") for n in range(40)))
    await take_all(desk.turns(texts))
    assert await results(desk) == ["callback_query", HEARD, *["passed-over"] * 39, HEARD]
    assert desk.answered == ["q1"]


async def test_nobody_else_is_passed_over_or_waits(desk: Desk, texts: Texts) -> None:
    await known(desk, BUDI, SITI)
    await put(desk, *(says(n, "banjir") for n in range(60)), says(900, "halo", SITI))
    turns = desk.turns(texts)
    for _ in range(3):
        await turns.take()
    assert [row.action for row in await desk.done(SITI)] == ["halo"]


async def test_while_one_update_is_handled_the_flood_behind_it_waits_for_its_turn(
    desk: Desk, texts: Texts
) -> None:
    await known(desk, BUDI)
    await put(desk, says(1, "/tahan"))
    turns = desk.turns(texts)
    held = asyncio.create_task(turns.take())
    await desk.entered.wait()
    await put(desk, *(says(10 + n, f"pesan {n}") for n in range(50)))
    assert await turns.take() is False
    desk.go_on.set()
    await held
    await take_all(turns)
    assert [row.action for row in await desk.done(BUDI)] == ["pesan 49"]
    assert (await results(desk))[0] == HEARD


async def test_a_strangers_flood_is_heard_without_a_word_about_it(desk: Desk, texts: Texts) -> None:
    await put(desk, *(says(n, f"{n}", SITI) for n in range(50)))
    await take_all(desk.turns(texts))
    assert [row.action for row in await desk.done()] == ["49"]
    assert await desk.deliveries() == []


async def test_the_staff_group_is_never_passed_over(desk: Desk, texts: Texts) -> None:
    words = (message(n, chat=STAFF_CHAT, kind="supergroup", text=f"{n}") for n in range(50))
    await put(desk, *words)
    await take_all(desk.turns(texts))
    assert len(await desk.done()) == 50


# Back in the staff chat


def membership(update_id: int, status: str, chat: int = STAFF_CHAT) -> dict[str, Any]:
    bot = {"id": ME.id, "is_bot": True, "first_name": "Asisten"}
    more = {"can_be_edited": False, "until_date": 0} if status == "kicked" else {}
    return {
        "update_id": update_id,
        "my_chat_member": {
            "chat": {"id": chat, "type": "supergroup", "title": "Staf"},
            "from": {"id": 2001, "is_bot": False, "first_name": "Rina"},
            "date": 1790000000,
            "old_chat_member": {"status": "left", "user": bot},
            "new_chat_member": {"status": status, "user": bot, **more},
        },
    }


@pytest.mark.parametrize(
    ("update_", "back"),
    [
        (membership(1, "member"), True),
        (membership(1, "left"), False),
        (membership(1, "kicked"), False),
        (membership(1, "member", -100777), False),
    ],
)
async def test_the_bots_return_to_the_staff_chat_is_noticed(
    desk: Desk, texts: Texts, update_: dict[str, Any], back: bool
) -> None:
    returned: list[bool] = []

    async def staff_returned(work: SqlWork, chat: int) -> None:
        returned.append(True)

    turns = desk.turns(texts)
    noticing = Turns(replace(turns.updates, staff_returned=staff_returned))
    await put(desk, update_)
    await take_all(noticing)
    assert returned == ([True] if back else [])
