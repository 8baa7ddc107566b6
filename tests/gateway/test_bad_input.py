"""What nobody should send, over real HTTP and through real turns: refused or passed over, counted,
and never in anybody's way."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant import metrics
from assistant.gateway.health import Health
from assistant.gateway.incoming import HANDLED
from assistant.gateway.web import UPDATE_LIMIT, make_web_app
from assistant.storage import tables as t
from tests.gateway.updates import message
from tests.play import ME, STAFF_CHAT, Table

WEBHOOK = "/telegram/updates"
SECRET = "webhook-secret-012345"
BUDI = 1001
numbers = itertools.count(10_000)
"""An update_id of its own for each update of these tests."""


class Way:
    """The webhook, and the turns behind it."""

    def __init__(self, url: str, session: aiohttp.ClientSession, table: Table) -> None:
        self.url = url
        self.session = session
        self.table = table

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with self.session.post(
            self.url + WEBHOOK, data=BytesIO(body), headers=headers
        ) as response:
            await response.read()
            return response.status

    async def update(self, **event: Any) -> str | None:
        """Post an update, let turns be taken, and tell what became of it. Turns never fail."""
        number = next(numbers)
        body = json.dumps({"update_id": number, **event}).encode()
        assert await self.post(body) == 200
        await self.table.take_turns()
        (row,) = await self.table.rows(t.inbox, t.inbox.c.key == f"{ME.id}:{number}")
        assert row.done_at is not None
        result: str | None = row.result
        return result

    async def shows_the_menu(self, person: int = BUDI) -> None:
        """A person is not disturbed by whatever came before."""
        screen = await self.table.chat(person).send("/menu")
        assert "Apa yang ingin Anda lakukan?" in screen


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Way]:
    table = Table(database_url)
    table.update_ids = numbers
    app = make_web_app(
        table.shop,
        webhook_path=WEBHOOK,
        webhook_secret=SECRET,
        bot_id=ME.id,
        events_secret="events-secret-0123456789",
        faktur_secret="faktur-secret-0123456789",
        health=Health(table.engine, {}),
    )
    try:
        async with TestServer(app) as server, aiohttp.ClientSession() as session:
            yield Way(str(server.make_url("")).rstrip("/"), session, table)
    finally:
        await table.close()


@pytest.fixture
async def way(assistant_url: str) -> AsyncIterator[Way]:
    async with opened(assistant_url) as way:
        yield way


def refused(reason: str, way: str = "telegram") -> float:
    labels = {"way": way, "reason": reason}
    return metrics.REGISTRY.get_sample_value("assistant_requests_refused_total", labels) or 0


def received(outcome: str) -> float:
    labels = {"source": "telegram", "outcome": outcome}
    return metrics.REGISTRY.get_sample_value("assistant_received_total", labels) or 0


@pytest.mark.parametrize(
    ("body", "secret", "status", "reason"),
    [
        (b'{"update_id": 1}', "wrong-secret-0123456", 401, "secret"),
        (b'{"update_id": 1}', None, 401, "secret"),
        (b'{"update_id": 1}', SECRET + "x", 401, "secret"),
        (b"\x00\xff", SECRET, 400, "json"),
        (b"", SECRET, 400, "json"),
        (b"[" * 200_000, SECRET, 400, "json"),
        (b'{"update_id": "1"}', SECRET, 400, "not-an-update"),
        (b'{"update_id": 1e400}', SECRET, 400, "not-an-update"),
        (b'{"update_id": 1, "a": "' + b"x" * UPDATE_LIMIT + b'"}', SECRET, 413, "too-large"),
    ],
)
async def test_what_is_refused_leaves_nothing_and_is_counted(
    way: Way, body: bytes, secret: str | None, status: int, reason: str
) -> None:
    before = refused(reason)
    assert await way.post(body, secret) == status
    assert refused(reason) == before + 1
    assert await way.table.rows(t.inbox) == []


async def test_unsigned_events_and_uploads_are_counted_by_their_way_in(way: Way) -> None:
    for path, name in (("/portal/events", "portal"), ("/faktur", "faktur")):
        before = refused("signature", name)
        async with way.session.post(way.url + path, data=b"{}") as response:
            assert response.status == 401
        assert refused("signature", name) == before + 1


async def test_a_replayed_body_has_one_effect_and_every_repeat_is_counted(way: Way) -> None:
    before = received("repeated"), received("new")
    body = json.dumps(message(next(numbers), text="halo")).encode()
    answers = await asyncio.gather(*(way.post(body) for _ in range(20)))
    assert answers == [200] * 20
    assert (received("repeated"), received("new")) == (before[0] + 19, before[1] + 1)
    await way.table.take_turns()
    assert [row.result for row in await way.table.rows(t.inbox)] == ["message"]
    assert await way.post(body) == 200, "also when it was handled long ago"
    assert not await way.table.turns.take()


CHANNEL = {"id": -1005, "type": "channel", "title": "Promo"}
PRIVATE = {"id": BUDI, "type": "private", "first_name": "Budi"}
A_BOT = {"id": 77, "is_bot": True, "first_name": "Bot lain"}
A_PERSON = {"id": BUDI, "is_bot": False, "first_name": "Budi"}


def said(chat: dict[str, Any], sender: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    by = {"from": sender} if sender else {}
    return {"message_id": 1, "date": 1790000000, "chat": chat, "text": "/start", **by, **more}


GAME = {"id": "1", "from": A_PERSON, "chat_instance": "1", "game_short_name": "x"}


@pytest.mark.parametrize(
    "event",
    [
        {"channel_post": said(CHANNEL, None)},
        {"message": said(CHANNEL, None)},
        {"message": said(PRIVATE, A_BOT)},
        {"message": said({"id": -100, "type": "supergroup"}, A_BOT)},
        {"inline_query": {"id": "1", "from": A_PERSON, "query": "a", "offset": ""}},
        {"callback_query": {"id": "1", "from": A_PERSON, "inline_message_id": "x", "data": "a"}},
        {"callback_query": {**GAME, "message": said(PRIVATE, A_BOT)}},
        {"poll": {"id": "1"}},
        {"purchased_paid_media": {"from": A_PERSON, "paid_media_payload": "x"}},
        {"a_kind_of_tomorrow": {"from": A_PERSON, "chat": PRIVATE}},
        {},
    ],
)
async def test_what_is_nobodys_business_is_acknowledged_and_passed_over(
    way: Way, event: dict[str, Any]
) -> None:
    before = received("ignored")
    assert await way.update(**event) == "ignored"
    assert received("ignored") == before + 1
    assert await way.table.rows(t.person) == []
    assert await way.table.rows(t.screen) == []


@pytest.mark.parametrize(
    "event",
    [
        {"my_chat_member": {"chat": PRIVATE, "new_chat_member": [], "date": 1}},
        {"my_chat_member": {"chat": PRIVATE, "from": A_PERSON, "new_chat_member": "kicked"}},
    ],
)
async def test_an_update_that_makes_no_sense_is_marked_and_holds_up_nobody(
    way: Way, event: dict[str, Any]
) -> None:
    assert await way.update(**event) == "not-understood"
    await way.table.chat(BUDI).agree()
    await way.shows_the_menu()


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = st.sampled_from(
    [
        *("message_id", "date", "chat", "from", "text", "entities", "photo", "contact", "data"),
        *("id", "message", "new_chat_member", "old_chat_member", "sender_chat", "sticker"),
    ]
)
CHATS = st.sampled_from([PRIVATE, CHANNEL, {"id": STAFF_CHAT, "type": "supergroup", "title": "S"}])
EVENTS = st.fixed_dictionaries(
    {"chat": CHATS | ANYTHING, "from": st.sampled_from([A_PERSON, A_BOT]) | ANYTHING},
    optional={
        "message_id": st.integers(),
        "date": st.integers(),
        "text": st.text(st.characters(), max_size=50),
        "id": st.text(max_size=5),
        "message": st.builds(said, CHATS, st.just(A_BOT)) | ANYTHING,
    },
).flatmap(
    lambda event: st.dictionaries(PARTS, ANYTHING, max_size=2).map(lambda odd: {**event, **odd})
)
UPDATES = st.dictionaries(st.sampled_from([*HANDLED, "edited_message"]), EVENTS, max_size=2)
SLOW = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@SLOW
@given(
    st.lists(st.binary(max_size=200) | ANYTHING.map(lambda v: json.dumps(v).encode()), max_size=9)
)
def test_any_bytes_are_answered_and_none_break_anything(
    assistant_url: str, bodies: list[bytes]
) -> None:
    async def play() -> None:
        async with opened(assistant_url) as way:
            for body in bodies:
                assert await way.post(body) in (200, 400)
            await way.table.take_turns()

    asyncio.run(play())


@SLOW
@given(st.lists(UPDATES, min_size=3, max_size=12))
def test_updates_of_any_shape_are_handled_or_passed_over(
    assistant_url: str, updates: list[dict[str, Any]]
) -> None:
    async def play() -> None:
        async with opened(assistant_url) as way:
            for event in updates:
                assert await way.update(**event) is not None
            await meet(way)
            await way.shows_the_menu()

    asyncio.run(play())


async def meet(way: Way) -> None:
    """Budi is known and has agreed, in whatever state earlier examples left the chat."""
    screen = await way.table.chat(BUDI).send("/menu")
    if "Setuju" in screen.labels:
        await way.table.chat(BUDI).tap("Setuju")


STAFF = {"id": STAFF_CHAT, "type": "supergroup", "title": "Staf", "is_forum": True}
A_MEMBER = {"id": 2001, "is_bot": False, "first_name": "Rina"}


def tapped(chat: dict[str, Any], sender: dict[str, Any], data: str) -> dict[str, Any]:
    window = said(chat, {"id": ME.id, "is_bot": True, "first_name": "Asisten"})
    return {"id": "1", "from": sender, "chat_instance": "1", "message": window, "data": data}


WORDS = st.sampled_from(
    [
        *("akun", "npwp", "pindah", "faktur", "tiket", "hubungkan", "bahasa", "data_saya"),
        *("hapus_data", "setuju", "jawab", "menu", "card", "approve", "page", "back", "cancel"),
        *("PND-7F3KQ2MX", "1", "-1", "0x1", "99999999999999999999", "", "' or 1=1 --"),
    ]
)
MADE_UP = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=32)
    | st.lists(WORDS, min_size=1, max_size=4).map(":".join)
    | st.builds("go:{}:{}".format, WORDS, WORDS)
    | st.builds("card:{}:{}".format, WORDS, WORDS)
)
"""Texts a person with a client of their own could send as a button's data."""


@SLOW
@given(st.lists(st.tuples(MADE_UP, st.booleans()), min_size=4, max_size=12))
def test_buttons_made_up_by_hand_do_no_harm(
    assistant_url: str, taps: list[tuple[str, bool]]
) -> None:
    """Also those that name the window that stands (aiogram-dialog's intent) and a strange button
    in it."""

    async def play() -> None:
        async with opened(assistant_url) as way:
            await meet(way)
            chat = way.table.chat(BUDI)
            for data, named in taps:
                intent = intents(await chat.screen()) if named else ""
                assert await way.update(callback_query=tapped(PRIVATE, A_PERSON, intent + data))
            assert await way.table.rows(t.decision) == [], "no customer decides"
            assert await way.table.rows(t.link) == []
            await meet(way)
            await way.shows_the_menu()

    asyncio.run(play())


def intents(screen: Any) -> str:
    """What the window's own buttons begin with."""
    data = [b.get("callback_data", "") for row in screen.buttons for b in row]
    found = next((one for one in data if "\x1d" in one), "")
    return found.partition("\x1d")[0] + "\x1d" if found else ""


@SLOW
@given(st.lists(MADE_UP, min_size=4, max_size=12))
def test_buttons_made_up_in_the_staff_chat_decide_nothing(
    assistant_url: str, taps: list[str]
) -> None:
    async def play() -> None:
        async with opened(assistant_url) as way:
            for data in taps:
                assert await way.update(callback_query=tapped(STAFF, A_MEMBER, data))
            assert await way.table.rows(t.decision) == []

    asyncio.run(play())


async def test_a_button_under_a_message_too_old_to_be_told_does_no_harm(way: Way) -> None:
    await way.table.chat(BUDI).agree()
    old = {"chat": PRIVATE, "message_id": 1, "date": 0}
    query = {"id": "1", "from": A_PERSON, "chat_instance": "1", "message": old, "data": "x"}
    assert await way.update(callback_query=query) == "callback_query"
    await way.shows_the_menu()
