"""What those concerned hear of a request on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.transfers.model import Transfer, TransferState
from assistant.domain.words import HOME, Go, Twins
from assistant.domain.work import Job, Work

RECEIVED = Twins("ntf-transfer-received", "mail-transfer-received")
NOT_COMING = Twins("ntf-transfer-not-coming", "mail-transfer-not-coming")


async def tell_recipient(work: Work, transfer: Transfer, ending: Twins) -> None:
    """Whoever agreed for the destination learns how it ended, once: in Telegram or, where they
    agreed in a browser, by mail."""
    unique = f"transfer:{transfer.number}:received"
    to = transfer.to_label or transfer.to_email
    args = {"number": transfer.number, "services": _names(transfer), "to": to}
    if transfer.agreed_by is None and transfer.promised_at is not None:
        await work.deliveries.mail(
            transfer.to_email, ending.by_mail, args, unique=unique, locale=HOME
        )
    elif transfer.agreed_by not in (None, transfer.person):
        await work.deliveries.tell(transfer.agreed_by, ending.in_chat, args, unique=unique)


async def ticket_opened(work: Work, number: str, ticket_id: str, ticket_number: str) -> None:
    """The portal gave the request its ticket number: the card and the customer's window show it.

    One that was cancelled while its ticket was being opened closes it again.
    """
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.ticket_id is not None:
        return
    await work.transfers.save(
        replace(
            transfer,
            ticket_id=ticket_id,
            ticket_number=ticket_number,
            updated_at=work.now,
        )
    )
    await work.cards.touch(number)
    if transfer.state is TransferState.CANCELLED:
        await work.jobs.put(Job.ANSWER_TICKET, f"{number}:cancelled", once=True)
        return
    await work.wake(
        transfer.person,
        "pindah",
        tell=None if await work.portfolios.about(number) else "ntf-ticket-opened",
        args={"number": number, "ticket": ticket_number},
        buttons=[Go("btn-status", "tiket", number)],
    )


async def changed(work: Work, transfer: Transfer, actor: str, action: str) -> None:
    await work.transfers.save(transfer)
    await work.cards.touch(transfer.number)
    await work.audit(actor, action, f"transfer:{transfer.number}")
    for person in await work.portfolios.started_by([transfer.person]):
        await work.wake(person, "rencana")


async def tell_owner(
    work: Work,
    transfer: Transfer,
    key: str,
    change: str,
    *,
    buttons: Sequence[Go] = (),
    **args: str,
) -> None:
    """Tell the asker of one change, once."""
    await work.deliveries.tell(
        transfer.person,
        key,
        {
            "number": transfer.number,
            "services": _names(transfer),
            "to": transfer.to_label or transfer.to_email,
            **args,
        },
        unique=f"transfer:{transfer.number}:{change}",
        buttons=[*buttons, Go("btn-status", "tiket", transfer.number)],
    )


def _names(transfer: Transfer) -> str:
    return ", ".join(service.name for service in transfer.services)
