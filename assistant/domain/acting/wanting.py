"""Somebody in the staff chat wants something done, and hears of it where it comes to nothing."""

from __future__ import annotations

from assistant.domain.acting.model import Act, ActState, WantedAct
from assistant.domain.acting.news import ActNotDone
from assistant.domain.words import Place
from assistant.domain.work import Job, Work


async def want_act(
    work: Work,
    staff: int,
    staff_name: str,
    act: Act,
    subject: str = "",
    text: str = "",
    *,
    place: Place = Place.FINANCE,
    thread: int | None = None,
) -> None:
    """Somebody in the staff chat wants this. Whether it counts, a job finds out."""
    wanted = await work.acts.want(staff, staff_name, act, subject, text, place, thread)
    await work.jobs.put(Job.FINANCE_ACT, wanted.id)


async def finish(work: Work, wanted: WantedAct, state: ActState) -> None:
    """It is over: done, or not and that is said."""
    await work.acts.finish(wanted.id, state)
    if state is not ActState.MADE:
        await work.desk.tell(ActNotDone(wanted, state), unique=f"{wanted.answer}:{state}")
