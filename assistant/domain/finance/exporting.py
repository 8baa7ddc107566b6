"""Giving Coretax the paid invoices of a month: asked for, written once, told to finance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.model import FakturRequest, ForeignInvoice, RequestState
from assistant.domain.finance.buyer_class import (
    collects,
    kode_of,
    maybe_split,
)
from assistant.domain.finance.classing import ask_about_buyers
from assistant.domain.finance.coretax import (
    Catalogue,
    LeftOutError,
    TaxInvoice,
    buyer_obstacles,
    tax_invoice,
)
from assistant.domain.finance.identity import known_as
from assistant.domain.finance.model import (
    Buyer,
    Export,
    ExportFile,
    ExportState,
    LeftOut,
    MonthCounts,
    Obstacle,
    Reason,
)
from assistant.domain.finance.news import ExportDone, ExportFileMade
from assistant.domain.rates import TAX_RULES, TaxRules
from assistant.domain.work import Job, Work


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What people (and Coretax) said about the buyers and invoices of an export."""

    buyers: Mapping[str, Buyer] = field(default_factory=dict)
    """By their account."""
    rules: TaxRules = TAX_RULES
    rejected: Mapping[int, str] = field(default_factory=dict)
    """What Coretax said of a request that it refused, where nobody has mended it."""
    undone: frozenset[int] = frozenset()
    """Requests of which something was given back before there was a faktur."""


async def known_of(work: Work, requests: Sequence[FakturRequest]) -> ExportFacts:
    accounts = frozenset(one.account for one in requests)
    ids = frozenset(one.id for one in requests)
    undone = (await work.undoings.of(ids)).items()
    return ExportFacts(
        await work.buyers.of(accounts),
        work.tax_rules,
        await work.rejections.open_of(ids),
        frozenset(id_ for id_, cases in undone if any(one.is_undone for one in cases)),
    )


@dataclass(frozen=True, slots=True)
class Composed:
    """The invoices of a month, sorted into what Coretax takes and what it does not."""

    invoices: tuple[TaxInvoice, ...]
    left_out: tuple[LeftOut, ...]


def compose(
    requests: Sequence[FakturRequest],
    catalogue: Catalogue,
    foreign: Sequence[ForeignInvoice] = (),
    known: ExportFacts | None = None,
) -> Composed:
    """``foreign``: what was paid in that month and is not in rupiah."""
    known = known or ExportFacts()
    split = _split(requests, known)
    invoices: list[TaxInvoice] = []
    left_out: list[LeftOut] = []
    for request in requests:
        more = [*_refused(request, known), *split.get(request.id, ())]
        buyer = known.buyers.get(request.account)
        try:
            invoice = tax_invoice(request, catalogue, buyer, known.rules)
            if more:
                raise LeftOutError(*more)
            invoices.append(invoice)
        except LeftOutError as error:
            about = (request.invoice_number, request.account_label)
            reasons = error.reasons if tuple(more) == error.reasons else (*error.reasons, *more)
            left_out.append(LeftOut(*about, reasons, request.id))
    for one in foreign:
        reason = Reason(Obstacle.FOREIGN_CURRENCY, one.currency or "?")
        left_out.append(LeftOut(one.number, one.account_label, (reason,)))
    return Composed(tuple(invoices), tuple(left_out))


def _refused(request: FakturRequest, known: ExportFacts) -> Sequence[Reason]:
    said = known.rejected.get(request.id)
    reasons = () if said is None else (Reason(Obstacle.REJECTED, said),)
    return (*reasons, Reason(Obstacle.UNDONE)) if request.id in known.undone else reasons


def _split(requests: Sequence[FakturRequest], known: ExportFacts) -> dict[int, tuple[Reason, ...]]:
    """The invoices of a collector that may be parts of one contract above the limit."""
    found: dict[int, tuple[Reason, ...]] = {}
    for account, buyer in known.buyers.items():
        of_account = [one for one in requests if one.account == account and not one.kode]
        if buyer.class_ and maybe_split(of_account, buyer, known.rules):
            total = sum((one.subtotal for one in of_account), Decimal(0))
            for one in of_account:
                if not collects(kode_of(one, buyer, known.rules)):
                    found[one.id] = (Reason(Obstacle.MAYBE_SPLIT, str(total)),)
    return found


def sensible_month(months: Sequence[MonthCounts], today: date) -> date:
    """The month that finance most likely means: the oldest that something waits of, otherwise the
    last one that has ended."""
    for counts in months:
        if counts.waiting:
            return counts.month
    before = date.fromordinal(today.replace(day=1).toordinal() - 1)
    return before.replace(day=1)


async def want_export(work: Work, month: date, *, again: bool, asked_by: str, name: str) -> Export:
    """Somebody who may do so asks for a month's XML; a job writes it."""
    export = await work.exports.want(month.replace(day=1), again, asked_by, name)
    await work.jobs.put(Job.EXPORT_CORETAX, export.id)
    return export


async def take_buyer(work: Work, requests: Sequence[int], profile: TaxProfile) -> None:
    """The buyer's data were not fit for a faktur when the invoice was paid; the portal has better
    ones now. Of what was never issued nothing is rewritten by that."""
    for id_ in requests:
        request = await work.fakturs.locked_request(id_)
        if request is None or not any(buyer_obstacles(request.profile)):
            continue
        known = known_as(profile, await work.buyers.get(request.account))
        state = RequestState.WAITING if request.state is RequestState.NO_NPWP else request.state
        await work.fakturs.save_request(replace(request, profile=known, state=state))
        await work.audit(work.portal_name, "buyer-corrected", f"invoice:{request.invoice_number}")


async def export_done(
    work: Work,
    export: Export,
    composed: Composed,
    xml: Sequence[ExportFile],
    sheet: ExportFile,
) -> Export:
    """The files are written and kept: the requests wait for their PDFs now, and the files go into
    the finance topic."""
    requests = [invoice.request for invoice in composed.invoices]
    done = replace(
        export,
        state=ExportState.DONE,
        files=(*xml, sheet),
        left_out=composed.left_out,
        done_at=work.now,
    )
    await work.exports.finish(done, requests)
    await work.audit(
        export.asked_by, "coretax-exported", f"export:{export.id}",
        month=f"{export.month:%Y-%m}", faktur=len(requests), left_out=len(composed.left_out),
    )  # fmt: skip
    await _tell(work, done, composed)
    return done


async def _tell(work: Work, export: Export, composed: Composed) -> None:
    done = ExportDone(
        export,
        count=len(composed.invoices),
        dpp=sum((one.other_tax_base for one in composed.invoices), Decimal(0)),
        ppn=sum((one.vat for one in composed.invoices), Decimal(0)),
    )
    await work.desk.tell(done, unique=f"export:{export.id}")
    if not composed.invoices and not composed.left_out:
        return
    await ask_about_buyers(work, export)
    for number, file in enumerate(export.files, start=1):
        await work.desk.tell(ExportFileMade(export, file), unique=f"export:{export.id}:{number}")
