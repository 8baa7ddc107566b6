"""Telegram's HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import parse_html, utf16_length, utf16_slice
from sandbox.errors import ApiError
from sandbox.formatting import format_caption, format_text
from sandbox.render import detect, to_html


def test_tags_become_entities_in_utf16_units() -> None:
    formatted = parse_html("😀 <b>tebal</b> &amp; <i>miring</i>")
    assert formatted.text == "😀 tebal & miring"
    assert formatted.entities == (
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "italic", "offset": 11, "length": 6},
    )


def test_nested_tags_come_the_longer_first() -> None:
    formatted = parse_html("<b>satu <u>dua</u></b>")
    assert [entity["type"] for entity in formatted.entities] == ["bold", "underline"]


def test_a_pre_with_a_language_is_one_entity() -> None:
    formatted = parse_html('<pre><code class="language-python">x = 1</code></pre>')
    assert formatted.entities == ({"type": "pre", "language": "python", "offset": 0, "length": 5},)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<blockquote expandable>a</blockquote>", "expandable_blockquote"),
        ("<blockquote>a</blockquote>", "blockquote"),
        ('<span class="tg-spoiler">a</span>', "spoiler"),
        ("<tg-spoiler>a</tg-spoiler>", "spoiler"),
        ("<strike>a</strike>", "strikethrough"),
        ("<code>a</code>", "code"),
        ('<tg-emoji emoji-id="5368324170671202286">a</tg-emoji>', "custom_emoji"),
        ('<tg-time unix="1647531900" format="wDT">a</tg-time>', "date_time"),
        ('<a href="https://example.com/x">a</a>', "text_link"),
    ],
)
def test_every_documented_tag_is_known(source: str, kind: str) -> None:
    assert [entity["type"] for entity in parse_html(source).entities] == [kind]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é <x>y</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("5 < 6 dan 7 > 3", 'Unsupported start tag "" at byte offset 2'),
        ('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_a_wrong_tag_is_refused_with_its_place(source: str, error: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {error}"


def test_only_four_names_are_decoded() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&nbsp;&#65;&#x42;").text == '<>&"&nbsp;AB'


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    formatted = parse_html(escaped)
    assert formatted.text == text
    assert formatted.entities == ()


@given(st.text(min_size=1), st.text(min_size=1))
def test_an_entity_covers_exactly_its_text(before: str, inside: str) -> None:
    def plain(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    formatted = parse_html(f"{plain(before)}<b>{plain(inside)}</b>")
    (bold,) = formatted.entities
    assert utf16_slice(formatted.text, bold["offset"], bold["length"]) == inside


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    content = format_text({"text": "\n  <b>halo</b>  \n", "parse_mode": "HTML"})
    assert content["text"] == "halo"
    assert content["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


def test_the_length_is_measured_after_parsing() -> None:
    assert len(format_text({"text": "<b>" + "😀" * 4096 + "</b>", "parse_mode": "HTML"})["text"])
    with pytest.raises(ApiError, match="message is too long"):
        format_text({"text": "a" * 4097})
    with pytest.raises(ApiError, match="message caption is too long"):
        format_caption({"caption": "a" * 1025})


@pytest.mark.parametrize("mode", ["MarkdownV2", "Markdown"])
def test_markdown_is_refused_clearly(mode: str) -> None:
    with pytest.raises(ApiError, match="HTML only"):
        format_text({"text": "*a*", "parse_mode": mode})


def test_links_addresses_and_commands_are_found() -> None:
    text = "Lihat https://example.com/a?b=1, tulis ke budi@contoh.co.id atau /menu"
    found = {
        entity["type"]: utf16_slice(text, entity["offset"], entity["length"])
        for entity in detect(text)
    }
    assert found == {
        "url": "https://example.com/a?b=1",
        "email": "budi@contoh.co.id",
        "bot_command": "/menu",
    }


def test_a_bare_domain_is_a_link_but_not_within_an_address() -> None:
    text = "pindah majujaya.co.id dan contoh.com, bukan budi@contoh.co.id atau v1.2"
    found = [
        (entity["type"], utf16_slice(text, entity["offset"], entity["length"]))
        for entity in detect(text)
    ]
    assert found == [
        ("url", "majujaya.co.id"),
        ("url", "contoh.com"),
        ("email", "budi@contoh.co.id"),
    ]


def test_nothing_is_found_inside_code() -> None:
    content = format_text({"text": "<code>/menu</code>", "parse_mode": "HTML"})
    assert [entity["type"] for entity in content["entities"]] == ["code"]


def test_html_shown_is_safe() -> None:
    formatted = parse_html('<a href="https://x.id/&quot;onclick=&quot;">&lt;script&gt;</a>')
    shown = to_html(formatted.text, formatted.entities)
    assert "<script>" not in shown
    assert '"onclick' not in shown


def test_overlapping_entities_are_shown_well_formed() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 2, "length": 4},
    ]
    assert to_html("abcdef", entities) == "<b>ab<i>cd</i></b><i>ef</i>"


@given(st.text())
def test_plain_text_is_only_escaped(text: str) -> None:
    shown = to_html(text, [])
    assert "<" not in shown
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
