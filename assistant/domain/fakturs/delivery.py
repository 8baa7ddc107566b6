"""A faktur is issued and goes to everyone it is for, each place once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.domain.emails import is_email
from assistant.domain.fakturs.model import STATUS_NORMAL, Faktur, FakturRequest, RequestState
from assistant.domain.fakturs.paper import Party
from assistant.domain.words import HOME, Arg, Go, Priority, Twins
from assistant.domain.work import Work

FAKTUR = Twins("ntf-faktur", "mail-faktur")
REPLACEMENT = Twins("ntf-faktur-replacement", "mail-faktur-replacement")
SUPERSEDED = Twins("ntf-faktur-superseded", "mail-faktur-superseded")
NOTA_WANTED = Twins("ntf-nota-pembatalan", "mail-nota-pembatalan")
NPWP_REFUSED = Twins("ntf-npwp-refused-there", "mail-npwp-refused-there")
UNDONE_ISSUED = Twins("ntf-invoice-undone-issued", "mail-invoice-undone-issued")


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
    others: Sequence[FakturRequest] = (),
    buyer: Party | None = None,
) -> Faktur | None:
    """The PDF passed the gate: keep it and send it to everyone linked to the account, each once.

    What it replaces is marked in the chats that have it. One that is older than what went out
    before is only kept. ``others`` are further invoices that it is of (gabungan): all are settled
    by it; they and ``request`` are locked. ``buyer`` is whom it names, where the invoice's account
    has no tax profile. None when this version of this faktur is known already.
    """
    name, email = _addressee(request, buyer)
    faktur = await work.fakturs.add(request, number, issued, dpp, ppn, sha256, name, others=others)
    if faktur is None:
        return None
    known: dict[int, Faktur] = {}
    for one in (request, *others):
        await work.fakturs.save_request(replace(one, state=RequestState.ISSUED))
        await work.audit(actor, "faktur-issued", f"faktur:{number}", invoice=one.invoice_number)
        known |= {kept.id: kept for kept in await work.fakturs.issued_for(one.id)}
    issued_before = [known[id_] for id_ in sorted(known)]
    newer = _newer_version(faktur, issued_before)
    if newer is not None:
        await work.fakturs.supersede(faktur.id, newer.id)
        return replace(faktur, superseded_by=newer.id)
    replaced = [old for old in issued_before if old.id != faktur.id and not old.superseded]
    for other in replaced:
        await _supersede(work, other, faktur)
    await _deliver(work, faktur, email, told_as(faktur, replaced))
    return faktur


def _addressee(request: FakturRequest, buyer: Party | None) -> tuple[str, str]:
    """Name and e-mail address of whom it goes to; the address is empty where none is known."""
    if request.profile is not None:
        return request.profile.name, request.profile.email
    if buyer is None:
        return request.account_label, ""
    return buyer.name or request.account_label, buyer.email if is_email(buyer.email) else ""


def _newer_version(faktur: Faktur, others: list[Faktur]) -> Faktur | None:
    newer = [f for f in others if f.nsfp == faktur.nsfp and f.kode_status > faktur.kode_status]
    return max(newer, key=lambda f: f.kode_status, default=None)


async def _supersede(work: Work, old: Faktur, new: Faktur) -> None:
    """Another stands in its place: said where the old one was sent."""
    await work.fakturs.supersede(old.id, new.id)
    await work.audit("finance", "faktur-superseded", f"faktur:{old.number}", by=new.number)
    await work.deliveries.withdraw_document(
        old.sha256,
        SUPERSEDED.in_chat,
        {"company": old.buyer_name, "number": old.number, "invoice": old.invoice_number,
         "by": new.number},
        unique=f"superseded:{old.id}:{new.id}",
    )  # fmt: skip


async def tell_buyer(
    work: Work,
    request: FakturRequest,
    said: Twins,
    about: Mapping[str, Arg],
    *,
    unique: str,
    buttons: Sequence[Go] = (),
) -> None:
    """Words about an invoice to everyone linked to its account; where nobody is, by mail to where
    its faktur goes."""
    email = request.profile.email if request.profile else ""
    await tell_account(work, request.account, email, said, about, unique=unique, buttons=buttons)


async def tell_account(
    work: Work,
    account: str,
    email: str,
    said: Twins,
    about: Mapping[str, Arg],
    *,
    unique: str,
    buttons: Sequence[Go] = (),
) -> None:
    """Words to everyone linked to the account; where nobody is, by mail to this address."""
    links = await work.links.to(account)
    for link in links:
        await work.deliveries.tell(
            link.person, said.in_chat, about, unique=f"{unique}:{link.person}", buttons=buttons,
            account=account,
        )  # fmt: skip
    if not links and is_email(email):
        await work.deliveries.mail(email, said.by_mail, about, unique=f"{unique}:mail", locale=HOME)


async def _deliver(work: Work, faktur: Faktur, email: str, said: PdfWords) -> None:
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
                said.keys.in_chat,
                said.args,
                unique=f"{about}:chat:{link.person}",
                account=faktur.account,
                about=about,
                by_mail=said.keys.by_mail,
            )
    for chat in sorted({link.pushes.group for link in links if link.pushes.group is not None}):
        group = await work.groups.get(chat)
        if group is not None:
            await work.deliveries.document_to_group(
                group,
                faktur.sha256,
                faktur.file_name,
                said.keys.in_chat,
                said.args,
                unique=f"{about}:group:{chat}",
                account=faktur.account,
                about=about,
                by_mail=said.keys.by_mail,
            )
    if email and (not links or any(link.pushes.mail for link in links)):
        await work.deliveries.mail(
            email,
            said.keys.by_mail,
            said.args,
            unique=f"{about}:mail:{email}",
            locale=HOME,
            document=faktur.sha256,
            document_name=faktur.file_name,
        )


def pushed_as(faktur: Faktur) -> str:
    """The beginning of the keys of its deliveries: each version goes to each place once."""
    return f"faktur:{faktur.nsfp}:{faktur.kode_status}"


@dataclass(frozen=True, slots=True)
class PdfWords:
    """What is said with a PDF."""

    keys: Twins
    args: Mapping[str, Arg]


def told_as(faktur: Faktur, replaced: Sequence[Faktur] = ()) -> PdfWords:
    """A replacement's PDF says nowhere that it is one, so its message does: by its kode status, or
    because it has a new number and stands in the place of others."""
    if faktur.kode_status != STATUS_NORMAL:
        return PdfWords(REPLACEMENT, {**caption(faktur), "replaces": "same"})
    if replaced:
        numbers = ", ".join(old.number for old in replaced)
        return PdfWords(REPLACEMENT, {**caption(faktur), "replaces": numbers})
    return PdfWords(FAKTUR, caption(faktur))


async def replaced_by(work: Work, faktur: Faktur) -> list[Faktur]:
    """What it stands in the place of."""
    issued = await work.fakturs.issued_for(faktur.request)
    return [old for old in issued if old.superseded_by == faktur.id]


async def _opened(work: Work, faktur: Faktur) -> PdfWords:
    """As it is now: one that holds no more says so."""
    newest = faktur
    while newest.superseded_by is not None:
        newer = await work.fakturs.get(newest.superseded_by)
        assert newer is not None
        newest = newer
    if newest is faktur:
        return told_as(faktur, await replaced_by(work, faktur))
    return PdfWords(SUPERSEDED, {**caption(faktur), "by": newest.number})


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
        said.keys.in_chat,
        said.args,
        unique=f"again:{faktur.id}:{asked_by}",
        account=faktur.account,
        by_mail=said.keys.by_mail,
        priority=Priority.ANSWER,
        asked=True,
    )
    return True
