"""The questions of ``/pindah``, in their order, and what their answers and buttons do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import CopyText, Row
from aiogram_dialog.widgets.text import Format

from assistant.dialogs.features import open_feature
from assistant.dialogs.form import SUMMARY, Field, Form
from assistant.dialogs.kit import (
    A_PAGE,
    PRIMARY,
    SUCCESS,
    Label,
    T,
    buttons_only,
    choice,
    grid,
    menu,
    pages_of,
    press,
)
from assistant.dialogs.pindah import getters as get
from assistant.dialogs.pindah.draft import (
    LONGEST_MESSAGE,
    LONGEST_SUBJECT,
    MOST_SERVICES,
    PindahDraft,
)
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.looking import linked
from assistant.domain.accounts.model import Link, NotLinkedError
from assistant.domain.emails import read_email
from assistant.domain.transfers.asking import request_transfer, services_on_the_move
from assistant.domain.transfers.model import TransferError, TransferProblem

_LIST = "pindah_service"


def _fields(form: Form[PindahDraft]) -> list[Field[PindahDraft]]:
    """Only what was seen to be right leads on, so nothing after the destination counts as answered
    by itself: *Kembali* goes through all of it."""
    return [
        Field(
            "account",
            T("pindah-account"),
            more=[choice("pindah_account", _choose_account)],
            getter=get.accounts,
        ),
        Field(
            "services",
            (
                T("pindah-loading", when="loading"),
                T("pindah-failed", when="failed"),
                T("pindah-services-none", "account", when="none"),
                T("pindah-services", "account", "chosen", when="some"),
                T("pindah-services-found", "search", "found", when="searching"),
                T("pindah-services-busy", when="busy"),
                T("pindah-services-hint", when="many"),
            ),
            takes=_search,
            edit="pindah-btn-edit-services",
            more=[
                choice(_LIST, _toggle_service, when="some"),
                press("pindah_find", "pindah-btn-search", _search_how, when="many"),
                press("pindah_all", "pindah-btn-show-all", _show_all, when="searching"),
                press("pindah_services_retry", "btn-retry", _look_again, when="waits"),
                press(
                    "pindah_services_on", "btn-next", _services_chosen, when="some", style=PRIMARY
                ),
                press("pindah_link_other", "pindah-btn-link", _link, when="none", style=PRIMARY),
            ],
            getter=get.services,
            back="several",
        ),
        Field(
            "destination",
            (
                T("pindah-destination", when="others"),
                T("pindah-destination-none", when="alone"),
                T("pindah-destination-now", "to", when="set"),
            ),
            edit="pindah-btn-edit-destination",
            more=[
                choice("pindah_to", _choose_destination, when="others"),
                press("pindah_other", "pindah-btn-other-email", form.shown("email")),
                press("pindah_to_same", "btn-next", _same_destination, when="set", style=PRIMARY),
            ],
            getter=get.destinations,
            done=lambda draft, _: bool(draft.to_email),
        ),
        Field(
            "email",
            T("pindah-email"),
            read_email,
            problem=lambda code: f"pindah-problem-email-{code}",
            sets=PindahDraft.to_address,
            then=_email_taken,
            aside=True,
        ),
        Field(
            "checklist",
            (
                T("pindah-loading", when="loading"),
                T("pindah-failed", when="failed"),
                T("pindah-checklist", "from", "to", "services", "checks", when="ready"),
                T("pindah-checklist-go", when="go"),
                T("pindah-checklist-stop", when="stop"),
            ),
            more=[
                press("pindah_rules_on", "btn-next", _rules_hold, when="go", style=PRIMARY),
                press(
                    "pindah_rules_choose",
                    "pindah-btn-choose-again",
                    form.shown("services"),
                    when="gone",
                ),
                press("pindah_rules_again", "pindah-btn-check-again", _look_again, when="ready"),
                press("pindah_rules_retry", "btn-retry", _look_again, when="waits"),
            ],
            getter=get.rules,
            done=_not_yet,
        ),
        Field(
            "department",
            T("pindah-department"),
            more=[grid("pindah_dept", _choose_department, "departments", width=2)],
            getter=get.departments,
            done=_not_yet,
        ),
        Field(
            "keep",
            T("pindah-keep", "message"),
            more=[
                press("pindah_keep", "pindah-btn-keep", _keep_words, style=PRIMARY),
                press("pindah_redraft", "pindah-btn-redraft", _redraft),
            ],
            aside=True,
        ),
        Field(
            "ticket",
            (T("pindah-ticket", "department", "subject", "message"), T("pindah-ticket-hint")),
            edit="pindah-btn-edit-ticket",
            more=[
                Row(
                    press("pindah_subject", "pindah-btn-subject", form.shown("subject")),
                    press("pindah_message", "pindah-btn-message", form.shown("message")),
                ),
                press("pindah_ticket_on", "btn-next", _ticket_ready, style=PRIMARY),
            ],
            done=_not_yet,
            same_step=True,
        ),
        Field(
            "subject",
            T("pindah-subject", "subject"),
            str,
            sets=lambda draft, text: replace(draft, subject=" ".join(text.split()), edited=True),
            then=_to_ticket,
            longest=LONGEST_SUBJECT,
            aside=True,
        ),
        Field(
            "message",
            T("pindah-message"),
            str,
            sets=lambda draft, text: replace(draft, message=text, edited=True),
            then=_to_ticket,
            longest=LONGEST_MESSAGE,
            aside=True,
        ),
        Field(
            SUMMARY,
            (
                T("pindah-summary", "from", "to", "services", "department", "subject"),
                T("pindah-summary-asks", "email", when="asks"),
                T("pindah-loading", when="loading"),
                T("pindah-failed", when="failed"),
            ),
            more=[
                press("pindah_send", "pindah-btn-send", _send, when="ready", style=SUCCESS),
                press("pindah_summary_retry", "btn-retry", _look_again, when="waits"),
            ],
            getter=get.summary,
        ),
    ]


def _not_yet(draft: PindahDraft, _: Any) -> bool:
    return False


# Which account


async def open_pindah(manager: DialogManager, account: str) -> None:
    """From the account that a link named, or the only one; else it is asked."""
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    named = [link for link in links if link.account == account]
    if named or len(links) == 1:
        await _take_account(manager, (named or links)[0])
        await manager.start(FORM.state("services"), mode=StartMode.RESET_STACK)
    else:
        await manager.start(
            FORM.state("account" if links else "nobody"), mode=StartMode.RESET_STACK
        )


async def _take_account(manager: DialogManager, link: Link) -> None:
    turn = turn_of(manager)
    draft = await PindahDraft.read(manager)
    if draft.account != link.account:
        draft = draft.of_account(link)
    snapshot = await turn.work.snapshots.get(link.account)
    if snapshot is not None and snapshot.failed:
        await turn.work.snapshots.spoil(link.account)
    await draft.save(manager, "services")


def nobody_window() -> Window:
    return Window(
        T("pindah-nobody"),
        press("pindah_link", "pindah-btn-link", _link, style=PRIMARY),
        menu("pindah_nobody"),
        buttons_only(),
        state=FORM.state("nobody"),
    )


async def _link(manager: DialogManager) -> None:
    """The services are in an account that is not linked yet. A draft without any is not gone on
    with: it would lead back into the empty account."""
    if not (await PindahDraft.read(manager)).services:
        await PindahDraft.drop(manager)
    await open_feature(manager, "hubungkan")


async def _choose_account(manager: DialogManager, account: str) -> None:
    await _take_account(manager, await _own(manager, account))
    manager.dialog_data.pop("search", None)
    await FORM.show(manager, "services")


async def _own(manager: DialogManager, account: str) -> Link:
    turn = turn_of(manager)
    return await linked(turn.work, turn.person.id, account)


# Which services


async def _look_again(manager: DialogManager) -> None:
    """Forget what the portal said: the window asks it anew."""
    draft = await PindahDraft.read(manager)
    await turn_of(manager).work.snapshots.spoil(draft.account)


async def _toggle_service(manager: DialogManager, service_id: str) -> None:
    turn = turn_of(manager)
    draft = await PindahDraft.read(manager)
    snapshot, _states = await get.look(manager, draft)
    service = next((s for s in snapshot.services if s.id == service_id), None) if snapshot else None
    if service is None:
        return
    if service.id in await services_on_the_move(turn.work, turn.person.id):
        say_above(manager, "pindah-problem-busy")
        return
    changed = draft.toggled(service)
    if len(changed.services) > MOST_SERVICES:
        say_above(manager, "pindah-problem-too-many", most=MOST_SERVICES)
        return
    await changed.save(manager, "services")


async def _search(message: Message, text: str, manager: DialogManager) -> None:
    """A text in the list of services looks for them, when there are many."""
    snapshot, _states = await get.look(manager, await PindahDraft.read(manager))
    if snapshot is None or len(snapshot.services) <= A_PAGE:
        say_above(manager, "problem-use-buttons")
        return
    manager.dialog_data["search"] = text[:60]
    await _first_page(manager)


async def _search_how(manager: DialogManager) -> None:
    say_above(manager, "pindah-search-how")


async def _show_all(manager: DialogManager) -> None:
    manager.dialog_data.pop("search", None)
    await _first_page(manager)


async def _first_page(manager: DialogManager) -> None:
    page: Any = manager.find(pages_of(_LIST))
    await page.set_page(0)


async def _services_chosen(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    if draft.services:
        await FORM.go(manager, draft, "destination")
    else:
        say_above(manager, "pindah-problem-choose")


# To whom


async def _choose_destination(manager: DialogManager, account: str) -> None:
    draft = await PindahDraft.read(manager)
    link = await _own(manager, account)
    if link.account != draft.account:
        await FORM.go(manager, draft.to_own(link), "checklist")


async def _email_taken(manager: DialogManager, draft: PindahDraft) -> None:
    turn, email = turn_of(manager), draft.to_email
    owner = await _own(manager, draft.account)
    if email == owner.email.casefold():
        say_above(manager, "pindah-problem-same-account")
        return
    links = await turn.work.links.of(turn.person.id)
    own = next((link for link in links if link.email.casefold() == email), None)
    await FORM.go(manager, draft.to_own(own) if own else draft, "checklist")


async def _same_destination(manager: DialogManager) -> None:
    await FORM.go(manager, await PindahDraft.read(manager), "checklist")


# The ticket


async def _rules_hold(manager: DialogManager) -> None:
    await FORM.go(manager, await PindahDraft.read(manager), "department")


async def _choose_department(manager: DialogManager, place: str) -> None:
    """The ticket is drafted for the choices as they are; words of the person's own are never
    overwritten."""
    turn = turn_of(manager)
    names = {str(number): name for number, name in enumerate(turn.settings.departments)}
    if place not in names:
        return
    draft = replace(await PindahDraft.read(manager), department=names[place])
    if not draft.edited:
        draft = draft.redrafted(turn)
    changed = draft.drafted != draft.composed(turn)
    await FORM.go(manager, draft, "keep" if changed else "ticket")


async def _keep_words(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    await _to_ticket(manager, replace(draft, drafted=draft.composed(turn_of(manager))))


async def _redraft(manager: DialogManager) -> None:
    await _to_ticket(manager, (await PindahDraft.read(manager)).redrafted(turn_of(manager)))


async def _to_ticket(manager: DialogManager, draft: PindahDraft) -> None:
    await FORM.go(manager, draft, "ticket")


async def _ticket_ready(manager: DialogManager) -> None:
    await FORM.go(manager, await PindahDraft.read(manager), SUMMARY)


# Sent


async def _send(manager: DialogManager) -> None:
    turn = turn_of(manager)
    draft = await PindahDraft.read(manager)
    snapshot, _states = await get.look(manager, draft)
    if snapshot is None:
        say_above(manager, "pindah-checking-again")
        return
    try:
        transfer = await request_transfer(turn.work, turn.person.id, draft.as_new(), snapshot)
    except TransferError as error:
        await _explain(manager, draft, error)
        return
    await PindahDraft.drop(manager)
    manager.dialog_data["number"] = transfer.number
    await FORM.show(manager, "sent")


async def _explain(manager: DialogManager, draft: PindahDraft, error: TransferError) -> None:
    """Say what is in the way, where it can be mended."""
    match error.code:
        case TransferProblem.NOT_LINKED:
            raise NotLinkedError(draft.account)
        case TransferProblem.NO_SERVICES:
            say_above(manager, "pindah-error-no-services")
            await FORM.show(manager, "services")
        case TransferProblem.SAME_ACCOUNT:
            say_above(manager, "pindah-problem-same-account")
            await FORM.show(manager, "destination")
        case TransferProblem.RULES:
            say_above(manager, "pindah-error-rules")
            await FORM.show(manager, "checklist")
        case TransferProblem.ALREADY_ASKED:
            turn = turn_of(manager)
            busy = await services_on_the_move(turn.work, turn.person.id)
            say_above(manager, "pindah-error-already-asked", services=", ".join(error.facts))
            await FORM.go(manager, draft.without(busy), "services")


def sent_window() -> Window:
    return Window(
        T("pindah-sent", "number"),
        T("pindah-sent-ticket", "ticket", when="opened"),
        T("pindah-sent-opening", when="opening"),
        T("pindah-sent-asked", "email", when="asked"),
        T("pindah-sent-next"),
        CopyText(Label("pindah-btn-copy"), Format("{ticket}"), when="opened"),
        press("pindah_status", "btn-status", _see_status, style=PRIMARY),
        menu("pindah_sent"),
        buttons_only(),
        getter=get.sent,
        state=FORM.state("sent"),
    )


async def _see_status(manager: DialogManager) -> None:
    await open_feature(manager, "tiket", str(manager.dialog_data["number"]))


FORM = Form("pindah", PindahDraft, _fields, also=["nobody", "sent"])
