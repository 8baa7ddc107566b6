"""Where faktur go: chat, mail, a group that is proven by a code, several at once, or nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.domain.accounts.groups import push_into_group
from assistant.domain.accounts.model import Pushes
from assistant.domain.clients import Client
from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.support.answering import Answered, Staff, answer
from assistant.domain.support.beginning import begin
from assistant.domain.support.model import About, Subject, Words
from assistant.storage import tables as t
from tests.dialogs.fakturs import BARE, MAJU, paid, seated
from tests.play import STAFF_CHAT, Chat, CompanyGroup, Screen, Table

BUDI, SITI = 1001, 1002


async def pushes(table: Table, person: int = BUDI, account: str = MAJU.id) -> Pushes:
    async with table.shop.work() as work:
        link = await work.links.find(person, account)
    assert link is not None
    return link.pushes


async def where(chat: Chat) -> Screen:
    await chat.send("/faktur")
    return await chat.tap("Tujuan kirim")


async def put_in(group: CompanyGroup, by: int = BUDI) -> str:
    """Put the bot into the group; the code that it shows there."""
    await group.bot_is("member", "left", by)
    return await group.code()


async def into_group(table: Table, chat: Chat, group: CompanyGroup) -> Screen:
    code = await put_in(group, chat.person)
    await where(chat)
    await chat.tap("Grup perusahaan")
    await chat.send(code)
    return await chat.tap("Ya, kirim ke grup ini")


async def issue(table: Table, number: str = "INV-2026-000102", client: Client = MAJU) -> None:
    await paid(table, number, client)
    async with table.shop.work() as work:
        request = await work.fakturs.request_of(number)
        assert request is not None
        await faktur_issued(
            work,
            request,
            number=f"0400260000{number[-7:]}".replace("-", "0"),
            issued=table.clock.now.date(),
            dpp=request.subtotal,
            ppn=request.tax,
            sha256=await work.documents.put(f"%PDF {number}".encode(), "faktur"),
        )


async def went(table: Table) -> list[tuple[str, int | None, str | None]]:
    """Where PDFs were queued to: (channel, chat, address)."""
    rows = await table.rows(t.delivery, t.delivery.c.document.is_not(None))
    return [(r.channel, r.chat, r.address) for r in sorted(rows, key=lambda row: row.id)]


# Chat and mail


async def test_several_places_are_chosen_one_by_one(table: Table) -> None:
    chat = await seated(table)
    screen = await where(chat)
    assert "💬 ke chat ini" in screen
    assert screen.labels[:3] == ["☑️ Chat ini", "⬜ Email", "⬜ Grup perusahaan"]
    screen = await chat.double_tap("⬜ Email")
    assert "✉️ ke email" in screen
    assert await pushes(table) == Pushes(chat=True, mail=True)
    await issue(table)
    assert await went(table) == [("telegram", BUDI, None), ("mail", None, MAJU.tax.email)]  # type: ignore[union-attr]


async def test_a_muted_account_sends_nothing_and_keeps_all(table: Table) -> None:
    chat = await seated(table)
    await where(chat)
    screen = await chat.double_tap("Bisukan")
    assert "tidak ke mana-mana" in screen
    assert "🔕 Bisukan" not in screen.labels
    assert (await pushes(table)).muted
    await issue(table)
    assert await went(table) == []
    assert "November 2026 (1)" in (await chat.send("/faktur")).labels


async def test_each_account_and_each_person_has_their_own(table: Table) -> None:
    chat, other = await seated(table, MAJU, BARE), await seated(table, MAJU, person=SITI)
    screen = await where(chat)
    assert screen.labels[:2] == ["💬 CV Jaya", "💬 PT Maju Jaya"]
    await chat.tap("PT Maju Jaya")
    await chat.tap("☑️ Chat ini")
    await chat.tap("⬜ Email")
    assert "✉️ PT Maju Jaya" in (await chat.tap("Kembali")).labels
    assert await pushes(table, BUDI, BARE.id) == Pushes()
    assert await pushes(table, SITI) == Pushes()
    await issue(table)
    assert await went(table) == [("telegram", SITI, None), ("mail", None, MAJU.tax.email)]  # type: ignore[union-attr]
    assert "💬 ke chat ini" in await where(other)


# A group


async def test_a_group_is_proven_by_its_code_and_named_before_it_counts(table: Table) -> None:
    chat, group = await seated(table), table.group()
    code = await put_in(group)
    await where(chat)
    screen = await chat.tap("Grup perusahaan")
    add = screen.button("Tambahkan ke grup")
    assert add["url"] == "https://t.me/cloudkilat_bot?startgroup=faktur"
    screen = await chat.send(code)
    assert "Kirim ke grup “Keuangan Maju”?" in screen
    assert (await pushes(table)).group is None
    table.restart()
    screen = await chat.double_tap("Ya, kirim ke grup ini")
    assert "👥 ke grup “Keuangan Maju”" in screen
    assert await pushes(table) == Pushes(group=group.chat)
    assert [key for key, _ in await group.told()] == ["group-code", "group-chosen"]
    await issue(table)
    assert await went(table) == [("telegram", BUDI, None), ("group", group.chat, None)]


async def test_the_link_in_the_group_leads_to_where_its_code_can_be_typed(table: Table) -> None:
    chat, group = await seated(table), table.group()
    code = await put_in(group)
    assert "Faktur baru dikirim" in await chat.send("/start faktur-where")
    assert "Kirim ke grup “Keuangan Maju”?" in await chat.send(code)


async def test_not_this_group_leaves_all_as_it_was(table: Table) -> None:
    chat, group = await seated(table), table.group()
    code = await put_in(group)
    await where(chat)
    await chat.tap("Grup perusahaan")
    await chat.send(code)
    await chat.tap("Tidak jadi")
    assert (await pushes(table)).group is None
    await chat.tap("Grup perusahaan")
    assert "Tidak ada kode yang berlaku" in await chat.send(code)


async def test_a_code_is_of_use_to_nobody_but_the_member_it_was_made_for(table: Table) -> None:
    """A stranger puts the bot into their own group and talks a customer into typing the code."""
    chat, foreign = await seated(table), table.group(-4666, "Keuangan Maju")
    code = await put_in(foreign, by=6666)
    await where(chat)
    await chat.tap("Grup perusahaan")
    assert "Tidak ada kode yang berlaku" in await chat.send(code)
    own = await put_in(table.group())
    if own != code:
        assert "tidak cocok" in await chat.send(code)
    assert (await pushes(table)).group is None


async def test_a_stranger_with_a_code_of_their_own_has_no_account_to_direct(table: Table) -> None:
    await seated(table)
    await put_in(table.group(-4666), by=SITI)
    stranger = table.chat(SITI)
    await stranger.agree()
    assert "belum ada akun yang terhubung" in await stranger.send("/faktur where")


@pytest.mark.parametrize("typed", ["12345", "kode saya", "💥", "<b>12345</b>", "1" * 400])
async def test_what_is_no_code_is_said_kindly(table: Table, typed: str) -> None:
    chat = await seated(table)
    await put_in(table.group())
    await where(chat)
    await chat.tap("Grup perusahaan")
    screen = await chat.send(typed)
    assert "Kodenya 6 angka" in screen
    assert "Kirim faktur PT Maju Jaya ke grup" in screen


async def test_three_wrong_codes_end_it_and_a_late_one_is_too_late(table: Table) -> None:
    chat, group = await seated(table), table.group()
    code = await put_in(group)
    wrong = "000000" if code != "000000" else "111111"
    await where(chat)
    await chat.tap("Grup perusahaan")
    assert "Sisa 2" in await chat.send(wrong)
    assert "Sisa 1" in await chat.send(wrong)
    assert "sudah tidak berlaku" in await chat.send(wrong)
    assert "Tidak ada kode" in await chat.send(code)
    table.clock.move(timedelta(minutes=2))
    await group.write(BUDI, "/hubungkan")
    table.clock.move(timedelta(minutes=11))
    assert "Tidak ada kode" in await chat.send(await group.code())


async def test_a_group_serves_several_accounts_and_is_offered_again(table: Table) -> None:
    chat, group = await seated(table, MAJU, BARE), table.group()
    code = await put_in(group)
    await where(chat)
    await chat.tap("PT Maju Jaya")
    await chat.tap("Grup perusahaan")
    await chat.send(code)
    await chat.tap("Ya, kirim ke grup ini")
    await chat.tap("Kembali")
    await chat.tap("CV Jaya")
    screen = await chat.tap("Grup perusahaan")
    assert "👥 Keuangan Maju" in screen.labels
    assert "Setiap faktur baru CV Jaya" in await chat.tap("👥 Keuangan Maju")
    await chat.tap("Ya, kirim ke grup ini")
    assert (await pushes(table, account=BARE.id)).group == group.chat
    assert "👥" in (await where(chat)).labels[0]


async def test_two_persons_of_one_account_send_into_a_group_once(table: Table) -> None:
    chat, other, group = await seated(table), await seated(table, person=SITI), table.group()
    await into_group(table, chat, group)
    assert await other.told() == ["ntf-faktur-group-chosen"]
    table.clock.move(timedelta(minutes=1))
    await group.write(SITI, "/hubungkan")
    await where(other)
    await other.tap("Grup perusahaan")
    await other.send(await group.code())
    await other.tap("Ya, kirim ke grup ini")
    await issue(table)
    assert (await went(table)).count(("group", group.chat, None)) == 1


async def test_a_group_is_left_by_its_button(table: Table) -> None:
    chat, group = await seated(table), table.group()
    await into_group(table, chat, group)
    await chat.double_tap("☑️ 👥 Keuangan Maju")
    assert await pushes(table) == Pushes()


# What happens to a group


@pytest.mark.parametrize("how", ["left", "kicked"])
async def test_a_bot_put_out_falls_back_to_mail_and_says_so(table: Table, how: str) -> None:
    chat, group = await seated(table, MAJU, BARE), table.group()
    code = await put_in(group)
    await where(chat)
    await chat.tap("PT Maju Jaya")
    await chat.tap("Grup perusahaan")
    await chat.send(code)
    await chat.tap("Ya, kirim ke grup ini")
    await group.bot_is(how, "member", by=SITI)
    assert await pushes(table) == Pushes(chat=True, mail=True)
    rows = await table.rows(t.delivery, t.delivery.c.person == BUDI)
    (told,) = [row for row in rows if row.payload["key"] == "ntf-faktur-group-lost"]
    assert told.payload["args"]["accounts"] == "PT Maju Jaya"
    assert told.payload["buttons"][0]["data"] == "go:faktur:where"
    assert "Ke mana faktur baru dikirim?" in await chat.tap_data("go:faktur:where")
    await group.bot_is(how, "member", by=SITI)
    assert (await chat.told()).count("ntf-faktur-group-lost") == 1


async def test_a_group_the_bot_left_before_the_yes_is_not_chosen(table: Table) -> None:
    chat, group = await seated(table), table.group()
    code = await put_in(group)
    await where(chat)
    await chat.tap("Grup perusahaan")
    sure = await chat.send(code)
    await group.bot_is("kicked", "member", by=SITI)
    assert "Bot kami tidak ada lagi di grup itu" in await chat.tap("Ya", on=sure)
    assert (await pushes(table)).group is None


async def test_a_migrated_group_goes_on_under_its_new_id(table: Table) -> None:
    chat, group = await seated(table), table.group()
    await into_group(table, chat, group)
    await group.write(BUDI, migrate_to_chat_id=-1002000004001)
    assert (await pushes(table)).group == -1002000004001
    await group.bot_is("left", "member", by=BUDI)
    assert (await pushes(table)).group == -1002000004001
    await issue(table)
    assert ("group", -1002000004001, None) in await went(table)


# What is said in a group


async def test_commands_in_a_group_are_answered_once_in_a_while(table: Table) -> None:
    group = table.group()
    for command in ("/faktur", "/menu", "/start", "/npwp@cloudkilat_bot", "/faktur"):
        await group.write(BUDI, command)
    assert [key for key, _ in await group.told()] == ["group-private"]
    table.clock.move(timedelta(minutes=6))
    await group.write(BUDI, "/faktur")
    await group.write(BUDI, "/faktur@another_bot")
    await group.write(BUDI, "Halo semua")
    assert [key for key, _ in await group.told()] == ["group-private"] * 2


async def test_the_button_of_the_private_chat_shows_one_code_not_two(table: Table) -> None:
    group = table.group()
    await group.bot_is("member", "left", BUDI)
    await group.write(BUDI, "/start@cloudkilat_bot faktur")
    assert [key for key, _ in await group.told()] == ["group-code"]


async def test_codes_in_a_group_are_limited(table: Table) -> None:
    group = table.group()
    for _ in range(6):
        await group.write(BUDI, "/hubungkan")
        table.clock.move(timedelta(minutes=2))
    keys = [key for key, _ in await group.told()]
    assert keys.count("group-code") == 3
    assert keys.count("group-private") <= 2


async def test_an_anonymous_administrator_is_told_to_show_themselves(table: Table) -> None:
    group = table.group()
    await group.write(1087968824, "/hubungkan", sender_chat={"id": group.chat, "type": "group"})
    assert [key for key, _ in await group.told()] == ["group-private"]


async def test_the_staff_chat_is_no_company_group(table: Table) -> None:
    staff = table.group(-1002000000001, "Staf")
    await staff.bot_is("member", "left", BUDI)
    await staff.write(BUDI, "/hubungkan")
    assert await table.rows(t.company_group) == []
    assert await staff.told() == []


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_what_a_group_reads_names_the_person_and_escapes(table: Table, locale: str) -> None:
    args = {"name": "<Budi>", "code": "123456", "minutes": 10}
    shown = table.texts.html(locale, "group-code", args)
    assert "&lt;Budi&gt;" in shown
    assert "<code>123456</code>" in shown
    assert "https://t.me/cloudkilat_bot?start=faktur-where" in shown


async def test_what_is_talked_about_with_people_never_lands_in_the_companys_group(
    table: Table,
) -> None:
    chat, group = await seated(table), table.group()
    async with table.shop.work() as work:
        await work.groups.seen(group.chat, group.title, "id")
        assert await push_into_group(work, chat.person, MAJU.id, group.chat)
    before = await group.told()
    subject = Subject(About.FAKTUR, "INV-2026-000042", MAJU.id)
    said = Words(STAFF_CHAT, 902, "Nama mana yang benar?")
    async with table.shop.work() as work:
        talk = await begin(work, chat.person, subject, Words(chat.person, 901, "salah nama"))
        assert await answer(work, Staff(2001, "Rina"), talk.number, said) is Answered.SAID
    await group.write(chat.person, "yang di kartu NPWP")  # where nobody of us listens
    await group.write(chat.person, "/cs yang di kartu NPWP")
    told = [key for key, _ in await group.told()][len(before) :]
    assert told == ["group-private"]
    rows = sorted(await table.rows(t.said), key=lambda row: row.id)
    assert [row.text for row in rows] == ["salah nama", said.text]
