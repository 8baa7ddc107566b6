"""Each verdict, each difference and each file that is no slip has its words in all languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

import pytest

from assistant.domain.withholding.comparing import Difference, Hint, SlipField
from assistant.domain.withholding.judging import SlipVerdict, judge
from assistant.domain.withholding.model import NoSlip
from assistant.texts import LOCALES, Texts
from assistant.wording.slips import (
    difference_key,
    difference_values,
    no_slip_key,
    verdict_key,
)
from tests.documents.slip_exam import MISTAKES
from tests.documents.slip_samples import OWED, SLIP, US, WITHHOLDER

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat")
JUDGED = [
    verdict
    for verdict in SlipVerdict
    if verdict not in (SlipVerdict.TURNED_AWAY, SlipVerdict.CANCELLED_IN_CORETAX)
]
"""The others are said of a slip that is kept."""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("verdict", JUDGED)
def test_a_verdict_has_words(locale: str, verdict: SlipVerdict):
    values = {"number": "2600A1B2C", "expected": US.npwp}
    assert "<b>" in TEXTS.html(locale, verdict_key(verdict), values)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", NoSlip)
def test_a_file_that_is_no_slip_has_words(locale: str, code: NoSlip):
    assert len(TEXTS.html(locale, no_slip_key(code))) > 40


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_what_it_should_be(locale: str, mistake: str):
    _, spoil = MISTAKES[mistake]
    slip = spoil(SLIP, Random(1))
    judgement = judge(slip, (OWED,), US, companies={WITHHOLDER.npwp})
    for one in judgement.differences:
        line = TEXTS.html(locale, difference_key(one), difference_values(one))
        assert line.startswith("•")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_rate_is_no_amount_of_rupiah(locale: str):
    rate = Difference(SlipField.RATE, Decimal(2), Decimal("1.5"))
    line = TEXTS.html(locale, difference_key(rate), difference_values(rate))
    assert "1.5%" in line.replace(",", ".")
    assert "Rp" not in line


def test_an_amount_is_and_a_masa_is_a_month():
    base = Difference(SlipField.BASE, Decimal(400_000), Decimal(366_667), Hint.ELEVEN_TWELFTHS)
    line = TEXTS.plain("id", difference_key(base), difference_values(base))
    assert "400.000" in line
    assert "366.667" in line
    masa = Difference(SlipField.MASA, date(2026, 1, 1), date(2025, 12, 1))
    line = TEXTS.plain("id", difference_key(masa), difference_values(masa))
    assert "Desember 2025" in line
    assert "Januari 2026" in line


def test_another_companys_slip_names_nobody():
    for locale in LOCALES:
        key = verdict_key(SlipVerdict.ANOTHER_COMPANY)
        assert "2600A1B2C" not in TEXTS.html(locale, key, {"number": "2600A1B2C"})
