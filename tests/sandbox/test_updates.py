"""How updates reach the bot: long polling and the webhook."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.spoil import spoil
from tests.sandbox.conftest import MovedClock, RawBot, Refused, eventually
from tests.simclient import BUDI, RINA, SITI, STAFF, Sim, running_sandbox

Json = dict[str, Any]


async def until(condition: Callable[[], bool]) -> None:
    async def check() -> bool:
        return condition()

    await eventually(check)


async def test_an_offset_confirms_for_good(bot: RawBot, sim: Sim) -> None:
    for text in ("satu", "dua", "tiga"):
        await sim.send(BUDI, text)
    first, second, third = await bot.updates()
    assert [second["update_id"], third["update_id"]] == [
        first["update_id"] + 1,
        first["update_id"] + 2,
    ]
    assert await bot.updates() == [first, second, third]
    assert await bot.updates(limit=1) == [first]
    assert await bot.updates(offset=third["update_id"]) == [third]
    assert await bot.updates(offset=1) == [third]
    assert await bot.updates(offset=third["update_id"] + 1) == []
    assert await sim.pending() == 0


async def test_a_negative_offset_keeps_the_newest(bot: RawBot, sim: Sim) -> None:
    for text in ("satu", "dua", "tiga"):
        await sim.send(BUDI, text)
    (update,) = await bot.updates(offset=-1)
    assert update["message"]["text"] == "tiga"
    assert await bot.updates() == [update]


async def test_a_poll_waits_until_something_comes(bot: RawBot, sim: Sim) -> None:
    poll = asyncio.create_task(bot.updates(timeout=30))
    await until_polling(sim)
    assert not poll.done()
    await sim.send(BUDI, "halo")
    (update,) = await asyncio.wait_for(poll, 5)
    assert update["message"]["text"] == "halo"


async def until_polling(sim: Sim) -> None:
    async def check() -> bool:
        return bool((await sim.post("/sim/pending"))["polling"])

    await eventually(check)


async def test_the_older_of_two_polls_is_refused(bot: RawBot, sim: Sim) -> None:
    older = asyncio.create_task(bot.updates(timeout=30))
    await until_polling(sim)
    newer = asyncio.create_task(bot.updates(timeout=30))
    with pytest.raises(Refused) as refused:
        await asyncio.wait_for(older, 20)
    assert refused.value.status == 409
    assert str(refused.value) == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    await sim.send(BUDI, "halo")
    assert len(await asyncio.wait_for(newer, 20)) == 1


async def test_a_poll_without_news_ends_in_time(bot: RawBot) -> None:
    begun = time.monotonic()
    assert await bot.updates(timeout=1) == []
    assert time.monotonic() - begun > 0.9


async def test_kinds_left_out_are_never_made(bot: RawBot, sim: Sim) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    await sim.send(BUDI, "hilang")
    await bot.updates(allowed_updates=[])
    await sim.send(BUDI, "ada")
    assert [u["message"]["text"] for u in await bot.updates()] == ["ada"]


async def test_updates_live_a_day(bot: RawBot, sim: Sim, clock: MovedClock) -> None:
    await sim.send(BUDI, "lama")
    clock.ahead += 24 * 3600 + 1
    assert await bot.updates() == []


async def test_a_confirmed_update_comes_again_on_request(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "halo")
    await sim.fault(kind="duplicate")
    (update,) = await bot.updates()
    assert await bot.updates(offset=update["update_id"] + 1) == [update]
    assert await bot.updates(offset=update["update_id"] + 1) == []


async def test_a_part_of_an_update_is_unreadable_on_request_and_the_words_stay(
    bot: RawBot, sim: Sim
) -> None:
    for text in ("baik", "rusak", "baik"):
        await sim.send(BUDI, text)
        if text == "baik":
            await sim.fault(kind="unreadable")
    async with bot.session.get(f"{bot.base}/getUpdates") as answer:
        updates = (await answer.json())["result"]
    right, spoilt, _ = [update["message"] for update in updates]
    assert spoilt["text"] == "rusak"
    assert (spoilt["chat"], spoilt["from"]) == (right["chat"], right["from"])
    assert spoilt.keys() - right.keys()
    assert (await sim.report())["updates_spoiled"] == 1


def test_whatever_is_unreadable_it_is_still_known_who_said_or_pressed_what() -> None:
    person, chat = {"id": 7, "is_bot": False, "first_name": "B"}, {"id": 7, "type": "private"}
    said = {"message_id": 5, "from": person, "chat": chat, "date": 1, "text": "kata"}
    tapped = {"id": "9", "from": person, "message": said, "data": "x", "chat_instance": "1"}
    for turn in range(60):
        assert spoil("message", said, turn) != said
        assert holds(spoil("message", said, turn), said)
        assert spoil("callback_query", tapped, turn) != tapped
        assert holds(spoil("callback_query", tapped, turn), tapped | {"chat_instance": None})


def holds(spoilt: Json, whole: Json) -> bool:
    kept = {name: part for name, part in whole.items() if part is not None}
    return all(
        holds(spoilt[name], part) if isinstance(part, dict) else spoilt[name] == part
        for name, part in kept.items()
    )


async def test_what_grew_too_old_is_counted_and_a_tap_can_be_made_to_live_shorter(
    bot: RawBot, sim: Sim, clock: MovedClock
) -> None:
    await sim.send(BUDI, "halo")
    (said,) = await bot.updates()
    await bot.call("sendMessage", chat_id=BUDI, text="?", reply_markup=ONE_BUTTON)
    await sim.fault(kind="short_taps", seconds=4)
    fresh = await sim.tap(BUDI, "Ya")
    clock.ahead += 5
    assert await bot.updates() == [said]
    assert (await sim.report())["updates_expired"] == [fresh["update_id"]]
    with pytest.raises(Refused, match="query is too old"):
        await bot.call("answerCallbackQuery", callback_query_id=fresh["callback_query_id"])


ONE_BUTTON = {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"}]]}


class Hook:
    """A webhook's other side: what came, and how to answer it."""

    def __init__(self) -> None:
        self.came: list[Json] = []
        self.secrets: list[str | None] = []
        self.answers: list[int] = []
        self.hold: dict[int, asyncio.Event] = {}
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.came.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if (event := self.hold.get(chat_of(update))) is not None:
            await event.wait()
        return web.Response(status=self.answers.pop(0) if self.answers else 204)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.came if "message" in update]


def chat_of(update: Json) -> int:
    return int((update.get("message") or update["callback_query"]["message"])["chat"]["id"])


@asynccontextmanager
async def listening() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.add_routes([web.post("/hook", hook.handle)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield hook
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_what_waited_and_what_comes(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "sebelum")
    async with listening() as hook:
        await bot.call("setWebhook", url=hook.url, secret_token="rahasia", max_connections=5)
        await sim.send(BUDI, "sesudah")
        await until(lambda: len(hook.came) == 2)
        assert hook.texts() == ["sebelum", "sesudah"]
        assert set(hook.secrets) == {"rahasia"}
        info = await bot.call("getWebhookInfo")
        assert (info["url"], info["max_connections"]) == (hook.url, 5)
        with pytest.raises(Refused) as refused:
            await bot.updates()
        assert str(refused.value) == (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
        await bot.call("deleteWebhook")
        assert await bot.updates() == []


async def test_a_refused_update_is_sent_again_before_the_next(bot: RawBot, sim: Sim) -> None:
    async with listening() as hook:
        hook.answers = [500, 503, 201]
        await bot.call("setWebhook", url=hook.url)
        await sim.send(BUDI, "satu")
        await sim.send(BUDI, "dua")
        await until(lambda: len(hook.came) == 4)
        assert hook.texts() == ["satu", "satu", "satu", "dua"]
        info = await bot.call("getWebhookInfo")
        assert info["last_error_message"] == (
            "Wrong response from the webhook: 503 Service Unavailable"
        )


async def test_one_chat_does_not_hold_up_another_nor_a_tap(bot: RawBot, sim: Sim) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Lanjut", "callback_data": "x"}]]}
    await bot.call("sendMessage", chat_id=STAFF, text="kartu", reply_markup=keyboard)
    async with listening() as hook:
        held = hook.hold[BUDI] = asyncio.Event()
        await bot.call("setWebhook", url=hook.url)
        await sim.send(BUDI, "tertahan")
        await until(lambda: "tertahan" in hook.texts())
        await sim.send(BUDI, "menunggu")
        await sim.send(SITI, "lewat")
        await sim.tap(STAFF, "Lanjut", sender=RINA)
        await until(lambda: len(hook.came) == 3)
        assert hook.texts() == ["tertahan", "lewat"]
        held.set()
        await until(lambda: "menunggu" in hook.texts())


async def test_an_acknowledged_update_comes_twice_on_request(bot: RawBot, sim: Sim) -> None:
    async with listening() as hook:
        await bot.call("setWebhook", url=hook.url)
        await sim.fault(kind="duplicate")
        await sim.send(BUDI, "halo")
        await until(lambda: hook.texts() == ["halo", "halo"])
        assert hook.came[0] == hook.came[1]


async def test_a_tap_overtakes_a_message_on_request(bot: RawBot, sim: Sim) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Lanjut", "callback_data": "x"}]]}
    await sim.send(BUDI, "/start")
    await bot.call("sendMessage", chat_id=BUDI, text="menu", reply_markup=keyboard)
    await bot.updates()
    async with listening() as hook:
        await sim.fault(kind="reorder")
        await bot.call("setWebhook", url=hook.url, drop_pending_updates=True)
        await sim.send(BUDI, "lebih dulu")
        await sim.send(BUDI, "lalu ini")
        await sim.tap(BUDI, "Lanjut")
        await until(lambda: len(hook.came) == 3)
        assert "callback_query" in hook.came[0]
        assert hook.texts() == ["lebih dulu", "lalu ini"], "a chat's messages keep their order"


async def test_a_webhook_is_remembered_over_a_restart(tmp_path: Path) -> None:
    async with listening() as hook:
        hook.answers = [500, 500]
        async with running_sandbox(tmp_path) as running, Sim(running.url) as sim:
            async with aiohttp.ClientSession() as session:
                bot = RawBot(running, session)
                await bot.call("setWebhook", url=hook.url, secret_token="rahasia")
            await sim.send(BUDI, "sebelum")
            await until(lambda: len(hook.came) == 2)
        async with running_sandbox(tmp_path):
            await until(lambda: len(hook.came) == 3)
    assert hook.came[0] == hook.came[2]
    assert hook.secrets[2] == "rahasia"


async def test_an_unreachable_webhook_keeps_the_updates(bot: RawBot, sim: Sim) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    await sim.send(BUDI, "halo")

    async def failed() -> bool:
        return "last_error_message" in await bot.call("getWebhookInfo")

    await eventually(failed)
    info = await bot.call("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1
    await bot.call("setWebhook", url="")
    assert len(await bot.updates()) == 1


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"url": "ftp://x"}, "bad webhook: invalid webhook URL specified"),
        ({"url": "http://x/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_bad_webhook_is_refused(
    bot: RawBot, parameters: dict[str, str], description: str
) -> None:
    with pytest.raises(Refused, match=description):
        await bot.call("setWebhook", **parameters)


async def test_pending_updates_can_be_dropped(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "halo")
    await bot.call("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []


async def test_a_cut_poll_does_not_lose_updates(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "halo")
    await sim.fault("getUpdates", kind="cut")
    with pytest.raises(aiohttp.ClientError):
        await bot.updates()
    assert len(await bot.updates()) == 1
