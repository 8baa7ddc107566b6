"""Text with entities as safe HTML, and the entities a client finds by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from sandbox.entities import Formatted, order_entities, utf16_length
from sandbox.model import Json

TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "bot_command": ('<span class="bot-command">', "</span>"),
    "mention": ('<span class="mention">', "</span>"),
}
SAFE_SCHEMES = ("http://", "https://", "tg://", "mailto:")
AUTOMATIC = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,!?;:)\]]|\bt\.me/[\w/?=&\-]*[\w/=&\-]"
    r"|(?<![\w@.\-])(?:[a-z0-9\-]+\.)+(?:com|net|org|id|io|dev|app|info|biz)(?![\w@\-])"
    r"(?:/[^\s<>\"']*[^\s<>\"'.,!?;:)\]])?)"
    r"|(?P<email>[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+)"
    r"|(?<![\w/<])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{4,31})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})",
)
CLOSED_TO_DETECTION = ("code", "pre", "text_link", "text_mention")


def to_html(text: str, entities: Sequence[Json]) -> str:
    """Safe HTML of a message; entities that overlap are closed and opened again."""
    points = _characters(text, entities)
    opens: dict[int, list[tuple[int, Json]]] = {}
    for begin, end, entity in points:
        opens.setdefault(begin, []).append((end, entity))
    cuts = sorted({0, len(text), *opens, *(end for _, end, _ in points)})
    out: list[str] = []
    stack: list[tuple[int, Json]] = []
    for index, cut in enumerate(cuts):
        _close(out, stack, cut)
        for end, entity in sorted(opens.get(cut, []), key=lambda pair: -pair[0]):
            out.append(_tags(entity, text[cut:end])[0])
            stack.append((end, entity))
        following = cuts[index + 1] if index + 1 < len(cuts) else len(text)
        out.append(escape(text[cut:following]))
    return "".join(out)


def _close(out: list[str], stack: list[tuple[int, Json]], at: int) -> None:
    reopen: list[tuple[int, Json]] = []
    while any(end <= at for end, _ in stack):
        end, entity = stack.pop()
        out.append(_tags(entity, "")[1])
        if end > at:
            reopen.append((end, entity))
    for item in reversed(reopen):
        out.append(_tags(item[1], "")[0])
        stack.append(item)


def _characters(text: str, entities: Sequence[Json]) -> list[tuple[int, int, Json]]:
    """(begin, end, entity) in characters instead of UTF-16 units."""
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
    position = {unit: index for index, unit in enumerate(units)}
    found = []
    for entity in entities:
        begin = position.get(entity["offset"])
        end = position.get(entity["offset"] + entity["length"])
        if begin is not None and end is not None and begin < end:
            found.append((begin, end, entity))
    return found


def _tags(entity: Json, covered: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "pre":
        language = escape(str(entity.get("language", "")), quote=True)
        opening = f'<pre data-language="{language}">' if language else "<pre>"
        return opening, "</pre>"
    address = _address(entity, covered)
    if address is not None:
        safe = escape(address, quote=True)
        return f'<a href="{safe}" target="_blank" rel="noopener noreferrer">', "</a>"
    return TAGS.get(kind, ("", ""))


def _address(entity: Json, covered: str) -> str | None:
    kind = entity["type"]
    if kind == "email":
        return f"mailto:{covered}"
    if kind == "url":
        return covered if "://" in covered else f"https://{covered}"
    if kind == "text_link" and str(entity["url"]).lower().startswith(SAFE_SCHEMES):
        return str(entity["url"])
    return None


def with_detected(formatted: Formatted) -> Formatted:
    """Add the links, addresses and commands that Telegram finds in any text."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in formatted.entities
        if entity["type"] in CLOSED_TO_DETECTION
    ]
    found = [entity for entity in detect(formatted.text) if _free(entity, taken)]
    return Formatted(formatted.text, order_entities([*formatted.entities, *found]))


def detect(text: str) -> Iterable[Json]:
    """Entities of plain text: url, email, bot_command, mention."""
    for match in AUTOMATIC.finditer(text):
        kind = match.lastgroup
        yield {
            "type": kind,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }


def _free(entity: Json, taken: list[tuple[int, int]]) -> bool:
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    return all(end <= taken_begin or begin >= taken_end for taken_begin, taken_end in taken)
