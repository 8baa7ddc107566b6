"""The recipient agrees to take the services, or declines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.domain.accounts.codes import CodeOutcome, CodePurpose
from assistant.domain.accounts.model import Link
from assistant.domain.clients import Client
from assistant.domain.emails import same_address
from assistant.domain.transfers.following import changed, tell_owner
from assistant.domain.transfers.invitation import mailed, opened, waits
from assistant.domain.transfers.model import (
    Agreement,
    Check,
    Rule,
    RuleVerdict,
    Transfer,
    TransferState,
)
from assistant.domain.transfers.news import RecipientAgreed
from assistant.domain.work import Job, Work

LOOK_FOR_ACCOUNT = timedelta(hours=1)
"""How often the account of an address is looked for whose owner has agreed already."""
_BY_MAIL = "recipient"
"""In the audit: whoever holds the mailed link."""


async def agree(work: Work, token: str, person: int, account: str) -> Transfer | None:
    """The recipient agrees, with one of their own linked accounts that has the address asked.

    None when the token opens nothing, the request has ended, or the account is not that one.
    """
    transfer = await _answerable(work, await opened(work, token, person))
    link = await work.links.find(person, account)
    if transfer is None or link is None or link.email != transfer.to_email:
        return None
    return await _given(work, replace(transfer, agreed_by=person), link.account, link.label)


async def agree_by_link(work: Work, token: str, person: int) -> bool:
    """The recipient agrees and has no linked account of that address yet.

    The mailed link went to that address alone, so whoever opens it has proven it: the account is
    looked up and linked as after a right code, and :func:`agree` follows where there is one. False
    when the token opens nothing.
    """
    transfer = await _answerable(work, await mailed(work, token))
    if transfer is None or transfer.person == person:
        return False
    await work.transfers.save(replace(transfer, agreed_by=person, updated_at=work.now))
    code = await work.codes.add(
        person, transfer.to_email, CodePurpose.LINK, work.ids.nonce(), work.now
    )
    await work.codes.close(code.id)
    await work.codes.note(code.id, CodeOutcome.CHECKING)
    await work.jobs.put(Job.LINK_ACCOUNT, code.id)
    await work.audit(f"person:{person}", "address-proven", f"transfer:{transfer.number}")
    return True


async def agree_as_promised(work: Work, link: Link) -> None:
    """An account was linked: its owner may have agreed before, here or in a browser."""
    for transfer in await work.transfers.asking(link.email):
        if transfer.agreed_by == link.person or transfer.promised_at is not None:
            await agree(work, transfer.consent_token, link.person, link.account)


async def agree_in_browser(work: Work, token: str) -> Transfer | None:
    """Whoever holds the mailed link agrees without Telegram: the account of that address is looked
    for, and :func:`recipient_found` follows. None when the token opens nothing."""
    transfer = await _answerable(work, await mailed(work, token))
    if transfer is None or transfer.promised_at is not None:
        return transfer
    promised = replace(transfer, promised_at=work.now, updated_at=work.now)
    await work.transfers.save(promised)
    await work.jobs.put(Job.FIND_RECIPIENT, promised.number, once=True)
    await work.audit(_BY_MAIL, "address-proven", f"transfer:{promised.number}")
    return promised


async def recipient_found(work: Work, number: str, client: Client | None) -> None:
    """The portal was asked for the account of an address whose owner agreed in a browser. Where
    there is none yet it is asked again."""
    transfer = await _answerable(work, await work.transfers.get(number))
    if transfer is None or transfer.promised_at is None:
        return
    if client is None or not same_address(client.email, transfer.to_email):
        await work.jobs.put(Job.FIND_RECIPIENT, number, after=LOOK_FOR_ACCOUNT, once=True)
        return
    await _given(work, transfer, client.id, client.label)


async def _given(work: Work, transfer: Transfer, account: str, label: str) -> Transfer:
    agreed = replace(
        transfer,
        agreement=Agreement.GIVEN,
        to_account=account,
        to_label=label,
        checks=tuple(map(_agreed_now, transfer.checks)),
        updated_at=work.now,
        waiting_since=work.now,
    )
    by = f"person:{agreed.agreed_by}" if agreed.agreed_by else _BY_MAIL
    await changed(work, agreed, by, "transfer-agreed")
    await tell_owner(work, agreed, "ntf-transfer-agreed", "agreed")
    news = RecipientAgreed(agreed.number, agreed.to_label)
    await work.desk.tell(news, unique=f"agreed:{agreed.number}")
    return agreed


def _agreed_now(check: Check) -> Check:
    return replace(check, verdict=RuleVerdict.OK) if check.rule is Rule.RECIPIENT_AGREES else check


async def decline(work: Work, token: str, person: int) -> Transfer | None:
    """The recipient says no; the request ends. None when the token opens nothing."""
    transfer = await _answerable(work, await opened(work, token, person))
    return await _declined(work, transfer, f"person:{person}") if transfer else None


async def decline_in_browser(work: Work, token: str) -> Transfer | None:
    """The same by whoever holds the mailed link, as long as they have not agreed."""
    transfer = await _answerable(work, await mailed(work, token))
    if transfer is None or transfer.promised_at is not None:
        return None
    return await _declined(work, transfer, _BY_MAIL)


async def _declined(work: Work, transfer: Transfer, by: str) -> Transfer:
    declined = replace(
        transfer,
        agreement=Agreement.DECLINED,
        state=TransferState.CANCELLED,
        updated_at=work.now,
    )
    await changed(work, declined, by, "transfer-declined")
    await tell_owner(work, declined, "ntf-transfer-declined", "declined")
    await work.jobs.put(Job.ANSWER_TICKET, f"{declined.number}:declined")
    return declined


async def _answerable(work: Work, found: Transfer | None) -> Transfer | None:
    """As it stands, and nobody else answers it until the transaction ends."""
    transfer = await work.transfers.locked(found.number) if found else None
    return transfer if transfer and waits(transfer) else None
