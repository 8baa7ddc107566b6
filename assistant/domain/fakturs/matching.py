"""The gate: which paid invoice a PDF is the faktur of, and whether it may go to its customer.

Found by the reference, else by buyer, amount and month when one invoice alone is left; then all
of it is compared. Whatever differs holds it. Some of that a person may answer for; the rest nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.fakturs.gate import Check, Expected, Mismatch, check, invoices_named
from assistant.domain.fakturs.model import OPEN, Faktur, FakturRequest, RequestState
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.months import masa_pajak
from assistant.domain.portal import TaxProfile
from assistant.domain.work import Work

MAY_BE_OVERRIDDEN = frozenset(
    {
        Check.NO_REQUEST,
        Check.SEVERAL,
        Check.ALREADY_ISSUED,
        Check.PROFILE_CHANGED,
        Check.REFERENCE,
        Check.REFERENCE_UNREAD,
        Check.KODE_TRANSAKSI,
        Check.DPP_INVOICE,
        Check.PPN,
    }
)
"""What a person may answer for by naming the invoice. Never another seller or buyer, a QR code that
says something else than the print, a faktur that is not approved, or what could not be read."""


@dataclass(frozen=True, slots=True)
class Seller:
    """Who issues: what every faktur must name as its seller."""

    name: str
    npwp: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a PDF seems to be the faktur of. Without a request, ``reason`` says why not."""

    request: FakturRequest | None
    reason: Mismatch | None = None


def is_final(reasons: tuple[tuple[str, str, str], ...]) -> bool:
    """Whether nobody may let it out, whatever invoice they name."""
    return any(code not in MAY_BE_OVERRIDDEN for code, _, _ in reasons)


async def match(work: Work, read: ReadFaktur) -> Match:
    """The request that this PDF answers, or why a person must choose."""
    earlier = await versions_of(work, read)
    if earlier:
        return Match(await work.fakturs.request(earlier[0].request))
    named = invoices_named(read.reference)
    found = await work.fakturs.requests_named(named)
    if len(found) == 1:
        return Match(found[0])
    if named or len(found) > 1:
        return Match(None, _unmatched(found, read))
    if "reference" in read.unread:  # it may name another invoice of the same buyer and amount
        return Match(None, Mismatch(Check.REFERENCE_UNREAD, "", ""))
    near = await candidates(work, read)
    return Match(near[0]) if len(near) == 1 else Match(None, _unmatched(near, read))


def _unmatched(found: list[FakturRequest], read: ReadFaktur) -> Mismatch:
    if not found:
        return Mismatch(Check.NO_REQUEST, "", read.reference or "")
    numbers = ", ".join(request.invoice_number for request in found)
    return Mismatch(Check.SEVERAL, numbers, read.reference or "")


async def candidates(work: Work, read: ReadFaktur) -> list[FakturRequest]:
    """Invoices that wait for a faktur, of the same buyer and amount, paid in its tax month."""
    if read.dpp is None or read.date is None or not read.buyer.identity:
        return []
    subtotal = read.dpp * Decimal(12) / Decimal(11)
    near = await work.fakturs.candidates(read.buyer.identity, subtotal)
    month = masa_pajak(read.date)
    return [request for request in near if masa_pajak(request.paid_on) == month]


async def versions_of(work: Work, read: ReadFaktur) -> list[Faktur]:
    """What is known of the same faktur, oldest version first."""
    return await work.fakturs.versions(read.number.nsfp) if read.number else []


async def compare(
    work: Work,
    read: ReadFaktur,
    request: FakturRequest,
    seller: Seller,
    active: TaxProfile | None,
) -> tuple[Mismatch, ...]:
    """All that speaks against this PDF being the faktur of this invoice. ``active`` is the tax
    profile of the invoice's account as the portal has it now."""
    profile = request.profile
    if profile is None:
        return (Mismatch(Check.NO_NPWP, "", request.invoice_number),)
    names = {profile.npwp: profile, **({active.npwp: active} if active else {})}
    buyer = names.get(read.buyer.identity, profile)
    findings = check(
        read,
        Expected(
            seller_name=seller.name,
            seller_npwp=seller.npwp,
            buyer_npwp=buyer.npwp,
            buyer_name=buyer.name,
            invoice_number=request.invoice_number,
            subtotal=request.subtotal,
        ),
    )
    changed = _profile_changed(read, profile, active)
    standing = await _standing(work, read, request)
    return (*findings.blocking, *changed, *standing)


def _profile_changed(
    read: ReadFaktur, at_payment: TaxProfile, active: TaxProfile | None
) -> Iterator[Mismatch]:
    """The account has another NPWP than when the invoice was paid: which one is meant?"""
    now = active.npwp if active else ""
    if now == at_payment.npwp:
        return
    if read.buyer.identity == at_payment.npwp:
        yield Mismatch(Check.PROFILE_CHANGED, now, read.buyer.identity)
    elif read.buyer.identity == now:
        yield Mismatch(Check.PROFILE_CHANGED, at_payment.npwp, read.buyer.identity)


async def _standing(work: Work, read: ReadFaktur, request: FakturRequest) -> tuple[Mismatch, ...]:
    """Whether the invoice still waits for this one."""
    if request.state is RequestState.CANCELLED:
        return (Mismatch(Check.UNDONE, "", request.invoice_number),)
    if request.state in OPEN:
        return ()
    others = [f for f in await work.fakturs.issued_for(request.id) if not f.superseded]
    nsfp = read.number.nsfp if read.number else ""
    return tuple(
        Mismatch(Check.ALREADY_ISSUED, faktur.number, str(read.number or ""))
        for faktur in others
        if faktur.nsfp != nsfp
    )
