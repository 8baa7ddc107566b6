"""Accounts of the portal as the chat sees them: opened here, linked here, given an NPWP here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.codes import CodeCheck, CodeOutcome, CodePurpose, check_code
from assistant.domain.portal import Client, Invoice, NewClient, Service, TaxProfile
from assistant.domain.work import Go, Job, Work

LINK_VALID_FOR = timedelta(days=180)
"""A link to an account ends this long after the last code that proved it."""
FRESH_FOR = timedelta(minutes=2)
"""How old a snapshot may be before it is loaded anew."""


class NotLinkedError(Exception):
    """The person is not linked to this account (any more)."""


@dataclass(frozen=True, slots=True)
class Pushes:
    """Where a person wants each new faktur of one account: any of these, or none at all."""

    chat: bool = True
    mail: bool = False
    group: int | None = None
    """Telegram's id of a group of the company that the bot is in."""

    @property
    def muted(self) -> bool:
        return not self.chat and not self.mail and self.group is None


@dataclass(frozen=True, slots=True)
class Link:
    """A person who proved, by a code to its e-mail, that an account is theirs to see."""

    person: int
    account: str
    email: str
    label: str
    proven_at: datetime
    pushes: Pushes

    def stands(self, now: datetime) -> bool:
        return now < self.proven_at + LINK_VALID_FOR


class Links(Protocol):
    """Only links that stand: not revoked, not expired."""

    async def of(self, person: int) -> list[Link]:
        """By label."""

    async def to(self, account: str) -> list[Link]: ...

    async def find(self, person: int, account: str) -> Link | None: ...

    async def add(self, person: int, client: Client, at: datetime) -> Link:
        """Link, or prove anew. The others who are linked to the account are told by the caller."""

    async def revoke(self, person: int, account: str, at: datetime) -> None: ...

    async def set_pushes(self, person: int, account: str, pushes: Pushes) -> None: ...

    async def into(self, group: int) -> list[Link]:
        """Those by which faktur go into this group."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the portal said about an account when it was last asked."""

    account: str
    client: Client | None
    services: tuple[Service, ...]
    blocking: tuple[Invoice, ...]
    fetched_at: datetime | None
    failed: str | None
    """The :class:`PortalFailure` of the newest attempt, if it failed."""

    def fresh(self, now: datetime) -> bool:
        return self.fetched_at is not None and now < self.fetched_at + FRESH_FOR


class Snapshots(Protocol):
    async def get(self, account: str) -> Snapshot | None: ...

    async def want(self, account: str, person: int) -> None:
        """Have it loaded by a job that wakes ``person``'s window when it is there."""

    async def store(
        self,
        client: Client,
        services: list[Service],
        blocking: list[Invoice],
        at: datetime,
    ) -> None: ...

    async def fail(self, account: str, failure: str, at: datetime) -> None: ...

    async def waiting(self, account: str) -> list[int]:
        """The people who wait for it; from now on they don't."""

    async def spoil(self, account: str) -> None:
        """It is known to be out of date."""


async def look_at_account(work: Work, person: int, account: str) -> Snapshot | None:
    """The account's fresh snapshot, or None while it is being loaded.

    A snapshot whose loading has failed is returned as it is (``failed`` says so). Raises
    :class:`NotLinkedError` for an account that the person is not linked to.
    """
    if await work.links.find(person, account) is None:
        raise NotLinkedError(account)
    snapshot = await work.snapshots.get(account)
    if snapshot and (snapshot.fresh(work.now) or snapshot.failed):
        return snapshot
    await work.snapshots.want(account, person)
    return None


class RegistrationState(StrEnum):
    QUEUED = "queued"
    CREATED = "created"
    ALREADY_REGISTERED = "already-registered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Registration:
    """A request to open an account."""

    id: int
    person: int
    new: NewClient
    state: RegistrationState
    account: str | None
    detail: str
    """What the portal said when it refused; for staff."""


class Registrations(Protocol):
    async def add(self, person: int, new: NewClient, at: datetime) -> Registration: ...

    async def get(self, registration: int) -> Registration | None: ...

    async def newest(self, person: int) -> Registration | None: ...

    async def finish(
        self,
        registration: int,
        state: RegistrationState,
        account: str | None,
        detail: str,
    ) -> None: ...


async def request_account(work: Work, person: int, new: NewClient) -> Registration:
    """Have an account opened. The caller has the e-mail proven and the terms consented to."""
    registration = await work.registrations.add(person, new, work.now)
    await work.jobs.put(Job.CREATE_ACCOUNT, registration.id)
    await work.audit(f"person:{person}", "account-requested", f"registration:{registration.id}")
    return registration


async def finish_registration(
    work: Work,
    registration_id: int,
    state: RegistrationState,
    client: Client | None = None,
    detail: str = "",
) -> None:
    """The portal has answered: note it, link the account it made, show it or tell the person.

    ``client`` is the account when the state is CREATED; its e-mail was proven before it was
    asked for. The same again changes nothing.
    """
    registration = await work.registrations.get(registration_id)
    if registration is None or registration.state is not RegistrationState.QUEUED:
        return
    account = client.id if client else None
    await work.registrations.finish(registration.id, state, account, detail)
    tell = {"email": registration.new.email}
    if client is not None:
        await work.audit(work.portal, "account-created", f"account:{client.id}")
        await link_account(work, registration.person, client)
        await work.wake(
            registration.person,
            "akun",
            tell="ntf-akun-created",
            args={"account": client.label, **tell},
            buttons=[Go("btn-npwp", "npwp", client.id)],
        )
    elif state is RegistrationState.ALREADY_REGISTERED:
        go = Go("btn-hubungkan", "hubungkan")
        await work.wake(
            registration.person, "akun", tell="ntf-akun-already", args=tell, buttons=[go]
        )
    else:
        go = Go("btn-akun", "akun")
        await work.wake(
            registration.person, "akun", tell="ntf-akun-refused", args=tell, buttons=[go]
        )


async def prove_for_link(
    work: Work, person: int, email: str, typed: str
) -> tuple[CodeCheck, int, int | None]:
    """Check a code that was typed to link an account; when it is right, have the account looked
    up. Returns what :func:`check_code` says, and the id that the outcome is asked by."""
    code = await work.codes.newest(person, email, CodePurpose.LINK)
    check, left = await check_code(work, person, email, CodePurpose.LINK, typed)
    if check is not CodeCheck.RIGHT or code is None:
        return check, left, None
    await work.codes.note(code.id, CodeOutcome.CHECKING)
    await work.jobs.put(Job.LINK_ACCOUNT, code.id)
    return check, left, code.id


async def link_proven(work: Work, code_id: int, client: Client | None) -> None:
    """The portal was asked for the account of a proven address: link it, or say there is none.

    The same again changes nothing. ``client`` is None when the address is nobody's.
    """
    code = await work.codes.get(code_id)
    if code is None or code.outcome is not CodeOutcome.CHECKING:
        return
    if client is None or client.email.lower() != code.email:
        await work.codes.note(code.id, CodeOutcome.NO_ACCOUNT)
        await work.wake(
            code.person,
            "hubungkan",
            tell="ntf-link-no-account",
            args={"email": code.email},
            buttons=[Go("btn-akun", "akun"), Go("btn-hubungkan", "hubungkan")],
        )
        return
    await link_account(work, code.person, client)
    await work.codes.note(code.id, CodeOutcome.LINKED, client.id)
    await work.wake(
        code.person,
        "hubungkan",
        tell="ntf-linked",
        args={"account": client.label},
        buttons=[Go("btn-npwp", "npwp", client.id), Go("btn-pindah", "pindah", client.id)],
    )


async def link_account(work: Work, person: int, client: Client) -> Link:
    """Link a person to an account whose e-mail they have proven; the others are told."""
    others = [link for link in await work.links.to(client.id) if link.person != person]
    known = await work.links.find(person, client.id)
    link = await work.links.add(person, client, work.now)
    if known is None:
        await work.audit(f"person:{person}", "account-linked", f"account:{client.id}")
        for other in others:
            await work.deliveries.tell(
                other.person,
                "ntf-linked-by-other",
                {"account": client.label},
                unique=f"linked:{client.id}:{person}:{other.person}:{work.now.isoformat()}",
            )
        await _show_what_waits(work, link)
    return link


async def _show_what_waits(work: Work, link: Link) -> None:
    """Requests to move services here that wait for the owner of this address, who is now known:
    they need not look for the mail again."""
    for transfer in await work.transfers.asking(link.email):
        await work.deliveries.tell(
            link.person,
            "ntf-transfer-asks",
            {"number": transfer.number, "from": transfer.from_label, "to": link.label},
            unique=f"asks:{transfer.number}:{link.person}",
            buttons=[Go("btn-see-request", "setuju", transfer.consent_token)],
        )


async def unlink_account(work: Work, person: int, account: str, of: int) -> bool:
    """Anyone linked to an account may end a link to it, their own or another's.

    The other is told. False when one of the two is not linked to it.
    """
    theirs = await work.links.find(of, account)
    if theirs is None or await work.links.find(person, account) is None:
        return False
    await work.links.revoke(of, account, work.now)
    await work.audit(f"person:{person}", "account-unlinked", f"account:{account}", of=of)
    if of != person:
        await work.deliveries.tell(
            of,
            "ntf-unlinked-by-other",
            {"account": theirs.label},
            unique=f"unlinked:{account}:{of}:{work.now.isoformat()}",
        )
    return True


class TaxChangeState(StrEnum):
    QUEUED = "queued"
    SAVED = "saved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class TaxChange:
    """A tax profile on its way to the portal."""

    id: int
    person: int
    account: str
    profile: TaxProfile
    state: TaxChangeState
    detail: str


class TaxChanges(Protocol):
    async def add(
        self, person: int, account: str, profile: TaxProfile, at: datetime
    ) -> TaxChange: ...

    async def get(self, change: int) -> TaxChange | None: ...

    async def newest(self, person: int, account: str) -> TaxChange | None: ...

    async def finish(self, change: int, state: TaxChangeState, detail: str) -> None: ...


async def save_tax_profile(work: Work, person: int, account: str, profile: TaxProfile) -> TaxChange:
    """Have the portal keep this tax profile; it has been read back and confirmed.

    Raises :class:`NotLinkedError` when the person is not linked to the account.
    """
    if await work.links.find(person, account) is None:
        raise NotLinkedError(account)
    change = await work.tax_changes.add(person, account, profile, work.now)
    await work.jobs.put(Job.SET_TAX, change.id)
    await work.audit(f"person:{person}", "npwp-confirmed", f"account:{account}")
    return change
