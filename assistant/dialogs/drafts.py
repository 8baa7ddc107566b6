"""Typed drafts: a frozen dataclass that alone knows how it is stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from aiogram_dialog import DialogManager

from assistant.dialogs.turn import turn_of

_KEPT = "#draft"
"""In the data of a feature's dialog: something of its draft was kept when it was read last."""


class DraftGoneError(Exception):
    """What a person typed into the window that stands was left for so long that it is deleted."""

    def __init__(self, feature: str) -> None:
        super().__init__(feature)
        self.feature = feature


def forget_draft(manager: DialogManager) -> None:
    """That there was one is told; from here on the dialog is without."""
    manager.current_context().dialog_data.pop(_KEPT, None)


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
        """The person's draft, or an empty one. Raises DraftGoneError where there was one when this
        window was shown: an empty one is not what the person sees."""
        turn, dialog = turn_of(manager), cls._dialog(manager)
        if cls.FEATURE not in turn.known:
            stored = await turn.work.drafts.get(turn.person.id, cls.FEATURE)
            if stored is None and _KEPT in dialog:
                raise DraftGoneError(cls.FEATURE)
            turn.known[cls.FEATURE] = cls.restored(stored.data if stored else {})
        draft = turn.known[cls.FEATURE]
        assert isinstance(draft, cls)
        if draft != cls():
            dialog[_KEPT] = True
        return draft

    @classmethod
    def _dialog(cls, manager: DialogManager) -> dict[str, Any]:
        """The data of this feature's dialog, where the person is in it."""
        if manager.has_context():
            context = manager.current_context()
            here = manager.middleware_data["features"].at(context.state)
            if here is not None and here.name == cls.FEATURE:
                return context.dialog_data
        return {}

    @classmethod
    def restored(cls, data: dict[str, Any]) -> Self:
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in names})

    async def save(self, manager: DialogManager, step: str) -> None:
        """Keep it; ``step`` is where to go on, by a name that outlives renamed windows."""
        turn = turn_of(manager)
        await turn.work.drafts.put(turn.person.id, self.FEATURE, self.VERSION, step, asdict(self))
        turn.known[self.FEATURE] = self
        self._dialog(manager)[_KEPT] = True

    @classmethod
    async def drop(cls, manager: DialogManager) -> None:
        """It is sent, or given up."""
        turn = turn_of(manager)
        await turn.work.drafts.drop(turn.person.id, cls.FEATURE)
        turn.known.pop(cls.FEATURE, None)
        cls._dialog(manager).pop(_KEPT, None)
