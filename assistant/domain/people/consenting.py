"""Consent to a text: to these words, in this version."""

from __future__ import annotations

import hashlib

from assistant.domain.people.model import Purpose
from assistant.domain.work import Work


def text_hash(text: str) -> str:
    """The version of a consent text: a changed text is asked again."""
    return hashlib.sha256(text.encode()).hexdigest()


async def has_consented(work: Work, person: int, purpose: Purpose, text: str) -> bool:
    return await work.consents.given(person, purpose, text_hash(text))


async def consent(work: Work, person: int, purpose: Purpose, text: str, locale: str) -> None:
    """Record that ``person`` agreed to ``text`` as shown in ``locale``, now."""
    await work.consents.record(person, purpose, text_hash(text), locale, text)
