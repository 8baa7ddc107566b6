"""The letter that asks for a move, read back by pdfium."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.letter import write_letter
from assistant.domain.transfers.letter import TransferLetter
from assistant.domain.transfers.model import MovedService
from assistant.texts import Texts

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="kilat_bot")
SERVICE = MovedService("domain-12", "contoh.example", "domain")
LETTER = TransferLetter(
    number="PND-7F3KQ2MX",
    asked_at=datetime(2026, 11, 24, 18, 0, tzinfo=UTC),
    sender="PT Maju Jaya Fiktif",
    sender_email="budi@majujaya.example",
    services=(SERVICE, MovedService("service-7", "VPS Kilat 2 (vps1.contoh.example)", "server")),
    destination="",
    destination_email="keuangan@contoh.example",
)


def pages(letter: TransferLetter) -> list[str]:
    document = pdfium.PdfDocument(write_letter(letter, TEXTS))
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_letter_says_who_asks_for_what_and_where_to() -> None:
    [page] = pages(LETTER)
    for shown in (
        "SURAT PERMOHONAN PEMINDAHAN LAYANAN",
        "PND-7F3KQ2MX",
        "25 November 2026",
        "Tim Layanan Pelanggan CloudKilat",
        "PT Maju Jaya Fiktif",
        "budi@majujaya.example",
        "contoh.example",
        "VPS Kilat 2 (vps1.contoh.example)",
        "Server",
        "keuangan@contoh.example",
        "Hormat kami,",
        "Halaman 1 dari 1",
    ):
        assert shown in page


def test_the_destinations_company_is_named_only_when_it_is_known() -> None:
    [page] = pages(replace(LETTER, destination="PT Tujuan Fiktif"))
    assert page.count("Nama\r\n") + page.count("Nama :") == 2
    assert "PT Tujuan Fiktif" in page


@pytest.mark.parametrize("count", [1, 8, 9, 10, 11, 12, 13, 14, 15, 40, 100])
def test_many_services_go_on_over_pages_and_the_signature_never_stands_alone(count: int) -> None:
    names = [f"contoh-{number}.example" for number in range(count)]
    services = tuple(MovedService(f"domain-{name}", name, "domain") for name in names)
    shown = pages(replace(LETTER, services=services))
    assert all(any(name in page for page in shown) for name in names)
    for number, page in enumerate(shown, start=1):
        assert f"Halaman {number} dari {len(shown)}" in page
        assert ("Layanan\r\n" in page or "Layanan Jenis" in page) == ("Jenis" in page)
    assert "Demikian surat permohonan ini" in shown[-1]
    assert "tanda tangan" in shown[-1]


def test_the_same_letter_has_the_same_bytes() -> None:
    assert write_letter(LETTER, TEXTS) == write_letter(LETTER, TEXTS)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400), st.emails())
def test_any_name_and_address_can_be_drawn(sender: str, service: str, email: str) -> None:
    letter = replace(
        LETTER,
        sender=sender,
        destination=sender,
        services=(replace(SERVICE, name=service),),
        destination_email=email,
    )
    assert "Hormat kami," in pages(letter)[-1]
