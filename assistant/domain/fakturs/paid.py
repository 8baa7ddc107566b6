"""An invoice is paid, or undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from assistant.domain.billing import Invoice, InvoiceStatus
from assistant.domain.clients import Client, TaxProfile
from assistant.domain.fakturs.comparing import late_penalty
from assistant.domain.fakturs.delivery import UNDONE_ISSUED, tell_buyer
from assistant.domain.fakturs.model import FakturRequest, RequestState
from assistant.domain.fakturs.news import InvoiceUndone
from assistant.domain.finance.cases import open_case
from assistant.domain.finance.cutoff import in_time, last_day
from assistant.domain.finance.identity import known_as
from assistant.domain.finance.news import NpwpCameLate
from assistant.domain.finance.rejecting import take_answer
from assistant.domain.finance.undoing import Cause, Instrument
from assistant.domain.money import dpp_nilai_lain
from assistant.domain.months import (
    faktur_deadline,
    last_good_day,
    masa_pajak,
    months_after,
    tax_day,
    tax_month,
)
from assistant.domain.people.model import Told
from assistant.domain.words import Arg, Go
from assistant.domain.work import Work

MONTHS_BACK = 4
"""Tax months before this one that an account's payments are looked for in, when it is linked: a
faktur that is three months late is none any more (PER-11/PJ/2025 art. 44)."""


def looked_for_since(now: datetime) -> datetime:
    """When the oldest of these months begins."""
    begins, _ = tax_month(months_after(tax_day(now), -MONTHS_BACK))
    return begins


async def note_paid(work: Work, client: Client, invoice: Invoice) -> FakturRequest | None:
    """An invoice is PAID: what is due for it is put on record, once. Its request where a faktur is
    due and none was waited for before; else None: it bills no PPN, or it is held as it is not in
    rupiah."""
    if invoice.status is not InvoiceStatus.PAID:
        return None
    paid_at = invoice.paid_at or work.now
    client = await as_known(work, client)
    if not invoice.in_rupiah:
        await work.fakturs.add_foreign(client, invoice, paid_at)
        return None
    if invoice.tax <= 0:
        await work.records.add_untaxed(client, invoice)
        return None
    state = RequestState.WAITING if client.tax else RequestState.NO_NPWP
    request = await work.fakturs.add_request(client, invoice, state, paid_at)
    if request is not None:
        await work.audit(work.portal_name, "invoice-paid", f"invoice:{invoice.number}")
    return request


async def paid_before(work: Work, client: Client, invoices: Sequence[Invoice]) -> None:
    """Invoices that were paid before anybody here knew of the account: as :func:`invoice_paid`,
    and everyone linked is told of all of them in one message."""
    client = await as_known(work, client)
    noted = [await note_paid(work, client, invoice) for invoice in invoices]
    requests = [request for request in noted if request is not None]
    if not requests:
        return
    today = tax_day(work.now)
    by = last_day(in_time(requests, today, work.office_days), today, work.office_days)
    wanted = "ntf-faktur-found-no-npwp" if by.late else "ntf-faktur-found-npwp-by"
    for link in await work.links.to(client.id):
        await work.deliveries.tell(
            link.person,
            "ntf-faktur-found" if client.tax else wanted,
            {"account": client.label, "count": len(requests), **by.args},
            unique=f"paid-before:{requests[-1].id}:{link.person}",
            account=client.id,
            buttons=[Go("btn-faktur", "faktur")]
            if client.tax
            else [Go("btn-npwp", "npwp", client.id)],
        )


async def invoice_paid(work: Work, client: Client, invoice: Invoice) -> None:
    """An invoice is PAID: a faktur is due. Everyone linked to the account is told, once."""
    request = await note_paid(work, client, invoice)
    if request is None:
        return
    waiting = request.state is RequestState.WAITING
    said = "ntf-faktur-waiting" if waiting else await _asking(work, request)
    for link in await work.links.to(client.id):
        if waiting and Told.PAYMENTS in (await work.people.wishes(link.person)).unwanted:
            continue
        await work.deliveries.tell(
            link.person,
            said,
            {
                "invoice": invoice.number,
                "account": client.label,
                "total": invoice.total,
                **last_day([request], tax_day(work.now), work.office_days).args,
            },
            unique=f"paid:{invoice.id}:{link.person}",
            account=client.id,
            buttons=[Go("btn-faktur", "faktur"), Go("btn-withhold", "buktipotong", invoice.id)]
            if waiting
            else [Go("btn-npwp", "npwp", client.id)],
        )


async def _asking(work: Work, request: FakturRequest) -> str:
    """What tells of a payment without NPWP: the first of a month asks for it."""
    bare = await work.fakturs.requests_without_npwp(request.account)
    month = masa_pajak(request.paid_on)
    before = any(
        one.id != request.id and one.wants_npwp and masa_pajak(one.paid_on) == month for one in bare
    )
    if before:
        return "ntf-faktur-no-npwp-too"
    late = tax_day(work.now) > work.office_days.cutoff(request.paid_on)
    return "ntf-faktur-no-npwp-late" if late else "ntf-faktur-no-npwp"


async def invoice_undone(work: Work, invoice: Invoice) -> None:
    """A paid invoice was cancelled or refunded: no faktur comes, and one that was issued has to be
    cancelled at the tax office. Customer and finance are told, whatever there was."""
    await work.fakturs.drop_foreign(invoice.id)
    known = await work.fakturs.request_of(invoice.number)
    request = await work.fakturs.locked_request(known.id) if known else None
    if request is None or request.state is RequestState.CANCELLED:
        return
    await work.fakturs.save_request(replace(request, state=RequestState.CANCELLED))
    await work.audit(work.portal_name, f"invoice-{invoice.status}", f"invoice:{invoice.number}")
    issued = [f for f in await work.fakturs.issued_for(request.id) if not f.superseded]
    await work.desk.tell(InvoiceUndone(request, tuple(issued)), unique=f"undone:{request.id}")
    if issued or request.exported_at is not None:
        case = await open_case(work, request, Cause.UNDONE, None)
        if case is not None and case.instrument is Instrument.NOTA:
            return  # the customer was told what to do
    about: dict[str, Arg] = {
        "invoice": request.invoice_number,
        "account": request.account_label,
        "number": ", ".join(faktur.number for faktur in issued),
    }
    if issued:
        await tell_buyer(work, request, UNDONE_ISSUED, about, unique=f"undone:{request.id}")
        return
    for link in await work.links.to(request.account):  # there is nothing for them to do
        await work.deliveries.tell(
            link.person, "ntf-invoice-undone", about, unique=f"undone:{request.id}:{link.person}",
            account=request.account,
        )  # fmt: skip


async def tax_profile_saved(work: Work, account: str, profile: TaxProfile) -> None:
    """Invoices that were paid while the account had no NPWP can now have their faktur. For what is
    late by now, both sides hear what that costs."""
    profile = known_as(profile, await work.buyers.get(account)) or profile
    today = tax_day(work.now)
    late: list[FakturRequest] = []
    for request in await work.fakturs.requests_without_npwp(account):
        saved = replace(request, profile=profile, state=RequestState.WAITING)
        await work.fakturs.save_request(saved)
        if today > faktur_deadline(request.paid_on) and not request.is_retail:
            late.append(saved)
    if late:
        await _tell_late(work, account, late)
    await take_answer(work, account, profile)


async def _tell_late(work: Work, account: str, late: Sequence[FakturRequest]) -> None:
    """A faktur after the 20th is dated anew, so it is *terlambat*: 1 % for the seller, and the
    buyer may credit it; after three months it counts as not made (PER-11/PJ/2025 art. 58-59)."""
    today = tax_day(work.now)
    lapsed = [one for one in late if today > last_good_day(one.paid_on)]
    penalty = Decimal(0)
    for one in late:
        penalty += late_penalty(dpp_nilai_lain(one.subtotal, work.tax_rules.rate(one.paid_on)))
    first = min(one.id for one in late)
    news = NpwpCameLate(tuple(late), penalty, len(lapsed))
    await work.desk.tell(news, unique=f"npwp-late:{first}")
    for key, some in (
        ("ntf-npwp-late", [one for one in late if one not in lapsed]),
        ("ntf-npwp-lapsed", lapsed),
    ):
        for link in await work.links.to(account) if some else []:
            await work.deliveries.tell(
                link.person,
                key,
                {
                    "account": some[0].account_label,
                    "invoices": ", ".join(one.invoice_number for one in some[:20]),
                },
                unique=f"{key}:{first}:{link.person}",
                buttons=[Go("btn-faktur", "faktur")],
            )


async def as_known(work: Work, client: Client) -> Client:
    """With what the portal has no place for."""
    return replace(client, tax=known_as(client.tax, await work.buyers.get(client.id)))
