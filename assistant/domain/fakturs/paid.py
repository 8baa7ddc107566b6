"""An invoice is paid, or undone."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.news import InvoiceUndone
from assistant.domain.portal import Client, Invoice, InvoiceStatus, TaxProfile
from assistant.domain.words import Arg, Go
from assistant.domain.work import Work


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
    await work.desk.tell(InvoiceUndone(request, tuple(issued)), unique=f"undone:{request.id}")
    about: dict[str, Arg] = {
        "invoice": request.invoice_number,
        "account": request.account_label,
        "number": ", ".join(faktur.number for faktur in issued),
    }
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
