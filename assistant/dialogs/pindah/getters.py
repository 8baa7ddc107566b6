"""What the windows of ``/pindah`` show."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from aiogram_dialog import DialogManager

from assistant.dialogs.kit import A_PAGE, tick
from assistant.dialogs.pindah.draft import MOST_SERVICES, PindahDraft
from assistant.dialogs.turn import ChatSettings, Turn, say_above, turn_of
from assistant.dialogs.wording import check_say
from assistant.domain.accounts.looking import look_at_account
from assistant.domain.accounts.model import Link, Snapshot
from assistant.domain.billing import Invoice, Service
from assistant.domain.portfolio.model import service_key, short_names
from assistant.domain.portfolio.terms import FILLERS
from assistant.domain.portfolio.tokens import plain_line, services_in
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
    several: bool
    """It says more than one name."""


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
        """Names as they are pasted: in lines, with commas and numbers, out of a browser's address,
        in a sentence. Several services may be called alike."""
        free: dict[str, list[Service]] = defaultdict(list)
        for service in self.all:
            if service.id not in self.busy:
                free[service_key(service.name)].append(service)
        for short, name in short_names([service.name for service in self.all]).items():
            free.setdefault(short, free[service_key(name)])
        words: dict[str, None] = {}
        for piece in re.split(r"[\n,;]+", text):
            whole = service_key(plain_line(piece))
            words |= dict.fromkeys([whole] if whole in free else _names_in(piece))
        known = [service for word in words for service in free.get(word, ())]
        unknown = [word for word in words if word not in free]
        return NamedServices(known, unknown, several=len(text.split()) > 1)


_DESTINATION = re.compile(r"\s(?:ke|kepada|untuk|to|for)\s+(?:akun\s+|account\s+)?[A-Z][^.]*$")


def _names_in(piece: str) -> list[str]:
    """Domains, and words that may be names; not whom they shall go to."""
    names: list[str] = []
    if services_in(piece):
        piece = _DESTINATION.sub("", piece)
    for word in piece.split():
        bare = word.casefold().strip(".:()*\u2022-\u2013")
        if domains := services_in(word):
            names += map(service_key, domains)
        elif bare and not bare.isdigit() and bare not in FILLERS:
            names.append(bare)
    return names


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
    key, chosen = "pindah-item-free", service.id in draft.wanted
    if service.id in busy:
        key = "pindah-item-busy"
    elif chosen:
        key = "pindah-item-chosen"
    label = turn.plain(key, service=service_say(service, _LONGEST_LABEL))
    return {"id": tick(service.id, chosen), "label": label}


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
            for line in _lines(check, snapshot, draft, turn.settings)
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


def _page(invoice: Invoice, settings: ChatSettings) -> list[Say]:
    url = settings.page_of(invoice)
    return [Say("pindah-fix-page", {"url": url, "number": invoice.number})] if url else []


def _lines(
    check: Check, snapshot: Snapshot, draft: PindahDraft, settings: ChatSettings
) -> tuple[Say, ...]:
    """A rule and, when it is broken, what to do about it."""
    if check.verdict is not RuleVerdict.BAD:
        return (check_say(check),)
    if check.rule is Rule.NOTHING_UNPAID:
        return (
            check_say(check),
            *(
                line
                for invoice in snapshot.blocking
                if invoice.number in check.facts
                for line in (_unpaid(invoice, draft), *_page(invoice, settings))
            ),
            *(
                []
                if settings.invoice_url
                else [Say("pindah-fix-pay", {"portal": settings.portal_url})]
            ),
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
