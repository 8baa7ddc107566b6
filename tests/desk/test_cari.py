"""``/cari`` and ``/riwayat`` in the staff chat: who is found by what, what is shown of them, and
that each look is on record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from assistant.domain.billing import Invoice, Service, ServiceKind, ServiceStatus
from assistant.domain.clients import Client
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.staff import Standing
from assistant.domain.support.answering import Staff
from assistant.domain.support.directory import By, Query, read_query
from assistant.domain.support.hours import Late
from assistant.domain.support.taking import settle
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.storage.repositories import misspelt
from assistant.storage.repositories.directory import statements
from assistant.worker.acts import FinanceJobs
from assistant.worker.finding import FindingJobs
from tests.play import STAFF_CHAT, Table
from tests.things import client, invoice, tax

BUDI, ANI, RINA, GUEST = 1001, 1002, 2001, 2003
OWNER = client(profile=tax())
OTHER = client("8", "siti@sinarrahma.example", "CV Sinar-Rahma & Putra")
UNKNOWN = client("9", "halo@kopibahari.example", "CV Kopi Bahari")
PAGE = "https://admin.example/client?id={id}"
TOPIC = 77
MANY = """
with n as (select 5000 + generate_series(1, 4000) as id),
people as (
    insert into person (id, name, locale, created_at, seen_at)
    select id, 'Orang ' || md5(id::text), 'id', now(), now() from n),
links as (
    insert into link (person, portal, account, label, email, linked_at, proven_at)
    select id, 'embedded', id::text, 'PT ' || md5(id::text), md5(id::text) || '@x.example',
        now(), now()
    from n)
insert into snapshot (portal, account, data)
select 'embedded', id::text, jsonb_build_object(
    'client', jsonb_build_object('company', 'PT ' || md5(id::text)), 'services', '[]'::jsonb)
from n
"""


class Portal:
    """As much of one as a search asks."""

    def __init__(self) -> None:
        self.clients = [OWNER, OTHER, UNKNOWN]
        self.names: dict[str, str] = {"kopibahari.example": "9"}
        self.numbers: dict[str, Invoice] = {}
        self.silent = False

    def _answer(self) -> None:
        if self.silent:
            raise PortalError(PortalFailure.UNAVAILABLE)

    async def find_client(self, email: str) -> Client | None:
        self._answer()
        return next((one for one in self.clients if one.email == email.lower()), None)

    async def client(self, id_: str) -> Client:
        return next(one for one in self.clients if one.id == id_)

    async def find_services(self, host: str) -> list[Service]:
        self._answer()
        return [_service(name, id_) for name, id_ in self.names.items() if name == host]

    async def find_invoice(self, number: str) -> Invoice | None:
        self._answer()
        return self.numbers.get(number.upper())


def _service(name: str, owner: str = "7") -> Service:
    return Service(f"d-{name}", ServiceKind.DOMAIN, name, owner, ServiceStatus.ACTIVE, None)


class Office:
    """The staff chat and the jobs that its searches leave."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.staff = table.staff_chat()
        self.portal = Portal()
        self.standings = {RINA: Standing.MEMBER, GUEST: Standing.OUTSIDE}

    async def write(self, words: str, *, by: int = RINA, topic: int | None = None) -> Any:
        entities = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]
        await self.staff.write(by, words, topic=topic, entities=entities)
        return await self.work_off()

    async def tap(self, label: str, *, by: int = RINA, at: int = 0) -> Any:
        rows = await self.table.rows(t.delivery, t.delivery.c.channel == "staff")
        buttons = [b for row in rows for b in row.payload.get("buttons", ()) if b["label"] == label]
        await self.staff.tap(by, buttons[-1 - at]["data"])
        return await self.work_off()

    async def work_off(self) -> Any:
        """The newest message in the staff chat."""

        async def standing(staff: int) -> Standing:
            return self.standings[staff]

        async def no_topic() -> None:
            return None

        finance = FinanceJobs(self.table.shop, standing, no_topic, None)
        finding = FindingJobs(self.table.shop, self.portal, PAGE)  # type: ignore[arg-type]
        while jobs := await self.table.jobs():
            async with self.table.shop.work() as work:
                await work.connection.execute(text("delete from pgqueuer"))
            for job, key in jobs:
                if job == "finance-act":
                    await finance.act(key)
                elif job == "look-up":
                    await finding.look_up(key)
                    await finding.look_up(key)  # a job may run twice
        rows = await self.table.rows(t.delivery, t.delivery.c.channel == "staff")
        return max(rows, key=lambda row: row.id).payload if rows else None

    async def read(self, said: Any) -> str:
        return self.table.texts.plain("id", said["key"], load_args(said["args"]))

    async def audit(self) -> set[tuple[str, str, str]]:
        return {(row.actor, row.action, row.subject) for row in await self.table.rows(t.audit)}


@pytest.fixture
async def office(table: Table) -> Office:
    async with table.shop.work() as work:
        await work.people.seen(BUDI, "Budi Santoso", "BudiS", "id")
        await work.people.seen(ANI, "Ani <b>", None, "en")
        await work.links.add(BUDI, OWNER)
        await work.links.add(ANI, OTHER)
        services = [_service("majujaya.example"), _service("VPS 2 (vps1.maju-jaya.co.id)")]
        await work.snapshots.store(OWNER, services, [])
    return Office(table)


@pytest.mark.parametrize(
    "typed",
    [
        "@budis", "https://t.me/BudiS", "budi", "SANTOSO", "maju jay", "PT. Maju Jaya",
        "budi@majujaya.example", "Budi@MajuJaya.example", "majujaya.example",
        "https://www.majujaya.example/masuk?x=1", "maju-jaya.co.id", "vps1.maju-jaya.co.id", "1001",
        "0013121660091000", "00.131.216.600-91.000",
        "pak budi", "Bpk. Budi Santoso", "domain majujaya.example", "email: budi@majujaya.example",
        "Budi S <budi@majujaya.example>", "budi@majujaya.example.", "npwp 0013121660091000",
    ],
)  # fmt: skip
async def test_somebody_is_found_by_what_is_known_of_them(office: Office, typed: str) -> None:
    said = await office.write(f"/cari {typed}")
    assert said["key"] == "desk-find"
    assert "Budi Santoso" in await office.read(said)
    assert "budi@" not in (await office.read(said)).partition("\n")[2]
    assert (f"staff:{RINA}", "person-found", f"person:{BUDI}") in await office.audit()


@pytest.mark.parametrize("typed", ["sinar rahma", "sinar-rahma", "putra", "Rahma & Putra"])
async def test_a_name_is_found_whatever_stands_between_its_words(
    office: Office, typed: str
) -> None:
    assert "Ani <b>" in await office.read(await office.write(f"/cari {typed}"))


@pytest.mark.parametrize(
    "typed", ["jaya.example", "majujaya.exampl", "zz", "%", "' or 1=1 --", "&|!:*", "#",
              "9" * 60, "nobody@x.example", "@nobody", "PND-00000000", "ü.example"]
)  # fmt: skip
async def test_what_fits_nobody_is_said(office: Office, typed: str) -> None:
    assert (await office.write(f"/cari {typed}"))["key"] == "desk-find-nobody"


@pytest.mark.parametrize(
    "typed",
    [
        "budi santso", "Budi Sntoso", "bdui santoso", "santosso", "maju jyaa", "PT Maju Jaia",
        "majujya.example", "maju-jaia.co.id", "budi@majujaja.example", "bydi@majujaya.example",
    ],
)  # fmt: skip
async def test_who_is_nearly_what_was_typed_is_found_and_it_is_said(
    office: Office, typed: str
) -> None:
    said = await office.write(f"/cari {typed}")
    assert said["key"] == "desk-find-near"
    assert "Budi Santoso" in await office.read(said)
    assert "Ani" not in await office.read(said)
    assert (f"staff:{RINA}", "person-found", f"person:{BUDI}") in await office.audit()


@pytest.mark.parametrize("typed", ["santa clara", "majuk.example", "bud", "PT", "1002x", "nobody"])
async def test_what_is_far_from_everybody_finds_nobody(office: Office, typed: str) -> None:
    assert (await office.write(f"/cari {typed}"))["key"] in ("desk-find-nobody", "desk-find")


async def test_a_history_is_never_of_somebody_who_only_nearly_fits(office: Office) -> None:
    said = await office.write("/riwayat budi santso")
    assert said["key"] == "desk-find-nobody"


async def test_what_is_misspelt_is_found_by_an_index_however_many_there_are(
    office: Office,
) -> None:
    async with office.table.shop.work() as work:
        await work.connection.execute(text(MANY))
        for sql in (sql for near in misspelt.NEAR.values() for sql in near):
            asked = {"words": "snts & bd", "portal": "embedded"}
            used = {name: value for name, value in asked.items() if f":{name}" in sql}
            await work.connection.execute(text("analyze person, link, snapshot"))
            plan = await work.connection.execute(text(f"explain {sql} limit 200"), used)
            assert "consonants" in "\n".join(row[0] for row in plan)


async def test_an_account_that_only_the_portal_knows_is_named(office: Office) -> None:
    office.portal.numbers["INV-77"] = replace(invoice(number="INV-77"), client_id="9")
    for typed in ("kopibahari.example", "HALO@kopibahari.example", "inv-77"):
        said = await office.write(f"/cari {typed}")
        assert "CV Kopi Bahari" in await office.read(said)
        [button] = said["buttons"]
        assert button["url"] == "https://admin.example/client?id=9"


async def test_a_portal_that_is_away_is_said_and_what_is_here_is_found(office: Office) -> None:
    office.portal.silent = True
    said = await office.write("/cari majujaya.example")
    assert "Budi Santoso" in await office.read(said)
    assert "Portal tidak menjawab" in await office.read(said)


async def test_a_profile_shows_whole_identifiers_and_the_look_is_on_record(
    office: Office,
) -> None:
    await office.write("/cari @budis")
    said = await office.tap("desk-find-btn")
    assert said["key"] == "desk-profile"
    words = await office.read(said)
    assert "budi@majujaya.example" in words
    assert "0013121660091000" in words
    assert (f"staff:{RINA}", "profile-looked-at", f"person:{BUDI}") in await office.audit()
    assert [b["label"] for b in said["buttons"]] == [
        "desk-profile-btn-write",
        "desk-find-btn-portal",
    ]


async def test_the_answer_comes_where_it_was_asked(office: Office) -> None:
    assert (await office.write("/cari budi", topic=TOPIC)).get("thread") == TOPIC
    assert (await office.write("/cari", topic=TOPIC)).get("thread") == TOPIC
    assert (await office.write("/cari budi")).get("thread") is None


async def test_who_is_no_member_any_more_finds_nothing(office: Office) -> None:
    assert (await office.write("/cari budi", by=GUEST))["key"] == "finance-act-not-allowed"


async def test_elsewhere_than_in_the_staff_chat_nobody_is_found(office: Office) -> None:
    elsewhere = office.table.staff_chat(STAFF_CHAT - 1)
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    await elsewhere.write(RINA, "/cari budi", entities=entities)
    assert await office.work_off() is None


async def test_staff_write_first_and_a_reply_reaches_the_customer(office: Office) -> None:
    await office.write("/cari @budis")
    await office.tap("desk-find-btn")
    said = await office.tap("desk-profile-btn-write")
    assert said["key"] == "desk-write-first"
    [conversation] = await office.table.rows(t.conversation)
    assert (conversation.person, conversation.state) == (BUDI, "open")
    assert conversation.taken_by == RINA
    assert said["transfer"] == conversation.number
    assert said["carries"]["conversation"] == conversation.number
    again = await office.tap("desk-profile-btn-write")
    assert again["transfer"] == conversation.number
    audit = await office.audit()
    assert (f"staff:{RINA}", "wrote-first", f"person:{BUDI}") in audit
    begun = (f"staff:{RINA}", "conversation-begun", f"conversation:{conversation.number}")
    assert begun in audit
    async with office.table.shop.work() as work:
        screen = {"key": f"card:{conversation.number}", "chat": STAFF_CHAT, "thread": TOPIC}
        await work.connection.execute(
            text("update screen set thread = :thread, chat = :chat where key = :key"), screen
        )
    await office.write("/balas Halo, kami dari tim.", topic=TOPIC)
    told = await office.table.rows(t.delivery, t.delivery.c.person == BUDI)
    assert [load_args(row.payload["args"])["text"] for row in told] == ["Halo, kami dari tim."]
    profile = await office.tap("desk-find-btn")
    [link] = [b["url"] for b in profile["buttons"] if b["label"] == "desk-profile-btn-topic"]
    assert link == f"https://t.me/c/2000000001/{TOPIC}"


async def test_what_staff_began_and_left_ends_without_a_word_to_the_customer(
    office: Office,
) -> None:
    await office.write("/cari @budis")
    await office.tap("desk-find-btn")
    await office.tap("desk-profile-btn-write")
    [conversation] = await office.table.rows(t.conversation)
    async with office.table.shop.work() as work:
        counts = await work.queue.counts(work.promise.since(work.now, Late.FULL))
        assert (counts.waiting, counts.nobodys) == (1, 0)
        assert await settle(work, Staff(RINA, "Rina"), conversation.number)
    assert await office.table.rows(t.delivery, t.delivery.c.person == BUDI) == []


async def test_nobody_writes_first_to_themselves(office: Office) -> None:
    office.standings[BUDI] = Standing.MEMBER
    await office.write("/cari @budis")
    await office.tap("desk-find-btn")
    assert (await office.tap("desk-profile-btn-write", by=BUDI))["key"] == "finance-act-own-account"


async def test_the_history_of_a_conversation_names_who_did_what(office: Office) -> None:
    await office.write("/cari @budis")
    await office.tap("desk-find-btn")
    await office.tap("desk-profile-btn-write")
    [conversation] = await office.table.rows(t.conversation)
    async with office.table.shop.work() as work:
        await work.connection.execute(
            text("update screen set thread = 77, chat = :chat"), {"chat": STAFF_CHAT}
        )
    await office.write("/balas Halo", topic=TOPIC)
    said = await office.write("/riwayat", topic=TOPIC)
    assert said["key"] == "desk-history"
    words = (await office.read(said)).splitlines()
    assert f"<b>Staf {RINA}</b> menjawab {conversation.number}" in words[1]
    assert "memulai percakapan" in words[2]
    said = await office.write(f"/riwayat {conversation.number.lower()}")
    assert said["key"] == "desk-history"


async def test_the_history_of_a_person_shows_who_looked(office: Office) -> None:
    await office.write("/cari budi")
    said = await office.write("/riwayat @budis")
    assert "menemukan pelanggan lewat /cari" in await office.read(said)
    assert (await office.write("/riwayat"))["key"] == "desk-history-how"
    assert (await office.write("/riwayat zz"))["key"] == "desk-find-nobody"


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("@Budi_S", Query(By.USERNAME, "Budi_S")),
        ("t.me/budi", Query(By.USERNAME, "budi")),
        ("a@b.example", Query(By.EMAIL, "a@b.example")),
        (" mailto:a@b.example ", Query(By.EMAIL, "a@b.example")),
        ("pnd 7f3k q2mx", Query(By.NUMBER, "PND-7F3KQ2MX")),
        ("CS-7F3KQ2MX", Query(By.NUMBER, "CS-7F3KQ2MX")),
        ("INV-2026-000123", Query(By.NUMBER, "INV-2026-000123")),
        ("#482913", Query(By.NUMBER, "482913")),
        ("ABC-482913", Query(By.NUMBER, "ABC-482913")),
        ("0400 2600 0000 00001", Query(By.NUMBER, "0400 2600 0000 00001")),
        ("www.Toko.co.id", Query(By.HOST, "toko.co.id")),
        ("xn--tkka-8na.example.", Query(By.HOST, "xn--tkka-8na.example")),
        ("PT Maju Jaya", Query(By.NAME, "PT Maju Jaya")),
        ("PT. Maju", Query(By.NAME, "PT. Maju")),
        ("Toko 88", Query(By.NAME, "Toko 88")),
        ("Siti", Query(By.NAME, "Siti")),
    ],
)
def test_what_is_looked_for_is_told_by_its_shape(typed: str, query: Query) -> None:
    assert read_query(typed) == query


ASKED = [
    "@budis", "budi@majujaya.example", "majujaya.example", "maju jaya", "PND-7F3KQ2MX",
    "04002600000000001", "INV-2026-000123", "482913", "0013121660091000",
]  # fmt: skip


@pytest.mark.parametrize("typed", ASKED)
async def test_no_search_reads_a_table_from_end_to_end(office: Office, typed: str) -> None:
    async with office.table.shop.work() as work:
        await work.connection.execute(text("set local enable_seqscan = off"))
        for sql, values in statements(read_query(typed), "embedded"):
            plan = await work.connection.execute(text(f"explain {sql} limit 9"), dict(values))
            lines = [row[0] for row in plan]
            assert not [line for line in lines if "Seq Scan" in line], f"{sql}\n{lines}"


async def test_who_deletes_their_data_is_gone_from_what_staff_were_shown(office: Office) -> None:
    await office.write("/cari @budis")
    await office.tap("desk-find-btn")
    async with office.table.shop.work() as work:
        await work.connection.execute(text("update delivery set state = 'sent'"))
        told = await work.people.forget(BUDI)
    rows = await office.table.rows(t.delivery, t.delivery.c.channel == "staff")
    assert "budi@" not in str([row.payload for row in rows])
    assert len(told) == 1
    assert (await office.write("/cari @budis"))["key"] == "desk-find-nobody"


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("inv 2026 000123", Query(By.NUMBER, "inv-2026-000123")),
        ("tagihan INV-2026-000123", Query(By.NUMBER, "INV-2026-000123")),
        ("permintaan pnd 7f3kq2mx", Query(By.NUMBER, "PND-7F3KQ2MX")),
        ("tiket #482913", Query(By.NUMBER, "482913")),
        ("Faktur Jaya", Query(By.NAME, "Faktur Jaya")),
        ("web", Query(By.NAME, "web")),
        ("Ibu", Query(By.NAME, "Ibu")),
    ],
)
def test_what_stands_before_a_number_says_only_what_it_is(typed: str, query: Query) -> None:
    assert read_query(typed) == query
