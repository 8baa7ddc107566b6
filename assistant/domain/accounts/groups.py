"""Groups of a company: a place where faktur are pushed to, by the choice of somebody linked.

Nobody can direct a company's faktur into a foreign group. The bot shows a code in the group, made
for the one member who put the bot there (or asked for it there); only that person can use it, in
their private chat, and only for an account that is linked to them. So whoever lets faktur into a
group is a member of that group and proved to own the account, and reads the group's name first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.domain.accounts.codes import (
    VALID_FOR,
    CodeCheck,
    CodePurpose,
    CodeSending,
    InGroup,
)
from assistant.domain.accounts.looking import linked
from assistant.domain.accounts.model import Group, Link
from assistant.domain.accounts.proving import check_code, new_code
from assistant.domain.words import Go
from assistant.domain.work import Work

SHOWN_JUST_NOW = timedelta(minutes=1)
"""Within it the same code is not shown again: putting the bot in can come with a command."""
HINTS_APART = timedelta(minutes=5)
"""A group is told once within it that commands belong into the private chat."""


async def show_group_code(
    work: Work, chat: int, title: str, person: int, name: str, locale: str
) -> None:
    """Show the person a code in the group, within the limits of codes."""
    group = await work.groups.seen(chat, title, locale)
    here = InGroup(chat)
    waiting = await work.codes.waiting(person, CodePurpose.GROUP)
    if waiting and waiting.to == here and work.now < waiting.sent_at + SHOWN_JUST_NOW:
        return
    code = await new_code(work, person, here, CodePurpose.GROUP)
    if isinstance(code, CodeSending):
        await hint_at_private_chat(work, group)
        return
    await work.deliveries.tell_group(
        group,
        "group-code",
        {
            "name": name,
            "code": code.digits(work.code_key),
            "minutes": int(VALID_FOR.total_seconds() // 60),
        },
        unique=f"group-code:{code.id}",
    )


async def hint_at_private_chat(work: Work, group: Group) -> None:
    """Commands are for the private chat; said once in a while, whoever asks how often."""
    span = int(work.now.timestamp() // HINTS_APART.total_seconds())
    await work.deliveries.tell_group(
        group, "group-private", {}, unique=f"group-private:{group.chat}:{span}"
    )


async def prove_group(work: Work, person: int, typed: str) -> tuple[CodeCheck, int, Group | None]:
    """Check a code that was shown to ``person`` in a group. With RIGHT comes the group, or None
    when the bot is not there any more."""
    code = await work.codes.waiting(person, CodePurpose.GROUP)
    if code is None or not isinstance(code.to, InGroup):
        return CodeCheck.EXPIRED, 0, None
    check, left = await check_code(work, person, code.to, CodePurpose.GROUP, typed)
    right = check is CodeCheck.RIGHT
    return check, left, await work.groups.get(code.to.chat) if right else None


async def known_groups(work: Work, person: int) -> list[Group]:
    """Those that faktur of the person go to already, by their own choice."""
    links = await work.links.of(person)
    chats = sorted({link.pushes.group for link in links if link.pushes.group is not None})
    found = [await work.groups.get(chat) for chat in chats]
    return [group for group in found if group is not None]


async def push_into_group(work: Work, person: int, account: str, chat: int) -> bool:
    """From now on faktur of ``account`` go into the group, too. The group and everyone else who
    is linked to the account are told. False: the bot is not there any more.

    The caller has the group proven by a code, or took it from :func:`known_groups`. Raises
    NotTheirsError.
    """
    link = await linked(work, person, account)
    group = await work.groups.get(chat)
    if group is None:
        return False
    if link.pushes.group == chat:
        return True
    await work.links.set_pushes(person, account, replace(link.pushes, group=chat))
    await work.audit(f"person:{person}", "faktur-into-group", f"account:{account}", group=chat)
    who = await work.people.get(person)
    said = {"name": who.name if who else "", "account": link.label, "group": group.title}
    once = f"{account}:{chat}:{work.now.isoformat()}"
    await work.deliveries.tell_group(group, "group-chosen", said, unique=f"group-chosen:{once}")
    for other in await work.links.to(account):
        if other.person != person:
            await work.deliveries.tell(
                other.person,
                "ntf-faktur-group-chosen",
                said,
                unique=f"group-told:{once}:{other.person}",
                buttons=[Go("faktur-btn-where", "faktur", "where")],
            )
    return True


async def group_lost(work: Work, chat: int) -> None:
    """The bot is not in the group any more: what went there goes by mail, and whoever chose it is
    told."""
    group = await work.groups.get(chat)
    if group is None:
        return
    losing: dict[int, list[Link]] = {}
    for link in await work.links.into(chat):
        await work.links.set_pushes(
            link.person, link.account, replace(link.pushes, group=None, mail=True)
        )
        losing.setdefault(link.person, []).append(link)
    await work.groups.drop(chat)
    await work.audit("telegram", "group-lost", f"group:{chat}")
    for person, links in losing.items():
        await work.deliveries.tell(
            person,
            "ntf-faktur-group-lost",
            {"group": group.title, "accounts": ", ".join(link.label for link in links)},
            unique=f"group-lost:{chat}:{person}:{work.now.isoformat()}",
            buttons=[Go("faktur-btn-where", "faktur", "where")],
        )
