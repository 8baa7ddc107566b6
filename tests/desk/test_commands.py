"""Commands of the staff chat, however a phone or Telegram's list writes them."""

from __future__ import annotations

import pytest

from assistant.desk.finance_topic import COMMANDS as FINANCE
from assistant.desk.finding import COMMANDS as FINDING
from assistant.desk.help import HELP_COMMAND
from assistant.desk.links import LINKS_COMMAND
from assistant.desk.queue import QUEUE_COMMAND
from assistant.desk.talking import COMMANDS as TALKING
from assistant.dialogs.all import all_commands
from assistant.storage import tables as t
from tests.desk.finance_desk import Desk
from tests.play import Table

RINA = 2001
ALL = (*TALKING, "templat", *FINANCE, *FINDING, HELP_COMMAND, LINKS_COMMAND, QUEUE_COMMAND)
CUSTOMERS = [name for name in all_commands() if name not in ALL]


async def came_of(table: Table) -> tuple[list[str], list[str]]:
    """The keys of what was said, and the acts that were asked for, oldest first."""
    told = [key for key, _ in await table.staff_chat().told()]
    acts = await table.rows(t.finance_act)
    return told, [row.act for row in sorted(acts, key=lambda row: row.id)]


@pytest.mark.parametrize("command", [*ALL, *CUSTOMERS])
async def test_however_it_is_written_the_same_comes_of_it(table: Table, command: str) -> None:
    staff = table.staff_chat()
    await staff.write(RINA, f"/{command} tokobudi.example")
    told, acts = await came_of(table)
    assert told or acts
    ways = (command.capitalize(), command.upper(), f"{command}@CloudKilat_bot")
    for written in ways:
        await staff.write(RINA, f"/{written} tokobudi.example")
    assert await came_of(table) == (told * (1 + len(ways)), acts * (1 + len(ways)))


@pytest.mark.parametrize("command", CUSTOMERS)
async def test_that_of_the_private_chat_is_said_to_belong_there(table: Table, command: str) -> None:
    staff = table.staff_chat()
    await staff.write(RINA, f"/{command}")
    assert [key for key, _ in await staff.told()] == ["desk-private"]


async def test_without_words_after_it_none_is_quoted(desk: Desk) -> None:
    for command in ALL:
        await desk.write(f"/{command}")
    told = await desk.told()
    assert len(told) >= len(ALL) - 3  # what /angka, /digunggung and /buktipotong find takes a job
    assert [one for one in told if "“”" in one] == []


async def test_that_of_another_bot_is_nothing_to_us(table: Table) -> None:
    staff = table.staff_chat()
    for command in (*ALL, "bls"):
        await staff.write(RINA, f"/{command}@another_bot tokobudi.example")
    assert await came_of(table) == ([], [])


@pytest.mark.parametrize(
    ("typed", "near"),
    [("bls", "balas"), ("balass", "balas"), ("blas", "balas"), ("Cri", None), ("caari", "cari"),
     ("selsai", "selesai"), ("serahkn", "serahkan"), ("tmplat", "templat"), ("poll", None),
     ("ban", None), ("help", None), ("batal", None)],
)  # fmt: skip
async def test_what_is_nearly_a_command_is_said_to_have_gone_nowhere(
    table: Table, typed: str, near: str | None
) -> None:
    staff = table.staff_chat()
    await staff.write(RINA, f"/{typed} Baik, kami periksa dulu.")
    told = await staff.told()
    if near is None:
        assert "desk-nearly" not in [key for key, _ in told]
    else:
        assert [(key, args["near"]) for key, args in told] == [("desk-nearly", near)]


async def test_the_queue_is_asked_for_in_both_spellings(table: Table) -> None:
    staff = table.staff_chat()
    await staff.write(RINA, "/antrean")
    told = await staff.told()
    await staff.write(RINA, "/antrian")
    assert [key for key, _ in await staff.told()] == [key for key, _ in told] * 2
