"""Words of a person's own, with what was made of them, on their way from window to window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.dialogs.understanding.meaning import HUMAN, Entities, Kindness, Understood


@dataclass(frozen=True, slots=True)
class Heard:
    message: int
    """Telegram's number of it in the person's chat."""
    text: str
    route: str
    entities: Entities
    offer: tuple[str, ...] = ()
    """The routes to choose from, where it is ambiguous."""
    sure: bool = True
    """Something of it was recognised; else it is for people because nothing was."""
    kindness: Kindness | None = None
    """How to answer, where nothing is wanted."""
    bare: bool = False
    """Something is named, and no more said of it."""

    @classmethod
    def of(cls, message: int, text: str, meant: Understood) -> Heard:
        return cls(
            message,
            text,
            meant.route,
            meant.entities,
            meant.offer,
            bool(meant.because),
            meant.kindness,
            meant.bare,
        )

    @property
    def written(self) -> dict[str, Any]:
        """As JSON can keep it."""
        named = {name: value for name, value in asdict(self.entities).items() if value}
        return {
            "message": self.message,
            "text": self.text,
            "route": self.route,
            "entities": named,
            "offer": self.offer,
        }

    @classmethod
    def read(cls, data: Mapping[str, Any] | None) -> Heard | None:
        """None: nothing was heard."""
        if not data:
            return None
        named = dict(data["entities"])
        domains = tuple(named.pop("domains", ()))
        entities = Entities(domains=domains, **named)
        return cls(data["message"], data["text"], data["route"], entities, tuple(data["offer"]))

    @property
    def about(self) -> str:
        """The number of what they are about, if it is one of ours."""
        return self.entities.conversation or self.entities.request or ""

    @property
    def for_people(self) -> bool:
        return self.route == HUMAN
