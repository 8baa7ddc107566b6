"""Finance settles a PDF that is held: once, and its card then says how."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.acting.model import Act, ActState, WantedAct
from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.choosing import MOST, named_shortly
from assistant.domain.fakturs.comparing import invoices_named, reasons_of
from assistant.domain.fakturs.gate import compare, is_final
from assistant.domain.fakturs.holding import settled
from assistant.domain.fakturs.matching import may_be_together
from assistant.domain.fakturs.model import FakturRequest, Upload, UploadState
from assistant.domain.fakturs.news import (
    Assigned,
    AssignmentDiffers,
    AssignmentRefused,
    InvoicesOffered,
    ReissueDrafted,
    Replaced,
    UploadRefused,
)
from assistant.domain.fakturs.releasing import let_out
from assistant.domain.ids import parse_id
from assistant.domain.seller import Seller
from assistant.domain.work import Job, Work


async def named_requests(work: Work, wanted: WantedAct) -> tuple[FakturRequest, ...]:
    """The paid invoices that somebody names: by a button, by the number that they typed or the end
    of it, or by numbers that one faktur may be of. Empty: none, or not together, or several end
    so."""
    if buttons := wanted.subject.partition("-")[2]:
        ids = [parse_id(one) for one in buttons.split("+")]
        confirmed = [await work.fakturs.request(id_) if id_ else None for id_ in ids]
        return tuple(one for one in confirmed if one is not None)
    found = await work.fakturs.requests_named(invoices_named(wanted.text))
    if not found:
        short = await named_shortly(work, wanted.text)
        return tuple(short) if len(short) == 1 else ()
    if len(found) > 1 and not may_be_together(found):
        return ()
    return tuple(sorted(found, key=lambda one: (one.paid_at, one.id)))


async def begin_assigning(work: Work, wanted: WantedAct) -> ActState:
    """The portal is asked first, for what it has of the account by now."""
    await work.jobs.put(Job.ASSIGN_FAKTUR, wanted.id)
    return ActState.MADE


async def assign(
    work: Work,
    wanted: WantedAct,
    requests: Sequence[FakturRequest],
    seller: Seller,
    active: TaxProfile | None,
) -> ActState:
    """Somebody names the invoice, or several. What still differs is shown, and goes out
    only when they are sure; what nobody may answer for stays held. ``active`` is the tax profile
    that the portal now has of the invoice's account."""
    upload = await _held(work, wanted)
    if upload is None:
        return ActState.SETTLED
    if not requests:
        return await _offer(work, wanted, upload)
    read = upload.read
    if read is None:
        return ActState.STAYS_HELD
    known = [await work.fakturs.locked_request(one.id) for one in requests]
    locked, *others = [one for one in known if one is not None]
    for one in (locked, *others):
        if await _is_own(work, wanted, one):
            return ActState.OWN_ACCOUNT
    findings = await compare(work, read, locked, seller, active, others)
    reasons = reasons_of(findings.blocking)
    if is_final(reasons):
        await work.desk.tell(
            AssignmentRefused(wanted, upload, locked, reasons, tuple(others)), unique=wanted.answer
        )
        return ActState.MADE
    if reasons and wanted.act is not Act.ASSIGN_SURE:
        await work.desk.tell(
            AssignmentDiffers(wanted, upload, locked, reasons, tuple(others)), unique=wanted.answer
        )
        return ActState.MADE
    warnings = reasons_of(findings.warnings)
    # What somebody answered for stands with the PDF, too, and so in the month's sheet.
    state = await let_out(
        work, upload, read, locked,
        warnings=(*reasons, *warnings), actor=wanted.actor, others=others,
    )  # fmt: skip
    await work.audit(
        wanted.actor, "faktur-assigned", f"upload:{upload.id}", invoice=locked.invoice_number,
        differences=", ".join(code for code, _, _ in reasons),
    )  # fmt: skip
    await settled(work, upload, Assigned(upload, locked, wanted.staff_name, state))
    return ActState.MADE


async def _offer(work: Work, wanted: WantedAct, upload: Upload) -> ActState:
    """Several invoices end with what was typed: which one?"""
    several = await named_shortly(work, wanted.text) if wanted.text else []
    if not 1 < len(several) <= MOST:
        return ActState.SEVERAL_INVOICES if several else ActState.NO_INVOICE
    offered = InvoicesOffered(wanted.staff_name, upload, tuple(several), wanted.text)
    await work.desk.tell(offered, unique=wanted.answer)
    return ActState.MADE


async def refuse(work: Work, wanted: WantedAct) -> ActState:
    """It is not sent to anybody; ``text`` says why."""
    ended = await _end(work, wanted, UploadState.REFUSED)
    if isinstance(ended, ActState):
        return ended
    await work.audit(wanted.actor, "faktur-refused", f"upload:{ended.id}", reason=wanted.text)
    await settled(work, ended, UploadRefused(ended, wanted.staff_name, wanted.text))
    return ActState.MADE


async def replace_file(work: Work, wanted: WantedAct) -> ActState:
    """Another file was dropped in its place, which goes its own way; ``text`` is its name."""
    ended = await _end(work, wanted, UploadState.REPLACED)
    if isinstance(ended, ActState):
        return ended
    await work.audit(wanted.actor, "faktur-file-replaced", f"upload:{ended.id}")
    await settled(work, ended, Replaced(ended, wanted.staff_name, wanted.text))
    return ActState.MADE


async def _end(work: Work, wanted: WantedAct, state: UploadState) -> Upload | ActState:
    """The held PDF, which is held no more; or why it stays so."""
    upload = await _held(work, wanted)
    if upload is None:
        return ActState.SETTLED
    if await _is_own(work, wanted, await _request_of(work, upload)):
        return ActState.OWN_ACCOUNT
    await work.uploads.finish(upload.id, state, upload.reasons, warnings=upload.warnings)
    return upload


async def draft_reissue(work: Work, wanted: WantedAct) -> ActState:
    """The request to cancel a faktur of a wrong buyer and issue it anew, as a text to copy: a
    wrong identity can't be mended by a replacement (PER-11/PJ/2025 art. 48-49)."""
    upload_id = parse_id(wanted.subject)
    upload = await work.uploads.get(upload_id) if upload_id else None
    read = upload.read if upload else None
    request = await _request_of(work, upload) if upload else None
    if read is None or request is None or request.profile is None:
        return ActState.TOO_LATE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    await work.desk.tell(ReissueDrafted(wanted, read, request), unique=wanted.answer)
    return ActState.MADE


async def _held(work: Work, wanted: WantedAct) -> Upload | None:
    """The PDF that an act is about, locked, while it is held. ``subject`` begins with its id."""
    upload_id = parse_id(wanted.subject.partition("-")[0])
    upload = await work.uploads.locked(upload_id) if upload_id else None
    return upload if upload and upload.state is UploadState.HELD else None


async def _request_of(work: Work, upload: Upload) -> FakturRequest | None:
    """What it was compared with."""
    return await work.fakturs.request(upload.request) if upload.request else None


async def _is_own(work: Work, wanted: WantedAct, request: FakturRequest | None) -> bool:
    """Nobody settles a PDF of an account that they were linked to at any time since it paid."""
    if request is None:
        return False
    return await work.links.stood(wanted.staff, [request.account], request.paid_at)
