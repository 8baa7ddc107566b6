"""From PAID to the right chat, on a real PostgreSQL: each notice and each delivery once."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text

from assistant.domain.accounts.model import Pushes
from assistant.domain.billing import InvoiceStatus
from assistant.domain.fakturs.delivery import faktur_issued, send_again
from assistant.domain.fakturs.holding import hold
from assistant.domain.fakturs.intake import receive_pdf, tell_progress
from assistant.domain.fakturs.model import (
    Faktur,
    FakturRequest,
    FileState,
    IntakeState,
    RequestState,
    UploadState,
)
from assistant.domain.fakturs.paid import invoice_paid, invoice_undone, tax_profile_saved
from assistant.domain.sources import Source
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.things import client, invoice, tax

BUDI, SITI = 1001, 1002
NUMBER = "04002600000000123"
OWNER = client(profile=tax())


class _TakenBackError(Exception):
    """What was done is undone."""


async def deliveries(shop: WorkShop) -> list[Any]:
    async with shop.work() as work:
        rows = await work.connection.execute(select(t.delivery).order_by(t.delivery.c.id))
        return list(rows)


async def said(shop: WorkShop) -> list[tuple[str, int | str, str]]:
    return [
        (r.channel, r.person or r.address or "", r.payload["key"]) for r in await deliveries(shop)
    ]


async def link(shop: WorkShop, *people: int) -> None:
    async with shop.work() as work:
        for person in people:
            await work.links.add(person, OWNER)


async def paid(shop: WorkShop, number: str = "INV-1") -> FakturRequest:
    async with shop.work() as work:
        await invoice_paid(work, OWNER, invoice(number))
        request = await work.fakturs.request_of(number)
        assert request is not None
        return request


async def issue(
    shop: WorkShop, request: FakturRequest, number: str = NUMBER, pdf: bytes = b"%PDF"
) -> Faktur | None:
    async with shop.work() as work:
        return await faktur_issued(
            work,
            request,
            number=number,
            issued=date(2026, 11, 23),
            dpp=Decimal(229167),
            ppn=Decimal(27500),
            sha256=await work.documents.put(pdf, "faktur"),
        )


class TestPaid:
    async def test_everyone_linked_hears_once_that_the_faktur_is_on_its_way(
        self, shop: WorkShop
    ) -> None:
        await link(shop, BUDI, SITI)
        for _ in range(2):
            await paid(shop)
        notice = "ntf-faktur-waiting"
        assert await said(shop) == [("telegram", BUDI, notice), ("telegram", SITI, notice)]

    async def test_told_by_two_processes_at_once_it_is_one_request(self, shop: WorkShop) -> None:
        await link(shop, BUDI)
        await asyncio.gather(*(paid(shop) for _ in range(4)))
        assert len(await said(shop)) == 1

    async def test_the_profile_is_copied_as_it_was_when_paid(self, shop: WorkShop) -> None:
        request = await paid(shop)
        assert request.state is RequestState.WAITING
        async with shop.work() as work:
            await tax_profile_saved(work, "7", tax(name="PT NAMA BARU"))
            kept = await work.fakturs.request_of("INV-1")
            assert kept is not None
            assert kept.profile == tax()
            assert (kept.subtotal, kept.tax) == (Decimal(250000), Decimal(27500))

    async def test_without_an_npwp_it_waits_for_one(self, shop: WorkShop) -> None:
        await link(shop, BUDI)
        async with shop.work() as work:
            await invoice_paid(work, client(), invoice())
        assert await said(shop) == [("telegram", BUDI, "ntf-faktur-no-npwp")]
        async with shop.work() as work:
            await tax_profile_saved(work, "7", tax())
            request = await work.fakturs.request_of("INV-1")
            assert request is not None
            assert (request.state, request.profile) == (RequestState.WAITING, tax())
            assert await work.fakturs.candidates(tax().npwp, Decimal(250000)) == [request]

    @pytest.mark.parametrize(
        "bill", [invoice(status=InvoiceStatus.UNPAID), invoice(ppn=0)], ids=["unpaid", "no PPN"]
    )
    async def test_what_needs_no_faktur_gets_none(self, shop: WorkShop, bill: Any) -> None:
        await link(shop, BUDI)
        async with shop.work() as work:
            await invoice_paid(work, OWNER, bill)
            assert await work.fakturs.request_of(bill.number) is None
        assert await said(shop) == []

    async def test_a_refund_before_the_faktur_cancels_the_request(self, shop: WorkShop) -> None:
        await paid(shop)
        undone = invoice(status=InvoiceStatus.REFUNDED)
        async with shop.work() as work:
            await invoice_undone(work, undone)
            request = await work.fakturs.request_of("INV-1")
            assert request is not None
            assert request.state is RequestState.CANCELLED
            assert await work.fakturs.waiting(["7"]) == []

    async def test_a_refund_after_the_faktur_keeps_the_faktur(self, shop: WorkShop) -> None:
        request = await paid(shop)
        faktur = await issue(shop, request)
        async with shop.work() as work:
            await invoice_undone(work, invoice(status=InvoiceStatus.REFUNDED))
            undone = await work.fakturs.request_of("INV-1")
            assert undone is not None
            assert undone.state is RequestState.CANCELLED
            assert await work.fakturs.issued_for(request.id) == [faktur]


class TestIssued:
    async def test_it_goes_once_to_each_linked_chat(self, shop: WorkShop) -> None:
        request = await paid(shop)
        await link(shop, BUDI, SITI)
        assert await issue(shop, request) is not None
        assert await issue(shop, request) is None
        document = "ntf-faktur"
        assert await said(shop) == [("telegram", BUDI, document), ("telegram", SITI, document)]
        first = (await deliveries(shop))[0]
        assert first.account == "7"
        assert first.payload["name"] == f"Faktur-{NUMBER}-INV-1.pdf"
        assert first.payload["args"]["company"] == "PT MAJU JAYA"

    async def test_issued_by_two_processes_at_once_it_goes_once(self, shop: WorkShop) -> None:
        request = await paid(shop)
        await link(shop, BUDI)
        issued = await asyncio.gather(*(issue(shop, request) for _ in range(3)))
        assert sum(faktur is not None for faktur in issued) == 1
        assert len(await said(shop)) == 1

    async def test_who_chose_mail_gets_mail(self, shop: WorkShop) -> None:
        request = await paid(shop)
        await link(shop, BUDI, SITI)
        async with shop.work() as work:
            await work.links.set_pushes(SITI, "7", Pushes(chat=False, mail=True))
        await issue(shop, request)
        assert await said(shop) == [
            ("telegram", BUDI, "ntf-faktur"),
            ("mail", "pajak@majujaya.example", "mail-faktur"),
        ]

    async def test_when_nobody_is_linked_it_is_mailed(self, shop: WorkShop) -> None:
        await issue(shop, await paid(shop))
        assert await said(shop) == [("mail", "pajak@majujaya.example", "mail-faktur")]
        (mail,) = await deliveries(shop)
        assert mail.document is not None

    async def test_a_replacement_is_another_version_and_goes_out_too(self, shop: WorkShop) -> None:
        request = await paid(shop)
        await link(shop, BUDI)
        await issue(shop, request)
        assert await issue(shop, request, "04012600000000123", b"%PDF 2") is not None
        assert len(await said(shop)) == 2
        async with shop.work() as work:
            _, replacing = await work.fakturs.versions("2600000000123")
            assert replacing.number == "04012600000000123"

    async def test_what_is_known_of_it_comes_back(self, shop: WorkShop) -> None:
        faktur = await issue(shop, await paid(shop))
        assert faktur is not None
        assert faktur.masa_pajak == date(2026, 11, 1)
        async with shop.work() as work:
            assert await work.fakturs.get(faktur.id) == faktur
            assert await work.fakturs.versions("2600000000123") == [faktur]


class TestArchive:
    async def test_it_is_searched_by_part_of_either_number(self, shop: WorkShop) -> None:
        for serial in range(3):
            request = await paid(shop, f"INV-2026-00{serial}")
            await issue(shop, request, f"0400260000000010{serial}", b"%PDF" + bytes([serial]))
        async with shop.work() as work:
            assert len(await work.archive.find(["7"], "2026-00", most=10)) == 3
            assert await work.archive.find(["8"], "2026-00", most=10) == []
            assert await work.archive.find([], "2026-00", most=10) == []
            (found,) = await work.archive.find(["7"], "2026-001", most=10)
            assert found.faktur.invoice_number == "INV-2026-001"
            (found,) = await work.archive.find(["7"], "0000102", most=10)
            assert found.faktur.number == "04002600000000102"
            assert await work.archive.find(["7"], "%", most=10) == []

    async def test_asking_again_is_one_more_delivery_for_each_update_that_asked(
        self, shop: WorkShop
    ) -> None:
        faktur = await issue(shop, await paid(shop))
        assert faktur is not None
        await link(shop, BUDI)
        for asked_by in ("1:10", "1:10", "1:11"):
            async with shop.work() as work:
                assert await send_again(work, BUDI, faktur.id, asked_by)
        async with shop.work() as work:
            assert not await send_again(work, SITI, faktur.id, "1:12")
            assert not await send_again(work, BUDI, 999_999, "1:13")
        again = [row for row in await deliveries(shop) if row.key.startswith("again:")]
        assert [row.person for row in again] == [BUDI, BUDI]


class TestUploads:
    async def test_the_same_bytes_are_read_once(self, shop: WorkShop) -> None:
        for _ in range(2):
            async with shop.work() as work:
                sha256 = await work.documents.put(b"%PDF", "faktur")
                await receive_pdf(work, sha256, "a.pdf", Source.FINANCE)
        async with shop.work() as work:
            jobs = await work.connection.execute(text("select entrypoint from pgqueuer"))
            assert list(jobs.scalars()) == ["read-faktur"]

    async def test_what_does_not_match_is_held_and_staff_see_why(self, shop: WorkShop) -> None:
        reasons = (("buyer-npwp", "0013", "0029"), ("ppn", "27500", "<b>1</b>"))
        async with shop.work() as work:
            sha256 = await work.documents.put(b"%PDF", "faktur")
            upload = await receive_pdf(work, sha256, "a.pdf", Source.FINANCE)
            assert upload is not None
            await hold(work, upload, reasons)
        async with shop.work() as work:
            held = await work.uploads.get(upload.id)
            assert held == replace(upload, state=UploadState.HELD, reasons=reasons)
        (staff,) = await deliveries(shop)
        assert (staff.channel, staff.document) == ("staff", upload.sha256)

    async def test_the_last_two_at_once_have_the_line_drawn_though_neither_sees_the_other(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            intake = await work.intakes.add(None, "finance", IntakeState.OPEN)
            uploads = []
            for number in range(30):
                file = await work.intakes.add_file(intake.id, f"{number}.pdf")
                sha256 = await work.documents.put(b"%%PDF-%d" % number, "faktur")
                upload = await receive_pdf(work, sha256, file.name, Source.FINANCE)
                assert upload is not None
                await work.intakes.finish_file(file.id, FileState.RECEIVED, upload=upload.id)
                uploads.append(upload.id)
            for one in uploads[:28]:
                await work.uploads.finish(one, UploadState.DUPLICATE, ())
        for one in uploads[28:]:
            with contextlib.suppress(_TakenBackError):
                async with shop.work() as work:
                    await work.uploads.finish(one, UploadState.DUPLICATE, ())
                    await tell_progress(work, [one])
                    screens = await work.connection.execute(select(t.screen.c.key))
                    assert list(screens.scalars()) == [f"card:intake:{intake.id}"]
                    raise _TakenBackError  # so that the other does not see it
