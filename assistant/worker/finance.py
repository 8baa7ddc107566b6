"""Jobs for finance in the staff chat: whether a wanted act counts, and the topic it lives in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog

from assistant.domain.fakturs.intake import take_in
from assistant.domain.fakturs.settling import draft_reissue, refuse, replace_file
from assistant.domain.finance.acting import Perform
from assistant.domain.finance.books_desk import (
    begin_reconciliation,
    fix_export,
    fix_held,
    fix_mail,
    fix_npwp,
)
from assistant.domain.finance.export_desk import (
    ask_again,
    begin_export,
    begin_export_again,
    offer_export,
)
from assistant.domain.finance.model import (
    BY_ADMINISTRATORS,
    LOST_TOPIC_MARK,
    TOPIC_MARK,
    Act,
    ActState,
    Standing,
    WantedAct,
)
from assistant.domain.finance.reminders import show_list, turn_page
from assistant.domain.finance.roles import give_role, may_finance, take_role
from assistant.domain.work import Job, Work
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)

AskStanding = Callable[[int], Awaitable[Standing]]
"""Raises when Telegram can't be asked."""
MakeTopic = Callable[[], Awaitable[int | None]]
"""The id of a new topic; None where the staff chat has none, or lets us make none."""


async def _assign(work: Work, wanted: WantedAct) -> ActState:
    """The portal is asked first, for what it has of the account by now."""
    await work.jobs.put(Job.ASSIGN_FAKTUR, wanted.id)
    return ActState.MADE


PERFORM: Mapping[Act, Perform] = {
    Act.GIVE_ROLE: give_role,
    Act.TAKE_ROLE: take_role,
    Act.EXPORT: offer_export,
    Act.EXPORT_GO: begin_export,
    Act.EXPORT_AGAIN: ask_again,
    Act.EXPORT_AGAIN_GO: begin_export_again,
    Act.RECONCILE: begin_reconciliation,
    Act.FIX_NPWP: fix_npwp,
    Act.FIX_EXPORT: fix_export,
    Act.FIX_MAIL: fix_mail,
    Act.FIX_HELD: fix_held,
    Act.RADAR_LIST: show_list,
    Act.RADAR_PAGE: turn_page,
    Act.TAKE_IN: take_in,
    Act.ASSIGN: _assign,
    Act.ASSIGN_SURE: _assign,
    Act.REFUSE: refuse,
    Act.REPLACE: replace_file,
    Act.DRAFT: draft_reissue,
}


@dataclass(frozen=True, slots=True)
class FinanceJobs:
    shop: WorkShop
    standing: AskStanding
    make_topic: MakeTopic
    configured_topic: int | None
    """The one that the settings name."""

    async def act(self, key: str) -> None:
        """Whether something wanted counts: first ask, then do it once."""
        async with self.shop.work() as work:
            wanted = await work.finance.act(int(key))
        if wanted is None or wanted.state is not ActState.WANTED:
            return
        standing = await self._ask(wanted)
        async with self.shop.work() as work:
            if await work.finance.locked_act(wanted.id) != wanted:
                return  # the same job ran elsewhere meanwhile
            state = await _refusal(work, wanted, standing) or await PERFORM[wanted.act](
                work, wanted
            )
            await work.finance.finish_act(wanted.id, state)
            if state is not ActState.MADE:
                await tell_refused(work, wanted, state)

    async def _ask(self, wanted: WantedAct) -> Standing | None:
        """None: Telegram gave no answer."""
        try:
            return await self.standing(wanted.staff)
        except Exception as error:
            log.warning("standing unknown", error=str(error))
            return None

    async def topic(self, key: str) -> None:
        """See that there is a finance topic: the one that is set, else one of our own making."""
        async with self.shop.work() as work:
            known = await work.marks.get(TOPIC_MARK)
            lost = await work.marks.get(LOST_TOPIC_MARK)
        chosen = str(self.configured_topic or "")
        if chosen in ("", lost):
            if known not in ("", "0"):
                return
            chosen = str(await self.make_topic() or 0)
        async with self.shop.work() as work:
            await work.marks.set(TOPIC_MARK, chosen)


async def tell_refused(work: Work, wanted: WantedAct, state: ActState) -> None:
    """Why what was wanted was not done, where it was asked."""
    await work.deliveries.tell_staff(
        f"finance-act-{state}",
        {"name": wanted.staff_name, "text": wanted.text},
        unique=f"act:{wanted.id}:{state}",
        place=wanted.place,
    )


async def _refusal(work: Work, wanted: WantedAct, standing: Standing | None) -> ActState | None:
    """Why it does not count; None when it does."""
    if standing is None:
        return ActState.COULD_NOT_ASK
    if standing is Standing.ANONYMOUS:
        return ActState.ANONYMOUS
    if wanted.act in BY_ADMINISTRATORS:
        return None if standing is Standing.DECIDER else ActState.NOT_ADMINISTRATOR
    return None if await may_finance(work, wanted.staff, standing) else ActState.NOT_ALLOWED
