"""What only the embedded portal does: telling, mailing, issuing; its schema."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import CursorResult, Select, insert, text
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.billing import InvoiceStatus
from assistant.domain.fakturs.paper import FakturSpecimen, NomorFaktur
from assistant.domain.portal import EventType, PortalError, PortalFailure
from assistant.domain.tickets import Attachment
from assistant.portal.embedded import EmbeddedPortal, open_admin, open_portal, reading, tables
from tests.portal.embedded_world import EmbeddedWorld, account
from tests.portal.provider import ask, now, refusal, someone, tax, told


async def paid_invoice(world: EmbeddedWorld) -> str:
    owner = await world.admin.portal.create_client(someone())
    await world.admin.portal.set_tax_profile(owner.id, tax())
    number = await world.bill(owner.id, None, Decimal(1_250_000))
    await world.admin.pay(number)
    return number


# Events


async def test_an_event_is_told_at_once_and_signed(world: EmbeddedWorld) -> None:
    number = await paid_invoice(world)
    invoice = await world.admin.portal.find_invoice(number)
    assert invoice is not None
    assert [(e["type"], e["data"]) for e in world.assistant.events] == [
        ("invoice.paid", {"invoice": invoice.id})
    ]
    changes = await world.admin.portal.changes_since("")
    assert [event.id for event in changes.events] == [world.assistant.events[0]["id"]]


async def test_what_could_not_be_told_is_told_with_the_next_change(world: EmbeddedWorld) -> None:
    owner = await world.admin.portal.create_client(someone())
    numbers = [await world.bill(owner.id, None, Decimal(10_000)) for _ in range(3)]
    await world.assistant.stop()
    await world.admin.pay(numbers[0])
    await world.admin.cancel(numbers[1])
    assert world.assistant.events == []
    await world.assistant.start()
    await world.admin.pay(numbers[2])
    types = [event["type"] for event in world.assistant.events]
    assert types == ["invoice.paid", "invoice.cancelled", "invoice.paid"]
    assert await world.admin.flush_events() == 0


@pytest.mark.parametrize("answer", [401, 500, 503])
async def test_an_event_that_was_not_taken_waits(world: EmbeddedWorld, answer: int) -> None:
    world.assistant.answer = answer
    await paid_invoice(world)
    world.assistant.answer = 200
    assert world.assistant.events == []
    assert await world.admin.flush_events() == 1
    assert len(world.assistant.events) == 1


async def test_with_a_wrong_secret_nothing_is_taken_and_nothing_is_lost(
    world: EmbeddedWorld,
) -> None:
    wrong = {**world.settings, "ASSISTANT_PORTAL_EVENTS_SECRET": "bukan-rahasia-yang-sama"}
    owner = await world.admin.portal.create_client(someone())
    number = await world.bill(owner.id, None, Decimal(10_000))
    async with open_admin(wrong, clock=world.clock) as admin:
        await admin.pay(number)
    assert world.assistant.events == []
    assert await world.admin.flush_events() == 1


async def test_a_change_that_fails_tells_nothing(world: EmbeddedWorld) -> None:
    number = await paid_invoice(world)
    mark = await now(world.admin.portal)
    assert await refusal(world.admin.pay(number)) is PortalFailure.REFUSED
    assert await refusal(world.admin.cancel(number)) is PortalFailure.REFUSED
    assert await told(world.admin.portal, mark) == []


async def test_an_event_whose_commit_is_late_is_not_skipped(world: EmbeddedWorld) -> None:
    """A transaction that took its number first and commits last must still be read."""
    store = world.admin.portal.store
    entered, leave = asyncio.Event(), asyncio.Event()

    async def late() -> None:
        async with store.changing() as change:
            change.tell(EventType.INVOICE_PAID, invoice="1")
            await change.write_outgoing(store.new_id)
            change._events.clear()
            entered.set()
            await leave.wait()

    async def quick() -> None:
        async with store.changing() as change:
            change.tell(EventType.INVOICE_PAID, invoice="2")

    slow = asyncio.create_task(late())
    await entered.wait()
    fast = asyncio.create_task(quick())
    changes = await world.admin.portal.changes_since("")
    leave.set()
    await asyncio.gather(slow, fast)
    seen = [*changes.events, *(await world.admin.portal.changes_since(changes.mark)).events]
    assert [event.data["invoice"] for event in seen] == ["1", "2"]


async def test_at_most_500_changes_come_at_once(world: EmbeddedWorld) -> None:
    async with world.admin.portal.store.changing() as change:
        for number in range(501):
            change.tell(EventType.INVOICE_PAID, invoice=str(number))
    first = await world.admin.portal.changes_since("")
    second = await world.admin.portal.changes_since(first.mark)
    assert (len(first.events), len(second.events)) == (500, 1)
    numbers = [int(event.data["invoice"]) for event in (*first.events, *second.events)]
    assert numbers == list(range(501))


# Mail


async def test_the_password_mail_says_which_account_and_has_a_link(world: EmbeddedWorld) -> None:
    await world.admin.portal.create_client(someone(company="Toko “Rudi” & {brand} 🧁"))
    (mail,) = world.mailbox.to("rudi@contoh.example")
    words = mail.get_content()
    assert mail["Subject"] == "Atur kata sandi akun CloudKilat Anda"
    assert "Toko “Rudi” & {brand} 🧁" in words
    link = re.search(r"https://portal\.cloudkilat\.example/password/reset/([\w-]{43})\b", words)
    assert link is not None
    async with world.admin.portal.store.reading() as connection:
        kept = (await connection.execute(text("select * from portal.mail"))).mappings().one()
        digests = await connection.execute(text("select token_sha256 from portal.password_link"))
        assert link.group(1) not in digests.scalars().all()
    assert (kept["body"], kept["sent_at"] is not None) == ("", True)


async def test_a_mail_waits_for_the_mail_server(world: EmbeddedWorld) -> None:
    await asyncio.to_thread(world.mailbox.stop)
    made = await world.admin.portal.create_client(someone())
    assert made.email == "rudi@contoh.example"
    assert world.mailbox.mails == []
    await asyncio.to_thread(world.mailbox.start)
    await world.admin.portal.create_client(someone("lain@contoh.example"))
    assert [mail["To"] for mail in world.mailbox.mails] == [
        "rudi@contoh.example",
        "lain@contoh.example",
    ]
    await world.admin.portal.outgoing.flush()
    assert len(world.mailbox.mails) == 2


async def test_an_address_that_refuses_mail_does_not_hold_up_the_others(
    world: EmbeddedWorld,
) -> None:
    world.mailbox.refuse = {"rudi@contoh.example"}
    await world.admin.portal.create_client(someone())
    await world.admin.portal.create_client(someone("lain@contoh.example"))
    assert [mail["To"] for mail in world.mailbox.mails] == ["lain@contoh.example"]


async def test_two_who_flush_at_once_send_a_mail_once(world: EmbeddedWorld) -> None:
    await asyncio.to_thread(world.mailbox.stop)
    for number in range(3):
        await world.admin.portal.create_client(someone(f"rudi{number}@contoh.example"))
    await asyncio.to_thread(world.mailbox.start)
    outgoing = world.admin.portal.outgoing
    sent = await asyncio.gather(outgoing.flush_mails(), outgoing.flush_mails())
    assert sum(sent) == 3
    assert len({mail["To"] for mail in world.mailbox.mails}) == len(world.mailbox.mails) == 3


# Invoices


async def test_of_two_admins_who_mark_an_invoice_paid_one_does(world: EmbeddedWorld) -> None:
    owner = await world.admin.portal.create_client(someone())
    number = await world.bill(owner.id, None, Decimal(10_000))
    async with open_admin(world.settings, clock=world.clock) as colleague:
        results = await asyncio.gather(
            world.admin.pay(number), colleague.pay(number), return_exceptions=True
        )
    assert [type(result) for result in results if result] == [PortalError]
    paid = [event for event in world.assistant.events if event["type"] == "invoice.paid"]
    assert len({event["id"] for event in paid}) == 1


async def test_numbers_of_invoices_have_no_gap_and_begin_anew_each_year(
    world: EmbeddedWorld,
) -> None:
    owner = await world.admin.portal.create_client(someone())
    assert await refusal(world.admin.bill(owner.id, "domain-9", Decimal(1))) is (
        PortalFailure.NOT_FOUND
    )
    numbers = await asyncio.gather(*(world.bill(owner.id, None, Decimal(10)) for _ in range(8)))
    assert sorted(numbers) == [f"INV-2026-{n:06}" for n in range(1, 9)]
    world.clock.now = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # New Year in Jakarta
    number = await world.bill(owner.id, None, Decimal(10))
    assert number == "INV-2027-000001"
    invoice = await world.admin.portal.find_invoice(number)
    assert invoice is not None
    assert invoice.issued.isoformat() == "2027-01-01"


async def test_an_invoice_is_overdue_from_the_day_after_it_was_due(world: EmbeddedWorld) -> None:
    owner = await world.admin.portal.create_client(someone())
    number = await world.bill(owner.id, None, Decimal(10_000))
    statuses = []
    for _ in range(9):
        invoice = await world.admin.portal.find_invoice(number)
        assert invoice is not None
        statuses.append(invoice.status)
        world.clock.turn(timedelta(days=1))
    assert statuses == [InvoiceStatus.UNPAID] * 8 + [InvoiceStatus.OVERDUE]


async def test_a_draft_blocks_nothing(world: EmbeddedWorld) -> None:
    owner = await world.admin.portal.create_client(someone())
    day = world.clock().date()
    async with world.admin.portal.store.changing() as change:
        row = {"number": "INV-2026-900000", "client_id": int(owner.id), "status": "draft"}
        row |= {"issued": day, "due": day, "tax": Decimal(0)}
        await change.connection.execute(insert(tables.invoice).values(row))
    invoice = await world.admin.portal.find_invoice("INV-2026-900000")
    assert invoice is not None
    assert invoice.status is InvoiceStatus.DRAFT
    assert await world.admin.portal.blocking_invoices(owner.id) == []


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(amount=st.decimals(min_value="0.01", max_value="999999999999", places=2))
async def test_any_amount_is_billed_with_its_ppn(world: EmbeddedWorld, amount: Decimal) -> None:
    portal = world.admin.portal
    owner = await portal.find_client("rudi@contoh.example") or await portal.create_client(someone())
    invoice = await portal.find_invoice(await world.bill(owner.id, None, amount))
    assert invoice is not None
    assert invoice.subtotal == amount
    assert invoice.tax == invoice.tax.to_integral_value()
    assert abs(invoice.tax - amount * 11 / 100) <= Decimal("1.1")


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity", "1e12"])
async def test_what_is_no_amount_is_not_billed(world: EmbeddedWorld, amount: str) -> None:
    owner = await world.admin.portal.create_client(someone())
    call = world.admin.bill(owner.id, None, Decimal(amount))
    assert await refusal(call) is PortalFailure.REFUSED


# Faktur


async def test_a_faktur_is_drawn_and_handed_over(world: EmbeddedWorld) -> None:
    number = await paid_invoice(world)
    issued = await world.admin.issue(number)
    ((name, pdf),) = world.assistant.fakturs
    assert pdf.startswith(b"%PDF-")
    assert NomorFaktur.parse(issued["number"]).kode_transaksi == "04"
    pattern = rf"OutputTaxInvoice-[0-9a-f-]{{36}}-0012345674012000-{issued['number']}-\d{{16}}\.pdf"
    assert re.fullmatch(pattern, name)
    assert name == issued["filename"]
    invoices = (await account(world, "rudi@contoh.example"))["invoices"]
    assert isinstance(invoices, list)
    assert [one["faktur"] for one in invoices] == [issued["number"]]


async def test_an_invoice_keeps_the_number_of_its_faktur(world: EmbeddedWorld) -> None:
    number = await paid_invoice(world)
    first, second = await asyncio.gather(world.admin.issue(number), world.admin.issue(number))
    assert first["number"] == second["number"]
    one, two = (pdf for _, pdf in world.assistant.fakturs)
    assert one == two


async def test_faulty_specimens_name_another_buyer_or_amount_and_do_not_count(
    world: EmbeddedWorld,
) -> None:
    drawn: list[FakturSpecimen] = []

    def draw(spec: FakturSpecimen) -> bytes:
        drawn.append(spec)
        return b"%PDF-1.7 a test"

    number = await paid_invoice(world)
    async with open_admin(world.settings, draw=draw, clock=world.clock) as admin:
        await admin.issue(number, swap_buyer=True)
        await admin.issue(number, wrong_amount=True)
        invoices = (await account(world, "rudi@contoh.example"))["invoices"]
        assert isinstance(invoices, list)
        assert [one["faktur"] for one in invoices] == [None]
        await admin.issue(number)
    swapped, wrong, right = drawn
    assert right.buyer.npwp == "0012345674012000"
    assert swapped.buyer.npwp != right.buyer.npwp
    assert swapped.dpp == right.dpp
    assert wrong.buyer == right.buyer
    assert wrong.dpp - right.dpp > 25
    assert right.reference == number
    assert [right.harga_jual, right.ppn] == [Decimal(1_250_000), Decimal(137_500)]
    assert {spec.number for spec in drawn} == {right.number}
    assert right.date.isoformat() == "2026-11-23"


async def test_a_faktur_that_nobody_took_can_be_issued_again(world: EmbeddedWorld) -> None:
    number = await paid_invoice(world)
    await world.assistant.stop()
    assert await refusal(world.admin.issue(number)) is PortalFailure.UNAVAILABLE
    await world.assistant.start()
    world.assistant.answer = 422
    assert await refusal(world.admin.issue(number)) is PortalFailure.REFUSED
    world.assistant.answer = 200
    await world.admin.issue(number)
    assert len(world.assistant.fakturs) == 1


async def test_without_payment_or_tax_number_there_is_no_faktur(world: EmbeddedWorld) -> None:
    owner = await world.admin.portal.create_client(someone())
    number = await world.bill(owner.id, None, Decimal(10_000))
    assert await refusal(world.admin.issue(number)) is PortalFailure.REFUSED
    await world.admin.pay(number)
    assert await refusal(world.admin.issue(number)) is PortalFailure.REFUSED
    assert await refusal(world.admin.issue("INV-2026-999999")) is PortalFailure.NOT_FOUND
    assert world.assistant.fakturs == []


async def test_without_a_seller_issuing_says_what_to_set(world: EmbeddedWorld) -> None:
    number = await paid_invoice(world)
    bare = {name: value for name, value in world.settings.items() if "SELLER" not in name}
    async with open_admin(bare, clock=world.clock) as admin:
        with pytest.raises(PortalError, match="ASSISTANT_SELLER_NAME"):
            await admin.issue(number)


# The schema


async def test_many_may_make_the_schema_at_once(database_url: str) -> None:
    async def visit() -> int:
        async with open_portal({"ASSISTANT_DATABASE_URL": database_url}) as portal:
            return len(await portal.departments())

    assert await asyncio.gather(*(visit() for _ in range(4))) == [3] * 4


async def test_a_schema_of_a_newer_release_is_left_alone(portal: EmbeddedPortal) -> None:
    async with portal.store.changing() as change:
        await change.connection.execute(text("update portal.version set version = 999"))
    url = portal.store.engine.url.render_as_string(hide_password=False)
    with pytest.raises(PortalError, match="release 999"):
        async with open_portal({"ASSISTANT_DATABASE_URL": url}):
            pass


async def test_a_schema_of_an_older_release_is_brought_forward(portal: EmbeddedPortal) -> None:
    made = await portal.create_client(someone())
    async with portal.store.changing() as change:
        for old in (
            "drop table portal.attachment, portal.client_note",
            "alter table portal.invoice drop column currency",
            "update portal.version set version = 1",
        ):
            await change.connection.execute(text(old))
    url = portal.store.engine.url.render_as_string(hide_password=False)
    for _ in range(2):
        async with open_portal({"ASSISTANT_DATABASE_URL": url}) as newer:
            await newer.add_note(made.id, "Masih ada.")
            assert await newer.client(made.id) == made


async def test_a_months_payments_are_found_without_reading_every_bill(
    portal: EmbeddedPortal,
) -> None:
    """Also in a schema that release 5 made."""
    someone_ = int((await portal.create_client(someone())).id)
    url = portal.store.engine.url.render_as_string(hide_password=False)
    async with portal.store.changing() as change:
        for old in (
            "drop index portal.ix_invoice_paid_at",
            "update portal.version set version = 5",
        ):
            await change.connection.execute(text(old))
    async with (
        open_portal({"ASSISTANT_DATABASE_URL": url}) as newer,
        newer.store.changing() as change,
    ):
        bills = (
            "insert into portal.invoice (number, client_id, status, issued, due, paid_at, tax)"
            " select 'INV-' || n, :client, 'paid', '2026-01-01', '2026-01-01',"
            " timestamptz '2020-01-01' + n * interval '3 hours', 0 from generate_series(1, 20000) n"
        )
        await change.connection.execute(text(bills), {"client": someone_})
        await change.connection.execute(text("analyze portal.invoice"))
        begins = datetime(2026, 1, 1, tzinfo=UTC)
        query = reading.paid(begins, begins + timedelta(days=31))
        words = str(query.compile(dialect=dialect(), compile_kwargs={"literal_binds": True}))
        plan = (await change.connection.execute(text(f"explain {words}"))).scalars().all()
    assert not [line for line in plan if "Seq Scan" in line]
    assert [line for line in plan if "ix_invoice_paid_at" in line]


async def test_a_database_that_is_not_there_is_unavailable() -> None:
    url = "postgresql+asyncpg://nobody@/nothing?host=/nonexistent&port=5432"
    with pytest.raises(PortalError) as caught:
        async with open_portal({"ASSISTANT_DATABASE_URL": url}):
            pass
    assert caught.value.code is PortalFailure.UNAVAILABLE


async def test_every_table_says_what_a_row_is() -> None:
    assert [name for name, table in tables.metadata.tables.items() if not table.comment] == []


async def test_ticket_numbers_do_not_repeat_even_when_chance_does(world: EmbeddedWorld) -> None:
    portal = world.admin.portal
    owner = await portal.create_client(someone())
    first = await ask(portal, owner)
    chance = iter([int(first.number.removeprefix("#")) - 100_000] * 2 + [7])
    portal.below = lambda _: next(chance)
    second = await ask(portal, owner)
    assert second.number == "#100007"


async def test_another_email_is_an_event_with_the_id_alone(world: EmbeddedWorld) -> None:
    portal = world.admin.portal
    made = await portal.create_client(someone("a@contoh.example"))
    await portal.create_client(someone("b@contoh.example"))
    mark = (await portal.changes_since("")).mark
    await world.admin.set_email("a@contoh.example", "Baru@Contoh.example")
    (event,) = (await portal.changes_since(mark)).events
    assert (event.type, event.data) == (EventType.CLIENT_CHANGED, {"client": made.id})
    assert (await portal.client(made.id)).email == "baru@contoh.example"
    with pytest.raises(PortalError):
        await world.admin.set_email(made.id, "b@contoh.example")


# Reading


class Meanwhile:
    """A connection; after each question to it something happens elsewhere."""

    def __init__(self, connection: AsyncConnection, happen: Callable[[], Awaitable[None]]) -> None:
        self._connection = connection
        self._happen = happen

    async def execute(self, query: Select[Any]) -> CursorResult[Any]:
        answer = await self._connection.execute(query)
        await self._happen()
        return answer


async def test_an_answer_that_comes_while_a_ticket_is_read_has_its_files(
    world: EmbeddedWorld,
) -> None:
    portal = world.admin.portal
    ref = await ask(portal, await portal.create_client(someone()))

    async def answered() -> None:
        await world.reply(ref, "Lihat gambar", [Attachment("panduan.png", b"\x89PNG")])

    async with portal.store.reading() as connection:
        meanwhile = cast(AsyncConnection, Meanwhile(connection, answered))
        [ticket] = await reading.tickets(meanwhile, tables.ticket.c.id == int(ref.id))
    assert ticket.replies
    assert [len(reply.attachments) for reply in ticket.replies] == [1] * len(ticket.replies)
