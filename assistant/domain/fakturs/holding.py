"""A PDF that does not match is held: it goes nowhere, and finance sees why."""

from __future__ import annotations

from assistant.domain.fakturs.model import FakturRequest, Reasons, Upload, UploadState
from assistant.domain.fakturs.news import Held
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.staff import News
from assistant.domain.work import Job, Work


async def hold(
    work: Work,
    upload: Upload,
    reasons: Reasons,
    read: ReadFaktur | None = None,
    request: FakturRequest | None = None,
    *,
    warnings: Reasons = (),
) -> None:
    """Its card in the finance topic says why, and how it can be settled. ``request`` is what it
    was compared with."""
    await work.uploads.finish(
        upload.id,
        UploadState.HELD,
        reasons,
        read,
        request.id if request else None,
        warnings=warnings,
    )
    await work.audit("finance", "faktur-held", f"upload:{upload.id}")
    held = Held(upload, reasons, warnings, read, request)
    await work.desk.tell(held, unique=_card(upload))


async def show_again(work: Work, upload: Upload, unique: str) -> None:
    """The card of a PDF that is still held, at the end of the topic once more."""
    request = await work.fakturs.request(upload.request) if upload.request else None
    held = Held(upload, upload.reasons, upload.warnings, upload.read, request)
    await work.desk.tell(held, unique=unique)


async def settled(work: Work, upload: Upload, news: News) -> None:
    """How it ended takes the place of its card."""
    await work.desk.amend(_card(upload), news, unique=f"{_card(upload)}:settled")
    for intake in await work.intakes.of_upload(upload.id):
        await work.cards.touch_intake(intake)


async def reconsider(work: Work, invoice_number: str) -> None:
    """An invoice became known: PDFs that are held because none was known are looked at again."""
    for upload in await work.uploads.reopen_held(invoice_number):
        await work.jobs.put(Job.READ_FAKTUR, upload)


def _card(upload: Upload) -> str:
    return f"held:{upload.id}"
