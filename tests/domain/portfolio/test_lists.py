"""Lists as people and agencies send them: each read as a person would, and nothing of it lost.

``lists.txt`` holds them: what was sent, and below the line what it means. A line that begins with
a question mark is shown as not understood, with why.
"""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.documents.tables import read_listing
from assistant.domain.portfolio.model import MissedReason, Reading, company_key, service_key
from assistant.domain.portfolio.reading import read_rows, read_text
from assistant.domain.portfolio.tokens import services_in

_WHOLE = (Path(__file__).parent / "lists.txt").read_text()
LISTS = [
    (name, sent.strip("\n"), meant.strip("\n"))
    for name, sent, meant in re.findall(
        r"^=== (.+?)\n(.*?)^---\n(.*?)(?=^=== |\Z)", _WHOLE, re.DOTALL | re.MULTILINE
    )
]


def told(reading: Reading) -> str:
    lines = []
    for one in reading.companies:
        who = f"{one.name} <{one.email}>" if one.email else one.name
        lines.append(f"{who.strip()} ⇐ {', '.join(one.services)}")
    return "\n".join([*lines, *(f"? {missed.why} {missed.text}" for missed in reading.missed)])


@pytest.mark.parametrize(("sent", "meant"), [one[1:] for one in LISTS], ids=[n for n, *_ in LISTS])
def test_a_list_is_read_as_a_person_reads_it(sent: str, meant: str) -> None:
    assert told(read_text(sent)) == meant


@pytest.mark.parametrize("sent", [sent for _, sent, _ in LISTS], ids=[name for name, *_ in LISTS])
def test_no_service_is_dropped(sent: str) -> None:
    """It has a company, or stands among what was not understood."""
    reading = read_text(sent)
    kept = {service_key(name) for one in reading.companies for name in one.services}
    shown = " ".join(missed.text for missed in reading.missed).casefold()
    for line in re.split(r"[\n<>\"]", sent):
        if re.search(r"\b(?:asal|lama|dari)\b|\(lama\)", line):
            continue
        for name in services_in(line):
            assert service_key(name) in kept or name in shown


def test_there_are_enough_of_them() -> None:
    assert len(LISTS) > 150


def written(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    assert book.active is not None
    book.remove(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes) -> dict[str, list[str]]:
    found = read_listing(content)
    reading = read_text(found) if isinstance(found, str) else read_rows(found)
    return {one.name: list(one.services) for one in reading.companies}


def test_a_sheet_may_be_called_like_its_company() -> None:
    head = ["No", "Domain", "PIC"]
    content = written(
        PT_Kopi=[head, [1, "satu.example", "Budi"], [2, "dua.example", "Sari"]],
        CV_Roti=[["tiga.example"]],
    )
    assert read(content) == {
        "PT Kopi": ["satu.example", "dua.example"],
        "CV Roti": ["tiga.example"],
    }


def test_a_company_ends_with_its_sheet() -> None:
    content = written(Data=[["PT Kopi"], ["satu.example"]], Lain=[["dua.example"]])
    assert read(content) == {"PT Kopi": ["satu.example"]}


def test_a_head_may_come_again_under_each_company() -> None:
    head = ["Domain", "Expired"]
    content = written(
        Data=[["Klien: PT Kopi"], head, ["satu.example", "2027-01-01"], [],
              ["Klien: CV Roti"], head, ["dua.example", "2027-01-01"]],
    )  # fmt: skip
    assert read(content) == {"PT Kopi": ["satu.example"], "CV Roti": ["dua.example"]}


def test_names_without_a_form_may_head_the_rows_of_a_sheet() -> None:
    content = written(D=[["Kopi Kita"], ["satu.example"], [], ["Roti Enak"], ["dua.example"]])
    assert read(content) == {"Kopi Kita": ["satu.example"], "Roti Enak": ["dua.example"]}


def test_a_cell_as_long_as_the_format_allows_is_read_whole() -> None:
    names = [f"situs{n}.example" for n in range(400)]
    assert read(written(D=[["PT", "Domain"], ["PT Kopi", ", ".join(names)]])) == {"PT Kopi": names}


def test_a_line_of_any_length_is_read_whole() -> None:
    names = [f"situs{n}.example" for n in range(600)]
    assert read(f"PT Kopi: {', '.join(names)}".encode()) == {"PT Kopi": names}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_any_of_these_encodings_is_read(encoding: str) -> None:
    text = 'Domain;Perusahaan\r\nsatu.example;"PT Kopi; Kita"\r\n'
    assert read(text.encode(encoding)) == {"PT Kopi; Kita": ["satu.example"]}


def test_what_is_beyond_the_lines_of_one_text_is_told() -> None:
    text = "\n".join(f"situs{n}.example → PT Kopi" for n in range(5_010))
    reading = read_text(text)
    assert {missed.why for missed in reading.missed} == {MissedReason.TOO_MANY}
    assert reading.services == 2_000


def test_of_what_is_too_much_to_keep_it_is_told_how_much() -> None:
    reading = read_text("\n".join(f"situs{n}.example" for n in range(1_500)))
    assert len(reading.missed) == 1_000
    assert reading.missed[-1].text == "+501"


_HEADS = ("{0}", "{0}:", "*{0}*", "## {0}", "untuk {0}:", "Klien: {0}", "{0} (2 domain)", "B. {0}")
_BULLETS = ("", "- ", "• ", "1. ", "✅ ", "a. ", "1️⃣ ")
_BETWEEN = (" → ", " = ", ": ", " - ", "\t", " | ", ", ", " ke ", " milik ", " pindah ke ", " >> ")
_REMARKS = (
    "ini juga", "(sudah lunas)", "Status: Aktif", "note: pakai hosting", "👍", "Ini domain utama",
    "Registrar: PT Registrar Indonesia", "Expired Januari 2027", "ok", "Domain utama:",
)  # fmt: skip
_AROUND = ("Halo kak", "mohon dibantu ya 🙏", "Berikut daftarnya:", "Total: 5 domain", "---")


def _listed(rng: random.Random, company: str, hosts: list[str]) -> list[str]:
    """In one of the ways in which a company and its domains are written."""
    match rng.randrange(4):
        case 0:
            bullet, lines = rng.choice(_BULLETS), [rng.choice(_HEADS).format(company)]
            for host in hosts:
                lines.append(bullet + rng.choice((host, host.upper(), f"https://{host}/")))
                lines += [rng.choice(_REMARKS)] if rng.random() < 0.2 else []
            return [*lines, ""]
        case 1:
            sign = rng.choice(_BETWEEN)
            return [rng.choice(_BULLETS) + host + sign + company for host in hosts]
        case 2:
            return [rng.choice((", ", " dan ", " & ")).join(hosts) + " → " + company]
        case _:
            return [f"{company}: {', '.join(hosts)}", ""]


@pytest.mark.parametrize("seed", range(300))
def test_no_service_goes_to_another_company_than_it_was_written_for(seed: int) -> None:
    """However lists are put together; what can't be told is shown."""
    rng = random.Random(seed)
    wanted, lines, below = {}, [rng.choice(_AROUND)], seed % 5 == 0
    for n in range(rng.randint(1, 4)):
        form = rng.choice(("PT", "PT.", "CV", "P.T.", "UD", "Yayasan"))
        company = f"{form} {rng.choice(('Sumber Maju', 'Kopi & Teh', 'JAYA', 'Karya'))} {n}"
        hosts = [f"s{n}x{m}.{rng.choice(('example', 'co.id', 'id'))}" for m in range(1, 4)]
        wanted |= dict.fromkeys(hosts, company_key(company))
        end = rng.choice((company, f"→ {company}", f"ke {company}"))
        lines += [*hosts, end, ""] if below else _listed(rng, company, hosts)
        lines += [rng.choice(_AROUND)] if rng.random() < 0.2 and not below else []
    reading = read_text("\n".join(lines))
    found = {host: company_key(one.name) for one in reading.companies for host in one.services}
    shown = " ".join(missed.text for missed in reading.missed).casefold()
    for host, key in wanted.items():
        assert found.get(host, key) == key, "\n".join(lines)
        assert host in found or host in shown, "\n".join(lines)
    assert len(found) > len(wanted) * 0.6, "\n".join(lines)
