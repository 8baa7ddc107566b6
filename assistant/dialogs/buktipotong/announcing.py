"""Which invoices tax is withheld from, what their slips must say, and where each slip stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Row

from assistant.dialogs.buktipotong.standing import standing_lines
from assistant.dialogs.buktipotong.states import BuktipotongSG
from assistant.dialogs.faktur.viewed import is_looked_for
from assistant.dialogs.features import open_feature
from assistant.dialogs.kit import (
    PRIMARY,
    OnPress,
    SayText,
    T,
    answer,
    buttons_only,
    choice,
    menu,
    opens,
    press,
    to,
    viewed,
)
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.domain.accounts.looking import look_anew, look_at_account
from assistant.domain.accounts.model import NotTheirsError
from assistant.domain.withholding.announcing import what_it_must_say
from assistant.domain.withholding.expecting import (
    ExpectedSlips,
    announce,
    expected,
    expected_numbered,
    expected_of,
    take_back,
)
from assistant.domain.withholding.keeping import StoredSlip
from assistant.domain.withholding.model import Owed, PaidHow
from assistant.domain.withholding.standing import standing
from assistant.domain.words import Plain, Say
from assistant.wording.names import shorten

MOST = 40
"""Invoices in the list."""
MOST_ITEMS = 6


def announcing_windows() -> list[Window]:
    return [_none(), _home(), _one()]


def _none() -> Window:
    return Window(
        T("buktipotong-none"),
        opens("buktipotong_link", "btn-hubungkan", "hubungkan", style=PRIMARY),
        menu("buktipotong_none"),
        buttons_only(),
        state=BuktipotongSG.none,
    )


def _home() -> Window:
    return Window(
        T("buktipotong-home"),
        T("buktipotong-home-choose", when="items"),
        T("buktipotong-home-loading", when="loading"),
        T("buktipotong-home-silent", when="silent"),
        T("buktipotong-home-nothing", when="nothing"),
        choice("buktipotong_invoice", _choose, when="items"),
        press("buktipotong_again", "btn-retry", _look_again, when="silent"),
        menu("buktipotong_home"),
        answer(_take_number, fits=is_looked_for),
        getter=_invoices,
        state=BuktipotongSG.home,
    )


async def _invoices(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    found = await expected_of(turn.work, turn.person.id, turn.settings.subjects)
    items = []
    for one in found[:MOST]:
        icon = _icon(one, await turn.work.withholding.of_invoice(one.billed.invoice.id))
        label = turn.plain(
            "buktipotong-label",
            icon=icon,
            invoice=one.billed.invoice.number,
            account=shorten(one.billed.account_label, 30),
        )
        items.append({"id": one.billed.invoice.id, "label": label})
    seen = [
        await look_at_account(turn.work, turn.person.id, link.account)
        for link in await turn.work.links.of(turn.person.id)
    ]
    silent = any(one is not None and one.failed for one in seen)
    loading = not silent and None in seen
    nothing = not (items or silent or loading)
    return {"items": items, "silent": silent, "loading": loading, "nothing": nothing}


async def _look_again(manager: DialogManager) -> None:
    turn = turn_of(manager)
    for link in await turn.work.links.of(turn.person.id):
        await look_anew(turn.work, turn.person.id, link.account)


def _icon(one: ExpectedSlips, slips: Sequence[StoredSlip]) -> str:
    if any(slip.booking.counts for slip in slips):
        return "✅"
    return "⏳" if one.announced else "▫️"


async def _choose(manager: DialogManager, invoice: str) -> None:
    manager.dialog_data["invoice"] = invoice
    await manager.switch_to(BuktipotongSG.one)


async def _take_number(message: Message, typed: str, manager: DialogManager) -> None:
    """The number of an invoice, typed."""
    turn = turn_of(manager)
    one = await expected_numbered(turn.work, turn.person.id, typed, turn.settings.subjects)
    if one is not None:
        await _choose(manager, one.billed.invoice.id)
        return
    say_above(manager, "buktipotong-problem-number", typed=shorten(typed, 60))


# One invoice


def _one() -> Window:
    return Window(
        T("buktipotong-one", "invoice", "account"),
        SayText("facts"),
        SayText("blocks"),
        T("buktipotong-send", when="announced"),
        press("buktipotong_npwp", "btn-npwp", _enter_npwp, when="bare", style=PRIMARY),
        press("buktipotong_net", "buktipotong-btn-net", _set(PaidHow.NET), when="may_net"),
        press("buktipotong_full", "buktipotong-btn-full", _set(PaidHow.FULL), when="may_full"),
        press("buktipotong_paid", "buktipotong-btn-paid", _set(PaidHow.FULL), when="may_paid"),
        press("buktipotong_undo", "buktipotong-btn-undo", _take_back, when="may_undo"),
        Row(
            to("buktipotong_back", "buktipotong-btn-list", BuktipotongSG.home),
            menu("buktipotong_one"),
        ),
        buttons_only(),
        getter=_about,
        state=BuktipotongSG.one,
    )


async def _viewed(manager: DialogManager) -> ExpectedSlips:
    """Raises NotTheirsError."""
    turn = turn_of(manager)
    id_ = viewed(manager, "invoice")
    found = await expected(turn.work, turn.person.id, id_, turn.settings.subjects)
    if found is None:
        raise NotTheirsError
    return found


async def _about(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, one = turn_of(dialog_manager), await _viewed(dialog_manager)
    found = await standing(turn.work, one)
    subject, paid = bool(one.asked.owed), one.billed.paid_on is not None
    bare = subject and not one.billed.withholder
    free = subject and not bare
    how = one.announcement.paid_how if one.announcement and one.announced else None
    booked = found.booked
    return {
        "invoice": one.billed.invoice.number,
        "account": one.billed.account_label,
        "facts": (*_facts(one), *standing_lines(found)),
        "blocks": _blocks(turn, one) if one.announced and not booked else (),
        "announced": one.announced and not booked,
        "bare": bare,
        "may_net": free and not paid and how is not PaidHow.NET,
        "may_full": free and not paid and how is not PaidHow.FULL,
        "may_paid": free and paid and how is None,
        "may_undo": how is not None and not booked,
    }


def _facts(one: ExpectedSlips) -> list[Say]:
    """What is subject, what is not, what to withhold and to transfer."""
    asked = one.asked
    if not asked.owed:
        return [Say("buktipotong-not-subject")]
    lines = [
        Say("buktipotong-owed", {"code": owed.code, "base": owed.base, "amount": owed.amount})
        for owed in asked.owed
    ]
    for item in asked.left_out[:MOST_ITEMS]:
        about: dict[str, Plain] = {"item": shorten(item.description, 80), "amount": item.amount}
        lines.append(Say("buktipotong-left-out", about))
    if not one.billed.withholder:
        return [*lines, Say("buktipotong-no-npwp")]
    total: dict[str, Plain] = {
        "total": asked.total,
        "withheld": asked.withheld,
        "transfer": asked.to_transfer,
    }
    paid = one.billed.paid_on
    if paid is None:
        return [*lines, Say("buktipotong-transfer", total)]
    return [*lines, Say("buktipotong-paid", {"paid": paid, "withheld": asked.withheld})]


def _blocks(turn: Turn, one: ExpectedSlips) -> tuple[Say, ...]:
    """For each slip, what it must say: a tap copies it."""
    return tuple(_block(turn, owed) for owed in one.asked.owed)


def _block(turn: Turn, owed: Owed) -> Say:
    must = what_it_must_say(owed, turn.settings.slips.us)
    return Say(
        "buktipotong-block",
        {
            "npwp": must.payee.npwp,
            "nitku": must.payee.nitku,
            "name": must.payee.name,
            "code": must.code,
            "masa": f"{must.masa:%m-%Y}",
            "base": f"{must.base:.0f}",
            "rate": f"{must.rate:f}",
            "amount": f"{must.amount:.0f}",
            "kind": must.document_kind,
            "number": must.document_number,
        },
    )


def _set(how: PaidHow) -> OnPress:
    async def say_so(manager: DialogManager) -> None:
        turn, one = turn_of(manager), await _viewed(manager)
        if await announce(turn.work, turn.person.id, one, how) is None:
            say_above(manager, "buktipotong-problem-not-subject")
        else:
            say_above(manager, "buktipotong-announced", invoice=one.billed.invoice.number)

    return say_so


async def _take_back(manager: DialogManager) -> None:
    turn, one = turn_of(manager), await _viewed(manager)
    if await take_back(turn.work, turn.person.id, one.billed.invoice.id):
        say_above(manager, "buktipotong-taken-back", invoice=one.billed.invoice.number)
    else:
        say_above(manager, "buktipotong-problem-booked")


async def _enter_npwp(manager: DialogManager) -> None:
    await open_feature(manager, "npwp", (await _viewed(manager)).billed.account)
