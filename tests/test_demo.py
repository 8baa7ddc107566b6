"""The demo's own files; the journey through it is in ``e2e``."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assistant.app.settings import PortalKind, load_settings
from assistant.app.structure import load_structure
from sandbox.demo import TOKEN, _environment, _free_port, _whmcs, _write_settings
from sandbox.whmcs import clients
from sandbox.whmcs.fake import BASE
from sandbox.whmcs.seed import DEPARTMENTS


def test_its_settings_can_be_used_by_other_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = _environment(tmp_path, "postgresql:///demo?host=/run/with spaces", 0)
    file = _write_settings(tmp_path, environment)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("ASSISTANT_ENV_FILE", str(file))
    settings = load_settings()
    assert settings.required("BOT_TOKEN") == TOKEN
    assert settings.required("DATABASE_URL") == environment["ASSISTANT_DATABASE_URL"]
    assert settings.required("FAKTUR_SECRET") == environment["ASSISTANT_FAKTUR_SECRET"]


def test_over_whmcs_its_settings_fit_the_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = _environment(tmp_path, "postgresql:///demo", 0)
    environment |= _whmcs(tmp_path, environment["DEMO_URL"])
    monkeypatch.setenv("ASSISTANT_ENV_FILE", str(_write_settings(tmp_path, environment)))
    settings = load_settings()
    assert settings.portal is PortalKind.WHMCS
    assert settings.whmcs_url == environment["DEMO_URL"] + BASE
    structure = load_structure(settings)
    kept = structure.whmcs.custom_fields.model_dump()
    ids = [clients.TAX_NAME, clients.TAX_ADDRESS, clients.TAX_NITKU, clients.TAX_EMAIL]
    assert [str(kept[name]) for name in ("name", "address", "nitku", "email")] == ids
    assert str(kept["kind"]) == clients.TAX_KIND
    assert set(structure.departments) <= {name for name, _ in DEPARTMENTS}


def test_a_port_that_is_none_becomes_a_free_one() -> None:
    assert 0 < _free_port(99999) < 65536
