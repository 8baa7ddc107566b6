"""What must hold before services move from one account to another.

Three rules (the provider's own): nothing unpaid on what moves; the original owner's account asks;
the destination is a registered account whose owner agrees. They are looked at when the customer
asks, when staff approve, and when the move is carried out.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.accounts.model import Snapshot
from assistant.domain.billing import Invoice, Service
from assistant.domain.clients import Client
from assistant.domain.transfers.model import AGREED, Agreement, Check, Rule, RuleVerdict, Transfer


def check_rules(
    *,
    from_account: str,
    services: Sequence[Service],
    wanted: Sequence[str],
    blocking: Sequence[Invoice],
    agreement: Agreement,
    recipient: Client | None,
    recipient_known: bool = True,
) -> tuple[Check, ...]:
    """The three rules.

    ``services`` are those the portal shows for the asking account, ``wanted`` the ids of those
    that move; ``recipient`` is the destination's account when it is known to exist. With
    ``recipient_known=False`` nobody has looked it up: consent alone is judged.
    """
    unpaid = tuple(invoice.number for invoice in blocking if invoice.bills(list(wanted)))
    owned = {service.id for service in services if service.client_id == from_account}
    missing = tuple(service for service in wanted if service not in owned)
    return (
        Check(Rule.NOTHING_UNPAID, RuleVerdict.BAD if unpaid else RuleVerdict.OK, unpaid),
        Check(Rule.OWNER_ASKS, RuleVerdict.BAD if missing else RuleVerdict.OK, missing),
        Check(Rule.RECIPIENT_AGREES, _agreement(agreement, recipient, recipient_known)),
    )


def held_by_invoices(snapshot: Snapshot, wanted: Sequence[str]) -> set[str]:
    """Those of the wanted services that an unpaid invoice bills."""
    return {id_ for id_ in wanted if any(invoice.bills([id_]) for invoice in snapshot.blocking)}


def _agreement(
    agreement: Agreement, recipient: Client | None, recipient_known: bool
) -> RuleVerdict:
    if agreement is Agreement.DECLINED:
        return RuleVerdict.BAD
    if agreement is Agreement.ASKED or (recipient_known and recipient is None):
        return RuleVerdict.WAITING
    return RuleVerdict.OK


def has_agreed(transfer: Transfer) -> bool:
    """Without it nothing can be approved, whatever the portal says."""
    return transfer.to_account is not None and transfer.agreement in AGREED


def may_be_sent(checks: Sequence[Check]) -> bool:
    return all(check.verdict is not RuleVerdict.BAD for check in checks)


def may_be_approved(checks: Sequence[Check]) -> bool:
    return all(check.verdict is RuleVerdict.OK for check in checks)


def checklist(snapshot: Snapshot, wanted: Sequence[str], agreement: Agreement) -> tuple[Check, ...]:
    """The rules for a draft, from what the portal said last."""
    return check_rules(
        from_account=snapshot.account,
        services=snapshot.services,
        wanted=wanted,
        blocking=snapshot.blocking,
        agreement=agreement,
        recipient=None,
        recipient_known=False,
    )
