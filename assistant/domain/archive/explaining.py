"""Why a faktur is not there yet, fact by fact, from what is on record. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from assistant.domain.accounts.model import Link
from assistant.domain.archive.model import (
    Archived,
    Explanation,
    Fact,
    FactCode,
    Sending,
    Untaxed,
)
from assistant.domain.billing import Invoice
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import OPEN, FakturRequest, ForeignInvoice, RequestState
from assistant.domain.masking import mask_email
from assistant.domain.months import faktur_deadline, tax_day
from assistant.domain.words import Plain
from assistant.domain.work import Work

MOST_MATCHES = 8
"""Invoices to choose from, when part of a number was typed."""


async def matching(work: Work, person: int, typed: str) -> list[str]:
    """The numbers of the person's invoices that ``typed`` is (part of), newest first: those that
    are paid, and those of the last snapshots that are not."""
    links = await work.links.of(person)
    accounts = [link.account for link in links]
    paid = await work.records.requests(accounts, typed, MOST_MATCHES)
    untaxed = await work.records.untaxed(accounts, typed, MOST_MATCHES)
    numbers = [*(request.invoice_number for request in paid), *(one.number for one in untaxed)]
    foreign = await work.fakturs.foreign_of(accounts)
    numbers += [one.number for one in foreign if typed.casefold() in one.number.casefold()]
    for link in links:
        snapshot = await work.snapshots.get(link.account)
        unpaid = snapshot.blocking if snapshot else ()
        numbers += [one.number for one in unpaid if typed.casefold() in one.number.casefold()]
    exact = [number for number in numbers if number.casefold() == typed.casefold()]
    return list(dict.fromkeys(exact[:1] or numbers))[:MOST_MATCHES]


async def of_month(work: Work, links: Sequence[Link], month: date) -> list[str]:
    """The numbers of invoices that were paid (or, unpaid, are of) a month and have no faktur yet,
    oldest first as far as they are known. ``month``: its first day, in Asia/Jakarta."""
    accounts = [link.account for link in links]
    found = [(one.paid_on, one.invoice_number) for one in await work.fakturs.waiting(accounts)]
    untaxed = await work.records.untaxed(accounts, "", MOST_MATCHES)
    found += [(tax_day(one.paid_at), one.number) for one in untaxed]
    foreign = await work.fakturs.foreign_of(accounts)
    found += [(one.paid_on, one.number) for one in foreign]
    for account in accounts:
        snapshot = await work.snapshots.get(account)
        unpaid = snapshot.blocking if snapshot else ()
        found += [(one.issued, one.number) for one in unpaid]
    of_it = sorted(one for one in found if one[0].replace(day=1) == month)
    return list(dict.fromkeys(number for _, number in of_it))


async def explain(work: Work, person: int, invoice: str) -> Explanation | None:
    """All that is known about an invoice's faktur; None when no such invoice is the person's."""
    links = {link.account: link for link in await work.links.of(person)}
    for request in await work.records.requests(list(links), invoice, 1):
        if request.invoice_number == invoice:
            return await _explain_paid(work, links[request.account], request)
    for untaxed in await work.records.untaxed(list(links), invoice, MOST_MATCHES):
        if untaxed.number == invoice:
            return _explain_untaxed(links[untaxed.account], untaxed)
    for foreign in await work.fakturs.foreign_of(list(links)):
        if foreign.number == invoice:
            return _explain_foreign(links[foreign.account], foreign)
    for link in links.values():
        snapshot = await work.snapshots.get(link.account)
        for unpaid in snapshot.blocking if snapshot else ():
            if unpaid.number == invoice:
                return _explain_unpaid(link, unpaid, snapshot.client if snapshot else None)
    return None


def _explain_untaxed(link: Link, untaxed: Untaxed) -> Explanation:
    facts = (Fact(FactCode.PAID, {"paid": tax_day(untaxed.paid_at)}), _ppn(charged=False))
    return Explanation(untaxed.number, link.account, link.label, facts)


def _explain_foreign(link: Link, foreign: ForeignInvoice) -> Explanation:
    facts = (Fact(FactCode.PAID, {"paid": foreign.paid_on}), _foreign(foreign.currency))
    return Explanation(foreign.number, link.account, link.label, facts)


def _foreign(currency: str) -> Fact:
    return Fact(FactCode.FOREIGN, {"currency": currency or "?"})


def _explain_unpaid(link: Link, invoice: Invoice, client: Client | None) -> Explanation:
    facts = [Fact(FactCode.UNPAID, {"due": invoice.due})]
    if not invoice.in_rupiah:
        facts.append(_foreign(invoice.currency))
        return Explanation(invoice.number, link.account, link.label, tuple(facts))
    facts.append(_ppn(invoice.tax > 0))
    if client is not None and invoice.tax > 0:
        facts.append(Fact(FactCode.NPWP if client.tax else FactCode.NO_NPWP))
    return Explanation(invoice.number, link.account, link.label, tuple(facts))


def _ppn(charged: bool) -> Fact:
    return Fact(FactCode.PPN if charged else FactCode.NO_PPN)


async def _explain_paid(work: Work, link: Link, request: FakturRequest) -> Explanation:
    faktur = await work.records.newest_faktur(request.id)
    facts = [Fact(FactCode.PAID, {"paid": request.paid_on}), _ppn(charged=True)]
    if request.state is RequestState.CANCELLED:
        facts.append(Fact(FactCode.CANCELLED))
    else:
        facts += await _on_the_way(work, request)
    if faktur is not None:
        facts += await _issued(work, link, faktur)
    return Explanation(
        request.invoice_number,
        request.account,
        request.account_label,
        tuple(facts),
        faktur.faktur.id if faktur else None,
    )


async def _on_the_way(work: Work, request: FakturRequest) -> list[Fact]:
    """From the NPWP to the tax office's yes."""
    if request.is_retail and request.state is not RequestState.ISSUED:
        return [Fact(FactCode.RETAIL)]
    facts = []
    if request.state is RequestState.NO_NPWP:
        facts.append(Fact(FactCode.NO_NPWP))
    else:
        facts.append(Fact(FactCode.NPWP))
        since = await work.records.npwp_since(request.account)
        if since is not None and since > request.paid_at:
            facts.append(Fact(FactCode.NPWP_LATER, {"since": tax_day(since)}))
    if request.state is RequestState.ISSUED:
        return facts
    if request.state in OPEN:
        exported = request.exported_at
        when = {"when": tax_day(exported)} if exported else {}
        facts.append(Fact(FactCode.EXPORTED if exported else FactCode.NOT_EXPORTED, when))
        if await work.records.is_held(request):
            facts.append(Fact(FactCode.HELD))
    return [*facts, _deadline(request, tax_day(work.now))]


def _deadline(request: FakturRequest, today: date) -> Fact:
    until = faktur_deadline(request.paid_on)
    return Fact(FactCode.LATE if today > until else FactCode.DUE, {"until": until})


async def _issued(work: Work, link: Link, archived: Archived) -> list[Fact]:
    faktur = archived.faktur
    known: dict[str, Plain] = {"number": faktur.number, "issued": faktur.issued}
    replaces = int(faktur.kode_status) > 0
    facts = [Fact(FactCode.REPLACED if replaces else FactCode.ISSUED, known)]
    for sending in await work.records.sendings(archived):
        facts += _sent(sending, link.person)
    if link.pushes.muted:
        facts.append(Fact(FactCode.MUTED))
    return facts


def _sent(sending: Sending, person: int) -> list[Fact]:
    """Another person's chat is theirs to know of."""
    if sending.channel is Channel.CHAT and sending.person != person:
        return []
    if sending.state is DeliveryState.SENT and sending.sent_at is not None:
        return [_arrived(sending, sending.sent_at)]
    if sending.channel is Channel.CHAT and sending.state is DeliveryState.SUSPENDED:
        return [Fact(FactCode.CHAT_CLOSED)]
    if sending.state in (DeliveryState.QUEUED, DeliveryState.SENDING):
        return [Fact(FactCode.ON_ITS_WAY)]
    return []


def _arrived(sending: Sending, when: datetime) -> Fact:
    if sending.channel is Channel.GROUP:
        return Fact(FactCode.TO_GROUP, {"when": when, "group": sending.group})
    if sending.channel is Channel.MAIL:
        return Fact(FactCode.TO_MAIL, {"when": when, "address": mask_email(sending.address)})
    return Fact(FactCode.TO_CHAT, {"when": when})
