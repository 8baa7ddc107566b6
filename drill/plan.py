"""What one drill does: how many people, how fast, how much goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sandbox.updates import CALLBACK_LIFE


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
    portal: Literal["embedded", "whmcs"] = "embedded"
    whmcs_faults: float = 0.0
    """Calls to WHMCS a second that are made to go wrong."""
    whmcs_away: float = 0.0
    """Seconds for which WHMCS shows its maintenance page."""
    unreadable: float = 0.02
    """Share of the updates with a part in them that nobody can read."""
    repeated: float = 0.02
    """Share of the updates that are delivered twice."""
    tap_lives: float = CALLBACK_LIFE
    """Seconds: so long a tap lives at Telegram, and when nothing came of it people tap again."""
    patience: float = 300.0
    """Seconds that a person waits for an answer, and everybody in the end for quiet."""


LONG = Plan(
    seed=1, seconds=180, rate=200, talkers=300, movers=20, requests=3, payers=20, invoices=4,
    withholders=10, slips=3, runners=2, kills=4, restarts=2, faults=3, outage=40, put_out=20,
    portal="whmcs", whmcs_faults=1.0, whmcs_away=20,
)  # fmt: skip
SHORT = Plan(
    seed=1, seconds=15, rate=40, talkers=12, movers=2, requests=1, payers=2, invoices=1,
    withholders=2, slips=1, runners=1, kills=1, restarts=1, faults=1.5, outage=5, put_out=2,
    portal="whmcs", whmcs_faults=1.0, whmcs_away=2, tap_lives=4, unreadable=0.05,
)  # fmt: skip
