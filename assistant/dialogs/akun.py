"""``/akun``: open a new account at the portal, for one company or one person."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar

from aiogram.types import Message, User
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import RequestContact, Row

from assistant.dialogs.features import Feature, open_feature, open_menu
from assistant.dialogs.form import SUMMARY, Field, Form
from assistant.dialogs.heard import Heard
from assistant.dialogs.kit import (
    PRIMARY,
    SUCCESS,
    Label,
    T,
    buttons_only,
    choice,
    menu,
    opens,
    press,
    to,
)
from assistant.dialogs.proving import EmailDraft, email_and_code, named_email
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.domain.accounts.address import Address, province_of, read_address, read_place
from assistant.domain.accounts.codes import CodeOutcome, CodePurpose
from assistant.domain.accounts.fields import (
    province_names,
    read_company,
    read_name,
    read_phone,
    read_postcode,
    read_province,
    read_shared_phone,
    read_street,
)
from assistant.domain.accounts.introducing import Introduction, read_introduction
from assistant.domain.accounts.model import RegistrationState
from assistant.domain.accounts.opening import request_account
from assistant.domain.clients import NewClient
from assistant.domain.ids import parse_id
from assistant.domain.people.consenting import consent, text_hash
from assistant.domain.people.model import Purpose
from assistant.domain.words import HOME, AnswerError


@dataclass(frozen=True)
class AkunDraft(EmailDraft):
    """Its fields are called what :class:`NewClient` calls them, where they are the same."""

    FEATURE: ClassVar[str] = "akun"

    first_name: str = ""
    last_name: str = ""
    company: str | None = None
    """Empty: a person without a company. None: not asked yet."""
    phone: str = ""
    street: str = ""
    city: str = ""
    province: str = ""
    postcode: str = ""
    terms: str = ""
    """The hash of the terms agreed to for this account."""

    def with_names(self, said: Introduction) -> AkunDraft:
        """A whole name fills in the last one, too; and what else was said with it. Where there is
        a last name already, only the first is changed."""
        first, last = said.first_name, said.last_name
        if self.last_name and self.last_name != self.first_name:
            first = f"{first} {last}".removesuffix(f" {self.last_name}").strip()
            last = self.last_name
        elif self.last_name:
            last = last or first  # the one name of who has one only
        return replace(
            self,
            first_name=first,
            last_name=last,
            company=said.company or self.company,
            phone=said.phone or self.phone,
            named=said.email or self.named,
        )

    def with_address(self, found: Address) -> AkunDraft:
        """A street alone leaves the rest as it is."""
        return replace(self, **{name: value for name, value in asdict(found).items() if value})

    def with_place(self, found: Address) -> AkunDraft:
        """The rest of a street is put behind what is known of it. Raises FieldError."""
        lines = [line for line in (self.street, found.street) if line]
        province = found.province or province_of(found.city)
        street = read_street("\n".join(lines)) if found.street else ""
        return self.with_address(replace(found, street=street, province=province))

    def new_client(self, reference: str) -> NewClient:
        wanted = {field.name for field in fields(NewClient)}
        answers = {name: value for name, value in asdict(self).items() if name in wanted}
        answers |= {"company": self.company or "", "address": self.street}
        return NewClient(reference=reference, **answers)

    @classmethod
    def of(cls, new: NewClient, terms: str) -> AkunDraft:
        """The draft that a request was sent from: its address is proven."""
        sent = cls.restored(asdict(new))
        return replace(sent, street=new.address, proven=new.email, terms=terms)


def _fields(form: Form[AkunDraft]) -> list[Field[AkunDraft]]:
    read_back = [field.name for field in fields(AkunDraft)]
    return [
        Field(
            "first_name",
            T("akun-first-name"),
            read_introduction,
            edit="akun-btn-first-name",
            sets=AkunDraft.with_names,
            sure=lambda said: said.says_more,
            then=_names_taken,
            same=_as_before,
            more=[
                press("akun_as_before", "akun-btn-as-before", _as_before, "before", when="before"),
                press("akun_telegram", "akun-btn-telegram", _telegram_name, "name", when="name"),
            ],
            getter=_known,
        ),
        Field(
            "last_name",
            T("akun-last-name"),
            read_name,
            edit="akun-btn-last-name",
            more=[press("akun_one_name", "akun-btn-one-name", form.answers(_one_name))],
            then=_last_name_taken,
            none=_one_name,
            none_words=("one-name",),
        ),
        *email_and_code(
            form, CodePurpose.REGISTER, T("akun-email"), T("akun-code", "email"), aside=True
        ),
        Field(
            "company",
            T("akun-company"),
            read_company,
            edit="akun-btn-company",
            more=[press("akun_no_company", "akun-btn-no-company", form.answers(_no_company))],
            done=lambda draft, _: draft.company is not None,
            none=_no_company,
            none_words=("person-word",),
        ),
        Field(
            "phone",
            T("akun-phone"),
            read_phone,
            edit="akun-btn-phone",
            more=[RequestContact(Label("akun-btn-share-phone"))],
            contact=_take_contact,
            photo="problem-photo-number",
        ),
        Field(
            "street",
            T("akun-street"),
            read_address,
            edit="akun-btn-street",
            sets=AkunDraft.with_address,
            then=_address_taken,
        ),
        Field(
            "city",
            T("akun-city"),
            read_place,
            edit="akun-btn-city",
            sets=AkunDraft.with_place,
            then=_address_taken,
            same_step=True,
        ),
        Field(
            "province",
            T("akun-province"),
            read_province,
            edit="akun-btn-province",
            more=[choice("akun_province", _choose_province, "provinces", width=2, height=5)],
            getter=_provinces,
            same_step=True,
        ),
        Field(
            "postcode", T("akun-postcode"), read_postcode, edit="akun-btn-postcode", same_step=True
        ),
        Field(
            "terms",
            (T("akun-terms", "url", "brand"), T("akun-terms-ask")),
            more=[
                Row(
                    press("akun_terms_yes", "btn-agree", _agree_terms, style=SUCCESS),
                    press("akun_terms_no", "btn-disagree", _refuse_terms),
                )
            ],
            done=lambda draft, turn: draft.terms == text_hash(_terms(turn)),
        ),
        Field(
            SUMMARY,
            (T("akun-summary", *read_back), T("akun-summary-ask")),
            more=[press("akun_send", "akun-btn-send", _send, style=SUCCESS)],
            back=False,
        ),
    ]


def akun_feature() -> Feature:
    return Feature(
        "akun",
        FORM.group,
        open_akun,
        FORM.steps,
        label="menu-akun",
        row=1,
        fills=_open_named,
        draft=AkunDraft,
        under_way="feature-akun",
    )


def create_akun_dialogs() -> list[Dialog]:
    return [Dialog(*FORM.windows(), _result())]


async def _open_named(manager: DialogManager, heard: Heard) -> None:
    """For the company, and with the address, that the person's words named."""
    try:
        company = read_company(heard.entities.company or "")
    except AnswerError:
        company = None
    if company:
        await AkunDraft(company=company).save(manager, FORM.fields[0].name.replace("_", "-"))
        say_above(manager, "akun-for-company", company=company)
    await open_akun(manager, "", **named_email(heard))


async def open_akun(manager: DialogManager, code: str, **named: str) -> None:
    """At the beginning, or with the request that is still on its way or was refused. ``code``: the
    id of one that has proven an address which no account has; it is not asked for again."""
    turn = turn_of(manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    unfinished = newest and newest.state in (RegistrationState.QUEUED, RegistrationState.REFUSED)
    if not unfinished and (email := await _proven_by(turn, code)):
        await open_akun_for(manager, "", email, proven=True)
        return
    state = FORM.state("result") if unfinished else FORM.first
    await manager.start(state, data=named, mode=StartMode.RESET_STACK)


async def _proven_by(turn: Turn, code: str) -> str:
    """Empty where it proved nothing, is somebody else's, or too old to be kept."""
    id_ = parse_id(code)
    kept = await turn.work.codes.get(id_) if id_ else None
    if kept is None or kept.person != turn.person.id or kept.outcome is not CodeOutcome.NO_ACCOUNT:
        return ""
    return kept.email


async def open_akun_for(
    manager: DialogManager, company: str, email: str, *, proven: bool = False
) -> None:
    """For a company of which this much is known: what the account asked for before shares with it
    is lent, so that only what differs is asked."""
    turn = turn_of(manager)
    draft = await _sent_draft(manager) or AkunDraft()
    draft = replace(draft.with_email(email), company=company or None)
    if proven:
        draft = replace(draft, proven=email)
    name = FORM.open_field(draft, turn)
    await draft.save(manager, name.replace("_", "-"))
    await manager.start(FORM.state(name), mode=StartMode.RESET_STACK)


async def _shows(manager: DialogManager, draft: AkunDraft) -> dict[str, Any]:
    turn = turn_of(manager)
    company = turn.plain("akun-no-company") if draft.company == "" else draft.company
    return {"company": company, "url": turn.settings.terms_url, "brand": turn.settings.brand}


# The answers that are more than a text


async def _known(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What need not be typed: the name in Telegram, and what an account opened before shares."""
    newest = await _opened_before(dialog_manager)
    draft = await AkunDraft.read(dialog_manager)
    lends = newest is not None and not draft.phone
    return {
        "name": " ".join(_name_in_telegram(dialog_manager)),
        "before": newest.label if newest and lends else "",
    }


def _name_in_telegram(manager: DialogManager) -> tuple[str, ...]:
    """First and last name; nothing when it can't be an account's."""
    user: User | None = getattr(manager.event, "from_user", None)
    whole = f"{user.first_name} {user.last_name or ''}" if user else ""
    first, _, rest = whole.strip().partition(" ")
    try:
        return tuple(read_name(part) for part in (first, rest) if part)
    except AnswerError:
        return ()


async def _telegram_name(manager: DialogManager) -> None:
    names = _name_in_telegram(manager)
    if names:
        draft = await AkunDraft.read(manager)
        await FORM.go_on(manager, replace(draft, first_name=names[0], last_name=names[-1]))


async def _opened_before(manager: DialogManager) -> NewClient | None:
    turn = turn_of(manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    return newest.new if newest and newest.state is RegistrationState.CREATED else None


async def _as_before(manager: DialogManager) -> None:
    """All but what differs from company to company: its name, its address in mail, the terms."""
    if new := await _opened_before(manager):
        lent = AkunDraft.of(new, terms="").with_email("")
        await FORM.go_on(manager, replace(lent, company=None))


async def _names_taken(manager: DialogManager, draft: AkunDraft) -> None:
    """Taken apart, it is shown; a single name is asked about."""
    earlier = await AkunDraft.read(manager)
    more = {one for one in (draft.company, draft.phone, draft.named) if one}
    more -= {earlier.company, earlier.phone, earlier.named}
    if draft.last_name and draft.last_name != earlier.last_name:
        _show_names(manager, draft)
    if more:
        noted = (draft.first_name, draft.last_name, draft.company, draft.phone, draft.named)
        say_above(manager, "akun-noted", noted=", ".join(one for one in noted if one))
    await FORM.go_on(manager, draft)


def _show_names(manager: DialogManager, draft: AkunDraft) -> None:
    say_above(manager, "akun-names", first_name=draft.first_name, last_name=draft.last_name)


async def _last_name_taken(manager: DialogManager, draft: AkunDraft) -> None:
    if draft.last_name == draft.first_name:
        _show_names(manager, draft)
    await FORM.go_on(manager, draft)


async def _address_taken(manager: DialogManager, draft: AkunDraft) -> None:
    """Taken apart, it is shown, so that a wrong part is seen at once."""
    earlier = await AkunDraft.read(manager)
    if draft.postcode != earlier.postcode and draft.city:
        parts = {name: getattr(draft, name) for name in ("street", "city", "province", "postcode")}
        say_above(manager, "akun-address", **parts)
    elif earlier.street and draft.street.startswith(f"{earlier.street},"):
        say_above(manager, "akun-street-longer", street=draft.street)
    await FORM.go_on(manager, draft)


def _one_name(draft: AkunDraft) -> AkunDraft:
    """People with one name write it twice where a portal wants two."""
    return replace(draft, last_name=draft.first_name)


def _no_company(draft: AkunDraft) -> AkunDraft:
    return replace(draft, company="")


async def _take_contact(message: Message, manager: DialogManager) -> None:
    """Only a person's own contact is taken: Telegram vouches for its number."""
    contact, sender = message.contact, message.from_user
    if contact is None or sender is None or contact.user_id != sender.id:
        say_above(manager, "akun-problem-contact")
        return
    try:
        phone = read_shared_phone(contact.phone_number)
    except AnswerError as error:
        FORM.explain(manager, error)
        return
    await FORM.go_on(manager, replace(await AkunDraft.read(manager), phone=phone))


async def _provinces(**_: Any) -> dict[str, Any]:
    return {"provinces": [{"id": str(i), "label": n} for i, n in enumerate(province_names())]}


async def _choose_province(manager: DialogManager, place: str) -> None:
    draft = await AkunDraft.read(manager)
    await FORM.go_on(manager, replace(draft, province=province_names()[int(place)]))


def _terms(turn: Turn) -> str:
    """The terms as agreed to: the Indonesian text, whatever the language shown."""
    args = {"url": turn.settings.terms_url, "brand": turn.settings.brand}
    return turn.texts.html(HOME, "akun-terms", args)


async def _agree_terms(manager: DialogManager) -> None:
    turn = turn_of(manager)
    terms = _terms(turn)
    await consent(turn.work, turn.person.id, Purpose.TERMS, terms, turn.person.locale)
    draft = await AkunDraft.read(manager)
    await FORM.go_on(manager, replace(draft, terms=text_hash(terms)))


async def _refuse_terms(manager: DialogManager) -> None:
    say_above(manager, "akun-terms-refused")
    await open_menu(manager)


# Sent


async def _send(manager: DialogManager) -> None:
    """Have the account opened, once: nothing is left of the draft to send again."""
    turn, draft = turn_of(manager), await AkunDraft.read(manager)
    if not FORM.complete(draft, turn):
        await FORM.go_on(manager, draft)
        return
    await request_account(turn.work, turn.person.id, draft.new_client(turn.work.ids.token()))
    await AkunDraft.drop(manager)
    await FORM.show(manager, "result")


def _result() -> Window:
    """What became of the request; it is shown afresh when the portal has answered."""
    return Window(
        T("akun-queued", "email", when="queued"),
        T("akun-created", "account", "email", when="created"),
        T("akun-already", "email", when="already-registered"),
        T("akun-refused", "brand", when="refused"),
        T("akun-none", when="none"),
        press("akun_npwp", "btn-npwp", _go_npwp, when="created", style=PRIMARY),
        opens("akun_link", "btn-hubungkan", "hubungkan", when="already-registered", style=PRIMARY),
        press("akun_other", "akun-btn-other-email", _other_email, when="already-registered"),
        press("akun_mend", "akun-btn-mend", _mend, when="refused", style=PRIMARY),
        to("akun_afresh", "btn-start-over", FORM.first, when="refused"),
        menu("akun"),
        buttons_only(),
        getter=_outcome,
        state=FORM.state("result"),
    )


async def _outcome(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    new = newest.new if newest else None
    return {
        **{state: newest is not None and newest.state is state for state in RegistrationState},
        "none": newest is None,
        "email": new.email if new else "",
        "account": new.label if new else "",
        "brand": turn.settings.brand,
    }


async def _mend(manager: DialogManager) -> None:
    """A refused request becomes a draft again."""
    if draft := await _sent_draft(manager):
        await FORM.go_on(manager, draft)


async def _other_email(manager: DialogManager) -> None:
    """The same again for another address."""
    if draft := await _sent_draft(manager):
        await FORM.go_on(manager, draft.with_email(""))


async def _sent_draft(manager: DialogManager) -> AkunDraft | None:
    turn = turn_of(manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    if newest is None:
        return None
    terms = text_hash(_terms(turn))
    agreed = await turn.work.consents.given(turn.person.id, Purpose.TERMS, terms)
    return AkunDraft.of(newest.new, terms if agreed else "")


async def _go_npwp(manager: DialogManager) -> None:
    turn = turn_of(manager)
    newest = await turn.work.registrations.newest(turn.person.id)
    await open_feature(manager, "npwp", (newest and newest.account) or "")


FORM = Form("akun", AkunDraft, _fields, shows=_shows, now="akun-now", also=["result"])
