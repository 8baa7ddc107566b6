"""Every window, with all that can stand in it at once and in the longest words, fits Telegram and a
phone. The values are previews: no getter runs, so nothing of a person is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from typing import Any, cast
from unicodedata import category
from zoneinfo import ZoneInfo

import pytest
from aiogram.fsm.state import State
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.about import AiogramDialogStates
from aiogram_dialog.api.entities import Context

from assistant.dialogs.all import all_dialogs, all_features
from assistant.dialogs.build import build_dispatcher
from assistant.dialogs.turn import Turn
from assistant.domain.people.model import Person
from assistant.domain.words import Say
from assistant.domain.work import Work
from assistant.runner.window import RecordingMessageManager
from assistant.texts import LOCALES, Texts
from tests.play import SETTINGS

TEXTS = Texts.load(ZoneInfo("Asia/Jakarta"), brand="CloudKilat", bot="cloudkilat_bot")
LONGEST_MESSAGE = 4096
LONGEST_DATA = 64
"""Bytes of a button's callback data."""
INTENT = 7
"""Bytes of it that aiogram-dialog takes for the window."""
WHOLE_ROW = 52
"""Characters that a button alone in its row has on two lines of a narrow phone."""
SHARED_ROW = 64
"""Characters of all the buttons of one row together, an icon counted as two."""
DAY = date(2026, 11, 23)

DAYS = {"month", "masa", "paid", "due", "issued"}
MOMENTS = {"when", "at", "proven", "until", "checked_at"}
NUMBERS = {
    "count", "found", "chosen", "free", "number_of", "length", "longest", "left", "most",
}  # fmt: skip
AMOUNTS = {"dpp", "ppn", "total", "tax"}
LISTS = {
    "items", "links", "requests", "others", "months", "years", "departments", "bare", "provinces",
    "banks", "coming",
}  # fmt: skip
LINES = {
    "services", "checks", "history", "files", "lines", "facts", "standing", "now", "next", "where",
    "blocks", "companies", "more", "steps", "trouble", "slips",
}  # fmt: skip
WORDS = {
    "text": "Kata <b>pelanggan</b> " * 140,
    "answer": "Jawaban & kata " * 60,
    "question": "Pertanyaan tim kami " * 20,
    "message": "Isi tiket yang ditulis sendiri. " * 90,
    "shortened": "Isi tiket yang ditulis sendiri. " * 22,
    "subject": "Perihal " * 12,
    "url": "https://portal.cloudkilat.example/privasi",
    "portal": "https://portal.cloudkilat.example",
    "privacy": "https://portal.cloudkilat.example/privasi",
    "add": "https://t.me/cloudkilat_bot?startgroup=faktur",
    "number": "PND-7F3KQ2MX",
    "ticket": "#482913",
    "year": "2026",
    "proposed": "keuangan@perusahaan.example",
    "unit": "000001",
    "name": "Budi Santoso",
    "brand": "CloudKilat",
}
ORDINARY = "PT Maju <Jaya> & Rekan Sejahtera"
ITEM = {"id": "12345678", "label": "🌐 sebuah-nama-domain.example"}


LINE = Say("service-domain", {"name": ORDINARY})
OWN: dict[str, dict[str, Any]] = {
    "RencanaSG:home": {"requests": 3},
    "RencanaSG:company": {"items": (LINE,) * 20},
    "BuktipotongSG:bank": {"banks": [{"id": str(n), "label": "CIMB Niaga"} for n in range(12)]},
}
"""What a window calls by a name that means another thing elsewhere."""


class Preview(dict[str, Any]):
    """A value for whatever a window asks for: everything is there at once."""

    def __missing__(self, name: str) -> Any:
        if name == "years":
            return [{"id": f"202{n}", "label": f"202{n}"} for n in range(8)]
        if name in LISTS:
            return [{**ITEM, "id": f"1234567{n}"} for n in range(8)]
        if name in DAYS:
            return DAY
        if name in MOMENTS:
            return datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
        if name in NUMBERS:
            return 12
        if name in AMOUNTS:
            return Decimal(1_250_000)
        if name in LINES:
            return (LINE,) * 8
        return WORDS.get(name, ORDINARY)

    def get(self, name: str, default: Any = None) -> Any:
        return self[name]


def every_dialog() -> list[Dialog]:
    dispatcher = build_dispatcher(
        all_features(), all_dialogs(), MemoryStorage(), RecordingMessageManager()
    )
    found: list[Dialog] = []
    waiting = list(dispatcher.sub_routers)
    while waiting:
        router = waiting.pop()
        waiting += router.sub_routers
        if isinstance(router, Dialog) and router.states_group() is not AiogramDialogStates:
            found.append(router)
    return found


DIALOGS = every_dialog()


def windows() -> Iterator[Any]:
    for dialog in DIALOGS:
        for state in dialog.states():
            yield pytest.param(dialog, state, id=state.state)


class Looker:
    """As much of a dialog manager as drawing a window takes."""

    def __init__(self, state: State, locale: str) -> None:
        person = Person(1, "Budi", None, locale, chat_open=True)
        turn = Turn(cast(Work, None), person, TEXTS, SETTINGS, "preview")
        self.middleware_data = {"turn": turn}
        self.event = None
        self._context = Context(
            _intent_id="0", _stack_id="0", state=state, start_data={}, dialog_data={},
            widget_data={},
        )  # fmt: skip

    def current_context(self) -> Context:
        return self._context

    def is_preview(self) -> bool:
        return True

    @property
    def dialog_data(self) -> Any:
        return self._context.dialog_data

    @property
    def start_data(self) -> Any:
        return self._context.start_data


def shown(text: str) -> int:
    """Characters that Telegram counts."""
    return len(unescape(re.sub(r"<[^>]+>", "", text)).encode("utf-16-le")) // 2


def _seen(label: str) -> str:
    """Without what aiogram-dialog hides in the labels of a keyboard below the chat."""
    return "".join(char for char in label if category(char) not in ("Cf", "Mn"))


def test_none_is_forgotten() -> None:
    assert {dialog.states_group_name() for dialog in DIALOGS} >= {
        "MenuSG", "ConsentSG", "ResumeSG", "LeaveSG", "ChooseSG", "AsideSG", "CsSG", "PengaturanSG",
        "AkunSG", "HubungkanSG", "NpwpSG", "PindahSG", "TiketSG", "FakturSG", "BantuanSG",
    }  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("dialog", "state"), list(windows()))
async def test_a_window_fits(dialog: Dialog, state: State, locale: str) -> None:
    window = dialog.windows[state]
    assert isinstance(window, Window)
    manager, data = (
        cast(DialogManager, Looker(state, locale)),
        Preview(OWN.get(str(state.state), {})),
    )
    text = await window.render_text(data, manager)
    assert 0 < shown(text) <= LONGEST_MESSAGE
    markup = await window.render_kbd(data, manager)
    assert isinstance(markup, InlineKeyboardMarkup | ReplyKeyboardMarkup)
    rows: list[Any] = (
        markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else markup.keyboard
    )
    assert sum(map(len, rows)) <= 100
    for row in rows:
        labels = [_seen(button.text) for button in row]
        assert all(label.strip() for label in labels)
        assert sum(map(len, labels)) <= (WHOLE_ROW if len(row) == 1 else SHARED_ROW), labels
        for button in row:
            said = getattr(button, "callback_data", None) or ""
            assert len(said.encode()) <= LONGEST_DATA - INTENT, said
