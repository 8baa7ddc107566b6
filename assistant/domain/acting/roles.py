"""Who may act for finance, and who gives them the role."""

from __future__ import annotations

from assistant.domain.acting.model import BY_ADMINISTRATORS, BY_STAFF, ActState, WantedAct
from assistant.domain.acting.news import RoleGiven, RoleHolders, RoleTaken
from assistant.domain.ids import parse_id
from assistant.domain.staff import Standing
from assistant.domain.words import Place
from assistant.domain.work import Work


async def refusal(work: Work, wanted: WantedAct, standing: Standing | None) -> ActState | None:
    """Why what somebody wants does not count; None when it does. The caller has just asked
    Telegram for their standing; None: it gave no answer."""
    if standing is None:
        return ActState.COULD_NOT_ASK
    if standing is Standing.ANONYMOUS:
        return ActState.ANONYMOUS
    if wanted.act in BY_ADMINISTRATORS:
        return None if standing is Standing.DECIDER else ActState.NOT_ADMINISTRATOR
    if wanted.act in BY_STAFF:
        return ActState.NOT_ALLOWED if standing is Standing.OUTSIDE else None
    return None if await may_finance(work, wanted.staff, standing) else ActState.NOT_ALLOWED


async def may_finance(work: Work, staff: int, standing: Standing) -> bool:
    """Whether they may act for finance: an administrator, or a member who was given the role."""
    if standing is Standing.MEMBER:
        return await work.roles.has(staff)
    return standing is Standing.DECIDER


async def give_role(work: Work, wanted: WantedAct) -> ActState:
    staff = parse_id(wanted.subject)
    if staff is None or not await work.roles.give(staff, wanted.text, wanted.staff):
        return ActState.TOO_LATE
    await work.audit(wanted.actor, "finance-role-given", f"staff:{staff}")
    await work.desk.tell(RoleGiven(wanted, wanted.text), unique=wanted.answer)
    return ActState.MADE


async def take_role(work: Work, wanted: WantedAct) -> ActState:
    staff = parse_id(wanted.subject)
    holders = {holder.staff: holder.name for holder in await work.roles.holders()}
    if staff is None or not await work.roles.take(staff):
        return ActState.TOO_LATE
    await work.audit(wanted.actor, "finance-role-taken", f"staff:{staff}")
    whose = holders.get(staff, wanted.subject)
    await work.desk.tell(RoleTaken(wanted, whose), unique=wanted.answer)
    return ActState.MADE


async def tell_holders(work: Work, unique: str, place: Place) -> None:
    """Who has the finance role, and how it is given and taken."""
    holders = tuple(await work.roles.holders())
    await work.desk.tell(RoleHolders(holders, place), unique=unique)
