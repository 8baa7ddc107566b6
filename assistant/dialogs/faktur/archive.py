"""The archive: companies, their months, what is in a month, the search, and one faktur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Keyboard, Row

from assistant.dialogs.buktipotong.standing import slips_of_invoice
from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.faktur.viewed import (
    accounts_of,
    grouped,
    is_looked_for,
    viewed_faktur,
)
from assistant.dialogs.faktur.waiting import open_waiting, open_why
from assistant.dialogs.faktur.where import open_where, pushes_say
from assistant.dialogs.features import open_feature
from assistant.dialogs.kit import (
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
    nothing,
    opens,
    press,
    provider,
    to,
    viewed,
)
from assistant.dialogs.own import viewed_link
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.domain.archive.files import want_file
from assistant.domain.archive.model import MOST_FOUND, Archived, FileKind, MonthCount
from assistant.domain.fakturs.delivery import caption, send_again
from assistant.domain.fakturs.paper import NomorFaktur
from assistant.domain.months import Period
from assistant.domain.words import Say

LONGEST_SEARCH = 40
"""Characters; the number of a faktur has 17."""
DOUBLE_TAP = 5
"""Seconds within which the same button pressed twice means one thing."""
_BEING_MADE: Mapping[FileKind, str] = {
    FileKind.ZIP: "faktur-being-made-zip",
    FileKind.RECAP: "faktur-being-made-recap",
}


def archive_windows() -> list[Window]:
    return [_none(), _home(), _account(), _month(), _search(), _found(), _one()]


def _none() -> Window:
    return Window(
        T("faktur-none", "brand"),
        opens("faktur_none_akun", "menu-akun", "akun", style=PRIMARY),
        opens("faktur_none_hubungkan", "menu-hubungkan", "hubungkan"),
        menu("faktur_none"),
        buttons_only(),
        getter=provider,
        state=FakturSG.none,
    )


# Companies, and the months of one


def _home() -> Window:
    """Of a single company its months stand here at once."""
    return Window(
        T("faktur-home", "count", when="several"),
        *_months_shown("home"),
        choice("faktur_company", _open_account, when="several"),
        *_tools("home"),
        menu("faktur_home"),
        answer(_take_search, fits=is_looked_for),
        getter=_companies,
        state=FakturSG.home,
    )


def _account() -> Window:
    return Window(
        *_months_shown("account"),
        back_or_menu("faktur_account", FakturSG.home),
        answer(_take_search, fits=is_looked_for),
        getter=_months,
        state=FakturSG.account,
    )


def _months_shown(id_: str) -> list[Any]:
    return [
        T("faktur-account", "account", "count", "year", when="months"),
        T("faktur-account-empty", "account", when="no_months"),
        SayText("where", when="alone"),
        grid(f"faktur_{id_}_month", _open_month, "months", 2, when="months"),
        grid(f"faktur_{id_}_year", _open_year, "years", 4, when="years"),
        press(f"faktur_{id_}_zip", "faktur-btn-zip-year", _want_year, "year", when="months"),
    ]


def _tools(id_: str) -> list[Keyboard]:
    return [
        Row(
            to(f"faktur_{id_}_search", "faktur-btn-search", FakturSG.search),
            press(f"faktur_{id_}_where", "faktur-btn-where", open_where),
        ),
        press(f"faktur_{id_}_waiting", "faktur-btn-waiting", open_waiting),
    ]


async def _companies(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    if len(links) == 1:
        dialog_manager.dialog_data["account"] = links[0].account
        return {**await _months(dialog_manager), "several": False, "items": [], "alone": True}
    counts: Counter[str] = Counter()
    for month in await turn.work.archive.months([link.account for link in links]):
        counts[month.account] += month.count
    items = [
        {
            "id": link.account,
            "label": turn.plain(
                "faktur-label-company", account=link.label, count=counts[link.account]
            ),
        }
        for link in links
    ]
    nothing_here = {"account": "", "months": [], "years": [], "year": "", "no_months": False}
    return {**nothing_here, "count": counts.total(), "items": items, "several": True}


async def _open_account(manager: DialogManager, account: str) -> None:
    manager.dialog_data.update(account=account, year="")
    await manager.switch_to(FakturSG.account)


async def _months(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, link = turn_of(dialog_manager), await viewed_link(dialog_manager)
    months = await turn.work.archive.months([link.account])
    years = sorted({str(month.month.year) for month in months}, reverse=True)
    wanted = viewed(dialog_manager, "year")
    year = wanted if wanted in years else (years[0] if years else "")
    shown = [month for month in months if str(month.month.year) == year]
    return {
        "account": link.label,
        "count": sum(month.count for month in shown),
        "year": year,
        "months": [_month_item(turn, month) for month in shown],
        "no_months": not shown,
        "years": [{"id": one, "label": one} for one in years if one != year],
        "where": (Say("faktur-pushes"), *await pushes_say(dialog_manager, link)),
    }


def _month_item(turn: Turn, month: MonthCount) -> dict[str, str]:
    label = turn.plain("faktur-label-month", month=month.month, count=month.count)
    return {"id": Period(month.month).text, "label": label}


async def _open_year(manager: DialogManager, year: str) -> None:
    manager.dialog_data["year"] = year


# A month


async def _open_month(manager: DialogManager, month: str) -> None:
    manager.dialog_data.update(month=Period.read(month).text, listed="month")
    await manager.switch_to(FakturSG.month)


def _month() -> Window:
    return Window(
        T("faktur-month", "month", "count", "account"),
        choice("faktur_in_month", _open_one),
        Row(
            press("faktur_month_zip", "faktur-btn-zip", _want_month(FileKind.ZIP), when="items"),
            press(
                "faktur_month_recap", "faktur-btn-recap", _want_month(FileKind.RECAP), when="items"
            ),
        ),
        back_or_menu("faktur_month", _back_to_months),
        answer(_take_search, fits=is_looked_for),
        getter=_in_month,
        state=FakturSG.month,
    )


async def _in_month(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, link = turn_of(dialog_manager), await viewed_link(dialog_manager)
    period = Period.read(viewed(dialog_manager, "month"))
    found = await turn.work.archive.of(link.account, period)
    return {
        "month": period.first,
        "account": link.label,
        "count": len(found),
        "items": [
            _item(turn, one, "faktur-label", invoice=one.faktur.invoice_number)
            for one in reversed(found)
        ],
    }


def _item(turn: Turn, one: Archived, key: str, **more: Any) -> dict[str, str]:
    label = turn.plain(key, ppn=one.faktur.ppn, **more)
    return {"id": str(one.faktur.id), "label": f"{_mark(one)}{label}"}


def _mark(one: Archived) -> str:
    """Before a faktur in a list: cancelled, replaced by another, replacing another."""
    if one.cancelled:
        return "🚫 "
    if one.replaced:
        return "↩️ "
    return "🔁 " if int(one.faktur.kode_status) else ""


async def _back_to_months(manager: DialogManager) -> None:
    turn = turn_of(manager)
    several = len(await turn.work.links.of(turn.person.id)) > 1
    await manager.switch_to(FakturSG.account if several else FakturSG.home)


def _want_month(kind: FileKind) -> OnPress:
    async def want(manager: DialogManager) -> None:
        await _want(manager, kind, Period.read(viewed(manager, "month")))

    return want


async def _want_year(manager: DialogManager) -> None:
    shown = await _months(manager)
    if shown["year"]:
        await _want(manager, FileKind.ZIP, Period.read(shown["year"]))


async def _want(manager: DialogManager, kind: FileKind, period: Period) -> None:
    turn, link = turn_of(manager), await viewed_link(manager)
    await want_file(turn.work, turn.person.id, link.account, kind, period)
    say_above(manager, _BEING_MADE[kind])


# Search


def _search() -> Window:
    return Window(
        T("faktur-search"),
        to("faktur_search_back", "btn-back", FakturSG.home),
        answer(_take_search, fits=is_looked_for),
        state=FakturSG.search,
    )


async def _take_search(message: Message, typed: str, manager: DialogManager) -> None:
    """Part of an invoice's number, or of a faktur's number as it is shown (in groups)."""
    bare = "".join(char for char in typed if char not in " .-")
    wanted = bare if bare.isdigit() else typed
    if len(wanted) > LONGEST_SEARCH:
        say_above(manager, "faktur-problem-search-long")
        return
    manager.dialog_data.update(search=wanted, listed="found")
    await manager.switch_to(FakturSG.found)


def _found() -> Window:
    """What is typed is searched for again."""
    return Window(
        T("faktur-found", "search", "count", when="all"),
        T("faktur-found-many", "search", "count", when="many"),
        T("faktur-found-none", "search", when=nothing),
        choice("faktur_in_found", _open_one),
        press("faktur_found_why", "faktur-btn-why", _why_searched, when=nothing),
        back_or_menu("faktur_found", FakturSG.home),
        answer(_take_search, fits=is_looked_for),
        getter=_matches,
        state=FakturSG.found,
    )


async def _matches(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    search = viewed(dialog_manager, "search")
    accounts = await accounts_of(dialog_manager)
    found = await turn.work.archive.find(accounts, search, MOST_FOUND + 1)
    many = len(found) > MOST_FOUND
    shown = found[:MOST_FOUND]
    return {
        "search": search,
        "count": len(shown),
        "many": many,
        "all": bool(shown) and not many,
        "items": [
            _item(
                turn,
                one,
                "faktur-label-found",
                invoice=one.faktur.invoice_number,
                company=one.faktur.buyer_name,
            )
            for one in shown
        ],
    }


async def _why_searched(manager: DialogManager) -> None:
    await open_why(manager, viewed(manager, "search"), back=FakturSG.found)


# One faktur


async def _open_one(manager: DialogManager, faktur: str) -> None:
    manager.dialog_data["faktur"] = faktur
    await manager.switch_to(FakturSG.one)


def _one() -> Window:
    return Window(
        T("faktur-one", "company", "number", "invoice", "masa", "issued", "dpp", "ppn", "account"),
        SayText("standing"),
        SayText("slips"),
        press("faktur_send", "faktur-btn-send", _send_pdf, style=PRIMARY),
        choice("faktur_version", _open_one),
        press("faktur_one_why", "faktur-btn-trail", _trail),
        press("faktur_one_cs", "btn-cs", _ask_people),
        back_or_menu("faktur_one", _back_to_list),
        buttons_only(),
        getter=_details,
        state=FakturSG.one,
    )


async def _details(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, one = turn_of(dialog_manager), await viewed_faktur(dialog_manager)
    faktur = one.faktur
    versions = await turn.work.archive.versions(faktur.request)
    return {
        **caption(faktur),
        "number": grouped(NomorFaktur.parse(faktur.number)),
        "issued": faktur.issued,
        "account": faktur.account_label,
        "standing": tuple(_standing(one)),
        "slips": await slips_of_invoice(turn, faktur.invoice_number),
        "items": [
            {"id": str(other.faktur.id), "label": _version_label(turn, other)}
            for other in versions
            if other.faktur.id != faktur.id
        ],
    }


def _standing(one: Archived) -> list[Say]:
    said = []
    if number := int(one.faktur.kode_status):
        said.append(Say("faktur-one-replacement", {"replacement": number}))
    if one.replaced:
        said.append(Say("faktur-one-replaced"))
    if one.cancelled:
        said.append(Say("faktur-one-cancelled"))
    return said


def _version_label(turn: Turn, other: Archived) -> str:
    key = "faktur-label-replaced" if other.replaced else "faktur-label-newest"
    return turn.plain(key, number=grouped(NomorFaktur.parse(other.faktur.number)))


async def _send_pdf(manager: DialogManager) -> None:
    """Once for a double tap; again when it is asked for again."""
    turn = turn_of(manager)
    faktur = (await viewed_faktur(manager)).faktur
    sent: dict[str, float] = manager.dialog_data.setdefault("sent", {})
    now = turn.work.now.timestamp()
    if now - sent.get(str(faktur.id), 0) >= DOUBLE_TAP:
        await send_again(turn.work, turn.person.id, faktur.id, turn.key)
        sent[str(faktur.id)] = now
    say_above(manager, "faktur-on-its-way")


async def _trail(manager: DialogManager) -> None:
    faktur = (await viewed_faktur(manager)).faktur
    await open_why(manager, faktur.invoice_number.partition(", ")[0], back=FakturSG.one)


async def _ask_people(manager: DialogManager) -> None:
    faktur = (await viewed_faktur(manager)).faktur
    await open_feature(manager, "cs", faktur.invoice_number)


async def _back_to_list(manager: DialogManager) -> None:
    lists = {"month": FakturSG.month, "found": FakturSG.found}
    await manager.switch_to(lists.get(viewed(manager, "listed"), FakturSG.home))
