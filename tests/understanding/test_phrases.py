"""What customers write, voice by voice, against where it should lead."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogs.understanding.meaning import understand
from tests.understanding.corpus import BRAND, FORMS, ROUTES, TODAY, VOICES, every, phrases

WANTED = 0.95
NEVER_BEGUN_LIGHTLY = {"hapus", "batal"}
INNOCENT = [one.text for one in every() if {one.route, *one.offer}.isdisjoint(NEVER_BEGUN_LIGHTLY)]
JOINTS = ["\n", ". ", ", ", " ", " dan "]
LONGEST_CPU = 0.002
"""Seconds of CPU a message, as promised; measured over many of them."""
EACH = 4
"""One of so many, where all of them take seconds and say the same."""


@pytest.mark.parametrize("voice", VOICES)
def test_words_lead_where_a_sensible_person_would_send_them(voice: str) -> None:
    known = phrases(voice)
    wrong = [
        (one.text, one.route, read.route, read.offer)
        for one in known
        if ((read := one.read()).route, read.offer) != (one.route, one.offer)
    ]
    assert len(wrong) <= len(known) * (1 - WANTED), wrong


@pytest.mark.parametrize("voice", VOICES)
def test_what_is_named_is_found_and_nothing_else(voice: str) -> None:
    known = phrases(voice)
    wrong = [
        (one.text, one.entities, read.entities)
        for one in known
        if (read := one.read()).entities != one.entities
    ]
    assert len(wrong) <= len(known) * (1 - WANTED), wrong


def test_words_for_people_are_never_taken_for_a_form() -> None:
    taken = [
        (one.text, route)
        for one in every()
        if one.route == "human" and (route := one.read().route) in FORMS
    ]
    assert taken == []


@pytest.mark.parametrize(
    "around",
    [
        "{}??",
        "halo kak, {}",
        "{} makasih ya",
        "🙏 {} 🙏",
        "Selamat pagi,\n{}\nTerima kasih",
        "Dear team, {}",
        "> Terima kasih telah menghubungi kami.\n{}",
    ],
)
def test_what_is_said_around_words_for_people_makes_no_form_of_them(around: str) -> None:
    said = [around.format(one.text) for one in every() if one.route == "human"]
    assert [text for text in said if understand(text, TODAY, BRAND).route in FORMS] == []


@given(st.lists(st.sampled_from(INNOCENT), min_size=2, max_size=5), st.sampled_from(JOINTS))
def test_phrases_together_delete_and_cancel_nothing(mixed: list[str], joint: str) -> None:
    assert understand(joint.join(mixed), TODAY).route not in NEVER_BEGUN_LIGHTLY


def test_nothing_is_deleted_or_cancelled_that_was_not_asked_for() -> None:
    begun = [
        (one.text, route)
        for one in every()
        if (route := one.read().route) in NEVER_BEGUN_LIGHTLY and route != one.route
    ]
    assert begun == []


@pytest.mark.parametrize(
    "text",
    [
        "jangan hapus data saya",
        "data saya kok terhapus",
        "siapa yang hapus data saya?",
        "jangan hapus data backup saya ya",
        "tolong jangan cabut persetujuan saya",
        "saya tidak mau data saya dihapus",
        "apakah data saya akan dihapus kalau berhenti langganan?",
        "kapan data saya dihapus?",
        "kenapa akun saya dihapus",
        "pembayaran saya batal terus",
        "kenapa dibatalkan?",
        "order dibatalkan sepihak",
        "form pendaftaran kok batal sendiri",
        "berhenti ganggu saya",
        "jangan batal dulu ya",
        "batal kenapa ya",
        "apa bisa dibatalkan nanti?",
        "kalau batal gimana?",
        "don't delete my data",
        "why was my data deleted",
        "will you delete my data?",
        "I did not cancel",
        "please don't cancel",
        "who cancelled my order",
        "can I cancel later?",
        "data pelanggan kami di database terhapus",
        "semua data di website hilang terhapus",
        "hapus data email di server",
        "hapus data dns",
        "data domain dihapus kenapa",
        "pesanan batal, uang kembali kapan",
        "transaksi dibatalkan",
        "keluar biaya berapa",
        "ga jadi naik harga kan?",
        "hapus grup",
        "delete the group data",
        "hapus kontak finance dari penerima faktur",
    ],
)
def test_what_is_forbidden_asked_or_wondered_about_begins_nothing(text: str) -> None:
    assert understand(text, TODAY).route not in NEVER_BEGUN_LIGHTLY


def test_every_route_is_tried_and_known() -> None:
    tried = Counter(one.route for one in every())
    assert set(tried) == ROUTES
    assert min(tried.values()) >= 10
    assert sum(tried.values()) >= 300


def test_offers_name_known_routes() -> None:
    for one in every():
        read = one.read()
        assert read.offer <= ROUTES - {"ambiguous", "smalltalk"}
        assert len(read.offer) == (2 if read.route == "ambiguous" else 0)


def test_a_message_takes_less_than_two_milliseconds_of_cpu() -> None:
    texts = [one.text for one in every()[::EACH]]
    understand(texts[0], TODAY)  # reads the lexicon
    begun = time.process_time()
    for text in texts:
        understand(text, TODAY, BRAND)
    assert (time.process_time() - begun) / len(texts) < LONGEST_CPU


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "1.",
        "@",
        "inv ",
        "PT A ",
        "pt ",
        "> ",
        "x",
        "-",
        "1 ",
        "Rp1.",
        "bulan ",
        "https://",
        "\n",
        "domain pindah akun ",
        "ga ",
        "a dot ",
        "satu ",
        "to: x\n",
        "terima kasih\n",
    ],
)
def test_a_long_text_costs_no_more_than_its_length(unit: str) -> None:
    """Patterns that go back and forth would take a hundred times as long for the double text."""

    def cost(length: int) -> float:
        text = (unit * length)[:length]
        begun = time.process_time()
        for _ in range(3):
            understand(text, TODAY, BRAND)
        return time.process_time() - begun

    cost(100)
    assert cost(4000) < 20 * cost(1000) + 0.1
