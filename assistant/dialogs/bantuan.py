"""``/bantuan``: the guide in short pages. Open to everyone, consented or not."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Group, Keyboard, Row

from assistant.dialogs.features import Feature, open_feature
from assistant.dialogs.kit import PRIMARY, T, buttons_only, menu, press, to
from assistant.dialogs.turn import turn_of


class BantuanSG(StatesGroup):
    home = State()
    why = State()
    account = State()
    npwp = State()
    transfer = State()
    when = State()
    missing = State()
    change = State()
    privacy = State()
    contact = State()


PAGES: dict[str, tuple[State, tuple[str, ...]]] = {
    "why": (BantuanSG.why, ("akun",)),
    "account": (BantuanSG.account, ("akun", "hubungkan")),
    "npwp": (BantuanSG.npwp, ("npwp",)),
    "transfer": (BantuanSG.transfer, ("pindah", "tiket")),
    "when": (BantuanSG.when, ("faktur",)),
    "missing": (BantuanSG.missing, ("faktur", "npwp")),
    "change": (BantuanSG.change, ("npwp",)),
    "privacy": (BantuanSG.privacy, ("data_saya", "hapus_data")),
    "contact": (BantuanSG.contact, ("tiket",)),
}
"""Each page, its window, and the features that it leads to."""


def bantuan_feature() -> Feature:
    return Feature(
        name="bantuan",
        group=BantuanSG,
        open=_open,
        needs_consent=False,
        label="menu-bantuan",
        row=4,
    )


def create_bantuan_dialogs() -> list[Dialog]:
    return [Dialog(_home(), *(_page(name, *page) for name, page in PAGES.items()))]


def _home() -> Window:
    return Window(
        T("bantuan-home", "brand"),
        Group(
            *(
                to(f"bantuan_{name}", f"bantuan-title-{name}", page[0])
                for name, page in PAGES.items()
            ),
            width=1,
        ),
        menu("bantuan"),
        buttons_only(),
        getter=_provider,
        state=BantuanSG.home,
    )


def _page(name: str, state: State, features: tuple[str, ...]) -> Window:
    return Window(
        T(f"bantuan-page-{name}", "brand", "portal", "privacy"),
        *(_leads(name, feature) for feature in features),
        Row(
            to(f"bantuan_{name}_back", "btn-back", BantuanSG.home),
            menu(f"bantuan_{name}"),
        ),
        buttons_only(),
        getter=_provider,
        state=state,
    )


def _leads(page: str, feature: str) -> Keyboard:
    async def go(manager: DialogManager) -> None:
        await open_feature(manager, feature)

    return press(f"bantuan_{page}_{feature}", f"bantuan-go-{feature}", go, style=PRIMARY)


async def _provider(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    settings = turn_of(dialog_manager).settings
    return {
        "brand": settings.brand,
        "portal": settings.portal_url,
        "privacy": settings.privacy_url,
    }


async def _open(manager: DialogManager, page: str) -> None:
    """``page`` is one of :data:`PAGES`; anything else opens the table of contents."""
    state = PAGES[page][0] if page in PAGES else BantuanSG.home
    await manager.start(state, mode=StartMode.RESET_STACK)
