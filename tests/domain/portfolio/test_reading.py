"""Lists as people write them, in ways that differ."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.portfolio.model import MissedReason, Reading
from assistant.domain.portfolio.reading import read_rows, read_text


def told(reading: Reading) -> dict[str, list[str]]:
    """By the company's name (and its e-mail), its services."""
    return {
        " ".join(part for part in (one.name, one.email) if part): sorted(one.services)
        for one in reading.companies
    }


TWO = {"PT Maju Jaya": ["satu.example"], "CV Sinar": ["dua.example"]}
ONE = {"PT Maju Jaya": ["dua.example", "satu.example"]}
MAILED = {
    "PT Maju Jaya fin@maju.example": ["satu.example"],
    "CV Sinar adm@sinar.example": ["dua.example"],
}

WAYS = [
    ("satu.example → PT Maju Jaya\ndua.example → CV Sinar", TWO),
    ("satu.example ke PT Maju Jaya\ndua.example ke CV Sinar", TWO),
    ("1. satu.example => PT Maju Jaya\n2. dua.example => CV Sinar", TWO),
    ("satu.example\tPT Maju Jaya\ndua.example\tCV Sinar", TWO),
    ("PT Maju Jaya: satu.example\nCV Sinar: dua.example", TWO),
    ("PT Maju Jaya\nsatu.example\n\nCV Sinar\ndua.example", TWO),
    ("• satu.example ➜ PT Maju Jaya ✅\n• dua.example ➜ CV Sinar", TWO),
    ("satu.example -> PT Maju Jaya; dua.example -> CV Sinar", TWO),
    ("tolong satu.example dipindahkan ke PT Maju Jaya dan dua.example ke CV Sinar ya", TWO),
    ("### PT Maju Jaya\n* https://satu.example/\n### CV Sinar\n* www.dua.example", TWO),
    ("PT Maju Jaya <- satu.example\nCV Sinar <- dua.example", TWO),
    ("Perusahaan,Domain\nPT Maju Jaya,satu.example\nCV Sinar,dua.example", TWO),
    ("No;Nama Domain;Klien;Ket\n1;satu.example;PT Maju Jaya;ok\n2;dua.example;CV Sinar;", TWO),
    ("| Situs | Atas nama |\n|:--|--:|\n| satu.example | PT Maju Jaya |\n"
     "| dua.example | CV Sinar |", TWO),
    ("satu.example (dari PT Lama) → PT Maju Jaya\ndua.example (lama) → CV Sinar", TWO),
    ("satu.example | PT Maju Jaya | aktif\ndua.example | CV Sinar | aktif", TWO),
    ("satu.example = “PT Maju Jaya”\ndua.example = 'CV Sinar'", TWO),
    ("SATU.EXAMPLE → PT Maju Jaya\nhttp://dua.example/a?b=1 → CV Sinar", TWO),
    ("satu.example\r\n→ PT Maju Jaya\r\ndua.example\r\n→ CV Sinar", TWO),
    ("satu.example, dua.example → PT Maju Jaya", ONE),
    ("satu.example dan dua.example milik PT Maju Jaya", ONE),
    ("PT Maju Jaya\n- satu.example\n- dua.example", ONE),
    ("PT. Maju Jaya = satu.example\npt maju jaya = dua.example".replace("PT.", "PT"), ONE),
    ("satu.example,\ndua.example → PT Maju Jaya", ONE),
    ("Halo kak,\n\nmohon dibantu pindah domain:\nsatu.example\ndua.example\nke PT Maju Jaya",
     ONE),
    ("please move satu.example and dua.example to PT Maju Jaya, thanks", ONE),
    ("[PT Maju Jaya]\nsatu.example\ndua.example", ONE),
    ("satu.example dari PT Induk Lama ke PT Maju Jaya\ndua.example → PT Maju Jaya", ONE),
    ("satu.example → PT Maju Jaya <fin@maju.example>\ndua.example → CV Sinar, adm@sinar.example",
     MAILED),
    ("Email\tPT\tDomain\nfin@maju.example\tPT Maju Jaya\tsatu.example\n"
     "adm@sinar.example\tCV Sinar\tdua.example", MAILED),
    ("PT Maju Jaya (fin@maju.example)\nsatu.example\nCV Sinar (adm@sinar.example)\ndua.example",
     MAILED),
    ("PT Maju Jaya: fin@maju.example\nCV Sinar: adm@sinar.example\n"
     "satu.example → PT Maju Jaya\ndua.example → CV Sinar", MAILED),
    ("satu.example → PT Maju Jaya\nPT Maju Jaya = fin@maju.example\n"
     "dua.example → adm@sinar.example\nCV Sinar = adm@sinar.example", MAILED),
    ("satu.example, dua.example = keuangan@maju.example",
     {"keuangan@maju.example": ["dua.example", "satu.example"]}),
    ("VPS Kilat 2 → PT Maju Jaya", {"PT Maju Jaya": ["VPS Kilat 2"]}),
    ("toko-kami.co.id → PT Maju Jaya", {"PT Maju Jaya": ["toko-kami.co.id"]}),
    ("satu.example → Maju Jaya Abadi, Tbk", {"Maju Jaya Abadi, Tbk": ["satu.example"]}),
    ("Domain: satu.example\nPerusahaan: PT Maju Jaya\n\nDomain: dua.example\n"
     "Perusahaan: CV Sinar", TWO),
    ("Klien: PT Maju Jaya\nDomain: satu.example\nKlien: CV Sinar\nDomain: dua.example", TWO),
    ("“satu.example”,“PT Maju Jaya”\n“dua.example”,“CV Sinar”", TWO),
    ("ubah satu.example dr PT Lama jadi PT Maju Jaya\ndua.example jadi CV Sinar", TWO),
    ("PT Maju Jaya (email: fin@maju.example)\n satu.example\nCV Sinar - adm@sinar.example\n"
     " dua.example (jangan lupa)", MAILED),
    ("PT Maju Jaya\nsatu.example\nadm@sinar.example\ndua.example",
     {"PT Maju Jaya": ["satu.example"], "adm@sinar.example": ["dua.example"]}),
    ("satu[.]example → PT Maju Jaya (Persero)", {"PT Maju Jaya (Persero)": ["satu.example"]}),
    ("satu.example: Toko Melati", {"Toko Melati": ["satu.example"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WAYS, ids=[text[:40] for text, _ in WAYS])
def test_a_list_is_read_however_it_is_written(text: str, wanted: dict[str, list[str]]):
    assert told(read_text(text)) == wanted


def test_a_merged_cell_means_the_company_above():
    rows = [
        ["Daftar pindah", "", ""],
        ["Perusahaan", "Layanan", "Surel"],
        ["PT Maju Jaya", "satu.example", "fin@maju.example"],
        ["", "dua.example", ""],
    ]
    assert told(read_rows(rows)) == {
        "PT Maju Jaya fin@maju.example": ["dua.example", "satu.example"]
    }


def test_a_cell_may_hold_several_services():
    rows = [["domain", "company"], ["satu.example\ndua.example, tiga.example", "Acme Ltd"]]
    assert told(read_rows(rows)) == {"Acme Ltd": ["dua.example", "satu.example", "tiga.example"]}


def test_the_column_of_the_old_owner_is_not_the_new_one():
    rows = [["Pemilik lama", "Domain", "Pemilik baru"], ["PT Lama", "satu.example", "PT Baru"]]
    assert told(read_rows(rows)) == {"PT Baru": ["satu.example"]}


def test_what_stands_under_two_companies_goes_to_neither():
    reading = read_text("satu.example → PT Maju\nsatu.example → CV Sinar")
    assert all(not one.services for one in reading.companies)
    assert [missed.why for missed in reading.missed] == [MissedReason.TWO_COMPANIES]


def test_a_service_without_a_company_is_given_back():
    reading = read_text("satu.example\ndua.example → PT Maju")
    assert told(reading) == {"PT Maju": ["dua.example"]}
    assert [(one.text, one.why) for one in reading.missed] == [
        ("satu.example", MissedReason.NO_COMPANY)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "satu.example milik PT Maju, dua.example juga, tiga.example milik CV Sinar",
        "CV Lain\nsatu.example → PT Maju dan PT Sinar",
        "CV Lain\nsatu.example → ???",
    ],
)
def test_what_is_unclear_is_given_back_and_goes_to_nobody(line: str):
    reading = read_text(line)
    assert MissedReason.UNCLEAR in [missed.why for missed in reading.missed]
    assert reading.services == 0


@pytest.mark.parametrize(
    "words",
    [
        "kak, saya punya tiga domain nih",
        "mau tanya dulu boleh?",
        "12345",
        "→ → →",
        "lihat lampiran daftar.xlsx ya",
        "terima kasih",
    ],
)
def test_words_that_name_nothing_make_no_company(words: str):
    assert read_text(words).companies == ()


def test_a_thousand_lines_are_read_in_time():
    text = "\n".join(f"situs{n}.example → PT Maju {n % 40}" for n in range(1000))
    began = time.process_time()
    reading = read_text(text)
    assert time.process_time() - began < 2
    assert reading.services == 1000
    assert len(reading.companies) == 40


@pytest.mark.parametrize("hostile", ["a." * 20_000, "(" * 25_000, "→" * 25_000, "\"" * 25_000,
                                     "PT " * 15_000, "a@" * 15_000, ", " * 25_000, "-" * 45_000,
                                     "a.b " * 10_000, "x" * 150_000, "~a" * 15_000,
                                     "Domain: a.example\n" * 2_000, "PT A\na.example\n" * 2_000,
                                     "Terima kasih\n" * 2_000, "<td>" * 10_000])  # fmt: skip
def test_no_text_takes_long(hostile: str):
    began = time.process_time()
    read_text(hostile)
    read_rows([[hostile[:32_000], "PT A"]])
    assert time.process_time() - began < 2


names = st.sampled_from(
    ["Maju", "Jaya", "Sinar", "Abadi", "Karya", "Mandiri", "Nusantara", "Bahari"]
)
companies = st.builds(
    lambda form, words: f"{form} {' '.join(words)}",
    st.sampled_from(["PT", "CV", "UD", "Yayasan"]),
    st.lists(names, min_size=1, max_size=3),
)
hosts = st.builds(
    lambda label, end: f"{label}.{end}",
    st.from_regex(r"[a-z][a-z0-9]{2,10}(-[a-z0-9]{1,5})?", fullmatch=True),
    st.sampled_from(["example", "co.id", "id", "com", "web.id", "or.id"]),
)
wanted = st.dictionaries(
    companies, st.lists(hosts, min_size=1, max_size=4, unique=True), min_size=1, max_size=4
)


def _written(who: dict[str, list[str]], style: int) -> str:
    match style:
        case 0:
            return "\n".join(f"{host} → {name}" for name, all_ in who.items() for host in all_)
        case 1:
            return "\n\n".join("\n".join([f"{name}:", *all_]) for name, all_ in who.items())
        case 2:
            return "\n".join(f"{', '.join(all_)} = {name}" for name, all_ in who.items())
        case 3:
            lines = [f"{host};{name}" for name, all_ in who.items() for host in all_]
            return "\n".join(["Domain;Perusahaan", *lines])
        case 4:
            return "\n".join(f"{name}\t{host}" for name, all_ in who.items() for host in all_)
        case _:
            return "\n".join(f"- {name}: {' '.join(all_)}" for name, all_ in who.items())


@settings(max_examples=150, deadline=None)
@given(wanted, st.integers(0, 5))
def test_what_is_written_is_what_is_read(who: dict[str, list[str]], style: int):
    listed = [host for all_ in who.values() for host in all_]
    if len(set(listed)) != len(listed):
        return  # of two companies: told elsewhere
    assert told(read_text(_written(who, style))) == {
        name: sorted(all_) for name, all_ in who.items()
    }


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_to_its_end(text: str):
    reading = read_text(text)
    assert all(one.title for one in reading.companies)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "[29/11/26 08.12] Budi: tolong dipindah ya\nPT Maju:\n- satu.example,\n• dua.example.",
            {"PT Maju": ["satu.example", "dua.example"]},
            id="whatsapp",
        ),
        pytest.param(
            "Budi Santoso, [29/11/2026 8:12 AM]\nsatu.example → PT Maju\n"
            "29/11/26 08.12 - Siti: dua.example → CV Dua",
            {"PT Maju": ["satu.example"], "CV Dua": ["dua.example"]},
            id="telegram-and-export",
        ),
        pytest.param(
            "> PT Maju\n> - satu.example\n>\n>> CV Dua\n>> 1. dua.example",
            {"PT Maju": ["satu.example"], "CV Dua": ["dua.example"]},
            id="mail-that-quotes",
        ),
        pytest.param(
            "satu.example → PT Maju\ndua.example → sda\ntiga.example = idem\nempat.example → s.d.a."
            '\nlima.example → "\nenam.example → (sama)\ntujuh.example - sama dengan atas',
            {
                "PT Maju": [
                    f"{n}.example"
                    for n in ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh")
                ]
            },
            id="same-again",
        ),
        pytest.param(
            "| Domain | Perusahaan |\n|---|---|\n| satu.example | PT A |\n"
            "| dua.example | sda |\n| Total | 2 |",
            {"PT A": ["satu.example", "dua.example"]},
            id="same-again-in-a-table",
        ),
        pytest.param(
            "No\tDomain\tPerusahaan\n1\tsatu.example\tPT A\n2\tdua.example\t\nJumlah\t2\t",
            {"PT A": ["satu.example", "dua.example"]},
            id="total-row",
        ),
        pytest.param(
            "PT A\nsatu.example\nTotal: 1 domain\nPT Total Solusi\ndua.example\n"
            "Total Prima: a.example",
            {
                "PT A": ["satu.example"],
                "PT Total Solusi": ["dua.example"],
                "Total Prima": ["a.example"],
            },
            id="total-line-and-a-company-called-so",
        ),
        pytest.param(
            "satu.example → PT MAJU JAYA\ndua.example → Maju Jaya\n"
            "tiga.example → P.T. maju jaya, Tbk",
            {"PT MAJU JAYA": ["satu.example", "dua.example", "tiga.example"]},
            id="with-and-without-its-form",
        ),
        pytest.param(
            "satu.example → PT Maju\ndua.example → CV Maju\ntiga.example → Maju",
            {"PT Maju": ["satu.example"], "CV Maju": ["dua.example"], "Maju": ["tiga.example"]},
            id="two-that-may-be-meant",
        ),
        pytest.param(
            "PT Maju (2 domain):\nsatu.example - exp 12/2026\n_dua.example_ *perpanjang*",
            {"PT Maju": ["satu.example", "dua.example"]},
            id="notes-beside",
        ),
        pytest.param(
            "*PT Maju*\n_satu.example_\n```dua.example```",
            {"PT Maju": ["satu.example", "dua.example"]},
            id="marked-up",
        ),
        pytest.param(
            "büro.example → PT Kantor\nxn--bro-hoa.example → PT Kantor",
            {"PT Kantor": ["büro.example"]},
            id="idn-once",
        ),
    ],
)
def test_lists_as_they_are_copied_from_elsewhere(text: str, wanted: dict[str, list[str]]) -> None:
    found = {one.name: list(one.services) for one in read_text(text).companies if one.services}
    assert {name: sorted(services) for name, services in found.items()} == {
        name: sorted(services) for name, services in wanted.items()
    }


def test_what_is_crossed_out_is_shown_and_goes_to_nobody() -> None:
    reading = read_text("PT Maju\n~satu.example~\ndua.example")
    assert told(reading) == {"PT Maju": ["dua.example"]}
    assert [missed.text for missed in reading.missed] == ["~satu.example~"]


def test_five_thousand_lines_are_read_within_seconds() -> None:
    text = "\n".join(f"situs{n}.example\tPT Nomor {n % 400}" for n in range(5_000))
    began = time.process_time()
    reading = read_text(text)
    assert time.process_time() - began < 5
    assert sum(len(one.services) for one in reading.companies) == 2_000, "the most of one plan"
    assert len(reading.companies) == 400
