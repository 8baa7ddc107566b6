"""Faktur into groups of companies: put in, thrown out, migrated, and links that have ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from assistant.domain.accounts.groups import group_lost, push_into_group
from assistant.domain.accounts.model import Pushes
from assistant.domain.months import tax_moment
from assistant.domain.people.model import Quiet
from assistant.storage import tables as t
from assistant.storage.work import SqlWork
from tests.courier.conftest import World
from tests.simclient import BOT, BUDI, SITI

ACCOUNT, KEY = "7", "faktur:2600000000001:00:group"
BUYER = "pajak@contoh.example"

MakeGroup = Callable[[], Awaitable[int]]


@pytest.fixture
def make_group(world: World) -> MakeGroup:
    """A group of Budi's that the bot is in and that his account's faktur go to."""

    async def make(title: str = "Keuangan Contoh") -> int:
        chat = await world.sim.found_group(title, BUDI)
        await world.sim.set_member(chat, BOT, "member", by=BUDI)
        await world.link()
        await world.issue_faktur(ACCOUNT, BUYER)
        async with world.shop.work() as work:
            await work.groups.seen(chat, title, "id")
            assert await push_into_group(work, BUDI, ACCOUNT, chat)
        return chat

    return make


async def push(world: World, chat: int, key: str = KEY) -> None:
    sha256 = await world.put_pdf()
    async with world.shop.work() as work:
        group = await work.groups.get(chat)
        assert group is not None
        await work.deliveries.document_to_group(
            group,
            sha256,
            "Faktur-1.pdf",
            "ntf-faktur",
            {"number": "04002600000000001"},
            unique=key,
            account=ACCOUNT,
            about="faktur:2600000000001:00",
            by_mail="mail-faktur",
        )


async def pushes(world: World, person: int = BUDI) -> Pushes:
    async with world.shop.work() as work:
        link = await work.links.find(person, ACCOUNT)
    assert link is not None
    return link.pushes


async def told(world: World, person: int = BUDI) -> list[str]:
    async with world.shop.engine.connect() as connection:
        query = select(t.delivery).where(t.delivery.c.person == person).order_by(t.delivery.c.id)
        return [row.payload["key"] for row in await connection.execute(query)]


async def test_a_faktur_goes_into_the_group_and_its_file_is_known_then(
    world: World, make_group: MakeGroup
) -> None:
    chat = await make_group()
    async with world.running():
        await push(world, chat)
        await world.until(KEY, "sent")
        await world.send_faktur("again:1")
        await world.until("again:1", "sent")
    assert await world.texts_in(chat) == [
        "Dipilih  PT Contoh Keuangan Contoh",
        "Faktur 04002600000000001",
    ]
    _, second = await world.sim.outbox("sendDocument")
    assert isinstance(second["params"]["document"], str)


@pytest.mark.parametrize("how", ["left", "kicked"])
async def test_thrown_out_it_goes_by_mail_and_the_customer_is_told(
    world: World, make_group: MakeGroup, how: str
) -> None:
    chat = await make_group()
    await push(world, chat)
    await world.sim.set_member(chat, BOT, how, by=BUDI)
    async with world.running():
        row = await world.until(KEY, "failed")
        assert row.error == "group lost" or row.error.startswith("Forbidden: bot ")
        mail = await world.sim.wait_mail(BUYER, "Faktur pajak")
        await world.sim.wait(BUDI, "Grup Keuangan Contoh hilang untuk PT Contoh", out=True)
    assert mail["attachments"][0]["name"] == "Faktur-1.pdf"
    assert await pushes(world) == Pushes(chat=True, mail=True)
    assert await world.do(lambda work: work.groups.get(chat)) is None


async def test_who_has_mail_as_well_gets_it_once(world: World, make_group: MakeGroup) -> None:
    """The mail instead of the group, and of a chat that is closed, is the one that was chosen."""
    chat = await make_group()
    await push(world, chat)
    async with world.shop.work() as work:
        await work.deliveries.mail(
            BUYER,
            "mail-faktur",
            {"number": "1"},
            unique=f"faktur:2600000000001:00:mail:{BUYER}",
            locale="id",
        )
    await world.sim.set_member(chat, BOT, "kicked", by=BUDI)
    async with world.running():
        await world.until(KEY, "failed")
        await world.until(f"faktur:2600000000001:00:mail:{BUYER}", "sent")
    assert len(await world.sim.mails(BUYER)) == 1


async def test_a_group_that_migrated_is_followed_and_remembered(
    world: World, make_group: MakeGroup
) -> None:
    chat = await make_group()
    moved = await world.sim.migrate(chat, by=BUDI)
    await push(world, chat)
    async with world.running():
        row = await world.until(KEY, "sent", attempts=0)
    assert row.chat == moved
    assert "Faktur 04002600000000001" in await world.texts_in(moved)
    assert (await pushes(world)).group == moved


async def test_without_a_link_that_stands_nothing_goes_there(
    world: World, make_group: MakeGroup
) -> None:
    chat = await make_group()
    await push(world, chat)

    async def unlink(work: SqlWork) -> None:
        await work.links.revoke(BUDI, ACCOUNT)

    await world.do(unlink)
    async with world.running():
        row = await world.until(KEY, "failed")
    assert row.error == "unlinked"
    assert await world.sim.outbox("sendDocument") == []
    assert await world.sim.mails() == []


async def test_whoever_else_wants_it_there_still_gets_it(
    world: World, make_group: MakeGroup
) -> None:
    chat = await make_group()
    await world.link(SITI)
    await push(world, chat)

    async def hand_over(work: SqlWork) -> None:
        assert await push_into_group(work, SITI, ACCOUNT, chat)
        await work.links.revoke(BUDI, ACCOUNT)

    await world.do(hand_over)
    async with world.running():
        await world.until(KEY, "sent")


async def test_who_took_the_group_back_meanwhile_is_heeded(
    world: World, make_group: MakeGroup
) -> None:
    chat = await make_group()
    await push(world, chat)

    async def take_back(work: SqlWork) -> None:
        chosen = replace((await work.links.to(ACCOUNT))[0].pushes, group=None)
        await work.links.set_pushes(BUDI, ACCOUNT, chosen)

    await world.do(take_back)
    async with world.running():
        assert (await world.until(KEY, "failed")).error == "unlinked"


async def test_a_group_that_was_deleted_is_as_good_as_left(
    world: World, make_group: MakeGroup
) -> None:
    chat = await make_group()
    async with world.running():
        await world.sim.wait(chat, "Dipilih")
        await world.sim.fault("sendDocument", code=400, description="Bad Request: chat not found")
        await push(world, chat)
        await world.until(KEY, "failed")
        await world.sim.wait_mail(BUYER, "Faktur pajak")
    assert (await pushes(world)).group is None
    assert "ntf-faktur-group-lost" in await told(world)


async def test_a_file_that_no_mail_is_worded_for_is_not_mailed(world: World) -> None:
    """A ZIP of a year is too large for mail; it is asked for again."""
    await world.link()
    sha256 = await world.put_pdf()
    async with world.shop.work() as work:
        await work.deliveries.send_document(
            BUDI, sha256, "a.zip", "ntf-berkas", {}, unique="file:1:1", account=ACCOUNT
        )
    await world.sim.block(BUDI)
    async with world.running():
        await world.until("file:1:1", "suspended")
    assert await world.sim.mails() == []
    assert await world.count() == 1


async def test_what_was_queued_when_the_bot_was_put_out_goes_by_mail(
    world: World, make_group: MakeGroup
) -> None:
    """Telegram told us of it before the faktur's turn came."""
    chat = await make_group()
    await push(world, chat)
    await world.do(lambda work: group_lost(work, chat))
    async with world.running():
        assert (await world.until(KEY, "failed")).error == "group lost"
        await world.until(f"faktur:2600000000001:00:mail:{BUYER}", "sent")


async def test_what_was_queued_when_the_group_migrated_follows_it(
    world: World, make_group: MakeGroup
) -> None:
    chat = await make_group()
    await push(world, chat)
    moved = await world.sim.migrate(chat, by=BUDI)
    await world.do(lambda work: work.groups.move(chat, moved))
    async with world.running():
        assert (await world.until(KEY, "sent")).chat == moved


@pytest.mark.parametrize("is_quiet", [True, False])
async def test_at_night_it_comes_without_a_sound(
    world: World, make_group: MakeGroup, monkeypatch: pytest.MonkeyPatch, is_quiet: bool
) -> None:
    hour = tax_moment(datetime.now(UTC)).hour
    hours = Quiet(hour, (hour + 2) % 24) if is_quiet else Quiet(0, 0)
    monkeypatch.setattr("assistant.courier.posting.Quiet", lambda: hours)
    chat = await make_group()
    await push(world, chat)
    async with world.running():
        await world.until(KEY, "sent")
    (sent,) = await world.sim.outbox("sendDocument")
    assert bool(sent["params"].get("disable_notification")) is is_quiet
