"""A PDF that does not match is held: its card in the finance topic says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from assistant.domain.fakturs.gate import Check, Mismatch
from assistant.domain.fakturs.matching import is_final
from assistant.domain.fakturs.model import FakturRequest, Reasons, Upload, UploadState
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.words import Arg, Place, Say, Tap
from assistant.domain.work import Job, Work

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


def reasons_of(differences: Sequence[Mismatch]) -> Reasons:
    return tuple((str(m.code), m.expected, m.found) for m in differences)


async def reconsider(work: Work, invoice_number: str) -> None:
    """An invoice became known: PDFs that are held because none was known are looked at again."""
    for upload in await work.fakturs.reopen_held(invoice_number):
        await work.jobs.put(Job.READ_FAKTUR, upload)


async def amend_card(work: Work, upload: Upload, key: str, args: Mapping[str, Arg]) -> None:
    """The card's words become how it ended, and its buttons go."""
    await work.deliveries.amend(
        _card(upload), key, {"name": upload.label, **args}, unique=f"{_card(upload)}:settled"
    )
    for intake in await work.intakes.of_upload(upload.id):
        await work.cards.touch_intake(intake)
