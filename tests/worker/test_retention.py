"""What goes by the clock, and what must stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, insert, select, text, update

from assistant.domain.accounts.codes import CodePurpose
from assistant.storage import retention
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from assistant.worker.retention import Retention
from tests.things import NOW, Clock, make_shop

BUDI = 1001


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)
    monkeypatch.setattr(retention, "LARGE_BATCH", 1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def shop(assistant_url: str, clock: Clock) -> WorkShop:
    shop = make_shop(assistant_url, clock)
    return shop


async def clean(shop: WorkShop) -> None:
    await Retention(shop).clean()


async def rows(shop: WorkShop, table: Table, *order: Any) -> list[Any]:
    async with shop.engine.connect() as connection:
        return list(await connection.execute(select(table).order_by(*order)))


async def put(shop: WorkShop, table: Table, **values: Any) -> None:
    async with shop.engine.begin() as connection:
        await connection.execute(insert(table).values(**values))


async def came_in(shop: WorkShop, key: str, *, days: float, done: bool = True) -> None:
    at = NOW - timedelta(days=days)
    await put(
        shop, t.inbox, source="telegram", key=key, chat=BUDI, body={"update_id": key},
        received_at=at, done_at=at if done else None,
    )  # fmt: skip


async def test_what_came_in_loses_its_words_after_three_days_and_its_number_after_thirty(
    shop: WorkShop,
) -> None:
    for number in range(7):
        await came_in(shop, f"ancient{number}", days=31)
    for number in range(7):
        await came_in(shop, f"old{number}", days=4)
    await came_in(shop, "waits", days=4, done=False)
    await came_in(shop, "new", days=2)
    await clean(shop)
    left = {row.key: row.body for row in await rows(shop, t.inbox)}
    assert left.pop("new") == {"update_id": "new"}
    assert left.pop("waits") == {"update_id": "waits"}
    assert left == {f"old{number}": None for number in range(7)}


async def test_each_time_goes_on_where_the_last_one_stopped(shop: WorkShop, clock: Clock) -> None:
    await came_in(shop, "one", days=4)
    await came_in(shop, "two", days=2)
    await clean(shop)
    clock.move(days=2)
    await clean(shop)
    assert [row.body for row in await rows(shop, t.inbox)] == [None, None]


async def test_what_waits_for_a_month_is_never_dropped_unhandled(shop: WorkShop) -> None:
    await came_in(shop, "waits", days=40, done=False)
    await clean(shop)
    assert len(await rows(shop, t.inbox)) == 1


async def test_codes_and_drafts_go(shop: WorkShop, clock: Clock) -> None:
    async with shop.work() as work:
        await work.codes.add(BUDI, "a@contoh.example", CodePurpose.LINK, b"x", work.now)
    for feature, days in (("akun", 31), ("npwp", 29)):
        await put(
            shop, t.draft, person=BUDI, feature=feature, version=1, step="nama", data={},
            updated_at=NOW - timedelta(days=days),
        )  # fmt: skip
    await clean(shop)
    assert [row.feature for row in await rows(shop, t.draft)] == ["npwp"]
    assert len(await rows(shop, t.code)) == 1
    clock.move(days=1, seconds=1)
    await clean(shop)
    assert await rows(shop, t.code) == []


async def test_the_last_word_to_who_was_forgotten_goes_once_it_was_shown(shop: WorkShop) -> None:
    for chat, shown in ((1, 1), (2, 0)):
        await put(shop, t.screen, key=f"chat:{chat}", chat=chat, wanted=1, shown=shown)
    await clean(shop)
    assert [row.key for row in await rows(shop, t.screen)] == ["chat:2"]


async def document(shop: WorkShop, content: bytes, kind: str, days: float) -> str:
    async with shop.work() as work:
        sha256 = await work.documents.put(content, kind)
    async with shop.engine.begin() as connection:
        await connection.execute(
            update(t.document)
            .where(t.document.c.sha256 == sha256)
            .values(created_at=NOW - timedelta(days=days))
        )
    return sha256


async def send(shop: WorkShop, sha256: str, key: str, state: str) -> None:
    async with shop.work() as work:
        await work.deliveries.send_document(
            BUDI, sha256, "a.pdf", "data-file", {}, unique=key, account=None
        )
        changed = update(t.delivery).where(t.delivery.c.key == key).values(state=state)
        await work.connection.execute(changed)


async def test_somebodys_data_as_a_file_goes_after_a_day(shop: WorkShop) -> None:
    for number, state in enumerate(("sent", "suspended", "queued")):
        sha256 = await document(shop, b"{%d}" % number, "export", 1.1)
        await send(shop, sha256, state, state)
    fresh = await document(shop, b"{}", "export", 0.9)
    await clean(shop)
    assert [row.sha256 for row in await rows(shop, t.document)] == [fresh]
    left = {row.key: (row.state, row.document) for row in await rows(shop, t.delivery)}
    assert left == {
        "sent": ("sent", None),
        "suspended": ("failed", None),
        "queued": ("failed", None),
    }


async def test_a_pdf_goes_after_two_years_unless_it_is_still_to_be_sent(shop: WorkShop) -> None:
    old = await document(shop, b"%PDF-old", "faktur", 800)
    waited_for = await document(shop, b"%PDF-waited", "faktur", 800)
    fresh = await document(shop, b"%PDF-fresh", "faktur", 700)
    await send(shop, old, "old", "sent")
    await send(shop, waited_for, "waited", "suspended")
    await clean(shop)
    contents = {row.sha256: row.content for row in await rows(shop, t.document)}
    assert contents == {old: b"", waited_for: b"%PDF-waited", fresh: b"%PDF-fresh"}


async def test_what_was_sent_keeps_its_key_and_loses_its_words(
    shop: WorkShop, clock: Clock
) -> None:
    async with shop.work() as work:
        for number in range(5):
            await work.deliveries.mail(
                "a@contoh.example", "mail-note", {"name": "Budi"}, unique=f"{number}", locale="id"
            )
        await work.connection.execute(update(t.delivery).values(state="sent"))
        await work.deliveries.tell(BUDI, "ntf-note", {"name": "Budi"}, unique="suspended")
        await work.connection.execute(
            update(t.delivery).where(t.delivery.c.key == "suspended").values(state="suspended")
        )
    clock.move(days=29)
    await clean(shop)
    assert all(row.payload for row in await rows(shop, t.delivery))
    clock.move(days=2)
    await clean(shop)
    *gone, kept = await rows(shop, t.delivery, t.delivery.c.id)
    assert [(row.key, row.payload, row.address) for row in gone] == [
        (str(number), {}, None) for number in range(5)
    ]
    assert kept.payload["args"] == {"name": "Budi"}


async def test_the_queues_log_goes_except_for_what_is_parked(shop: WorkShop) -> None:
    async with shop.engine.begin() as connection:
        await connection.execute(
            text(
                "insert into pgqueuer (priority, status, entrypoint, payload)"
                " values (0, 'failed', 'decide', '1')"
            )
        )
        await connection.execute(
            text(
                "with given as (select cast(:now as timestamptz) as now)"
                " insert into pgqueuer_log (created, job_id, status, priority, entrypoint)"
                " select now - n * interval '1 day', 1000 + n, 'successful', 0, 'decide'"
                " from given, generate_series(20, 2, -1) n"
            ),
            {"now": NOW},
        )
        await connection.execute(
            text(
                "insert into pgqueuer_log (created, job_id, status, priority, entrypoint)"
                " select cast(:now as timestamptz) - interval '30 days', id, 'failed', 0, 'decide'"
                " from pgqueuer"
            ),
            {"now": NOW},
        )
        await connection.execute(
            text(
                "with given as (select cast(:now as timestamptz) as now)"
                " insert into pgqueuer_statistics (created, count, priority, status, entrypoint)"
                " select now - n * interval '10 day', 1, 0, 'successful', 'decide'"
                " from given, generate_series(8, 1, -1) n"
            ),
            {"now": NOW},
        )
    await clean(shop)
    async with shop.engine.connect() as connection:
        logged = (
            await connection.execute(
                text("select status::text, count(*) from pgqueuer_log group by 1 order by 1")
            )
        ).all()
        counted = await connection.execute(text("select count(*) from pgqueuer_statistics"))
    assert {tuple(row) for row in logged} == {("failed", 1), ("successful", 6)}
    assert counted.scalar_one() == 3


async def test_slots_of_the_send_budget_that_have_passed_go(shop: WorkShop) -> None:
    hour = timedelta(hours=1)
    now = datetime.now(UTC)
    await put(shop, t.send_budget, chat=0, due_at=now - 5 * hour)
    await put(shop, t.send_budget, chat=1, due_at=now - 5 * hour)
    await put(shop, t.send_budget, chat=2, due_at=now)
    await put(shop, t.send_budget, chat=-3, due_at=now - 5 * hour, held_until=now + hour)
    await clean(shop)
    assert [row.chat for row in await rows(shop, t.send_budget, t.send_budget.c.chat)] == [-3, 0, 2]


async def test_what_fails_keeps_nothing_else_from_going(
    shop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(work: Any) -> int:
        raise RuntimeError("no")

    steps = {"broken": broken, "inbox-numbers": retention.STEPS["inbox-numbers"]}
    monkeypatch.setattr(retention, "STEPS", steps)
    await came_in(shop, "ancient", days=31)
    await clean(shop)
    assert await rows(shop, t.inbox) == []


async def test_a_second_time_right_after_does_nothing(shop: WorkShop) -> None:
    await came_in(shop, "old", days=4)
    await clean(shop)
    before = [row.received_at for row in await rows(shop, t.inbox)]
    await clean(shop)
    assert [row.received_at for row in await rows(shop, t.inbox)] == before


@pytest.mark.parametrize(
    ("ends", "days", "stays"),
    [
        ("revoked_at", 91, False), ("revoked_at", 89, True),
        ("suspended_at", 91, False), ("suspended_at", 89, True),
        ("proven_at", 271, False), ("proven_at", 269, True),
    ],
)  # fmt: skip
async def test_links_go_ninety_days_after_their_end(
    shop: WorkShop, ends: str, days: int, stays: bool
) -> None:
    values = {"linked_at": NOW, "proven_at": NOW, ends: NOW - timedelta(days=days)}
    await put(
        shop, t.link, person=BUDI, portal="embedded", account="7", email="a@b.example", label="PT",
        **values,
    )  # fmt: skip
    await clean(shop)
    assert (len(await rows(shop, t.link)) == 1) is stays


async def test_what_limits_and_rules_remember_goes(shop: WorkShop) -> None:
    for kind, days in (("consent-mail", 2), ("consent-mail", 0), ("was-linked", 2),
                       ("was-linked", 91)):  # fmt: skip
        await put(shop, t.remembered, kind=kind, subject="x", at=NOW - timedelta(days=days))
    await clean(shop)
    left = [(row.kind, row.at) for row in await rows(shop, t.remembered, t.remembered.c.id)]
    assert left == [("consent-mail", NOW), ("was-linked", NOW - timedelta(days=2))]


@pytest.mark.parametrize("state", ["queued", "created"])
async def test_what_the_portal_has_answered_goes(shop: WorkShop, state: str) -> None:
    for days in (31, 29):
        at = NOW - timedelta(days=days)
        await put(shop, t.registration, person=BUDI, data={"n": days}, state=state, created_at=at)
        saved = "saved" if state == "created" else state
        await put(
            shop, t.tax_change, person=BUDI, account="7", profile={"n": days}, state=saved,
            created_at=at,
        )  # fmt: skip
    await clean(shop)
    for table in (t.registration, t.tax_change):
        assert len(await rows(shop, table)) == (1 if state == "created" else 2)


async def test_what_was_read_of_a_pdf_goes_with_it(shop: WorkShop) -> None:
    for n, days in enumerate((731, 729)):
        at = NOW - timedelta(days=days)
        await put(
            shop, t.document, sha256=str(n), kind="faktur", content=b"x", size=1, created_at=at
        )
        await put(
            shop, t.upload, sha256=str(n), name="PT Rahasia.pdf", source="http", state="issued",
            read={"buyer": "PT Rahasia"}, created_at=at,
        )  # fmt: skip
        await put(
            shop, t.faktur_request, portal="embedded", account="7", account_label="PT",
            invoice_id=str(n), invoice_number=f"INV-{n}", subtotal=1, tax=1, paid_at=at,
            profile={"npwp": "1"}, buyer_npwp="1", items=[], state="issued", created_at=at,
        )  # fmt: skip
    await clean(shop)
    uploads = await rows(shop, t.upload, t.upload.c.id)
    assert [(row.read is None, row.name) for row in uploads] == [
        (True, ""),
        (False, "PT Rahasia.pdf"),
    ]
    requests = await rows(shop, t.faktur_request, t.faktur_request.c.id)
    assert [row.buyer_npwp for row in requests] == [None, "1"]
    assert [row.profile for row in requests] == [None, {"npwp": "1"}]
