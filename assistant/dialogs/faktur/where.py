"""Where new faktur are pushed, account by account: windows and what their buttons do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Row, Url
from aiogram_dialog.widgets.text import Format

from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.faktur.viewed import is_number
from assistant.dialogs.kit import (
    SUCCESS,
    Label,
    OnPress,
    T,
    answer,
    buttons_only,
    choice,
    press,
    to,
)
from assistant.dialogs.own import viewed_link
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.codes import CodeCheck
from assistant.domain.accounts.groups import known_groups, prove_group, push_into_group
from assistant.domain.accounts.model import Group, Link, Pushes
from assistant.domain.words import Say

_CODE_PROBLEM: Mapping[CodeCheck, str] = {
    CodeCheck.WRONG: "faktur-problem-code-wrong",
    CodeCheck.NOT_SIX_DIGITS: "faktur-problem-code-not-six-digits",
    CodeCheck.EXPIRED: "faktur-problem-code-expired",
    CodeCheck.USED_UP: "faktur-problem-code-used-up",
}


def where_windows() -> list[Window]:
    return [_where(), _one_account(), _group(), _confirm()]


async def open_where(manager: DialogManager) -> None:
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    if len(links) == 1:
        await _open_account(manager, links[0].account)
    else:
        await manager.switch_to(FakturSG.where)


async def _open_account(manager: DialogManager, account: str) -> None:
    manager.dialog_data["account"] = account
    await manager.switch_to(FakturSG.where_one)


def _where() -> Window:
    return Window(
        T("faktur-where"),
        choice("faktur_where_account", _open_account),
        to("faktur_where_back", "btn-back", FakturSG.home),
        buttons_only(),
        getter=_accounts,
        state=FakturSG.where,
    )


async def _accounts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    return {
        "items": [
            {"id": link.account, "label": f"{_icons(link.pushes)} {link.label}"}
            for link in await turn.work.links.of(turn.person.id)
        ]
    }


def _icons(pushes: Pushes) -> str:
    wanted = {"💬": pushes.chat, "✉️": pushes.mail, "👥": pushes.group is not None}
    return "".join(icon for icon, on in wanted.items() if on) or "🔕"


async def pushes_say(manager: DialogManager, link: Link) -> tuple[Say, ...]:
    """A line for each place that the account's faktur go to."""
    pushes = link.pushes
    lines = []
    if pushes.chat:
        lines.append(Say("faktur-to-chat"))
    if pushes.mail:
        lines.append(Say("faktur-to-mail"))
    if pushes.group is not None:
        group = await turn_of(manager).work.groups.get(pushes.group)
        lines.append(Say("faktur-to-group", {"group": group.title if group else ""}))
    return tuple(lines) or (Say("faktur-to-nowhere"),)


# One account


def _one_account() -> Window:
    """Each button says what it will be like after it: a double tap is the same as one. A code may
    be typed here at once: the link in the group leads here."""
    return Window(
        T("faktur-where-one", "account", "now"),
        Row(
            press("faktur_chat_on", "faktur-btn-chat-on", _set(chat=True), when="no_chat"),
            press("faktur_chat_off", "faktur-btn-chat-off", _set(chat=False), when="chat"),
            press("faktur_mail_on", "faktur-btn-mail-on", _set(mail=True), when="no_mail"),
            press("faktur_mail_off", "faktur-btn-mail-off", _set(mail=False), when="mail"),
        ),
        to("faktur_group_on", "faktur-btn-group-on", FakturSG.group, when="no_group"),
        press("faktur_group_off", "faktur-btn-group-off", _set(group=None), "group", when="group"),
        press(
            "faktur_mute",
            "faktur-btn-mute",
            _set(chat=False, mail=False, group=None),
            when="loud",
        ),
        Row(
            to("faktur_where_one_back", "btn-back", FakturSG.where, when="several"),
            to("faktur_where_home", "faktur-btn-archive", FakturSG.home),
        ),
        answer(_take_code, fits=is_number),
        getter=_account,
        state=FakturSG.where_one,
    )


async def _account(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, link = turn_of(dialog_manager), await viewed_link(dialog_manager)
    pushes = link.pushes
    group = await turn.work.groups.get(pushes.group) if pushes.group is not None else None
    return {
        "account": link.label,
        "now": await pushes_say(dialog_manager, link),
        "chat": pushes.chat,
        "no_chat": not pushes.chat,
        "mail": pushes.mail,
        "no_mail": not pushes.mail,
        "group": group.title if group else "",
        "no_group": group is None,
        "loud": not pushes.muted,
        "several": len(await turn.work.links.of(turn.person.id)) > 1,
    }


def _set(**changes: Any) -> OnPress:
    async def choose(manager: DialogManager) -> None:
        turn, link = turn_of(manager), await viewed_link(manager)
        pushes = replace(link.pushes, **changes)
        await turn.work.links.set_pushes(turn.person.id, link.account, pushes)
        said = "faktur-where-muted" if pushes.muted else "faktur-where-set"
        say_above(manager, said, account=link.label)

    return choose


# A group


def _group() -> Window:
    """How a group is proven: what is typed here is the code that stands in it."""
    return Window(
        T("faktur-group", "account"),
        T("faktur-group-known", when="items"),
        choice("faktur_known_group", _choose_known, when="items"),
        Url(Label("faktur-btn-group-add"), Format("{add}")),
        to("faktur_group_back", "btn-back", FakturSG.where_one),
        answer(_take_code, fits=is_number),
        getter=_ways,
        state=FakturSG.group,
    )


async def _ways(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, link = turn_of(dialog_manager), await viewed_link(dialog_manager)
    groups = await known_groups(turn.work, turn.person.id)
    return {
        "account": link.label,
        "add": f"https://t.me/{turn.settings.bot_username}?startgroup=faktur",
        "items": [{"id": str(group.chat), "label": f"👥 {group.title}"} for group in groups],
    }


async def _choose_known(manager: DialogManager, chat: str) -> None:
    turn = turn_of(manager)
    for group in await known_groups(turn.work, turn.person.id):
        if str(group.chat) == chat:
            await _ask(manager, group)
            return
    say_above(manager, "faktur-problem-group-gone")


async def _take_code(message: Message, typed: str, manager: DialogManager) -> None:
    turn = turn_of(manager)
    check, left, group = await prove_group(turn.work, turn.person.id, typed)
    if check is not CodeCheck.RIGHT:
        say_above(manager, _CODE_PROBLEM[check], left=left)
    elif group is None:
        say_above(manager, "faktur-problem-group-gone")
    else:
        await _ask(manager, group)


async def _ask(manager: DialogManager, group: Group) -> None:
    manager.dialog_data["group"] = group.chat
    await manager.switch_to(FakturSG.group_sure)


def _confirm() -> Window:
    return Window(
        T("faktur-group-sure", "account", "group"),
        press("faktur_group_yes", "faktur-btn-group-yes", _push_there, style=SUCCESS),
        to("faktur_group_no", "faktur-btn-group-no", FakturSG.where_one),
        buttons_only(),
        getter=_to_confirm,
        state=FakturSG.group_sure,
    )


async def _to_confirm(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    link = await viewed_link(dialog_manager)
    group = await turn_of(dialog_manager).work.groups.get(_proven(dialog_manager))
    return {"account": link.label, "group": group.title if group else ""}


def _proven(manager: DialogManager) -> int:
    """The group that was proven; what is written here stays on our side."""
    return int(manager.dialog_data.get("group") or 0)


async def _push_there(manager: DialogManager) -> None:
    turn, link = turn_of(manager), await viewed_link(manager)
    done = await push_into_group(turn.work, turn.person.id, link.account, _proven(manager))
    if done:
        say_above(manager, "faktur-where-set", account=link.label)
    else:
        say_above(manager, "faktur-problem-group-gone")
    await manager.switch_to(FakturSG.where_one)
