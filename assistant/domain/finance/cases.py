"""A paid sale is undone: a case is opened that names what its faktur needs, and closed when that
is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.fakturs.delivery import NOTA_WANTED, tell_buyer
from assistant.domain.fakturs.model import Faktur, FakturRequest, UploadState
from assistant.domain.fakturs.paper import Nota, Unreadable
from assistant.domain.finance.coretax_list import Status
from assistant.domain.finance.news import CaseClosed, CaseOpened, CasesListed, CaseUnclear, NotaCame
from assistant.domain.finance.undoing import (
    Cause,
    Instrument,
    Undoing,
    Undone,
    can_make_nota,
    figures_of,
    instrument_for,
    until_of,
)
from assistant.domain.ids import parse_id
from assistant.domain.months import tax_day
from assistant.domain.words import Arg
from assistant.domain.work import Work

MOST_SHOWN = 20
MOST_OFFERED = 6
BY_DOCUMENT = "document"
NSFP = 13
"""Digits that a faktur is known by."""


async def open_case(
    work: Work, request: FakturRequest, cause: Cause, amount: Decimal | None
) -> Undoing | None:
    """``amount``: rupiah before tax that were undone, None: all. None where one is open already."""
    fakturs = tuple(f for f in await work.fakturs.issued_for(request.id) if not f.superseded)
    credited = await _credited(work, fakturs)
    today = tax_day(work.now)
    instrument = instrument_for(
        Undone(
            issued=bool(fakturs),
            exported=request.exported_at is not None,
            whole=amount is None and not await _is_of_others(work, request, fakturs),
            same_month=all(one.masa_pajak == today.replace(day=1) for one in fakturs),
            credited=credited,
            buyer_can=can_make_nota(request),
            cause=cause,
        )
    )
    case = await work.undoings.open(request.id, instrument, cause, amount)
    if case is None:
        return None
    figures = figures_of(request, amount, work.tax_rules.rate(request.paid_on))
    until = until_of(instrument, fakturs, today)
    await work.desk.tell(
        CaseOpened(case, request, fakturs, figures, until, credited), unique=f"case:{case.id}"
    )
    if instrument is Instrument.NOTA:
        await _tell_customer(work, case, request, fakturs)
    return case


async def _is_of_others(work: Work, request: FakturRequest, fakturs: Sequence[Faktur]) -> bool:
    """Whether one of them is of further invoices (gabungan), which are not undone with this one."""
    for one in fakturs:
        if one.request != request.id or await work.fakturs.others_of(one.id):
            return True
    return False


async def _credited(work: Work, fakturs: Sequence[Faktur]) -> bool:
    """Whether the buyer may have credited it: what no list has said is taken for so once the month
    of the faktur is over."""
    rows = await work.coretax_lists.of_nsfps(frozenset(one.nsfp for one in fakturs))
    standing = [one for one in rows if one.status is Status.APPROVED]
    if standing:
        return any(one.credited for one in standing)
    month = tax_day(work.now).replace(day=1)
    return any(one.masa_pajak < month for one in fakturs)


async def _tell_customer(
    work: Work, case: Undoing, request: FakturRequest, fakturs: Sequence[Faktur]
) -> None:
    """What they have to do in Coretax, in numbers to copy."""
    figures = figures_of(request, case.amount, work.tax_rules.rate(request.paid_on))
    about: dict[str, Arg] = {
        "invoice": request.invoice_number,
        "account": request.account_label,
        "number": ", ".join(one.number for one in fakturs),
        "issued": fakturs[-1].issued,
        "price": figures.price,
        "dpp": figures.dpp,
        "ppn": figures.ppn,
    }
    await tell_buyer(work, request, NOTA_WANTED, about, unique=f"case:{case.id}")


# By hand

_TYPED = re.compile(r"(?P<invoice>\S+)(?:\s+(?P<amount>[\d.,]+))?(?:\s+(?P<cause>[^\W\d]+))?")
_CAUSES = {"harga": Cause.PRICE, "price": Cause.PRICE, "pembeli": Cause.BUYER, "buyer": Cause.BUYER}


async def open_by_hand(work: Work, wanted: WantedAct) -> ActState:
    """What no event tells: a part was given back, the price or the buyer was wrong."""
    typed = _TYPED.fullmatch(" ".join(wanted.text.split()))
    request = await work.fakturs.request_of(typed["invoice"]) if typed else None
    amount = _amount(typed["amount"]) if typed else None
    cause = _CAUSES.get((typed["cause"] or "").casefold()) if typed else None
    wrong = typed is None or bool(typed["cause"] and cause is None)
    wrong = wrong or bool(typed and typed["amount"] and amount is None)
    if request is None or wrong or (amount is not None and not 0 < amount <= request.subtotal):
        await work.desk.tell(CaseUnclear(wanted), unique=wanted.answer)
        return ActState.MADE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    part = None if amount == request.subtotal else amount
    case = await open_case(work, request, cause or Cause.UNDONE, part)
    if case is None:
        return ActState.TOO_LATE
    await work.audit(wanted.actor, "case-opened", f"invoice:{request.invoice_number}")
    return ActState.MADE


def _amount(typed: str | None) -> Decimal | None:
    """Whole rupiah, with or without dots; None for what is none."""
    if typed is None:
        return None
    digits = re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,13}", typed)
    return Decimal(re.sub(r"[.,]", "", typed)) if digits else None


async def show_cases(work: Work, wanted: WantedAct) -> ActState:
    waiting = await _with_requests(work, await work.undoings.waiting())
    shown = tuple(waiting[:MOST_SHOWN])
    news = CasesListed(wanted, shown, len(waiting) - len(shown))
    await work.desk.tell(news, unique=wanted.answer)
    return ActState.MADE


async def close_case(work: Work, wanted: WantedAct) -> ActState:
    """Somebody says that it is done."""
    id_ = parse_id(wanted.subject)
    case = await work.undoings.get(id_) if id_ else None
    request = await work.fakturs.request(case.request) if case else None
    if case is None or request is None:
        return ActState.TOO_LATE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    return await _close(work, wanted, case, request, wanted.actor)


async def close_by_nota(work: Work, wanted: WantedAct) -> ActState:
    """A nota that was dropped is of this case."""
    upload_id, case_id = map(parse_id, wanted.subject.partition(".")[::2])
    upload = await work.uploads.locked(upload_id) if upload_id else None
    case = await work.undoings.get(case_id) if case_id else None
    request = await work.fakturs.request(case.request) if case else None
    if upload is None or case is None or request is None or not case.is_open:
        return ActState.TOO_LATE
    if await _is_own(work, wanted, request):
        return ActState.OWN_ACCOUNT
    if upload.state is UploadState.HELD:
        await work.uploads.finish(upload.id, UploadState.REFUSED, upload.reasons)
    number = next((found for code, _, found in upload.reasons if code == Unreadable.NOTA_RETUR), "")
    return await _close(work, wanted, case, request, BY_DOCUMENT, number)


async def _close(
    work: Work, wanted: WantedAct, case: Undoing, request: FakturRequest, by: str, nota: str = ""
) -> ActState:
    """``nota``: its number, where one closes it."""
    if not await work.undoings.close(case.id, by, nota):
        return ActState.TOO_LATE
    await work.audit(
        wanted.actor, "case-closed", f"invoice:{request.invoice_number}", case=case.id, nota=nota
    )
    news = CaseClosed(replace(case, nota=nota), request, wanted.staff_name)
    await work.desk.tell(news, unique=wanted.answer)
    return ActState.MADE


async def nota_came(work: Work, upload_id: int, code: str, nota: Nota) -> None:
    """A PDF was dropped that is no faktur: is it the nota that a case waits for? Where it names a
    faktur, only that one's case is offered, if there is one."""
    if code != Unreadable.NOTA_RETUR:
        return
    upload = await work.uploads.get(upload_id)
    waiting = [one for one in await work.undoings.waiting() if one.instrument is Instrument.NOTA]
    named = await work.fakturs.versions(nota.faktur[-NSFP:]) if nota.faktur else []
    meant = [one for one in waiting if one.request in {faktur.request for faktur in named}]
    cases = await _with_requests(work, (meant or waiting)[:MOST_OFFERED])
    if upload is not None and cases:
        await work.desk.tell(NotaCame(upload, nota, tuple(cases)), unique=f"nota:{upload.id}")


async def replacement_came(work: Work, request: FakturRequest) -> None:
    """A faktur pengganti went out: the case that waited for it is done."""
    for case in await _open_of(work, request.id, Instrument.REPLACEMENT):
        await _close_by_paper(work, case, request)


async def cancelled_there(work: Work, nsfps: frozenset[str]) -> None:
    """Coretax's own list calls these cancelled: a case that waited for that is done once no faktur
    of it stands there."""
    waiting = [c for c in await work.undoings.waiting() if c.instrument is Instrument.CANCELLATION]
    for case in waiting:
        fakturs = await work.fakturs.issued_for(case.request)
        standing = {one.nsfp for one in fakturs if not one.superseded}
        request = await work.fakturs.request(case.request)
        if request is not None and standing and standing <= nsfps:
            await _close_by_paper(work, case, request)


async def _open_of(work: Work, request: int, instrument: Instrument) -> list[Undoing]:
    cases = (await work.undoings.of(frozenset([request]))).get(request, [])
    return [one for one in cases if one.is_open and one.instrument is instrument]


async def _close_by_paper(work: Work, case: Undoing, request: FakturRequest) -> None:
    if await work.undoings.close(case.id, BY_DOCUMENT):
        await work.audit(
            "finance", "case-closed", f"invoice:{request.invoice_number}", case=case.id
        )
        await work.desk.tell(CaseClosed(case, request, ""), unique=f"case-done:{case.id}")


async def _with_requests(
    work: Work, cases: Sequence[Undoing]
) -> list[tuple[Undoing, FakturRequest]]:
    found = [(case, await work.fakturs.request(case.request)) for case in cases]
    return [(case, request) for case, request in found if request is not None]


async def _is_own(work: Work, wanted: WantedAct, request: FakturRequest) -> bool:
    """Nobody settles what is about an account that is or was theirs."""
    return await work.links.stood(wanted.staff, [request.account], request.paid_at)
