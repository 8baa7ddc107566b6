"""The questions of ``/npwp``, and what their answers and buttons do."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager

from assistant.dialogs.features import Fits
from assistant.dialogs.form import SUMMARY, Field, Form
from assistant.dialogs.kit import PRIMARY, SUCCESS, OnPress, T, maybe, press
from assistant.dialogs.npwp.draft import NpwpDraft, grouped, grouped_nitku
from assistant.dialogs.own import own_link
from assistant.dialogs.problems import ADDRESS_ON_FAKTUR, EMAIL_ON_FAKTUR, NAME_ON_FAKTUR
from assistant.dialogs.proving import has_digits
from assistant.dialogs.turn import say_above, turn_of
from assistant.dialogs.understanding.evading import Evasion, evades, says_only
from assistant.domain.accounts.faktur_lines import (
    LineError,
    looks_like_no_name,
    number_in_card,
    read_faktur_address,
    read_faktur_card,
)
from assistant.domain.accounts.looking import same_npwp
from assistant.domain.accounts.taxing import save_tax_profile
from assistant.domain.clients import BuyerDocument, TaxKind
from assistant.domain.emails import read_email
from assistant.domain.finance.identity import countries, taken_country, taken_document
from assistant.domain.npwp import (
    HEAD_OFFICE,
    NpwpError,
    NpwpProblem,
    company_of_branch,
    read_nitku,
    read_npwp,
)
from assistant.domain.words import Say

_KIND: Mapping[TaxKind, str] = {
    TaxKind.COMPANY: "npwp-kind-company",
    TaxKind.PERSON: "npwp-kind-person",
}


def _fields(form: Form[NpwpDraft]) -> list[Field[NpwpDraft]]:
    """E-mail and NITKU are the account's and the head office's; asked for where they can't be, and
    mended from the summary."""
    return [
        Field(
            "kind",
            T("npwp-kind", "account"),
            edit="npwp-btn-edit-kind",
            more=[
                press("npwp_kind_company", "npwp-btn-company", _take_kind(TaxKind.COMPANY)),
                press("npwp_kind_person", "npwp-btn-person", _take_kind(TaxKind.PERSON)),
                press("npwp_kind_foreign", "npwp-btn-foreign", form.answers(foreign_person)),
            ],
            takes=_kind_typed,
            fits=maybe(is_kind_or_number),
            done=lambda draft, _: bool(draft.kind),
        ),
        Field(
            "number",
            (
                T("npwp-number-company", "account", when="is_company"),
                T("npwp-number-person", "account", when="is_person"),
                T("npwp-number-branch", "unit", when="unit"),
                T("npwp-number-abroad", "old_personal", when="old_personal"),
            ),
            takes=_take_number,
            fits=_is_number_or_none,
            photo="npwp-problem-photo",
            edit="npwp-btn-edit-number",
            more=[
                press(
                    "npwp_number_abroad",
                    "npwp-btn-abroad",
                    form.answers(NpwpDraft.without_nik),
                    when="old_personal",
                )
            ],
            done=lambda draft, _: bool(draft.npwp) or draft.is_foreign,
        ),
        Field(
            "document_number",
            T("npwp-document", "account"),
            str,
            more=[press("npwp_document_company", "npwp-btn-foreign-company", _foreign_company)],
            sets=lambda draft, typed: replace(
                draft, document_number=taken_document(typed, BuyerDocument(draft.document))
            ),
            done=lambda draft, _: bool(draft.document_number) or not draft.is_foreign,
            aside=True,
        ),
        Field(
            "country",
            T("npwp-country"),
            taken_country,
            done=lambda draft, _: bool(draft.country) or not draft.is_foreign,
            aside=True,
        ),
        Field(
            "proposal",
            T("npwp-proposal", "proposed", "proposed_unit"),
            takes=_take_number,
            fits=maybe(has_digits),
            photo="npwp-problem-photo",
            more=[
                press(
                    "npwp_proposal_yes",
                    "npwp-btn-proposal",
                    form.answers(NpwpDraft.with_proposed),
                    style=PRIMARY,
                ),
                press("npwp_proposal_no", "npwp-btn-other-number", form.shown("number")),
            ],
            aside=True,
            back=False,
        ),
        Field(
            "name",
            (
                T("npwp-name-company", when="is_company"),
                T("npwp-name-person", when="is_person"),
                T("npwp-name-foreign", when="is_foreign"),
            ),
            read_faktur_card,
            edit="npwp-btn-edit-name",
            sets=NpwpDraft.with_card,
            then=_look_at_name,
            problems=NAME_ON_FAKTUR,
        ),
        Field(
            "odd_name",
            T("npwp-odd-name", "odd_name"),
            read_faktur_card,
            sets=NpwpDraft.with_card,
            then=_look_at_name,
            more=[
                press(
                    "npwp_odd_name_yes",
                    "npwp-btn-odd-name",
                    form.answers(NpwpDraft.with_odd_name),
                    style=PRIMARY,
                ),
                press("npwp_odd_name_no", "npwp-btn-other-name", form.shown("name")),
            ],
            problems=NAME_ON_FAKTUR,
            aside=True,
            back=False,
        ),
        Field(
            "address",
            T("npwp-address"),
            read_faktur_address,
            edit="npwp-btn-edit-address",
            problems=ADDRESS_ON_FAKTUR,
        ),
        Field(
            "email",
            T("npwp-email"),
            read_email,
            edit="npwp-btn-edit-email",
            more=[
                press("npwp_email_account", "npwp-btn-email", _take_account_email, "account_email")
            ],
            problems=EMAIL_ON_FAKTUR,
            done=lambda draft, _: bool(draft.email),
            aside=True,
        ),
        Field(
            "nitku",
            T("npwp-nitku", "number"),
            str,
            edit="npwp-btn-edit-nitku",
            more=[
                press("npwp_nitku_head", "npwp-btn-head-office", _head(form), when="is_company"),
                press("npwp_nitku_main", "npwp-btn-main-place", _head(form), when="is_person"),
                press(
                    "npwp_nitku_branch",
                    "npwp-btn-branch",
                    form.answers(lambda draft: draft.with_unit(draft.unit or HEAD_OFFICE)),
                    "unit",
                    when="unit",
                ),
            ],
            sets=lambda draft, typed: replace(draft, nitku=read_nitku(typed, draft.npwp)),
            done=lambda draft, _: bool(draft.nitku) or draft.is_foreign,
            aside=True,
        ),
        Field(
            SUMMARY,
            (
                T("npwp-summary", "account"),
                T("npwp-summary-number", "kind", "number", when="has_number"),
                T("npwp-summary-nik", when="nik_is_npwp"),
                T("npwp-summary-nik-only", when="nik_only"),
                T("npwp-summary-foreign", "document_number", "country_name", when="is_foreign"),
                T("npwp-summary-old", "old", when="old"),
                T("npwp-summary-rest", "nitku", "name", "address", "email"),
                T("npwp-summary-head", when="is_head"),
                T("npwp-summary-shared", "shared", when="shared"),
                T("npwp-summary-warning"),
            ),
            more=[
                press("npwp_summary_confirm", "npwp-btn-confirm", _confirm, style=SUCCESS),
                press(
                    "npwp_summary_nik_only",
                    "npwp-btn-nik-only",
                    form.answers(lambda draft: draft.with_nik_as(BuyerDocument.NATIONAL_ID)),
                    when="nik_is_npwp",
                ),
                press(
                    "npwp_summary_nik",
                    "npwp-btn-nik",
                    form.answers(lambda draft: draft.with_nik_as(BuyerDocument.TIN)),
                    when="nik_only",
                ),
            ],
            back=False,
        ),
    ]


async def _shows(manager: DialogManager, draft: NpwpDraft) -> dict[str, Any]:
    """The draft as it is read back."""
    turn = turn_of(manager)
    link = await own_link(manager, draft.account)
    return {
        "account": link.label,
        "account_email": link.email,
        "kind": Say(_KIND[TaxKind(draft.kind)]) if draft.kind else "",
        "is_company": draft.kind == TaxKind.COMPANY and not draft.is_foreign,
        "is_person": draft.kind == TaxKind.PERSON and not draft.is_foreign,
        "is_foreign": draft.is_foreign,
        "has_number": not draft.is_foreign,
        "nik_is_npwp": draft.is_nik and draft.document != BuyerDocument.NATIONAL_ID,
        "nik_only": draft.is_nik and draft.document == BuyerDocument.NATIONAL_ID,
        "country_name": " / ".join(countries().get(draft.country, ("—",))),
        "is_head": draft.kind == TaxKind.COMPANY and draft.nitku[16:] == HEAD_OFFICE,
        "number": grouped(draft.npwp),
        "old": _old_form(draft.npwp),
        "nitku": grouped_nitku(draft.nitku),
        "unit": "" if draft.unit == HEAD_OFFICE else draft.unit,
        "proposed": grouped(draft.proposed[:16]),
        "proposed_unit": draft.proposed[16:],
        "old_personal": grouped(draft.old_personal),
        "shared": ", ".join(await same_npwp(turn.work, turn.person.id, draft.account, draft.npwp)),
    }


def foreign_person(draft: NpwpDraft) -> NpwpDraft:
    return draft.as_foreign(TaxKind.PERSON, BuyerDocument.PASSPORT)


async def _foreign_company(manager: DialogManager) -> None:
    """The same question, about a company's own number."""
    draft = await NpwpDraft.read(manager)
    say_above(manager, "npwp-document-company")
    await FORM.go_on(manager, draft.as_foreign(TaxKind.COMPANY, BuyerDocument.OTHER_ID))


def _old_form(npwp16: str) -> str:
    """As older cards print it, to compare by; empty when there is no such form."""
    try:
        return read_npwp(npwp16).old_form or ""
    except NpwpError:
        return ""


def _take_kind(kind: TaxKind) -> OnPress:
    async def take(manager: DialogManager) -> None:
        draft = await NpwpDraft.read(manager)
        try:
            await go_on_with_noted(manager, draft.with_kind(kind))
        except NpwpError as error:
            FORM.explain(manager, error)
            await FORM.go_on(manager, replace(draft, kind=kind).without_number())

    return take


def kind_said(typed: str) -> TaxKind | None:
    """Where it says whose number it is, and no more: "perusahaan", "pribadi aja kak"."""
    if says_only(typed, "person-word"):
        return TaxKind.PERSON
    return TaxKind.COMPANY if says_only(typed, "company-word") else None


def is_kind_or_number(typed: str) -> bool:
    return kind_said(typed) is not None or is_number(typed)


async def _kind_typed(message: Message, typed: str, manager: DialogManager) -> None:
    kind = kind_said(typed)
    await (_take_kind(kind)(manager) if kind else note_number(message, typed, manager))


NAMED_NUMBER = "number"
"""Of a dialog's start or its data: a number typed before it was asked for."""
_SHORTEST = 15
"""Digits of an NPWP as older cards print it."""


def _is_number_or_none(typed: str) -> Fits:
    """Or the word that there is none."""
    return Fits.SURELY if evades(typed) is Evasion.NONE else maybe(has_digits)(typed)


def is_number(typed: str) -> bool:
    """It looks like an NPWP or a NIK, right or wrong."""
    return sum(char.isdigit() for char in typed) >= _SHORTEST and not typed.count("@")


async def note_number(message: Message, typed: str, manager: DialogManager) -> None:
    """It is asked for after the account and the kind of payer are known."""
    if not has_digits(typed):
        say_above(manager, "problem-use-buttons")
        return
    manager.dialog_data[NAMED_NUMBER] = typed
    say_above(manager, "npwp-number-noted")


async def go_on_with_noted(manager: DialogManager, draft: NpwpDraft) -> None:
    """Go on with the draft, and with the number that was typed before, as if it were typed now."""
    started: Any = manager.start_data or {}
    typed = str(manager.dialog_data.get(NAMED_NUMBER, started.get(NAMED_NUMBER, "")))
    manager.dialog_data[NAMED_NUMBER] = ""
    if not typed:
        await FORM.go_on(manager, draft)
        return
    await FORM.go(manager, draft, "number")
    await _number_typed(manager, draft, typed)


async def _take_number(message: Message, typed: str, manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    if evades(typed) is Evasion.NONE:
        person = draft.kind == TaxKind.PERSON
        say_above(manager, "npwp-none-person" if person else "npwp-none-company")
    elif not has_digits(typed):
        say_above(manager, "npwp-problem-empty")
    else:
        await _number_typed(manager, draft, typed)


async def _number_typed(manager: DialogManager, draft: NpwpDraft, typed: str) -> None:
    """All of the card may come with it."""
    typed, card = number_in_card(typed)
    with suppress(LineError):
        draft = draft.with_card(read_faktur_card(card)) if card else draft
    try:
        npwp = read_npwp(typed, draft.tax_kind)
    except NpwpError as error:
        await _number_refused(manager, draft, typed, error)
        return
    draft = draft.with_npwp(npwp.npwp16)
    await (_look_at_name(manager, draft) if draft.name else FORM.go_on(manager, draft))


async def _number_refused(
    manager: DialogManager, draft: NpwpDraft, typed: str, error: NpwpError
) -> None:
    """Say why; a branch and an old number are remembered, and the NPWP inside a NITKU is
    proposed."""
    facts = error.facts
    if error.code is NpwpProblem.TYPED_NITKU and facts["npwp"]:
        await _propose(manager, draft, str(facts["nitku"]))
        return
    if error.code is NpwpProblem.BRANCH_NEEDS_HEAD_OFFICE:
        branch = draft.with_branch(str(facts["branch"]).zfill(6), company_of_branch(typed))
        await branch.save(manager, "number")
    elif error.code is NpwpProblem.NIK_WANTED:
        await replace(draft, old_personal=str(facts["npwp"])).save(manager, "number")
    FORM.explain(manager, error)


async def _propose(manager: DialogManager, draft: NpwpDraft, nitku: str) -> None:
    try:
        read_npwp(nitku[:16], draft.tax_kind)
    except NpwpError as error:
        FORM.explain(manager, error)
    else:
        await FORM.go(manager, replace(draft, proposed=nitku), "proposal")


async def _look_at_name(manager: DialogManager, draft: NpwpDraft) -> None:
    """What looks like something else than a name is asked about: a wrong name stays on a faktur."""
    if looks_like_no_name(draft.name):
        odd = replace(draft, name="", odd_name=draft.name, odd_address=draft.address)
        await FORM.go(manager, odd, "odd_name")
    else:
        await FORM.go_on(manager, draft)


async def _take_account_email(manager: DialogManager) -> None:
    draft = await NpwpDraft.read(manager)
    link = await own_link(manager, draft.account)
    await FORM.go_on(manager, replace(draft, email=link.email))


def _head(form: Form[NpwpDraft]) -> OnPress:
    return form.answers(lambda draft: replace(draft.with_unit(HEAD_OFFICE), unit=""))


async def _confirm(manager: DialogManager) -> None:
    """Read back and said to be right: off to the portal."""
    draft = await NpwpDraft.read(manager)
    try:
        profile = draft.profile
    except NpwpError as error:
        FORM.explain(manager, error)
        await FORM.go_on(manager, draft.without_number())
        return
    turn = turn_of(manager)
    change = await save_tax_profile(turn.work, turn.person.id, draft.account, profile)
    await NpwpDraft.drop(manager)
    manager.dialog_data["change"] = change.id
    await FORM.show(manager, "sent")


FORM = Form(
    "npwp",
    NpwpDraft,
    _fields,
    shows=_shows,
    before="look",
    also=["none", "account", "look", "sent"],
)
