"""The ways into ``/buktipotong``: the command, the menu, and buttons that name something."""

from __future__ import annotations

from aiogram_dialog import DialogManager, StartMode

from assistant.dialogs.buktipotong.states import BuktipotongSG
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.looking import look_anew
from assistant.domain.withholding.expecting import expected
from assistant.domain.withholding.refunding import asked_back

BACK = "kembali-"
"""Named by a pushed button: something is given back."""


async def open_buktipotong(manager: DialogManager, named: str) -> None:
    """``named`` is an invoice's id, or a payment or credit that is due for a slip; otherwise the
    list. What the portal says of unpaid invoices is fetched meanwhile."""
    turn = turn_of(manager)
    links = await turn.work.links.of(turn.person.id)
    if not links:
        await manager.start(BuktipotongSG.none, mode=StartMode.RESET_STACK)
        return
    if named.startswith(BACK):
        due = await asked_back(turn.work, turn.person.id, named.removeprefix(BACK))
        if due is not None:
            data = {"due": str(due.id)}
            await manager.start(BuktipotongSG.back, data=data, mode=StartMode.RESET_STACK)
            return
        say_above(manager, "buktipotong-problem-chosen")
    for link in links:
        await look_anew(turn.work, turn.person.id, link.account)
    found = await expected(turn.work, turn.person.id, named, turn.settings.subjects)
    if found is not None:
        data = {"invoice": named}
        await manager.start(BuktipotongSG.one, data=data, mode=StartMode.RESET_STACK)
        return
    await manager.start(BuktipotongSG.home, mode=StartMode.RESET_STACK)
