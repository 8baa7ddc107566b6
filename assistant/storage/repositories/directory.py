"""Whom and what staff look for. Every statement goes by an index: a search must cost the same
however many customers there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select, text

from assistant.domain.accounts.model import LINK_VALID_FOR
from assistant.domain.ids import parse_id
from assistant.domain.support.directory import (
    By,
    Hit,
    LastFaktur,
    LinkedAccount,
    Past,
    Query,
    Topic,
)
from assistant.storage import tables as t
from assistant.storage.repositories import misspelt
from assistant.storage.repositories.repository import Repository
from assistant.storage.screen_keys import card_key
from assistant.storage.tables.searching import (
    LINK_WORDS,
    PERSON_WORDS,
    SNAPSHOT_HOSTS,
    SNAPSHOT_NPWP,
    SNAPSHOT_WORDS,
    TRANSFER_HOSTS,
)

_LONGEST = 200
"""Characters that are looked at of what somebody typed."""
_PERSON = "select id as person, '' as account, '' as label, name as what from person"
_LINK = "select person, account, label, {what} as what from link where revoked_at is null"
_SNAPSHOT = (
    "select null::bigint as person, account, data #>> '{client,company}' as label, "
    "coalesce({what}, account) as what from snapshot where portal = :portal"
)
_TRANSFER = "select person, from_account as account, from_label as label, number as what"
_INVOICE = "select null::bigint as person, account, account_label as label, {what} as what"

_BY_USERNAME = f"{_PERSON} where lower(username) = lower(:text)"
_BY_NAME = (
    f"{_PERSON} where {PERSON_WORDS} @@ to_tsquery('simple', :words)",
    f"{_LINK.replace('{what}', 'label')} and {LINK_WORDS} @@ to_tsquery('simple', :words)",
    _SNAPSHOT.replace("{what}", "data #>> '{client,company}'")
    + f" and {SNAPSHOT_WORDS} @@ to_tsquery('simple', :words)",
)
_BY_EMAIL = (
    f"{_LINK.replace('{what}', 'label')} and lower(email) = lower(:text)",
    f"{_TRANSFER} from transfer where lower(to_email) = lower(:text)",
)
_BY_HOST = (
    "select null::bigint as person, account, data #>> '{client,company}' as label, '' as what, "
    "jsonb_path_query_array(data, '$.services[*].name') as names from snapshot "
    f"where portal = :portal and {SNAPSHOT_HOSTS} @@ to_tsquery('simple', :phrase)",
    f"{_TRANSFER}, jsonb_path_query_array(services, '$[*].name') as names "
    f"from transfer where {TRANSFER_HOSTS} @@ to_tsquery('simple', :phrase)",
)
_BY_NUMBER = (
    f"{_TRANSFER} from transfer where number = :upper",
    f"{_TRANSFER} from transfer where ticket_number = any(:ticket)",
    "select person, coalesce(account, '') as account, '' as label, number as what "
    "from conversation where number = :upper",
    "select person, coalesce(account, '') as account, '' as label, "
    "ticket_number as what from conversation where ticket_number = any(:ticket)",
    f"{_INVOICE.replace('{what}', 'invoice_number')} from faktur_request "
    "where portal = :portal and invoice_number = any(:cases)",
    f"{_INVOICE.replace('{what}', 'number')} from untaxed_invoice "
    "where portal = :portal and number = any(:cases)",
    f"{_INVOICE.replace('{what}', 'number')} from foreign_invoice "
    "where portal = :portal and number = any(:cases)",
    f"{_LINK.replace('{what}', 'label')} and portal = :portal and account = :text",
    _SNAPSHOT.replace("{what}", "data #>> '{client,company}'") + " and account = :text",
)
_BY_DIGITS = (
    f"{_INVOICE.replace('{what}', 'number')} from faktur where nsfp = any(:nsfp)",
    f"{_INVOICE.replace('{what}', 'invoice_number')} from faktur_request "
    "where buyer_npwp = any(:npwp)",
    _SNAPSHOT.replace("{what}", "data #>> '{client,company}'")
    + f" and {SNAPSHOT_NPWP} = any(:npwp)",
)
_BY_PERSON = f"{_PERSON} where id = :id"


class Statement(NamedTuple):
    sql: str
    values: Mapping[str, object]


class SqlDirectory(Repository):
    async def find(self, query: Query, most: int) -> list[Hit]:
        found: list[Hit] = []
        for sql, values in statements(query, self._portal):
            rows = await self._db.execute(text(f"{sql} limit {int(most)}"), dict(values))
            if query.by is By.HOST:
                found += _bearing(query.text, rows)
            else:
                found += [Hit(row.person, row.account, row.label or "", row.what) for row in rows]
        return found[:most]

    async def find_near(self, query: Query, most: int) -> list[Hit]:
        for words in misspelt.questions(query):
            found: list[Hit] = []
            for sql in misspelt.NEAR.get(query.by, ()):
                asked = {"words": words, "portal": self._portal}
                limited = text(f"{sql} limit {misspelt.CANDIDATES}")
                rows = await self._db.execute(limited, _used(sql, asked))
                found += misspelt.fitting(query, rows)
            if found:
                return found[:most]
        return []

    async def accounts(self, person: int) -> list[LinkedAccount]:
        link, snapshot = t.link.c, t.snapshot.c
        client = snapshot.data["client"]
        seen = (snapshot.portal == link.portal) & (snapshot.account == link.account)
        query = (
            select(t.link, client["tax"]["npwp"].astext.label("npwp"))
            .select_from(t.link.outerjoin(t.snapshot, seen))
            .where(link.person == person, link.portal == self._portal, link.revoked_at.is_(None))
            .order_by(link.label, link.id)
        )
        return [self._account(row) for row in await self._db.execute(query)]

    def _account(self, row: Any) -> LinkedAccount:
        stands = row.suspended_at is None and row.proven_at > self._now - LINK_VALID_FOR
        return LinkedAccount(
            row.account, row.label, row.email, row.npwp or "", row.proven_at, stands
        )

    async def fakturs(self, accounts: Sequence[str], most: int) -> list[LastFaktur]:
        faktur = t.faktur.c
        query = (
            select(t.faktur)
            .where(faktur.account.in_(accounts), faktur.superseded_by.is_(None))
            .order_by(faktur.issued.desc(), faktur.id.desc())
            .limit(most)
        )
        rows = await self._db.execute(query)
        return [
            LastFaktur(row.number, row.invoice_number, row.account_label, row.created_at)
            for row in rows
        ]

    async def topic(self, number: str) -> Topic | None:
        screen = t.screen.c
        query = select(screen.chat, screen.thread).where(screen.key == card_key(number))
        row = (await self._db.execute(query)).first()
        return Topic(row.chat, row.thread) if row and row.thread else None

    async def history(self, person: int | None, numbers: Sequence[str], most: int) -> list[Past]:
        audit = t.audit.c
        subjects = [
            f"{kind}:{number}" for number in numbers for kind in ("transfer", "conversation")
        ]
        ways = [audit.subject == subject for subject in subjects]
        if person is not None:
            ways += [audit.subject == f"person:{person}", audit.actor == f"person:{person}"]
        found: dict[int, Any] = {}
        for way in ways:
            query = select(t.audit).where(way).order_by(audit.id.desc()).limit(most)
            found |= {row.id: row for row in await self._db.execute(query)}
        newest = sorted(found.values(), key=lambda row: row.id, reverse=True)[:most]
        names = await self._names({row.actor for row in newest}, {row.subject for row in newest})
        return [
            Past(row.at, row.actor, names.get(row.actor, ""), row.action, row.subject)
            for row in newest
        ]

    async def _names(self, actors: Iterable[str], subjects: Iterable[str]) -> dict[str, str]:
        """Of customers; and of staff by what they did about the same."""
        ids = [id_ for actor in actors if (id_ := _id(actor)) is not None]
        about = [subject.partition(":")[2] for subject in subjects]
        decision, said = t.decision.c, t.said.c
        queries = (
            select(t.person.c.id, t.person.c.name).where(t.person.c.id.in_(ids)),
            select(decision.staff.label("id"), decision.staff_name.label("name"))
            .where(decision.transfer.in_(about))
            .distinct(),
            select(said.who.label("id"), said.who_name.label("name"))
            .where(said.conversation.in_(about), said.side == "staff", said.who_name != "")
            .distinct(),
            select(t.finance_role.c.staff.label("id"), t.finance_role.c.name).where(
                t.finance_role.c.staff.in_(ids)
            ),
        )
        names = {row.id: row.name for query in queries for row in await self._db.execute(query)}
        return {actor: names[id_] for actor in actors if (id_ := _id(actor)) in names}


def _bearing(host: str, rows: Iterable[Any]) -> Iterator[Hit]:
    """Those whose services really bear the host, or one below it: the index knows words only."""
    bears = re.compile(rf"(?<![\w-]){re.escape(host)}(?![\w-]|\.\w)", re.IGNORECASE)
    for row in rows:
        names = [name for name in row.names if bears.search(name)]
        if names:
            yield Hit(row.person, row.account, row.label or "", row.what or ", ".join(names[:3]))


def _id(actor: str) -> int | None:
    """Telegram's, of ``person:1001`` and ``staff:2001``."""
    kind, _, number = actor.partition(":")
    return parse_id(number) if kind in ("person", "staff") else None


def statements(query: Query, portal: str) -> Iterator[Statement]:
    """What is asked of the database, in this order."""
    said = query.text[:_LONGEST].replace("\x00", "")
    words = re.findall(r"[^\W_]+", said)
    match query.by:
        case By.USERNAME:
            yield Statement(_BY_USERNAME, {"text": said})
        case By.EMAIL:
            yield from (Statement(sql, {"text": said}) for sql in _BY_EMAIL)
        case By.HOST:
            values = {"phrase": " <-> ".join(words), "portal": portal}
            yield from (Statement(sql, _used(sql, values)) for sql in _BY_HOST)
        case By.NUMBER:
            yield from _by_number(said, portal)
        case By.NAME if words:
            values = {"words": " & ".join(f"{word}:*" for word in words), "portal": portal}
            yield from (Statement(sql, _used(sql, values)) for sql in _BY_NAME)


def _by_number(said: str, portal: str) -> Iterator[Statement]:
    values: dict[str, object] = {
        "text": said,
        "upper": said.upper(),
        "cases": [said, said.upper(), said.lower()],
        "ticket": [said, f"#{said}", said.upper(), f"#{said.upper()}"],
        "portal": portal,
    }
    yield from (Statement(sql, _used(sql, values)) for sql in _BY_NUMBER)
    digits = re.sub(r"[ .\-/]", "", said)
    if digits.isascii() and digits.isdecimal():
        values |= {"nsfp": [digits, digits[-13:]], "npwp": [digits, f"0{digits}"]}
        yield from (Statement(sql, _used(sql, values)) for sql in _BY_DIGITS)
        if (id_ := parse_id(digits)) is not None:
            yield Statement(_BY_PERSON, {"id": id_})


def _used(sql: str, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if f":{name}" in sql}
