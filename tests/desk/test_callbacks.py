"""Whoever taps can send anything: what is no button of ours is nothing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.desk.callbacks import CardButton, FinanceButton, HeldButton, HeldDo, LookButton
from assistant.domain.acting.model import Act
from assistant.storage import tables as t
from tests.desk.finance_desk import TOPIC, Desk

TOO_LARGE = str(2**63)
NO_IDS = [
    "",
    "0",
    "-5",
    "+5",
    " 5",
    "5 ",
    "5.0",
    "1e3",
    "0x10",
    "٣",
    "²",
    TOO_LARGE,
    "9" * 40,
]


@pytest.mark.parametrize("number", NO_IDS)
def test_a_number_that_no_row_can_have_is_no_upload(number: str):
    with pytest.raises((TypeError, ValueError)):
        HeldButton.unpack(f"held:assign:{number}:0")


@pytest.mark.parametrize("number", [number for number in NO_IDS if number != "0"])
def test_nor_a_request(number: str):
    with pytest.raises((TypeError, ValueError)):
        HeldButton.unpack(f"held:sure:12:{number}")


@pytest.mark.parametrize("number", NO_IDS)
def test_nor_a_person_or_a_list(number: str):
    for data in (f"fin:take-role:{number}", f"fin:radar-page:{number}.1"):
        with pytest.raises((TypeError, ValueError)):
            FinanceButton.unpack(data)


@pytest.mark.parametrize(
    "data",
    [
        "fin:give-role:1001", "fin:take-in:4", "fin:refuse:4", "fin:assign-sure:4-5", "fin:draft:4",
        "fin:export:", "fin:export:2026-13", "fin:export-go:soon", "fin:fix-mail:0",
        "fin:radar-page:12", "fin:radar-page:12.", "fin:radar-page:12.-1",
        "fin:radar-page:12.12345", "fin:radar-list:", "fin:radar-list:7", "fin:nothing:1",
        "fin:export:2026-10:9",
    ],
)  # fmt: skip
def test_an_act_without_a_button_or_with_another_subject_is_nothing(data: str):
    with pytest.raises((TypeError, ValueError)):
        FinanceButton.unpack(data)


@pytest.mark.parametrize(
    "data",
    [
        "held:assign:12:0", "held:sure:12:34", "held:draft:9223372036854775807:0",
        "held:replace:1:0", "held:refuse:1:0",
    ],
)  # fmt: skip
def test_the_buttons_of_a_card_that_was_sent_long_ago_are_read(data: str):
    assert HeldButton.unpack(data).pack() == data


@pytest.mark.parametrize(
    "data",
    [
        "fin:take-role:2003", "fin:export:2026-10", "fin:export-go:2026-10",
        "fin:export-again:2026-10", "fin:export-again-go:2026-10", "fin:reconcile:2026-01",
        "fin:fix-npwp:2026-10", "fin:fix-export:2026-10", "fin:fix-mail:2026-10",
        "fin:fix-held:2026-10", "fin:radar-list:0", "fin:radar-page:12.3", "fin:radar-page:12.0",
    ],
)  # fmt: skip
def test_so_are_those_of_the_finance_topic(data: str):
    assert FinanceButton.unpack(data).pack() == data


def test_what_is_made_is_what_is_read():
    october = date(2026, 10, 1)
    assert FinanceButton.of_month(Act.EXPORT, october) == "fin:export:2026-10"
    assert FinanceButton.of(Act.TAKE_ROLE, 2003) == "fin:take-role:2003"
    assert FinanceButton.of(Act.RADAR_LIST, 0) == "fin:radar-list:0"
    assert FinanceButton.of(Act.RADAR_PAGE, 12, 3) == "fin:radar-page:12.3"
    assert HeldButton(do=HeldDo.DRAFT, upload=7, request=0).pack() == "held:draft:7:0"
    assert CardButton.unpack("card:approve:PND-7F3KQ2MX").number == "PND-7F3KQ2MX"
    assert LookButton.unpack("look:PND-7F3KQ2MX").number == "PND-7F3KQ2MX"


@pytest.mark.parametrize(
    "data",
    [
        f"held:assign:{TOO_LARGE}:0", f"held:sure:1:{'9' * 30}", "held:refuse:-1:0",
        f"fin:take-role:{TOO_LARGE}", "fin:take-role:abc", "fin:radar-page:1.x", "fin:take-in:x",
        "held:assign:٣:0", "held:::", "fin::", "card:approve", "look:", "?",
    ],
)  # fmt: skip
async def test_a_tap_of_nothing_of_ours_is_answered_and_does_nothing(desk: Desk, data: str) -> None:
    await desk.staff.tap(2001, data, topic=TOPIC)
    assert await desk.table.rows(t.finance_act) == []
    assert await desk.told() == []
    [update] = await desk.table.rows(t.inbox)
    assert update.done_at is not None
    assert update.reference is None  # no error
