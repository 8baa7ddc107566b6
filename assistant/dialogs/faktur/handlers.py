"""What the buttons and answers of ``/faktur`` do."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.features import open_feature
from assistant.dialogs.kit import OnPress
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts import FakturTo, Link, NotLinkedError
from assistant.domain.fakturs import Faktur, send_again

LONGEST_SEARCH = 40
"""Characters; the number of a faktur has 17."""
DOUBLE_TAP = 5
"""Seconds within which the same button pressed twice means one thing."""
_LONGEST_ID = 18
"""Digits that fit into a bigint."""


async def open_faktur(manager: DialogManager, faktur: str) -> None:
    """``faktur`` opens one, if it is theirs; otherwise the months."""
    turn = turn_of(manager)
    if not await turn.work.links.of(turn.person.id):
        await manager.start(FakturSG.none, mode=StartMode.RESET_STACK)
    elif faktur and await _theirs(manager, faktur):
        await manager.start(FakturSG.one, data={"faktur": faktur}, mode=StartMode.RESET_STACK)
    else:
        if faktur:
            say_above(manager, "faktur-problem-not-found")
        await manager.start(FakturSG.home, mode=StartMode.RESET_STACK)


def viewed(manager: DialogManager, name: str) -> str:
    """What this window was opened for: chosen in it, or named by who opened it."""
    started: Any = manager.start_data or {}
    return str(manager.dialog_data.get(name) or started.get(name) or "")


async def _theirs(manager: DialogManager, id_: str) -> Faktur | None:
    turn = turn_of(manager)
    if not (id_.isascii() and id_.isdigit() and len(id_) <= _LONGEST_ID):
        return None
    faktur = await turn.work.fakturs.get(int(id_))
    if faktur is None or not await turn.work.links.find(turn.person.id, faktur.account):
        return None
    return faktur


async def viewed_faktur(manager: DialogManager) -> Faktur:
    """Raises NotLinkedError: it is not, or no longer, this person's to see."""
    faktur = await _theirs(manager, viewed(manager, "faktur"))
    if faktur is None:
        raise NotLinkedError
    return faktur


async def viewed_link(manager: DialogManager) -> Link:
    """Raises NotLinkedError."""
    turn = turn_of(manager)
    account = viewed(manager, "account")
    link = await turn.work.links.find(turn.person.id, account)
    if link is None:
        raise NotLinkedError(account)
    return link


async def open_month(manager: DialogManager, month: str) -> None:
    date.fromisoformat(month)  # our own button names a month, or nothing is opened
    manager.dialog_data.update(month=month, listed="month")
    await manager.switch_to(FakturSG.month)


async def open_one(manager: DialogManager, faktur: str) -> None:
    manager.dialog_data["faktur"] = faktur
    await manager.switch_to(FakturSG.one)


async def back_to_list(manager: DialogManager) -> None:
    lists = {"month": FakturSG.month, "found": FakturSG.found}
    await manager.switch_to(lists.get(viewed(manager, "listed"), FakturSG.home))


async def search(message: Message, typed: str, manager: DialogManager) -> None:
    """Part of an invoice's number, or of a faktur's number as it is shown (in groups)."""
    bare = "".join(char for char in typed if char not in " .-")
    wanted = bare if bare.isdigit() else typed
    if len(wanted) > LONGEST_SEARCH:
        say_above(manager, "faktur-problem-search-long")
        return
    manager.dialog_data.update(search=wanted, listed="found")
    await manager.switch_to(FakturSG.found)


async def send_pdf(manager: DialogManager) -> None:
    """Once for a double tap; again when it is asked for again."""
    turn = turn_of(manager)
    faktur = await viewed_faktur(manager)
    sent: dict[str, float] = manager.dialog_data.setdefault("sent", {})
    now = turn.work.now.timestamp()
    if now - sent.get(str(faktur.id), 0) >= DOUBLE_TAP:
        await send_again(turn.work, turn.person.id, faktur.id, turn.key)
        sent[str(faktur.id)] = now
    say_above(manager, "faktur-on-its-way")


async def open_where(manager: DialogManager) -> None:
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    if len(links) == 1:
        await open_where_one(manager, links[0].account)
    else:
        await manager.switch_to(FakturSG.where)


async def open_where_one(manager: DialogManager, account: str) -> None:
    manager.dialog_data["account"] = account
    await manager.switch_to(FakturSG.where_one)


def send_to(where: FakturTo) -> OnPress:
    async def choose(manager: DialogManager) -> None:
        turn = turn_of(manager)
        link = await viewed_link(manager)
        await turn.work.links.set_faktur_to(turn.person.id, link.account, where)
        say_above(manager, f"faktur-where-set-{where}", account=link.label)
        await manager.switch_to(FakturSG.home)

    return choose


def go_to(feature: str) -> OnPress:
    async def go(manager: DialogManager) -> None:
        await open_feature(manager, feature)

    return go
