"""``/faktur`` opened by words: what they name, or why it is not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, StartMode
from rapidfuzz import fuzz, utils

from assistant.dialogs.faktur.opening import WHERE, open_faktur
from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.features import open_feature
from assistant.dialogs.heard import Heard
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.model import Link
from assistant.domain.archive.explaining import of_month
from assistant.domain.months import Period

_ALIKE = 88
"""Of 100: how near a company's name has to be to an account's."""


async def find_faktur(manager: DialogManager, heard: Heard) -> None:
    turn, named = turn_of(manager), heard.entities
    links = await turn.work.links.of(turn.person.id)
    number = named.faktur or named.invoice
    ours = _of_company(links, named.company)
    if not links:
        await open_faktur(manager, "")
    elif not ours and number is None:
        say_above(manager, "faktur-problem-company", company=named.company or "")
        await open_faktur(manager, "")
    elif heard.route == "faktur-where":
        await _where(manager, ours, heard)
    elif number is not None:
        await _by_number(manager, links, number, why=heard.route == "faktur-why")
    elif heard.route == "faktur-zip":
        await _to_pack(manager, ours, heard)
    elif named.month or named.company:
        await _by_month(manager, ours, named.month)
    elif heard.route == "faktur-why":
        await _start(manager, FakturSG.waiting)
    elif heard.route == "faktur-wrong":
        await open_feature(manager, "bantuan", "change")
    else:
        await open_faktur(manager, "")


async def _start(manager: DialogManager, state: State, **data: str) -> None:
    await manager.start(state, data=data, mode=StartMode.RESET_STACK)


def _of_company(links: Sequence[Link], company: str | None) -> Sequence[Link]:
    """The accounts of this company, or all where none is named; none where none is like it."""
    if company is None:
        return links
    ready = utils.default_process
    alike = [
        link
        for link in links
        if fuzz.token_set_ratio(company, link.label, processor=ready) >= _ALIKE
    ]
    return alike


# By number


async def _by_number(
    manager: DialogManager, links: Sequence[Link], number: str, *, why: bool
) -> None:
    """The faktur itself; why it is not there, where there is none or that is what was asked."""
    work = turn_of(manager).work
    found = await work.archive.find([link.account for link in links], number, 2)
    if not found or why:
        asked = found[0].faktur.invoice_number if len(found) == 1 else number
        await _why(manager, asked)
    elif len(found) == 1:
        await _start(manager, FakturSG.one, faktur=str(found[0].faktur.id))
    else:
        await _start(manager, FakturSG.found, search=number, listed="found")


async def _why(manager: DialogManager, number: str) -> None:
    await _start(manager, FakturSG.why, why=number, why_back=FakturSG.waiting.state or "")


# By month and company


async def _by_month(manager: DialogManager, links: Sequence[Link], month: str | None) -> None:
    if month is None:
        await _company(manager, links)
        return
    work, period = turn_of(manager).work, Period.read(month)
    having = [link for link in links if await work.archive.of(link.account, period)]
    missing = await of_month(work, links, period.first)
    if having:
        if missing:
            say_above(manager, "faktur-month-also", month=period.first, count=len(missing))
        await _month(manager, having, month)
    elif len(missing) == 1:
        await _why(manager, missing[0])
    else:
        await _nothing(manager, period.first, len(missing))


async def _month(manager: DialogManager, having: Sequence[Link], month: str) -> None:
    turn = turn_of(manager)
    await turn.work.archive.looked(turn.person.id)
    if len(having) == 1:
        account = having[0].account
        await _start(manager, FakturSG.month, account=account, month=month, listed="month")
    else:
        say_above(manager, "faktur-month-which", month=Period.read(month).first)
        await _start(manager, FakturSG.home)


async def _nothing(manager: DialogManager, month: date, missing: int) -> None:
    """All that are waited for, whatever their month."""
    key = "faktur-month-missing" if missing else "faktur-month-nothing"
    say_above(manager, key, month=month, **({"count": missing} if missing else {}))
    await _start(manager, FakturSG.waiting)


async def _company(manager: DialogManager, links: Sequence[Link]) -> None:
    if len(links) == 1:
        await _start(manager, FakturSG.account, account=links[0].account)
    else:
        await _start(manager, FakturSG.home)


# Many at once, and where they go


async def _to_pack(manager: DialogManager, links: Sequence[Link], heard: Heard) -> None:
    """The window that has the button for it: nothing is made by words alone."""
    named = heard.entities
    if len(links) > 1:
        say_above(manager, "faktur-zip-which")
        await _start(manager, FakturSG.home)
    elif named.month:
        account = links[0].account
        await _start(manager, FakturSG.month, account=account, month=named.month, listed="month")
    else:
        account, year = links[0].account, named.year or ""
        await _start(manager, FakturSG.account, account=account, year=year)


async def _where(manager: DialogManager, links: Sequence[Link], heard: Heard) -> None:
    named = heard.entities
    if named.email:
        say_above(manager, "faktur-where-email", email=named.email)
    if len(links) == 1:
        await _start(manager, FakturSG.where_one, account=links[0].account)
    else:
        await open_faktur(manager, WHERE)
