"""Coretax's bulk import of Faktur Pajak Keluaran as XML (converter v1.6 of January 2026).

No XSD is published. The order of the elements is part of the format, and so is the spelling of
``BuyerAdress``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

from assistant.domain.finance.coretax import TaxInvoice, TaxInvoiceLine
from assistant.domain.seller import Seller

_ROOT = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:noNamespaceSchemaLocation": "TaxInvoice.xsd",
}


def tax_invoice_bulk(seller: Seller, invoices: Sequence[TaxInvoice]) -> bytes:
    """One file; the caller keeps it at the thousand that Coretax takes."""
    root = ET.Element("TaxInvoiceBulk", _ROOT)
    _add(root, TIN=seller.npwp)
    listed = ET.SubElement(root, "ListOfTaxInvoice")
    for invoice in invoices:
        _add_invoice(ET.SubElement(listed, "TaxInvoice"), seller, invoice)
    ET.indent(root, "\t")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_invoice(parent: ET.Element, seller: Seller, invoice: TaxInvoice) -> None:
    _add(
        parent,
        TaxInvoiceDate=invoice.day.isoformat(),
        TaxInvoiceOpt="Normal",
        TrxCode=invoice.kode,
        AddInfo="",
        CustomDoc="",
        CustomDocMonthYear="",
        RefDesc=invoice.reference,
        FacilityStamp="",
        SellerIDTKU=seller.nitku,
        BuyerTin=invoice.buyer_tin,
        BuyerDocument=str(invoice.buyer_document),
        BuyerCountry=invoice.buyer_country,
        BuyerDocumentNumber=invoice.buyer_document_number,
        BuyerName=invoice.buyer_name,
        BuyerAdress=invoice.buyer_address,
        BuyerEmail=invoice.buyer_email,
        BuyerIDTKU=invoice.buyer_idtku,
    )
    listed = ET.SubElement(parent, "ListOfGoodService")
    for line in invoice.lines:
        _add_line(ET.SubElement(listed, "GoodService"), line)


def _add_line(parent: ET.Element, line: TaxInvoiceLine) -> None:
    _add(
        parent,
        Opt=line.opt,
        Code=line.code,
        Name=line.name,
        Unit=line.unit,
        Price=amount(line.price),
        Qty=str(line.quantity),
        TotalDiscount=amount(line.discount),
        TaxBase=amount(line.tax_base),
        OtherTaxBase=amount(line.other_tax_base),
        VATRate=amount(line.rate.percent),
        VAT=amount(line.vat),
        STLGRate="0",
        STLG="0",
    )


def _add(parent: ET.Element, **children: str) -> None:
    for name, text in children.items():
        ET.SubElement(parent, name).text = text or None


def amount(rupiah: Decimal) -> str:
    """``229166.67``, ``150000``: a point, and two decimals where there are any."""
    text = f"{rupiah:.2f}"
    return text.removesuffix(".00")
