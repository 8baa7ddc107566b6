"""The faktur of a paid invoice, as the portal's page issues it in the demo: a marked specimen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.domain.billing import Invoice, InvoiceItem
from assistant.domain.clients import TaxKind, TaxProfile
from assistant.domain.fakturs.paper import (
    DPP_NILAI_LAIN,
    FakturItem,
    FakturSpecimen,
    NomorFaktur,
    Party,
    unit_of_period,
)
from assistant.domain.months import tax_day

HOSTING = "160105"
"""The code of hosting in Coretax's list."""
PLACE = "JAKARTA"

_STRANGERS = (
    Party("PT PEMBELI TERTUKAR", "JL. CONTOH NO. 1, JAKARTA", "0098765431441000"),
    Party("PT TUKAR PEMBELI", "JL. CONTOH NO. 2, JAKARTA", "0013121660091000"),
)
"""Who stands on a specimen with the wrong buyer; the second, where the first is the right one."""
_WRONG_BY = Decimal(100_000)
"""Rupiah that a specimen with a wrong amount is off."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong on purpose, to show that such a PDF is held back."""

    swap_buyer: bool = False
    wrong_amount: bool = False

    @property
    def none(self) -> bool:
        return not (self.swap_buyer or self.wrong_amount)


def specimen(
    invoice: Invoice, tax: TaxProfile, seller: Party, number: NomorFaktur, faults: Faults
) -> FakturSpecimen:
    """The faktur of an invoice that was paid, dated by the day of the payment in Jakarta."""
    if invoice.paid_at is None:
        raise ValueError("an invoice that was not paid has no faktur")
    faithful = FakturSpecimen(
        number=number,
        seller=seller,
        buyer=buyer(tax),
        date=tax_day(invoice.paid_at),
        place=PLACE,
        signer=seller.name,
        items=tuple(_item(item) for item in invoice.items),
        reference=invoice.number,
    )
    return _faulty(faithful, faults)


def number_of(nsfp: str, kode_status: int) -> NomorFaktur:
    """Hosting for an ordinary company: DPP nilai lain."""
    return NomorFaktur(DPP_NILAI_LAIN, f"{kode_status:02}", nsfp)


def filename(spec: FakturSpecimen, uuid: str) -> str:
    """As Coretax names what its users download."""
    return f"OutputTaxInvoice-{uuid}-{spec.seller.npwp}-{spec.number}-{spec.buyer.npwp}.pdf"


def buyer(tax: TaxProfile) -> Party:
    nik = tax.npwp if tax.kind is TaxKind.PERSON else ""
    return Party(tax.name, tax.address, tax.npwp, nitku=tax.nitku, nik=nik, email=tax.email)


def _item(item: InvoiceItem) -> FakturItem:
    return FakturItem(
        name=item.description,
        code=HOSTING,
        unit=unit_of_period(item.months),
        price=item.price,
        quantity=Decimal(item.quantity),
        discount=item.discount,
        amount=item.price * item.quantity,
    )


def _faulty(spec: FakturSpecimen, faults: Faults) -> FakturSpecimen:
    if faults.swap_buyer:
        stranger = next(party for party in _STRANGERS if party.npwp != spec.buyer.npwp)
        spec = replace(spec, buyer=replace(stranger, nitku=f"{stranger.npwp}000000"))
    if faults.wrong_amount:
        first, *rest = spec.items
        price = first.price + _WRONG_BY
        wrong = replace(first, price=price, amount=price * first.quantity)
        spec = replace(spec, items=(wrong, *rest))
    return spec
