"""``/buktipotong``: announcing, what the slip must say, sending files, and a refund's account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.domain.billing import Invoice, InvoiceItem, InvoiceStatus, ServiceKind
from assistant.domain.withholding.keeping import SettlementKind, SettlementState
from assistant.domain.withholding.model import PaidHow
from assistant.storage.tables import withholding as w
from tests.dialogs.fakturs import BARE, MAJU, seated
from tests.play import Chat, Screen, Table


def bill(number: str = "501", kind: ServiceKind = ServiceKind.SERVER, owner: str = "7") -> Invoice:
    lines = (
        InvoiceItem("VPS Kilat 2", 1, Decimal(1_000_000), Decimal(0), "service-1", 12, kind),
        InvoiceItem(
            "Domain toko.example", 1, Decimal(250_000), Decimal(0), "domain-1", 12,
            ServiceKind.DOMAIN,
        ),
    )  # fmt: skip
    return Invoice(
        number,
        f"INV-2026-000{number}",
        owner,
        InvoiceStatus.UNPAID,
        date(2026, 11, 1),
        date(2026, 11, 30),
        None,
        lines,
        Decimal(137_500),
    )


async def opened(table: Table, *bills: Invoice) -> Chat:
    chat = await seated(table)
    await table.portal_says(MAJU, [], list(bills or (bill(),)))
    return chat


async def at_invoice(table: Table) -> tuple[Chat, Screen]:
    chat = await opened(table)
    await chat.send("/buktipotong")
    return chat, await chat.tap("INV-2026-000501")


async def test_without_an_account_it_says_so(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send("/buktipotong")
    assert "hubungkan dulu akun" in screen
    assert screen.labels == ["🔗 Hubungkan akun", "☰ Menu"]


async def test_only_invoices_with_something_subject_are_listed(table: Table) -> None:
    chat = await opened(table, bill(), bill("502", ServiceKind.DOMAIN))
    screen = await chat.send("/buktipotong")
    assert screen.labels == ["▫️ INV-2026-000501 · PT Maju Jaya", "☰ Menu"]


async def test_that_nothing_is_subject_is_said_only_once_the_portal_has_told(table: Table) -> None:
    chat = await seated(table)
    screen = await chat.send("/buktipotong")
    assert "sedang kami tanyakan ke portal" in screen
    assert "Belum ada tagihan" not in screen
    await table.portal_says(MAJU, [])
    assert "Belum ada tagihan" in await chat.screen()


async def test_a_portal_that_is_down_is_said_and_asked_again_each_time(table: Table) -> None:
    chat = await seated(table)
    await chat.send("/buktipotong")
    await fails(table)
    screen = await chat.screen()
    assert "Portal sedang tidak dapat dihubungi" in screen
    assert "Belum ada tagihan" not in screen
    assert "sedang kami tanyakan" in await chat.tap("Coba lagi")
    await fails(table)
    assert "sedang kami tanyakan" in await chat.send("/buktipotong")
    await table.portal_says(MAJU, [], [bill()])
    assert (await chat.screen()).labels == ["▫️ INV-2026-000501 · PT Maju Jaya", "☰ Menu"]


async def fails(table: Table) -> None:
    """The portal does not answer."""
    async with table.shop.work() as work:
        await work.snapshots.fail(MAJU.id, "unavailable")
        for person in await work.snapshots.waiting(MAJU.id):
            await work.wake(person, "")
    await table.take_turns()


async def test_it_says_what_is_subject_and_what_to_transfer(table: Table) -> None:
    _, screen = await at_invoice(table)
    assert "DPP Rp\xa01.000.000 \u00d7 2% = Rp\xa020.000" in screen
    assert "Tidak dipotong: Domain toko.example" in screen
    assert "transfer Rp\xa01.367.500" in screen
    assert "Yang harus tertulis" not in screen


@pytest.mark.parametrize(
    ("button", "how"),
    [("transfer sisanya", PaidHow.NET), ("bayar penuh dulu", PaidHow.FULL)],
)
async def test_announced_it_shows_a_block_to_copy(table: Table, button: str, how: PaidHow) -> None:
    chat, _ = await at_invoice(table)
    screen = await chat.double_tap(button)
    assert "Dicatat" in screen or "problem" not in screen.text
    assert "<pre>NPWP penerima:" in screen.html
    assert "Kode objek: 24-104-27" in screen
    assert "DPP: 1000000" in screen
    assert "PPh: 20000" in screen
    assert "Nomor dokumen: INV-2026-000501" in screen
    (row,) = await table.rows(w.announcement)
    assert row.paid_how == how
    assert row.taken_back_at is None


async def test_an_announcement_is_changed_and_taken_back(table: Table) -> None:
    chat, _ = await at_invoice(table)
    await chat.tap("transfer sisanya")
    await chat.tap("bayar penuh dulu")
    (row,) = await table.rows(w.announcement)
    assert row.paid_how == "full"
    screen = await chat.tap("Tidak jadi memotong")
    assert "tidak dipotong" in screen
    (row,) = await table.rows(w.announcement)
    assert row.taken_back_at is not None


async def test_an_account_without_npwp_is_led_to_it(table: Table) -> None:
    chat = await seated(table, BARE)
    await table.portal_says(BARE, [], [bill(owner="8")])
    await chat.send("/buktipotong")
    screen = await chat.tap("INV-2026-000501")
    assert "belum punya NPWP" in screen
    assert screen.labels == ["🧾 Pasang NPWP", "\u2039 Semua tagihan", "☰ Menu"]


async def test_a_number_may_be_typed(table: Table) -> None:
    chat = await opened(table)
    await chat.send("/buktipotong")
    assert "tidak ada di daftar" in await chat.send("INV-2026-999999")
    assert "Tagihan INV-2026-000501" in await chat.send(" inv-2026-000501 ")


async def test_anothers_invoice_cannot_be_opened_by_its_id(table: Table) -> None:
    await opened(table)
    stranger = await seated(table, replace(BARE, id="99"), person=1002)
    screen = await stranger.tap_data("go:buktipotong:501")
    assert "INV-2026-000501" not in screen


# Files


@pytest.mark.parametrize("window", ["/menu", "/buktipotong", "/npwp", "/faktur", "/pindah"])
async def test_a_pdf_is_taken_in_whatever_window_stands(table: Table, window: str) -> None:
    chat = await opened(table)
    before = await chat.send(window)
    screen = await chat.send_file("bukti <1>.pdf")
    assert "bukti <1>.pdf kami terima" in screen.text.replace("&lt;", "<").replace("&gt;", ">")
    assert screen.labels == before.labels
    (row,) = await table.rows(w.slip_upload)
    assert (row.person, row.source, row.telegram) == (1001, "chat", "f")
    assert await table.jobs("read-slip") == [("read-slip", str(row.id))]


async def test_an_album_is_as_many_files(table: Table) -> None:
    chat = await opened(table)
    for at in range(5):
        await chat.send_file(f"{at}.pdf", f"f{at}", media_group_id="77")
    await chat.send_file("semua.zip", "z")
    assert len(await table.rows(w.slip_upload)) == 6


async def test_a_huge_file_is_not_fetched(table: Table) -> None:
    chat = await opened(table)
    assert "lebih dari 20 MB" in await chat.send_file(size=21 * 1024 * 1024)
    assert await table.rows(w.slip_upload) == []


async def test_without_consent_nothing_is_taken_in(table: Table) -> None:
    chat = table.chat()
    await chat.send_file()
    assert await table.rows(w.slip_upload) == []


# A refund's account


async def due(table: Table, chat: Chat) -> int:
    chat_, _ = await at_invoice_of(table, chat)
    await chat_.tap("bayar penuh dulu")
    async with table.shop.work() as work:
        said = await work.withholding.announcement("501")
        assert said is not None
        made = await work.dues.add(
            said, SettlementKind.GIVE_BACK, SettlementState.ASKED, Decimal(20_000), "KEMBALI-1"
        )
        assert made is not None
        return made.id


async def at_invoice_of(table: Table, chat: Chat) -> tuple[Chat, Screen]:
    await chat.send("/buktipotong")
    return chat, await chat.tap("INV-2026-000501")


async def test_a_refund_asks_for_bank_holder_and_number(table: Table) -> None:
    chat = await opened(table)
    id_ = await due(table, chat)
    screen = await chat.tap_data(f"go:buktipotong:kembali-{id_}")
    assert "Pengembalian Rp\xa020.000" in screen
    await chat.tap("Transfer ke rekening")
    assert "atas nama siapa" in await chat.tap("Mandiri")
    assert "pemilik rekening" in await chat.send("1234567890")
    await chat.send("PT  Maju Jaya")
    for wrong in ("12345", "bukan angka", "00000000", "1234 5678 9012 3456 7"):
        assert "8 sampai 16 angka" in await chat.send(wrong)
    screen = await chat.send("123-00-1234567.8")
    assert "Mandiri · 12300 1234 5678".replace(" ", "")[:7] in screen.text.replace(" ", "")
    await chat.double_tap("Benar, kirim")
    (row,) = await table.rows(w.refund_account)
    assert (row.bank, row.holder, row.number) == ("Mandiri", "PT Maju Jaya", "1230012345678")
    told = [key for key, _ in await table.staff_chat().told()]
    assert told == ["bp-money-refund"]
    assert "sudah dipilih" in await chat.tap_data(f"go:buktipotong:kembali-{id_}")


async def test_credit_needs_no_account(table: Table) -> None:
    chat = await opened(table)
    id_ = await due(table, chat)
    await chat.tap_data(f"go:buktipotong:kembali-{id_}")
    assert "saldo kredit" in await chat.tap("Jadikan saldo kredit")
    assert await table.jobs("move-money") == [("move-money", str(id_))]
    assert await table.rows(w.refund_account) == []


async def test_nobody_else_chooses(table: Table) -> None:
    chat = await opened(table)
    id_ = await due(table, chat)
    stranger = await seated(table, replace(BARE, id="99"), person=1002)
    screen = await stranger.tap_data(f"go:buktipotong:kembali-{id_}")
    assert "Pengembalian" not in screen.text.splitlines()[0]
    (row,) = await table.rows(w.settlement)
    assert row.state == "asked"
