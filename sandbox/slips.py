"""Bukti potong of the portal's invoices, as customers' accounting makes them: right ones, and ones
with the mistakes that are made most. Each is marked as a specimen.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from assistant.documents.paper import A4, Paper
from assistant.documents.specimen_mark import draw_mark
from assistant.domain.billing import Invoice
from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.paper import Party
from assistant.domain.months import masa_pajak, tax_day
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.withholding.announcing import KnownFaktur, Subjects, ask
from assistant.domain.withholding.model import Owed, Payee, Slip, SlipParty, SlipStatus
from sandbox.model import Json
from sandbox.slip_specimen import Mistake, good_slip, spoiled, write_slip
from sandbox.whmcs.admin import WhmcsAdmin

if TYPE_CHECKING:
    from assistant.portal.embedded import PortalAdmin

    Admin: TypeAlias = PortalAdmin | WhmcsAdmin

AMENDED = "amended"
"""The right one, as the first *pembetulan* of the same number."""
FORM_2024 = "form-2024"
"""The form that was used before Coretax."""
KINDS = ("", *Mistake, AMENDED, FORM_2024)
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


async def make_slip(admin: Admin, number: str, kind: str) -> Json:
    """``{name, base64}`` of a slip for an invoice; ``kind`` is empty for a right one, or one of
    KINDS. The same invoice's slips have the same number.

    Raises REFUSED where none can be, with the reason.
    """
    if kind not in KINDS:
        raise PortalError(PortalFailure.REFUSED, f"a slip is one of {', '.join(KINDS)}")
    invoice, tax, faktur = await _billed(admin, number)
    seller, _ = admin.finance.ready()
    slips = [
        good_slip(owed, _payee(seller), _withholder(tax), _number(owed))
        for owed in _owed(invoice, tax, faktur)
    ]
    if not slips:
        raise PortalError(PortalFailure.REFUSED, "nothing of this invoice is subject to PPh 23")
    pdf = await asyncio.to_thread(_draw, slips[0], kind)
    name = f"BPPU_{number}{f'_{kind}' if kind else ''}.pdf"
    return {"name": name, "base64": base64.b64encode(pdf).decode()}


async def _billed(admin: Admin, number: str) -> tuple[Invoice, TaxProfile, str]:
    """The invoice, its client's tax profile, and its faktur's number or nothing."""
    if isinstance(admin, WhmcsAdmin):
        from sandbox.whmcs.specimens import billed

        return billed(admin.system.books, number)
    invoice = await admin.portal.find_invoice(number)
    if invoice is None:
        raise PortalError(PortalFailure.NOT_FOUND, number)
    tax = (await admin.portal.client(invoice.client_id)).tax
    if tax is None:
        raise PortalError(PortalFailure.REFUSED, "the client has no tax number")
    accounts = (await admin.overview())["accounts"]
    lines = (line for account in accounts for line in account["invoices"])
    found = (line["faktur"] for line in lines if line["number"] == invoice.number)
    return invoice, tax, next(found, None) or ""


def _owed(invoice: Invoice, tax: TaxProfile, faktur: str) -> tuple[Owed, ...]:
    """By the rules that the assistant has where nothing is set."""
    paid_on = tax_day(invoice.paid_at) if invoice.paid_at else None
    masa = masa_pajak(paid_on) if faktur and paid_on else None
    fakturs = KnownFaktur((faktur,) if faktur else (), masa)
    return ask(invoice, tax.npwp, Subjects(), fakturs, paid_on=paid_on).owed


def _payee(seller: Party) -> Payee:
    return Payee(seller.npwp, seller.nitku or f"{seller.npwp}000000", _as_printed(seller.name))


def _withholder(tax: TaxProfile) -> SlipParty:
    return SlipParty(npwp=tax.npwp, nitku=tax.nitku, name=_as_printed(tax.name))


def _as_printed(name: str) -> str:
    """As Coretax prints names: large, and without what kind of company it is."""
    return name.upper().removeprefix("PT ").removeprefix("CV ")


def _number(owed: Owed) -> str:
    digest = hashlib.sha256(f"{owed.invoice_number}/{owed.code}".encode()).digest()
    return f"{owed.masa:%y}" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:7])


def _draw(slip: Slip, kind: str) -> bytes:
    if kind == FORM_2024:
        return _form_of_2024(slip)
    if kind == AMENDED:
        return write_slip(replace(slip, status=SlipStatus.AMENDED, version=1))
    return write_slip(spoiled(slip, Mistake(kind)) if kind else slip)


def _form_of_2024(slip: Slip) -> bytes:
    """Some lines of the form that e-Bupot printed until December 2024."""
    paper = Paper("BPBS (SPESIMEN)", datetime(2025, 1, 10, tzinfo=UTC), A4)
    paper.new_page()
    draw_mark(paper)
    lines = (
        "KEMENTERIAN KEUANGAN REPUBLIK INDONESIA",
        "DIREKTORAT JENDERAL PAJAK",
        "BUKTI PEMOTONGAN/PEMUNGUTAN UNIFIKASI BERFORMAT STANDAR",
        "FORMULIR BPBS",
        "H.1 NOMOR : 2 0 0 0 0 0 1 2 3 4",
        "H.2 Pembetulan Ke- 0          H.3 Pembatalan",
        "H.4 PPh Final          H.5 PPh Tidak Final  X",
        f"A.1 NPWP : {slip.payee.npwp[1:]} / {slip.payee.npwp}",
        f"A.3 Nama : {slip.payee.name}",
        f"B.1 12-2024   24-104-27   {slip.base:,.0f},00   2.00   {slip.amount:,.0f},00",
        f"C.1 NPWP : {slip.withholder.identity}",
        f"C.2 Nama Wajib Pajak : {slip.withholder.name}",
        "C.3 Tanggal : 10 Januari 2025",
    )
    for at, line in enumerate(lines):
        paper.text(50, 60 + 22 * at, line, size=10)
    return paper.to_bytes()
