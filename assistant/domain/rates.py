"""What the law reckons with from a day on: how PPN is reckoned, and up to which amounts a collector
leaves it to the seller. Whoever runs the assistant adds what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from assistant.domain.money import PPN_OF_2025, PpnRate


@dataclass(frozen=True, slots=True)
class CollectorLimits:
    """Up to these amounts the seller collects, from a day on."""

    since: date
    government: Decimal
    """Rupiah without PPN."""
    collector: Decimal
    """Rupiah with PPN."""


LIMITS_OF_2021 = CollectorLimits(date(2021, 2, 1), Decimal(2_000_000), Decimal(10_000_000))
"""PMK 59/2022 art. 18 (instansi pemerintah), PMK 8/2021 art. 5 (BUMN and others)."""


@dataclass(frozen=True, slots=True)
class TaxRules:
    """In any order; of two from the same day the later one counts."""

    rates: Sequence[PpnRate] = (PPN_OF_2025,)
    limits: Sequence[CollectorLimits] = (LIMITS_OF_2021,)

    def rate(self, day: date) -> PpnRate:
        return _in_force(self.rates, day)

    def limits_on(self, day: date) -> CollectorLimits:
        return _in_force(self.limits, day)


TAX_RULES = TaxRules()


class _Dated(Protocol):
    @property
    def since(self) -> date: ...


D = TypeVar("D", bound=_Dated)


def _in_force(dated: Sequence[D], day: date) -> D:
    """The newest by that day; before the first of them, the first."""
    ordered = sorted(dated, key=lambda one: one.since)
    return next((one for one in reversed(ordered) if one.since <= day), ordered[0])
