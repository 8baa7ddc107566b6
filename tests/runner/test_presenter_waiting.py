"""Cards of the staff chat, and what waits because it cannot be shown now."""

from __future__ import annotations

import asyncio

import pytest

from assistant.courier.resuming import resume_staff
from assistant.runner.presenter import Presenter
from assistant.storage import tables as t
from tests.presenting import show_one
from tests.runner.stage import CARD, Stage, no_card, until, window
from tests.simclient import BOT, MODERATOR, STAFF


class TestCards:
    async def test_a_card_gets_one_topic_of_its_own(self, stage: Stage) -> None:
        for words in ("Baru", "Diambil", "Disetujui"):
            stage.card["text"] = words
            await stage.touch()
            await stage.show()
        assert await stage.calls("createForumTopic") == 1
        assert "PND-1 toko.example" in await stage.topics()
        row = await stage.row(CARD)
        assert await stage.texts(STAFF, row.thread) == ["Disetujui"]

    async def test_a_card_that_changes_five_times_is_edited_once(self, stage: Stage) -> None:
        await stage.touch()
        await stage.show()
        before = await stage.calls("editMessageText"), await stage.calls("sendMessage")
        for number in range(5):
            stage.card["text"] = f"Ke-{number}"
            await stage.touch()
        await stage.show()
        edits, sends = before
        assert await stage.calls("editMessageText") == edits + 1
        assert await stage.calls("sendMessage") == sends
        assert await stage.texts(STAFF, (await stage.row(CARD)).thread) == ["Ke-4"]

    async def test_a_topic_that_was_deleted_is_made_anew(self, stage: Stage) -> None:
        await stage.touch()
        await stage.show()
        await stage.bot.delete_forum_topic(STAFF, (await stage.row(CARD)).thread)
        await stage.touch()
        await stage.show()
        row = await stage.row(CARD)
        assert row.shown == row.wanted
        assert await stage.texts(STAFF, row.thread) == ["Kartu"]
        assert (await stage.topics()).count("PND-1 toko.example") == 1

    async def test_a_card_that_could_not_be_sent_at_once_keeps_the_topic_made_for_it(
        self, stage: Stage
    ) -> None:
        await stage.sim.fault("sendMessage", code=429, retry_after=60)
        await stage.touch()
        await stage.show()
        await stage.forget_lease()
        await stage.show()
        assert await stage.calls("createForumTopic") == 1
        assert await stage.texts(STAFF, (await stage.row(CARD)).thread) == ["Kartu"]

    async def test_where_no_topic_may_be_made_it_stands_in_general(self, stage: Stage) -> None:
        words = "Bad Request: not enough rights to create a topic"
        await stage.sim.fault("createForumTopic", code=400, description=words)
        await stage.touch()
        await stage.show()
        row = await stage.row(CARD)
        assert (row.thread, row.shown) == (None, 1)
        assert "Kartu" in await stage.texts(STAFF)

    async def test_a_card_deleted_by_hand_comes_again_in_its_topic(self, stage: Stage) -> None:
        await stage.touch()
        await stage.show()
        before = await stage.row(CARD)
        await stage.bot.delete_message(STAFF, before.message_id)
        await stage.touch()
        await stage.show()
        after = await stage.row(CARD)
        assert after.thread == before.thread
        assert await stage.texts(STAFF, after.thread) == ["Kartu"]

    async def test_a_group_that_got_a_new_id_is_followed(self, stage: Stage) -> None:
        async with stage.shop.engine.begin() as connection:
            await connection.execute(
                t.screen.insert().values(key=CARD, chat=-55, wanted=1, content=None)
            )
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        await stage.sim.fault("getChat", code=400, description=words, migrate_to=STAFF)
        await stage.show()
        row = await stage.row(CARD)
        assert (row.chat, row.shown) == (STAFF, 1)
        async with stage.shop.work() as work:
            assert await work.marks.get("staff-chat") == str(STAFF)

    async def test_a_request_that_is_no_more_needs_no_card(self, stage: Stage) -> None:
        await stage.touch()
        assert await show_one(Presenter(stage.shop, stage.bot, no_card))
        assert await stage.calls("sendMessage") == 0
        assert (await stage.row(CARD)).shown == 1


class TestWaiting:
    """What is owed waits, for as long as it takes."""

    @pytest.mark.parametrize(
        "refusal", ["MESSAGE_ID_INVALID", "MESSAGE_AUTHOR_REQUIRED", "message can't be edited"]
    )
    async def test_an_edit_that_is_refused_becomes_a_new_message_at_once(
        self, stage: Stage, refusal: str
    ) -> None:
        await stage.owe_and_show(window("Lama", "Akun"))
        description = f"Bad Request: {refusal}"
        await stage.sim.fault("editMessageText", code=400, description=description, times=1000)
        await stage.owe_and_show(window("Baru", "NPWP"))
        assert await stage.texts() == ["Lama", "Baru"]
        assert (await stage.row()).message_id == (await stage.windows())[-1]["message_id"]

    async def test_a_window_outlives_any_number_of_failures(self, stage: Stage) -> None:
        await stage.sim.fault(code=502, times=100_000)
        await stage.owe(window("Menu"))
        for _ in range(30):
            await stage.show()
            await stage.forget_lease()
        assert await stage.calls("sendMessage") == 1, "it is asked before it is sent again"
        await stage.sim.fault(kind="clear")
        await stage.show()
        assert await stage.texts() == ["Menu"]

    async def test_a_pause_is_not_for_the_window_that_is_asked_for_meanwhile(
        self, stage: Stage
    ) -> None:
        await stage.sim.fault("sendMessage", code=502)
        await stage.owe_and_show(window("Lama"))
        await stage.owe_and_show(window("Baru"))
        assert await stage.texts() == ["Baru"]

    async def test_nor_for_one_that_is_asked_for_while_the_other_fails(self, stage: Stage) -> None:
        await stage.sim.fault("sendMessage", "slow", seconds=0.5)
        await stage.sim.fault("sendMessage", "cut")
        await stage.owe(window("Lama"))
        failing = asyncio.create_task(show_one(stage.presenter))
        await until(lambda: _leased(stage))
        await stage.owe(window("Tengah"))
        await failing
        await stage.owe(window("Baru"))
        await stage.show()
        assert (await stage.texts())[-1] == "Baru"

    @pytest.mark.parametrize("standing", ["kicked", "left", "restricted"])
    async def test_cards_wait_while_the_staff_chat_is_closed(
        self, stage: Stage, standing: str
    ) -> None:
        await stage.touch()
        await stage.show()
        await stage.sim.set_standing(BOT, standing, by=MODERATOR)
        stage.card["text"] = "Kartu, diubah"
        await stage.touch()
        for _ in range(30):
            await stage.show()
            await stage.forget_lease()
        row = await stage.row(CARD)
        assert row.shown < row.wanted
        (closed,) = await stage.closed()
        assert closed.whole
        await stage.sim.set_standing(BOT, "administrator", rights=["can_manage_topics"])
        await stage.show()
        assert "Kartu, diubah" in await stage.texts(STAFF, row.thread)
        assert await stage.closed() == []

    async def test_let_in_again_it_is_shown_without_waiting(self, stage: Stage) -> None:
        await stage.sim.set_standing(BOT, "kicked")
        await stage.touch()
        await stage.show()
        await stage.sim.set_standing(BOT, "administrator", rights=["can_manage_topics"])
        assert not await show_one(stage.presenter)
        async with stage.shop.work() as work:
            await resume_staff(work, STAFF)
        await stage.show()
        row = await stage.row(CARD)
        assert row.shown == row.wanted

    async def test_of_many_cards_one_is_tried_while_the_chat_is_closed(self, stage: Stage) -> None:
        await stage.sim.set_standing(BOT, "kicked")
        async with stage.shop.work() as work:
            for n in range(10):
                await work.cards.touch(f"PND-{n}")
        await stage.show()
        assert await stage.calls("getChat") == 1
        assert len(await stage.owed()) == 10

    async def test_a_closed_topic_holds_up_its_own_card_only(self, stage: Stage) -> None:
        await stage.touch()
        await stage.show()
        thread = (await stage.row(CARD)).thread
        await stage.sim.set_standing(BOT, "administrator", rights=[])
        close = {"chat": STAFF, "topic": thread, "action": "close"}
        await stage.sim.set_standing(BOT, "administrator", rights=["can_manage_topics"])
        await stage.sim.post("/sim/topic", close)
        await stage.sim.set_standing(BOT, "administrator", rights=[])
        await stage.owe_card_afresh()
        await stage.show()
        (closed,) = await stage.closed()
        assert closed.thread == thread
        async with stage.shop.work() as work:
            await work.cards.touch("PND-2")
        await stage.show()
        assert await stage.owed() == [CARD]
        await stage.sim.set_standing(BOT, "administrator", rights=["can_manage_topics"])
        await stage.forget_lease()
        await stage.show()
        assert await stage.owed() == []

    async def test_an_answer_about_one_card_makes_the_others_due(self, stage: Stage) -> None:
        await stage.sim.fault(code=502, chat=STAFF, times=2)
        async with stage.shop.work() as work:
            for n in range(3):
                await work.cards.touch(f"PND-{n}")
        await stage.show()
        assert len(await stage.owed()) == 3
        await stage.sim.fault(kind="clear")
        async with stage.shop.work() as work:
            await work.cards.touch("PND-9")
        await stage.show()
        assert await stage.owed() == []


async def _leased(stage: Stage) -> bool:
    return (await stage.row()).leased_until is not None
