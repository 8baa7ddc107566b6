"""Staff look for links and end them."""

from __future__ import annotations

from assistant.domain.accounts.linking import end_link
from assistant.domain.accounts.news import LinkEnded, LinksFound
from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.ids import parse_id
from assistant.domain.work import Work

MOST_SHOWN = 10
"""Links, each with a button."""


async def find_links(work: Work, wanted: WantedAct) -> ActState:
    """Those of a person or an account, by Telegram's id, the account's or its e-mail. That
    somebody looked is on record."""
    found = await work.links.search(wanted.text.strip(), MOST_SHOWN)
    for one in found:
        await work.audit(
            wanted.actor, "links-looked-at", f"account:{one.link.account}", of=one.link.person
        )
    await work.desk.tell(LinksFound(wanted, tuple(found)), unique=wanted.answer)
    return ActState.MADE


async def end_found_link(work: Work, wanted: WantedAct) -> ActState:
    number = parse_id(wanted.subject)
    found = await work.links.by_id(number) if number else None
    if found is None:
        return ActState.TOO_LATE
    await end_link(work, wanted.actor, found.link.account, found.link.person)
    await work.desk.tell(LinkEnded(wanted, found), unique=wanted.answer)
    return ActState.MADE
