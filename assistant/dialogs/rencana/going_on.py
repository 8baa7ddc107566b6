"""The plan goes on: requests are sent, and its one message shows how far it is."""

from __future__ import annotations

from dataclasses import replace

from aiogram_dialog import DialogManager

from assistant.dialogs.pindah.draft import PindahDraft
from assistant.dialogs.rencana.wording import glance_say, steps_say
from assistant.dialogs.turn import Turn, turn_of
from assistant.domain.portfolio.leading import carry_on, look
from assistant.domain.portfolio.model import Portfolio
from assistant.domain.portfolio.planning import Pair, Plan
from assistant.domain.transfers.model import NewTransfer
from assistant.domain.words import Go


async def go_on_by_itself(manager: DialogManager) -> None:
    """Ask for what can be asked for by now, and show how far the plan is. Nothing where there is
    no plan under way."""
    turn = turn_of(manager)
    before = await turn.work.portfolios.of(turn.person.id)
    portfolio = await carry_on(turn.work, turn.person.id, lambda pair: _words(turn, pair))
    if before is None or portfolio is None:
        return
    made = await look(turn.work, portfolio)
    more = set(portfolio.sent.values()) - set(before.sent.values())
    if more and before.sent:
        await _tell_sent(turn, portfolio, sorted(more))
    await _show(turn, portfolio, made)


def _words(turn: Turn, pair: Pair) -> NewTransfer:
    """The ticket as ``/pindah`` would write it."""
    draft = PindahDraft(
        account=pair.origin.account, label=pair.origin.label, email=pair.origin.email
    )
    draft = draft.with_services(pair.services)
    draft = draft.to_own(pair.link) if pair.link else draft.to_address(pair.email)
    return draft.prepared(turn).as_new()


async def _tell_sent(turn: Turn, portfolio: Portfolio, numbers: list[str]) -> None:
    """Something that had waited is on its way."""
    moved = sum(number in numbers for number in portfolio.sent.values())
    await turn.work.deliveries.tell(
        turn.person.id,
        "ntf-rencana-sent",
        {"count": moved, "numbers": ", ".join(numbers)},
        unique=f"plan:{portfolio.number}:sent:{numbers[0]}",
        buttons=[Go("btn-rencana", "rencana")],
    )


async def _show(turn: Turn, portfolio: Portfolio, made: Plan) -> None:
    """In the plan's own message, where something about it has changed."""
    text = turn.html(
        "rencana-progress",
        number=portfolio.number,
        glance=glance_say(made),
        steps=steps_say(portfolio, made),
    )
    if text == portfolio.shown:
        return
    button = {"text": turn.plain("btn-rencana"), "callback_data": Go("", "rencana").callback}
    content = {"text": text, "markup": {"inline_keyboard": [[button]]}, "pin": True}
    await turn.work.portfolios.show(turn.person.id, content)
    await turn.work.portfolios.save(replace(portfolio, shown=text))
    if made.over:
        await turn.work.deliveries.tell(
            turn.person.id,
            "ntf-rencana-done",
            {"number": portfolio.number, "count": made.size},
            unique=f"plan:{portfolio.number}:done:{made.size}",
        )
