"""Who waits: the pinned message, its lists, reminders by the clock, and hours without people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from assistant.domain.people.rights import forget_person
from assistant.domain.support.answering import Staff
from assistant.domain.support.hours import Hours, Promise, Shift
from assistant.domain.support.watching import close_silent, remind_of_waiting
from assistant.domain.transfers.model import Agreement
from assistant.domain.work import Work
from assistant.storage import tables as t
from assistant.storage.screen_keys import QUEUE
from assistant.worker.waiting import WaitingWatch
from tests.desk.test_card import TRANSFER
from tests.presenting import show_one
from tests.simclient import AGUS, BUDI, DEWI, RINA, STAFF
from tests.support.scene import Scene, scene_on
from tests.support.test_talking import topic_state

OFFICE = Hours(((Shift(time(8), time(17)),),) * 5 + ((), ()))
"""The table's clock stands at Monday, 10.00 in Jakarta."""


@pytest.fixture
async def scene(assistant_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene_on(assistant_url, tmp_path) as scene:
        shop = scene.table.shop
        shop.settings = replace(shop.settings, promise=Promise(OFFICE))
        await scene.says(BUDI, "/start")
        await scene.sim.tap(BUDI, "Setuju")
        await scene.settle()
        yield scene


async def later(scene: Scene, **time: float) -> None:
    scene.table.clock.move(timedelta(**time))
    await scene.minute()


async def killed_before_its_commit(scene: Scene, does: Callable[[Work], Awaitable[object]]) -> None:
    async with scene.table.shop.work() as work:
        await does(work)
        raise RuntimeError("killed")


async def words_in(scene: Scene, topic: int | None = None) -> list[str]:
    return [one["text"] for one in await scene.messages(STAFF, topic) if one.get("text")]


async def reminders(scene: Scene, topic: int) -> list[str]:
    return [one for one in await words_in(scene, topic) if one[0] in "⏳⏰🚨"]


# The pinned message


async def test_one_pinned_message_says_who_waits_and_for_how_long(scene: Scene) -> None:
    await scene.minute()
    assert "Tidak ada yang menunggu kita" in await scene.queue()
    number, topic = await scene.begun()
    [icon] = [call["params"] for call in await scene.sim.outbox("editForumTopic")]
    assert icon["icon_custom_emoji_id"]
    said = await scene.queue()
    assert "Menunggu kita: 1, lewat target: 0" in said
    assert f"{number} · Budi, sejak 23 November 2026 10.00 WIB (kurang dari 15 menit)" in said
    assert "Belum ada yang menangani: 1" in said
    await later(scene, hours=2, minutes=5)
    assert "lewat target: 1" in await scene.queue()
    assert "(lebih dari 2 jam)" in await scene.queue()
    await scene.writes(DEWI, "/ambil", topic=topic)
    assert "👤 Dewi Lestari: 1" in await scene.queue()
    await scene.replies(RINA, "Website saya", "Sudah kami periksa", topic=topic)
    said = await scene.queue()
    assert "Tidak ada yang menunggu kita" in said
    assert "Menunggu pelanggan: 1" in said


async def test_nothing_is_edited_when_nothing_has_changed(scene: Scene) -> None:
    await scene.begun()
    edits = len(await scene.sim.outbox("editMessageText"))
    for _ in range(5):
        await scene.minute()
    assert len(await scene.sim.outbox("editMessageText")) == edits
    await later(scene, minutes=16)
    assert len(await scene.sim.outbox("editMessageText")) == edits + 1


async def test_what_changes_while_it_rests_is_one_edit(scene: Scene) -> None:
    await scene.begun()
    async with scene.table.shop.work() as work:
        await work.cards.touch_queue(anew=True)
    assert await show_one(scene.presenter)
    [row] = await scene.table.rows(t.screen, t.screen.c.key == QUEUE)
    rests = row.not_before - datetime.now(UTC)
    assert timedelta(seconds=0) < rests < timedelta(seconds=16)
    for _ in range(3):
        async with scene.table.shop.work() as work:
            await work.cards.touch_queue()
    assert not await show_one(scene.presenter)


async def test_a_lost_one_is_made_anew_and_pinned(scene: Scene) -> None:
    _, topic = await scene.begun()
    [before] = await pinned(scene)
    await scene.bot.delete_message(STAFF, before)
    await scene.writes(DEWI, "/ambil", topic=topic)
    [now] = await pinned(scene)
    assert now != before
    await scene.bot.delete_message(STAFF, now)
    await scene.writes(DEWI, "/antrean")
    [again] = await pinned(scene)
    assert again != now
    await scene.bot.unpin_chat_message(STAFF, message_id=again)
    await scene.writes(DEWI, "/antrean")
    assert await pinned(scene) == [again]


async def test_one_that_cannot_be_edited_any_more_is_replaced(scene: Scene) -> None:
    _, topic = await scene.begun()
    [before] = await pinned(scene)
    await scene.sim.fault(
        "editMessageText", "error", code=400, times=20,
        description="Bad Request: message can't be edited",
    )  # fmt: skip
    await scene.writes(DEWI, "/ambil", topic=topic)
    [now] = await pinned(scene)
    assert now != before


@pytest.mark.parametrize("killed_after", ["sent", "noted", "pinned"])
async def test_killed_at_any_step_there_is_one_pinned_message(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, killed_after: str
) -> None:
    class KilledError(BaseException):
        """As a process's end: nothing handles it."""

    presenter: Any = scene.presenter
    noting = presenter._noting
    place, step = {
        "sent": (noting, "keep"),
        "noted": (presenter, "_pin"),
        "pinned": (noting, "shown"),
    }[killed_after]
    real = getattr(place, step)

    async def die(owed: Any, *args: Any, **values: Any) -> None:
        if step != "_pin" and owed.key != QUEUE:
            return await real(owed, *args, **values)
        raise KilledError

    monkeypatch.setattr(place, step, die)
    async with scene.table.shop.work() as work:
        await work.cards.touch_queue()
    with pytest.raises(KilledError):
        await show_one(presenter)
    monkeypatch.undo()
    async with scene.table.engine.begin() as connection:
        await connection.execute(
            update(t.screen).values(leased_until=text("clock_timestamp() - interval '1 s'"))
        )
    await scene.settle()
    assert len(await pinned(scene)) == 1
    sent = len([one for one in await words_in(scene) if "Antrean" in one])
    assert sent == (2 if killed_after == "sent" else 1)  # Telegram knows, and nobody here does


async def pinned(scene: Scene) -> list[int]:
    chats = (await scene.sim.world())["chats"]
    there = {one["message_id"] for one in await scene.messages(STAFF) if not one["deleted"]}
    [found] = [chat["pinned"] for chat in chats if chat["id"] == STAFF]
    return [one for one in found if one in there]


# Lists


async def test_a_button_brings_a_list_that_turns_into_the_others(scene: Scene) -> None:
    number, topic = await scene.begun()
    await scene.taps(DEWI, "🙋 Belum ditangani (1)")
    listed = await scene.find(STAFF, f"• {number} · Budi · sejak")
    assert f"https://t.me/c/{str(STAFF).removeprefix('-100')}/{topic}" in listed["html"]
    await scene.taps(DEWI, "👤 Milik saya", message_id=listed["message_id"])
    assert "Menunggu Anda: tidak ada." in (await at(scene, listed))["text"]
    await scene.writes(DEWI, "/ambil", topic=topic)
    await scene.taps(DEWI, "💬 Menunggu pelanggan", message_id=listed["message_id"])
    await scene.taps(DEWI, "👤 Milik saya", message_id=listed["message_id"])
    assert number in (await at(scene, listed))["text"]
    await scene.taps(AGUS, "⏰ Lewat target", message_id=listed["message_id"])
    assert "Lewat target: tidak ada." in (await at(scene, listed))["text"]


async def test_antrean_is_answered_where_it_was_given(scene: Scene) -> None:
    number, topic = await scene.begun()
    await scene.writes(RINA, "/antrean", topic=topic)
    assert number in (await scene.find(STAFF, "Belum ada yang menangani (1)", topic))["text"]


async def test_whoever_has_their_data_deleted_is_named_in_no_list_that_is_kept(
    scene: Scene,
) -> None:
    await scene.begun()
    await scene.writes(RINA, "/antrean")
    kept = t.delivery.c.payload["key"].astext == "desk-queue-list"
    [before] = await scene.table.rows(t.delivery, kept)
    assert "Budi" in str(before.payload)
    async with scene.table.shop.work() as work:
        await forget_person(work, BUDI)
    [after] = await scene.table.rows(t.delivery, kept)
    assert "Budi" not in str(after.payload)
    await scene.minute()
    assert "Budi" not in await scene.queue()


async def at(scene: Scene, message: dict[str, Any]) -> dict[str, Any]:
    [found] = [
        one for one in await scene.messages(STAFF) if one["message_id"] == message["message_id"]
    ]
    return found


async def test_a_request_waits_for_staff_once_its_recipient_agreed(scene: Scene) -> None:
    waits = replace(TRANSFER, person=BUDI, created_at=scene.table.clock.now)
    async with scene.table.shop.work() as work:
        await work.transfers.add(waits)
        await work.cards.touch(waits.number)
    await scene.settle()
    assert "Menunggu pelanggan: 1" in await scene.queue()
    async with scene.table.shop.work() as work:
        agreed = replace(waits, agreement=Agreement.GIVEN, waiting_since=work.now)
        await work.transfers.save(agreed)
        await work.cards.touch(waits.number)
    await scene.settle()
    assert "Menunggu kita: 1" in await scene.queue()


# Time


async def test_staff_are_reminded_at_half_full_and_twice_the_time(scene: Scene) -> None:
    _, topic = await scene.begun()
    await later(scene, minutes=29)
    assert await reminders(scene, topic) == []
    await later(scene, minutes=1)
    await scene.minute()
    assert [one[0] for one in await reminders(scene, topic)] == ["⏳"]
    await later(scene, minutes=30)
    await later(scene, minutes=59)
    assert [one[0] for one in await reminders(scene, topic)] == ["⏳", "⏰"]
    await later(scene, minutes=1)
    last = (await reminders(scene, topic))[-1]
    assert last.startswith("🚨")
    assert "Rina Kusuma\nDewi Lestari" in last
    await later(scene, hours=5)
    assert len(await reminders(scene, topic)) == 3


async def test_after_a_long_silence_of_ours_the_latest_reminder_alone_is_said(
    scene: Scene,
) -> None:
    _, topic = await scene.begun()
    await later(scene, hours=6)
    assert [one[0] for one in await reminders(scene, topic)] == ["🚨"]


async def test_while_nobody_knows_the_administrators_the_last_reminder_waits(
    scene: Scene,
) -> None:
    _, topic = await scene.begun()
    scene.table.clock.move(timedelta(hours=3))

    async def nobody() -> None:
        return None

    await WaitingWatch(scene.table.shop, nobody).look()
    await scene.settle()
    assert [one[0] for one in await reminders(scene, topic)] == ["⏰"]
    await scene.minute()
    assert [one[0] for one in await reminders(scene, topic)] == ["⏰", "🚨"]


async def test_another_answer_has_its_own_time_and_a_night_does_not_count(scene: Scene) -> None:
    _, topic = await scene.begun()
    await scene.replies(RINA, "Website saya", "Domain yang mana?", topic=topic)
    scene.table.clock.move(timedelta(hours=6, minutes=30))  # 16.30
    await scene.says(BUDI, "maju.example")
    await later(scene, hours=16)  # 08.30: one hour of four
    assert await reminders(scene, topic) == []
    await later(scene, hours=1)
    assert [one[0] for one in await reminders(scene, topic)] == ["⏳"]
    await scene.replies(RINA, "maju.example", "Baik", topic=topic)
    await later(scene, hours=6)
    assert len(await reminders(scene, topic)) == 1


async def test_a_request_that_waits_for_a_decision_reminds_too(scene: Scene) -> None:
    async with scene.table.shop.work() as work:
        await work.transfers.add(replace(TRANSFER, agreement=Agreement.OWN, waiting_since=work.now))
        await work.cards.touch(TRANSFER.number)
    await scene.settle()
    topic = await scene.topic_of(TRANSFER.number)
    await later(scene, days=1, hours=3)  # 7 + 5 hours of 24
    assert [one[0] for one in await reminders(scene, topic)] == ["⏳"]
    assert "menunggu keputusan" in (await reminders(scene, topic))[0]


async def test_a_reminder_that_was_not_committed_is_said_once(scene: Scene) -> None:
    _, topic = await scene.begun()
    scene.table.clock.move(timedelta(hours=3))
    with pytest.raises(RuntimeError):
        await killed_before_its_commit(
            scene, lambda work: remind_of_waiting(work, [Staff(RINA, "Rina")])
        )
    await scene.minute()
    await scene.minute()
    assert [one[0] for one in await reminders(scene, topic)] == ["🚨"]


async def test_out_of_hours_one_kind_sentence_says_when_people_are_back(scene: Scene) -> None:
    await scene.begun()
    assert await kind_sentences(scene) == []
    scene.table.clock.move(timedelta(hours=8))  # 18.00
    said = await scene.find(BUDI, "Website saya")
    await scene.says(BUDI, "Halo?", reply_to=said["message_id"])
    await scene.says(BUDI, "Ada orang?", reply_to=said["message_id"])
    [first] = await kind_sentences(scene)
    assert "kembali 24 November 2026 08.00 WIB" in first
    scene.table.clock.move(timedelta(days=1))
    await scene.says(BUDI, "Masih mati", reply_to=said["message_id"])
    assert "25 November 2026 08.00 WIB" in (await kind_sentences(scene))[1]


async def kind_sentences(scene: Scene) -> list[str]:
    return [
        one["text"] for one in await scene.messages(BUDI) if one.get("text", "").startswith("🌙")
    ]


async def test_a_week_of_silence_after_our_answer_ends_it_and_a_word_opens_it_again(
    scene: Scene,
) -> None:
    number, topic = await scene.begun()
    await scene.replies(RINA, "Website saya", "Sudah pulih", topic=topic)
    await later(scene, days=6, hours=23)
    assert (await topic_state(scene, topic))[0] is False
    scene.table.clock.move(timedelta(hours=1))
    with pytest.raises(RuntimeError):
        await killed_before_its_commit(scene, close_silent)
    await scene.minute()
    await scene.minute()
    assert await topic_state(scene, topic) == (True, f"✅ Budi · {number}")
    said = [one for one in await scene.messages(BUDI) if "seminggu" in one.get("text", "")]
    assert len(said) == 1
    await scene.says(BUDI, "Mati lagi", reply_to=said[0]["message_id"])
    assert await topic_state(scene, topic) == (False, f"🔴 Budi · {number}")


async def test_what_waits_for_us_is_never_closed_by_the_clock(scene: Scene) -> None:
    _, topic = await scene.begun()
    await later(scene, days=30)
    assert (await topic_state(scene, topic))[0] is False
