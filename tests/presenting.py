"""What a presenter is owed, shown one by one."""

from __future__ import annotations

from assistant.runner.presenter import Presenter


async def show_one(presenter: Presenter) -> bool:
    """False when nothing is owed that may be shown now."""
    owed = await presenter.take()
    if owed is not None:
        await presenter.show(owed)
    return owed is not None
