"""What the doctor says of WHMCS: each ailment by its name, and each permission by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app.doctor import PORTAL_CHECKS, examine
from assistant.app.settings import load_settings
from assistant.app.structure import Structure
from assistant.portal.whmcs.permissions import PROBES
from tests.whmcs import FakeWhmcs, running_whmcs


@pytest.fixture
async def whmcs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeWhmcs]:
    async with running_whmcs(tmp_path) as whmcs:
        monkeypatch.setenv("ASSISTANT_ENV_FILE", "")
        for name, value in whmcs.settings.items():
            monkeypatch.setenv(name, value)
        yield whmcs


async def says(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = await examine(load_settings(), Structure(), PORTAL_CHECKS)
    return code, capsys.readouterr().out


async def test_all_is_well_and_nothing_was_changed(
    whmcs: FakeWhmcs, capsys: pytest.CaptureFixture[str]
) -> None:
    before = await whmcs.admin.overview()
    code, said = await says(capsys)
    assert code == 0
    assert said.count("may be called") == len(PROBES)
    assert await whmcs.admin.overview() == before
    assert whmcs.inside.books.rows("SELECT * FROM note") == []
    assert {one["action"] for one in whmcs.calls()} >= {probe.action for probe in PROBES}


async def test_an_action_that_the_role_lacks_is_named(
    whmcs: FakeWhmcs, capsys: pytest.CaptureFixture[str]
) -> None:
    allowed = [probe.action for probe in PROBES if probe.action not in ("OpenTicket", "AddClient")]
    whmcs.set_up(permissions=allowed)
    code, said = await says(capsys)
    assert code == 1
    assert "the API role lacks AddClient, OpenTicket" in said
    assert "OpenTicket: MAY NOT BE CALLED" in said


@pytest.mark.parametrize(
    ("setting", "value", "what"),
    [
        ("WHMCS_URL", "http://127.0.0.1:1", "ASSISTANT_WHMCS_URL"),
        ("WHMCS_SECRET", "salah", "ASSISTANT_WHMCS_SECRET"),
        ("WHMCS_IDENTIFIER", "lain", "ASSISTANT_WHMCS_IDENTIFIER"),
        ("WHMCS_SECRET", "", "ASSISTANT_WHMCS_SECRET is not set"),
    ],
)
async def test_a_wrong_setting_is_named(
    whmcs: FakeWhmcs,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    value: str,
    what: str,
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{setting}", value)
    code, said = await says(capsys)
    assert code == 1
    assert what in said


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        ({"allowed_ips": ["192.0.2.1"]}, "API IP Access Restriction"),
        ({"api_access": False}, '"API Access"'),
    ],
)
async def test_who_is_kept_out_is_told_by_what(
    whmcs: FakeWhmcs, capsys: pytest.CaptureFixture[str], spoil: dict[str, Any], what: str
) -> None:
    whmcs.set_up(**spoil)
    code, said = await says(capsys)
    assert code == 1
    assert what in said


async def test_maintenance_is_named(whmcs: FakeWhmcs, capsys: pytest.CaptureFixture[str]) -> None:
    await whmcs.sim.fault("whmcs:*", kind="maintenance", times=10)
    assert "maintenance mode" in (await says(capsys))[1]
