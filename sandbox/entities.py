"""Telegram's HTML: text with tags in, plain text with entities out.

Offsets and lengths of entities are in UTF-16 code units; positions named in errors are in bytes
of the text as it was sent. The errors are those of the original parser, word for word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.errors import ApiError, bad_request
from sandbox.model import Json

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ENTITY = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
SPACE = " \t\r\n\v\f"


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of ``text`` that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text as people see it, with its entities ordered as Telegram orders them."""

    text: str
    entities: tuple[Json, ...] = ()


@dataclass(slots=True)
class _OpenTag:
    name: str
    argument: str
    """The address of ``a``, the id of ``tg-emoji``, the language of ``code`` and so on."""
    offset: int
    """Where the entity begins, in UTF-16 units of the result."""
    start: int
    """The same in characters."""


def parse_html(source: str) -> Formatted:
    """Parse Telegram's HTML. Raises a 400 ("can't parse entities: …")."""
    return _HtmlParser(source).parse()


class _HtmlParser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.open: list[_OpenTag] = []
        self.found: list[Json] = []

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self._text()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise self._error(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"'
            )
        return Formatted("".join(self.out), order_entities(self.found))

    def _text(self) -> None:
        character = self.source[self.at]
        match = ENTITY.match(self.source, self.at) if character == "&" else None
        decoded = _decode(match) if match else None
        if match and decoded:
            character, self.at = decoded, match.end()
        else:
            self.at += 1
        self.out.append(character)
        self.units += 2 if ord(character) > 0xFFFF else 1

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._word(SPACE + ">").lower()
        if self.at >= len(self.source):
            raise self._error(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if name not in SIMPLE_TAGS:
            raise self._error(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(name, begin)
        argument = _argument(name, attributes)
        if name == "span" and argument != "tg-spoiler":
            raise self._error(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}'
            )
        self.open.append(_OpenTag(name, argument, self.units, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self.at >= len(self.source):
                raise self._error(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            if self.source[self.at] == ">":
                self.at += 1
                return attributes
            name = self._word(SPACE + "=>/\"'").lower()
            if not name:
                raise self._error(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(self.at)}'
                )
            self._skip_space()
            if self.source[self.at : self.at + 1] == "=":
                self.at += 1
                attributes[name] = self._value(begin)
            elif self.at < len(self.source) and name == "expandable":
                attributes[name] = ""
            else:
                raise self._error(
                    "Expected equal sign in declaration of an attribute of the tag "
                    f'"{tag}" at byte offset {self._bytes(begin)}'
                )

    def _value(self, begin: int) -> str:
        self._skip_space()
        quote = self.source[self.at : self.at + 1]
        if quote not in ('"', "'") or not quote:
            token = self._word(SPACE + ">")
            if not re.fullmatch(r"[A-Za-z0-9.\-]+", token):
                raise self._error(
                    f"Unexpected end of name token at byte offset {self._bytes(self.at)}"
                )
            return token.lower()
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise self._error(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        raw = self.source[self.at + 1 : end]
        self.at = end + 1
        return ENTITY.sub(lambda match: _decode(match) or match.group(), raw)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self.at += 2
        name = self._word(SPACE + ">").lower()
        self._skip_space()
        if self.source[self.at : self.at + 1] != ">":
            raise self._error(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            raise self._error(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        length = self.units - tag.offset
        if not length:
            return
        if tag.name == "pre" and self._merge_language(tag, length):
            return
        entity = _entity(tag, "".join(self.out[tag.start :]))
        if entity is not None:
            self.found.append({**entity, "offset": tag.offset, "length": length})

    def _merge_language(self, tag: _OpenTag, length: int) -> bool:
        """``<pre><code class="language-x">`` is one entity with a language."""
        if not self.found:
            return False
        inner = self.found[-1]
        same = (inner["type"], inner["offset"], inner["length"]) == ("code", tag.offset, length)
        if not same:
            return False
        inner["type"] = "pre"
        if inner.get("_language"):
            inner["language"] = inner["_language"]
        return True

    def _word(self, stops: str) -> str:
        begin = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in SPACE:
            self.at += 1

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode())

    @staticmethod
    def _error(what: str) -> ApiError:
        return bad_request(f"can't parse entities: {what}")


def _decode(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    valid = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if valid else None


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "code":
        return attributes.get("class", "").removeprefix("language-")
    if tag == "blockquote":
        return "expandable" if "expandable" in attributes else ""
    if tag == "tg-time":
        return f"{attributes.get('unix', '')}|{attributes.get('format', '')}"
    wanted = {"a": "href", "span": "class", "tg-emoji": "emoji-id"}.get(tag)
    return attributes.get(wanted, "") if wanted else ""


def _entity(tag: _OpenTag, covered: str) -> Json | None:
    kind = SIMPLE_TAGS[tag.name]
    if kind == "text_link":
        return _link(tag.argument or covered)
    if kind == "custom_emoji":
        return {"type": kind, "custom_emoji_id": tag.argument} if tag.argument else None
    if kind == "date_time":
        unix, _, shape = tag.argument.partition("|")
        if not unix.isdigit():
            return None
        return {"type": kind, "unix_time": int(unix), "date_time_format": shape}
    if kind == "blockquote" and tag.argument:
        return {"type": "expandable_blockquote"}
    if kind == "code" and tag.argument:
        return {"type": kind, "_language": tag.argument}
    return {"type": kind}


def _link(address: str) -> Json | None:
    """A link, or None when Telegram would not take the address: the text then stays plain."""
    if address.startswith("tg://"):
        return {"type": "text_link", "url": address}
    if "://" not in address:
        address = f"http://{address}"
    scheme, _, rest = address.partition("://")
    host = re.split(r"[/?#]", rest)[0]
    valid = scheme.lower() in ("http", "https", "ton", "tonsite") and re.fullmatch(
        r"(?:[^@\s]*@)?[^\s/@]*(?:\.[^\s/@.]+|localhost)(?::\d{1,5})?", host
    )
    if not valid:
        return None
    return {"type": "text_link", "url": address if len(rest) > len(host) else f"{address}/"}


def order_entities(entities: list[Json]) -> tuple[Json, ...]:
    """Telegram's order (by offset, the longer first), without marks of ours."""
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return tuple({k: v for k, v in entity.items() if k[0] != "_"} for entity in ordered)
