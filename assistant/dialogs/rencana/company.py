"""One company of a plan: its services, and the account they shall go to."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, Window

from assistant.dialogs.akun import open_akun_for
from assistant.dialogs.features import Fits, open_feature
from assistant.dialogs.kit import (
    DANGER,
    PRIMARY,
    SayText,
    T,
    answer,
    buttons_only,
    choice,
    menu,
    opens,
    press,
    to,
)
from assistant.dialogs.own import own_link
from assistant.dialogs.problems import EMAIL_OF_RECIPIENT
from assistant.dialogs.rencana.going_on import go_on_by_itself
from assistant.dialogs.rencana.states import RencanaSG
from assistant.dialogs.rencana.wording import LONGEST, having_say, item_say, tax_say
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.emails import EmailError, EmailProblem, read_email
from assistant.domain.portfolio.leading import change_wish, drop_wish, look
from assistant.domain.portfolio.planning import CompanyPlan, Having, TaxDataState
from assistant.domain.words import Say
from assistant.wording.names import shorten

MOST_ITEMS = 25
"""Services that the window lists."""


def company_windows() -> list[Window]:
    return [_company_window(), _accounts_window(), _email_window()]


def _place(manager: DialogManager) -> int:
    return int(manager.dialog_data.get("place", -1))


async def _shown(manager: DialogManager) -> CompanyPlan | None:
    turn = turn_of(manager)
    portfolio = await turn.work.portfolios.of(turn.person.id)
    if portfolio is None or not 0 <= _place(manager) < len(portfolio.wishes):
        return None
    return (await look(turn.work, portfolio)).companies[_place(manager)]


def _company_window() -> Window:
    return Window(
        T("rencana-gone", when="gone"),
        T("rencana-company", "company", "having", "tax", when="there"),
        SayText("items", when="there"),
        SayText("more", when="more"),
        T("rencana-company-needed", when="needed"),
        press("rencana_open", "rencana-btn-open", _open_account, when="without", style=PRIMARY),
        opens("rencana_link", "rencana-btn-link", "hubungkan", when="without"),
        to("rencana_own", "rencana-btn-own", RencanaSG.accounts, when="linkable"),
        to("rencana_email", "rencana-btn-email", RencanaSG.email, when="without"),
        press("rencana_npwp", "btn-npwp", _npwp, when="npwp", style=PRIMARY),
        press("rencana_out", "rencana-btn-out", _out, when="there", style=DANGER),
        to("rencana_company_back", "btn-back", RencanaSG.home),
        buttons_only(),
        getter=_data,
        state=RencanaSG.company,
    )


async def _data(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    company = await _shown(dialog_manager)
    if company is None:
        return {"gone": True}
    turn = turn_of(dialog_manager)
    without = company.having in (Having.NEEDED, Having.OTHERS)
    rest = len(company.items) - MOST_ITEMS
    return {
        "there": True,
        "company": company.wish.title,
        "having": having_say(company),
        "tax": tax_say(company),
        "items": tuple(item_say(item) for item in company.items[:MOST_ITEMS]),
        "more": Say("rencana-company-more", {"count": rest}) if rest > 0 else None,
        "needed": company.having is Having.NEEDED,
        "without": without,
        "linkable": without and bool(await turn.work.links.of(turn.person.id)),
        "npwp": company.tax is TaxDataState.MISSING,
    }


async def _open_account(manager: DialogManager) -> None:
    company = await _shown(manager)
    if company is not None:
        await open_akun_for(manager, company.wish.name, company.wish.email)


async def _npwp(manager: DialogManager) -> None:
    company = await _shown(manager)
    if company is not None and company.link is not None:
        await open_feature(manager, "npwp", company.link.account)


async def _out(manager: DialogManager) -> None:
    turn = turn_of(manager)
    await drop_wish(turn.work, turn.person.id, _place(manager))
    await manager.switch_to(RencanaSG.home)


# Which account it is


def _accounts_window() -> Window:
    return Window(
        T("rencana-accounts"),
        choice("rencana_account", _is_this, "items"),
        to("rencana_accounts_back", "btn-back", RencanaSG.company),
        menu("rencana_accounts"),
        buttons_only(),
        getter=_accounts,
        state=RencanaSG.accounts,
    )


async def _accounts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    items = [{"id": link.account, "label": shorten(link.label, LONGEST)} for link in links]
    return {"items": items}


async def _is_this(manager: DialogManager, account: str) -> None:
    turn = turn_of(manager)
    await own_link(manager, account)
    await change_wish(turn.work, turn.person.id, _place(manager), account=account)
    await _back_to_plan(manager)


async def _back_to_plan(manager: DialogManager) -> None:
    await go_on_by_itself(manager)
    await manager.switch_to(RencanaSG.home)


# Its e-mail


def _email_window() -> Window:
    return Window(
        T("rencana-email"),
        to("rencana_email_back", "btn-back", RencanaSG.company),
        answer(_take_email, fits=_is_email),
        state=RencanaSG.email,
    )


def _is_email(typed: str) -> Fits:
    """One word may be one that is misspelt; of several something else may be meant."""
    with suppress(EmailError):
        read_email(typed)
        return Fits.SURELY
    return Fits.MAYBE if len(typed.split()) > 1 else Fits.SURELY


async def _take_email(message: Message, typed: str, manager: DialogManager) -> None:
    turn = turn_of(manager)
    try:
        email = read_email(typed)
    except EmailError as error:
        say_above(manager, EMAIL_OF_RECIPIENT[EmailProblem(error.code)])
        return
    await change_wish(turn.work, turn.person.id, _place(manager), email=email)
    await _back_to_plan(manager)
