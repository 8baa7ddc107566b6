"""From PAID to the right chat: what a faktur is waited for, issued, held or delivered.

PAID is not "faktur ready": hours or days lie between. Each invoice paid becomes one request with a
copy of the buyer's tax profile as it was then; the PDF that comes back is matched to it and leaves
only when its own text and QR name the seller, the buyer and the amounts we expect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.faktur import ReadFaktur, short_name, tax_day
from assistant.domain.portal import Client, Invoice, InvoiceItem, InvoiceStatus, TaxProfile
from assistant.domain.work import Arg, Go, Job, Place, Priority, Work

NORMAL = "00"
"""The kode status of a faktur that replaces none of its number."""


class RequestState(StrEnum):
    NO_NPWP = "no-npwp"
    """Paid, but the account has no NPWP: nothing can be issued until it has."""
    WAITING = "waiting"
    EXPORTED = "exported"
    """It is in an XML that finance was given for Coretax; its PDF is waited for."""
    ISSUED = "issued"
    CANCELLED = "cancelled"
    """The invoice was cancelled or refunded."""


OPEN = frozenset({RequestState.WAITING, RequestState.EXPORTED})
"""A PDF may come for these: Coretax knows what was exported, and what finance entered by hand."""


@dataclass(frozen=True, slots=True)
class FakturRequest:
    """One paid invoice that a faktur is due for."""

    id: int
    account: str
    account_label: str
    invoice_id: str
    invoice_number: str
    subtotal: Decimal
    """Rupiah before tax."""
    tax: Decimal
    """PPN in rupiah, as the invoice says."""
    paid_at: datetime
    profile: TaxProfile | None
    """Copied when PAID."""
    state: RequestState
    items: tuple[InvoiceItem, ...] | None = None
    """Copied when PAID, so that an export needs no portal; None of what an older release noted."""
    exported_at: datetime | None = None
    """When it was last put into an XML for Coretax."""

    @property
    def paid_on(self) -> date:
        """The day of the payment as the tax office counts it; its month is the masa pajak."""
        return tax_day(self.paid_at)


@dataclass(frozen=True, slots=True)
class Faktur:
    """A faktur whose PDF went through the gate."""

    id: int
    request: int
    account: str
    account_label: str
    invoice_number: str
    nsfp: str
    """13 digits: what the faktur is, whatever its version."""
    kode_status: str
    """``00`` normal, ``01`` first replacement …"""
    number: str
    """All 17 digits."""
    issued: date
    dpp: Decimal
    ppn: Decimal
    sha256: str
    buyer_name: str
    superseded_by: int | None = None
    """The faktur that stands in its place: a newer version, or a new number after a
    cancellation."""

    @property
    def superseded(self) -> bool:
        return self.superseded_by is not None

    @property
    def masa_pajak(self) -> date:
        """The first day of its tax month."""
        return self.issued.replace(day=1)

    @property
    def file_name(self) -> str:
        return f"Faktur-{self.number}-{self.invoice_number}.pdf"


Reasons = tuple[tuple[str, str, str], ...]
"""Why a PDF is held: (code, expected, found)."""


class UploadState(StrEnum):
    RECEIVED = "received"
    ISSUED = "issued"
    OLDER = "older"
    """A newer version of it went out before: it is kept, and not sent."""
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    """By finance."""
    REPLACED = "replaced"
    """Finance dropped another file in its place."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A PDF that came in by one of the ways in."""

    id: int
    sha256: str
    name: str
    source: str
    state: UploadState
    reasons: Reasons
    read: ReadFaktur | None = None
    """What it says, once it was read."""
    request: int | None = None
    """The request that it was compared with."""

    @property
    def label(self) -> str:
        """Its name, short enough to be read in a chat."""
        return short_name(self.name)


class Fakturs(Protocol):
    async def add_request(
        self,
        account: Client,
        invoice: Invoice,
        state: RequestState,
        paid_at: datetime,
    ) -> FakturRequest | None:
        """None when this invoice has one already."""

    async def request_of(self, invoice_number: str) -> FakturRequest | None: ...

    async def request(self, request: int) -> FakturRequest | None: ...

    async def requests_named(self, numbers: frozenset[str]) -> list[FakturRequest]:
        """Those whose invoice has one of these numbers."""

    async def locked_request(self, request: int) -> FakturRequest | None: ...

    async def save_request(self, request: FakturRequest) -> None: ...

    async def requests_without_npwp(self, account: str) -> list[FakturRequest]: ...

    async def waiting(self, accounts: list[str]) -> list[FakturRequest]:
        """Those of these accounts that have no faktur yet, newest first."""

    async def candidates(self, buyer_npwp: str, subtotal_near: Decimal) -> list[FakturRequest]:
        """:data:`OPEN` requests of this buyer whose amount is within a rupiah of it."""

    async def add(
        self,
        request: FakturRequest,
        number: str,
        issued: date,
        dpp: Decimal,
        ppn: Decimal,
        sha256: str,
        buyer_name: str,
        at: datetime,
    ) -> Faktur | None:
        """None when this version of this faktur is known."""

    async def get(self, faktur: int) -> Faktur | None: ...

    async def versions(self, nsfp: str) -> list[Faktur]:
        """All versions of one faktur, oldest first."""

    async def issued_for(self, request: int) -> list[Faktur]:
        """All that was issued for it, oldest first: the chain that the archive shows."""

    async def supersede(self, faktur: int, by: int) -> None: ...

    async def by_number(self, nsfp: str, kode_status: str) -> Faktur | None: ...

    async def of(self, accounts: list[str], *, search: str = "") -> list[Faktur]:
        """Newest first; ``search`` is part of an invoice's or faktur's number."""

    async def add_upload(self, sha256: str, name: str, source: str, at: datetime) -> Upload | None:
        """None when the same bytes came in before."""

    async def upload(self, upload: int) -> Upload | None: ...

    async def upload_of(self, sha256: str) -> Upload | None: ...

    async def locked_upload(self, upload: int) -> Upload | None: ...

    async def finish_upload(
        self,
        upload: int,
        state: UploadState,
        reasons: Reasons,
        read: ReadFaktur | None = None,
        request: int | None = None,
    ) -> None:
        """Without ``read`` and ``request`` these stay as they are."""

    async def reopen_held(self, invoice_number: str) -> list[int]:
        """PDFs that name this invoice and are held because it was not known are as if they had
        just come in; their ids."""


async def invoice_paid(work: Work, client: Client, invoice: Invoice) -> None:
    """An invoice is PAID: a faktur is due. Everyone linked to the account is told, once."""
    if invoice.status is not InvoiceStatus.PAID:
        return
    if invoice.tax <= 0:
        await work.records.add_untaxed(client, invoice)
        return
    state = RequestState.WAITING if client.tax else RequestState.NO_NPWP
    request = await work.fakturs.add_request(client, invoice, state, invoice.paid_at or work.now)
    if request is None:
        return
    await work.audit(work.portal, "invoice-paid", f"invoice:{invoice.number}")
    waiting = state is RequestState.WAITING
    for link in await work.links.to(client.id):
        await work.deliveries.tell(
            link.person,
            "ntf-faktur-waiting" if waiting else "ntf-faktur-no-npwp",
            {
                "invoice": invoice.number,
                "account": client.label,
                "total": invoice.total,
            },
            unique=f"paid:{invoice.id}:{link.person}",
            buttons=[Go("btn-faktur", "faktur")]
            if waiting
            else [Go("btn-npwp", "npwp", client.id)],
        )


async def invoice_undone(work: Work, invoice: Invoice) -> None:
    """A paid invoice was cancelled or refunded: no faktur comes, and one that was issued has to be
    cancelled at the tax office. Customer and finance are told, whatever there was."""
    known = await work.fakturs.request_of(invoice.number)
    request = await work.fakturs.locked_request(known.id) if known else None
    if request is None or request.state is RequestState.CANCELLED:
        return
    await work.fakturs.save_request(replace(request, state=RequestState.CANCELLED))
    await work.audit(work.portal, f"invoice-{invoice.status}", f"invoice:{invoice.number}")
    issued = [f for f in await work.fakturs.issued_for(request.id) if not f.superseded]
    was = "issued" if issued else "exported" if request.state is RequestState.EXPORTED else "open"
    about: dict[str, Arg] = {
        "invoice": request.invoice_number,
        "account": request.account_label,
        "number": ", ".join(faktur.number for faktur in issued),
    }
    await work.deliveries.tell_staff(
        f"finance-undone-{was}", about, unique=f"undone:{request.id}", place=Place.FINANCE
    )
    for link in await work.links.to(request.account):
        await work.deliveries.tell(
            link.person,
            "ntf-invoice-undone-issued" if issued else "ntf-invoice-undone",
            about,
            unique=f"undone:{request.id}:{link.person}",
        )


async def tax_profile_saved(work: Work, account: str, profile: TaxProfile) -> None:
    """Invoices that were paid while the account had no NPWP can now have their faktur."""
    for request in await work.fakturs.requests_without_npwp(account):
        await work.fakturs.save_request(
            replace(request, profile=profile, state=RequestState.WAITING)
        )


async def receive_pdf(
    work: Work, sha256: str, name: str, source: str, *, after: timedelta = timedelta(0)
) -> Upload | None:
    """Note a PDF that came in; a job reads it, ``after`` a time in which somebody else may. None
    when the same bytes came in before."""
    upload = await work.fakturs.add_upload(sha256, name, source, work.now)
    if upload is not None:
        await work.jobs.put(Job.READ_FAKTUR, upload.id, after=after)
    return upload


async def faktur_issued(
    work: Work,
    request: FakturRequest,
    *,
    number: str,
    issued: date,
    dpp: Decimal,
    ppn: Decimal,
    sha256: str,
    actor: str = "finance",
) -> Faktur | None:
    """The PDF passed the gate: keep it and send it to everyone linked to the account, each once.

    What it replaces is marked in the chats that have it. One that is older than what went out
    before is only kept. None when this version of this faktur is known already.
    """
    locked = await work.fakturs.locked_request(request.id)
    if locked is None or locked.profile is None:
        return None
    faktur = await work.fakturs.add(
        locked, number, issued, dpp, ppn, sha256, locked.profile.name, work.now
    )
    if faktur is None:
        return None
    await work.fakturs.save_request(replace(locked, state=RequestState.ISSUED))
    await work.audit(actor, "faktur-issued", f"faktur:{number}", invoice=locked.invoice_number)
    others = await work.fakturs.issued_for(locked.id)
    newer = _newer_version(faktur, others)
    if newer is not None:
        await work.fakturs.supersede(faktur.id, newer.id)
        return replace(faktur, superseded_by=newer.id)
    replaced = [other for other in others if other.id != faktur.id and not other.superseded]
    for other in replaced:
        await _supersede(work, other, faktur)
    await _deliver(work, faktur, locked.profile, told_as(faktur, replaced))
    return faktur


def _newer_version(faktur: Faktur, others: list[Faktur]) -> Faktur | None:
    newer = [f for f in others if f.nsfp == faktur.nsfp and f.kode_status > faktur.kode_status]
    return max(newer, key=lambda f: f.kode_status, default=None)


async def _supersede(work: Work, old: Faktur, new: Faktur) -> None:
    """Another stands in its place: said where the old one was sent."""
    await work.fakturs.supersede(old.id, new.id)
    await work.audit("finance", "faktur-superseded", f"faktur:{old.number}", by=new.number)
    await work.deliveries.withdraw_document(
        old.sha256,
        "ntf-faktur-superseded",
        {"company": old.buyer_name, "number": old.number, "invoice": old.invoice_number,
         "by": new.number},
        unique=f"superseded:{old.id}:{new.id}",
    )  # fmt: skip


async def _deliver(work: Work, faktur: Faktur, profile: TaxProfile, said: Said) -> None:
    """Wherever those linked to the account want it, to each place once; by mail when nobody is
    linked. Whoever muted it finds it in the archive."""
    links = await work.links.to(faktur.account)
    about = pushed_as(faktur)
    for link in links:
        if link.pushes.chat:
            await work.deliveries.send_document(
                link.person,
                faktur.sha256,
                faktur.file_name,
                f"ntf-{said.key}",
                said.args,
                unique=f"{about}:chat:{link.person}",
                account=faktur.account,
                about=about,
            )
    for chat in sorted({link.pushes.group for link in links if link.pushes.group is not None}):
        group = await work.groups.get(chat)
        if group is not None:
            await work.deliveries.document_to_group(
                group,
                faktur.sha256,
                faktur.file_name,
                f"ntf-{said.key}",
                said.args,
                unique=f"{about}:group:{chat}",
                account=faktur.account,
                about=about,
            )
    if not links or any(link.pushes.mail for link in links):
        await work.deliveries.mail(
            profile.email,
            f"mail-{said.key}",
            said.args,
            unique=f"{about}:mail:{profile.email}",
            locale="id",
            document=faktur.sha256,
            document_name=faktur.file_name,
        )


def pushed_as(faktur: Faktur) -> str:
    """The beginning of the keys of its deliveries: each version goes to each place once."""
    return f"faktur:{faktur.nsfp}:{faktur.kode_status}"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a PDF: ``ntf-`` or ``mail-`` and the key, and what the text needs."""

    key: str
    args: Mapping[str, Arg]


def told_as(faktur: Faktur, replaced: Sequence[Faktur] = ()) -> Said:
    """A replacement's PDF says nowhere that it is one, so its message does: by its kode status, or
    because it has a new number and stands in the place of others."""
    if faktur.kode_status != NORMAL:
        return Said("faktur-replacement", {**caption(faktur), "replaces": "same"})
    if replaced:
        numbers = ", ".join(old.number for old in replaced)
        return Said("faktur-replacement", {**caption(faktur), "replaces": numbers})
    return Said("faktur", caption(faktur))


async def replaced_by(work: Work, faktur: Faktur) -> list[Faktur]:
    """What it stands in the place of."""
    issued = await work.fakturs.issued_for(faktur.request)
    return [old for old in issued if old.superseded_by == faktur.id]


async def _opened(work: Work, faktur: Faktur) -> Said:
    """As it is now: one that holds no more says so."""
    newest = faktur
    while newest.superseded_by is not None:
        newer = await work.fakturs.get(newest.superseded_by)
        assert newer is not None
        newest = newer
    if newest is faktur:
        return told_as(faktur, await replaced_by(work, faktur))
    return Said("faktur-superseded", {**caption(faktur), "by": newest.number})


def caption(faktur: Faktur) -> dict[str, Arg]:
    """What is said about a faktur wherever it is shown."""
    return {
        "company": faktur.buyer_name,
        "number": faktur.number,
        "invoice": faktur.invoice_number,
        "masa": faktur.masa_pajak,
        "dpp": faktur.dpp,
        "ppn": faktur.ppn,
    }


async def send_again(work: Work, person: int, faktur_id: int, asked_by: str) -> bool:
    """The customer opens a faktur again. ``asked_by`` names the update that asked: one update,
    one delivery. False when it is not of an account linked to the person."""
    faktur = await work.fakturs.get(faktur_id)
    if faktur is None or await work.links.find(person, faktur.account) is None:
        return False
    said = await _opened(work, faktur)
    await work.deliveries.send_document(
        person,
        faktur.sha256,
        faktur.file_name,
        f"ntf-{said.key}",
        said.args,
        unique=f"again:{faktur.id}:{asked_by}",
        account=faktur.account,
        priority=Priority.ANSWER,
    )
    return True
