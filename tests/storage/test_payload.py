"""What a delivery says comes back from its row as it was."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

from assistant.domain.words import Carries, Copy, Place, Say, Tap
from assistant.storage.payload import TOPIC, Payload

ALL = Payload(
    "desk-note",
    {"total": Decimal("1250000.50"), "reasons": (Say("a"), Say("b", {"n": 1}))},
    bare=True,
    locale="en",
    buttons=(Tap("btn-x", "fin:x:1", {"n": 2}), Tap("btn-page", url="https://example")),
    name="F.pdf",
    about="faktur:1",
    asked=True,
    carries=Carries("CS-1", 4),
    copy=Copy(-100, 5, captioned=True),
    reacts=6,
    edits=7,
    edits_message=8,
    answers=9,
    quotes=10,
    topic="PND-1",
    place=Place.FINANCE,
    thread=11,
    prompt=12,
    asks=True,
    proves="PND-1",
    update="1:2",
)


def test_all_of_it_comes_back() -> None:
    usual = Payload()
    assert all(getattr(ALL, one.name) != getattr(usual, one.name) for one in fields(Payload))
    assert Payload.load(ALL.dump()) == ALL


def test_what_is_not_said_is_not_stored() -> None:
    assert Payload("ntf-x").dump() == {"key": "ntf-x", "args": {}}


def test_the_topic_is_called_as_earlier_releases_stored_it() -> None:
    assert (
        replace(Payload(), topic="PND-1").dump()[TOPIC]
        == "PND-1"
        == Payload.load({"key": "desk-x", "args": {}, "transfer": "PND-1"}).topic
    )


def test_of_one_that_was_emptied_there_is_nothing() -> None:
    assert Payload.load({}) == Payload()
