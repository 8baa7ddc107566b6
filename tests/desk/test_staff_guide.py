"""``/bantuan`` for those who work in the staff chat."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant.desk.callbacks import HelpButton, HelpPage
from assistant.desk.finance_topic import COMMANDS as FINANCE
from assistant.desk.finding import COMMANDS as FINDING
from assistant.desk.help import PAGES
from assistant.desk.talking import COMMANDS as TALKING
from assistant.domain.finance.model import TOPIC_MARK
from assistant.storage import tables as t
from assistant.texts import LOCALES, Texts
from tests.play import Table

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")
RINA, ANONYMOUS_ADMIN, FINANCE_TOPIC = 2001, 1087968824, 9
COMMAND = [{"type": "bot_command", "offset": 0, "length": 8}]


@pytest.fixture
async def table(table: Table) -> Table:
    async with table.shop.work() as work:
        await work.marks.set(TOPIC_MARK, str(FINANCE_TOPIC))
    return table


async def said(table: Table) -> list[Any]:
    rows = await table.rows(t.delivery, t.delivery.c.channel == "staff")
    return [row.payload for row in sorted(rows, key=lambda row: row.id)]


@pytest.mark.parametrize(
    ("topic", "key"),
    [(None, "desk-help-staff"), (5, "desk-help-staff"), (FINANCE_TOPIC, "desk-help-finance")],
)
async def test_it_begins_with_what_the_topic_is_for(
    table: Table, topic: int | None, key: str
) -> None:
    await table.staff_chat().write(RINA, "/bantuan", topic=topic, entities=COMMAND)
    [page] = await said(table)
    assert (page["key"], page.get("thread")) == (key, topic)


async def test_a_page_takes_the_place_of_the_one_before(table: Table) -> None:
    await table.staff_chat().write(RINA, "/bantuan", entities=COMMAND)
    [home] = await said(table)
    await table.staff_chat().tap(RINA, home["buttons"][1]["data"])
    page = (await said(table))[-1]
    assert page["key"] == "desk-help-answer"
    assert page["edits_message"]
    assert [button["data"] for button in page["buttons"]] == ["help:staff"]


async def test_every_page_is_reached_from_either_beginning(table: Table) -> None:
    for home in (HelpPage.STAFF, HelpPage.FINANCE):
        seen: set[str] = set()
        left = [HelpButton(page=home).pack()]
        while left:
            data = left.pop()
            if data not in seen:
                seen.add(data)
                await table.staff_chat().tap(RINA, data)
                left += [button["data"] for button in (await said(table))[-1]["buttons"]]
        assert seen == {HelpButton(page=page).pack() for page in HelpPage}


async def test_who_hides_and_who_taps_what_is_no_page_get_nothing(table: Table) -> None:
    await table.staff_chat().write(ANONYMOUS_ADMIN, "/bantuan", entities=COMMAND)
    await table.staff_chat().tap(RINA, "help:x")
    assert await said(table) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_guide_names_every_command_of_this_chat(locale: str) -> None:
    words = " ".join(TEXTS.html(locale, page.text) for page in PAGES.values())
    named = set(re.findall(r"/([a-z]+)\b", words))
    assert {*TALKING, *FINDING, *FINANCE} <= named


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", HelpPage)
def test_a_page_is_short(page: HelpPage, locale: str) -> None:
    assert len(TEXTS.plain(locale, PAGES[page].text)) < 900
    assert len(TEXTS.plain(locale, PAGES[page].title)) < 32
