"""A specimen is written, read back, and says what it was written from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import cycle, islice

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents.lines import printable
from assistant.documents.reading import read_faktur
from assistant.documents.specimen import write_specimen
from assistant.domain.fakturs.comparing import ExpectedFaktur, MismatchCode, check
from assistant.domain.fakturs.paper import (
    FakturItem,
    FakturSpecimen,
    NomorFaktur,
    ReadFaktur,
    Unreadable,
    UnreadableFaktur,
)
from assistant.domain.money import in_sen
from tests.documents.samples import DOMAIN, EXPECTED, SPECIMEN, VPS


def read(spec: FakturSpecimen) -> ReadFaktur:
    return read_faktur(write_specimen(spec))


def test_a_specimen_says_what_it_was_written_from() -> None:
    back = read(SPECIMEN)
    assert back.unread == ()
    for field in ("number", "seller", "buyer", "date", "place", "signer", "items", "reference"):
        assert getattr(back, field) == getattr(SPECIMEN, field)
    assert back.dpp == SPECIMEN.dpp == Decimal(366667)
    assert back.ppn == SPECIMEN.ppn == Decimal(44000)
    assert back.pages == 1


def test_a_specimen_passes_the_gate_of_its_own_invoice_only() -> None:
    assert check(read(SPECIMEN), EXPECTED).passed
    other = replace(EXPECTED, buyer_npwp="0098765431441000", invoice_number="INV-2026-000124")
    codes = {mismatch.code for mismatch in check(read(SPECIMEN), other).blocking}
    assert codes == {MismatchCode.BUYER_NPWP, MismatchCode.REFERENCE}


def test_a_status_other_than_approved_is_held() -> None:
    findings = check(read(replace(SPECIMEN, status="CANCELED")), EXPECTED)
    assert [mismatch.code for mismatch in findings.blocking] == [MismatchCode.STATUS]


def test_the_same_specimen_has_the_same_bytes() -> None:
    assert write_specimen(SPECIMEN) == write_specimen(SPECIMEN)
    assert write_specimen(SPECIMEN) != write_specimen(replace(SPECIMEN, reference="INV-2"))


def test_pages_have_the_size_of_f4_and_say_which_they_are() -> None:
    document = pdfium.PdfDocument(write_specimen(replace(SPECIMEN, items=(VPS, DOMAIN) * 20)))
    texts = [page.get_textpage().get_text_range() for page in document]
    sizes = {page.get_size() for page in document}
    document.close()
    assert len(texts) > 3
    assert [f"{i} dari {len(texts)}" in text for i, text in enumerate(texts, 1)] == [True] * len(
        texts
    )
    assert [round(side, 1) for size in sizes for side in size] == [609.4, 935.4]


def test_only_the_first_page_has_the_head_and_only_the_last_the_notice() -> None:
    document = pdfium.PdfDocument(write_specimen(replace(SPECIMEN, items=(VPS, DOMAIN) * 20)))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    heads = ["Kode dan Nomor Seri" in text for text in texts]
    notices = ["Pemberitahuan:" in text for text in texts]
    assert heads == [True] + [False] * (len(texts) - 1)
    assert notices == [False] * (len(texts) - 1) + [True]


def test_lines_break_where_coretax_breaks_them() -> None:
    """By the widths of its columns; the page's number is glued to the notice."""
    address = (
        "JL CONTOH RAYA NO 10, RT 001, RW 002, CONTOH, CONTOH BARU, KOTA ADM. JAKARTA "
        "SELATAN, DKI JAKARTA 12345"
    )
    spec = replace(SPECIMEN, seller=replace(SPECIMEN.seller, address=address))
    document = pdfium.PdfDocument(write_specimen(spec))
    text = document[0].get_textpage().get_text_range().splitlines()
    document.close()
    for line in (
        "SELATAN, DKI JAKARTA 12345",
        "40111 #0029998887423000000000",
        "2026",
        "secara elektronik sehingga tidak diperlukan tanda tangan basah pada Faktur Pajak ini.",
        "dikenai sanksi sesuai dengan Pasal 14 ayat (4) UU KUP.",
    ):
        assert line in text
    [notice] = [line for line in text if line.startswith("Pemberitahuan:")]
    assert notice.endswith("persetujuan sesuai 1 dari 1")


def test_the_mark_of_a_specimen_is_drawn_and_not_written() -> None:
    document = pdfium.PdfDocument(write_specimen(SPECIMEN))
    text = document[0].get_textpage().get_text_range()
    picture = document[0].render(scale=1, grayscale=True).to_pil()
    document.close()
    assert "SPESIMEN" not in text
    greys = picture.histogram()
    assert greys[232] > 5000  # the strokes cover a fair part of the page


@pytest.mark.parametrize("count", [1, 2, 7, 8, 12, 60])
def test_any_number_of_items_comes_back(count: int) -> None:
    spec = replace(SPECIMEN, items=tuple((VPS, DOMAIN)[i % 2] for i in range(count)))
    back = read(spec)
    assert back.items == spec.items
    assert back.unread == ()


def test_no_reference_is_none() -> None:
    assert read(replace(SPECIMEN, reference="")).reference is None


def test_a_person_is_named_by_nik() -> None:
    buyer = replace(SPECIMEN.buyer, npwp="3171011708450001", nik="3171011708450001")
    assert read(replace(SPECIMEN, buyer=buyer)).buyer.nik == "3171011708450001"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("PT 日本 Ëlite Łódź Nguyễn", "PT □□ Ëlite Łódź Nguyễn"),
        ("王小明", "□□□"),
        ("ООО Москва", "ООО Москва"),  # noqa: RUF001
        ("Ελλάδα Α.Ε. → Հայ", "Ελλάδα Α.Ε. → □□□"),  # noqa: RUF001
        ("PT 🚀\u200d🧑\ufe0f", "PT □□"),
        ("ＰＴ Ｃｏｎｔｏｈ № ﬁ", "PT Contoh № fi"),  # noqa: RUF001
        ("e\u0301\u200b\u202eX", "éX"),
        ("\U000e0041\ufeff日", "□"),
    ],
)
def test_a_name_in_any_script_is_drawn_or_shows_as_boxes(name: str, shown: str) -> None:
    back = read(replace(SPECIMEN, buyer=replace(SPECIMEN.buyer, name=name)))
    assert back.buyer.name == shown
    assert back.qr is not None
    assert back.qr.buyer_name == shown[:20].strip()
    assert back.unread == ()


def test_a_document_embeds_the_fonts_that_it_needs() -> None:
    plain = write_specimen(SPECIMEN)
    wide = write_specimen(replace(SPECIMEN, buyer=replace(SPECIMEN.buyer, name="Ё Łódź")))
    assert (plain.count(b"/FontFile2"), wide.count(b"/FontFile2")) == (1, 2)


@pytest.mark.parametrize("name", ["ÀÀ", "ş", "PT Łódź", "PT Nguyễn", "PT 日本"])
def test_the_qr_code_names_letters_of_any_alphabet_as_the_print_does(name: str) -> None:
    back = read(replace(SPECIMEN, buyer=replace(SPECIMEN.buyer, name=name)))
    assert back.qr is not None
    assert back.qr.buyer_name == back.buyer.name


def test_a_name_of_5000_characters_runs_over_pages_and_comes_back() -> None:
    for name in ("PANJANG " * 625, "X" * 5000):
        spec = replace(
            SPECIMEN,
            buyer=replace(SPECIMEN.buyer, name=name),
            items=(replace(VPS, name=name),),
        )
        back = read(spec)
        assert "".join(back.buyer.name.split()) == "".join(name.split())
        assert "".join(back.items[0].name.split()) == "".join(name.split())
        assert back.unread == ()


@pytest.mark.parametrize(
    "name",
    [
        "PT NPWP : 0098765431441000",
        "PT X #0012345674012000# Y",
        "PT (Referensi: INV-1) Potongan Harga = Rp 0,00",
        "PT Dasar Pengenaan Pajak 1.000,00",
        "PT Pemberitahuan: 1 dari 7",
        "PT-CONTOH - SATU - DUA -",
    ],
)
def test_a_name_that_looks_like_the_form_changes_nothing_else(name: str) -> None:
    back = read(replace(SPECIMEN, buyer=replace(SPECIMEN.buyer, name=name)))
    assert back.buyer.name == name
    assert back.buyer.npwp == SPECIMEN.buyer.npwp
    assert (back.dpp, back.ppn) == (SPECIMEN.dpp, SPECIMEN.ppn)
    assert back.qr is not None


LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÉÑÖßşž0123456789&.,'()/-+"
SIDE_BY_SIDE = {
    "Latin, Greek, Cyrillic": (0xC0, 0x481),
    "Runic, which no font of ours has": (0x16A0, 0x16F0),
    "Han": (0x4E00, 0x4EFF),
    "Hangul": (0xAC00, 0xD7A3),
    "emoji": (0x1F600, 0x1F64F),
}
"""Scripts that come back letter by letter; others change places in a PDF."""
words = st.one_of(
    st.text(LATIN, min_size=1, max_size=18),
    *(
        st.text(st.characters(min_codepoint=first, max_codepoint=last, categories=["L", "N", "So"]))
        .map(lambda text: text[:18])
        .filter(bool)
        for first, last in SIDE_BY_SIDE.values()
    ),
)


def lines(most: int) -> st.SearchStrategy[str]:
    """Words of any script, ``-`` alone excepted: it means that nothing is there."""
    return st.lists(words, min_size=1, max_size=most).map(" ".join).filter(lambda line: line != "-")


names = lines(8)
addresses = lines(60)
rupiah = st.integers(0, 999_999_999).map(Decimal)


@st.composite
def items(draw: st.DrawFn) -> FakturItem:
    price, quantity = draw(rupiah), Decimal(draw(st.integers(1, 99)))
    amount = in_sen(price * quantity)
    discount = in_sen(amount * draw(st.integers(0, 100)) / 100)
    unit = draw(st.sampled_from(["Bulan", "Tahun", "Lainnya"]))
    return FakturItem(draw(names), "160105", unit, price, quantity, discount, amount)


@st.composite
def specimens(draw: st.DrawFn) -> FakturSpecimen:
    some = draw(st.lists(items(), min_size=1, max_size=4))
    return replace(
        SPECIMEN,
        number=NomorFaktur(
            "04", f"{draw(st.integers(0, 3)):02}", f"26{draw(st.integers(0, 10**11 - 1)):011}"
        ),
        seller=replace(SPECIMEN.seller, name=draw(names), address=draw(addresses)),
        buyer=replace(SPECIMEN.buyer, name=draw(names), address=draw(addresses)),
        date=draw(st.dates(date(2025, 1, 1), date(2035, 12, 31))),
        items=tuple(islice(cycle(some), draw(st.integers(1, 60)))),
        reference=draw(st.integers(1, 999_999).map("INV-2026-{:06}".format)),
    )


def glued(text: str) -> str:
    """As it is printed, without spaces: where a line was broken they cannot be told."""
    return "".join(printable(text).split())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(specimens())
def test_whatever_is_written_is_read_back_and_passes(spec: FakturSpecimen) -> None:
    back = read(spec)
    assert back.unread == ()
    for field in ("number", "date", "place", "signer", "reference"):
        assert getattr(back, field) == getattr(spec, field)
    for party, written in ((back.seller, spec.seller), (back.buyer, spec.buyer)):
        assert glued(party.name) == glued(written.name)
        assert glued(party.address) == glued(written.address)
        assert (party.npwp, party.nitku) == (written.npwp, written.nitku)
        assert party.email == written.email
    for total in ("harga_jual", "potongan", "dpp", "ppn"):
        assert getattr(back, total) == getattr(spec, total)
    assert [replace(item, name=glued(item.name)) for item in back.items] == [
        replace(item, name=glued(item.name)) for item in spec.items
    ]
    expected = ExpectedFaktur(
        seller_name=spec.seller.name,
        seller_npwp=spec.seller.npwp,
        buyer_npwp=spec.buyer.npwp,
        buyer_name=spec.buyer.name,
        invoice_number=spec.reference,
        subtotal=spec.harga_jual - spec.potongan,
    )
    assert check(back, expected).blocking == ()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_name_and_item_can_be_drawn_and_no_other_npwp_is_read(name: str, item: str) -> None:
    spec = replace(
        SPECIMEN, buyer=replace(SPECIMEN.buyer, name=name), items=(replace(VPS, name=item),)
    )
    try:
        back = read(spec)
    except UnreadableFaktur as error:
        assert error.code in (Unreadable.NOT_FAKTUR, Unreadable.SEVERAL_FAKTURS)  # noqa: PT017
        return
    assert back.buyer.npwp in ("", spec.buyer.npwp)
    assert back.dpp in (None, spec.dpp)


@pytest.mark.parametrize("name", ["PT NOTA RETUR JAYA", "BUKTI POTONG SEJAHTERA"])
def test_a_party_called_like_another_document_is_a_party(name: str) -> None:
    spec = replace(
        SPECIMEN,
        seller=replace(SPECIMEN.seller, name=name),
        buyer=replace(SPECIMEN.buyer, name=name),
    )
    back = read(spec)
    assert (back.seller.name, back.buyer.name, back.unread) == (name, name, ())
