"""A PDF that passed the gate, or that a person answers for, goes out to its customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.fakturs.comparing import MismatchCode
from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.fakturs.holding import settled
from assistant.domain.fakturs.model import Faktur, FakturRequest, Reasons, Upload, UploadState
from assistant.domain.fakturs.news import InvoiceFound, SentWithWarnings
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.finance.cases import replacement_came
from assistant.domain.work import Work


async def release(
    work: Work,
    upload: Upload,
    read: ReadFaktur,
    request: FakturRequest,
    *,
    warnings: Reasons,
    others: Sequence[FakturRequest] = (),
) -> UploadState:
    """It passed the gate by itself. What it is warned of stands in the line of the files that it
    came with, or in a message of its own where it came by itself."""
    state = await let_out(
        work, upload, read, request, warnings=warnings, actor="finance", others=others
    )
    if upload.reasons:  # it was held before
        await settled(work, upload, InvoiceFound(upload, request))
    if warnings and state is UploadState.ISSUED and not await work.intakes.of_upload(upload.id):
        news = SentWithWarnings(upload, request, warnings)
        await work.desk.tell(news, unique=f"warned:{upload.id}")
    return state


async def let_out(
    work: Work,
    upload: Upload,
    read: ReadFaktur,
    request: FakturRequest,
    *,
    warnings: Reasons,
    actor: str,
    others: Sequence[FakturRequest] = (),
) -> UploadState:
    """Send it as the faktur of this invoice, and of ``others``. ``warnings`` are kept with it."""
    assert read.number is not None
    assert read.date is not None
    assert read.dpp is not None
    assert read.ppn is not None
    if any(code == MismatchCode.KODE_EITHER for code, _, _ in warnings):
        # What Coretax issued is what the account's next invoices are exported with.
        request, *others = (
            replace(one, kode=read.number.kode_transaksi) for one in (request, *others)
        )
    faktur = await faktur_issued(
        work,
        request,
        number=str(read.number),
        issued=read.date,
        dpp=read.dpp,
        ppn=read.ppn,
        sha256=upload.sha256,
        actor=actor,
        others=others,
        buyer=read.buyer,
    )
    state = _state(faktur)
    if state is UploadState.ISSUED and read.number.is_replacement:
        for one in (request, *others):
            await replacement_came(work, one)
    await work.uploads.finish(upload.id, state, (), read, request.id, warnings=warnings)
    return state


def _state(faktur: Faktur | None) -> UploadState:
    if faktur is None:
        return UploadState.DUPLICATE
    return UploadState.OLDER if faktur.superseded else UploadState.ISSUED
