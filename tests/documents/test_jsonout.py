from __future__ import annotations

import json

from assistant.documents.jsonout import as_json, from_json
from assistant.documents.parsing import parse_faktur_text
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


def test_it_survives_json_whether_all_was_read_or_next_to_nothing() -> None:
    label = "Kode dan Nomor Seri Faktur Pajak: ?\nPengusaha Kena Pajak:\n"
    bare = parse_faktur_text(label + "Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:")
    assert bare.number is None
    for read in (read_faktur(write_specimen(SPECIMEN)), bare):
        assert from_json(json.loads(json.dumps(as_json(read)))) == read
