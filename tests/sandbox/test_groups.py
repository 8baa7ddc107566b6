"""Groups of customers: the bot is put in, thrown out, and the group becomes a supergroup."""

from __future__ import annotations

import pytest

from tests.sandbox.conftest import RawBot, Refused
from tests.simclient import BOT, BUDI, RINA, SITI, STAFF, Sim, SimRefused

KINDS = {"allowed_updates": ["message", "my_chat_member", "chat_member"]}


@pytest.fixture
async def group(sim: Sim, bot: RawBot) -> int:
    await bot.updates(**KINDS)
    return await sim.found_group("Keuangan Maju", BUDI)


async def test_a_bot_that_is_not_in_a_group_neither_reads_nor_writes(
    sim: Sim, bot: RawBot, group: int
) -> None:
    await sim.send(group, "/start", sender=BUDI)
    assert await bot.updates() == []
    with pytest.raises(Refused, match="Forbidden: bot is not a member of the group chat"):
        await bot.call("sendMessage", chat_id=group, text="Halo")


async def test_who_puts_the_bot_in_is_told_to_it(sim: Sim, bot: RawBot, group: int) -> None:
    await sim.set_member(group, BOT, "member", by=BUDI)
    change, joined = await bot.updates()
    member = change["my_chat_member"]
    assert member["chat"] == {"id": group, "title": "Keuangan Maju", "type": "group"}
    assert (member["from"]["id"], member["new_chat_member"]["status"]) == (BUDI, "member")
    assert joined["message"]["new_chat_members"][0]["id"] == BOT
    assert await bot.call("sendMessage", chat_id=group, text="Halo")
    assert await bot.call("getChatMemberCount", chat_id=group) == 2


async def test_a_plain_member_sees_commands_only(sim: Sim, bot: RawBot, group: int) -> None:
    await sim.set_member(group, BOT, "member", by=BUDI)
    seen = len(await bot.updates())
    await sim.send(group, "Halo semua", sender=BUDI)
    await sim.send(group, "/faktur", sender=BUDI)
    assert [u["message"]["text"] for u in (await bot.updates())[seen:]] == ["/faktur"]
    with pytest.raises(SimRefused, match="not in the group"):
        await sim.send(group, "/faktur", sender=SITI)


@pytest.mark.parametrize("how", ["left", "kicked"])
async def test_a_bot_put_out_is_told_so_and_may_not_write(
    sim: Sim, bot: RawBot, group: int, how: str
) -> None:
    await sim.set_member(group, BOT, "member", by=BUDI)
    await sim.set_member(group, SITI, "member", by=BUDI)
    seen = len(await bot.updates())
    await sim.set_member(group, BOT, how, by=SITI)
    (change,) = (await bot.updates())[seen:]
    assert change["my_chat_member"]["new_chat_member"]["status"] == how
    with pytest.raises(Refused, match="Forbidden: bot "):
        await bot.call("sendMessage", chat_id=group, text="Halo")


async def test_a_group_that_migrates_has_a_new_id(sim: Sim, bot: RawBot, group: int) -> None:
    await sim.set_member(group, BOT, "member", by=BUDI)
    seen = len(await bot.updates())
    moved = await sim.migrate(group, by=BUDI)
    old, new = (update["message"] for update in (await bot.updates())[seen:])
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group, moved)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (moved, group)
    assert new["chat"]["type"] == "supergroup"
    with pytest.raises(Refused, match="upgraded to a supergroup") as refused:
        await bot.call("sendMessage", chat_id=group, text="Halo")
    assert refused.value.body["parameters"] == {"migrate_to_chat_id": moved}
    assert await bot.call("sendMessage", chat_id=moved, text="Halo")


async def test_the_staff_group_stays_what_it_is(sim: Sim, bot: RawBot, group: int) -> None:
    await sim.set_member(STAFF, BOT, "kicked", by=RINA)
    with pytest.raises(Refused, match="kicked from the supergroup"):
        await bot.call("sendMessage", chat_id=STAFF, text="Halo")
    listed = {chat["id"]: chat["type"] for chat in (await sim.world())["chats"]}
    assert listed[group] == "group"
