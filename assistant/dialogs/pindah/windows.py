"""The windows of ``/pindah``, in their order."""

from __future__ import annotations

import operator

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import CopyText, Group, Keyboard, Row, ScrollingGroup, Select
from aiogram_dialog.widgets.text import Format

from assistant.dialogs.features import leave, open_menu
from assistant.dialogs.kit import (
    PRIMARY,
    SUCCESS,
    ItemLabel,
    Label,
    Step,
    T,
    answer,
    buttons_only,
    footer,
    press,
    to,
)
from assistant.dialogs.pindah import getters as get
from assistant.dialogs.pindah import handlers as do
from assistant.dialogs.pindah.draft import LONGEST_MESSAGE, LONGEST_SUBJECT
from assistant.dialogs.pindah.states import PindahSG

_ID = operator.itemgetter("id")
_STEPS = 6


def create_pindah_dialogs() -> list[Dialog]:
    return [
        Dialog(
            _nobody(),
            _account(),
            _services(),
            _destination(),
            _email(),
            _checklist(),
            _department(),
            _ticket(),
            _subject(),
            _message(),
            _keep(),
            _summary(),
            _sent(),
        )
    ]


def _nobody() -> Window:
    return Window(
        T("pindah-nobody"),
        press("pindah_link", "pindah-btn-link", do.go_linking, style=PRIMARY),
        press("pindah_nobody_menu", "btn-menu", open_menu),
        buttons_only(),
        state=PindahSG.nobody,
    )


def _account() -> Window:
    return Window(
        Step(1, _STEPS),
        T("pindah-account"),
        ScrollingGroup(
            Select(
                ItemLabel(),
                id="pindah_account",
                item_id_getter=_ID,
                items="accounts",
                on_click=do.choose_account,
            ),
            id="pindah_accounts",
            width=1,
            height=get.PAGE,
            hide_on_single_page=True,
        ),
        footer("pindah_account_f"),
        buttons_only(),
        getter=get.accounts,
        state=PindahSG.account,
    )


def _services() -> Window:
    return Window(
        Step(2, _STEPS),
        T("pindah-loading", when="loading"),
        T("pindah-failed", when="failed"),
        T("pindah-services-none", "account", when="none"),
        T("pindah-services", "account", "chosen", when="some"),
        T("pindah-services-found", "search", "found", when="searching"),
        T("pindah-services-busy", when="busy"),
        T("pindah-services-hint", when="many"),
        ScrollingGroup(
            Select(
                ItemLabel(),
                id="pindah_service",
                item_id_getter=_ID,
                items="services",
                on_click=do.toggle_service,
            ),
            id="pindah_page",
            width=1,
            height=get.PAGE,
            hide_on_single_page=True,
            when="some",
        ),
        press("pindah_find", "pindah-btn-search", do.search_how, when="many"),
        press("pindah_all", "pindah-btn-show-all", do.show_all, when="searching"),
        press("pindah_services_retry", "btn-retry", do.look_again, when="waits"),
        press("pindah_services_on", "btn-next", do.services_chosen, when="some", style=PRIMARY),
        press("pindah_link_other", "pindah-btn-link", do.go_linking, when="none", style=PRIMARY),
        _services_footer(),
        answer(do.search),
        getter=get.services,
        state=PindahSG.services,
    )


def _services_footer() -> Keyboard:
    """With one account there is nothing to go back to."""
    back = to("pindah_services_back", "btn-back", PindahSG.account, when="several")
    return Row(back, press("pindah_services_leave", "btn-cancel", leave))


def _destination() -> Window:
    return Window(
        Step(3, _STEPS),
        T("pindah-destination", when="others"),
        T("pindah-destination-none", when="alone"),
        T("pindah-destination-now", "to", when="set"),
        ScrollingGroup(
            Select(
                ItemLabel(),
                id="pindah_to",
                item_id_getter=_ID,
                items="accounts",
                on_click=do.choose_destination,
            ),
            id="pindah_tos",
            width=1,
            height=get.PAGE,
            hide_on_single_page=True,
            when="others",
        ),
        to("pindah_other", "pindah-btn-other-email", PindahSG.email),
        press("pindah_to_same", "btn-next", do.same_destination, when="set", style=PRIMARY),
        footer("pindah_to_f", back=PindahSG.services),
        buttons_only(),
        getter=get.destinations,
        state=PindahSG.destination,
    )


def _email() -> Window:
    return Window(
        Step(3, _STEPS),
        T("pindah-email"),
        footer("pindah_email_f", back=PindahSG.destination),
        answer(do.take_email),
        state=PindahSG.email,
    )


def _checklist() -> Window:
    return Window(
        Step(4, _STEPS),
        T("pindah-loading", when="loading"),
        T("pindah-failed", when="failed"),
        T("pindah-checklist", "from", "to", "services", "checks", when="ready"),
        T("pindah-checklist-go", when="go"),
        T("pindah-checklist-stop", when="stop"),
        press("pindah_rules_on", "btn-next", do.rules_hold, when="go", style=PRIMARY),
        to("pindah_rules_choose", "pindah-btn-choose-again", PindahSG.services, when="gone"),
        press("pindah_rules_again", "pindah-btn-check-again", do.look_again, when="ready"),
        press("pindah_rules_retry", "btn-retry", do.look_again, when="waits"),
        footer("pindah_rules_f", back=PindahSG.destination),
        buttons_only(),
        getter=get.rules,
        state=PindahSG.checklist,
    )


def _department() -> Window:
    return Window(
        Step(5, _STEPS),
        T("pindah-department"),
        Group(
            Select(
                ItemLabel(),
                id="pindah_dept",
                item_id_getter=_ID,
                items="departments",
                on_click=do.choose_department,
            ),
            width=2,
        ),
        footer("pindah_dept_f", back=PindahSG.checklist),
        buttons_only(),
        getter=get.departments,
        state=PindahSG.department,
    )


def _ticket() -> Window:
    return Window(
        Step(5, _STEPS),
        T("pindah-ticket", "department", "subject", "message"),
        T("pindah-ticket-hint"),
        Row(
            to("pindah_subject", "pindah-btn-subject", PindahSG.subject),
            to("pindah_message", "pindah-btn-message", PindahSG.message),
        ),
        press("pindah_ticket_on", "btn-next", do.ticket_ready, style=PRIMARY),
        footer("pindah_ticket_f", back=PindahSG.department),
        buttons_only(),
        getter=get.ticket,
        state=PindahSG.ticket,
    )


def _subject() -> Window:
    return Window(
        Step(5, _STEPS),
        T("pindah-subject", "subject"),
        footer("pindah_subject_f", back=PindahSG.ticket),
        answer(do.take_subject, longest=LONGEST_SUBJECT),
        getter=get.ticket,
        state=PindahSG.subject,
    )


def _message() -> Window:
    return Window(
        Step(5, _STEPS),
        T("pindah-message"),
        footer("pindah_message_f", back=PindahSG.ticket),
        answer(do.take_message, longest=LONGEST_MESSAGE),
        state=PindahSG.message,
    )


def _keep() -> Window:
    return Window(
        Step(5, _STEPS),
        T("pindah-keep", "message"),
        press("pindah_keep", "pindah-btn-keep", do.keep_words, style=PRIMARY),
        press("pindah_redraft", "pindah-btn-redraft", do.redraft),
        footer("pindah_keep_f", back=PindahSG.department),
        buttons_only(),
        getter=get.ticket,
        state=PindahSG.keep,
    )


def _summary() -> Window:
    return Window(
        Step(6, _STEPS),
        T("pindah-summary", "from", "to", "services", "department", "subject"),
        T("pindah-summary-asks", "email", when="asks"),
        T("pindah-loading", when="loading"),
        T("pindah-failed", when="failed"),
        press("pindah_send", "pindah-btn-send", do.send, when="ready", style=SUCCESS),
        press("pindah_summary_retry", "btn-retry", do.look_again, when="waits"),
        Row(
            to("pindah_edit_services", "pindah-btn-edit-services", PindahSG.services),
            to("pindah_edit_to", "pindah-btn-edit-destination", PindahSG.destination),
            to("pindah_edit_ticket", "pindah-btn-edit-ticket", PindahSG.ticket),
        ),
        footer("pindah_summary_f", back=PindahSG.ticket),
        buttons_only(),
        getter=get.summary,
        state=PindahSG.summary,
    )


def _sent() -> Window:
    return Window(
        T("pindah-sent", "number"),
        T("pindah-sent-ticket", "ticket", when="opened"),
        T("pindah-sent-opening", when="opening"),
        T("pindah-sent-asked", "email", when="asked"),
        T("pindah-sent-next"),
        CopyText(Label("pindah-btn-copy"), Format("{ticket}"), when="opened"),
        press("pindah_status", "btn-status", do.see_status, style=PRIMARY),
        press("pindah_sent_menu", "btn-menu", open_menu),
        buttons_only(),
        getter=get.sent,
        state=PindahSG.sent,
    )
