"""Typed drafts: a frozen dataclass that alone knows how it is stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from aiogram_dialog import DialogManager

from assistant.dialogs.turn import turn_of


@dataclass(frozen=True)
class Draft:
    """What a person has typed into one feature.

    Every field has a default, and holds what JSON can (text, numbers, lists of text): a draft of
    an older or newer release is read as far as its fields are still known.
    """

    FEATURE: ClassVar[str]
    VERSION: ClassVar[int] = 1

    @property
    def entered(self) -> bool:
        """Whether a person has put anything into it that is worth going on with."""
        return self != type(self)()

    @classmethod
    async def read(cls, manager: DialogManager) -> Self:
        """The person's draft, or an empty one."""
        turn = turn_of(manager)
        if cls.FEATURE not in turn.known:
            stored = await turn.work.drafts.get(turn.person.id, cls.FEATURE)
            turn.known[cls.FEATURE] = cls.restored(stored.data if stored else {})
        draft = turn.known[cls.FEATURE]
        assert isinstance(draft, cls)
        return draft

    @classmethod
    def restored(cls, data: dict[str, Any]) -> Self:
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in names})

    async def save(self, manager: DialogManager, step: str) -> None:
        """Keep it; ``step`` is where to go on, by a name that outlives renamed windows."""
        turn = turn_of(manager)
        await turn.work.drafts.put(turn.person.id, self.FEATURE, self.VERSION, step, asdict(self))
        turn.known[self.FEATURE] = self

    @classmethod
    async def drop(cls, manager: DialogManager) -> None:
        """It is sent, or given up."""
        turn = turn_of(manager)
        await turn.work.drafts.drop(turn.person.id, cls.FEATURE)
        turn.known.pop(cls.FEATURE, None)
