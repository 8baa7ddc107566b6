"""Slips with and without mistakes, and what must become of each: drawn, read, judged and booked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from assistant.documents.slips import read_slip
from assistant.domain.money import dpp_nilai_lain, whole
from assistant.domain.withholding.booking import BookingStep, book
from assistant.domain.withholding.judging import Judgement, SlipVerdict, judge
from assistant.domain.withholding.model import (
    Booking,
    Owed,
    Slip,
    SlipIdentity,
    SlipParty,
    SlipStatus,
    tax_on,
    with_ppn,
)
from tests.documents.slip_layouts import draw_slip
from tests.documents.slip_samples import US, owed_for, random_slip

HELD = frozenset({SlipVerdict.PART, SlipVerdict.FINANCE, SlipVerdict.CHOOSE, SlipVerdict.UNMATCHED,
                  SlipVerdict.NOTHING_OWED, SlipVerdict.UNREAD})  # fmt: skip
"""Nothing is booked, and a person looks at it or waits for more."""


@dataclass(frozen=True, slots=True)
class Case:
    slip: Slip
    owed: tuple[Owed, ...]
    companies: frozenset[str]
    verdict: SlipVerdict
    """What it must be, or held."""
    mistake: str


def case(index: int) -> tuple[Case, bytes]:
    """The case of this number and its PDF. Two of five have no mistake."""
    draw = Random(index)
    right = random_slip(draw, index)
    owed = owed_for(right, index, draw)
    others = tuple(
        replace(
            owed, invoice_id=f"{index}-{n}", invoice_number=f"INV-2025-{index:05}{n}",
            masa=(owed.masa + timedelta(days=31 * n)).replace(day=1),
            base=owed.base + n * 1234, subtotal=owed.subtotal + n * 1234, fakturs=(),
        )
        for n in range(draw.choice((0, 0, 1, 3)))
        if n
    )  # fmt: skip
    mistake, verdict = "", SlipVerdict.BOOK
    slip = right
    if draw.random() < 0.6:
        mistake, (verdict, spoil) = draw.choice(list(MISTAKES.items()))
        slip = spoil(right, draw)
    companies = frozenset({right.withholder.identity, "0013121660091000"})
    return Case(slip, (owed, *others), companies, verdict, mistake), draw_slip(slip, draw)


def _stranger(draw: Random) -> SlipParty:
    npwp = f"0{draw.randrange(10**8, 10**9)}054000"
    return SlipParty(npwp=npwp, nitku=f"{npwp}000000", name="LAIN FIKTIF")


def _based(slip: Slip, base: Decimal) -> Slip:
    return replace(slip, base=base, amount=tax_on(base, slip.rate or Decimal(0)))


def _base(slip: Slip) -> Decimal:
    assert slip.base is not None
    return slip.base


def _masa_away(slip: Slip, days: int) -> Slip:
    assert slip.masa is not None
    return replace(slip, masa=(slip.masa + timedelta(days=days)).replace(day=1))


def _rated(slip: Slip, rate: Decimal) -> Slip:
    return replace(slip, rate=rate, amount=tax_on(_base(slip), rate))


def _numbered(slip: Slip, number: str) -> Slip:
    return replace(slip, document=replace(slip.document, number=number))


Spoil = Callable[[Slip, Random], Slip]
MISTAKES: dict[str, tuple[SlipVerdict, Spoil]] = {
    "payee": (SlipVerdict.REISSUE, lambda slip, draw: replace(slip, payee=_stranger(draw))),
    "company": (
        SlipVerdict.ANOTHER_COMPANY, lambda slip, draw: replace(slip, withholder=_stranger(draw)),
    ),
    "cancelled": (
        SlipVerdict.CANCELLED,
        lambda slip, draw: replace(slip, status=SlipStatus.CANCELLED, version=None),
    ),
    "draft": (
        SlipVerdict.DRAFT,
        lambda slip, draw: replace(
            slip, number="", link=None, status=SlipStatus.NORMAL, version=0
        ),
    ),
    "masa before": (SlipVerdict.AMEND, lambda slip, draw: _masa_away(slip, -20)),
    "masa far": (SlipVerdict.AMEND, lambda slip, draw: _masa_away(slip, 150)),
    "masa of payment": (SlipVerdict.FINANCE, lambda slip, draw: _masa_away(slip, 40)),
    "11/12": (
        SlipVerdict.AMEND,
        lambda slip, draw: _based(slip, whole(dpp_nilai_lain(_base(slip)))),
    ),
    "with ppn": (SlipVerdict.AMEND, lambda slip, draw: _based(slip, with_ppn(_base(slip)))),
    "more": (SlipVerdict.AMEND, lambda slip, draw: _based(slip, _base(slip) + 100_000)),
    "less": (SlipVerdict.PART, lambda slip, draw: _based(slip, _base(slip) // 2)),
    "rate 4": (SlipVerdict.AMEND, lambda slip, draw: _rated(slip, Decimal(4))),
    "rate 1.5": (SlipVerdict.AMEND, lambda slip, draw: _rated(slip, Decimal("1.5"))),
    "neighbour": (SlipVerdict.FINANCE, lambda slip, draw: replace(slip, object_code="24-104-26")),
    "code": (SlipVerdict.AMEND, lambda slip, draw: replace(slip, object_code="24-104-01")),
    "amount": (
        SlipVerdict.AMEND,
        lambda slip, draw: replace(slip, amount=(slip.amount or Decimal(0)) + 5),
    ),
    "final": (SlipVerdict.AMEND, lambda slip, draw: replace(slip, final=True)),
    "facility": (
        SlipVerdict.AMEND,
        lambda slip, draw: replace(
            slip, facility="Surat Keterangan Bebas (SKB) PPh Pasal 23", amount=Decimal(0)
        ),
    ),
    "document": (SlipVerdict.AMEND, lambda slip, draw: _numbered(slip, "04009912345678901")),
    "no link": (SlipVerdict.UNREAD, lambda slip, draw: replace(slip, link=None)),
    "strange link": (
        SlipVerdict.UNREAD,
        lambda slip, draw: replace(
            slip, link=(slip.link or "").replace("coretaxdjp.pajak.go.id", "coretaxdjp.pajak.co.id")
        ),
    ),
}  # fmt: skip


@dataclass(slots=True)
class Result:
    judgement: Judgement
    slip: Slip
    step: BookingStep

    def fits(self, case: Case) -> bool:
        """Right, or held; and booked only when it should be."""
        if self.judgement.verdict is case.verdict:
            return True
        return self.judgement.verdict in HELD


def examine(case: Case, pdf: bytes, booked: dict[SlipIdentity, Booking], sha256: str) -> Result:
    """Read, judged and booked."""
    return decide(case, read_slip(pdf), booked, sha256)


def decide(case: Case, slip: Slip, booked: dict[SlipIdentity, Booking], sha256: str) -> Result:
    """Judged and booked."""
    judgement = judge(slip, case.owed, US, companies=case.companies)
    step = book(booked.get(slip.identity), slip, judgement, sha256)
    if step.booking is not None:
        booked[slip.identity] = step.booking
    return Result(judgement, slip, step)
