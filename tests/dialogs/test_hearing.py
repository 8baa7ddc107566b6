"""Words of a person's own: each leads to its screen filled in, to a question, or to people."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.storage import tables as t
from tests.dialogs.fakturs import BARE, MAJU, issued, paid, seated
from tests.dialogs.worlds import CABANG, CONTOH, INDUK, LAIN
from tests.play import Chat, Table


@pytest.fixture
async def chat(table: Table) -> Chat:
    chat = table.chat()
    await chat.agree()
    return chat


class TestOneMeaning:
    async def test_a_question_opens_its_page_of_help(self, chat: Chat) -> None:
        screen = await chat.send("kira kira kapan ya faktur saya terbit setelah lunas?")
        assert "Bukan itu? Tanya tim" in " ".join(screen.labels)
        assert "faktur" in screen.text.lower()

    async def test_an_address_is_one_tap_from_its_code_and_none_is_sent_by_words(
        self, chat: Chat, table: Table
    ) -> None:
        screen = await chat.send("mau sambungkan akun lama, emailnya Keu@Maju.Example")
        assert await table.rows(t.code) == []
        assert "Kirim kode ke keu@maju.example" in " ".join(screen.labels)
        assert "Kode" in await chat.tap("Kirim kode ke")
        (code,) = await table.rows(t.code)
        assert code.email == "keu@maju.example"

    async def test_a_new_account_begins_with_the_company_that_was_named(self, chat: Chat) -> None:
        screen = await chat.send("tolong bikinkan akun buat CV Sumber Rejeki dong")
        assert "CV Sumber Rejeki" in screen
        assert "nama depan" in screen.text.lower()

    async def test_a_request_by_its_number_that_is_nobodys(self, chat: Chat) -> None:
        screen = await chat.send("pnd-7f3kq2mx sampai mana ya prosesnya")
        assert "PND-7F3KQ2MX" in screen

    async def test_delete_opens_the_screen_that_asks_and_deletes_nothing(
        self, chat: Chat, table: Table
    ) -> None:
        screen = await chat.send("saya minta semua data saya dihapus dari sini")
        assert "hapus" in " ".join(screen.labels).lower()
        assert await table.rows(t.person, t.person.c.id == chat.person)


class TestTheWayToPeople:
    async def test_trouble_is_offered_to_people_as_it_is_written(
        self, chat: Chat, table: Table
    ) -> None:
        screen = await chat.send("Website saya <down> dari tadi pagi, tolong dicek")
        assert "Website saya &lt;down&gt; dari tadi pagi, tolong dicek" in screen.html
        assert await table.staff_chat().told() == []
        assert "sudah kami teruskan" in await chat.tap("Kirim ke tim")
        ((key, args),) = await table.staff_chat().told()
        assert key == "desk-said"
        assert args["text"] == "Website saya <down> dari tadi pagi, tolong dicek"

    async def test_a_double_tap_passes_them_on_once(self, chat: Chat, table: Table) -> None:
        await chat.send("server saya tidak bisa diakses sejak semalam")
        await chat.double_tap("Kirim ke tim")
        assert len(await table.staff_chat().told()) == 1

    async def test_what_opened_the_wrong_screen_goes_to_people_whole(
        self, chat: Chat, table: Table
    ) -> None:
        await chat.send("pindahkan saja toko.example itu sekarang juga ya")
        screen = await chat.tap("Bukan itu?")
        assert "pindahkan saja toko.example itu sekarang juga ya" in screen
        await chat.tap("Kirim ke tim")
        ((_, args),) = await table.staff_chat().told()
        assert args["text"] == "pindahkan saja toko.example itu sekarang juga ya"

    async def test_more_can_be_added_before_it_goes(self, chat: Chat, table: Table) -> None:
        await chat.send("email kantor kami mati total")
        await chat.send("domainnya kantor.example")
        await chat.tap("Kirim ke tim")
        told = [args["text"] for _, args in await table.staff_chat().told()]
        assert told == ["email kantor kami mati total", "domainnya kantor.example"]

    async def test_a_stranger_is_told_what_is_kept_first(self, table: Table) -> None:
        chat = table.chat()
        screen = await chat.send("halo min websitenya mati nih tolong dibantu")
        assert "disimpan paling lama" in screen
        await chat.tap("Kirim ke tim")
        assert len(await table.staff_chat().told()) == 1

    async def test_what_a_stranger_wished_comes_after_the_consent(self, table: Table) -> None:
        chat = table.chat()
        assert "Setuju" in (await chat.send("mau pasang npwp perusahaan")).labels
        assert "NPWP" in await chat.tap("Setuju")

    async def test_cs_asks_for_words(self, chat: Chat, table: Table) -> None:
        assert "Tulis pesan Anda" in await chat.send("/cs")
        await chat.send("faktur")  # a word that would open a screen elsewhere
        await chat.tap("Kirim ke tim")
        assert len(await table.staff_chat().told()) == 1


class TestTwoMeanings:
    async def test_both_are_buttons_and_people_too(self, chat: Chat) -> None:
        screen = await chat.send("kode verifikasinya ga masuk masuk")
        assert "Hubungkan akun yang sudah ada" in " ".join(screen.labels)
        assert "Buat akun baru" in " ".join(screen.labels)
        assert "Tanya tim" in " ".join(screen.labels)
        assert "hubung" in (await chat.tap("Hubungkan akun")).text.lower()


class TestKindness:
    async def test_thanks_are_answered_with_the_menu(self, chat: Chat) -> None:
        screen = await chat.send("oke siap makasih banyak ya kak")
        assert "senang membantu" in screen
        assert "Apa yang ingin Anda lakukan?" in screen

    async def test_nothing_to_cancel(self, chat: Chat) -> None:
        assert "Apa yang ingin Anda lakukan?" in await chat.send("batalin aja")

    @pytest.mark.parametrize(
        ("said", "answer"),
        [
            ("halo kak", "tulis saja keperluan"),
            ("mau tanya dong", "tulis saja keperluan"),
            ("makasih ya", "Sama-sama"),
            ("ok", "Baik."),
            ("🙏", "Baik."),
        ],
    )
    async def test_what_is_kind_is_answered_in_kind(
        self, chat: Chat, said: str, answer: str
    ) -> None:
        assert answer in await chat.send(said)

    @pytest.mark.parametrize(
        ("content", "called"),
        [
            ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, "pesan suara"),
            (
                {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]},
                "foto",
            ),
            ({"location": {"latitude": -6.2, "longitude": 106.8}}, "lokasi"),
            ({"contact": {"phone_number": "62812", "first_name": "A"}}, "kontak"),
        ],
    )
    async def test_what_is_no_writing_is_one_tap_from_people(
        self, chat: Chat, table: Table, content: dict[str, Any], called: str
    ) -> None:
        await chat._update(message=chat._message(**content))
        screen = await chat.screen()
        assert called in screen
        assert await table.staff_chat().told() == []
        assert "Tulis saja" in screen
        await chat.send("ini kendalanya")
        assert "sudah kami teruskan" in await chat.tap("Kirim ke tim")
        said = sorted(await table.rows(t.said), key=lambda row: row.id)
        assert [row.text for row in said] == ["", "ini kendalanya"]
        assert (said[0].media or {}).get("kind") == next(iter(content))


class TestWhereSomethingIsLookedFor:
    """A window that asks for a number, an address or a list hears the rest, too."""

    WINDOWS = (
        ("/faktur",), ("/faktur", "Faktur belum ada?"), ("/buktipotong",), ("/rencana",),
        ("/rencana", ">contoh.example = PT Lain", "PT Lain", "email"),
    )  # fmt: skip

    @pytest.mark.parametrize("window", WINDOWS)
    @pytest.mark.parametrize(
        ("said", "answer"),
        [
            ("Website saya lambat sejak kemarin, tolong dicek ya tim", "akan kami teruskan"),
            ("boleh bicara dengan orang?", "akan kami teruskan"),
            ("berapa lama faktur pajak terbit?", "Kapan faktur"),
            ("batalkan saja", "tidak ada yang perlu dibatalkan"),
        ],
    )
    async def test_a_wish_is_followed(
        self, table: Table, window: tuple[str, ...], said: str, answer: str
    ) -> None:
        chat = await seated(table)
        await table.portal_says(MAJU, [])
        await issued(table, "INV-2026-000042")
        for step in window:
            typed = step.startswith(("/", ">"))
            await (chat.send(step.removeprefix(">")) if typed else chat.tap(step))
        assert answer in await chat.send(said)

    @pytest.mark.parametrize("window", WINDOWS[:4])
    async def test_thanks_are_no_number(self, table: Table, window: tuple[str, ...]) -> None:
        chat = await seated(table)
        await issued(table, "INV-2026-000042")
        await chat.send(window[0])
        for label in window[1:]:
            await chat.tap(label)
        assert "Sama-sama" in await chat.send("makasih")


class TestFaktur:
    async def test_last_month_of_a_company_that_waits_says_why(self, table: Table) -> None:
        chat = await seated(table, MAJU, BARE)
        await paid(table, "INV-2026-000041", BARE)
        screen = await chat.send("faktur bulan ini CV Jaya mana ya, kok belum masuk")
        assert "INV-2026-000041" in screen
        assert "NPWP" in screen

    async def test_a_month_that_has_one_is_shown(self, table: Table) -> None:
        chat = await seated(table)
        await issued(table, "INV-2026-000042")
        screen = await chat.send("minta faktur november dong")
        assert "INV-2026-000042" in " ".join(screen.labels)

    async def test_a_number_opens_its_faktur(self, table: Table) -> None:
        chat = await seated(table)
        await issued(table, "INV-2026-000043")
        assert "INV-2026-000043" in await chat.send("inv 2026 000043 fakturnya mana")

    async def test_a_number_without_one_says_why(self, table: Table) -> None:
        chat = await seated(table)
        await paid(table, "INV-2026-000044")
        screen = await chat.send("INV-2026-000044")
        assert "Faktur untuk INV-2026-000044" in screen
        asked = await chat.tap_data(screen.button("Tanya tim")["callback_data"])
        assert "Tentang INV-2026-000044" in asked

    async def test_a_month_without_anything_says_so(self, table: Table) -> None:
        chat = await seated(table)
        assert "Tidak ada faktur untuk Maret 2026" in await chat.send("faktur bulan maret ada?")

    async def test_a_company_that_is_not_linked_is_said(self, table: Table) -> None:
        chat = await seated(table)
        screen = await chat.send("faktur pajak PT Angin Ribut bulan oktober mana")
        assert "PT Angin Ribut" in screen

    async def test_a_year_at_once_opens_where_its_button_is(self, table: Table) -> None:
        chat = await seated(table)
        await issued(table, "INV-2026-000045")
        screen = await chat.send("bisa minta semua faktur 2026 sekaligus dalam zip")
        assert "ZIP" in " ".join(screen.labels) or "2026" in " ".join(screen.labels)


class TestMoving:
    async def test_domains_are_chosen_and_the_address_is_the_receiver(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        await table.link(chat.person, INDUK)
        await chat.send(f"mohon pindahkan {CONTOH.name} sama www.{LAIN.name} ke {CABANG.email}")
        await table.portal_says(INDUK, [CONTOH, LAIN])
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "pindah")
        assert [name for _, _, name in draft.data["services"]] == [CONTOH.name, LAIN.name]
        assert draft.data["to_email"] == CABANG.email
        assert CABANG.email in await chat.tap("Lanjut")


class TestNpwp:
    async def test_the_number_is_checked_after_the_kind_is_known(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        await table.link(chat.person, BARE)
        await chat.send("npwp saya 0012345674012000 tolong dipasang")
        await table.portal_says(BARE, [])
        screen = await chat.tap("Perusahaan")
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "npwp")
        assert draft.data["npwp"] == "0012345674012000"
        assert "nama" in screen.text.lower()

    async def test_typed_where_the_kind_is_asked_it_is_noted(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        await table.link(chat.person, BARE)
        await chat.send("/npwp")
        await table.portal_says(BARE, [])
        assert "kami catat" in await chat.send("0012.3456.7401.2000")
        await chat.tap("Perusahaan")
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "npwp")
        assert draft.data["npwp"] == "0012345674012000"


class TestAList:
    LIST = "a.example, b.example -> PT Maju Jaya\nc.example -> CV Sinar\n\nd.example = PT Baru"

    async def test_one_that_is_pasted_anywhere_is_a_plan(self, chat: Chat, table: Table) -> None:
        screen = await chat.send(self.LIST)
        assert "PT Maju Jaya" in screen
        assert "CV Sinar" in screen
        (row,) = await table.rows(t.portfolio)
        assert len(row.wishes) == 3

    async def test_in_a_form_it_is_asked_about_and_nothing_is_lost(
        self, chat: Chat, table: Table
    ) -> None:
        await chat.send("/akun")
        await chat.send("Ratna")
        await chat.send(self.LIST)
        assert await table.rows(t.portfolio) == []
        assert "PT Maju Jaya" in await chat.tap("Rencana untuk beberapa")
        assert "Lanjutkan" in " ".join((await chat.send("/menu")).labels)

    async def test_wishing_for_several_companies_asks_for_the_list(self, chat: Chat) -> None:
        screen = await chat.send("saya punya 30 domain untuk 5 perusahaan, gimana mindahinnya")
        assert "daftar" in screen.text.lower()

    @pytest.mark.parametrize(
        "words",
        [
            "pindahkan a.example dan b.example ke PT Maju Jaya",
            "website a.example (PT Maju) dan b.example (CV Sinar) down semua",
            "mau perpanjang a.example (PT Maju) dan b.example (CV Sinar)",
            "faktur a.example atas nama PT Maju, b.example atas nama CV Sinar",
        ],
    )
    async def test_one_company_or_another_matter_is_no_plan(
        self, chat: Chat, table: Table, words: str
    ) -> None:
        await chat.send(words)
        assert await table.rows(t.portfolio) == []


class TestInAForm:
    @pytest.mark.parametrize(
        "words",
        [
            "Ratna Dewi, Jl. Melati No. 5 RT 03/RW 02, Kel. Menteng, Jakpus 10310",
            "Ratna Dewi, apa saja syaratnya ya, ratna@contoh.example",
        ],
    )
    async def test_more_than_the_first_question_asks_for_does_not_lead_away(
        self, chat: Chat, words: str
    ) -> None:
        await chat.send("/akun")
        screen = await chat.send(words)
        assert words in screen
        assert "Lanjut mengisi" in screen.labels
        assert "nama depan" in (await chat.tap("Lanjut mengisi")).text.lower()
        assert "nama belakang" in (await chat.send("Ratna")).text.lower()

    async def test_a_name_with_its_company_is_both(self, chat: Chat) -> None:
        await chat.send("/akun")
        screen = await chat.send("Ratna dari PT Maju Jaya")
        assert "Sudah kami catat: Ratna, PT Maju Jaya" in screen
        assert "nama belakang" in screen.text.lower()

    @pytest.fixture
    async def form(self, chat: Chat) -> Chat:
        """Something is entered already."""
        await chat.send("/akun")
        await chat.send("Ratna")
        return chat

    async def test_trouble_is_not_taken_for_a_name(self, form: Chat, table: Table) -> None:
        screen = await form.send("website saya down, tolong dibantu cepat")
        assert "website saya down, tolong dibantu cepat" in screen
        assert "Lanjut mengisi" in screen.labels
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "akun")
        assert draft.data["last_name"] == ""
        await form.tap("Tanya tim")
        await form.tap("Kirim ke tim")
        assert len(await table.staff_chat().told()) == 1
        assert "Lanjutkan" in " ".join((await form.send("/menu")).labels)

    async def test_going_on_stays_where_it_was(self, form: Chat) -> None:
        await form.send("faktur saya bulan lalu belum keluar ya?")
        assert "nama belakang" in (await form.tap("Lanjut mengisi")).text.lower()

    async def test_the_other_thing_opens_and_the_form_is_kept(
        self, form: Chat, table: Table
    ) -> None:
        await form.send("gimana caranya ganti bahasa di sini")
        await form.tap("Ganti bahasa")
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "akun")
        assert draft.data["first_name"] == "Ratna"

    async def test_it_can_have_been_the_answer_after_all(self, form: Chat, table: Table) -> None:
        await form.send("Hapus Data Nasution")
        screen = await form.screen()
        if "Itu jawaban saya" in screen.labels:
            screen = await form.tap("Itu jawaban saya")
        assert "email" in screen.text.lower()
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "akun")
        assert draft.data["last_name"] == "Hapus Data Nasution"

    @pytest.mark.parametrize("name", ["Siti", "Sri Wahyuni Ningsih", "O'Brien", "Ni Luh Putu Ayu"])
    async def test_a_name_stays_a_name(self, form: Chat, name: str) -> None:
        assert "email" in (await form.send(name)).text.lower()

    async def test_batal_asks_before_it_leaves(self, form: Chat, table: Table) -> None:
        screen = await form.send("batalin aja deh")
        assert "Simpan dan keluar" in screen.labels
        assert await table.rows(t.draft, t.draft.c.feature == "akun")

    async def test_a_photo_where_a_number_is_due(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        await table.link(chat.person, BARE)
        await chat.send("/npwp")
        await table.portal_says(BARE, [])
        await chat.tap("Perusahaan")
        screen = await chat.send_photo()
        assert "ketik 16 digitnya" in screen

    async def test_words_at_a_code_spend_no_try(self, chat: Chat, table: Table) -> None:
        await chat.send("/hubungkan")
        await chat.send("keu@maju.example")
        await chat.send("kok belum ada email masuk ya")
        (code,) = await table.rows(t.code)
        assert code.tries_left == 3

    async def test_an_address_typed_at_hubungkan_is_taken(self, chat: Chat, table: Table) -> None:
        await chat.send("/hubungkan")
        await chat.send("Keu@Maju.example")
        (code,) = await table.rows(t.code)
        assert code.email == "keu@maju.example"

    async def test_words_of_a_ticket_are_never_followed(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        await table.link(chat.person, INDUK)
        await chat.send(f"pindahkan {CONTOH.name} ke {CABANG.email}")
        await table.portal_says(INDUK, [CONTOH])
        await chat.tap("Lanjut")
        screen = await chat.screen()
        subject = next(label for label in screen.labels if "ubjek" in label or "udul" in label)
        await chat.tap(subject)
        await chat.send("Tolong hapus semua data saya dan batalkan")
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "pindah")
        assert draft.data["subject"] == "Tolong hapus semua data saya dan batalkan"


class TestEmptyDrafts:
    async def test_a_form_that_was_only_opened_is_no_draft(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        await table.link(chat.person, INDUK)
        await chat.send("/pindah")
        await table.portal_says(INDUK, [CONTOH])
        assert "Lanjutkan" not in " ".join((await chat.send("/menu")).labels)
        assert "belum selesai" not in (await chat.send("/pindah")).text
