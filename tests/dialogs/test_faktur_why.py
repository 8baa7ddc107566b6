"""*Kenapa faktur saya belum ada?*, answered from what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert

from assistant.domain.accounts.model import Pushes
from assistant.domain.billing import InvoiceStatus
from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.fakturs.model import KODE_RETAIL, RequestState, UploadState
from assistant.domain.fakturs.paid import invoice_paid, invoice_undone, tax_profile_saved
from assistant.domain.sources import Source
from assistant.storage import tables as t
from tests.dialogs.fakturs import BARE, MAJU, PAID, TAX, invoice, issued, paid, seated
from tests.play import Chat, Screen, Table

NUMBER = "INV-2026-000301"


async def why(chat: Chat, typed: str = NUMBER) -> Screen:
    await chat.send("/faktur")
    await chat.tap("Faktur belum ada?")
    return await chat.send(typed)


async def issue(table: Table, number: str = "04002600000000301") -> None:
    async with table.shop.work() as work:
        request = await work.fakturs.request_of(NUMBER)
        assert request is not None
        sha256 = await work.documents.put(f"%PDF {number}".encode(), "faktur")
        await faktur_issued(
            work,
            request,
            number=number,
            issued=date(2026, 11, 7),
            dpp=Decimal(916_667),
            ppn=Decimal(110_000),
            sha256=sha256,
        )


async def sent(table: Table, **values: object) -> None:
    async with table.engine.begin() as connection:
        await connection.execute(
            t.delivery.update().values(state="sent", sent_at=table.clock.now, **values)
        )


async def test_a_paid_invoice_says_what_is_done_and_by_when_the_rest_is(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    screen = await why(chat)
    for words in (
        "Faktur untuk INV-2026-000301",
        "PT Maju Jaya",
        "✅ Tagihan lunas pada 6 November 2026",
        "✅ Tagihan memuat PPN",
        "✅ Akun sudah punya NPWP",
        "⏳ Belum disiapkan untuk sistem pajak",
        "⏳ Terbit paling lambat 20 Desember 2026",
    ):
        assert words in screen
    assert "NPWP baru dipasang" not in screen
    assert "Menunggu diterbitkan" in await chat.tap("Kembali")


async def test_it_is_asked_by_a_button_too_and_survives_a_restart(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    await chat.send("/faktur")
    waiting = await chat.double_tap("Faktur belum ada?")
    table.restart()
    assert "Tagihan lunas" in await chat.double_tap(f"❓ {NUMBER}")
    await chat.send("/menu")
    assert "tidak berlaku" in await chat.tap(f"❓ {NUMBER}", on=waiting)


async def test_without_npwp_the_button_leads_to_entering_it(table: Table) -> None:
    chat = await seated(table, MAJU, BARE)
    await paid(table, NUMBER, BARE)
    screen = await why(chat)
    assert "⚠️ Akun belum punya NPWP" in screen
    assert "sistem pajak" not in screen
    assert "CV Jaya" in await chat.tap("Pasang NPWP")


async def test_what_was_reported_among_private_consumers_says_so(table: Table) -> None:
    """Whatever became of the account since; and nothing asks for an NPWP any more."""
    chat = await seated(table, MAJU, BARE)
    await paid(table, NUMBER, BARE)
    for state in ("no-npwp", "waiting"):
        async with table.shop.work() as work:
            request = await work.fakturs.request_of(NUMBER)
            assert request is not None
            profile = TAX if state == "waiting" else None
            await work.fakturs.save_request(
                replace(request, state=RequestState(state), kode=KODE_RETAIL, profile=profile)
            )
        screen = await why(chat)
        assert "konsumen akhir" in screen
        assert "tidak ada PDF yang menyusul" in screen
        assert "NPWP" not in screen
        assert "Pasang NPWP" not in " ".join(screen.labels)
        await chat.send("/faktur")
        waiting = await chat.tap("Faktur belum ada?")
        assert "(digunggung)" in waiting
        assert "Menunggu dibuat" not in waiting
        assert not any("NPWP" in label for label in waiting.labels)
        menu = await chat.send("/menu")
        assert "menunggu NPWP" not in menu.text + " ".join(menu.labels)
    table.clock.move(timedelta(days=60))
    await chat.send("/faktur")
    assert NUMBER not in await chat.tap("Faktur belum ada?")


async def test_an_npwp_that_came_after_the_payment_is_said(table: Table) -> None:
    chat = await seated(table, BARE)
    await paid(table, NUMBER, BARE)
    async with table.shop.work() as work:
        await work.connection.execute(
            insert(t.tax_change).values(
                person=chat.person, account=BARE.id, profile={}, state="saved",
                created_at=table.clock.now,
            )
        )  # fmt: skip
        await tax_profile_saved(work, BARE.id, TAX)
    screen = await why(chat)
    assert "NPWP baru dipasang 23 November 2026, sesudah pembayaran" in screen
    assert "✅ Akun sudah punya NPWP" in screen


async def test_an_export_is_said_with_its_day(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    async with table.engine.begin() as connection:
        await connection.execute(
            t.faktur_request.update().values(state="exported", exported_at=PAID)
        )
    assert "✅ Sudah disiapkan untuk sistem pajak (Coretax) pada 6 November" in await why(chat)


async def test_past_the_deadline_it_says_what_to_do(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER, paid_at=PAID - timedelta(days=60))
    assert "Batas 20 Oktober 2026 sudah lewat. Mohon tanyakan kepada tim" in await why(chat)


async def test_one_that_is_held_is_said_calmly_without_the_reason(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    await paid(table, "INV-2026-000302")
    async with table.shop.work() as work:
        request = await work.fakturs.request_of(NUMBER)
        assert request is not None
        sha256 = await work.documents.put(b"%PDF held", "faktur")
        upload = await work.uploads.add(sha256, "scan.pdf", Source.FINANCE)
        assert upload is not None
        reasons = (("buyer-npwp", "0012345674012000", "0029998887423000"),)
        held = UploadState.HELD
        await work.uploads.finish(upload.id, held, reasons, request=request.id)
    screen = await why(chat)
    assert "sedang kami periksa sekali lagi" in screen
    assert "0029998887423000" not in screen
    assert "periksa sekali lagi" not in await why(chat, "INV-2026-000302")


async def test_of_two_numbers_it_speaks_of_the_one_that_stands(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    await issue(table)
    await issue(table, "04012600000000301")
    await issue(table, "04002600000000777")
    screen = await why(chat)
    assert "Faktur 04002600000000777 terbit" in screen
    assert "0301" not in screen.text.replace(NUMBER, "")


async def test_delivered_it_says_where_and_when(table: Table) -> None:
    chat, other = await seated(table), await seated(table, person=1002)
    await paid(table, NUMBER)
    async with table.shop.work() as work:
        group = await work.groups.seen(-4001, "Keuangan", "id")
        await work.links.set_pushes(
            chat.person, MAJU.id, Pushes(chat=True, mail=True, group=group.chat)
        )
    await issue(table)
    assert "⏳ Sedang dikirim" in await why(chat)
    await sent(table)
    screen = await why(chat)
    assert "Faktur 04002600000000301 terbit 7 November 2026" in screen
    for place in ("ke chat ini", "ke grup “Keuangan”", "ke email p***@maju.example"):
        assert screen.text.count(f"Dikirim {place}") == 1, screen.text
    assert "Nomor faktur" in await chat.tap("Buka faktur")
    assert "Dikirim ke chat ini" in await chat.tap("Sudah sampai mana?")
    assert "Nomor faktur" in await chat.tap("Kembali")
    assert "Dikirim ke chat ini" in await why(other)


async def test_a_closed_chat_and_a_muted_account_are_said(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    await issue(table)
    async with table.engine.begin() as connection:
        await connection.execute(t.delivery.update().values(state="suspended"))
    async with table.shop.work() as work:
        await work.links.set_pushes(chat.person, MAJU.id, Pushes(chat=False))
    screen = await why(chat)
    assert "chat ini tertutup" in screen
    assert "Anda bisukan" in screen


async def test_an_unpaid_invoice_and_one_without_ppn_are_known_too(table: Table) -> None:
    chat = await seated(table)
    unpaid = replace(invoice("INV-2026-000401", MAJU), status=InvoiceStatus.UNPAID, paid_at=None)
    await table.portal_says(MAJU, [], [unpaid])
    screen = await why(chat, "inv-2026-000401")
    assert "⬜ Tagihan belum lunas, jatuh tempo 15 November 2026" in screen
    untaxed = replace(invoice("INV-2026-000402", MAJU), tax=Decimal(0))
    async with table.shop.work() as work:
        await invoice_paid(work, MAJU, untaxed)
        await invoice_paid(work, MAJU, untaxed)
    screen = await chat.send("INV-2026-000402")
    assert "tanpa PPN, jadi tidak ada faktur pajak" in screen
    assert "Tagihan lunas" in screen


async def test_one_in_another_currency_names_it_and_no_amount(table: Table) -> None:
    chat = await seated(table)
    abroad = replace(invoice("INV-2026-000403", MAJU), currency="USD")
    async with table.shop.work() as work:
        await invoice_paid(work, MAJU, abroad)
        await invoice_paid(work, MAJU, abroad)
        assert await work.fakturs.request_of(abroad.number) is None
    screen = await why(chat, "000403")
    assert "dalam USD, bukan rupiah" in screen
    assert "Rp" not in screen
    screen = await chat.tap("Kembali")
    assert "ditagih dalam USD" in screen
    assert "Tidak ada yang menunggu" not in screen
    unpaid = replace(abroad, id="404", number="INV-2026-000404", status=InvoiceStatus.UNPAID)
    await table.portal_says(MAJU, [], [unpaid])
    screen = await chat.send(unpaid.number)
    assert "Tagihan belum lunas" in screen
    assert "dalam USD" in screen
    async with table.shop.work() as work:
        await invoice_undone(work, replace(abroad, status=InvoiceStatus.REFUNDED))
    assert "tidak kami temukan" in await chat.send(abroad.number)


async def test_a_cancelled_invoice_has_none(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    async with table.shop.work() as work:
        request = await work.fakturs.request_of(NUMBER)
        assert request is not None
        await work.fakturs.save_request(replace(request, state=RequestState.CANCELLED))
    screen = await why(chat)
    assert "dibatalkan atau dikembalikan" in screen
    assert "paling lambat" not in screen


@pytest.mark.parametrize("typed", [NUMBER, "INV-9", "%", "<b>x</b>", "💥", "\u202e301"])
async def test_what_is_not_theirs_is_answered_as_unknown(table: Table, typed: str) -> None:
    await paid(table, NUMBER)
    await issued(table, "INV-2026-000102")
    chat = await seated(table, BARE)
    screen = await why(chat, typed)
    assert "tidak kami temukan di akun Anda" in screen
    assert "<b>x</b>”" not in screen.html


async def test_part_of_a_number_offers_those_that_match(table: Table) -> None:
    chat = await seated(table)
    await paid(table, "INV-2026-000301")
    await paid(table, "INV-2026-000302")
    screen = await why(chat, "0003")
    assert "beberapa tagihan" in screen
    assert "Faktur untuk INV-2026-000302" in await chat.tap("❓ INV-2026-000302")
    assert "terlalu panjang" in await chat.send("9" * 100)


async def test_from_a_search_without_result_it_is_one_tap(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    await chat.send("/faktur")
    await chat.send("000301")
    assert "Faktur untuk INV-2026-000301" in await chat.tap("Kenapa belum ada?")
    assert "Hasil pencarian" in await chat.tap("Kembali")
