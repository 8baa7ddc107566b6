"""What the answers and buttons of ``/akun`` do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from assistant.dialogs.akun.draft import AkunDraft
from assistant.dialogs.akun.states import STATES, AkunSG
from assistant.dialogs.features import open_feature, open_menu
from assistant.dialogs.kit import OnText
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.accounts.codes import CodeCheck, CodePurpose, CodeSending
from assistant.domain.accounts.fields import (
    FieldError,
    province_names,
    read_phone,
    read_province,
    read_shared_phone,
)
from assistant.domain.accounts.model import RegistrationState
from assistant.domain.accounts.opening import request_account
from assistant.domain.accounts.proving import check_code, code_waits, send_code
from assistant.domain.emails import EmailError, read_email
from assistant.domain.people.consenting import consent, text_hash
from assistant.domain.people.model import Purpose
from assistant.domain.words import HOME


async def open_akun(manager: DialogManager, _: str) -> None:
    """At the beginning; or with the request that is still on its way or was refused."""
    turn = turn_of(manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    unfinished = newest and newest.state in (RegistrationState.QUEUED, RegistrationState.REFUSED)
    state = AkunSG.result if unfinished else AkunSG.first_name
    await manager.start(state, mode=StartMode.RESET_STACK)


def terms_text(manager: DialogManager) -> str:
    """The terms as agreed to: the Indonesian text, whatever the language shown."""
    turn = turn_of(manager)
    args = {"url": turn.settings.terms_url, "brand": turn.settings.brand}
    return turn.texts.html(HOME, "akun-terms", args)


async def go_on_with(manager: DialogManager, draft: AkunDraft) -> None:
    """Keep the draft and ask what is still open: the next step, or the summary again when only
    one answer was changed."""
    step = draft.next_step(text_hash(terms_text(manager)))
    await draft.save(manager, step)
    await show(manager, STATES[step])


async def show(manager: DialogManager, state: State) -> None:
    """The phone's window has a keyboard below the chat, which no message can be edited into."""
    if AkunSG.phone in (state, manager.current_context().state):
        manager.show_mode = ShowMode.SEND
    await manager.switch_to(state)


async def keep(manager: DialogManager) -> None:
    """*Lanjut*: the answer given before stays."""
    await go_on_with(manager, await AkunDraft.read(manager))


_BEFORE: dict[State | None, State] = {
    AkunSG.last_name: AkunSG.first_name,
    AkunSG.email: AkunSG.last_name,
    AkunSG.company: AkunSG.email,
    AkunSG.phone: AkunSG.company,
    AkunSG.street: AkunSG.phone,
    AkunSG.city: AkunSG.street,
    AkunSG.province: AkunSG.city,
    AkunSG.postcode: AkunSG.province,
    AkunSG.terms: AkunSG.postcode,
    AkunSG.summary: AkunSG.terms,
}


async def back(manager: DialogManager) -> None:
    """To the window before, or to the summary that an answer was to be changed from."""
    draft = await AkunDraft.read(manager)
    here = manager.current_context().state
    complete = draft.next_step(text_hash(terms_text(manager))) == "summary"
    changing = complete and here is not AkunSG.summary
    await show(manager, AkunSG.summary if changing else _BEFORE[here])


def takes(name: str, read: Callable[[str], str]) -> OnText:
    """A handler that reads one field of the draft."""

    async def taken(message: Message, typed: str, manager: DialogManager) -> None:
        try:
            value = read(typed)
        except FieldError as error:
            say_above(manager, f"akun-problem-{error.code}", fact=error.fact)
            return
        draft = await AkunDraft.read(manager)
        await go_on_with(manager, replace(draft, **{name: value}))

    return taken


async def one_name(manager: DialogManager) -> None:
    """People with one name write it twice where a portal wants two."""
    draft = await AkunDraft.read(manager)
    await go_on_with(manager, replace(draft, last_name=draft.first_name))


async def take_email(message: Message, typed: str, manager: DialogManager) -> None:
    try:
        email = read_email(typed)
    except EmailError as error:
        say_above(manager, f"akun-problem-email-{error.code}")
        return
    draft = (await AkunDraft.read(manager)).with_email(email)
    if draft.email_proven or await mail_code(manager, email) or await code_left(manager, email):
        await go_on_with(manager, draft)
    else:
        await draft.save(manager, "email")


async def mail_code(manager: DialogManager, email: str) -> bool:
    """Have the code mailed; when a limit is reached, say which."""
    turn = turn_of(manager)
    sending = await send_code(turn.work, turn.person.id, email, CodePurpose.REGISTER)
    if sending is not CodeSending.SENT:
        say_above(manager, f"akun-problem-code-{sending}", email=email)
    return sending is CodeSending.SENT


async def code_left(manager: DialogManager, email: str) -> bool:
    """At the limit, the code that was mailed last is what is asked for."""
    turn = turn_of(manager)
    return await code_waits(turn.work, turn.person.id, email, CodePurpose.REGISTER)


async def resend(manager: DialogManager) -> None:
    draft = await AkunDraft.read(manager)
    if await mail_code(manager, draft.email):
        say_above(manager, "akun-code-again", email=draft.email)


async def take_code(message: Message, typed: str, manager: DialogManager) -> None:
    turn, draft = turn_of(manager), await AkunDraft.read(manager)
    check, left = await check_code(
        turn.work, turn.person.id, draft.email, CodePurpose.REGISTER, typed
    )
    if check is CodeCheck.RIGHT:
        await go_on_with(manager, draft.with_proof())
    else:
        say_above(manager, f"akun-problem-code-{check}", left=left)


async def no_company(manager: DialogManager) -> None:
    await go_on_with(manager, replace(await AkunDraft.read(manager), company=""))


take_phone = takes("phone", read_phone)
take_province = takes("province", read_province)


async def take_contact(message: Message, manager: DialogManager) -> None:
    """Only a person's own contact is taken: Telegram vouches for its number."""
    contact, sender = message.contact, message.from_user
    if contact is None or sender is None or contact.user_id != sender.id:
        say_above(manager, "akun-problem-contact")
        return
    try:
        phone = read_shared_phone(contact.phone_number)
    except FieldError as error:
        say_above(manager, f"akun-problem-{error.code}", fact=error.fact)
        return
    await go_on_with(manager, replace(await AkunDraft.read(manager), phone=phone))


async def choose_province(
    query: CallbackQuery, widget: Any, manager: DialogManager, item: str
) -> None:
    draft = await AkunDraft.read(manager)
    await go_on_with(manager, replace(draft, province=province_names()[int(item)]))


async def agree_terms(manager: DialogManager) -> None:
    turn, terms = turn_of(manager), terms_text(manager)
    await consent(turn.work, turn.person.id, Purpose.TERMS, terms, turn.person.locale)
    draft = await AkunDraft.read(manager)
    await go_on_with(manager, replace(draft, terms=text_hash(terms)))


async def refuse_terms(manager: DialogManager) -> None:
    say_above(manager, "akun-terms-refused")
    await open_menu(manager)


async def send(manager: DialogManager) -> None:
    """Have the account opened, once: nothing is left of the draft to send again."""
    turn, draft = turn_of(manager), await AkunDraft.read(manager)
    if draft.next_step(text_hash(terms_text(manager))) != "summary":
        await go_on_with(manager, draft)
        return
    await request_account(turn.work, turn.person.id, draft.new_client(turn.work.ids.token()))
    await AkunDraft.drop(manager)
    await manager.switch_to(AkunSG.result)


async def mend(manager: DialogManager) -> None:
    """A refused request becomes a draft again."""
    if draft := await _sent_draft(manager):
        await go_on_with(manager, draft)


async def other_email(manager: DialogManager) -> None:
    """The same again for another address."""
    if draft := await _sent_draft(manager):
        await go_on_with(manager, draft.with_email(""))


async def _sent_draft(manager: DialogManager) -> AkunDraft | None:
    turn = turn_of(manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    if newest is None:
        return None
    terms = terms_text(manager)
    agreed = await turn.work.consents.given(turn.person.id, Purpose.TERMS, text_hash(terms))
    return AkunDraft.of(newest.new, text_hash(terms) if agreed else "")


async def start_afresh(manager: DialogManager) -> None:
    await manager.switch_to(AkunSG.first_name)


async def go_npwp(manager: DialogManager) -> None:
    turn = turn_of(manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    await open_feature(manager, "npwp", (newest and newest.account) or "")


async def go_link(manager: DialogManager) -> None:
    await open_feature(manager, "hubungkan")
