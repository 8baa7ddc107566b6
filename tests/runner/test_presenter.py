"""What is owed is shown, over HTTP to a strict Bot API: in place, once, and the newest only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramForbiddenError
from sqlalchemy import select, text, update

from assistant.courier.resuming import resume_staff
from assistant.runner.presenter import Presenter
from assistant.runner.presenting import Presenting
from assistant.runner.window import window_key
from assistant.storage import screens, troubles
from assistant.storage import tables as t
from assistant.storage.turn_statements import OwedWindow
from assistant.storage.work import WorkShop
from tests.simclient import BOT, BUDI, MODERATOR, STAFF, Sim, running_sandbox
from tests.things import Clock, make_shop

KEY = f"chat:{BUDI}"
CARD = "card:PND-1"


def window(words: str, *labels: str) -> dict[str, Any]:
    """With one row of buttons."""
    row = [{"text": label, "callback_data": label} for label in labels]
    return {"text": words, "markup": {"inline_keyboard": [row]} if labels else None}


def ask_for_phone(words: str) -> dict[str, Any]:
    """As ``window_content`` writes a window with a keyboard below the chat."""
    button = {"text": "Bagikan nomor", "request_contact": True}
    markup = {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": False}
    return {"text": words, "markup": markup, "keyboard": "Baik."}


@dataclass
class Stage:
    """A chat to look at, and a presenter that shows what it is owed."""

    shop: WorkShop
    sim: Sim
    presenter: Presenter
    bot: Bot
    card: dict[str, Any]
    chat: int = BUDI

    async def owe(self, content: dict[str, Any], *, fresh: bool = False) -> None:
        async with self.shop.turn_connection() as connection:
            await connection.owe(OwedWindow(window_key(self.chat), self.chat, content, fresh))

    async def show(self) -> None:
        """Until nothing is owed that may be shown now."""
        while await self.presenter.show_one():
            pass

    async def owe_and_show(self, content: dict[str, Any], *, fresh: bool = False) -> None:
        await self.owe(content, fresh=fresh)
        await self.show()

    async def row(self, key: str = KEY) -> Any:
        async with self.shop.engine.connect() as connection:
            query = select(t.screen).where(t.screen.c.key == key)
            return (await connection.execute(query)).one()

    async def forget_lease(self) -> None:
        """Its time has passed."""
        async with self.shop.engine.begin() as connection:
            past = text("clock_timestamp() - interval '1 hour'")
            await connection.execute(update(t.screen).values(leased_until=past, not_before=past))

    async def windows(self, chat: int = BUDI, topic: int | None = None) -> list[dict[str, Any]]:
        """The bot's messages."""
        messages = (await self.sim.transcript(chat, topic))["messages"]
        return [m for m in messages if m["out"] and "text" in m and not m["deleted"]]

    async def texts(self, chat: int = BUDI, topic: int | None = None) -> list[str]:
        return [m["text"] for m in await self.windows(chat, topic)]

    async def calls(self, method: str) -> int:
        return len(await self.sim.outbox(method))

    async def keyboard_below(self) -> Any:
        return (await self.sim.transcript(BUDI))["reply_keyboard"]

    async def touch(self) -> None:
        async with self.shop.work() as work:
            await work.cards.touch("PND-1")

    async def owed(self) -> list[str]:
        async with self.shop.engine.connect() as connection:
            query = select(t.screen.c.key).where(t.screen.c.shown < t.screen.c.wanted)
            return sorted((await connection.execute(query)).scalars())

    async def closed(self) -> list[troubles.Trouble]:
        async with self.shop.engine.connect() as connection:
            return await troubles.closed(connection, STAFF)

    async def owe_card_afresh(self) -> None:
        """As after its message was lost."""
        async with self.shop.engine.begin() as connection:
            again = t.screen.c.wanted + 1
            await connection.execute(update(t.screen).values(wanted=again, fresh=again))

    async def topics(self) -> list[str]:
        world = await self.sim.world()
        (group,) = [chat for chat in world["chats"] if chat["id"] == STAFF]
        return [topic["name"] for topic in group["topics"]]


async def no_card(number: str) -> None:
    return None


def buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@pytest.fixture
async def stage(assistant_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    shop = make_shop(assistant_url, Clock(), pool_size=8)
    shop = WorkShop(shop.engine, replace(shop.settings, staff_chat=STAFF))
    card = {"text": "Kartu", "markup": None, "topic": "PND-1 toko.example"}

    async def draw(number: str) -> dict[str, Any] | None:
        return dict(card)

    async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim:
        session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
        properties = DefaultBotProperties(parse_mode=ParseMode.HTML)
        async with Bot(sandbox.token, session=session, default=properties) as bot:
            await sim.send(BUDI, "/start")
            async with shop.work() as work:
                await work.people.seen(BUDI, "Budi", None, "id")
            yield Stage(shop, sim, Presenter(shop, bot, draw), bot, card)
    await shop.engine.dispose()


class TestWindows:
    async def test_the_first_is_sent_with_its_buttons(self, stage: Stage) -> None:
        await stage.owe_and_show(window("<b>Menu</b>", "Akun", "NPWP"))
        (shown,) = await stage.windows()
        assert shown["text"] == "Menu"
        assert buttons(shown) == ["Akun", "NPWP"]
        row = await stage.row()
        assert row.message_id == shown["message_id"]
        assert (row.shown, row.leased_until) == (row.wanted, None)

    async def test_the_next_is_edited_into_its_place(self, stage: Stage) -> None:
        await stage.owe_and_show(window("Menu", "Akun"))
        await stage.owe_and_show(window("Nama depan Anda?", "Kembali"))
        (shown,) = await stage.windows()
        assert shown["text"] == "Nama depan Anda?"
        assert buttons(shown) == ["Kembali"]

    async def test_after_a_message_of_the_person_it_comes_below_and_the_old_loses_its_buttons(
        self, stage: Stage
    ) -> None:
        await stage.owe_and_show(window("Nama depan?", "Kembali"))
        await stage.sim.send(BUDI, "Budi")
        await stage.owe_and_show(window("Nama belakang?", "Kembali"), fresh=True)
        old, new = await stage.windows()
        assert (old["text"], buttons(old)) == ("Nama depan?", [])
        assert (new["text"], buttons(new)) == ("Nama belakang?", ["Kembali"])

    async def test_of_many_wanted_only_the_newest_is_shown(self, stage: Stage) -> None:
        for number in range(5):
            await stage.owe(window(f"Ke-{number}"), fresh=number == 0)
        await stage.show()
        assert await stage.texts() == ["Ke-4"]
        assert await stage.calls("sendMessage") == 1

    async def test_what_is_not_changed_is_fine(self, stage: Stage) -> None:
        await stage.owe_and_show(window("Menu", "Akun"))
        await stage.owe_and_show(window("Menu", "Akun"))
        assert await stage.texts() == ["Menu"]
        row = await stage.row()
        assert (row.shown, row.failures) == (row.wanted, 0)

    async def test_a_window_that_was_deleted_is_sent_anew(self, stage: Stage) -> None:
        await stage.owe_and_show(window("Menu", "Akun"))
        await stage.bot.delete_message(BUDI, (await stage.row()).message_id)
        await stage.owe_and_show(window("Bantuan", "Menu"))
        assert await stage.texts() == ["Bantuan"]
        (shown,) = await stage.windows()
        assert (await stage.row()).message_id == shown["message_id"]

    async def test_when_the_dialog_closes_the_words_stay_without_buttons(
        self, stage: Stage
    ) -> None:
        await stage.owe_and_show(window("Menu", "Akun"))
        await stage.owe_and_show({"buttons_gone": True})
        (shown,) = await stage.windows()
        assert (shown["text"], buttons(shown)) == ("Menu", [])

    async def test_several_presenters_show_each_window_once(self, stage: Stage) -> None:
        stopping = asyncio.Event()
        presenters = [Presenter(stage.shop, stage.bot, no_card) for _ in range(3)]
        several = [Presenting(one) for one in presenters]
        loops = [asyncio.create_task(one.look(stopping)) for one in several]
        for number in range(10):
            await stage.owe(window(f"Ke-{number}"), fresh=True)
            for one in presenters:
                one.woken.set()
            await stage.sim.wait(BUDI, f"Ke-{number}")
        stopping.set()
        await asyncio.gather(*loops)
        await asyncio.gather(*(one.finish() for one in several))
        assert await stage.texts() == [f"Ke-{number}" for number in range(10)]

    async def test_what_is_wanted_while_one_is_being_sent_is_edited_into_that(
        self, stage: Stage
    ) -> None:
        await stage.sim.fault("sendMessage", "slow", seconds=2)
        await stage.owe(window("Memuat"), fresh=True)
        showing = asyncio.create_task(stage.presenter.show_one())

        async def in_hand() -> bool:
            return (await stage.row()).leased_until is not None

        await _until(in_hand)
        await stage.owe(window("Layanan Anda"))
        await showing
        await stage.show()
        assert await stage.texts() == ["Layanan Anda"]


class TestTrouble:
    async def test_a_person_who_blocked_the_bot_has_a_closed_chat(self, stage: Stage) -> None:
        await stage.sim.block(BUDI)
        await stage.owe_and_show(window("Menu"))
        async with stage.shop.work() as work:
            person = await work.people.get(BUDI)
            assert person is not None
            assert not person.chat_open
        assert (await stage.row()).shown == 1, "it is not tried again"

    async def test_told_to_wait_it_waits_and_then_shows_the_newest(self, stage: Stage) -> None:
        await stage.sim.fault("sendMessage", code=429, retry_after=1)
        await stage.owe_and_show(window("Lama"), fresh=True)
        assert await stage.texts() == []
        row = await stage.row()
        assert row.leased_until is not None
        assert row.failures == 0
        await stage.owe(window("Baru"))
        assert not await stage.presenter.show_one(), "not before its time"
        await _until(stage.presenter.show_one)
        assert await stage.texts() == ["Baru"]

    async def test_an_error_of_telegram_is_tried_again_later(self, stage: Stage) -> None:
        await stage.sim.fault("sendMessage", code=502)
        await stage.owe_and_show(window("Menu"))
        assert await stage.texts() == []
        assert (await stage.row()).failures == 1
        await stage.forget_lease()
        await stage.show()
        assert await stage.texts() == ["Menu"]
        assert (await stage.row()).failures == 0

    async def test_what_telegram_will_never_take_is_given_up_and_the_next_is_shown(
        self, stage: Stage
    ) -> None:
        await stage.owe_and_show(window("<b>belum selesai"))
        assert (await stage.row()).shown == 1
        assert await stage.calls("sendMessage") == 1, "it would be refused again"
        await stage.owe_and_show(window("Menu"))
        assert await stage.texts() == ["Menu"]

    async def test_who_died_between_sending_and_noting_it_has_it_shown_afresh(
        self, stage: Stage
    ) -> None:
        await stage.sim.fault("sendMessage", "timeout", seconds=30, effect="before")
        await stage.owe(window("Menu"), fresh=True)
        dying = asyncio.create_task(stage.presenter.show_one())
        await stage.sim.wait(BUDI, "Menu", out=True)
        dying.cancel()
        await asyncio.wait([dying])
        assert (await stage.row()).shown == 0
        assert not await stage.presenter.show_one(), "it may still be in its hands"
        await stage.forget_lease()
        await stage.show()
        row = await stage.row()
        assert row.shown == row.wanted
        assert row.message_id == (await stage.windows())[-1]["message_id"]

    async def test_old_buttons_that_cannot_be_removed_do_not_show_the_window_twice(
        self, stage: Stage
    ) -> None:
        await stage.owe_and_show(window("Lama", "Akun"))
        await stage.sim.fault("editMessageReplyMarkup", code=429, retry_after=30)
        await stage.owe_and_show(window("Baru", "NPWP"), fresh=True)
        await stage.forget_lease()
        await stage.show()
        assert await stage.texts() == ["Lama", "Baru"]

    async def test_one_chat_in_trouble_holds_up_no_other(self, stage: Stage) -> None:
        await stage.sim.fault("sendMessage", code=429, retry_after=60)
        await stage.owe(window("Budi"))
        await stage.presenter.show_one()
        await stage.sim.send(1002, "/start")
        stage.chat = 1002
        await stage.owe_and_show(window("Siti"))
        assert await stage.texts(1002) == ["Siti"]


class TestKeyboardBelow:
    async def test_it_is_gone_when_the_next_window_comes(self, stage: Stage) -> None:
        await stage.owe_and_show(window("Email?", "Kembali"))
        await stage.owe_and_show(ask_for_phone("Nomor telepon?"))
        assert await stage.keyboard_below() is not None
        await stage.sim.send(BUDI, "081234567801")
        await stage.owe_and_show(window("Alamat?", "Kembali"), fresh=True)
        assert await stage.keyboard_below() is None
        assert await stage.texts() == ["Email?", "Nomor telepon?", "Baik.", "Alamat?"]
        assert buttons((await stage.windows())[-1]) == ["Kembali"]
        await stage.owe_and_show(window("Kota?", "Kembali"))
        assert (await stage.texts())[2:] == ["Baik.", "Kota?"], "said once, then as ever"

    async def test_a_wrong_number_asked_again_keeps_it(self, stage: Stage) -> None:
        await stage.owe_and_show(ask_for_phone("Nomor telepon?"))
        await stage.owe_and_show(ask_for_phone("Nomor itu terlalu pendek."), fresh=True)
        assert await stage.keyboard_below() is not None
        assert "Baik." not in await stage.texts()

    async def test_a_window_wanted_in_place_of_it_is_sent_since_it_cannot_be_edited(
        self, stage: Stage
    ) -> None:
        await stage.owe_and_show(ask_for_phone("Nomor telepon?"))
        await stage.owe_and_show(window("Menu", "Akun"))
        assert await stage.calls("editMessageText") == 0
        assert await stage.keyboard_below() is None
        assert (await stage.texts())[-1] == "Menu"

    async def test_it_goes_with_the_dialog_that_closes(self, stage: Stage) -> None:
        await stage.owe_and_show(ask_for_phone("Nomor telepon?"))
        await stage.owe_and_show({"buttons_gone": True})
        assert await stage.keyboard_below() is None

    async def test_a_window_that_fails_after_it_does_not_say_so_twice(self, stage: Stage) -> None:
        await stage.owe_and_show(ask_for_phone("Nomor telepon?"))
        await stage.owe(window("<b>rusak"))
        for _ in range(2):
            await stage.show()
            await stage.forget_lease()
        await stage.owe_and_show(window("Menu"))
        assert (await stage.texts()).count("Baik.") == 1


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
        assert await Presenter(stage.shop, stage.bot, no_card).show_one()
        assert await stage.calls("sendMessage") == 0
        assert (await stage.row(CARD)).shown == 1


async def test_a_blocked_bot_is_really_refused(stage: Stage) -> None:
    """What the tests above stand on."""
    await stage.sim.block(BUDI)
    with pytest.raises(TelegramForbiddenError):
        await stage.bot.send_message(BUDI, "x")


async def test_a_window_follows_the_file_that_it_was_asked_for(stage: Stage) -> None:
    await stage.owe_and_show({"text": "Faktur Anda", "markup": None})
    async with stage.shop.engine.begin() as connection:
        await screens.follow(connection, BUDI)
        await screens.follow(connection, 1099)  # a chat without a window
    await stage.bot.send_message(BUDI, "berkas")
    await stage.show()
    assert (await stage.texts())[-2:] == ["berkas", "Faktur Anda"]
    await stage.owe_and_show({"buttons_gone": True})
    async with stage.shop.engine.begin() as connection:
        await screens.follow(connection, BUDI)
    assert await stage.owed() == [], "what is closed is not opened again"


async def _until(check: Any) -> None:
    async with asyncio.timeout(10):
        while True:
            if await check():
                return
            await asyncio.sleep(0.01)


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
        failing = asyncio.create_task(stage.presenter.show_one())
        await _until(lambda: _leased(stage))
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
        assert not await stage.presenter.show_one()
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
