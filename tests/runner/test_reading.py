"""What is understood of an update is handled, whatever else is in it."""

from __future__ import annotations

import os
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from assistant.gateway.inbox import store_update
from assistant.runner.offline import offline_bot
from assistant.runner.reading import is_said, read, tap_of
from assistant.texts import Texts
from tests.anything import Anything
from tests.gateway.updates import message
from tests.play import ME, STAFF_CHAT, TOKEN, Table
from tests.runner.test_turns import BUDI, Desk, take_all
from tests.things import Clock, make_shop

BOT = offline_bot(TOKEN, ME)
PERSON = {"id": BUDI, "is_bot": False, "first_name": "Budi"}
PRIVATE = {"id": BUDI, "type": "private", "first_name": "Budi"}
MANY = int(os.environ.get("ASSISTANT_RANDOM_UPDATES", "300"))
"""Random updates of each kind of test; more of them take longer."""


def said(**more: Any) -> dict[str, Any]:
    update = dict(message(1, chat=BUDI, text="halo"))
    update["message"] = {**update["message"], **more}
    return update


@pytest.mark.parametrize(
    ("part", "left_out"),
    [
        ({"forward_origin": {"type": "hologram", "date": 1}}, ["message.forward_origin"]),
        ({"entities": [{"type": 7, "offset": 0, "length": 1}]}, ["message.entities.0"]),
        (
            {"entities": [{"type": "bold", "offset": 0, "length": 1}, 5]},
            ["message.entities.1"],
        ),
        ({"reply_to_message": {"from": PERSON}}, ["message.reply_to_message"]),
        (
            {"paid_media": {"star_count": 1, "paid_media": [{"type": "smell"}]}},
            ["message.paid_media.paid_media.0"],
        ),
        ({"from": {**PERSON, "language_code": 4}}, ["message.from.language_code"]),
        ({"community_hologram": {"a": 1}}, []),
        ({"date": "kemarin"}, ["message.date"]),
        ({"message_id": -(10**21)}, ["message.message_id"]),
        ({"message_thread_id": 1e300, "is_topic_message": True}, []),
        ({"reply_to_message": {"message_id": 2**63, "chat": PRIVATE, "date": 1}}, []),
    ],
)
def test_a_part_that_can_not_be_read_is_left_out(part: dict[str, Any], left_out: list[str]) -> None:
    found = read(said(**part), BOT)
    assert list(found.left_out) == left_out
    assert found.update is not None
    assert found.update.message is not None
    assert found.update.message.text == "halo"
    assert found.update.message.message_thread_id is None
    assert abs(found.update.message.message_id) < 2**63


def test_a_tap_is_understood_without_the_message_it_was_under() -> None:
    under = {"message_id": 5, "date": 1, "chat": PRIVATE, "game": "?", "text": 4}
    tap = {"id": "9", "from": PERSON, "chat_instance": "1", "data": "go:menu:", "message": under}
    found = read({"update_id": 1, "callback_query": tap}, BOT)
    assert found.update is not None
    assert found.update.callback_query is not None
    assert found.update.callback_query.data == "go:menu:"


def test_of_a_tapped_message_the_other_buttons_are_not_read() -> None:
    under = {"message_id": 5, "date": 1, "chat": PRIVATE, "reply_markup": {"inline_keyboard": "?"}}
    tap = {"id": "9", "from": PERSON, "chat_instance": "1", "data": "go:menu:", "message": under}
    found = read({"update_id": 1, "callback_query": tap}, BOT)
    assert found.left_out == ()
    assert found.update is not None
    assert found.update.callback_query is not None
    assert found.update.callback_query.message is not None
    assert found.update.callback_query.message.message_id == 5
    assert under["reply_markup"]  # the update itself is kept as it came


STRANGE = (5, "x", [], {}, None, True, [{"a": 1}], {"type": "new"})


@pytest.mark.parametrize("chat", [PRIVATE, {"id": STAFF_CHAT, "type": "supergroup"}])
def test_whatever_a_part_has_become_it_is_known_who_said_or_pressed_what(
    chat: dict[str, Any],
) -> None:
    shown = {"message_id": 5, "date": 1, "chat": chat, "text": "?"}
    tapped = {"id": "9", "from": PERSON, "chat_instance": "1", "data": "ya", "message": shown}
    spoken = {"message_id": 6, "date": 1, "from": PERSON, "chat": chat, "text": "kata"}
    for part in STRANGE:
        for name in ("id", "chat_instance", "from.is_bot", "from.first_name", "message.date"):
            update = read({"update_id": 1, "callback_query": _with(tapped, name, part)}, BOT).update
            assert update is not None, (name, part)
            assert update.callback_query is not None
            assert update.callback_query.data == "ya"
            assert update.callback_query.from_user.id == BUDI
            assert update.callback_query.message is not None
        for name in ("date", "message_id", "from.is_bot", "from.first_name", "from.username"):
            update = read({"update_id": 1, "message": _with(spoken, name, part)}, BOT).update
            assert update is not None, (name, part)
            assert update.message is not None
            assert update.message.from_user is not None
            assert (update.message.text, update.message.from_user.id) == ("kata", BUDI)


def _with(body: dict[str, Any], name: str, part: Any) -> dict[str, Any]:
    first, _, rest = name.partition(".")
    return {**body, first: _with(body[first], rest, part) if rest else part}


def test_what_nothing_can_be_made_of_is_nothing() -> None:
    for body in ({}, {"update_id": "x"}, {"message": 3}, {"a_kind_of_tomorrow": {}}):
        assert read(body, BOT).update is None


@pytest.mark.parametrize(
    "service",
    [
        {"pinned_message": {"message_id": 5, "date": 1, "chat": PRIVATE, "text": "x"}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
        {"write_access_allowed": {}},
        {"gift": {"gift": {}}},
        {"community_hologram": {"a": 1}},
    ],
)
def test_a_chat_that_says_something_of_itself_is_nobody_speaking(service: dict[str, Any]) -> None:
    assert not is_said({"message_id": 1, "chat": PRIVATE, "from": PERSON, **service})


@pytest.mark.parametrize("content", ["text", "photo", "sticker", "voice", "contact", "dice"])
def test_what_people_send_is_said(content: str) -> None:
    assert is_said({"message_id": 1, "chat": PRIVATE, content: "x"})


def test_a_tap_is_answered_by_its_number_alone() -> None:
    assert tap_of({"callback_query": {"id": "7", "from": 3}}) == "7"
    assert tap_of({"callback_query": {"id": 7}}) is None
    assert tap_of({"callback_query": []}) is None


@pytest.fixture
async def desk(assistant_url: str) -> Desk:
    shop = make_shop(assistant_url, Clock(), pool_size=4)
    return Desk(shop)


async def test_of_random_updates_no_word_is_lost(desk: Desk) -> None:
    texts = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="bot")
    anything, turns, words = Anything(1), desk.turns(texts), []
    with capture_logs() as logs:
        for number in range(1, MANY + 1):
            update, said_ = anything.update(number, BUDI, STAFF_CHAT)
            words += [said_] if said_ else []
            await desk.put(update)
            await take_all(turns)
    done = {row.action.removeprefix("tapped ") for row in await desk.done()}
    assert [one for one in words if one not in done] == []
    assert [row for row in await desk.inbox() if row.result == "failed"] == []
    assert [one for one in logs if one.get("exc_info")] == []


async def test_nor_do_real_dialogs_stumble_over_them(assistant_url: str) -> None:
    table, anything = Table(assistant_url), Anything(2)
    chat = table.chat(BUDI)
    await chat.agree()
    with capture_logs() as logs:
        for number in range(10_001, 10_001 + MANY // 2):
            update, _ = anything.update(number, BUDI, STAFF_CHAT)
            await store_update(table.engine, ME.id, update)
            while await table.turns.take():
                pass
    assert [one for one in logs if one.get("exc_info")] == []
    assert "Apa yang ingin Anda lakukan?" in await chat.send("/menu")
    await table.close()


@pytest.mark.parametrize("status", ["creator", "administrator", "restricted", "kicked", "left"])
def test_who_is_in_a_chat_is_known_though_an_older_server_says_little_of_it(status: str) -> None:
    bot = {"id": ME.id, "is_bot": True, "first_name": "Asisten"}
    changed = {
        "chat": {"id": STAFF_CHAT, "type": "supergroup", "title": "Staf"},
        "from": PERSON,
        "date": 1,
        "old_chat_member": {"status": "left", "user": bot},
        "new_chat_member": {"status": status, "user": bot},
    }
    found = read({"update_id": 1, "my_chat_member": changed}, BOT).update
    assert found is not None
    assert found.my_chat_member is not None
    assert found.my_chat_member.new_chat_member.status == status


def test_a_tap_is_one_without_the_name_of_its_chat() -> None:
    tap = {"id": "q", "from": PERSON, "message": message(1, chat=BUDI)["message"], "data": "x"}
    found = read({"update_id": 1, "callback_query": tap}, BOT).update
    assert found is not None
    assert found.callback_query is not None
    assert found.callback_query.data == "x"
