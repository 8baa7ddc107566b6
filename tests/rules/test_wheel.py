"""The wheel holds the product and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TAKEN = ("assistant", "migrations", "pyproject.toml", "setup.py", "README.md", "LICENSE")
LARGEST = 1_500_000
"""Bytes."""
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"

needs_setuptools = pytest.mark.skipif(
    int(version("setuptools").partition(".")[0]) < 77, reason="pyproject.toml needs setuptools 77"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without a network, from a copy: building leaves files behind."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in TAKEN:
        if (ROOT / name).is_dir():
            left_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, source / name, ignore=left_out)
        else:
            shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-c", BUILD, str(built)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (found,) = built.glob("*.whl")
    return found


@needs_setuptools
def test_it_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST


@needs_setuptools
def test_it_holds_the_assistant_its_migrations_and_no_sandbox(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    packages = {name.partition("/")[0] for name in names}
    assert {name for name in packages if not name.endswith(".dist-info")} == {"assistant"}
    assert not [name for name in names if "sandbox" in name]
    assert "assistant/migrations/env.py" in names
    assert "assistant/locales/id/akun.ftl" in names
    assert [name for name in names if name.endswith(".ttf")]
