"""What nobody thinks of: none of it may reach a customer by accident, or get lost unsaid."""

from __future__ import annotations

from typing import Any

from assistant.storage import tables as t
from tests.simclient import BUDI, DEWI, RINA, SITI, STAFF
from tests.support.scene import Scene

CHANNEL = {"id": -1009990001, "type": "channel", "title": "Kabar CloudKilat"}


async def replied_as(scene: Scene, topic: int, words: str, **more: Any) -> None:
    """A reply to the customer's words, as Telegram would tell of it; ``more`` is what is odd."""
    there = await scene.find(STAFF, "Website saya", topic)
    message = {
        "message_id": 90_001,
        "date": there["date"] + 60,
        "chat": {"id": STAFF, "type": "supergroup", "title": "Staf", "is_forum": True},
        "message_thread_id": topic,
        "is_topic_message": True,
        "from": {"id": RINA, "is_bot": False, "first_name": "Rina"},
        "reply_to_message": there,
        "text": words,
        **more,
    }
    await scene.sim.update("message", {k: v for k, v in message.items() if v is not None})
    await scene.settle()


class TestNothingGoesOut:
    async def test_in_the_name_of_a_channel(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        sender = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
        await replied_as(scene, topic, "halo", sender_chat=CHANNEL, **{"from": sender})
        assert await scene.heard(BUDI) == []
        assert (await scene.find(STAFF, "anonim", topic))["out"]

    async def test_that_a_channel_posted(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await replied_as(
            scene,
            topic,
            "/balas promo",
            sender_chat=CHANNEL,
            is_automatic_forward=True,
            reply_to_message=None,
            **{"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        )
        assert await scene.heard(BUDI) == []
        assert not [m for m in await scene.messages(STAFF) if "anonim" in m.get("text", "")]

    async def test_that_another_bot_says(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        sender = {"id": 4242, "is_bot": True, "first_name": "Robot"}
        await replied_as(scene, topic, "pong", **{"from": sender})
        assert await scene.heard(BUDI) == []

    async def test_that_was_only_forwarded_here(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        origin = {"type": "hidden_user", "sender_user_name": "Dewi", "date": 1_700_000_000}
        for command in ("/balas orang ini rewel", "/selesai", "/bisukan"):
            await replied_as(scene, topic, command, forward_origin=origin, reply_to_message=None)
        assert await scene.heard(BUDI) == []
        [talk] = await scene.table.rows(t.conversation)
        assert talk.state == "open"

    async def test_by_balas_below_another_customers_words(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        _, other = await scene.begun("Domain saya hilang", SITI)
        there = await scene.find(STAFF, "Domain saya", other)
        await scene.writes(RINA, "/balas ya", topic=topic, reply_to=there["message_id"])
        assert await scene.heard(BUDI) + await scene.heard(SITI) == []
        assert (await scene.find(STAFF, "pelanggan lain", topic))["out"]

    async def test_that_follows_a_long_answer_in_another_topic(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        _, other = await scene.begun("Domain saya hilang", SITI)
        await scene.sim.send(STAFF, "a" * 3000, sender=RINA, topic=topic,
            reply_to=(await scene.find(STAFF, "Website saya", topic))["message_id"])  # fmt: skip
        await scene.writes(RINA, "yang ini biar Dewi", topic=other)
        await scene.writes(RINA, "di General")
        assert not any("Dewi" in one or "General" in one for one in await scene.heard(BUDI))
        assert await scene.heard(SITI) == []

    async def test_by_an_edit(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        note = await scene.writes(RINA, "balas halo", topic=topic)
        await scene.sim.edit(STAFF, note["message_ids"][0], "/balas halo", sender=RINA)
        await scene.settle()
        assert await scene.heard(BUDI) == []
        assert (await scene.find(STAFF, "pesan baru", topic))["out"]

    async def test_that_an_answer_was_changed_into_a_command(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        said = await scene.replies(RINA, "Website saya", "Kami periksa", topic=topic)
        await scene.sim.edit(STAFF, said["message_ids"][0], "/catatan orang rewel", sender=RINA)
        await scene.settle()
        assert await scene.heard(BUDI) == ["Kami periksa"]
        assert (await scene.find(STAFF, "tidak diteruskan", topic))["out"]


class TestNothingIsLostWithoutAWord:
    async def test_an_answer_that_looks_like_a_command(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await scene.replies(RINA, "Website saya", "/etc/hosts perlu diubah", topic=topic)
        assert (await scene.find(STAFF, "garis miring", topic))["out"]
        await scene.replies(RINA, "Website saya", "/Balas /etc/hosts perlu diubah", topic=topic)
        assert await scene.heard(BUDI) == ["/etc/hosts perlu diubah"]

    async def test_balas_over_several_lines_and_its_edit(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        said = await scene.writes(RINA, "/balas\nHalo kawan,\nsudah pulih", topic=topic)
        assert await scene.heard(BUDI) == ["Halo kawan,\nsudah pulih"]
        edited = "/balas\nHalo Budi,\nsudah pulih"
        await scene.sim.edit(STAFF, said["message_ids"][0], edited, sender=RINA)
        await scene.settle()
        assert await scene.heard(BUDI) == ["Halo Budi,\nsudah pulih"]

    async def test_what_can_not_be_copied(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        story = {"chat": CHANNEL, "id": 3}
        await replied_as(scene, topic, "", text=None, story=story)
        assert await scene.heard(BUDI) == []
        assert (await scene.find(STAFF, "jenis ini tidak dapat", topic))["out"]

    async def test_an_album_below_balas(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await replied_as(
            scene, topic, "", text=None, reply_to_message=None, media_group_id="77",
            caption="/balas ini", photo=[{"file_id": "f", "file_unique_id": "u",
            "width": 9, "height": 9}],
        )  # fmt: skip
        assert await scene.heard(BUDI) == []
        assert (await scene.find(STAFF, "beberapa berkas sekaligus", topic))["out"]

    async def test_the_whole_album_of_a_customer(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await scene.says(BUDI, "/menu")
        await scene.replies(RINA, "Website saya", "Ada gambarnya?", topic=topic)
        files = {"a.png": b"\x89PNG-1", "b.png": b"\x89PNG-2", "c.png": b"\x89PNG-3"}
        await scene.sim.send_album(BUDI, files)
        await scene.settle()
        there = [m for m in await scene.messages(STAFF, topic) if "document" in m and m["out"]]
        assert [m["document"]["file_name"] for m in there] == list(files)

    async def test_several_lines_in_one_go(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await scene.says(BUDI, "/menu")
        await scene.replies(RINA, "Website saya", "Domain yang mana?", topic=topic)
        for words in ("maju.example", "eh bukan", "majujaya.example"):
            await scene.says(BUDI, words)
            assert (await scene.find(STAFF, words, topic))["out"]

    async def test_a_reply_to_ones_own_words(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        own = await scene.find(BUDI, "Website saya")
        await scene.says(BUDI, "/menu")
        await scene.says(BUDI, "/var/www juga kosong", reply_to=own["message_id"])
        assert (await scene.find(STAFF, "/var/www juga kosong", topic))["out"]

    async def test_a_pdf_for_people(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await scene.says(BUDI, "/menu")
        await scene.replies(RINA, "Website saya", "Mohon kirim surat kuasanya", topic=topic)
        asked = await scene.find(BUDI, "surat kuasanya")
        await scene.sim.send_document(BUDI, "kuasa.pdf", b"%PDF-1", reply_to=asked["message_id"])
        await scene.settle()
        there = [m for m in await scene.messages(STAFF, topic) if "document" in m and m["out"]]
        assert [m["document"]["file_name"] for m in there] == ["kuasa.pdf"]
        assert not await scene.table.rows(t.slip_upload)

    async def test_a_picture_while_a_form_stands(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await scene.replies(RINA, "Website saya", "Ada gambarnya?", topic=topic)
        await scene.says(BUDI, "/hubungkan")
        await scene.says(BUDI, photo=True, caption="ini")
        assert (await scene.find(STAFF, "ini", topic))["photo"]

    async def test_somebody_who_is_not_heard_is_told(self, scene: Scene) -> None:
        _, topic = await scene.begun()
        await scene.writes(DEWI, "/Bisukan", topic=topic)
        await scene.says(BUDI, "/cs")
        await scene.says(BUDI, "dengarkan saya")
        await scene.sim.tap(BUDI, "Kirim ke tim")
        await scene.settle()
        assert (await scene.find(BUDI, "tidak dapat diteruskan"))["out"]
        assert "dengarkan" not in str(await scene.messages(STAFF))


async def test_a_guest_reads_what_is_kept_before_a_picture_goes(scene: Scene) -> None:
    await scene.says(SITI, "/cs")
    assert (await scene.find(SITI, "disimpan paling lama 24 bulan"))["out"]
    await scene.says(SITI, "ini gambarnya")
    await scene.says(SITI, photo=True, caption="layar saya")
    [talk] = await scene.table.rows(t.conversation)
    topic = await scene.topic_of(talk.number)
    assert (await scene.find(STAFF, "layar saya", topic))["photo"]
    assert (await scene.find(STAFF, "ini gambarnya", topic))["out"]
