"""Texts and captions of calls: parsed, trimmed, measured."""

from __future__ import annotations

from sandbox.entities import Formatted, order_entities, parse_html, utf16_length
from sandbox.errors import bad_request
from sandbox.fields import known_only
from sandbox.model import Json
from sandbox.render import with_detected

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def format_text(values: Json) -> Json:
    """``text`` and ``entities`` of a message. Raises when empty or over 4096 characters."""
    formatted = _parse(values["text"], values.get("parse_mode"), values.get("entities"))
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return _content(formatted, "text", "entities")


def format_caption(values: Json) -> Json:
    """``caption`` and ``caption_entities``; nothing when there is no caption."""
    given = values.get("caption") or ""
    formatted = _parse(given, values.get("parse_mode"), values.get("caption_entities"))
    if not formatted.text:
        return {}
    if len(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return _content(formatted, "caption", "caption_entities")


def _content(formatted: Formatted, text: str, entities: str) -> Json:
    content: Json = {text: formatted.text}
    if formatted.entities:
        content[entities] = list(formatted.entities)
    return content


def _parse(text: str, parse_mode: str | None, entities: list[Json] | None) -> Formatted:
    mode = (parse_mode or "").lower()
    if mode == "html":
        formatted = parse_html(text)
    elif mode in ("markdown", "markdownv2"):
        raise bad_request(f"the sandbox reads HTML only, parse_mode {parse_mode} is not served")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        known = [known_only("MessageEntity", entity) for entity in entities or []]
        formatted = Formatted(text, order_entities(known))
    return with_detected(_trimmed(formatted))


def _trimmed(formatted: Formatted) -> Formatted:
    """Without white space at both ends, the entities moved and cut along."""
    text = formatted.text.strip()
    lead = formatted.text[: len(formatted.text) - len(formatted.text.lstrip())]
    shift, end = utf16_length(lead), utf16_length(text)
    kept = []
    for entity in formatted.entities:
        begin = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if begin < stop:
            kept.append({**entity, "offset": begin, "length": stop - begin})
    return Formatted(text, order_entities(kept))
