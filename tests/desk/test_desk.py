"""What is tapped and written in the staff chat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain.transfers.model import TransferState
from assistant.storage import tables as t
from tests.desk.test_card import AGREED, TRANSFER
from tests.play import StaffChat, Table

NUMBER = TRANSFER.number
TOPIC = 7


@pytest.fixture
async def table(table: Table) -> Table:
    async with table.shop.work() as work:
        await work.people.seen(1001, "Budi", None, "id")
        await work.transfers.add(AGREED)
    return table


@pytest.fixture
def staff(table: Table) -> StaffChat:
    return table.staff_chat()


@pytest.mark.parametrize("action", ["take", "approve"])
async def test_a_tap_becomes_a_wanted_decision_and_a_job(
    table: Table, staff: StaffChat, action: str
) -> None:
    await staff.tap(2001, f"card:{action}:{NUMBER}", topic=TOPIC)
    assert await staff.wanted() == [(2001, action, "")]
    [decision] = await table.rows(t.decision)
    assert decision.staff_name == "Staf 2001"
    assert await table.jobs("decide") == [("decide", str(decision.id))]


async def test_without_consent_approving_says_why_and_asks_nobody(
    table: Table, staff: StaffChat
) -> None:
    async with table.shop.work() as work:
        await work.transfers.save(TRANSFER)
    for data in (f"card:approve:{NUMBER}", f"pair:{NUMBER}"):
        await staff.tap(2001, data, topic=TOPIC)
    assert await staff.wanted() == []
    assert await staff.told() == []
    assert len(table.alerts) == 2
    assert all("penerima belum menyetujui" in one for one in table.alerts)


@pytest.mark.parametrize(
    ("action", "asked"), [("refuse", "desk-choose-reason"), ("ask", "desk-choose-question")]
)
async def test_ready_words_are_offered_and_nothing_written_counts(
    staff: StaffChat, action: str, asked: str
) -> None:
    await staff.tap(2001, f"card:{action}:{NUMBER}", topic=TOPIC)
    assert [key for key, _ in await staff.told()] == [asked]
    await staff.write(2001, "Ini untuk rekan saya", topic=TOPIC)
    await staff.write(2001, "Di General")
    assert await staff.wanted() == []
    assert len(await staff.told()) == 1


async def test_chatter_is_passed_over(staff: StaffChat) -> None:
    await staff.write(2001, "Selamat pagi", topic=TOPIC)
    assert await staff.told() == []
    assert await staff.wanted() == []


async def test_an_anonymous_administrator_is_asked_to_show_themselves(
    staff: StaffChat,
) -> None:
    hidden = {"sender_chat": {"id": staff.chat, "type": "supergroup", "title": "Staf"}}
    await staff.write(1087968824, "Selamat pagi", topic=TOPIC, **hidden)
    assert await staff.told() == []
    await staff.write(1087968824, "/balas Masih terkunci", topic=TOPIC, **hidden)
    assert (await staff.told())[-1] == ("desk-show-yourself", {})


@pytest.mark.parametrize("command", ["/start", "/pindah@cloudkilat_bot 1"])
async def test_customers_commands_are_answered_with_the_private_chat(
    table: Table, staff: StaffChat, command: str
) -> None:
    await staff.write(2001, command)
    assert await staff.told() == [("desk-private", {})]
    assert "https://t.me/cloudkilat_bot" in table.texts.html("id", "desk-private")


async def test_other_bots_commands_are_not_ours(staff: StaffChat) -> None:
    await staff.write(2001, "/kick")
    await staff.write(2001, "/start@other_bot")
    assert await staff.told() == []


async def test_an_old_card_of_a_decided_request_says_so(table: Table, staff: StaffChat) -> None:
    async with table.shop.work() as work:
        await work.transfers.save(replace(TRANSFER, state=TransferState.CANCELLED))
    for action in ("take", "approve", "refuse", "ask"):
        await staff.tap(2001, f"card:{action}:{NUMBER}", topic=TOPIC)
    assert await staff.told() == []  # said to the one who tapped
    assert await staff.wanted() == []
    assert await table.rows(t.screen, t.screen.c.key == f"card:{NUMBER}")


@pytest.mark.parametrize(
    "data",
    ["card:take:PND-00000000", "card:own:PND-7F3KQ2MX", "card:take", "card:::", "x", "card:take:;"],
)
async def test_garbage_is_passed_over(staff: StaffChat, data: str) -> None:
    await staff.tap(2001, data, topic=TOPIC)
    assert await staff.told() == []
    assert await staff.wanted() == []


async def test_other_groups_are_passed_over(table: Table) -> None:
    other = table.staff_chat(-1009999999999)
    await other.tap(2001, f"card:approve:{NUMBER}")
    await other.write(2001, "/start")
    assert await other.told() == []
    assert await other.wanted() == []


async def test_a_double_tap_asks_twice_and_the_job_makes_one_decision(
    table: Table, staff: StaffChat
) -> None:
    await staff.tap(2001, f"card:take:{NUMBER}", topic=TOPIC)
    await staff.tap(2002, f"card:take:{NUMBER}", topic=TOPIC)
    assert len(await staff.wanted()) == 2
    assert len(await table.jobs("decide")) == 2
