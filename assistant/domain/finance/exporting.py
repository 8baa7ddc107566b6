"""Giving Coretax the paid invoices of a month: asked for, written once, told to finance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.domain.fakturs.model import FakturRequest, ForeignInvoice, RequestState
from assistant.domain.finance.coretax import (
    Catalogue,
    LeftOutError,
    TaxInvoice,
    buyer_obstacles,
    tax_invoice,
)
from assistant.domain.finance.model import (
    Export,
    ExportFile,
    ExportState,
    LeftOut,
    MonthCounts,
    Obstacle,
    Reason,
)
from assistant.domain.finance.news import ExportDone, ExportFileMade
from assistant.domain.portal import TaxProfile
from assistant.domain.work import Job, Work


@dataclass(frozen=True, slots=True)
class Composed:
    """The invoices of a month, sorted into what Coretax takes and what it does not."""

    invoices: tuple[TaxInvoice, ...]
    left_out: tuple[LeftOut, ...]


def compose(
    requests: Sequence[FakturRequest],
    catalogue: Catalogue,
    foreign: Sequence[ForeignInvoice] = (),
) -> Composed:
    """``foreign``: what was paid in that month and is not in rupiah."""
    invoices: list[TaxInvoice] = []
    left_out: list[LeftOut] = []
    for request in requests:
        try:
            invoices.append(tax_invoice(request, catalogue))
        except LeftOutError as error:
            about = (request.invoice_number, request.account_label)
            left_out.append(LeftOut(*about, error.reasons))
    for one in foreign:
        reason = Reason(Obstacle.FOREIGN_CURRENCY, one.currency or "?")
        left_out.append(LeftOut(one.number, one.account_label, (reason,)))
    return Composed(tuple(invoices), tuple(left_out))


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
        state = RequestState.WAITING if request.state is RequestState.NO_NPWP else request.state
        await work.fakturs.save_request(replace(request, profile=profile, state=state))
        await work.audit(work.portal, "buyer-corrected", f"invoice:{request.invoice_number}")


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
    for number, file in enumerate(export.files, start=1):
        await work.desk.tell(ExportFileMade(export, file), unique=f"export:{export.id}:{number}")
