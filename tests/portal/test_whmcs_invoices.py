"""Invoices of WHMCS as they really are: tax inside the lines, other currencies, numbers of the
provider's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import Client
from assistant.portal.whmcs import WhmcsPortal, mapping
from assistant.portal.whmcs.inclusive import net_amounts
from assistant.portal.whmcs.numbers import MOST_CALLS
from sandbox.whmcs.admin import Line, write_invoice
from tests.portal.provider import someone
from tests.portal.test_whmcs import answering, elsewhere
from tests.portal.whmcs_world import WhmcsWorld, whmcs_world

ZONE = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 25)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[WhmcsWorld]:
    async with whmcs_world(tmp_path) as world:
        yield world
        assert world.whmcs.complaints == []


@pytest.fixture
def portal(world: WhmcsWorld) -> WhmcsPortal:
    return world.portal


def line(
    amount: object, *, taxed: object = 1, type_: str = "Hosting", relid: int = 9
) -> dict[str, Any]:
    return {
        "type": type_, "relid": relid, "amount": str(amount), "taxed": taxed, "description": "x",
    }  # fmt: skip


def answer(subtotal: object, tax: object, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "invoiceid": "5", "invoicenum": "", "userid": "7", "date": "2026-11-01",
        "duedate": "2026-11-08", "datepaid": "2026-11-05 10:00:00", "subtotal": str(subtotal),
        "tax": str(tax), "tax2": "0.00", "status": "Paid", "items": {"item": list(lines)}, **more,
    }  # fmt: skip


def amounts(said: dict[str, Any]) -> tuple[list[Decimal], Decimal, Decimal]:
    invoice = mapping.invoice(said, ZONE, TODAY)
    return [item.amount for item in invoice.items], invoice.subtotal, invoice.total


class TestTaxInsideTheLines:
    @pytest.mark.parametrize(
        ("subtotal", "tax", "lines", "net"),
        [
            ("100000.00", "11000.00", [line(111_000)], [100_000]),
            ("100000.00", "11000.00", [line(100_000)], [100_000]),
            ("90090.09", "9909.91", [line(100_000)], [Decimal("90090.09")]),
            ("300000", "33000", [line(111_000)] * 3, [100_000] * 3),
            # No share is a whole rupiah by itself; together they are.
            ("100", "11", [line(37)] * 3, [33, 34, 33]),
            # What is taken off stands in the lines with its tax, too.
            ("200000", "22000", [line(333_000), line(-111_000, type_="PromoHosting")], [200_000]),
            # A line that is not taxed is what it says.
            ("150000", "11000", [line(111_000), line(50_000, taxed="0", relid=0)],
             [100_000, 50_000]),
            # An installation that does not say which lines are taxed.
            ("100000", "11000", [line(111_000, taxed="0")], [100_000]),
            # A credit was used: the total is less, and neither net nor tax.
            ("100000", "11000", [line(111_000)], [100_000]),
            # Two taxes.
            ("100000", "10000", [line(111_000)], [100_000]),
            ("0", "0", [line(0)], [0]),
            ("100000", "0", [line(100_000)], [100_000]),
        ],
    )  # fmt: skip
    def test_lines_add_up_to_the_subtotal(
        self, subtotal: str, tax: str, lines: list[dict[str, Any]], net: list[object]
    ) -> None:
        more = {"tax2": "1000.00"} if tax == "10000" else {}
        found, whole, _ = amounts(answer(subtotal, tax, *lines, credit="5000.00", **more))
        assert found == net
        assert whole == Decimal(subtotal)

    @given(
        prices=st.lists(st.integers(1, 10**9), min_size=1, max_size=12),
        rate=st.sampled_from([11, 12, 10, 1]),
    )
    def test_shares_of_any_lines_add_up_and_stay_near_their_own(
        self, prices: list[int], rate: int
    ) -> None:
        gross = sum(prices)
        net = round(gross / (1 + rate / 100))
        said = answer(net, gross - net, *(line(price) for price in prices))
        shares = net_amounts(said, said["items"]["item"])
        if net < gross:
            assert sum(shares) == net
        assert all(share == share.to_integral_value() for share in shares)
        for price, share in zip(prices, shares, strict=True):
            assert abs(share - Decimal(price) * net / gross) <= 1

    async def test_an_invoice_of_such_an_installation_is_read_like_any_other(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        plain = await portal.find_invoice(await world.bill(owner.id, None, Decimal(333_333)))
        world.whmcs.set_up(oddities={"inclusive_tax": True})
        inside = await portal.find_invoice(await world.bill(owner.id, None, Decimal(333_333)))
        assert plain is not None
        assert inside is not None
        assert [(one.subtotal, one.tax, one.total) for one in (plain, inside)] == [
            (333_333, 36_667, 370_000)
        ] * 2

    async def test_many_lines_and_a_discount_keep_their_sum(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        world.whmcs.set_up(oddities={"inclusive_tax": True})
        owner = await portal.create_client(someone())
        lines = [Line(f"L{n}", Decimal(33_333 + n), discount=Decimal(n * 111)) for n in range(7)]
        made = await world.whmcs.inside.system.change(
            lambda change: write_invoice(change, int(owner.id), lines, "2026-11-01", "2026-11-08")
        )
        found = await portal.invoice(str(made["id"]))
        assert found.subtotal == sum(one.amount - one.discount for one in lines)
        assert len(found.items) == 7
        assert all(abs(i.amount - (o.amount - o.discount)) <= 2
                   for i, o in zip(found.items, lines, strict=True))  # fmt: skip


class TestCurrencies:
    @pytest.mark.parametrize(
        ("code", "currency"),
        [("IDR", "IDR"), ("idr", "IDR"), ("Rp", "IDR"), ("USD", "USD"), (" sgd ", "SGD"), ("", "")],
    )
    async def test_every_way_to_an_invoice_names_its_currency(
        self, world: WhmcsWorld, portal: WhmcsPortal, code: str, currency: str
    ) -> None:
        owner = await portal.create_client(someone())
        await world.whmcs.admin.set_currency(owner.id, code)
        paid, unpaid = [await world.bill(owner.id, None, Decimal(120)) for _ in range(2)]
        await world.set_invoice(paid, InvoiceStatus.PAID)
        now = datetime.now(UTC)
        listed = await portal.paid_invoices(
            now - timedelta(days=1), now + timedelta(days=1), owner.id
        )
        found = [
            await portal.invoice(paid),
            await portal.find_invoice(unpaid),
            *await portal.blocking_invoices(owner.id),
            *listed.invoices,
        ]
        assert [one and one.currency for one in found] == [currency] * 4

    async def test_where_nobody_says_it_is_not_taken_for_rupiah(self) -> None:
        def said(form: Any) -> dict[str, Any]:
            if form["action"] == "GetInvoice":
                return {"result": "success", **answer(100, 11, line(100))}
            return {"result": "error", "message": "Client Not Found"}

        async with answering(said) as url, elsewhere(url) as portal:
            found = await portal.invoice("5")
            assert (found.currency, found.in_rupiah) == ("", False)


class TestNumbers:
    async def many(self, world: WhmcsWorld, client: Client, count: int) -> list[str]:
        """So many paid invoices, each with a number of its own, and as many without."""
        system = world.whmcs.inside.system

        def write(change: Any) -> list[str]:
            numbers = []
            for n in range(count):
                lines = [Line("x", Decimal(100))]
                invoice = write_invoice(change, int(client.id), lines, "2020-01-01", "2020-01-08")
                number = f"KLT/{2020 + n // 500}/{n:05}"
                change.books.update("invoice", invoice["id"], invoicenum=number, status="Paid")
                numbers.append(number)
                write_invoice(change, int(client.id), lines, "2026-01-01", "2026-01-08")
            return numbers

        return await system.change(write)

    async def test_the_oldest_of_many_is_found_in_a_bounded_number_of_calls(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        numbers = await self.many(world, owner, 1_500)
        for number in (numbers[0], numbers[777], numbers[-1], numbers[500].lower()):
            before = len(world.whmcs.calls())
            found = await portal.find_invoice(number)
            assert found is not None
            assert found.number == number.upper()
            assert len(world.whmcs.calls()) - before < 15
        before = len(world.whmcs.calls())
        for number in ("KLT/2020/99999", "AAA", "ZZZ", "KLT/2021"):
            assert await portal.find_invoice(number) is None
        assert len(world.whmcs.calls()) - before <= 4 * MOST_CALLS

    async def test_a_paid_invoice_with_that_number_wins_over_an_unpaid_ones_id(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        paid, unpaid = [await world.bill(owner.id, None, Decimal(100)) for _ in range(2)]
        await world.set_invoice(paid, InvoiceStatus.PAID)
        await world.whmcs.admin.number(paid, unpaid)
        found = await portal.find_invoice(unpaid)
        assert found is not None
        assert (found.id, found.number, found.status) == (paid, unpaid, InvoiceStatus.PAID)
        assert await portal.find_invoice(paid) is None, "its id is not its number"

    async def test_of_two_with_one_number_the_paid_one_is_meant(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        first, second, third = [await world.bill(owner.id, None, Decimal(100)) for _ in range(3)]
        await world.set_invoice(second, InvoiceStatus.PAID)
        for id_ in (first, second, third):
            await world.whmcs.admin.number(id_, "INV-7")
        found = await portal.find_invoice("inv-7")
        assert found is not None
        assert found.id == second

    async def test_a_paid_id_wins_over_an_unpaid_number(
        self, world: WhmcsWorld, portal: WhmcsPortal
    ) -> None:
        owner = await portal.create_client(someone())
        paid, unpaid = [await world.bill(owner.id, None, Decimal(100)) for _ in range(2)]
        await world.set_invoice(paid, InvoiceStatus.PAID)
        await world.whmcs.admin.number(unpaid, paid)
        found = await portal.find_invoice(paid)
        assert found is not None
        assert found.id == paid

    async def test_a_list_in_no_order_that_we_know_is_read_from_its_newest_pages(self) -> None:
        """A server that passes over how the list is to be sorted."""
        numbers = [f"N-{(n * 37) % 100:03}" for n in range(100)]

        def page(form: Any) -> dict[str, Any]:
            if form["action"] == "GetInvoice":
                return {"result": "success", **answer(100, 11, line(100)), "invoicenum": "N-042",
                        "invoiceid": form["invoiceid"]}  # fmt: skip
            start, some = int(form["limitstart"]), int(form["limitnum"])
            lines = [
                {"id": n + 1, "invoicenum": number, "currencycode": "IDR"}
                for n, number in enumerate(numbers)
            ]
            return {"result": "success", "totalresults": 100,
                    "invoices": {"invoice": lines[start : start + some]}}  # fmt: skip

        async with answering(page) as url, elsewhere(url) as portal:
            found = await portal.find_invoice("n-042")
            assert found is not None
            assert found.id == str(numbers.index("N-042") + 1)


async def test_a_month_is_read_whole_from_a_server_that_caps_a_page() -> None:
    def page(form: Any) -> dict[str, Any]:
        start = int(form["limitstart"])
        lines = [
            {"id": n, "userid": 7, "date": "2026-11-01", "datepaid": "2026-11-05 10:00:00",
             "tax": "11", "currencycode": "IDR"}
            for n in range(95, 0, -1)
        ]  # fmt: skip
        some = lines[start : start + 25]
        return {"result": "success", "totalresults": "95", "invoices": {"invoice": some}}

    begins = datetime(2026, 11, 1, tzinfo=UTC)
    async with answering(page) as url, elsewhere(url) as portal:
        listed = await portal.paid_invoices(begins, begins + timedelta(days=30))
    assert (len(listed.invoices), listed.complete) == (95, True)
