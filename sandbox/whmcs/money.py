"""Calls about payments and credit.

``AddInvoicePayment`` takes a transaction as often as it is told: a caller that does not look first
books it twice.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from sandbox.model import Json
from sandbox.whmcs.books import Books, Change
from sandbox.whmcs.given import Given, RefusedError
from sandbox.whmcs.invoices import balance

GATEWAYS = ("banktransfer", "pph23")
"""Modules that are switched on."""


def add_invoice_payment(change: Change, given: Given) -> Json:
    invoice = change.books.by_id("invoice", given.whole("invoiceid"))
    if invoice is None:
        raise RefusedError("Invoice ID Not Found")
    if not given.text("transid"):
        raise RefusedError("Transaction ID is required")
    if given.text("gateway") not in GATEWAYS:
        raise RefusedError("Invalid payment gateway")
    left = balance(change.books, invoice)
    pay(
        change,
        invoice,
        _amount(given) if given.has("amount") else left,
        given.text("gateway"),
        given.text("transid"),
    )
    return {}


def pay(change: Change, invoice: Json, amount: Decimal, gateway: str, transaction: str) -> None:
    """Book it. What leaves nothing makes the invoice Paid; what is too much becomes credit."""
    left = balance(change.books, invoice)
    change.books.insert(
        "payment",
        invoice=invoice["id"],
        client=invoice["client"],
        gateway=gateway,
        date=change.moment,
        amount=f"{amount:.2f}",
        transid=transaction,
    )
    if amount > left:
        give(change, invoice["client"], amount - left, f"Invoice #{invoice['id']} Overpayment")
    if amount >= left and invoice["status"] == "Unpaid":
        change.books.update(
            "invoice",
            invoice["id"],
            status="Paid",
            datepaid=change.moment,
            updated_at=change.moment,
        )
        change.run_hook("InvoicePaid", invoiceid=invoice["id"])


def get_transactions(change: Change, given: Given) -> Json:
    where, values = ["1"], list[int | str]()
    if given.has("invoiceid"):
        where.append("invoice = ?")
        values.append(given.whole("invoiceid"))
    if given.flag("clientid"):
        where.append("client = ?")
        values.append(given.whole("clientid"))
    if given.text("transid"):
        where.append("transid = ?")
        values.append(given.text("transid"))
    rows = change.books.rows(
        f"SELECT * FROM payment WHERE {' AND '.join(where)} ORDER BY id", *values
    )
    shown = [
        {
            "id": one["id"],
            "userid": one["client"],
            "currency": 0,
            "gateway": one["gateway"],
            "date": one["date"],
            "description": "Invoice Payment",
            "amountin": one["amount"],
            "fees": "0.00",
            "amountout": "0.00",
            "rate": "1.00000",
            "transid": one["transid"],
            "invoiceid": one["invoice"],
            "refundid": 0,
        }
        for one in rows
    ]
    return {
        "totalresults": len(shown),
        "startnumber": 0,
        "numreturned": len(shown),
        "transactions": {"transaction": shown},
    }


def add_credit(change: Change, given: Given) -> Json:
    client = change.books.by_id("client", given.whole("clientid"))
    if client is None:
        raise RefusedError("Client ID Not Found")
    if not given.text("description"):
        raise RefusedError("Description is required")
    amount = _amount(given)
    if given.text("type") not in ("", "add"):
        raise RefusedError("Type can only be add")
    give(change, client["id"], amount, given.text("description"))
    return {"newbalance": f"{_credit(change.books, client['id']):.2f}"}


def give(change: Change, client: int, amount: Decimal, description: str) -> None:
    change.books.insert(
        "credit",
        client=client,
        date=change.today,
        description=description,
        amount=f"{amount:.2f}",
    )


def get_credits(change: Change, given: Given) -> Json:
    client = change.books.by_id("client", given.whole("clientid"))
    if client is None:
        raise RefusedError("Client ID Not Found")
    rows = change.books.rows("SELECT * FROM credit WHERE client = ? ORDER BY id", client["id"])
    shown = [
        {
            "id": one["id"],
            "date": one["date"],
            "description": one["description"],
            "amount": one["amount"],
            "relid": 0,
        }
        for one in rows
    ]
    return {
        "clientid": client["id"],
        "totalresults": len(shown),
        "credits": {"credit": shown},
    }


def _credit(books: Books, client: int) -> Decimal:
    rows = books.all("SELECT amount FROM credit WHERE client = ?", client)
    return sum((Decimal(amount) for (amount,) in rows), Decimal(0))


def _amount(given: Given) -> Decimal:
    try:
        amount = Decimal(given.text("amount"))
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or amount <= 0:
        raise RefusedError("Amount must be in decimal format: ##.##")
    return amount
