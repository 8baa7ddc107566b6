"""The windows of ``/npwp``, in the order they are met."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Group, Row, ScrollingGroup, Select

from assistant.dialogs.features import open_menu
from assistant.dialogs.kit import (
    PRIMARY,
    SUCCESS,
    ItemLabel,
    Step,
    T,
    answer,
    buttons_only,
    footer,
    press,
    to,
)
from assistant.dialogs.npwp import handlers as on
from assistant.dialogs.npwp.draft import NpwpDraft, grouped, grouped_nitku
from assistant.dialogs.npwp.states import NpwpSG
from assistant.dialogs.turn import turn_of
from assistant.domain.accounts.looking import look_at_account
from assistant.domain.accounts.model import TaxChangeState
from assistant.domain.npwp import HEAD_OFFICE, NpwpError, read_npwp
from assistant.domain.portal import TaxKind
from assistant.domain.words import Say

OF = 7
ACCOUNTS_A_PAGE = 8


def create_npwp_dialogs() -> list[Dialog]:
    return [
        Dialog(
            _none(),
            _account(),
            _look(),
            _kind(),
            _number(),
            _proposal(),
            _name(),
            _address(),
            _email(),
            _nitku(),
            _summary(),
            _sent(),
        )
    ]


# Which account


def _none() -> Window:
    return Window(
        T("npwp-none", "brand"),
        press("npwp_none_akun", "menu-akun", on.go_to("akun"), style=PRIMARY),
        press("npwp_none_hubungkan", "menu-hubungkan", on.go_to("hubungkan")),
        press("npwp_none_menu", "btn-menu", open_menu),
        buttons_only(),
        getter=_brand,
        state=NpwpSG.none,
    )


async def _brand(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"brand": turn_of(dialog_manager).settings.brand}


def _account() -> Window:
    return Window(
        T("npwp-account"),
        ScrollingGroup(
            Select(
                ItemLabel(),
                id="npwp_account",
                item_id_getter=lambda item: item["id"],
                items="accounts",
                on_click=_chosen,
            ),
            id="npwp_accounts",
            width=1,
            height=ACCOUNTS_A_PAGE,
            hide_on_single_page=True,
        ),
        footer("npwp_account"),
        buttons_only(),
        getter=_accounts,
        state=NpwpSG.account,
    )


async def _accounts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    return {
        "accounts": [
            {"id": link.account, "label": f"{link.label} · {link.email}"} for link in links
        ]
    }


async def _chosen(query: CallbackQuery, _: Any, manager: DialogManager, account: str) -> None:
    await on.choose_account(manager, account)


def _look() -> Window:
    return Window(
        T("npwp-look-loading", "account", when="loading"),
        T("npwp-look-failed", "account", when="failed"),
        T("npwp-look-has", "account", "number", "nitku", "name", "address", "email", when="has"),
        T("npwp-look-bare", "account", when="bare"),
        Group(
            press("npwp_look_correct", "npwp-btn-correct", on.correct),
            press("npwp_look_akun", "npwp-btn-other-company", on.go_to("akun")),
            when="has",
        ),
        Group(
            press(
                "npwp_look_company",
                "npwp-btn-company",
                on.begin_as(TaxKind.COMPANY),
                style=PRIMARY,
            ),
            press("npwp_look_person", "npwp-btn-person", on.begin_as(TaxKind.PERSON)),
            when="bare",
        ),
        press("npwp_look_wait", "npwp-btn-look", on.look_only, when="loading"),
        press("npwp_look_again", "btn-retry", on.look_again, when="failed"),
        to("npwp_look_others", "npwp-btn-other-account", NpwpSG.account, when="several"),
        footer("npwp_look"),
        buttons_only(),
        getter=_seen,
        state=NpwpSG.look,
    )


async def _seen(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What the portal knows of the account; a new look wakes this window when it is there."""
    turn = turn_of(dialog_manager)
    link = await on.link_to(dialog_manager, await on.viewed_account(dialog_manager))
    snapshot = await look_at_account(turn.work, turn.person.id, link.account)
    failed = snapshot is not None and (bool(snapshot.failed) or snapshot.client is None)
    client = snapshot.client if snapshot is not None and not failed else None
    tax = client.tax if client else None
    return {
        "account": link.label,
        "loading": snapshot is None,
        "failed": failed,
        "has": tax is not None,
        "bare": client is not None and tax is None,
        "several": len(await turn.work.links.of(turn.person.id)) > 1,
        "number": grouped(tax.npwp) if tax else "",
        "nitku": grouped_nitku(tax.nitku) if tax else "",
        "name": tax.name if tax else "",
        "address": tax.address if tax else "",
        "email": tax.email if tax else "",
    }


# The form


def _kind() -> Window:
    return Window(
        Step(1, OF),
        T("npwp-kind", "account"),
        press("npwp_kind_company", "npwp-btn-company", on.take_kind(TaxKind.COMPANY)),
        press("npwp_kind_person", "npwp-btn-person", on.take_kind(TaxKind.PERSON)),
        footer("npwp_kind", on_back=on.back_from("kind")),
        buttons_only(),
        getter=_typed,
        state=NpwpSG.kind,
    )


def _number() -> Window:
    return Window(
        Step(2, OF),
        T("npwp-number-company", "account", when="is_company"),
        T("npwp-number-person", "account", when="is_person"),
        T("npwp-number-branch", "unit", when="unit"),
        answer(on.take_number),
        footer("npwp_number", on_back=on.back_from("number")),
        getter=_typed,
        state=NpwpSG.number,
    )


def _proposal() -> Window:
    return Window(
        Step(2, OF),
        T("npwp-proposal", "proposed", "proposed_unit"),
        press("npwp_proposal_yes", "npwp-btn-proposal", on.accept_proposal, style=PRIMARY),
        to("npwp_proposal_no", "npwp-btn-other-number", NpwpSG.number),
        footer("npwp_proposal"),
        answer(on.take_number),
        getter=_typed,
        state=NpwpSG.proposal,
    )


def _name() -> Window:
    return Window(
        Step(3, OF),
        T("npwp-name-company", when="is_company"),
        T("npwp-name-person", when="is_person"),
        answer(on.take_name),
        footer("npwp_name", on_back=on.back_from("name")),
        getter=_typed,
        state=NpwpSG.name,
    )


def _address() -> Window:
    return Window(
        Step(4, OF),
        T("npwp-address"),
        answer(on.take_address),
        footer("npwp_address", on_back=on.back_from("address")),
        state=NpwpSG.address,
    )


def _email() -> Window:
    return Window(
        Step(5, OF),
        T("npwp-email"),
        press("npwp_email_account", "npwp-btn-email", on.take_account_email, "account_email"),
        answer(on.take_email),
        footer("npwp_email", on_back=on.back_from("email")),
        getter=_typed,
        state=NpwpSG.email,
    )


def _nitku() -> Window:
    return Window(
        Step(6, OF),
        T("npwp-nitku", "number"),
        press("npwp_nitku_head", "npwp-btn-head-office", on.take_head_office, when="is_company"),
        press("npwp_nitku_main", "npwp-btn-main-place", on.take_head_office, when="is_person"),
        press("npwp_nitku_branch", "npwp-btn-branch", on.take_branch, "unit", when="unit"),
        answer(on.take_nitku),
        footer("npwp_nitku", on_back=on.back_from("nitku")),
        getter=_typed,
        state=NpwpSG.nitku,
    )


def _summary() -> Window:
    return Window(
        Step(7, OF),
        T("npwp-summary", "account"),
        T("npwp-summary-number", "kind", "number"),
        T("npwp-summary-old", "old", when="old"),
        T("npwp-summary-rest", "nitku", "name", "address", "email"),
        T("npwp-summary-warning"),
        press("npwp_summary_confirm", "npwp-btn-confirm", on.confirm, style=SUCCESS),
        Row(
            to("npwp_edit_kind", "npwp-btn-edit-kind", NpwpSG.kind),
            to("npwp_edit_number", "npwp-btn-edit-number", NpwpSG.number),
            to("npwp_edit_nitku", "npwp-btn-edit-nitku", NpwpSG.nitku),
        ),
        Row(
            to("npwp_edit_name", "npwp-btn-edit-name", NpwpSG.name),
            to("npwp_edit_address", "npwp-btn-edit-address", NpwpSG.address),
            to("npwp_edit_email", "npwp-btn-edit-email", NpwpSG.email),
        ),
        footer("npwp_summary"),
        buttons_only(),
        getter=_typed,
        state=NpwpSG.summary,
    )


async def _typed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """The draft as it is read back."""
    draft = await NpwpDraft.read(dialog_manager)
    link = await on.link_to(dialog_manager, draft.account)
    return {
        "account": link.label,
        "account_email": link.email,
        "kind": Say(f"npwp-kind-{draft.kind}") if draft.kind else "",
        "is_company": draft.kind == TaxKind.COMPANY,
        "is_person": draft.kind == TaxKind.PERSON,
        "number": grouped(draft.npwp),
        "old": _old_form(draft.npwp),
        "nitku": grouped_nitku(draft.nitku),
        "unit": "" if draft.unit == HEAD_OFFICE else draft.unit,
        "proposed": grouped(draft.proposed[:16]),
        "proposed_unit": draft.proposed[16:],
        "name": draft.name,
        "address": draft.address,
        "email": draft.email,
    }


def _old_form(npwp16: str) -> str:
    """As older cards print it, to compare by; empty when there is no such form."""
    try:
        return read_npwp(npwp16).old_form or ""
    except NpwpError:
        return ""


# On its way


def _sent() -> Window:
    return Window(
        T("npwp-sent-queued", "account", "number", when="queued"),
        T("npwp-sent-saved", "account", "number", "name", when="saved"),
        T("npwp-sent-refused", "account", "number", when="refused"),
        press("npwp_sent_look", "npwp-btn-look", on.look_only, when="queued"),
        press("npwp_sent_pindah", "btn-pindah", on.go_to("pindah"), when="saved", style=PRIMARY),
        press("npwp_sent_faktur", "menu-faktur", on.go_to("faktur"), when="saved"),
        press("npwp_sent_mend", "npwp-btn-mend", on.mend_refused, when="refused", style=PRIMARY),
        to("npwp_sent_over", "btn-start-over", NpwpSG.look, when="refused"),
        press("npwp_sent_help", "btn-help", on.go_to("bantuan"), when="refused"),
        press("npwp_sent_menu", "btn-menu", open_menu),
        buttons_only(),
        getter=_on_its_way,
        state=NpwpSG.sent,
    )


async def _on_its_way(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    change = await on.viewed_change(dialog_manager)
    link = await on.link_to(dialog_manager, change.account)
    return {
        "account": link.label,
        "number": grouped(change.profile.npwp),
        "name": change.profile.name,
        "queued": change.state is TaxChangeState.QUEUED,
        "saved": change.state is TaxChangeState.SAVED,
        "refused": change.state is TaxChangeState.REFUSED,
    }
