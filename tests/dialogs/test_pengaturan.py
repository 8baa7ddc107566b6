"""``/pengaturan``, and the menu that knows what is under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.people.model import Quiet, Told
from assistant.domain.transfers.model import Agreement
from tests.desk.test_card import TRANSFER
from tests.dialogs.fakturs import BARE, MAJU, invoice, issued, paid, seated
from tests.dialogs.worlds import CONTOH, INDUK
from tests.play import Chat, Table


@pytest.fixture
async def chat(table: Table) -> Chat:
    chat = table.chat()
    await chat.agree()
    return chat


def at(hour: int, minute: int = 0) -> datetime:
    """In Jakarta, which is seven hours ahead."""
    return datetime(2026, 11, 23, (hour - 7) % 24, minute, tzinfo=UTC)


class TestQuiet:
    @pytest.mark.parametrize(
        ("hour", "minute", "is_quiet"),
        [(20, 59, False), (21, 0, True), (0, 0, True), (6, 59, True), (7, 0, False)],
    )
    def test_the_usual_hours(self, hour: int, minute: int, is_quiet: bool) -> None:
        assert Quiet().covers(at(hour, minute)) is is_quiet

    def test_hours_within_a_day_and_none(self) -> None:
        assert Quiet(1, 5).covers(at(3))
        assert not Quiet(1, 5).covers(at(5))
        assert not any(Quiet(0, 0).covers(at(hour)) for hour in range(24))

    async def test_they_can_be_chosen(self, chat: Chat, table: Table) -> None:
        assert "21.00\N{EN DASH}07.00 WIB" in await chat.send("/pengaturan")
        await chat.tap("Jam tenang")
        assert "20.00\N{EN DASH}08.00 WIB" in await chat.tap("20.00")
        async with table.shop.work() as work:
            assert (await work.people.wishes(chat.person)).quiet == Quiet(20, 8)


class TestTold:
    async def test_payments_are_not_told_where_they_are_not_wanted(self, table: Table) -> None:
        chat = await seated(table)
        await chat.send("/pengaturan")
        await chat.tap("Pemberitahuan")
        assert "tidak dikabarkan" in (await chat.tap("Pembayaran diterima")).labels[0]
        async with table.shop.work() as work:
            wishes = await work.people.wishes(chat.person)
            assert wishes.unwanted == {Told.PAYMENTS}
            await invoice_paid(work, MAJU, invoice("INV-2026-000051", MAJU))
        assert "ntf-faktur-waiting" not in await chat.told()

    async def test_what_asks_something_is_told_all_the_same(self, table: Table) -> None:
        chat = await seated(table, BARE)
        await chat.send("/pengaturan")
        await chat.tap("Pemberitahuan")
        await chat.tap("Pembayaran diterima")
        async with table.shop.work() as work:
            await invoice_paid(work, BARE, invoice("INV-2026-000052", BARE))
        assert "ntf-faktur-no-npwp" in await chat.told()

    async def test_a_second_tap_takes_it_back(self, chat: Chat, table: Table) -> None:
        await chat.send("/pengaturan")
        await chat.tap("Pemberitahuan")
        await chat.tap("Permintaan mulai")
        await chat.tap("Permintaan mulai")
        async with table.shop.work() as work:
            assert (await work.people.wishes(chat.person)).unwanted == frozenset()

    async def test_a_double_tap_is_one(self, chat: Chat, table: Table) -> None:
        await chat.send("/pengaturan")
        await chat.tap("Pemberitahuan")
        await chat.double_tap("Permintaan mulai")
        async with table.shop.work() as work:
            assert (await work.people.wishes(chat.person)).unwanted == {Told.STEPS}

    async def test_the_rest_of_the_settings_are_one_tap_away(self, chat: Chat) -> None:
        labels = " ".join((await chat.send("/pengaturan")).labels)
        assert "Bahasa" in labels
        assert "Tujuan faktur" in labels


class TestMenu:
    async def test_people_are_always_there_and_nothing_else_is_made_up(self, chat: Chat) -> None:
        screen = await chat.send("/menu")
        assert "Tanya tim" in " ".join(screen.labels)
        assert "sedang berjalan" not in screen

    async def test_a_request_under_way_and_a_question_about_it(
        self, chat: Chat, table: Table
    ) -> None:
        async with table.shop.work() as work:
            await work.transfers.add(TRANSFER)
            await work.transfers.ask(TRANSFER.number, "Apakah domainnya benar?")
        screen = await chat.send("/menu")
        first = screen.labels[0]
        assert "Jawab pertanyaan tim" in first
        assert any(label.startswith(f"📋 {TRANSFER.number}") for label in screen.labels)
        assert "Apakah domainnya benar?" in await chat.tap("Jawab pertanyaan")

    async def test_who_is_asked_to_agree(self, table: Table) -> None:
        chat = await seated(table)
        asked = replace(
            TRANSFER, person=1002, to_account=None, to_email=MAJU.email, agreement=Agreement.ASKED
        )
        async with table.shop.work() as work:
            await work.transfers.add(asked)
        await chat.send("/menu")
        screen = await chat.tap("Setujui kiriman")
        assert TRANSFER.services[0].name in screen

    async def test_faktur_that_wait_for_an_npwp_and_those_that_came(self, table: Table) -> None:
        chat = await seated(table, MAJU, BARE)
        await paid(table, "INV-2026-000061", BARE)
        await issued(table, "INV-2026-000062")
        labels = (await chat.send("/menu")).labels
        assert "🧾 Faktur menunggu NPWP: CV Jaya" in labels
        assert "📄 1 faktur baru" in labels
        assert "CV Jaya" in await chat.tap("Faktur menunggu NPWP")

    async def test_faktur_are_new_until_they_are_looked_at(self, table: Table) -> None:
        chat = await seated(table, MAJU)
        await issued(table, "INV-2026-000062")
        await chat.send("/menu")
        await chat.tap("1 faktur baru")
        assert "faktur baru" not in " ".join((await chat.send("/menu")).labels)
        table.clock.move(timedelta(hours=1))
        await issued(table, "INV-2026-000063")
        assert "📄 1 faktur baru" in (await chat.send("/menu")).labels
        await chat.send("faktur bulan ini dong")
        assert "faktur baru" not in " ".join((await chat.send("/menu")).labels)

    async def test_a_draft_whose_account_is_gone_leads_nowhere_and_is_not_shown(
        self, chat: Chat, table: Table
    ) -> None:
        await table.link(chat.person, INDUK)
        await chat.send("/pindah")
        await table.portal_says(INDUK, [CONTOH])
        await chat.tap(CONTOH.name)
        assert "Lanjutkan" in " ".join((await chat.send("/menu")).labels)
        async with table.shop.work() as work:
            await work.links.revoke(chat.person, INDUK.id)
        assert "Lanjutkan" not in " ".join((await chat.send("/menu")).labels)

    async def test_a_draft_goes_on_where_it_was_left(self, chat: Chat) -> None:
        await chat.send("/akun")
        await chat.send("Ratna")
        await chat.send("/menu")
        assert "nama belakang" in (await chat.tap("Lanjutkan")).text.lower()
