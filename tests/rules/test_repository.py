"""What must not get into the repository."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.rules.source import PRODUCT, ROOT, python_files, tree

LARGEST = 1_000_000
"""Bytes."""
WIDTH = 120
"""Characters of a line in the docs."""
INDEX = re.compile(r"pypi[.]org|pythonhosted[.]org|--(?:extra-)?index-url|--find-links", re.I)
BUILD_MACHINE = re.compile(r"(?<![\w./~-])/(?:root|home|work|Users)/\w")


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path != Path(__file__)]


def _lines(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in _tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    return found


def test_no_file_names_a_package_index():
    assert _lines(INDEX) == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on():
    assert _lines(BUILD_MACHINE) == []


def test_no_file_is_large():
    assert [path.name for path in _tracked() if path.stat().st_size > LARGEST] == []


def test_every_requirement_is_pinned_with_a_hash():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = re.sub(r"(?m)^ *#.*\n", "", path.read_text()).replace("\\\n", " ")
        loose = [line[:60] for line in text.splitlines() if line and "--hash=sha256:" not in line]
        assert loose == []


def test_every_package_says_what_it_is():
    folders = {path.parent for path in python_files()}
    silent = [
        str(folder.relative_to(ROOT))
        for folder in sorted(folders)
        if not (folder / "__init__.py").is_file()
        or not ast.get_docstring(tree(folder / "__init__.py"))
    ]
    assert PRODUCT in folders
    assert silent == []


def test_no_line_of_the_docs_is_longer_than_the_page():
    """But for tables, pictures, and what is shown as it is."""
    long = []
    for path in _tracked():
        prose = re.sub(r"(?ms)^```.*?^```$", "", path.read_text()) if path.suffix == ".md" else ""
        lines = [line for line in prose.splitlines() if not re.match(r" *(\||!\[|<img)", line)]
        long += [f"{path.relative_to(ROOT)}: {x[:40]}" for x in lines if len(x) > WIDTH]
    assert long == []
