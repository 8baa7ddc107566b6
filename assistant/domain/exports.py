"""Giving Coretax the paid invoices of a month: asked for, written once, told to finance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.coretax import (
    Catalogue,
    LeftOutError,
    Reason,
    TaxInvoice,
    buyer_obstacles,
    tax_invoice,
)
from assistant.domain.fakturs import FakturRequest, RequestState
from assistant.domain.masking import mask_text
from assistant.domain.portal import TaxProfile
from assistant.domain.work import Arg, Job, Place, Say, Work

MOST_LEFT_OUT_LINES = 20
"""Of those left out that the message names; the sheet has all."""


_LONGEST_NAME = 60


class ExportState(StrEnum):
    WANTED = "wanted"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ExportFile:
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paid invoice that Coretax was not given."""

    invoice_number: str
    account_label: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Export:
    id: int
    month: date
    """The first day of the month of the payments (Asia/Jakarta)."""
    again: bool
    """Also what was exported before and is not issued yet."""
    asked_by: str
    """As the audit log names them."""
    asked_by_name: str
    state: ExportState
    files: tuple[ExportFile, ...]
    left_out: tuple[LeftOut, ...]
    asked_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """How far the faktur of a month's payments are."""

    month: date
    without_npwp: int
    waiting: int
    exported: int
    ppn: Decimal
    """Rupiah of all of them."""

    @property
    def total(self) -> int:
        return self.without_npwp + self.waiting + self.exported


class Exports(Protocol):
    async def months(self) -> list[MonthCounts]:
        """The months that something is still open of, oldest first."""

    async def want(self, month: date, again: bool, asked_by: str, name: str) -> Export: ...

    async def get(self, export: int) -> Export | None: ...

    async def locked(self, export: int) -> Export | None: ...

    async def begun(self, month: date) -> bool:
        """Whether one is wanted and not done yet."""

    async def last(self, month: date) -> Export | None:
        """The newest that was done."""

    async def due(self, month: date, *, again: bool) -> list[FakturRequest]:
        """What is to be exported, oldest payment first, locked until the transaction ends:
        without NPWP, waiting, and ``again`` also what is exported and not issued."""

    async def open_until(self, month: date, *, skip: int, most: int) -> list[FakturRequest]:
        """Paid up to the end of that month and without a faktur, oldest payment first."""

    async def finish(self, export: Export, requests: Sequence[int]) -> None:
        """Keep it, and that these are EXPORTED now."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The invoices of a month, sorted into what Coretax takes and what it does not."""

    invoices: tuple[TaxInvoice, ...]
    left_out: tuple[LeftOut, ...]


def compose(requests: Sequence[FakturRequest], catalogue: Catalogue) -> Composed:
    invoices: list[TaxInvoice] = []
    left_out: list[LeftOut] = []
    for request in requests:
        try:
            invoices.append(tax_invoice(request, catalogue))
        except LeftOutError as error:
            about = (request.invoice_number, request.account_label)
            left_out.append(LeftOut(*about, error.reasons))
    return Composed(tuple(invoices), tuple(left_out))


_MONTH = re.compile(
    r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{1,2})|(?P<m>[0-9]{1,2})[-/](?P<y>20[0-9]{2})"
)


def parse_month(typed: str) -> date | None:
    """``2026-10`` or ``10/2026`` as the first day of that month; None for anything else."""
    found = _MONTH.fullmatch(typed.strip())
    if found is None:
        return None
    month = int(found["month"] or found["m"])
    return date(int(found["year"] or found["y"]), month, 1) if 1 <= month <= 12 else None


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
