"""A month or a year of fakturs as one file."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.accounts.looking import linked
from assistant.domain.archive.model import STUCK_AFTER, FileKind, FileRequest
from assistant.domain.months import Period
from assistant.domain.words import Arg, Say
from assistant.domain.work import Job, Work

_WHOLE: Mapping[FileKind, str] = {
    FileKind.ZIP: "ntf-faktur-zip",
    FileKind.RECAP: "ntf-faktur-recap",
}
_PART: Mapping[FileKind, str] = {FileKind.ZIP: "ntf-faktur-zip-part"}
"""One of several files."""


async def want_file(work: Work, person: int, account: str, kind: FileKind, period: Period) -> None:
    """Have a file made and sent into the person's chat; asked for twice meanwhile, it is one.

    Raises NotTheirsError.
    """
    await linked(work, person, account)
    request = await work.archive.add_request(person, account, kind, period)
    if request is None:
        request = await work.archive.waiting_request(person, account, kind, period)
        if request is None or work.now < request.asked_at + STUCK_AFTER:
            return
    await work.jobs.put(Job.MAKE_FILE, request.id, once=True)


async def file_made(
    work: Work, request: FileRequest, documents: list[tuple[str, str]], count: int
) -> None:
    """Send what was made: ``documents`` are (sha256, file name), ``count`` the faktur in them. The
    same again sends nothing more."""
    said: dict[str, Arg] = {
        "account": await _label(work, request),
        "period": _said(request.period),
        "count": count,
    }
    for number, (sha256, name) in enumerate(documents, start=1):
        part: dict[str, Arg] = {"part": number, "of": len(documents)} if len(documents) > 1 else {}
        key = (_PART if part else _WHOLE)[request.kind]
        await work.deliveries.send_document(
            request.person,
            sha256,
            name,
            key,
            {**said, **part},
            unique=f"file:{request.id}:{number}",
            account=request.account,
            asked=number == len(documents),
        )
    if not documents:
        await work.deliveries.tell(
            request.person, "ntf-faktur-file-empty", said, unique=f"file:{request.id}:0"
        )
    await work.archive.finish_request(request.id)


async def _label(work: Work, request: FileRequest) -> str:
    link = await work.links.find(request.person, request.account)
    return link.label if link else ""


def _said(period: Period) -> Say:
    if period.whole_year:
        return Say("faktur-year", {"year": period.text})
    return Say("faktur-masa", {"month": period.first})
