"""Turns on a real PostgreSQL: each chat's updates in order, each once, none lost, none in the way.

Two engines stand for two processes; several turns are taken at once in each.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Dispatcher
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import CallbackQuery, Message
from sqlalchemy import select, text, update
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from assistant.dialogs.turn import Turn
from assistant.gateway.inbox import store_update
from assistant.runner import reading
from assistant.runner.loop import Waking, take_turns
from assistant.runner.offline import offline_bot
from assistant.runner.turns import Turns
from assistant.runner.updates import Updates
from assistant.storage import tables as t
from assistant.storage.dialog_state import ChatStateStorage
from assistant.storage.listening import INBOX_CHANNEL, listen
from assistant.storage.work import SqlWork, WorkShop
from assistant.texts import Texts
from tests.gateway.updates import message
from tests.play import ME, SETTINGS, TOKEN
from tests.things import Clock, make_shop

BUDI, SITI = 1001, 1002
ROBOT = {"id": 7, "is_bot": True, "first_name": "Robot"}


@dataclass
class Desk:
    """What handlers did, and where they are held up."""

    shop: WorkShop
    answered: list[str] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def turns(self, texts: Texts, shop: WorkShop | None = None) -> Turns:
        async def returned(work: SqlWork, person: int) -> None:
            self.returned.append(person)

        updates = Updates(
            shop or self.shop,
            self._customers(),
            self._staff(),
            offline_bot(TOKEN, ME),
            texts,
            SETTINGS,
            answer=lambda tap, _="": self.answered.append(tap),
            returned=returned,
        )
        return Turns(updates)

    def _customers(self) -> Dispatcher:
        dispatcher = Dispatcher(
            storage=ChatStateStorage(), events_isolation=DisabledEventIsolation()
        )

        @dispatcher.message(Command("rusak"))
        async def broken(message: Message, turn: Turn, state: FSMContext) -> None:
            await turn.work.audit("test", "half-done", f"message:{message.message_id}")
            await state.update_data(broken=True)
            raise ValueError("handler broke")

        @dispatcher.message(Command("sql"))
        async def broken_sql(message: Message, turn: Turn) -> None:
            assert isinstance(turn.work, SqlWork)
            await turn.work.connection.execute(text("select 1 / 0"))

        @dispatcher.message(Command("tahan"))
        async def held(message: Message, turn: Turn) -> None:
            await turn.work.audit("test", "held", f"message:{message.message_id}")
            self.entered.set()
            await self.go_on.wait()

        @dispatcher.message()
        async def written(message: Message, turn: Turn, state: FSMContext) -> None:
            data = await state.get_data()
            await asyncio.sleep(0)
            await state.set_data({"count": data.get("count", 0) + 1})
            about = f"chat:{message.chat.id}"
            await turn.work.audit("test", message.text or "", about, count=data.get("count", 0) + 1)

        @dispatcher.callback_query()
        async def tapped(query: CallbackQuery, turn: Turn) -> None:
            await turn.work.audit("test", f"tapped {query.data}", "chat")

        return dispatcher

    def _staff(self) -> Dispatcher:
        dispatcher = Dispatcher()

        @dispatcher.message()
        async def said(message: Message, work: SqlWork, key: str) -> None:
            await work.audit("staff", message.text or "", key)

        return dispatcher

    async def put(self, *updates: dict[str, Any]) -> None:
        for raw in updates:
            await store_update(self.shop.engine, ME.id, raw)

    async def done(self, chat: int | None = None) -> list[Any]:
        """What handlers did, in the order it was committed to."""
        async with self.shop.work() as work:
            query = select(t.audit).order_by(t.audit.c.id)
            if chat is not None:
                query = query.where(t.audit.c.subject == f"chat:{chat}")
            return list(await work.connection.execute(query))

    async def inbox(self) -> list[Any]:
        async with self.shop.work() as work:
            return list(await work.connection.execute(select(t.inbox).order_by(t.inbox.c.id)))

    async def deliveries(self) -> list[Any]:
        async with self.shop.work() as work:
            return list(await work.connection.execute(select(t.delivery)))


def says(update_id: int, words: str, chat: int = BUDI) -> dict[str, Any]:
    entities = [{"type": "bot_command", "offset": 0, "length": len(words)}]
    more: dict[str, Any] = {"entities": entities} if words.startswith("/") else {}
    sender = {"id": chat, "is_bot": False, "first_name": "Budi", "language_code": "id"}
    raw = message(update_id, chat=chat, text=words, **more)
    raw["message"]["from"] = sender
    return dict(raw)


async def take_all(*takers: Turns) -> None:
    """All side by side, until nothing waits."""

    async def take(turns: Turns) -> None:
        while await turns.take():
            pass

    await asyncio.gather(*(take(turns) for turns in takers))


async def until(check: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while True:
            if await check():
                return
            await asyncio.sleep(0.005)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="bot")


@pytest.fixture
async def shops(assistant_url: str) -> list[WorkShop]:
    """Two processes."""
    return [make_shop(assistant_url, Clock(), pool_size=size) for size in (4, 5)]


@pytest.fixture
def desk(shops: list[WorkShop]) -> Desk:
    return Desk(shops[0])


class TestOrder:
    async def test_a_chats_updates_keep_their_order_however_many_work_at_once(
        self, desk: Desk, shops: list[WorkShop], texts: Texts
    ) -> None:
        people = range(1001, 1006)
        for number in range(8):
            await desk.put(*(says(number * 10 + p - 1000, str(number), p) for p in people))
        await take_all(*(desk.turns(texts, shop) for shop in shops for _ in range(4)))
        for person in people:
            done = await desk.done(person)
            assert [row.action for row in done] == [str(n) for n in range(8)]
            counts = [row.details["count"] for row in done]
            assert counts == list(range(1, 9)), "each saw the state that the one before left"

    async def test_updates_that_come_in_meanwhile_keep_it_too(
        self, desk: Desk, shops: list[WorkShop], texts: Texts
    ) -> None:
        stopping, loops, listening = asyncio.Event(), [], []
        for shop in shops:
            woken = Waking()
            url = shop.engine.url.render_as_string(hide_password=False)
            listening.append(asyncio.create_task(listen(url, {INBOX_CHANNEL: woken})))
            turns = desk.turns(texts, shop)
            loops += [asyncio.create_task(take_turns(turns, woken, stopping)) for _ in range(3)]
        for number in range(20):
            await desk.put(says(number, str(number)), says(100 + number, str(number), SITI))

        async def all_done() -> bool:
            return len(await desk.done()) == 40

        await until(all_done)
        stopping.set()
        await asyncio.gather(*loops)
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
        for person in (BUDI, SITI):
            assert [row.action for row in await desk.done(person)] == [str(n) for n in range(20)]

    async def test_a_held_up_chat_holds_up_no_other(self, desk: Desk, texts: Texts) -> None:
        turns = desk.turns(texts)
        await desk.put(says(1, "/tahan"), says(2, "menunggu"), says(3, "jalan", SITI))
        held = asyncio.create_task(turns.take())
        await desk.entered.wait()
        await take_all(turns)
        assert [row.action for row in await desk.done()] == ["jalan"]
        desk.go_on.set()
        await held
        await take_all(turns)
        assert [row.action for row in await desk.done(BUDI)] == ["menunggu"]

    async def test_the_staff_group_has_no_order_to_wait_for(self, desk: Desk, texts: Texts) -> None:
        for number in range(3):
            raw = message(number, chat=-1002000000001, kind="supergroup", text=str(number))
            await desk.put(raw)
        await take_all(desk.turns(texts), desk.turns(texts))
        assert sorted(row.action for row in await desk.done()) == ["0", "1", "2"]


class TestOnce:
    async def test_the_same_update_twice_has_one_effect(self, desk: Desk, texts: Texts) -> None:
        await desk.put(says(1, "halo"), says(1, "halo"))
        await take_all(desk.turns(texts))
        await desk.put(says(1, "halo"))
        await take_all(desk.turns(texts))
        assert [row.action for row in await desk.done()] == ["halo"]

    async def test_nothing_waiting_is_said_so(self, desk: Desk, texts: Texts) -> None:
        assert await desk.turns(texts).take() is False

    async def test_a_tap_is_answered_by_its_turn(self, desk: Desk, texts: Texts) -> None:
        inside = message(5)["message"]
        tap = {
            "id": "q1", "from": {"id": BUDI, "is_bot": False, "first_name": "Budi"},
            "message": inside, "chat_instance": "1", "data": "x",
        }  # fmt: skip
        await desk.put({"update_id": 1, "callback_query": tap})
        await take_all(desk.turns(texts))
        assert desk.answered == ["q1"]


class TestFailing:
    async def test_all_of_it_is_rolled_back_recorded_and_told(
        self, desk: Desk, texts: Texts
    ) -> None:
        await desk.put(says(1, "dulu"), says(2, "/rusak"), says(3, "lalu"))
        await take_all(desk.turns(texts))
        assert [row.action for row in await desk.done()] == ["dulu", "lalu"]
        counts = [row.details["count"] for row in await desk.done()]
        assert counts == [1, 2], "the state is that of before the failure"
        _, failed, _ = await desk.inbox()
        assert failed.result == "failed"
        assert failed.reference.startswith("ERR-")
        (told,) = await desk.deliveries()
        assert told.payload["key"] == "problem-failed"
        assert told.payload["args"]["reference"] == failed.reference
        assert (told.person, told.chat) == (BUDI, BUDI)

    async def test_an_error_of_the_database_is_no_different(self, desk: Desk, texts: Texts) -> None:
        await desk.put(says(1, "/sql"), says(2, "lalu"))
        await take_all(desk.turns(texts))
        assert [row.result for row in await desk.inbox()] == ["failed", "message"]
        assert len(await desk.deliveries()) == 1

    async def test_somebody_whose_very_first_update_fails_is_told(
        self, desk: Desk, texts: Texts
    ) -> None:
        await desk.put(says(1, "/rusak", SITI))
        await take_all(desk.turns(texts))
        (told,) = await desk.deliveries()
        assert told.person == SITI
        async with desk.shop.work() as work:
            assert await work.people.get(SITI) is not None

    async def test_many_who_work_at_once_record_it_once(
        self, desk: Desk, shops: list[WorkShop], texts: Texts
    ) -> None:
        await desk.put(*(says(n, "/rusak", n) for n in range(1, 6)), says(9, "lalu", 1))
        await take_all(*(desk.turns(texts, shop) for shop in shops for _ in range(3)))
        assert len(await desk.deliveries()) == 5
        assert len({row.reference for row in await desk.inbox() if row.reference}) == 5
        assert [row.action for row in await desk.done()] == ["lalu"]

    async def test_a_failure_is_not_written_over_a_success_elsewhere(
        self, desk: Desk, shops: list[WorkShop], texts: Texts
    ) -> None:
        """Between the rollback and the record another process may take the update, and succeed."""

        class TakenMeanwhile(WorkShop):
            @asynccontextmanager
            async def work(self) -> AsyncIterator[SqlWork]:
                async with shops[1].engine.begin() as elsewhere:
                    done = {"done_at": Clock()(), "result": "message"}
                    await elsewhere.execute(update(t.inbox).values(done))
                async with super().work() as work:
                    yield work

        await desk.put(says(1, "/rusak"))
        slow = TakenMeanwhile(shops[0].engine, shops[0].settings)
        await desk.turns(texts, slow).take()
        assert [row.result for row in await desk.inbox()] == ["message"]
        assert await desk.deliveries() == []


class TestDying:
    async def test_a_process_killed_before_the_commit_loses_nothing(
        self, desk: Desk, shops: list[WorkShop], texts: Texts
    ) -> None:
        await desk.put(says(1, "/tahan"), says(2, "lalu"))
        dying = asyncio.create_task(desk.turns(texts).take())
        await desk.entered.wait()
        dying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await dying
        assert await desk.done() == []
        desk.go_on.set()
        await take_all(desk.turns(texts, shops[1]))
        assert [row.action for row in await desk.done()] == ["held", "lalu"]
        assert await desk.deliveries() == []

    async def test_a_connection_cut_in_the_middle_is_no_fault_of_the_update(
        self, desk: Desk, shops: list[WorkShop], texts: Texts
    ) -> None:
        await desk.put(says(1, "/tahan"))
        stopping = asyncio.Event()
        taking = asyncio.create_task(take_turns(desk.turns(texts), Waking(), stopping))
        await desk.entered.wait()
        async with shops[1].engine.begin() as connection:
            await connection.execute(
                text(
                    "select pg_terminate_backend(pid) from pg_stat_activity where state ="
                    " 'idle in transaction' and pid <> pg_backend_pid()"
                    " and datname = current_database()"
                )
            )
        desk.go_on.set()

        async def done() -> bool:
            return [row.action for row in await desk.done()] == ["held"]

        await until(done)
        stopping.set()
        await taking
        assert [row.result for row in await desk.inbox()] == ["message"]
        assert await desk.deliveries() == []


class TestIgnored:
    @pytest.mark.parametrize(
        "raw",
        [
            {"update_id": 1},
            {"update_id": 1, "message": {"message_id": 1}},
            {"update_id": 1, "message": {"chat": {"id": BUDI, "type": "private"}, "from": "x"}},
            {"update_id": 1, "something_new": {"chat": {"id": BUDI, "type": "private"}}},
            {"update_id": 1, "edited_message": message(1)["message"]},
            {"update_id": 1, "channel_post": message(1, chat=-1003, kind="channel")["message"]},
            dict(message(1), message={**message(1)["message"], "from": ROBOT}),
        ],
        ids=["empty", "bare", "odd", "unknown", "edited", "channel", "bot"],
    )
    async def test_what_nobody_does_anything_with_is_done_at_once(
        self, desk: Desk, texts: Texts, raw: dict[str, Any]
    ) -> None:
        await desk.put(raw, says(2, "lalu"))
        await take_all(desk.turns(texts))
        assert [row.action for row in await desk.done()] == ["lalu"]
        assert all(row.done_at is not None for row in await desk.inbox())
        assert await desk.deliveries() == []

    async def test_the_same_past_the_gateway_is_survived_too(
        self, desk: Desk, texts: Texts
    ) -> None:
        """An older release may have kept what this one would not."""
        bodies: list[Any] = [{}, {"update_id": "x"}, {"update_id": 1, "message": 3}, None]
        async with desk.shop.engine.begin() as connection:
            for number, body in enumerate(bodies):
                await connection.execute(
                    t.inbox.insert().values(
                        source="telegram", key=str(number), chat=BUDI, body=body,
                        received_at=Clock()(),
                    )
                )  # fmt: skip
        await take_all(desk.turns(texts))
        assert {row.result for row in await desk.inbox()} == {"not-understood"}

    async def test_a_group_that_is_not_the_staffs_reaches_no_customer_handler(
        self, desk: Desk, texts: Texts
    ) -> None:
        await desk.put(message(1, chat=-100777, kind="group", text="/akun"))
        await take_all(desk.turns(texts))
        assert [row.actor for row in await desk.done()] == ["staff"]
        async with desk.shop.work() as work:
            assert await work.people.get(1001) is None


class TestComingAndGoing:
    def member(self, update_id: int, status: str) -> dict[str, Any]:
        user = {"id": ME.id, "is_bot": True, "first_name": "Asisten"}
        old: dict[str, Any] = {"status": "member", "user": user}
        new: dict[str, Any] = {"status": status, "user": user}
        if status == "kicked":
            new["until_date"] = 0
        return {
            "update_id": update_id,
            "my_chat_member": {
                "chat": {"id": BUDI, "type": "private", "first_name": "Budi"},
                "from": {"id": BUDI, "is_bot": False, "first_name": "Budi"},
                "date": 1790000000,
                "old_chat_member": old,
                "new_chat_member": new,
            },
        }

    async def test_who_blocks_the_bot_has_a_closed_chat_until_they_return(
        self, desk: Desk, texts: Texts
    ) -> None:
        await desk.put(says(1, "halo"), self.member(2, "kicked"))
        await take_all(desk.turns(texts))
        async with desk.shop.work() as work:
            person = await work.people.get(BUDI)
            assert person is not None
            assert not person.chat_open
        assert desk.returned == []
        await desk.put(self.member(3, "member"), says(4, "kembali"))
        await take_all(desk.turns(texts))
        async with desk.shop.work() as work:
            person = await work.people.get(BUDI)
            assert person is not None
            assert person.chat_open
        assert desk.returned == [BUDI]


class TestPortalEvents:
    async def test_an_event_becomes_a_job_in_the_same_transaction(
        self, desk: Desk, texts: Texts
    ) -> None:
        async with desk.shop.engine.begin() as connection:
            await connection.execute(
                t.inbox.insert().values(
                    source="portal", key="e1", chat=None, received_at=Clock()(),
                    body={"id": "e1", "type": "invoice.paid", "data": {"invoice": "1"}},
                )
            )  # fmt: skip
        await take_all(desk.turns(texts), desk.turns(texts))
        async with desk.shop.work() as work:
            jobs = await work.connection.execute(text("select entrypoint from pgqueuer"))
            assert list(jobs.scalars()) == ["portal-event"]
        assert [row.result for row in await desk.inbox()] == ["queued"]


class TestNotUnderstood:
    async def test_its_person_is_told_and_the_log_has_its_number(
        self, desk: Desk, texts: Texts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "MOST_ROUNDS", 0)  # nothing can be made of it, whatever it is
        with capture_logs([merge_contextvars]) as logs:
            await desk.put(message(7, chat=BUDI, text="x"))
            await take_all(desk.turns(texts))
        (told,) = await desk.deliveries()
        assert told.payload["key"] == "problem-not-understood"
        (line,) = [one for one in logs if one["log_level"] == "error"]
        assert line["update"] == f"{ME.id}:7"

    async def test_one_failing_update_has_one_reference_whoever_stumbles_over_it(
        self, desk: Desk, texts: Texts
    ) -> None:
        await desk.put(says(1, "/rusak"))
        with capture_logs() as logs:
            await take_all(*(desk.turns(texts) for _ in range(4)))
        (row,) = await desk.inbox()
        failures = [one for one in logs if one["event"] == "turn failed"]
        assert [one["reference"] for one in failures] == [row.reference]
