"""``/digunggung``: a month's private consumers, as a list for the return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.fakturs.model import KODE_RETAIL
from assistant.domain.finance.digunggung import Retail, RetailReason
from assistant.domain.finance.model import ExportFile
from assistant.domain.finance.news import MonthUnreadable, RetailDone, RetailFileMade, RetailOff
from assistant.domain.finance.reconciling import meant_month
from assistant.domain.months import tax_day
from assistant.domain.work import Job, Work


async def begin_retail(work: Work, wanted: WantedAct) -> ActState:
    """A job does it, as the portal is asked who is a person."""
    if meant_month(wanted, tax_day(work.now)) is None:
        await work.desk.tell(MonthUnreadable(wanted), unique=wanted.answer)
    else:
        await work.jobs.put(Job.EXPORT_RETAIL, wanted.id)
    return ActState.MADE


async def tell_off(work: Work, wanted: WantedAct) -> None:
    await work.desk.tell(RetailOff(wanted), unique=wanted.answer)


async def retail_done(
    work: Work,
    wanted: WantedAct,
    month: date,
    sold: Sequence[Retail],
    left: Sequence[tuple[str, str, RetailReason]],
    files: Sequence[ExportFile],
    dropped: Sequence[int] = (),
) -> None:
    """The list is written: its invoices are in no faktur any more, until a person says so.
    ``dropped`` are requests that an earlier list of the month had, and this one has not: for them
    a faktur is due again."""
    kodes = {one.request: KODE_RETAIL for one in sold} | dict.fromkeys(dropped, "")
    for id_, kode in kodes.items():
        request = await work.fakturs.locked_request(id_)
        if request is not None and request.kode != kode:
            await work.fakturs.save_request(replace(request, kode=kode))
    await work.audit(
        wanted.actor, "digunggung", f"month:{month:%Y-%m}", invoices=len(sold), left=len(left)
    )
    await work.desk.tell(RetailDone(wanted, month, tuple(sold), tuple(left)), unique=wanted.answer)
    for number, file in enumerate(files, start=1):
        made = RetailFileMade(wanted, month, file)
        await work.desk.tell(made, unique=f"{wanted.answer}:{number}")
