"""A plan of many companies, led to the end by a person whose processes are killed under them."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from drill.portfolio import Size, play_portfolio
from tests.forked import forked

pytestmark = [pytest.mark.drill, pytest.mark.timeout(3000)]


async def test_each_service_goes_once_where_it_belongs_and_nothing_is_asked_twice() -> None:
    """``ASSISTANT_PLAN_SIZE=200/40/50`` makes it as large as that, with fifty kills. When it fails,
    the folder stays."""
    given = os.environ.get("ASSISTANT_PLAN_SIZE", "6/3/2").split("/")
    services, companies, kills = map(int, (*given, "2")[:3])
    folder = Path(tempfile.mkdtemp(prefix="assistant-drill-"))
    os.chmod(folder, 0o711)  # as root, PostgreSQL is another user
    played = await play_portfolio(Size(services, companies, kills), folder, forked)
    print(played)
    assert played.fine, f"{played}\nThe logs are in {folder}"
    assert played.kills >= kills
    shutil.rmtree(folder, ignore_errors=True)
