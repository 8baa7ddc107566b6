"""What staff hear of people's own words."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.staff import News


@dataclass(frozen=True, slots=True)
class PersonWrote(News):
    """Somebody's words, as they are, for whoever of the staff reads them first."""

    person: int
    name: str
    text: str
    about: str = ""
    """The number of the request or conversation that they are about; empty: none is known."""
