"""``/batal``, in whatever window and with whatever draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import update

from assistant.dialogs.all import all_features
from assistant.dialogs.drafts import Draft
from assistant.dialogs.features import Feature
from assistant.storage import tables as t
from tests.dialogs.test_every_window import DIALOGS
from tests.play import Chat, Table

FEATURES = {feature.group.__full_group_name__: feature for feature in all_features()}
AT_THE_MENU = {"MenuSG:home"}


def drafts_of(of: type[Draft] = Draft) -> Iterator[type[Draft]]:
    for kind in of.__subclasses__():
        yield kind
        yield from drafts_of(kind)


DRAFTS = {kind.FEATURE: kind for kind in drafts_of() if hasattr(kind, "FEATURE")}


def entered(feature: Feature) -> dict[str, object]:
    """What a draft of it holds that something was put into."""
    kind = DRAFTS[feature.name]
    names = [name for name, value in asdict(kind()).items() if value == ""]
    filled = kind(**{name: "12345" for name in names}) if names else kind()
    assert feature.draft is None or filled.entered
    return asdict(filled)


async def stand_in(chat: Chat, state: str) -> None:
    """The chat shows this window, however one gets there."""
    await chat.send("/bantuan")
    (row,) = await chat.table.rows(t.chat_state)
    place = next(name for name in row.state if name.startswith("aiogd:context:"))
    moved = {**row.state, place: {**row.state[place], "state": state}}
    async with chat.table.engine.begin() as connection:
        await connection.execute(update(t.chat_state).values(state=moved))


async def leave_draft(table: Table, feature: Feature) -> None:
    step = next(iter(feature.steps), "sure")
    async with table.shop.work() as work:
        await work.drafts.put(1001, feature.name, 1, step, entered(feature))


async def test_from_every_window_with_a_draft_the_menu_or_the_question_comes(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    for dialog in DIALOGS:
        feature = FEATURES.get(dialog.states_group().__full_group_name__)
        has_draft = feature is not None and feature.name in DRAFTS
        for state in dialog.states():
            if state.state in AT_THE_MENU:
                continue
            if feature is not None and has_draft:
                await leave_draft(table, feature)
            await stand_in(chat, str(state.state))
            screen = await chat.send("/batal")
            if feature is not None and has_draft and feature.under_way:
                assert table.texts.plain("id", feature.under_way, {}) in screen, state
            else:
                assert "Baik, dibatalkan." in screen, state
                assert not await table.rows(t.draft), state
            async with table.engine.begin() as connection:
                await connection.execute(t.draft.delete())


async def test_words_that_opened_a_screen_are_no_draft_that_one_is_asked_about(
    table: Table,
) -> None:
    chat = table.chat()
    await chat.agree()
    await chat.send("faktur bulan lalu mana ya")
    assert "faktur bulan lalu mana ya" in await chat.send("/cs")
    assert "Baik, dibatalkan." in await chat.send("/batal")


def test_what_one_can_go_on_with_has_a_name() -> None:
    assert [one.name for one in all_features() if one.steps and not one.under_way] == []
