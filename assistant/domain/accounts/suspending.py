"""A link holds as long as its e-mail is the account's.

Who proved an address proved that the account is theirs while the account has that address. Wherever
the portal tells an account's client, the two are compared; where they differ, nothing of the
account is shown or sent until a code to the new address.
"""

from __future__ import annotations

from assistant.domain.accounts.model import Link
from assistant.domain.clients import Client
from assistant.domain.emails import same_address
from assistant.domain.words import HOME, Go
from assistant.domain.work import Work


async def compare_links(work: Work, client: Client) -> None:
    """``client`` is what the portal says of an account now: suspend the links that were proven by
    another e-mail. The people are told in their chats, the new address by mail, each once."""
    strangers = [
        link
        for link in await work.links.to(client.id)
        if not same_address(link.email, client.email)
    ]
    for link in strangers:
        await _suspend(work, link)
    if strangers and client.email:
        await work.deliveries.mail(
            client.email,
            "mail-link-suspended",
            {"account": client.label, "count": len(strangers)},
            unique=f"suspended:{client.id}:{work.now.isoformat()}",
            locale=HOME,
        )


async def _suspend(work: Work, link: Link) -> None:
    await work.links.suspend(link.person, link.account)
    await work.audit(work.portal_name, "link-suspended", f"account:{link.account}", of=link.person)
    await work.deliveries.tell(
        link.person,
        "ntf-link-suspended",
        {"account": link.label},
        unique=f"suspended:{link.account}:{link.person}:{work.now.isoformat()}",
        buttons=[Go("btn-hubungkan", "hubungkan")],
    )
    await work.wake(link.person, "")
