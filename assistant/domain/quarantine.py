"""What the gate does with a PDF, and how finance settles one that is held.

A held PDF stands in the finance topic with the reason, what we expect beside what was found, and
buttons. Finance names its invoice, refuses it, or drops another file in its place. It is settled
once, and its card then says how.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from assistant.domain.faktur import ReadFaktur
from assistant.domain.fakturs import (
    Faktur,
    FakturRequest,
    Reasons,
    Upload,
    UploadState,
    faktur_issued,
)
from assistant.domain.finance import ActState, WantedAct
from assistant.domain.gate import Check, Mismatch
from assistant.domain.matching import Match, Seller, compare, is_final
from assistant.domain.portal import TaxProfile
from assistant.domain.work import Arg, Job, Place, Say, Tap, Work

_AMOUNTS = frozenset(
    {
        Check.QR_DPP,
        Check.QR_PPN,
        Check.QR_PPNBM,
        Check.PPN,
        Check.DPP_INVOICE,
    }
)
_BUYER = frozenset({str(Check.BUYER_NPWP), str(Check.PROFILE_CHANGED)})
"""With these a faktur may have to be cancelled and issued anew."""


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
        await hold(work, upload, _reasons([reason]), read)
        return UploadState.QUARANTINED
    differences = await compare(work, read, request, seller, active)
    if differences:
        await hold(work, upload, _reasons(differences), read, request)
        return UploadState.QUARANTINED
    state = await _let_out(work, upload, read, request, actor="finance")
    if upload.reasons:  # it was held before
        await _amend(work, upload, "held-done-found", {"invoice": request.invoice_number})
    return state


async def _let_out(
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


async def hold(
    work: Work,
    upload: Upload,
    reasons: Reasons,
    read: ReadFaktur | None = None,
    request: FakturRequest | None = None,
) -> None:
    """A PDF that does not match goes nowhere, and finance sees why."""
    await work.fakturs.finish_upload(
        upload.id, UploadState.QUARANTINED, reasons, read, request.id if request else None
    )
    await work.audit("finance", "faktur-held", f"upload:{upload.id}")
    await _tell_card(work, upload, reasons, read, request, unique=_card(upload))


async def show_again(work: Work, upload: Upload, unique: str) -> None:
    """The card of a PDF that is still held, at the end of the topic once more."""
    request = await work.fakturs.request(upload.request) if upload.request else None
    await _tell_card(work, upload, upload.reasons, upload.read, request, unique=unique)


async def _tell_card(
    work: Work,
    upload: Upload,
    reasons: Reasons,
    read: ReadFaktur | None,
    request: FakturRequest | None,
    *,
    unique: str,
) -> None:
    await work.deliveries.tell_staff(
        "held-card",
        {
            "name": upload.label,
            "reasons": said(reasons),
            "facts": tuple(_facts(read, request, final=is_final(reasons))),
        },
        unique=unique,
        place=Place.FINANCE,
        buttons=_buttons(upload, reasons),
        document=upload.sha256,
        document_name=upload.name,
    )


def _card(upload: Upload) -> str:
    return f"held:{upload.id}"


def _buttons(upload: Upload, reasons: Reasons) -> list[Tap]:
    def button(what: str) -> Tap:
        return Tap(f"held-btn-{what}", f"held:{what}:{upload.id}:0")

    assign = [] if is_final(reasons) else [button("assign")]
    draft = [button("draft")] if any(code in _BUYER for code, _, _ in reasons) else []
    return [*assign, *draft, button("replace"), button("refuse")]


def said(reasons: Reasons) -> tuple[Say, ...]:
    """Each reason in words, what is expected above what was found."""
    return tuple(
        Say(
            f"mismatch-{code}",
            {"expected": _value(code, expected), "found": _value(code, found)},
        )
        for code, expected, found in reasons
    )


def _value(code: str, text: str) -> str | Decimal:
    if code not in _AMOUNTS:
        return text or "—"
    try:
        return Decimal(text)
    except InvalidOperation:
        return text or "—"


def _facts(read: ReadFaktur | None, request: FakturRequest | None, *, final: bool) -> Iterator[Say]:
    """What the PDF says, what it was compared with, and what can be done."""
    if read is not None:
        yield Say(
            "held-pdf",
            {
                "number": str(read.number or "—"),
                "buyer": read.buyer.name or "—",
                "reference": read.reference or "—",
            },
        )
    if request is not None:
        yield Say(
            "held-invoice", {"invoice": request.invoice_number, "account": request.account_label}
        )
    yield Say("held-final" if final else "held-open")


def _reasons(differences: Sequence[Mismatch]) -> Reasons:
    return tuple((str(m.code), m.expected, m.found) for m in differences)


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
    reasons = _reasons(await compare(work, read, locked, seller, active))
    if is_final(reasons):
        await _say(work, wanted, "held-stays", upload, locked, reasons)
        return ActState.MADE
    if reasons and not sure:
        await _say(work, wanted, "held-differs", upload, locked, reasons, ask=True)
        return ActState.MADE
    state = await _let_out(work, upload, read, locked, actor=wanted.actor)
    await work.audit(
        wanted.actor, "faktur-assigned", f"upload:{upload.id}", invoice=locked.invoice_number,
        differences=", ".join(code for code, _, _ in reasons),
    )  # fmt: skip
    await _amend(
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
    await work.fakturs.finish_upload(upload.id, UploadState.REFUSED, upload.reasons)
    await work.audit(wanted.actor, "faktur-refused", f"upload:{upload.id}", reason=wanted.text)
    args = {"by": wanted.staff_name, "reason": wanted.text}
    await _amend(work, upload, "held-done-refused", args)
    return ActState.MADE


async def replace_file(work: Work, wanted: WantedAct) -> ActState:
    """Another file was dropped in its place, which goes its own way; ``text`` is its name."""
    upload = await _held(work, wanted)
    if upload is None:
        return ActState.SETTLED
    await work.fakturs.finish_upload(upload.id, UploadState.REPLACED, upload.reasons)
    await work.audit(wanted.actor, "faktur-file-replaced", f"upload:{upload.id}")
    args = {"by": wanted.staff_name, "other": wanted.text}
    await _amend(work, upload, "held-done-replaced", args)
    return ActState.MADE


async def draft_reissue(work: Work, wanted: WantedAct) -> ActState:
    """The request to cancel a faktur of a wrong buyer and issue it anew, as a text to copy: a
    wrong identity can't be mended by a replacement (PER-11/PJ/2025 art. 48-49)."""
    upload = await work.fakturs.upload(int(wanted.subject))
    read = upload.read if upload else None
    request = await work.fakturs.request(upload.request) if upload and upload.request else None
    if read is None or request is None or request.profile is None:
        return ActState.TOO_LATE
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


async def reconsider(work: Work, invoice_number: str) -> None:
    """An invoice became known: PDFs that are held because none was known are looked at again."""
    for upload in await work.fakturs.reopen_held(invoice_number):
        await work.jobs.put(Job.READ_FAKTUR, upload)


async def _held(work: Work, wanted: WantedAct) -> Upload | None:
    upload = await work.fakturs.locked_upload(int(wanted.subject))
    return upload if upload and upload.state is UploadState.QUARANTINED else None


async def _amend(work: Work, upload: Upload, key: str, args: Mapping[str, Arg]) -> None:
    """The card's words become how it ended, and its buttons go."""
    await work.deliveries.amend(
        _card(upload), key, {"name": upload.label, **args}, unique=f"{_card(upload)}:settled"
    )
    for intake in await work.intakes.of_upload(upload.id):
        await work.cards.touch_intake(intake)
