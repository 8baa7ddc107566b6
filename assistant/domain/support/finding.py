"""Staff look for somebody, see who it is, and what happened; each look is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.ids import parse_id
from assistant.domain.people.model import Person
from assistant.domain.support.beginning import conversation_about
from assistant.domain.support.directory import (
    MOST_FOUND,
    MOST_PAST,
    MOST_TOLD,
    AtPortal,
    By,
    FoundPerson,
    Hit,
    Profile,
    Query,
    read_query,
)
from assistant.domain.support.model import ConversationState, Subject
from assistant.domain.support.news import (
    FoundPeople,
    HistoryShown,
    NobodyThere,
    ProfileShown,
    WritesFirst,
)
from assistant.domain.work import Job, Work


async def look_up(work: Work, wanted: WantedAct) -> ActState:
    """The portal may know more than we do: a job asks it."""
    await work.jobs.put(Job.LOOK_UP, wanted.id)
    return ActState.MADE


async def find(
    work: Work, wanted: WantedAct, there: Sequence[AtPortal], *, asked: bool, page: str
) -> None:
    """Who fits what was typed. ``there``: what the portal says of it; ``asked``: whether it
    answered. ``page``: an account's in its admin area, with ``{id}``; empty without one. Where
    nothing fits, who nearly does."""
    query = read_query(wanted.text)
    hits = await _hits(work, query, there)
    near = not hits
    if near:
        hits = await work.directory.find_near(query, MOST_FOUND * 2)
    people, alone = await _who(work, hits)
    for one in people:
        await work.audit(wanted.actor, "person-found", f"person:{one.person.id}", by=query.by)
    await work.audit(wanted.actor, "looked-for", f"search:{query.by}", found=len(people))
    found = (tuple(people[:MOST_FOUND]), tuple(alone[:MOST_FOUND]))
    news = FoundPeople(wanted, *found, asked=asked, page=page, near=near)
    await work.desk.tell(news, unique=wanted.answer)


async def _hits(work: Work, query: Query, there: Sequence[AtPortal]) -> list[Hit]:
    """What has a shape but is nowhere may yet be a name."""
    found = await work.directory.find(query, MOST_FOUND * 2)
    found += [Hit(None, one.account, one.label, one.what) for one in there]
    if not found and query.by in (By.NUMBER, By.HOST):
        found = await work.directory.find(Query(By.NAME, query.text), MOST_FOUND * 2)
    return found


async def _who(work: Work, hits: Sequence[Hit]) -> tuple[list[FoundPerson], list[AtPortal]]:
    """The people behind what fits, in the order found; and the accounts that have none."""
    what: dict[int, list[str]] = {}
    alone: dict[str, AtPortal] = {}
    for hit in hits:
        linked = [] if hit.person else [one.person for one in await work.links.to(hit.account)]
        for id_ in [hit.person] if hit.person else linked:
            said = what.setdefault(id_, [])
            if hit.what not in said:
                said.append(hit.what)
        if not hit.person and not linked:
            alone.setdefault(hit.account, AtPortal(hit.account, hit.label, hit.what))
    known = []
    for id_, fits in what.items():
        person = await work.people.get(id_)
        if person is not None:
            accounts = tuple(link.label for link in await work.links.of(id_))
            known.append(FoundPerson(person, tuple(fits), accounts))
    return known, list(alone.values())


async def show_profile(work: Work, wanted: WantedAct, page: str) -> None:
    """All that staff need to know of one person. ``page`` as above."""
    person = await _person(work, wanted.subject)
    if person is None:
        await work.desk.tell(NobodyThere(wanted), unique=wanted.answer)
        return
    accounts = await work.directory.accounts(person.id)
    requests = await work.transfers.of(person.id)
    talks = [one for one in await work.conversations.of(person.id) if not one.of_request]
    topic = None
    for number in [*(one.number for one in talks), *(one.number for one in requests)][:MOST_TOLD]:
        topic = topic or await work.directory.topic(number)
    profile = Profile(
        person,
        await work.conversations.muted(person.id),
        tuple(accounts),
        tuple(requests[:MOST_TOLD]),
        tuple(talks[:MOST_TOLD]),
        tuple(await work.directory.fakturs([one.account for one in accounts], MOST_TOLD)),
        topic,
    )
    await work.audit(wanted.actor, "profile-looked-at", f"person:{person.id}")
    await work.desk.tell(ProfileShown(wanted, profile, page), unique=wanted.answer)


async def _person(work: Work, id_: str) -> Person | None:
    number = parse_id(id_)
    return await work.people.get(number) if number else None


async def show_history(work: Work, wanted: WantedAct) -> ActState:
    """The audit of a request or a conversation by its number, or of a person."""
    query = read_query(wanted.text)
    numbers: tuple[str, ...] = ()
    person: int | None = None
    name = query.text
    if await _is_number(work, query.text):
        numbers = (query.text,)
    else:
        people, _ = await _who(work, await work.directory.find(query, MOST_FOUND))
        if len(people) != 1:
            alone = FoundPeople(wanted, tuple(people[:MOST_FOUND]), (), asked=True, page="")
            await work.desk.tell(alone, unique=wanted.answer)
            return ActState.MADE
        person, name = people[0].person.id, people[0].person.name
    past = await work.directory.history(person, numbers, MOST_PAST)
    subject = f"person:{person}" if person else f"history:{query.text}"
    await work.audit(wanted.actor, "history-looked-at", subject)
    await work.desk.tell(HistoryShown(wanted, name, tuple(past)), unique=wanted.answer)
    return ActState.MADE


async def _is_number(work: Work, number: str) -> bool:
    if await work.conversations.get(number) is not None:
        return True
    return await work.transfers.get(number) is not None


async def write_first(work: Work, wanted: WantedAct) -> ActState:
    """Staff write first, by the button below what ``/cari`` shows of a person. A message is put
    into the topic of their conversation, which is begun where there is none; a reply to it goes to
    them."""
    person = await _person(work, wanted.subject)
    if person is None:
        return ActState.TOO_LATE
    if person.id == wanted.staff:
        return ActState.OWN_ACCOUNT
    conversation = await conversation_about(work, person.id, Subject(), by=wanted.actor)
    if conversation.state is ConversationState.CLOSED:
        await work.conversations.save(
            replace(
                conversation,
                state=ConversationState.OPEN,
                taken_by=wanted.staff,
                taken_by_name=wanted.staff_name,
                updated_at=work.now,
                waiting_since=work.now,
            )
        )
    await work.cards.touch(conversation.number)
    await work.audit(wanted.actor, "wrote-first", f"person:{person.id}")
    news = WritesFirst(wanted, conversation.number, person.name)
    await work.desk.tell(news, unique=wanted.answer)
    return ActState.MADE
