"""What the windows of ``/pindah`` show."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from assistant.dialogs.kit import A_PAGE
from assistant.dialogs.pindah.draft import PindahDraft
from assistant.dialogs.turn import Turn, turn_of
from assistant.dialogs.wording import check_say, service_lines, service_say, shorten
from assistant.domain.accounts.looking import look_at_account
from assistant.domain.accounts.model import Link, Snapshot
from assistant.domain.portal import Service
from assistant.domain.transfers.asking import services_on_the_move
from assistant.domain.transfers.model import Agreement, Check, Rule, Verdict
from assistant.domain.transfers.rules import checklist, may_be_sent
from assistant.domain.words import Say

_LONGEST_LABEL = 40

Data = dict[str, Any]


async def accounts(dialog_manager: DialogManager, **_: Any) -> Data:
    turn = turn_of(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    return {"items": [_account(turn, link) for link in links]}


def _account(turn: Turn, link: Link) -> Data:
    words = {"label": shorten(link.label, _LONGEST_LABEL), "email": link.email}
    return {"id": link.account, "label": turn.plain("pindah-account-item", **words)}


async def look(manager: DialogManager, draft: PindahDraft) -> tuple[Snapshot | None, Data]:
    """The account as the portal shows it, if it is there, and which of the states to show."""
    turn = turn_of(manager)
    snapshot = await look_at_account(turn.work, turn.person.id, draft.account)
    failed = snapshot is not None and snapshot.failed is not None
    ready = snapshot is not None and not failed
    states = {"loading": snapshot is None, "failed": failed, "ready": ready, "waits": not ready}
    return (snapshot if ready else None), states


async def services(dialog_manager: DialogManager, **_: Any) -> Data:
    turn = turn_of(dialog_manager)
    draft = await PindahDraft.read(dialog_manager)
    snapshot, states = await look(dialog_manager, draft)
    listed = snapshot.services if snapshot else ()
    search = str(dialog_manager.dialog_data.get("search", ""))
    found = [service for service in listed if search.casefold() in service.name.casefold()]
    busy = await services_on_the_move(turn.work, turn.person.id)
    links = await turn.work.links.of(turn.person.id)
    return {
        **states,
        "account": draft.label,
        "chosen": len(draft.services),
        "items": [_service(turn, service, draft, busy) for service in found],
        "search": search,
        "found": len(found),
        "some": bool(listed),
        "none": states["ready"] and not listed,
        "many": len(listed) > A_PAGE and not search,
        "searching": bool(search) and states["ready"],
        "busy": any(service.id in busy for service in found),
        "several": len(links) > 1,
    }


def _service(turn: Turn, service: Service, draft: PindahDraft, busy: set[str]) -> Data:
    state = "free"
    if service.id in busy:
        state = "busy"
    elif service.id in draft.wanted:
        state = "chosen"
    label = turn.plain(f"pindah-item-{state}", service=service_say(service, _LONGEST_LABEL))
    return {"id": service.id, "label": label}


async def destinations(dialog_manager: DialogManager, **_: Any) -> Data:
    turn = turn_of(dialog_manager)
    draft = await PindahDraft.read(dialog_manager)
    links = await turn.work.links.of(turn.person.id)
    others = [link for link in links if link.account != draft.account]
    return {
        "items": [_account(turn, link) for link in others],
        "to": draft.destination,
        "set": bool(draft.to_email),
        "others": bool(others),
        "alone": not others,
    }


async def rules(dialog_manager: DialogManager, **_: Any) -> Data:
    draft = await PindahDraft.read(dialog_manager)
    snapshot, states = await look(dialog_manager, draft)
    if snapshot is None:
        return {**states, "go": False, "stop": False, "gone": False}
    portal_url = turn_of(dialog_manager).settings.portal_url
    checks = checklist(snapshot, draft.wanted, draft.agreement)
    lines = [line for check in checks for line in _lines(check, snapshot, draft, portal_url)]
    go = may_be_sent(checks)
    bad = {check.rule for check in checks if check.verdict is Verdict.BAD}
    return {
        **states,
        "from": draft.label,
        "to": draft.destination,
        "services": service_lines(draft.chosen),
        "checks": tuple(lines),
        "go": go,
        "stop": not go,
        "gone": Rule.OWNER_ASKS in bad,
    }


def _lines(
    check: Check, snapshot: Snapshot, draft: PindahDraft, portal_url: str
) -> tuple[Say, ...]:
    """A rule and, when it is broken, what to do about it."""
    if check.verdict is not Verdict.BAD:
        return (check_say(check),)
    if check.rule is Rule.NOTHING_UNPAID:
        return (
            check_say(check),
            *(
                Say(
                    "pindah-fix-invoice",
                    {"number": invoice.number, "total": invoice.total, "due": invoice.due},
                )
                for invoice in snapshot.blocking
                if invoice.number in check.facts
            ),
            Say("pindah-fix-pay", {"portal": portal_url}),
        )
    gone = [service for service in draft.chosen if service.id in check.facts]
    names = [Say("pindah-fix-service", {"name": shorten(service.name)}) for service in gone]
    return (check_say(check), *names, Say("pindah-fix-choose"))


async def departments(dialog_manager: DialogManager, **_: Any) -> Data:
    """By their place in the list: a name may be longer than a button's data."""
    turn = turn_of(dialog_manager)
    draft = await PindahDraft.read(dialog_manager)
    marked = draft.department or turn.settings.default_department
    return {
        "departments": [
            {
                "id": place,
                "label": turn.plain(
                    f"pindah-department-{'default' if name == marked else 'other'}", name=name
                ),
            }
            for place, name in enumerate(turn.settings.departments)
        ]
    }


async def summary(dialog_manager: DialogManager, **_: Any) -> Data:
    draft = await PindahDraft.read(dialog_manager)
    _snapshot, states = await look(dialog_manager, draft)
    return {
        **states,
        "from": draft.label,
        "to": draft.destination,
        "services": service_lines(draft.chosen),
        "email": draft.to_email,
        "asks": draft.agreement is Agreement.ASKED,
    }


async def sent(dialog_manager: DialogManager, **_: Any) -> Data:
    number = str(dialog_manager.dialog_data["number"])
    transfer = await turn_of(dialog_manager).work.transfers.get(number)
    ticket_number = transfer.ticket_number if transfer else None
    return {
        "number": number,
        "ticket": ticket_number or "",
        "opened": bool(ticket_number),
        "opening": not ticket_number,
        "email": transfer.to_email if transfer else "",
        "asked": transfer is not None and transfer.agreement is Agreement.ASKED,
    }
