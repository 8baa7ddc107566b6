"""Coretax refused a file: what it said is led back to the invoices, which are held until mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.parsers import expat

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.clients import BuyerDocument, TaxProfile
from assistant.domain.fakturs.delivery import NPWP_REFUSED, tell_buyer
from assistant.domain.fakturs.model import OPEN, FakturRequest, RequestState
from assistant.domain.finance.classing import as_document, is_nik, keep_identity
from assistant.domain.finance.coretax import clean
from assistant.domain.finance.import_errors import (
    Complaint,
    Fault,
    Lines,
    Rejection,
    Repair,
    XmlPlace,
    complaints,
)
from assistant.domain.finance.model import Export, ExportFile
from assistant.domain.finance.news import ImportMended, ImportRefused, ImportReport, WhichFileAsked
from assistant.domain.ids import parse_id
from assistant.domain.npwp import HEAD_OFFICE
from assistant.domain.words import Arg, Go
from assistant.domain.work import Job, Work

MOST_FILES = 8
"""That are offered where it is not known which file was meant."""


async def report_import(work: Work, wanted: WantedAct) -> ActState:
    """What Coretax said was pasted. Which file it was about follows from its name, else from the
    lines; where several could be, that is asked."""
    said = complaints(wanted.text)
    files = await _files(work, wanted.subject)
    if not any(one.line is not None for one in said) or not files:
        await _report(work, wanted, wanted, "", 0, said)
        return ActState.MADE
    if len(files) > 1:
        await work.desk.tell(WhichFileAsked(wanted, tuple(files)), unique=wanted.answer)
        return ActState.MADE
    export, number = files[0]
    return await _take(work, wanted, wanted, said, export, number)


async def report_of(work: Work, wanted: WantedAct) -> ActState:
    """It was about this file."""
    ids = [parse_id(part) for part in wanted.subject.split(".")]
    if len(ids) != 3 or None in ids:
        return ActState.TOO_LATE
    act, export_id, number = (id_ or 0 for id_ in ids)
    reported = await work.acts.get(act)
    export = await work.exports.get(export_id)
    if reported is None or export is None or not 0 < number < len(export.files):
        return ActState.TOO_LATE
    return await _take(work, wanted, reported, complaints(reported.text), export, number)


async def _files(work: Work, name: str) -> list[tuple[Export, int]]:
    """The XML files that it may be about, newest first; one where it is named."""
    found = [
        (export, number)
        for export in await work.exports.newest(MOST_FILES)
        for number, _ in enumerate(export.files[:-1], start=1)
    ]
    named = [one for one in found if one[0].files[one[1] - 1].name == name]
    return (named or found)[:MOST_FILES]


async def _take(
    work: Work,
    wanted: WantedAct,
    reported: WantedAct,
    said: Sequence[Complaint],
    export: Export,
    number: int,
) -> ActState:
    file = export.files[number - 1]
    lines = await _lines_of(work, file)
    by_reference = {
        clean(request.invoice_number): request for request in await work.exports.requests(export.id)
    }
    held: set[int] = set()
    left: list[Complaint] = []
    for one in _line_by_line(said, lines):
        place = lines.at(one.line) if lines and one.line is not None else None
        request = by_reference.get(place.reference) if place else None
        if one.fault is Fault.NOT_IMPORT or place is None or request is None:
            left.append(one)
            continue
        if await _hold(work, request, file, one, place):
            held.add(request.id)
    await work.audit(wanted.actor, "import-refused", f"export:{export.id}", held=len(held))
    await _report(work, wanted, reported, file.name, len(held), left)
    return ActState.MADE


def _line_by_line(said: Sequence[Complaint], lines: Lines | None) -> Iterator[Complaint]:
    """A stretch of lines is about the invoices between its ends, too."""
    for one in said:
        if lines and one.since is not None and one.line is not None:
            for line in lines.between(one.since, one.line):
                yield Complaint(line, one.words)
        yield one


async def _lines_of(work: Work, file: ExportFile) -> Lines | None:
    """Of the very bytes that were handed over."""
    content = await work.documents.get(file.sha256)
    try:
        return Lines(content) if content else None
    except expat.ExpatError:
        return None


async def _hold(
    work: Work, request: FakturRequest, file: ExportFile, one: Complaint, place: XmlPlace
) -> bool:
    """Coretax does not have it: it waits, and is in no file until it is mended. False where it has
    its faktur by now, or the same was said before."""
    locked = await work.fakturs.locked_request(request.id)
    if locked is None or locked.state not in OPEN or one.line is None:
        return False
    kept = await work.rejections.add(
        request.id, file.name, file.sha256, one.line, place.field, one.words
    )
    if kept is None:
        return False
    if locked.state is RequestState.EXPORTED:
        locked = replace(locked, state=RequestState.WAITING)
        await work.fakturs.save_request(locked)
    await work.desk.tell(ImportRefused(kept, locked), unique=f"rejected:{kept.id}")
    return True


async def _report(
    work: Work,
    wanted: WantedAct,
    reported: WantedAct,
    file: str,
    held: int,
    left: Sequence[Complaint],
) -> None:
    other = tuple(one for one in left if one.fault is Fault.NOT_IMPORT)
    unplaced = tuple(one for one in left if one.fault is not Fault.NOT_IMPORT)
    news = ImportReport(reported, file, held, unplaced, other)
    await work.desk.tell(news, unique=wanted.answer)


# What mends it


async def mend_import(work: Work, wanted: WantedAct) -> ActState:
    """The tap below a refused invoice."""
    id_, _, said = wanted.subject.partition(".")
    number = parse_id(id_)
    rejection = await work.rejections.get(number) if number else None
    request = await work.fakturs.locked_request(rejection.request) if rejection else None
    if rejection is None or request is None or said not in list(Repair):
        return ActState.TOO_LATE
    if rejection.mended_at is not None or request.state not in OPEN:
        return ActState.TOO_LATE
    if await work.links.stood(wanted.staff, [request.account], request.paid_at):
        return ActState.OWN_ACCOUNT
    repair = Repair(said)
    if not await _repair(work, wanted, request, rejection, repair):
        return ActState.TOO_LATE
    await work.audit(
        wanted.actor, "import-mended", f"invoice:{request.invoice_number}", repair=said
    )
    await work.desk.tell(ImportMended(wanted, request, repair), unique=wanted.answer)
    return ActState.MADE


async def _repair(
    work: Work, wanted: WantedAct, request: FakturRequest, rejection: Rejection, repair: Repair
) -> bool:
    profile = request.profile
    match repair:
        case Repair.ASK:
            await _ask(work, request, rejection)
            return True
        case Repair.DONE:  # what the portal has by now comes with it
            await work.jobs.put(Job.ASK_NPWP, request.account, once=True)
        case Repair.HEAD_OFFICE if profile is not None:
            mended = replace(profile, nitku=profile.npwp + HEAD_OFFICE)
            await work.fakturs.save_request(replace(request, profile=mended))
        case Repair.NATIONAL_ID | Repair.TIN if profile is not None and is_nik(profile):
            document = BuyerDocument.TIN if repair is Repair.TIN else BuyerDocument.NATIONAL_ID
            identity = as_document(profile, document)
            await keep_identity(work, request.account, identity, actor=wanted.actor)
        case _:
            return False
    await work.rejections.mend(request.id)
    return True


async def _ask(work: Work, request: FakturRequest, rejection: Rejection) -> None:
    """The buyer is asked to look at their number again; it stays held."""
    about: dict[str, Arg] = {
        "account": request.account_label,
        "invoice": request.invoice_number,
        "number": request.profile.npwp if request.profile else "",
    }
    await tell_buyer(
        work, request, NPWP_REFUSED, about, unique=f"rejected:{rejection.id}",
        buttons=[Go("btn-npwp", "npwp", request.account)],
    )  # fmt: skip


async def take_answer(work: Work, account: str, profile: TaxProfile) -> None:
    """A tax profile was saved anew: what Coretax refused of that account goes with it."""
    for request in await work.fakturs.waiting([account]):
        locked = await work.fakturs.locked_request(request.id)
        if locked is None or not await work.rejections.open_of(frozenset([request.id])):
            continue
        await work.fakturs.save_request(replace(locked, profile=profile))
        await work.rejections.mend(request.id)
