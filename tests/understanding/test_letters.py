"""What a forwarded mail has around its words."""

from __future__ import annotations

import pytest

from assistant.dialogs.understanding.letters import signature_of, without_heads
from assistant.dialogs.understanding.meaning import Entities, understand
from tests.understanding.corpus import TODAY

ASKED = "Mohon domain contoh.example dipindahkan ke akun baru."
SIGNED = "Rina Lestari\nFinance, PT Graha Mitra\n022-5550123\nrina@graha.example"


def read(text: str) -> Entities:
    return understand(text, TODAY).entities


@pytest.mark.parametrize(
    "between", ["Salam,\n", "Hormat kami,\n\n", "Best regards,\n", "--\n", "Terima kasih.\n", ""]
)
def test_who_signed_is_no_destination_of_a_move(between: str) -> None:
    named = read(f"{ASKED}\n\n{between}{SIGNED}")
    assert (named.email, named.domains) == (None, ("contoh.example",))
    assert named.company == "PT Graha Mitra"


def test_an_address_that_is_asked_for_is_one_whoever_signed() -> None:
    text = f"Mohon contoh.example dipindah ke budi@lain.example.\n\nSalam,\n{SIGNED}"
    assert read(text).email == "budi@lain.example"


def test_the_account_to_link_may_be_the_writers() -> None:
    text = f"Mohon akun kami dihubungkan ke Telegram ini.\n\nSalam,\n{SIGNED}"
    assert understand(text, TODAY).route == "hubungkan"
    assert read(text).email == "rina@graha.example"


@pytest.mark.parametrize(
    "text",
    [
        f"{ASKED}\nTerima kasih.\nWebsite kami down juga, tolong segera dicek ya karena kami rugi",
        f"{ASKED}\n\nNama: Rina\nEmail: rina@graha.example\nHP: 0812-3456-7890",
        "Tolong pindahkan contoh.example ke akun berikut:\n\nRina Lestari\nrina@graha.example",
        "Salam,\nRina Lestari\nrina@graha.example",
        "Tolong pindahkan contoh.example\n\nke rina@graha.example ya\n0812-3456-7890",
        "PT Graha\ngraha.example\n\nPT Mitra\nrina@mitra.example",
        "Terima kasih.\nSudah masuk?",
    ],
)
def test_what_is_told_is_no_signature(text: str) -> None:
    assert signature_of(text) == ""


def test_small_print_belongs_to_the_signature() -> None:
    print_ = "This e-mail is confidential. If you are not the intended recipient, delete it now."
    assert signature_of(f"{ASKED}\n\nSalam,\n{SIGNED}\n{print_}") == f"{SIGNED}\n{print_}"


def test_a_mails_head_names_nothing_but_its_subject() -> None:
    head = "Dari: rina@graha.example\nDate: 24 Nov 2026 09.12\nTo: it@graha.example"
    text = f"{head}\nSubject: Pindah domain\n\ncontoh.example ke akun baru ya"
    assert without_heads(text) == "Subject: Pindah domain\n\ncontoh.example ke akun baru ya"
    assert (read(text).email, read(text).month) == (None, None)
    wrote = "Pada Sen, 23 Nov 2026 pukul 10.00 CS <cs@lain.example> menulis:\n> apa?\n\nya"
    assert without_heads(wrote) == "> apa?\n\nya"


def test_from_and_to_of_a_move_are_no_head() -> None:
    text = "pindahkan contoh.example\ndari: a@contoh.example\nke: b@contoh.example"
    assert without_heads(text) == text
    assert without_heads("kepada: b@contoh.example\nuntuk: PT Contoh") != ""
