"""An invoice was paid in full and its slip is here: credit, or a refund to a bank account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import DialogManager, Window

from assistant.dialogs.buktipotong.states import BuktipotongSG
from assistant.dialogs.kit import (
    PRIMARY,
    SUCCESS,
    OnText,
    T,
    answer,
    buttons_only,
    footer,
    grid,
    menu,
    press,
    to,
    viewed,
)
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.model import NotTheirsError
from assistant.domain.withholding.keeping import Due, RefundAccount
from assistant.domain.withholding.refunding import (
    BANKS,
    RefundProblem,
    asked_back,
    choose_credit,
    choose_refund,
    read_bank,
    read_holder,
    read_number,
)
from assistant.domain.words import AnswerError

_PROBLEM = {
    RefundProblem.BANK: "buktipotong-problem-bank",
    RefundProblem.HOLDER: "buktipotong-problem-holder",
    RefundProblem.NUMBER: "buktipotong-problem-account",
}


def giving_back_windows() -> list[Window]:
    return [_back(), _bank(), _holder(), _number(), _sure(), _done()]


async def _due(manager: DialogManager) -> Due:
    """Raises NotTheirsError: it is chosen already, or not theirs."""
    turn = turn_of(manager)
    due = await asked_back(turn.work, turn.person.id, viewed(manager, "due"))
    if due is None:
        raise NotTheirsError
    return due


async def _about(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, due, typed = (
        turn_of(dialog_manager),
        await _due(dialog_manager),
        dialog_manager.dialog_data,
    )
    return {
        "invoice": due.invoice_number,
        "account": due.account_label,
        "amount": due.amount,
        "refund": turn.settings.slips.may_refund,
        "credit": turn.settings.slips.may_credit,
        "bank": typed.get("bank", ""),
        "holder": typed.get("holder", ""),
        "number": typed.get("number", ""),
        "banks": [{"id": bank, "label": bank} for bank in BANKS],
    }


def _back() -> Window:
    return Window(
        T("buktipotong-back", "invoice", "account", "amount"),
        press("bp_credit", "buktipotong-btn-credit", _credit, when="credit", style=PRIMARY),
        to("bp_refund", "buktipotong-btn-refund", BuktipotongSG.bank, when="refund"),
        menu("bp_back"),
        buttons_only(),
        getter=_about,
        state=BuktipotongSG.back,
    )


async def _credit(manager: DialogManager) -> None:
    turn = turn_of(manager)
    await choose_credit(turn.work, turn.person.id, await _due(manager))
    manager.dialog_data["how"] = "credit"
    await manager.switch_to(BuktipotongSG.done)


def _bank() -> Window:
    return Window(
        T("buktipotong-bank", "amount"),
        grid("bp_bank", _choose_bank, "banks", 3),
        footer("bp_bank_f", back=BuktipotongSG.back),
        answer(_taking("bank", read_bank, BuktipotongSG.holder)),
        getter=_about,
        state=BuktipotongSG.bank,
    )


async def _choose_bank(manager: DialogManager, bank: str) -> None:
    manager.dialog_data["bank"] = bank
    await manager.switch_to(BuktipotongSG.holder)


def _holder() -> Window:
    return Window(
        T("buktipotong-holder", "bank"),
        footer("bp_holder_f", back=BuktipotongSG.bank),
        answer(_taking("holder", read_holder, BuktipotongSG.number)),
        getter=_about,
        state=BuktipotongSG.holder,
    )


def _number() -> Window:
    return Window(
        T("buktipotong-number", "bank", "holder"),
        footer("bp_number_f", back=BuktipotongSG.holder),
        answer(_taking("number", read_number, BuktipotongSG.sure)),
        getter=_about,
        state=BuktipotongSG.number,
    )


def _taking(name: str, reads: Callable[[str], str], then: State) -> OnText:
    async def take(message: Message, typed: str, manager: DialogManager) -> None:
        try:
            manager.dialog_data[name] = reads(typed)
        except AnswerError as error:
            say_above(manager, _PROBLEM[RefundProblem(str(error))])
        else:
            await manager.switch_to(then)

    return take


def _sure() -> Window:
    return Window(
        T("buktipotong-sure", "amount", "invoice", "bank", "holder", "number"),
        press("bp_send", "buktipotong-btn-send", _refund, style=SUCCESS),
        to("bp_mend", "buktipotong-btn-mend", BuktipotongSG.bank),
        footer("bp_sure_f", back=BuktipotongSG.number),
        buttons_only(),
        getter=_about,
        state=BuktipotongSG.sure,
    )


async def _refund(manager: DialogManager) -> None:
    """What was typed stays in this dialog no longer than that."""
    turn, typed = turn_of(manager), manager.dialog_data
    account = RefundAccount(typed["bank"], typed["holder"], typed["number"])
    await choose_refund(turn.work, turn.person.id, await _due(manager), account)
    for name in ("bank", "holder", "number"):
        typed.pop(name, None)
    typed["how"] = "refund"
    await manager.switch_to(BuktipotongSG.done)


def _done() -> Window:
    return Window(
        T("buktipotong-done-credit", when="credited"),
        T("buktipotong-done-refund", when="refunded"),
        menu("bp_done"),
        buttons_only(),
        getter=_how,
        state=BuktipotongSG.done,
    )


async def _how(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    how = dialog_manager.dialog_data.get("how")
    return {"credited": how == "credit", "refunded": how == "refund"}
