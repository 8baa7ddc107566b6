"""What of an invoice is subject to PPh 23, and what the slip must say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.billing import Invoice, InvoiceItem, InvoiceStatus, ServiceKind
from assistant.domain.withholding.announcing import (
    Asked,
    KnownFaktur,
    SubjectRule,
    Subjects,
    ask,
    what_it_must_say,
)
from tests.documents.slip_samples import US

NPWP = "0029998887423000"


def item(price: int, kind: ServiceKind | None, name: str = "Layanan contoh") -> InvoiceItem:
    return InvoiceItem(name, 1, Decimal(price), Decimal(0), None, 12, kind)


def invoice(*items: InvoiceItem, tax: int = 0) -> Invoice:
    return Invoice(
        id="123",
        number="INV-2026-000123",
        client_id="7",
        status=InvoiceStatus.UNPAID,
        issued=date(2026, 1, 5),
        due=date(2026, 1, 19),
        paid_at=None,
        items=items,
        tax=Decimal(tax),
    )


HOSTING = item(400_000, ServiceKind.HOSTING, "Hosting Kilat S")
DOMAIN = item(150_000, ServiceKind.DOMAIN, "Domain contoh.example")


def asked(
    *items: InvoiceItem,
    subjects: Subjects | None = None,
    fakturs: KnownFaktur | None = None,
    paid_on: date | None = None,
    tax: int = 0,
) -> Asked:
    return ask(
        invoice(*items, tax=tax),
        NPWP,
        subjects or Subjects(),
        fakturs or KnownFaktur(),
        paid_on=paid_on,
    )


def test_hosting_and_servers_are_subject_and_domains_are_not():
    found = asked(HOSTING, DOMAIN, item(600_000, ServiceKind.SERVER))
    assert [one.base for one in found.owed] == [Decimal(1_000_000)]
    assert found.left_out == (DOMAIN,)
    assert found.withheld == 20_000


def test_what_the_portal_says_no_kind_of_is_not_subject():
    assert asked(item(99_000, None, "Biaya pemasangan")).owed == ()


def test_the_base_has_neither_ppn_nor_the_eleven_twelfths_in_it():
    found = asked(HOSTING, tax=44_000)
    assert found.owed[0].base == 400_000
    assert found.to_transfer == 400_000 + 44_000 - 8_000


def test_a_discount_makes_the_base_smaller():
    found = asked(replace(HOSTING, quantity=2, discount=Decimal(100_000)))
    assert found.owed[0].base == 700_000


def test_a_rule_of_the_provider_goes_before_the_usual_one():
    rules = (
        SubjectRule(subject=True, words=("SSL",)),
        SubjectRule(subject=False, kinds=frozenset({ServiceKind.SERVER})),
    )
    found = asked(
        HOSTING,
        item(200_000, None, "SSL Kilat dengan pemasangan"),
        item(600_000, ServiceKind.SERVER),
        subjects=Subjects(rules),
    )
    assert [one.base for one in found.owed] == [Decimal(600_000)]


def test_two_objects_need_two_slips():
    rent = SubjectRule(subject=True, kinds=frozenset({ServiceKind.SERVER}), code="24-100-02")
    found = asked(HOSTING, item(600_000, ServiceKind.SERVER), subjects=Subjects((rent,)))
    assert [(one.code, one.amount) for one in found.owed] == [
        ("24-104-27", Decimal(8_000)),
        ("24-100-02", Decimal(12_000)),
    ]


def test_the_masa_is_the_fakturs_else_that_of_payment_else_the_invoices():
    issued, paid_on = KnownFaktur(("04002600000000123",), date(2026, 3, 31)), date(2026, 2, 2)
    assert asked(HOSTING).owed[0].masa == date(2026, 1, 1)
    assert asked(HOSTING, paid_on=paid_on).owed[0].masa == date(2026, 2, 1)
    found = asked(HOSTING, paid_on=paid_on, fakturs=issued).owed[0]
    assert (found.masa, found.payment_masa) == (date(2026, 3, 1), date(2026, 2, 1))


def test_the_slip_names_the_faktur_where_there_is_one():
    before = what_it_must_say(asked(HOSTING).owed[0], US)
    after = what_it_must_say(
        asked(HOSTING, fakturs=KnownFaktur(("04002600000000123",))).owed[0], US
    )
    assert (before.document_kind, before.document_number) == ("Dokumen Lainnya", "INV-2026-000123")
    assert (after.document_kind, after.document_number) == ("Faktur Pajak", "04002600000000123")
    assert (before.payee, before.code, before.amount) == (US, "24-104-27", Decimal(8_000))


def test_an_invoice_that_was_given_away_owes_nothing():
    assert asked(replace(HOSTING, discount=Decimal(400_000))).owed == ()


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_the_tax_is_two_percent_to_the_nearest_rupiah(prices: list[int]):
    found = asked(*(item(price, ServiceKind.HOSTING) for price in prices))
    exact = Decimal(sum(prices)) * 2 / 100
    assert abs(found.withheld - exact) <= Decimal("0.5")
    assert found.withheld == found.withheld.to_integral_value()
