"""Where the sandbox keeps its world: one SQLite file, written as things happen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sandbox.model import Chat, Person, StoredMessage
from sandbox.sqlite import Sqlite

SCHEMA = """
-- A setting or counter, as JSON.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
-- A Telegram user, or the bot.
CREATE TABLE IF NOT EXISTS person (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS chat (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
-- A message as it is now, with the inline keyboards it carried earlier.
CREATE TABLE IF NOT EXISTS message (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    thread_id INTEGER,
    out INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    frozen INTEGER NOT NULL,
    body TEXT NOT NULL,
    keyboards TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
-- An uploaded file.
CREATE TABLE IF NOT EXISTS file (
    file_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    path TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    content BLOB NOT NULL
);
-- An update that the bot has not confirmed yet.
CREATE TABLE IF NOT EXISTS pending (
    update_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    lane TEXT NOT NULL,
    created REAL NOT NULL,
    body TEXT NOT NULL
);
-- A tap on an inline button.
CREATE TABLE IF NOT EXISTS callback (
    id TEXT PRIMARY KEY,
    created REAL NOT NULL,
    answer TEXT
);
-- A Bot API call that the bot made.
CREATE TABLE IF NOT EXISTS call (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    method TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS mail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS attachment (
    mail_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (mail_id, n)
);
"""
WORLD_TABLES = (
    "person",
    "chat",
    "message",
    "file",
    "pending",
    "callback",
    "call",
    "mail",
    "attachment",
)


class Store(Sqlite):
    """The few questions the sandbox asks of its world. Used from one thread."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, SCHEMA)

    def forget_world(self) -> None:
        """Empty every table but the settings and counters."""
        for table in WORLD_TABLES:
            self.db.execute(f"DELETE FROM {table}")

    # Settings and counters

    def get(self, key: str, default: Any = None) -> Any:
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return json.loads(row[0]) if row else default

    def put(self, key: str, value: Any) -> None:
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, json.dumps(value))

    def drop(self, prefix: str) -> None:
        """Forget the settings whose key begins with ``prefix``."""
        self.run("DELETE FROM meta WHERE substr(key, 1, ?) = ?", len(prefix), prefix)

    def count(self, key: str, first: int = 1) -> int:
        """The next number of a counter."""
        number = int(self.get(key, first - 1)) + 1
        self.put(key, number)
        return number

    # People and chats

    def people(self) -> list[Person]:
        rows = self.all("SELECT body FROM person ORDER BY id")
        return [Person.from_json(json.loads(body)) for (body,) in rows]

    def person(self, person_id: int) -> Person | None:
        row = self.one("SELECT body FROM person WHERE id = ?", person_id)
        return Person.from_json(json.loads(row[0])) if row else None

    def save_person(self, person: Person) -> None:
        body = json.dumps(person.to_json())
        self.run("INSERT OR REPLACE INTO person VALUES (?, ?)", person.id, body)

    def chats(self) -> list[Chat]:
        rows = self.all("SELECT body FROM chat ORDER BY id")
        return [Chat.from_json(json.loads(body)) for (body,) in rows]

    def chat(self, chat_id: int) -> Chat | None:
        row = self.one("SELECT body FROM chat WHERE id = ?", chat_id)
        return Chat.from_json(json.loads(row[0])) if row else None

    def save_chat(self, chat: Chat) -> None:
        body = json.dumps(chat.to_json())
        self.run("INSERT OR REPLACE INTO chat VALUES (?, ?)", chat.id, body)

    # Messages

    def message(self, chat_id: int, message_id: int) -> StoredMessage | None:
        """The message, deleted or not."""
        found = self._messages("chat_id = ? AND message_id = ?", (chat_id, message_id), 1)
        return found[0] if found else None

    def newest_messages(
        self, chat_id: int, limit: int, *, topic: int | None = None, in_general: bool = False
    ) -> list[StoredMessage]:
        """What is visible in a chat or one topic of it, newest first."""
        where, values = "chat_id = ? AND NOT deleted", [chat_id]
        if in_general:
            where += " AND thread_id IS NULL"
        elif topic is not None:
            where += " AND thread_id = ?"
            values.append(topic)
        return self._messages(where, values, limit)

    def _messages(self, where: str, values: Sequence[int], limit: int) -> list[StoredMessage]:
        rows = self.all(
            "SELECT chat_id, message_id, body, thread_id, out, deleted, frozen, keyboards "
            f"FROM message WHERE {where} ORDER BY message_id DESC LIMIT ?",
            *values,
            limit,
        )
        return [
            StoredMessage(
                chat_id=chat_id,
                message_id=message_id,
                api=json.loads(body),
                thread_id=thread_id,
                out=bool(out),
                deleted=bool(deleted),
                frozen=bool(frozen),
                keyboards=tuple(json.loads(keyboards)),
            )
            for chat_id, message_id, body, thread_id, out, deleted, frozen, keyboards in rows
        ]

    def save_message(self, message: StoredMessage) -> None:
        self.run(
            "INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            message.chat_id,
            message.message_id,
            message.thread_id,
            message.out,
            message.deleted,
            message.frozen,
            json.dumps(message.api),
            json.dumps(message.keyboards),
        )

    def mark_deleted(self, message: StoredMessage) -> None:
        self.save_message(replace(message, deleted=True))
