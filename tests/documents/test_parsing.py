from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.layout import Layout, Word
from assistant.documents.parsing import parse_faktur_pages
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur
from tests.documents.placed import PAGE_BREAK, parse_placed
from tests.documents.samples import LINK, QR

TEXT = (Path(__file__).parent / "fixtures" / "wrapped.txt").read_text(encoding="utf-8")


def test_parties_are_read_across_wrapped_lines() -> None:
    read = parse_placed(TEXT)
    assert read.seller.name == "CAHAYA FIKTIF"
    assert read.seller.npwp == "0012345674012000"
    assert read.seller.nitku == "0012345674012000000000"
    assert read.seller.address.endswith("REKAAN, KOTA SURABAYA, JAWA TIMUR 60111")
    assert read.buyer.name == "SUMBER CONTOH ABADI SEJAHTERA BERSAMA"
    assert read.buyer.nitku == "0029998887423000000012"
    assert read.buyer.address.endswith("SLEMAN, DI YOGYAKARTA 55281")
    assert read.buyer.address.startswith("JL KHAYALAN NO 5 #B, RT 000")
    assert read.buyer.email == "pajak.masukan@sumber-contoh-abadi.example"
    assert (read.buyer.nik, read.buyer.passport, read.buyer.other_id) == ("", "", "")


def test_items_are_read_wherever_their_number_stands() -> None:
    first, second = parse_placed(TEXT).items
    assert first.name == "Server khayalan seri 9 dengan penyimpanan 2 x 960 GB (rak 12, slot 3)"
    assert first.unit == "Bulan"
    assert first.quantity == 1
    assert first.amount == 1000000
    assert second.name == "Alamat IP tambahan Rp 50.000 per buah"
    assert second.unit == "Lainnya"
    assert second.price == 50000
    assert second.quantity == 6
    assert second.discount == 50000
    assert second.amount == 300000


@pytest.mark.parametrize(
    "line",
    [
        "1 160105 (rak 12, slot 3) 1.000.000,00\nRp 1.000.000,00 x 1,00 Bulan",
        "(rak 12, slot 3)\n1 160105 Rp 1.000.000,00 x 1,00 Bulan 1.000.000,00",
        "(rak 12, slot 3) 1 160105 1.000.000,00\nRp 1.000.000,00 x 1,00 Bulan",
        "(rak 12, slot 3)\nRp 1.000.000,00 x 1,00 Bulan 1 160105 1.000.000,00",
    ],
)
def test_an_items_number_and_amount_may_stand_at_the_height_of_any_line(line: str) -> None:
    usual = "(rak 12, slot 3)\nRp 1.000.000,00 x 1,00 Bulan\n1 160105 1.000.000,00"
    assert usual in TEXT
    assert parse_placed(TEXT.replace(usual, line)).items == parse_placed(TEXT).items


def test_an_item_that_does_not_add_up_is_not_read() -> None:
    read = parse_placed(TEXT.replace("1 160105 1.000.000,00", "1 160105 1.100.000,00"))
    assert "items" in read.unread


def test_number_totals_signature_and_reference_are_read() -> None:
    read = parse_placed(TEXT, [LINK, QR])
    assert read.number is not None
    assert str(read.number) == "04012600000004567"
    assert read.number.is_replacement
    assert read.harga_jual == 1300000
    assert read.potongan == 50000
    assert read.dpp == 1145833
    assert read.ppn == 137500
    assert read.ppnbm == 0
    assert read.uang_muka == 0
    assert (read.place, read.date) == ("KOTA SURABAYA", date(2026, 3, 2))
    assert read.signer == "WAKIL REKAAN, S.E."
    assert read.reference == "INV-2026-004567 (lunas)"
    assert read.link == LINK
    assert read.qr is not None
    assert read.qr.dpp == Decimal(1145833)
    assert read.unread == ()


def test_no_reference_is_none_and_not_missed() -> None:
    for printed in ("(Referensi: )\n", "(Referensi: -)\n", ""):
        read = parse_placed(TEXT.replace("(Referensi: INV-2026-004567 (lunas))\n", printed))
        assert read.reference is None
        assert read.signer == "WAKIL REKAAN, S.E."
        assert read.unread == ("qr", "link")


@pytest.mark.parametrize(
    ("printed", "instead", "field"),
    [
        ("04012600000004567", "0401260000000456", "number"),
        ("NPWP : 0029998887423000", "NPWP : 002999888742300", "buyer_npwp"),
        ("NPWP : 0029998887423000", "NPWP : -", "buyer_npwp"),
        ("Nama : SUMBER CONTOH", "Nama : -\nNama : SUMBER", "buyer_name"),
        ("2\nMaret 2026", "31\nFebruari 2026", "date"),
        ("2\nMaret 2026", "2\nMarch 2026", "date"),
        ("Pajak 1.145.833,00", "Pajak 1,145,833.00", "dpp"),
        ("Nilai) 137.500,00", "Nilai)", "ppn"),
        ("Mewah) 0,00", "Mewah)", "ppnbm"),
        ("2 160105 300.000,00", "3 160105 300.000,00", "items"),
        ("x 6,00 Lainnya", "x enam Lainnya", "items"),
        ("1 dari 1", "1 dari 2", "pages"),
        ("WAKIL REKAAN,\nS.E.\n", "", "signer"),
        ("NIK : -", "NIK : 31710117", "buyer_nik"),
        ("NIK : -\n", "", "buyer_nik"),
        ("Nomor Paspor : -", "Paspor : -", "buyer_passport"),
        ("Email: pajak", "Surel: pajak", "buyer_email"),
        ("423000000012", "42300000001", "buyer_nitku"),
        ("#0012345674012000000000", "#001234567401200000000", "seller_nitku"),
        ("Alamat : JL KHAYALAN", "Alamat : -\nAlamat : JL KHAYALAN", "buyer_address"),
        ("Alamat : JALAN REKAAN", "Alamatnya JALAN REKAAN", "seller_address"),
        ("Dikurangi Uang Muka yang", "Dikurangi uang yang", "uang_muka"),
        ("(Referensi: INV-2026-004567 (lunas))", "(Referensi: INV-2026-004567", "reference"),
    ],
)
def test_what_is_not_as_it_must_be_is_said_to_be_unread(
    printed: str, instead: str, field: str
) -> None:
    assert printed in TEXT
    assert field in parse_placed(TEXT.replace(printed, instead, 1), [LINK, QR]).unread


@pytest.mark.parametrize(
    ("codes", "unread"),
    [
        ([], ("qr", "link")),
        ([QR], ("link",)),
        ([QR, QR, LINK], ()),
        ([QR, QR.replace("137.500", "137.501"), LINK], ("qr",)),
        ([QR, LINK.replace("coretaxdjp.pajak.go.id", "coretaxdjp.contoh.example")], ("link",)),
        ([LINK, "APPROVED"], ("qr",)),
    ],
)
def test_each_qr_code_counts_only_when_it_is_the_one(
    codes: list[str], unread: tuple[str, ...]
) -> None:
    assert parse_placed(TEXT, codes).unread == unread


def test_an_item_may_go_on_on_the_next_page() -> None:
    read = parse_placed(PAGE_BREAK.join(two_pages()), [LINK, QR])
    assert read.items == parse_placed(TEXT).items
    assert (read.pages, read.unread) == (2, ())


def test_the_header_of_the_table_may_stand_on_each_page() -> None:
    start, end = TEXT.index("Kode Harga Jual"), TEXT.index("Server khayalan")
    repeated = TEXT.replace("Alamat IP tambahan", TEXT[start:end] + "Alamat IP tambahan")
    assert parse_placed(repeated).items == parse_placed(TEXT).items


NOTICE = TEXT[TEXT.index("Pemberitahuan:") :]


def two_pages() -> tuple[str, str]:
    """Parted within the items."""
    head, tail = TEXT.split("(rak 12, slot 3)\n")
    first = f"{head}{NOTICE.replace('1 dari 1', '1 dari 2')}"
    return first, f"(rak 12, slot 3)\n{tail.replace('1 dari 1', '2 dari 2')}"


def test_pages_in_the_other_order_are_read_as_they_are_numbered() -> None:
    first, second = two_pages()
    backward = parse_placed(second + PAGE_BREAK + first, [LINK, QR])
    assert backward == parse_placed(first + PAGE_BREAK + second, [LINK, QR])
    assert backward.unread == ()


def test_of_pages_in_any_other_order_only_what_is_sure_is_read() -> None:
    first, second = two_pages()
    start = second.index("Alamat IP")
    middle, last = second[:start], second[start:]
    read = parse_placed(PAGE_BREAK.join((last, first, middle)), [LINK, QR])
    assert read.number is not None
    assert (read.items, read.dpp) == ((), None)
    assert {"items", "dpp", "ppn", "reference", "date", "pages"} <= set(read.unread)


def test_a_page_before_the_faktur_is_none_of_it() -> None:
    cover = "SURAT PENGANTAR\nInvoice INV-2026-999999\nJakarta, 30 November 2026\n"
    read = parse_placed(cover + PAGE_BREAK + TEXT, [LINK, QR])
    assert read.unread == ("pages",)
    assert replace(read, unread=(), pages=1) == parse_placed(TEXT, [LINK, QR])


@pytest.mark.parametrize("address", ["file:///tmp/a.html", "https://mail.contoh.example/?q=1"])
def test_what_a_browser_prints_around_a_page_is_none_of_the_faktur(address: str) -> None:
    first, second = (
        f"11/29/26, 8:27 PM\n{page}{address} {at}/2\n" for at, page in enumerate(two_pages(), 1)
    )
    assert parse_placed(first + PAGE_BREAK + second, [LINK, QR]).unread == ()


@pytest.mark.parametrize(
    ("whole", "parted"),
    [
        ("(Pajak Penjualan atas Barang Mewah) 0,00",
         "(Pajak Penjualan atas Barang 0,00\nMewah)"),
        ("Dasar Pengenaan Pajak 1.145.833,00", "Dasar Pengenaan 1.145.833,00\nPajak"),
        ("Jumlah PPN (Pajak Pertambahan Nilai) 137.500,00",
         "Jumlah PPN (Pajak\n137.500,00\nPertambahan Nilai)"),
        ("Harga Jual / Penggantian / Uang Muka / Termin 1.300.000,00",
         "Harga Jual / 1.300.000,00\nPenggantian /\nUang Muka / Termin"),
        ("Dikurangi Uang Muka yang telah diterima", "Dikurangi Uang Muka\nyang telah diterima"),
    ],
)  # fmt: skip
def test_the_label_of_a_total_may_go_on_beside_or_below_its_amount(whole: str, parted: str) -> None:
    assert whole in TEXT
    assert parse_placed(TEXT.replace(whole, parted)) == parse_placed(TEXT)


def test_two_amounts_at_one_label_are_none() -> None:
    parted = "Dasar Pengenaan 1.145.833,00\nPajak 1.000.000,00"
    read = parse_placed(TEXT.replace("Dasar Pengenaan Pajak 1.145.833,00", parted))
    assert read.dpp is None
    assert "dpp" in read.unread


def test_an_email_with_something_else_behind_it_is_not_read() -> None:
    read = parse_placed(TEXT.replace("abadi.example", "abadi.example\nDasar 9.999,00: x"))
    assert read.buyer.email == ""
    assert "buyer_email" in read.unread


def test_what_may_be_a_piece_of_the_reference_signs_nothing() -> None:
    read = parse_placed(TEXT.replace("WAKIL REKAAN,\nS.E.", "WAKIL REKAAN INV-2026-1)"))
    assert read.signer is None
    assert "signer" in read.unread


def test_with_an_address_its_nitku_is_unread() -> None:
    twice = TEXT.replace("NPWP : 0029998887423000", "Alamat : JL LAIN\nNPWP : 0029998887423000")
    assert {"buyer_address", "buyer_nitku"} <= set(parse_placed(twice).unread)
    noise = TEXT.replace("#0029998887\n423000000012", "#OO2999888742300OO00012")
    assert "buyer_nitku" in parse_placed(noise).unread


def test_two_fakturs_side_by_side_are_several() -> None:
    beside = "\n".join(f"{line}      {line}" for line in TEXT.splitlines())
    with pytest.raises(UnreadableFaktur) as caught:
        parse_placed(beside)
    assert caught.value.code is Unreadable.SEVERAL_FAKTURS


def test_two_fakturs_in_one_text_are_refused() -> None:
    with pytest.raises(UnreadableFaktur) as caught:
        parse_placed(TEXT + PAGE_BREAK + TEXT.replace("4567", "4568"))
    assert caught.value.code is Unreadable.SEVERAL_FAKTURS


@pytest.mark.parametrize("text", ["", "Faktur Pajak", "Surat jalan\nNama : A", PAGE_BREAK * 9])
def test_another_text_is_no_faktur(text: str) -> None:
    with pytest.raises(UnreadableFaktur) as caught:
        parse_placed(text)
    assert caught.value.code is Unreadable.NOT_FAKTUR


@given(st.data())
def test_lines_left_out_or_doubled_raise_nothing_else(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(TEXT.splitlines()), max_size=80))
    try:
        read = parse_placed("\n".join(lines), [QR])
    except UnreadableFaktur:
        return
    assert read.number is None or str(read.number) == "04012600000004567"


@given(st.integers(0, len(TEXT.splitlines()) - 1))
def test_a_lost_line_never_turns_into_another_amount_or_buyer(index: int) -> None:
    lines = TEXT.splitlines()
    del lines[index]
    try:
        read = parse_placed("\n".join(lines), [QR])
    except UnreadableFaktur:
        return
    whole = parse_placed(TEXT, [QR])
    assert read.buyer.npwp in ("", whole.buyer.npwp)
    assert read.seller.npwp in ("", whole.seller.npwp)
    for field in ("number", "date", "harga_jual", "dpp", "ppn", "ppnbm"):
        assert getattr(read, field) in (None, getattr(whole, field))


def test_a_down_payment_is_read() -> None:
    label = "Dikurangi Uang Muka yang telah diterima"
    read = parse_placed(TEXT.replace(label, f"{label} 100.000,00"))
    assert read.uang_muka == 100000


def line(text: str, top: float, left: float = 20.0) -> tuple[Word, ...]:
    return (Word(text, left, top, left + 90, top + 8),)


def test_what_stands_between_labels_is_nobodys() -> None:
    """An address of two lines whose label is level with neither."""
    value = 150.0
    page = (
        line("Kode dan Nomor Seri Faktur Pajak: 04002600000000123", 0),
        line("Pengusaha Kena Pajak:", 12),
        line("Pembeli Barang Kena Pajak/Penerima Jasa Kena Pajak:", 24),
        line("Nama : SINAR RAHMA", 36),
        line("JL KHAYALAN NO 5", 48, value),
        line("Alamat :", 54),
        line("SLEMAN #0029998887423000000000", 60, value),
        line("NPWP : 0029998887423000", 72),
    )
    read = parse_faktur_pages([Layout(page, ())])
    assert (read.buyer.name, read.buyer.address, read.buyer.npwp) == ("", "", "0029998887423000")
    assert {"buyer_name", "buyer_address"} <= {*read.unread}
