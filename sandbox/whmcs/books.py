"""What WHMCS keeps: clients, services, domains, invoices and tickets, in a SQLite file.

Moments are texts in WHMCS's own time zone, as its MySQL has them: ``2026-11-25 17:30:00``.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.model import Json
from sandbox.sqlite import Sqlite

NO_DATE = "0000-00-00"
NO_MOMENT = "0000-00-00 00:00:00"

SCHEMA = """
-- What the provider's people set up, as JSON.
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS client (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    firstname TEXT NOT NULL,
    lastname TEXT NOT NULL,
    companyname TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL COLLATE NOCASE UNIQUE,
    address1 TEXT NOT NULL DEFAULT '',
    address2 TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    phonenumber TEXT NOT NULL DEFAULT '',
    tax_id TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'Active',
    datecreated TEXT NOT NULL,
    customfields TEXT NOT NULL DEFAULT '{}',
    currency TEXT NOT NULL DEFAULT 'IDR'
);
-- A note on a client, which no call of the API reads back.
CREATE TABLE IF NOT EXISTS note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client INTEGER NOT NULL REFERENCES client (id),
    note TEXT NOT NULL,
    sticky INTEGER NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS service (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client INTEGER NOT NULL REFERENCES client (id),
    pid INTEGER NOT NULL,
    domain TEXT NOT NULL,
    billingcycle TEXT NOT NULL,
    amount TEXT NOT NULL,
    regdate TEXT NOT NULL,
    nextduedate TEXT NOT NULL,
    status TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS domain (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client INTEGER NOT NULL REFERENCES client (id),
    name TEXT NOT NULL,
    regperiod INTEGER NOT NULL DEFAULT 1,
    amount TEXT NOT NULL,
    regdate TEXT NOT NULL,
    expirydate TEXT NOT NULL,
    nextduedate TEXT NOT NULL,
    donotrenew INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT ''
);
-- It stays with its client when a service moves. inclusive: the tax stands inside its items.
CREATE TABLE IF NOT EXISTS invoice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client INTEGER NOT NULL REFERENCES client (id),
    invoicenum TEXT NOT NULL,
    status TEXT NOT NULL,
    date TEXT NOT NULL,
    duedate TEXT NOT NULL,
    datepaid TEXT NOT NULL,
    date_refunded TEXT NOT NULL,
    date_cancelled TEXT NOT NULL,
    tax TEXT NOT NULL,
    inclusive INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
-- relid is a service's id or a domain's, as the type says.
CREATE TABLE IF NOT EXISTS item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    invoice INTEGER NOT NULL REFERENCES invoice (id),
    type TEXT NOT NULL,
    relid INTEGER NOT NULL,
    description TEXT NOT NULL,
    amount TEXT NOT NULL
);
-- What came in for an invoice; the same transid again is another payment.
CREATE TABLE IF NOT EXISTS payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    invoice INTEGER NOT NULL REFERENCES invoice (id),
    client INTEGER NOT NULL,
    gateway TEXT NOT NULL,
    date TEXT NOT NULL,
    amount TEXT NOT NULL,
    transid TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS credit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client INTEGER NOT NULL REFERENCES client (id),
    date TEXT NOT NULL,
    description TEXT NOT NULL,
    amount TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS department (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    assigned INTEGER NOT NULL
);
-- service: S7 for a service, D12 for a domain, or empty.
CREATE TABLE IF NOT EXISTS ticket (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tid TEXT NOT NULL UNIQUE,
    c TEXT NOT NULL,
    department INTEGER NOT NULL REFERENCES department (id),
    client INTEGER NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    subject TEXT NOT NULL,
    message TEXT NOT NULL,
    admin TEXT NOT NULL,
    status TEXT NOT NULL,
    priority TEXT NOT NULL,
    service TEXT NOT NULL,
    date TEXT NOT NULL,
    lastreply TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS reply (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket INTEGER NOT NULL REFERENCES ticket (id),
    client INTEGER NOT NULL,
    admin TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    message TEXT NOT NULL,
    date TEXT NOT NULL
);
-- kind: ticket (the message that opened it) or reply.
CREATE TABLE IF NOT EXISTS attachment (
    kind TEXT NOT NULL,
    related INTEGER NOT NULL,
    n INTEGER NOT NULL,
    filename TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (kind, related, n)
);
-- A link that was mailed to set a password.
CREATE TABLE IF NOT EXISTS password_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client INTEGER NOT NULL,
    token TEXT NOT NULL
);
-- The number of an invoice's specimen faktur, and when the assistant took its PDF.
CREATE TABLE IF NOT EXISTS faktur (
    invoice INTEGER PRIMARY KEY,
    nsfp TEXT NOT NULL UNIQUE,
    issued_at TEXT
);
-- A call of the API: what was asked, and how it ended.
CREATE TABLE IF NOT EXISTS call (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    action TEXT NOT NULL,
    parameters TEXT NOT NULL,
    outcome TEXT NOT NULL
);
INSERT OR IGNORE INTO sqlite_sequence (name, seq) SELECT 'invoice', 1000
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'invoice');
"""


_ADDED = (
    ("client", "currency", "TEXT NOT NULL DEFAULT 'IDR'"),
    ("invoice", "inclusive", "INTEGER NOT NULL DEFAULT 0"),
)
"""Columns that the file of an older release lacks."""
_CUT = re.compile("[\U00010000-\U0010ffff].*", re.DOTALL)


class Books(Sqlite):
    """The tables, rows as dictionaries."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, SCHEMA)
        for table, column, definition in _ADDED:
            if column not in {name for _, name, *_ in self.all(f"PRAGMA table_info({table})")}:
                self.run(f"ALTER TABLE {table} ADD COLUMN {column} {definition}")

    def rows(self, sql: str, *values: Any) -> list[Json]:
        cursor = self.db.execute(sql, values)
        cursor.row_factory = sqlite3.Row
        return [dict(row) for row in cursor.fetchall()]

    def row(self, sql: str, *values: Any) -> Json | None:
        found = self.rows(sql, *values)
        return found[0] if found else None

    def by_id(self, table: str, key: int) -> Json | None:
        """The row of a table that has an ``id``."""
        return self.row(f"SELECT * FROM {table} WHERE id = ?", key)

    def count(self, sql: str, *values: Any) -> int:
        found = self.one(sql, *values)
        return int(found[0]) if found else 0

    def insert(self, table: str, **values: Any) -> int:
        """Add a row; returns its id."""
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        return self.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", *self._kept(values))

    def update(self, table: str, key: int, **values: Any) -> None:
        """Change fields of the row with this id."""
        if values:
            changes = ", ".join(f"{name} = ?" for name in values)
            self.run(f"UPDATE {table} SET {changes} WHERE id = ?", *self._kept(values), key)

    def _kept(self, values: Json) -> list[Any]:
        """What the tables keep of values: of texts perhaps only the beginning."""
        if not self.setting("oddities", {}).get("utf8mb3"):
            return list(values.values())
        return [_CUT.sub("", one) if isinstance(one, str) else one for one in values.values()]

    def setting(self, key: str, default: Any = None) -> Any:
        row = self.one("SELECT value FROM setting WHERE key = ?", key)
        return json.loads(row[0]) if row else default

    def set(self, key: str, value: Any) -> None:
        self.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", key, json.dumps(value))


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    text: str


@dataclass(slots=True)
class Change:
    """One piece of work on the books, and what follows from it once it is committed."""

    books: Books
    now: datetime
    """In WHMCS's time zone, without saying so."""
    random_digits: Callable[[int], str]
    """So many random digits."""
    new_token: Callable[[], str]
    hooks: list[tuple[str, Json]] = field(default_factory=list)
    """Hook points to run, with their variables."""
    mails: list[Mail] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """What WHMCS passes over in silence, for the report."""

    @property
    def moment(self) -> str:
        return f"{self.now:%Y-%m-%d %H:%M:%S}"

    @property
    def today(self) -> str:
        return f"{self.now:%Y-%m-%d}"

    def run_hook(self, point: str, **variables: Any) -> None:
        self.hooks.append((point, variables))
