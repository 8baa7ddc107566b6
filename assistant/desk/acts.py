"""What is said when an act of finance does not count, and the role that goes with it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.domain.acting.model import Act, ActState, RoleHolder
from assistant.domain.acting.news import ActNotDone, RoleGiven, RoleHolders, RoleTaken
from assistant.domain.finance.news import MonthUnreadable
from assistant.domain.words import Say, StaffMessage, Tap

_NOT_DONE: Mapping[ActState, str] = {
    ActState.NOT_ALLOWED: "finance-act-not-allowed",
    ActState.NOT_ADMINISTRATOR: "finance-act-not-administrator",
    ActState.ANONYMOUS: "finance-act-anonymous",
    ActState.TOO_LATE: "finance-act-too-late",
    ActState.STILL_HELD: "finance-act-still-held",
    ActState.COULD_NOT_ASK: "finance-act-could-not-ask",
    ActState.SETTLED: "finance-act-settled",
    ActState.NO_INVOICE: "finance-act-no-invoice",
    ActState.SEVERAL_INVOICES: "finance-act-several-invoices",
    ActState.STAYS_HELD: "finance-act-stays-held",
    ActState.OWN_ACCOUNT: "finance-act-own-account",
}

_BAD_MONTH: Mapping[Act, str] = {
    Act.EXPORT: "ekspor-bad-month",
    Act.RECONCILE: "rekon-bad-month",
    Act.RETAIL: "finance-retail-bad-month",
}


@draw.register
def _act_not_done(news: ActNotDone) -> StaffMessage:
    wanted = news.wanted
    about = {"name": wanted.staff_name, "text": wanted.text}
    return StaffMessage(_NOT_DONE[news.why], about, wanted.place, thread=wanted.thread)


@draw.register
def _month_unreadable(news: MonthUnreadable) -> StaffMessage:
    about = {"name": news.wanted.staff_name}
    return StaffMessage(_BAD_MONTH[news.wanted.act], about, news.wanted.place)


@draw.register
def _role_given(news: RoleGiven) -> StaffMessage:
    about = {"name": news.whose, "by": news.wanted.staff_name}
    return StaffMessage("finance-role-given", about, news.wanted.place)


@draw.register
def _role_taken(news: RoleTaken) -> StaffMessage:
    about = {"name": news.whose, "by": news.wanted.staff_name}
    return StaffMessage("finance-role-taken", about, news.wanted.place)


@draw.register
def _role_holders(news: RoleHolders) -> StaffMessage:
    """Each with a button that takes the role."""
    names = tuple(Say("finance-holder", {"name": holder.name}) for holder in news.holders)
    return StaffMessage(
        "finance-holders",
        {"holders": names or (Say("finance-no-holder"),)},
        news.place,
        buttons=tuple(_take_from(holder) for holder in news.holders),
    )


def _take_from(holder: RoleHolder) -> Tap:
    data = FinanceButton.of(Act.TAKE_ROLE, holder.staff)
    return Tap("finance-btn-take-role", data, {"name": holder.name})
