"""The windows of ``/faktur``, in the order they are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Keyboard, Row, ScrollingGroup, Select

from assistant.dialogs.faktur import handlers as on
from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.features import open_feature, open_menu
from assistant.dialogs.kit import (
    PRIMARY,
    ItemLabel,
    Said,
    T,
    answer,
    buttons_only,
    press,
    to,
)
from assistant.dialogs.turn import turn_of
from assistant.domain.accounts import FakturTo
from assistant.domain.faktur import NomorFaktur, faktur_deadline
from assistant.domain.fakturs import Faktur, FakturRequest, RequestState, caption
from assistant.domain.work import Say, Work

A_PAGE = 8
MOST_LINES = 15
"""Of those that wait; a message holds 4,096 characters."""
TAX_ZONE = ZoneInfo("Asia/Jakarta")
"""Tax dates are days there, wherever the times are shown."""


def create_faktur_dialogs() -> list[Dialog]:
    return [
        Dialog(
            _none(),
            _home(),
            _list("month", FakturSG.month, _month, T("faktur-month", "month", "count")),
            _search(),
            _list(
                "found",
                FakturSG.found,
                _found,
                T("faktur-found", "search", "count", when="items"),
                T("faktur-found-none", "search", when=_nothing),
            ),
            _one(),
            _waiting(),
            _where(),
            _where_one(),
        )
    ]


OnChosen = Callable[[DialogManager, str], Awaitable[None]]


def _choice(id_: str, on_chosen: OnChosen, when: WhenCondition = None) -> Keyboard:
    """The getter's ``items`` as buttons, a page at a time."""

    async def chosen(query: CallbackQuery, _: Any, manager: DialogManager, item: str) -> None:
        await on_chosen(manager, item)

    return ScrollingGroup(
        Select(
            ItemLabel(),
            id=f"faktur_{id_}",
            item_id_getter=lambda item: item["id"],
            items="items",
            on_click=chosen,
        ),
        id=f"faktur_{id_}_pages",
        width=1,
        height=A_PAGE,
        hide_on_single_page=True,
        when=when,
    )


def _nothing(data: dict[str, Any], _: Any, manager: DialogManager) -> bool:
    return not data["items"]


def _none() -> Window:
    return Window(
        T("faktur-none", "brand"),
        press("faktur_none_akun", "menu-akun", on.go_to("akun"), style=PRIMARY),
        press("faktur_none_hubungkan", "menu-hubungkan", on.go_to("hubungkan")),
        press("faktur_none_menu", "btn-menu", open_menu),
        buttons_only(),
        getter=_brand,
        state=FakturSG.none,
    )


async def _brand(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"brand": turn_of(dialog_manager).settings.brand}


def _home() -> Window:
    return Window(
        T("faktur-home", "count", when="items"),
        T("faktur-home-empty", when=_nothing),
        Said("where"),
        _choice("month", on.open_month),
        to("faktur_waiting", "faktur-btn-waiting", FakturSG.waiting, when="waits"),
        Row(
            to("faktur_search", "faktur-btn-search", FakturSG.search, when="items"),
            press("faktur_where", "faktur-btn-where", on.open_where),
        ),
        press("faktur_home_menu", "btn-menu", open_menu),
        answer(on.search),
        getter=_months,
        state=FakturSG.home,
    )


async def _months(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    accounts = [link.account for link in links]
    fakturs = await turn.work.fakturs.of(accounts)
    months = Counter(faktur.masa_pajak for faktur in fakturs)
    return {
        "count": len(fakturs),
        "items": [
            {
                "id": month.isoformat(),
                "label": turn.plain("faktur-label-month", month=month, count=count),
            }
            for month, count in sorted(months.items(), reverse=True)
        ],
        "waits": bool(await turn.work.fakturs.waiting(accounts)),
        "where": tuple(
            Say(f"faktur-where-{link.faktur_to}", {"account": link.label})
            for link in links[:MOST_LINES]
        ),
    }


def _list(name: str, state: Any, getter: Any, *texts: T) -> Window:
    """Faktur to choose from; what is typed is searched for."""
    return Window(
        *texts,
        _choice(f"in_{name}", on.open_one),
        Row(
            to(f"faktur_{name}_back", "btn-back", FakturSG.home),
            press(f"faktur_{name}_menu", "btn-menu", open_menu),
        ),
        answer(on.search),
        getter=getter,
        state=state,
    )


async def _month(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    month = date.fromisoformat(on.viewed(dialog_manager, "month"))
    fakturs = [f for f in await _all(dialog_manager) if f.masa_pajak == month]
    return {"month": month, "count": len(fakturs), "items": _items(dialog_manager, fakturs)}


async def _found(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    search = on.viewed(dialog_manager, "search")
    fakturs = await _all(dialog_manager, search)
    items = _items(dialog_manager, fakturs)
    return {"search": search, "count": len(fakturs), "items": items}


async def _all(manager: DialogManager, search: str = "") -> list[Faktur]:
    turn = turn_of(manager)
    return await turn.work.fakturs.of(await _accounts(turn.work, turn.person.id), search=search)


async def _accounts(work: Work, person: int) -> list[str]:
    return [link.account for link in await work.links.of(person)]


def _items(manager: DialogManager, fakturs: list[Faktur]) -> list[dict[str, Any]]:
    turn = turn_of(manager)
    return [
        {
            "id": faktur.id,
            "label": turn.plain(
                "faktur-label",
                invoice=faktur.invoice_number,
                company=faktur.buyer_name,
                ppn=faktur.ppn,
            ),
        }
        for faktur in fakturs
    ]


def _search() -> Window:
    return Window(
        T("faktur-search"),
        to("faktur_search_back", "btn-back", FakturSG.home),
        answer(on.search),
        state=FakturSG.search,
    )


def _one() -> Window:
    return Window(
        T("faktur-one", "company", "number", "invoice", "masa", "issued", "dpp", "ppn", "account"),
        T("faktur-one-replacement", "replacement", when="replacement"),
        press("faktur_send", "faktur-btn-send", on.send_pdf, style=PRIMARY),
        Row(
            press("faktur_one_back", "btn-back", on.back_to_list),
            press("faktur_one_menu", "btn-menu", open_menu),
        ),
        buttons_only(),
        getter=_details,
        state=FakturSG.one,
    )


async def _details(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    faktur = await on.viewed_faktur(dialog_manager)
    number = NomorFaktur.parse(faktur.number)
    return {
        **caption(faktur),
        "number": grouped(number),
        "issued": faktur.issued,
        "account": faktur.account_label,
        "replacement": int(number.kode_status),
    }


def grouped(number: NomorFaktur) -> str:
    """By what the digits mean, the serial in fours: ``04 00 26 0000 0000 123``."""
    serial = number.nsfp[2:]
    fours = " ".join(serial[i : i + 4] for i in range(0, len(serial), 4))
    return f"{number.kode_transaksi} {number.kode_status} {number.nsfp[:2]} {fours}"


def _waiting() -> Window:
    return Window(
        T("faktur-waiting", when="lines"),
        Said("lines"),
        T("faktur-waiting-none", when="none"),
        _choice("npwp", _open_npwp, when="items"),
        Row(
            to("faktur_waiting_back", "btn-back", FakturSG.home),
            press("faktur_waiting_menu", "btn-menu", open_menu),
        ),
        buttons_only(),
        getter=_waited_for,
        state=FakturSG.waiting,
    )


async def _open_npwp(manager: DialogManager, account: str) -> None:
    await open_feature(manager, "npwp", account)


async def _waited_for(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What is paid and not issued; accounts without NPWP lead to where one is entered."""
    turn = turn_of(dialog_manager)
    requests = await turn.work.fakturs.waiting(await _accounts(turn.work, turn.person.id))
    today = turn.work.now.astimezone(TAX_ZONE).date()
    lines = [_line(request, today) for request in requests[:MOST_LINES]]
    if len(requests) > MOST_LINES:
        lines.append(Say("faktur-waiting-more", {"count": len(requests) - MOST_LINES}))
    bare = {r.account: r.account_label for r in requests if r.state is RequestState.NO_NPWP}
    return {
        "lines": tuple(lines),
        "none": not lines,
        "items": [
            {"id": account, "label": turn.plain("faktur-label-npwp", account=label)}
            for account, label in bare.items()
        ],
    }


def _line(request: FakturRequest, today: date) -> Say:
    paid = request.paid_at.astimezone(TAX_ZONE).date()
    until = faktur_deadline(paid)
    if request.state is RequestState.NO_NPWP:
        kind = "no-npwp"
    else:
        kind = "late" if today > until else "open"
    return Say(
        f"faktur-waiting-{kind}",
        {
            "invoice": request.invoice_number,
            "account": request.account_label,
            "paid": paid,
            "until": until,
        },
    )


def _where() -> Window:
    return Window(
        T("faktur-where"),
        _choice("where_account", on.open_where_one),
        to("faktur_where_back", "btn-back", FakturSG.home),
        buttons_only(),
        getter=_destinations,
        state=FakturSG.where,
    )


async def _destinations(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    return {
        "items": [
            {
                "id": link.account,
                "label": turn.plain(f"faktur-label-{link.faktur_to}", account=link.label),
            }
            for link in await turn.work.links.of(turn.person.id)
        ]
    }


def _where_one() -> Window:
    return Window(
        T("faktur-where-one", "account", "now"),
        Row(
            press("faktur_to_chat", "faktur-btn-chat", on.send_to(FakturTo.CHAT)),
            press("faktur_to_mail", "faktur-btn-mail", on.send_to(FakturTo.MAIL)),
        ),
        to("faktur_where_one_back", "btn-back", FakturSG.home),
        buttons_only(),
        getter=_destination,
        state=FakturSG.where_one,
    )


async def _destination(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    link = await on.viewed_link(dialog_manager)
    return {"account": link.label, "now": Say(f"faktur-now-{link.faktur_to}")}
