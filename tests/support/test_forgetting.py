"""What is left in the staff chat of a customer who had all that is held about them deleted."""

from __future__ import annotations

import json

from assistant.domain.people.rights import forget_person
from tests.simclient import BUDI, RINA, STAFF
from tests.support.scene import Scene


async def test_neither_name_nor_words_stand_in_the_topic_of_a_conversation(scene: Scene) -> None:
    number, topic = await scene.begun("Website tokobudi mati")
    await scene.replies(RINA, "tokobudi", "Domain yang mana?", topic=topic)
    await scene.says(BUDI, "tokobudi.example")
    [before] = [one for one in await topics(scene) if one["id"] == topic]
    assert "Budi" in before["name"]
    async with scene.table.shop.work() as work:
        assert await forget_person(work, BUDI)
    await scene.settle()
    [after] = [one for one in await topics(scene) if one["id"] == topic]
    assert number in after["name"]
    assert "Budi" not in after["name"]
    assert after["closed"]
    ours = [one for one in await scene.messages(STAFF, topic) if one["out"] and "text" in one]
    assert ours
    assert "budi" not in json.dumps(ours, ensure_ascii=False).lower()


async def topics(scene: Scene) -> list[dict[str, object]]:
    world = await scene.sim.world()
    [staff] = [chat for chat in world["chats"] if chat["id"] == STAFF]
    return list(staff["topics"])
