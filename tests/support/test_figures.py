"""How customers were answered, in figures; and what they said of it, played over the sandbox."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

from assistant.desk.figures_sheet import figures_sheet
from assistant.documents.sheets import write_sheet
from assistant.domain.staff import Standing
from assistant.domain.support.answering import Staff, answer
from assistant.domain.support.beginning import begin
from assistant.domain.support.figures import Figures, Span, Talked, figures_of
from assistant.domain.support.measuring import figures_on_monday
from assistant.domain.support.model import About, Subject, Words
from assistant.domain.support.taking import settle
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.storage.repositories.ratings import TALKED
from assistant.worker.acts import FinanceJobs
from assistant.worker.figures import FiguresJobs
from tests.play import Table
from tests.simclient import BUDI, RINA, STAFF
from tests.support.scene import scene_on

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TEAM = Staff(RINA, "Rina =1+1")


def talked(
    minutes: int | None, *, by: str = "Rina", solved: bool = False, score: int | None = None
) -> Talked:
    answered = None if minutes is None else MONDAY + timedelta(minutes=minutes)
    return Talked("CS-1", About.OTHER, "", MONDAY, answered, by, solved, score, "")


def figures(*all_of: Talked) -> Figures:
    return figures_of(
        Span.week_of(MONDAY.date()), all_of, lambda a, b: b - a <= timedelta(minutes=10)
    )


@pytest.mark.parametrize(
    ("waits", "half", "most"),
    [
        ([], None, None),
        ([None], None, None),
        ([7], 7, 7),
        ([1, 2], 1, 2),
        ([1, 2, 3], 2, 3),
        (list(range(1, 11)), 5, 9),
        (list(range(1, 12)), 6, 10),
        ([5, None, 5, 500], 5, 500),
    ],
)
def test_half_and_nine_in_ten_are_counted_by_rank(
    waits: list[int | None], half: int | None, most: int | None
) -> None:
    seen = figures(*map(talked, waits))
    assert (seen.wait_of(0.5), seen.wait_of(0.9)) == (half, most)


def test_who_what_and_how_good_are_added_up() -> None:
    seen = figures(
        talked(5, solved=True, score=5), talked(30, by="Dewi", score=2), talked(None, by="")
    )
    assert (seen.answered, seen.within, seen.solved) == (2, 1, 1)
    assert seen.by_whom == [("Rina", 1), ("Dewi", 1)]
    assert seen.by_what == [(About.OTHER, 3)]
    assert seen.score == 3.5
    assert figures().score is None


@pytest.mark.parametrize(
    ("typed", "first", "last", "before"),
    [
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 16)),
        ("2026-11-29", date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 16)),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), date(2025, 12, 1)),
        ("02/2028", date(2028, 2, 1), date(2028, 2, 29), date(2028, 1, 1)),
    ],
)
def test_a_week_begins_on_monday_and_a_month_on_its_first(
    typed: str, first: date, last: date, before: date
) -> None:
    span = Span.read(typed)
    assert span is not None
    assert (span.first, span.last, span.before.first) == (first, last, before)
    assert Span.read(span.text) == span
    begins, ends = span.moments
    assert begins == datetime(first.year, first.month, first.day, tzinfo=begins.tzinfo)
    assert (begins.astimezone(UTC).hour, ends.astimezone(UTC).hour) == (17, 17)


@pytest.mark.parametrize("typed", ["", "minggu", "2026-13", "2026-11-31", "x" * 300])
def test_what_is_no_week_and_no_month_is_none(typed: str) -> None:
    assert Span.read(typed) is None


class Office:
    """Conversations with a clock, and the jobs of ``/angka``."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.messages = iter(range(1, 1000))

    async def asks(self, person: int, about: Subject | None = None) -> str:
        async with self.table.shop.work() as work:
            await work.people.seen(person, f"Orang {person}", None, "id")
            words = Words(person, next(self.messages), "Tolong")
            return (await begin(work, person, about or Subject(), words)).number

    async def answers(self, number: str, after: int) -> None:
        self.table.clock.move(timedelta(minutes=after))
        async with self.table.shop.work() as work:
            await answer(work, TEAM, number, Words(STAFF, next(self.messages), "Baik"))

    async def settles(self, number: str) -> None:
        async with self.table.shop.work() as work:
            assert await settle(work, TEAM, number)

    async def questions(self, person: int) -> list[Any]:
        """What they were asked about a conversation: the buttons."""
        rows = await self.table.rows(t.delivery, t.delivery.c.person == person)
        return [row.payload["buttons"] for row in rows if row.payload["key"] == "ntf-rate"]

    async def work_off(self) -> list[Any]:
        """The newest messages in the staff chat, a text and its sheet."""

        async def standing(staff: int) -> Standing:
            return Standing.MEMBER

        async def no_topic() -> None:
            return None

        finance = FinanceJobs(self.table.shop, standing, no_topic, None)
        draw = partial(figures_sheet, write_sheet, self.table.texts, "id")
        while jobs := await self.table.jobs():
            async with self.table.shop.work() as work:
                await work.connection.execute(text("delete from pgqueuer"))
            for job, key in jobs:
                if job == "finance-act":
                    await finance.act(key)
                elif job == "figures":
                    await FiguresJobs(self.table.shop, draw).figures(key)
                    await FiguresJobs(self.table.shop, draw).figures(key)
        rows = await self.table.rows(t.delivery, t.delivery.c.channel == "staff")
        mine = [r for r in rows if r.payload["key"].startswith("desk-figures")]
        return sorted(mine, key=lambda row: row.id)

    async def writes(self, words: str) -> list[Any]:
        entities = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]
        await self.table.staff_chat().write(RINA, words, topic=5, entities=entities)
        return await self.work_off()

    async def cells(self, sha256: str) -> list[list[object]]:
        async with self.table.shop.work() as work:
            content = await work.documents.get(sha256)
        assert content is not None
        book = openpyxl.load_workbook(io.BytesIO(content))
        rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
        book.close()
        return rows


@pytest.fixture
async def office(table: Table) -> Office:
    return Office(table)


async def test_angka_tells_of_the_week_with_a_sheet_of_each_conversation(office: Office) -> None:
    first = await office.asks(BUDI)
    await office.answers(first, 12)
    await office.settles(first)
    await office.asks(1002, Subject(About.FAKTUR, "INV-1"))
    said, sheet = await office.writes("/angka")
    words = office.table.texts.plain("id", said.payload["key"], load_args(said.payload["args"]))
    assert "2 percakapan dimulai, 1 sudah selesai" in words
    assert "setengahnya dalam 0 jam 12 menit" in words
    assert "Belum dijawab: 1" in words
    assert "• Rina =1+1: 1" in words
    assert "• Faktur: 1" in words
    assert (said.payload["thread"], sheet.payload["thread"]) == (5, 5)
    rows = await office.cells(sheet.document)
    assert rows[1][0] == first
    assert rows[1][3:6] == [12, "Rina =1+1", "ya"]
    assert rows[2][2] == "Tentang faktur untuk tagihan INV-1"


async def test_other_weeks_and_months_are_a_button_away(office: Office) -> None:
    number = await office.asks(BUDI)
    await office.answers(number, 1)
    said, _ = await office.writes("/angka")
    before, month = [button["data"] for button in said.payload["buttons"]]
    assert (before, month) == ("fin:figures:2026-11-16", "fin:figures:2026-11")
    await office.table.staff_chat().tap(RINA, before, topic=5)
    assert (await office.work_off())[-1].payload["args"]["lines"][0]["say"] == "desk-figures-none"
    await office.table.staff_chat().tap(RINA, month, topic=5)
    assert (await office.work_off())[-2].payload["key"] == "desk-figures-month"


async def test_on_monday_last_weeks_figures_are_told_once(office: Office) -> None:
    number = await office.asks(BUDI)
    await office.answers(number, 1)
    for moment, told in (
        (datetime(2026, 11, 29, 4, 0, tzinfo=UTC), 0),  # Sunday
        (datetime(2026, 11, 30, 1, 59, tzinfo=UTC), 0),  # 08.59 WIB
        (datetime(2026, 11, 30, 2, 0, tzinfo=UTC), 2),
        (datetime(2026, 11, 30, 9, 0, tzinfo=UTC), 2),
    ):
        office.table.clock.now = moment
        async with office.table.shop.work() as work:
            await figures_on_monday(work)
        assert len(await office.work_off()) == told
    args = load_args((await office.work_off())[0].payload["args"])
    assert args["first"] == date(2026, 11, 23)


async def test_a_customer_is_asked_at_the_end_and_not_again_for_two_weeks(office: Office) -> None:
    for days, asked in ((0, 1), (13, 1), (1.1, 2)):
        office.table.clock.move(timedelta(days=days))
        number = await office.asks(BUDI)
        await office.answers(number, 1)
        await office.settles(number)
        assert len(await office.questions(BUDI)) == asked


async def test_who_was_not_answered_or_is_muted_is_not_asked(office: Office) -> None:
    number = await office.asks(BUDI)
    await office.settles(number)
    assert await office.questions(BUDI) == []
    number = await office.asks(1002)
    await office.answers(number, 1)
    async with office.table.shop.work() as work:
        await work.conversations.mute(1002, RINA)
    await office.settles(number)
    assert await office.questions(1002) == []


async def test_a_score_counts_from_whom_it_was_asked_only_and_can_be_changed(
    office: Office,
) -> None:
    number = await office.asks(BUDI)
    await office.answers(number, 1)
    await office.settles(number)
    [buttons] = await office.questions(BUDI)
    other = office.table.chat(1002)
    assert "tidak dapat diisi" in await other.tap_data(buttons[0]["data"])
    budi = office.table.chat(BUDI)
    for wrong in ("go:nilai:", "go:nilai:1-6", "go:nilai:1-0", "go:nilai:99-5", "go:nilai:x-y"):
        assert "tidak dapat diisi" in await budi.tap_data(wrong)
    assert "nilai 2" in await budi.tap_data(buttons[1]["data"])
    assert "nilai 5" in await budi.tap_data(buttons[4]["data"])
    assert "dibaca tim" in await budi.send("Cepat sekali, terima kasih")
    _, sheet = await office.writes("/angka")
    assert (await office.cells(sheet.document))[1][6:] == [5, "Cepat sekali, terima kasih"]
    async with office.table.shop.work() as work:
        assert "rating" in await work.people.everything(BUDI)
        await work.people.forget(BUDI)
    assert await office.table.rows(t.rating) == []


async def test_the_figures_read_no_table_from_end_to_end(office: Office) -> None:
    begins, ends = Span.week_of(date(2026, 11, 23)).moments
    async with office.table.shop.work() as work:
        await work.connection.execute(text("set local enable_seqscan = off"))
        plan = await work.connection.execute(
            text(f"explain {TALKED}"), {"begins": begins, "ends": ends}
        )
        assert not [row[0] for row in plan if "Seq Scan" in row[0]]


async def test_a_conversation_ends_with_a_score_on_the_phone(
    assistant_url: str, tmp_path: Path
) -> None:
    async with scene_on(assistant_url, tmp_path) as scene:
        await scene.says(BUDI, "/start")
        await scene.sim.tap(BUDI, "Setuju")
        await scene.settle()
        await scene.says(BUDI, "/cs")
        await scene.says(BUDI, "Website saya mati")
        await scene.sim.tap(BUDI, "Kirim ke tim")
        await scene.settle()
        topic = await scene.topic_of(await scene.only_number())
        await scene.replies(RINA, "Website saya", "Sudah jalan lagi", topic=topic)
        await scene.writes(RINA, "/selesai", topic=topic)
        asked = await scene.find(BUDI, "Bagaimana bantuan kami")
        [row] = asked["reply_markup"]["inline_keyboard"]
        assert [button["text"] for button in row] == ["1", "2", "3", "4", "5"]
        await scene.sim.tap(BUDI, "4")
        await scene.settle()
        await scene.says(BUDI, "Agak lama")
        [rating] = await scene.table.rows(t.rating)
        assert (rating.score, rating.opinion) == (4, "Agak lama")
        assert await scene.heard(BUDI) == ["Sudah jalan lagi"]
