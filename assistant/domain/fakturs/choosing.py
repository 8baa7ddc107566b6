"""Which paid invoices a held PDF may be of, for the one who has to choose."""

from __future__ import annotations

import re

from assistant.domain.fakturs.comparing import MismatchCode, invoices_named
from assistant.domain.fakturs.model import OPEN, FakturRequest, Upload
from assistant.domain.money import price_of
from assistant.domain.months import tax_day
from assistant.domain.work import Work

MOST = 8
"""That are offered."""
_NAMES_THEM = (MismatchCode.SEVERAL, MismatchCode.NOT_TOGETHER)
_SHORT = re.compile(r"\D*?([0-9](?:[0-9./-]*[0-9])?)\D*")
"""The end of a number (``123``, ``2026-000123``), with words or signs around it."""


async def likely(work: Work, upload: Upload) -> list[FakturRequest]:
    """Those that fit it alike, or else the buyer's that wait for a faktur; the nearest in amount
    first."""
    several = [text for code, text, _ in upload.reasons if code in _NAMES_THEM]
    found = await work.fakturs.requests_named(invoices_named(" ".join(several)))
    read = upload.read
    if not found and read is not None and read.buyer.identity:
        found = await work.fakturs.waiting_of(read.buyer.identity, MOST * 4)
    if read is not None and read.dpp is not None:
        billed = price_of(read.dpp, work.tax_rules.rate(read.date or tax_day(work.now)))
        found = sorted(found, key=lambda one: abs(one.subtotal - billed))
    return [one for one in found if one.state in OPEN][:MOST]


async def named_shortly(work: Work, text: str) -> list[FakturRequest]:
    """Those that wait for a faktur and whose number ends with the only number in this text; one
    more than :data:`MOST` where there are too many to choose from."""
    found = _SHORT.fullmatch(text.strip())
    if found is None or len(found[1]) < 2:
        return []  # a single digit names nothing
    return await work.fakturs.waiting_with(found[1], MOST + 1)
