"""What is owed is shown, over HTTP to a strict Bot API: in place, once, and the newest only."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.exceptions import TelegramForbiddenError

from assistant.runner.in_hand import ScreensInHand
from assistant.runner.presenter import Presenter
from assistant.storage import screens
from tests.presenting import show_one
from tests.runner.stage import Stage, ask_for_phone, buttons, no_card, until, window
from tests.simclient import BUDI


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
        several = [ScreensInHand(one) for one in presenters]
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
        showing = asyncio.create_task(show_one(stage.presenter))

        async def in_hand() -> bool:
            return (await stage.row()).leased_until is not None

        await until(in_hand)
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
        assert not await show_one(stage.presenter), "not before its time"
        await until(lambda: show_one(stage.presenter))
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
        dying = asyncio.create_task(show_one(stage.presenter))
        await stage.sim.wait(BUDI, "Menu", out=True)
        dying.cancel()
        await asyncio.wait([dying])
        assert (await stage.row()).shown == 0
        assert not await show_one(stage.presenter), "it may still be in its hands"
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
        await show_one(stage.presenter)
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
