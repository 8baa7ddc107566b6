"""What comes in: files that finance drops, one at a time or many at once, and PDFs by other ways.

What one person drops within a minute is one intake, with one line in the finance topic that is
edited as it goes on. Whether they may is asked for what waits, and again for what joins it later;
then each file is fetched and taken apart by a job, and from there each PDF goes its own way
through the gate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum

from assistant.domain.acting.model import Act, ActState, WantedAct
from assistant.domain.acting.wanting import want_act
from assistant.domain.fakturs.model import (
    Counted,
    FileState,
    IntakeFile,
    IntakeState,
    Upload,
    UploadState,
)
from assistant.domain.ids import parse_id
from assistant.domain.sources import Source
from assistant.domain.work import Job, Work

TOGETHER = timedelta(minutes=1)
"""Between two files of one intake, while any of it is under way."""
AT_ONCE = timedelta(seconds=15)
"""The same when all of it is through: what comes later has a line of its own, at the end."""
LARGEST = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download."""
STEPS, LONGEST_STEP = 10, 400
"""How often an intake's line is edited on its way, at least where it is a large one: after so many
files, which take some three seconds. Telegram permits a group twenty messages a minute, edits
included, and others wait for theirs."""
NEARLY = 20
"""When so few files are left, the intake's line is looked at after each. Several are judged at the
same time and do not see each other end, so that none of them may know that it is the last."""


async def receive_pdf(work: Work, sha256: str, name: str, source: Source) -> Upload | None:
    """Note a PDF that came in; a job reads it. None when the same bytes came in before."""
    upload = await work.uploads.add(sha256, name, source)
    if upload is not None:
        await work.jobs.put(Job.READ_FAKTUR, upload.id)
    return upload


async def drop(
    work: Work, staff: int, staff_name: str, name: str, telegram: str, size: int
) -> None:
    """Somebody dropped a file into the finance topic. ``size`` is in bytes."""
    intake = await work.intakes.current(staff)
    if intake is None:
        intake = await work.intakes.add(staff, staff_name, IntakeState.ASKED)
        await want_act(work, staff, staff_name, Act.TAKE_IN, str(intake.id))
    elif intake.state is IntakeState.OPEN:
        # A minute ago they were allowed; they may have been thrown out since.
        await work.intakes.ask(intake.id)
        await want_act(work, staff, staff_name, Act.TAKE_IN, str(intake.id))
    refused = "too-large-to-fetch" if size > LARGEST else ""
    await work.intakes.add_file(intake.id, name, telegram=telegram, refused=refused)
    if intake.state is IntakeState.OPEN:
        await work.cards.touch_intake(intake.id)


async def take_in(work: Work, wanted: WantedAct) -> ActState:
    """They may: their files are fetched."""
    intake = parse_id(wanted.subject)
    if intake is None:
        return ActState.TOO_LATE
    await work.intakes.open(intake)
    for file in await work.intakes.waiting(intake):
        await work.jobs.put(Job.TAKE_IN, file)
    await work.audit(wanted.actor, "files-dropped", f"intake:{intake}")
    await work.cards.touch_intake(intake)
    return ActState.MADE


async def receive_zip(work: Work, sha256: str, name: str, sender: str) -> int | None:
    """A stored ZIP that came by HTTP, signed. None when it came before."""
    if await work.intakes.archive_known(sha256):
        return None
    intake = await work.intakes.add(None, sender, IntakeState.OPEN)
    file = await work.intakes.add_file(intake.id, name, archive=sha256)
    await work.jobs.put(Job.TAKE_IN, file.id)
    return intake.id


async def take_in_pdf(work: Work, file: IntakeFile, sha256: str) -> None:
    """One that was fetched: it is an upload from now on."""
    upload = await receive_pdf(work, sha256, file.name, Source.FINANCE)
    if upload is None:
        await work.intakes.finish_file(file.id, FileState.KNOWN)
    else:
        await work.intakes.finish_file(file.id, FileState.RECEIVED, upload=upload.id)
    await work.cards.touch_intake(file.intake)


async def take_in_packed(
    work: Work, zipped: IntakeFile, position: int, name: str, sha256: str
) -> None:
    """One out of a ZIP; a second time nothing happens. It is read when all of them are there."""
    if await work.intakes.has_packed(zipped, position):
        return
    upload = await work.uploads.add(sha256, name, Source.FINANCE)
    state = FileState.KNOWN if upload is None else FileState.RECEIVED
    await work.intakes.add_packed(zipped, position, name, upload.id if upload else 0, state)


async def list_packed(work: Work, zipped: IntakeFile, position: int, name: str) -> None:
    """One out of a ZIP that is no PDF: the intake's line names it, and nobody has to settle it."""
    if not await work.intakes.has_packed(zipped, position):
        state = FileState.REFUSED
        await work.intakes.add_packed(zipped, position, name, 0, state, reason="not-pdf")


async def all_unpacked(work: Work, zipped: IntakeFile) -> None:
    await work.intakes.finish_file(zipped.id, FileState.UNPACKED)
    await work.cards.touch_intake(zipped.intake)
    await work.jobs.put(Job.READ_PACKED, f"{zipped.id}:0")


async def refuse_file(work: Work, file: IntakeFile, reason: str) -> None:
    await work.intakes.finish_file(file.id, FileState.REFUSED, reason=reason)
    await work.cards.touch_intake(file.intake)


async def tell_progress(work: Work, uploads: Sequence[int]) -> None:
    """PDFs are through: the lines of their intakes say so, not at every file of many."""
    for intake, count in (await work.intakes.of_uploads(uploads)).items():
        done, total = await work.intakes.progress(intake)
        step = min(max(1, total // STEPS), LONGEST_STEP)
        if total - done < NEARLY or done // step > (done - count) // step:
            await work.cards.touch_intake(intake)


class FileOutcome(StrEnum):
    """What became of a file, the most usual first."""

    SENT = "sent"
    OLDER = "older"
    KNOWN = "known"
    """The same bytes, or the same faktur, came in before."""
    HELD = "held"
    SETTLED = "settled"
    """It was held."""
    SLIP = "slip"
    """A bukti potong: it went another way."""
    REFUSED = "refused"
    LISTED = "listed"
    """Coretax's own list, of which a message of its own tells."""


_OF_UPLOAD = {
    UploadState.ISSUED: FileOutcome.SENT,
    UploadState.OLDER: FileOutcome.OLDER,
    UploadState.DUPLICATE: FileOutcome.KNOWN,
    UploadState.HELD: FileOutcome.HELD,
    UploadState.REFUSED: FileOutcome.SETTLED,
    UploadState.REPLACED: FileOutcome.SETTLED,
    UploadState.SLIP: FileOutcome.SLIP,
}


def grouped(files: list[Counted]) -> Mapping[FileOutcome, list[Counted]]:
    """Those that are through, in the order of their outcomes; without those that have no file."""
    groups: dict[FileOutcome, list[Counted]] = {outcome: [] for outcome in FileOutcome}
    for file in files:
        if not file.under_way:
            groups[_outcome(file)].append(file)
    return {outcome: found for outcome, found in groups.items() if found}


def _outcome(file: Counted) -> FileOutcome:
    if file.state is FileState.REFUSED:
        return FileOutcome.REFUSED
    if file.state is FileState.LISTED:
        return FileOutcome.LISTED
    return _OF_UPLOAD[file.upload] if file.upload else FileOutcome.KNOWN
