"""Finance in the staff chat: who may act for it, and what somebody there wants done.

A tap, a command or a file becomes a wanted act. A job asks Telegram what its author is in the staff
chat at that moment, and only then the act counts, once; what is refused is said where it was asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.domain.work import Job, Place, Say, Tap, Work

TOPIC_MARK = "finance-topic"
"""The mark that holds the id of the finance topic: ``0`` for General, empty while it is made."""
LOST_TOPIC_MARK = "finance-topic-lost"
"""The one that was deleted last, so that a setting which still names it is not believed."""


class Standing(StrEnum):
    """What Telegram says of somebody in the staff chat."""

    DECIDER = "decider"
    """An administrator who acts under their own name."""
    ANONYMOUS = "anonymous"
    MEMBER = "member"
    OUTSIDE = "outside"


class Act(StrEnum):
    """What finance can want. Who adds one says in ``worker.finance`` what it does."""

    GIVE_ROLE = "give-role"
    """``subject`` is the user's id, ``text`` their name. Administrators only."""
    TAKE_ROLE = "take-role"
    EXPORT = "export"
    """Show what a month has for Coretax; ``subject`` or ``text`` is the month, or neither."""
    EXPORT_GO = "export-go"
    """Write it; ``subject`` is the month, ``2026-10``. So in the next two."""
    EXPORT_AGAIN = "export-again"
    """Ask whether once more is meant."""
    EXPORT_AGAIN_GO = "export-again-go"
    RECONCILE = "reconcile"
    """``subject`` or ``text`` is the month, or neither."""
    FIX_NPWP = "fix-npwp"
    """``subject`` is the month; so in the next three."""
    FIX_EXPORT = "fix-export"
    FIX_MAIL = "fix-mail"
    FIX_HELD = "fix-held"
    RADAR_LIST = "radar-list"
    RADAR_PAGE = "radar-page"
    """``subject`` is the act that asked for the list, and the page: ``12.3``."""
    TAKE_IN = "take-in"
    """``subject`` is the intake: the files that were dropped."""
    ASSIGN = "assign"
    """``subject`` is the held upload, ``text`` the invoice's number as typed."""
    ASSIGN_SURE = "assign-sure"
    """``subject`` is the upload and the request, ``12-34``."""
    REFUSE = "refuse"
    """``subject`` is the upload, ``text`` the reason."""
    REPLACE = "replace"
    """``subject`` is the upload, ``text`` the name of the file in its place."""
    DRAFT = "draft"


BY_ADMINISTRATORS = frozenset({Act.GIVE_ROLE, Act.TAKE_ROLE})
"""The finance role alone is not enough for these."""


class ActState(StrEnum):
    WANTED = "wanted"
    MADE = "made"
    NOT_ALLOWED = "not-allowed"
    """Neither an administrator of the staff chat nor finance."""
    NOT_ADMINISTRATOR = "not-administrator"
    ANONYMOUS = "anonymous"
    TOO_LATE = "too-late"
    """Somebody else was first, or it has been so all along."""
    COULD_NOT_ASK = "could-not-ask"
    SETTLED = "settled"
    """The held PDF was settled before."""
    NO_INVOICE = "no-invoice"
    STAYS_HELD = "stays-held"
    """Nobody may let it out."""


@dataclass(frozen=True, slots=True)
class WantedAct:
    id: int
    staff: int
    staff_name: str
    act: Act
    subject: str
    """What it is about, as the act has it."""
    text: str
    place: Place
    """Where it was asked, and is answered."""
    state: ActState

    @property
    def actor(self) -> str:
        """As the audit log names its author."""
        return f"staff:{self.staff}"


@dataclass(frozen=True, slots=True)
class RoleHolder:
    staff: int
    name: str


@dataclass(frozen=True, slots=True)
class FinancePrompt:
    """Somebody was asked for a word or a file about a held PDF."""

    act: Act
    upload: int


Perform = Callable[[Work, WantedAct], Awaitable[ActState]]
"""Does a permitted act in one transaction. What takes long or needs the network it leaves to a
job. Any state but MADE is said to the one who asked, as the text ``finance-act-<state>``."""


class Finance(Protocol):
    async def has_role(self, staff: int) -> bool: ...

    async def give_role(self, staff: int, name: str, by: int) -> bool:
        """False when they have it."""

    async def take_role(self, staff: int) -> bool:
        """False when they don't have it."""

    async def holders(self) -> list[RoleHolder]: ...

    async def want(
        self, staff: int, staff_name: str, act: Act, subject: str, text: str, place: Place
    ) -> WantedAct: ...

    async def act(self, act: int) -> WantedAct | None: ...

    async def locked_act(self, act: int) -> WantedAct | None: ...

    async def finish_act(self, act: int, state: ActState) -> None: ...

    async def set_prompt(self, staff: int, thread: int | None, prompt: FinancePrompt) -> None: ...

    async def prompt(self, staff: int, thread: int | None) -> FinancePrompt | None:
        """What they were asked last in this topic, not long ago."""

    async def end_prompt(self, staff: int, thread: int | None) -> None: ...


async def may_finance(work: Work, staff: int, standing: Standing) -> bool:
    """Whether they may act for finance: an administrator, or a member who was given the role.
    The caller has just asked Telegram for the standing."""
    if standing is Standing.MEMBER:
        return await work.finance.has_role(staff)
    return standing is Standing.DECIDER


async def want_act(
    work: Work,
    staff: int,
    staff_name: str,
    act: Act,
    subject: str = "",
    text: str = "",
    *,
    place: Place = Place.FINANCE,
) -> None:
    """Somebody in the staff chat wants this. Whether it counts, a job finds out."""
    wanted = await work.finance.want(staff, staff_name, act, subject, text, place)
    await work.jobs.put(Job.FINANCE_ACT, wanted.id)


async def in_finance_topic(work: Work, thread: int | None) -> bool:
    """Whether this topic of the staff chat is finance's; General is where there is none."""
    topic = int(await work.marks.get(TOPIC_MARK) or 0)
    return (thread or 0) == topic


async def finance_topic_lost(work: Work, thread: int) -> None:
    """It was deleted: a new one is made."""
    if await work.marks.get(TOPIC_MARK) != str(thread):
        return
    await work.marks.set(TOPIC_MARK, "")
    await work.marks.set(LOST_TOPIC_MARK, str(thread))
    await work.jobs.put(Job.FINANCE_TOPIC, "", once=True)


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
