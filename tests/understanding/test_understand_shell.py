"""``assistant understand`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.__main__ import main


def understood(lines: bytes, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["understand", "--today", "2026-11-29", *options, "-"], input=lines
    )


def test_a_line_in_is_a_line_out() -> None:
    texts = ["faktur bulan lalu PT Kopi Senja\ndong", "hapus akun saya", "halo"]
    result = understood("".join(json.dumps(text) + "\n" for text in texts).encode())
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {
            "text": texts[0],
            "route": "faktur-find",
            "entities": {"month": "2026-10", "company": "PT Kopi Senja"},
        },
        {"text": texts[1], "route": "ambiguous", "entities": {"offer": ["hapus", "human"]}},
        {"text": texts[2], "route": "smalltalk", "entities": {}},
    ]


def test_a_file_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "phrases.jsonl"
    file.write_text('"INV-2026-000123"', encoding="utf-8")
    result = CliRunner().invoke(main, ["understand", str(file)])
    assert json.loads(result.stdout)["entities"] == {"invoice": "INV-2026-000123"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"halo", "not a JSON string"),
        (b"", "not a JSON string"),
        (b"12", "expected"),
        (b'["halo"]', "expected"),
        (b'"\xff"', "not a JSON string"),
        (b"[" * 100_000, "not a JSON string"),
        (b'"' + b"a" * 1_000_001 + b'"', "more than"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_others_go_on(line: bytes, says: str) -> None:
    result = understood(line + b'\n"halo"\n')
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["line"] == 1
    assert says in first["error"]
    assert second["route"] == "smalltalk"
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\u202e\u2066",
        "😀" * 3000,
        "a" * 500_000,
        "\ud800",
        "\x00",
        "{}",
        "\ufeff",
        "\u0000\u200b?",
    ],
)
def test_any_string_has_a_route(text: str) -> None:
    result = understood((json.dumps(text) + "\n").encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"] == text
    assert json.loads(result.stdout)["route"] in ("smalltalk", "human")


def test_a_day_that_is_none_is_refused() -> None:
    result = CliRunner().invoke(main, ["understand", "--today", "29-11-2026", "-"])
    assert result.exit_code == 2
    assert "29-11-2026" in result.stderr
