"""The finance role and the finance topic, as they are tapped and written in the staff chat."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.domain.finance.model import TOPIC_MARK
from assistant.storage import tables as t
from tests.play import StaffChat, Table

TOPIC = 9


@pytest.fixture
async def table(table: Table) -> Table:
    async with table.shop.work() as work:
        await work.marks.set(TOPIC_MARK, str(TOPIC))
    return table


@pytest.fixture
def staff(table: Table) -> StaffChat:
    return table.staff_chat()


def message_of(staff: StaffChat, person: int, **more: Any) -> dict[str, Any]:
    return {
        "message_id": 5,
        "date": 1,
        "chat": {"id": staff.chat, "type": "supergroup", "title": "Staf"},
        "from": {"id": person, "is_bot": person == 1000000001, "first_name": f"Staf {person}"},
        "text": "halo",
        **more,
    }


async def wanted(table: Table) -> list[tuple[int, str, str, str, str]]:
    rows = await table.rows(t.finance_act)
    return [(row.staff, row.act, row.subject, row.text, row.place) for row in rows]


async def test_a_reply_to_somebodys_message_wants_the_role_for_them(
    table: Table, staff: StaffChat
) -> None:
    await staff.write(
        2001, "/keuangan", topic=TOPIC, entities=COMMAND, reply_to_message=message_of(staff, 2003)
    )
    assert await wanted(table) == [(2001, "give-role", "2003", "Staf 2003", "finance")]
    assert len(await table.jobs("finance-act")) == 1


async def test_in_general_it_is_answered_in_general(table: Table, staff: StaffChat) -> None:
    await staff.write(2001, "/keuangan", entities=COMMAND, reply_to_message=message_of(staff, 2003))
    assert [row[-1] for row in await wanted(table)] == ["general"]


@pytest.mark.parametrize(
    "reply",
    [{}, {"forum_topic_created": {"name": "Keuangan", "icon_color": 1}, "text": None}],
    ids=["to the bot", "to the topic's beginning"],
)
async def test_without_a_person_to_give_it_to_it_says_who_has_it(
    table: Table, staff: StaffChat, reply: dict[str, Any]
) -> None:
    async with table.shop.work() as work:
        await work.roles.give(2003, "Agus", 2001)
    sender = 2003 if reply else 1000000001
    answered = {k: v for k, v in message_of(staff, sender, **reply).items() if v is not None}
    await staff.write(2001, "/keuangan", topic=TOPIC, entities=COMMAND, reply_to_message=answered)
    assert await wanted(table) == []
    [row] = await table.rows(t.delivery)
    assert row.payload["key"] == "finance-holders"
    assert row.payload["place"] == "finance"
    assert row.payload["buttons"] == [
        {"label": "finance-btn-take-role", "data": "fin:take-role:2003", "args": {"name": "Agus"}}
    ]


async def test_a_tap_wants_the_role_taken(table: Table, staff: StaffChat) -> None:
    await staff.tap(2002, "fin:take-role:2003", topic=TOPIC)
    assert await wanted(table) == [(2002, "take-role", "2003", "", "finance")]


@pytest.mark.parametrize("data", ["fin:own:1", "fin:take-role", "fin:::", "fin:give-role:1:2"])
async def test_garbage_is_passed_over(table: Table, staff: StaffChat, data: str) -> None:
    await staff.tap(2001, data, topic=TOPIC)
    assert await wanted(table) == []
    assert await staff.told() == []


async def test_other_groups_are_passed_over(table: Table) -> None:
    other = table.staff_chat(-1009999999999)
    await other.tap(2001, "fin:take-role:2003")
    await other.write(2001, "/keuangan", entities=COMMAND)
    assert await wanted(table) == []
    assert await other.told() == []


COMMAND = [{"type": "bot_command", "offset": 0, "length": 9}]


HIDDEN = 1087968824


@pytest.mark.parametrize("command", ["/keuangan", "/ekspor", "/rekonsiliasi"])
async def test_an_anonymous_administrators_command_is_answered_where_it_was_written(
    table: Table, staff: StaffChat, command: str
) -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": len(command)}]
    hidden = {"sender_chat": {"id": staff.chat, "type": "supergroup", "title": "Staf"}}
    reply = {"reply_to_message": message_of(staff, 2003)}
    await staff.write(HIDDEN, command, topic=TOPIC, entities=entities, **hidden, **reply)
    await staff.write(HIDDEN, command, entities=entities, **hidden)
    rows = await table.rows(t.delivery, t.delivery.c.channel == "staff")
    assert {row.payload["key"] for row in rows} == {"desk-show-yourself"}
    threads = [row.payload.get("thread") for row in sorted(rows, key=lambda row: row.id)]
    assert threads == [TOPIC, None]
    assert await wanted(table) == []


async def test_an_anonymous_administrators_files_are_answered_and_not_taken(
    table: Table, staff: StaffChat
) -> None:
    hidden = {"sender_chat": {"id": staff.chat, "type": "supergroup", "title": "Staf"}}
    file = {"file_id": "F", "file_unique_id": "U", "file_name": "a.zip", "file_size": 10}
    await staff.write(HIDDEN, topic=TOPIC, document=file, **hidden)
    await staff.write(HIDDEN, "Selamat pagi", topic=TOPIC, **hidden)
    assert [key for key, _ in await staff.told()] == ["desk-show-yourself"]
    assert await table.rows(t.intake) == []
