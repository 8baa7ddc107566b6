"""``/rekonsiliasi`` in the finance topic: a month's books are looked at, and mended by a tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from assistant.domain.fakturs.delivery import replaced_by, told_as
from assistant.domain.fakturs.holding import show_again
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paid import tax_profile_saved
from assistant.domain.fakturs.paper import short_name
from assistant.domain.finance.books import Finding, Kind, Reconciliation, Row, standing_ones
from assistant.domain.finance.model import Act, ActState, WantedAct
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.months import parse_month, tax_day
from assistant.domain.portal import Client
from assistant.domain.words import HOME, Arg, Go, Say, Tap
from assistant.domain.work import Job, Work

MOST_LINES = 12
"""Findings that the message names; the sheet has all."""


MOST_CARDS = 5


_FIXES = {
    Act.FIX_NPWP: (Kind.NO_NPWP,),
    Act.FIX_EXPORT: (Kind.NO_PDF,),
    Act.FIX_MAIL: (Kind.UNDELIVERED,),
    Act.FIX_HELD: (Kind.HELD,),
}
"""What one tap mends."""


def meant_month(wanted: WantedAct, today: date) -> date | None:
    """The month that was named; the last one that has ended where none was. None: unreadable."""
    named = wanted.subject or wanted.text
    if named:
        return parse_month(named)
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


async def begin_reconciliation(work: Work, wanted: WantedAct) -> ActState:
    """A job does it, as the portal is asked, too."""
    month = meant_month(wanted, tax_day(work.now))
    if month is None:
        await work.deliveries.tell_staff(
            "rekon-bad-month", {"name": wanted.staff_name},
            unique=f"act:{wanted.id}", place=wanted.place,
        )  # fmt: skip
    else:
        await work.jobs.put(Job.RECONCILE_MONTH, wanted.id)
    return ActState.MADE


async def tell_reconciliation(
    work: Work, wanted: WantedAct, books: Reconciliation, sheet: str
) -> None:
    """Short counts, the first findings, and a button for each thing that a tap can mend."""
    await work.deliveries.tell_staff(
        "rekon-result",
        {
            "month": books.month,
            "paid": len(books.paid),
            "issued": len(books.issued),
            "delivered": len(books.delivered),
            "ppn_paid": books.ppn_paid,
            "ppn_issued": books.ppn_issued,
            "counts": _counts(books),
            "lines": _lines(books),
            "portal": Say("rekon-portal-compared" if books.compared else "rekon-portal-not"),
        },
        unique=f"act:{wanted.id}",
        place=wanted.place,
        buttons=[*_fixes(books), *_neighbours(books.month, tax_day(work.now))],
    )
    await work.deliveries.tell_staff(
        "rekon-sheet", {"month": books.month}, unique=f"act:{wanted.id}:sheet",
        place=wanted.place, document=sheet, document_name=sheet_name(books.month),
    )  # fmt: skip


def sheet_name(month: date) -> str:
    return f"Rekonsiliasi-{month:%Y-%m}.xlsx"


def _counts(books: Reconciliation) -> tuple[Say, ...]:
    counts = [
        Say(f"rekon-count-{kind}", {"count": len(found)})
        for kind in Kind
        if (found := books.of_kind(kind))
    ]
    return (*([] if books.to_do else [Say("rekon-clean")]), *counts)


def _lines(books: Reconciliation) -> tuple[Say, ...]:
    shown = books.to_do[:MOST_LINES]
    lines = [
        Say(
            f"rekon-line-{finding.kind}",
            {
                "invoice": short_name(finding.invoice),
                "account": finding.account[:60],
                "number": finding.number,
                "expected": _value(finding, finding.expected),
                "found": _value(finding, finding.found),
            },
        )
        for finding in shown
    ]
    left = len(books.to_do) - len(shown)
    return tuple([*lines, Say("rekon-line-more", {"count": left})] if left else lines)


def _value(finding: Finding, text: str) -> str | Decimal:
    return Decimal(text) if finding.kind is Kind.AMOUNT else text


def _fixes(books: Reconciliation) -> list[Tap]:
    month = f"{books.month:%Y-%m}"
    return [
        Tap(f"rekon-btn-{act}", f"fin:{act}:{month}", {"count": len(found)})
        for act, kinds in _FIXES.items()
        if (found := books.of_kind(*kinds))
    ]


def _neighbours(month: date, today: date) -> list[Tap]:
    """The months beside it; none that has not begun."""
    before = (month - timedelta(days=1)).replace(day=1)
    after = (month + timedelta(days=32)).replace(day=1)
    return [
        Tap("rekon-btn-month", f"fin:{Act.RECONCILE}:{one:%Y-%m}", {"month": one})
        for one in (before, after)
        if one <= today
    ]


# What a tap mends. Each looks at our own books again: they may have changed since the message.


async def fix_npwp(work: Work, wanted: WantedAct) -> ActState:
    """Ask whoever has no NPWP for it; a job, as their address is in the portal."""
    books = await _books(work, wanted)
    accounts = {row.request.account for row in _rows_with(books, Kind.NO_NPWP)}
    for account in sorted(accounts):
        await work.jobs.put(Job.ASK_NPWP, account, once=True)
    return await _mended(work, wanted, "rekon-npwp-asked", len(accounts))


async def fix_export(work: Work, wanted: WantedAct) -> ActState:
    """What was exported and has no PDF is in the next export again."""
    books = await _books(work, wanted)
    count = 0
    for row in _rows_with(books, Kind.NO_PDF):
        request = await work.fakturs.locked_request(row.request.id)
        if request is not None and request.state is RequestState.EXPORTED:
            await work.fakturs.save_request(replace(request, state=RequestState.WAITING))
            await work.audit(
                wanted.actor, "faktur-export-again", f"invoice:{request.invoice_number}"
            )
            count += 1
    return await _mended(work, wanted, "rekon-export-again", count)


async def fix_mail(work: Work, wanted: WantedAct) -> ActState:
    """What has reached nobody goes by mail to the faktur's address, once a day at most."""
    books = await _books(work, wanted)
    today = tax_day(work.now)
    count = 0
    for row in _rows_with(books, Kind.UNDELIVERED):
        profile = row.request.profile
        if profile is None or not profile.email:
            continue
        for faktur in standing_ones(row.fakturs):
            said = told_as(faktur, await replaced_by(work, faktur))
            await work.deliveries.mail(
                profile.email,
                f"mail-{said.key}",
                said.args,
                unique=f"faktur-again:{faktur.id}:{today}",
                locale=HOME,
                document=faktur.sha256,
                document_name=faktur.file_name,
            )
            count += 1
    return await _mended(work, wanted, "rekon-mailed", count)


async def fix_held(work: Work, wanted: WantedAct) -> ActState:
    """The cards of what is held, with the buttons that settle it, a few at a time."""
    books = await _books(work, wanted)
    held = books.of_kind(Kind.HELD)[:MOST_CARDS]
    state = await _mended(work, wanted, "rekon-held-shown", len(held))
    for finding in held:
        upload = await work.fakturs.upload(finding.subject)
        if upload is not None:
            await show_again(work, upload, f"act:{wanted.id}:held:{upload.id}")
    return state


async def ask_for_npwp(work: Work, client: Client) -> None:
    """The account's people are asked in their chats; without any, by mail. Once a day."""
    if client.tax is not None:  # entered in the portal itself, and no event tells that
        await tax_profile_saved(work, client.id, client.tax)
        return
    waiting = await work.fakturs.requests_without_npwp(client.id)
    if not waiting:
        return
    today = tax_day(work.now)
    about: dict[str, Arg] = {
        "account": client.label,
        "invoices": ", ".join(sorted(request.invoice_number for request in waiting)[:20]),
    }
    links = await work.links.to(client.id)
    for link in links:
        await work.deliveries.tell(
            link.person, "ntf-npwp-missing", about,
            unique=f"ask-npwp:{client.id}:{link.person}:{today}",
            buttons=[Go("btn-npwp", "npwp", client.id)],
        )  # fmt: skip
    if not links:
        await work.deliveries.mail(
            client.email, "mail-npwp-missing", about,
            unique=f"ask-npwp:{client.id}:mail:{today}", locale=HOME,
        )  # fmt: skip


async def _books(work: Work, wanted: WantedAct) -> Reconciliation:
    month = parse_month(wanted.subject) or tax_day(work.now).replace(day=1)
    return reconcile(await work.books.of(month), None)


def _rows_with(books: Reconciliation, kind: Kind) -> list[Row]:
    return [row for row in books.rows if any(one.kind is kind for one in row.findings)]


async def _mended(work: Work, wanted: WantedAct, key: str, count: int) -> ActState:
    if count == 0:
        return ActState.TOO_LATE
    await work.deliveries.tell_staff(
        key, {"count": count, "name": wanted.staff_name},
        unique=f"act:{wanted.id}", place=wanted.place,
    )  # fmt: skip
    return ActState.MADE
