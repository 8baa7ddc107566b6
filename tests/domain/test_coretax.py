"""Which paid invoices Coretax is given, and in what numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.coretax import tax_invoice_bulk
from assistant.domain.billing import InvoiceItem, ServiceKind
from assistant.domain.clients import BuyerDocument, TaxKind, TaxProfile
from assistant.domain.fakturs.model import FakturRequest, RequestState
from assistant.domain.finance.coretax import (
    MOST_IN_A_FILE,
    Catalogue,
    LeftOutError,
    Product,
    TaxInvoice,
    clean,
    in_files,
    tax_invoice,
)
from assistant.domain.finance.model import Obstacle
from assistant.domain.money import PPN_OF_2025, PpnRate, in_sen, ppn, whole
from assistant.domain.rates import TaxRules
from assistant.domain.seller import Seller

CATALOGUE = Catalogue("160105", month="UM.0024", year="UM.0023", other="UM.0033")
COMPANY = TaxProfile(
    TaxKind.COMPANY,
    "0029998887423000",
    "0029998887423000000000",
    "CV SINAR RAHMA",
    "JL. IJEN NO. 25,\n KOTA MALANG",
    "keuangan@sinarrahma.example",
)
NIK = "3171011708450001"
PERSON = TaxProfile(TaxKind.PERSON, NIK, f"{NIK}000000", "RINA", "JL. CONTOH 2, JAKARTA", "")


def item(
    price: int | str = 100_000,
    description: str = "Hosting Kilat S",
    *,
    quantity: int = 1,
    discount: int | str = 0,
    months: int | None = 1,
    service: str | None = None,
    kind: ServiceKind | None = None,
) -> InvoiceItem:
    return InvoiceItem(
        description, quantity, Decimal(price), Decimal(discount), service, months, kind
    )


def request(
    *items: InvoiceItem,
    profile: TaxProfile | None = COMPANY,
    tax: Decimal | None = None,
    subtotal: Decimal | None = None,
    paid_at: datetime = datetime(2026, 10, 5, 3, tzinfo=UTC),
) -> FakturRequest:
    total = sum((one.amount for one in items), Decimal(0))
    due = whole(ppn(in_sen(total * 11 / 12)))
    return FakturRequest(
        id=5,
        account="7",
        account_label="CV Sinar Rahma",
        invoice_id="123",
        invoice_number="INV-2026-000123",
        subtotal=total if subtotal is None else subtotal,
        tax=due if tax is None else tax,
        paid_at=paid_at,
        profile=profile,
        state=RequestState.WAITING if profile else RequestState.NO_NPWP,
        items=items,
    )


def made(*items: InvoiceItem, catalogue: Catalogue = CATALOGUE) -> TaxInvoice:
    return tax_invoice(request(*items), catalogue)


def against(one: FakturRequest, catalogue: Catalogue = CATALOGUE) -> list[Obstacle]:
    with pytest.raises(LeftOutError) as left_out:
        tax_invoice(one, catalogue)
    return [reason.code for reason in left_out.value.reasons]


def test_what_was_paid_under_another_rate_is_reckoned_by_it():
    rules = TaxRules((PPN_OF_2025, PpnRate(date(2026, 10, 5), Decimal("12.5"), Fraction(1, 1))))
    new = request(item(100_000), tax=Decimal(12_500))
    (line,) = tax_invoice(new, CATALOGUE, rules=rules).lines
    assert (line.other_tax_base, line.vat) == (Decimal("100000.00"), Decimal("12500.00"))
    seller = Seller("KILAT", "0012345674012000")
    xml = tax_invoice_bulk(seller, [tax_invoice(new, CATALOGUE, rules=rules)])
    assert b"<VATRate>12.50</VATRate>" in xml
    old = request(item(100_000), paid_at=datetime(2026, 10, 4, 3, tzinfo=UTC))
    (line,) = tax_invoice(old, CATALOGUE, rules=rules).lines
    assert (line.other_tax_base, line.vat) == (Decimal("91666.67"), Decimal("11000.00"))


def test_the_numbers_are_those_of_the_regulation():
    """100,000 → 91,666.67 → 11,000 (PMK 131/2024)."""
    (line,) = made(item(100_000)).lines
    assert (line.tax_base, line.other_tax_base, line.vat) == (
        Decimal("100000.00"),
        Decimal("91666.67"),
        Decimal("11000.00"),
    )
    (line,) = made(item(275_000, discount=25_000)).lines
    assert (line.tax_base, line.other_tax_base, line.vat) == (
        Decimal("250000.00"),
        Decimal("229166.67"),
        Decimal("27500.00"),
    )


@given(
    st.lists(
        st.tuples(
            st.decimals("0.01", 50_000_000, places=2),
            st.integers(1, 24),
            st.decimals(0, 1, places=2),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_sums_of_the_lines_are_the_invoices(rows: list[tuple[Decimal, int, Decimal]]):
    items = [
        item(price, quantity=many, discount=in_sen(price * many * off)) for price, many, off in rows
    ]
    one = request(*items)
    if one.subtotal == 0:
        return
    invoice = tax_invoice(one, CATALOGUE)
    assert invoice.tax_base == one.subtotal
    for line in invoice.lines:
        assert line.other_tax_base == in_sen(line.tax_base * 11 / 12)
        assert line.vat == in_sen(line.other_tax_base * 12 / 100)
        assert line.discount <= line.price * line.quantity
    assert abs(invoice.vat - one.subtotal * 11 / 100) <= Decimal("0.01") * len(items)


@pytest.mark.parametrize(
    ("price", "quantity", "base"),
    [
        ("1000.125", 3, "3000.39"),
        ("33333.335", 1, "33333.34"),
        ("229166.665", 2, "458333.34"),
        ("49999.994", 1, "49999.99"),
    ],
)
def test_a_price_of_three_decimals_is_rounded_half_up(price: str, quantity: int, base: str):
    one = request(item(price, quantity=quantity))
    stored = replace(one, subtotal=in_sen(one.subtotal))  # amounts are kept with two decimals
    (line,) = tax_invoice(stored, CATALOGUE).lines
    assert (line.price, line.tax_base) == (in_sen(Decimal(price)), Decimal(base))
    xml = tax_invoice_bulk(Seller("KILAT", "0012345674012000"), [tax_invoice(stored, CATALOGUE)])
    assert f"<Price>{in_sen(Decimal(price))}</Price>".encode() in xml


def test_a_company_goes_by_its_npwp_and_its_unit():
    invoice = made(item())
    assert invoice.day == date(2026, 10, 5)
    assert invoice.reference == "INV-2026-000123"
    assert (invoice.buyer_tin, invoice.buyer_idtku) == (COMPANY.npwp, COMPANY.nitku)
    assert invoice.buyer_document is BuyerDocument.TIN
    assert invoice.buyer_document_number == "-"
    assert invoice.buyer_address == "JL. IJEN NO. 25, KOTA MALANG"


def test_a_branch_keeps_its_unit():
    branch = replace(COMPANY, nitku=f"{COMPANY.npwp}000003")
    assert tax_invoice(request(item(), profile=branch), CATALOGUE).buyer_idtku == branch.nitku


def test_a_person_whose_nik_is_registered_goes_by_it_as_npwp():
    invoice = tax_invoice(request(item(), profile=PERSON), CATALOGUE)
    assert (invoice.buyer_tin, invoice.buyer_idtku) == (NIK, f"{NIK}000000")
    assert (invoice.buyer_document, invoice.buyer_document_number) == (BuyerDocument.TIN, "-")


def test_a_person_whose_nik_is_not_registered_goes_by_it_beside_zeros():
    unregistered = replace(PERSON, document=BuyerDocument.NATIONAL_ID)
    invoice = tax_invoice(request(item(), profile=unregistered), CATALOGUE)
    assert (invoice.buyer_tin, invoice.buyer_idtku) == ("0" * 16, "000000")
    assert invoice.buyer_document is BuyerDocument.NATIONAL_ID
    assert (invoice.buyer_document_number, invoice.buyer_email) == (NIK, "")


def test_a_person_with_a_number_of_coretax_goes_by_it():
    own = replace(PERSON, npwp="1000000000000000", nitku="1000000000000000000000")
    invoice = tax_invoice(request(item(), profile=own), CATALOGUE)
    assert (invoice.buyer_tin, invoice.buyer_document) == (own.npwp, BuyerDocument.TIN)


def test_a_payment_of_the_last_evening_is_of_the_month_it_is_in_jakarta():
    late = request(item(), paid_at=datetime(2026, 10, 31, 17, 30, tzinfo=UTC))
    assert tax_invoice(late, CATALOGUE).day == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("profile", "obstacles"),
    [
        (None, [Obstacle.NO_NPWP]),
        (replace(COMPANY, npwp="0000000000000000"), [Obstacle.WRONG_NPWP]),
        (replace(COMPANY, npwp="029998887423000"), [Obstacle.WRONG_NPWP]),
        (replace(COMPANY, npwp="0029998887423001"), [Obstacle.WRONG_NPWP]),
        (replace(COMPANY, npwp=NIK, nitku=f"{NIK}000000"), [Obstacle.WRONG_NPWP]),
        (replace(COMPANY, nitku="0012345674012000000000"), [Obstacle.WRONG_NITKU]),
        (replace(COMPANY, nitku="000000"), [Obstacle.WRONG_NITKU]),
        (replace(COMPANY, nitku=""), [Obstacle.WRONG_NITKU]),
        (replace(COMPANY, email="a@x.example; b@y.example"), [Obstacle.WRONG_EMAIL]),
        (replace(COMPANY, email="a@x.example b@y.example"), [Obstacle.WRONG_EMAIL]),
        (replace(COMPANY, name="  ", address="\n"), [Obstacle.NO_NAME, Obstacle.NO_ADDRESS]),
    ],
)
def test_a_buyer_whom_coretax_would_refuse_is_left_out(
    profile: TaxProfile | None, obstacles: list[Obstacle]
):
    assert against(request(item(), profile=profile)) == obstacles


def test_every_reason_is_said_at_once():
    bad = replace(COMPANY, nitku="", address="")
    one = request(item(description="Sewa bulanan, tahunan", months=None), profile=bad)
    assert against(one) == [Obstacle.WRONG_NITKU, Obstacle.NO_ADDRESS, Obstacle.AMBIGUOUS_UNIT]


@pytest.mark.parametrize(
    ("months", "description", "unit"),
    [
        (1, "VPS Kilat 2, 12 bulan", "UM.0024"),  # the portal's word counts
        (12, "Domain contoh.example", "UM.0023"),
        (3, "VPS Kilat 2", "UM.0033"),
        (None, "VPS Kilat 2 (1 bulan)", "UM.0024"),
        (None, "VPS Kilat 2 bulanan", "UM.0024"),
        (None, "Domain contoh.example 1 tahun", "UM.0023"),
        (None, "Domain contoh.example, 12 months", "UM.0023"),
        (None, "Domain contoh.example 2 Tahun", "UM.0033"),
        (None, "Biaya setup", "UM.0033"),
    ],
)
def test_the_unit_is_that_of_the_period(months: int | None, description: str, unit: str):
    (line,) = made(item(description=description, months=months)).lines
    assert line.unit == unit


def test_two_periods_in_one_description_are_not_guessed_between():
    both = request(item(description="VPS per bulan, kontrak 1 tahun", months=None))
    assert against(both) == [Obstacle.AMBIGUOUS_UNIT]


PRODUCTS = (
    Product("170201", kinds=frozenset({ServiceKind.SERVER})),
    Product("130301", words=("lisensi", "cPanel")),
    Product("847130", words=("router",), unit="UM.0018", is_goods=True),
)
RICH = replace(CATALOGUE, products=PRODUCTS)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (item(kind=ServiceKind.SERVER), ("B", "170201", "UM.0024")),
        (item(kind=ServiceKind.HOSTING), ("B", "160105", "UM.0024")),
        (item(description="Lisensi CPANEL", kind=ServiceKind.SERVER), ("B", "130301", "UM.0024")),
        (item(description="Router kantor", months=None), ("A", "847130", "UM.0018")),
        (item(description="Routers", months=12), ("B", "160105", "UM.0023")),
    ],
)
def test_products_are_found_by_kind_and_better_by_words(
    one: InvoiceItem, line: tuple[str, str, str]
):
    (found,) = made(one, catalogue=RICH).lines
    assert (found.opt, found.code, found.unit) == line


def test_a_line_of_two_products_is_left_out():
    assert against(request(item(description="Router dan lisensi")), RICH) == [
        Obstacle.AMBIGUOUS_CODE
    ]
    two_units = replace(
        CATALOGUE,
        products=(
            Product("160105", words=("paket",), unit="UM.0019"),
            Product("160105", words=("VPS",), unit="UM.0024"),
        ),
    )
    assert against(request(item(description="Paket VPS")), two_units) == [Obstacle.AMBIGUOUS_UNIT]


def test_a_promotion_below_zero_becomes_a_discount_of_its_service():
    lines = made(
        item(100_000, "Domain", service="domain-1"),
        item(200_000, "VPS", service="service-1"),
        item(-50_000, "Promo domain", service="domain-1"),
        item(-60_000, "Promo umum"),
        item(0, "SSL gratis"),
    ).lines
    assert [(line.name, line.discount) for line in lines] == [
        ("Domain", Decimal(50_000)),
        ("VPS", Decimal(60_000)),
    ]


def test_a_promotion_may_be_larger_than_the_nearest_line():
    lines = made(item(100_000, "A"), item(10_000, "B"), item(-30_000, "Promo")).lines
    assert [line.tax_base for line in lines] == [Decimal(80_000), Decimal(0)]


def test_more_discount_than_there_is_to_take_it_off():
    one = request(item(10_000), item(-30_000), subtotal=Decimal(-20_000))
    assert against(one) == [Obstacle.NEGATIVE]


@pytest.mark.parametrize(
    ("one", "obstacle"),
    [
        (replace(request(item()), items=None), Obstacle.NO_LINES),
        (request(), Obstacle.NO_LINES),
        (request(item(0)), Obstacle.NO_LINES),
        (request(item(100_000), subtotal=Decimal(90_000)), Obstacle.AMOUNT_CHANGED),
        (request(item(100_000), tax=Decimal(10_000)), Obstacle.TAX_DIFFERS),
    ],
)
def test_lines_that_are_not_what_was_paid(one: FakturRequest, obstacle: Obstacle):
    assert against(one) == [obstacle]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("PT <A> & “B”", "PT <A> & “B”"),
        ("  PT\x00 A\u202e\tB\r\nC ", "PT A B C"),
        ("شركة مثال", "شركة مثال"),
        ("PT 🚀", "PT 🚀"),
        ("PT \ud800A", "PT A"),
    ],
)
def test_names_keep_their_letters_and_lose_what_misleads(typed: str, kept: str):
    assert clean(typed) == kept


@given(st.text())
def test_what_is_clean_stays_so(text: str):
    once = clean(text)
    assert clean(once) == once
    assert once.isprintable() or not once.isascii()


def test_a_thousand_and_one_are_two_files_in_the_order_of_the_days():
    invoice = made(item())
    many = [replace(invoice, request=n, reference=f"INV-{n:05}") for n in range(1001)]
    many[0] = replace(many[0], day=date(2026, 10, 31))
    first, second = in_files(many)
    assert (len(first), len(second)) == (MOST_IN_A_FILE, 1)
    assert (first[0].reference, second[0].reference) == ("INV-00001", "INV-00000")
    assert in_files([]) == []
