"""``/hubungkan``: the accounts a person may see, linking another by a code, ending a link."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar

from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window

from assistant.dialogs.features import Feature, open_feature
from assistant.dialogs.form import Field, Form
from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import (
    DANGER,
    PRIMARY,
    OnPress,
    SayText,
    T,
    answer,
    back_or_menu,
    buttons_only,
    choice,
    grid,
    menu,
    press,
    surely,
    to,
    viewed,
)
from assistant.dialogs.own import viewed_link
from assistant.dialogs.proving import EmailDraft, email_and_code, named_email
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.codes import Code, CodeCheck, CodeOutcome, CodePurpose
from assistant.domain.accounts.linking import prove_for_link, unlink_account
from assistant.domain.accounts.model import LINK_VALID_FOR, Link
from assistant.domain.emails import EmailError, read_email
from assistant.domain.masking import mask_email
from assistant.domain.words import Say

SHOWN = 5
"""Accounts that a page of buttons shows."""


@dataclass(frozen=True)
class HubungkanDraft(EmailDraft):
    """The address whose code is waited for."""

    FEATURE: ClassVar[str] = "hubungkan"


def _fields(form: Form[HubungkanDraft]) -> list[Field[HubungkanDraft]]:
    return email_and_code(
        form,
        CodePurpose.LINK,
        T("hubungkan-email"),
        T("hubungkan-code", "email"),
        check=_check_code,
        on_right=_proven,
    )


def hubungkan_feature() -> Feature:
    return Feature(
        "hubungkan",
        FORM.group,
        open_hubungkan,
        FORM.steps,
        label="menu-hubungkan",
        row=1,
        fills=_open_named,
        draft=HubungkanDraft,
        under_way="feature-hubungkan",
    )


ADD = "baru"
"""What a mailed link says after the feature's name: the address is asked for at once. Nothing about
an account stands in it, for mail is passed on."""


async def open_hubungkan(manager: DialogManager, what: str) -> None:
    state = FORM.first if what == ADD else FORM.state("home")
    await manager.start(state, mode=StartMode.RESET_STACK)


async def _open_named(manager: DialogManager, heard: Heard) -> None:
    """With the address that was named, to send a code to."""
    named = named_email(heard)
    state = FORM.first if named else FORM.state("home")
    await manager.start(state, data=named, mode=StartMode.RESET_STACK)


def create_hubungkan_dialogs() -> list[Dialog]:
    return [Dialog(_home(), *FORM.windows(), _result(), _account(), _confirm())]


def _home() -> Window:
    return Window(
        T("hubungkan-none", when="none"),
        T("hubungkan-list", when="links"),
        SayText("lines"),
        choice("hub_account", _choose_account, "links", height=SHOWN),
        to("hub_add", "hubungkan-btn-add", FORM.first),
        menu("hub"),
        answer(_take_email, fits=surely(_is_email)),
        getter=_links,
        state=FORM.state("home"),
    )


async def _take_email(message: Message, typed: str, manager: DialogManager) -> None:
    """The address is what comes next: typed here, it is taken here."""
    await FORM.taking("email")(message, typed, manager)


def _is_email(typed: str) -> bool:
    if "@" in typed and len(typed.split()) == 1:
        return True  # also one that is misspelt
    with suppress(EmailError):
        read_email(typed)
        return True
    return False


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


async def _choose_account(manager: DialogManager, account: str) -> None:
    manager.dialog_data["account"] = account
    await FORM.show(manager, "account")


async def _check_code(manager: DialogManager, email: str, typed: str) -> tuple[CodeCheck, int]:
    turn = turn_of(manager)
    check, left, code = await prove_for_link(turn.work, turn.person.id, email, typed)
    manager.dialog_data["code"] = code
    return check, left


async def _proven(manager: DialogManager, _: HubungkanDraft) -> None:
    await HubungkanDraft.drop(manager)
    await FORM.show(manager, "result")


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
        press("hub_akun", "btn-akun", _open_account, when="nothing", style=PRIMARY),
        to("hub_again", "hubungkan-btn-other", FORM.first, when="nothing"),
        to("hub_list", "hubungkan-btn-list", FORM.state("home")),
        menu("hub_result"),
        buttons_only(),
        getter=_outcome,
        state=FORM.state("result"),
    )


async def _outcome(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Codes are kept for a day; a window looked at later says that it is over."""
    turn, code = turn_of(dialog_manager), await _proven_code(dialog_manager)
    outcome = code.outcome if code else None
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


async def _proven_code(manager: DialogManager) -> Code | None:
    turn = turn_of(manager)
    code = await turn.work.codes.get(int(viewed(manager, "code") or 0))
    return code if code and code.person == turn.person.id else None


def _go(feature: str) -> OnPress:
    """Opens a feature, for the account that was linked if one was."""

    async def go(manager: DialogManager) -> None:
        code = await _proven_code(manager)
        await open_feature(manager, feature, (code.account if code else None) or "")

    return go


async def _open_account(manager: DialogManager) -> None:
    """With the address that was proven and has none."""
    code = await _proven_code(manager)
    await open_feature(manager, "akun", str(code.id) if code else "")


def _account() -> Window:
    return Window(
        T("hubungkan-account", "account", "email", "proven", "until"),
        T("hubungkan-others", when="others"),
        SayText("lines"),
        grid("hub_other", _choose_other, "others", width=1),
        press("hub_unlink", "hubungkan-btn-unlink", _choose_self, style=DANGER),
        back_or_menu("hub_account", FORM.state("home")),
        buttons_only(),
        getter=_linked,
        state=FORM.state("account"),
    )


async def _linked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    link = await viewed_link(dialog_manager)
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


async def _first_name(manager: DialogManager, person: int) -> str:
    turn = turn_of(manager)
    found = await turn.work.people.get(person)
    return found.name if found else turn.plain("hubungkan-someone")


async def _choose_self(manager: DialogManager) -> None:
    manager.dialog_data["of"] = turn_of(manager).person.id
    await FORM.show(manager, "confirm")


async def _choose_other(manager: DialogManager, person: str) -> None:
    manager.dialog_data["of"] = int(person)
    await FORM.show(manager, "confirm")


def _confirm() -> Window:
    return Window(
        T("hubungkan-confirm-own", "account", when="own"),
        T("hubungkan-confirm-other", "account", "name", when="other"),
        press("hub_unlink_yes", "hubungkan-btn-confirm", _unlink, style=DANGER),
        to("hub_unlink_no", "btn-back", FORM.state("account")),
        buttons_only(),
        getter=_to_end,
        state=FORM.state("confirm"),
    )


async def _to_end(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    link, of = await viewed_link(dialog_manager), int(dialog_manager.dialog_data["of"])
    own = of == turn_of(dialog_manager).person.id
    name = await _first_name(dialog_manager, of)
    return {"own": own, "other": not own, "account": link.label, "name": name}


async def _unlink(manager: DialogManager) -> None:
    turn, link = turn_of(manager), await viewed_link(manager)
    of = int(manager.dialog_data["of"])
    await unlink_account(turn.work, turn.person.id, link.account, of)
    say_above(manager, "hubungkan-unlinked", account=link.label)
    await FORM.show(manager, "home" if of == turn.person.id else "account")


FORM = Form(
    "hubungkan",
    HubungkanDraft,
    _fields,
    before="home",
    also=["home", "result", "account", "confirm"],
)
