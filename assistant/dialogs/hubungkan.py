"""``/hubungkan``: the accounts a person may see, linking another by a code, ending a link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, ClassVar

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Row, ScrollingGroup, Select

from assistant.dialogs.drafts import Draft
from assistant.dialogs.features import Feature, open_feature, open_menu
from assistant.dialogs.kit import (
    DANGER,
    PRIMARY,
    ItemLabel,
    OnPress,
    Said,
    Step,
    T,
    answer,
    buttons_only,
    footer,
    press,
    to,
)
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.codes import CodeCheck, CodeOutcome, CodePurpose, CodeSending
from assistant.domain.accounts.linking import prove_for_link, unlink_account
from assistant.domain.accounts.model import LINK_VALID_FOR, Link, NotLinkedError
from assistant.domain.accounts.proving import code_waits, send_code
from assistant.domain.emails import EmailError, read_email
from assistant.domain.masking import mask_email
from assistant.domain.words import Say

SHOWN = 5
"""Accounts that a page of buttons shows."""


class HubungkanSG(StatesGroup):
    home = State()
    email = State()
    code = State()
    result = State()
    account = State()
    confirm = State()


@dataclass(frozen=True)
class HubungkanDraft(Draft):
    """The address whose code is waited for."""

    FEATURE: ClassVar[str] = "hubungkan"

    email: str = ""


def hubungkan_feature() -> Feature:
    steps = {"email": HubungkanSG.email, "code": HubungkanSG.code}
    return Feature("hubungkan", HubungkanSG, open_hubungkan, steps, label="menu-hubungkan", row=1)


async def open_hubungkan(manager: DialogManager, _: str) -> None:
    await manager.start(HubungkanSG.home, mode=StartMode.RESET_STACK)


def create_hubungkan_dialogs() -> list[Dialog]:
    return [Dialog(_home(), _email(), _code(), _result(), _account(), _confirm())]


def _home() -> Window:
    return Window(
        T("hubungkan-none", when="none"),
        T("hubungkan-list", when="links"),
        Said("lines"),
        ScrollingGroup(
            Select(
                ItemLabel(),
                id="hub_account",
                item_id_getter=itemgetter("id"),
                items="links",
                on_click=_choose_account,
            ),
            id="hub_accounts",
            width=1,
            height=SHOWN,
            hide_on_single_page=True,
        ),
        to("hub_add", "hubungkan-btn-add", HubungkanSG.email),
        press("hub_menu", "btn-menu", open_menu),
        buttons_only(),
        getter=_links,
        state=HubungkanSG.home,
    )


async def _links(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    return {
        "none": not links,
        "links": [{"id": link.account, "label": link.label} for link in links],
        "lines": tuple(Say("hubungkan-line", _told(link)) for link in links),
    }


def _told(link: Link) -> dict[str, Any]:
    return {
        "account": link.label,
        "email": mask_email(link.email),
        "proven": link.proven_at,
        "until": link.proven_at + LINK_VALID_FOR,
    }


async def _choose_account(
    query: CallbackQuery, widget: Any, manager: DialogManager, item: str
) -> None:
    manager.dialog_data["account"] = item
    await manager.switch_to(HubungkanSG.account)


def _email() -> Window:
    return Window(
        Step(1, 2),
        T("hubungkan-email"),
        footer("hub_email", back=HubungkanSG.home),
        answer(_take_email),
        state=HubungkanSG.email,
    )


async def _take_email(message: Message, typed: str, manager: DialogManager) -> None:
    try:
        email = read_email(typed)
    except EmailError as error:
        say_above(manager, f"akun-problem-email-{error.code}")
        return
    turn = turn_of(manager)
    if await _mail_code(manager, email) or await code_waits(
        turn.work, turn.person.id, email, CodePurpose.LINK
    ):
        await replace(await HubungkanDraft.read(manager), email=email).save(manager, "code")
        await manager.switch_to(HubungkanSG.code)


async def _mail_code(manager: DialogManager, email: str) -> bool:
    """The same words whether anybody has that address or not."""
    turn = turn_of(manager)
    sending = await send_code(turn.work, turn.person.id, email, CodePurpose.LINK)
    if sending is not CodeSending.SENT:
        say_above(manager, f"akun-problem-code-{sending}", email=email)
    return sending is CodeSending.SENT


def _code() -> Window:
    return Window(
        Step(2, 2),
        T("hubungkan-code", "email"),
        Row(
            press("hub_resend", "akun-btn-resend", _resend),
            to("hub_change", "akun-btn-change-email", HubungkanSG.email),
        ),
        footer("hub_code"),
        answer(_take_code),
        getter=_typed,
        state=HubungkanSG.code,
    )


async def _typed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"email": (await HubungkanDraft.read(dialog_manager)).email}


async def _resend(manager: DialogManager) -> None:
    draft = await HubungkanDraft.read(manager)
    if await _mail_code(manager, draft.email):
        say_above(manager, "akun-code-again", email=draft.email)


async def _take_code(message: Message, typed: str, manager: DialogManager) -> None:
    turn, draft = turn_of(manager), await HubungkanDraft.read(manager)
    check, left, code = await prove_for_link(turn.work, turn.person.id, draft.email, typed)
    if check is not CodeCheck.RIGHT:
        say_above(manager, f"akun-problem-code-{check}", left=left)
        return
    await HubungkanDraft.drop(manager)
    manager.dialog_data["code"] = code
    await manager.switch_to(HubungkanSG.result)


def _result() -> Window:
    """What the portal said about the proven address; shown afresh when it has."""
    return Window(
        T("hubungkan-checking", "email", when="checking"),
        T("hubungkan-linked", "account", when="linked"),
        T("hubungkan-no-account", "email", when="nothing"),
        T("hubungkan-over", when="over"),
        press("hub_npwp", "menu-npwp", _go("npwp"), when="linked"),
        press("hub_pindah", "btn-pindah", _go("pindah"), when="linked", style=PRIMARY),
        press("hub_faktur", "btn-faktur", _go("faktur"), when="linked"),
        press("hub_akun", "btn-akun", _go("akun"), when="nothing", style=PRIMARY),
        to("hub_again", "hubungkan-btn-other", HubungkanSG.email, when="nothing"),
        to("hub_list", "hubungkan-btn-list", HubungkanSG.home),
        press("hub_result_menu", "btn-menu", open_menu),
        buttons_only(),
        getter=_outcome,
        state=HubungkanSG.result,
    )


async def _outcome(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Codes are kept for a day; a window looked at later says that it is over."""
    turn = turn_of(dialog_manager)
    code = await turn.work.codes.get(int(dialog_manager.dialog_data.get("code") or 0))
    outcome = code.outcome if code and code.person == turn.person.id else None
    account = (code.account if code else None) or ""
    link = await turn.work.links.find(turn.person.id, account) if account else None
    return {
        "checking": outcome is CodeOutcome.CHECKING,
        "linked": outcome is CodeOutcome.LINKED and link is not None,
        "nothing": outcome is CodeOutcome.NO_ACCOUNT,
        "over": outcome is None or (outcome is CodeOutcome.LINKED and link is None),
        "email": code.email if code else "",
        "account": link.label if link else "",
    }


def _go(feature: str) -> OnPress:
    """Opens a feature, for the account that was linked if one was."""

    async def go(manager: DialogManager) -> None:
        code = await turn_of(manager).work.codes.get(int(manager.dialog_data.get("code") or 0))
        await open_feature(manager, feature, (code.account if code else None) or "")

    return go


def _account() -> Window:
    return Window(
        T("hubungkan-account", "account", "email", "proven", "until"),
        T("hubungkan-others", when="others"),
        Said("lines"),
        Select(
            ItemLabel(),
            id="hub_other",
            item_id_getter=itemgetter("id"),
            items="others",
            on_click=_choose_other,
        ),
        press("hub_unlink", "hubungkan-btn-unlink", _choose_self, style=DANGER),
        Row(
            to("hub_account_back", "btn-back", HubungkanSG.home),
            press("hub_account_menu", "btn-menu", open_menu),
        ),
        buttons_only(),
        getter=_linked,
        state=HubungkanSG.account,
    )


async def _linked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    link = await _chosen(dialog_manager)
    turn = turn_of(dialog_manager)
    others = [o for o in await turn.work.links.to(link.account) if o.person != turn.person.id]
    named = [(other, await _first_name(dialog_manager, other.person)) for other in others]
    return {
        **_told(link),
        "others": [
            {
                "id": str(other.person),
                "label": turn.plain("hubungkan-btn-unlink-other", name=name),
            }
            for other, name in named
        ],
        "lines": tuple(
            Say("hubungkan-other", {"name": name, "when": other.proven_at}) for other, name in named
        ),
    }


async def _chosen(manager: DialogManager) -> Link:
    """The account looked at. Raises :class:`NotLinkedError` when it is theirs no more."""
    turn = turn_of(manager)
    account = str(manager.dialog_data.get("account", ""))
    link = await turn.work.links.find(turn.person.id, account)
    if link is None:
        raise NotLinkedError(account)
    return link


async def _first_name(manager: DialogManager, person: int) -> str:
    turn = turn_of(manager)
    found = await turn.work.people.get(person)
    return found.name if found else turn.plain("hubungkan-someone")


async def _choose_self(manager: DialogManager) -> None:
    manager.dialog_data["of"] = turn_of(manager).person.id
    await manager.switch_to(HubungkanSG.confirm)


async def _choose_other(
    query: CallbackQuery, widget: Any, manager: DialogManager, item: str
) -> None:
    manager.dialog_data["of"] = int(item)
    await manager.switch_to(HubungkanSG.confirm)


def _confirm() -> Window:
    return Window(
        T("hubungkan-confirm-own", "account", when="own"),
        T("hubungkan-confirm-other", "account", "name", when="other"),
        press("hub_unlink_yes", "hubungkan-btn-confirm", _unlink, style=DANGER),
        to("hub_unlink_no", "btn-back", HubungkanSG.account),
        buttons_only(),
        getter=_to_end,
        state=HubungkanSG.confirm,
    )


async def _to_end(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    link, of = await _chosen(dialog_manager), int(dialog_manager.dialog_data["of"])
    own = of == turn_of(dialog_manager).person.id
    name = await _first_name(dialog_manager, of)
    return {"own": own, "other": not own, "account": link.label, "name": name}


async def _unlink(manager: DialogManager) -> None:
    turn, link = turn_of(manager), await _chosen(manager)
    of = int(manager.dialog_data["of"])
    await unlink_account(turn.work, turn.person.id, link.account, of)
    say_above(manager, "hubungkan-unlinked", account=link.label)
    own = of == turn.person.id
    await manager.switch_to(HubungkanSG.home if own else HubungkanSG.account)
