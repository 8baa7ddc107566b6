"""The dialogue about an e-mail address: it is asked for, a code is mailed there and typed here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

from aiogram.types import Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Row

from assistant.dialogs.drafts import Draft
from assistant.dialogs.features import Fits
from assistant.dialogs.form import Field, Form
from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import PRIMARY, T, maybe, press, viewed
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.dialogs.understanding.evading import Evasion, evades
from assistant.domain.accounts.codes import CodeCheck, CodePurpose, CodeSending
from assistant.domain.accounts.proving import check_code, code_waits, send_code
from assistant.domain.emails import read_email
from assistant.domain.words import AnswerError

NAMED_EMAIL = "email"
"""Of a dialog's start: an address that the person's words named."""
_NOT_SENT: Mapping[CodeSending, str] = {
    CodeSending.TOO_MANY_FOR_ADDRESS: "akun-problem-code-too-many-for-address",
    CodeSending.TOO_MANY_ADDRESSES: "akun-problem-code-too-many-addresses",
    CodeSending.TOO_MANY_OVERALL: "akun-problem-code-too-many-overall",
}
_NOT_RIGHT: Mapping[CodeCheck, str] = {
    CodeCheck.WRONG: "akun-problem-code-wrong",
    CodeCheck.NOT_SIX_DIGITS: "akun-problem-code-not-six-digits",
    CodeCheck.EXPIRED: "akun-problem-code-expired",
    CodeCheck.USED_UP: "akun-problem-code-used-up",
}
ChecksCode = Callable[[DialogManager, str, str], Awaitable[tuple[CodeCheck, int]]]
"""Of an address and what was typed: whether that is its code, and how many tries are left."""


@dataclass(frozen=True)
class EmailDraft(Draft):
    email: str = ""
    proven: str = ""
    """The address that a right code was typed for: the proof of no other."""
    named: str = ""
    """One that was said before it was asked for: a code to it is one tap away."""

    @property
    def email_proven(self) -> bool:
        return bool(self.email) and self.proven == self.email

    def with_email(self, email: str) -> Self:
        """Another address takes the proof of the one before away."""
        return replace(self, email=email, proven=self.proven if email == self.email else "")


E = TypeVar("E", bound=EmailDraft)


def email_and_code(
    form: Form[E],
    purpose: CodePurpose,
    asks_email: T,
    asks_code: T,
    *,
    check: ChecksCode | None = None,
    on_right: Callable[[DialogManager, E], Awaitable[None]] | None = None,
    **of_code: Any,
) -> list[Field[E]]:
    """The two fields. ``on_right`` comes after the right code; as a rule the form goes on."""

    async def to_code(manager: DialogManager, draft: E) -> None:
        """At the limit, the code that was mailed last is what is asked for."""
        turn = turn_of(manager)
        if draft.email_proven:
            await form.go_on(manager, draft)
        elif await mail(manager, draft.email) or await code_waits(
            turn.work, turn.person.id, draft.email, purpose
        ):
            await form.go(manager, draft, "code")
        else:
            await draft.save(manager, "email")

    async def mail(manager: DialogManager, email: str) -> bool:
        """Within the limits; else say which is reached. The words are the same whether anybody has
        that address or not."""
        turn = turn_of(manager)
        sending = await send_code(turn.work, turn.person.id, email, purpose)
        if sending is not CodeSending.SENT:
            say_above(manager, _NOT_SENT[sending], email=email)
        return sending is CodeSending.SENT

    async def resend(manager: DialogManager) -> None:
        draft = await form.draft.read(manager)
        if await mail(manager, draft.email):
            say_above(manager, "akun-code-again", email=draft.email)

    async def checked(manager: DialogManager, email: str, typed: str) -> tuple[CodeCheck, int]:
        turn = turn_of(manager)
        return await check_code(turn.work, turn.person.id, email, purpose, typed)

    async def take_code(message: Message, typed: str, manager: DialogManager) -> None:
        draft = await form.draft.read(manager)
        if not has_digits(typed):
            say_above(manager, "akun-code-missing", email=draft.email)
            return
        said, left = await (check or checked)(manager, draft.email, typed)
        if said is CodeCheck.RIGHT:
            await (on_right or form.go_on)(manager, replace(draft, proven=draft.email))
        else:
            say_above(manager, _NOT_RIGHT[said], left=left)

    def is_proven(draft: E, _: Turn) -> bool:
        return draft.email_proven

    async def proposed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
        """The address that opened the form, until it is used or another is typed."""
        draft = await form.draft.read(dialog_manager)
        named = draft.named or viewed(dialog_manager, NAMED_EMAIL)
        return {"proposed": "" if draft.email else named}

    async def take_proposed(manager: DialogManager) -> None:
        draft = await form.draft.read(manager)
        named = draft.named or viewed(manager, NAMED_EMAIL)
        await to_code(manager, draft.with_email(read_email(named)))

    again = press(f"{form.feature}_resend", "akun-btn-resend", resend)
    change = press(f"{form.feature}_change", "akun-btn-change-email", form.shown("email"))
    return [
        Field(
            "email",
            asks_email,
            read_email,
            sure=True,
            edit="akun-btn-email",
            sets=EmailDraft.with_email,
            then=to_code,
            more=(
                press(
                    f"{form.feature}_proposed",
                    "btn-send-code",
                    take_proposed,
                    "proposed",
                    when="proposed",
                    style=PRIMARY,
                ),
            ),
            getter=proposed,
        ),
        Field(
            "code",
            asks_code,
            takes=take_code,
            fits=_may_be_a_code,
            photo="problem-photo-number",
            more=(Row(again, change),),
            done=is_proven,
            back=False,
            **of_code,
        ),
    ]


def _may_be_a_code(typed: str) -> Fits:
    """Who wants to skip it, or says that there is none, is told what to do about it."""
    if evades(typed) in (Evasion.NONE, Evasion.SAME, Evasion.WHY):
        return Fits.SURELY
    return maybe(has_digits)(typed)


def has_digits(typed: str) -> bool:
    """It may be a number."""
    return any(char.isdigit() for char in typed)


def named_email(heard: Heard) -> dict[str, str]:
    """What a form is started with, so that the address named is one tap away: a code is sent by a
    button, never by words."""
    try:
        return {NAMED_EMAIL: read_email(heard.entities.email or "")}
    except AnswerError:
        return {}
