"""The questions of ``/pindah``, in their order, and what their answers and buttons do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import CopyText
from aiogram_dialog.widgets.text import Format

from assistant.dialogs.features import open_feature
from assistant.dialogs.form import SUMMARY, Field, Form
from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import (
    A_PAGE,
    PRIMARY,
    SUCCESS,
    Label,
    T,
    buttons_only,
    choice,
    grid,
    maybe,
    menu,
    opens,
    pages_of,
    press,
    ticking,
)
from assistant.dialogs.own import own_link
from assistant.dialogs.pindah import getters as get
from assistant.dialogs.pindah.draft import (
    LONGEST_MESSAGE,
    LONGEST_SUBJECT,
    MOST_SERVICES,
    PindahDraft,
)
from assistant.dialogs.problems import EMAIL_OF_RECIPIENT
from assistant.dialogs.turn import say_above, turn_of
from assistant.dialogs.understanding.evading import is_word, says_only, takes_back
from assistant.dialogs.understanding.shapes import without_denied_hosts
from assistant.domain.accounts.model import Link, NotTheirsError
from assistant.domain.billing import Service
from assistant.domain.emails import read_email
from assistant.domain.transfers.asking import request_transfer, services_on_the_move
from assistant.domain.transfers.model import TransferError, TransferProblem
from assistant.domain.transfers.rules import held_by_invoices
from assistant.wording.names import shorten

_LIST = "pindah_service"
_WORDS_OF_A_NAME = 2


def _fields(form: Form[PindahDraft]) -> list[Field[PindahDraft]]:
    """Services and destination are asked; the rest is proposed, and mended from the last window."""
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
            fits=maybe(_may_be_a_search),
            edit="pindah-btn-edit-services",
            more=[
                choice(_LIST, ticking(_tick_service), when="some"),
                press("pindah_find", "pindah-btn-search", _search_how, when="many"),
                press("pindah_show_all", "pindah-btn-show-all", _show_all, when="searching"),
                press("pindah_all", "pindah-btn-all", _choose_all, when="choosable"),
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
            read_email,
            sure=True,
            edit="pindah-btn-edit-destination",
            more=[
                choice("pindah_to", _choose_destination, when="others"),
                press("pindah_other", "pindah-btn-other-email", form.shown("email")),
                press(
                    "pindah_to_same", "btn-next", form.answers(_as_it_is), when="set", style=PRIMARY
                ),
            ],
            problems=EMAIL_OF_RECIPIENT,
            sets=PindahDraft.to_address,
            then=_email_taken,
            getter=get.destinations,
            done=lambda draft, _: bool(draft.to_email),
        ),
        Field(
            "email",
            T("pindah-email"),
            read_email,
            sure=True,
            problems=EMAIL_OF_RECIPIENT,
            sets=PindahDraft.to_address,
            then=_email_taken,
            aside=True,
        ),
        Field(
            SUMMARY,
            (
                T("pindah-loading", when="loading"),
                T("pindah-failed", when="failed"),
                T("pindah-summary", "from", "to", "services", "checks", when="ready"),
                T("pindah-summary-asks", "to_email", when="asks"),
                T("pindah-ticket", "department", "subject", "shortened"),
                T("pindah-ticket-old", when="outdated"),
                T("pindah-summary-go", when="go"),
                T("pindah-summary-stop", when="stop"),
            ),
            more=[
                press("pindah_send", "pindah-btn-send", _send, when="go", style=SUCCESS),
                press("pindah_free", "pindah-btn-free", _only_the_free, "free", when="free"),
                press("pindah_again", "pindah-btn-check-again", _look_again, when="stop"),
                press("pindah_retry", "btn-retry", _look_again, when="waits"),
                press("pindah_redraft", "pindah-btn-redraft", _redraft, when="outdated"),
            ],
            getter=get.summary,
            back=False,
        ),
        Field(
            "department",
            T("pindah-department"),
            edit="pindah-btn-edit-department",
            more=[grid("pindah_dept", _choose_department, "departments", width=2)],
            getter=get.departments,
            aside=True,
        ),
        Field(
            "subject",
            T("pindah-subject", "subject"),
            lambda text: " ".join(text.split()),
            edit="pindah-btn-subject",
            then=_written,
            longest=LONGEST_SUBJECT,
            free=True,
            aside=True,
        ),
        Field(
            "message",
            T("pindah-message", "message"),
            str,
            edit="pindah-btn-message",
            then=_written,
            longest=LONGEST_MESSAGE,
            free=True,
            aside=True,
        ),
    ]


async def _shows(manager: DialogManager, draft: PindahDraft) -> dict[str, Any]:
    return vars(draft.prepared(turn_of(manager)))


def _as_it_is(draft: PindahDraft) -> PindahDraft:
    return draft


def _may_be_a_search(typed: str) -> bool:
    """Names of services, or part of one."""
    return "." in typed or len(typed.split()) <= _WORDS_OF_A_NAME


# Which account


async def open_pindah_named(manager: DialogManager, heard: Heard) -> None:
    """With the services chosen that were named, as soon as the portal has told them, and to the
    address that was."""
    turn, named = turn_of(manager), heard.entities
    links = await turn.work.links.of(turn.person.id)
    owner = await _owner_of(manager, links, named.domains)
    await open_pindah(manager, owner.account if owner else "", domains=named.domains)
    account = owner or (links[0] if len(links) == 1 else None)
    if account is not None and named.email and named.email != account.email.casefold():
        draft = await PindahDraft.read(manager)
        own = next((link for link in links if link.email.casefold() == named.email), None)
        draft = draft.to_own(own) if own else draft.to_address(named.email)
        await draft.save(manager, "services")


async def _owner_of(
    manager: DialogManager, links: Sequence[Link], domains: Sequence[str]
) -> Link | None:
    """The account that has one of these, as far as the portal has told."""
    for link in links:
        snapshot = await turn_of(manager).work.snapshots.get(link.account)
        names = {service.name.casefold() for service in (snapshot.services if snapshot else ())}
        if names.intersection(domains):
            return link
    return None


async def open_pindah(manager: DialogManager, account: str, *, domains: Sequence[str] = ()) -> None:
    """From the account that a link named, or the only one; else it is asked. ``domains`` are
    chosen there."""
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    named = [link for link in links if link.account == account]
    if named or len(links) == 1:
        await _take_account(manager, (named or links)[0])
        state = FORM.state("services")
    else:
        state = FORM.state("account" if links else "nobody")
    await manager.start(state, mode=StartMode.RESET_STACK)
    if domains:
        manager.dialog_data[get.NAMED] = list(domains)


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
    await _take_account(manager, await own_link(manager, account))
    manager.dialog_data.pop("search", None)
    await FORM.show(manager, "services")


# Which services


async def _look_again(manager: DialogManager) -> None:
    """Forget what the portal said: the window asks it anew."""
    draft = await PindahDraft.read(manager)
    await turn_of(manager).work.snapshots.spoil(draft.account)


async def _tick_service(manager: DialogManager, service_id: str, wanted: bool) -> None:
    draft = await PindahDraft.read(manager)
    if not wanted:
        await draft.without({service_id}).save(manager, "services")
        return
    listed = await get.listed(manager, draft)
    found = [service for service in listed.found if service.id == service_id]
    if any(service.id in listed.busy for service in found):
        say_above(manager, "pindah-problem-busy")
    else:
        await _choose(manager, draft, found)


async def _choose(manager: DialogManager, draft: PindahDraft, more: list[Service]) -> bool:
    chosen = draft.with_services(more)
    if len(chosen.services) > MOST_SERVICES:
        say_above(manager, "pindah-problem-too-many", most=MOST_SERVICES)
        return False
    await chosen.save(manager, "services")
    return True


async def _choose_all(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    await _choose(manager, draft, (await get.listed(manager, draft)).free)


async def _search(message: Message, text: str, manager: DialogManager) -> None:
    """Names of services choose them, but those that are denied; "semua" is its button; any other
    text looks for them, when there are many."""
    draft = await PindahDraft.read(manager)
    listed = await get.listed(manager, draft)
    many = len(listed.all) > A_PAGE
    rest, denied = without_denied_hosts(text)
    unwanted = {one.id for one in listed.named("\n".join(denied)).services}
    if takes_back(text):
        unwanted |= set(draft.wanted)
    if unwanted & set(draft.wanted):
        draft = draft.without(unwanted)
        await draft.save(manager, "services")
    if says_only(rest, "all-of-them"):
        await _choose(manager, draft, [one for one in listed.free if one.id not in unwanted])
        return
    named = listed.named(rest)
    if named.services and (named.several or not many):
        if await _choose(manager, draft, named.services):
            names = [name for name in named.unknown if not is_word(name)]
            unknown = ", ".join(shorten(name) for name in names[:MOST_SERVICES])
            key = "pindah-pasted-some" if unknown else "pindah-pasted"
            say_above(manager, key, count=len(named.services), unknown=unknown)
    elif denied:
        return
    elif many:
        manager.dialog_data["search"] = text[:60]
        await _first_page(manager)
    else:
        say_above(manager, "problem-use-buttons")


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
    here = {service.id for service in (await get.listed(manager, draft)).all}
    draft = draft.without(set(draft.wanted) - here)
    if draft.services:
        await FORM.go_on(manager, draft)
    else:
        say_above(manager, "pindah-problem-choose")


# To whom


async def _choose_destination(manager: DialogManager, account: str) -> None:
    draft = await PindahDraft.read(manager)
    link = await own_link(manager, account)
    if link.account != draft.account:
        await FORM.go_on(manager, draft.to_own(link))


async def _email_taken(manager: DialogManager, draft: PindahDraft) -> None:
    turn, email = turn_of(manager), draft.to_email
    owner = await own_link(manager, draft.account)
    if email == owner.email.casefold():
        say_above(manager, "pindah-problem-same-account")
        return
    links = await turn.work.links.of(turn.person.id)
    own = next((link for link in links if link.email.casefold() == email), None)
    await FORM.go_on(manager, draft.to_own(own) if own else draft)


# The last window


async def _only_the_free(manager: DialogManager) -> None:
    """What no unpaid invoice holds goes now; the rest is asked for when it is paid."""
    draft = await PindahDraft.read(manager)
    snapshot, _states = await get.look(manager, draft)
    if snapshot is not None:
        held = held_by_invoices(snapshot, draft.wanted)
        await FORM.go_on(manager, draft.without(held))


async def _choose_department(manager: DialogManager, place: str) -> None:
    names = {str(n): name for n, name in enumerate(turn_of(manager).settings.departments)}
    if place in names:
        draft = await PindahDraft.read(manager)
        await FORM.go_on(manager, replace(draft, department=names[place]))


async def _written(manager: DialogManager, written: PindahDraft) -> None:
    draft = await PindahDraft.read(manager)
    await FORM.go_on(manager, draft.with_words(turn_of(manager), written))


async def _redraft(manager: DialogManager) -> None:
    await FORM.go_on(manager, (await PindahDraft.read(manager)).redrafted(turn_of(manager)))


# Sent


async def _send(manager: DialogManager) -> None:
    turn = turn_of(manager)
    draft = (await PindahDraft.read(manager)).prepared(turn)
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
            raise NotTheirsError(draft.account)
        case TransferProblem.NO_SERVICES:
            say_above(manager, "pindah-error-no-services")
            await FORM.show(manager, "services")
        case TransferProblem.SAME_ACCOUNT:
            say_above(manager, "pindah-problem-same-account")
            await FORM.show(manager, "destination")
        case TransferProblem.RULES:
            say_above(manager, "pindah-error-rules")
            await FORM.show(manager, SUMMARY)
        case TransferProblem.ASKED_OFTEN:
            say_above(manager, "pindah-error-asked-often", email=draft.to_email)
            await FORM.show(manager, "destination")
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
        opens("pindah_status", "btn-status", "tiket", of="number", style=PRIMARY),
        menu("pindah_sent"),
        buttons_only(),
        getter=get.sent,
        state=FORM.state("sent"),
    )


FORM = Form(
    "pindah",
    PindahDraft,
    _fields,
    shows=_shows,
    also=["nobody", "sent"],
    renamed={"checklist": SUMMARY, "ticket": SUMMARY, "keep": SUMMARY},
)
