"""What the cards of the staff chat are drawn from, at the moment when they are shown."""

from __future__ import annotations

from typing import Any

from assistant.app.process import Process
from assistant.desk import ByHand, OfPlan, draw_card, draw_intake, draw_queue
from assistant.desk.conversation import Talk, draw_conversation, draw_forgotten
from assistant.domain.finance.model import TOPIC_MARK
from assistant.domain.ids import Numbered, numbered
from assistant.domain.portfolio.leading import pair_of
from assistant.domain.support.hours import Late
from assistant.domain.transfers.model import Transfer
from assistant.domain.work import Work
from assistant.runner.presenter import DrawCard
from assistant.storage.screen_keys import ABOUT_INTAKE, ABOUT_QUEUE


def draws_cards(process: Process) -> DrawCard:
    async def content(about: str) -> dict[str, Any] | None:
        if about == ABOUT_QUEUE:
            return await _queue(process)
        if about.startswith(ABOUT_INTAKE):
            return await _intake(process, int(about.removeprefix(ABOUT_INTAKE)))
        if numbered(about) is Numbered.CONVERSATION:
            return await _conversation(process, about)
        return await _request(process, about)

    return content


async def _request(process: Process, number: str) -> dict[str, Any] | None:
    async with process.shop.work() as work:
        transfer = await work.transfers.get(number)
        if transfer is None:
            return None
        talk = await work.conversations.get(number)
        asker = await work.people.get(transfer.person)
        seen = await work.snapshots.get(transfer.from_account)
        plan = await _plan(work, transfer)
    locale, links = process.locale, process.structure.admin_pages
    by_hand = None
    if not process.portal.capabilities.moves_ownership:
        by_hand = ByHand(links, seen.services if seen else ())
    return draw_card(process.texts, transfer, locale, asker, by_hand, plan, talk, links)


async def _plan(work: Work, transfer: Transfer) -> OfPlan | None:
    found = await pair_of(work, transfer)
    if found is None:
        return None
    portfolio, pair = found
    services = sum(len(wish.services) for wish in portfolio.wishes)
    return OfPlan(portfolio.number, len(portfolio.wishes), services, len(pair))


async def _queue(process: Process) -> dict[str, Any]:
    async with process.shop.work() as work:
        counts = await work.queue.counts(work.promise.since(work.now, Late.FULL))
    return draw_queue(process.texts, process.locale, counts, work.now)


async def _conversation(process: Process, number: str) -> dict[str, Any]:
    async with process.shop.work() as work:
        talk = await work.conversations.get(number)
        person = await work.people.get(talk.person) if talk else None
        if talk is None or person is None:
            return draw_forgotten(process.texts, process.locale, number)
        account = talk.account
        link = await work.links.find(talk.person, account) if account else None
        muted = await work.conversations.muted(talk.person)
    shown = Talk(talk, person, link.label if link else "", muted, process.structure.admin_pages)
    return draw_conversation(process.texts, process.locale, shown)


async def _intake(process: Process, number: int) -> dict[str, Any] | None:
    async with process.shop.work() as work:
        intake = await work.intakes.get(number)
        files = await work.intakes.counted(number)
        thread = int(await work.marks.get(TOPIC_MARK) or 0) or None
    if intake is None:
        return None
    return draw_intake(process.texts, process.locale, intake, files, thread)
