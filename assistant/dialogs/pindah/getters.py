"""What the windows of ``/pindah`` show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from aiogram_dialog import DialogManager

from assistant.dialogs.kit import A_PAGE
from assistant.dialogs.pindah.draft import MOST_SERVICES, PindahDraft
from assistant.dialogs.turn import Turn, say_above, turn_of
from assistant.dialogs.wording import check_say
from assistant.domain.accounts.looking import look_at_account
from assistant.domain.accounts.model import Link, Snapshot
from assistant.domain.billing import Invoice, Service
from assistant.domain.transfers.asking import services_on_the_move
from assistant.domain.transfers.model import Agreement, Check, Rule, RuleVerdict
from assistant.domain.transfers.rules import checklist, held_by_invoices, may_be_sent
from assistant.domain.words import Plain, Say
from assistant.wording.names import service_lines, service_say, shorten

_LONGEST_LABEL = 40
_LONGEST_SHOWN = 700
"""Characters of the ticket's message beside all else in the last window."""

NAMED = "named"
"""Of the dialog's data: domains that the person's words named, still to be chosen."""

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


@dataclass(frozen=True)
class NamedServices:
    """What a text names: services of the account that can be chosen, and the rest of it."""

    services: list[Service]
    unknown: list[str]

    @property
    def several(self) -> bool:
        return len(self.services) + len(self.unknown) > 1


@dataclass(frozen=True)
class ListedServices:
    """The services of the account, as far as the portal has told them."""

    all: tuple[Service, ...]
    found: list[Service]
    """By the search, or all."""
    busy: set[str]
    """The ids of those in a request that has not ended."""
    chosen: list[str]
    states: Data
    """Whether it is there at all; see :func:`look`."""

    @property
    def free(self) -> list[Service]:
        return [s for s in self.found if s.id not in self.busy and s.id not in self.chosen]

    def named(self, text: str) -> NamedServices:
        """Names as they are pasted: in lines, with commas, out of a browser's address."""
        words = dict.fromkeys(_name_of(word) for word in re.split(r"[\s,;]+", text) if word)
        by_name = {s.name.casefold(): s for s in self.all if s.id not in self.busy}
        known = [by_name[word] for word in words if word in by_name]
        return NamedServices(known, [word for word in words if word not in by_name])


def _name_of(word: str) -> str:
    bare = re.sub(r"^[a-z]+://", "", word.casefold()).partition("/")[0]
    return bare.removeprefix("www.").strip(".\u2022-*")


async def listed(manager: DialogManager, draft: PindahDraft) -> ListedServices:
    turn = turn_of(manager)
    snapshot, states = await look(manager, draft)
    services = snapshot.services if snapshot else ()
    search = str(manager.dialog_data.get("search", "")).casefold()
    found = [service for service in services if search in service.name.casefold()]
    busy = await services_on_the_move(turn.work, turn.person.id)
    return ListedServices(services, found, busy, draft.wanted, states)


async def _choose_named(manager: DialogManager, draft: PindahDraft) -> PindahDraft:
    """What was named before the portal told the services is chosen once it has."""
    named: list[str] = manager.dialog_data.get(NAMED, [])
    if not named:
        return draft
    here = await listed(manager, draft)
    if not here.states["ready"]:
        return draft
    del manager.dialog_data[NAMED]
    found = here.named(" ".join(named))
    unknown = ", ".join(shorten(name) for name in found.unknown[:MOST_SERVICES])
    key = "pindah-pasted-some" if unknown else "pindah-pasted"
    say_above(manager, key, count=len(found.services), unknown=unknown)
    draft = draft.with_services(found.services[:MOST_SERVICES])
    await draft.save(manager, "services")
    return draft


async def services(dialog_manager: DialogManager, **_: Any) -> Data:
    turn = turn_of(dialog_manager)
    draft = await _choose_named(dialog_manager, await PindahDraft.read(dialog_manager))
    shown = await listed(dialog_manager, draft)
    search = str(dialog_manager.dialog_data.get("search", ""))
    links = await turn.work.links.of(turn.person.id)
    return {
        **shown.states,
        "account": draft.label,
        "chosen": len(draft.services),
        "items": [_service(turn, service, draft, shown.busy) for service in shown.found],
        "search": search,
        "found": len(shown.found),
        "some": bool(shown.all),
        "none": shown.states["ready"] and not shown.all,
        "many": len(shown.all) > A_PAGE and not search,
        "searching": bool(search) and shown.states["ready"],
        "choosable": len(shown.free) > 1,
        "busy": any(service.id in shown.busy for service in shown.found),
        "several": len(links) > 1,
    }


def _service(turn: Turn, service: Service, draft: PindahDraft, busy: set[str]) -> Data:
    key = "pindah-item-free"
    if service.id in busy:
        key = "pindah-item-busy"
    elif service.id in draft.wanted:
        key = "pindah-item-chosen"
    label = turn.plain(key, service=service_say(service, _LONGEST_LABEL))
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


async def summary(dialog_manager: DialogManager, **_: Any) -> Data:
    turn = turn_of(dialog_manager)
    draft = (await PindahDraft.read(dialog_manager)).prepared(turn)
    snapshot, states = await look(dialog_manager, draft)
    checks = checklist(snapshot, draft.wanted, draft.agreement) if snapshot else ()
    held = held_by_invoices(snapshot, draft.wanted) if snapshot else set()
    go = bool(checks) and may_be_sent(checks)
    return {
        **states,
        "from": draft.label,
        "to": draft.destination,
        "services": service_lines(draft.chosen),
        "checks": tuple(
            line
            for check in checks
            if snapshot
            for line in _lines(check, snapshot, draft, turn.settings.portal_url)
        ),
        "go": go,
        "stop": bool(checks) and not go,
        "free": len(draft.services) - len(held) if held else 0,
        "asks": draft.agreement is Agreement.ASKED,
        "shortened": shorten(draft.message, _LONGEST_SHOWN),
        "outdated": draft.outdated(turn),
    }


def _unpaid(invoice: Invoice, draft: PindahDraft) -> Say:
    """For which of the chosen services it is; its amount only where it is rupiah."""
    billed = [service for service in draft.chosen if invoice.bills([service.id])]
    about: dict[str, Plain] = {
        "number": invoice.number,
        "services": ", ".join(shorten(service.name, _LONGEST_LABEL) for service in billed),
        "due": invoice.due,
    }
    if invoice.in_rupiah:
        return Say("pindah-fix-invoice", {**about, "total": invoice.total})
    return Say("pindah-fix-invoice-foreign", {**about, "currency": invoice.currency or "?"})


def _lines(
    check: Check, snapshot: Snapshot, draft: PindahDraft, portal_url: str
) -> tuple[Say, ...]:
    """A rule and, when it is broken, what to do about it."""
    if check.verdict is not RuleVerdict.BAD:
        return (check_say(check),)
    if check.rule is Rule.NOTHING_UNPAID:
        return (
            check_say(check),
            *(
                _unpaid(invoice, draft)
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
    marked = draft.prepared(turn).department
    return {
        "departments": [
            {
                "id": place,
                "label": turn.plain(
                    "pindah-department-default" if name == marked else "pindah-department-other",
                    name=name,
                ),
            }
            for place, name in enumerate(turn.settings.departments)
        ]
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
