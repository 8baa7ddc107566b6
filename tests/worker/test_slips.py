"""Slips from the chat: judged, booked once, paid with or given back, and what people hear."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from assistant.documents.slip_reader import SlipReader
from assistant.domain.acting.model import Act
from assistant.domain.billing import InvoiceStatus
from assistant.domain.withholding.expecting import take_back
from assistant.domain.withholding.keeping import (
    RefundAccount,
    SettlementKind,
    SettlementState,
    SlipSettings,
)
from assistant.domain.withholding.model import BookingState, NoSlip, PaidHow, SlipStatus
from assistant.domain.withholding.refunding import asked_back, choose_credit, choose_refund
from assistant.storage import tables as t
from assistant.storage.tables import withholding as w
from sandbox.slip_specimen import Mistake, spoiled, write_slip
from tests.worker.conftest import BUDI, RINA, SITI, Office
from tests.worker.slips import US, Desk, several, slip_for


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


async def news(office: Office, channel: str) -> list[tuple[str, dict[str, Any]]]:
    async with office.shop.work() as work:
        query = select(t.delivery).where(t.delivery.c.channel == channel).order_by(t.delivery.c.id)
        return [(row.payload["key"], row.payload) for row in await work.connection.execute(query)]


async def heard(office: Office) -> list[str]:
    """The keys inside what the customer was told about slips."""
    found = []
    for key, payload in await news(office, "telegram"):
        if key == "ntf-buktipotong":
            found += [said["say"] for said in payload["args"]["said"]]
        elif "buktipotong" in key:
            found.append(key)
    return found


# Booked and paid


async def test_paid_net_the_slip_pays_the_rest(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    await desk.office.portal.add_payment(
        invoice.id, invoice.total - owed.amount, gateway="transfer", transaction="TRF"
    )
    assert await desk.send(slip_for(owed)) == "booked:book"
    await desk.settle(invoice)
    now = await desk.office.portal.invoice(invoice.id)
    assert now.status is InvoiceStatus.PAID
    assert sum(one.amount for one in await desk.office.portal.payments(invoice.id)) == now.total
    assert [(one.kind, one.state, one.amount) for one in await desk.dues()] == [
        (SettlementKind.SETTLE, SettlementState.DONE, Decimal(20_000))
    ]
    said = await heard(desk.office)
    assert said[:2] == ["buktipotong-verdict-book", "buktipotong-for"]
    assert said[-1] == "ntf-buktipotong-settled"


async def test_settling_again_and_again_pays_once(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    await desk.send(slip_for(owed))
    for _ in range(3):
        await desk.settle(invoice)
    assert [one.amount for one in await desk.office.portal.payments(invoice.id)] == [20_000]
    assert (await desk.office.portal.invoice(invoice.id)).status is InvoiceStatus.UNPAID


async def test_the_same_bytes_a_hundred_times_are_one_slip(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    content = desk.reader.write(slip_for(owed))
    first, *others = [await desk.send(content) for _ in range(12)]
    assert first == "booked:book"
    assert {one.partition(":")[0] for one in others} == {"known"}
    assert len(await desk.kept()) == 1


async def test_a_real_pdf_is_read_and_booked(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    async with SlipReader(workers=1) as reader:
        desk.reader = reader
        wrong = spoiled(slip_for(owed), Mistake.BASE_DPP)
        assert await desk.send(write_slip(wrong)) == "held:amend"
        right = replace(slip_for(owed), status=SlipStatus.AMENDED, version=1)
        assert await desk.send(write_slip(right)) == "replaced:book"
    said = await heard(desk.office)
    assert said[:2] == ["buktipotong-verdict-amend", "buktipotong-wrong-base-dpp"]


async def test_a_slip_nobody_announced_is_matched_and_announces_itself(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.owed(invoice)
    assert await desk.send(slip_for(owed)) == "booked:book"
    async with desk.office.shop.work() as work:
        said = await work.withholding.announcement(invoice.id)
    assert said is not None
    assert said.stands
    assert said.paid_how is PaidHow.NET


async def test_one_slip_for_two_invoices_pays_into_both(desk: Desk) -> None:
    client = await desk.company()
    invoices = [await desk.hosting(client, 1_000_000), await desk.hosting(client, 500_000)]
    owed = [one for invoice in invoices for one in await desk.owed(invoice)]
    assert await desk.send(several(owed)) == "booked:book"
    await desk.settle(*invoices)
    paid = [await desk.office.portal.payments(invoice.id) for invoice in invoices]
    assert [[one.amount for one in some] for some in paid] == [[20_000], [10_000]]


async def test_two_slips_for_one_invoice_are_booked_when_both_are_here(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    parts = [
        replace(slip_for(owed, number), base=Decimal(base), amount=Decimal(base) / 50)
        for number, base in (("2600A1B2C", 700_000), ("2600A1B2D", 300_000))
    ]
    assert await desk.send(parts[0]) == "held:part"
    assert await desk.send(parts[1]) == "booked:book"
    assert {one.booking.state for one in await desk.kept()} == {BookingState.BOOKED}
    await desk.settle(invoice)
    assert sum(one.amount for one in await desk.office.portal.payments(invoice.id)) == 20_000


# What is wrong


@pytest.mark.parametrize(
    ("mistake", "outcome", "told"),
    [
        (Mistake.PAYEE, "held:reissue", "buktipotong-verdict-reissue"),
        (Mistake.BASE_PPN, "held:amend", "buktipotong-wrong-base-with-ppn"),
        (Mistake.RATE, "held:amend", "buktipotong-wrong-rate-double"),
        (Mistake.COMPANY, "not-kept:another-company", "buktipotong-verdict-another-company"),
        (Mistake.DRAFT, "not-kept:draft", "buktipotong-verdict-draft"),
        (Mistake.NEIGHBOUR, "held:finance", "buktipotong-wrong-code-neighbour"),
    ],
)
async def test_a_wrong_slip_is_not_booked_and_its_sender_reads_why(
    desk: Desk, mistake: Mistake, outcome: str, told: str
) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    assert await desk.send(spoiled(slip_for(owed), mistake)) == outcome
    assert told in await heard(desk.office)
    await desk.settle(invoice)
    assert await desk.office.portal.payments(invoice.id) == []


async def test_anothers_slip_is_not_for_ones_own_invoices(desk: Desk) -> None:
    """Not even where it names one of the other company's: nothing is told of it."""
    await desk.company()
    other = await desk.company(SITI, "siti@lain.example", "PT Lain")
    invoice = await desk.hosting(other)
    (owed,) = await desk.say(invoice, PaidHow.NET, SITI)
    stranger = replace(slip_for(owed).withholder, npwp="0098765431441000")
    foreign = replace(slip_for(owed), withholder=stranger)
    assert await desk.send(foreign, BUDI) == "not-kept:another-company"


async def test_a_cancelled_slip_is_unbooked_and_stays_so(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    good = slip_for(owed)
    await desk.send(good)
    await desk.settle(invoice)
    assert await desk.send(spoiled(good, Mistake.CANCELLED)) == "reopened:cancelled"
    (kept,) = await desk.kept()
    assert kept.booking.state is BookingState.CANCELLED
    assert "bp-undone-moved" in [key for key, _ in await news(desk.office, "staff")]
    assert (await desk.send(replace(good, signer="ULANG"))).startswith("older")
    assert (await desk.kept())[0].booking.state is BookingState.CANCELLED


async def test_an_amended_slip_takes_the_place_of_the_first(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    good = slip_for(owed)
    await desk.send(good)
    amended = replace(good, status=SlipStatus.AMENDED, version=1)
    assert await desk.send(amended) == "replaced:book"
    await desk.settle(invoice)
    assert len(await desk.kept()) == 1
    assert sum(one.amount for one in await desk.office.portal.payments(invoice.id)) == 20_000


# Other files


@pytest.mark.parametrize(
    ("code", "to_people"),
    [(NoSlip.FAKTUR, False), (NoSlip.OTHER, True), (NoSlip.NO_TEXT, True), (NoSlip.SPT, False)],
)
async def test_what_is_no_slip_is_told_by_name_and_perhaps_shown_to_people(
    desk: Desk, code: NoSlip, to_people: bool
) -> None:
    await desk.company()
    assert await desk.send(code) == f"no-slip:{code}"
    ((key, payload),) = [
        one for one in await news(desk.office, "telegram") if "buktipotong" in one[0]
    ]
    assert key == "ntf-buktipotong-file"
    assert payload["args"]["said"]["say"].startswith("buktipotong-file-")
    asked = [key for key, _ in await news(desk.office, "staff")]
    assert (asked == ["bp-file"]) is to_people


async def test_a_zip_becomes_its_slips(desk: Desk) -> None:
    client = await desk.company()
    invoices = [await desk.hosting(client, amount) for amount in (1_000_000, 700_000)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for at, invoice in enumerate(invoices):
            (owed,) = await desk.owed(invoice)
            content = desk.reader.write(slip_for(owed, f"2600A1B2{at}"))
            archive.writestr(f"bupot-{at}.pdf", content)
    assert await desk.send(packed.getvalue(), name="bupot.zip") == "unpacked:2"
    await desk.read_all()
    assert [one.booking.state for one in await desk.kept()] == [BookingState.BOOKED] * 2


async def test_a_damaged_zip_is_said_to_be_one(desk: Desk) -> None:
    await desk.company()
    assert (await desk.send(b"PK\x03\x04broken")).startswith("refused:zip-")


# Paid in full


async def test_paid_in_full_the_tax_is_refunded_and_ticked_off(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    await desk.pay(invoice)
    (owed,) = await desk.owed(invoice)
    assert await desk.send(slip_for(owed)) == "booked:book"
    await desk.settle(invoice)
    (due,) = await desk.dues()
    assert (due.kind, due.state, due.amount) == (
        SettlementKind.GIVE_BACK, SettlementState.ASKED, 20_000,
    )  # fmt: skip
    async with desk.office.shop.work() as work:
        asked = await asked_back(work, BUDI, str(due.id))
        assert asked is not None
        account = RefundAccount("BCA", "PT MAJU JAYA", "0123456789")
        await choose_refund(work, BUDI, asked, account)
        assert await asked_back(work, BUDI, str(due.id)) is None
    key, payload = (await news(desk.office, "staff"))[-1]
    assert key == "bp-money-refund"
    assert "0123456789" in str(payload)
    async with desk.office.shop.work() as work:
        wanted = await work.acts.want(RINA, "Rina", Act.MONEY_MOVED, str(due.id), "", _place())
    await desk.office.finance.act(str(wanted.id))
    await desk.office.finance.act(str(wanted.id))
    (due,) = await desk.dues()
    assert due.state is SettlementState.DONE
    assert (await heard(desk.office)).count("ntf-buktipotong-refunded") == 1
    (row,) = await desk.office.do(_accounts)
    assert row.delete_after is not None


def _place() -> Any:
    from assistant.domain.words import Place

    return Place.FINANCE


async def _accounts(work: Any) -> list[Any]:
    return list(await work.connection.execute(select(w.refund_account)))


async def test_credit_is_given_at_the_portal_once(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    await desk.pay(invoice)
    (owed,) = await desk.owed(invoice)
    await desk.send(slip_for(owed))
    await desk.settle(invoice)
    (due,) = await desk.dues()
    async with desk.office.shop.work() as work:
        await choose_credit(work, BUDI, due)
    for _ in range(2):
        await desk.settle(invoice)
    assert [one.amount for one in await desk.office.portal.credits(client.id)] == [20_000]
    assert (await heard(desk.office)).count("ntf-buktipotong-credited") == 1


async def test_a_person_settles_where_the_provider_wants_it_so(desk: Desk) -> None:
    desk.settings = SlipSettings(US, settle_at_portal=False)
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    await desk.send(slip_for(owed))
    await desk.jobs.settle(invoice.id)
    assert await desk.office.portal.payments(invoice.id) == []
    assert "bp-money-settle" in [key for key, _ in await news(desk.office, "staff")]


# People decide


async def test_finance_accepts_what_is_lawful_but_otherwise(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    await desk.send(spoiled(slip_for(owed), Mistake.NEIGHBOUR))
    (kept,) = await desk.kept()
    key, _ = (await news(desk.office, "staff"))[-1]
    assert key == "bp-card"
    async with desk.office.shop.work() as work:
        wanted = await work.acts.want(RINA, "Rina", Act.SLIP_ACCEPT, str(kept.id), "", _place())
    await desk.office.finance.act(str(wanted.id))
    await desk.jobs.decide(str(wanted.id))
    await desk.settle(invoice)
    assert (await desk.kept())[0].booking.state is BookingState.BOOKED
    assert [one.amount for one in await desk.office.portal.payments(invoice.id)] == [20_000]
    assert "ntf-buktipotong-accepted" in await heard(desk.office)


async def test_what_is_announced_can_be_taken_back_until_a_slip_is_booked(desk: Desk) -> None:
    client = await desk.company()
    invoice = await desk.hosting(client)
    (owed,) = await desk.say(invoice, PaidHow.NET)
    async with desk.office.shop.work() as work:
        assert await take_back(work, BUDI, invoice.id)
        assert not await take_back(work, BUDI, invoice.id)
    await desk.say(invoice, PaidHow.FULL)
    await desk.send(slip_for(owed))
    async with desk.office.shop.work() as work:
        assert not await take_back(work, BUDI, invoice.id)
