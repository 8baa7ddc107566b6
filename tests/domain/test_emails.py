"""What is an e-mail address."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.emails import (
    EmailError,
    EmailProblem,
    addresses_written,
    is_email,
    read_email,
    read_sender,
)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Pajak@Contoh-Maju.Example", "pajak@contoh-maju.example"),
        (" mailto:pajak@maju.example ", "pajak@maju.example"),
        ("<pajak@maju.example>", "pajak@maju.example"),
        ("Bagian Pajak <pajak@maju.example>", "pajak@maju.example"),
        ("pajak@maju.example.", "pajak@maju.example"),
        ("pajak@maju.example,", "pajak@maju.example"),
        ("pajak\uff20maju.example", "pajak@maju.example"),
        ("pa\u200bjak@maju\u2060.example\u00ad", "pajak@maju.example"),
        ("a+b@sub.maju.co.id", "a+b@sub.maju.co.id"),
        ("pajak@b\u00fccher.example", "pajak@xn--bcher-kva.example"),
        ("emailnya pajak@maju.example ya kak", "pajak@maju.example"),
        ("Email saya: pajak@maju.example, makasih", "pajak@maju.example"),
        ("ke pajak@maju.example", "pajak@maju.example"),
        ("my address is pajak@maju.example please", "pajak@maju.example"),
        ("siti at gmail.com", "siti@gmail.com"),
        ("email saya siti at gmail dot com ya kak", "siti@gmail.com"),
        ("siti (at) gmail dot com", "siti@gmail.com"),
        ("siti.nur [at] maju [dot] example", "siti.nur@maju.example"),
        ("siti titik nur at maju titik co titik id", "siti.nur@maju.co.id"),
        ("siti garis bawah nur @ maju strip jaya.example", "siti_nur@maju-jaya.example"),
    ],
)
def test_an_address_is_read_however_it_was_pasted(typed: str, address: str | None):
    if address is None:
        with pytest.raises(EmailError):
            read_email(typed)
    else:
        assert read_email(typed) == address
        assert is_email(address)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", EmailProblem.EMPTY),
        ("\u200b ", EmailProblem.EMPTY),
        ("pajak.maju.example", EmailProblem.NO_AT),
        ("pajak@maju", EmailProblem.MALFORMED),
        ("pajak@@maju.example", EmailProblem.SEVERAL),
        ("pajak@maju..example", EmailProblem.MALFORMED),
        ("pajak@localhost", EmailProblem.MALFORMED),
        ("pajak@maju.example c", EmailProblem.MALFORMED),
        ("pa jak@maju.example", EmailProblem.MALFORMED),
        ("email budi santoso@maju.example", EmailProblem.MALFORMED),
        ("pajak@maju.co id ya", EmailProblem.MALFORMED),
        ("email saya apa ya", EmailProblem.NO_AT),
        ("budi santoso at gmail.com", EmailProblem.NO_AT),
        ("siti at gmail", EmailProblem.NO_AT),
        ("pajak@maju.example. nanti", EmailProblem.MALFORMED),
        ("siti@maju.example atau budi at maju.example", EmailProblem.MALFORMED),
        ("pajak@maju.c", EmailProblem.MALFORMED),
        ("@maju.example", EmailProblem.MALFORMED),
        ("a" * 300 + "@maju.example", EmailProblem.TOO_LONG),
        ("a@maju.example, b@maju.example", EmailProblem.SEVERAL),
        ("a@maju.example b@maju.example", EmailProblem.SEVERAL),
        ("a@maju.example/b@maju.example", EmailProblem.SEVERAL),
        ("a@maju.example;b@maju.example", EmailProblem.SEVERAL),
        ("a@maju.example dan b@maju.example", EmailProblem.SEVERAL),
    ],
)
def test_what_is_no_single_address_is_refused_for_its_reason(typed: str, code: EmailProblem):
    with pytest.raises(EmailError) as caught:
        read_email(typed)
    assert caught.value.code is code


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_an_error_with_a_code(typed: str):
    with suppress(EmailError):
        address = read_email(typed)
        assert is_email(address)
        assert read_email(address) == address


def test_mail_may_be_sent_from_this_network():
    assert read_sender("Faktur <asisten@localhost>") == ("Faktur", "asisten@localhost")
    assert read_sender("asisten@cloud.example") == ("", "asisten@cloud.example")
    for wrong in ("", "Faktur", "a@b@c", "Faktur <x>", "a@b.example\r\nBcc: c@d.example"):
        with pytest.raises(ValueError, match="no e-mail address"):
            read_sender(wrong)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("emailnya budi at maju titik example", "emailnya budi@maju.example"),
        ("hubungkan siti(at)maju.example dong", "hubungkan siti@maju.example dong"),
        ("email saya siti at maju.example tolong", "email saya siti@maju.example tolong"),
        ("siti at gmail.com ya kak", "siti@gmail.com ya kak"),
    ],
)
def test_an_address_said_among_other_words_is_written(text: str, written: str):
    assert addresses_written(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "our website at maju.example is down",
        "our email at maju.example is down",
        "server at maju dot example is down",
        "Budi at maju.example is away",
        "email budi nur at gmail dot com",
        "email budi nur at gmail.com",
        "mail us at maju dot com",
    ],
)
def test_at_is_no_sign_where_it_may_be_a_place_or_only_half_of_a_name_is_there(text: str):
    assert addresses_written(text) == text
