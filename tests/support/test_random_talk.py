"""Whatever staff and customers do: in a customer's chat stand the words that were meant for them,
each once, and none that were not."""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.desk.callbacks import TemplateButton
from assistant.domain.support.model import ConversationState
from assistant.storage import tables as t
from drill.world import people_into
from sandbox.model import Person
from tests.desk.test_card import TRANSFER
from tests.simclient import AGUS, ANDI, BUDI, DEWI, RINA, SITI, STAFF, SimRefused
from tests.support.scene import Scene, scene_on

STEPS = int(os.environ.get("ASSISTANT_RANDOM_TALK", "100"))
CUSTOMERS = (BUDI, SITI, ANDI, *range(3001, 3038))
COLLEAGUES = (RINA, DEWI, AGUS, 2005, 2006)


@pytest.fixture
async def scene(assistant_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    crowd = [Person(one, f"Orang {one}", "customer") for one in CUSTOMERS if one > ANDI]
    colleagues = [
        Person(one, f"Rekan {one}", "staff", standing="member") for one in COLLEAGUES if one > AGUS
    ]
    people_into(tmp_path, crowd + colleagues)
    async with scene_on(assistant_url, tmp_path) as scene:
        yield scene


@dataclass
class Meant:
    """What somebody said, and in whose chat it is to stand."""

    chat: int
    words: str
    person: int
    message: int


@dataclass
class Play:
    scene: Scene
    dice: random.Random
    count: int = 0
    for_customers: list[Meant] = field(default_factory=list)
    for_staff: list[Meant] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    """Message and writer of what is meant for colleagues."""
    secret: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    """Of customers who are muted."""

    def words(self, kind: str) -> str:
        self.count += 1
        return f"{kind}#{self.count:04d} <b> & kata"

    async def step(self) -> None:
        acts: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (6, self.customer_writes),
            (6, self.staff_replies),
            (3, self.staff_notes),
            (2, self.staff_balas),
            (2, self.staff_edits),
            (2, self.customer_edits),
            (2, self.note_is_edited),
            (1, self.note_replies_to_colleague),
            (1, self.photo_of_customer),
            (1, self.hand_over),
            (1, self.settle_it),
            (1, self.mute),
            (1, self.ready_answer),
            (1, self.reason_left_open),
            (1, self.balas_nowhere),
            (1, self.outage),
            (1, self.restart),
            (3, self.let_go_on),
        ]
        weights, whats = zip(*acts, strict=True)
        [act] = self.dice.choices(whats, weights)
        await act()

    async def let_go_on(self) -> None:
        await self.scene.settle()

    async def restart(self) -> None:
        """Another process on the same database; nothing that was said is in memory."""
        await self.scene.fetch()
        await self.scene.stop_courier()
        self.scene.table.restart()

    async def outage(self) -> None:
        """Telegram refuses for a moment, before it does anything. What is sent once more says so;
        of what is refused twice staff are told, and it is not for this play."""
        await self.scene.settle()  # what failed before is sent once more before it fails again
        if (await self.scene.sim.report())["faults"]:
            return
        for method in self.dice.sample(["sendMessage", "copyMessage", "setMessageReaction"], 2):
            await self.scene.sim.fault(method, "error", code=502, times=1)

    async def mute(self) -> None:
        if found := await self.carried():
            muted = await self.is_muted(found[2])
            await self.command("/dengar" if muted else "/bisukan", found[1])
            await self.scene.settle()

    async def is_muted(self, person: int) -> bool:
        return bool(await self.scene.table.rows(t.muted, t.muted.c.person == person))

    async def ready_answer(self) -> None:
        """Chosen, looked at; then it is sent, called off, or left open."""
        if (found := await self.carried()) is None:
            return
        message, topic, person = found
        staff, words = self.dice.choice(COLLEAGUES), self.words("siap")
        await self.note(topic)
        async with self.scene.table.shop.work() as work:
            await work.conversations.put_template("id", f"nama{self.count}", words)
            [template] = [o for o in await work.conversations.templates() if o.text == words]
        carrier = [
            c for c in await self.scene.table.rows(t.carrier, t.carrier.c.chat == STAFF)
            if c.message == message
        ]  # fmt: skip
        await self.tap(staff, label="📋 Jawaban siap")
        data = TemplateButton(number=carrier[0].conversation, template=template.id).pack()
        await self.tap(staff, data=data)
        self.secret.append(words)
        what = self.dice.choice(["send", "cancel", "leave", "other"])
        if what in ("send", "other"):
            by = staff if what == "send" else self.dice.choice(COLLEAGUES)
            if await self.tap(by, label="✅ Kirim") and by == staff:
                self.secret.remove(words)
                self.for_customers.append(Meant(person, words, 0, 0))
        elif what == "cancel":
            await self.tap(staff, label="Batal")
        async with self.scene.table.shop.work() as work:
            await work.conversations.drop_template(template.id)

    async def tap(self, staff: int, **what: str) -> bool:
        try:
            await self.scene.sim.tap(STAFF, sender=staff, **what)
        except SimRefused:
            return False
        await self.scene.settle()
        return True

    async def reason_left_open(self) -> None:
        """Somebody is asked why; what they, or others, write then is for nobody."""
        staff = self.dice.choice(COLLEAGUES)
        if not await self.tap(staff, label="Tolak"):
            return
        await self.tap(staff, label="✍️ Tulis sendiri")
        topic = await self.scene.topic_of(TRANSFER.number)
        await self.note(topic)
        await self.scene.settle()
        asked = [m for m in await self.scene.messages(STAFF, topic) if "balas pesan ini" in
                 m.get("text", "")]  # fmt: skip
        if asked:
            await self.note(topic, reply_to=asked[-1]["message_id"])
            await self.scene.settle()
        if self.dice.random() < 0.5:
            await self.tap(staff, label="Batal")

    async def balas_nowhere(self) -> None:
        words = self.words("rahasia")
        self.secret.append(words)
        await self.scene.sim.send(STAFF, f"/balas {words}", sender=self.dice.choice(COLLEAGUES))

    async def customer_writes(self) -> None:
        person, words = self.dice.choice(CUSTOMERS), self.words("pelanggan")
        if not await self.conversations(person):
            await self.scene.sim.send(person, "/cs")
        elif not await self.waits_for(person):
            found = await self.their_message(person)
            if found is None:
                await self.scene.sim.send(person, "/cs")
            else:
                await self.customer_says(person, words, reply_to=found)
                return
        await self.scene.settle()
        await self.customer_says(person, words)
        send = "Send to the team" if person == ANDI else "Kirim ke tim"
        with suppress(SimRefused):  # only what a window has taken is looked at first
            await self.scene.sim.tap(person, send)
            await self.scene.settle()

    async def customer_says(self, person: int, words: str, **more: object) -> None:
        said = await self.scene.sim.send(person, words, **more)
        self.meant(person, words, said["message_ids"][0], muted=await self.is_muted(person))
        await self.scene.settle()

    def meant(self, person: int, words: str, message: int, *, muted: bool) -> None:
        if muted:
            self.unheard.append(words)
        else:
            self.for_staff.append(Meant(STAFF, words, person, message))

    async def photo_of_customer(self) -> None:
        person, words = self.dice.choice(CUSTOMERS), self.words("foto")
        if await self.waits_for(person):
            await self.customer_says_photo(person, words)

    async def customer_says_photo(self, person: int, words: str) -> None:
        said = await self.scene.sim.send(person, photo=True, caption=words)
        self.meant(person, words, said["message_ids"][0], muted=await self.is_muted(person))
        await self.scene.settle()

    async def conversations(self, person: int) -> list[object]:
        return await self.scene.table.rows(t.conversation, t.conversation.c.person == person)

    async def waits_for(self, person: int) -> bool:
        answered = t.conversation.c.state == ConversationState.ANSWERED
        mine = t.conversation.c.person == person
        return bool(await self.scene.table.rows(t.conversation, answered, mine))

    async def their_message(self, person: int) -> int | None:
        """A message of the bot in this chat that belongs to a conversation."""
        rows = await self.scene.table.rows(t.carrier, t.carrier.c.chat == person)
        return int(self.dice.choice(rows).message) if rows else None

    async def carried(self) -> tuple[int, int, int] | None:
        """A customer's words in a topic: the message, the topic, whose they are."""
        rows = await self.scene.table.rows(t.carrier, t.carrier.c.chat == STAFF)
        if not rows:
            return None
        row = self.dice.choice(rows)
        [talk] = await self.scene.table.rows(
            t.conversation, t.conversation.c.number == row.conversation
        )
        return int(row.message), await self.scene.topic_of(talk.number), int(talk.person)

    async def staff_replies(self) -> None:
        if (found := await self.carried()) is None:
            return
        message, topic, person = found
        words, staff = self.words("jawaban"), self.dice.choice(COLLEAGUES)
        await self.staff_says(person, staff, words, words, topic=topic, reply_to=message)

    async def staff_balas(self) -> None:
        if (found := await self.carried()) is None:
            return
        _, topic, person = found
        words, staff = self.words("balasan"), self.dice.choice(COLLEAGUES)
        await self.staff_says(person, staff, words, f"/balas {words}", topic=topic)

    async def staff_says(
        self, person: int, staff: int, words: str, typed: str, **more: object
    ) -> None:
        try:
            said = await self.scene.sim.send(STAFF, typed, sender=staff, **more)
        except SimRefused:
            return  # a member can't write into a closed topic
        self.for_customers.append(Meant(person, words, staff, said["message_ids"][0]))

    async def staff_notes(self) -> None:
        """In a topic or in General, in any words, also while somebody is asked for some."""
        found = await self.carried()
        topic = self.dice.choice([found[1] if found else None, None])
        await self.note(topic)

    async def note(self, topic: int | None, **more: object) -> None:
        words, staff = self.words("rahasia"), self.dice.choice(COLLEAGUES)
        try:
            said = await self.scene.sim.send(STAFF, words, sender=staff, topic=topic, **more)
        except SimRefused:
            return
        self.secret.append(words)
        self.notes.append((said["message_ids"][0], staff))

    async def note_replies_to_colleague(self) -> None:
        found = await self.carried()
        if self.notes and found:
            message, _ = self.dice.choice(self.notes)
            await self.note(found[1], reply_to=message)

    async def note_is_edited(self) -> None:
        if self.notes:
            message, staff = self.dice.choice(self.notes)
            words = self.words("rahasia")
            self.secret.append(words)
            await self.scene.sim.edit(STAFF, message, words, sender=staff)

    async def staff_edits(self) -> None:
        if self.for_customers:
            meant = self.dice.choice(self.for_customers)
            if not meant.message:
                return  # a ready answer: no message of theirs
            meant.words = self.words("diubah")
            await self.scene.sim.edit(STAFF, meant.message, meant.words, sender=meant.person)

    async def customer_edits(self) -> None:
        if self.for_staff:
            meant = self.dice.choice(self.for_staff)
            words = self.words("diubah")
            await self.scene.settle()
            await self.scene.sim.edit(meant.person, meant.message, words)
            if await self.is_muted(meant.person):
                self.unheard.append(words)
            else:
                meant.words = words
            await self.scene.settle()

    async def hand_over(self) -> None:
        if found := await self.carried():
            command = self.dice.choice(["/ambil", "/lepas", "/catatan jangan lupa", "/serahkan"])
            await self.command(command, found[1])

    async def settle_it(self) -> None:
        if found := await self.carried():
            await self.command("/selesai", found[1])

    async def command(self, command: str, topic: int) -> None:
        try:
            await self.scene.sim.send(STAFF, command, sender=RINA, topic=topic)
        except SimRefused:
            return


async def test_words_reach_whom_they_are_meant_for_and_nobody_else(scene: Scene) -> None:
    for person in CUSTOMERS:
        await scene.sim.send(person, "/start")
    async with scene.table.shop.work() as work:
        await work.transfers.add(TRANSFER)
        await work.cards.touch(TRANSFER.number)
    await scene.settle()
    play = Play(scene, random.Random(20261128))
    for _ in range(STEPS):
        await play.step()
    await scene.settle()
    for person in CUSTOMERS:
        meant = [one.words for one in play.for_customers if one.chat == person]
        heard = [words for words in await scene.heard(person) if "#" in words]
        assert sorted(heard) == sorted(meant)
        everything = [
            m.get("text", "") + m.get("caption", "") for m in await scene.messages(person)
        ]
        leaked = [one for one in play.secret if any(one in words for words in everything)]
        assert leaked == []
    assert len(play.for_customers) + len(play.for_staff) + len(play.secret) > STEPS / 3
    in_topics = [
        m.get("text") or m.get("caption") or "" for m in await scene.messages(STAFF) if m["out"]
    ]
    assert [one for one in play.unheard if any(one in words for words in in_topics)] == []
    assert await scene.table.rows(t.decision) == []
    for said in play.for_staff:
        assert sum(said.words in words for words in in_topics) == 1, said
