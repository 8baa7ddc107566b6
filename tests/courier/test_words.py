"""Texts made to fit."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from assistant.courier.words import DeliveryText, fitted
from assistant.domain.words import Arg, Say
from assistant.storage.payload import Payload
from tests.courier.conftest import texts


def length(args: Mapping[str, Arg]) -> int:
    """As a text of ours would be: 20 characters and all that is given."""
    return 20 + sum(len(a) if isinstance(a, str) else 50 for a in args.values())


@given(st.text(max_size=9000), st.text(max_size=9000))
def test_typed_text_is_cut_to_fit_and_no_further(first: str, second: str) -> None:
    given_: dict[str, Arg] = {"first": first, "second": second}
    args = fitted(given_, length, 1024)
    assert length(args) <= 1024
    if length(given_) <= 1024:
        assert args == given_
    else:
        assert length(args) >= 1024 - 100


def test_the_last_of_many_lines_go_when_there_is_nothing_to_cut() -> None:
    lines = tuple(Say("ntf-repeat") for _ in range(30))

    def long(args: Mapping[str, Arg]) -> int:
        value = args["lines"]
        assert isinstance(value, tuple)
        return 100 * len(value)

    assert fitted({"lines": lines}, long, 1024)["lines"] == lines[:10]


def test_what_cannot_be_shortened_is_left_alone() -> None:
    assert fitted({"count": 7}, lambda _: 5000, 1024) == {"count": 7}


def test_a_repeat_fits_with_its_mark() -> None:
    payload = Payload("ntf-hello", {"name": "a" * 5000})
    html = DeliveryText(texts(), "id", payload).html(1024, again=True)
    assert html.startswith("(Kiriman ulang.)\n\nHalo, <b>aaa")
    assert len(html) == 1024
