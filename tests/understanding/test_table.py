"""The lexicon and the table of rules: what their files may say, and what is refused."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from assistant.dialogs.understanding.lexicon import PLAIN, Lexicon, entries, lexicon
from assistant.dialogs.understanding.rules import (
    Meanings,
    RuleError,
    first_that_fits,
    read_table,
    table,
)
from tests.understanding.corpus import ROUTES


def meanings(words: str, *said: str) -> list[set[str]]:
    known = Lexicon(entries(words))
    return [{found.meaning for found in known.read(one.split())} for one in said]


def test_endings_and_beginnings_are_seen_through() -> None:
    found = meanings(
        "send: kirim\nmove: pindah", "dikirimkan", "ngirimin", "memindahkannya", "pindahin"
    )
    assert found == [{"send"}, {"send"}, {"move"}, {"move"}]


def test_a_whole_word_is_not_taken_for_what_stands_inside_it() -> None:
    assert meanings("people: orang\nprivate: perorangan", "perorangan") == [{"private"}]


def test_slips_are_forgiven_in_long_words_only() -> None:
    assert meanings("faktur: faktur\nbot: bot", "fakutr", "fatkur", "bat") == [
        {"faktur"},
        {"faktur"},
        set(),
    ]


def test_an_ordinary_word_is_no_slip_of_another() -> None:
    found = meanings("plain: halus\ndelete: hapus", "halus", "dihaluskan", "hpaus")
    assert found == [set(), set(), {"delete"}]


def test_ordinary_words_are_not_among_those_that_mean_something() -> None:
    folder = files("assistant.dialogs.understanding") / "words"
    told = [one for file in folder.iterdir() for one in entries(file.read_text(encoding="utf-8"))]
    plain = {word for meaning, word in told if meaning == PLAIN}
    assert len(plain) > 500
    assert {word for meaning, word in told if meaning != PLAIN} & plain == set()


def test_a_word_may_also_mean_what_stands_inside_it() -> None:
    words = "{}wish: bikinin\ncreate: bikin"
    assert meanings(words.format(""), "bikinin") == [{"wish"}]
    assert meanings(words.format("+ "), "bikinin") == [{"wish", "create"}]


def test_what_is_behind_another_is_in_the_same_part_of_a_sentence() -> None:
    rule = read_table("one: a>b", ["a", "b"]).whole
    a, b = ((0, 1),), ((2, 3),)
    assert first_that_fits(rule, Meanings({"a": a, "b": b})) is not None
    assert first_that_fits(rule, Meanings({"a": a, "b": b, "@break": ((1, 2),)})) is None


def test_spellings_of_one_word_also_count_in_phrases() -> None:
    assert meanings("= ga: ora, teu\nlate: ga ada", "ora ada", "teu ada") == [{"late"}, {"late"}]


def test_an_underscore_stands_for_one_word() -> None:
    assert meanings("may: bisa _ ga", "bisa pindah ga", "bisa ga") == [{"may"}, set()]


def test_a_line_without_a_colon_is_refused() -> None:
    with pytest.raises(ValueError, match="colon"):
        list(entries("faktur faktur, fp"))


def test_the_first_rule_that_fits_counts() -> None:
    rules = read_table(
        "let x: a | b\none: x -c\ntwo three four: a>b\nfive: a~c", ["a", "b", "c"]
    ).whole
    said = Meanings({"a": ((0, 1),), "c": ((2, 3),)})
    assert [(rule.route, rule.offer) for rule in rules[:2]] == [
        ("one", ()),
        ("two", ("three", "four")),
    ]
    fitting = first_that_fits(rules, said)
    assert fitting is not None
    assert fitting.route == "five"


@pytest.mark.parametrize("line", ["one: unknown", "one: (a", "one:", "one: a ~"])
def test_a_rule_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(RuleError, match="one"):
        read_table(line, ["a"])


def test_every_rule_leads_to_a_known_route() -> None:
    for rule in (*table().whole, *table().parts):
        assert {rule.route, *rule.offer} <= ROUTES
        assert len(rule.offer) == (2 if rule.route == "ambiguous" else 0)


def test_every_meaning_is_asked_for() -> None:
    package = files("assistant.dialogs.understanding")
    asking = "".join(
        (package / name).read_text(encoding="utf-8")
        for name in ("rules.txt", "marks.py", "meaning.py", "companies.py", "evading.py")
    )
    asking += "".join(
        (files("assistant.dialogs") / name).read_text(encoding="utf-8")
        for name in ("akun.py", "pindah/form.py")
    )
    assert [
        one for one in lexicon().meanings if not re.search(rf"(?<![\w-]){one}(?![\w-])", asking)
    ] == []


def test_every_language_is_there() -> None:
    assert {"faktur", "npwp", "neg", "how"} <= lexicon().meanings
    assert all(lexicon().says(word, "how") for word in ("gimana", "how", "piye", "kumaha", "baa"))
