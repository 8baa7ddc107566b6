"""A held PDF: its card and buttons, and how it was settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from assistant.desk.callbacks import HeldButton, HeldDo
from assistant.desk.drawing import draw
from assistant.desk.prompts import offer
from assistant.desk.reasons import said, shown_value
from assistant.desk.talking import staff_of
from assistant.desk.tap import TapAnswer
from assistant.domain.acting.model import Act
from assistant.domain.acting.wanting import want_act
from assistant.domain.fakturs.choosing import likely
from assistant.domain.fakturs.comparing import MismatchCode, late_penalty
from assistant.domain.fakturs.gate import is_final
from assistant.domain.fakturs.model import FakturRequest, Reasons, Upload, UploadState
from assistant.domain.fakturs.news import (
    Assigned,
    AssignmentDiffers,
    AssignmentRefused,
    Held,
    InvoiceFound,
    InvoicesOffered,
    ReissueDrafted,
    Replaced,
    UploadRefused,
)
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.support.model import Ask
from assistant.domain.words import Arg, Place, Plain, Say, StaffMessage, Tap
from assistant.domain.work import Work

MOST_SURE = 4
"""Invoices that one button can name; more than that and a PDF that differs stays held."""

_BUTTONS: Mapping[HeldDo, str] = {
    HeldDo.ASSIGN: "held-btn-assign",
    HeldDo.SURE: "held-btn-sure",
    HeldDo.PICK: "held-btn-pick",
    HeldDo.CANCEL: "held-btn-cancel",
    HeldDo.DRAFT: "held-btn-draft",
    HeldDo.REPLACE: "held-btn-replace",
    HeldDo.REFUSE: "held-btn-refuse",
}
_ASSIGNED: Mapping[UploadState, str] = {
    UploadState.ISSUED: "held-done-issued",
    UploadState.OLDER: "held-done-older",
    UploadState.DUPLICATE: "held-done-duplicate",
}
_WRONG_BUYER = frozenset({str(MismatchCode.BUYER_NPWP), str(MismatchCode.PROFILE_CHANGED)})
"""With these a faktur may have to be cancelled and issued anew."""

_ASKS: Mapping[HeldDo, Ask] = {
    HeldDo.ASSIGN: Ask.ASSIGN_FILE,
    HeldDo.REFUSE: Ask.REFUSE_FILE,
    HeldDo.REPLACE: Ask.REPLACE_FILE,
}
"""These need a word (or a file) first."""


def add_held(router: Router) -> None:
    router.callback_query.register(_tapped, HeldButton.filter())


async def _tapped(
    query: CallbackQuery, callback_data: HeldButton, work: Work, tap: TapAnswer, key: str
) -> None:
    who, id_ = query.from_user, callback_data.upload
    upload = await work.uploads.get(id_)
    if upload is None:
        return
    if upload.state is not UploadState.HELD:
        tap.say("held-settled", number=upload.label)
    elif callback_data.do is HeldDo.SURE:
        sure = f"{id_}-{callback_data.request}"
        await want_act(work, who.id, who.full_name, Act.ASSIGN_SURE, sure)
    elif callback_data.do is HeldDo.PICK:
        picked = f"{id_}-{callback_data.request}"
        await want_act(work, who.id, who.full_name, Act.ASSIGN, picked)
    elif callback_data.do is HeldDo.CANCEL:
        about = {"by": who.full_name, "name": upload.label}
        await work.desk.say(StaffMessage("held-left", about, Place.FINANCE), unique=f"held:{key}")
    elif callback_data.do is HeldDo.DRAFT:
        await want_act(work, who.id, who.full_name, Act.DRAFT, str(id_))
    elif isinstance(query.message, Message):
        if callback_data.do is HeldDo.ASSIGN and (found := await likely(work, upload)):
            offered = InvoicesOffered(who.full_name, upload, tuple(found))
            await work.desk.tell(offered, unique=f"held:{key}:offered")
        ask = _ASKS[callback_data.do]
        await offer(work, staff_of(who), str(id_), ask, query.message)


# The card


@draw.register
def _held(news: Held) -> StaffMessage:
    return StaffMessage(
        "held-card",
        {
            "name": news.upload.label,
            "reasons": said(news.reasons),
            "facts": tuple(_facts(news)),
        },
        Place.FINANCE,
        buttons=tuple(_buttons(news)),
        document=news.upload.sha256,
        document_name=news.upload.name,
    )


def _facts(news: Held) -> Iterator[Say]:
    """What the PDF says, what it was compared with, and what can be done; at the end, where a long
    card is cut, what would not have held it alone."""
    if news.read is not None:
        yield Say(
            "held-pdf",
            {
                "number": str(news.read.number or "—"),
                "buyer": news.read.buyer.name or "—",
                "reference": news.read.reference or "—",
            },
        )
    if news.request is not None:
        yield Say("held-invoice", _invoice(news.request))
    yield from _cost(news.reasons, news.read)
    yield Say("held-final" if is_final(news.reasons) else "held-open")
    if news.warnings:
        yield Say("held-warnings")
        yield from said(news.warnings)


def _buttons(news: Held) -> Iterator[Tap]:
    if not is_final(news.reasons):
        yield _button(HeldDo.ASSIGN, news.upload)
    if any(code in _WRONG_BUYER for code, _, _ in news.reasons):
        yield _button(HeldDo.DRAFT, news.upload)
    yield _button(HeldDo.REPLACE, news.upload)
    yield _button(HeldDo.REFUSE, news.upload)


def _cost(reasons: Reasons, read: ReadFaktur | None) -> Iterator[Say]:
    """What it costs to let it out all the same."""
    dpp = read.dpp if read and read.dpp is not None else Decimal(0)
    codes = {code for code, _, _ in reasons}
    if MismatchCode.DATE_LATE in codes:
        yield Say("held-cost-late", {"penalty": late_penalty(dpp)})
    if MismatchCode.DATE_LAPSED in codes:
        yield Say("held-cost-lapsed", {"penalty": late_penalty(dpp)})


def _button(do: HeldDo, upload: Upload, *requests: FakturRequest) -> Tap:
    ids = "+".join(str(request.id) for request in requests) or "0"
    return Tap(_BUTTONS[do], HeldButton(do=do, upload=upload.id, request=ids).pack())


def _invoice(request: FakturRequest, *others: FakturRequest) -> dict[str, str]:
    numbers = ", ".join(one.invoice_number for one in (request, *others))
    return {"invoice": numbers, "account": request.account_label}


# How it was settled


@draw.register
def _assigned(news: Assigned) -> StaffMessage:
    about: dict[str, Arg] = {
        "name": news.upload.label,
        "by": news.by,
        "invoice": news.request.invoice_number,
    }
    return StaffMessage(_ASSIGNED[news.state], about, Place.FINANCE)


@draw.register
def _invoice_found(news: InvoiceFound) -> StaffMessage:
    about: dict[str, Arg] = {"name": news.upload.label, "invoice": news.request.invoice_number}
    return StaffMessage("held-done-found", about, Place.FINANCE)


@draw.register
def _refused(news: UploadRefused) -> StaffMessage:
    about: dict[str, Arg] = {"name": news.upload.label, "by": news.by, "reason": news.reason}
    return StaffMessage("held-done-refused", about, Place.FINANCE)


@draw.register
def _replaced(news: Replaced) -> StaffMessage:
    about: dict[str, Arg] = {"name": news.upload.label, "by": news.by, "other": news.other}
    return StaffMessage("held-done-replaced", about, Place.FINANCE)


# What the one who named an invoice is answered


@draw.register
def _assignment_differs(news: AssignmentDiffers) -> StaffMessage:
    together = (news.request, *news.others)
    buttons = [_button(HeldDo.CANCEL, news.upload)]
    if len(together) <= MOST_SURE:
        buttons.insert(0, _sure(news, together))
    return StaffMessage("held-differs", _compared(news), Place.FINANCE, buttons=tuple(buttons))


def _sure(news: AssignmentDiffers, together: Sequence[FakturRequest]) -> Tap:
    """Where the DPP differs the button itself names both amounts."""
    sure = _button(HeldDo.SURE, news.upload, *together)
    for code, expected, found in news.reasons:
        if code == MismatchCode.DPP_INVOICE:
            amounts = {
                "expected": shown_value(code, expected),
                "found": shown_value(code, found),
            }
            return replace(sure, label="held-btn-sure-dpp", args=amounts)
    return sure


@draw.register
def _invoices_offered(news: InvoicesOffered) -> StaffMessage:
    about: dict[str, Arg] = {"by": news.by, "name": news.upload.label, "typed": news.typed}
    return StaffMessage(
        "held-offer-typed" if news.typed else "held-offer",
        about,
        Place.FINANCE,
        buttons=(
            *(_pick(news.upload, request) for request in news.requests),
            _button(HeldDo.CANCEL, news.upload),
        ),
    )


def _pick(upload: Upload, request: FakturRequest) -> Tap:
    about: dict[str, Plain] = {
        "invoice": request.invoice_number[:40],
        "account": request.account_label[:40],
        "amount": request.subtotal,
    }
    return replace(_button(HeldDo.PICK, upload, request), args=about)


@draw.register
def _assignment_refused(news: AssignmentRefused) -> StaffMessage:
    return StaffMessage("held-stays", _compared(news), Place.FINANCE)


def _compared(news: AssignmentDiffers | AssignmentRefused) -> dict[str, Arg]:
    return {
        "by": news.wanted.staff_name,
        "name": news.upload.label,
        **_invoice(news.request, *news.others),
        "reasons": (*said(news.reasons), *_cost(news.reasons, news.upload.read)),
    }


@draw.register
def _reissue_drafted(news: ReissueDrafted) -> StaffMessage:
    read, right = news.read, news.request.profile
    assert right is not None
    return StaffMessage(
        "held-draft",
        {
            "number": str(read.number or "—"),
            "invoice": news.request.invoice_number,
            "wrong_name": read.buyer.name or "—",
            "wrong_npwp": read.buyer.npwp or "—",
            "name": right.name,
            "npwp": right.npwp,
            "nitku": right.nitku,
            "address": right.address,
        },
        Place.FINANCE,
    )
