from __future__ import annotations

from assistant.documents.jsonout import as_json
from assistant.documents.reading import read_faktur
from assistant.documents.specimen import write_specimen
from tests.documents.samples import SPECIMEN


def test_a_read_faktur_is_one_flat_object_of_texts() -> None:
    data = as_json(read_faktur(write_specimen(SPECIMEN)))
    shown: dict[str, object] = {
        "number": "04002600000000123",
        "seller_npwp": "0012345674012000",
        "buyer_npwp": "0029998887423000",
        "buyer_nik": None,
        "date": "2026-01-15",
        "dpp": "366667.00",
        "ppn": "44000.00",
        "reference": "INV-2026-000123",
        "replacement": False,
        "unread": [],
    }
    assert {name: data[name] for name in shown} == shown
    assert data["items"][1]["discount"] == "25000.00"
    assert data["qr"]["status"] == "APPROVED"
