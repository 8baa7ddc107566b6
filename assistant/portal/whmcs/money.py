"""Payments and credit in WHMCS.

Whether WHMCS refuses a transaction that it has already is not documented, and for credit it knows
no key at all: each is looked for first.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from assistant.domain.billing import Credit, Payment
from assistant.domain.portal import PortalError, PortalFailure
from assistant.portal.whmcs.parsing import entries, rupiah, text
from assistant.portal.whmcs.transport import Transport

_PAYABLE = ("Unpaid", "Overdue", "Payment Pending", "Collections")


async def payments(transport: Transport, invoice: str) -> list[Payment]:
    """What came in, and what was applied of the client's credit."""
    seen = await transport.ask("GetInvoice", invoiceid=invoice)
    answer = await transport.ask("GetTransactions", invoiceid=invoice)
    found = [
        Payment(text(one, "transid"), rupiah(one, "amountin") - rupiah(one, "amountout"))
        for one in entries(answer, "transactions", "transaction")
    ]
    credit = rupiah(seen, "credit")
    return [Payment("", credit), *found] if credit > 0 else found


async def add_payment(
    transport: Transport,
    invoice: str,
    amount: Decimal,
    gateway: str,
    transaction: str,
    now: datetime,
) -> None:
    """``now`` in WHMCS's zone. Raises PortalError."""
    if any(one.transaction == transaction for one in await payments(transport, invoice)):
        return
    seen = await transport.ask("GetInvoice", invoiceid=invoice)
    if text(seen, "status") not in _PAYABLE:
        raise PortalError(PortalFailure.REFUSED, "the invoice takes no payment")
    if not 0 < amount <= rupiah(seen, "balance"):
        raise PortalError(PortalFailure.REFUSED, "the amount is not what is left to pay, or less")
    await transport.change(
        "AddInvoicePayment",
        invoiceid=invoice,
        transid=transaction,
        gateway=gateway,
        date=f"{now:%Y-%m-%d %H:%M:%S}",
        amount=f"{amount:.2f}",
    )


async def credits_of(transport: Transport, client: str) -> list[Credit]:
    answer = await transport.ask("GetCredits", clientid=client)
    return [
        Credit(text(one, "description"), rupiah(one, "amount"))
        for one in entries(answer, "credits", "credit")
    ]


async def add_credit(transport: Transport, client: str, amount: Decimal, description: str) -> None:
    """Raises PortalError."""
    if amount <= 0:
        raise PortalError(PortalFailure.REFUSED, "no amount to give")
    if any(one.description == description for one in await credits_of(transport, client)):
        return
    await transport.change(
        "AddCredit",
        clientid=client,
        description=description,
        amount=f"{amount:.2f}",
        type="add",
    )
