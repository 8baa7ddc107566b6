"""``/faktur``: months, search, one faktur, its PDF again, what waits, and where faktur go."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from assistant.domain.accounts import FakturTo
from assistant.domain.faktur import Check, Unreadable
from assistant.domain.fakturs import Faktur, RequestState, caption
from assistant.domain.portal import (
    Client,
    Invoice,
    InvoiceItem,
    InvoiceStatus,
    TaxKind,
    TaxProfile,
)
from assistant.domain.work import Say
from assistant.storage import tables as t
from tests.play import Chat, Table

TAX = TaxProfile(
    TaxKind.COMPANY,
    "0012345674012000",
    "0012345674012000000000",
    "MAJU & <JAYA>",
    "Jl. Melati No. 12, Jakarta",
    "pajak@maju.example",
)
MAJU = Client("7", "info@maju.example", "Budi", "Santoso", "PT Maju Jaya", "+62812", TAX)
BARE = Client("8", "cv@jaya.example", "Sari", "Dewi", "CV Jaya", "+62813", None)
PAID = datetime(2026, 11, 5, 18, 0, tzinfo=UTC)
"""The 6th in Jakarta."""


@pytest.fixture
async def table(assistant_url: str) -> AsyncIterator[Table]:
    table = Table(assistant_url)
    yield table
    await table.close()


async def _seated(table: Table, *clients: Client, person: int = 1001) -> Chat:
    chat = table.chat(person)
    await chat.agree()
    for client in clients or (MAJU,):
        await table.link(chat.person, client)
    return chat


def _invoice(number: str, client: Client) -> Invoice:
    item = InvoiceItem("Hosting", 1, Decimal(1_000_000), Decimal(0), None, 12)
    return Invoice(
        id=number,
        number=number,
        client_id=client.id,
        status=InvoiceStatus.PAID,
        issued=date(2026, 11, 1),
        due=date(2026, 11, 15),
        paid_at=PAID,
        items=(item,),
        tax=Decimal(110_000),
    )


async def _paid(
    table: Table,
    number: str,
    client: Client = MAJU,
    paid_at: datetime = PAID,
) -> None:
    state = RequestState.WAITING if client.tax else RequestState.NO_NPWP
    async with table.shop.work() as work:
        await work.fakturs.add_request(client, _invoice(number, client), state, paid_at)


async def _issued(
    table: Table,
    number: str,
    day: date = date(2026, 11, 7),
    client: Client = MAJU,
    kode_status: str = "00",
) -> Faktur:
    """A faktur whose PDF is stored, with a serial made of the invoice's digits."""
    await _paid(table, number, client)
    serial = number[-6:].rjust(11, "0")
    async with table.shop.work() as work:
        request = await work.fakturs.request_of(number)
        assert request is not None
        faktur = await work.fakturs.add(
            request,
            f"04{kode_status}26{serial}",
            day,
            Decimal(916_667),
            Decimal(110_000),
            await work.documents.put(f"%PDF {number}".encode(), "application/pdf"),
            TAX.name,
            table.clock.now,
        )
        assert faktur is not None
        await work.fakturs.save_request(replace(request, state=RequestState.ISSUED))
    return faktur


# The archive


async def test_without_an_account_it_explains_and_offers_both_ways(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send("/faktur")
    assert "belum ada akun yang terhubung" in screen
    assert screen.labels == ["🏢 Akun baru", "🔗 Hubungkan akun", "☰ Menu"]


async def test_an_empty_archive_says_when_a_faktur_comes(table: Table) -> None:
    chat = await _seated(table)
    screen = await chat.send("/faktur")
    assert "Lunas belum berarti faktur siap" in screen
    assert "tanggal 20 bulan berikutnya" in screen
    assert "🔍 Cari" not in screen.labels


async def test_months_are_listed_newest_first_across_accounts(table: Table) -> None:
    chat = await _seated(table, MAJU, BARE)
    await _issued(table, "INV-2026-000101", date(2026, 9, 30))
    await _issued(table, "INV-2026-000102", date(2026, 11, 7))
    await _issued(table, "INV-2026-000103", date(2026, 11, 8), BARE)
    screen = await chat.send("/faktur")
    assert "Ada 3 faktur" in screen
    assert screen.labels[:2] == ["November 2026 (2)", "September 2026 (1)"]
    screen = await chat.tap("November 2026")
    assert screen.labels[:2] == [
        "INV-2026-000103 · MAJU & <JAYA> · Rp 110.000",
        "INV-2026-000102 · MAJU & <JAYA> · Rp 110.000",
    ]
    assert "September 2026 (1)" in (await chat.tap("Kembali")).labels


async def test_one_faktur_shows_all_that_counts(table: Table) -> None:
    chat = await _seated(table)
    await _issued(table, "INV-2026-000102", kode_status="01")
    await chat.send("/faktur")
    await chat.tap("November 2026")
    screen = await chat.tap("INV-2026-000102")
    assert "MAJU &amp; &lt;JAYA&gt;" in screen.html
    for words in (
        "04 01 26 0000 0000 102",
        "Tagihan: INV-2026-000102",
        "Akun: PT Maju Jaya",
        "Masa pajak: November 2026",
        "Tanggal faktur: 7 November 2026",
        "DPP: Rp 916.667",
        "PPN: Rp 110.000",
        "pengganti ke-1",
    ):
        assert words in screen
    assert "Faktur November 2026" in await chat.tap("Kembali")


async def test_an_ordinary_faktur_is_not_called_a_replacement(table: Table) -> None:
    chat = await _seated(table)
    faktur = await _issued(table, "INV-2026-000102")
    assert "pengganti" not in await chat.send(f"/faktur {faktur.id}")


async def test_a_long_month_is_shown_in_pages(table: Table) -> None:
    chat = await _seated(table)
    for number in range(201, 211):
        await _issued(table, f"INV-2026-000{number}")
    await chat.send("/faktur")
    first = await chat.tap("November 2026 (10)")
    assert "INV-2026-000210" in " ".join(first.labels)
    assert "INV-2026-000201" not in " ".join(first.labels)
    second = await chat.tap("2")
    assert "INV-2026-000201" in " ".join(second.labels)


# Its PDF again


async def test_the_pdf_is_sent_again_and_said_to_be_on_its_way(table: Table) -> None:
    chat = await _seated(table)
    faktur = await _issued(table, "INV-2026-000102")
    await chat.send(f"/faktur {faktur.id}")
    screen = await chat.tap("Kirim PDF")
    assert "PDF sedang dikirim" in screen
    assert "04 00 26" in screen
    assert await chat.told() == ["ntf-faktur"]
    rows = await table.rows(t.delivery, t.delivery.c.person == chat.person)
    assert rows[0].key.startswith(f"again:{faktur.id}:")


async def test_a_double_tap_sends_one_pdf_and_a_later_one_another(table: Table) -> None:
    chat = await _seated(table)
    faktur = await _issued(table, "INV-2026-000102")
    await chat.send(f"/faktur {faktur.id}")
    assert "PDF sedang dikirim" in await chat.double_tap("Kirim PDF")
    assert await chat.told() == ["ntf-faktur"]
    table.clock.move(timedelta(minutes=1))
    await chat.tap("Kirim PDF")
    assert await chat.told() == ["ntf-faktur", "ntf-faktur"]


async def test_the_same_update_twice_sends_one_pdf(table: Table) -> None:
    chat = await _seated(table)
    faktur = await _issued(table, "INV-2026-000102")
    screen = await chat.send(f"/faktur {faktur.id}")
    await chat.tap("Kirim PDF", on=screen)
    last = (await table.rows(t.inbox, t.inbox.c.source == "telegram"))[-1]
    await table.put("telegram", chat.person, last.body, last.key)
    await table.take_turns()
    assert await chat.told() == ["ntf-faktur"]


@pytest.mark.parametrize("id_", ["999", "-1", "1e3", "9" * 40, "<b>💥", "٣"])
async def test_a_link_to_no_faktur_of_theirs_opens_the_archive(table: Table, id_: str) -> None:
    chat = await _seated(table)
    await _issued(table, "INV-2026-000102")
    screen = await chat.send(f"/faktur {id_}")
    assert "tidak ada di akun Anda" in screen
    assert "November 2026 (1)" in screen.labels


async def test_nobody_sees_anothers_faktur(table: Table) -> None:
    faktur = await _issued(table, "INV-2026-000102")
    chat = await _seated(table, BARE)
    screen = await chat.send(f"/faktur {faktur.id}")
    assert "tidak ada di akun Anda" in screen
    assert "Belum ada faktur" in screen
    assert "INV-2026-000102" not in (await chat.send("000102")).labels


async def test_an_account_unlinked_meanwhile_sends_nothing(table: Table) -> None:
    chat = await _seated(table)
    faktur = await _issued(table, "INV-2026-000102")
    await chat.send(f"/faktur {faktur.id}")
    async with table.shop.work() as work:
        await work.links.revoke(chat.person, MAJU.id, table.clock.now)
    assert "tidak lagi terhubung" in await chat.tap("Kirim PDF")
    assert await chat.told() == []


# Search


async def test_part_of_an_invoice_number_finds_its_faktur(table: Table) -> None:
    chat = await _seated(table)
    await _issued(table, "INV-2026-000102")
    await _issued(table, "INV-2026-000777")
    await chat.send("/faktur")
    assert "sebagian nomor tagihan" in await chat.tap("Cari")
    screen = await chat.send("inv-2026-0001")
    assert "1 faktur" in screen
    assert "Nomor faktur" in await chat.tap("INV-2026-000102")
    assert "Hasil pencarian" in await chat.tap("Kembali")


async def test_a_fakturs_number_is_found_as_it_is_shown(table: Table) -> None:
    chat = await _seated(table)
    await _issued(table, "INV-2026-000102")
    await chat.send("/faktur")
    assert "1 faktur" in await chat.send("04 00 26 0000 0000 102")


@pytest.mark.parametrize("typed", ["%", "_", "<i>x</i> 🚀", "\u202e000", "' or 1=1 --"])
async def test_a_search_for_nothing_there_is_answered_as_such(table: Table, typed: str) -> None:
    chat = await _seated(table)
    await _issued(table, "INV-2026-000102")
    await chat.send("/faktur")
    screen = await chat.send(typed)
    assert "Tidak ada faktur" in screen
    assert "<i>x</i>" not in screen.html


async def test_pictures_and_5000_characters_are_answered(table: Table) -> None:
    chat = await _seated(table)
    await chat.send("/faktur")
    for screen in (await chat.send_photo(), await chat.send_sticker()):
        assert "sebagai tulisan" in screen
        assert "Faktur pajak" in screen
    assert "5.000 karakter" in await chat.send("1" * 5000)
    assert "terlalu panjang untuk sebuah nomor" in await chat.send("1" * 100)


# What waits


async def test_what_waits_says_since_when_and_until_when(table: Table) -> None:
    chat = await _seated(table)
    await _paid(table, "INV-2026-000301")
    await _paid(table, "INV-2026-000302", paid_at=PAID - timedelta(days=60))
    await chat.send("/faktur")
    screen = await chat.tap("Menunggu diterbitkan")
    assert "INV-2026-000301 · PT Maju Jaya" in screen
    assert "lunas 6 November 2026, terbit paling lambat 20 Desember 2026" in screen
    assert "batas 20 Oktober 2026 sudah lewat" in screen


async def test_an_account_without_npwp_leads_to_entering_it(table: Table) -> None:
    chat = await _seated(table, MAJU, BARE)
    await _paid(table, "INV-2026-000301", BARE)
    await chat.send("/faktur")
    screen = await chat.tap("Menunggu diterbitkan")
    assert "akun belum punya NPWP" in screen
    assert "CV Jaya" in await chat.tap("Pasang NPWP: CV Jaya")


async def test_many_that_wait_fit_into_one_message(table: Table) -> None:
    chat = await _seated(table)
    for number in range(400, 440):
        await _paid(table, f"INV-2026-000{number}")
    await chat.send("/faktur")
    screen = await chat.tap("Menunggu diterbitkan")
    assert "dan 25 lagi" in screen
    assert len(screen.text) < 4096


# Where faktur go


async def test_where_a_single_accounts_faktur_go_is_shown_and_chosen(table: Table) -> None:
    chat = await _seated(table)
    assert "PT Maju Jaya: dikirim ke chat ini" in await chat.send("/faktur")
    assert "Sekarang faktur dikirim ke chat ini" in await chat.tap("Tujuan kirim")
    screen = await chat.double_tap("Email")
    assert "PT Maju Jaya: dikirim ke email" in screen
    async with table.shop.work() as work:
        link = await work.links.find(chat.person, MAJU.id)
    assert link is not None
    assert link.faktur_to is FakturTo.MAIL


async def test_each_account_has_its_own_destination(table: Table) -> None:
    chat = await _seated(table, MAJU, BARE)
    await chat.send("/faktur")
    screen = await chat.tap("Tujuan kirim")
    assert screen.labels[:2] == ["CV Jaya · 💬 chat", "PT Maju Jaya · 💬 chat"]
    await chat.tap("CV Jaya")
    screen = await chat.tap("Email")
    assert "CV Jaya: dikirim ke email" in screen
    assert "PT Maju Jaya: dikirim ke chat ini" in screen


# Whatever else


async def test_an_old_button_says_so_and_a_restart_loses_nothing(table: Table) -> None:
    chat = await _seated(table)
    await _issued(table, "INV-2026-000102")
    home = await chat.send("/faktur")
    await chat.tap("November 2026")
    table.restart()
    assert "Nomor faktur" in await chat.tap("INV-2026-000102")
    await chat.send("/menu")
    assert "tidak berlaku" in await chat.tap("November 2026", on=home)


async def test_the_archive_speaks_english_too(table: Table) -> None:
    chat = table.chat(1003, "Andi", "en")
    await chat.agree()
    await table.link(chat.person, MAJU)
    faktur = await _issued(table, "INV-2026-000102")
    assert "Tax month: November 2026" in await chat.send(f"/faktur {faktur.id}")


# What is pushed, mailed and told to staff


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_notices_and_mail_say_company_number_month_and_amounts(
    table: Table, locale: str
) -> None:
    said = caption(await _issued(table, "INV-2026-000102"))
    caption_ = table.texts.html(locale, "ntf-faktur", said)
    body = table.texts.plain(locale, "mail-faktur.body", said)
    for words in ("04002600000000102", "INV-2026-000102", "November 2026"):
        assert words in caption_
        assert words in body
    assert "MAJU &amp; &lt;JAYA&gt;" in caption_
    assert "MAJU & <JAYA>" in body
    assert "INV-2026-000102" in table.texts.plain(locale, "mail-faktur", said)
    paid = {"invoice": "INV-1", "account": "PT <A>", "total": Decimal(1_110_000)}
    for key in ("ntf-faktur-waiting", "ntf-faktur-no-npwp"):
        assert "PT &lt;A&gt;" in table.texts.html(locale, key, paid)


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_staff_are_told_every_reason_in_words(table: Table, locale: str) -> None:
    codes = [*Check, *Unreadable, "no-request", "several-candidates", "already-issued"]
    reasons = tuple(Say(f"mismatch-{code}", {"expected": "A", "found": "B"}) for code in codes)
    told = table.texts.html(locale, "desk-faktur-held", {"name": "x.pdf", "reasons": reasons})
    assert told.count("•") == len(codes)
