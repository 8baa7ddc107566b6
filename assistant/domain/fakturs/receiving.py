"""A PDF came in."""

from __future__ import annotations

from datetime import timedelta

from assistant.domain.fakturs.model import Upload
from assistant.domain.work import Job, Work


async def receive_pdf(
    work: Work, sha256: str, name: str, source: str, *, after: timedelta = timedelta(0)
) -> Upload | None:
    """Note a PDF that came in; a job reads it, ``after`` a time in which somebody else may. None
    when the same bytes came in before."""
    upload = await work.fakturs.add_upload(sha256, name, source, work.now)
    if upload is not None:
        await work.jobs.put(Job.READ_FAKTUR, upload.id, after=after)
    return upload
