"""Every way a delivery can end, against the sandbox and a real PostgreSQL."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from assistant.courier.bot import make_bot
from assistant.courier.resuming import resume
from assistant.courier.settling import LONGEST_PAUSE
from assistant.domain.months import tax_moment
from assistant.domain.people.model import Quiet, Wishes
from assistant.domain.words import Go, Priority, StaffMessage
from assistant.storage import deliveries
from assistant.storage import tables as t
from assistant.storage.retrying import retry_while_away
from assistant.storage.work import SqlWork
from tests.courier.conftest import PDF, World
from tests.courier.said import mail, messages
from tests.simclient import BUDI, SITI, STAFF

pytestmark = pytest.mark.usefixtures("world")

# Sent


async def test_a_message_is_worded_when_it_is_sent(world: World) -> None:
    async with world.shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "en")
        await work.deliveries.tell(
            BUDI,
            "ntf-hello",
            {"name": "<Budi>"},
            unique="one",
            buttons=[Go("btn-open", "faktur", "7")],
        )
    async with world.running():
        row = await world.until("one", "sent")
    (message,) = await messages(world)
    assert message["text"] == "Hello, <Budi>!"
    assert message["entities"][0]["type"] == "bold"
    (button,) = message["reply_markup"]["inline_keyboard"][0]
    assert (button["text"], button["callback_data"]) == ("Buka", "go:faktur:7")
    assert (row.message_id, row.leased_until) == (message["message_id"], None)
    assert row.sent_at is not None


async def test_what_is_queued_while_it_runs_is_heard_of(world: World) -> None:
    async with world.running():
        await world.tell("one")
        await world.until("one", "sent")
        await world.tell("two")
        await world.until("two", "sent")


async def test_a_document_goes_up_once_and_is_known_by_its_id_then(world: World) -> None:
    await world.link()
    async with world.running():
        await world.send_faktur("one")
        await world.until("one", "sent")
        await world.send_faktur("two")
        await world.until("two", "sent")
    first, second = await world.sim.outbox("sendDocument")
    assert first["params"]["document"]["name"] == "Faktur-1.pdf"
    assert isinstance(second["params"]["document"], str)
    assert await world.texts_in(BUDI) == ["Faktur 04002600000000001"] * 2
    file = await world.bot.get_file(second["params"]["document"])
    assert bytes(await file.download_as_bytearray()) == PDF


async def test_a_file_that_telegram_forgot_goes_up_again(world: World) -> None:
    await world.link()
    sha256 = await world.put_pdf()
    async with world.shop.engine.begin() as connection:
        await connection.execute(update(t.document).values(file_id="BQACAgQforgotten"))
    async with world.running():
        await world.send_faktur("one")
        await world.until("one", "sent", attempts=0, repeats=0)
    async with world.shop.engine.connect() as connection:
        known = await deliveries.file_id(connection, sha256)
    assert known not in (None, "BQACAgQforgotten")
    assert await world.texts_in(BUDI) == ["Faktur 04002600000000001"]


async def test_lower_priority_numbers_go_first(world: World) -> None:
    for key, priority in (("a", Priority.FAKTUR), ("b", Priority.ANSWER), ("c", Priority.NOTICE)):
        async with world.shop.work() as work:
            await work.deliveries.tell(
                BUDI, "ntf-hello", {"name": key}, unique=key, priority=priority
            )
    async with world.running():
        await world.until("a", "sent")
    assert await world.texts_in(BUDI) == ["Halo, b!", "Halo, c!", "Halo, a!"]


@pytest.mark.parametrize(
    ("ahead", "priority", "is_silent"),
    [(0, Priority.NOTICE, True), (0, Priority.ANSWER, False), (2, Priority.NOTICE, False)],
)
async def test_in_quiet_hours_pushes_make_no_sound_and_answers_do(
    world: World, ahead: int, priority: Priority, is_silent: bool
) -> None:
    """They are the person's own, and looked up when it is sent."""
    hour = tax_moment(datetime.now(UTC)).hour
    async with world.shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        quiet = Quiet((hour + ahead) % 24, (hour + ahead + 2) % 24)
        await work.people.set_wishes(BUDI, Wishes(quiet))
        await work.deliveries.tell(
            BUDI, "ntf-hello", {"name": "Budi"}, unique="one", priority=priority
        )
    async with world.running():
        await world.until("one", "sent")
    (sent,) = await world.sim.outbox("sendMessage")
    assert bool(sent["params"].get("disable_notification")) is is_silent


async def test_two_couriers_send_each_delivery_once_and_a_chats_in_order(world: World) -> None:
    for number in range(30):
        person = (BUDI, SITI)[number % 2]
        await world.tell(f"n{number}", person=person, name=f"{number}")
    async with world.running(), world.running():
        for number in range(30):
            await world.until(f"n{number}", "sent")
    assert sorted(await world.texts_in(BUDI)) == sorted(f"Halo, {n}!" for n in range(0, 30, 2))
    assert sorted(await world.texts_in(SITI)) == sorted(f"Halo, {n}!" for n in range(1, 30, 2))


async def test_one_courier_keeps_the_order_of_a_chat(world: World) -> None:
    for number in range(12):
        await world.tell(f"n{number}", name=f"{number}")
    async with world.running():
        await world.until("n11", "sent")
    assert await world.texts_in(BUDI) == [f"Halo, {n}!" for n in range(12)]


async def test_a_chat_with_much_to_get_does_not_hold_up_the_others(world: World) -> None:
    for number in range(20):
        await world.tell(f"n{number}", name=f"{number}")
    await world.tell("siti", person=SITI)
    async with world.keeping(100, 1, 6000) as budget, world.running(budget=budget):
        await world.until("siti", "sent")
        assert (await world.row("n19")).state == "queued"


async def test_what_somebody_typed_is_cut_when_it_is_too_long(world: World) -> None:
    async with world.shop.work() as work:
        await work.deliveries.tell_staff(
            StaffMessage("desk-note", {"text": "<" * 9000}), unique="long"
        )
    async with world.running():
        await world.until("long", "sent")
    (shown,) = await world.texts_in(STAFF)
    assert len(shown) == 4096
    assert shown.startswith("Catatan: <<")
    assert shown.endswith("<…")


# Not now


async def test_too_fast_is_no_attempt_and_waits_as_asked(world: World) -> None:
    await world.sim.fault("sendMessage", code=429, retry_after=1)
    began = asyncio.get_running_loop().time()
    async with world.running():
        await world.tell("one")
        await world.until("one", "sent", attempts=0, repeats=0)
    assert asyncio.get_running_loop().time() - began >= 1
    assert await world.texts_in(BUDI) == ["Halo, Budi!"]


async def test_what_never_reached_telegram_is_tried_again_unmarked(world: World) -> None:
    async with make_bot_nowhere() as nowhere, world.running(bot=nowhere):
        await world.tell("one")
        await world.until("one", "queued", attempts=2, repeats=0)
    async with world.running():
        world.clock.ahead += timedelta(seconds=LONGEST_PAUSE)
        await world.until("one", "sent")
    assert await world.texts_in(BUDI) == ["Halo, Budi!"]


def make_bot_nowhere() -> Any:
    """A bot whose server is not there; it can't even ask who it is."""

    class Nowhere:
        def __init__(self) -> None:
            self.bot = make_bot("1000000001:sandbox", "http://127.0.0.1:9")

        async def __aenter__(self) -> Any:
            await self.bot.request.initialize()
            return self.bot

        async def __aexit__(self, *_: object) -> None:
            await self.bot.request.shutdown()

    return Nowhere()


async def test_a_crash_while_waiting_for_a_slot_is_no_unknown_send(world: World) -> None:
    await world.tell("one")
    await world.change("one", leased_until=world.clock() - timedelta(seconds=1))
    async with world.running():
        await world.until("one", "sent", repeats=0)
    assert await world.texts_in(BUDI) == ["Halo, Budi!"]


async def test_the_database_may_go_away_and_come_back(world: World, assistant_url: str) -> None:
    async with world.running():
        await world.tell("one")
        await world.until("one", "sent")
        async with world.shop.engine.connect() as connection:
            await connection.execute(
                text(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where datname = current_database() and pid <> pg_backend_pid()"
                )
            )
        await retry_while_away(lambda: world.tell("two"), 30)
        await retry_while_away(lambda: world.until("two", "sent"), 30)


# Never


async def test_a_blocked_chat_keeps_it_and_the_faktur_goes_by_mail(world: World) -> None:
    await world.link()
    await world.issue_faktur()
    await world.do(lambda work: work.people.seen(BUDI, "Budi", None, "id"))
    await world.sim.block(BUDI)
    async with world.running():
        await world.send_faktur("one")
        await world.until("one", "suspended")
        await world.until("one:mail", "sent")
        person = await world.do(lambda work: work.people.get(BUDI))
        assert not person.chat_open
        await world.sim.block(BUDI, False)
        await world.do(lambda work: resume(work, BUDI))
        await world.until("one", "sent")
    (letter,) = await world.sim.mails()
    assert letter["to"] == ["pajak@contoh.example"] or "pajak@contoh.example" in letter["to"]
    (attachment,) = letter["attachments"]
    assert attachment["name"] == "Faktur-1.pdf"
    assert await world.texts_in(BUDI) == ["Faktur 04002600000000001"]


async def test_without_a_faktur_the_accounts_own_address_is_used(world: World) -> None:
    await world.link()
    await world.sim.block(BUDI)
    async with world.running():
        await world.send_faktur("one")
        await world.until("one:mail", "sent")
    assert (await world.row("one:mail")).address == "akun@contoh.example"


async def test_a_notice_to_a_blocked_chat_is_kept_without_a_mail(world: World) -> None:
    await world.sim.block(BUDI)
    async with world.running():
        await world.tell("one")
        await world.until("one", "suspended")
    assert await world.count() == 1


async def test_somebody_else_who_returns_resumes_nothing(world: World) -> None:
    await world.tell("one")
    await world.change("one", state="suspended")
    await world.do(lambda work: resume(work, SITI))
    assert (await world.row("one")).state == "suspended"


async def test_for_a_chat_that_is_not_there_it_is_kept(world: World) -> None:
    async with world.running():
        await world.tell("one", person=987654321)
        row = await world.until("one", "suspended")
    assert "chat not found" in row.error.lower()


async def test_a_text_that_is_not_there_fails(world: World) -> None:
    async with world.shop.work() as work:
        await work.deliveries.tell(BUDI, "ntf-nowhere", unique="one")
    async with world.running():
        row = await world.until("one", "failed")
    assert "ntf-nowhere" in row.error


async def revoke(work: SqlWork) -> None:
    await work.links.revoke(BUDI, "7")


async def suspend(work: SqlWork) -> None:
    await work.links.suspend(BUDI, "7")


@pytest.mark.parametrize("how", ["never linked", "revoked", "expired", "suspended"])
async def test_without_a_standing_link_nothing_is_sent(world: World, how: str) -> None:
    await world.issue_faktur()
    if how != "never linked":
        await world.link()
    await world.send_faktur("one")
    if how == "revoked":
        await world.do(revoke)
    if how == "suspended":
        await world.do(suspend)
    if how == "expired":
        world.clock.ahead += timedelta(days=181)
    async with world.shop.work() as work:  # news of the account, too
        hello = {"name": "Budi"}
        await work.deliveries.tell(BUDI, "ntf-hello", hello, unique="two", account="7")
    async with world.running():
        row, news = await world.until("one", "failed"), await world.until("two", "failed")
    assert row.error == news.error == "unlinked"
    assert await world.texts_in(BUDI) == []
    assert await world.count() == 2


# Mail


async def test_a_mail_has_words_and_its_document(world: World) -> None:
    await mail(world, document=True)
    async with world.running():
        await world.until("mail", "sent")
    (letter,) = await world.sim.mails("budi@contoh.example")
    assert letter["subject"] == "Kabar untuk Budi & Siti"
    assert "Isi untuk Budi & Siti." in letter["text"]
    assert [a["name"] for a in letter["attachments"]] == ["Catatan é.pdf"]


async def test_a_mail_server_that_says_later_is_asked_later(world: World) -> None:
    await world.sim.fault("SMTP", code=451)
    async with world.running():
        await mail(world)
        await world.until("mail", "queued", attempts=1)
        world.clock.ahead += timedelta(seconds=5)
        await world.until("mail", "sent", repeats=0)


async def test_a_refused_mail_is_told_to_staff(world: World) -> None:
    await world.sim.fault("SMTP", code=550)
    async with world.running():
        await mail(world)
        row = await world.until("mail", "failed")
        await world.until("mail:desk-mail-failed", "sent")
    assert await world.texts_in(STAFF) == [f"Email gagal: mail-note (#{row.id})"]


async def test_a_document_whose_bytes_are_gone_is_never_sent_empty(world: World) -> None:
    await world.link()
    await world.issue_faktur()
    await world.send_faktur("known")
    async with world.running():
        await world.until("known", "sent")
        async with world.shop.engine.begin() as connection:
            await connection.execute(update(t.document).values(content=b""))
        await world.send_faktur("by its id")
        await world.until("by its id", "sent")
        async with world.shop.engine.begin() as connection:
            await connection.execute(update(t.document).values(file_id=None))
        await world.send_faktur("gone")
        await world.until("gone", "failed")
        await world.until("gone:mail", "failed")
    assert len(await world.texts_in(BUDI)) == 2
    assert await world.sim.mails() == []


async def test_mail_goes_out_while_telegram_asks_for_silence(world: World) -> None:
    await world.budget.hold(BUDI, 600)
    async with world.running():
        await world.tell("one")
        await mail(world)
        await world.until("mail", "sent")
    assert (await world.row("one")).state == "queued"


async def superseded(world: World) -> None:
    sha256 = await world.put_pdf()
    async with world.shop.work() as work:
        said = {"number": "04002600000000001", "by": "04012600000000001"}
        await work.deliveries.withdraw_document(
            sha256, "ntf-faktur-superseded", said, unique="superseded"
        )


async def test_the_message_of_a_replaced_faktur_is_edited_and_keeps_its_pdf(world: World) -> None:
    await world.link()
    async with world.running():
        await world.send_faktur("f")
        sent = await world.until("f", "sent")
        await superseded(world)
        await world.until(f"superseded:{sent.id}", "sent")
    [message] = [m for m in await messages(world) if m.get("document")]
    assert message["message_id"] == sent.message_id
    assert message["caption"] == "04002600000000001 diganti 04012600000000001"
    assert len(await world.sim.outbox("editMessageCaption")) == 1
    assert len(await world.sim.outbox("sendDocument")) == 1


async def test_a_replaced_faktur_that_was_not_sent_yet_never_is(world: World) -> None:
    await world.link()
    await world.send_faktur("f")
    await superseded(world)
    async with world.running():
        await world.tell("after")
        await world.until("after", "sent")
    assert (await world.row("f")).error == "withdrawn"
    assert await world.sim.outbox("sendDocument") == []
