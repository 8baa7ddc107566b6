"""The menu, the consent before it, and the two questions about a draft that was left."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from aiogram_dialog import Dialog, DialogManager, LaunchMode, Window
from aiogram_dialog.widgets.kbd import Keyboard, Row
from aiogram_dialog.widgets.text import Multi

from assistant.dialogs.features import (
    ConsentSG,
    Feature,
    LeaveSG,
    MenuSG,
    ResumeSG,
    features_of,
    go_on,
    hearing_of,
    open_feature,
    open_menu,
    privacy_text,
    start_over,
)
from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import (
    DANGER,
    PRIMARY,
    SUCCESS,
    T,
    buttons_only,
    choice,
    menu,
    opens,
    press,
    viewed,
)
from assistant.dialogs.now import open_now, what_is_now
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.people.consenting import consent
from assistant.domain.people.model import Purpose


def create_menu_dialog(features: list[Feature]) -> Dialog:
    return Dialog(
        Window(
            T("menu", "name", "brand"),
            T("menu-now", when="items"),
            T("menu-ask"),
            choice("menu_now", open_now, when="items"),
            *_rows(features),
            buttons_only(),
            getter=[_greeting, _now],
            state=MenuSG.home,
        ),
        launch_mode=LaunchMode.ROOT,
    )


def _rows(features: list[Feature]) -> list[Keyboard]:
    listed = sorted((f for f in features if f.label), key=lambda feature: feature.row)
    return [
        Row(*(opens(f"menu_{feature.name}", feature.label, feature.name) for feature in row))
        for _, row in groupby(listed, key=lambda feature: feature.row)
    ]


async def _greeting(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    return {"name": turn.person.name, "brand": turn.settings.brand}


async def _now(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"items": await what_is_now(dialog_manager)}


def create_consent_dialog() -> Dialog:
    return Dialog(
        Window(
            Multi(
                T("greeting", "name", "brand"),
                T("consent-privacy", "url"),
                T("consent-ask"),
                sep="\n\n",
            ),
            Row(
                press("consent_yes", "btn-agree", _agree, style=SUCCESS),
                press("consent_no", "btn-disagree", _refuse),
            ),
            buttons_only(),
            getter=_privacy,
            state=ConsentSG.ask,
        ),
        Window(
            T("consent-refused"),
            press("consent_again", "btn-reconsider", _reconsider),
            opens("consent_help", "btn-help", "bantuan"),
            buttons_only(),
            state=ConsentSG.refused,
        ),
    )


async def _privacy(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    return {
        "name": turn.person.name,
        "brand": turn.settings.brand,
        "url": turn.settings.privacy_url,
    }


async def _agree(manager: DialogManager) -> None:
    turn = turn_of(manager)
    wanted: Any = manager.start_data or {}
    await consent(
        turn.work, turn.person.id, Purpose.PRIVACY, privacy_text(manager), turn.person.locale
    )
    heard = Heard.read(wanted.get("heard"))
    if wanted.get("feature"):
        await open_feature(manager, wanted["feature"], wanted.get("id", ""), heard)
    elif heard is not None:
        await hearing_of(manager).follow(manager, heard)
    else:
        await open_menu(manager)


async def _refuse(manager: DialogManager) -> None:
    await manager.switch_to(ConsentSG.refused)


async def _reconsider(manager: DialogManager) -> None:
    await manager.switch_to(ConsentSG.ask)


def create_resume_dialog() -> Dialog:
    return Dialog(
        Window(
            T("resume-ask", "feature", "when"),
            press("resume_on", "btn-go-on", _go_on, style=PRIMARY),
            press("resume_over", "btn-start-over", _start_over),
            menu("resume"),
            buttons_only(),
            getter=_left_draft,
            state=ResumeSG.ask,
        )
    )


async def _left_draft(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    draft = await turn.work.drafts.get(turn.person.id, viewed(dialog_manager, "feature"))
    return {
        "feature": _under_way(dialog_manager),
        "when": draft.updated_at if draft else turn.work.now,
    }


def _under_way(manager: DialogManager) -> str:
    feature = features_of(manager).get(viewed(manager, "feature"))
    assert feature is not None
    return turn_of(manager).plain(feature.under_way)


async def _go_on(manager: DialogManager) -> None:
    await go_on(manager, viewed(manager, "feature"))


async def _start_over(manager: DialogManager) -> None:
    data: Any = manager.start_data
    heard = Heard.read(data.get("heard"))
    await start_over(manager, viewed(manager, "feature"), data.get("id", ""), heard)


def create_leave_dialog() -> Dialog:
    return Dialog(
        Window(
            T("leave-ask", "feature"),
            press("leave_stay", "btn-stay", _stay, style=PRIMARY),
            press("leave_keep", "btn-keep-draft", _keep),
            press("leave_drop", "btn-drop-draft", _drop, style=DANGER),
            buttons_only(),
            getter=_left_draft,
            state=LeaveSG.ask,
        )
    )


async def _stay(manager: DialogManager) -> None:
    await manager.done()


async def _keep(manager: DialogManager) -> None:
    say_above(manager, "draft-kept", feature=_under_way(manager))
    await open_menu(manager)


async def _drop(manager: DialogManager) -> None:
    turn = turn_of(manager)
    await turn.work.drafts.drop(turn.person.id, viewed(manager, "feature"))
    say_above(manager, "draft-dropped")
    await open_menu(manager)
