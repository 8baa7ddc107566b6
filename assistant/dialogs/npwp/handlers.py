"""What the buttons and answers of ``/npwp`` do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.features import open_feature
from assistant.dialogs.kit import OnPress
from assistant.dialogs.npwp.draft import (
    ADDRESS_LENGTH,
    NAME_LENGTH,
    NpwpDraft,
    TextError,
    draft_of,
    read_line,
)
from assistant.dialogs.npwp.states import STEPS, NpwpSG
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.model import Link, NotLinkedError, TaxChange, TaxChangeState
from assistant.domain.accounts.taxing import save_tax_profile
from assistant.domain.emails import EmailError, read_email
from assistant.domain.npwp import HEAD_OFFICE, NpwpError, NpwpProblem, read_nitku, read_npwp
from assistant.domain.portal import TaxKind

# Which account


async def open_npwp(manager: DialogManager, account: str) -> None:
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    accounts = [link.account for link in links]
    if account and account not in accounts:
        say_above(manager, "npwp-problem-not-linked")
    if not links:
        await manager.start(NpwpSG.none, mode=StartMode.RESET_STACK)
        return
    chosen = account if account in accounts else accounts[0]
    if chosen != account and len(accounts) > 1:
        await manager.start(NpwpSG.account, mode=StartMode.RESET_STACK)
        return
    state, data = await _where_to_begin(manager, chosen)
    await manager.start(state, data=data, mode=StartMode.RESET_STACK)


async def choose_account(manager: DialogManager, account: str) -> None:
    await link_to(manager, account)
    state, data = await _where_to_begin(manager, account)
    manager.dialog_data.update(data)
    await manager.switch_to(state)


async def _where_to_begin(manager: DialogManager, account: str) -> tuple[State, dict[str, Any]]:
    """A change on its way is shown, so that nobody types it twice; a refused one to be mended."""
    turn = turn_of(manager)
    change = await turn.work.tax_changes.newest(turn.person.id, account)
    if change is not None and change.state is not TaxChangeState.SAVED:
        return NpwpSG.sent, {"account": account, "change": change.id}
    return NpwpSG.look, {"account": account}


def viewed(manager: DialogManager, name: str) -> Any:
    """What this window was opened for: chosen in it, or named by who opened it."""
    started: Any = manager.start_data or {}
    return manager.dialog_data.get(name) or started.get(name)


async def viewed_account(manager: DialogManager) -> str:
    return str(viewed(manager, "account") or (await NpwpDraft.read(manager)).account)


async def link_to(manager: DialogManager, account: str) -> Link:
    """Raises NotLinkedError: the account is not, or no longer, this person's."""
    turn = turn_of(manager)
    link = await turn.work.links.find(turn.person.id, account)
    if link is None:
        raise NotLinkedError(account)
    return link


async def look_again(manager: DialogManager) -> None:
    account = await viewed_account(manager)
    await link_to(manager, account)
    await turn_of(manager).work.snapshots.spoil(account)


async def correct(manager: DialogManager) -> None:
    """The NPWP that the account has, with every field open to change."""
    account = await viewed_account(manager)
    await link_to(manager, account)
    snapshot = await turn_of(manager).work.snapshots.get(account)
    if snapshot is not None and snapshot.client is not None and snapshot.client.tax is not None:
        await _go_on(manager, draft_of(account, snapshot.client.tax))


# The answers


async def _go_on(manager: DialogManager, draft: NpwpDraft) -> None:
    """Keep the draft and ask what is still missing."""
    await draft.save(manager, draft.next_step)
    await manager.switch_to(STEPS[draft.next_step])


def begin_as(kind: TaxKind) -> OnPress:
    async def begin(manager: DialogManager) -> None:
        account = await viewed_account(manager)
        await _go_on(manager, NpwpDraft(account=account, kind=kind))

    return begin


def take_kind(kind: TaxKind) -> OnPress:
    async def take(manager: DialogManager) -> None:
        draft = await NpwpDraft.read(manager)
        try:
            await _go_on(manager, draft.with_kind(kind))
        except NpwpError as error:
            _explain(manager, error)
            await _go_on(manager, replace(draft, kind=kind, npwp="", nitku=""))

    return take


def back_from(step: str) -> OnPress:
    """To the question before, or to the summary when everything has been answered."""

    async def back(manager: DialogManager) -> None:
        draft = await NpwpDraft.read(manager)
        complete = draft.next_step == "summary"
        await manager.switch_to(NpwpSG.summary if complete else _BEFORE[step])

    return back


_BEFORE = {
    "kind": NpwpSG.look,
    "number": NpwpSG.kind,
    "proposal": NpwpSG.number,
    "name": NpwpSG.number,
    "address": NpwpSG.name,
    "email": NpwpSG.address,
    "nitku": NpwpSG.email,
}


async def take_number(message: Message, typed: str, manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    try:
        npwp = read_npwp(typed, draft.tax_kind)
    except NpwpError as error:
        await _number_refused(manager, draft, error)
    else:
        await _go_on(manager, draft.with_npwp(npwp.npwp16))


async def _number_refused(manager: DialogManager, draft: NpwpDraft, error: NpwpError) -> None:
    """Say why; a branch is remembered, and the NPWP inside a NITKU is proposed."""
    facts = error.facts
    if error.code is NpwpProblem.TYPED_NITKU and facts["npwp"]:
        await _propose(manager, draft, str(facts["nitku"]))
        return
    if error.code is NpwpProblem.BRANCH_NEEDS_HEAD_OFFICE:
        await replace(draft, unit=str(facts["branch"]).zfill(6)).save(manager, "number")
    _explain(manager, error)


async def _propose(manager: DialogManager, draft: NpwpDraft, nitku: str) -> None:
    try:
        read_npwp(nitku[:16], draft.tax_kind)
    except NpwpError as error:
        _explain(manager, error)
        return
    await replace(draft, proposed=nitku).save(manager, "proposal")
    await manager.switch_to(NpwpSG.proposal)


async def accept_proposal(manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    await _go_on(manager, draft.with_proposed())


async def take_name(message: Message, typed: str, manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    try:
        await _go_on(manager, replace(draft, name=read_line(typed, NAME_LENGTH)))
    except TextError as error:
        say_above(manager, f"npwp-problem-name-{error.code}")


async def take_address(message: Message, typed: str, manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    try:
        await _go_on(manager, replace(draft, address=read_line(typed, ADDRESS_LENGTH)))
    except TextError as error:
        say_above(manager, f"npwp-problem-address-{error.code}")


async def take_email(message: Message, typed: str, manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    try:
        await _go_on(manager, replace(draft, email=read_email(typed)))
    except EmailError as error:
        say_above(manager, f"npwp-problem-email-{error.code}")


async def take_account_email(manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    link = await link_to(manager, draft.account)
    await _go_on(manager, replace(draft, email=link.email))


async def take_nitku(message: Message, typed: str, manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    try:
        await _go_on(manager, replace(draft, nitku=read_nitku(typed, draft.npwp)))
    except NpwpError as error:
        _explain(manager, error)


async def take_head_office(manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    await _go_on(manager, replace(draft, nitku=draft.npwp + HEAD_OFFICE, unit=""))


async def take_branch(manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    await _go_on(manager, replace(draft, nitku=draft.npwp + (draft.unit or HEAD_OFFICE)))


def _explain(manager: DialogManager, error: NpwpError) -> None:
    say_above(manager, f"npwp-problem-{error.code}", **error.facts)


# Confirmed


async def confirm(manager: DialogManager) -> None:
    """Read back and said to be right: off to the portal."""
    draft = await NpwpDraft.read(manager)
    try:
        profile = draft.profile
    except NpwpError as error:
        _explain(manager, error)
        await _go_on(manager, replace(draft, npwp="", nitku=""))
        return
    turn = turn_of(manager)
    change = await save_tax_profile(turn.work, turn.person.id, draft.account, profile)
    await NpwpDraft.drop(manager)
    manager.dialog_data["change"] = change.id
    await manager.switch_to(NpwpSG.sent)


async def viewed_change(manager: DialogManager) -> TaxChange:
    """Raises NotLinkedError when it is not this person's."""
    turn = turn_of(manager)
    change = await turn.work.tax_changes.get(int(viewed(manager, "change") or 0))
    if change is None or change.person != turn.person.id:
        raise NotLinkedError
    return change


async def mend_refused(manager: DialogManager) -> None:
    """The portal said no: all that was typed, to look over and send again."""
    change = await viewed_change(manager)
    await _go_on(manager, draft_of(change.account, change.profile))


async def look_only(manager: DialogManager) -> None:
    """The window is drawn anew after every press."""


def go_to(feature: str) -> OnPress:
    async def go(manager: DialogManager) -> None:
        await open_feature(manager, feature)

    return go
