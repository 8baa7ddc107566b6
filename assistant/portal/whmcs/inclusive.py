"""Tax that stands inside the lines (*Tax Type: Inclusive*), taken out of them.

Then the lines add up to what is paid, and the invoice's subtotal is what is left without tax. A
faktur needs each line before tax.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.domain.money import in_sen
from assistant.domain.money import whole as whole_rupiah
from assistant.portal.whmcs.parsing import Entry, rupiah, whole


def net_amounts(invoice: Entry, lines: Sequence[Entry]) -> list[Decimal]:
    """Each line before tax. They add up to the subtotal, to the rupiah, where the tax was inside;
    else they are what the lines say."""
    amounts = [rupiah(line, "amount") for line in lines]
    tax = rupiah(invoice, "tax") + rupiah(invoice, "tax2")
    subtotal = rupiah(invoice, "subtotal")
    if not _is_inside(sum(amounts, Decimal(0)), subtotal, tax):
        return amounts
    taxed = [whole(line, "taxed") != 0 for line in lines]
    gross = sum((a for a, is_taxed in zip(amounts, taxed, strict=True) if is_taxed), Decimal(0))
    net = subtotal - (sum(amounts, Decimal(0)) - gross)
    if gross <= 0 or net <= 0:  # it does not say which lines are taxed
        taxed, gross, net = [True] * len(lines), sum(amounts, Decimal(0)), subtotal
    return _shared(amounts, taxed, gross, net)


def _is_inside(total: Decimal, subtotal: Decimal, tax: Decimal) -> bool:
    """The lines add up to subtotal and tax, rather than to the subtotal. Credit that was used has
    no part in either."""
    return tax > 0 and subtotal > 0 and abs(total - subtotal - tax) < abs(total - subtotal)


def _shared(
    amounts: Sequence[Decimal], taxed: Sequence[bool], gross: Decimal, net: Decimal
) -> list[Decimal]:
    """``net`` over the taxed lines as ``gross`` lies in them. What is rounded is the sum up to and
    with each line, so no rounding adds to another's."""
    rounded = whole_rupiah if net == net.to_integral_value() else in_sen
    shares: list[Decimal] = []
    so_far = given = Decimal(0)
    for amount, is_taxed in zip(amounts, taxed, strict=True):
        if not is_taxed:
            shares.append(amount)
            continue
        so_far += amount
        due = rounded(net * so_far / gross)
        shares.append(due - given)
        given = due
    return shares
