"""A month's books: what was paid, what was issued for it, and whom that reached.

Nothing is changed here. Each finding says what is wrong with one invoice (or PDF); the ones that
somebody has to act on make the month unclean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.fakturs import Faktur, FakturRequest, RequestState, Upload
from assistant.domain.gate import PPN_TOLERANCE
from assistant.domain.portal import PaidInvoice


class Kind(StrEnum):
    """What was found, in the order in which it is told."""

    NO_NPWP = "no-npwp"
    """Paid, and the account has no NPWP."""
    NOT_EXPORTED = "not-exported"
    NO_PDF = "no-pdf"
    """Exported, and no PDF has come."""
    UNHEARD = "unheard"
    """The portal says that it was paid, and we never heard of it."""
    NOT_PAID = "not-paid"
    """We took it for paid, and the portal does not (any more)."""
    DOUBLE = "double"
    """Two numbers stand for one invoice, or one number for two."""
    AMOUNT = "amount"
    """The faktur's PPN is not the invoice's."""
    CANCELLED = "cancelled"
    """The invoice was undone, and its faktur stands: it must be cancelled at the tax office."""
    UNDELIVERED = "undelivered"
    """Issued, and it has reached nobody."""
    HELD = "held"
    """A PDF that is nobody's yet."""
    REPLACED = "replaced"
    UNDONE = "undone"
    """The invoice was undone in time: no faktur is due."""
    UNOPENED = "unopened"
    """It went by mail: nobody of the account has opened a chat."""


NOTED = frozenset({Kind.REPLACED, Kind.UNDONE, Kind.UNOPENED})
"""For these nobody has to do anything."""
_OPEN = {
    RequestState.NO_NPWP: Kind.NO_NPWP,
    RequestState.WAITING: Kind.NOT_EXPORTED,
    RequestState.EXPORTED: Kind.NO_PDF,
}


@dataclass(frozen=True, slots=True)
class Finding:
    kind: Kind
    invoice: str
    """The invoice's number; of a held PDF the name of its file."""
    account: str
    number: str = ""
    """Of the faktur, or several."""
    expected: str = ""
    found: str = ""
    subject: int = 0
    """The request, or the upload."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one PDF got: the channels by which it was sent, and whether any try is left."""

    channels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What we know of the invoices that were paid in a month (Asia/Jakarta)."""

    month: date
    requests: Sequence[FakturRequest]
    fakturs: Sequence[Faktur]
    """Of these requests, every version."""
    reached: Mapping[str, Reached]
    """By the PDF's sha256."""
    linked: frozenset[str]
    """Accounts that somebody has linked to a chat."""
    held: Sequence[Upload]
    """All PDFs that are held, of whatever month."""


class Books(Protocol):
    async def of(self, month: date) -> MonthFacts: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One paid invoice with what became of it."""

    request: FakturRequest
    fakturs: tuple[Faktur, ...]
    """That stand, and before them those that were replaced."""
    channels: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    month: date
    rows: tuple[Row, ...]
    others: tuple[Finding, ...]
    """About no invoice that we know."""
    compared: bool
    """With the whole of the portal's own list."""

    @property
    def findings(self) -> list[Finding]:
        found = [*(one for row in self.rows for one in row.findings), *self.others]
        order = list(Kind)
        return sorted(found, key=lambda one: order.index(one.kind))

    @property
    def to_do(self) -> list[Finding]:
        return [one for one in self.findings if one.kind not in NOTED]

    def of_kind(self, *kinds: Kind) -> list[Finding]:
        return [one for one in self.findings if one.kind in kinds]

    @property
    def paid(self) -> list[Row]:
        return [row for row in self.rows if row.request.state is not RequestState.CANCELLED]

    @property
    def issued(self) -> list[Row]:
        return [row for row in self.paid if row.fakturs]

    @property
    def delivered(self) -> list[Row]:
        return [row for row in self.issued if row.channels]

    @property
    def ppn_paid(self) -> Decimal:
        return sum((row.request.tax for row in self.paid), Decimal(0))

    @property
    def ppn_issued(self) -> Decimal:
        standing = (standing_ones(row.fakturs) for row in self.issued)
        return sum((one.ppn for fakturs in standing for one in fakturs), Decimal(0))


def reconcile(
    facts: MonthFacts, portal: Sequence[PaidInvoice] | None, *, complete: bool = True
) -> Reconciliation:
    """``portal``: what it lists as paid in that month, None where it lists none; not ``complete``:
    it has more than it listed, so what is not in the list may be paid all the same."""
    of_request: dict[int, list[Faktur]] = defaultdict(list)
    for faktur in facts.fakturs:
        of_request[faktur.request].append(faktur)
    shared = _shared_numbers(facts.fakturs)
    listed = {one.id for one in portal} if portal is not None and complete else None
    rows = tuple(
        _row(request, of_request[request.id], facts, shared, listed) for request in facts.requests
    )
    return Reconciliation(
        facts.month,
        rows,
        (*_unheard(facts, portal or ()), *_held(facts.held)),
        compared=listed is not None,
    )


def standing_ones(fakturs: Iterable[Faktur]) -> list[Faktur]:
    """Without those that another version, or another number, stands in the place of."""
    newest: dict[str, Faktur] = {}
    for faktur in sorted(fakturs, key=lambda one: one.kode_status):
        if not faktur.superseded:
            newest[faktur.nsfp] = faktur
    return list(newest.values())


def _shared_numbers(fakturs: Iterable[Faktur]) -> frozenset[str]:
    """The NSFP that stand for more than one invoice."""
    requests: dict[str, set[int]] = defaultdict(set)
    for faktur in fakturs:
        requests[faktur.nsfp].add(faktur.request)
    return frozenset(nsfp for nsfp, several in requests.items() if len(several) > 1)


def _row(
    request: FakturRequest,
    fakturs: list[Faktur],
    facts: MonthFacts,
    shared: frozenset[str],
    listed: set[str] | None,
) -> Row:
    ordered = sorted(fakturs, key=lambda one: (one.issued, one.kode_status, one.id))
    standing = standing_ones(ordered)
    channels = frozenset(
        channel
        for faktur in standing
        for channel in facts.reached.get(faktur.sha256, Reached()).channels
    )
    findings = (
        *_state(request, standing, listed),
        *_numbers(request, standing, shared),
        *_amounts(request, standing),
        *_replaced(request, ordered, standing),
        *_delivery(request, standing, channels, facts.linked),
    )
    return Row(request, tuple(ordered), channels, findings)


def _state(
    request: FakturRequest, standing: Sequence[Faktur], listed: set[str] | None
) -> Iterator[Finding]:
    if request.state is RequestState.CANCELLED:
        yield _about(request, Kind.CANCELLED if standing else Kind.UNDONE, standing)
        return
    if not standing and (kind := _OPEN.get(request.state)):
        yield _about(request, kind)
    if listed is not None and request.invoice_id not in listed:
        yield _about(request, Kind.NOT_PAID, standing)


def _numbers(
    request: FakturRequest, standing: Sequence[Faktur], shared: frozenset[str]
) -> Iterator[Finding]:
    if len(standing) > 1 or any(faktur.nsfp in shared for faktur in standing):
        yield _about(request, Kind.DOUBLE, standing)


def _amounts(request: FakturRequest, standing: Sequence[Faktur]) -> Iterator[Finding]:
    """Each line is rounded by itself in Coretax."""
    tolerance = max(PPN_TOLERANCE, Decimal(len(request.items or ())))
    for faktur in standing:
        if abs(faktur.ppn - request.tax) > tolerance:
            yield _about(
                request, Kind.AMOUNT, [faktur], expected=str(request.tax), found=str(faktur.ppn)
            )


def _replaced(
    request: FakturRequest, all_: Sequence[Faktur], standing: Sequence[Faktur]
) -> Iterator[Finding]:
    if len(all_) > len(standing) or any(faktur.kode_status != "00" for faktur in standing):
        yield _about(request, Kind.REPLACED, all_)


def _delivery(
    request: FakturRequest,
    standing: Sequence[Faktur],
    channels: frozenset[str],
    linked: frozenset[str],
) -> Iterator[Finding]:
    if not standing or request.state is RequestState.CANCELLED:
        return
    if not channels:
        yield _about(request, Kind.UNDELIVERED, standing)
    elif request.account not in linked:
        yield _about(request, Kind.UNOPENED, standing)


def _about(
    request: FakturRequest,
    kind: Kind,
    fakturs: Sequence[Faktur] = (),
    *,
    expected: str = "",
    found: str = "",
) -> Finding:
    number = ", ".join(faktur.number for faktur in fakturs)
    about = (request.invoice_number, request.account_label, number)
    return Finding(kind, *about, expected, found, request.id)


def _unheard(facts: MonthFacts, portal: Sequence[PaidInvoice]) -> Iterator[Finding]:
    """An invoice that bills no PPN has no faktur to wait for."""
    known = {request.invoice_id for request in facts.requests}
    for one in portal:
        if one.id not in known and one.tax > 0:
            yield Finding(Kind.UNHEARD, one.number, one.client_id, found=one.id)


def _held(held: Sequence[Upload]) -> Iterator[Finding]:
    for upload in held:
        codes = ", ".join(code for code, _, _ in upload.reasons)
        yield Finding(Kind.HELD, upload.name, "", found=codes, subject=upload.id)
