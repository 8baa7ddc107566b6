"""What Telegram sends, read without trust."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.gateway.incoming import (
    BadJsonError,
    NotAnUpdateError,
    read_json,
    read_update,
    storable,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=20,
)
WORDS = st.sampled_from(
    ["message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "is_bot"]
)
LIKE_UPDATES = st.recursive(
    JSON | st.sampled_from(["private", "group", "channel", 1001, -100, True]),
    lambda inner: st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=30,
)


def private(kind: str, **event: Any) -> dict[str, Any]:
    sender = {"id": 1001, "is_bot": False, "first_name": "Budi"}
    return {"update_id": 7, kind: {"from": sender, **event}}


CHAT = {"id": 1001, "type": "private"}
GROUP = {"id": -1002000000001, "type": "supergroup"}


@pytest.mark.parametrize(
    "update",
    [
        private("message", chat=CHAT, text="halo"),
        private("callback_query", message={"chat": CHAT, "date": 0, "message_id": 1}, data="x"),
        private("my_chat_member", chat=CHAT, new_chat_member={"status": "kicked"}),
    ],
)
def test_what_happens_in_a_private_chat_takes_its_turn(update: dict[str, Any]) -> None:
    read = read_update(update)
    assert (read.id, read.chat, read.handled) == (7, 1001, True)


@pytest.mark.parametrize("kind", ["message", "my_chat_member", "chat_member"])
def test_what_happens_in_a_group_has_no_order(kind: str) -> None:
    read = read_update(private(kind, chat=GROUP))
    assert (read.chat, read.handled) == (None, True)


def test_an_anonymous_administrator_is_heard_though_telegram_calls_them_a_bot() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    event = {"from": anonymous, "chat": GROUP, "sender_chat": GROUP, "text": "/ambil"}
    assert read_update({"update_id": 7, "message": event}).handled


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 7, "channel_post": {"chat": {"id": -1, "type": "channel"}}},
        {"update_id": 7, "poll": {"id": "1"}},
        {"update_id": 7, "message": {"chat": {"id": -1, "type": "channel"}}},
        {"update_id": 7, "message": {"from": {"id": 2, "is_bot": True}, "chat": GROUP}},
        {"update_id": 7, "callback_query": {"id": "1", "inline_message_id": "x"}},
        {"update_id": 7, "message": {"chat": {"id": 1 << 70, "type": "private"}}},
        {"update_id": 7, "message": "halo"},
        {"update_id": 7},
    ],
)
def test_what_nobody_handles_is_known_at_once(update: dict[str, Any]) -> None:
    assert not read_update(update).handled


@pytest.mark.parametrize("raw", [None, [], "x", 7, {}, {"update_id": "7"}, {"update_id": True}])
def test_what_is_no_update_is_refused(raw: object) -> None:
    with pytest.raises(NotAnUpdateError):
        read_update(raw)


@given(LIKE_UPDATES, st.integers())
def test_any_object_with_a_number_is_read_or_refused(rest: Any, number: int) -> None:
    raw = {**(rest if isinstance(rest, dict) else {"message": rest}), "update_id": number}
    try:
        read = read_update(raw)
    except NotAnUpdateError:
        assert abs(number) >= 1 << 63
        return
    assert read.id == number
    assert read.chat is None or read.handled
    json.dumps(read.body, allow_nan=False).encode()


@given(JSON)
def test_what_is_stored_has_neither_nul_nor_half_characters(value: Any) -> None:
    text = json.dumps(storable(value), ensure_ascii=False, allow_nan=False)
    assert "\\u0000" not in text
    assert text.encode().decode() == text


@given(st.binary())
def test_any_bytes_are_an_object_or_refused(content: bytes) -> None:
    with suppress(BadJsonError):
        assert isinstance(read_json(content), dict)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"a": NaN}', b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000, b"\xff{}"],
)
def test_what_is_no_json_object_is_refused(content: bytes) -> None:
    with pytest.raises(BadJsonError):
        read_json(content)
