"""What becomes of a thousand drawn slips, and how long one takes to read and judge.

The slips are drawn by other code than the specimen's, with reportlab and fpdf2, in layouts, fonts
and orders by lot; three of five have a mistake in them. A slip is right when its verdict is the one
that its mistake deserves, held when a person looks at it instead.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from assistant.documents.slips import read_slip
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.judging import judge
from assistant.domain.withholding.model import Booking, SlipIdentity
from benchmarks.table import Row, at_least, at_most, note
from sandbox.slip_specimen import write_slip
from tests.documents.slip_exam import case, decide, examine
from tests.documents.slip_samples import OWED, SLIP, US, WITHHOLDER

_READ = 5
"""Milliseconds of CPU that are wanted."""
_ROUNDS, _IN_A_ROW = 20, 5


def run(short: bool) -> list[Row]:
    """Each drawn slip is taken in twice: the second time it must be known."""
    count = 200 if short else 1000
    booked: dict[SlipIdentity, Booking] = {}
    right = held = wrong = twice = 0
    taken: list[float] = []
    for index in range(count):
        asked, pdf = case(index)
        start = time.process_time()
        result = examine(asked, pdf, booked, sha256=str(index))
        taken.append(time.process_time() - start)
        right += result.judgement.verdict is asked.verdict
        held += result.judgement.verdict is not asked.verdict and result.fits(asked)
        wrong += not result.fits(asked)
        again = decide(asked, result.slip, booked, sha256=str(index))
        twice += result.step.booking is not None and again.step.outcome is not BookingOutcome.KNOWN
    form = write_slip(SLIP)
    read = _median(lambda: judge(read_slip(form), (OWED,), US, companies={WITHHOLDER.npwp}))
    return [
        at_least("verdicts right or held", right + held, count),
        note("held", str(held)),
        at_most("booked or answered wrongly", wrong, 0),
        at_most("taken in twice", twice, 0),
        at_most("a slip in Coretax's layout read and judged, CPU", read, _READ, " ms"),
        note("the drawn ones, median CPU", f"{statistics.median(taken) * 1000:.1f} ms"),
    ]


def _median(work: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    taken: list[float] = []
    for _ in range(_ROUNDS):
        for _ in range(_IN_A_ROW):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return statistics.median(taken) * 1000
