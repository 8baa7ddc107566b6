"""The archive of faktur: by company, month and number, and as files of a whole month or year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.accounts import NotLinkedError
from assistant.domain.fakturs import Faktur
from assistant.domain.work import Arg, Job, Say, Work

MOST_FOUND = 40
"""Results of a search; whoever needs more types more of the number."""
STUCK_AFTER = timedelta(minutes=30)
"""A file that was not made by then is begun again when it is asked for again."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A faktur with what became of it."""

    faktur: Faktur
    replaced: bool
    """There is a newer version with the same NSFP."""
    cancelled: bool
    """Its invoice was cancelled or refunded."""
    buyer_npwp: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    account: str
    month: date
    """The first day of the masa pajak."""
    count: int
    """Faktur, each counted once whatever its versions."""


@dataclass(frozen=True, slots=True)
class Period:
    """A masa pajak, or all of a year."""

    first: date
    whole_year: bool = False

    @classmethod
    def read(cls, text: str) -> Period:
        """``2026-11`` or ``2026``. Raises ValueError."""
        if len(text) == len("2026"):
            return cls(date.fromisoformat(f"{text}-01-01"), whole_year=True)
        return cls(date.fromisoformat(f"{text}-01"))

    @property
    def text(self) -> str:
        return self.first.strftime("%Y" if self.whole_year else "%Y-%m")

    @property
    def end(self) -> date:
        """The first day after it."""
        if self.whole_year or self.first.month == 12:
            return date(self.first.year + 1, 1, 1)
        return self.first.replace(month=self.first.month + 1)

    @property
    def say(self) -> Say:
        if self.whole_year:
            return Say("faktur-year", {"year": str(self.first.year)})
        return Say("faktur-masa", {"month": self.first})


class FileKind(StrEnum):
    ZIP = "zip"
    """Every PDF, and an index."""
    RECAP = "recap"
    """A PDF that lists and adds up."""


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file that a person waits for."""

    id: int
    person: int
    account: str
    kind: FileKind
    period: Period
    asked_at: datetime
    done: bool


class Archive(Protocol):
    async def months(self, accounts: list[str]) -> list[MonthCount]:
        """Those that have any, newest first."""

    async def of(self, account: str, period: Period) -> list[Archived]:
        """The newest version of each, oldest faktur first."""

    async def find(self, accounts: list[str], part: str, most: int) -> list[Archived]:
        """All versions whose own or whose invoice's number contains ``part``, newest first."""

    async def one(self, faktur: int) -> Archived | None: ...

    async def versions(self, request: int) -> list[Archived]:
        """All that was issued for it, versions and other numbers, oldest first."""

    async def add_request(
        self, person: int, account: str, kind: FileKind, period: Period
    ) -> FileRequest | None:
        """None when the same one is being made."""

    async def waiting_request(
        self, person: int, account: str, kind: FileKind, period: Period
    ) -> FileRequest | None: ...

    async def request(self, id_: int) -> FileRequest | None: ...

    async def finish_request(self, id_: int) -> None: ...


async def want_file(work: Work, person: int, account: str, kind: FileKind, period: Period) -> None:
    """Have a file made and sent into the person's chat; asked for twice meanwhile, it is one.

    Raises NotLinkedError.
    """
    if await work.links.find(person, account) is None:
        raise NotLinkedError(account)
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
        "period": request.period.say,
        "count": count,
    }
    for number, (sha256, name) in enumerate(documents, start=1):
        part: dict[str, Arg] = {"part": number, "of": len(documents)} if len(documents) > 1 else {}
        key = f"ntf-faktur-{request.kind}-part" if part else f"ntf-faktur-{request.kind}"
        await work.deliveries.send_document(
            request.person,
            sha256,
            name,
            key,
            {**said, **part},
            unique=f"file:{request.id}:{number}",
            account=request.account,
        )
    if not documents:
        await work.deliveries.tell(
            request.person, "ntf-faktur-file-empty", said, unique=f"file:{request.id}:0"
        )
    await work.archive.finish_request(request.id)


async def _label(work: Work, request: FileRequest) -> str:
    link = await work.links.find(request.person, request.account)
    return link.label if link else ""
