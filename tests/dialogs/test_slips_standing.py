"""Where an invoice's slips stand: at the invoice, at its faktur, and at why there is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.domain.withholding.judging import SlipVerdict
from assistant.domain.withholding.keeping import SettlementKind, SettlementState
from assistant.domain.withholding.model import (
    Announcement,
    Booking,
    BookingState,
    Owed,
    PaidHow,
    Payee,
    Share,
    SlipParty,
)
from sandbox.slip_specimen import good_slip
from tests.dialogs.fakturs import MAJU, PAID, issued, paid, seated
from tests.play import Chat, Screen, Table

NUMBER = "INV-2026-000301"
US = Payee("0098765431441000", "0098765431441000000000", "KILAT CONTOH")
OWED = Owed(NUMBER, NUMBER, "0012345674012000", PAID.date().replace(day=1), Decimal(1_000_000))


async def announced(table: Table, how: PaidHow = PaidHow.FULL) -> Announcement:
    async with table.shop.work() as work:
        said = Announcement(
            NUMBER, NUMBER, MAJU.id, MAJU.label, 1001, OWED.withholder, Decimal(1_110_000), (OWED,),
            how, work.now,
        )  # fmt: skip
        await work.withholding.announce(said)
    return said


async def came(
    table: Table, state: BookingState, verdict: SlipVerdict, base: int = 1_000_000
) -> None:
    them = SlipParty(npwp=OWED.withholder, nitku=f"{OWED.withholder}000000", name="MAJU JAYA")
    slip = good_slip(replace(OWED, base=Decimal(base)), US, them, "2600A1B2C")
    counts = state in (BookingState.BOOKED, BookingState.VERIFIED)
    assert slip.base is not None
    assert slip.amount is not None
    share = Share(NUMBER, OWED.code, slip.base, slip.amount)
    async with table.shop.work() as work:
        sha256 = await work.documents.put(b"%PDF", "slip")
        booking = Booking(slip, state, sha256, (share,) if counts else ())
        candidates = () if counts else (OWED,)
        await work.withholding.keep(booking, verdict=verdict, candidates=candidates, person=1001)


async def at_invoice(chat: Chat) -> Screen:
    return await chat.tap_data(f"go:buktipotong:{NUMBER}")


async def at_faktur(chat: Chat) -> Screen:
    await chat.send("/faktur")
    await chat.tap("November 2026")
    return await chat.tap(NUMBER)


async def at_why(chat: Chat) -> Screen:
    await chat.send("/faktur")
    await chat.tap("Faktur belum ada?")
    return await chat.send(NUMBER)


@pytest.mark.parametrize(
    ("state", "verdict", "base", "words"),
    [
        (None, SlipVerdict.BOOK, 0, ["membayar penuh", "Belum kami terima", "Rp\xa020.000"]),
        (BookingState.HELD, SlipVerdict.AMEND, 1_110_000, ["perlu pembetulan", "Rp\xa020.000"]),
        (
            BookingState.HELD,
            SlipVerdict.REISSUE,
            1_000_000,
            ["bukan atas NPWP kami", "Rp\xa020.000"],
        ),
        (
            BookingState.HELD,
            SlipVerdict.TURNED_AWAY,
            1_000_000,
            ["tidak dapat kami pakai", "Rp\xa020.000"],
        ),
        (BookingState.HELD, SlipVerdict.UNREAD, 1_000_000, ["diperiksa tim kami", "Rp\xa020.000"]),
        (BookingState.BOOKED, SlipVerdict.BOOK, 700_000, ["diterima", "Rp\xa06.000"]),
        (BookingState.VERIFIED, SlipVerdict.BOOK, 1_000_000, ["sudah cocok dengan Coretax"]),
        (
            BookingState.CANCELLED,
            SlipVerdict.CANCELLED,
            1_000_000,
            ["Belum kami terima", "Rp\xa020.000"],
        ),
    ],
)
async def test_each_state_is_told_wherever_the_invoice_is_seen(
    table: Table, state: BookingState | None, verdict: SlipVerdict, base: int, words: list[str]
) -> None:
    chat = await seated(table)
    await issued(table, NUMBER)
    await announced(table)
    if state is not None:
        await came(table, state, verdict, base)
    for screen in (await at_invoice(chat), await at_faktur(chat), await at_why(chat)):
        for one in words:
            assert one in screen, screen.text
        assert ("Belum kami terima" in screen) is (base < 1_000_000 or state in _OPEN)


_OPEN = (BookingState.HELD, BookingState.CANCELLED)


async def test_a_paid_invoice_without_faktur_shows_it_at_why(table: Table) -> None:
    chat = await seated(table)
    await paid(table, NUMBER)
    assert "PPh 23</b>" not in (await at_why(chat)).text
    await announced(table)
    screen = await at_why(chat)
    assert "Bukti potong PPh 23" in screen
    assert "Belum kami terima" in screen


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        (SettlementKind.SETTLE, SettlementState.DUE, "sedang kami catat"),
        (SettlementKind.SETTLE, SettlementState.DONE, "tercatat sebagai pembayaran"),
        (SettlementKind.GIVE_BACK, SettlementState.ASKED, "pilih caranya"),
        (SettlementKind.REFUND, SettlementState.DUE, "sedang ditransfer"),
        (SettlementKind.REFUND, SettlementState.DONE, "sudah ditransfer"),
        (SettlementKind.CREDIT, SettlementState.DONE, "menjadi saldo kredit"),
        (SettlementKind.GIVE_BACK, SettlementState.TOO_LATE, "tidak dapat dikembalikan"),
    ],
)
async def test_what_its_slips_move_is_told(
    table: Table, kind: SettlementKind, state: SettlementState, words: str
) -> None:
    chat = await seated(table)
    await issued(table, NUMBER)
    said = await announced(table)
    await came(table, BookingState.BOOKED, SlipVerdict.BOOK)
    async with table.shop.work() as work:
        await work.dues.add(said, kind, state, Decimal(20_000), "X-1")
    assert words in await at_faktur(chat)
