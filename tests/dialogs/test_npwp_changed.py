"""``/npwp``: what is changed, left and confirmed, and what becomes of it."""

from __future__ import annotations

from assistant.domain.accounts.model import TaxChangeState
from assistant.storage import tables as t
from tests.dialogs.npwp_form import (
    ADDRESS,
    GROUPED,
    MAJU,
    NPWP,
    asked_for_the_number,
    portal_answers,
    to_summary,
)
from tests.play import Screen, Table

# Changing one's mind


async def test_every_field_can_be_changed_from_the_summary(table: Table) -> None:
    chat = await to_summary(table)
    for button, typed, read_back in (
        ("✏️ Nama", "LAIN", "Nama: LAIN"),
        ("✏️ Alamat", "Jl. Anggrek No. 4, Bogor", "Alamat: Jl. Anggrek"),
        ("✏️ Email", "lain@maju.example", "Email faktur: lain@maju.example"),
        ("✏️ NITKU", "000003", "· 000003"),
    ):
        await chat.tap(button)
        assert read_back in await chat.send(typed)


async def test_another_number_keeps_the_head_office_and_asks_a_branch_again(table: Table) -> None:
    chat = await to_summary(table)
    await chat.tap("✏️ NPWP")
    assert "0013 1216 6009 1000 · 000000" in await chat.send("0013121660091000")
    await chat.tap("✏️ NITKU")
    await chat.send("000003")
    await chat.tap("✏️ NPWP")
    assert "kantor pusat atau cabang" in await chat.send(NPWP)


async def test_another_kind_keeps_a_number_that_suits_it_and_asks_for_one_that_does_not(
    table: Table,
) -> None:
    chat = await to_summary(table)
    await chat.tap("✏️ Jenis")
    assert "Jenis: Perorangan" in await chat.tap("Perorangan")
    await chat.tap("✏️ NPWP")
    await chat.send("3171011708450001")
    await chat.tap("✏️ Jenis")
    screen = await chat.tap("Perusahaan")
    assert "Itu NIK" in screen
    assert "Berapa NPWP perusahaan" in screen
    assert f"{GROUPED} · 000000" not in await chat.screen()


async def test_back_leads_to_the_question_before_or_to_the_summary(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    await chat.send("MAJU JAYA")
    for question in ("nama yang tertulis", "Berapa NPWP", "atas nama siapa", "belum memiliki"):
        assert question in await chat.tap("Kembali")


async def test_back_from_a_change_leads_to_the_summary(table: Table) -> None:
    chat = await to_summary(table)
    await chat.tap("✏️ Alamat")
    assert "Periksa data pajak" in await chat.tap("Kembali")


async def test_cancel_keeps_the_draft_and_the_command_goes_on_with_it(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    await chat.tap("Batal")
    assert "disimpan" in await chat.tap("Simpan dan keluar")
    assert "belum selesai" in await chat.send("/npwp")
    assert "nama yang tertulis" in await chat.tap("Lanjutkan")


async def test_cancel_can_drop_the_draft(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    await chat.send("/batal")
    await chat.tap("Hapus isian")
    assert "belum memiliki NPWP" in await chat.send("/npwp")


async def test_a_restart_in_the_middle_loses_nothing(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    table.restart()
    assert "alamat di kartu" in await chat.send("MAJU JAYA")
    table.restart()
    assert GROUPED in await chat.send(ADDRESS)


# Confirmed


async def test_a_double_tap_on_save_saves_once(table: Table) -> None:
    chat = await to_summary(table)
    assert "sedang disimpan" in await chat.double_tap("Data benar, simpan")
    assert len(await table.rows(t.tax_change)) == 1


async def test_an_old_save_button_saves_nothing(table: Table) -> None:
    chat = await to_summary(table)
    old = await chat.screen()
    await chat.tap("✏️ Nama")
    await chat.send("LAIN")
    await chat.send("/menu")
    screen = await chat.tap("Data benar, simpan", on=old)
    assert "tidak berlaku" in screen
    assert await table.rows(t.tax_change) == []


async def test_text_at_the_summary_is_answered_with_its_buttons(table: Table) -> None:
    chat = await to_summary(table)
    screen: Screen = await chat.send("ya, benar")
    assert "pilih dengan tombol" in screen
    assert "Periksa data pajak" in screen


async def test_a_refusal_is_calm_and_keeps_all_that_was_typed(table: Table) -> None:
    chat = await to_summary(table)
    await chat.tap("Data benar, simpan")
    await portal_answers(table, TaxChangeState.REFUSED)
    assert "Isian Anda tetap ada" in await chat.screen()
    screen = await chat.tap("Periksa dan kirim lagi")
    assert GROUPED in screen
    assert ADDRESS in screen
    assert "sedang disimpan" in await chat.tap("Data benar, simpan")


async def test_who_has_gone_elsewhere_is_told(table: Table) -> None:
    chat = await to_summary(table)
    await chat.tap("Data benar, simpan")
    await chat.send("/menu")
    await portal_answers(table, TaxChangeState.SAVED)
    assert await chat.told() == ["ntf-npwp-saved"]
    assert "PT Maju Jaya" in table.texts.html("id", "ntf-npwp-saved", {"account": MAJU.label})


async def test_who_is_told_of_a_refusal_finds_all_that_was_typed(table: Table) -> None:
    chat = await to_summary(table)
    await chat.tap("Data benar, simpan")
    await chat.send("/menu")
    await portal_answers(table, TaxChangeState.REFUSED)
    assert await chat.told() == ["ntf-npwp-refused"]
    assert "Buka /npwp" in table.texts.html("id", "ntf-npwp-refused")
    assert "Isian Anda tetap ada" in await chat.send("/npwp")
    assert "belum memiliki NPWP" in await chat.tap("Mulai dari awal")


async def test_a_change_on_its_way_is_shown_instead_of_asked_again(table: Table) -> None:
    chat = await to_summary(table)
    await chat.tap("Data benar, simpan")
    assert "sedang disimpan" in await chat.send("/npwp")


async def test_an_account_unlinked_meanwhile_ends_the_form_but_keeps_the_draft(
    table: Table,
) -> None:
    chat = await to_summary(table)
    async with table.shop.work() as work:
        await work.links.revoke(chat.person, MAJU.id)
    assert "tidak lagi terhubung" in await chat.tap("Data benar, simpan")
    assert await table.rows(t.tax_change) == []
    await table.link(chat.person, MAJU)
    await chat.send("/npwp")
    assert GROUPED in await chat.tap("Lanjutkan")


async def test_the_form_speaks_english_too(table: Table) -> None:
    chat = table.chat(1003, "Andi", "en")
    await chat.agree()
    await table.link(chat.person, MAJU)
    await table.portal_says(MAJU, [])
    assert "has no NPWP yet" in await chat.send("/npwp")
    await chat.tap("Company")
    assert "wrote 14 digits" in await chat.send("01312166009100")
