"""The short form of ``make drill``."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from drill.plan import SHORT
from drill.play import drill
from tests.forked import forked

pytestmark = [pytest.mark.drill, pytest.mark.timeout(1500)]


async def test_kills_crashes_faults_and_repeats_lose_nothing_and_do_nothing_twice() -> None:
    """When it fails, the folder stays: each process's log with where its tasks stood, and all that
    waited, with attempts, next time and last error."""
    folder = Path(tempfile.mkdtemp(prefix="assistant-drill-"))
    os.chmod(folder, 0o711)  # as root, PostgreSQL is another user
    outcome = await drill(SHORT, folder, print, forked)
    assert outcome.fine, f"{outcome}\nThe logs are in {folder}"
    shutil.rmtree(folder, ignore_errors=True)
