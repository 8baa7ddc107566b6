"""The windows in which a plan is pasted, looked at, confirmed and given up."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Document, Message
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Row

from assistant.dialogs.features import Fits, hearing_of, open_feature, open_menu
from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import (
    DANGER,
    PRIMARY,
    SUCCESS,
    SayText,
    T,
    buttons_only,
    choice,
    menu,
    press,
    to,
)
from assistant.dialogs.rencana.going_on import go_on_by_itself
from assistant.dialogs.rencana.states import RencanaSG
from assistant.dialogs.rencana.wording import (
    LONGEST,
    SHOWN,
    company_say,
    glance_say,
    having_say,
    missed_say,
    steps_say,
)
from assistant.dialogs.turn import say_above, turn_of
from assistant.dialogs.understanding.meaning import AMBIGUOUS, Kindness, understand
from assistant.domain.months import tax_day
from assistant.domain.portfolio.leading import ask_again, keep_reading, look, start, take_sheet
from assistant.domain.portfolio.model import Reading
from assistant.domain.portfolio.planning import (
    Having,
    Plan,
    PlanState,
    PlanStep,
    TaxDataState,
    next_step,
)
from assistant.domain.portfolio.reading import read_text
from assistant.domain.words import Say
from assistant.wording.names import shorten

ENDS = (".csv", ".tsv", ".txt", ".xlsx")
LARGEST = 5_000_000
"""Bytes of a dropped file."""
_OF_PLANS = frozenset({"rencana", "pindah", "akun", "hubungkan", AMBIGUOUS})
"""Where words lead that are meant for a plan."""


async def open_rencana(manager: DialogManager, _: str) -> None:
    """The plan as it stands, or how to begin one."""
    turn = turn_of(manager)
    portfolio = await turn.work.portfolios.of(turn.person.id)
    if portfolio is not None:
        for link in await turn.work.links.of(turn.person.id):
            snapshot = await turn.work.snapshots.get(link.account)
            if snapshot is not None and snapshot.failed:
                await turn.work.snapshots.spoil(link.account)
    state = RencanaSG.home if portfolio else RencanaSG.paste
    await manager.start(state, mode=StartMode.RESET_STACK)


async def open_listed(manager: DialogManager, heard: Heard) -> None:
    """The plan with the list in it that was written somewhere else in the chat."""
    turn = turn_of(manager)
    reading = read_text(heard.text)
    if reading.for_several:
        await keep_reading(turn.work, turn.person.id, reading)
        await go_on_by_itself(manager)
    await open_rencana(manager, "")


# Pasted, typed or dropped


def paste_window() -> Window:
    return Window(
        T("rencana-paste"),
        press("rencana_paste_back", "btn-back", _to_plan, when="known"),
        menu("rencana_paste"),
        MessageInput(_take, content_types=ContentType.ANY),
        getter=_known,
        state=RencanaSG.paste,
    )


async def _known(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    return {"known": await turn.work.portfolios.of(turn.person.id) is not None}


async def _to_plan(manager: DialogManager) -> None:
    await manager.switch_to(RencanaSG.home)


async def _take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    turn = turn_of(manager)
    if message.document is not None:
        await _take_file(message, message.document, manager)
        return
    reading = read_text(message.text or message.caption or "")
    if reading.companies:
        await keep_reading(turn.work, turn.person.id, reading)
        await go_on_by_itself(manager)
        await manager.switch_to(RencanaSG.home)
    elif not await _heard_else(message, reading, manager):
        _say_what_is_missing(message.text or message.caption, reading, manager)


async def _take_file(message: Message, file: Document, manager: DialogManager) -> None:
    turn = turn_of(manager)
    if not (file.file_name or "").lower().endswith(ENDS):
        if not await hearing_of(manager).passed_on(message, manager):
            say_above(manager, "rencana-problem-kind")
    elif (file.file_size or 0) > LARGEST:
        say_above(manager, "rencana-problem-too-large")
    else:
        await take_sheet(turn.work, turn.person.id, file.file_id)
        await manager.switch_to(RencanaSG.home)


async def _heard_else(message: Message, reading: Reading, manager: DialogManager) -> bool:
    """Whether what is no list was said to people who wait for it, or followed to what it means."""
    hearing, words = hearing_of(manager), (message.text or "").strip()
    if reading.names_nothing and await hearing.passed_on(message, manager):
        return True
    if not words or not _means_else(words, reading, manager):
        return False
    return await hearing.instead(message, words, manager, Fits.NOT)


def _means_else(words: str, reading: Reading, manager: DialogManager) -> bool:
    """A wish of another kind; or a sentence that nothing is known of, and no list either."""
    turn = turn_of(manager)
    meant = understand(words, tax_day(turn.work.now), turn.settings.brand)
    if meant.route in _OF_PLANS or meant.kindness is Kindness.ANSWER:
        return False
    return bool(meant.because) or (reading.names_nothing and len(reading.missed) == 1)


def _say_what_is_missing(words: str | None, reading: Reading, manager: DialogManager) -> None:
    if words is None:
        say_above(manager, "problem-not-text")
    elif not words.strip():
        say_above(manager, "problem-empty")
    else:
        say_above(manager, "rencana-problem-nothing", lines=missed_say(reading.missed))


# The plan


def home_window() -> Window:
    return Window(
        T("rencana-gone", when="gone"),
        T("rencana-reading", when="reading"),
        SayText("trouble", when="trouble"),
        T("rencana-home", "number", "glance", when="there"),
        SayText("companies", when="there"),
        SayText("more", when="more"),
        T("rencana-none", when="none"),
        T("rencana-missed", "missed", when="missed"),
        T("rencana-loading", when="waits"),
        T("rencana-steps", "needed", "npwp", "invoices", "requests", "agree", when="fresh"),
        SayText("steps", when="there"),
        press(
            "rencana_start", "rencana-btn-start", _start, "requests", when="confirm", style=SUCCESS
        ),
        press("rencana_next", "rencana-btn-next", _next, when="company", style=PRIMARY),
        press("rencana_again", "rencana-btn-again", _again, when="ended"),
        choice("rencana_company", _choose, "items", when="there"),
        Row(
            to("rencana_add", "rencana-btn-add", RencanaSG.paste),
            press("rencana_look", "rencana-btn-look", _look_again, when="there"),
            to("rencana_drop", "rencana-btn-drop", RencanaSG.sure, when="number"),
        ),
        menu("rencana_home"),
        MessageInput(_take, content_types=ContentType.ANY),
        getter=_plan,
        state=RencanaSG.home,
    )


_TROUBLE = {
    "too-large": "rencana-problem-too-large",
    "no-sheet": "rencana-problem-no-sheet",
    "gone": "rencana-problem-gone",
}


async def _plan(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    portfolio = await turn.work.portfolios.of(turn.person.id)
    if portfolio is None:
        return {"gone": True, "items": []}
    made = await look(turn.work, portfolio)
    place = next_step(portfolio, made)[1]
    shown = made.companies[:SHOWN]
    rest = len(made.companies) - len(shown)
    return {
        "there": bool(made.companies),
        "none": not made.companies and not portfolio.file,
        "reading": bool(portfolio.file),
        "trouble": Say(_TROUBLE[portfolio.trouble]) if portfolio.trouble in _TROUBLE else None,
        "number": portfolio.number,
        "glance": glance_say(made),
        "companies": tuple(line for one in shown for line in (company_say(one), having_say(one))),
        "more": Say("rencana-more", {"count": rest}) if rest else None,
        "missed": missed_say(portfolio.missed),
        "waits": made.waits,
        "fresh": bool(made.companies) and not portfolio.started,
        **_effort(made),
        "steps": steps_say(portfolio, made),
        "confirm": bool(made.pairs) and not portfolio.started,
        "company": place >= 0,
        "ended": made.count(PlanState.ENDED) > 0,
        "items": _buttons(made),
    }


def _effort(made: Plan) -> dict[str, int]:
    """What a dry run says: what only the person can do, what others and staff will do."""
    return {
        "needed": len(made.needing),
        "npwp": len(made.without_npwp),
        "invoices": len(made.invoices),
        "requests": len(made.pairs),
        "agree": len(set(made.agreeing)),
    }


_SIGN = {
    "done": "\u2705",
    "needed": "\u2757",
    "on": "\u25ab\ufe0f",
}


def _buttons(made: Plan) -> list[dict[str, str]]:
    items = []
    for place, company in enumerate(made.companies):
        arrived = len(company.at(PlanState.ARRIVED))
        needs = company.having is Having.NEEDED or company.tax is TaxDataState.MISSING
        sign = "done" if arrived == len(company.items) else "needed" if needs else "on"
        name = shorten(company.wish.title, LONGEST)
        label = f"{_SIGN[sign]} {name} ({arrived}/{len(company.items)})"
        items.append({"id": str(place), "label": label})
    return items


async def _choose(manager: DialogManager, place: str) -> None:
    manager.dialog_data["place"] = int(place)
    await manager.switch_to(RencanaSG.company)


async def _next(manager: DialogManager) -> None:
    """To the company that the next step is about."""
    turn = turn_of(manager)
    portfolio = await turn.work.portfolios.of(turn.person.id)
    if portfolio is None:
        return
    made = await look(turn.work, portfolio)
    step, place = next_step(portfolio, made)
    link = made.companies[place].link if place >= 0 else None
    if step is PlanStep.NPWP and link is not None:
        await open_feature(manager, "npwp", link.account)
    elif place >= 0:
        await _choose(manager, str(place))


async def _start(manager: DialogManager) -> None:
    turn = turn_of(manager)
    await start(turn.work, turn.person.id)
    await go_on_by_itself(manager)


async def _again(manager: DialogManager) -> None:
    turn = turn_of(manager)
    await ask_again(turn.work, turn.person.id)
    await go_on_by_itself(manager)


async def _look_again(manager: DialogManager) -> None:
    """Forget what the portal said: it is asked anew."""
    turn = turn_of(manager)
    for link in await turn.work.links.of(turn.person.id):
        await turn.work.snapshots.spoil(link.account)


# Given up


def sure_windows() -> list[Window]:
    return [
        Window(
            T("rencana-sure"),
            press("rencana_sure_yes", "rencana-btn-sure", _drop, style=DANGER),
            to("rencana_sure_no", "btn-back", RencanaSG.home),
            buttons_only(),
            state=RencanaSG.sure,
        )
    ]


async def _drop(manager: DialogManager) -> None:
    turn = turn_of(manager)
    await turn.work.portfolios.drop(turn.person.id)
    say_above(manager, "rencana-dropped")
    await open_menu(manager)
