"""The gate's decision: a PDF that says what is expected goes out, any other is held."""

from __future__ import annotations

from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.fakturs.gate import Check, Mismatch
from assistant.domain.fakturs.holding import amend_card, hold, reasons_of
from assistant.domain.fakturs.matching import Match, Seller, compare
from assistant.domain.fakturs.model import Faktur, FakturRequest, Upload, UploadState
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.portal import TaxProfile
from assistant.domain.work import Work

# The gate


async def settle(
    work: Work,
    upload: Upload,
    read: ReadFaktur,
    found: Match,
    seller: Seller,
    active: TaxProfile | None,
) -> UploadState:
    """Let a PDF out that says what is expected, and hold any other. ``active`` is what the portal
    now has as the tax profile of the account of ``found``."""
    request = await work.fakturs.locked_request(found.request.id) if found.request else None
    if request is None:
        reason = found.reason or Mismatch(Check.NO_REQUEST, "", read.reference or "")
        await hold(work, upload, reasons_of([reason]), read)
        return UploadState.QUARANTINED
    differences = await compare(work, read, request, seller, active)
    if differences:
        await hold(work, upload, reasons_of(differences), read, request)
        return UploadState.QUARANTINED
    state = await let_out(work, upload, read, request, actor="finance")
    if upload.reasons:  # it was held before
        await amend_card(work, upload, "held-done-found", {"invoice": request.invoice_number})
    return state


async def let_out(
    work: Work,
    upload: Upload,
    read: ReadFaktur,
    request: FakturRequest,
    *,
    actor: str,
) -> UploadState:
    assert read.number is not None
    assert read.date is not None
    assert read.dpp is not None
    assert read.ppn is not None
    faktur = await faktur_issued(
        work,
        request,
        number=str(read.number),
        issued=read.date,
        dpp=read.dpp,
        ppn=read.ppn,
        sha256=upload.sha256,
        actor=actor,
    )
    state = _state(faktur)
    await work.fakturs.finish_upload(upload.id, state, (), read, request.id)
    return state


def _state(faktur: Faktur | None) -> UploadState:
    if faktur is None:
        return UploadState.DUPLICATE
    return UploadState.OLDER if faktur.superseded else UploadState.ISSUED
