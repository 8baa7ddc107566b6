"""What the menu knows of a person: what waits for them, what is under way, what is new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from aiogram_dialog import DialogManager

from assistant.dialogs.features import features_of, go_on, is_unfinished, open_feature, open_menu
from assistant.dialogs.turn import say_above, turn_of
from assistant.dialogs.wording import TRANSFER_STATE
from assistant.domain.accounts.model import Link
from assistant.domain.months import masa_pajak, tax_day
from assistant.domain.support.model import ConversationState
from assistant.domain.transfers.model import ENDED, UNDECIDED, Transfer
from assistant.domain.words import Arg, Say
from assistant.wording.names import shorten

MOST = 6
"""Lines of it in the menu; what waits for the person comes first."""
_ACCOUNTS = 5
"""Accounts that are looked at, so that the menu opens as fast for many."""
_LONGEST_NAME = 30

NowItem = dict[str, str]
_DRAFT, _ASKED = "draft", "asked"


async def what_is_now(manager: DialogManager) -> list[NowItem]:
    """As buttons: each opens what it is about."""
    turn = turn_of(manager)
    linked = await turn.work.links.of(turn.person.id)
    links = linked[:_ACCOUNTS]
    requests = [r for r in await turn.work.transfers.of(turn.person.id) if r.state not in ENDED]
    items = [
        *await _questions(manager, requests),
        *await _answers(manager),
        *await _asked_to_agree(manager, links),
        *await _without_npwp(manager, links),
        *await _drafts(manager, {link.account for link in linked}),
        *(_request(manager, request) for request in requests),
        *await _new_faktur(manager, links),
    ]
    return items[:MOST]


def _item(manager: DialogManager, to: str, key: str, args: Mapping[str, Arg]) -> NowItem:
    return {"id": to, "label": turn_of(manager).plain(key, **args)}


async def _questions(manager: DialogManager, requests: list[Transfer]) -> list[NowItem]:
    work, items = turn_of(manager).work, []
    for request in requests[:MOST]:
        question = await work.transfers.open_question(request.number)
        if question is not None and request.state in UNDECIDED:
            about = {"number": request.number}
            items.append(_item(manager, f"jawab:{question.id}", "menu-now-question", about))
    return items


async def _answers(manager: DialogManager) -> list[NowItem]:
    """Conversations in which the team's answer waits for the person. What it asks about a request
    is a question already."""
    turn = turn_of(manager)
    waiting = [
        one
        for one in await turn.work.conversations.of(turn.person.id)
        if one.state is ConversationState.ANSWERED
        and not (one.of_request and await turn.work.transfers.open_question(one.number))
    ]
    return [
        _item(manager, f"cs:{one.number}", "menu-now-answer", {"number": one.number})
        for one in waiting[:MOST]
    ]


async def _asked_to_agree(manager: DialogManager, links: list[Link]) -> list[NowItem]:
    transfers = turn_of(manager).work.transfers
    asked = [one for link in links for one in await transfers.asking(link.email.casefold())]
    return [
        _item(
            manager,
            f"{_ASKED}:{one.number}",
            "menu-now-agree",
            {"from": shorten(one.from_label, _LONGEST_NAME)},
        )
        for one in asked
    ]


async def _without_npwp(manager: DialogManager, links: list[Link]) -> list[NowItem]:
    waiting = await turn_of(manager).work.fakturs.waiting([link.account for link in links])
    bare = {r.account: r.account_label for r in waiting if r.wants_npwp}
    return [
        _item(
            manager,
            f"npwp:{account}",
            "menu-now-npwp",
            {"account": shorten(label, _LONGEST_NAME)},
        )
        for account, label in bare.items()
    ]


async def _drafts(manager: DialogManager, accounts: set[str]) -> list[NowItem]:
    """Only those that something was entered into, and whose account is still the person's."""
    turn, features = turn_of(manager), features_of(manager)
    items = []
    for draft in await turn.work.drafts.all(turn.person.id):
        feature = features.get(draft.feature)
        of = draft.data.get("account")
        if feature is None or not is_unfinished(feature, draft) or (of and of not in accounts):
            continue
        about: dict[str, Arg] = {"feature": Say(feature.under_way)}
        items.append(_item(manager, f"{_DRAFT}:{feature.name}", "menu-now-draft", about))
    return items


def _request(manager: DialogManager, request: Transfer) -> NowItem:
    about: dict[str, Arg] = {
        "number": request.number,
        "state": Say(TRANSFER_STATE[request.state]),
    }
    return _item(manager, f"tiket:{request.number}", "menu-now-request", about)


async def _new_faktur(manager: DialogManager, links: list[Link]) -> list[NowItem]:
    """Of this month and the one before, since the person last opened theirs."""
    turn = turn_of(manager)
    since = masa_pajak(masa_pajak(tax_day(turn.work.now)) - timedelta(days=1))
    accounts = [link.account for link in links]
    count = await turn.work.archive.new(turn.person.id, accounts, since) if accounts else 0
    return [_item(manager, "faktur:", "menu-now-faktur", {"count": count})] if count else []


async def open_now(manager: DialogManager, item: str) -> None:
    """Whose it is, each feature asks again."""
    name, _, id_ = item.partition(":")
    if name == _DRAFT:
        await go_on(manager, id_)
    elif name == _ASKED:
        await _open_asked(manager, id_)
    else:
        await open_feature(manager, name, id_)


async def _open_asked(manager: DialogManager, number: str) -> None:
    turn = turn_of(manager)
    for link in await turn.work.links.of(turn.person.id):
        for asked in await turn.work.transfers.asking(link.email.casefold()):
            if asked.number == number:
                await open_feature(manager, "setuju", asked.consent_token)
                return
    say_above(manager, "problem-old-button")
    await open_menu(manager)
