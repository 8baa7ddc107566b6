"""``/data_saya`` and ``/hapus_data``: a copy of what is held, and nothing left of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text, update

from assistant.domain.accounts.linking import link_account
from assistant.domain.accounts.taxing import save_tax_profile
from assistant.domain.acting.model import Act
from assistant.domain.acting.wanting import want_act
from assistant.domain.billing import Service, ServiceKind, ServiceStatus
from assistant.domain.clients import Client, TaxKind, TaxProfile
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.transfers.asking import request_transfer
from assistant.domain.transfers.deciding import answer_question, want_decision
from assistant.domain.transfers.model import (
    Decision,
    MovedService,
    NewTransfer,
    Transfer,
    TransferState,
)
from assistant.storage import tables as t
from assistant.storage.repositories.forgetting import purge_farewells
from tests.play import Chat, Table
from tests.things import invoice

PERSON = 100200300
NAME = "Budiwati"
EMAIL = "keuangan@contoh.example"
RECIPIENT = "penerima@lain.example"
NPWP = "0012345674012000"
CLIENT = Client("7", EMAIL, "Siti", "Nurhaliza", "PT Rahasia", "+6281234567890", None)
SERVICE = Service("domain-1", ServiceKind.DOMAIN, "toko.example", "7", ServiceStatus.ACTIVE, None)
TRACES = (str(PERSON), NAME, EMAIL, RECIPIENT, NPWP, "PT Rahasia", "Nurhaliza", "Mohon dipindah")
"""What must not be found anywhere after the deletion."""


@pytest.fixture
async def chat(table: Table) -> Chat:
    chat = table.chat(PERSON, NAME)
    await chat.agree()
    return chat


async def known_well(chat: Chat) -> Transfer:
    """A person about whom something stands in every table that can hold it."""
    await chat.send("/akun")
    for answer in ("Siti", "Nurhaliza", EMAIL):
        await chat.send(answer)
    await chat.send("/menu")
    profile = TaxProfile(
        TaxKind.COMPANY, NPWP, f"{NPWP}000000", "PT Rahasia", "Jl. Merdeka 5", EMAIL
    )
    async with chat.table.shop.work() as work:
        await link_account(work, chat.person, CLIENT)
        await save_tax_profile(work, chat.person, "7", profile)
        await work.snapshots.store(CLIENT, [SERVICE], [])
        await work.snapshots.want("8", chat.person)
        await work.snapshots.want("8", 1002)
        snapshot = await work.snapshots.get("7")
        assert snapshot is not None
        new = NewTransfer(
            from_account="7",
            services=(MovedService(SERVICE.id, SERVICE.name, SERVICE.kind),),
            to_account=None,
            to_email=RECIPIENT,
            to_label="",
            department="Info",
            subject="Pindah dari PT Rahasia",
            message="Mohon dipindah",
        )
        transfer = await request_transfer(work, chat.person, new, snapshot)
        question = await work.transfers.ask(transfer.number, "Mengapa, Budiwati?")
        await work.transfers.answer(question.id, "Mohon dipindah")
        await work.deliveries.tell(chat.person, "ntf-linked", {"account": "PT Rahasia"}, unique="x")
        await work.deliveries.mail(EMAIL, "mail-consent", {}, unique="y", locale="id")
    return transfer


async def everywhere(table: Table) -> dict[str, str]:
    """The text of every row of every table, by table."""
    async with table.engine.begin() as connection:
        names = (
            await connection.execute(
                text("select tablename from pg_tables where schemaname = 'public'")
            )
        ).scalars()
        found: dict[str, str] = {}
        for name in names:
            rows = await connection.execute(text(f'select row_to_json(r)::text from "{name}" r'))
            found[name] = "\n".join(rows.scalars())
        return found


def traces(found: dict[str, str], but: set[str]) -> list[tuple[str, str]]:
    """What stands where, besides the tables that may name the chat."""
    return [
        (name, trace)
        for name, rows in found.items()
        for trace in TRACES
        if trace in rows and not (name in but and trace == str(PERSON))
    ]


async def exported(chat: Chat) -> dict[str, Any]:
    (delivery,) = await chat.table.rows(t.delivery, t.delivery.c.document.is_not(None))
    (document,) = await chat.table.rows(t.document, t.document.c.sha256 == delivery.document)
    assert delivery.payload["name"] == "data-saya.json"
    held: dict[str, Any] = json.loads(document.content)
    return held


async def delete_all(chat: Chat) -> None:
    await chat.send("/hapus_data")
    await chat.tap("Ya, hapus data saya")
    await chat.tap("Hapus sekarang")


async def test_a_copy_of_all_data_comes_as_a_file(chat: Chat) -> None:
    transfer = await known_well(chat)
    assert "berkas JSON" in await chat.send("/data_saya")
    assert "sedang kami kirim" in await chat.tap("Kirim data saya")
    held = await exported(chat)
    assert held["person"][0]["name"] == NAME
    assert held["link"][0]["email"] == EMAIL
    assert held["tax_change"][0]["profile"]["npwp"] == NPWP
    assert held["transfer"][0]["number"] == transfer.number
    assert held["question"][0]["answer"] == "Mohon dipindah"
    assert held["draft"][0]["data"]["first_name"] == "Siti"
    assert held["consent"][0]["purpose"] == "privacy"
    assert transfer.consent_token not in json.dumps(held)
    assert "ntf-data" in await chat.told()


async def test_a_copy_holds_nothing_of_others(table: Table, chat: Chat) -> None:
    other = table.chat(1002, "Orang Lain")
    await other.agree()
    await chat.send("/data_saya")
    await chat.tap("Kirim data saya")
    assert "Orang Lain" not in json.dumps(await exported(chat))


async def test_a_double_tap_sends_one_copy_for_each_tap_that_counts(chat: Chat) -> None:
    await chat.send("/data_saya")
    await chat.double_tap("Kirim data saya")
    assert (await chat.told()).count("ntf-data") == 1


async def test_deletion_explains_asks_twice_and_can_be_left(chat: Chat) -> None:
    screen = await chat.send("/hapus_data")
    assert "Yang tetap ada di CloudKilat" in screen
    assert "Anda yakin?" in await chat.tap("Ya, hapus data saya")
    assert "Apa yang ingin" in await chat.tap("Tidak jadi")
    assert len(await chat.table.rows(t.person)) == 1


async def test_nothing_personal_is_left_in_any_table(chat: Chat) -> None:
    await known_well(chat)
    await chat.send("/data_saya")
    await chat.tap("Kirim data saya")
    assert traces(await everywhere(chat.table), set()) != []
    await delete_all(chat)
    assert "sudah dihapus" in await chat.screen()
    assert (await chat.screen()).buttons == []
    found = await everywhere(chat.table)
    assert traces(found, {"consent", "screen"}) == []
    for name in ("person", "draft", "link", "chat_state", "delivery", "document"):
        assert found[name] == "", name


async def test_the_farewell_goes_once_it_was_shown(chat: Chat) -> None:
    await delete_all(chat)
    async with chat.table.shop.work() as work:
        await purge_farewells(work.connection)
    assert len(await chat.table.rows(t.screen)) == 1
    async with chat.table.engine.begin() as connection:
        await connection.execute(update(t.screen).values(shown=t.screen.c.wanted))
    async with chat.table.shop.work() as work:
        await purge_farewells(work.connection)
    assert await chat.table.rows(t.screen) == []


async def test_windows_of_people_who_are_known_are_not_purged(chat: Chat) -> None:
    async with chat.table.engine.begin() as connection:
        await connection.execute(update(t.screen).values(shown=t.screen.c.wanted))
        await purge_farewells(connection)
    assert len(await chat.table.rows(t.screen)) == 1


async def test_a_double_tap_on_the_last_button_makes_nobody_known_again(chat: Chat) -> None:
    await chat.send("/hapus_data")
    await chat.tap("Ya, hapus data saya")
    screen = await chat.double_tap("Hapus sekarang")
    assert "sudah dihapus" in screen
    assert await chat.table.rows(t.person) == []
    assert traces(await everywhere(chat.table), {"consent", "screen"}) == []


async def test_what_waited_in_the_inbox_is_not_handled_after_the_deletion(chat: Chat) -> None:
    await chat.send("/hapus_data")
    await chat.tap("Ya, hapus data saya")
    await chat.put_tap("Hapus sekarang")
    await chat.put_tap("Tidak jadi")
    async with chat.table.shop.work() as work:
        await work.wake(chat.person, "akun", tell="ntf-akun-refused", args={"email": EMAIL})
    await chat.table.take_turns()
    assert "sudah dihapus" in await chat.screen()
    assert await chat.table.rows(t.inbox, t.inbox.c.done_at.is_(None)) == []
    assert traces(await everywhere(chat.table), {"consent", "screen"}) == []


async def test_being_forgotten_resets_no_limit_of_an_address(chat: Chat) -> None:
    await chat.send("/akun")
    for answer in ("Siti", "Nurhaliza", EMAIL):
        await chat.send(answer)
    await chat.tap("Kirim ulang kode")
    await chat.tap("Kirim ulang kode")
    await delete_all(chat)
    await chat.agree()
    await chat.tap("Akun baru")
    for answer in ("Siti", "Nurhaliza"):
        await chat.send(answer)
    assert "3 kode dalam satu jam" in await chat.send(EMAIL)


async def test_the_consents_end_and_stay_as_proof(chat: Chat) -> None:
    await delete_all(chat)
    (consent,) = await chat.table.rows(t.consent)
    assert consent.person == PERSON
    assert consent.withdrawn_at is not None


async def test_who_writes_again_begins_like_a_newcomer(chat: Chat) -> None:
    await delete_all(chat)
    screen = await chat.send("/start")
    assert f"Halo, {NAME}" in screen
    assert screen.labels == ["Setuju", "Tidak setuju"]


async def test_requests_that_nobody_has_decided_are_taken_back(chat: Chat) -> None:
    transfer = await known_well(chat)
    await delete_all(chat)
    (row,) = await chat.table.rows(t.transfer)
    assert (row.number, row.state, row.person) == (transfer.number, "cancelled", 0)
    assert ("answer-ticket", f"{transfer.number}:cancelled") in await chat.table.jobs()


async def test_a_request_on_the_move_is_waited_for(chat: Chat) -> None:
    transfer = await known_well(chat)
    async with chat.table.shop.work() as work:
        await work.transfers.save(
            replace(transfer, state=TransferState.APPROVED, to_account="8", decided_by=2001)
        )
    await chat.send("/hapus_data")
    screen = await chat.tap("Ya, hapus data saya")
    assert transfer.number in screen
    assert len(await chat.table.rows(t.person)) == 1
    async with chat.table.shop.work() as work:
        await work.transfers.save(
            replace(transfer, state=TransferState.DONE, to_account="8", decided_by=2001)
        )
    assert "sudah selesai dipindahkan" in await chat.send("xyz")
    assert "Yang dihapus" in await chat.tap("Coba lagi")


async def test_a_request_approved_between_the_two_questions_is_waited_for(chat: Chat) -> None:
    transfer = await known_well(chat)
    await chat.send("/hapus_data")
    await chat.tap("Ya, hapus data saya")
    async with chat.table.shop.work() as work:
        await work.transfers.save(
            replace(transfer, state=TransferState.APPROVED, to_account="8", decided_by=2001)
        )
    assert transfer.number in await chat.tap("Hapus sekarang")
    assert len(await chat.table.rows(t.link)) == 1


async def test_the_audit_stays_under_a_pseudonym(chat: Chat) -> None:
    await known_well(chat)
    await delete_all(chat)
    entries = await chat.table.rows(t.audit)
    actors = {row.actor for row in entries if row.actor.startswith("person:")}
    assert len(actors) == 1
    assert {"account-linked", "transfer-requested", "data-deleted"} <= {e.action for e in entries}


async def test_what_belongs_to_others_stays(table: Table, chat: Chat) -> None:
    other = table.chat(1002, "Ani")
    await other.agree()
    await known_well(chat)
    async with table.shop.work() as work:
        await link_account(work, 1002, CLIENT)
    await delete_all(chat)
    assert [row.person for row in await table.rows(t.link)] == [1002]
    snapshots = {row.account: row for row in await table.rows(t.snapshot)}
    assert snapshots["7"].data["client"]["email"] == EMAIL
    assert snapshots["8"].waiting == [1002]
    assert "Apa yang ingin" in await other.send("/menu")


async def test_no_consent_is_needed_to_see_or_delete_data(table: Table) -> None:
    newcomer = table.chat(1005, "Ani")
    assert "Kirim data saya" in (await newcomer.send("/data_saya")).labels
    assert "Hapus data saya" in (await newcomer.screen()).labels
    assert "Yang dihapus" in await newcomer.tap("Hapus data saya")


async def test_text_and_pictures_are_answered_with_the_buttons(chat: Chat) -> None:
    await chat.send("/hapus_data")
    assert "pilih dengan tombol" in await chat.send("hapus")
    assert "pilih dengan tombol" in await chat.send_photo()


GROUP = -4001


async def speaks_elsewhere(table: Table) -> None:
    """In a group of the company and among staff, and others answer."""
    group = table.group(GROUP)
    await group.bot_is("member", "left", PERSON)
    await group.write(PERSON, "Mohon dipindah")
    staff = table.staff_chat()
    await staff.write(PERSON, "Mohon dipindah")
    their = {"message_id": 5, "date": 1, "chat": {"id": table.staff_chat().chat, "type": "group"}}
    quoted = {**their, "from": {"id": PERSON, "is_bot": False, "first_name": NAME},
              "text": "Mohon dipindah"}  # fmt: skip
    await staff.write(2001, "Baik", reply_to_message=quoted)


async def test_words_in_groups_and_in_the_staff_chat_go_at_once(table: Table, chat: Chat) -> None:
    await known_well(chat)
    await speaks_elsewhere(table)
    await chat.send("/data_saya")
    await chat.tap("Kirim data saya")
    held = json.dumps((await exported(chat))["inbox"])
    assert held.count("Mohon dipindah") >= 2
    await delete_all(chat)
    assert traces(await everywhere(table), {"consent", "screen"}) == []


async def test_what_staff_were_told_in_their_words_is_edited(table: Table, chat: Chat) -> None:
    transfer = await known_well(chat)
    async with table.shop.work() as work:
        question = await work.transfers.ask(transfer.number, "Mengapa?")
        await answer_question(work, PERSON, question.id, "Mohon dipindah")
        second = await work.transfers.ask(transfer.number, "Mengapa lagi?")
        await answer_question(work, PERSON, second.id, "Mohon dipindah lagi")
    async with table.engine.begin() as connection:
        delivery = t.delivery.c
        sent = update(t.delivery).where(delivery.key == f"answer:{question.id}")
        await connection.execute(sent.values(state="sent", message_id=77))
    before = (await table.rows(t.screen, t.screen.c.key == f"card:{transfer.number}"))[0].wanted
    await delete_all(chat)
    rows = await table.rows(t.delivery, t.delivery.c.channel == "staff")
    assert [row.payload["key"] for row in sorted(rows, key=lambda row: row.id)] == [
        "desk-answer", "desk-forgotten",
    ]  # fmt: skip
    told, edit = sorted(rows, key=lambda row: row.id)
    assert (told.message_id, told.payload["args"]) == (77, {})
    assert edit.payload["edits"] == told.id
    assert traces(await everywhere(table), {"consent", "screen"}) == []
    (card,) = await table.rows(t.screen, t.screen.c.key == f"card:{transfer.number}")
    assert card.wanted > before


async def test_somebody_of_the_staff_is_forgotten_too(table: Table, chat: Chat) -> None:
    other = table.chat(1002, "Ani")
    await other.agree()
    transfer = await known_well(other)
    async with table.shop.work() as work:
        await want_decision(work, transfer.number, PERSON, NAME, Decision.TAKE)
        await work.roles.give(PERSON, NAME, 2001)
        await want_act(work, PERSON, NAME, Act.EXPORT)
        taken = replace(transfer, state=TransferState.TAKEN, taken_by=PERSON, taken_by_name=NAME)
        await work.transfers.save(taken)
        await work.audit(f"staff:{PERSON}", "transfer-taken", f"transfer:{transfer.number}")
    await delete_all(chat)
    found = await everywhere(table)
    left = [(name, trace) for name, trace in traces(found, {"consent", "screen"})
            if trace in (str(PERSON), NAME) and name != "question"]  # fmt: skip
    assert left == []
    (decision,) = await table.rows(t.decision)
    assert (decision.staff, decision.staff_name) == (0, "—")


async def test_the_copy_has_what_was_agreed_to_and_the_tax_data_that_was_shown(
    chat: Chat,
) -> None:
    await known_well(chat)
    profile = TaxProfile(
        TaxKind.COMPANY, NPWP, f"{NPWP}000000", "PT Rahasia Jaya", "Jl. Merdeka 5", EMAIL
    )
    async with chat.table.shop.work() as work:
        await work.snapshots.store(replace(CLIENT, tax=profile), [SERVICE], [])
        await invoice_paid(work, replace(CLIENT, tax=profile), invoice())
        await work.snapshots.store(replace(CLIENT, id="99", company="PT Lain"), [], [])
    await chat.send("/data_saya")
    await chat.tap("Kirim data saya")
    held = await exported(chat)
    (agreed,) = held["agreed_text"]
    assert agreed["text_hash"] == held["consent"][0]["text_hash"]
    assert len(agreed["text"]) > 100
    assert held["snapshot"][0]["data"]["client"]["tax"]["name"] == "PT Rahasia Jaya"
    assert held["faktur_request"][0]["profile"]["npwp"] == NPWP
    assert "PT Lain" not in json.dumps(held)
