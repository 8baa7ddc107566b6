"""Who may act for finance."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.finance.model import Act, ActState, Standing, WantedAct
from assistant.domain.words import Place, Say, Tap
from assistant.domain.work import Work


async def may_finance(work: Work, staff: int, standing: Standing) -> bool:
    """Whether they may act for finance: an administrator, or a member who was given the role.
    The caller has just asked Telegram for the standing."""
    if standing is Standing.MEMBER:
        return await work.finance.has_role(staff)
    return standing is Standing.DECIDER


async def give_role(work: Work, wanted: WantedAct) -> ActState:
    staff = int(wanted.subject)
    if not await work.finance.give_role(staff, wanted.text, wanted.staff):
        return ActState.TOO_LATE
    await work.audit(wanted.actor, "finance-role-given", f"staff:{staff}")
    await _say_role(work, wanted, "finance-role-given", wanted.text)
    return ActState.MADE


async def take_role(work: Work, wanted: WantedAct) -> ActState:
    staff = int(wanted.subject)
    holders = {holder.staff: holder.name for holder in await work.finance.holders()}
    if not await work.finance.take_role(staff):
        return ActState.TOO_LATE
    await work.audit(wanted.actor, "finance-role-taken", f"staff:{staff}")
    await _say_role(work, wanted, "finance-role-taken", holders.get(staff, wanted.subject))
    return ActState.MADE


async def _say_role(work: Work, wanted: WantedAct, key: str, whose: str) -> None:
    await work.deliveries.tell_staff(
        key, {"name": whose, "by": wanted.staff_name}, unique=f"act:{wanted.id}", place=wanted.place
    )


async def tell_holders(work: Work, unique: str, place: Place) -> None:
    """Who has the finance role, each with a button that takes it, and how it is given."""
    holders = await work.finance.holders()
    names: Sequence[Say] = [Say("finance-holder", {"name": holder.name}) for holder in holders]
    await work.deliveries.tell_staff(
        "finance-holders",
        {"holders": tuple(names or [Say("finance-no-holder")])},
        unique=unique,
        place=place,
        buttons=[
            Tap(
                "finance-btn-take-role", f"fin:{Act.TAKE_ROLE}:{holder.staff}",
                {"name": holder.name},
            )
            for holder in holders
        ],
    )  # fmt: skip
