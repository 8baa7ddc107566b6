"""The short form of ``make drill``."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from drill.plan import SHORT
from drill.play import drill

pytestmark = [pytest.mark.drill, pytest.mark.timeout(1500)]


async def test_kills_crashes_faults_and_repeats_lose_nothing_and_do_nothing_twice() -> None:
    with tempfile.TemporaryDirectory(prefix="assistant-drill-") as name:
        os.chmod(name, 0o711)  # as root, PostgreSQL is another user
        outcome = await drill(SHORT, Path(name), print)
    assert outcome.fine, str(outcome)
