"""What staff hear of links between people and accounts."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.accounts.model import FoundLink
from assistant.domain.acting.model import WantedAct
from assistant.domain.staff import News


@dataclass(frozen=True, slots=True)
class LinksFound(News):
    """Who is linked to what somebody named; perhaps nobody."""

    wanted: WantedAct
    links: tuple[FoundLink, ...]


@dataclass(frozen=True, slots=True)
class LinkEnded(News):
    wanted: WantedAct
    link: FoundLink
