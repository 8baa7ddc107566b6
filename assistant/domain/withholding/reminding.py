"""Slips that were announced and are not here: their customers are reminded, until it is too late.

A slip is normally issued in the month after its masa, by the 20th, when the return is filed. So
the first word comes after the 10th, then on the 21st and at the month's end, and from then on once
a month until the year is over: after it the tax belongs to a return that was filed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from assistant.domain.daily import first_today
from assistant.domain.months import month_after, tax_day
from assistant.domain.withholding.booking import with_received
from assistant.domain.withholding.model import TOLERANCE, Announcement, Owed
from assistant.domain.words import HOME, Arg, Go, Twins
from assistant.domain.work import Work

DAY_MARK = "slips-day"
"""The day that was looked at last (Asia/Jakarta)."""
REMINDER = Twins("ntf-buktipotong-reminder", "mail-buktipotong-reminder")
MISSED = Twins("ntf-buktipotong-missed", "mail-buktipotong-missed")
LATE = "late"


def cutoff(masa: date) -> date:
    """The last day that a slip is of use: the year's, and for December the end of January, as it
    cannot be issued sooner."""
    issued_until = month_after(month_after(masa)) - timedelta(days=1)
    return max(date(masa.year, 12, 31), issued_until)


def stages(masa: date) -> list[tuple[date, str]]:
    """The days on which something is said, and their names."""
    issued = month_after(masa)
    found = [
        (issued.replace(day=11), "after-10"),
        (issued.replace(day=21), "on-21"),
        (month_after(issued) - timedelta(days=1), "month-end"),
    ]
    month = month_after(month_after(issued))
    while month <= cutoff(masa):
        found.append((month, f"{month:%Y-%m}"))
        month = month_after(month)
    return [*found, (cutoff(masa) + timedelta(days=1), LATE)]


def stage(masa: date, announced: date, today: date) -> str | None:
    """Which reminder is due by now: the newest only, and none of days before the announcement."""
    reached = [name for day, name in stages(masa) if announced < day <= today]
    return reached[-1] if reached else None


async def missing_of(work: Work, said: Announcement) -> list[Owed]:
    """What an announced invoice still owes in slips."""
    slips = [one.booking for one in await work.withholding.of_invoice(said.invoice_id)]
    owed = [with_received(one, slips) for one in said.owed]
    return [one for one in owed if one.remaining > TOLERANCE]


async def remind_of_slips(work: Work) -> None:
    """Look once a day, whoever calls and however often."""
    if (today := await first_today(work, DAY_MARK)) is None:
        return
    for said in await work.withholding.all_announced():
        missing = await missing_of(work, said)
        if not missing:
            continue
        name = stage(missing[0].masa, tax_day(said.announced_at), today)
        if name and await work.withholding.add_reminder(said.invoice_id, name):
            await _remind(work, said, missing, name)


async def _remind(work: Work, said: Announcement, missing: Sequence[Owed], name: str) -> None:
    """In the chats of all who are linked, and by mail to the account's address."""
    about: dict[str, Arg] = {
        "invoice": said.invoice_number,
        "account": said.account_label,
        "amount": sum((one.amount for one in missing), Decimal(0)),
        "masa": missing[0].masa,
        "until": cutoff(missing[0].masa),
    }
    words = MISSED if name == LATE else REMINDER
    unique = f"slip-reminder:{said.invoice_id}:{name}"
    for link in await work.links.to(said.account):
        await work.deliveries.tell(
            link.person,
            words.in_chat,
            about,
            unique=f"{unique}:{link.person}",
            account=said.account,
            buttons=[Go("btn-buktipotong", "buktipotong", said.invoice_id)],
        )
    seen = await work.snapshots.get(said.account)
    if seen is None or seen.client is None:
        return
    await work.deliveries.mail(
        seen.client.email, words.by_mail, about, unique=f"{unique}:mail", locale=HOME
    )
