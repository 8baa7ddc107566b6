"""What is paid and not issued, and why: the facts about one invoice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import DialogManager, Window

from assistant.dialogs.buktipotong.standing import slips_of_invoice
from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.faktur.viewed import accounts_of, is_looked_for
from assistant.dialogs.features import open_feature
from assistant.dialogs.kit import (
    PRIMARY,
    SayText,
    T,
    answer,
    back_or_menu,
    choice,
    opens,
    press,
    viewed,
)
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.domain.accounts.looking import look_anew
from assistant.domain.archive.explaining import explain, matching
from assistant.domain.archive.model import Explanation, FactCode
from assistant.domain.fakturs.model import OPEN, FakturRequest, ForeignInvoice, RequestState
from assistant.domain.months import faktur_deadline, tax_day
from assistant.domain.withholding.expecting import expected_numbered
from assistant.domain.words import Plain, Say

_STANDING: Mapping[RequestState, str] = {
    RequestState.NO_NPWP: "standing-no-npwp",
    RequestState.WAITING: "standing-waiting",
    RequestState.EXPORTED: "standing-exported",
    RequestState.ISSUED: "standing-issued",
    RequestState.CANCELLED: "standing-cancelled",
}
_STANDING_LATE: Mapping[RequestState, str] = {
    RequestState.NO_NPWP: "standing-no-npwp-late",
    RequestState.WAITING: "standing-waiting-late",
    RequestState.EXPORTED: "standing-exported-late",
}
MOST_LINES = 8
"""Of those that wait; a message holds 4,096 characters, and each has a button."""
MOST_LISTED = 40
LONGEST_NUMBER = 64
_WHY: Mapping[FactCode, str] = {
    FactCode.PAID: "faktur-why-paid",
    FactCode.UNPAID: "faktur-why-unpaid",
    FactCode.CANCELLED: "faktur-why-cancelled",
    FactCode.FOREIGN: "faktur-why-foreign",
    FactCode.PPN: "faktur-why-ppn",
    FactCode.NO_PPN: "faktur-why-no-ppn",
    FactCode.NPWP: "faktur-why-npwp",
    FactCode.NO_NPWP: "faktur-why-no-npwp",
    FactCode.RETAIL: "faktur-why-retail",
    FactCode.NPWP_LATER: "faktur-why-npwp-later",
    FactCode.EXPORTED: "faktur-why-exported",
    FactCode.NOT_EXPORTED: "faktur-why-not-exported",
    FactCode.HELD: "faktur-why-held",
    FactCode.DUE: "faktur-why-due",
    FactCode.LATE: "faktur-why-late",
    FactCode.ISSUED: "faktur-why-issued",
    FactCode.REPLACED: "faktur-why-replaced",
    FactCode.TO_CHAT: "faktur-why-to-chat",
    FactCode.TO_GROUP: "faktur-why-to-group",
    FactCode.TO_MAIL: "faktur-why-to-mail",
    FactCode.ON_ITS_WAY: "faktur-why-on-its-way",
    FactCode.CHAT_CLOSED: "faktur-why-chat-closed",
    FactCode.MUTED: "faktur-why-muted",
}


def waiting_windows() -> list[Window]:
    return [_waiting(), _why()]


async def open_waiting(manager: DialogManager) -> None:
    """What the portal says of unpaid invoices is fetched meanwhile."""
    turn = turn_of(manager)
    for account in (await accounts_of(manager))[:MOST_LINES]:
        await look_anew(turn.work, turn.person.id, account)
    await manager.switch_to(FakturSG.waiting)


def _waiting() -> Window:
    return Window(
        T("faktur-waiting", when="lines"),
        SayText("lines"),
        T("faktur-waiting-none", when="none"),
        T("faktur-waiting-ask"),
        choice("faktur_npwp", _open_npwp, "bare", when="bare"),
        choice("faktur_why", _choose, when="items"),
        back_or_menu("faktur_waiting", FakturSG.home),
        answer(_take_number, fits=is_looked_for),
        getter=_waited_for,
        state=FakturSG.waiting,
    )


async def _open_npwp(manager: DialogManager, account: str) -> None:
    await open_feature(manager, "npwp", account)


async def _waited_for(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Accounts without NPWP lead to where one is entered; each invoice to why it waits."""
    turn = turn_of(dialog_manager)
    accounts = await accounts_of(dialog_manager)
    today = tax_day(turn.work.now)
    requests = [
        one
        for one in await turn.work.fakturs.waiting(accounts)
        if not one.is_retail or faktur_deadline(one.paid_on) >= today
    ]
    lines = [line for request in requests[:MOST_LINES] for line in _lines(request, today)]
    if len(requests) > MOST_LINES:
        lines.append(Say("faktur-waiting-more", {"count": len(requests) - MOST_LINES}))
    foreign = await turn.work.fakturs.foreign_of(accounts)
    recent = [one for one in foreign if faktur_deadline(one.paid_on) >= today]
    lines += [_foreign_line(one) for one in recent[:MOST_LINES]]
    bare = {r.account: r.account_label for r in requests if r.wants_npwp}
    return {
        "lines": tuple(lines),
        "none": not lines,
        "bare": [
            {"id": account, "label": turn.plain("faktur-label-npwp", account=label)}
            for account, label in bare.items()
        ],
        "items": [_question(turn, request.invoice_number) for request in requests[:MOST_LISTED]],
    }


def _question(turn: Turn, invoice: str) -> dict[str, str]:
    return {"id": invoice, "label": turn.plain("faktur-label-why", invoice=invoice)}


def standing_line(request: FakturRequest, today: date) -> Say:
    """Where this invoice's faktur stands, and by when it comes."""
    until = faktur_deadline(request.paid_on)
    if request.is_retail and request.state in (RequestState.NO_NPWP, *OPEN):
        return Say("standing-retail")
    key = _STANDING[request.state]
    if today > until:
        key = _STANDING_LATE.get(request.state, key)
    return Say(key, {"until": until})


def _lines(request: FakturRequest, today: date) -> tuple[Say, Say]:
    """Which invoice, and where its faktur stands and by when it comes."""
    about: dict[str, Plain] = {
        "invoice": request.invoice_number,
        "account": request.account_label,
        "paid": request.paid_on,
    }
    return Say("faktur-waiting-line", about), standing_line(request, today)


def _foreign_line(invoice: ForeignInvoice) -> Say:
    return Say(
        "faktur-waiting-foreign",
        {
            "invoice": invoice.number,
            "account": invoice.account_label,
            "paid": invoice.paid_on,
            "currency": invoice.currency or "?",
        },
    )


async def _choose(manager: DialogManager, invoice: str) -> None:
    await open_why(manager, invoice, back=FakturSG.waiting)


async def _take_number(message: Message, typed: str, manager: DialogManager) -> None:
    if len(typed) > LONGEST_NUMBER:
        say_above(manager, "faktur-problem-search-long")
        return
    await open_why(manager, typed, back=FakturSG.waiting)


# Why


_BACK = {state.state: state for state in (FakturSG.waiting, FakturSG.found, FakturSG.one)}


async def open_why(manager: DialogManager, typed: str, *, back: State) -> None:
    manager.dialog_data.update(why=typed, why_back=back.state)
    await manager.switch_to(FakturSG.why)


def _why() -> Window:
    """Another number typed here is asked about next."""
    return Window(
        T("faktur-why", "invoice", "account", when="known"),
        SayText("facts"),
        SayText("slips"),
        T("faktur-why-several", "typed", when="items"),
        T("faktur-why-unknown", "typed", when="unknown"),
        choice("faktur_why_which", _choose_which, when="items"),
        press("faktur_why_npwp", "btn-npwp", _enter_npwp, when="wants_npwp", style=PRIMARY),
        press("faktur_why_withhold", "btn-withhold", _withhold, when="known"),
        press("faktur_why_open", "faktur-btn-open", _open_faktur, when="faktur"),
        opens("faktur_why_cs", "btn-cs", "cs", of="why"),
        back_or_menu("faktur_why", _back),
        answer(_ask_next, fits=is_looked_for),
        getter=_facts,
        state=FakturSG.why,
    )


async def _facts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, typed = turn_of(dialog_manager), viewed(dialog_manager, "why")
    numbers = await matching(turn.work, turn.person.id, typed)
    told = await _told(dialog_manager, numbers)
    several = numbers if len(numbers) > 1 else []
    return {
        "typed": typed,
        "known": told is not None,
        "unknown": not numbers,
        "items": [_question(turn, number) for number in several],
        "invoice": told.invoice if told else "",
        "account": told.account_label if told else "",
        "facts": tuple(Say(_WHY[f.code], f.args) for f in told.facts) if told else (),
        "slips": await slips_of_invoice(turn, told.invoice) if told else (),
        "wants_npwp": told is not None and told.wants_npwp,
        "faktur": told is not None and told.faktur is not None,
    }


async def _told(manager: DialogManager, numbers: list[str]) -> Explanation | None:
    turn = turn_of(manager)
    return await explain(turn.work, turn.person.id, numbers[0]) if len(numbers) == 1 else None


async def _explained(manager: DialogManager) -> Explanation | None:
    turn = turn_of(manager)
    return await _told(manager, await matching(turn.work, turn.person.id, viewed(manager, "why")))


async def _choose_which(manager: DialogManager, invoice: str) -> None:
    manager.dialog_data["why"] = invoice


async def _ask_next(message: Message, typed: str, manager: DialogManager) -> None:
    if len(typed) > LONGEST_NUMBER:
        say_above(manager, "faktur-problem-search-long")
    else:
        manager.dialog_data["why"] = typed


async def _enter_npwp(manager: DialogManager) -> None:
    told = await _explained(manager)
    await open_feature(manager, "npwp", told.account if told else "")


async def _withhold(manager: DialogManager) -> None:
    told = await _explained(manager)
    turn = turn_of(manager)
    found = None
    if told is not None:
        found = await expected_numbered(
            turn.work, turn.person.id, told.invoice, turn.settings.subjects
        )
    await open_feature(manager, "buktipotong", found.billed.invoice.id if found else "")


async def _open_faktur(manager: DialogManager) -> None:
    told = await _explained(manager)
    if told is not None and told.faktur is not None:
        manager.dialog_data["faktur"] = str(told.faktur)
        await manager.switch_to(FakturSG.one)


async def _back(manager: DialogManager) -> None:
    await manager.switch_to(_BACK.get(viewed(manager, "why_back"), FakturSG.waiting))
