"""A whole address taken apart."""

from __future__ import annotations

from contextlib import suppress

import pytest

from assistant.domain.accounts.address import Address, province_of, read_address, read_place
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


@pytest.mark.parametrize(
    ("typed", "street", "city", "province", "postcode"),
    [
        ("Jl. Melati No. 12 RT 03/RW 05, Kel. Cipete Utara, Kec. Kebayoran Baru, Jakarta "
         "Selatan, DKI Jakarta 12150",
         "Jl. Melati No. 12 RT 03/RW 05, Kel. Cipete Utara, Kec. Kebayoran Baru",
         "Jakarta Selatan", "DKI Jakarta", "12150"),
        ("Jln Melati 12 RT.003 RW.005 Kel.Cipete Utara Kec.Kebayoran Baru Jaksel 12150",
         "Jln Melati 12 RT.003 RW.005 Kel.Cipete Utara Kec.Kebayoran Baru", "Jakarta Selatan",
         "DKI Jakarta", "12150"),
        ("jalan sudirman kav 52-53 jakarta selatan",
         "jalan sudirman kav 52-53", "Jakarta Selatan", "DKI Jakarta", ""),
        ("12150 Jaksel, Jl. Melati 12", "Jl. Melati 12", "Jakarta Selatan", "DKI Jakarta", "12150"),
        ("12150 Jakarta Selatan, Jl. Melati No. 12",
         "Jl. Melati No. 12", "Jakarta Selatan", "DKI Jakarta", "12150"),
        ("12150, Jl. Melati No. 12, Jakarta Selatan",
         "Jl. Melati No. 12", "Jakarta Selatan", "DKI Jakarta", "12150"),
        ("Ruko Graha Indah Blok B-12\nJl. Raya Darmo 45\nSurabaya 60241\nJawa Timur",
         "Ruko Graha Indah Blok B-12, Jl. Raya Darmo 45", "Surabaya", "Jawa Timur", "60241"),
        ("Jl. Raya Darmo 45, Sby 60241",
         "Jl. Raya Darmo 45", "Surabaya", "Jawa Timur", "60241"),
        ("Jl Raya Darmo 45 SBY",
         "Jl Raya Darmo 45", "Surabaya", "Jawa Timur", ""),
        ("Jl. Kaliurang KM 5,5 No. 12, Sleman, DIY 55281",
         "Jl. Kaliurang KM 5,5 No. 12", "Sleman", "DI Yogyakarta", "55281"),
        ("Jl. Kaliurang KM 5,5 No. 12, Caturtunggal, Depok, Sleman, Daerah Istimewa "
         "Yogyakarta 55281",
         "Jl. Kaliurang KM 5,5 No. 12, Caturtunggal, Depok", "Sleman", "DI Yogyakarta", "55281"),
        ("Jl. Malioboro 5, Yogya 55271",
         "Jl. Malioboro 5", "Yogyakarta", "DI Yogyakarta", "55271"),
        ("Jl. Malioboro 5, Kota Yogyakarta, D.I. Yogyakarta",
         "Jl. Malioboro 5", "Kota Yogyakarta", "DI Yogyakarta", ""),
        ("Jl. Margonda Raya 100, Depok 16424",
         "Jl. Margonda Raya 100", "Depok", "Jawa Barat", "16424"),
        ("Jl. Asia Afrika No. 8, Bandung",
         "Jl. Asia Afrika No. 8", "Bandung", "Jawa Barat", ""),
        ("Jl. Soreang 8, Kab. Bandung, Jawa Barat 40911",
         "Jl. Soreang 8", "Kab. Bandung", "Jawa Barat", "40911"),
        ("Jl. Soreang 8, Kabupaten Bandung",
         "Jl. Soreang 8", "Kabupaten Bandung", "Jawa Barat", ""),
        ("Jl. Cilaki 5 Kota Bandung Jabar 40115",
         "Jl. Cilaki 5", "Kota Bandung", "Jawa Barat", "40115"),
        ("Jl. Pajajaran 10, Bogor",
         "Jl. Pajajaran 10", "Bogor", "Jawa Barat", ""),
        ("Jl. Pajajaran 10 Kota Bogor",
         "Jl. Pajajaran 10", "Kota Bogor", "Jawa Barat", ""),
        ("Perum Griya Asri Blok C5/7, Ds. Sukamaju, Kec. Cikarang Utara, Kab. Bekasi 17530",
         "Perum Griya Asri Blok C5/7, Ds. Sukamaju, Kec. Cikarang Utara", "Kab. Bekasi",
         "Jawa Barat", "17530"),
        ("Jl. Ahmad Yani 1, Bekasi 17141, Jawa Barat, Indonesia",
         "Jl. Ahmad Yani 1", "Bekasi", "Jawa Barat", "17141"),
        ("No. 12 Melati Street, South Jakarta, DKI Jakarta 12150, Indonesia",
         "No. 12 Melati Street", "Jakarta Selatan", "DKI Jakarta", "12150"),
        ("12 Melati St., Kebayoran Baru, Jakarta Selatan City, Jakarta 12150",
         "12 Melati St, Kebayoran Baru", "Jakarta Selatan", "DKI Jakarta", "12150"),
        ("Suite 501, Wisma 46, Jl. Jend. Sudirman Kav. 1, Central Jakarta 10220",
         "Suite 501, Wisma 46, Jl. Jend. Sudirman Kav. 1", "Jakarta Pusat", "DKI Jakarta", "10220"),
        ("Level 20 Menara BCA, Jl. MH Thamrin No.1, Menteng, Jakarta Pusat, Daerah "
         "Khusus Ibukota Jakarta, 10310",
         "Level 20 Menara BCA, Jl. MH Thamrin No.1, Menteng", "Jakarta Pusat", "DKI Jakarta",
         "10310"),
        ("Gedung Cyber 1 Lt. 5, Jl. Kuningan Barat No. 8, Jkt 12710",
         "Gedung Cyber 1 Lt. 5, Jl. Kuningan Barat No. 8", "Jakarta", "DKI Jakarta", "12710"),
        ("Jl. Kuningan Barat No 8, JKT-Sel 12710",
         "Jl. Kuningan Barat No 8", "Jakarta Selatan", "DKI Jakarta", "12710"),
        ("Jl. Kuningan Barat No 8, Jkt Sel",
         "Jl. Kuningan Barat No 8", "Jakarta Selatan", "DKI Jakarta", ""),
        ("Jl. Kuningan Barat No 8 - Jkt. Selatan - 12710",
         "Jl. Kuningan Barat No 8", "Jakarta Selatan", "DKI Jakarta", "12710"),
        ("Jl. Pluit Raya 5, Jakut 14450",
         "Jl. Pluit Raya 5", "Jakarta Utara", "DKI Jakarta", "14450"),
        ("Jl. Daan Mogot KM 11, Jak-Bar",
         "Jl. Daan Mogot KM 11", "Jakarta Barat", "DKI Jakarta", ""),
        ("Jl. Pemuda 9, Jaktim",
         "Jl. Pemuda 9", "Jakarta Timur", "DKI Jakarta", ""),
        ("Komplek BSD Sektor VII, Tangsel, Banten 15310",
         "Komplek BSD Sektor VII", "Tangerang Selatan", "Banten", "15310"),
        ("Jl. Serpong Raya 1, Tangerang Selatan",
         "Jl. Serpong Raya 1", "Tangerang Selatan", "Banten", ""),
        ("Jl. Daan Mogot 5, Kota Tangerang",
         "Jl. Daan Mogot 5", "Kota Tangerang", "Banten", ""),
        ("Jl. Daan Mogot 5, Tangerang, Banten",
         "Jl. Daan Mogot 5", "Tangerang", "Banten", ""),
        ("Jl. Gatot Subroto 12, Medan, Sumut 20112",
         "Jl. Gatot Subroto 12", "Medan", "Sumatera Utara", "20112"),
        ("Jl Gatot Subroto 12 Medan Sumatera Utara",
         "Jl Gatot Subroto 12", "Medan", "Sumatera Utara", ""),
        ("Jl. Sunset Road 88, Kuta, Badung, Bali 80361",
         "Jl. Sunset Road 88, Kuta", "Badung", "Bali", "80361"),
        ("Jl. Sunset Road 88, Denpasar-Bali 80361",
         "Jl. Sunset Road 88", "Denpasar", "Bali", "80361"),
        ("Jl. Perintis Kemerdekaan KM 10, Makassar, Sulsel 90245",
         "Jl. Perintis Kemerdekaan KM 10", "Makassar", "Sulawesi Selatan", "90245"),
        ("Jl. AP Pettarani 5, Mks",
         "Jl. AP Pettarani 5", "Makassar", "Sulawesi Selatan", ""),
        ("Jl. Sudirman 5 Pekanbaru Riau 28116",
         "Jl. Sudirman 5", "Pekanbaru", "Riau", "28116"),
        ("Jl. Imam Bonjol 5, Batam Center, Batam, Kepri",
         "Jl. Imam Bonjol 5, Batam Center", "Batam", "Kepulauan Riau", ""),
        ("Jl. Pahlawan 7, Samarinda, Kaltim 75123",
         "Jl. Pahlawan 7", "Samarinda", "Kalimantan Timur", "75123"),
        ("Jl. Diponegoro 5, Solo, Jateng",
         "Jl. Diponegoro 5", "Surakarta", "Jawa Tengah", ""),
        ("Jl. Slamet Riyadi 5, Surakarta 57141",
         "Jl. Slamet Riyadi 5", "Surakarta", "Jawa Tengah", "57141"),
        ("Jl. Ijen 5, Malang",
         "Jl. Ijen 5", "Malang", "Jawa Timur", ""),
        ("Jl. Ijen 5 Kota Malang 65119",
         "Jl. Ijen 5", "Kota Malang", "Jawa Timur", "65119"),
        ("Ds. Karangploso RT 1 RW 2, Kab Malang, Jatim",
         "Ds. Karangploso RT 1 RW 2", "Kab Malang", "Jawa Timur", ""),
        ("Jl. Veteran 5 Semarang 50132",
         "Jl. Veteran 5", "Semarang", "Jawa Tengah", "50132"),
        ("Dusun Krajan, Desa Ungaran, Kab. Semarang",
         "Dusun Krajan, Desa Ungaran", "Kab. Semarang", "Jawa Tengah", ""),
        ("Jl. Sultan Agung 1, Gorontalo",
         "Jl. Sultan Agung 1", "Gorontalo", "Gorontalo", ""),
        ("Jl. Banda Aceh 5, Medan",
         "Jl. Banda Aceh 5", "Medan", "Sumatera Utara", ""),
        ("Jl. Bandung No. 5, Malang",
         "Jl. Bandung No. 5", "Malang", "Jawa Timur", ""),
        ("Jl. Surabaya 5 Jakarta Pusat 10310",
         "Jl. Surabaya 5", "Jakarta Pusat", "DKI Jakarta", "10310"),
        ("Jl. Jakarta 15, Bandung 40272",
         "Jl. Jakarta 15", "Bandung", "Jawa Barat", "40272"),
        ("Alamat: Jl. Melati 5\nKelurahan: Cipete\nKecamatan: Kebayoran\nKota: Jakarta "
         "Selatan\nProvinsi: DKI Jakarta\nKode Pos: 12150",
         "Jl. Melati 5, Kelurahan Cipete, Kecamatan Kebayoran", "Jakarta Selatan", "DKI Jakarta",
         "12150"),
        ("Jl. Melati 5 Kota/Kab. Sidoarjo Jatim 61212",
         "Jl. Melati 5", "Sidoarjo", "Jawa Timur", "61212"),
        ("Jl. Melati 5, Kota Adm. Jakarta Barat, 11480",
         "Jl. Melati 5", "Kota Administrasi Jakarta Barat", "DKI Jakarta", "11480"),
        ("Jl. Melati 5, Kota Administrasi Jakarta Barat, Prov. DKI Jakarta, 11480",
         "Jl. Melati 5", "Kota Administrasi Jakarta Barat", "DKI Jakarta", "11480"),
        ("Jl. Melati 5, Kota Jakarta Barat, Provinsi DKI Jakarta 11480",
         "Jl. Melati 5", "Kota Jakarta Barat", "DKI Jakarta", "11480"),
        ("jl melati 5 jakbar dki jakarta",
         "jl melati 5", "Jakarta Barat", "DKI Jakarta", ""),
        ("JL. MELATI NO. 5 RT 001 RW 002 KEL. KEMBANGAN UTARA KEC. KEMBANGAN KOTA ADM. "
         "JAKARTA BARAT DKI JAKARTA 11610",
         "JL. MELATI NO. 5 RT 001 RW 002 KEL. KEMBANGAN UTARA KEC. KEMBANGAN",
         "Kota Administrasi JAKARTA BARAT", "DKI Jakarta", "11610"),
        ("Jl. Melati 5, Palangka Raya, Kalimantan Tengah",
         "Jl. Melati 5", "Palangka Raya", "Kalimantan Tengah", ""),
        ("Jl. Melati 5, Palangkaraya Kalteng 73111",
         "Jl. Melati 5", "Palangkaraya", "Kalimantan Tengah", "73111"),
        ("Jl. Melati 5 Banjarbaru Kalsel",
         "Jl. Melati 5", "Banjarbaru", "Kalimantan Selatan", ""),
        ("Jl. Melati 5, Kota Kupang NTT",
         "Jl. Melati 5", "Kota Kupang", "Nusa Tenggara Timur", ""),
        ("Jl. Melati 5, Mataram, NTB 83121",
         "Jl. Melati 5", "Mataram", "Nusa Tenggara Barat", "83121"),
        ("Jl. Melati 5, Pangkalpinang, Babel",
         "Jl. Melati 5", "Pangkalpinang", "Kepulauan Bangka Belitung", ""),
        ("Jl. Melati 5, Lampung",
         "Jl. Melati 5", "", "Lampung", ""),
        ("Jl. Melati 5, Bandar Lampung",
         "Jl. Melati 5", "Bandar Lampung", "Lampung", ""),
        ("Jl. Melati 5, Bdg 40115",
         "Jl. Melati 5", "Bandung", "Jawa Barat", "40115"),
        ("Jl. Melati 5, Jakarta",
         "Jl. Melati 5", "Jakarta", "DKI Jakarta", ""),
        ("Jl. Melati 5, DKI",
         "Jl. Melati 5", "", "DKI Jakarta", ""),
        ("Jl. Melati 5, Pondok Aren, Tangerang Selatan, Banten 15224 (depan Indomaret)",
         "Jl. Melati 5, Pondok Aren (depan Indomaret)", "Tangerang Selatan", "Banten", "15224"),
        ("Jl Melati 5 Sidoarjo-Jawa Timur-61212",
         "Jl Melati 5", "Sidoarjo", "Jawa Timur", "61212"),
        ("Jl. Melati 5\r\nSidoarjo\r\n61212",
         "Jl. Melati 5", "Sidoarjo", "Jawa Timur", "61212"),
        ("Jl. Melati 5, Kode Pos 61212, Sidoarjo, Jawa Timur",
         "Jl. Melati 5", "Sidoarjo", "Jawa Timur", "61212"),
        ("Jl. Melati 5 Cimahi, West Java 40511, ID",
         "Jl. Melati 5", "Cimahi", "Jawa Barat", "40511"),
        ("Jl. Melati 5, Kota Bekasi, Jawa Barat. 17141",
         "Jl. Melati 5", "Kota Bekasi", "Jawa Barat", "17141"),
        ("Jl. Melati 5, Jayapura, Papua 99111",
         "Jl. Melati 5", "Jayapura", "Papua", "99111"),
        ("Jl. Melati 5, Sorong, Papua Barat Daya",
         "Jl. Melati 5", "Sorong", "Papua Barat Daya", ""),
        ("Jl. Raya Bogor KM 28 No. 15, Cijantung, Jakarta Timur",
         "Jl. Raya Bogor KM 28 No. 15, Cijantung", "Jakarta Timur", "DKI Jakarta", ""),
        ("Jl. Bekasi Timur Raya 5, Jatinegara, Jakarta Timur 13410",
         "Jl. Bekasi Timur Raya 5, Jatinegara", "Jakarta Timur", "DKI Jakarta", "13410"),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart_in_any_of_the_ways_it_is_written(
    typed: str, street: str, city: str, province: str, postcode: str
) -> None:
    """With RT and RW, Kel. and Kec., short forms of cities, the postcode first, in English order,
    as the lines of a form, without a sign between street and city."""
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


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Bandung", Address("", "Bandung")),
        ("RT 02 RW 05", Address("RT 02 RW 05")),
        ("Kelurahan Sukajadi", Address("Kelurahan Sukajadi")),
        ("Bandung 40162", Address("", "Bandung", "Jawa Barat", "40162")),
        (
            "Kec. Gambir, Jakarta Pusat 10110",
            Address("Kec. Gambir", "Jakarta Pusat", "DKI Jakarta", "10110"),
        ),
        ("Kota Antah Berantah", Address("", "Kota Antah Berantah")),
    ],
)
def test_where_a_city_is_asked_for_an_address_may_go_on(typed: str, place: Address) -> None:
    assert read_place(typed) == place


@pytest.mark.parametrize("typed", ["40162", "Bandung3", "Antah 40162"])
def test_what_is_no_city_and_no_rest_of_an_address_is_refused(typed: str) -> None:
    with pytest.raises(FieldError):
        read_place(typed)
