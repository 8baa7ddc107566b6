"""``/rekonsiliasi``, a month's books: what was paid, what was issued for it, whom that reached.

Nothing is changed here. Each finding says what is wrong with one invoice (or PDF); the ones that
somebody has to act on make the month unclean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.billing import IDR, PaidInvoice
from assistant.domain.channels import Channel
from assistant.domain.fakturs.comparing import MismatchCode
from assistant.domain.fakturs.model import (
    STATUS_NORMAL,
    Faktur,
    FakturRequest,
    Reasons,
    RequestState,
    Upload,
)
from assistant.domain.finance.books import (
    BookRow,
    Finding,
    FindingKind,
    MonthFacts,
    Reconciliation,
    standing_ones,
)
from assistant.domain.finance.ends import BY_KODE, End, Equation
from assistant.domain.finance.news import BooksCompared, BooksSheetMade, MonthUnreadable
from assistant.domain.finance.undoing import GivenBack, given_back
from assistant.domain.money import PPN_TOLERANCE, whole
from assistant.domain.months import (
    last_good_day,
    masa_pajak,
    month_before,
    month_end,
    parse_month,
    tax_day,
)
from assistant.domain.work import Job, Work


async def begin_reconciliation(work: Work, wanted: WantedAct) -> ActState:
    """A job does it, as the portal is asked, too."""
    if meant_month(wanted, tax_day(work.now)) is None:
        await work.desk.tell(MonthUnreadable(wanted), unique=wanted.answer)
    else:
        await work.jobs.put(Job.RECONCILE_MONTH, wanted.id)
    return ActState.MADE


def meant_month(wanted: WantedAct, today: date) -> date | None:
    """The month that was named; the last one that has ended where none was. None: unreadable."""
    named = wanted.subject or wanted.text
    if named:
        return parse_month(named)
    return month_before(today)


async def tell_reconciliation(
    work: Work, wanted: WantedAct, books: Reconciliation, sheet: str
) -> None:
    """``sheet`` is the sha256 of the stored sheet."""
    news = BooksCompared(wanted, books, tax_day(work.now))
    await work.desk.tell(news, unique=wanted.answer)
    made = BooksSheetMade(wanted, books.month, sheet)
    await work.desk.tell(made, unique=f"{wanted.answer}:sheet")


_OPEN = {
    RequestState.NO_NPWP: FindingKind.NO_NPWP,
    RequestState.WAITING: FindingKind.NOT_EXPORTED,
    RequestState.EXPORTED: FindingKind.NO_PDF,
}


def reconcile(
    facts: MonthFacts, portal: Sequence[PaidInvoice] | None, *, complete: bool = True
) -> Reconciliation:
    """``portal``: what it lists as paid in that month, None where it lists none; not ``complete``:
    it has more than it listed, so what is not in the list may be paid all the same."""
    of_request: dict[int, list[Faktur]] = defaultdict(list)
    for faktur in facts.fakturs:
        of_request[faktur.request].append(faktur)
    together = _together(facts.fakturs)
    shared = _shared_numbers(facts.fakturs, together)
    owed = _owed(facts, together)
    listed = {one.id for one in portal} if portal is not None and complete else None
    rows = tuple(
        _row(request, of_request[request.id], facts, shared, listed, owed)
        for request in facts.requests
    )
    foreign = [*_foreign(facts, portal or (), listed)]
    unheard = [*_unheard(facts, portal or ())]
    short = [*_short(facts)]
    return Reconciliation(
        facts.month,
        rows,
        (*foreign, *unheard, *short, *_held(facts.held)),
        compared=listed is not None,
        equation=Equation.of(
            facts.paid,
            (
                *(ended for row in rows for ended in row.ended),
                *((End.NOT_TAXED, one.amount) for one in facts.untaxed),
                *((End.HELD, None) for _ in (*foreign, *unheard)),
                *((End.HELD, None) for _ in short),
            ),
        ),
        untaxed=tuple(facts.untaxed),
        closed=facts.closed,
    )


def _together(fakturs: Iterable[Faktur]) -> dict[int, set[int]]:
    """By the faktur's id, the requests that it is of: mostly one alone."""
    requests: dict[int, set[int]] = defaultdict(set)
    for faktur in fakturs:
        requests[faktur.id].add(faktur.request)
    return requests


def _shared_numbers(fakturs: Iterable[Faktur], together: Mapping[int, set[int]]) -> frozenset[str]:
    """The NSFP of which one version is of other invoices than another."""
    versions: dict[str, set[frozenset[int]]] = defaultdict(set)
    for faktur in fakturs:
        versions[faktur.nsfp].add(frozenset(together[faktur.id]))
    return frozenset(nsfp for nsfp, several in versions.items() if len(several) > 1)


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a faktur should say, by all invoices that it is of."""

    tax: Decimal
    lines: int
    due: date
    first_paid: date


def _owed(facts: MonthFacts, together: Mapping[int, set[int]]) -> dict[int, _Owed]:
    known = {request.id: request for request in facts.requests}
    owed = {}
    for faktur, ids in together.items():
        requests = [known[id_] for id_ in ids if id_ in known]
        if not requests:
            continue
        paid = [one.paid_on for one in requests]
        owed[faktur] = _Owed(
            sum((_tax_left(one, facts) for one in requests), Decimal(0)),
            sum(len(one.items or ()) for one in requests),
            month_end(max(paid)) if len(requests) > 1 else max(paid),
            min(paid),
        )
    return owed


def _tax_left(request: FakturRequest, facts: MonthFacts) -> Decimal:
    """The PPN of what is left of an invoice that a replacement leaves a part of out."""
    back = given_back(request.subtotal, facts.cases.get(request.id, ()))
    if not back.left_out:
        return request.tax
    return whole(request.tax * (request.subtotal - back.left_out) / request.subtotal)


def _row(
    request: FakturRequest,
    fakturs: list[Faktur],
    facts: MonthFacts,
    shared: frozenset[str],
    listed: set[str] | None,
    owed: Mapping[int, _Owed],
) -> BookRow:
    ordered = sorted(fakturs, key=lambda one: (one.issued, one.kode_status, one.id))
    standing = standing_ones(ordered)
    channels = frozenset(
        channel for faktur in standing for channel in facts.reached.get(faktur.sha256, ())
    )
    cases = facts.cases.get(request.id, ())
    back = given_back(request.subtotal, cases)
    findings = (
        *_state(request, standing, listed, back),
        *_numbers(request, standing, shared),
        *_amounts(request, standing, owed),
        *_dates(request, standing, owed, facts.warnings),
        *_replaced(request, ordered, standing),
        *_delivery(request, standing, channels, facts.linked),
    )
    warnings = tuple(one for faktur in standing for one in facts.warnings.get(faktur.sha256, ()))
    end = _end(request, standing, findings, back)
    if any(case.is_open for case in cases):
        end = End.HELD
    undone = Decimal(0) if end in (End.UNDONE, End.HELD) else _with_ppn(request, back.amount)
    return BookRow(request, tuple(ordered), channels, findings, warnings, end, undone)


def _with_ppn(request: FakturRequest, price: Decimal) -> Decimal:
    """A part of the invoice with its share of the PPN, in whole rupiah."""
    part = whole(price * request.total / request.subtotal) if price else price
    return min(part, request.total)


_UNSETTLED = frozenset(
    {FindingKind.DOUBLE, FindingKind.AMOUNT, FindingKind.NOT_PAID, FindingKind.CANCELLED}
)
"""With these nobody can say yet how the payment ended, though a faktur stands."""


def _end(
    request: FakturRequest,
    standing: Sequence[Faktur],
    findings: Sequence[Finding],
    back: GivenBack,
) -> End:
    if any(one.kind in _UNSETTLED for one in findings):
        return End.HELD
    if request.state is RequestState.CANCELLED or back.settles_faktur:
        return End.UNDONE
    if standing:
        return BY_KODE.get(standing[0].number[:2], End.HELD)
    if back.amount == request.subtotal > 0:
        return End.UNDONE
    return End.DIGUNGGUNG if request.is_retail else End.HELD


def _state(
    request: FakturRequest,
    standing: Sequence[Faktur],
    listed: set[str] | None,
    back: GivenBack,
) -> Iterator[Finding]:
    whole_back = back.amount == request.subtotal > 0
    if request.state is RequestState.CANCELLED or whole_back:
        settled = not standing or back.settles_faktur
        yield _about(request, FindingKind.UNDONE if settled else FindingKind.CANCELLED, standing)
        return
    waits = not standing and not request.is_retail
    if waits and (kind := _OPEN.get(request.state)):
        yield _about(request, kind)
    if listed is not None and request.invoice_id not in listed:
        yield _about(request, FindingKind.NOT_PAID, standing)


def _numbers(
    request: FakturRequest, standing: Sequence[Faktur], shared: frozenset[str]
) -> Iterator[Finding]:
    if len(standing) > 1 or any(faktur.nsfp in shared for faktur in standing):
        yield _about(request, FindingKind.DOUBLE, standing)


def _amounts(
    request: FakturRequest, standing: Sequence[Faktur], owed: Mapping[int, _Owed]
) -> Iterator[Finding]:
    """Each line is rounded by itself in Coretax."""
    for faktur in standing:
        due = owed[faktur.id]
        if abs(faktur.ppn - due.tax) > max(PPN_TOLERANCE, Decimal(due.lines)):
            yield _about(
                request, FindingKind.AMOUNT, [faktur], expected=str(due.tax), found=str(faktur.ppn)
            )


def _dates(
    request: FakturRequest,
    standing: Sequence[Faktur],
    owed: Mapping[int, _Owed],
    warnings: Mapping[str, Reasons],
) -> Iterator[Finding]:
    """A replacement is dated by the day on which it was made, which says nothing."""
    for faktur in standing:
        due = owed[faktur.id]
        kinds = []
        if faktur.issued < due.first_paid:
            kinds.append(FindingKind.BEFORE)
        if faktur.kode_status == STATUS_NORMAL:
            if faktur.issued > last_good_day(due.due):
                kinds.append(FindingKind.LAPSED)
            elif faktur.issued > due.due:
                kinds.append(FindingKind.LATE)
            if faktur.masa_pajak != masa_pajak(due.due):
                kinds.append(FindingKind.OTHER_MASA)
        if any(code == MismatchCode.DATE_FUTURE for code, _, _ in warnings.get(faktur.sha256, ())):
            kinds.append(FindingKind.FUTURE)
        for kind in kinds:
            days = (due.due.isoformat(), faktur.issued.isoformat())
            yield _about(request, kind, [faktur], expected=days[0], found=days[1])


def _replaced(
    request: FakturRequest, all_: Sequence[Faktur], standing: Sequence[Faktur]
) -> Iterator[Finding]:
    if len(all_) > len(standing) or any(faktur.kode_status != "00" for faktur in standing):
        yield _about(request, FindingKind.REPLACED, all_)


def _delivery(
    request: FakturRequest,
    standing: Sequence[Faktur],
    channels: frozenset[Channel],
    linked: frozenset[str],
) -> Iterator[Finding]:
    if not standing or request.state is RequestState.CANCELLED:
        return
    if not channels:
        yield _about(request, FindingKind.UNDELIVERED, standing)
    elif request.account not in linked:
        yield _about(request, FindingKind.UNOPENED, standing)


def _about(
    request: FakturRequest,
    kind: FindingKind,
    fakturs: Sequence[Faktur] = (),
    *,
    expected: str = "",
    found: str = "",
) -> Finding:
    number = ", ".join(faktur.number for faktur in fakturs)
    about = (request.invoice_number, request.account_label, number)
    return Finding(kind, *about, expected, found, request.id)


def _foreign(
    facts: MonthFacts, portal: Sequence[PaidInvoice], listed: set[str] | None
) -> Iterator[Finding]:
    """What is held as it is not in rupiah, known before or only now."""
    known = {one.invoice_id for one in facts.foreign}
    for held in facts.foreign:
        if listed is None or held.invoice_id in listed:
            yield _in_currency(held.number, held.account_label, held.currency)
    for one in portal:
        if one.id not in known and one.currency != IDR:
            yield _in_currency(one.number, one.client_id, one.currency)


def _in_currency(number: str, account: str, currency: str) -> Finding:
    return Finding(FindingKind.FOREIGN, number, account, found=currency or "?")


def _unheard(facts: MonthFacts, portal: Sequence[PaidInvoice]) -> Iterator[Finding]:
    """An invoice in rupiah that bills no PPN has no faktur to wait for."""
    known = {request.invoice_id for request in facts.requests}
    known |= {one.invoice_id for one in facts.foreign}
    for one in portal:
        if one.id not in known and (one.tax > 0 or one.currency != IDR):
            yield Finding(FindingKind.UNHEARD, one.number, one.client_id, found=one.id)


def _short(facts: MonthFacts) -> Iterator[Finding]:
    for one in facts.short:
        amounts = str(one.billed), str(one.paid)
        yield Finding(FindingKind.SHORT, one.number, one.account_label, str(one.short), *amounts)


def _held(held: Sequence[Upload]) -> Iterator[Finding]:
    for upload in held:
        codes = ", ".join(code for code, _, _ in upload.reasons)
        yield Finding(FindingKind.HELD, upload.name, "", found=codes, subject=upload.id)
