"""What we serialize is what PHP reads: by the stand-in's reader, and by PHP itself."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess

import pytest

from assistant.portal.whmcs.parsing import serialized
from sandbox.whmcs.php import unserialized

FIELDS = {11: 'PT "Maju"; Jaya', 12: "Jl. Ümläut №1\nbaris dua", 13: "", 14: 's:1:"x";', 15: "🚀"}
READS = "echo json_encode(unserialize(base64_decode(stream_get_contents(STDIN))));"


def test_the_stand_in_reads_it() -> None:
    expected = {str(id_): value for id_, value in FIELDS.items()}
    assert unserialized(base64.b64decode(serialized(FIELDS))) == expected
    assert unserialized(base64.b64decode(serialized({}))) == {}


@pytest.mark.skipif(shutil.which("php") is None, reason="needs php")
def test_php_reads_it() -> None:
    ran = subprocess.run(
        ["php", "-r", READS], input=serialized(FIELDS), capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == {str(id_): value for id_, value in FIELDS.items()}


@pytest.mark.parametrize(
    "raw", [b"", b"a:1:{}", b'a:1:{i:1;s:9:"kurang";}', b"O:1:{}", b"a:1:{i:1;}", b"a:1:{i:1;x;}"]
)
def test_what_is_no_array_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unserialized(raw)
