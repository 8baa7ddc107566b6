"""Finding the invoices of a slip that may have mistakes in it.

First those that it names, else those that it adds up to: of its own month and object, then of its
object, then of its month. Where the sum fits nothing, the bases that are often taken for the price
are tried, so that the mistake can be named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from assistant.domain.money import dpp_nilai_lain, whole
from assistant.domain.withholding.matching import (
    NamedInvoices,
    SlipMatch,
    TooManyWaysError,
    adding_up,
    by_sum,
    named,
)
from assistant.domain.withholding.model import TOLERANCE, Owed, Slip, with_ppn

_FAKTUR_DPP_TOLERANCE = Decimal(25)
"""Rupiah: a faktur rounds each line's DPP by itself; on real ones the worst was 22."""
_GROSS = Decimal("1.11")
"""A price with its PPN: 12 % of 11/12 (PMK 131/2024)."""


class Lost(StrEnum):
    """No invoice was found, and why."""

    NOTHING_OWED = "nothing-owed"
    TOO_MANY_WAYS = "too-many-ways"
    NO_SUM = "no-sum"


class TakenFor(StrEnum):
    """What was taken for the base."""

    ELEVEN_TWELFTHS = "eleven-twelfths"
    WITH_PPN = "with-ppn"
    PPN_TAKEN_OUT = "ppn-taken-out"
    WHOLE_INVOICE = "whole-invoice"


@dataclass(frozen=True, slots=True)
class FoundMatch:
    match: SlipMatch
    base_is_right: bool
    taken_for: TakenFor | None = None
    """Where the base is wrong and it is known how."""
    is_part: bool = False
    """Less than what is owed, and nothing that is often taken for it."""
    names_another: bool = False
    """The slip names an invoice or a faktur, and none of these."""
    is_faktur: bool = False
    """With ``names_another``: what it names is a faktur."""

    @property
    def base(self) -> Decimal:
        """Rupiah that the slip should say, with the others that wait."""
        others = sum((one.base for one in self.match.together if one.base), Decimal(0))
        return sum((one.remaining for one in self.match.owed), Decimal(0)) - others


def find(slip: Slip, owed: Sequence[Owed], waiting: Sequence[Slip]) -> FoundMatch | Lost:
    """The invoices that a slip of this withholder is for; ``owed`` and ``waiting`` may also be
    of other months and objects. The slip has a base, a masa and a code."""
    says = named(slip, owed)
    open_ones = [one for one in owed if one.remaining > TOLERANCE]
    pointed = [one for one in says.owed if one in open_ones]
    if not open_ones or (says.owed and not pointed):
        return Lost.NOTHING_OWED
    try:
        found = (
            _among_named(slip, pointed, waiting) if pointed else _by_sum(slip, open_ones, waiting)
        )
    except TooManyWaysError:
        return Lost.TOO_MANY_WAYS
    return found if isinstance(found, Lost) else _with_names(found, says)


def _with_names(found: FoundMatch, says: NamedInvoices) -> FoundMatch | Lost:
    """Where it names another invoice of ours, only a sum that fits shows that it means these."""
    if not says.strange:
        return found
    if not found.base_is_right and found.taken_for is None:
        return Lost.NO_SUM
    return replace(found, names_another=True, is_faktur=says.is_faktur)


# The invoices that it names


def _among_named(slip: Slip, pointed: Sequence[Owed], waiting: Sequence[Slip]) -> FoundMatch | Lost:
    """All of those that it names are meant; of an invoice that owes two slips, the one object."""
    groups = _by_code(pointed)
    own = groups.get(slip.object_code or "")
    for group in [own] if own else groups.values():
        found = _whole(slip, group) or _complete(slip, group, waiting) or _mistaken(slip, group)
        if found:
            return found
    return _short_or_wrong(slip, own or pointed)


def _by_code(owed: Sequence[Owed]) -> dict[str, list[Owed]]:
    groups: dict[str, list[Owed]] = {}
    for one in owed:
        groups.setdefault(one.code, []).append(one)
    return groups


def _whole(slip: Slip, group: Sequence[Owed]) -> FoundMatch | None:
    if not _is_about(slip, [one.remaining for one in group], TOLERANCE):
        return None
    return FoundMatch(SlipMatch(tuple(group)), base_is_right=True)


def _complete(slip: Slip, group: Sequence[Owed], waiting: Sequence[Slip]) -> FoundMatch | None:
    """With others that wait it is one invoice."""
    if len(group) > 1:
        return None
    match = by_sum(slip, group, _parts(slip, waiting))
    return FoundMatch(match, base_is_right=True) if match else None


def _parts(slip: Slip, waiting: Sequence[Slip]) -> list[Slip]:
    """Others of the same month and object: one invoice is in one of each."""
    return [
        one
        for one in waiting
        if (one.masa, one.object_code) == (slip.masa, slip.object_code)
        and one.identity != slip.identity
    ]


def _mistaken(slip: Slip, group: Sequence[Owed]) -> FoundMatch | None:
    for taken_for, wrong_base in _MISTAKES:
        tolerance = _tolerance(taken_for)
        if _is_about(slip, [wrong_base(one) for one in group], tolerance):
            return FoundMatch(SlipMatch(tuple(group)), base_is_right=False, taken_for=taken_for)
    return None


def _is_about(slip: Slip, amounts: Sequence[Decimal], tolerance: Decimal) -> bool:
    assert slip.base is not None
    return abs(slip.base - sum(amounts, Decimal(0))) <= tolerance * len(amounts)


def _short_or_wrong(slip: Slip, group: Sequence[Owed]) -> FoundMatch:
    assert slip.base is not None
    owed = sum((one.remaining for one in group), Decimal(0))
    return FoundMatch(SlipMatch(tuple(group)), base_is_right=False, is_part=0 < slip.base < owed)


# By sum


def _by_sum(slip: Slip, owed: Sequence[Owed], waiting: Sequence[Slip]) -> FoundMatch | Lost:
    """Raises TooManyWaysError."""
    ranks = _ranks(slip, owed)
    parts = _parts(slip, waiting)
    return (
        _first(ranks, lambda pool, near: _adds_up(slip, pool, parts if near else ()))
        or _first(ranks, lambda pool, near: _adds_up_mistaken(slip, pool))
        or _only_one(slip, ranks, owed)
    )


_Pool = Sequence[Owed]


def _ranks(slip: Slip, owed: Sequence[Owed]) -> list[list[_Pool]]:
    """Invoices of one month and object together, the nearest to the slip's first."""
    pools: dict[tuple[object, str], list[Owed]] = {}
    for one in owed:
        pools.setdefault((one.masa, one.code), []).append(one)
    ranks: list[list[_Pool]] = [[], [], [], []]
    for (masa, code), pool in pools.items():
        ranks[2 * (code != slip.object_code) + (masa != slip.masa)].append(pool)
    return ranks


def _first(
    ranks: Sequence[Sequence[_Pool]], look: Callable[[_Pool, bool], FoundMatch | None]
) -> FoundMatch | None:
    """What is found in the first rank in which something is. Raises TooManyWaysError."""
    for rank, pools in enumerate(ranks):
        found = [one for pool in pools if (one := look(pool, rank == 0))]
        if len(found) > 1:
            raise TooManyWaysError
        if found:
            return found[0]
    return None


def _adds_up(slip: Slip, pool: _Pool, parts: Sequence[Slip]) -> FoundMatch | None:
    match = by_sum(slip, pool, parts)
    return FoundMatch(match, base_is_right=True) if match else None


def _adds_up_mistaken(slip: Slip, pool: _Pool) -> FoundMatch | None:
    assert slip.base is not None
    ways: dict[frozenset[int], TakenFor] = {}
    for taken_for, wrong_base in _MISTAKES:
        wrong = [wrong_base(one) for one in pool]
        chosen = adding_up(slip.base, wrong, _tolerance(taken_for))
        if chosen:
            ways.setdefault(chosen, taken_for)
    if len(ways) > 1:
        raise TooManyWaysError
    for chosen, taken_for in ways.items():
        match = SlipMatch(tuple(pool[at] for at in sorted(chosen)))
        return FoundMatch(match, base_is_right=False, taken_for=taken_for)
    return None


def _only_one(
    slip: Slip, ranks: Sequence[Sequence[_Pool]], owed: Sequence[Owed]
) -> FoundMatch | Lost:
    """The one that can be meant, though its sum is another."""
    near = [one for pool in ranks[0] for one in pool] or owed
    return _short_or_wrong(slip, near) if len(near) == 1 else Lost.NO_SUM


# What is often taken for the base

_MISTAKES: tuple[tuple[TakenFor, Callable[[Owed], Decimal]], ...] = (
    (TakenFor.ELEVEN_TWELFTHS, lambda one: whole(dpp_nilai_lain(one.base))),
    (TakenFor.WITH_PPN, lambda one: with_ppn(one.base)),
    (TakenFor.WHOLE_INVOICE, lambda one: one.subtotal),
    (TakenFor.ELEVEN_TWELFTHS, lambda one: whole(dpp_nilai_lain(one.subtotal))),
    (TakenFor.WITH_PPN, lambda one: with_ppn(one.subtotal)),
    (TakenFor.PPN_TAKEN_OUT, lambda one: whole(one.base / _GROSS)),
)


def _tolerance(taken_for: TakenFor) -> Decimal:
    return _FAKTUR_DPP_TOLERANCE if taken_for is TakenFor.ELEVEN_TWELFTHS else TOLERANCE
