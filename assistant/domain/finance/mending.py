"""What a tap below a month's books mends. Each looks at our own books again: they may have changed
since the message."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.accounts.suspending import compare_links
from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.clients import Client
from assistant.domain.fakturs.delivery import replaced_by, tell_account, told_as
from assistant.domain.fakturs.holding import show_again
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paid import tax_profile_saved
from assistant.domain.finance.books import BookRow, FindingKind, Reconciliation, standing_ones
from assistant.domain.finance.cutoff import in_time, last_day
from assistant.domain.finance.news import FindingsMended
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.months import parse_month, tax_day
from assistant.domain.words import HOME, Arg, Go, Twins
from assistant.domain.work import Job, Work

NPWP_MISSING = Twins("ntf-npwp-missing", "mail-npwp-missing")
MOST_CARDS = 5
"""Held PDFs that are shown again at a time."""


async def fix_npwp(work: Work, wanted: WantedAct) -> ActState:
    """Ask whoever has no NPWP for it; a job, as their address is in the portal."""
    books = await _books(work, wanted)
    accounts = {row.request.account for row in _rows_with(books, FindingKind.NO_NPWP)}
    for account in sorted(accounts):
        await work.jobs.put(Job.ASK_NPWP, account, once=True)
    return await _mended(work, wanted, len(accounts))


async def fix_export(work: Work, wanted: WantedAct) -> ActState:
    """What was exported and has no PDF is in the next export again."""
    books = await _books(work, wanted)
    count = 0
    for row in _rows_with(books, FindingKind.NO_PDF):
        request = await work.fakturs.locked_request(row.request.id)
        if request is not None and request.state is RequestState.EXPORTED:
            await work.fakturs.save_request(replace(request, state=RequestState.WAITING))
            await work.audit(
                wanted.actor, "faktur-export-again", f"invoice:{request.invoice_number}"
            )
            count += 1
    return await _mended(work, wanted, count)


async def fix_mail(work: Work, wanted: WantedAct) -> ActState:
    """What has reached nobody goes by mail to the faktur's address, once a day at most."""
    books = await _books(work, wanted)
    today = tax_day(work.now)
    count = 0
    for row in _rows_with(books, FindingKind.UNDELIVERED):
        profile = row.request.profile
        if profile is None or not profile.email:
            continue
        for faktur in standing_ones(row.fakturs):
            said = told_as(faktur, await replaced_by(work, faktur))
            await work.deliveries.mail(
                profile.email,
                said.keys.by_mail,
                said.args,
                unique=f"faktur-again:{faktur.id}:{today}",
                locale=HOME,
                document=faktur.sha256,
                document_name=faktur.file_name,
            )
            count += 1
    return await _mended(work, wanted, count)


async def fix_held(work: Work, wanted: WantedAct) -> ActState:
    """The cards of what is held, with the buttons that settle it, a few at a time."""
    books = await _books(work, wanted)
    held = books.of_kind(FindingKind.HELD)[:MOST_CARDS]
    state = await _mended(work, wanted, len(held))
    for finding in held:
        upload = await work.uploads.get(finding.subject)
        if upload is not None:
            await show_again(work, upload, f"{wanted.answer}:held:{upload.id}")
    return state


async def ask_for_npwp(work: Work, client: Client) -> None:
    """The account's people are asked in their chats; without any, by mail. Once a day."""
    if client.tax is not None:  # entered in the portal itself, and no event tells that
        await tax_profile_saved(work, client.id, client.tax)
        return
    bare = await work.fakturs.requests_without_npwp(client.id)
    waiting = [one for one in bare if one.wants_npwp]
    if not waiting:
        return
    today = tax_day(work.now)
    asked = in_time(waiting, today, work.office_days)
    about: dict[str, Arg] = {
        "account": client.label,
        "invoices": ", ".join(sorted(request.invoice_number for request in asked)[:20]),
        **last_day(asked, today, work.office_days).args,
    }
    await compare_links(work, client)
    await tell_account(
        work,
        client.id,
        client.email,
        NPWP_MISSING,
        about,
        unique=f"ask-npwp:{client.id}:{today}",
        buttons=[Go("btn-npwp", "npwp", client.id)],
    )


async def _books(work: Work, wanted: WantedAct) -> Reconciliation:
    month = parse_month(wanted.subject) or tax_day(work.now).replace(day=1)
    return reconcile(await work.books.of(month), None)


def _rows_with(books: Reconciliation, kind: FindingKind) -> list[BookRow]:
    return [row for row in books.rows if any(one.kind is kind for one in row.findings)]


async def _mended(work: Work, wanted: WantedAct, count: int) -> ActState:
    if count == 0:
        return ActState.TOO_LATE
    await work.desk.tell(FindingsMended(wanted, count), unique=wanted.answer)
    return ActState.MADE
