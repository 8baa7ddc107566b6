"""The gate: whether a PDF may go to the customer of the invoice that it seems to be of.

It and its QR code agree, it is ours, it is of that invoice, that buyer and that amount, and the
invoice still waits for it. Whatever differs holds it: some of that a person may answer for, the
rest nobody. What is only warned of holds nothing, and finance hears of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.comparing import (
    ExpectedFaktur,
    Findings,
    Mismatch,
    MismatchCode,
    check,
    reasons_of,
)
from assistant.domain.fakturs.holding import hold
from assistant.domain.fakturs.matching import FakturMatch
from assistant.domain.fakturs.model import (
    OPEN,
    FakturRequest,
    Reasons,
    RequestState,
    Upload,
    UploadState,
)
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.fakturs.releasing import release
from assistant.domain.finance.classing import expected_kodes
from assistant.domain.finance.coretax import LeftOutError, taxed_items
from assistant.domain.finance.undoing import price_left
from assistant.domain.months import month_end, tax_day
from assistant.domain.seller import Seller
from assistant.domain.work import Work

MAY_BE_OVERRIDDEN = frozenset(
    {
        MismatchCode.NO_REQUEST,
        MismatchCode.SEVERAL,
        MismatchCode.NOT_TOGETHER,
        MismatchCode.ALREADY_ISSUED,
        MismatchCode.PROFILE_CHANGED,
        MismatchCode.REFERENCE,
        MismatchCode.REFERENCE_UNREAD,
        MismatchCode.KODE_TRANSAKSI,
        MismatchCode.KODES_APART,
        MismatchCode.DPP_INVOICE,
        MismatchCode.PPN,
        MismatchCode.BUYER_ID,
        MismatchCode.DATE_BEFORE,
        MismatchCode.DATE_LATE,
        MismatchCode.DATE_LAPSED,
        MismatchCode.DATE_MASA,
        MismatchCode.DATE_FUTURE,
    }
)
"""What a person may answer for by naming the invoice. Never another seller or buyer, a QR code that
says something else than the print, a faktur that is not approved, or what could not be read."""


async def pass_or_hold(
    work: Work,
    upload: Upload,
    read: ReadFaktur,
    found: FakturMatch,
    seller: Seller,
    active: TaxProfile | None,
) -> UploadState:
    """Let a PDF out that says what is expected, and hold any other. ``upload`` is locked;
    ``active`` is what the portal now has as the tax profile of the account of ``found``."""
    request = await work.fakturs.locked_request(found.request.id) if found.request else None
    if request is None:
        reason = found.reason or Mismatch(MismatchCode.NO_REQUEST, "", read.reference or "")
        await hold(work, upload, reasons_of([reason]), read)
        return UploadState.HELD
    locked = [await work.fakturs.locked_request(one.id) for one in found.others]
    others = [one for one in locked if one is not None]
    findings = await compare(work, read, request, seller, active, others)
    warnings = reasons_of(findings.warnings)
    if findings.blocking:
        blocking = reasons_of(findings.blocking)
        await hold(work, upload, blocking, read, request, warnings=warnings)
        return UploadState.HELD
    return await release(work, upload, read, request, warnings=warnings, others=others)


def is_final(reasons: Reasons) -> bool:
    """Whether nobody may let it out, whatever invoice they name."""
    return any(code not in MAY_BE_OVERRIDDEN for code, _, _ in reasons)


async def compare(
    work: Work,
    read: ReadFaktur,
    request: FakturRequest,
    seller: Seller,
    active: TaxProfile | None,
    others: Sequence[FakturRequest] = (),
) -> Findings:
    """All that speaks against this PDF being the faktur of this invoice, and of ``others``.
    ``active`` is the tax profile of the invoice's account as the portal has it now."""
    profile = request.profile
    if profile is None and not read.buyer.foreign_id:
        return Findings((Mismatch(MismatchCode.NO_NPWP, "", request.invoice_number),), ())
    findings = check(read, await _expected(work, read, [request, *others], seller, active))
    changed = _profile_changed(read, profile, active) if profile else ()
    standing = [
        mismatch for one in (request, *others) for mismatch in await _standing(work, read, one)
    ]
    return Findings((*findings.blocking, *changed, *standing), findings.warnings)


async def _expected(
    work: Work,
    read: ReadFaktur,
    requests: Sequence[FakturRequest],
    seller: Seller,
    active: TaxProfile | None,
) -> ExpectedFaktur:
    first, *others = requests
    profile = first.profile
    names = {one.npwp: one for one in (profile, active) if one is not None}
    buyer = names.get(read.buyer.identity, profile)
    paid = [one.paid_on for one in requests]
    replaces = read.number is not None and read.number.is_replacement
    cases = await work.undoings.of(frozenset(one.id for one in requests))
    prices = [
        price_left(one.subtotal, cases.get(one.id, ()), replacement=replaces) for one in requests
    ]
    kode, other_kodes = _one_kode([await expected_kodes(work, one) for one in requests])
    is_whole = prices == [one.subtotal for one in requests]
    return ExpectedFaktur(
        seller_name=seller.name,
        seller_npwp=seller.npwp,
        buyer_npwp=buyer.npwp if buyer else "",
        buyer_document_number=_document(buyer),
        buyer_name=buyer.name if buyer else first.account_label,
        invoice_number=first.invoice_number,
        subtotal=sum(prices, Decimal(0)),
        kode_transaksi=kode,
        other_kodes=other_kodes,
        others=tuple(one.invoice_number for one in others),
        paid=min(paid),
        due=month_end(max(paid)) if others else max(paid),
        today=tax_day(work.now),
        lines=_billed(requests) if is_whole else (),
        rate=work.tax_rules.rate(max(paid)),
    )


def _one_kode(each: Sequence[tuple[str, ...]]) -> tuple[str, frozenset[str]]:
    """One faktur has one: the kode to expect, and those that may be right, too. Invoices of which
    several are expected are not one faktur's."""
    written = {kodes[0] for kodes in each}
    common = frozenset.intersection(*(frozenset(kodes) for kodes in each))
    return ", ".join(sorted(written)), common - written if len(written) == 1 else frozenset()


def _document(buyer: TaxProfile | None) -> str:
    """The number of the document that a buyer without a tax number is known by."""
    return buyer.document_number if buyer and not buyer.npwp.strip("0") else ""


def _billed(requests: Sequence[FakturRequest]) -> tuple[tuple[str, Decimal], ...]:
    """What these invoices bill, with what is off put where the export puts it; empty where the
    lines are not known or can't be sorted."""
    if not all(request.items for request in requests):
        return ()
    try:
        return tuple(
            (item.description, item.amount)
            for request in requests
            for item in taxed_items(request.items or ())
        )
    except LeftOutError:
        return ()


def _profile_changed(
    read: ReadFaktur, at_payment: TaxProfile, active: TaxProfile | None
) -> Iterator[Mismatch]:
    """The account has another NPWP than when the invoice was paid: which one is meant?"""
    now = active.npwp if active else ""
    if now == at_payment.npwp:
        return
    if read.buyer.identity == at_payment.npwp:
        yield Mismatch(MismatchCode.PROFILE_CHANGED, now, read.buyer.identity)
    elif read.buyer.identity == now:
        yield Mismatch(MismatchCode.PROFILE_CHANGED, at_payment.npwp, read.buyer.identity)


async def _standing(work: Work, read: ReadFaktur, request: FakturRequest) -> tuple[Mismatch, ...]:
    """Whether the invoice still waits for this one."""
    if request.state is RequestState.CANCELLED:
        return (Mismatch(MismatchCode.UNDONE, "", request.invoice_number),)
    if request.state in OPEN:
        return ()
    others = [f for f in await work.fakturs.issued_for(request.id) if not f.superseded]
    nsfp = read.number.nsfp if read.number else ""
    return tuple(
        Mismatch(MismatchCode.ALREADY_ISSUED, faktur.number, str(read.number or ""))
        for faktur in others
        if faktur.nsfp != nsfp
    )
