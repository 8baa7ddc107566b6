"""Jobs about people's accounts: codes, links, registrations, tax profiles, snapshots."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

import structlog

from assistant.domain.accounts.codes import VALID_FOR
from assistant.domain.accounts.linking import link_proven
from assistant.domain.accounts.model import RegistrationState, TaxChangeState
from assistant.domain.accounts.opening import finish_registration
from assistant.domain.accounts.suspending import compare_links
from assistant.domain.clients import Client, NewClient
from assistant.domain.fakturs.paid import tax_profile_saved
from assistant.domain.people.model import NOBODY
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.portfolio.leading import wake_plans
from assistant.domain.transfers.agreeing import recipient_found
from assistant.domain.transfers.invitation import waits
from assistant.domain.words import HOME, Arg, Go
from assistant.domain.work import Job
from assistant.storage.work import WorkShop
from assistant.texts import Texts
from assistant.worker.once import Once

log = structlog.get_logger(__name__)

FINAL = frozenset({PortalFailure.REFUSED, PortalFailure.NOT_FOUND, PortalFailure.UNSUPPORTED})
"""Failures that trying again would not mend."""


class Mails(Protocol):
    """Hands a mail to the mail server, or raises."""

    async def send(self, to: str, subject: str, body: str) -> None:
        """Raises :class:`MailRefusedError` where trying again would not help."""


class MailRefusedError(Exception):
    """The mail server, or the address itself, says no for good."""


@dataclass(frozen=True, slots=True)
class AccountJobs:
    shop: WorkShop
    portal: Portal
    mailer: Mails
    texts: Texts

    async def send_code(self, key: str) -> None:
        """Mail the six digits. Said again after a lost answer, they are the same digits."""
        async with self.shop.work() as work:
            code = await work.codes.get(int(key))
            person = await work.people.get(code.person) if code else None
        if code is None or code.person == NOBODY or code.expired(work.now):
            return
        locale = person.locale if person else HOME
        args: dict[str, Arg] = {
            "code": code.digits(self.shop.settings.code_key),
            "minutes": int(VALID_FOR.total_seconds() // 60),
        }
        subject = self.texts.plain(locale, "mail-code", args)
        body = self.texts.plain(locale, "mail-code.body", args)
        try:
            await self.mailer.send(code.email, subject, body)
        except MailRefusedError as error:
            # Nothing is said in the chat: whoever typed the address can correct it there, and
            # nobody learns which addresses exist.
            log.warning("the code's mail is refused", code=code.id, reason=str(error))

    async def link_account(self, key: str) -> None:
        """The code to an address was right: link the account that has it, if one does."""
        async with self.shop.work() as work:
            code = await work.codes.get(int(key))
        if code is None:
            return
        client = await self.portal.find_client(code.email)
        async with self.shop.work() as work:
            await link_proven(work, code.id, client)

    async def find_recipient(self, key: str) -> None:
        """The owner of an address agreed in a browser to a request: which account is theirs?"""
        async with self.shop.work() as work:
            transfer = await work.transfers.get(key)
        if transfer is None or not waits(transfer):
            return
        client = await self.portal.find_client(transfer.to_email)
        async with self.shop.work() as work:
            await recipient_found(work, key, client)

    async def create_account(self, key: str) -> None:
        async with self.shop.work() as work:
            registration = await work.registrations.get(int(key))
        if registration is None or registration.state is not RegistrationState.QUEUED:
            return
        try:
            client = await self._create(registration.new)
        except PortalError as error:
            if error.code is PortalFailure.ALREADY_REGISTERED:
                state = RegistrationState.ALREADY_REGISTERED
            elif error.code in FINAL:
                state = RegistrationState.REFUSED
            else:
                raise
            async with self.shop.work() as work:
                await finish_registration(work, registration.id, state, detail=error.detail)
            return
        async with self.shop.work() as work:
            await finish_registration(work, registration.id, RegistrationState.CREATED, client)

    async def _create(self, new: NewClient) -> Client:
        """Once, though the portal's answer may be lost."""

        async def made() -> Client | None:
            found = await self.portal.find_created(new.email, new.reference)
            # Asked again, the portal finishes what it began: the mail with the password's link.
            return await self.portal.create_client(new) if found else None

        once = Once(self.shop, self.portal.capabilities.settles_within)
        return await once(f"client:{new.reference}", lambda: self.portal.create_client(new), made)

    async def set_tax(self, key: str) -> None:
        async with self.shop.work() as work:
            change = await work.tax_changes.get(int(key))
        if change is None or change.state is not TaxChangeState.QUEUED:
            return
        try:
            await self.portal.set_tax_profile(change.account, change.profile)
            client = await self.portal.client(change.account)
        except PortalError as error:
            if error.code not in FINAL:
                raise
            async with self.shop.work() as work:
                await work.tax_changes.finish(change.id, TaxChangeState.REFUSED, error.detail)
                await work.wake(
                    change.person,
                    "npwp",
                    tell="ntf-npwp-refused",
                    buttons=[Go("btn-npwp", "npwp", change.account)],
                )
            return
        async with self.shop.work() as work:
            await work.tax_changes.finish(change.id, TaxChangeState.SAVED, "")
            await tax_profile_saved(work, change.account, change.profile)
            await work.snapshots.spoil(change.account)
            await compare_links(work, client)
            await work.audit(work.portal_name, "npwp-saved", f"account:{change.account}")
            await wake_plans(work, [change.person])
            await work.wake(
                change.person,
                "npwp",
                tell="ntf-npwp-saved",
                args={"account": client.label},
                buttons=[Go("btn-pindah", "pindah")],
            )

    async def refresh_account(self, key: str) -> None:
        """What the portal says of an account now; those who wait for it are woken either way."""
        try:
            # Side by side: a customer waits for the slowest, not for the sum.
            client, services, blocking = await asyncio.gather(
                self.portal.client(key),
                self.portal.services(key),
                self.portal.blocking_invoices(key),
            )
        except PortalError as error:
            async with self.shop.work() as work:
                await work.snapshots.fail(key, error.code)
                for person in await work.snapshots.waiting(key):
                    await work.wake(person, "")
            return
        async with self.shop.work() as work:
            await work.snapshots.store(client, services, blocking)
            await compare_links(work, client)
            await work.jobs.put(Job.FIND_PAID, key, once=True)
            for person in await work.snapshots.waiting(key):
                await work.wake(person, "")
