"""Coretax's list of sales to private consumers (*digunggung*), as XML for the return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

from assistant.domain.finance.digunggung import Retail
from assistant.domain.npwp import PLACEHOLDER
from assistant.domain.seller import Seller

_ROOT = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:noNamespaceSchemaLocation": "schema.xsd",
}


def retail_invoice_bulk(seller: Seller, month: date, sold: Sequence[Retail]) -> bytes:
    """A whole month's."""
    root = ET.Element("RetailInvoiceBulk", _ROOT)
    _add(root, TIN=seller.npwp, TaxPeriodMonth=str(month.month), TaxPeriodYear=str(month.year))
    listed = ET.SubElement(root, "ListOfRetailInvoice")
    for one in sold:
        _add(
            ET.SubElement(listed, "RetailInvoice"),
            TrxCode="Normal",
            BuyerName="-",
            BuyerIdOpt="NIK",
            BuyerIdNumber=PLACEHOLDER,
            GoodServiceOpt="B",  # services, as all that is sold here
            SerialNo=one.number,
            TransactionDate=one.day.isoformat(),
            TaxBaseSellingPrice=_rupiah(one.base),
            OtherTaxBaseSellingPrice=_rupiah(one.other_base),
            VAT=_rupiah(one.vat),
            STLG="0",
            Info="ok",
        )
    ET.indent(root, "\t")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, **children: str) -> None:
    for name, text in children.items():
        ET.SubElement(parent, name).text = text


def _rupiah(amount: Decimal) -> str:
    return f"{amount:.0f}"
