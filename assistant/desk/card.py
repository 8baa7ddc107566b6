"""A request as staff see it. Drawn anew at every change, from the request alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assistant.desk import byhand
from assistant.desk.byhand import ByHand
from assistant.desk.callbacks import CardButton, LookButton, PairButton, TalkButton, TalkDo
from assistant.desk.conversation import talked, ticket_lines, waits
from assistant.desk.lines import LONGEST_NAME, LONGEST_TOPIC, MOST_LINES, CardLine
from assistant.domain.masking import mask_email
from assistant.domain.people.model import Person
from assistant.domain.support.model import Conversation
from assistant.domain.transfers.model import (
    ENDED,
    UNDECIDED,
    Agreement,
    Decision,
    MovedService,
    Rule,
    RuleVerdict,
    Transfer,
    TransferNote,
    TransferState,
)
from assistant.domain.transfers.rules import has_agreed
from assistant.domain.words import Say
from assistant.texts import Texts
from assistant.wording.names import SERVICE

_NO_LINKS: Mapping[str, str] = MappingProxyType({})

_STYLES = {Decision.APPROVE: "success", Decision.REFUSE: "danger"}
_BUTTON: Mapping[Decision, str] = {
    Decision.TAKE: "desk-btn-take",
    Decision.APPROVE: "desk-btn-approve",
    Decision.REFUSE: "desk-btn-refuse",
    Decision.ASK: "desk-btn-ask",
}
_STATE: Mapping[TransferState, str] = {
    TransferState.OPEN: "desk-state-open",
    TransferState.TAKEN: "desk-state-taken",
    TransferState.APPROVED: "desk-state-approved",
    TransferState.DONE: "desk-state-done",
    TransferState.REFUSED: "desk-state-refused",
    TransferState.CANCELLED: "desk-state-cancelled",
}
ICON: Mapping[TransferState, str] = {
    TransferState.OPEN: "🟡",
    TransferState.TAKEN: "🔵",
    TransferState.APPROVED: "🟢",
    TransferState.DONE: "✅",
    TransferState.REFUSED: "❌",
    TransferState.CANCELLED: "⚪",
}
"""Before the name of its topic."""
_AGREEMENT: Mapping[Agreement, str] = {
    Agreement.OWN: "desk-agreement-own",
    Agreement.ASKED: "desk-agreement-asked",
    Agreement.GIVEN: "desk-agreement-given",
    Agreement.DECLINED: "desk-agreement-declined",
}
_CHECK: Mapping[tuple[Rule, RuleVerdict], str] = {
    (Rule.NOTHING_UNPAID, RuleVerdict.OK): "desk-check-nothing-unpaid-ok",
    (Rule.NOTHING_UNPAID, RuleVerdict.WAITING): "desk-check-nothing-unpaid-waiting",
    (Rule.NOTHING_UNPAID, RuleVerdict.BAD): "desk-check-nothing-unpaid-bad",
    (Rule.OWNER_ASKS, RuleVerdict.OK): "desk-check-owner-asks-ok",
    (Rule.OWNER_ASKS, RuleVerdict.WAITING): "desk-check-owner-asks-waiting",
    (Rule.OWNER_ASKS, RuleVerdict.BAD): "desk-check-owner-asks-bad",
    (Rule.RECIPIENT_AGREES, RuleVerdict.OK): "desk-check-recipient-agrees-ok",
    (Rule.RECIPIENT_AGREES, RuleVerdict.WAITING): "desk-check-recipient-agrees-waiting",
    (Rule.RECIPIENT_AGREES, RuleVerdict.BAD): "desk-check-recipient-agrees-bad",
}
_NOTE: Mapping[TransferNote, str] = {
    TransferNote.RULES: "desk-note-rules",
    TransferNote.WAITING: "desk-note-waiting",
    TransferNote.PARTLY_MOVED: "desk-note-partly-moved",
    TransferNote.ASTRAY: "desk-note-astray",
    TransferNote.TICKET_CLOSED: "desk-note-ticket-closed",
}


@dataclass(frozen=True, slots=True)
class OfPlan:
    """The plan that a request belongs to, as its card shows it."""

    number: str
    companies: int
    services: int
    pair: int
    """Its undecided requests between the same accounts, this one among them."""


def draw_card(
    texts: Texts,
    transfer: Transfer,
    locale: str,
    asker: Person | None,
    by_hand: ByHand | None = None,
    plan: OfPlan | None = None,
    talk: Conversation | None = None,
    links: Mapping[str, str] = _NO_LINKS,
) -> dict[str, Any]:
    """``text`` in HTML, ``markup`` as the Bot API takes it, and the ``topic``'s title.

    ``by_hand``: staff make the move themselves once it is approved. ``links``: pages of the
    portal's admin area, those that are set.
    """
    moving = by_hand if transfer.state is TransferState.APPROVED else None
    shown = _lines(transfer, asker, moving, plan, links)
    lines = [texts.html(locale, key, args) for key, args in shown]
    lines += talked(texts, locale, talk)
    about = {"number": transfer.number, "from": transfer.from_label}
    title = f"{ICON[transfer.state]} " + texts.plain(locale, "desk-topic", about)
    return {
        "text": "\n".join(lines),
        "markup": {"inline_keyboard": _buttons(texts, transfer, locale, moving, plan)},
        "topic": title[:LONGEST_TOPIC],
        "icon": ICON[transfer.state],
        "closed": transfer.state in ENDED and not waits(talk),
    }


def _lines(
    transfer: Transfer,
    asker: Person | None,
    moving: ByHand | None,
    plan: OfPlan | None,
    links: Mapping[str, str],
) -> Iterator[CardLine]:
    yield CardLine("desk-card", {"number": transfer.number, "state": _state(transfer)})
    yield (
        CardLine("desk-card-asker", {"name": asker.name})
        if asker
        else CardLine("desk-card-asker-gone")
    )
    if plan is not None:
        yield CardLine(
            "desk-card-plan",
            {
                "number": plan.number,
                "companies": plan.companies,
                "services": plan.services,
                "pair": plan.pair,
            },
        )
    if transfer.from_email:  # else deleted with the asker's data, as the rest of their words
        yield _origin(transfer)
        yield _destination(transfer)
    yield CardLine(_AGREEMENT[transfer.agreement])
    if moving is None:
        yield CardLine("desk-card-services", {"services": _services(transfer.services)})
    if transfer.subject:
        words = {"department": transfer.department, "subject": transfer.subject}
        yield CardLine("desk-card-ticket", words)
        yield CardLine("desk-card-edited" if transfer.edited else "desk-card-as-drafted")
    yield from ticket_lines(transfer.ticket_id, transfer.ticket_number, links, letter=True)
    if not transfer.ticket_number:
        yield CardLine("desk-card-ticket-opening")
    yield from _checks(transfer)
    yield from _decided(transfer)
    if moving is not None:
        yield from byhand.lines(transfer, moving)
    if transfer.note:
        yield CardLine("desk-card-note", {"note": Say(_NOTE[transfer.note])})
    yield CardLine(_next(transfer, moving), {"name": transfer.taken_by_name})
    yield CardLine(
        "desk-card-times", {"created": transfer.created_at, "updated": transfer.updated_at}
    )


def _next(transfer: Transfer, moving: ByHand | None) -> str:
    """What happens next, and who does it."""
    if transfer.state in ENDED:
        return "desk-next-ended"
    if transfer.state is TransferState.APPROVED:
        return "desk-next-moving" if moving is None else "desk-next-by-hand"
    if not has_agreed(transfer):
        return "desk-next-consent" if transfer.promised_at is None else "desk-next-account"
    if transfer.waiting_since is None:
        return "desk-next-answer"
    if any(check.verdict is RuleVerdict.BAD for check in transfer.checks):
        return "desk-next-rules"
    return "desk-next-decide" if transfer.taken_by_name else "desk-next-take"


def _state(transfer: Transfer) -> Say:
    return Say(_STATE[transfer.state])


def _origin(transfer: Transfer) -> CardLine:
    email = mask_email(transfer.from_email)
    return CardLine("desk-card-from", {"label": transfer.from_label, "email": email})


def _destination(transfer: Transfer) -> CardLine:
    email = mask_email(transfer.to_email)
    if transfer.to_label:
        return CardLine("desk-card-to", {"label": transfer.to_label, "email": email})
    return CardLine("desk-card-to-email", {"email": email})


def _services(services: Sequence[MovedService]) -> tuple[Say, ...]:
    lines = tuple(
        Say(SERVICE[service.kind], {"name": service.name[:LONGEST_NAME]})
        for service in services[:MOST_LINES]
    )
    rest = len(services) - len(lines)
    return (*lines, Say("service-more", {"count": rest})) if rest > 0 else lines


def _checks(transfer: Transfer) -> Iterator[CardLine]:
    """The rules as they were when somebody looked, and when that was."""
    if transfer.checked_at is None:
        yield CardLine("desk-card-unchecked")
        return
    yield CardLine("desk-card-checked", {"at": transfer.checked_at})
    for check in transfer.checks:
        yield CardLine(_CHECK[check.rule, check.verdict], {"facts": ", ".join(check.facts)})


def _decided(transfer: Transfer) -> Iterator[CardLine]:
    if transfer.taken_by_name:
        yield CardLine("desk-card-taken", {"name": transfer.taken_by_name})
    if transfer.decided_by_name:
        yield CardLine("desk-card-decided", {"name": transfer.decided_by_name})
    if transfer.reason:
        yield CardLine("desk-card-reason", {"reason": transfer.reason})


def _buttons(
    texts: Texts, transfer: Transfer, locale: str, moving: ByHand | None, plan: OfPlan | None
) -> list[list[dict[str, str]]]:
    if moving is not None:
        data = LookButton(number=transfer.number).pack()
        return [[{"text": texts.plain(locale, "desk-btn-look"), "callback_data": data}]]
    if transfer.state not in UNDECIDED:
        return []

    def button(action: Decision) -> dict[str, str]:
        data = CardButton(action=action, number=transfer.number).pack()
        locked = action is Decision.APPROVE and not has_agreed(transfer)
        styled = {"style": _STYLES[action]} if action in _STYLES and not locked else {}
        label = texts.plain(locale, "desk-btn-approve-locked" if locked else _BUTTON[action])
        return {"text": label, "callback_data": data, **styled}

    take = [[button(Decision.TAKE)]]
    if transfer.state is TransferState.TAKEN:
        data = TalkButton(do=TalkDo.BACK, number=transfer.number).pack()
        take = [[{"text": texts.plain(locale, "desk-btn-back"), "callback_data": data}]]
    decide = [button(Decision.APPROVE), button(Decision.REFUSE)]
    return [*take, decide, *_pair(texts, transfer, locale, plan), [button(Decision.ASK)]]


def _pair(
    texts: Texts, transfer: Transfer, locale: str, plan: OfPlan | None
) -> list[list[dict[str, str]]]:
    if plan is None or plan.pair < 2 or not has_agreed(transfer):
        return []
    label = texts.plain(locale, "desk-btn-pair", {"count": plan.pair})
    data = PairButton(number=transfer.number).pack()
    return [[{"text": label, "callback_data": data, "style": _STYLES[Decision.APPROVE]}]]
