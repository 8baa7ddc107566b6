"""``/tiket``: one's own requests, how each stands and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import CopyText
from aiogram_dialog.widgets.text import Format

from assistant.dialogs.features import Feature, open_feature
from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import (
    DANGER,
    PRIMARY,
    Label,
    SayText,
    T,
    buttons_only,
    choice,
    menu,
    opens,
    press,
    to,
    viewed,
)
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.dialogs.wording import TRANSFER_STATE, check_say
from assistant.domain.transfers.answering import may_be_answered
from assistant.domain.transfers.asking import cancel_transfer, remind_recipient
from assistant.domain.transfers.invitation import waits
from assistant.domain.transfers.model import UNDECIDED, Agreement, Transfer, TransferState
from assistant.domain.words import Say
from assistant.wording.names import service_lines, shorten

_LONGEST_LABEL = 30
_STATE: Mapping[TransferState, tuple[str, str]] = {
    TransferState.OPEN: ("tiket-icon-open", "tiket-next-open"),
    TransferState.TAKEN: ("tiket-icon-taken", "tiket-next-taken"),
    TransferState.APPROVED: ("tiket-icon-approved", "tiket-next-approved"),
    TransferState.DONE: ("tiket-icon-done", "tiket-next-done"),
    TransferState.REFUSED: ("tiket-icon-refused", "tiket-next-refused"),
    TransferState.CANCELLED: ("tiket-icon-cancelled", "tiket-next-cancelled"),
}
"""Its icon, and what comes next."""
_AGREEMENT: Mapping[Agreement, str] = {
    Agreement.OWN: "tiket-history-agreement-own",
    Agreement.ASKED: "tiket-history-agreement-asked",
    Agreement.GIVEN: "tiket-history-agreement-given",
    Agreement.DECLINED: "tiket-history-agreement-declined",
}


class TiketSG(StatesGroup):
    listed = State()
    one = State()
    coming = State()
    cancel = State()


def tiket_feature() -> Feature:
    return Feature("tiket", TiketSG, _open, label="menu-tiket", row=3, fills=_open_heard)


def create_tiket_dialogs() -> list[Dialog]:
    return [Dialog(_list_window(), _one_window(), _coming_window(), _cancel_window())]


async def _open(manager: DialogManager, number: str) -> None:
    if number and await _mine(turn_of(manager), number.upper()):
        about = {"number": number.upper()}
        await manager.start(TiketSG.one, data=about, mode=StartMode.RESET_STACK)
        return
    if number:
        say_above(manager, "tiket-problem-unknown", number=shorten(number))
    await manager.start(TiketSG.listed, mode=StartMode.RESET_STACK)


async def _open_heard(manager: DialogManager, heard: Heard) -> None:
    await _open(manager, heard.entities.request or "")


async def _mine(turn: Turn, number: str) -> Transfer | None:
    transfer = await turn.work.transfers.get(number)
    return transfer if transfer and transfer.person == turn.person.id else None


def _list_window() -> Window:
    return Window(
        T("tiket-list", when="some"),
        T("tiket-none", when="none"),
        choice("tiket_one", _choose, "requests", when="some"),
        T("tiket-coming", when="coming"),
        choice("tiket_in", _see_coming, "coming", when="coming"),
        opens("tiket_new", "tiket-btn-new", "pindah", style=PRIMARY, when="none"),
        menu("tiket_list"),
        buttons_only(),
        getter=_requests,
        state=TiketSG.listed,
    )


async def _requests(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    requests = await turn.work.transfers.of(turn.person.id)
    items = [{"id": request.number, "label": _label(turn, request)} for request in requests]
    emails = [link.email for link in await turn.work.links.of(turn.person.id)]
    coming = await turn.work.transfers.coming_to(turn.person.id, emails)
    return {
        "requests": items,
        "some": bool(items),
        "none": not items,
        "coming": [{"id": one.number, "label": _label(turn, one)} for one in coming],
    }


async def _see_coming(manager: DialogManager, number: str) -> None:
    manager.dialog_data["coming"] = number
    await manager.switch_to(TiketSG.coming)


def _coming_window() -> Window:
    """A request of somebody else, whose services come to one's own account."""
    return Window(
        T("tiket-gone", when="gone"),
        T("tiket-one", "number", "icon", "state", "from", "to", "services", when="there"),
        press("tiket_decide", "btn-see-request", _decide, when="asked", style=PRIMARY),
        to("tiket_coming_back", "tiket-btn-all", TiketSG.listed),
        menu("tiket_coming"),
        buttons_only(),
        getter=_coming,
        state=TiketSG.coming,
    )


async def _coming_here(manager: DialogManager) -> Transfer | None:
    turn = turn_of(manager)
    emails = [link.email for link in await turn.work.links.of(turn.person.id)]
    coming = await turn.work.transfers.coming_to(turn.person.id, emails)
    number = manager.dialog_data.get("coming")
    return next((one for one in coming if one.number == number), None)


async def _coming(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    transfer = await _coming_here(dialog_manager)
    if transfer is None:
        return {"gone": True}
    return {"there": True, **_about(transfer), "asked": waits(transfer)}


async def _decide(manager: DialogManager) -> None:
    transfer = await _coming_here(manager)
    if transfer is not None:
        await open_feature(manager, "setuju", transfer.consent_token)


def _label(turn: Turn, request: Transfer) -> str:
    more = len(request.services) - 1
    return turn.plain(
        "tiket-item-more" if more else "tiket-item",
        icon=_icon(request),
        number=request.number,
        service=shorten(request.services[0].name, _LONGEST_LABEL),
        **({"more": more} if more else {}),
    )


async def _choose(manager: DialogManager, number: str) -> None:
    manager.dialog_data["number"] = number
    await manager.switch_to(TiketSG.one)


def _one_window() -> Window:
    return Window(
        T("tiket-gone", when="gone"),
        T(
            "tiket-one",
            "number",
            "icon",
            "state",
            "from",
            "to",
            "services",
            when="there",
        ),
        T("tiket-ticket", "ticket", when="opened"),
        T("tiket-ticket-opening", when="opening"),
        T("tiket-checks", "checked_at", "checks", when="checked"),
        T("tiket-history", "history", when="there"),
        SayText("next", when="there"),
        press("tiket_answer", "btn-answer", _answer, style=PRIMARY, when="asked"),
        opens("tiket_reply", "btn-balas", "balas", of="number", when="answerable"),
        CopyText(Label("pindah-btn-copy"), Format("{ticket}"), when="opened"),
        press("tiket_remind", "tiket-btn-remind", _remind, when="waiting"),
        to("tiket_cancel", "tiket-btn-cancel", TiketSG.cancel, when="undecided"),
        to("tiket_back", "tiket-btn-all", TiketSG.listed),
        opens("tiket_cs", "btn-cs", "cs", of="number"),
        menu("tiket_one"),
        buttons_only(),
        getter=_request,
        state=TiketSG.one,
    )


async def _request(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    transfer = await _mine(turn, viewed(dialog_manager, "number"))
    if transfer is None:
        return {"gone": True}
    question = await turn.work.transfers.open_question(transfer.number)
    return {
        "there": True,
        **_about(transfer),
        "waiting": waits(transfer),
        "ticket": transfer.ticket_number or "",
        "opened": bool(transfer.ticket_number),
        "opening": not transfer.ticket_number and transfer.state in UNDECIDED,
        "checked": transfer.checked_at is not None and bool(transfer.checks),
        "checked_at": transfer.checked_at,
        "checks": tuple(check_say(check) for check in transfer.checks),
        "history": _history(transfer),
        "next": _next(transfer),
        "undecided": transfer.state in UNDECIDED,
        "answerable": may_be_answered(transfer),
        "asked": question is not None and transfer.state in UNDECIDED,
    }


def _about(transfer: Transfer) -> dict[str, Any]:
    return {
        "number": transfer.number,
        "icon": _icon(transfer),
        "state": Say(TRANSFER_STATE[transfer.state]),
        "from": transfer.from_label,
        "to": transfer.to_label or transfer.to_email,
        "services": service_lines(transfer.services),
    }


async def _remind(manager: DialogManager) -> None:
    turn = turn_of(manager)
    done = await remind_recipient(turn.work, turn.person.id, viewed(manager, "number"))
    say_above(manager, "tiket-reminded" if done else "tiket-problem-reminded")


def _history(transfer: Transfer) -> tuple[Say, ...]:
    """In short, without naming anybody of the staff."""
    lines = [
        Say("tiket-history-created", {"at": transfer.created_at}),
        Say(_AGREEMENT[transfer.agreement]),
    ]
    if transfer.taken_by is not None:
        lines.append(Say("tiket-history-taken"))
    if transfer.decided_by is not None:
        refused = transfer.state is TransferState.REFUSED
        lines.append(Say("tiket-history-refused" if refused else "tiket-history-approved"))
    if transfer.reason:
        lines.append(Say("tiket-history-reason", {"reason": transfer.reason}))
    lines.append(Say("tiket-history-updated", {"at": transfer.updated_at}))
    return tuple(lines)


def _icon(transfer: Transfer) -> Say:
    icon, _ = _STATE[transfer.state]
    return Say(icon)


def _next(transfer: Transfer) -> Say:
    _, following = _STATE[transfer.state]
    return Say("tiket-next-agreement" if waits(transfer) else following)


async def _answer(manager: DialogManager) -> None:
    number = viewed(manager, "number")
    question = await turn_of(manager).work.transfers.open_question(number)
    if question is not None:
        await open_feature(manager, "jawab", str(question.id))


def _cancel_window() -> Window:
    return Window(
        T("tiket-cancel", "number"),
        press("tiket_cancel_yes", "tiket-btn-cancel-yes", _cancel, style=DANGER),
        to("tiket_cancel_no", "tiket-btn-cancel-no", TiketSG.one),
        buttons_only(),
        getter=_number,
        state=TiketSG.cancel,
    )


async def _number(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"number": viewed(dialog_manager, "number")}


async def _cancel(manager: DialogManager) -> None:
    turn = turn_of(manager)
    number = viewed(manager, "number")
    done = await cancel_transfer(turn.work, turn.person.id, number)
    say_above(manager, "tiket-cancelled" if done else "tiket-problem-too-late", number=number)
    await manager.switch_to(TiketSG.one)
