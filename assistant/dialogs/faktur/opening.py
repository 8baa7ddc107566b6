"""The ways into ``/faktur``: the command, the menu, and buttons and links that name something."""

from __future__ import annotations

from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.faktur.viewed import accounts_of, theirs
from assistant.dialogs.turn import say_above, turn_of

WHERE = "where"
"""Named by a pushed button: where faktur go."""


async def open_faktur(manager: DialogManager, named: str) -> None:
    """``named`` is a faktur's id, if it is theirs, or :data:`WHERE`; otherwise the archive."""
    turn = turn_of(manager)
    links = await accounts_of(manager)
    if links and named != WHERE:
        await turn.work.archive.looked(turn.person.id)
    if not links:
        await manager.start(FakturSG.none, mode=StartMode.RESET_STACK)
    elif named == WHERE:
        only = {"account": links[0]} if len(links) == 1 else None
        state = FakturSG.where_one if only else FakturSG.where
        await manager.start(state, data=only, mode=StartMode.RESET_STACK)
    elif named and await theirs(manager, named):
        await manager.start(FakturSG.one, data={"faktur": named}, mode=StartMode.RESET_STACK)
    else:
        if named:
            say_above(manager, "faktur-problem-not-found")
        await manager.start(FakturSG.home, mode=StartMode.RESET_STACK)
