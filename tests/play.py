"""A table to play dialogs at: real turns on a real PostgreSQL, no network.

``chat.send`` and ``chat.tap`` put an update into the inbox and take the turn; ``chat.screen`` is
the window that the chat is owed, as a person would read it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Dispatcher
from aiogram.types import User
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from assistant.desk import build_desk, draw
from assistant.dialogs.all import all_commands, all_dialogs, all_features, in_groups
from assistant.dialogs.build import build_dispatcher
from assistant.dialogs.turn import ChatSettings
from assistant.domain.billing import Invoice, Service
from assistant.domain.clients import Client
from assistant.runner.offline import offline_bot
from assistant.runner.turns import Turns
from assistant.runner.updates import Updates
from assistant.runner.window import RecordingMessageManager
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.storage.dialog_state import ChatStateStorage
from assistant.storage.screen_keys import window_key
from assistant.storage.work import SqlWork, WorkSettings, WorkShop
from assistant.texts import Texts
from tests.databases import kept_engine

TOKEN = "1000000001:play"
ME = User(id=1000000001, is_bot=True, first_name="Asisten", username="cloudkilat_bot")
SETTINGS = ChatSettings(
    brand="CloudKilat",
    bot_username="cloudkilat_bot",
    departments=("Info", "Billing", "Support"),
    default_department="Info",
    terms_url="https://cloudkilat.example/syarat",
    privacy_url="https://cloudkilat.example/privasi",
    portal_url="https://portal.cloudkilat.example",
)
STAFF_CHAT = -1002000000001
_UPDATE_IDS = itertools.count(1)
"""Of all tables: aiogram keeps the last 128 updates it was asked about, and compares those of the
same id field by field."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Screen:
    """A window as a person sees it."""

    text: str
    """Without HTML tags."""
    html: str
    buttons: list[list[dict[str, Any]]]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    def button(self, label: str) -> dict[str, Any]:
        found = [b for row in self.buttons for b in row if label in b["text"]]
        assert found, f"no button {label!r} among {self.labels} under:\n{self.text}"
        exact = [b for b in found if b["text"] == label]
        return (exact or found)[0]

    def __contains__(self, words: str) -> bool:
        return words in self.text


def _dispatchers() -> tuple[Dispatcher, Dispatcher]:
    """The customers' and the staff's."""
    customers = build_dispatcher(
        all_features(), all_dialogs(), ChatStateStorage(), RecordingMessageManager()
    )
    staff = build_desk(STAFF_CHAT, all_commands())
    staff.include_router(in_groups(STAFF_CHAT))
    return customers, staff


@cache
def _same_dispatchers() -> tuple[Dispatcher, Dispatcher]:
    """For all tables: they cost more than most tests, and keep nothing between two turns."""
    return _dispatchers()


class Table:
    """The assistant without its network: ``table.chat(1001)`` sits down a person."""

    def __init__(self, database_url: str) -> None:
        self.clock = Clock()
        self.engine = kept_engine(database_url, pool_size=4)
        self.shop = WorkShop(
            self.engine,
            WorkSettings("embedded", b"secret", STAFF_CHAT, clock=self.clock, draw=draw),
        )
        self.texts = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")
        self.update_ids = _UPDATE_IDS
        self.message_ids = itertools.count(1)
        self.alerts: list[str] = []
        """What was said to those who tapped, to them alone."""
        self.settings = SETTINGS
        self.turns = self._turns(*_same_dispatchers())

    def _turns(self, customers: Dispatcher, staff: Dispatcher) -> Turns:
        async def returned(work: SqlWork, person: int) -> None:
            """The courier's part; it has tests of its own."""

        updates = Updates(
            self.shop,
            customers,
            staff,
            offline_bot(TOKEN, ME),
            self.texts,
            self.settings,
            answer=lambda _, words="": self.alerts.append(words) if words else None,
            returned=returned,
        )
        return Turns(updates)

    def restart(self) -> None:
        """A new process on the same database."""
        self.turns = self._turns(*_dispatchers())

    async def close(self) -> None:
        await self.engine.dispose()

    def chat(self, person: int = 1001, name: str = "Budi", language: str = "id") -> Chat:
        return Chat(self, person, name, language)

    def group(self, chat: int = -4001, title: str = "Keuangan Maju") -> CompanyGroup:
        return CompanyGroup(self, chat, title)

    def staff_chat(self, chat: int = STAFF_CHAT) -> StaffChat:
        return StaffChat(self, chat)

    async def put(self, source: str, chat: int | None, body: dict[str, Any], key: str) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(
                insert(t.inbox)
                .values(source=source, key=key, chat=chat, body=body, received_at=self.clock.now)
                .on_conflict_do_nothing()
            )

    async def take_turns(self) -> None:
        while await self.turns.take():
            pass
        async with self.engine.begin() as connection:
            failed = (
                await connection.execute(select(t.inbox).where(t.inbox.c.result == "failed"))
            ).all()
        assert not failed, f"a turn failed: {failed}"

    async def rows(self, table: Any, *conditions: Any) -> list[Any]:
        async with self.engine.begin() as connection:
            found = select(table).where(*conditions).order_by(*table.primary_key)
            return list(await connection.execute(found))

    async def jobs(self, entrypoint: str | None = None) -> list[tuple[str, str]]:
        """The jobs that wait: (entrypoint, payload)."""
        from sqlalchemy import text

        async with self.engine.begin() as connection:
            found = await connection.execute(
                text("select entrypoint, payload from pgqueuer order by id")
            )
            jobs = [(row.entrypoint, bytes(row.payload).decode()) for row in found]
        return [job for job in jobs if entrypoint is None or job[0] == entrypoint]

    async def portal_says(
        self, client: Client, services: list[Service], blocking: list[Invoice] | None = None
    ) -> None:
        """The refresh job came back with this."""
        async with self.shop.work() as work:
            await work.snapshots.store(client, services, blocking or [])
            for person in await work.snapshots.waiting(client.id):
                await work.wake(person, "")
        await self.take_turns()

    async def link(self, person: int, client: Client) -> None:
        async with self.shop.work() as work:
            await work.links.add(person, client)


@dataclass
class Chat:
    """One person's private chat."""

    table: Table
    person: int
    name: str
    language: str
    _shown: int = field(default=0)

    @property
    def _user(self) -> dict[str, Any]:
        return {
            "id": self.person,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }

    def _message(self, **content: Any) -> dict[str, Any]:
        return {
            "message_id": next(self.table.message_ids),
            "date": int(self.table.clock.now.timestamp()),
            "chat": {"id": self.person, "type": "private", "first_name": self.name},
            "from": self._user,
            **content,
        }

    async def _update(self, **content: Any) -> None:
        await self._put(**content)
        await self.table.take_turns()

    async def _put(self, **content: Any) -> None:
        update_id = next(self.table.update_ids)
        body = {"update_id": update_id, **content}
        await self.table.put("telegram", self.person, body, f"{ME.id}:{update_id}")

    async def send(self, text: str) -> Screen:
        entities = []
        if text.startswith("/"):
            length = len(text.split()[0])
            entities = [{"type": "bot_command", "offset": 0, "length": length}]
        await self._update(message=self._message(text=text, entities=entities))
        return await self.screen()

    async def send_sticker(self) -> Screen:
        sticker = {
            "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
            "is_animated": False, "is_video": False,
        }  # fmt: skip
        await self._update(message=self._message(sticker=sticker))
        return await self.screen()

    async def send_photo(self) -> Screen:
        photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
        await self._update(message=self._message(photo=photo))
        return await self.screen()

    async def send_file(
        self, name: str = "bupot.pdf", file_id: str = "f", size: int = 130_000, **more: Any
    ) -> Screen:
        """A document; ``more`` goes beside it (an album's id, a caption)."""
        document = {
            "file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size,
            "mime_type": "application/pdf" if name.endswith(".pdf") else "application/zip",
        }  # fmt: skip
        await self._update(message=self._message(document=document, **more))
        return await self.screen()

    async def share_contact(self, phone: str, of: int | None = None) -> Screen:
        contact = {"phone_number": phone, "first_name": self.name, "user_id": of or self.person}
        await self._update(message=self._message(contact=contact))
        return await self.screen()

    async def tap(self, label: str, *, on: Screen | None = None) -> Screen:
        """Press a button of the window that stands, or of ``on``, an older one."""
        screen = on or await self.screen()
        button = screen.button(label)
        if "callback_data" not in button:  # of a keyboard below the chat: its text is sent
            return await self.send(button["text"])
        await self.tap_data(button["callback_data"])
        return await self.screen()

    async def double_tap(self, label: str) -> Screen:
        screen = await self.screen()
        await self.tap(label, on=screen)
        return await self.tap(label, on=screen)

    async def tap_data(self, data: str) -> Screen:
        await self._update(callback_query=self._query(data))
        return await self.screen()

    async def put_tap(self, label: str) -> None:
        """Press a button whose turn does not come before ``table.take_turns``."""
        screen = await self.screen()
        await self._put(callback_query=self._query(screen.button(label)["callback_data"]))

    def _query(self, data: str) -> dict[str, Any]:
        message = self._message(text="x")
        message["from"] = {"id": ME.id, "is_bot": True, "first_name": ME.first_name}
        return {
            "id": str(next(self.table.update_ids)),
            "from": self._user,
            "message": message,
            "chat_instance": "1",
            "data": data,
        }

    async def screen(self) -> Screen:
        rows = await self.table.rows(t.screen, t.screen.c.key == window_key(self.person))
        assert rows, "nothing has been shown yet"
        content = rows[0].content
        markup = content.get("markup") or {}
        buttons = markup.get("inline_keyboard") or markup.get("keyboard") or []
        html = content.get("text", "")
        assert html.strip() or "buttons_gone" in content, "Telegram takes no window without words"
        return Screen(re.sub(r"<[^>]+>", "", html), html, buttons)

    async def told(self) -> list[str]:
        """The keys of what was queued for this person besides windows, oldest first."""
        rows = await self.table.rows(t.delivery, t.delivery.c.person == self.person)
        return [row.payload["key"] for row in sorted(rows, key=lambda row: row.id)]

    async def mailed_code(self) -> str:
        """The six digits that were mailed to this person last."""
        rows = await self.table.rows(t.code, t.code.c.person == self.person)
        async with self.table.shop.work() as work:
            code = await work.codes.get(max(row.id for row in rows))
            assert code is not None
            return code.digits(work.code_key)

    async def agree(self) -> Screen:
        """Past the first greeting: consent to privacy."""
        await self.send("/start")
        return await self.tap("Setuju" if self.language == "id" else "I agree")


@dataclass
class StaffChat:
    """A group of staff with topics, or another group."""

    table: Table
    chat: int

    def _message(self, staff: int, topic: int | None, **content: Any) -> dict[str, Any]:
        thread = {"message_thread_id": topic, "is_topic_message": True} if topic else {}
        return {
            "message_id": next(self.table.message_ids),
            "date": int(self.table.clock.now.timestamp()),
            "chat": {"id": self.chat, "type": "supergroup", "title": "Staf", "is_forum": True},
            "from": _staff_user(staff),
            **thread,
            **content,
        }

    async def _update(self, **content: Any) -> None:
        update_id = next(self.table.update_ids)
        body = {"update_id": update_id, **content}
        await self.table.put("telegram", None, body, f"{ME.id}:{update_id}")
        await self.table.take_turns()

    async def write(
        self, staff: int, text: str | None = None, *, topic: int | None = None, **content: Any
    ) -> None:
        """A message of a member; without a text, of what ``content`` says."""
        said = {"text": text, **content} if text is not None else content
        await self._update(message=self._message(staff, topic, **said))

    async def tap(self, staff: int, data: str, *, topic: int | None = None) -> None:
        """Press a button of a card."""
        message = self._message(ME.id, topic, text="x")
        query = {
            "id": str(next(self.table.update_ids)),
            "from": _staff_user(staff),
            "message": message,
            "chat_instance": "1",
            "data": data,
        }
        await self._update(callback_query=query)

    async def told(self) -> list[tuple[str, dict[str, Any]]]:
        """The keys and arguments of what was queued for the staff chat, oldest first."""
        rows = await self.table.rows(t.delivery, t.delivery.c.channel == "staff")
        return [
            (row.payload["key"], row.payload["args"]) for row in sorted(rows, key=lambda r: r.id)
        ]

    async def wanted(self) -> list[tuple[int, str, str]]:
        """The decisions that were asked for: who, what, and their words."""
        rows = await self.table.rows(t.decision)
        return [(row.staff, row.decision, row.text) for row in sorted(rows, key=lambda row: row.id)]


@dataclass
class CompanyGroup:
    """A group of customers."""

    table: Table
    chat: int
    title: str

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.chat, "type": "group", "title": self.title}

    async def _update(self, **content: Any) -> None:
        update_id = next(self.table.update_ids)
        body = {"update_id": update_id, **content}
        await self.table.put("telegram", None, body, f"{ME.id}:{update_id}")
        await self.table.take_turns()

    async def write(self, by: int, text: str = "", **content: Any) -> None:
        """A command, or what ``content`` says."""
        said: dict[str, Any] = {"text": text} if text else {}
        if text.startswith("/"):
            length = len(text.split()[0])
            said["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        message = {
            "message_id": next(self.table.message_ids),
            "date": int(self.table.clock.now.timestamp()),
            "chat": self._chat,
            "from": {"id": by, "is_bot": by == 1087968824, "first_name": f"Orang {by}"},
            **said,
            **content,
        }
        await self._update(message=message)

    async def bot_is(self, status: str, before: str, by: int) -> None:
        """Somebody puts the bot in, or out."""
        me = {"id": ME.id, "is_bot": True, "first_name": ME.first_name}
        until = {"until_date": 0}
        change = {
            "chat": self._chat,
            "from": {"id": by, "is_bot": False, "first_name": f"Orang {by}"},
            "date": int(self.table.clock.now.timestamp()),
            "old_chat_member": {"status": before, "user": me, **until},
            "new_chat_member": {"status": status, "user": me, **until},
        }
        await self._update(my_chat_member=change)

    async def told(self) -> list[tuple[str, dict[str, Any]]]:
        """The keys and arguments of what was queued for the group, oldest first."""
        rows = await self.table.rows(
            t.delivery, t.delivery.c.channel == "group", t.delivery.c.chat == self.chat
        )
        return [
            (row.payload["key"], row.payload["args"]) for row in sorted(rows, key=lambda r: r.id)
        ]

    async def code(self) -> str:
        """The digits shown in the group last."""
        said = [args for key, args in await self.told() if key == "group-code"]
        return str(load_args(said[-1])["code"])


def _staff_user(staff: int) -> dict[str, Any]:
    is_bot = staff in (ME.id, 1087968824)
    return {"id": staff, "is_bot": is_bot, "first_name": f"Staf {staff}"}
