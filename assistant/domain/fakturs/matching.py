"""Which paid invoice a PDF is the faktur of: found by the reference, else by buyer, amount and
month when one invoice alone is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.fakturs.comparing import Mismatch, MismatchCode, invoices_named
from assistant.domain.fakturs.model import Faktur, FakturRequest
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.money import price_of
from assistant.domain.months import masa_pajak
from assistant.domain.work import Work


@dataclass(frozen=True, slots=True)
class FakturMatch:
    """What a PDF seems to be the faktur of. Without a request, ``reason`` says why not."""

    request: FakturRequest | None
    reason: Mismatch | None = None
    others: tuple[FakturRequest, ...] = ()
    """Further invoices that it is of: a *faktur gabungan* names them all."""


async def match(work: Work, read: ReadFaktur) -> FakturMatch:
    """The request that this PDF answers, or why a person must choose."""
    earlier = await versions_of(work, read)
    if earlier:
        known = earlier[0]
        also = await work.fakturs.others_of(known.id)
        return FakturMatch(await work.fakturs.request(known.request), others=tuple(also))
    named = invoices_named(read.reference)
    found = await work.fakturs.requests_named(named)
    if len(found) == 1:
        return FakturMatch(found[0])
    if may_be_together(found):
        first, *others = sorted(found, key=lambda one: (one.paid_at, one.id))
        return FakturMatch(first, others=tuple(others))
    if named or len(found) > 1:
        return FakturMatch(None, _unmatched(found, read, MismatchCode.NOT_TOGETHER))
    if "reference" in read.unread:  # it may name another invoice of the same buyer and amount
        return FakturMatch(None, Mismatch(MismatchCode.REFERENCE_UNREAD, "", ""))
    near = await candidates(work, read)
    return FakturMatch(near[0]) if len(near) == 1 else FakturMatch(None, _unmatched(near, read))


def may_be_together(requests: Sequence[FakturRequest]) -> bool:
    """Whether one faktur may be of all of them: one buyer and one calendar month
    (PER-11/PJ/2025 art. 32), and one account that it goes to."""
    buyers = {(one.account, one.profile.npwp if one.profile else "") for one in requests}
    months = {masa_pajak(one.paid_on) for one in requests}
    return len(requests) > 1 and len(buyers) == 1 and len(months) == 1


def _unmatched(
    found: list[FakturRequest], read: ReadFaktur, code: MismatchCode = MismatchCode.SEVERAL
) -> Mismatch:
    if not found:
        return Mismatch(MismatchCode.NO_REQUEST, "", read.reference or "")
    numbers = ", ".join(sorted(request.invoice_number for request in found))
    return Mismatch(code, numbers, read.reference or "")


async def candidates(work: Work, read: ReadFaktur) -> list[FakturRequest]:
    """Invoices that wait for a faktur, of the same buyer and amount, paid in its tax month."""
    if read.dpp is None or read.date is None or not read.buyer.identity:
        return []
    subtotal = price_of(read.dpp, work.tax_rules.rate(read.date))
    near = await work.fakturs.candidates(read.buyer.identity, subtotal)
    month = masa_pajak(read.date)
    return [request for request in near if masa_pajak(request.paid_on) == month]


async def versions_of(work: Work, read: ReadFaktur) -> list[Faktur]:
    """What is known of the same faktur, oldest version first."""
    return await work.fakturs.versions(read.number.nsfp) if read.number else []
