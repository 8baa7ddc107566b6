"""What a transaction leaves to be done: there if it commits, once, and not at all if it fails."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from assistant.domain.ids import Numbered
from assistant.domain.words import Arg, Go, Priority, Say, StaffMessage
from assistant.domain.work import Job
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.storage.work import WorkShop
from tests.things import NOW, STAFF_CHAT

BUDI = 1001


class Broken(Exception):  # noqa: N818 - reads as what happened
    """A use case that fails in the middle."""


async def queued(shop: WorkShop) -> list[tuple[str, str]]:
    async with shop.work() as work:
        rows = await work.connection.execute(
            text("select entrypoint, payload from pgqueuer order by id")
        )
        return [(row.entrypoint, bytes(row.payload).decode()) for row in rows]


class TestJobs:
    async def test_a_job_is_there_when_its_transaction_commits(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, 7)
            assert await queued(shop) == []
        assert await queued(shop) == [("send-code", "7")]

    async def test_a_rollback_leaves_no_job(self, shop: WorkShop) -> None:
        async def fail() -> None:
            async with shop.work() as work:
                await work.jobs.put(Job.SEND_CODE, 7)
                raise Broken

        with pytest.raises(Broken):
            await fail()
        assert await queued(shop) == []

    async def test_once_is_not_again_while_the_same_waits(self, shop: WorkShop) -> None:
        for account in ("7", "7", "8"):
            async with shop.work() as work:
                await work.jobs.put(Job.REFRESH_ACCOUNT, account, once=True)
                await work.jobs.put(Job.REFRESH_ACCOUNT, account, once=True)
        assert await queued(shop) == [("refresh-account", "7"), ("refresh-account", "8")]

    async def test_once_is_again_while_the_same_runs(self, shop: WorkShop) -> None:
        """What runs has perhaps looked before: it does not stand for a new wish."""
        for _ in range(2):
            async with shop.work() as work:
                await work.jobs.put(Job.CARRY_OUT, "PND-1", once=True)
                await work.connection.execute(text("update pgqueuer set status = 'picked'"))
        assert len(await queued(shop)) == 2

    async def test_once_is_again_when_the_one_that_waits_is_due_later(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.jobs.put(Job.CARRY_OUT, "PND-1", after=timedelta(minutes=2), once=True)
            await work.jobs.put(Job.CARRY_OUT, "PND-1", once=True)
            await work.jobs.put(Job.CARRY_OUT, "PND-1", after=timedelta(minutes=5), once=True)
        assert len(await queued(shop)) == 2

    async def test_a_job_that_stands_for_another_is_not_taken_before_that_commits(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            await work.jobs.put(Job.REFRESH_ACCOUNT, "7", once=True)
        async with shop.work() as work, shop.work() as worker:
            await work.jobs.put(Job.REFRESH_ACCOUNT, "7", once=True)
            taken = await worker.connection.execute(
                text("select id from pgqueuer for update skip locked")
            )
            assert taken.all() == []

    async def test_many_at_once_never_fail_each_other(self, shop: WorkShop) -> None:
        async def put() -> None:
            async with shop.work() as work:
                await work.jobs.put(Job.REFRESH_ACCOUNT, "7", once=True)

        await asyncio.gather(*(put() for _ in range(20)))
        assert 1 <= len(await queued(shop)) <= 4


class TestDeliveries:
    async def test_the_same_key_is_one_delivery(self, shop: WorkShop) -> None:
        for words in ("pertama", "kedua"):
            async with shop.work() as work:
                await work.deliveries.tell(BUDI, "ntf-x", {"words": words}, unique="k")
        async with shop.work() as work:
            (row,) = (await work.connection.execute(select(t.delivery))).all()
        assert row.payload["args"] == {"words": "pertama"}
        assert (row.state, row.channel, row.chat, row.person) == ("queued", "telegram", BUDI, BUDI)

    async def test_two_at_once_make_one(self, shop: WorkShop) -> None:
        async def tell() -> None:
            async with shop.work() as work:
                await work.deliveries.tell(BUDI, "ntf-x", unique="k")

        await asyncio.gather(*(tell() for _ in range(4)))
        async with shop.work() as work:
            assert len((await work.connection.execute(select(t.delivery))).all()) == 1

    async def test_a_rollback_leaves_none(self, shop: WorkShop) -> None:
        async def fail() -> None:
            async with shop.work() as work:
                await work.deliveries.tell(BUDI, "ntf-x", unique="k")
                raise Broken

        with pytest.raises(Broken):
            await fail()
        async with shop.work() as work:
            assert (await work.connection.execute(select(t.delivery))).all() == []

    async def test_arguments_come_back_as_what_they_were(self, shop: WorkShop) -> None:
        args: dict[str, Arg] = {
            "text": "<b>Toko & Anak</b> 🙂",
            "count": 3,
            "total": Decimal("1250000.50"),
            "day": NOW.date(),
            "moment": NOW,
            "reason": Say("mismatch-ppn", {"expected": Decimal(10), "found": "x"}),
            "reasons": (Say("a"), Say("b", {"n": 1})),
        }
        async with shop.work() as work:
            await work.deliveries.tell(
                BUDI, "ntf-x", args, unique="k", buttons=[Go("btn-x", "faktur", "12")]
            )
        async with shop.work() as work:
            (row,) = (await work.connection.execute(select(t.delivery))).all()
        assert load_args(row.payload["args"]) == args
        assert row.payload["buttons"] == [{"label": "btn-x", "data": "go:faktur:12"}]

    async def test_each_channel_names_where_it_goes(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            pdf = await work.documents.put(b"%PDF", "faktur")
            await work.deliveries.send_document(
                BUDI, pdf, "F.pdf", "ntf-faktur", {}, unique="a", account="7"
            )
            await work.deliveries.mail(
                "a@b.example", "mail-x", {}, unique="b", locale="id", document=pdf,
                document_name="F.pdf",
            )  # fmt: skip
            await work.deliveries.tell_staff(StaffMessage("desk-x", topic="PND-1"), unique="c")
        async with shop.work() as work:
            rows = (await work.connection.execute(select(t.delivery).order_by("id"))).all()
        document, mail, staff = rows
        assert (document.account, document.document, document.payload["name"]) == (
            "7",
            pdf,
            "F.pdf",
        )
        assert document.priority == Priority.FAKTUR
        assert (mail.channel, mail.address, mail.document) == ("mail", "a@b.example", pdf)
        assert (staff.channel, staff.payload["transfer"]) == ("staff", "PND-1")


class TestDocuments:
    async def test_bytes_come_back_by_their_sha256_and_are_kept_once(self, shop: WorkShop) -> None:
        content = bytes(range(256)) * 4000
        async with shop.work() as work:
            sha256 = await work.documents.put(content, "faktur")
            assert await work.documents.put(content, "faktur") == sha256
        assert sha256 == hashlib.sha256(content).hexdigest()
        async with shop.work() as work:
            assert await work.documents.get(sha256) == content
            assert await work.documents.get("0" * 64) is None
            assert len((await work.connection.execute(select(t.document.c.size))).all()) == 1


async def test_a_card_is_one_screen_whose_wanted_version_grows(shop: WorkShop) -> None:
    for _ in range(3):
        async with shop.work() as work:
            await work.cards.touch("PND-1")
    async with shop.work() as work:
        (row,) = (await work.connection.execute(select(t.screen))).all()
    assert (row.key, row.chat, row.wanted, row.shown) == ("card:PND-1", STAFF_CHAT, 3, 0)


async def test_marks_and_audit_are_kept(shop: WorkShop) -> None:
    async with shop.work() as work:
        assert await work.marks.get("far") == ""
        await work.marks.set("far", "1")
        await work.marks.set("far", "2")
        await work.audit("person:1", "did", "thing:2", of=3, why=None)
    async with shop.work() as work:
        assert await work.marks.get("far") == "2"
        (row,) = (await work.connection.execute(select(t.audit))).all()
    assert (row.actor, row.action, row.subject) == ("person:1", "did", "thing:2")
    assert row.details == {"of": 3, "why": None}
    assert row.at == NOW


def test_ids_are_of_the_promised_form_and_differ(shop: WorkShop) -> None:
    ids = shop.settings.ids
    numbers = {ids.number(Numbered.REQUEST) for _ in range(100)}
    assert len(numbers) == 100
    alphabet = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert all(n.startswith("PND-") and set(n[4:]) <= alphabet and len(n) == 12 for n in numbers)
    assert len(ids.token()) == 32
    assert len(f"setuju-{ids.token()}") <= 64, "it fits a deep link"
    assert len(ids.nonce()) == 16
