"""The XML that Coretax imports: the order of its elements, the form of its numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assistant.documents.coretax import amount, tax_invoice_bulk
from assistant.domain.clients import BuyerDocument
from assistant.domain.finance.coretax import TaxInvoice, tax_invoice
from assistant.domain.seller import Seller
from tests.domain.test_coretax import CATALOGUE, COMPANY, PERSON, item, request

SELLER = Seller("PT CLOUD CONTOH", "0012345674012000", "0012345674012000000000")
EXPECTED = Path(__file__).parent / "fixtures" / "TaxInvoiceBulk.xml"


def invoices() -> list[TaxInvoice]:
    company = request(
        item(150_000, "VPS Kilat 2 (app.sinarrahma.example), 1 bulan"),
        item(275_000, "Domain sinarrahma.example, 12 bulan", months=12, discount=25_000),
    )
    person = replace(
        request(item(100_000), profile=replace(PERSON, document=BuyerDocument.NATIONAL_ID)),
        invoice_number="INV-2026-000124",
    )
    return [tax_invoice(company, CATALOGUE), tax_invoice(person, CATALOGUE)]


def test_it_is_the_file_that_coretax_takes():
    written = tax_invoice_bulk(SELLER, invoices())
    assert ET.canonicalize(written.decode(), strip_text=True) == ET.canonicalize(
        EXPECTED.read_text(encoding="utf-8"), strip_text=True
    )
    assert written.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<TaxInvoiceBulk")


@pytest.mark.parametrize("name", ['PT <SAPI> & ANAK "ABADI"', "شركة مثال", "株式会社", "PT A 🚀"])
def test_names_come_back_as_they_are(name: str):
    one = tax_invoice(request(item(), profile=replace(COMPANY, name=name)), CATALOGUE)
    root = ET.fromstring(tax_invoice_bulk(SELLER, [one]))
    assert root.findtext(".//BuyerName") == name
    assert root.findtext(".//BuyerTin") == "0029998887423000"  # with its zeros


def test_a_name_can_not_break_out_of_its_element():
    name = "A</BuyerName><BuyerTin>1</BuyerTin>\x00\x1b"
    one = tax_invoice(request(item(), profile=replace(COMPANY, name=name)), CATALOGUE)
    root = ET.fromstring(tax_invoice_bulk(SELLER, [one]))
    assert [tin.text for tin in root.iter("BuyerTin")] == ["0029998887423000"]


def test_a_thousand_are_written():
    one = invoices()[0]
    root = ET.fromstring(tax_invoice_bulk(SELLER, [one] * 1000))
    assert len(root.findall(".//TaxInvoice")) == 1000


@pytest.mark.parametrize(
    ("rupiah", "written"),
    [("150000.00", "150000"), ("229166.67", "229166.67"), ("0", "0"), ("0.5", "0.50")],
)
def test_amounts_have_a_point_and_at_most_two_decimals(rupiah: str, written: str):
    assert amount(Decimal(rupiah)) == written
