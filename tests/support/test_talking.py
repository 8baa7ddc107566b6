"""Words between customers and staff, through a real Telegram's stand-in and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.domain.staff import Standing
from assistant.domain.transfers.deciding import conclude
from assistant.domain.transfers.model import Decision
from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.simclient import AGUS, BUDI, DEWI, RINA, STAFF
from tests.support.scene import Scene


async def test_words_reach_a_topic_of_their_own_and_a_reply_comes_back(scene: Scene) -> None:
    _, topic = await scene.begun()
    asked = await scene.find(BUDI, "Website saya tidak bisa dibuka")
    assert await scene.reaction(BUDI, asked["message_id"]) == "👌"
    answer = await scene.replies(RINA, "Website saya", "Sedang kami periksa", topic=topic)
    assert await scene.heard(BUDI) == ["Sedang kami periksa"]
    assert await scene.reaction(STAFF, answer["message_ids"][0]) == "👌"
    [row] = await scene.table.rows(t.conversation)
    assert (row.state, row.taken_by) == ("answered", RINA)


async def test_what_is_written_in_a_topic_without_replying_stays_among_staff(scene: Scene) -> None:
    number, topic = await scene.begun()
    note = await scene.writes(DEWI, "orang ini lagi", topic=topic)
    await scene.writes(AGUS, "biar saya", topic=topic, reply_to=note["message_ids"][0])
    card = await scene.find(STAFF, number, topic)
    await scene.writes(AGUS, "kartunya aneh", topic=topic, reply_to=card["message_id"])
    await scene.writes(DEWI, "di General")
    assert await scene.heard(BUDI) == []


async def test_a_reply_to_words_that_nobody_has_noted_yet_is_not_lost_in_silence(
    scene: Scene,
) -> None:
    """They stand in the topic before we know it, and for good where Telegram's answer was lost."""
    _, topic = await scene.begun()
    its = t.delivery.c.payload["carries"].is_not(None)
    async with scene.table.engine.begin() as connection:
        await connection.execute(t.carrier.delete())
        lost = t.delivery.update().where(its, t.delivery.c.channel == "staff")
        await connection.execute(lost.values(state="unknown"))
    await scene.replies(RINA, "Website saya", "Sedang kami periksa", topic=topic)
    assert await scene.heard(BUDI) == []
    assert (await scene.find(STAFF, "Tidak terkirim: pesan yang Anda balas", topic))["out"]
    await scene.writes(DEWI, "orang ini lagi", topic=topic)
    await scene.writes(RINA, "/balas Sedang kami periksa", topic=topic)
    assert await scene.heard(BUDI) == ["Sedang kami periksa"]


async def test_free_words_go_into_the_conversation_that_waits_for_them(scene: Scene) -> None:
    _, topic = await scene.begun()
    await scene.says(BUDI, "/menu")
    await scene.replies(RINA, "Website saya", "Domain yang mana?", topic=topic)
    await scene.says(BUDI, "maju.example")
    assert (await scene.find(STAFF, "maju.example", topic))["out"]
    await scene.replies(RINA, "maju.example", "Baik", topic=topic)
    assert await scene.heard(BUDI) == ["Domain yang mana?", "Baik"]


async def test_balas_goes_out_without_a_reply(scene: Scene) -> None:
    _, topic = await scene.begun()
    await scene.writes(RINA, "/balas Kami <periksa> & kabari", topic=topic)
    assert await scene.heard(BUDI) == ["Kami <periksa> & kabari"]
    await scene.writes(RINA, "/balas", topic=topic)
    await scene.writes(RINA, "/balas Halo")
    assert len(await scene.heard(BUDI)) == 1
    assert (await scene.find(STAFF, "Tulis /balas di topik"))["out"]


async def test_edits_pass_both_ways(scene: Scene) -> None:
    _, topic = await scene.begun()
    asked = await scene.find(BUDI, "Website saya")
    await scene.sim.edit(BUDI, asked["message_id"], "Website toko saya mati")
    await scene.settle()
    assert (await scene.find(STAFF, "Website toko saya mati", topic))["edit_date"]
    answer = await scene.replies(RINA, "Website toko", "Sudah jalan", topic=topic)
    await scene.sim.edit(STAFF, answer["message_ids"][0], "Sudah pulih", sender=RINA)
    await scene.settle()
    assert await scene.heard(BUDI) == ["Sudah pulih"]


async def test_an_edited_note_stays_a_note(scene: Scene) -> None:
    _, topic = await scene.begun()
    note = await scene.writes(RINA, "rahasia", topic=topic)
    await scene.sim.edit(STAFF, note["message_ids"][0], "rahasia sekali", sender=RINA)
    await scene.settle()
    assert await scene.heard(BUDI) == []


async def test_files_and_voice_pass_both_ways_without_their_origin(scene: Scene) -> None:
    _, topic = await scene.begun()
    await scene.says(BUDI, photo=True, caption="ini layarnya")
    there = await scene.find(STAFF, "ini layarnya", topic)
    assert there["photo"]
    assert "forward_origin" not in there
    await scene.writes(
        RINA, topic=topic, reply_to=there["message_id"],
        document={"name": "panduan.pdf", "base64": "JVBERi0x"}, caption="ikuti ini",
    )  # fmt: skip
    await scene.writes(RINA, topic=topic, reply_to=there["message_id"], voice=True)
    came = [one for one in await scene.messages(BUDI) if "document" in one or "voice" in one]
    assert [("document" in one, one["out"]) for one in came] == [(True, True), (False, True)]
    assert await scene.heard(BUDI) == ["ikuti ini", ""]


async def test_an_album_goes_whole(scene: Scene) -> None:
    _, topic = await scene.begun()
    there = await scene.find(STAFF, "Website saya", topic)
    files = {"a.pdf": b"%PDF-1", "b.pdf": b"%PDF-2", "c.pdf": b"%PDF-3"}
    await scene.sim.send_album(STAFF, files, sender=RINA, topic=topic, reply_to=there["message_id"])
    await scene.settle()
    names = [m["document"]["file_name"] for m in await scene.messages(BUDI) if "document" in m]
    assert sorted(names) == ["a.pdf", "b.pdf", "c.pdf"]


async def test_what_is_quoted_stays_quoted(scene: Scene) -> None:
    _, topic = await scene.begun()
    await scene.replies(RINA, "Website saya", "Yang mana?", topic=topic)
    came = await scene.find(BUDI, "Yang mana?")
    asked = await scene.find(BUDI, "Website saya")
    assert came["reply_to_message"]["message_id"] == asked["message_id"]
    await scene.says(BUDI, "Yang .example", reply_to=came["message_id"])
    there = await scene.find(STAFF, "Yang .example", topic)
    assert there["reply_to_message"]["text"] == "Yang mana?"


async def test_a_long_answer_in_two_parts_goes_whole(scene: Scene) -> None:
    _, topic = await scene.begun()
    there = await scene.find(STAFF, "Website saya", topic)
    words = "a" * 4096 + "b" * 300
    await scene.writes(RINA, words[:4096], topic=topic, reply_to=there["message_id"])
    await scene.writes(RINA, words[4096:], topic=topic)
    said = [
        m["text"] for m in await scene.messages(BUDI) if m["out"] and "aaa" in m.get("text", "")
    ]
    assert said == ["a" * 4096]
    assert await scene.heard(BUDI) == ["b" * 300]


async def test_a_customer_who_blocked_us_gets_it_when_they_return(scene: Scene) -> None:
    _, topic = await scene.begun()
    await scene.sim.block(BUDI)
    answer = await scene.replies(RINA, "Website saya", "Sudah pulih", topic=topic)
    assert (await scene.find(STAFF, "Belum sampai", topic))["out"]
    assert await scene.reaction(STAFF, answer["message_ids"][0]) == ""
    await scene.sim.edit(STAFF, answer["message_ids"][0], "Sudah pulih total", sender=RINA)
    await scene.settle()
    await scene.sim.block(BUDI, blocked=False)
    async with scene.table.shop.work() as work:
        from assistant.storage.deliveries import resume_person

        await resume_person(work.connection, BUDI, work.now)
    await scene.settle()
    assert await scene.heard(BUDI) == ["Sudah pulih total"]
    assert await scene.reaction(STAFF, answer["message_ids"][0]) == "👌"


async def test_a_settled_topic_is_closed_and_opens_by_the_customers_word(scene: Scene) -> None:
    number, topic = await scene.begun()
    await scene.replies(RINA, "Website saya", "Sudah pulih", topic=topic)
    await scene.writes(RINA, "/selesai", topic=topic)
    assert await topic_state(scene, topic) == (True, f"✅ Budi · {number}")
    said = await scene.find(BUDI, "kami anggap selesai")
    await scene.says(BUDI, "Mati lagi", reply_to=said["message_id"])
    assert await topic_state(scene, topic) == (False, f"🔴 Budi · {number}")
    assert (await scene.find(STAFF, "Mati lagi", topic))["out"]


async def topic_state(scene: Scene, topic: int) -> tuple[bool, str]:
    chats = (await scene.sim.world())["chats"]
    [group] = [one for one in chats if one["id"] == STAFF]
    [found] = [one for one in group["topics"] if one["id"] == topic]
    return found["closed"], found["name"]


async def test_the_first_reply_takes_and_others_take_over_by_hand(scene: Scene) -> None:
    _, topic = await scene.begun()
    await scene.writes(DEWI, "/ambil", topic=topic)
    tapped = await scene.taps(RINA, "↩️ Lepas")
    assert tapped
    note = await scene.writes(RINA, "saya di sini", topic=topic)
    await scene.writes(DEWI, "/serahkan", topic=topic, reply_to=note["message_ids"][0])
    [row] = await scene.table.rows(t.conversation)
    assert row.taken_by == RINA
    await scene.writes(DEWI, "/catatan pelanggan lama", topic=topic)
    assert "pelanggan lama" in (await scene.find(STAFF, "📌", topic))["text"]
    assert await scene.heard(BUDI) == []


async def test_a_ready_answer_is_looked_at_and_sent_filled_in(scene: Scene) -> None:
    number, _ = await scene.begun()
    await scene.writes(RINA, "/templat tambah id salam\nHalo {nama}, kami periksa {nomor}.")
    await scene.taps(RINA, "📋 Jawaban siap")
    await scene.taps(RINA, "salam (id)")
    assert await scene.heard(BUDI) == []
    other = await scene.taps(DEWI, "✅ Kirim")
    alert = await scene.sim.callback(other["callback_query_id"])
    assert alert["show_alert"] is False or "hanya untuk" in alert["text"]
    await scene.taps(RINA, "✅ Kirim")
    assert await scene.heard(BUDI) == [f"Halo Budi, kami periksa {number}."]


# A request


@pytest.fixture
async def request_topic(scene: Scene) -> int:
    async with scene.table.shop.work() as work:
        await work.transfers.add(TRANSFER)
        await work.cards.touch(TRANSFER.number)
    await scene.settle()
    return await scene.topic_of(TRANSFER.number)


async def test_no_sentence_refuses_a_request_but_the_reply_that_was_looked_at(
    scene: Scene, request_topic: int
) -> None:
    topic = request_topic
    await scene.taps(RINA, "Tolak")
    await scene.taps(RINA, "✍️ Tulis sendiri")
    await scene.writes(RINA, "eh, ini siapa ya?", topic=topic)
    assert await scene.table.rows(t.decision) == []
    await scene.replies(DEWI, "balas pesan ini", "saya yang jawab", topic=topic)
    assert await scene.table.rows(t.decision) == []
    written = await scene.replies(RINA, "balas pesan ini", "Masih terkunci", topic=topic)
    assert await scene.table.rows(t.decision) == []
    await scene.sim.edit(STAFF, written["message_ids"][0], "Masih dikunci", sender=RINA)
    await scene.settle()
    assert "Masih dikunci" in (await scene.find(STAFF, "Kirim ini", topic))["text"]
    await scene.sim.edit(STAFF, written["message_ids"][0], "a" * 1001, sender=RINA)
    await scene.settle()
    assert (await scene.find(STAFF, "terlalu panjang", topic))["out"]
    await scene.taps(DEWI, "✅ Kirim")
    assert await scene.table.rows(t.decision) == []
    await scene.taps(RINA, "✅ Kirim")
    [decision] = await scene.table.rows(t.decision)
    assert (decision.staff, decision.decision, decision.text) == (RINA, "refuse", "Masih dikunci")
    await scene.sim.edit(STAFF, written["message_ids"][0], "Masih terkunci rapat", sender=RINA)
    await scene.settle()
    assert (await scene.find(STAFF, "tidak diteruskan", topic))["out"]
    assert await scene.heard(BUDI) == []


async def test_a_reply_to_the_ready_reasons_is_one_that_they_write_themselves(
    scene: Scene, request_topic: int
) -> None:
    topic = request_topic
    await scene.taps(RINA, "Tolak")
    await scene.replies(DEWI, "atau tulis sendiri", "saya yang jawab", topic=topic)
    await scene.replies(RINA, "atau tulis sendiri", "Masih terkunci", topic=topic)
    assert "Masih terkunci" in (await scene.find(STAFF, "Kirim ini", topic))["text"]
    assert await scene.table.rows(t.decision) == []
    await scene.taps(RINA, "✅ Kirim")
    [decision] = await scene.table.rows(t.decision)
    assert (decision.staff, decision.text) == (RINA, "Masih terkunci")


async def test_a_prompt_ends_after_a_quarter_of_an_hour(scene: Scene, request_topic: int) -> None:
    await scene.taps(RINA, "Tolak")
    await scene.taps(RINA, "✍️ Tulis sendiri")
    scene.table.clock.move(timedelta(minutes=16))
    await scene.replies(RINA, "balas pesan ini", "Masih terkunci", topic=request_topic)
    assert (await scene.find(STAFF, "Sudah lewat 15 menit", request_topic))["out"]
    assert await scene.table.rows(t.decision) == []


async def test_a_ready_reason_is_looked_at_and_may_be_called_off(
    scene: Scene, request_topic: int
) -> None:
    await scene.taps(RINA, "Tolak")
    await scene.taps(RINA, "Masih ada tagihan yang belum dibayar.")
    await scene.taps(RINA, "Batal")
    assert (await scene.find(STAFF, "Dibatalkan oleh", request_topic))["out"]
    await scene.taps(RINA, "Tolak")
    await scene.taps(RINA, "Masih ada tagihan yang belum dibayar.")
    await scene.taps(RINA, "✅ Kirim")
    [decision] = await scene.table.rows(t.decision)
    assert decision.text == "Masih ada tagihan yang belum dibayar."


async def test_a_question_about_a_request_arrives_once_and_a_reply_to_it_reaches_staff(
    scene: Scene, request_topic: int
) -> None:
    async with scene.table.shop.work() as work:
        asked = await work.transfers.want_decision(
            TRANSFER.number, RINA, "Rina", Decision.ASK, "Hosting juga?"
        )
        await conclude(work, asked, Standing.DECIDER, ())
    await scene.settle()
    question = await scene.find(BUDI, "Hosting juga?")
    assert [row.state for row in await scene.table.rows(t.delivery)] == ["sent"]
    await scene.says(BUDI, "Ya, sekalian", reply_to=question["message_id"])
    assert (await scene.find(STAFF, "Ya, sekalian", request_topic))["out"]
