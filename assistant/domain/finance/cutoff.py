"""Customers who paid without an NPWP are asked for it before the provider's own last day.

At most three times for a month's payments: when they pay the first of them, a week before that
day, and on the last working day before it; each time with the day. What finance asks by hand is
finance's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.months import OfficeDays, faktur_deadline, masa_pajak, months_after
from assistant.domain.words import Arg
from assistant.domain.work import Job, Work

WEEK_BEFORE = timedelta(days=7)


def rounds(paid: date, office: OfficeDays) -> tuple[date, ...]:
    """The days on which those are asked who paid in that month: each earlier than the last day."""
    cutoff = office.cutoff(paid)
    week, last = cutoff - WEEK_BEFORE, office.working_day(cutoff - timedelta(days=1))
    days = {office.working_day(week), last}
    return tuple(sorted(day for day in days if masa_pajak(day) > masa_pajak(paid)))


def in_time(
    waiting: Sequence[FakturRequest], today: date, office: OfficeDays
) -> Sequence[FakturRequest]:
    """Those whose last day has not passed: they are asked about, and what is older is not asked
    about again. Where it has passed for all: all."""
    return [one for one in waiting if today <= office.cutoff(one.paid_on)] or waiting


@dataclass(frozen=True, slots=True)
class LastDay:
    """By when the NPWP is wanted."""

    until: date
    deadline: date
    """Of the faktur."""
    late: bool
    """It has passed."""

    @property
    def args(self) -> dict[str, Arg]:
        """For a text that asks for it."""
        late = "yes" if self.late else "no"
        return {"until": self.until, "deadline": self.deadline, "late": late}


def last_day(asked: Sequence[FakturRequest], today: date, office: OfficeDays) -> LastDay:
    first = min(one.paid_on for one in asked)
    until = office.cutoff(first)
    return LastDay(until, faktur_deadline(first), late=today > until)


async def ask_before_cutoff(work: Work, today: date) -> None:
    """Each round once, and on the next day on which somebody looks where its own was missed, but
    not after the last day. That is always in the month after the payments'."""
    month = months_after(masa_pajak(today), -1)
    begun = sum(day <= today for day in rounds(month, work.office_days))
    mark = f"npwp-asked:{month:%Y-%m}"
    asked = int(await work.marks.get(mark) or 0)
    if begun <= asked or today > work.office_days.cutoff(month):
        return
    accounts = await work.fakturs.accounts_without_npwp(month)
    if accounts:
        await work.marks.set(mark, str(begun))
    for account in accounts:
        await work.jobs.put(Job.ASK_NPWP, account, once=True)
