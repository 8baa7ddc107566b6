"""The recipient agrees to take the services, or declines."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.transfers.following import changed, tell_owner
from assistant.domain.transfers.model import (
    UNDECIDED,
    Agreement,
    Check,
    Rule,
    Transfer,
    TransferState,
    Verdict,
)
from assistant.domain.work import Job, Work


async def agree(work: Work, token: str, person: int, account: str) -> Transfer | None:
    """The recipient agrees, with one of their own linked accounts that has the address asked.

    None when the token opens nothing, the request has ended, or the account is not that one.
    """
    transfer = await _answerable(work, token)
    link = await work.links.find(person, account)
    if transfer is None or link is None or link.email != transfer.to_email:
        return None
    agreed = replace(
        transfer,
        agreement=Agreement.GIVEN,
        agreed_by=person,
        to_account=link.account,
        to_label=link.label,
        checks=tuple(map(_agreed_now, transfer.checks)),
        updated_at=work.now,
    )
    await changed(work, agreed, f"person:{person}", "transfer-agreed")
    await tell_owner(work, agreed, "ntf-transfer-agreed", "agreed")
    return agreed


def _agreed_now(check: Check) -> Check:
    return replace(check, verdict=Verdict.OK) if check.rule is Rule.RECIPIENT_AGREES else check


async def decline(work: Work, token: str, person: int) -> Transfer | None:
    """The holder of the mailed link says no; the request ends."""
    transfer = await _answerable(work, token)
    if transfer is None:
        return None
    declined = replace(
        transfer,
        agreement=Agreement.DECLINED,
        state=TransferState.CANCELLED,
        updated_at=work.now,
    )
    await changed(work, declined, f"person:{person}", "transfer-declined")
    await tell_owner(work, declined, "ntf-transfer-declined", "declined")
    await work.jobs.put(Job.ANSWER_TICKET, f"{declined.number}:declined")
    return declined


async def _answerable(work: Work, token: str) -> Transfer | None:
    found = await work.transfers.by_token(token)
    transfer = await work.transfers.locked(found.number) if found else None
    if transfer is None or transfer.state not in UNDECIDED:
        return None
    return transfer if transfer.agreement is Agreement.ASKED else None
