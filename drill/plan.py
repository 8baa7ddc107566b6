"""What one drill does: how many people, how fast, how much goes wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    """Of all that is left to chance: what goes wrong, and when."""
    seconds: float
    """How long people are at work; then all that is under way is waited for."""
    rate: float
    """Updates a second that people aim at, all together."""
    talkers: int
    """People who fill in a form, go back and fill in again."""
    movers: int
    requests: int
    """Of each mover, one after the other."""
    payers: int
    invoices: int
    """Of each payer."""
    withholders: int
    slips: int
    """Of each company that withholds tax, one after the other."""
    runners: int
    """Processes of this part; of the others there is one each."""
    kills: int
    """SIGKILLs for each process."""
    restarts: int
    """Of PostgreSQL, as after a crash, evenly spread."""
    faults: float
    """Calls to Telegram a second that are made to go wrong."""
    outage: float
    """Seconds for which Telegram answers nothing but 502."""
    put_out: float
    """Seconds for which the bot is out of the staff chat; another bot does it."""
    repeated: float = 0.02
    """Share of the updates that are delivered twice."""
    patience: float = 300.0
    """Seconds that a person waits for an answer, and everybody in the end for quiet."""


LONG = Plan(
    seed=1, seconds=180, rate=200, talkers=300, movers=20, requests=3, payers=20, invoices=4,
    withholders=10, slips=3, runners=2, kills=4, restarts=2, faults=3, outage=40, put_out=20,
)  # fmt: skip
SHORT = Plan(
    seed=1, seconds=15, rate=40, talkers=12, movers=2, requests=1, payers=2, invoices=1,
    withholders=2, slips=1, runners=1, kills=1, restarts=1, faults=1.5, outage=2, put_out=2,
)  # fmt: skip
