"""Invoices by a number of the provider's own, which WHMCS cannot be asked for.

It finds an invoice by its id only. But its list of invoices can be had in the order of the numbers
(``orderby=invoicenumber``), so a number is looked for as in a dictionary: each call halves what is
left, and :data:`MOST_LOOKS` calls are enough for any list. A database that sorts in another way
than we do shows by that; then, and for what was numbered while we looked, the newest invoices are
read.
"""

from __future__ import annotations

from assistant.portal.whmcs.pages import newest
from assistant.portal.whmcs.parsing import Entry, entries, text, whole
from assistant.portal.whmcs.transport import Transport

SOME = 25
"""Invoices that one look shows."""
MOST_LOOKS = 30
"""2^30 times :data:`SOME` invoices are more than there are."""
NEWEST_PAGES = 4
"""Pages of the newest invoices that are read where looking in order found none."""
MOST_CALLS = 1 + MOST_LOOKS + 1 + NEWEST_PAGES


async def numbered_invoices(transport: Transport, number: str) -> list[Entry]:
    """The lines of the list whose own number is this one, in any case of its letters."""
    wanted = number.strip().upper()
    last, _ = await _look(transport, 0, order="desc")
    if not any(_number(line) for line in last):
        return []  # this provider's invoices go by their ids
    found = await _in_order(transport, wanted)
    if found:
        return found
    found = []
    async for line in newest(transport, "GetInvoices", "invoices", "invoice", NEWEST_PAGES):
        if _number(line) == wanted:
            found.append(line)
    return found


async def _in_order(transport: Transport, wanted: str) -> list[Entry]:
    """Nothing where the list is not in an order that we know."""
    begins, ends = 0, 1
    for look in range(MOST_LOOKS):
        middle = (begins + ends) // 2
        lines, total = await _look(transport, middle)
        numbers = [_number(line) for line in lines]
        if not numbers or numbers != sorted(numbers):
            return []
        if wanted in numbers:
            around = await _look(
                transport, max(0, middle + numbers.index(wanted) - SOME), number=2 * SOME
            )
            return [line for line in around[0] if _number(line) == wanted]
        if look == 0:
            ends = total
        if numbers[-1] < wanted:
            begins = middle + len(numbers)
        elif numbers[0] > wanted:
            ends = middle
        else:
            return []
        if begins >= ends:
            return []
    return []


async def _look(
    transport: Transport, start: int, *, order: str = "asc", number: int = SOME
) -> tuple[list[Entry], int]:
    """Lines in the order of their numbers from there on, and how many there are in all."""
    answer = await transport.ask(
        "GetInvoices", orderby="invoicenumber", order=order, limitstart=start, limitnum=number
    )
    return entries(answer, "invoices", "invoice"), whole(answer, "totalresults")


def _number(line: Entry) -> str:
    return text(line, "invoicenum").strip().upper()
