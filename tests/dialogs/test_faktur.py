"""``/faktur``: companies, months, search, one faktur with its versions, its PDF again, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from assistant.domain.fakturs.comparing import MismatchCode
from assistant.domain.fakturs.delivery import REPLACEMENT, caption, faktur_issued, told_as
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paper import Unreadable
from assistant.domain.words import Say
from assistant.storage import tables as t
from tests.dialogs.effort import LATER
from tests.dialogs.fakturs import BARE, MAJU, PAID, issue_many, issued, paid, seated
from tests.play import Table

# The archive


async def test_without_an_account_it_explains_and_offers_both_ways(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send("/faktur")
    assert "belum ada akun yang terhubung" in screen
    assert screen.labels == ["🏢 Akun baru", "🔗 Hubungkan akun", "☰ Menu"]


async def test_an_empty_archive_says_when_a_faktur_comes(table: Table) -> None:
    chat = await seated(table)
    screen = await chat.send("/faktur")
    assert "Lunas belum berarti faktur siap" in screen
    assert "tanggal 20 bulan berikutnya" in screen
    assert "💬 ke chat ini" in screen
    assert "📦" not in " ".join(screen.labels)


async def test_months_are_listed_newest_first_across_accounts(table: Table) -> None:
    chat = await seated(table, MAJU, BARE)
    await issued(table, "INV-2026-000101", date(2026, 9, 30))
    await issued(table, "INV-2026-000102", date(2026, 11, 7))
    await issued(table, "INV-2026-000103", date(2026, 11, 8), BARE)
    screen = await chat.send("/faktur")
    assert "Ada 3 faktur" in screen
    assert screen.labels[:2] == ["CV Jaya (1)", "PT Maju Jaya (2)"]
    screen = await chat.tap("PT Maju Jaya")
    assert screen.labels[:2] == ["November 2026 (1)", "September 2026 (1)"]
    screen = await chat.tap("November 2026")
    assert screen.labels[0] == "INV-2026-000102 · Rp\xa0110.000"
    assert "September 2026 (1)" in (await chat.tap("Kembali")).labels
    assert "CV Jaya (1)" in (await chat.tap("Kembali")).labels


async def test_years_are_changed_by_a_button(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2025-000101", date(2025, 3, 4))
    await issued(table, "INV-2026-000102", date(2026, 11, 7))
    screen = await chat.send("/faktur")
    assert "Tahun 2026: 1 faktur" in screen
    assert screen.labels[:3] == ["November 2026 (1)", "2025", "📦 Semua 2026 (ZIP)"]
    screen = await chat.double_tap("2025")
    assert screen.labels[:3] == ["Maret 2025 (1)", "2026", "📦 Semua 2025 (ZIP)"]


async def test_many_companies_and_hundreds_of_faktur_are_counted_right(table: Table) -> None:
    many = [replace(MAJU, id=str(n), company=f"PT {n:02}") for n in range(20, 40)]
    chat = await seated(table, *many)
    await issue_many(table, many[0], 600)
    screen = await chat.send("/faktur")
    assert "Ada 600 faktur" in screen
    assert screen.labels[0] == "PT 20 (600)"
    assert len(screen.labels) < 20
    screen = await chat.tap("PT 20")
    assert "November 2026 (600)" in screen.labels
    screen = await chat.tap("November 2026")
    assert len(screen.labels) < 20
    assert "Lebih dari 40 faktur cocok" in await chat.send("INV-2026")


async def test_a_replaced_faktur_is_listed_once_and_shows_its_versions(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
    await issued(table, "INV-2026-000102", kode_status="01")
    screen = await chat.send("/faktur")
    assert "November 2026 (1)" in screen.labels
    screen = await chat.tap("November 2026")
    assert screen.labels[0] == "🔁 INV-2026-000102 · Rp\xa0110.000"
    screen = await chat.tap("INV-2026-000102")
    assert "pengganti ke-1" in screen
    screen = await chat.tap("04 00 26 0000 0000 102 (sudah diganti)")
    assert "Sudah diganti" in screen
    assert "✅ 04 01 26 0000 0000 102 (terbaru)" in screen.labels
    found = await chat.send("/faktur")
    found = await chat.send("000102")
    assert [label.split()[0] for label in found.labels[:2]] == ["🔁", "↩️"]


async def test_one_issued_anew_under_another_number_stands_in_the_olds_place(table: Table) -> None:
    chat = await seated(table)
    old = await issued(table, "INV-2026-000102")
    async with table.shop.work() as work:
        request = await work.fakturs.request_of(old.invoice_number)
        assert request is not None
        await faktur_issued(
            work,
            request,
            number="04002600000000999",
            issued=old.issued,
            dpp=old.dpp,
            ppn=old.ppn,
            sha256=await work.documents.put(b"%PDF anew", "faktur"),
        )
    assert "November 2026 (1)" in (await chat.send("/faktur")).labels
    screen = await chat.tap("November 2026")
    assert screen.labels[0] == "INV-2026-000102 · Rp\xa0110.000"
    assert "04 00 26 0000 0000 999" in await chat.tap("INV-2026-000102")
    screen = await chat.tap("04 00 26 0000 0000 102 (sudah diganti)")
    assert "Sudah diganti" in screen
    assert "✅ 04 00 26 0000 0000 999 (terbaru)" in screen.labels


async def test_a_faktur_of_a_cancelled_invoice_is_marked(table: Table) -> None:
    chat = await seated(table)
    faktur = await issued(table, "INV-2026-000102")
    async with table.shop.work() as work:
        request = await work.fakturs.request_of("INV-2026-000102")
        assert request is not None
        await work.fakturs.save_request(replace(request, state=RequestState.CANCELLED))
    assert "dibatalkan atau dikembalikan" in await chat.send(f"/faktur {faktur.id}")
    await chat.send("/faktur")
    assert (await chat.tap("November 2026")).labels[0].startswith("🚫 ")


# Files of a month or a year


async def test_a_month_as_zip_is_asked_for_once_while_it_is_made(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
    await chat.send("/faktur")
    await chat.tap("November 2026")
    assert "ZIP sedang disiapkan" in await chat.double_tap("Semua (ZIP)")
    table.restart()
    table.clock.move(timedelta(minutes=5))
    assert "ZIP sedang disiapkan" in await chat.tap("Semua (ZIP)")
    assert "Rekap sedang disiapkan" in await chat.tap("Rekap (PDF)")
    rows = await table.rows(t.file_request)
    assert [(row.kind, row.period, row.account) for row in rows] == [
        ("zip", "2026-11", "7"),
        ("recap", "2026-11", "7"),
    ]
    assert len(await table.jobs("make-file")) == 2


async def test_a_year_as_zip_is_asked_for_from_the_months(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2025-000101", date(2025, 3, 4))
    await chat.send("/faktur")
    await chat.tap("Semua 2025 (ZIP)")
    (row,) = await table.rows(t.file_request)
    assert (row.kind, row.period) == ("zip", "2025")


async def test_a_file_that_never_came_can_be_asked_for_again(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
    await chat.send("/faktur")
    await chat.tap("Semua 2026 (ZIP)")
    async with table.engine.begin() as connection:
        await connection.execute(text("delete from pgqueuer"))
    table.clock.move(timedelta(hours=1))
    await chat.tap("Semua 2026 (ZIP)")
    assert len(await table.jobs("make-file")) == 1


async def test_one_faktur_shows_all_that_counts(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102", kode_status="01")
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
        "DPP: Rp\xa0916.667",
        "PPN: Rp\xa0110.000",
        "pengganti ke-1",
    ):
        assert words in screen
    assert "Faktur November 2026" in await chat.tap("Kembali")


async def test_an_ordinary_faktur_is_not_called_a_replacement(table: Table) -> None:
    chat = await seated(table)
    faktur = await issued(table, "INV-2026-000102")
    assert "pengganti" not in await chat.send(f"/faktur {faktur.id}")


async def test_a_long_month_is_shown_in_pages(table: Table) -> None:
    chat = await seated(table)
    for number in range(201, 211):
        await issued(table, f"INV-2026-000{number}")
    await chat.send("/faktur")
    first = await chat.tap("November 2026 (10)")
    assert "INV-2026-000210" in " ".join(first.labels)
    assert "INV-2026-000201" not in " ".join(first.labels)
    second = await chat.tap("2")
    assert "INV-2026-000201" in " ".join(second.labels)


# Its PDF again


async def test_the_pdf_is_sent_again_and_said_to_be_on_its_way(table: Table) -> None:
    chat = await seated(table)
    faktur = await issued(table, "INV-2026-000102")
    await chat.send(f"/faktur {faktur.id}")
    screen = await chat.tap("Kirim PDF")
    assert "PDF sedang dikirim" in screen
    assert "04 00 26" in screen
    assert await chat.told() == ["ntf-faktur"]
    rows = await table.rows(t.delivery, t.delivery.c.person == chat.person)
    assert rows[0].key.startswith(f"again:{faktur.id}:")


async def test_a_double_tap_sends_one_pdf_and_a_later_one_another(table: Table) -> None:
    chat = await seated(table)
    faktur = await issued(table, "INV-2026-000102")
    await chat.send(f"/faktur {faktur.id}")
    assert "PDF sedang dikirim" in await chat.double_tap("Kirim PDF")
    assert await chat.told() == ["ntf-faktur"]
    table.clock.move(timedelta(minutes=1))
    await chat.tap("Kirim PDF")
    assert await chat.told() == ["ntf-faktur", "ntf-faktur"]


async def test_the_same_update_twice_sends_one_pdf(table: Table) -> None:
    chat = await seated(table)
    faktur = await issued(table, "INV-2026-000102")
    screen = await chat.send(f"/faktur {faktur.id}")
    await chat.tap("Kirim PDF", on=screen)
    last = (await table.rows(t.inbox, t.inbox.c.source == "telegram"))[-1]
    await table.put("telegram", chat.person, last.body, last.key)
    await table.take_turns()
    assert await chat.told() == ["ntf-faktur"]


@pytest.mark.parametrize("id_", ["999", "-1", "1e3", "9" * 40, "<b>💥", "٣"])
async def test_a_link_to_no_faktur_of_theirs_opens_the_archive(table: Table, id_: str) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
    screen = await chat.send(f"/faktur {id_}")
    assert "tidak ada di akun Anda" in screen
    assert "November 2026 (1)" in screen.labels


async def test_nobody_sees_anothers_faktur(table: Table) -> None:
    faktur = await issued(table, "INV-2026-000102")
    chat = await seated(table, BARE)
    screen = await chat.send(f"/faktur {faktur.id}")
    assert "tidak ada di akun Anda" in screen
    assert "Belum ada faktur" in screen
    assert "INV-2026-000102" not in (await chat.send("000102")).labels


async def test_an_account_unlinked_meanwhile_sends_nothing(table: Table) -> None:
    chat = await seated(table)
    faktur = await issued(table, "INV-2026-000102")
    await chat.send(f"/faktur {faktur.id}")
    async with table.shop.work() as work:
        await work.links.revoke(chat.person, MAJU.id)
    assert "tidak lagi terhubung" in await chat.tap("Kirim PDF")
    assert await chat.told() == []


# Search


async def test_part_of_an_invoice_number_finds_its_faktur(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
    await issued(table, "INV-2026-000777")
    await chat.send("/faktur")
    assert "sebagian nomor tagihan" in await chat.tap("Cari")
    screen = await chat.send("inv-2026-0001")
    assert "1 faktur" in screen
    assert "Nomor faktur" in await chat.tap("INV-2026-000102")
    assert "Hasil pencarian" in await chat.tap("Kembali")


async def test_a_fakturs_number_is_found_as_it_is_shown(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
    await chat.send("/faktur")
    assert "1 faktur" in await chat.send("04 00 26 0000 0000 102")


@pytest.mark.parametrize("typed", ["%", "_", "<i>x</i> 🚀", "\u202e000", "' or 1=1 --"])
async def test_a_search_for_nothing_there_is_answered_as_such(table: Table, typed: str) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
    await chat.send("/faktur")
    screen = await chat.send(typed)
    assert "Tidak ada faktur" in screen
    assert "<i>x</i>" not in screen.html


async def test_pictures_and_5000_characters_are_answered(table: Table) -> None:
    chat = await seated(table)
    await chat.send("/faktur")
    for screen in (await chat.send_photo(), await chat.send_sticker()):
        assert "sebagai tulisan" in screen
        assert "Faktur pajak" in screen
    assert "5.000 karakter" in await chat.send("1" * 5000)
    table.clock.move(LATER)
    await chat.send("/faktur")
    assert "terlalu panjang untuk sebuah nomor" in await chat.send("INV-" + "1" * 60)


# What waits


async def test_what_waits_says_since_when_and_until_when(table: Table) -> None:
    chat = await seated(table)
    await paid(table, "INV-2026-000301")
    await paid(table, "INV-2026-000302", paid_at=PAID - timedelta(days=60))
    await chat.send("/faktur")
    screen = await chat.tap("Faktur belum ada?")
    assert "INV-2026-000301 · PT Maju Jaya · lunas 6 November 2026" in screen
    assert "terbit paling lambat 20 Desember 2026" in screen
    assert "batas 20 Oktober 2026 sudah lewat" in screen


async def test_an_account_without_npwp_leads_to_entering_it(table: Table) -> None:
    chat = await seated(table, MAJU, BARE)
    await paid(table, "INV-2026-000301", BARE)
    await chat.send("/faktur")
    screen = await chat.tap("Faktur belum ada?")
    assert "Akun belum punya NPWP" in screen
    assert "CV Jaya" in await chat.tap("Pasang NPWP: CV Jaya")


async def test_many_that_wait_fit_into_one_message(table: Table) -> None:
    chat = await seated(table)
    for number in range(400, 440):
        await paid(table, f"INV-2026-000{number}")
    await chat.send("/faktur")
    screen = await chat.tap("Faktur belum ada?")
    assert "dan 32 lagi" in screen
    assert len(screen.text) < 4096


# Whatever else


async def test_an_old_button_says_so_and_a_restart_loses_nothing(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000102")
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
    faktur = await issued(table, "INV-2026-000102")
    assert "Tax month: November 2026" in await chat.send(f"/faktur {faktur.id}")


# What is pushed, mailed and told to staff


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_notices_and_mail_say_company_number_month_and_amounts(
    table: Table, locale: str
) -> None:
    said = caption(await issued(table, "INV-2026-000102"))
    caption_ = table.texts.html(locale, "ntf-faktur", said)
    body = table.texts.plain(locale, "mail-faktur.body", said)
    for words in ("04002600000000102", "INV-2026-000102", "November 2026"):
        assert words in caption_
        assert words in body
    assert "MAJU &amp; &lt;JAYA&gt;" in caption_
    assert "MAJU & <JAYA>" in body
    assert "INV-2026-000102" in table.texts.plain(locale, "mail-faktur", said)
    paid = {
        "invoice": "INV-1", "account": "PT <A>", "total": Decimal(1_110_000),
        "until": date(2026, 11, 10),
    }  # fmt: skip
    for key in ("ntf-faktur-waiting", "ntf-faktur-no-npwp"):
        assert "PT &lt;A&gt;" in table.texts.html(locale, key, paid)


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_a_replacement_says_what_it_replaces_and_which_one_to_use(
    table: Table, locale: str
) -> None:
    faktur = await issued(table, "INV-2026-000102")
    later = replace(faktur, kode_status="01", number="04012600000000102")
    renumbered = replace(faktur, number="04002600000000777")
    use = {"id": "akailah faktur", "en": "lease use"}[locale]
    same = {"id": "13 angka terakhirnya sama", "en": "last 13 digits are the same"}[locale]
    for said, words in ((told_as(later), same), (told_as(renumbered, [faktur]), faktur.number)):
        assert said.keys == REPLACEMENT
        shown = table.texts.html(locale, said.keys.in_chat, said.args)
        mailed = table.texts.plain(locale, f"{said.keys.by_mail}.body", said.args)
        for written in (shown, mailed):
            assert words in written
            assert use in written
            assert str(said.args["number"]) in written
    assert told_as(faktur).keys.in_chat == "ntf-faktur"


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_staff_are_told_every_reason_in_words(table: Table, locale: str) -> None:
    codes = [*MismatchCode, *Unreadable]
    reasons = tuple(Say(f"mismatch-{code}", {"expected": "A", "found": "B"}) for code in codes)
    facts = (Say("held-final"),)
    args = {"name": "x.pdf", "reasons": reasons, "facts": facts}
    told = table.texts.html(locale, "held-card", args)
    assert len(told.splitlines()) >= len(codes)
    for code in {str(code) for code in codes}:
        assert table.texts.plain(locale, f"short-{code}")
