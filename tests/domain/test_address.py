"""A whole address taken apart."""

from __future__ import annotations

from contextlib import suppress

import pytest

from assistant.domain.accounts.address import Address, province_of, read_address
from assistant.domain.accounts.fields import FieldError
from assistant.domain.wilayah import regencies


@pytest.mark.parametrize(
    ("typed", "street", "city", "province", "postcode"),
    [
        (
            "Alamat lengkap: Jl. Asia Afrika 8, Bandung, Kode Pos: 40111",
            "Jl. Asia Afrika 8", "Bandung", "Jawa Barat", "40111",
        ),
        (
            "Jl. Melati No. 12 RT 001 RW 002, Gambir, Jakarta Pusat 10110",
            "Jl. Melati No. 12 RT 001 RW 002, Gambir", "Jakarta Pusat", "DKI Jakarta", "10110",
        ),
        ("Jl. Teuku Umar 8 Banda Aceh 23243", "Jl. Teuku Umar 8", "Banda Aceh", "Aceh", "23243"),
        ("Jl. Iskandar Muda 8 Aceh", "Jl. Iskandar Muda 8 Aceh", "", "", ""),
        (
            "Jl Asia Afrika 8 Bandung 40111",
            "Jl Asia Afrika 8", "Bandung", "Jawa Barat", "40111",
        ),
        (
            "Perum Griya Indah Blok C5/12\nKec. Cilodong\nKota Depok, Jabar 16415, Indonesia.",
            "Perum Griya Indah Blok C5/12, Kec. Cilodong", "Kota Depok", "Jawa Barat", "16415",
        ),
        (
            "Ruko Sentra 5; Kabupaten Sleman; DI Yogyakarta; Kode Pos: 55281",
            "Ruko Sentra 5", "Kabupaten Sleman", "DI Yogyakarta", "55281",
        ),
        ("Jl. Kaliurang 5, Sleman, Yogyakarta", "Jl. Kaliurang 5", "Sleman", "DI Yogyakarta", ""),
        (
            "Jl. Malioboro 1, Yogyakarta 55213",
            "Jl. Malioboro 1", "Yogyakarta", "DI Yogyakarta", "55213",
        ),
        (
            "Jl. Sudirman Kav. 52-53 SCBD Jaksel 12190",
            "Jl. Sudirman Kav. 52-53 SCBD", "Jakarta Selatan", "DKI Jakarta", "12190",
        ),
        (
            "Jl. Kebon Sirih 1, Jakarta Pusat, Jakarta",
            "Jl. Kebon Sirih 1", "Jakarta Pusat", "DKI Jakarta", "",
        ),
        ("Jl. Nani 3, Gorontalo 96115", "Jl. Nani 3", "Gorontalo", "Gorontalo", "96115"),
        ("Jl. Bogor 30, Cinere, Depok", "Jl. Bogor 30, Cinere", "Depok", "Jawa Barat", ""),
        ("Jl. Raya Bogor", "Jl. Raya Bogor", "", "", ""),
        ("Jl. Bandung 40111", "Jl. Bandung", "", "", "40111"),
        ("Jl. Merdeka No. 12345", "Jl. Merdeka No. 12345", "", "", ""),
        ("Jl. Mawar 3, 40111 Bandung", "Jl. Mawar 3", "Bandung", "Jawa Barat", "40111"),
        ("Jl. Pahlawan 7, Serpong 15310", "Jl. Pahlawan 7, Serpong", "", "", "15310"),
        ("Jl. Veteran 9, Kota Banjar", "Jl. Veteran 9", "Kota Banjar", "Jawa Barat", ""),
        ("Jl. Veteran 9, Banjar", "Jl. Veteran 9", "Banjar", "", ""),
        ("JL. GAJAH MADA 1 - DENPASAR - BALI", "JL. GAJAH MADA 1", "DENPASAR", "Bali", ""),
        ("  jl. \u200emawar\t3 ,, surabaya ,", "jl. mawar 3", "surabaya", "Jawa Timur", ""),
        ("Jl. Thamrin 9, Central Jakarta", "Jl. Thamrin 9", "Jakarta Pusat", "DKI Jakarta", ""),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(
    typed: str, street: str, city: str, province: str, postcode: str
) -> None:
    assert read_address(typed) == Address(street, city, province, postcode)


@pytest.mark.parametrize("typed", ["", "\u200b", "40111", "Bandung, 40111", ",,,", "x" * 300])
def test_without_a_street_there_is_no_address(typed: str) -> None:
    with suppress(FieldError):
        assert read_address(typed).street


def test_every_regency_is_known_at_the_end_of_an_address() -> None:
    for name, _ in regencies():
        found = read_address(f"Jl. Anggrek No. 7, RT 02/05, {name}, 12345")
        assert (found.street, found.city) == ("Jl. Anggrek No. 7, RT 02/05", name)
        assert found.province == province_of(name) != ""


def test_the_name_of_several_places_names_no_province() -> None:
    assert province_of("Banjar") == province_of("Serpong") == province_of("") == ""
