"""What the buttons and answers of ``/pindah`` do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.features import open_feature
from assistant.dialogs.pindah.draft import MOST_SERVICES, PindahDraft
from assistant.dialogs.pindah.getters import PAGE, look
from assistant.dialogs.pindah.states import PindahSG
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.model import Link, NotLinkedError
from assistant.domain.emails import EmailError, read_email
from assistant.domain.transfers.asking import request_transfer, services_on_the_move
from assistant.domain.transfers.model import TransferError, TransferProblem


async def open_pindah(manager: DialogManager, account: str) -> None:
    """From the account that a link named, or the only one; else it is asked."""
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    named = [link for link in links if link.account == account]
    if not links:
        await manager.start(PindahSG.nobody, mode=StartMode.RESET_STACK)
    elif named or len(links) == 1:
        await _take_account(manager, (named or links)[0])
        await manager.start(PindahSG.services, mode=StartMode.RESET_STACK)
    else:
        await manager.start(PindahSG.account, mode=StartMode.RESET_STACK)


async def _take_account(manager: DialogManager, link: Link) -> None:
    turn = turn_of(manager)
    draft = await PindahDraft.read(manager)
    if draft.account != link.account:
        draft = draft.of_account(link)
    snapshot = await turn.work.snapshots.get(link.account)
    if snapshot is not None and snapshot.failed:
        await turn.work.snapshots.spoil(link.account)
    await draft.save(manager, "services")


async def go_linking(manager: DialogManager) -> None:
    """The services are in an account that is not linked yet. A draft without any is not gone on
    with: it would lead back into the empty account."""
    if not (await PindahDraft.read(manager)).services:
        await PindahDraft.drop(manager)
    await open_feature(manager, "hubungkan")


async def choose_account(
    query: CallbackQuery, widget: Any, manager: DialogManager, account: str
) -> None:
    await _take_account(manager, await _own(manager, account))
    manager.dialog_data.pop("search", None)
    await manager.switch_to(PindahSG.services)


async def _own(manager: DialogManager, account: str) -> Link:
    turn = turn_of(manager)
    link = await turn.work.links.find(turn.person.id, account)
    if link is None:
        raise NotLinkedError(account)
    return link


async def look_again(manager: DialogManager) -> None:
    """Forget what the portal said: the window asks it anew."""
    draft = await PindahDraft.read(manager)
    await turn_of(manager).work.snapshots.spoil(draft.account)


async def toggle_service(
    query: CallbackQuery, widget: Any, manager: DialogManager, service_id: str
) -> None:
    turn = turn_of(manager)
    draft = await PindahDraft.read(manager)
    snapshot, _states = await look(manager, draft)
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


async def search(message: Message, text: str, manager: DialogManager) -> None:
    """A text in the list of services looks for them, when there are many."""
    snapshot, _states = await look(manager, await PindahDraft.read(manager))
    if snapshot is None or len(snapshot.services) <= PAGE:
        say_above(manager, "problem-use-buttons")
        return
    manager.dialog_data["search"] = text[:60]
    await _first_page(manager)


async def search_how(manager: DialogManager) -> None:
    say_above(manager, "pindah-search-how")


async def show_all(manager: DialogManager) -> None:
    manager.dialog_data.pop("search", None)
    await _first_page(manager)


async def _first_page(manager: DialogManager) -> None:
    page: Any = manager.find("pindah_page")
    await page.set_page(0)


async def services_chosen(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    if not draft.services:
        say_above(manager, "pindah-problem-choose")
        return
    await draft.save(manager, "destination")
    await manager.switch_to(PindahSG.destination)


async def choose_destination(
    query: CallbackQuery, widget: Any, manager: DialogManager, account: str
) -> None:
    draft = await PindahDraft.read(manager)
    link = await _own(manager, account)
    if link.account != draft.account:
        await _to_checklist(manager, draft.to_own(link))


async def take_email(message: Message, text: str, manager: DialogManager) -> None:
    turn = turn_of(manager)
    draft = await PindahDraft.read(manager)
    try:
        email = read_email(text)
    except EmailError as error:
        say_above(manager, f"pindah-problem-email-{error.code}")
        return
    owner = await _own(manager, draft.account)
    if email == owner.email.casefold():
        say_above(manager, "pindah-problem-same-account")
        return
    links = await turn.work.links.of(turn.person.id)
    own = next((link for link in links if link.email.casefold() == email), None)
    await _to_checklist(manager, draft.to_own(own) if own else draft.to_address(email))


async def same_destination(manager: DialogManager) -> None:
    await _to_checklist(manager, await PindahDraft.read(manager))


async def _to_checklist(manager: DialogManager, draft: PindahDraft) -> None:
    await draft.save(manager, "checklist")
    await manager.switch_to(PindahSG.checklist)


async def rules_hold(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    await draft.save(manager, "department")
    await manager.switch_to(PindahSG.department)


async def choose_department(
    query: CallbackQuery, widget: Any, manager: DialogManager, place: str
) -> None:
    names = turn_of(manager).settings.departments
    name = {str(number): name for number, name in enumerate(names)}.get(place)
    if name is None:
        return
    draft = await PindahDraft.read(manager)
    await _to_ticket(manager, replace(draft, department=name))


async def _to_ticket(manager: DialogManager, draft: PindahDraft) -> None:
    """Drafted for the choices as they are; words of the person's own are never overwritten."""
    turn = turn_of(manager)
    if not draft.edited:
        draft = draft.redrafted(turn)
    changed = draft.drafted != draft.composed(turn)
    await draft.save(manager, "keep" if changed else "ticket")
    await manager.switch_to(PindahSG.keep if changed else PindahSG.ticket)


async def keep_words(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    draft = replace(draft, drafted=draft.composed(turn_of(manager)))
    await draft.save(manager, "ticket")
    await manager.switch_to(PindahSG.ticket)


async def redraft(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    await draft.redrafted(turn_of(manager)).save(manager, "ticket")
    await manager.switch_to(PindahSG.ticket)


async def take_subject(message: Message, text: str, manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    await replace(draft, subject=" ".join(text.split()), edited=True).save(manager, "ticket")
    await manager.switch_to(PindahSG.ticket)


async def take_message(message: Message, text: str, manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    await replace(draft, message=text, edited=True).save(manager, "ticket")
    await manager.switch_to(PindahSG.ticket)


async def ticket_ready(manager: DialogManager) -> None:
    draft = await PindahDraft.read(manager)
    await draft.save(manager, "summary")
    await manager.switch_to(PindahSG.summary)


async def send(manager: DialogManager) -> None:
    turn = turn_of(manager)
    draft = await PindahDraft.read(manager)
    snapshot, _states = await look(manager, draft)
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
    await manager.switch_to(PindahSG.sent)


async def _explain(manager: DialogManager, draft: PindahDraft, error: TransferError) -> None:
    """Say what is in the way, where it can be mended."""
    match error.code:
        case TransferProblem.NOT_LINKED:
            raise NotLinkedError(draft.account)
        case TransferProblem.NO_SERVICES:
            say_above(manager, "pindah-error-no-services")
            await manager.switch_to(PindahSG.services)
        case TransferProblem.SAME_ACCOUNT:
            say_above(manager, "pindah-problem-same-account")
            await manager.switch_to(PindahSG.destination)
        case TransferProblem.RULES:
            say_above(manager, "pindah-error-rules")
            await manager.switch_to(PindahSG.checklist)
        case TransferProblem.ASKED_OFTEN:
            say_above(manager, "pindah-error-asked-often", email=draft.to_email)
            await manager.switch_to(PindahSG.destination)
        case TransferProblem.ALREADY_ASKED:
            turn = turn_of(manager)
            busy = await services_on_the_move(turn.work, turn.person.id)
            await draft.without(busy).save(manager, "services")
            say_above(manager, "pindah-error-already-asked", services=", ".join(error.facts))
            await manager.switch_to(PindahSG.services)


async def see_status(manager: DialogManager) -> None:
    await open_feature(manager, "tiket", str(manager.dialog_data["number"]))
