"""A person and an account are linked by a code to its e-mail, or parted."""

from __future__ import annotations

from assistant.domain.accounts.codes import CodeCheck, CodeOutcome, CodePurpose
from assistant.domain.accounts.model import Link
from assistant.domain.accounts.proving import check_code
from assistant.domain.accounts.suspending import compare_links
from assistant.domain.clients import Client
from assistant.domain.emails import same_address
from assistant.domain.people.model import Person
from assistant.domain.support.beginning import account_linked
from assistant.domain.transfers.agreeing import agree_as_promised
from assistant.domain.words import HOME, Go
from assistant.domain.work import Job, Work


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
    if client is None or not same_address(client.email, code.email):
        await work.codes.note(code.id, CodeOutcome.NO_ACCOUNT)
        await work.wake(
            code.person,
            "hubungkan",
            tell="ntf-link-no-account",
            args={"email": code.email},
            buttons=[Go("btn-akun", "akun", str(code.id)), Go("btn-hubungkan", "hubungkan")],
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
    """Link a person to an account whose e-mail they have proven; the others are told, and that
    address is, by mail."""
    await compare_links(work, client)
    others = [link for link in await work.links.to(client.id) if link.person != person]
    known = await work.links.find(person, client.id)
    link = await work.links.add(person, client)
    if known is None:
        await work.audit(f"person:{person}", "account-linked", f"account:{client.id}")
        for other in others:
            await work.deliveries.tell(
                other.person,
                "ntf-linked-by-other",
                {"account": client.label},
                unique=f"linked:{client.id}:{person}:{other.person}:{work.now.isoformat()}",
            )
        await _tell_address(work, link)
        await _show_what_waits(work, link)
        await account_linked(work, person, client.id)
        await work.jobs.put(Job.FIND_PAID, client.id, once=True)
        for waiting in await work.portfolios.started_by([person]):
            await work.wake(waiting, "rencana")
    return link


async def _tell_address(work: Work, link: Link) -> None:
    """Whoever else reads this mailbox learns of the link, and how to object."""
    person = await work.people.get(link.person)
    await work.deliveries.mail(
        link.email,
        "mail-linked",
        {
            "account": link.label,
            "who": _known_as(person, link),
            "when": work.now,
        },
        unique=f"linked:{link.account}:{link.person}:{work.now.isoformat()}",
        locale=person.locale if person else HOME,
    )


def _known_as(person: Person | None, link: Link) -> str:
    if person is None:
        return str(link.person)
    return f"{person.name} (@{person.username})" if person.username else person.name


async def _show_what_waits(work: Work, link: Link) -> None:
    """Requests to move services here that wait for the owner of this address, who is now known:
    they need not look for the mail again."""
    await agree_as_promised(work, link)
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
    await work.links.revoke(of, account)
    await work.audit(f"person:{person}", "account-unlinked", f"account:{account}", of=of)
    if of != person:
        await work.deliveries.tell(
            of,
            "ntf-unlinked-by-other",
            {"account": theirs.label},
            unique=f"unlinked:{account}:{of}:{work.now.isoformat()}",
        )
    return True


async def end_link(work: Work, actor: str, account: str, of: int) -> Link | None:
    """The provider's people end a link; the person is told. ``actor`` is as the audit names them.
    None where there is none that stands."""
    link = await work.links.find(of, account)
    if link is None:
        return None
    await work.links.revoke(of, account)
    await work.audit(actor, "account-unlinked", f"account:{account}", of=of)
    await work.deliveries.tell(
        of,
        "ntf-unlinked-by-staff",
        {"account": link.label},
        unique=f"unlinked:{account}:{of}:{work.now.isoformat()}",
    )
    return link
