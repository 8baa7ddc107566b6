"""What ``assistant buktipotong read`` prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assistant.__main__ import main
from assistant.documents.slip_json import slip_as_json, slip_from_json
from assistant.domain.withholding.model import Slip, SlipParty
from sandbox.slip_specimen import Mistake, spoiled, write_slip
from tests.documents.slip_samples import SLIP

KEYS = [
    *("file", "number", "masa", "status", "version", "final", "payee", "withholder", "facility"),
    *("kind", "object_code", "base", "rate", "amount", "document", "issued", "signer", "link"),
    "unread",
]


def test_a_slip_is_one_object_a_line(tmp_path: Path):
    file = tmp_path / "slip.pdf"
    file.write_bytes(write_slip(SLIP))
    printed = CliRunner().invoke(main, ["buktipotong", "read", str(file)])
    assert printed.exit_code == 0
    line = json.loads(printed.stdout)
    assert list(line) == KEYS
    assert (line["number"], line["masa"], line["status"]) == ("2600A1B2C", "2026-01", "NORMAL")
    assert (line["base"], line["rate"], line["amount"]) == (400_000, 2, 8_000)
    assert line["payee"] == {
        "npwp": "0012345674012000",
        "nitku": "0012345674012000000000",
        "name": "PENYEDIA AWAN FIKTIF",
    }
    assert line["document"] == {
        "kind": "Faktur Pajak",
        "number": "04002600000000123",
        "date": "2026-01-15",
    }
    assert line["unread"] == []


def test_what_is_no_slip_is_said_file_by_file(tmp_path: Path):
    text, slip = tmp_path / "text.pdf", tmp_path / "slip.pdf"
    text.write_text("hello")
    slip.write_bytes(write_slip(SLIP))
    files = [str(path) for path in (tmp_path / "nowhere.pdf", text, slip)]
    printed = CliRunner().invoke(main, ["buktipotong", "read", *files])
    assert printed.exit_code == 1
    lines = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [line.get("unreadable") for line in lines] == ["no-file", "not-pdf", None]


@pytest.mark.parametrize(
    "change",
    [
        {"number": 7},
        {"masa": "2026-13"},
        {"status": "RAHASIA"},
        {"version": "0"},
        {"base": "400000"},
        {"base": True},
        {"rate": float("inf")},
        {"payee": {"npwp": 7, "nitku": None, "name": None}},
        {"document": None},
        {"issued": "besok"},
        {"unread": [1]},
    ],
)
def test_what_a_worker_cannot_have_read_is_not_believed(change: dict[str, Any]):
    with pytest.raises((KeyError, TypeError, ValueError)):
        slip_from_json(slip_as_json(SLIP) | change)


def test_json_and_back_is_the_same():
    unread = Slip(
        *(None,) * 5,
        SlipParty(),
        SlipParty(nik="3171011708450001"),
        *(None,) * 6,
        SLIP.document,
        *(None,) * 3,
        unread=("masa",),
    )
    for slip in (SLIP, unread, *(spoiled(SLIP, mistake) for mistake in Mistake)):
        assert slip_from_json(json.loads(json.dumps(slip_as_json(slip)))) == slip
