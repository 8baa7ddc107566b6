"""Finance settles a PDF that is held: once, and its card then says how."""

from __future__ import annotations

from assistant.domain.fakturs.holding import amend_card, reasons_of, said
from assistant.domain.fakturs.matching import Seller, compare, is_final
from assistant.domain.fakturs.model import FakturRequest, Reasons, Upload, UploadState
from assistant.domain.fakturs.releasing import let_out
from assistant.domain.finance.model import ActState, WantedAct
from assistant.domain.portal import TaxProfile
from assistant.domain.words import Place, Tap
from assistant.domain.work import Work

# Settled by finance


async def assign(
    work: Work,
    wanted: WantedAct,
    upload: Upload,
    request: FakturRequest,
    seller: Seller,
    active: TaxProfile | None,
    *,
    sure: bool,
) -> ActState:
    """Somebody names the invoice. What still differs is shown, and goes out only when they are
    ``sure``; what nobody may answer for stays held. ``upload`` is locked."""
    read = upload.read
    if upload.state is not UploadState.QUARANTINED:
        return ActState.SETTLED
    if read is None:
        return ActState.STAYS_HELD
    locked = await work.fakturs.locked_request(request.id)
    assert locked is not None
    if await _is_own(work, wanted, locked):
        return ActState.OWN_ACCOUNT
    reasons = reasons_of(await compare(work, read, locked, seller, active))
    if is_final(reasons):
        await _say(work, wanted, "held-stays", upload, locked, reasons)
        return ActState.MADE
    if reasons and not sure:
        await _say(work, wanted, "held-differs", upload, locked, reasons, ask=True)
        return ActState.MADE
    state = await let_out(work, upload, read, locked, actor=wanted.actor)
    await work.audit(
        wanted.actor, "faktur-assigned", f"upload:{upload.id}", invoice=locked.invoice_number,
        differences=", ".join(code for code, _, _ in reasons),
    )  # fmt: skip
    await amend_card(
        work, upload, f"held-done-{state}",
        {"by": wanted.staff_name, "invoice": locked.invoice_number},
    )  # fmt: skip
    return ActState.MADE


async def _say(
    work: Work,
    wanted: WantedAct,
    key: str,
    upload: Upload,
    request: FakturRequest,
    reasons: Reasons,
    *,
    ask: bool = False,
) -> None:
    await work.deliveries.tell_staff(
        key,
        {
            "by": wanted.staff_name,
            "name": upload.label,
            "invoice": request.invoice_number,
            "account": request.account_label,
            "reasons": said(reasons),
        },
        unique=f"act:{wanted.id}",
        place=Place.FINANCE,
        buttons=[Tap("held-btn-sure", f"held:sure:{upload.id}:{request.id}")] if ask else [],
    )


async def refuse(work: Work, wanted: WantedAct) -> ActState:
    """It is not sent to anybody; ``text`` says why."""
    upload = await _held(work, wanted)
    if upload is None:
        return ActState.SETTLED
    if await _is_own(work, wanted, await _request_of(work, upload)):
        return ActState.OWN_ACCOUNT
    await work.fakturs.finish_upload(upload.id, UploadState.REFUSED, upload.reasons)
    await work.audit(wanted.actor, "faktur-refused", f"upload:{upload.id}", reason=wanted.text)
    args = {"by": wanted.staff_name, "reason": wanted.text}
    await amend_card(work, upload, "held-done-refused", args)
    return ActState.MADE


async def replace_file(work: Work, wanted: WantedAct) -> ActState:
    """Another file was dropped in its place, which goes its own way; ``text`` is its name."""
    upload = await _held(work, wanted)
    if upload is None:
        return ActState.SETTLED
    if await _is_own(work, wanted, await _request_of(work, upload)):
        return ActState.OWN_ACCOUNT
    await work.fakturs.finish_upload(upload.id, UploadState.REPLACED, upload.reasons)
    await work.audit(wanted.actor, "faktur-file-replaced", f"upload:{upload.id}")
    args = {"by": wanted.staff_name, "other": wanted.text}
    await amend_card(work, upload, "held-done-replaced", args)
    return ActState.MADE


async def draft_reissue(work: Work, wanted: WantedAct) -> ActState:
    """The request to cancel a faktur of a wrong buyer and issue it anew, as a text to copy: a
    wrong identity can't be mended by a replacement (PER-11/PJ/2025 art. 48-49)."""
    upload = await work.fakturs.upload(int(wanted.subject))
    read = upload.read if upload else None
    request = await _request_of(work, upload) if upload else None
    if read is None or request is None or request.profile is None:
        return ActState.TOO_LATE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    await work.deliveries.tell_staff(
        "held-draft",
        {
            "number": str(read.number or "—"),
            "invoice": request.invoice_number,
            "wrong_name": read.buyer.name or "—",
            "wrong_npwp": read.buyer.npwp or "—",
            "name": request.profile.name,
            "npwp": request.profile.npwp,
            "nitku": request.profile.nitku,
            "address": request.profile.address,
        },
        unique=f"act:{wanted.id}",
        place=Place.FINANCE,
    )
    return ActState.MADE


async def _held(work: Work, wanted: WantedAct) -> Upload | None:
    upload = await work.fakturs.locked_upload(int(wanted.subject))
    return upload if upload and upload.state is UploadState.QUARANTINED else None


async def _request_of(work: Work, upload: Upload) -> FakturRequest | None:
    """What it was compared with."""
    return await work.fakturs.request(upload.request) if upload.request else None


async def _is_own(work: Work, wanted: WantedAct, request: FakturRequest | None) -> bool:
    """Nobody settles a PDF of an account that they were linked to at any time since it paid."""
    if request is None:
        return False
    return await work.links.stood(wanted.staff, [request.account], request.paid_at)
