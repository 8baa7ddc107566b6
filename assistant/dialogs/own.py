"""The account that a window is about: shown only while the person is linked to it."""

from __future__ import annotations

from aiogram_dialog import DialogManager

from assistant.dialogs.kit import viewed
from assistant.dialogs.turn import turn_of
from assistant.domain.accounts.looking import linked
from assistant.domain.accounts.model import Link


async def own_link(manager: DialogManager, account: str) -> Link:
    """The person's link to it. Raises NotTheirsError."""
    turn = turn_of(manager)
    return await linked(turn.work, turn.person.id, account)


async def viewed_link(manager: DialogManager) -> Link:
    """To the account that was chosen. Raises NotTheirsError."""
    return await own_link(manager, viewed(manager, "account"))
