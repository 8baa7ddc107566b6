"""The windows of ``/akun``."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Group, RequestContact, Row, ScrollingGroup, Select
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory

from assistant.dialogs.akun import handlers as on
from assistant.dialogs.akun.draft import AkunDraft
from assistant.dialogs.akun.states import LAST_STEP, AkunSG
from assistant.dialogs.features import open_menu
from assistant.dialogs.kit import (
    PRIMARY,
    SUCCESS,
    ItemLabel,
    Label,
    OnText,
    Step,
    T,
    answer,
    buttons_only,
    footer,
    press,
)
from assistant.dialogs.turn import turn_of
from assistant.domain.accounts.fields import (
    province_names,
    read_city,
    read_company,
    read_name,
    read_postcode,
    read_street,
)
from assistant.domain.accounts.model import RegistrationState


def create_akun_dialogs() -> list[Dialog]:
    return [
        Dialog(
            _field(1, AkunSG.first_name, T("akun-first-name"), on.takes("first_name", read_name)),
            _field(
                2,
                AkunSG.last_name,
                T("akun-last-name"),
                on.takes("last_name", read_name),
                press("akun_one_name", "akun-btn-one-name", on.one_name),
            ),
            _field(3, AkunSG.email, T("akun-email"), on.take_email),
            _code(),
            _field(
                4,
                AkunSG.company,
                T("akun-company"),
                on.takes("company", read_company),
                press("akun_no_company", "akun-btn-no-company", on.no_company),
            ),
            _phone(),
            _field(6, AkunSG.street, T("akun-street"), on.takes("street", read_street)),
            _field(6, AkunSG.city, T("akun-city"), on.takes("city", read_city)),
            _province(),
            _field(6, AkunSG.postcode, T("akun-postcode"), on.takes("postcode", read_postcode)),
            _terms(),
            _summary(),
            _result(),
        )
    ]


def _field(number: int, state: State, asks: T, on_text: OnText, *more: Any) -> Window:
    """A window that asks for one field, and shows what was answered before."""
    name = _name(state)
    first = state is AkunSG.first_name
    return Window(
        Step(number, LAST_STEP),
        asks,
        T("akun-now", "now", when="now"),
        *more,
        press(f"akun_{name}_keep", "btn-next", on.keep, when="now"),
        footer(f"akun_{name}", on_back=None if first else on.back),
        answer(on_text),
        getter=_answered,
        state=state,
    )


def _name(state: State) -> str:
    """The draft's field that a window asks for: both have the same name."""
    return (state.state or "").rpartition(":")[2]


async def _answered(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What was answered before in the window shown."""
    draft = await AkunDraft.read(dialog_manager)
    state = dialog_manager.current_context().state
    assert state is not None
    now = getattr(draft, _name(state), None)
    if state is AkunSG.company and now == "":
        now = turn_of(dialog_manager).plain("akun-no-company")
    return {"now": now}


def _code() -> Window:
    return Window(
        Step(3, LAST_STEP),
        T("akun-code", "email"),
        Row(
            press("akun_resend", "akun-btn-resend", on.resend),
            press("akun_change", "akun-btn-change-email", _to_email),
        ),
        footer("akun_code"),
        answer(on.take_code),
        getter=_draft,
        state=AkunSG.code,
    )


async def _to_email(manager: DialogManager) -> None:
    await manager.switch_to(AkunSG.email)


async def _draft(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await AkunDraft.read(dialog_manager)
    company = draft.company or turn_of(dialog_manager).plain("akun-no-company")
    return {**vars(draft), "company": company}


def _phone() -> Window:
    """The only window with a keyboard below the chat: nothing else can share a contact."""
    return Window(
        Step(5, LAST_STEP),
        T("akun-phone"),
        T("akun-now", "now", when="now"),
        RequestContact(Label("akun-btn-share-phone")),
        press("akun_phone_keep", "btn-next", on.keep, when="now"),
        footer("akun_phone", on_back=on.back),
        answer(on.take_phone, contact=on.take_contact),
        markup_factory=ReplyKeyboardFactory(resize_keyboard=True, one_time_keyboard=True),
        getter=_answered,
        state=AkunSG.phone,
    )


def _province() -> Window:
    return Window(
        Step(6, LAST_STEP),
        T("akun-province"),
        T("akun-now", "now", when="now"),
        ScrollingGroup(
            Select(
                ItemLabel(),
                id="akun_province",
                item_id_getter=itemgetter("id"),
                items="provinces",
                on_click=on.choose_province,
            ),
            id="akun_provinces",
            width=2,
            height=5,
        ),
        press("akun_province_keep", "btn-next", on.keep, when="now"),
        footer("akun_province", on_back=on.back),
        answer(on.take_province),
        getter=[_answered, _provinces],
        state=AkunSG.province,
    )


async def _provinces(**_: Any) -> dict[str, Any]:
    return {"provinces": [{"id": str(i), "label": n} for i, n in enumerate(province_names())]}


def _terms() -> Window:
    return Window(
        Step(7, LAST_STEP),
        T("akun-terms", "url", "brand"),
        T("akun-terms-ask"),
        Row(
            press("akun_terms_yes", "btn-agree", on.agree_terms, style=SUCCESS),
            press("akun_terms_no", "btn-disagree", on.refuse_terms),
        ),
        footer("akun_terms", on_back=on.back),
        buttons_only(),
        getter=_provider,
        state=AkunSG.terms,
    )


async def _provider(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    settings = turn_of(dialog_manager).settings
    return {"url": settings.terms_url, "brand": settings.brand}


def _summary() -> Window:
    return Window(
        Step(LAST_STEP, LAST_STEP),
        T("akun-summary", *_SUMMED_UP),
        T("akun-summary-ask"),
        press("akun_send", "akun-btn-send", on.send, style=SUCCESS),
        Group(
            _edit("akun_edit_first", "akun-btn-first-name", AkunSG.first_name),
            _edit("akun_edit_last", "akun-btn-last-name", AkunSG.last_name),
            _edit("akun_edit_email", "akun-btn-email", AkunSG.email),
            _edit("akun_edit_company", "akun-btn-company", AkunSG.company),
            _edit("akun_edit_phone", "akun-btn-phone", AkunSG.phone),
            _edit("akun_edit_street", "akun-btn-street", AkunSG.street),
            _edit("akun_edit_city", "akun-btn-city", AkunSG.city),
            _edit("akun_edit_province", "akun-btn-province", AkunSG.province),
            _edit("akun_edit_postcode", "akun-btn-postcode", AkunSG.postcode),
            width=3,
        ),
        footer("akun_summary"),
        buttons_only(),
        getter=_draft,
        state=AkunSG.summary,
    )


_SUMMED_UP = (
    "first_name",
    "last_name",
    "email",
    "company",
    "phone",
    "street",
    "city",
    "province",
    "postcode",
)


def _edit(id_: str, key: str, state: State) -> Any:
    async def open_field(manager: DialogManager) -> None:
        await on.show(manager, state)

    return press(id_, key, open_field)


def _result() -> Window:
    """What became of the request; it is shown afresh when the portal has answered."""
    return Window(
        T("akun-queued", "email", when="queued"),
        T("akun-created", "account", "email", when="created"),
        T("akun-already", "email", when="already"),
        T("akun-refused", "brand", when="refused"),
        T("akun-none", when="none"),
        press("akun_npwp", "btn-npwp", on.go_npwp, when="created", style=PRIMARY),
        press("akun_link", "btn-hubungkan", on.go_link, when="already", style=PRIMARY),
        press("akun_other", "akun-btn-other-email", on.other_email, when="already"),
        press("akun_mend", "akun-btn-mend", on.mend, when="refused", style=PRIMARY),
        press("akun_afresh", "btn-start-over", on.start_afresh, when="refused"),
        press("akun_menu", "btn-menu", open_menu),
        buttons_only(),
        getter=_outcome,
        state=AkunSG.result,
    )


async def _outcome(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    state = newest.state if newest else None
    new = newest.new if newest else None
    return {
        "queued": state is RegistrationState.QUEUED,
        "created": state is RegistrationState.CREATED,
        "already": state is RegistrationState.ALREADY_REGISTERED,
        "refused": state is RegistrationState.REFUSED,
        "none": state is None,
        "email": new.email if new else "",
        "account": (new.company or f"{new.first_name} {new.last_name}") if new else "",
        "brand": turn.settings.brand,
    }
