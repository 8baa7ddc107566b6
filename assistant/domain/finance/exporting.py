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
from assistant.domain.masking import mask_text
from assistant.domain.portal import TaxProfile
from assistant.domain.words import Arg, Place, Say
from assistant.domain.work import Job, Work

MOST_LEFT_OUT_LINES = 20
"""Of those left out that the message names; the sheet has all."""


_LONGEST_NAME = 60


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
    *xml, sheet = export.files
    nothing = not composed.invoices
    await work.deliveries.tell_staff(
        "ekspor-nothing" if nothing else "ekspor-done",
        _summary(export, composed, len(xml)),
        unique=f"export:{export.id}",
        place=Place.FINANCE,
    )
    for number, file in enumerate((*xml, sheet), start=1):
        if nothing and not composed.left_out:
            return
        await work.deliveries.tell_staff(
            "ekspor-sheet" if file is sheet else "ekspor-file",
            {"month": export.month, "number": number, "files": len(xml)},
            unique=f"export:{export.id}:{number}",
            place=Place.FINANCE,
            document=file.sha256,
            document_name=file.name,
        )


def _summary(export: Export, composed: Composed, files: int) -> dict[str, Arg]:
    total = sum((one.other_tax_base for one in composed.invoices), Decimal(0))
    return {
        "month": export.month,
        "name": export.asked_by_name,
        "count": len(composed.invoices),
        "files": files,
        "dpp": total,
        "ppn": sum((one.vat for one in composed.invoices), Decimal(0)),
        "left": len(composed.left_out),
        "lines": left_out_lines(composed.left_out),
    }


def left_out_lines(left_out: Sequence[LeftOut]) -> tuple[Say, ...]:
    """Who was left out and why, as far as a message holds it."""
    if not left_out:
        return (Say("ekspor-left-none"),)
    lines = [_left_out_line(one, reason) for one in left_out for reason in one.reasons]
    shown = lines[:MOST_LEFT_OUT_LINES]
    if len(lines) > len(shown):
        shown.append(Say("ekspor-left-more", {"count": len(lines) - len(shown)}))
    return tuple(shown)


def _left_out_line(one: LeftOut, reason: Reason) -> Say:
    return Say(
        f"ekspor-left-{reason.code}",
        {
            "invoice": one.invoice_number,
            "account": one.account_label[:_LONGEST_NAME],
            "detail": mask_text(reason.detail[:_LONGEST_NAME]),
        },
    )
