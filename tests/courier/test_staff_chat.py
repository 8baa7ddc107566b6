"""What goes to the staff chat: into which topic, and what happens where that is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from assistant.courier.resuming import resume_staff
from assistant.domain.finance.model import TOPIC_MARK
from assistant.domain.words import Place, Tap
from assistant.storage import tables as t
from tests.courier.conftest import World
from tests.courier.said import card, messages, open_topic, put_card, tell_staff
from tests.simclient import STAFF

pytestmark = pytest.mark.usefixtures("world")


async def test_a_word_to_staff_goes_to_general(world: World) -> None:
    async with world.running():
        await tell_staff(world, document=await world.put_pdf(), document_name="Held.pdf")
        await world.until("staff", "sent")
    (message,) = await messages(world, STAFF)
    assert message["caption"] == "Catatan: periksa"
    assert message["document"]["file_name"] == "Held.pdf"
    assert "message_thread_id" not in message


async def test_a_word_about_a_request_goes_to_its_topic(world: World) -> None:
    topic = await open_topic(world)
    async with world.running():
        await tell_staff(world, topic="PND-1")
        await world.until("staff", "sent")
    assert (await messages(world, STAFF, topic))[-1]["text"] == "Catatan: periksa"


async def test_a_word_about_a_request_waits_for_its_topic(world: World) -> None:
    topic = await world.bot.create_forum_topic(STAFF, "PND-1")
    await put_card(world, "PND-1", thread=None, shown=0)
    async with world.running():
        await tell_staff(world, topic="PND-1")
        await world.tell("meanwhile")
        await world.until("meanwhile", "sent")
        async with world.shop.engine.begin() as connection:
            thread = topic.message_thread_id
            await connection.execute(update(t.screen).values(thread=thread, shown=1))
        await world.until("staff", "sent", attempts=0)
    assert "Catatan: periksa" in await world.texts_in(STAFF, topic.message_thread_id)


async def test_it_waits_only_so_long_for_a_topic(world: World) -> None:
    await put_card(world, "PND-1", thread=None, shown=0)
    await tell_staff(world, topic="PND-1")
    world.clock.ahead += timedelta(seconds=9)
    async with world.running():
        await world.until("staff", "sent")
    assert "message_thread_id" not in (await messages(world, STAFF))[-1]


async def test_a_group_without_topics_gets_it_in_general(world: World) -> None:
    await put_card(world, "PND-1", thread=None)
    async with world.running():
        await tell_staff(world, topic="PND-1")
        await world.until("staff", "sent")


async def test_a_deleted_topic_is_forgotten_and_its_card_shown_afresh(world: World) -> None:
    topic = await open_topic(world)
    await world.bot.delete_forum_topic(STAFF, topic)
    async with world.running():
        await tell_staff(world, topic="PND-1", document=await world.put_pdf())
        await world.until("staff", "sent")
    assert (await messages(world, STAFF))[-1]["caption"] == "Catatan: periksa"
    row = await card(world)
    assert (row.thread, row.fresh, row.wanted, row.shown) == (None, 2, 2, 1)


async def finance_topic(world: World) -> int:
    topic = await world.bot.create_forum_topic(STAFF, "Keuangan")
    await world.do(lambda work: work.marks.set(TOPIC_MARK, str(topic.message_thread_id)))
    return int(topic.message_thread_id)


async def test_short_buttons_stand_two_in_a_row_and_a_long_one_alone(world: World) -> None:
    long = [Tap("ntf-hello", "fin:long", {"name": "Budi Santoso"})]
    short = [Tap("btn-open", f"fin:{n}") for n in range(3)]
    async with world.running():
        await tell_staff(world, place=Place.FINANCE, buttons=[short[0], *long, *short])
        topic = await finance_topic(world)
        await world.until("staff", "sent", attempts=0)
    rows = (await messages(world, STAFF, topic))[-1]["reply_markup"]["inline_keyboard"]
    data = [[button["callback_data"] for button in row] for row in rows]
    assert data == [["fin:0"], ["fin:long"], ["fin:0", "fin:1"], ["fin:2"]]


async def test_a_word_for_finance_goes_to_its_topic_with_its_buttons(world: World) -> None:
    async with world.running():
        await tell_staff(world, place=Place.FINANCE, buttons=[Tap("btn-open", "fin:take-role:7")])
        topic = await finance_topic(world)
        await world.until("staff", "sent", attempts=0)
    message = (await messages(world, STAFF, topic))[-1]
    assert message["text"] == "Catatan: periksa"
    [[button]] = message["reply_markup"]["inline_keyboard"]
    assert (button["text"], button["callback_data"]) == ("Buka", "fin:take-role:7")


async def test_without_topics_it_goes_to_general(world: World) -> None:
    await world.do(lambda work: work.marks.set(TOPIC_MARK, "0"))
    async with world.running():
        await tell_staff(world, place=Place.FINANCE)
        await world.until("staff", "sent")
    assert "message_thread_id" not in (await messages(world, STAFF))[-1]


async def test_where_finances_topic_was_deleted_the_new_one_is_waited_for(world: World) -> None:
    topic = await finance_topic(world)
    await world.bot.delete_forum_topic(STAFF, topic)
    async with world.running():
        await tell_staff(world, place=Place.FINANCE)
        await world.until("staff", "queued", attempts=1)
        assert await world.do(lambda work: work.marks.get(TOPIC_MARK)) == ""
        anew = await finance_topic(world)
        await world.until("staff", "sent")
    assert "Catatan: periksa" in await world.texts_in(STAFF, anew)


async def test_a_staff_chat_that_migrated_is_followed(world: World) -> None:
    await world.sim.fault("sendMessage", code=400, migrate_to=STAFF, times=1)
    async with world.running(staff_chat=-5001):
        await tell_staff(world)
        await world.until("staff", "sent", attempts=0)
        await tell_staff(world, "later")
        await world.until("later", "sent")
    assert await world.texts_in(STAFF) == ["Catatan: periksa"] * 2
    assert await world.do(lambda work: work.marks.get("staff-chat")) == str(STAFF)


async def test_a_bot_thrown_out_of_the_staff_chat_goes_on_when_it_is_back(world: World) -> None:
    text_ = "Forbidden: bot was kicked from the supergroup chat"
    await world.sim.fault("sendMessage", code=403, description=text_)
    async with world.running():
        await tell_staff(world)
        await world.until("staff", "suspended")
        await world.do(lambda work: resume_staff(work, STAFF))
        await world.until("staff", "sent")


async def test_without_a_staff_chat_nobody_is_told(world: World) -> None:
    async with world.running(staff_chat=None):
        await tell_staff(world)
        row = await world.until("staff", "failed")
    assert row.error == "no staff chat"
