"""Values beside their labels in a table, wherever in its row each label stands."""

from __future__ import annotations

import pytest

from assistant.documents.label_cells import by_cells
from assistant.documents.layout import Layout, Word, rows_of
from assistant.documents.parsing import parse_faktur_pages
from assistant.domain.fakturs.paper import ReadFaktur

LABELS = {"name": "Nama :", "address": "Alamat :", "npwp": "NPWP :", "passport": "Nomor Paspor :"}
LEFT, COLUMN, WIDE, HIGH = 40.0, 150.0, 6.0, 10.0


def words(text: str, middle: float, left: float = LEFT) -> list[Word]:
    found = []
    for word in text.split():
        right = left + WIDE * len(word)
        found.append(Word(word, left, middle - HIGH / 2, right, middle + HIGH / 2))
        left = right + WIDE
    return found


def table(*rows: tuple[str, list[str]], align: float, gap: float, label: int = 2) -> list[Word]:
    """``align``: 0 for labels at the top, 0.5 at the middle; ``gap`` between rows; each word of a
    label that has more of them than ``label`` stands on a line of its own."""
    drawn: list[Word] = []
    top = 100.0
    for name, values in rows:
        names = [name] if len(name.split()) <= label else name.split()
        lines = max(len(names), len(values))
        for texts, left in ((names, LEFT), (values, COLUMN)):
            begins = top + align * (lines - len(texts)) * 12
            for at, text in enumerate(texts):
                drawn += words(text, begins + 12 * at, left)
        top += 12 * lines + gap
    return drawn


ADDRESS = ["JL KHAYALAN RAYA NO 5 RT 001", "RW 002 DESA CONTOH KABUPATEN", "SLEMAN"]
ROWS = (
    ("Nama :", ["SINAR RAHMA"]),
    ("Alamat :", ADDRESS),
    ("NPWP :", ["0029998887423000"]),
    ("Nomor Paspor :", ["-"]),
)
READ = {
    "name": ["SINAR RAHMA"],
    "address": ADDRESS,
    "npwp": ["0029998887423000"],
    "passport": ["-"],
}


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize("align", [0, 0.5, 1])
@pytest.mark.parametrize("label", [2, 3])
def test_gaps_between_rows_say_whose_a_line_is(lines: int, align: float, label: int) -> None:
    rows = [(name, ADDRESS[:lines] if name == "Alamat :" else value) for name, value in ROWS]
    found = by_cells(rows_of(table(*rows, align=align, gap=3, label=label)), LABELS)
    assert found == READ | {"address": ADDRESS[:lines]}


def test_without_gaps_a_label_at_the_middle_is_known_by_the_columns_width() -> None:
    assert by_cells(rows_of(table(*ROWS, align=0.5, gap=0, label=3)), LABELS) == READ


@pytest.mark.parametrize("label", [2, 3, 1])
def test_without_gaps_a_value_that_begins_beside_its_label_is_known_by_the_room_it_left(
    label: int,
) -> None:
    assert by_cells(rows_of(table(*ROWS, align=0, gap=0, label=label)), LABELS) == READ


def test_without_gaps_a_line_without_room_may_be_of_either_value() -> None:
    full = "JL KHAYALAN RAYA NO 5 RT 0012"
    rows = [("Nama :", [full]), ("Alamat :", [full, full]), *ROWS[2:]]
    assert by_cells(rows_of(table(*rows, align=0, gap=0, label=1)), LABELS) is None


def test_a_label_wider_than_its_column_reaches_over_it() -> None:
    drawn = table(*ROWS, align=0, gap=3)
    moved = [
        word._replace(right=COLUMN - 2) if word.text in ("Alamat", "Paspor") else word
        for word in drawn
        if word.text != ":"
    ]
    colons = [
        word._replace(text=":", left=COLUMN - 4, right=COLUMN - 2)
        for word in drawn
        if word.text in ("Nama", "NPWP")
    ]
    assert by_cells(rows_of([*moved, *colons]), LABELS) == READ


def test_a_colon_that_touches_its_value_is_the_labels() -> None:
    rows = [(name.removesuffix(" :"), [f":{v[0]}", *v[1:]]) for name, v in ROWS]
    found = by_cells(rows_of(table(*rows, align=0, gap=3, label=2)), LABELS)
    assert found == READ


@pytest.mark.parametrize(
    "rows",
    [
        [("Nama :", ["SINAR"]), ("Alamat :", ADDRESS), ("Alamat :", ADDRESS)],
        [("Nama :", ["SINAR"]), ("Catatan :", ADDRESS), ("NPWP :", ["1"])],
        [("Nama : SINAR", [""]), ("RAHMA", [""]), ("NPWP : 1", [""])],
    ],
    ids=["twice", "another", "no column"],
)
def test_what_is_no_such_table_is_left(rows: list[tuple[str, list[str]]]) -> None:
    assert by_cells(rows_of(table(*rows, align=0, gap=3, label=9)), LABELS) is None


def page(*lines: str, party: list[Word], below: tuple[str, ...] = ()) -> Layout:
    top = max(word.bottom for word in party) + 12
    drawn = [word for at, line in enumerate(lines) for word in words(line, 20 + 12 * at)]
    drawn += [word for at, line in enumerate(below) for word in words(line, top + 12 * at)]
    return Layout(rows_of([*drawn, *party]), ())


HEAD = (
    "Kode dan Nomor Seri Faktur Pajak: 04002600000000123",
    "Pengusaha Kena Pajak:",
    "Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:",
)
TABLE = (
    "No. Kode Barang/ Jasa Nama Barang Kena Pajak / Jasa Kena Pajak "
    "Harga Jual / Penggantian / Uang Muka / Termin (Rp)"
)
TOTALS = (
    "Harga Jual / Penggantian / Uang Muka / Termin 431.000,00",
    "Dikurangi Potongan Harga 0,00",
    "Dikurangi Uang Muka yang telah diterima",
    "Dasar Pengenaan Pajak 395.083,00",
    "Jumlah PPN (Pajak Pertambahan Nilai) 47.410,00",
    "Jumlah PPnBM (Pajak Penjualan atas Barang Mewah) 0,00",
)
SENTENCE = (
    "Sesuai dengan ketentuan yang berlaku, Direktorat Jenderal Pajak mengatur bahwa Faktur Pajak "
    "ini telah ditandatangani secara elektronik sehingga tidak diperlukan tanda tangan basah pada "
    "Faktur Pajak ini."
)
SIGNED = ("KAB. SLEMAN, 29 November 2026", "Ditandatangani secara elektronik", "SITI FIKTIF")
NOTICE = (
    "Pemberitahuan: Faktur Pajak ini telah dilaporkan ke Direktorat Jenderal Pajak dan telah "
    "memperoleh persetujuan sesuai dengan ketentuan peraturan perpajakan yang berlaku.",
    "PERINGATAN: PKP yang membuat Faktur Pajak yang tidak sesuai dengan keadaan yang sebenarnya "
    "dan/atau sesungguhnya sebagaimana dimaksud dalam Pasal 13 ayat (9) UU PPN dikenai",
    "sanksi sesuai dengan Pasal 14 ayat (4) UU KUP.",
)


def read(*pages: tuple[str, ...]) -> ReadFaktur:
    party = table(*ROWS, align=0.5, gap=3)
    layouts = [page(*HEAD, party=party, below=pages[0])]
    for lines in pages[1:]:
        drawn = [word for at, line in enumerate(lines) for word in words(line, 20 + 12 * at)]
        layouts.append(Layout(rows_of(drawn), ()))
    return parse_faktur_pages(layouts)


def test_a_buyers_name_is_not_swollen_by_its_address() -> None:
    buyer = read((TABLE, *TOTALS)).buyer
    assert (buyer.name, buyer.address) == ("SINAR RAHMA", " ".join(ADDRESS))


def test_without_gaps_and_with_wrapped_labels_a_name_is_unread_rather_than_swollen() -> None:
    rows = [*ROWS[:3], ("Nomor Paspor Pembeli :", ["-"])]
    party = table(*rows, align=0.5, gap=0)
    found = parse_faktur_pages([page(*HEAD, party=party, below=(TABLE, *TOTALS))])
    assert {"buyer_name", "buyer_address"} <= {*found.unread}
    assert found.buyer.name == ""


@pytest.mark.parametrize("broken", range(1, 6))
def test_a_header_that_is_repeated_between_the_totals_is_none_of_them(broken: int) -> None:
    found = read((TABLE, *TOTALS[:broken]), (TABLE, *TOTALS[broken:], SENTENCE, *SIGNED))
    amounts = (found.harga_jual, found.potongan, found.uang_muka, found.dpp, found.ppn, found.ppnbm)
    assert amounts == (431_000, 0, 0, 395_083, 47_410, 0)


def test_a_header_whose_first_columns_touch_is_one() -> None:
    found = read((TABLE.replace("No. Kode", "No.Kode"), *TOTALS))
    assert found.harga_jual == 431_000


@pytest.mark.parametrize("reference", [(), ("(Referensi: INV-2026-000012)",)])
@pytest.mark.parametrize("broken", [1, 2])
def test_a_notice_that_goes_on_upon_the_next_page_is_nobodys_name(
    reference: tuple[str, ...], broken: int
) -> None:
    below = (TABLE, *TOTALS, SENTENCE, *SIGNED, *reference, *NOTICE[:broken])
    found = read(below, NOTICE[broken:])
    assert found.signer == "SITI FIKTIF"
    assert found.reference == ("INV-2026-000012" if reference else None)
    assert "reference" not in found.unread
