"""An account is opened in the portal."""

from __future__ import annotations

from assistant.domain.accounts.linking import link_account
from assistant.domain.accounts.model import Registration, RegistrationState
from assistant.domain.clients import Client, NewClient
from assistant.domain.words import Go
from assistant.domain.work import Job, Work


async def request_account(work: Work, person: int, new: NewClient) -> Registration:
    """Have an account opened. The caller has the e-mail proven and the terms consented to."""
    registration = await work.registrations.add(person, new)
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
        await work.audit(work.portal_name, "account-created", f"account:{client.id}")
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
