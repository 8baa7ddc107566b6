"""Calls about invoices. Overdue is no status of an invoice: it is an unpaid one past its date."""

from __future__ import annotations

from decimal import Decimal

from sandbox.model import Json
from sandbox.whmcs.answers import listed, page_of
from sandbox.whmcs.books import Books, Change
from sandbox.whmcs.given import Given, RefusedError

INVOICE_STATUSES = (
    "Draft", "Unpaid", "Paid", "Cancelled", "Refunded", "Collections", "Payment Pending",
)  # fmt: skip
ORDERS = {
    "id": "id",
    "invoicenumber": "invoicenum COLLATE NOCASE",
    "date": "date",
    "duedate": "duedate",
    "total": "CAST(tax AS REAL)",
    "status": "status",
}
"""What a list can be sorted by; anything else is passed over, the day of payment too."""


def get_invoices(change: Change, given: Given) -> Json:
    start, number = page_of(given)
    where, values = ["1"], list[int | str]()
    if given.flag("userid"):
        where.append("client = ?")
        values.append(given.whole("userid"))
    if given.text("status") == "Overdue":
        where.append("status = 'Unpaid' AND duedate < ?")
        values.append(change.today)
    elif given.text("status"):
        where.append("status = ?")
        values.append(given.text("status"))
    column = ORDERS.get(given.text("orderby"), "id")
    order = "DESC" if given.text("order").lower() == "desc" else "ASC"
    condition = " AND ".join(where)
    found = change.books.rows(
        f"SELECT * FROM invoice WHERE {condition} ORDER BY {column} {order}, id {order} "
        "LIMIT ? OFFSET ?",
        *values,
        number,
        start,
    )
    total = change.books.count(f"SELECT count(*) FROM invoice WHERE {condition}", *values)
    shown = [_line(change.books, one) for one in found]
    return listed(total, start, shown, "invoices", "invoice")


def get_invoice(change: Change, given: Given) -> Json:
    invoice = change.books.by_id("invoice", given.whole("invoiceid"))
    if invoice is None:
        raise RefusedError("Invoice ID Not Found")
    money = amounts(change.books, invoice)
    return {
        "invoiceid": invoice["id"],
        "invoicenum": invoice["invoicenum"],
        "userid": invoice["client"],
        **{name: invoice[name] for name in ("date", "duedate", "datepaid")},
        "lastcaptureattempt": "0000-00-00 00:00:00",
        **money,
        "balance": f"{balance(change.books, invoice):.2f}",
        "taxrate": "11.00",
        "taxrate2": "0.00",
        "status": invoice["status"],
        "paymentmethod": "banktransfer",
        "notes": "",
        "ccgateway": False,
        "items": {
            "item": [
                {**item, "taxed": 1 if Decimal(invoice["tax"]) else 0}
                for item in change.books.rows(
                    "SELECT id, type, relid, description, amount FROM item "
                    "WHERE invoice = ? ORDER BY id",
                    invoice["id"],
                )
            ]
        },
        "transactions": "",
    }


def amounts(books: Books, invoice: Json) -> dict[str, str]:
    """Rupiah, with two digits behind the point, as WHMCS keeps money."""
    lines = books.all("SELECT amount FROM item WHERE invoice = ?", invoice["id"])
    tax = Decimal(invoice["tax"])
    billed = sum((Decimal(amount) for (amount,) in lines), Decimal(0))
    subtotal = billed - tax if invoice["inclusive"] else billed
    return {
        "subtotal": f"{subtotal:.2f}",
        "credit": "0.00",
        "tax": f"{tax:.2f}",
        "tax2": "0.00",
        "total": f"{subtotal + tax:.2f}",
    }


def balance(books: Books, invoice: Json) -> Decimal:
    """Rupiah left to pay."""
    if invoice["status"] in ("Paid", "Refunded"):
        return Decimal(0)
    rows = books.all("SELECT amount FROM payment WHERE invoice = ?", invoice["id"])
    paid = sum((Decimal(amount) for (amount,) in rows), Decimal(0))
    return Decimal(amounts(books, invoice)["total"]) - paid


def _line(books: Books, invoice: Json) -> Json:
    client = books.by_id("client", invoice["client"]) or {}
    names = ("firstname", "lastname", "companyname")
    dates = (
        "date", "duedate", "datepaid", "date_refunded", "date_cancelled", "created_at",
        "updated_at",
    )  # fmt: skip
    return {
        "id": invoice["id"],
        "userid": invoice["client"],
        **{name: client.get(name, "") for name in names},
        "invoicenum": invoice["invoicenum"],
        **{name: invoice[name] for name in dates},
        "last_capture_attempt": "0000-00-00 00:00:00",
        **amounts(books, invoice),
        "taxrate": "11.00",
        "taxrate2": "0.00",
        "status": invoice["status"],
        "paymentmethod": "banktransfer",
        "paymethodid": None,
        "notes": "",
        "currencycode": client.get("currency", ""),
        "currencyprefix": "Rp" if client.get("currency") == "IDR" else "",
        "currencysuffix": "",
    }
