"""What we use of libraries beside what they promise: a release that changes it fails here.

``docs/code.md`` lists them.
"""

from __future__ import annotations

import dataclasses
import gc
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg
from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.fsm.state import State, StatesGroup, StatesGroupMeta
from aiogram.methods import Response, SendMessage
from aiogram.types import TelegramObject
from aiogram_dialog.api.entities import Stack
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.widgets.text import Text
from fluent.runtime import FluentBundle, FluentResource, resolver
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import TTFFont
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver
from pgqueuer.executors import DatabaseRetryEntrypointExecutor

from assistant.dialogs.build import build_dispatcher
from assistant.documents.lines import FONTS, font_file
from assistant.runner.answers import answer_type
from assistant.storage.embedded import dsn
from assistant.texts import Texts

QUEUE = {
    "pgqueuer": {
        "id", "entrypoint", "priority", "payload", "status", "attempts", "created",
        "execute_after", "heartbeat", "queue_manager_id",
    },
    "pgqueuer_log": {"id", "job_id", "status", "entrypoint", "priority", "traceback", "created"},
    "pgqueuer_statistics": {"id", "created"},
}  # fmt: skip


def test_a_text_of_fluent_may_hold_more_than_its_limit_by_a_name_that_it_reads() -> None:
    made = FluentBundle(["id"], use_isolating=False)
    made.add_resource(FluentResource("said = { $words }"))
    words = "kata " * 10_000
    texts = Texts({"id": made}, ZoneInfo("Asia/Jakarta"))
    assert resolver.MAX_PART_LENGTH == 100_000
    assert texts.plain("id", "said", {"words": words}).strip() == words.strip()


def test_the_type_of_an_answer_is_made_once_as_long_as_it_is_kept() -> None:
    kept = answer_type(SendMessage)
    gc.collect()
    assert Response[SendMessage.__returning__] is kept  # type: ignore[name-defined]


async def test_the_tables_of_the_queue_have_the_columns_that_we_read(assistant_url: str) -> None:
    connection = await asyncpg.connect(dsn(assistant_url))
    try:
        for table, wanted in QUEUE.items():
            rows = await connection.fetch(
                "select column_name from information_schema.columns where table_name = $1", table
            )
            assert wanted <= {row["column_name"] for row in rows}, table
    finally:
        await connection.close()


async def test_a_worker_of_the_queue_gets_the_number_that_we_give_it(assistant_url: str) -> None:
    connection = await asyncpg.connect(dsn(assistant_url))
    try:
        queue = PgQueuer(AsyncpgDriver(connection))
        assert queue.qm.queue_manager_id.version == 4  # made anew, and so ours to replace
    finally:
        await connection.close()


def test_dialogs_that_are_begun_in_the_same_second_are_told_apart() -> None:
    assert build_dispatcher  # the module that makes it so
    numbers = [Stack().push(State(), None).id for _ in range(1000)]
    assert len(set(numbers)) == len(numbers)
    assert max(map(len, numbers)) <= 6  # a button's data has no more room


def test_the_queues_executor_has_the_pauses_that_ours_changes() -> None:
    fields = {field.name for field in dataclasses.fields(DatabaseRetryEntrypointExecutor)}
    assert {"initial_delay", "max_delay", "max_attempts"} <= fields


def test_a_font_that_is_embedded_can_be_told_not_to_look_for_the_bounds_of_its_glyphs() -> None:
    pdf = FPDF()
    pdf.add_font("ours", "", font_file(FONTS[0]))
    embedded = pdf.fonts["ours"]
    assert isinstance(embedded, TTFFont)
    assert isinstance(embedded.ttfont, TTFont)
    with embedded.ttfont as font:  # fpdf2 leaves its file open
        assert font.recalcBBoxes is True


def test_aiogram_dialog_hands_the_dialogs_context_to_middlewares_by_this_key() -> None:
    assert CONTEXT_KEY == "aiogd_context"


def test_a_text_of_aiogram_dialog_is_made_by_the_method_that_ours_override() -> None:
    assert Text.__abstractmethods__ == {"_render_text"}


def test_aiograms_dispatcher_lists_its_observers_by_name() -> None:
    assert {"update", "message", "callback_query", "my_chat_member"} <= set(Dispatcher().observers)


async def test_a_router_of_aiogram_hands_an_update_on_by_the_method_that_ours_overrides() -> None:
    came: list[str] = []

    class Ours(Router):
        async def propagate_event(
            self, update_type: str, event: TelegramObject, **kwargs: Any
        ) -> Any:
            came.append(update_type)
            return UNHANDLED

    above = Router()
    above.include_router(Ours())
    await above.propagate_event("message", TelegramObject())
    assert came == ["message"]


def test_a_group_of_states_can_be_made_by_its_type_and_has_a_whole_name() -> None:
    ask = State()
    made = StatesGroupMeta("AkunSG", (StatesGroup,), {"ask": ask})
    assert made.__full_group_name__ == "AkunSG"
    assert (ask.state, ask.group) == ("AkunSG:ask", made)


def test_a_method_of_aiogram_has_the_name_of_its_call() -> None:
    assert SendMessage.__api_method__ == "sendMessage"
