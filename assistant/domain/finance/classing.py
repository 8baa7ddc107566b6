"""What people say about a buyer: who collects its PPN, and by which document it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.clients import BuyerDocument, TaxProfile
from assistant.domain.fakturs.model import OPEN, FakturRequest, RequestState
from assistant.domain.finance.buyer_class import kodes_of
from assistant.domain.finance.model import BuyerClass, Export, Obstacle
from assistant.domain.finance.news import BuyerDoubted, BuyerSettled, BuyerShown, BuyerUnknown
from assistant.domain.ids import parse_id
from assistant.domain.npwp import HEAD_OFFICE, NpwpError, NpwpForm, read_npwp
from assistant.domain.work import Work

MOST_ASKED = 20
"""Buyers that one export asks about."""
_ASKED = (Obstacle.COLLECTOR_UNKNOWN, Obstacle.MAYBE_SPLIT, Obstacle.ABROAD)
KODES = ("02", "03", "04")
DOCUMENTS: Mapping[str, BuyerDocument] = {
    "tin": BuyerDocument.TIN,
    "national-id": BuyerDocument.NATIONAL_ID,
}
"""Those that a tap can choose: the number stays the same."""


async def expected_kodes(work: Work, request: FakturRequest) -> tuple[str, ...]:
    """The kodes transaksi that the invoice's faktur may have, the one that is exported first."""
    return kodes_of(request, await work.buyers.get(request.account), work.tax_rules)


async def ask_about_buyers(work: Work, export: Export) -> None:
    """Each buyer that was left out for want of a word is asked about, once an export."""
    asked: set[str] = set()
    for one in export.left_out:
        why = next((reason for reason in one.reasons if reason.code in _ASKED), None)
        request = await work.fakturs.request(one.request) if why and one.request else None
        if request is None or why is None or request.account in asked or len(asked) == MOST_ASKED:
            continue
        buyer = await work.buyers.get(request.account)
        if buyer.class_ is BuyerClass.ABROAD:
            continue
        asked.add(request.account)
        await work.desk.tell(
            BuyerDoubted(request, why, work.tax_rules.limits_on(request.paid_on)),
            unique=f"buyer:{export.id}:{request.id}",
        )


async def show_buyer(work: Work, wanted: WantedAct) -> ActState:
    """What is known of the buyer of an invoice, or of an account, with what can be said."""
    named = wanted.text.strip()
    request = await work.fakturs.request_of(named) or next(
        iter(await work.fakturs.waiting([named])), None
    )
    if request is None:
        await work.desk.tell(BuyerUnknown(wanted), unique=wanted.answer)
        return ActState.MADE
    buyer = await work.buyers.get(request.account)
    shown = BuyerShown(wanted, request, buyer, kodes_of(request, buyer, work.tax_rules))
    await work.desk.tell(shown, unique=wanted.answer)
    return ActState.MADE


async def set_class(work: Work, wanted: WantedAct) -> ActState:
    request, said = await _meant(work, wanted)
    if request is None or said not in list(BuyerClass):
        return ActState.TOO_LATE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    await work.buyers.classify(request.account, BuyerClass(said))
    await work.audit(wanted.actor, "buyer-class", f"account:{request.account}", **{"class": said})
    return await _settled(work, wanted, request, len(await _open(work, request.account)))


async def set_kode(work: Work, wanted: WantedAct) -> ActState:
    """Of this invoice, and of what else the account paid in the same month, has no faktur yet and
    may have that kode: what is above the limit by itself has but one."""
    request, said = await _meant(work, wanted)
    if request is None or said not in KODES:
        return ActState.TOO_LATE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    count = 0
    month = request.paid_on.replace(day=1)
    for one in await _open(work, request.account):
        locked = await work.fakturs.locked_request(one.id)
        if locked is None or locked.paid_on.replace(day=1) != month:
            continue
        if locked.id == request.id or await _leaves_choice(work, locked):
            await work.fakturs.save_request(replace(locked, kode=said))
            await work.audit(
                wanted.actor, "kode-chosen", f"invoice:{one.invoice_number}", kode=said
            )
            count += 1
    return await _settled(work, wanted, request, count)


async def set_document(work: Work, wanted: WantedAct) -> ActState:
    """A NIK goes as NPWP, or as a NIK that is not registered as one."""
    request, said = await _meant(work, wanted)
    if request is None or said not in DOCUMENTS or request.profile is None:
        return ActState.TOO_LATE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    if not is_nik(request.profile):
        return ActState.TOO_LATE
    identity = as_document(request.profile, DOCUMENTS[said])
    count = await keep_identity(work, request.account, identity, actor=wanted.actor)
    return await _settled(work, wanted, request, count)


def is_nik(profile: TaxProfile) -> bool:
    try:
        return read_npwp(profile.npwp, profile.kind).form is NpwpForm.NIK
    except NpwpError:
        return False


def as_document(profile: TaxProfile, document: BuyerDocument) -> TaxProfile:
    """The same number in another document."""
    nitku = profile.nitku or profile.npwp + HEAD_OFFICE
    return replace(profile, document=document, nitku=nitku, document_number="", country="IDN")


async def keep_identity(work: Work, account: str, identity: TaxProfile, *, actor: str) -> int:
    """The account's buyer is known by this from now on; so are its invoices that wait for their
    faktur. How many those are."""
    await work.buyers.identify(account, identity)
    await work.audit(actor, "buyer-document", f"account:{account}", document=str(identity.document))
    count = 0
    for one in await _open(work, account):
        locked = await work.fakturs.locked_request(one.id)
        if locked is None or not _waits(locked):
            continue
        state = locked.state
        if state is RequestState.NO_NPWP:
            state = RequestState.WAITING
        await work.fakturs.save_request(replace(locked, profile=identity, state=state))
        count += 1
    return count


def _waits(request: FakturRequest) -> bool:
    return request.state in OPEN or request.state is RequestState.NO_NPWP


async def _leaves_choice(work: Work, request: FakturRequest) -> bool:
    return len(await expected_kodes(work, request)) > 1


async def _open(work: Work, account: str) -> list[FakturRequest]:
    return await work.fakturs.waiting([account])


async def _meant(work: Work, wanted: WantedAct) -> tuple[FakturRequest | None, str]:
    id_, _, said = wanted.subject.partition(".")
    number = parse_id(id_)
    return (await work.fakturs.request(number) if number else None), said


async def _settled(work: Work, wanted: WantedAct, request: FakturRequest, count: int) -> ActState:
    now = await work.fakturs.request(request.id) or request
    buyer = await work.buyers.get(request.account)
    kodes = kodes_of(now, buyer, work.tax_rules)
    await work.desk.tell(BuyerSettled(wanted, now, buyer, kodes, count), unique=wanted.answer)
    return ActState.MADE


async def _is_own(work: Work, wanted: WantedAct, request: FakturRequest) -> bool:
    """Nobody says this about an account that is or was theirs."""
    return await work.links.stood(wanted.staff, [request.account], request.paid_at)
