"""Around the questions of ``/npwp``: which account, what the portal knows of it, and what became of
the answers."""

from __future__ import annotations

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Group

from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import (
    PRIMARY,
    OnPress,
    T,
    answer,
    buttons_only,
    choice,
    footer,
    menu,
    opens,
    press,
    provider,
    surely,
    to,
    viewed,
)
from assistant.dialogs.npwp.draft import NpwpDraft, draft_of, grouped, grouped_nitku
from assistant.dialogs.npwp.form import (
    FORM,
    NAMED_NUMBER,
    foreign_person,
    go_on_with_noted,
    is_kind_or_number,
    is_number,
    kind_said,
    note_number,
)
from assistant.dialogs.own import own_link
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.looking import look_at_account
from assistant.domain.accounts.model import Link, NotTheirsError, TaxChange, TaxChangeState
from assistant.domain.clients import TaxKind
from assistant.domain.finance.identity import known_as


def looking_windows() -> list[Window]:
    return [_none(), _account(), _look(), _sent()]


async def open_npwp_named(manager: DialogManager, heard: Heard) -> None:
    """For the account of the company that was named, with the number that was."""
    turn, company = turn_of(manager), (heard.entities.company or "").casefold()
    links = await turn.work.links.of(turn.person.id)
    accounts = [link.account for link in links if link.label.casefold() == company]
    await open_npwp(manager, accounts[0] if accounts else "", heard.entities.npwp or "")


async def open_npwp(manager: DialogManager, account: str, number: str = "") -> None:
    """``number``: typed before it was asked for."""
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    accounts = [link.account for link in links]
    if account and account not in accounts:
        say_above(manager, "npwp-problem-not-linked")
    if account in accounts or len(accounts) == 1:
        name, data = await _where_to_begin(manager, account if account in accounts else accounts[0])
        data |= {NAMED_NUMBER: number}
        await manager.start(FORM.state(name), data=data, mode=StartMode.RESET_STACK)
    else:
        name = "account" if accounts else "none"
        data = {NAMED_NUMBER: number}
        await manager.start(FORM.state(name), data=data, mode=StartMode.RESET_STACK)


async def _where_to_begin(manager: DialogManager, account: str) -> tuple[str, dict[str, Any]]:
    """A change on its way is shown, so that nobody types it twice; a refused one to be mended."""
    turn = turn_of(manager)
    change = await turn.work.tax_changes.newest(turn.person.id, account)
    if change is not None and change.state is not TaxChangeState.SAVED:
        return "sent", {"account": account, "change": change.id}
    return "look", {"account": account}


# Which account


def _none() -> Window:
    return Window(
        T("npwp-none", "brand"),
        opens("npwp_none_akun", "menu-akun", "akun", style=PRIMARY),
        opens("npwp_none_hubungkan", "menu-hubungkan", "hubungkan"),
        menu("npwp_none"),
        buttons_only(),
        getter=provider,
        state=FORM.state("none"),
    )


def _account() -> Window:
    return Window(
        T("npwp-account"),
        choice("npwp_account", _choose_account),
        footer("npwp_account"),
        answer(note_number, fits=surely(is_number)),
        getter=_accounts,
        state=FORM.state("account"),
    )


async def _accounts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    return {
        "items": [{"id": link.account, "label": f"{link.label} · {link.email}"} for link in links]
    }


async def _choose_account(manager: DialogManager, account: str) -> None:
    await own_link(manager, account)
    name, data = await _where_to_begin(manager, account)
    manager.dialog_data.update(data)
    await FORM.show(manager, name)


# What the portal knows of it: nothing yet, its NPWP, or that it has none


def _look() -> Window:
    return Window(
        T("npwp-look-loading", "account", when="loading"),
        T("npwp-look-failed", "account", when="failed"),
        T("npwp-look-has", "account", "number", "nitku", "name", "address", "email", when="has"),
        T("npwp-look-bare", "account", when="bare"),
        Group(
            press("npwp_look_correct", "npwp-btn-correct", _correct),
            opens("npwp_look_akun", "npwp-btn-other-company", "akun"),
            when="has",
        ),
        Group(
            press("npwp_look_company", "npwp-btn-company", _begin(TaxKind.COMPANY), style=PRIMARY),
            press("npwp_look_person", "npwp-btn-person", _begin(TaxKind.PERSON)),
            press("npwp_look_foreign", "npwp-btn-foreign", _begin_foreign),
            when="bare",
        ),
        press("npwp_look_wait", "npwp-btn-look", _look_only, when="loading"),
        press("npwp_look_again", "btn-retry", _look_again, when="failed"),
        to("npwp_look_others", "npwp-btn-other-account", FORM.state("account"), when="several"),
        footer("npwp_look"),
        answer(_kind_typed, fits=surely(is_kind_or_number)),
        getter=_seen,
        state=FORM.state("look"),
    )


async def _kind_typed(message: Message, typed: str, manager: DialogManager) -> None:
    """As its button, where that stands."""
    kind = kind_said(typed)
    if kind and (await _seen(manager))["bare"]:
        await _begin(kind)(manager)
    else:
        await note_number(message, typed, manager)


async def _seen(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """A new look wakes this window when it is there."""
    turn, link = turn_of(dialog_manager), await _viewed_link(dialog_manager)
    snapshot = await look_at_account(turn.work, turn.person.id, link.account)
    failed = snapshot is not None and (bool(snapshot.failed) or snapshot.client is None)
    client = snapshot.client if snapshot is not None and not failed else None
    buyer = await turn.work.buyers.get(link.account)
    tax = known_as(client.tax, buyer) if client else None
    return {
        "account": link.label,
        "loading": snapshot is None,
        "failed": failed,
        "has": tax is not None,
        "bare": client is not None and tax is None,
        "several": len(await turn.work.links.of(turn.person.id)) > 1,
        "number": (tax.document_number or grouped(tax.npwp)) if tax else "",
        "nitku": grouped_nitku(tax.nitku) if tax else "",
        "name": tax.name if tax else "",
        "address": tax.address if tax else "",
        "email": tax.email if tax else "",
    }


async def _viewed_link(manager: DialogManager) -> Link:
    """Of the account that this is about. Raises NotTheirsError."""
    account = viewed(manager, "account") or (await NpwpDraft.read(manager)).account
    return await own_link(manager, account)


async def _look_only(manager: DialogManager) -> None:
    """The window is drawn anew after every press."""


async def _look_again(manager: DialogManager) -> None:
    link = await _viewed_link(manager)
    await turn_of(manager).work.snapshots.spoil(link.account)


async def _correct(manager: DialogManager) -> None:
    """The NPWP that the account has, with every field open to change."""
    link = await _viewed_link(manager)
    work = turn_of(manager).work
    snapshot = await work.snapshots.get(link.account)
    buyer = await work.buyers.get(link.account)
    client = snapshot.client if snapshot is not None else None
    tax = known_as(client.tax, buyer) if client is not None else None
    if tax is not None:
        await go_on_with_noted(manager, draft_of(link.account, tax))


def _begin(kind: TaxKind) -> OnPress:
    async def begin(manager: DialogManager) -> None:
        link = await _viewed_link(manager)
        draft = NpwpDraft(account=link.account, kind=kind, email=link.email)
        await go_on_with_noted(manager, draft)

    return begin


async def _begin_foreign(manager: DialogManager) -> None:
    link = await _viewed_link(manager)
    await FORM.go_on(manager, foreign_person(NpwpDraft(account=link.account, email=link.email)))


# On its way to the portal, saved, or refused


def _sent() -> Window:
    return Window(
        T("npwp-sent-queued", "account", "number", "nitku", when="queued"),
        T("npwp-sent-saved", "account", "number", "nitku", "name", when="saved"),
        T("npwp-sent-refused", "account", "number", when="refused"),
        press("npwp_sent_look", "npwp-btn-look", _look_only, when="queued"),
        opens("npwp_sent_pindah", "btn-pindah", "pindah", when="saved", style=PRIMARY),
        opens("npwp_sent_faktur", "menu-faktur", "faktur", when="saved"),
        press("npwp_sent_mend", "npwp-btn-mend", _mend, when="refused", style=PRIMARY),
        to("npwp_sent_over", "btn-start-over", FORM.state("look"), when="refused"),
        opens("npwp_sent_help", "btn-help", "bantuan", when="refused"),
        menu("npwp_sent"),
        buttons_only(),
        getter=_on_its_way,
        state=FORM.state("sent"),
    )


async def _on_its_way(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    change = await _viewed_change(dialog_manager)
    link = await own_link(dialog_manager, change.account)
    return {
        "account": link.label,
        "number": change.profile.document_number or grouped(change.profile.npwp),
        "nitku": grouped_nitku(change.profile.nitku),
        "name": change.profile.name,
        **{state: change.state is state for state in TaxChangeState},
    }


async def _viewed_change(manager: DialogManager) -> TaxChange:
    """Raises NotTheirsError when it is not this person's."""
    turn = turn_of(manager)
    change = await turn.work.tax_changes.get(int(viewed(manager, "change") or 0))
    if change is None or change.person != turn.person.id:
        raise NotTheirsError
    return change


async def _mend(manager: DialogManager) -> None:
    """The portal said no: all that was typed, to look over and send again."""
    change = await _viewed_change(manager)
    await FORM.go_on(manager, draft_of(change.account, change.profile))
