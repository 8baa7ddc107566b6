"""What staff hear of their own acts."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.acting.model import ActState, RoleHolder, WantedAct
from assistant.domain.staff import News
from assistant.domain.words import Place


@dataclass(frozen=True, slots=True)
class ActNotDone(News):
    wanted: WantedAct
    why: ActState


@dataclass(frozen=True, slots=True)
class RoleGiven(News):
    wanted: WantedAct
    whose: str


@dataclass(frozen=True, slots=True)
class RoleTaken(News):
    wanted: WantedAct
    whose: str


@dataclass(frozen=True, slots=True)
class RoleHolders(News):
    """Who has the finance role."""

    holders: tuple[RoleHolder, ...]
    place: Place
