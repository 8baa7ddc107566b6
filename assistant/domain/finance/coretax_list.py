"""Coretax's own list of Pajak Keluaran: what it says of each faktur, beside what we know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.fakturs.comparing import invoices_named
from assistant.domain.fakturs.model import Faktur, FakturRequest


class Status(StrEnum):
    """What Coretax says of a faktur, in few words of ours."""

    CREATED = "created"
    """It is there and was not uploaded: it has no number."""
    SIGNING = "signing"
    INVALID = "invalid"
    """Saved Invalid: it failed a check, or the passphrase was wrong."""
    APPROVED = "approved"
    """Also where the buyer has credited it, or not."""
    AMENDED = "amended"
    CANCELED = "canceled"
    REJECTED = "rejected"
    WAITING_AMENDMENT = "waiting-amendment"
    """Counts as approved until the buyer agrees, as the next."""
    WAITING_CANCELLATION = "waiting-cancellation"
    MARKED_INVALID = "marked-invalid"
    """By the buyer."""
    UNKNOWN = "unknown"
    """A word that we do not know: a person looks."""


_STATUSES: Mapping[str, Status] = {
    "created": Status.CREATED,
    "draft": Status.CREATED,
    "konsep": Status.CREATED,
    "signing in progress": Status.SIGNING,
    "saved invalid": Status.INVALID,
    "approved": Status.APPROVED,
    "credited": Status.APPROVED,
    "uncredited": Status.APPROVED,
    "amended": Status.AMENDED,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
    "rejected": Status.REJECTED,
    "waiting for amendment": Status.WAITING_AMENDMENT,
    "waiting for cancellation": Status.WAITING_CANCELLATION,
    "waiting for cancelation": Status.WAITING_CANCELLATION,
    "disetujui": Status.APPROVED,
    "diganti": Status.AMENDED,
    "dibatalkan": Status.CANCELED,
    "batal": Status.CANCELED,
    "ditolak": Status.REJECTED,
    "invalid": Status.MARKED_INVALID,
}
_UNNUMBERED = frozenset({Status.CREATED, Status.SIGNING, Status.INVALID, Status.REJECTED})
"""In which a faktur may have no number yet."""
STANDING = frozenset({Status.APPROVED, Status.WAITING_AMENDMENT, Status.WAITING_CANCELLATION})
"""In force at the tax office."""


_BETWEEN = re.compile(r"[/()\[\],;:|]+| [-\u2013\u2014] ")
_BESIDE = re.compile(r"\b(?:faktur(?: pajak)?|normal|pengganti|sukses|success)\b")
"""What a status may be said with, and what says nothing of it: whether it is a replacement, the
number tells."""
_MAYBE_BOTH = frozenset({Status.WAITING_AMENDMENT, Status.WAITING_CANCELLATION})
"""They stand, and may be said so."""


def status_of(word: str) -> Status:
    """What all parts of it say, as of ``APPROVED - Normal``; unknown where any is not known."""
    said = {_STATUSES.get(part, Status.UNKNOWN) for part in _parts(word)}
    if len(said) == 2 and said & _MAYBE_BOTH:
        said.discard(Status.APPROVED)
    return said.pop() if len(said) == 1 else Status.UNKNOWN


def _parts(word: str) -> list[str]:
    whole = _spaced(word)
    if whole in _STATUSES:
        return [whole]
    parts = (_spaced(_BESIDE.sub(" ", part)) for part in _BETWEEN.split(word.casefold()))
    return [part for part in parts if part]


def _spaced(word: str) -> str:
    return " ".join(re.split(r"[\s_-]+", word.strip().casefold())).strip()


@dataclass(frozen=True, slots=True)
class ListedFaktur:
    """One faktur of the list."""

    number: str
    """17 digits; empty before it is signed."""
    reference: str
    buyer: str
    """Its NPWP or other identity."""
    buyer_name: str
    issued: date | None
    masa: date | None
    """The first day of its tax month."""
    status: Status
    said: str
    """The status word for word."""
    dpp: Decimal | None
    ppn: Decimal | None

    @property
    def nsfp(self) -> str:
        """The last 13 digits: what it is, whatever its version."""
        return self.number[-13:]

    @property
    def kode_status(self) -> str:
        """Which version. A faktur of the desktop era has a 9 where its year would begin."""
        return self.number[2:4]

    @property
    def key(self) -> str:
        """One faktur, whatever list it is in."""
        if self.number or self.reference:
            return self.number or f"ref:{self.reference}"
        return f"row:{self.buyer}:{self.issued}:{self.dpp}"

    @property
    def names(self) -> frozenset[str]:
        """The invoices that its reference may name."""
        return invoices_named(self.reference) | ({self.reference} - {""})

    @property
    def credited(self) -> bool:
        """Unless Coretax says that the buyer has not, it may have."""
        said = {*_parts(self.said)}
        return not said or not said <= {"approved", "disetujui", "uncredited"}


class ListKind(StrEnum):
    """What a row of the list and our own books say together."""

    NOT_DELIVERED = "not-delivered"
    """Approved there, and its PDF has not come here."""
    CANCELED_THERE = "canceled-there"
    """It went to the customer, and does not stand there any more."""
    REPLACED_THERE = "replaced-there"
    """A newer version stands there."""
    UNKNOWN_HERE = "unknown-here"
    """We know no invoice that it is of."""
    WAITING_BUYER = "waiting-buyer"
    """A change waits for the buyer's consent; until then it counts as approved."""
    NOT_SIGNED = "not-signed"
    """It lies there without having been uploaded, or its signing failed."""
    BUYER_INVALID = "buyer-invalid"
    """The buyer says that it is not valid, or the tax office refused it."""
    STATUS_UNKNOWN = "status-unknown"
    """Held: nobody knows the word."""
    NUMBER_UNREAD = "number-unread"
    """It must have one by its status: a spreadsheet has rounded it, or cut it off."""
    AMOUNT = "amount"
    """Its PPN is another one than here."""
    MISSING_THERE = "missing-there"
    """We delivered it, and the list of its month does not have it."""


@dataclass(frozen=True, slots=True)
class ListFinding:
    kind: ListKind
    number: str
    invoice: str
    account: str
    said: str
    """Coretax's status word for word."""
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Ours:
    """What we know, to put beside a list."""

    fakturs: Mapping[str, Sequence[Faktur]]
    """Every version, by NSFP."""
    requests: Mapping[str, FakturRequest]
    """By the invoice's number."""


def compare_list(rows: Sequence[ListedFaktur], ours: Ours) -> list[ListFinding]:
    """What somebody has to look at, in the order of the kinds."""
    newest: dict[str, str] = {}
    for row in rows:
        if row.number and row.status in STANDING:
            newest[row.nsfp] = max(newest.get(row.nsfp, ""), row.kode_status)
    found = [one for row in rows for one in _compared(row, ours, newest)]
    return sorted(found, key=lambda one: list(ListKind).index(one.kind))


def _compared(row: ListedFaktur, ours: Ours, newest: Mapping[str, str]) -> Iterable[ListFinding]:
    versions = ours.fakturs.get(row.nsfp, ()) if row.number else ()
    here = next((one for one in versions if one.kode_status == row.kode_status), None)
    request = next((ours.requests[name] for name in sorted(row.names & ours.requests.keys())), None)
    invoice = versions[0].invoice_number if versions else row.reference
    account = (
        versions[0].account_label if versions
        else request.account_label if request else row.buyer_name
    )  # fmt: skip

    def finding(kind: ListKind, expected: str = "", found: str = "") -> ListFinding:
        return ListFinding(kind, row.number, invoice, account, row.said, expected, found)

    if row.status is Status.UNKNOWN:
        yield finding(ListKind.STATUS_UNKNOWN)
    elif not row.number and row.status not in _UNNUMBERED:
        yield finding(ListKind.NUMBER_UNREAD)
    elif row.status in (Status.REJECTED, Status.MARKED_INVALID):
        yield finding(ListKind.BUYER_INVALID)
    elif row.status in (Status.CREATED, Status.SIGNING, Status.INVALID):
        yield finding(ListKind.NOT_SIGNED)
    elif row.status in STANDING:
        yield from _standing(row, here, bool(versions) or request is not None, finding, newest)
    elif here is not None and not here.superseded:
        replaced = newest.get(row.nsfp, "") > row.kode_status
        yield finding(ListKind.REPLACED_THERE if replaced else ListKind.CANCELED_THERE)


def _standing(
    row: ListedFaktur,
    here: Faktur | None,
    known: bool,
    finding: MakeFinding,
    newest: Mapping[str, str],
) -> Iterable[ListFinding]:
    if row.status is not Status.APPROVED:
        yield finding(ListKind.WAITING_BUYER)
    if here is not None:
        if row.ppn is not None and abs(row.ppn - here.ppn) > 1:
            yield finding(ListKind.AMOUNT, str(here.ppn), str(row.ppn))
    elif newest.get(row.nsfp) == row.kode_status:
        yield finding(ListKind.NOT_DELIVERED if known else ListKind.UNKNOWN_HERE)


class MakeFinding(Protocol):
    def __call__(self, kind: ListKind, expected: str = "", found: str = "") -> ListFinding: ...


def missing_there(
    rows: Sequence[ListedFaktur], fakturs: Iterable[Faktur], month: date
) -> list[ListFinding]:
    """What went out for a month and is not in the list of that whole month. A row whose number was
    not read may be any faktur of the invoice that it names, and of any where it names none."""
    there = {row.nsfp for row in rows if row.number}
    numberless = [row for row in rows if not row.number and row.status not in _UNNUMBERED]
    if not all(row.names for row in numberless):
        return []
    maybe = frozenset[str]().union(*(row.names for row in numberless))
    return [
        ListFinding(ListKind.MISSING_THERE, one.number, one.invoice_number, one.account_label, "")
        for one in fakturs
        if one.nsfp not in there and one.invoice_number not in maybe
        if one.masa_pajak == month and not one.superseded
    ]


class CoretaxLists(Protocol):
    async def keep(self, rows: Sequence[ListedFaktur], sha256: str) -> None:
        """The newest word about each; what had no number and has one by now is that."""

    async def of_month(self, month: date) -> list[ListedFaktur]:
        """What the lists so far say of a tax month."""

    async def of_nsfps(self, nsfps: frozenset[str]) -> list[ListedFaktur]: ...

    async def ours(self, rows: Sequence[ListedFaktur]) -> Ours:
        """What we know of these."""

    async def delivered_in(self, month: date) -> list[Faktur]:
        """Whose tax month it is, the newest versions."""
