"""A year of payments of all kinds: every rupiah has its end, and nothing is late unwarned.

What is paid, refunded, replaced, lost and answered for is drawn by a seed and played through the
use cases, a day at a time; what each payment must end as is known from the draw. 120 payments in
two months; ``ASSISTANT_YEAR_PAYMENTS=20000`` plays a year of so many.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from assistant.domain.billing import Invoice, InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.fakturs.model import KODE_RETAIL, FakturRequest
from assistant.domain.fakturs.paid import invoice_paid, invoice_undone, tax_profile_saved
from assistant.domain.finance.cases import open_case, replacement_came
from assistant.domain.finance.ends import End
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.finance.reminders import remind
from assistant.domain.finance.undoing import Cause
from assistant.domain.money import dpp_nilai_lain, ppn_due, whole
from assistant.domain.months import OfficeDays, faktur_deadline, months_after
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.storage.work import SqlWork
from tests.desk.finance_desk import Desk
from tests.things import client, invoice, tax

PAYMENTS = int(os.environ.get("ASSISTANT_YEAR_PAYMENTS", "120"))
FIRST, MONTHS = (1, 12) if "ASSISTANT_YEAR_PAYMENTS" in os.environ else (11, 2)
BEGINS = date(2026, FIRST, 1)
DAYS = (months_after(BEGINS, MONTHS) - BEGINS).days
LAST_DAY = months_after(BEGINS, MONTHS + 3)
KINDS = {
    "ordinary": 40, "government": 6, "bumn": 6, "consumer": 8, "npwp-later": 8, "never": 3,
    "lost": 5, "abroad": 3, "untaxed": 5, "undone-before": 3, "undone-after": 5, "part": 4,
    "replaced": 2, "part-replaced": 2,
}  # fmt: skip
KODES = {"government": "02", "bumn": "03"}
Step = Callable[[SqlWork], Awaitable[object]]


@dataclass
class Payment:
    """One payment as it was drawn, and the ends that it must have come to."""

    kind: str
    client: Client
    invoice: Invoice
    day: date
    part: Decimal
    """Rupiah before tax that are given back."""

    @property
    def ends(self) -> dict[End, Decimal | None]:
        total = self.invoice.total
        back = whole(self.part * total / self.invoice.subtotal)
        match self.kind:
            case "government":
                return {End.KODE_02: total}
            case "bumn":
                return {End.KODE_03: total}
            case "consumer":
                return {End.DIGUNGGUNG: total}
            case "never":
                return {End.HELD: total}
            case "abroad":
                return {End.HELD: None}
            case "untaxed":
                return {End.NOT_TAXED: total}
            case "undone-before" | "undone-after":
                return {End.UNDONE: total}
            case "part" | "part-replaced":
                return {End.UNDONE: back, End.KODE_04: total - back}
        return {End.KODE_04: total}


class Year:
    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.rng = desk, random.Random(seed)
        self.steps: dict[date, list[Step]] = defaultdict(list)
        self.payments: list[Payment] = []
        self.came: dict[str, date] = {}
        """When a PDF came for an invoice."""
        for number in range(PAYMENTS):
            self._draw(number)

    def _draw(self, number: int) -> None:
        rng = self.rng
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        bare = kind in ("consumer", "npwp-later", "never")
        who = f"{kind}-{rng.randrange(max(PAYMENTS // 200, 2))}"
        owner = client(who, f"{who}@contoh.example", who.upper(), None if bare else tax())
        self.desk.portal.clients[who] = owner
        price = Decimal(rng.choice((50_000, 150_000, 431_000, 999_999, 12_345_678)))
        billed = invoice(f"INV-{number}", owner=who, price=int(price), ppn=int(ppn_due(price)))
        day = BEGINS + timedelta(days=rng.randrange(DAYS))
        moment = datetime(day.year, day.month, day.day, rng.choice((1, 3, 16)), tzinfo=UTC)
        billed = replace(billed, paid_at=moment)
        if kind == "abroad":
            billed = replace(billed, currency="USD")
        if kind == "untaxed":
            billed = replace(billed, tax=Decimal(0))
        part = whole(price / 3) if kind in ("part", "part-replaced") else Decimal(0)
        one = Payment(kind, owner, billed, day, part)
        self.payments.append(one)
        self.at(day, lambda work: invoice_paid(work, owner, billed))
        self._then(one, number)

    def at(self, day: date, step: Step) -> None:
        self.steps[day].append(step)

    def after(self, one: Payment, least: int, most: int) -> date:
        return one.day + timedelta(days=self.rng.randint(least, most))

    def _then(self, one: Payment, number: int) -> None:
        """What follows the payment."""
        comes = self.after(one, 1, 8)
        match one.kind:
            case "consumer":
                listed = months_after(one.day.replace(day=1), 1).replace(day=3)
                self.at(listed, lambda work: self._in_the_list(work, one))
                return
            case "never" | "abroad" | "untaxed":
                return
            case "undone-before":
                self.at(comes, lambda work: self._undone(work, one))
                return
            case "lost":
                comes = self.after(one, 55, 80)  # the mail with it was lost, and was asked for
            case "npwp-later":
                given = self.after(one, 1, 60)
                self.at(given, lambda work: tax_profile_saved(work, one.client.id, tax()))
                comes = given + timedelta(days=1)
        self.at(comes, lambda work: self._issued(work, one, number, "00", one.invoice.tax))
        later = comes + timedelta(days=self.rng.randint(1, 40))
        if one.kind == "undone-after":
            self.at(later, lambda work: self._undone(work, one))
            self.at(later + timedelta(days=9), lambda work: self._close(work, one))
        if one.kind == "part":
            self.at(later, lambda work: self._part(work, one, Cause.UNDONE))
            self.at(later + timedelta(days=9), lambda work: self._close(work, one))
        if one.kind == "part-replaced":
            self.at(later, lambda work: self._part(work, one, Cause.PRICE))
        if one.kind in ("part-replaced", "replaced"):
            left = one.invoice.tax - whole(one.part * one.invoice.tax / one.invoice.subtotal)
            day = later + timedelta(days=3)
            self.at(day, lambda work: self._issued(work, one, number, "01", left))

    # The steps

    async def _request(self, work: SqlWork, one: Payment) -> FakturRequest:
        request = await work.fakturs.request_of(one.invoice.number)
        assert request is not None
        locked = await work.fakturs.locked_request(request.id)
        assert locked is not None
        return locked

    async def _issued(
        self, work: SqlWork, one: Payment, number: int, status: str, ppn: Decimal
    ) -> None:
        request = await self._request(work, one)
        self.came.setdefault(one.invoice.number, work.now.date())
        await faktur_issued(
            work,
            request,
            number=f"{KODES.get(one.kind, '04')}{status}26{number:011}",
            issued=request.paid_on,
            dpp=dpp_nilai_lain(request.subtotal),
            ppn=ppn,
            sha256=await work.documents.put(f"{number} {status}".encode(), "faktur"),
        )
        if status != "00":
            await replacement_came(work, request)

    async def _in_the_list(self, work: SqlWork, one: Payment) -> None:
        request = await self._request(work, one)
        await work.fakturs.save_request(replace(request, kode=KODE_RETAIL))

    async def _undone(self, work: SqlWork, one: Payment) -> None:
        await invoice_undone(work, replace(one.invoice, status=InvoiceStatus.REFUNDED))

    async def _part(self, work: SqlWork, one: Payment, cause: Cause) -> None:
        case = await open_case(work, await self._request(work, one), cause, one.part)
        assert case is not None

    async def _close(self, work: SqlWork, one: Payment) -> None:
        request = await self._request(work, one)
        for case in (await work.undoings.of(frozenset([request.id]))).get(request.id, []):
            assert await work.undoings.close(case.id, "nota")

    # A day

    async def play(self, day: date) -> None:
        self.desk.table.clock.now = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        async with self.desk.table.shop.work() as work:
            for step in self.steps[day]:
                await step(work)
            await remind(work)
        if any(job == "ask-npwp" for job, _ in await self.desk.table.jobs()):
            await self.desk.work_off()

    async def equations(self, until: date) -> dict[date, dict[End, tuple[Decimal, int]]]:
        """Of each month up to that day; none may have a rupiah without an end."""
        found = {}
        async with self.desk.table.shop.looking() as work:
            for number in range(MONTHS):
                month = months_after(BEGINS, number)
                if month > until:
                    break
                equation = reconcile(await work.books.of(month), None).equation
                assert equation.difference == 0, month
                found[month] = {
                    end: (part.amount, part.unknown) for end, part in equation.parts.items()
                }
        return found

    def expected(self) -> dict[date, dict[End, tuple[Decimal, int]]]:
        months = {
            months_after(BEGINS, n): {end: (Decimal(0), 0) for end in End} for n in range(MONTHS)
        }
        for one in self.payments:
            assert one.invoice.paid_at is not None
            month = (one.invoice.paid_at + timedelta(hours=7)).date().replace(day=1)
            for end, amount in one.ends.items():
                if month in months:
                    known, unknown = months[month][end]
                    more = (known + (amount or 0), unknown + (amount is None))
                    months[month][end] = more
        return months


@pytest.mark.timeout(3600)
async def test_every_payment_of_a_year_ends_and_nothing_is_late_that_nobody_was_warned_of(
    desk: Desk,
) -> None:
    year = Year(desk, seed=12)
    day = BEGINS
    while day <= LAST_DAY:
        await year.play(day)
        if (day + timedelta(days=1)).day == 1:
            found = await year.equations(day)
        day += timedelta(days=1)
    assert found == year.expected()
    await _warned(desk, year)


async def _warned(desk: Desk, year: Year) -> None:
    """Whatever had no faktur on the 20th had been told of three times by then, at least."""
    told: dict[date, str] = {}
    for row in await desk.rows():
        if row.key.startswith("radar:"):
            args = load_args(row.payload["args"])
            text = desk.table.texts.html("id", row.payload["key"], args)
            told[date.fromisoformat(row.key.removeprefix("radar:"))] = text
    asked: dict[str, list[date]] = defaultdict(list)
    for row in await desk.table.rows(t.delivery, t.delivery.c.channel == "mail"):
        if row.key.startswith("ask-npwp:"):
            _, who, when, _ = row.key.split(":")
            asked[who].append(date.fromisoformat(when))
    late = 0
    for one in year.payments:
        if one.kind in ("consumer", "abroad", "untaxed", "undone-before"):
            continue
        assert one.invoice.paid_at is not None
        paid = (one.invoice.paid_at + timedelta(hours=7)).date()
        until = faktur_deadline(paid)
        if year.came.get(one.invoice.number, date.max) <= until:
            continue
        late += 1
        month = desk.table.texts.html("id", "rekon-btn-month", {"month": paid.replace(day=1)})
        named = [d for d, text in told.items() if paid < d <= until and _month_of(month) in text]
        assert len(named) >= 3, one
        if one.kind == "never":
            cutoff = OfficeDays().cutoff(paid)
            assert sum(paid < d <= cutoff for d in asked[one.client.id]) >= 2, one
    assert late


def _month_of(button: str) -> str:
    """The words of a month, as in ``Januari 2026``."""
    return " ".join(button.split()[-2:])
