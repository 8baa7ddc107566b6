"""The recipient's answer, behind the link of a mail: ``/start setuju-<token>``."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Row

from assistant.dialogs.akun import open_akun_for
from assistant.dialogs.features import Feature
from assistant.dialogs.kit import (
    DANGER,
    PRIMARY,
    SUCCESS,
    T,
    buttons_only,
    menu,
    press,
    to,
    viewed,
)
from assistant.dialogs.turn import Turn, turn_of
from assistant.domain.accounts.model import Link
from assistant.domain.transfers.agreeing import agree, agree_by_link, decline
from assistant.domain.transfers.invitation import opened
from assistant.domain.transfers.model import Transfer
from assistant.wording.names import service_lines


class SetujuSG(StatesGroup):
    ask = State()
    sure = State()
    looking = State()
    agreed = State()
    declined = State()
    dead = State()


def setuju_feature() -> Feature:
    return Feature("setuju", SetujuSG, _open)


def create_setuju_dialogs() -> list[Dialog]:
    return [Dialog(_ask_window(), _looking_window(), _sure_window(), *_last_windows())]


async def _open(manager: DialogManager, token: str) -> None:
    await manager.start(SetujuSG.ask, data={"token": token}, mode=StartMode.RESET_STACK)


async def _asked(turn: Turn, token: str) -> Transfer | None:
    """The request, as long as it waits for this answer."""
    return await opened(turn.work, token, turn.person.id)


async def _account(turn: Turn, transfer: Transfer) -> Link | None:
    """The person's own account with the address that was asked."""
    links = await turn.work.links.of(turn.person.id)
    return next((link for link in links if link.email == transfer.to_email), None)


def _ask_window() -> Window:
    return Window(
        T("setuju-dead", when="dead"),
        T("setuju-ask", "from", "services", "email", "number", when="alive"),
        T("setuju-linked", "account", when="linked"),
        T("setuju-unlinked", "email", when="unlinked"),
        Row(
            press("setuju_yes", "setuju-btn-yes", _agree, style=SUCCESS, when="alive"),
            to("setuju_no", "setuju-btn-no", SetujuSG.sure, when="alive"),
        ),
        menu("setuju"),
        buttons_only(),
        getter=_request,
        state=SetujuSG.ask,
    )


async def _request(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Of the asker nothing but the account's name is shown."""
    turn = turn_of(dialog_manager)
    transfer = await _asked(turn, viewed(dialog_manager, "token"))
    if transfer is None:
        return {"dead": True}
    link = await _account(turn, transfer)
    return {
        "alive": True,
        "from": transfer.from_label,
        "services": service_lines(transfer.services),
        "email": transfer.to_email,
        "number": transfer.number,
        "linked": link is not None,
        "unlinked": link is None,
        "account": link.label if link else "",
    }


async def _agree(manager: DialogManager) -> None:
    turn, token = turn_of(manager), viewed(manager, "token")
    transfer = await _asked(turn, token)
    link = await _account(turn, transfer) if transfer else None
    if transfer is not None and link is None:
        looks = await agree_by_link(turn.work, token, turn.person.id)
        await manager.switch_to(SetujuSG.looking if looks else SetujuSG.dead)
        return
    agreed = await agree(turn.work, token, turn.person.id, link.account) if link else None
    await manager.switch_to(SetujuSG.agreed if agreed else SetujuSG.dead)


def _looking_window() -> Window:
    """Agreed; whether the address has an account is being looked up, or it has none."""
    return Window(
        T("setuju-looking", "email", when="alive"),
        T("setuju-agreed", when="agreed"),
        press("setuju_new", "setuju-btn-new", _new_account, when="alive", style=PRIMARY),
        menu("setuju_looking"),
        buttons_only(),
        getter=_looked_up,
        state=SetujuSG.looking,
    )


async def _looked_up(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    request = await _request(dialog_manager)
    return {**request, "agreed": "dead" in request}


async def _new_account(manager: DialogManager) -> None:
    """For those who have none: the address is proven already."""
    turn = turn_of(manager)
    transfer = await _asked(turn, viewed(manager, "token"))
    if transfer is not None and transfer.agreed_by == turn.person.id:
        await open_akun_for(manager, "", transfer.to_email, proven=True)


def _sure_window() -> Window:
    return Window(
        T("setuju-sure"),
        press("setuju_sure_yes", "setuju-btn-sure", _decline, style=DANGER),
        to("setuju_sure_no", "btn-back", SetujuSG.ask),
        buttons_only(),
        state=SetujuSG.sure,
    )


async def _decline(manager: DialogManager) -> None:
    turn = turn_of(manager)
    declined = await decline(turn.work, viewed(manager, "token"), turn.person.id)
    await manager.switch_to(SetujuSG.declined if declined else SetujuSG.dead)


def _last_windows() -> list[Window]:
    return [
        Window(
            T(key),
            menu(f"{key.replace('-', '_')}"),
            buttons_only(),
            state=state,
        )
        for key, state in (
            ("setuju-agreed", SetujuSG.agreed),
            ("setuju-declined", SetujuSG.declined),
            ("setuju-dead", SetujuSG.dead),
        )
    ]
