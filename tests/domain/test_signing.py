"""Signatures of what is posted to the assistant."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.signing import sign, verify

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TIME = str(int(NOW.timestamp()))
PATH = "/portal/events"


def test_a_signature_is_the_hmac_that_the_design_says() -> None:
    text = f"POST\n/portal/events\n{TIME}\n".encode() + b'{"id":"1"}'
    expected = "sha256=" + hmac.new(b"rahasia", text, hashlib.sha256).hexdigest()
    assert sign("rahasia", PATH, TIME, b'{"id":"1"}') == expected


@given(
    secret=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    body=st.binary(max_size=200),
)
def test_what_was_signed_is_verified(secret: str, body: bytes) -> None:
    assert verify(secret, PATH, TIME, sign(secret, PATH, TIME, body), body, NOW)


def test_nothing_may_be_changed() -> None:
    good = sign("rahasia", PATH, TIME, b"isi")
    assert verify("rahasia", PATH, TIME, good, b"isi", NOW)
    assert not verify("lain", PATH, TIME, good, b"isi", NOW)
    assert not verify("rahasia", "/faktur", TIME, good, b"isi", NOW)
    assert not verify("rahasia", PATH, str(int(TIME) + 1), good, b"isi", NOW)
    assert not verify("rahasia", PATH, TIME, good, b"isi!", NOW)
    assert not verify("rahasia", PATH, TIME, good.removeprefix("sha256="), b"isi", NOW)
    assert not verify("rahasia", PATH, TIME, good.upper(), b"isi", NOW)


@pytest.mark.parametrize(("seconds", "good"), [(0, True), (300, True), (301, False)])
def test_a_signature_is_good_for_five_minutes_both_ways(seconds: int, good: bool) -> None:
    signature = sign("rahasia", PATH, TIME, b"isi")
    for now in (NOW + timedelta(seconds=seconds), NOW - timedelta(seconds=seconds)):
        assert verify("rahasia", PATH, TIME, signature, b"isi", now) is good


@given(time=st.text(max_size=20), signature=st.text(max_size=80))
def test_nonsense_is_refused_and_raises_nothing(time: str, signature: str) -> None:
    assert not verify("rahasia", PATH, time, signature, b"isi", NOW)


def test_an_empty_secret_verifies_nothing() -> None:
    assert not verify("", PATH, TIME, sign("", PATH, TIME, b"isi"), b"isi", NOW)
