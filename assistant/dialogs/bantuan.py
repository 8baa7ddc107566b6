"""``/bantuan``: the guide in short pages. Open to everyone, consented or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Group

from assistant.dialogs.features import Feature
from assistant.dialogs.kit import PRIMARY, T, back_or_menu, buttons_only, menu, opens, to
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


class Page(NamedTuple):
    """A window of the guide."""

    state: State
    title: str
    text: str
    leads_to: tuple[str, ...]
    """Features."""


PAGES: Mapping[str, Page] = {
    "why": Page(BantuanSG.why, "bantuan-title-why", "bantuan-page-why", ("akun",)),
    "account": Page(
        BantuanSG.account, "bantuan-title-account", "bantuan-page-account", ("akun", "hubungkan")
    ),
    "npwp": Page(BantuanSG.npwp, "bantuan-title-npwp", "bantuan-page-npwp", ("npwp",)),
    "transfer": Page(
        BantuanSG.transfer, "bantuan-title-transfer", "bantuan-page-transfer", ("pindah", "tiket")
    ),
    "when": Page(BantuanSG.when, "bantuan-title-when", "bantuan-page-when", ("faktur",)),
    "missing": Page(
        BantuanSG.missing, "bantuan-title-missing", "bantuan-page-missing", ("faktur", "npwp")
    ),
    "change": Page(BantuanSG.change, "bantuan-title-change", "bantuan-page-change", ("npwp",)),
    "privacy": Page(
        BantuanSG.privacy,
        "bantuan-title-privacy",
        "bantuan-page-privacy",
        ("data_saya", "hapus_data"),
    ),
    "contact": Page(
        BantuanSG.contact, "bantuan-title-contact", "bantuan-page-contact", ("cs", "tiket")
    ),
}
_GO: Mapping[str, str] = {
    "akun": "bantuan-go-akun",
    "cs": "btn-cs",
    "hubungkan": "bantuan-go-hubungkan",
    "npwp": "bantuan-go-npwp",
    "pindah": "bantuan-go-pindah",
    "tiket": "bantuan-go-tiket",
    "faktur": "bantuan-go-faktur",
    "data_saya": "bantuan-go-data_saya",
    "hapus_data": "bantuan-go-hapus_data",
}
"""The button that leads to a feature."""


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
    return [Dialog(_home(), *(_page(name, page) for name, page in PAGES.items()))]


def _home() -> Window:
    return Window(
        T("bantuan-home", "brand"),
        Group(
            *(to(f"bantuan_{name}", page.title, page.state) for name, page in PAGES.items()),
            width=1,
        ),
        menu("bantuan"),
        buttons_only(),
        getter=_provider,
        state=BantuanSG.home,
    )


def _page(name: str, page: Page) -> Window:
    return Window(
        T(page.text, "brand", "portal", "privacy"),
        *(
            opens(f"bantuan_{name}_{feature}", _GO[feature], feature, style=PRIMARY)
            for feature in page.leads_to
        ),
        back_or_menu(f"bantuan_{name}", BantuanSG.home),
        buttons_only(),
        getter=_provider,
        state=page.state,
    )


async def _provider(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    settings = turn_of(dialog_manager).settings
    return {
        "brand": settings.brand,
        "portal": settings.portal_url,
        "privacy": settings.privacy_url,
    }


async def _open(manager: DialogManager, page: str) -> None:
    """``page`` is one of :data:`PAGES`; anything else opens the table of contents."""
    state = PAGES[page].state if page in PAGES else BantuanSG.home
    await manager.start(state, mode=StartMode.RESET_STACK)
